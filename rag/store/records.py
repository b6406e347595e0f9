"""The documents and passages of an index, and how they are written: one line of JSON a document."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pydantic import TypeAdapter

from rag.domain import Document, Passage, Span, route_key, sentence_key


@dataclass(frozen=True)
class Records:
    """The documents of an index by id, and their passages in order of document and place."""

    documents: dict[str, Document]
    passages: tuple[Passage, ...]

    @cached_property
    def by_key(self) -> dict[str, Passage]:
        """The passages by their key."""
        return {passage.key: passage for passage in self.passages}

    @cached_property
    def by_sentence(self) -> dict[str, Passage]:
        """The passage of each sentence, by the sentence's key."""
        return {
            sentence_key(passage.document_id, span): passage
            for passage in self.passages
            for span in passage.sentences
        }

    @cached_property
    def by_route(self) -> dict[str, tuple[Passage, ...]]:
        """The passages that each also-asked question leads to, by its key: those under its heading."""
        return {
            key: tuple(p for p in self.of_document[document.id] if heading in p.headings)
            for document in self.documents.values()
            for key, heading, _ in routes(document)
        }

    @cached_property
    def of_document(self) -> dict[str, tuple[Passage, ...]]:
        """The passages of each document, in order of place."""
        found: dict[str, list[Passage]] = {document_id: [] for document_id in self.documents}
        for passage in self.passages:
            found[passage.document_id].append(passage)
        return {document_id: tuple(passages) for document_id, passages in found.items()}


def routes(document: Document) -> Iterator[tuple[str, str, str]]:
    """Key, heading and text of each also-asked question of a document, in their order."""
    asked = ((one.heading, question) for one in document.also_asked for question in one.questions)
    for number, (heading, question) in enumerate(asked):
        yield route_key(document.id, number), heading, question


@dataclass(frozen=True, slots=True)
class _StoredPassage:
    span: Span
    headings: tuple[str, ...]
    page: int | None
    sentences: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class _StoredRecord:
    document: Document
    passages: tuple[_StoredPassage, ...]


_RECORD = TypeAdapter(_StoredRecord)


def dump_records(records: Records) -> Iterator[bytes]:
    """One line for each document."""
    for document_id, document in records.documents.items():
        yield _line(document, records.of_document[document_id])


def load_records(lines: Iterable[bytes], digests: Mapping[str, str]) -> Records:
    """The records that were dumped; ValueError where a line is none of ours or not the one its digest is of."""
    documents: dict[str, Document] = {}
    passages: list[Passage] = []
    for line in lines:
        stored = _RECORD.validate_json(line)
        document = stored.document
        if digests.get(document.id, "") not in ("", hashlib.sha256(line.rstrip(b"\n")).hexdigest()):
            raise ValueError("a record is not as it was written")
        documents[document.id] = document
        passages.extend(_restore(document, passage) for passage in stored.passages)
    return Records(documents, tuple(passages))


def record_digest(document: Document, passages: Sequence[Passage]) -> str:
    """The sha256 of the record as it is written, by which a change on disk is noticed."""
    return hashlib.sha256(_line(document, passages).rstrip(b"\n")).hexdigest()


def _line(document: Document, passages: Sequence[Passage]) -> bytes:
    stored = tuple(_StoredPassage(p.span, p.headings, p.page, p.sentences) for p in passages)
    return _RECORD.dump_json(_StoredRecord(document, stored)) + b"\n"


def _restore(document: Document, stored: _StoredPassage) -> Passage:
    return Passage(
        document_id=document.id,
        span=stored.span,
        text=stored.span.of(document.text),
        headings=stored.headings,
        page=stored.page,
        sentences=stored.sentences,
    )
