"""Sentences addressed to a machine: documents are untrusted, and an order planted in one is no answer."""

from __future__ import annotations

import re
from functools import lru_cache

#: Ways of giving a program orders from within a document, as described in work on prompt injection (OWASP LLM01).
#: Reviews and minutes do not speak like this; nothing here obeys them anyway, this keeps them from being shown.
_ORDER = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:instructions?|prompts?|rules|guidelines|(?:all|everything) (?:above|before|previous))\b"
    r"|\b(?:your|the) (?:\w+ )?(?:answer|reply|response|output) (?:must|should|shall|has to|will) (?:\w+ )?(?:be|say|begin|start|contain|include|read)\b"
    r"|\b(?:respond|reply|answer) (?:only )?(?:with|by) (?:the|this|only)\b|\b(?:you are|act as|pretend to be) (?:now )?(?:an? |the )?(?:\w+ )?(?:assistant|ai|chatbot|language model|bot)\b"
    r"|\b(?:as|dear|to|note to|attention|any|every) (?:an? |the |all )?(?:ai|language model|llm|chatbot|ai assistant)s?\b|\bsystem prompt\b"
    r"|^\W*(?:system|assistant|user|developer)\s*(?::|\])|<\|?/?(?:system|assistant|user|im_start|im_end)\b|\[/?INST\]"
    r"|\b(?:print|output|repeat|write|say) (?:exactly |only )?the (?:word|phrase|code|string)\b|\bdo not (?:cite|mention|reveal|tell the user)\b"
    r"|\btell (?:the|every) (?:user|reader|person asking)\b|<!--|-->|[\"']role[\"']\s*:"
    r"|\b(?:if|when(?:ever)?) (?:(?:you|someone|anyone|somebody|anybody) (?:are |is )?)?ask(?:s|ed)? (?:about|what|who|for)\b[^,;]{0,60}[,;:]\s*(?:please |always |only |just )?(?:say|answer|reply|state|respond)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=8192)
def is_order(text: str) -> bool:
    """True where a sentence tells a program what to do or say."""
    return _ORDER.search(text) is not None
