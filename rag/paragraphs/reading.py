"""One part of a written sentence read against one sentence of a record."""

from __future__ import annotations

from dataclasses import dataclass, replace

from rag.answering.language.lexicon import Lexicon
from rag.answering.reading.candidates import leans
from rag.answering.reading.nearest import Near
from rag.domain import Span
from rag.paragraphs.readers.acts import acts
from rag.paragraphs.readers.compared import Compared, Outcome, Told
from rag.paragraphs.readers.dates import dates
from rag.paragraphs.readers.denials import denials
from rag.paragraphs.readers.names import names
from rag.paragraphs.readers.naming import Book
from rag.paragraphs.readers.nations import nations
from rag.paragraphs.readers.numbers import numbers
from rag.paragraphs.readers.posts import posts
from rag.paragraphs.readers.speakers import speakers
from rag.paragraphs.verdicts import Clash
from rag.text import content_stems


@dataclass(frozen=True, slots=True)
class Reading:
    """How a part of a sentence compares with a record's sentence.

    ``same``: how surely the two are about one thing, 0 to 1, things that differ left aside.
    ``matter``: the share of the other words of the part, those that are compared one by one left aside, that the
    record's sentence has.
    ``part`` is what was read.
    """

    near: Near
    compared: tuple[Compared, ...]
    same: float
    matter: float
    part: str = ""

    def having(self, outcome: Outcome) -> list[Compared]:
        """What compares so."""
        return [one for one in self.compared if one.outcome is outcome]

    def agrees(self, written: Span) -> bool:
        """True where what stands there is compared and agrees."""
        return any(one.written == written and one.outcome is Outcome.AGREES for one in self.compared)

    @property
    def bears_out(self) -> bool:
        """True where all that is compared agrees."""
        return all(one.outcome is Outcome.AGREES for one in self.compared)


#: Two sentences that differ in several things are less surely about one: taken off for each but the first.
_EACH_MORE = 0.06


class Reader:
    """Reads written sentences against records of one index."""

    def __init__(self, lexicon: Lexicon, book: Book) -> None:
        """``lexicon`` and ``book`` are those of the records."""
        self._lexicon, self._book = lexicon, book

    def read(self, part: str, near: Near, whole: str) -> Reading:
        """A part of a whole sentence set against a record's. Spans count in the part, and in the record's."""
        told = _told(near)
        compared = self._compared(part, told, whole)
        return Reading(
            near, tuple(compared), self._same(part, near, compared), self._matter(part, near, compared), part
        )

    def _compared(self, part: str, told: Told, whole: str) -> list[Compared]:
        book = self._book
        # What another part of the sentence answers to is not free to stand for a figure, date or name of this one.
        found = [*numbers(whole, told), *dates(whole, told), *names(whole, told, book)]
        found = [one for one in found if one.written.of(part).strip()]
        called = [one for one in found if one.clash in (Clash.NAME, Clash.NATION)]
        found = [one for one in found if one not in called] + nations(part, told)
        found += _together(called, speakers(part, told, book))
        found += denials(part, told)
        found += [
            one for one in posts(part, told) if not any(one.written.overlaps(its.written) for its in found)
        ]
        found += acts(part, told, whole)
        return found

    def _same(self, part: str, near: Near, compared: list[Compared]) -> float:
        rest, agreed = list(part), ""
        for one in compared:
            if one.outcome is Outcome.DIFFERS:
                rest[one.written.start : one.written.end] = " " * len(one.written)
            elif one.outcome is Outcome.AGREES:
                agreed += f" {one.written.of(part)}"
        stems = content_stems("".join(rest))
        there = set(content_stems(" ".join((*near.passage.headings, near.text, agreed))))
        given = self._lexicon.given(near.document.id)
        share = self._lexicon.coverage(stems, there | given) if stems else near.cosine
        telling = [stem for stem in stems if stem not in given]
        own = self._lexicon.coverage(telling, there) if telling else share
        apart = sum(one.outcome is Outcome.DIFFERS for one in compared)
        return 0.5 * near.cosine + 0.25 * share + 0.25 * own - _EACH_MORE * max(0, apart - 1)

    def _matter(self, part: str, near: Near, compared: list[Compared]) -> float:
        rest = list(part)
        for one in compared:
            rest[one.written.start : one.written.end] = " " * len(one.written)
        stems = content_stems("".join(rest))
        return self._lexicon.coverage(stems, set(content_stems(near.text))) if stems else 1.0


def _together(called: list[Compared], spoken: list[Compared]) -> list[Compared]:
    """Names and speakers, each stretch of the sentence once: a name that speaks, or stands for one, is a speaker's."""
    voices = [one.told for one in spoken if one.told is not None]
    found = []
    for name in called:
        speaks = [one for one in spoken if one.written.overlaps(name.written)]
        as_speaker = next((one for one in speaks if one.outcome is Outcome.DIFFERS), None)
        if name.outcome is not Outcome.DIFFERS and as_speaker is not None:
            found.append(as_speaker)
        elif name.outcome is Outcome.DIFFERS and name.clash is Clash.NAME and (speaks or _in(name, voices)):
            found.append(replace(name, clash=Clash.SPEAKER))
        else:
            found.append(name)
    left = [one for one in spoken if not any(one.written.overlaps(name.written) for name in called)]
    return [*found, *left]


def _in(name: Compared, voices: list[Span]) -> bool:
    return name.told is not None and any(name.told.overlaps(voice) for voice in voices)


def _told(near: Near) -> Told:
    headings = " · ".join((near.document.title, *near.passage.headings))
    place = near.passage.sentences.index(near.span) if near.span in near.passage.sentences else 0
    before = near.passage.slice(near.passage.sentences[place - 1]) if place and leans(near.text) else ""
    return Told(near.document, near.text, f"{headings}. {before}")
