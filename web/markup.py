"""Words made safe to stand in a page, and what is wrong with a question in friendly words."""

from __future__ import annotations

import html
import json
import re
import unicodedata
from collections.abc import Mapping

from rag.answering.asking.usable import usable
from rag.errors import UnusableQuestion

#: Control characters that are shown as they are.
_WHITE_SPACE = "\t\n\r"

_SURROGATE = re.compile("[\ud800-\udfff]")


def plain(text: str) -> str:
    """The text with lone surrogates and control characters shown as U+FFFD, so that it can be sent and read."""
    text = _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)
    return "".join(
        "\N{REPLACEMENT CHARACTER}" if unicodedata.category(c) == "Cc" and c not in _WHITE_SPACE else c
        for c in text
    )


def safe(text: str) -> str:
    """The text as HTML that shows exactly it, in an element or in a quoted attribute."""
    return html.escape(plain(text), quote=True)


def sending(event: str, data: Mapping[str, object]) -> str:
    """The attributes by which a button or a form of the page sends an event with data; the server checks it again."""
    return f'data-send="{event}" data-with="{safe(json.dumps(data))}"'


def sentence(words: str) -> str:
    """The words with a capital and a full stop, on one line."""
    words = " ".join(words.split())
    return f"{words[:1].upper()}{words[1:]}{'' if words.endswith(('.', '?', '!')) else '.'}"


def trouble_with(question: object) -> str | None:
    """Why a question cannot be asked, as a friendly line; None where it can."""
    if not isinstance(question, str) or not question.strip():
        return "Please type a question first."
    try:
        usable(question)
    except UnusableQuestion as error:
        return sentence(str(error))
    return None
