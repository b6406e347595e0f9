"""Copies folded: where several documents hold the same passage, the one of the best standing is shown for all."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rag.domain import Document, Form, Hit, Query, Standing, ranked
from rag.ports import Retriever

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


class CopiesFolded:
    """A Retriever that shows one of the passages that several documents hold, with the ids of the others.

    Shown is that of the best standing; of equals an original goes before a digest, the earlier before the
    later, undated ones last, then by id. It gets the best score of them. Only hits are folded, so where a
    query asks for some documents none of them gives way to another. Passages of one document stay apart.
    """

    def __init__(self, retriever: Retriever, documents: Mapping[str, Document]) -> None:
        """``documents`` holds the document of every passage the retriever finds, by id."""
        self._retriever = retriever
        self._preferred = {document_id: _preference(document) for document_id, document in documents.items()}

    def retrieve(self, query: Query, k: int) -> list[Hit]:
        """At most k hits, no two of them copies; the score is the other retriever's."""
        kept: list[Hit] = []
        for times in _TIMES_MORE if k > 0 else ():
            wanted = times * (k + SPARE)
            hits = self._retriever.retrieve(query, wanted)
            kept = self._folded(hits, k)
            if len(kept) == k or len(hits) < wanted:
                break
        return kept

    def _folded(self, hits: Sequence[Hit], k: int) -> list[Hit]:
        scores, passages, copies = {}, {}, {}
        for members in _groups(hits):
            first, *others = sorted(members, key=self._preferred.__getitem__)
            passage = members[first].passage
            scores[passage.key] = max(hit.score for hit in members.values())
            passages[passage.key], copies[passage.key] = passage, tuple(others)
        return [replace(hit, copies=copies[hit.passage.key]) for hit in ranked(scores, passages, k)]


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
