"""An Answer as JSON values and as plain text. Nothing here decides anything."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rag.actions import Row, as_table, cited
from rag.catalogue import date_words, describe, narrowed, reference_title
from rag.domain import Answer, Citation, Document, Filter, Form, Hit, IndexInfo, ModelUse, Span, Status, Table
from rag.tables import table_markdown

Json = dict[str, Any]


def answer_json(
    answer: Answer, documents: Mapping[str, Document], info: IndexInfo, question_id: str | None = None
) -> Json:
    """The answer as the command line prints it; rag/schema/answer.json describes every field."""
    citations = answer.citations
    return {
        "id": question_id,
        "question": answer.question.text,
        "standalone_question": answer.standalone,
        "status": answer.status.value,
        "reason": answer.reason,
        "frame": answer.frame,
        "text": answer_text(answer, documents),
        "claims": [
            {
                "text": claim.text,
                "citations": list(answer.numbers(claim)),
                "focus": _span(claim.focus) if claim.focus else None,
            }
            for claim in answer.claims
        ],
        "citations": [_citation(c, n, documents) for n, c in enumerate(citations, start=1)],
        "table": _table(answer.table) if answer.table else None,
        "nearest": [_citation(c, n, documents) for n, c in enumerate(answer.nearest, start=1)],
        "notices": list(answer.notices),
        "suggestions": list(answer.suggestions),
        "expansions": [{"from": e.original, "to": e.expanded} for e in answer.expansions],
        "filters": [filter_json(one) for one in answer.filters],
        "confidence": round(answer.confidence, 4),
        "answerer": answer.answerer,
        "removed": answer.removed,
        "struck": [{"text": one.text, "why": one.why} for one in answer.struck],
        "model": _model(answer.model) if answer.model else None,
        "hits": [_hit(hit) for hit in answer.hits],
        "timings_ms": {
            "retrieve": round(answer.trace.retrieve_ms, 1),
            "answer": round(answer.trace.answer_ms, 1),
            "total": round(answer.trace.total_ms, 1),
            "suggest": round(answer.trace.suggest_ms, 1),
            "model": round(answer.trace.model_ms, 1),
        },
        "index": {"generation": info.generation, "documents": info.documents, "encoder": info.encoder},
    }


def search_json(query: str, hits: Sequence[Hit], query_id: str | None = None) -> Json:
    """Hits as the command line prints them; rag/schema/search.json describes every field."""
    return {"id": query_id, "query": query, "hits": [_hit(hit) | {"text": hit.passage.text} for hit in hits]}


def filter_json(one: Filter) -> Json:
    """A filter; the value is a list for "in" and a date for "since" and "until"."""
    value: Any = list(one.value) if one.op == "in" else one.value[0]
    return {"field": one.field, "op": one.op, "value": value, "source": one.source}


def document_json(document: Document) -> Json:
    """A document's description, without its text."""
    return {
        "id": document.id,
        "title": document.title,
        "form": document.form.value,
        "kind": document.kind.value,
        "standing": document.standing.value,
        "published": str(document.published) if document.published else None,
        "dating": document.dating.value,
        "dating_reason": document.dating_reason,
        "jurisdiction": document.jurisdiction,
        "publisher": document.publisher,
        "people": [{"name": person.name, "role": person.role} for person in document.people],
        "sources": [{"title": source.title, "url": source.url} for source in document.sources],
        "licence": document.licence,
        "notices": list(document.notices),
        "copy_of": document.copy_of,
        "characters": len(document.text),
    }


