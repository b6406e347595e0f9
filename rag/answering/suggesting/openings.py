"""Which headings and sentences of a record suggest which question.

Each row holds a pattern, the sort of thing the question asks for, and its wording; ``{name}`` is what the document's
subject is called, other slots are groups of the pattern.
"""

from __future__ import annotations

import re

_IT = r"(?:it|(?:the|this) (?:[\w'’-]+ ){0,3}?(?:review|inquiry|report|panel|committee|investigation|inspection|study|council))"


def _heading(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


HEADINGS: tuple[tuple[re.Pattern[str], str, str], ...] = tuple(
    (_heading(pattern), sort, template)
    for pattern, sort, template in (
        (rf"^what {_IT} (?P<verb>recommended|proposed|called for)\b", "recommended", "What did {name} {base}"),
        (rf"^what {_IT} (?P<verb>found|concluded)\b", "found", "What did {name} {base}"),
        (rf"^what {_IT} (?P<verb>covered|looked at|promised)\b", "aim", "What did {name} {base}"),
        (r"^(?:key |main |summary of |the )?recommendations$", "recommended", "What did {name} recommend"),
        (r"^(?:key |main |summary of |the )?findings$", "found", "What did {name} find"),
        (r"^(?:key |main |summary of |the )?conclusions?$", "found", "What did {name} conclude"),
        (rf"^what {_IT} (?:was|were) to (?P<what>(?:look|do|find|cover|examine|ask|report)\b.*?)(?: and .*)?$", "aim", "What was {name} to {what}"),
        (r"^what (?:was|were) planned: (?P<what>the .+)$", "planned", "What was {what} of {name}"),
        (r"^what (?:was|were) (?P<verb>planned|announced|promised)\b", "planned", "agreed"),
        (r"^what (?:was|were) (?P<verb>agreed|decided|noted|recommended)\b", "agreed", "agreed"),
        (r"^what happened before and (?:next|after)", "happened", "What happened before and after {name}"),
        (r"^what happened (?:next|after|later|then)", "happened", "What happened next with {name}"),
        (r"^what (?P<who>(?:the [\w'’ -]+?|(?!was|were|is|are|it)[\w'’.-]+(?: [\w'’.-]+){0,3})) (?P<verb>said|recommended|promised|found)\b", "said", "What did {who} {base}{about}"),
        (r"^what the minutes says? about (?P<what>.+)$", "topic", "What do the {minutes} say about {what}"),
        (r"^who (?P<verb>led|chaired|commissioned|wrote|carried out) ", "led", "Who {verb} {name}"),
        (rf"^why {_IT} was (?P<what>set up|commissioned|held|needed|launched|carried out|started)\b", "why", "Why was {name} {what}"),
        (r"^(?:money|funding|grants?|investment) for (?P<what>.+)$", "money", "How much money was announced for {what}{when}"),
    )
)  # fmt: skip

TOLD: tuple[tuple[re.Pattern[str], str, bool, str], ...] = tuple(
    (re.compile(pattern), sort, acting, template)
    for pattern, sort, acting, template in (
        (r"\b(?:[Ii]t|He|She) (?:also )?(?:recommended|proposed|asked (?:for|that)|called for)|\b(?:review|report|inquiry|panel)\b[^.]{0,40}\b(?:recommended|proposed|called for)|^Recommendation \d", "recommended", True, "What did {name} recommend"),
        (r"\b(?:[Ii]t|He|She) (?:also )?(?:found|concluded|held) |\b(?:review|report|inquiry|panel)\b[^.]{0,60}\b(?:found|concluded) ", "found", True, "What did {name} find"),
        (r"\b(?:was|were|is|has been) agreed\b|\bagreed to\b", "agreed", False, "What was agreed {meeting}"),
        (r"\b[Nn]oted that\b", "agreed", False, "What was noted {meeting}"),
        (r"\b[Gg]overnment(?:'s)? (?:repl(?:y|ied)|respon(?:se|ded)|accepted|agreed)", "respond", True, "How did the government respond to {name}"),
        (r"\b(?:led|chaired) by [A-Z]|\b(?:led|chaired) (?:it|the )|\bwho (?:led|chaired)\b|\bChair of the\b", "led", True, "Who led {name}"),
        (r"\bcommissioned (?:\w+ ){0,6}(?:by|from)\b|\bcommissioned (?:it|the)\b", "led", True, "Who commissioned {name}"),
        (r"\b[Ff]inal report\b.*\b(?:planned|submitted|due|expected)\b", "planned", True, "When was the final report of {name} due"),
        (r"\b(?:take|complete in|completed in|last)\b.{0,30}\b(?:weeks|months|years)\b", "planned", True, "How long was {name} expected to take"),
        (r"\b(?:will|would|was to|were to) (?:also )?(?:consider|look at|examine|cover|form part of the review)\b|\b(?:plank|strand) of (?:the|\w+'s) review\b", "aim", True, "What was {name} to look at"),
        (r"\bbuild (?:up)?on what|\bbuild upon\b", "aim", True, "What was {name} to build on"),
        (r"\baims? (?:is|was|to|of)\b|\bguiding question\b", "aim", True, "What was the aim of {name}"),
        (r"\b(?:review|report|response|inquiry|findings)\b.{0,80}\b(?:published|presented|came out)\b.{0,30}\b(?:19|20)\d\d\b", "when", True, "When was {name} published"),
    )
)  # fmt: skip
