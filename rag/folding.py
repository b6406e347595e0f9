"""Copies folded: where several documents say the same, the one of the best standing is shown for all."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

import numpy as np

from rag.domain import Document, Form, Hit, Passage, Query, Standing, ranked
from rag.ports import Retriever, VectorIndex, Vectors
from rag.store import Records

#: Words of a shingle, and the share of shingles (Jaccard's index) from which on two passages are near-copies:
#: Broder (1997), "On the resemblance and containment of documents", with the values that are usual for prose.
SHINGLE, NEARLY_ALL = 5, 0.8

#: Shorter passages are not folded. What they say ("The report was noted.") is told apart by where it stands.
FEWEST_WORDS = 20

#: Hits asked for beyond those wanted, so that a copy just below the cut is seen.
SPARE = 10

#: Where folding leaves too few, so many times more are asked for, and again: every copy of a text that hundreds
#: of documents hold need not be read.
_TIMES_MORE = (1, 4, 16)

#: How near (cosine) a passage of a copy lies to the one it re-writes. Paragraphs of the re-writes among the dev pairs
#: of evals/pairs have 0.69 or more to their own; what a copy adds of its own is mostly farther from everything.
RESTATES = 0.65

#: Passages of copies whose counterparts are remembered, and documents whose vectors are: a long report has 1 MB.
_REMEMBERED, _READ = 4096, 64

_TOKEN = re.compile(r"[£$€%]|[^\W_]+(?:['’][^\W_]+)*")
_NEGATIONS = frozenset("no nor not never none nobody nothing neither without cannot".split())
_NOT = ("n't", "n’t")


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a passage, case folded and in order; ``telling``: those in which near-copies may not differ."""

    all: tuple[str, ...]
    telling: frozenset[str]

    def same(self, other: _Words) -> bool:
        """True for the same words, and for nearly the same that tell the same names, figures and denials."""
        if min(len(self.all), len(other.all)) < FEWEST_WORDS:
            return False
        return self.all == other.all or (
            self.telling == other.telling and _jaccard(self.all, other.all) >= NEARLY_ALL
        )


class Restated:
    """Finds the passage of one document that says what a passage of its copy says."""

    def __init__(self, records: Records, passages: VectorIndex) -> None:
        """``passages`` holds the vectors of the records' passages."""
        self._records, self._index = records, passages
        self._nearest = lru_cache(_REMEMBERED)(self._look)
        self._vectors = lru_cache(_READ)(self._read)

    def __call__(self, passage: Passage, document_id: str) -> Passage | None:
        """The document's passage nearest to this one, the earlier of equals; None where none is near."""
        return self._nearest(passage.key, document_id)

    def _look(self, key: str, document_id: str) -> Passage | None:
        passages, vectors = self._vectors(document_id)
        own = self._index.vectors([key])
        if not passages or key not in own:
            return None
        nearness = vectors @ own[key]
        best = int(nearness.argmax())
        return passages[best] if nearness[best] >= RESTATES else None

    def _read(self, document_id: str) -> tuple[list[Passage], Vectors]:
        passages = self._records.of_document[document_id]
        found = self._index.vectors([passage.key for passage in passages])
        there = [passage for passage in passages if passage.key in found]
        return there, np.array([found[passage.key] for passage in there], dtype=np.float32)


Counterpart = Callable[[Passage, str], Passage | None]


