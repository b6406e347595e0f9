"""Numbers, sums of money, shares and lengths of time."""

# ruff: noqa: E501  (a pattern reads best on its own line)

from __future__ import annotations

import re
from dataclasses import replace

from rag.answering.language.figures import Figure, figures_of
from rag.domain import Span
from rag.paragraphs.readers.compared import Compared, Outcome, Told
from rag.paragraphs.verdicts import Clash
from rag.text import stem

_AGES = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen"
).split()

#: A rough number may be that far, as a share, from the record's: "about 23,000" for 22,875.
_ROUGHLY = 0.05

_PARTS = {"half": 50.0, "third": 100 / 3, "quarter": 25.0, "fifth": 20.0, "sixth": 100 / 6, "tenth": 10.0}
_TIMES = {"one": 1, "a": 1, "an": 1, "two": 2, "three": 3, "four": 4}
_PART = re.compile(
    rf"\b(?:(?P<times>an?|one|two|three|four)[\s-])?(?P<part>{'|'.join(_PARTS)})s?\b(?= (?:of|the|as)\b|[.,;:]|$| were| was| had)",
    re.IGNORECASE,
)
_IN = re.compile(
    r"\b(?P<a>\d{1,2}|one|two|three|four|five|six|seven|eight|nine) (?:in|out of)(?: every)? "
    r"(?P<b>two|three|four|five|six|seven|eight|nine|ten|\d{1,3})\b(?! (?:19|20)\d\d)",
    re.IGNORECASE,
)
_WORDS = dict(zip("one two three four five six seven eight nine ten".split(), range(1, 11), strict=True))
_DECADE = re.compile(r"\b(?:a|one|the next|the past) decade\b", re.IGNORECASE)
#: "Dozens", "hundreds": taken for three of them; compared only with one another.
_VAGUELY = {"dozens": 36.0, "hundreds": 300.0, "thousands": 3000.0, "millions": 3e6}
_VAGUE = re.compile(
    rf"\b(?P<many>{'|'.join(_VAGUELY)})\b(?= of\b)|\b(?:a few|several|some) (?P<few>dozen|hundred|thousand|million)\b",
    re.IGNORECASE,
)
#: A thing known by its number: that number is its name. "Pillar 3", "recommendation 10", "HC 570".
_NUMBERED = re.compile(
    r"\b(?P<thing>recommendations?|principles?|measures?|pillars?|chapters?|sections?|items?|parts?|phases?|Cm|HC|paragraphs?)"
    r" (?:no\.? ?|number )?(?P<number>\d{1,4})\b",
    re.IGNORECASE,
)


_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
_ORDINAL = re.compile(
    rf"\b(?P<which>{'|'.join(_ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th)) (?P<of>[a-z]+)", re.IGNORECASE
)
#: "Aged six", "six years old", "six-year-old".
_AGE = re.compile(
    rf"\b(?:aged|age(?: of)?) (?P<a>\d{{1,2}}|{'|'.join(_AGES)})\b|\b(?P<b>\d{{1,2}}|{'|'.join(_AGES)})[- ]years?[- ]old",
    re.IGNORECASE,
)
#: "Aged 19 to 21", "between 19 and 21 years old".
_AGE_RANGE = re.compile(
    r"\b(?:aged?|aged between|ages) (?P<youngest>\d{1,2})(?:[-–]| to | and | or )(?P<oldest>\d{1,2})\b"
    r"|\b(?P<from>\d{1,2})(?:[-–]| to | and | or )(?P<upto>\d{1,2})(?=[- ]years?[- ]olds?\b| years of age\b)",
    re.IGNORECASE,
)
#: "A hundred", "two hundred and fifty".
_HUNDRED = re.compile(
    rf"\b(?P<many>an?|{'|'.join(_WORDS)}) (?P<scale>hundred|thousand|million|dozen)\b(?: and (?P<more>[a-z]+(?:-[a-z]+)?))?",
    re.IGNORECASE,
)
_LARGE = {"hundred": 100.0, "thousand": 1000.0, "million": 1e6, "dozen": 12.0}


