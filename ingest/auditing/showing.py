"""Words of a record for the eyes of a person: nothing in them acts, and nothing stays unseen."""

from __future__ import annotations

import unicodedata

from ingest.auditing.auditing import Audit
from ingest.cleaning.hidden import spelled
from rag.domain import Excluded, Flagged


def visible(text: str) -> str:
    """The text with tag characters as the letters they spell, odd spaces as spaces, other unseen characters as escapes.

    Line breaks of every sort become "\\n": neither a terminal nor a browser is told anything by the words.
    """
    return "".join(_visible(character) for character in spelled(text).replace("\r\n", "\n"))


def name_of(mark: Excluded | Flagged) -> str:
    """Kind and rule of a mark, as it stands in the margin."""
    kind = visible(mark.kind)
    return kind if mark.rule == mark.kind else f"{kind} · {visible(mark.rule)}"


def percent(share: float) -> str:
    """ "3.4 %"; less than a twentieth of a per cent is not shown as none at all."""
    return "<0.1 %" if 0 < share < 0.0005 else f"{100 * share:.1f} %"


def facts_of(found: Audit) -> str:
    """One line on the document: kind, date, notices."""
    document = found.document
    parts = [document.kind.value.replace("_", " "), str(document.published or "no date"), *document.notices]
    return visible(" · ".join(parts))


def total_of(found: Audit) -> str:
    """One line on what became of the text."""
    if not found.characters:
        return "there are no words in it"
    marks = sum(share.spans for share in found.flags)
    return f"{percent(1 - found.cut_share)} kept, {percent(found.cut_share)} cut, {marks} flagged"


def _visible(character: str) -> str:
    if character in "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029":
        return "\n"
    if character == "\t" or unicodedata.category(character) == "Zs":
        return " "
    return character if character.isprintable() else character.encode("unicode_escape").decode()
