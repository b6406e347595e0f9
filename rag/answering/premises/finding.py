"""What a question takes for granted and the records contradict: "Why were there 20 findings?", where there were 15.

Like is compared with like: a figure with a figure of the same thing, a year with the date of the same act, whoever is
said to have done a thing with whoever did it, and a word with one of opposite sense or the same word denied, each time
beside enough of the question's other words. A contradiction counts only where no sentence supports the question.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from rag.answering.asking.questions import GENERIC, Asked, Shape
from rag.answering.language.figures import Figure, figures, figures_of
from rag.answering.language.lexicon import Lexicon
from rag.answering.language.senses import Sense, denies, rows, senses
from rag.answering.language.values import ValueKind, find_values
from rag.answering.premises.doers import beside, does, done, offices
from rag.answering.premises.topic import EMPTY, HALF, MOSTLY, Topic, ordinals_of
from rag.answering.reading.candidates import Candidate
from rag.domain import Span
from rag.text import content_stems, word_spans


class Clash(StrEnum):
    """In what the question and the record differ."""

    FIGURE = "figure"
    YEAR = "year"
    DOER = "doer"
    SENSE = "sense"
    DENIAL = "denial"


@dataclass(frozen=True, slots=True)
class Premise:
    """Something taken for granted that a sentence contradicts.

    ``assumed`` is a span of the question as it was given; ``told`` one of the candidate's own text.
    """

    clash: Clash
    assumed: Span
    candidate: Candidate
    told: Span


#: What is asked outright is not taken for granted.
_YES_NO = re.compile(
    r"^\W*(?:(?:and|but|so|or|also)\b,?\s+)?(?:did|does|do|is|are|was|were|has|have|had|can|could|will|would|should|am)\b",
    re.IGNORECASE,
)
#: Questions that take the whole of what follows for granted: they ask for its reason, manner or time.
_GRANTED = re.compile(
    r"\b(?:why|how come|what (?:made|led|caused|prompted)|for what reasons?|what (?:was|were|is) the reasons?)\b"
    r"|\b(?:(?:to|by|from|with|for) (?:whom|which|what)|where) (?=(?:did|was|were|had|has|will|does|is)\b)"
    r"|\bhow (?=(?:did|does|do|was|were|is|are|has|have|had|could|would|will|can)\b)"
    r"|\bwhen (?=(?:did|was|were|had|has|will|does|is)\b)",
    re.IGNORECASE,
)
#: Behind one of these a question leaves open whether it is so.
_OPEN = re.compile(r"\b(?:whether|if)\b|,? or (?:did|was|were|not|is|only|just|merely|to)\b", re.IGNORECASE)

_ASKS = re.compile(
    r"\b(?:who|whom|whose|what|which|when|where|why|how|did|does|do|is|are|was|were|has|have|had|can|could|will|would|should|tell|list|explain)\b",
    re.IGNORECASE,
)

#: A comparison says of neither side that it is so.
_COMPARED = re.compile(r"\bcompar\w+|\bdiffer\w*|\bversus\b|\bvs\b", re.IGNORECASE)

#: What a sentence says outright is not so.
_AND_NOT = re.compile(
    r"(?:\b(?:and|but|is|are|was|were|has|had) (?:not|neither)|\bnor|\bnothing to do with)\b"
    r" (?P<denied>(?:[^,;.]|(?<=\d)[.,](?=\d)){3,80})"
)
#: A date, a sum, or a name of two words or more at the end of it.
_LAST_NAMED = re.compile(
    r"\d{1,2} [A-Z][a-z]+(?: \d{4})?|[£$€]\d[\d,.]*(?:m|bn)?\b|(?:[A-Z][\w’'-]*\??)(?: [A-Z][\w’'-]*\??)+"
)

#: What a thing is said not to be, in words that stand together: "not fit for purpose".
_SAID_OF = re.compile(r"[a-z]+ (?:for|of|to|in|by) [a-z]+(?=[,;.]|$| a\b| the\b)")

#: A denial names what it denies: less else need be there.
_DENIED = 0.4
#: Sums, percentages and lengths of time name nothing they count, so their words must be there.
_SUM_AMONG = 0.45
#: The least share of the question's other words beside a contradiction, and beside another date.
_SOME, _DATED = 0.3, 0.2
#: A sentence that has nearly as large a share and does not contradict supports the question.
_AS_MUCH = 0.75
#: Characters round a figure in which the words it goes with stand.
_AROUND = 150


def find_premise(
    asked: Asked, question: str, candidates: Sequence[Candidate], lexicon: Lexicon
) -> Premise | None:
    """The first thing the question takes for granted that a sentence contradicts; None where there is none.

    ``candidates`` are the shortlist, best first, of the documents that have the question's names.
    """
    asking = _asking(question)
    granted = _GRANTED.search(question, asking.start, asking.end)
    if (
        not candidates
        or _YES_NO.search(asking.of(question))
        or (asked.shape is Shape.COMPARISON and (not granted or _COMPARED.search(question)))
    ):
        return None
    case = _Case(asked, question, asking, candidates, lexicon)
    for look in (case.figure, case.denied, case.day, case.year, case.doer, case.sense, case.denial):
        found = look()
        if found is not None:
            return found
    return None


def _asking(question: str) -> Span:
    """The part of the question that asks: its last sentence with a question mark, up to what it leaves open."""
    start, end = 0, len(question)
    for mark in re.finditer(r"[.!?]\s+(?=[A-Z])", question.rstrip()):
        # A title may have a mark of its own: "How did Who Cares? Scotland come to ..."
        if "?" in question[mark.end() :] and _ASKS.search(question, mark.end()):
            start = mark.end()
    opened = _OPEN.search(question, start)
    if opened and opened.start() > start:
        end = opened.start()
    return Span(start, max(end, start + 1))


class _Case:
    """One question set against its candidates."""

    def __init__(
        self, asked: Asked, question: str, asking: Span, candidates: Sequence[Candidate], lexicon: Lexicon
    ) -> None:
        self._asked, self._question, self._asking = asked, question, asking
        self._topic = Topic(asked, question, candidates, lexicon)
        granted = _GRANTED.search(question, asking.start, asking.end)
        self._granted = Span(granted.end(), asking.end) if granted and granted.end() < asking.end else None

    # --- figures and years ---

    def figure(self) -> Premise | None:
        """A figure of the question where the records have another of the same thing."""
        for mine in figures_of(self._question):
            if not self._asking.covers(mine.span) or mine.value <= 1:
                continue
            without = {*content_stems(mine.span.of(self._question)), *mine.unit}
            for one in self._topic.near(without):
                theirs = figures(one.text)
                other = next((their for their in theirs if their.like(mine)), None)
                if other is None or any(their.agrees(mine) for their in theirs):
                    continue
                needed = _SUM_AMONG if mine.kind in ("money", "share", "time", "distance") else 0.0
                if self._topic.share(without, one) < needed or self._has_figure(mine, one, without):
                    continue
                return Premise(Clash.FIGURE, mine.span, one, other.span)
        return None

    def _has_figure(self, mine: Figure, one: Candidate, without: set[str]) -> bool:
        """True where a record has the question's figure of the same thing, or of nothing named, among its words."""
        least = _AS_MUCH * self._topic.share(without, one)
        return any(
            self._among(without, their.span, other) >= least
            for other in {one.document.id: one for one in self._topic.candidates}.values()
            for their in figures(other.document.text)
            if (their.agrees(mine) and their.like(mine)) or (their.value == mine.value and not their.unit)
        )

    def _among(self, without: set[str], figure: Span, one: Candidate) -> float:
        """The share of the question's other words that stand round a figure of the candidate's record."""
        near = one.document.text[max(0, figure.start - _AROUND) : figure.end + _AROUND]
        return self._topic.share_of(without, content_stems(near), one)

    def denied(self) -> Premise | None:
        """A date, a sum or a name of the question that a sentence denies: "11 May and not 12 May"."""
        stems = set(content_stems(self._asking.of(self._question)))
        for one in self._topic.near(set(), _DENIED):
            for hit in _AND_NOT.finditer(one.text):
                named = _LAST_NAMED.search(hit["denied"]) or _SAID_OF.match(hit["denied"])
                if named is None or not set(content_stems(hit["denied"])) <= stems:
                    continue
                mine = re.search(rf"(?<!\w){re.escape(named.group())}(?!\w)", self._question)
                if mine is None or not self._asking.covers(Span(*mine.span())):
                    continue
                told = Span(hit.start(), hit.start("denied") + named.end())
                if named.group() not in one.text[: hit.start()] and not denies(self._question):
                    return Premise(Clash.DENIAL, Span(*mine.span()), one, told)
        return None

    def day(self) -> Premise | None:
        """A day of the question that no record has, where the sentence on the matter has another day."""
        for hit in _DAY.finditer(self._question, self._asking.start, self._asking.end):
            if any(hit.group() in one.document.text for one in self._topic.candidates):
                continue
            without = set(content_stems(hit.group()))
            for one in islice(self._topic.near(without), 1):
                other = _DAY.search(one.text)
                if other is not None and self._topic.share(without, one) >= MOSTLY:
                    return Premise(Clash.YEAR, Span(*hit.span()), one, Span(*other.span()))
        return None

    def year(self) -> Premise | None:
        """A year, or a month of a year, of the question where the records date the same act otherwise."""
        if self._granted is None or self._asked.kind is ValueKind.DATE:
            return None
        for hit in _YEAR.finditer(self._question, self._granted.start, self._granted.end):
            mine, year = hit["date"], hit["year"]
            without = set(content_stems(mine))
            for one in islice(self._topic.near(without), 2):
                dates = _dates(one.text)
                if any(_agree(mine, date.of(one.text)) for date in dates):
                    continue
                # A digest dates most of its sentences by its record, whatever they tell.
                published = one.document.published
                dates = [date for date in dates if published is None or date.of(one.text) != published.words]
                if not dates:
                    continue
                share = self._topic.telling(without, one)
                if share < _DATED or any(
                    year in other.text
                    and any(_agree(mine, date.of(other.text)) for date in _dates(other.text))
                    and self._topic.telling(without, other) >= _AS_MUCH * share
                    for other in self._topic.candidates
                ):
                    continue
                return Premise(Clash.YEAR, Span(*hit.span("date")), one, dates[0])
        return None

    # --- who ---

    def doer(self) -> Premise | None:
        """A person or body of the question where the records name another in the same part."""
        return self._office() or self._act()

    def _office(self) -> Premise | None:
        """ "the Health Secretary" where the record has the Education Secretary, and nowhere the other."""
        for mine in offices(self._question):
            if not self._asking.covers(mine.span):
                continue
            for one in self._topic.near(set(content_stems(mine.span.of(self._question)))):
                theirs = [its for its in offices(one.text) if its.head == mine.head]
                if theirs and not any(its.same(mine) for its in offices(one.document.text)):
                    return Premise(Clash.DOER, mine.span, one, theirs[0].span)
        return None

    def _act(self) -> Premise | None:
        """Whoever the question has doing what only one can have done, where the record has another do it."""
        if self._granted is None:
            return None
        asked = done(self._question, self._asking)
        if asked is None:
            return None
        doer, act = set(content_stems(asked[0].of(self._question))), asked[1]
        for one in self._topic.near(doer | {act}):
            if doer & one.stems or act not in one.stems:
                continue
            if any(beside(doer, act, other.text) for other in self._topic.candidates):
                continue
            told = does(one, act)
            if told is not None and self._topic.share(doer | {act}, one) >= _SOME:
                return Premise(Clash.DOER, asked[0], one, told)
        return None

    # --- senses and denials ---

    def sense(self) -> Premise | None:
        """A word of the question where the records say the opposite of the same thing."""
        return self._opposed(lambda mine: mine.opposed)

    def denial(self) -> Premise | None:
        """A word of the question that the records deny, or deny in the question and affirm in the records."""
        heavy = set(self._asked.stems) - EMPTY - _LIGHT
        return self._opposed(lambda mine: not mine.opposed and mine.matter in heavy)

    def _opposed(self, wanted: Callable[[Sense], bool]) -> Premise | None:
        if self._granted is None:
            return None
        mine = [one for one in senses(self._question) if wanted(one) and self._granted.covers(one.span)]
        for word in mine:
            without = set(content_stems(word.whole.of(self._question)))
            for one in self._topic.near(without, MOSTLY if word.opposed else _DENIED):
                told = self._against(word, one)
                if told is not None:
                    return Premise(Clash.SENSE if word.opposed else Clash.DENIAL, word.whole, one, told)
        return None

    def _against(self, word: Sense, one: Candidate) -> Span | None:
        """Where the sentence says the opposite of the word; None where it, or a sentence like it, does not."""
        if word.opposed and rows()[word.matter].one_way and not word.says:
            return None
        theirs = [
            its for its in senses(one.text) if its.matter == word.matter and its.opposed == word.opposed
        ]
        if not word.opposed and not (word.denied or any(its.denied for its in theirs)):
            return None
        if not word.opposed and (not word.direct if word.denied else denies(self._question)):
            return None
        if not word.opposed and word.denied:
            # "Exempt" and "the exemption" are one stem, and say different things.
            written = word.span.of(self._question).casefold()
            theirs = [its for its in theirs if its.span.of(one.text).casefold() == written]
        without = set(content_stems(word.whole.of(self._question)))
        rest = self._topic.rest(without)
        # What the word is said of stands behind it as a rule: "gave back the island, but kept the fort".
        behind = set(content_stems(self._question[word.span.end : self._asking.end]))
        rest = [stem for stem in rest if stem in behind] or rest
        against = self._nearest((its for its in theirs if its.says != word.says), one, rest, word)
        if against is None:
            return None
        with_it = self._nearest((its for its in theirs if its.says == word.says), one, rest, word)
        if with_it is not None and with_it[0] <= against[0]:
            return None
        share = self._topic.share(without, one)
        least = MOSTLY if word.matter in GENERIC else _SOME
        before = re.split(r";|,? and ", one.text[: against[1].span.start])[-1]
        if _ONLY_WISHED.search(before):
            return None
        if share < least and self._topic.understood(without, one) < MOSTLY:
            return None
        ordinals = self._topic.ordinals & ordinals_of(one.text)
        for other in self._topic.candidates:
            if (
                other is one
                or not ordinals <= ordinals_of(other.text)
                or self._topic.share(without, other) < _AS_MUCH * share
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
        self, found: Iterable[Sense], one: Candidate, rest: Sequence[str], word: Sense
    ) -> tuple[int, Sense] | None:
        """The sense nearest to the question's other words in the sentence, with its distance in words."""
        spoken = word_spans(one.text)
        marks = [i for i, (text, _) in enumerate(spoken) if set(content_stems(text)) & set(rest)]
        best: tuple[int, Sense] | None = None
        for its in found:
            if word.opposed and rows()[word.matter].leaning and not self._same_thing(its, one, word):
                continue
            at = [i for i, (_, span) in enumerate(spoken) if span.overlaps(its.span)]
            away = min((abs(i - m) for i in at for m in marks if m not in at), default=99)
            if best is None or away < best[0]:
                best = (away, its)
        return best

    def _same_thing(self, its: Sense, one: Candidate, word: Sense) -> bool:
        mine = content_stems(self._question[word.span.end :])[:1]
        return bool(mine) and mine == content_stems(one.text[its.span.end :])[:1]