def answer_text(answer: Answer, documents: Mapping[str, Document]) -> str:
    """Frame and claims as printed: a claim a line with the numbers of its citations, an original's words quoted.

    Claims that a table sets out stand as its rows.
    """
    lines = [answer.frame]
    if answer.reason:
        lines.append(answer.reason)
    in_rows = {row.claim for row in answer.table.rows} if answer.table else set()
    if answer.table:
        sources = [_marks(answer.numbers(answer.claims[row.claim - 1])) for row in answer.table.rows]
        lines += ["", table_markdown(answer.table, sources), ""]
    for place, claim in enumerate(answer.claims, start=1):
        if place in in_rows:
            continue
        marks = _marks(answer.numbers(claim))
        lines.append(f"{shown(claim.text, claim.citations[0], documents)} {marks}")
    return "\n".join(lines).rstrip()


def _model(use: ModelUse) -> Json:
    return {
        "name": use.name,
        "prompts": [{"name": name, "digest": digest} for name, digest in use.prompts],
        "calls": use.calls,
        "input_tokens": use.input_tokens,
        "output_tokens": use.output_tokens,
        "milliseconds": round(use.milliseconds, 1),
        "failed": use.failed,
    }


def _marks(numbers: Iterable[int]) -> str:
    return "".join(f"[{number}]" for number in numbers)


def _table(table: Table) -> Json:
    return {
        "columns": list(table.columns),
        "rows": [{"cells": list(row.cells), "claim": row.claim} for row in table.rows],
    }


def full_text(answer: Answer, documents: Mapping[str, Document]) -> str:
    """The answer for a terminal: text, what is nearest or cited, notices, and what can be asked next."""
    parts = [answer_text(answer, documents)]
    if answer.nearest:
        near = (
            f"- {shown(_one_line(c.quote), c, documents)}\n  {_named(c, documents)}{_copies(answer, c.document_id)}"
            for c in answer.nearest
        )
        parts.append("Nearest:\n" + "\n".join(near))
    if answer.citations:
        references = _references(answer.citations, documents)
        parts.append("\n".join(f"{line}{_copies(answer, i)}" for i, line in references.items()))
    parts.extend(f"Note: {notice}" for notice in answer.notices)
    parts.extend(_scope(one, documents) for one in answer.filters)
    parts.extend(f'"{e.original}" was also looked for as "{e.expanded}".' for e in answer.expansions)
    if answer.suggestions:
        heading = "Ask about one record" if answer.status is Status.CLARIFY else "Ask next"
        parts.append(f"{heading}:\n" + "\n".join(f"- {suggestion}" for suggestion in answer.suggestions))
    return "\n\n".join(parts)


def struck_text(answer: Answer) -> str:
    """The sentences of a language model that were left out, a line each with why; one line where there is none."""
    if not answer.struck:
        return "No sentence of a language model was left out."
    rows = (f"- {_one_line(one.text)}\n  ({one.why})" for one in answer.struck)
    return "Left out, for the records cited do not bear it out:\n" + "\n".join(rows)


def _scope(condition: Filter, documents: Mapping[str, Document]) -> str:
    how = "as asked"
    if condition.source != "asked":
        how = "understood from the question"
        if condition.words:
            how = f"understood from “{_one_line(condition.words)}”"
        how += "; --no-scope searches all"
    return f"Only {narrowed(condition, documents)} ({how})."


def shown(text: str, citation: Citation, documents: Mapping[str, Document]) -> str:
    """The words in quotation marks where they are an original's; a digest's words are never quoted."""
    if documents[citation.document_id].form is Form.DIGEST or _one_line(text) not in _one_line(
        citation.quote
    ):
        # A digest's words are ours, and a language model's wording is nobody's quotation.
        return text
    return text if text[:1] in '“"' and text[-1:] in '”"' else f"“{text}”"


def reference(document: Document) -> str:
    """One line that says what the words come from: title, nation, kind, date; a digest named as one."""
    return f"{reference_title(document)} ({describe(document)})"


def _references(citations: Iterable[Citation], documents: Mapping[str, Document]) -> dict[str, str]:
    """One line a document, by its id: the numbers of its citations, what it is, its id."""
    numbers: dict[str, list[str]] = {}
    for number, citation in enumerate(citations, start=1):
        page = f" page {citation.page}" if citation.page else ""
        numbers.setdefault(citation.document_id, []).append(f"[{number}]{page}")
    return {i: f"{' '.join(marks)} {reference(documents[i])}: {i}" for i, marks in numbers.items()}


