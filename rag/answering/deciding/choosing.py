"""Choosing what to show: the sentence that answers, a whole list, or one block per record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rag.answering.asking.questions import GENERIC, Asked, Shape
from rag.answering.language.lexicon import Lexicon
from rag.answering.language.lists import RecordList, lists_of
from rag.answering.reading.candidates import Candidate, lead
from rag.domain import ContentDate, Document, Passage
from rag.text import content_stems

#: A further sentence must fit nearly as well as the first: chosen on the dev questions.
NEARLY = 0.85

#: The same for a question that asks for several things: on a topic within a section, or for all of a section.
NEARLY_ON_TOPIC, NEARLY_IN_SECTION = 0.9, 0.7

#: Sentences of one section shown at most.
MOST_OF_SECTION = 5

#: Sentences shown at most where one would not do, and records shown at most side by side.
MOST_SENTENCES, MOST_RECORDS = 3, 4

#: A record takes part in a comparison when its best sentence fits this well beside the best of all.
TAKES_PART = 0.7

#: Two sentences that share this much of their words say the same.
_SAME = 0.7


@dataclass(frozen=True, slots=True)
class Choice:
    """What will be shown: sentences, or a list in place of them."""

    candidates: tuple[Candidate, ...] = ()
    found: RecordList | None = None
    compared: bool = False


def choose(
    asked: Asked,
    candidates: Sequence[Candidate],
    passages: Mapping[str, Sequence[Passage]],
    lexicon: Lexicon,
) -> Choice:
    """The choice for the shape of the question. ``candidates`` are best first, at least one, none of them silent."""
    named = _documents_named(asked, candidates, lexicon)
    if asked.shape is Shape.COMPARISON or len(named) > 1:
        among = [one for one in candidates if not named or one.document.id in named]
        if named and not _topic(asked, among, lexicon):
            # Nothing is said of what to compare: each record's own beginning says what it is.
            among = sorted(among, key=lambda one: one.span)
        best = _one_of_each(among, all_of_them=len(named) > 1)
        if len(best) > 1:
            return Choice(best, compared=True)
    if asked.shape is Shape.LIST:
        found = _whole_list(asked, candidates, passages, lexicon)
        if found is not None:
            return Choice((candidates[0],), found)
    several = asked.shape in (Shape.LIST, Shape.SEVERAL)
    chosen = (_of_one_section if several else _sentences)(asked, candidates, lexicon)
    led_in = _led_in(chosen[0], passages)
    return Choice(chosen[:1], led_in) if led_in is not None else Choice(chosen)


def _led_in(first: Candidate, passages: Mapping[str, Sequence[Passage]]) -> RecordList | None:
    """The list that the sentence leads in: without it a lead-in says nothing."""
    if not first.text.rstrip().endswith(":"):
        return None
    for found in lists_of(first.document, passages[first.document.id]):
        if found.lead is not None and found.lead.span == first.span:
            return found
    return None


def _topic(asked: Asked, candidates: Sequence[Candidate], lexicon: Lexicon) -> list[str]:
    """The stems that say what is asked of the records, beyond which records they are."""
    given = {stem for one in candidates for stem in lexicon.described(one.document.id)} | GENERIC | _COMPARING
    return [stem for stem in asked.stems if stem not in given]


#: Words that only say that things are to be compared.
_COMPARING = frozenset(
    content_stems("compare comparison differ different difference differences similar common versus each")
)


def _of_one_section(asked: Asked, candidates: Sequence[Candidate], lexicon: Lexicon) -> tuple[Candidate, ...]:
    """The first sentence and those of its section that fit nearly as well, in the order of the record.

    Where the question names nothing beyond what the whole document is about ("what did the inquiry find?"),
    the section is what it asks for, and more of it is shown.
    """
    section = _best_section(candidates)
    first = lead(asked, section)
    given = lexicon.given(first.document.id)
    topic = [stem for stem in asked.stems if stem not in given and stem not in GENERIC]
    floor = (NEARLY_ON_TOPIC if topic else NEARLY_IN_SECTION) * first.score
    chosen = [first]
    for candidate in section:
        if len(chosen) == MOST_OF_SECTION or candidate.score < floor:
            break
        if not any(_alike(candidate, other) for other in chosen):
            chosen.append(candidate)
    return tuple(sorted(chosen, key=lambda one: one.span))


#: A section is as good as its best sentences, and better where its heading says what is asked for.
_SENTENCES_TELLING, _HEADING_TELLS = 3, 0.3


def _best_section(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates of the section that best fits as a whole, best first; ties to the earlier."""
    sections: dict[tuple[str, tuple[str, ...]], list[Candidate]] = {}
    for one in candidates:
        sections.setdefault((one.document.id, one.passage.headings), []).append(one)

    def worth(section: list[Candidate]) -> float:
        best = [one.score for one in section[:_SENTENCES_TELLING]]
        mean = sum(best) / _SENTENCES_TELLING
        return 0.7 * best[0] + 0.3 * mean + _HEADING_TELLS * section[0].fit.heading

    return max(sections.values(), key=worth)