def numbers(written: str, told: Told) -> list[Compared]:
    """Each figure of the written sentence with the record's."""
    theirs, mine = _figures(told.text), _figures(written)
    theirs += [one for one in _ones(told.text) if any(one.like(its) for its in mine)]
    mine += [one for one in _ones(written) if any(one.like(its) for its in theirs)]
    used = [their for their in theirs if any(_agree(one, their) for one in mine)]
    found = [_compare(one, mine, theirs, used) for one in mine]
    kept = [one for one in found if not _counts_a_list(one, written)]
    kept = [_bounded(_same_word(one, written, told.text), written, mine, theirs) for one in kept]
    rest = [*_numbered(written, told), *_ordinals(written, told), *_lapses(written, told)]
    sure = [one for one in rest if one.outcome is Outcome.AGREES]
    kept = [one for one in kept if not any(one.written.overlaps(its.written) for its in sure)]
    return [*kept, *(one for one in rest if not any(one.written.overlaps(its.written) for its in kept))]


def _same_word(one: Compared, written: str, text: str) -> Compared:
    """ "Eight" where the record has "eight years old", or "170 days" where it has "170 placement days"."""
    if one.outcome is not Outcome.AGREES:
        number, *unit = one.written.of(written).casefold().replace("-", " ").split()
        if unit and re.search(
            rf"\b{re.escape(number)}\b(?: \w+){{0,2}} {re.escape(unit[0][:-1])}", text.casefold()
        ):
            return replace(one, outcome=Outcome.AGREES, told=None)
        if (unit[-1:] == ["old"] or number in ("aged", "age")) and re.search(
            rf"\b(?:was|aged?|at|only|just) {re.escape(unit[0] if number.startswith('age') else number)}\b",
            text.casefold(),
        ):
            return replace(one, outcome=Outcome.AGREES, told=None)
    if one.outcome is Outcome.DIFFERS and one.told is not None:
        mine, theirs = one.written.of(written).casefold(), one.told.of(text).casefold()
        if mine.isalnum() and mine in theirs.split():
            return replace(one, outcome=Outcome.AGREES, told=None)
    return one


_BELOW = re.compile(r"\b(?:fewer|less|lower|under|below|smaller)(?: than)? $", re.IGNORECASE)
_ABOVE = re.compile(
    r"\b(?:more|greater|higher|over|above|exceed(?:ed|ing)?|upwards of)(?: than)? $", re.IGNORECASE
)
#: How far, as a share of the bound, a figure may lie from it: nobody calls 3 "fewer than 100".
_WITHIN = 0.5


def _bounded(one: Compared, written: str, mine: list[Figure], theirs: list[Figure]) -> Compared:
    """The same as agreeing, where the sentence gives a bound ("fewer than one in ten") that the record's figure keeps."""
    figure = next((its for its in mine if its.span == one.written), None)
    if one.outcome is Outcome.AGREES or figure is None:
        return one
    before = written[: one.written.start]
    for their in (its for its in theirs if its.kind == figure.kind):
        apart = abs(their.value - figure.value) / max(figure.value, 1e-9)
        below = their.value < figure.value and _BELOW.search(before)
        if apart <= _WITHIN and (below or (their.value > figure.value and _ABOVE.search(before))):
            return replace(one, outcome=Outcome.AGREES, told=None)
    return one


#: How long before or after something else: "a month before".
_LAPSE = re.compile(
    r"\b(?P<many>an?|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,3}) (?P<unit>day|week|fortnight|month|year|decade)s? (?P<way>before|after|later|earlier|ago|old)\b",
    re.IGNORECASE,
)
_DAYS = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365, "decade": 3650}


def _lapses(written: str, told: Told) -> list[Compared]:
    """A stretch of time before or after, with the one that the record has before or after."""
    mine, theirs = list(_LAPSE.finditer(written)), list(_LAPSE.finditer(told.text))
    if len(mine) == 1 and mine[0]["unit"].casefold() == "year" and not theirs:
        # "Ten years before", where the record has both years.
        years = [int(year) for year in re.findall(r"\b(?:19|20)\d\d\b", told.text)]
        apart = {abs(one - other) for one in years for other in years}
        if round(_days(mine[0]) / _DAYS["year"]) in apart - {0}:
            return [Compared(Clash.NUMBER, Outcome.AGREES, Span(mine[0].start("many"), mine[0].end("unit")))]
    if len(mine) != 1 or len(theirs) != 1 or mine[0]["way"].casefold() != theirs[0]["way"].casefold():
        return []
    same = _days(mine[0]) == _days(theirs[0])
    outcome = Outcome.AGREES if same else Outcome.DIFFERS
    span = Span(mine[0].start("many"), mine[0].end("unit"))
    return [Compared(Clash.NUMBER, outcome, span, None if same else Span(*theirs[0].span()))]


