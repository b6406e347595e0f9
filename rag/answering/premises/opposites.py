"""Words of a question that the records deny, or of which they say the opposite, beside enough of its other words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from rag.answering.asking.questions import GENERIC
from rag.answering.language.senses import Sense, denies, rows, senses
from rag.answering.premises.case import AS_MUCH, DENIED, SOME, Case, Clash, Premise
from rag.answering.premises.topic import EMPTY, HALF, MOSTLY, ordinals_of
from rag.answering.reading.candidates import Candidate
from rag.domain import Span
from rag.text import content_stems, word_spans

#: What a sentence says outright is not so.
_AND_NOT = re.compile(
    r"(?:\b(?:and|but|is|are|was|were|has|had) (?:not|neither)|\bnor|\bnothing to do with)\b"
    r" (?P<denied>(?:[^,;.]|(?<=\d)[.,](?=\d)){3,80})"
)
#: A date, a sum, or a name of two words or more at the end of it.
_LAST_NAMED = re.compile(
    r"\d{1,2} [A-Z][a-z]+(?: \d{4})?|[£$€]\d[\d,.]*(?:m|bn)?\b|(?:[A-Z][\w’'-]*\??)(?: [A-Z][\w’'-]*\??)+"
)

#: A work by whose it is: "an Ofsted report".
_WORK_OF = re.compile(r"\ban? ([A-Z]\w+) (?:report|review|inspection|inquiry|study|survey)\b")

_DOES_A_WORK = (
    r"(?:write|wrote|produce|produced|publish|published|issue|issued|conduct|conducted|do|did|run|ran)"
)

#: What a thing is said not to be, in words that stand together: "not fit for purpose".
_SAID_OF = re.compile(r"[a-z]+ (?:for|of|to|in|by) [a-z]+(?=[,;.]|$| a\b| the\b)")

#: Words of many uses: that one use of them is denied says nothing of another.
_LIGHT = frozenset(
    content_stems(
        "take taken give go come look see seen use used find found know known need tell keep hold held call called ask"
        " asked way time day year month week new part end one two first second last say said state stated name named"
        " give given"
    )
)

#: What is moved, asked or hoped for is not told as so.
_ONLY_WISHED = re.compile(
    r"\b(?:moved\b.{0,40}\bthat|petition\w*|ask(?:ed|ing) (?:that|if|whether|why|how|what|which)|hoped|wished)\b",
    re.IGNORECASE,
)


def denied(case: Case) -> Premise | None:
    """A date, a sum or a name of the question that a sentence denies: "11 May and not 12 May"."""
    stems = set(content_stems(case.asking.of(case.question)))
    for one in case.topic.near(set(), DENIED):
        for hit in _AND_NOT.finditer(one.text):
            for start, said in _pieces(hit["denied"], hit.start("denied")):
                named = _named(said)
                if named is None or not set(content_stems(said)) <= stems:
                    continue
                name = named.of(said)
                mine = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", case.question)
                if mine is None or not case.asking.covers(Span(*mine.span())):
                    continue
                if _WORK_OF.match(said) and not _is_its_work(name, case.question):
                    continue
                if name not in one.text[: hit.start()] and not denies(case.question):
                    told = Span(hit.start(), start + named.end)
                    return Premise(Clash.DENIAL, Span(*mine.span()), one, told)
    return None


def _pieces(denied: str, start: int) -> Iterator[tuple[int, str]]:
    """Each of the things denied in one go ("neither an Ofsted report nor a survey"), and where it starts."""
    at = 0
    for piece in re.split(r"(\s+nor\s+)", denied):
        if not piece.strip().startswith("nor"):
            yield start + at, piece
        at += len(piece)


def _named(said: str) -> Span | None:
    """What a denial names: a date, a sum or a name, whose work it was said to be, or words that stand together."""
    for pattern in (_LAST_NAMED, _WORK_OF):
        found = pattern.search(said)
        if found:
            return Span(*found.span(pattern.groups))
    found = _SAID_OF.match(said)
    return Span(*found.span()) if found else None


def _is_its_work(name: str, question: str) -> bool:
    """True where the question has the name do the work: "Ofsted wrote", "by Ofsted", "Ofsted's report"."""
    return (
        re.search(
            rf"\bby {name}\b|\b{name}(?:['’]s)? (?:{_DOES_A_WORK}|report|review|inspection|inquiry|study|survey)\b",
            question,
        )
        is not None
    )


def sense(case: Case) -> Premise | None:
    """A word of the question where the records say the opposite of the same thing."""
    return _opposed(case, lambda mine: mine.opposed)


def denial(case: Case) -> Premise | None:
    """A word of the question that the records deny, or deny in the question and affirm in the records."""
    heavy = set(case.asked.stems) - EMPTY - _LIGHT
    return _opposed(case, lambda mine: not mine.opposed and mine.matter in heavy)


def _opposed(case: Case, wanted: Callable[[Sense], bool]) -> Premise | None:
    if case.granted is None:
        return None
    mine = [one for one in senses(case.question) if wanted(one) and case.granted.covers(one.span)]
    for word in mine:
        without = set(content_stems(word.whole.of(case.question)))
        for one in case.topic.near(without, MOSTLY if word.opposed else DENIED):
            told = _against(case, word, one)
            if told is not None:
                return Premise(Clash.SENSE if word.opposed else Clash.DENIAL, word.whole, one, told)
    return None


def _against(case: Case, word: Sense, one: Candidate) -> Span | None:
    """Where the sentence says the opposite of the word; None where it, or a sentence like it, does not."""
    if word.opposed and rows()[word.matter].one_way and not word.says:
        return None
    theirs = [its for its in senses(one.text) if its.matter == word.matter and its.opposed == word.opposed]
    if not word.opposed and not (word.denied or any(its.denied for its in theirs)):
        return None
    if not word.opposed and (not word.direct if word.denied else denies(case.question)):
        return None
    if not word.opposed and word.denied:
        # "Exempt" and "the exemption" are one stem, and say different things.
        written = word.span.of(case.question).casefold()
        theirs = [its for its in theirs if its.span.of(one.text).casefold() == written]
    without = set(content_stems(word.whole.of(case.question)))
    rest = case.topic.rest(without)
    # What the word is said of stands behind it as a rule: "gave back the island, but kept the fort".
    behind = set(content_stems(case.question[word.span.end : case.asking.end]))
    rest = [stem for stem in rest if stem in behind] or rest
    against = _nearest(case, (its for its in theirs if its.says != word.says), one, rest, word)
    if against is None:
        return None
    with_it = _nearest(case, (its for its in theirs if its.says == word.says), one, rest, word)
    if with_it is not None and with_it[0] <= against[0]:
        return None
    share = case.topic.share(without, one)
    least = MOSTLY if word.matter in GENERIC else SOME
    before = re.split(r";|,? and ", one.text[: against[1].span.start])[-1]
    if _ONLY_WISHED.search(before):
        return None
    if share < least and case.topic.understood(without, one) < MOSTLY:
        return None
    ordinals = case.topic.ordinals & ordinals_of(one.text)
    for other in case.topic.candidates:
        if (
            other is one
            or not ordinals <= ordinals_of(other.text)
            or case.topic.share(without, other) < AS_MUCH * share
            or other.fit.early < HALF * one.fit.early
        ):
            continue
        if any(
            its.matter == word.matter and its.says == word.says and its.opposed == word.opposed
            for its in senses(other.text)
        ):
            return None
    return against[1].whole


def _nearest(
    case: Case, found: Iterable[Sense], one: Candidate, rest: Sequence[str], word: Sense
) -> tuple[int, Sense] | None:
    """The sense nearest to the question's other words in the sentence, with its distance in words."""
    spoken = word_spans(one.text)
    leaning = word.opposed and rows()[word.matter].leaning
    # "More time on forms" and "less time on forms, more time with children": what comes later tells them apart.
    telling = set(rest) - set(content_stems(case.question[word.span.end :])[:1] if leaning else ())
    marks = [i for i, (text, _) in enumerate(spoken) if set(content_stems(text)) & (telling or set(rest))]
    best: tuple[int, Sense] | None = None
    for its in found:
        if leaning and not _same_thing(case, its, one, word):
            continue
        at = [i for i, (_, span) in enumerate(spoken) if span.overlaps(its.span)]
        away = min(
            (abs(i - m) for i in at for m in marks if m not in at and (m > i or not leaning)), default=99
        )
        if best is None or away < best[0]:
            best = (away, its)
    return best


def _same_thing(case: Case, its: Sense, one: Candidate, word: Sense) -> bool:
    """True where the same word follows in question and record, words that go without saying in the record aside."""
    given = case.topic.given(one)
    mine, theirs = (
        [stem for stem in content_stems(text) if stem not in given][:1]
        for text in (case.question[word.span.end :], one.text[its.span.end :])
    )
    return bool(mine) and mine == theirs