def _sentences(asked: Asked, candidates: Sequence[Candidate], lexicon: Lexicon) -> tuple[Candidate, ...]:
    first = lead(asked, candidates)
    chosen = [first]
    most = MOST_SENTENCES if asked.shape in (Shape.REASON, Shape.OPEN, Shape.COMPARISON) else 2
    for candidate in candidates:
        if len(chosen) == most or candidate.score < NEARLY * first.score:
            break
        if candidate.document.id != first.document.id and asked.shape is not Shape.COMPARISON:
            continue
        if any(_alike(candidate, other) for other in chosen):
            continue
        missing = [s for s in asked.stems if not any(s in one.stems for one in chosen)]
        adds = lexicon.coverage(missing, candidate.stems) * (len(missing) / max(1, len(asked.stems)))
        if adds > 0.15:
            chosen.append(candidate)
    return tuple(chosen)


def _alike(one: Candidate, other: Candidate) -> bool:
    if one.document.id == other.document.id and one.span.overlaps(other.span):
        return True
    union = len(one.stems | other.stems)
    return union > 0 and len(one.stems & other.stems) / union >= _SAME


def _one_of_each(candidates: Sequence[Candidate], *, all_of_them: bool) -> tuple[Candidate, ...]:
    """The best sentence of each record, oldest record first; only of those that fit well unless all are wanted."""
    best: dict[str, Candidate] = {}
    for candidate in candidates:
        if all_of_them or candidate.score >= TAKES_PART * candidates[0].score:
            best.setdefault(candidate.document.id, candidate)
    kept = sorted(best.values(), key=lambda one: -one.score)[:MOST_RECORDS]
    return tuple(sorted(kept, key=lambda one: (_date(one.document), one.document.id)))


def _date(document: Document) -> str:
    return str(document.published or ContentDate(9999))


def _documents_named(asked: Asked, candidates: Sequence[Candidate], lexicon: Lexicon) -> frozenset[str]:
    """The documents that the names set side by side are about, if no one document is about all of them."""
    documents = {one.document.id for one in candidates}
    holders = [
        {i for i in documents if set(content_stems(name)) <= lexicon.described(i)}
        for name in asked.names
        if name in asked.beside
    ]
    holders = [held for held in holders if held]
    if len(holders) < 2 or set.intersection(*holders):
        return frozenset()
    return frozenset().union(*holders)


def _whole_list(
    asked: Asked, candidates: Sequence[Candidate], passages: Mapping[str, Sequence[Passage]], lexicon: Lexicon
) -> RecordList | None:
    """The list that one of the best sentences leads in or stands in, if its lead-in fits the question."""
    for candidate in candidates[:5]:
        for found in lists_of(candidate.document, passages[candidate.document.id]):
            parts = (*((found.lead,) if found.lead else ()), *found.items)
            if not any(part.span.overlaps(candidate.span) for part in parts):
                continue
            lead_stems = set(content_stems(found.lead.text)) if found.lead else set()
            above = set(content_stems(" ".join((candidate.document.title, *found.items[0].passage.headings))))
            if lexicon.coverage(asked.stems, lead_stems | above) >= 0.5:
                return found
    sort = next((nouns for nouns in _LISTED_ALIKE if nouns & set(asked.stems)), frozenset())
    document = candidates[0].document
    for found in lists_of(document, passages[document.id]):
        if found.lead is not None and sort & set(content_stems(found.lead.text)):
            return found
    return None


#: What a list holds goes by several names: "the steps it took" are the measures that the record lists.
_LISTED_ALIKE = tuple(
    frozenset(content_stems(nouns))
    for nouns in (
        "measures steps changes actions improvements initiatives",
        "parts elements components strands",
        "plans proposals commitments promises",
    )
)