def _days(hit: re.Match[str]) -> float:
    many = hit["many"].casefold()
    times = float(many) if many.isdigit() else float(_WORDS.get(many, 1))
    return times * _DAYS[hit["unit"].casefold()]


def _ordinals(written: str, told: Told) -> list[Compared]:
    """ "The second report" where the record has another in the order of the same thing."""
    theirs = [(hit, stem(hit["of"].casefold())) for hit in _ORDINAL.finditer(told.text)]
    found = []
    for mine in _ORDINAL.finditer(written):
        same = [hit for hit, of in theirs if of == stem(mine["of"].casefold())]
        if same and all(_place(hit["which"]) != _place(mine["which"]) for hit in same):
            span, their = Span(*mine.span("which")), Span(*same[0].span("which"))
            found.append(Compared(Clash.NUMBER, Outcome.DIFFERS, span, their))
    return found


def _place(which: str) -> int:
    low = which.casefold()
    return _ORDINALS.index(low) + 1 if low in _ORDINALS else int(re.sub(r"\D", "", low))


def _counts_a_list(one: Compared, written: str) -> bool:
    """True for "three things", said of what is listed: a small number in words that the record only shows."""
    return one.outcome is Outcome.MISSING and one.written.of(written).casefold() in _WORDS


def _compare(one: Figure, mine: list[Figure], theirs: list[Figure], used: list[Figure]) -> Compared:
    same = [their for their in theirs if _agree(one, their)]
    free = [their for their in theirs if their not in used and their.kind == one.kind]
    alike = [their for their in free if their.like(one)]
    if same:
        # "58 recommendations" where the record has 108 of them and 58 of another thing.
        counted = one.kind == "count" and bool(one.unit)
        other = [their for their in alike if counted and not any(their.unit & there.unit for there in same)]
        if not other or any(there.like(one) or not there.unit for there in same):
            of_it = not one.unit or any(not there.unit or one.unit & there.unit for there in same)
            return Compared(Clash.NUMBER, Outcome.AGREES, one.span, like=of_it)
        free = alike = other
    # One number of a kind in each that the other has not: the one stands for the other.
    lone = [
        each for each in mine if each.kind == one.kind and not any(_agree(each, their) for their in theirs)
    ]
    only = len(free) == 1 and len(lone) == 1
    if not free:
        rest = [their for their in theirs if their not in used]
        alone = [each for each in mine if not any(_agree(each, their) for their in theirs)]
        if len(rest) == 1 and len(alone) == 1:
            # "Half" where the record has 46 per cent of them, or "22" where it has a fifth.
            return Compared(Clash.NUMBER, Outcome.DIFFERS, one.span, rest[0].span, like=False)
        return Compared(Clash.NUMBER, Outcome.MISSING, one.span)
    best = (alike or free)[0]
    return Compared(Clash.NUMBER, Outcome.DIFFERS, one.span, best.span, like=bool(alike) or only)


def _agree(one: Figure, other: Figure) -> bool:
    if one.kind != other.kind and {one.kind, other.kind} != {"time", "distance"}:
        return False
    apart = abs(one.value - other.value) / max(one.value, other.value, 1e-9)
    return apart < 1e-3 or (
        (one.about or other.about or one.kind in ("time", "distance")) and apart <= _ROUGHLY
    )


def _ones(text: str) -> list[Figure]:
    """Where "one" counts something: it is compared with another number of the same thing alone."""
    found = [one for one in figures_of(text) if one.span.of(text).casefold() == "one" and one.unit]
    return [one for one in found if not _ONE_OF.match(text, one.span.start)]


#: One of several is not their number: "one pillar of the plan".
_ONE_OF = re.compile(r"one (?:[\w-]+ ){0,2}of\b", re.IGNORECASE)


