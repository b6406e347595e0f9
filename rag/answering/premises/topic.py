"""How much of a question a sentence speaks of, the words left out that may be wrong in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set

from rag.answering.asking.questions import Asked
from rag.answering.language.lexicon import Lexicon
from rag.answering.reading.candidates import Candidate
from rag.text import content_stems, word_spans

#: Below this fit a sentence speaks of something else: corrections of the dev questions lie above 0.3.
FITS = 0.28
#: A contradicting sentence must fit the question nearly as well as the best one ...
NEARLY_BEST = 0.6
#: ... or half as well where it has most of the question's other words.
HALF, MOSTLY = 0.5, 0.6
#: Of the question's other weighted words the document must have this share: else another matter is meant.
ABOUT = 0.6

#: Words of a question that say nothing of what it is about.
EMPTY = frozenset(
    content_stems(
        "decide decided choose chose want wanted conclude concluded settle straight altogether just only actually"
        " really get put make made back"
    )
)

_ORDINALS = frozenset("first second third fourth fifth sixth interim final".split())


class Topic:
    """A question's words set against its candidates."""

    def __init__(
        self, asked: Asked, question: str, candidates: Sequence[Candidate], lexicon: Lexicon
    ) -> None:
        """``candidates``: at least one, best first. One that speaks of the second review for the first is left out."""
        self._lexicon = lexicon
        names = {stem for name in asked.names for stem in content_stems(name)}
        self._telling = [
            stem for stem in asked.stems if stem not in EMPTY and (stem in names or lexicon.known(stem))
        ]
        ordinals = self.ordinals = ordinals_of(question)
        self.candidates = [
            one
            for one in sorted(candidates, key=lambda one: (-one.fit.early, one.document.id, one.span))
            if not ordinals or not ordinals_of(one.text) or ordinals & ordinals_of(one.text)
        ]
        self._best = max(one.fit.early for one in candidates)

    def near(self, without: Set[str], mostly: float = MOSTLY) -> Iterator[Candidate]:
        """The sentences that speak of what the question speaks of, best first.

        ``without`` are the stems that may be wrong; ``mostly`` the share that makes up for a lesser fit.
        """
        rest = self.rest(without)
        for one in self.candidates:
            held = self.share(without, one) >= mostly or (
                one.leans and self.understood(without, one) >= mostly
            )
            floor = max(FITS, (HALF if held else NEARLY_BEST) * self._best)
            about = self._lexicon.coverage(rest, self._lexicon.of_document(one.document.id))
            if one.fit.early >= floor and about >= ABOUT and not one.silent:
                yield one

    def given(self, one: Candidate) -> Set[str]:
        """The stems that go without saying in the candidate's document."""
        return self._lexicon.given(one.document.id)

    def rest(self, without: Set[str]) -> list[str]:
        """The question's stems that tell what it is about, in order.

        A word that no record has tells nothing, unless it is a name: then the question is about something else.
        """
        return [stem for stem in self._telling if stem not in without]

    def share(self, without: Set[str], one: Candidate) -> float:
        """The weighted share, 0 to 1, of the rest that the sentence has, or its document goes without saying."""
        return self.share_of(without, one.stems, one)

    def share_of(self, without: Set[str], stems: Iterable[str], one: Candidate) -> float:
        """The same of any stems that stand in the candidate's document."""
        there = self._lexicon.given(one.document.id).union(stems)
        return self._lexicon.coverage(self.rest(without), there)

    def telling(self, without: Set[str], one: Candidate) -> float:
        """The weighted share that the sentence has of what does not go without saying in its document."""
        given = self._lexicon.given(one.document.id)
        return self._lexicon.coverage([stem for stem in self.rest(without) if stem not in given], one.stems)

    def understood(self, without: Set[str], one: Candidate) -> float:
        """The same of the sentence with the one before it in its passage; 0 where there is none."""
        if not one.place:
            return 0.0
        before = content_stems(one.passage.slice(one.passage.sentences[one.place - 1]))
        return self.share_of(without, one.stems.union(before), one)


def ordinals_of(text: str) -> frozenset[str]:
    """The words of a text that tell the first thing of its kind from the next."""
    return _ORDINALS & {word.casefold() for word, _ in word_spans(text)}
