"""The lines that say what became of a sentence: fixed templates, whose slots hold only words of the two texts."""

from __future__ import annotations

from collections.abc import Mapping

from rag.domain import Document, Span
from rag.paragraphs.verdicts import Checked, Clash, Mismatch, Verdict

#: What a differing thing is called beside its mark.
WORDS = {
    Clash.NUMBER: "number",
    Clash.DATE: "date",
    Clash.NAME: "name",
    Clash.NATION: "nation or place",
    Clash.SPEAKER: "speaker",
    Clash.NEGATION: "denied in one of the two",
    Clash.AGREED: "not decided, written as agreed",
    Clash.OUTCOME: "a plan or a wish, written as an outcome",
}

_TEMPLATES = {
    Clash.NUMBER: "The record gives {told}, the sentence {written}.",
    Clash.DATE: "The record gives {told}, the sentence {written}.",
    Clash.NAME: "The record names {told}, the sentence {written}.",
    Clash.NATION: "The record speaks of {told}, the sentence of {written}.",
    Clash.SPEAKER: "The record has {told} say it, the sentence {written}.",
    Clash.NEGATION: "One of the two denies what the other says. In the record: {told}. In the sentence: {written}.",
    Clash.AGREED: "The record tells of no decision here. In the record: {told}. In the sentence: {written}.",
    Clash.OUTCOME: "The record tells of no outcome here. In the record: {told}. In the sentence: {written}.",
}

NOT_FOUND = "Not found in these records. That does not mean it is wrong."
NOTHING_NEAR = "Not found in these records, and nothing near to it."


def nothing(why: str) -> str:
    """The line of a sentence that states nothing of a record."""
    return f"Nothing to check: {why}."


def framed(checked: Checked, sentence: str, documents: Mapping[str, Document]) -> str:
    """The line of a checked sentence; ``documents`` holds those of its citations."""
    at = checked.span.start

    def written(span: Span) -> str:
        return " ".join(sentence[span.start - at : span.end - at].split())

    if checked.verdict is Verdict.CONTRADICTED:
        lines = [
            _differs(one, written(one.written), documents[one.document_id]) for one in checked.mismatches
        ]
        return " ".join(dict.fromkeys(lines))
    if checked.verdict is Verdict.NOT_FOUND:
        return NOT_FOUND if checked.citations else NOTHING_NEAR
    if checked.verdict is Verdict.PARTLY:
        parts = ", ".join(f"“{written(one)}”" for one in checked.unfound)
        lacking = (
            f"these words do not have {parts}" if parts else "another part of the sentence was not found"
        )
        return f"Partly supported: {lacking}."
    return "The record says so."


def _differs(one: Mismatch, written: str, document: Document) -> str:
    told = " ".join(one.told.of(document.text).split()) if one.told else one.known
    return _TEMPLATES[one.clash].format(told=told, written=written)
