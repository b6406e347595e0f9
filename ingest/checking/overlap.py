"""Wording that two documents share: a digest is in words of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from ingest.checking.findings import Finding, quoted
from ingest.checking.names import is_grammar, name_words
from ingest.checking.reading import Checkable
from rag.text import words

_CHECK = "overlap"

#: So many words in a row are no chance: shorter runs are turns of speech.
RUN = 8

#: Words that stand inside names: "Strategic Director for Children, Young People and Families".
_IN_NAMES = frozenset("a and for in of on the to".split())

#: Some words in a row, folded.
_Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Words in a row that no heading parts; ``names[i]`` is the number of the name that word i is of, or its own."""

    words: _Words
    names: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> _Stretch:
        """The words of a text; words in capitals, with small words between them, are one name."""
        found = name_words(text)
        capital = [word.capital and not is_grammar(word) for word in found]
        folded: list[str] = []
        names: list[int] = []
        at = 0
        while at < len(found):
            end = at + 1
            if capital[at]:
                ahead = end
                while ahead < len(found) and (capital[ahead] or found[ahead].written in _IN_NAMES):
                    ahead += 1
                    end = ahead if capital[ahead - 1] else end
            for word in found[at:end]:
                parts = words(word.written)
                folded += parts
                names += [at] * len(parts)
            at = end
        return cls(tuple(folded), tuple(names))

    def grams(self) -> Iterator[_Words]:
        """Every eight words in a row, in order."""
        return _grams(self.words)


@dataclass(frozen=True, slots=True)
class _Text:
    """What a file says, the eight words in a row it holds, and the titles and names that any other may hold too."""

    file: str
    stretches: tuple[_Stretch, ...]
    grams: frozenset[_Words]
    free: tuple[_Words, ...] = ()


def check_overlap(documents: Sequence[Checkable], against: Mapping[str, str]) -> Iterator[Finding]:
    """Each run of eight or more words that a document shares with another one, or with a text of ``against``.

    Case, accents and punctuation make no difference. Names cannot be reworded: a name in capitals counts as one word,
    and a run that lies wholly inside a title, a person's or publisher's name, or an also-asked line of either document
    does not count.
    """
    texts = [_of_document(one) for one in documents]
    others = [_text(name, (text,), ()) for name, text in against.items()]
    for first, second in _sharing(texts, others):
        for run in _runs(first, second):
            yield Finding(
                first.file,
                _CHECK,
                f"{len(run)} words in a row stand in {second.file} too: {quoted(' '.join(run))}; reword them",
            )


def _of_document(one: Checkable) -> _Text:
    front = one.front
    names = [front.title, front.publisher, *(person.name for person in front.people)]
    names += [source.title for source in front.sources]
    if one.companion is not None:
        names += [source.title for source in one.companion.sources.values()]
        names += [line for lines in one.companion.also_asked.values() for line in lines]
    return _text(one.file, one.stretches, tuple(tuple(words(name)) for name in names if name))


def _text(file: str, parts: Sequence[str], free: tuple[_Words, ...]) -> _Text:
    stretches = tuple(_Stretch.of(part) for part in parts)
    return _Text(file, stretches, frozenset(gram for one in stretches for gram in one.grams()), free)


def _grams(row: _Words) -> Iterator[_Words]:
    return (row[at : at + RUN] for at in range(len(row) - RUN + 1))


def _sharing(texts: Sequence[_Text], others: Sequence[_Text]) -> Iterator[tuple[_Text, _Text]]:
    """Pairs with eight words in a row in common, the first of each a document, in order."""
    everything = [*texts, *others]
    holders: dict[_Words, list[int]] = defaultdict(list)
    for number, text in enumerate(everything):
        for gram in text.grams:
            holders[gram].append(number)
    pairs = {pair for found in holders.values() for pair in combinations(found, 2)}
    for first, second in sorted(pairs):
        if first < len(texts):
            yield everything[first], everything[second]


def _runs(first: _Text, second: _Text) -> Iterator[_Words]:
    """The longest runs of words of the first that stand in the second and count, each once."""
    seen: set[_Words] = set()
    free = (*first.free, *second.free)
    for stretch in first.stretches:
        begin: int | None = None
        for at, gram in enumerate((*stretch.grams(), ())):
            if gram in second.grams:
                begin = at if begin is None else begin
            elif begin is not None:
                end = at + RUN - 1
                run = stretch.words[begin:end]
                counted = len(set(stretch.names[begin:end]))
                begin = None
                if counted >= RUN and run not in seen and not any(_within(run, name) for name in free):
                    seen.add(run)
                    yield run


def _within(run: _Words, name: _Words) -> bool:
    return any(name[at : at + len(run)] == run for at in range(len(name) - len(run) + 1))