def also_in(copies: Sequence[str]) -> str:
    """How many other documents say what a passage says, and which, by ids or titles; "" where none does."""
    if not copies:
        return ""
    others = "one other record" if len(copies) == 1 else f"{len(copies)} other records"
    return f"The same, word for word or re-written, also in {others}: {'; '.join(copies)}"


def _copies(answer: Answer, document_id: str) -> str:
    told = also_in(answer.copies(document_id))
    return f"\n  {told}" if told else ""


def printable(text: str) -> str:
    """The text with whatever a terminal would act on, line ends apart, written as an escape."""
    return "".join(
        c if c.isprintable() or c in "\n\N{NO-BREAK SPACE}" else c.encode("unicode_escape").decode()
        for c in text
    )


def _named(citation: Citation, documents: Mapping[str, Document]) -> str:
    return reference(documents[citation.document_id])


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _citation(citation: Citation, number: int, documents: Mapping[str, Document]) -> Json:
    document = documents[citation.document_id]
    return {
        "number": number,
        "document_id": document.id,
        "title": document.title,
        "form": document.form.value,
        "kind": document.kind.value,
        "standing": document.standing.value,
        "published": str(document.published) if document.published else None,
        "dating": document.dating.value,
        "start": citation.span.start,
        "end": citation.span.end,
        "quote": citation.quote,
        "headings": list(citation.passage.headings),
        "page": citation.page,
        "match": citation.match.value,
    }


def _hit(hit: Hit) -> Json:
    return {
        "document_id": hit.passage.document_id,
        "start": hit.passage.span.start,
        "end": hit.passage.span.end,
        "score": round(hit.score, 6),
        "rank": hit.rank,
        "copies": list(hit.copies),
    }


def _span(span: Span) -> Json:
    return {"start": span.start, "end": span.end}


def documents_table(documents: Mapping[str, Document]) -> list[tuple[str, str, str, str, str]]:
    """Rows of id, date, nation, kind and title, by date and id; undated ones last."""
    order = sorted(documents.values(), key=lambda one: (str(one.published or "9"), one.id))
    return [(d.id, date_words(d), d.jurisdiction or "", d.kind.value, d.title) for d in order]


def actions_json(rows: Sequence[Row], documents: Mapping[str, Document], filters: Sequence[Filter]) -> Json:
    """The ledger as the command line prints it; rag/schema/actions.json describes every field."""
    numbers = {place: number for number, place in enumerate(cited(rows), start=1)}
    return {
        "rows": [
            {
                "type": "action" if row.is_action else "decision",
                "document_id": row.document,
                "held": str(row.held) if row.held else None,
                "committees": list(row.committees),
                "item": row.item or None,
                "what": row.what,
                "owners": list(row.owners),
                "due": row.due,
                "act": row.act.value if row.act else None,
                "citation": numbers[row.document, row.citation.span],
            }
            for row in rows
        ],
        "citations": [_citation(c, n, documents) for n, c in enumerate(cited(rows).values(), start=1)],
        "filters": [filter_json(one) for one in filters],
    }


def actions_text(rows: Sequence[Row], documents: Mapping[str, Document]) -> str:
    """The ledger as rows of Markdown, the sources below; one line where it is empty."""
    if not rows:
        return "No action or decision of a meeting is recorded in these documents."
    table = as_table(rows, documents)
    return f"{table_markdown(table, [f'[{row.claim}]' for row in table.rows])}\n\n{actions_sources(rows, documents)}"


def actions_sources(rows: Sequence[Row], documents: Mapping[str, Document]) -> str:
    """The records the numbers in the ledger point to, a line each."""
    return "\n".join(_references(cited(rows).values(), documents).values())