#: Words of many uses: that one use of them is denied says nothing of another.
_LIGHT = frozenset(
    content_stems(
        "take taken give go come look see seen use used find found know known need tell keep hold held call called ask"
        " asked way time day year month week new part end one two first second last say said state stated name named"
        " give given"
    )
)

_DAY = re.compile(
    r"\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
#: What is moved, asked or hoped for is not told as so.
_ONLY_WISHED = re.compile(
    r"\b(?:moved\b.{0,40}\bthat|petition\w*|ask(?:ed|ing) (?:that|if|whether|why|how|what|which)|hoped|wished)\b",
    re.IGNORECASE,
)
_FOUR = re.compile(r"(?:19|20)\d\d")
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_YEAR = re.compile(
    rf"\b(?:in|during|by|until|since|before|after|on|of)\s+"
    rf"(?P<date>(?:(?:\d{{1,2}}\s+)?(?:{_MONTH})\s+)?(?P<year>(?:19|20)\d\d))\b"
    r"(?!\s+(?:Act|review|report))"
)


def _dates(text: str) -> list[Span]:
    """The dates of a text that give a year."""
    return [span for span in find_values(text, ValueKind.DATE) if _FOUR.search(span.of(text))]


def _agree(one: str, other: str) -> bool:
    """True where two dates with years may be one: the same year, and the same month where both give one."""
    years = [set(_FOUR.findall(date)) for date in (one, other)]
    months = [set(re.findall(_MONTH, date)) for date in (one, other)]
    return bool(years[0] & years[1]) and (not all(months) or bool(months[0] & months[1]))
