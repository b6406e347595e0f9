"""Checked sentences as plain text and as JSON; a digest's words never stand in quotation marks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rag.catalogue import describe, reference_title
from rag.domain import Citation, Document, Form, Span
from rag.paragraphs.verdicts import Checked, Verdict, counted

Json = dict[str, Any]

#: What this is and is not, for whoever is given the result without the page.
CARE = (
    "Set beside the records of this index only, by rules and without a language model. Not found does not mean wrong; "
    "read the record’s words before you rely on a verdict."
)


def count_line(checked: Sequence[Checked]) -> str:
    """How many sentences were checked and what came of them: "3 sentences: 2 supported, 1 not found."."""
    parts = [f"{number} {verdict}" for verdict, number in counted(checked).items() if number]
    many = f"{len(checked)} sentence{'' if len(checked) == 1 else 's'}"
    return f"{many}: {', '.join(parts)}." if parts else f"{many}."


def as_text(text: str, checked: Sequence[Checked], documents: Mapping[str, Document]) -> str:
    """Each sentence with its verdict, the record's words and where they are from; the count and the care first."""
    lines = [count_line(checked), CARE]
    for number, one in enumerate(checked, start=1):
        lines += ["", f"{number}. [{one.verdict}] {_line(one.span.of(text))}"]
        if one.verdict is Verdict.NOTHING:
            lines.append(f"   {one.frame}")
            continue
        lines += [f"   {line}" for line in (one.frame, *one.notes)]
        lead = "Nearest" if one.verdict is Verdict.NOT_FOUND else "Record"
        for citation in one.citations:
            document = documents[citation.document_id]
            lines.append(f"   {lead}: {words_of(citation, document)}")
            lines.append(f"      {reference_title(document)} ({describe(document)})")
    return "\n".join(lines)


def words_of(citation: Citation, document: Document) -> str:
    """The cited words on one line: in quotation marks where they are an original's, bare where a digest's."""
    words = _line(citation.quote)
    return f"“{words}”" if document.form is Form.ORIGINAL else words


def as_json(text: str, checked: Sequence[Checked], documents: Mapping[str, Document]) -> Json:
    """The same as plain values; spans of the text given, and of the documents, half-open in code points."""
    return {
        "counts": {verdict.value: number for verdict, number in counted(checked).items()},
        "care": CARE,
        "sentences": [_sentence(text, one, documents) for one in checked],
    }


def _sentence(text: str, one: Checked, documents: Mapping[str, Document]) -> Json:
    return {
        **_span(text, one.span),
        "verdict": one.verdict.value,
        "frame": one.frame,
        "notes": list(one.notes),
        "mismatches": [
            {
                "kind": each.clash.value,
                "written": _span(text, each.written),
                "document_id": each.document_id,
                "record": _span(documents[each.document_id].text, each.told) if each.told else None,
                "known": each.known or None,
            }
            for each in one.mismatches
        ],
        "unfound": [_span(text, each) for each in one.unfound],
        "citations": [_citation(each, documents[each.document_id]) for each in one.citations],
    }


def _citation(citation: Citation, document: Document) -> Json:
    return {
        "document_id": document.id,
        "title": reference_title(document),
        "form": document.form.value,
        "published": str(document.published) if document.published else None,
        "start": citation.span.start,
        "end": citation.span.end,
        "quote": citation.quote,
        "page": citation.page,
    }


def _span(text: str, span: Span) -> Json:
    return {"start": span.start, "end": span.end, "text": span.of(text)}


def _line(text: str) -> str:
    return " ".join(text.split())
