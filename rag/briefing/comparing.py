"""Where records agree and where they differ: their sentences side by side, never made into one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from rag.answering.reading.nearest import SentenceSearch
from rag.answering.wording.claims import tidy
from rag.briefing.brief import Group, Part, Point, Section
from rag.briefing.gathering import Found, Gathered
from rag.briefing.lengths import Room, left_out
from rag.briefing.summary import alike
from rag.domain import Citation, Claim, Span
from rag.paragraphs.checking import ParagraphChecker
from rag.paragraphs.verdicts import Checked, Clash, Verdict
from rag.text import content_stems

#: Sentences set beside each other: the best say most of the topic, and each pair that is read costs some milliseconds.
_COMPARED = 40

#: How much of their words, names and figures left aside, two sentences share (Jaccard's index over stems) that may be
#: about one thing: of the pairs of a dozen briefings that shared less, most were about two things, and what seemed to
#: agree or differ was of either.
_ALIKE = 0.35

#: Names and figures: two sentences on one inquiry share them whatever they say of it.
_NAMED = re.compile(r"(?<!^)\b[A-Z][\w’'-]*|\S*\d\S*")

#: Differences that two sentences of records show by themselves. That another person speaks, or another paper is named,
#: is no difference between records: each tells of its own.
TELLING = frozenset({Clash.NUMBER, Clash.DATE})

NONE_SIDE_BY_SIDE = (
    "No two sentences of different records were read as saying the same, or as differing in a figure or date."
)

#: What stands over the groups.
DIFFERING, AGREEING = "Read as differing", "Read as saying the same"
ASIDES = "Records that set sources side by side"

SIDE_BY_SIDE = (
    "Sentences of different records, side by side. "
    "What they share or differ in is read by rule: look at both."
)


def comparing(gathered: Gathered, checker: ParagraphChecker, search: SentenceSearch, room: Room) -> Section:
    """Pairs of sentences that differ, then pairs that agree, then sentences in which a record itself weighs sources."""
    pairs = list(_pairs(gathered.spoken[:_COMPARED], checker, search))
    differ = [pair for pair in pairs if pair[1].verdict is Verdict.CONTRADICTED]
    agree = [pair for pair in pairs if pair[1].verdict is Verdict.SUPPORTED]
    asides = [Point(claims=(one.claim,)) for one in gathered.asides]
    groups = [
        _group(DIFFERING, [_differing(*pair) for pair in differ], room.pairs),
        _group(AGREEING, [_agreeing(*pair) for pair in agree], room.pairs),
        _group(ASIDES, asides, room.pairs),
    ]
    return Section(
        Part.TOGETHER,
        SIDE_BY_SIDE if pairs else NONE_SIDE_BY_SIDE,
        tuple(group for group in groups if group.points),
    )


def _group(heading: str, points: Sequence[Point], most: int) -> Group:
    return Group(heading, tuple(points[:most]), left_out(min(most, len(points)), len(points)))


def _pairs(
    spoken: Sequence[Found], checker: ParagraphChecker, search: SentenceSearch
) -> Iterator[tuple[Found, Checked]]:
    """Each sentence with that of another record which bears it out or differs; each pair once."""
    stems = {(one.document.id, one.span): _plain(one.text) for one in spoken}
    seen: set[frozenset[tuple[str, Span]]] = set()
    for one in spoken:
        mine = stems[one.document.id, one.span]
        others = [
            place
            for place, theirs in stems.items()
            if place[0] != one.document.id and alike(mine, theirs) >= _ALIKE
        ]
        if not others:
            continue
        checked = checker.beside(tidy(one.text), search.among((one.document.id, one.span), others))
        if not checked.citations or not _tells(one, checked, checker, search):
            continue
        pair = frozenset(
            {(one.document.id, one.span), (checked.citations[0].document_id, checked.citations[0].span)}
        )
        if pair not in seen:
            seen.add(pair)
            yield one, checked


def _plain(text: str) -> frozenset[str]:
    """The stems of a sentence without its names and figures."""
    return frozenset(content_stems(_NAMED.sub(" ", tidy(text))))


def _tells(one: Found, checked: Checked, checker: ParagraphChecker, search: SentenceSearch) -> bool:
    """True where each sentence bears the other out, and where they differ in what can be set side by side."""
    if checked.verdict is Verdict.CONTRADICTED:
        return all(mismatch.clash in TELLING for mismatch in checked.mismatches)
    if checked.verdict is not Verdict.SUPPORTED:
        return False
    other = checked.citations[0]
    back = checker.beside(
        tidy(other.quote), search.among((other.document_id, other.span), [(one.document.id, one.span)])
    )
    return back.verdict in (Verdict.SUPPORTED, Verdict.PARTLY)


def _agreeing(one: Found, checked: Checked) -> Point:
    return Point("", (one.claim, _claim(checked.citations[0])))


def differing_in(kinds: Iterable[Clash]) -> str:
    """The frame that says in what two sentences differ: "In: number and date."."""
    return f"In: {' and '.join(kinds)}."


def _differing(one: Found, checked: Checked) -> Point:
    """The two sentences with what differs marked in each, under a line that says in what they differ."""
    kinds = dict.fromkeys(mismatch.clash for mismatch in checked.mismatches)
    first = checked.mismatches[0]
    mine = Claim(one.claim.text, one.claim.citations, _marked(one.claim.text, first.written, checked.span))
    other = checked.citations[0]
    told = (
        Span(first.told.start - other.span.start, first.told.end - other.span.start) if first.told else None
    )
    return Point(differing_in(kinds), (mine, _claim(other, told)))


def _claim(citation: Citation, within: Span | None = None) -> Claim:
    text = tidy(citation.quote)
    return Claim(
        text, (citation,), within if within and text == citation.quote and within.end <= len(text) else None
    )


def _marked(text: str, written: Span, sentence: Span) -> Span | None:
    """Where the differing words stand in the claim; None where the claim begins with an earlier sentence."""
    return written if sentence.start == 0 and sentence.end >= len(text) and written.end <= len(text) else None