class CopiesFolded:
    """A Retriever that shows one of the passages of several documents that say the same, with the others' ids.

    Passages with the same words, or nearly, are folded wherever they stand. A passage of a document that is a copy
    (``Document.copy_of``) gives way to the passage it re-writes, found or not; what it adds of its own stays.
    Shown is that of the best standing; of equals an original goes before a digest, the earlier before the
    later, undated ones last, then by id. It gets the best score of them. Where a query asks for some documents
    none of them gives way to another. Passages of one document stay apart.
    """

    def __init__(
        self,
        retriever: Retriever,
        documents: Mapping[str, Document],
        counterpart: Counterpart = lambda passage, document_id: None,
    ) -> None:
        """``documents`` holds the document of every passage the retriever finds, by id.

        ``counterpart`` tells which passage of a document a passage of its copy re-writes.
        """
        self._retriever = retriever
        self._counterpart = counterpart
        self._preferred = {document_id: _preference(document) for document_id, document in documents.items()}
        self._family = _families(documents, self._preferred)

    def retrieve(self, query: Query, k: int) -> list[Hit]:
        """At most k hits, no two of them copies; the score is the other retriever's."""
        kept: list[Hit] = []
        for times in _TIMES_MORE if k > 0 else ():
            wanted = times * (k + SPARE)
            hits = self._retriever.retrieve(query, wanted)
            kept = self._folded(self._restored(hits, query.documents), k)
            if len(kept) == k or len(hits) < wanted:
                break
        return kept

    def _restored(self, hits: Sequence[Hit], within: frozenset[str] | None) -> list[Hit]:
        """The hits with passages of copies replaced by those they re-write, each passage once."""
        found: dict[str, Hit] = {}
        for hit in hits:
            passage, copies = hit.passage, hit.copies
            original = self._stand_in(passage.document_id, within)
            if original is not None and (counterpart := self._counterpart(passage, original)) is not None:
                passage, copies = counterpart, (*copies, passage.document_id)
            same = found.get(passage.key, replace(hit, passage=passage, copies=()))
            score = max(same.score, hit.score)
            found[passage.key] = replace(same, score=score, copies=(*same.copies, *copies))
        return list(found.values())

    def _stand_in(self, document_id: str, within: frozenset[str] | None) -> str | None:
        """The best document that this one says the same as and that may be shown; None where it is the best."""
        family = self._family.get(document_id, ())
        best = next((one for one in family if within is None or one in within), document_id)
        return best if best != document_id else None

    def _folded(self, hits: Sequence[Hit], k: int) -> list[Hit]:
        scores, passages, copies = {}, {}, {}
        for members in _groups(hits):
            first = min(members, key=self._preferred.__getitem__)
            passage = members[first].passage
            others = {*members, *(copy for hit in members.values() for copy in hit.copies)} - {first}
            scores[passage.key] = max(hit.score for hit in members.values())
            passages[passage.key] = passage
            copies[passage.key] = tuple(sorted(others, key=self._preferred.__getitem__))
        return [replace(hit, copies=copies[hit.passage.key]) for hit in ranked(scores, passages, k)]


def _families(
    documents: Mapping[str, Document], preferred: Mapping[str, tuple[int, bool, date, str]]
) -> dict[str, tuple[str, ...]]:
    """For each document that is a copy, or has one, all that say the same: the one kept first, then the best."""
    copies: defaultdict[str, list[str]] = defaultdict(list)
    for document in documents.values():
        if document.copy_of is not None and document.copy_of in documents:
            copies[document.copy_of].append(document.id)
    found = {}
    for kept, others in copies.items():
        family = (kept, *sorted(others, key=preferred.__getitem__))
        found.update(dict.fromkeys(family, family))
    return found


def _groups(hits: Sequence[Hit]) -> list[dict[str, Hit]]:
    """The hits in groups, each by document id: a hit joins the first group whose first hit it is a copy of."""
    groups: list[tuple[_Words, dict[str, Hit]]] = []
    # Copies share all their words or all telling ones: only groups that do are compared.
    alike: defaultdict[Hashable, list[int]] = defaultdict(list)
    for hit in hits:
        read, document_id = _read(hit.passage.text), hit.passage.document_id
        for at in sorted({*alike[read.all], *alike[read.telling]}):
            words, members = groups[at]
            if document_id not in members and words.same(read):
                members[document_id] = hit
                break
        else:
            alike[read.all].append(len(groups))
            alike[read.telling].append(len(groups))
            groups.append((read, {document_id: hit}))
    return [members for _, members in groups]


def _preference(document: Document) -> tuple[int, bool, date, str]:
    published = document.published.first_day if document.published else date.max
    return list(Standing).index(document.standing), document.form is Form.DIGEST, published, document.id


def _read(text: str) -> _Words:
    tokens = _TOKEN.findall(text)
    folded = tuple(token.casefold() for token in tokens)
    telling = {token.casefold() for token in tokens if not token.islower()} | _NEGATIONS.intersection(folded)
    if any(ending in text for ending in _NOT):
        telling |= {word for word in folded if word.endswith(_NOT)}
    return _Words(folded, frozenset(telling))


def _jaccard(one: Sequence[str], other: Sequence[str]) -> float:
    """The share of shingles that both have among those that either has."""
    ours, theirs = _shingles(one), _shingles(other)
    return len(ours & theirs) / len(ours | theirs)


def _shingles(words: Sequence[str]) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)}
