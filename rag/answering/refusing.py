"""Deciding whether the best sentences answer the question, and if not, why not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rag.answering.candidates import Candidate, lead
from rag.answering.confidence import refuse_below
from rag.answering.lexicon import Lexicon
from rag.answering.questions import GENERIC, Asked, Shape
from rag.domain import Document, Status
from rag.text import content_stems, stem

#: Words that lay a harm or a blame on somebody. A sentence that does not say so itself is no answer to a question
#: that does: shown under it, it would seem to.
_GRAVE = frozenset(
    stem(word)
    for word in """sack sacked sacking dismissed resign resigned suspended convicted arrested charged jailed imprisoned
    prosecuted sued murdered murder killed killer guilty negligent negligence abused abuser culprit fault""".split()
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a question is not answered; ``names`` are the words of it that no record has."""

    status: Status
    names: tuple[str, ...] = ()


def is_vague(asked: Asked, documents: Mapping[str, Document]) -> bool:
    """True where the question names nothing that would tell one of several records from another."""
    return len(documents) > 1 and not asked.names and not asked.years and set(asked.stems) <= GENERIC


def unknown_names(asked: Asked, documents: Mapping[str, Document], lexicon: Lexicon) -> tuple[str, ...]:
    """Names, places and years of the question that no document has.

    A name counts as unknown when its last word, the one that tells it apart, is unknown.
    """
    missing = [name for name in asked.names if not any(lexicon.known(s) for s in content_stems(name)[-1:])]
    dated = {str(year) for document in documents.values() for year in _years(document)}
    missing += sorted(year for year in asked.years if year not in dated and not lexicon.known(year))
    return tuple(dict.fromkeys(missing))


def is_apart(asked: Asked, candidates: Sequence[Candidate], lexicon: Lexicon) -> bool:
    """True where the best sentence's document lacks a name of the question that no document is about.

    "What did Munro say about Scotland?": one record mentions Scotland, another is about Munro, none is about both.
    """
    if not candidates or asked.shape is Shape.COMPARISON:
        return False
    there = lexicon.of_document(candidates[0].document.id)
    about = [lexicon.described(document_id) for document_id in {one.document.id for one in candidates}]
    # As for unknown names, the last word tells: "Cllr Clark" is the record's "Councillor Len Clark".
    names = [set(content_stems(name)[-1:]) for name in asked.names]
    return any(not name <= there and not any(name <= stems for stems in about) for name in names)


def refuse(
    asked: Asked,
    candidates: Sequence[Candidate],
    names: tuple[str, ...],
    chance: float,
    below: float | None = None,
) -> Refusal | None:
    """Why the question is refused, or None where it is to be answered.

    ``candidates`` are those of the documents that have the names of the question, best first. ``below`` is the
    chance below which a question is refused; None: the fitted one.
    """
    best = candidates[0] if candidates else None
    about = best.fit.document if best is not None else 0.0
    if names:
        if all(name.isdigit() for name in names) or about >= 0.5:
            return Refusal(Status.OTHER_PLACE_OR_TIME, names)
        return Refusal(Status.NOT_IN_CORPUS, names)
    if best is None:
        return Refusal(Status.NOT_IN_CORPUS)
    first = lead(asked, candidates)
    if first.silent or (asked.kind is not None and asked.shape is Shape.VALUE and not first.values):
        return Refusal(Status.DETAIL_MISSING)
    if not _GRAVE.isdisjoint(set(asked.stems) - first.stems):
        return Refusal(Status.DETAIL_MISSING)
    if chance < (refuse_below() if below is None else below):
        return Refusal(Status.DETAIL_MISSING if about >= 0.6 else Status.NOT_IN_CORPUS)
    return None


def _years(document: Document) -> set[int]:
    return {document.published.year} if document.published else set()