def _figures(text: str) -> list[Figure]:
    """The figures that say how many or how much: "no" and "one" say it of nothing in particular."""
    found = [one for one in figures_of(text) if one.span.of(text).casefold() not in ("no", "one", "zero")]
    found += [
        Figure(3650.0, "time", frozenset(), Span(*hit.span()), about=True) for hit in _DECADE.finditer(text)
    ]
    ranges = [one for hit in _AGE_RANGE.finditer(text) for one in _ages(hit)]
    ages = [one for hit in _AGE.finditer(text) if not _within(one := _age(hit), ranges)]
    exact = [_hundreds(hit) for hit in _HUNDRED.finditer(text)] + ranges + ages
    found = [one for one in found if not any(each.span.overlaps(one.span) for each in exact)] + exact
    found += [_vague(text, hit) for hit in _VAGUE.finditer(text)]
    shares = [_part(hit) for hit in _PART.finditer(text)] + [_of_so_many(hit) for hit in _IN.finditer(text)]
    kept = [one for one in found if not any(share.span.overlaps(one.span) for share in shares)]
    return sorted((*kept, *shares), key=lambda one: one.span)


def _hundreds(hit: re.Match[str]) -> Figure:
    value = float(_WORDS.get(hit["many"].casefold(), 1)) * _LARGE[hit["scale"].casefold()]
    more = figures_of(hit["more"] or "")
    value += more[0].value if more else 0.0
    behind = figures_of(f"7{hit.string[hit.end() :]}")
    unit = behind[0].unit if behind else frozenset()
    rough = re.search(
        r"\b(?:about|around|over|under|some|nearly|almost|more than) $", hit.string[: hit.start()]
    )
    return Figure(value, "count", unit, Span(*hit.span()), about=rough is not None)


def _age(hit: re.Match[str]) -> Figure:
    said = (hit["a"] or hit["b"]).casefold()
    value = float(_AGES.index(said) + 1 if said in _AGES else said)
    return Figure(value, "age", frozenset(), Span(*hit.span()), about=False)


def _ages(hit: re.Match[str]) -> list[Figure]:
    """Both ends of a range of ages, each by its own span."""
    return [
        Figure(float(hit[end]), "age", frozenset(), Span(*hit.span(end)), about=False)
        for end in ("youngest", "oldest", "from", "upto")
        if hit[end]
    ]


def _within(one: Figure, others: list[Figure]) -> bool:
    return any(one.span.overlaps(other.span) for other in others)


def _vague(text: str, hit: re.Match[str]) -> Figure:
    unit = next(
        (one.unit for one in figures_of(f"7{text[hit.end() :]}".replace(" of ", " ", 1))), frozenset()
    )
    return Figure(
        _VAGUELY[(hit["many"] or f"{hit['few']}s").casefold()], "count", unit, Span(*hit.span()), about=True
    )


def _part(hit: re.Match[str]) -> Figure:
    times = _TIMES[(hit["times"] or "a").casefold()]
    return Figure(times * _PARTS[hit["part"].casefold()], "share", frozenset(), Span(*hit.span()), about=True)


def _of_so_many(hit: re.Match[str]) -> Figure:
    a, b = (float(_WORDS.get(one.casefold(), 0) or one) for one in (hit["a"], hit["b"]))
    return Figure(100 * a / b if b else 0.0, "share", frozenset(), Span(*hit.span()), about=True)


def _one(thing: str) -> str:
    return thing.casefold().rstrip("s")


def _numbered(written: str, told: Told) -> list[Compared]:
    """Things named by their number: the number is compared with those of the same thing."""
    found = []
    for hit in _NUMBERED.finditer(written):
        span = Span(*hit.span("number"))
        theirs = [one for one in _NUMBERED.finditer(told.text) if _one(one["thing"]) == _one(hit["thing"])]
        base = Compared(Clash.NUMBER, Outcome.MISSING, span)
        if any(one["number"] == hit["number"] for one in theirs):
            base = replace(base, outcome=Outcome.AGREES)
        elif theirs:
            base = replace(base, outcome=Outcome.DIFFERS, told=Span(*theirs[0].span("number")))
        found.append(base)
    return found
