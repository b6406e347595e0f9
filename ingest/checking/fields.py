"""Front matter that is whole: a digest says what it is of, and is told apart from every other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.checking.findings import Finding, findings
from ingest.checking.reading import Checkable
from rag.domain import Dating
from rag.text import fold

_CHECK = "front matter"

#: What a digest must say of itself besides its date; corpus/README.md explains each.
_REQUIRED = ("id", "title", "kind", "standing", "jurisdiction", "licence", "reviewed", "sources")


def check_fields(one: Checkable) -> Iterator[Finding]:
    """Fields that are missing or do not fit the file, and a companion that is missing or another's."""
    yield from findings(one.file, _CHECK, _own(one))
    if one.companion is not None and one.companion.document != one.document.id:
        named = one.companion.document
        yield Finding(one.beside, _CHECK, f'document: is "{named}"; write "{one.document.id}"')


def _own(one: Checkable) -> Iterator[str]:
    front = one.front
    if front.id is not None and front.id != one.name:
        yield f'id: "{front.id}" is not the name of the file; write "{one.name}" or rename the file'
    if not one.is_digest:
        if one.companion is not None:
            yield f"form: is not digest, though {one.beside} lists facts; write form: digest"
        return
    for name in _REQUIRED:
        if not getattr(front, name):
            yield f"{name}: is missing; a digest needs it"
    if front.published is None and front.dating is not Dating.UNKNOWN:
        yield "published: is missing; give the date, or write dating: unknown"
    if front.published is not None and front.dating is None:
        yield "dating: is missing; write stated or inferred"
    if front.published is not None and not front.dating_reason.strip():
        yield "dating_reason: is missing; say in a sentence why that date was chosen"
    if not one.described:
        yield f"companion: there is no {one.beside}; list the facts of the digest in it"


def check_told_apart(documents: Sequence[Checkable]) -> Iterator[Finding]:
    """Ids and titles that two documents share, once each, at the later document."""
    for field in ("id", "title"):
        first: dict[str, str] = {}
        for one in documents:
            value = str(getattr(one.front, field) or "")
            key = fold(value).text.strip()
            if key and key in first:
                yield Finding(one.file, _CHECK, f'{field}: "{value}" is that of {first[key]} too; change one')
            first.setdefault(key, one.file)
