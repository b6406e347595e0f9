"""What the words of an index are worth: rare words tell documents and sentences apart, common ones do not."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence, Set

from rag.domain import Document, Passage
from rag.store import Records
from rag.text import content_stems, stem, word_spans, words


class Lexicon:
    """Stems of an index with their weights, and the stems of each document."""

    def __init__(self, records: Records) -> None:
        """The words of every passage, heading and title are counted; furniture is not."""
        frequency: Counter[str] = Counter()
        self._of_document: dict[str, frozenset[str]] = {}
        self._described: dict[str, frozenset[str]] = {}
        self._given: dict[str, frozenset[str]] = {}
        self._spelled: dict[str, str] = {}
        small: set[str] = set()
        for document_id, document in records.documents.items():
            self._described[document_id] = frozenset(
                content_stems(f"{_metadata(document)} {_names_at_first(records.of_document[document_id])}")
            )
            people = content_stems(" ".join(person.name for person in document.people))
            self._given[document_id] = self._described[document_id] - set(people)
            stems = set(self._described[document_id])
            spelled = [document.title]
            for passage in records.of_document[document_id]:
                inside = set(content_stems(passage.text))
                frequency.update(inside)
                stems |= inside | set(content_stems(" ".join(passage.headings)))
                spelled += [*passage.headings[-1:], passage.text]
                small.update(_SMALL.findall(passage.text))
            self._of_document[document_id] = frozenset(stems)
            self._spelled[document_id] = _in_order(" ".join(spelled))
        self._small = frozenset(stem(found) for found in small)
        self._frequency = frequency
        self._passages = max(1, len(records.passages))
        self._everywhere = frozenset().union(*self._of_document.values())

    def weight(self, stem: str) -> float:
        """Inverse frequency over passages, above 0; a stem found nowhere weighs most.

        ln(1 + N / (n + 0.5)), N passages, n of them with the stem (after Spärck Jones, 1972, smoothed).
        """
        return math.log(1.0 + self._passages / (self._frequency[stem] + 0.5))

    def coverage(self, wanted: Iterable[str], there: Set[str]) -> float:
        """The weighted share, 0 to 1, of the wanted stems that are there; 0 where nothing is wanted."""
        weights = {stem: self.weight(stem) for stem in wanted}
        total = sum(weights.values())
        return sum(weight for stem, weight in weights.items() if stem in there) / total if total else 0.0

    def of_document(self, document_id: str) -> frozenset[str]:
        """Every stem of a document's passages, headings, title and description."""
        return self._of_document[document_id]

    def described(self, document_id: str) -> frozenset[str]:
        """What a document is about: stems of title, nation, publisher, people, date and the names it begins with."""
        return self._described[document_id]

    def given(self, document_id: str) -> frozenset[str]:
        """What goes without saying in a document: what it is described by, but for the names of people."""
        return self._given[document_id]

    def spelling(self, name: str) -> frozenset[str]:
        """The documents that have a name of several ordinary words as it is written; empty where it is no such name.

        "Who Cares?" and "Full Council" are made of words that records write small too, so a record that has the words
        need not have the name. Where no record has it as written, it may go by another form: then it is none either.
        """
        ordinary = content_stems(name)
        in_order = words(name)
        if len(in_order) < 2 or not all(found in self._small for found in ordinary):
            return frozenset()
        return self.spelled(name)

    def spelled(self, name: str) -> frozenset[str]:
        """The documents that have the words of a name in a row."""
        row = _in_order(name)
        return frozenset(document for document, text in self._spelled.items() if row in text)

    def has(self, document_id: str, name: str) -> bool:
        """True where a document has the words of a name, and one of ordinary words as it is written."""
        spelled = self.spelling(name)
        there = set(content_stems(name)) <= self._of_document[document_id]
        return there and (not spelled or document_id in spelled)

    def known(self, stem: str) -> bool:
        """True where any document of the index has the stem."""
        return stem in self._everywhere


#: Words written small.
_SMALL = re.compile(r"(?<![\w'’])[a-z]+(?![\w'’])")


def _in_order(text: str) -> str:
    """The words of a text, one space before and behind each."""
    return f" {' '.join(words(text))} "


#: Sentences at the head of a document whose names say what it is about: a title often names nobody.
_HEAD = 4


def _names_at_first(passages: Sequence[Passage]) -> str:
    """The capitalised words of a document's first sentences, those that only begin one left out."""
    found: list[str] = []
    for passage in passages[:1]:
        for span in passage.sentences[:_HEAD]:
            spoken = passage.slice(span)
            found += [word for word, at in word_spans(spoken) if at.start > 0 and word[0].isupper()]
    return " ".join(found)


def _metadata(document: Document) -> str:
    people = " ".join(f"{person.name} {person.role}" for person in document.people)
    return " ".join(
        filter(
            None,
            (
                document.title,
                document.jurisdiction,
                document.publisher,
                people,
                str(document.published or ""),
            ),
        )
    )
