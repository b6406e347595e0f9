"""The one place where the stages meet: pasted text, sentences, nearest sentences of records, verdicts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rag.answering.reading.candidates import leans
from rag.answering.reading.nearest import Near
from rag.citations import cite
from rag.domain import Citation, Span
from rag.paragraphs.parts import left_over, parts_of, together
from rag.paragraphs.pasted import plain, quotations, sentences_of, states_nothing
from rag.paragraphs.quoting import notes_on_quotations
from rag.paragraphs.readers.compared import Compared
from rag.paragraphs.readers.naming import book_of
from rag.paragraphs.reading import Reader, Reading
from rag.paragraphs.verdicts import Checked, Mismatch, Verdict
from rag.paragraphs.weighing import Weighed, weigh
from rag.paragraphs.wording import framed, nothing
from rag.pipeline import Pipeline

#: Sentences of records looked at for a sentence, and for each of its parts where it has several.
NEAREST, FOR_A_PART = 10, 6


class ParagraphChecker:
    """Checks pasted text against the records of a pipeline; none of it is kept. Safe to use from several threads."""

    def __init__(self, pipeline: Pipeline) -> None:
        """The pipeline was made with a search over sentences; the words of its records are read once.

        Raises:
            ValueError: it has none.
        """
        if pipeline.sentences is None:
            raise ValueError("the pipeline has no search over sentences")
        self._search = pipeline.sentences
        self.documents = pipeline.records.documents
        self._reader = Reader(self._search.lexicon, book_of(pipeline.records))

    def check(self, text: str, documents: frozenset[str] | None = None) -> Iterator[Checked]:
        """Each sentence of the text with its verdict, in order, one at a time; ``documents`` None: of all records.

        Raises:
            UnusableQuestion: the text is empty, too long, or not text; before the first sentence is checked.
        """
        return self._each(text, sentences_of(text), documents)

    def _each(self, text: str, spans: Sequence[Span], documents: frozenset[str] | None) -> Iterator[Checked]:
        before = ""
        for span in spans:
            sentence = span.of(text)
            why = states_nothing(sentence)
            if why is not None:
                yield Checked(span, Verdict.NOTHING, nothing(why))
            else:
                yield self._sentence(span, sentence, before, documents)
            before = sentence

    def _sentence(self, span: Span, sentence: str, before: str, documents: frozenset[str] | None) -> Checked:
        bare = plain(sentence)
        parts = parts_of(bare)
        return self._beside(span, sentence, self._near(bare, parts, before if leans(bare) else "", documents))

    def beside(self, sentence: str, near: Sequence[Near]) -> Checked:
        """The verdict on a sentence set beside just these sentences of records."""
        return self._beside(Span(0, len(sentence)), sentence, near)

    def readings(self, sentence: str, near: Sequence[Near], parts: Sequence[str] = ()) -> list[list[Reading]]:
        """Each part of a sentence read against each of these sentences of records, in their order.

        ``parts`` are as long as the sentence, all else in them blanked; without them they are worked out.
        """
        return [
            [self._reader.read(part, one, sentence) for one in near] for part in parts or parts_of(sentence)
        ]

    def _beside(self, span: Span, sentence: str, near: Sequence[Near]) -> Checked:
        bare = plain(sentence)
        parts = parts_of(bare)
        readings = [self._reader.read(bare, one, bare) for one in near]
        weighed = [weigh(readings)]
        if len(parts) > 1:
            read = [[self._reader.read(part, one, bare) for one in near] for part in parts]
            weighed = together(weighed[0], parts, read)
        return _checked(span, sentence, weighed, left_over(bare, readings))

    def _near(
        self, bare: str, parts: Sequence[str], before: str, documents: frozenset[str] | None
    ) -> list[Near]:
        found = self._search.nearest(_one_line(bare), NEAREST, documents)
        for more in (*(parts if len(parts) > 1 else ()), *((f"{before} {bare}",) if before else ())):
            found += self._search.nearest(_one_line(more), FOR_A_PART, documents)
        unique: dict[tuple[str, Span], Near] = {}
        for one in found:
            place = (one.document.id, one.span)
            if place not in unique or one.cosine > unique[place].cosine:
                unique[place] = one
        return list(unique.values())


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _checked(span: Span, sentence: str, weighed: Sequence[Weighed], left: Sequence[Span]) -> Checked:
    """The verdict over all parts of a sentence."""
    at = span.start
    differing = [pair for one in weighed for pair in one.differing]
    resting = [reading for one in weighed for reading in one.resting]
    lacking = [part for one in weighed for part in one.unfound]
    lacking += [part for part in left if not any(part.overlaps(one) for one in lacking)]
    unfound = tuple(Span(at + part.start, at + part.end) for part in lacking)
    if differing:
        readings = [reading for reading, _ in differing]
        mismatches = tuple(_mismatch(at, reading, one) for reading, one in differing)
        verdict = Verdict.CONTRADICTED
    elif resting:
        readings, mismatches = resting, ()
        whole = not unfound and all(one.found for one in weighed)
        verdict = Verdict.SUPPORTED if whole else Verdict.PARTLY
    else:
        readings = [one.nearest for one in weighed if one.nearest is not None][:1]
        mismatches, unfound, verdict = (), (), Verdict.NOT_FOUND
    citations = tuple(dict.fromkeys(_citation(reading) for reading in readings))
    checked = Checked(span, verdict, "", citations, mismatches, unfound)
    documents = {reading.near.document.id: reading.near.document for reading in readings}
    notes = notes_on_quotations(
        sentence, [reading.near.document for reading in readings], quotations(sentence)
    )
    return replace(checked, frame=framed(checked, sentence, documents), notes=notes)


def _mismatch(at: int, reading: Reading, one: Compared) -> Mismatch:
    start = reading.near.span.start
    written = Span(at + one.written.start, at + one.written.end)
    told = Span(start + one.told.start, start + one.told.end) if one.told else None
    return Mismatch(one.clash, written, reading.near.document.id, told, one.known)


def _citation(reading: Reading) -> Citation:
    near = reading.near
    return cite(near.document, near.passage, near.span)
