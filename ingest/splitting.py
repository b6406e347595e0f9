"""Documents to passages: verbatim slices of whole sentences that an encoder can read to the end."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.cleaning import gaps
from ingest.sections import heading_line
from rag.domain import Document, Passage, Span
from rag.ports import Encoder
from rag.text import prefixed, sentences

#: Raised when the same document would be cut into other passages.
SPLITTER_VERSION = 1

#: Tokens of a passage with title and headings before it. MiniLM reads 256 and drops the rest without a word;
#: six are kept in hand.
MOST_TOKENS = 250

#: The tokens an encoder puts round a text ([CLS] and [SEP] with MiniLM).
SPECIAL_TOKENS = 2


@dataclass(frozen=True, slots=True)
class Split:
    """The passages of a document in order; ``texts[i]`` is what the encoder reads for ``passages[i]``."""

    passages: tuple[Passage, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Lead:
    """What stands before the words of a passage when it is read, and how many tokens are left for them."""

    title: str
    headings: tuple[str, ...]
    room: int

    def before(self, text: str) -> str:
        return prefixed(self.title, self.headings, text)


def split(document: Document, encoder: Encoder) -> Split:
    """Passages that hold every sentence outside furniture and headings once.

    Each is a slice of the text within one section, holds no excluded character, has a letter or digit, and
    with its prefix is at most ``MOST_TOKENS`` long. They are filled in order, as full as sentences allow; a
    sentence too long for a passage of its own is cut between words.
    """
    passages: list[Passage] = []
    texts: list[str] = []
    for stretch, headings in stretches(document):
        lead = _lead(document.title, headings, encoder)
        groups = _pack(_units(document.text, stretch, lead.room, encoder), lead.room)
        for group in _fitting(document.text, groups, lead, encoder):
            span = Span(group[0].start, group[-1].end)
            words = span.of(document.text)
            page = document.page_of(span.start)
            passages.append(Passage(document.id, span, words, headings, page, tuple(group)))
            texts.append(lead.before(words))
    return Split(tuple(passages), tuple(texts))


def stretches(document: Document) -> Iterator[tuple[Span, tuple[str, ...]]]:
    """The parts of a document that passages may be cut from, in order, each with its heading path."""
    regions: list[tuple[int, int, tuple[str, ...]]] = []
    start, path = 0, tuple[str, ...]()
    for section in document.sections:
        regions.append((start, section.span.start, path))
        start, path = heading_line(section, document.text).end, section.path
    regions.append((start, len(document.text), path))
    furniture = [excluded.span for excluded in document.excluded]
    for begin, end, path in regions:
        if begin < end:
            for left in gaps(Span(begin, end), furniture):
                if any(character.isalnum() for character in left.of(document.text)):
                    yield left, path


@dataclass(frozen=True, slots=True)
class _Unit:
    """A sentence or a piece of one, with the places of its first token and of the token after its last."""

    span: Span
    first: int
    after: int


def _lead(title: str, headings: tuple[str, ...], encoder: Encoder) -> _Lead:
    """Title and headings, shortened where they would take more than half of what the encoder reads."""
    limit = min(MOST_TOKENS, encoder.max_tokens) - SPECIAL_TOKENS
    for kept in (headings, headings[-1:], ()):
        tokens = encoder.token_spans([prefixed(title, kept, "")])[0]
        if len(tokens) <= limit // 2:
            return _Lead(title, kept, limit - len(tokens))
    return _Lead(title[: tokens[limit // 2 - 1][1]], (), limit - limit // 2)


def _units(text: str, stretch: Span, room: int, encoder: Encoder) -> list[_Unit]:
    tokens = [
        (start + stretch.start, end + stretch.start)
        for start, end in encoder.token_spans([stretch.of(text)])[0]
        if start < end
    ]
    starts = [start for start, _ in tokens]
    units: list[_Unit] = []
    for sentence in sentences(text, stretch):
        for span in _pieces(text, sentence, starts, room):
            if any(character.isalnum() for character in span.of(text)):
                units.append(_Unit(span, bisect_left(starts, span.start), bisect_left(starts, span.end)))
    return units


def _pieces(text: str, sentence: Span, starts: Sequence[int], room: int) -> Iterator[Span]:
    """The sentence, or pieces of at most ``room`` tokens that end where a word ends, if any word does."""
    begin = sentence.start
    while begin < sentence.end:
        over = bisect_left(starts, begin) + room
        cut = starts[over] if over < len(starts) and starts[over] < sentence.end else sentence.end
        if cut < sentence.end:
            at_space = next((at for at in range(cut, begin, -1) if text[at - 1].isspace()), cut)
            cut = at_space if text[begin:at_space].strip() else cut
        piece = text[begin:cut]
        stripped = piece.strip()
        if stripped:
            first = begin + len(piece) - len(piece.lstrip())
            yield Span(first, first + len(stripped))
        begin = cut


def _pack(units: Sequence[_Unit], room: int) -> list[list[Span]]:
    groups: list[list[Span]] = []
    first = 0
    for unit in units:
        if groups and unit.after - first <= room:
            groups[-1].append(unit.span)
        else:
            groups.append([unit.span])
            first = unit.first
    return groups


def _fitting(text: str, groups: list[list[Span]], lead: _Lead, encoder: Encoder) -> Iterator[list[Span]]:
    """The groups, each split in half until it fits: some tokenizers read a slice in more tokens than in its place."""
    limit = min(MOST_TOKENS, encoder.max_tokens) - SPECIAL_TOKENS
    read = [lead.before(text[group[0].start : group[-1].end]) for group in groups]
    for group, tokens in zip(groups, encoder.token_spans(read), strict=True):
        if len(tokens) <= limit:
            yield group
        elif len(group) > 1:
            middle = len(group) // 2
            yield from _fitting(text, [group[:middle], group[middle:]], lead, encoder)
        elif len(group[0]) > 1:
            yield from _fitting(text, [[half] for half in _halves(text, group[0])], lead, encoder)


def _halves(text: str, span: Span) -> list[Span]:
    middle = span.start + len(span) // 2
    space = next((at for at in range(middle, span.start, -1) if text[at].isspace()), middle)
    halves = [Span(span.start, space), Span(space, span.end)]
    return [half for half in halves if any(character.isalnum() for character in half.of(text))]
