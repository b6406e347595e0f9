"""The documents of an index: which of them filters admit, and how to name them to a reader."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from rag.domain import ContentDate, Dating, Document, Excluded, Filter, Form, Kind, Standing
from rag.errors import BadSetting

NATIONS = ("England", "Wales", "Scotland", "Northern Ireland")
JURISDICTIONS = (*NATIONS, "UK")

KIND_WORDS = {
    Kind.REVIEW: "review",
    Kind.INQUIRY: "inquiry",
    Kind.SCRUTINY: "scrutiny report",
    Kind.INSPECTION: "inspection",
    Kind.RESPONSE: "government response",
    Kind.MINUTES: "committee minutes",
    Kind.PRESS_RELEASE: "press release",
    Kind.COUNCIL_NEWS: "council news",
    Kind.NEWS: "news report",
    Kind.CONTEXT: "background",
    Kind.OTHER: "record",
}

STANDING_WORDS = {
    Standing.PRIMARY: "the review's own record",
    Standing.OFFICIAL: "an official source",
    Standing.COUNCIL_MINUTES: "a council's minutes",
    Standing.PRESS: "press or news",
    Standing.SCRAPED_REWRITE: "a machine-paraphrased web copy",
    Standing.UNKNOWN: "standing not known",
}

#: Standings that a reader should meet with every answer; a news report says by its kind what it is.
_WEAK = {Standing.PRESS: "press", Standing.SCRAPED_REWRITE: "a machine-paraphrased copy"}

NOTICE_WORDS = {
    "undated": "the source prints no date",
    "truncated": "the source breaks off before its end",
    "machine_paraphrased": "the source is a machine paraphrase; wording in it is not reliable",
    "plan_not_outcome": "the source describes plans, not results",
    "publisher_unknown": "the source does not name its publisher",
    "disputed_facts": "other sources differ on some facts",
    "speaker_unnamed": "some speakers are not named",
    "relative_dates": 'the source says when by words such as "today", and prints no date',
    "mostly_furniture": "most of the file was menus and the like",
    "looks_scanned": "some pages of the file hold no text, only pictures",
}


def date_words(document: Document) -> str:
    """The content date as a reader should see it: "June 2010 (inferred)", "undated"."""
    if document.published is None:
        return "undated"
    suffix = " (inferred)" if document.dating is Dating.INFERRED else ""
    return document.published.words + suffix


def reference_title(document: Document) -> str:
    """What a reader is told the words come from: a digest says that it is one."""
    if document.form is Form.DIGEST:
        return f"Ask the Reviews digest of: {document.title}"
    return document.title


def describe(document: Document) -> str:
    """Nation (where known), kind, date and a weak standing: "Wales, council news, 27 October 2009, press"."""
    weak = _WEAK.get(document.standing) if document.kind is not Kind.NEWS else None
    return ", ".join(
        filter(None, (document.jurisdiction, KIND_WORDS[document.kind], date_words(document), weak))
    )


def admitted(documents: Mapping[str, Document], filters: Sequence[Filter]) -> frozenset[str] | None:
    """The ids of the documents every filter admits; None where there is no filter.

    A dated filter admits a document whose date may lie in its range, and no undated one. One that was inferred
    rather than asked for also admits what nobody has said otherwise of: documents without a date (of no year at
    all), a nation or a kind, and those of another nation that speak for both ("in England and Wales").
    """
    if not filters:
        return None
    return frozenset(i for i, document in documents.items() if all(_admits(f, document) for f in filters))


def _admits(condition: Filter, document: Document) -> bool:
    if condition.source != "asked" and _in_doubt(condition, document):
        return True
    if condition.field == "published":
        if document.published is None:
            return False
        bound = ContentDate.parse(condition.value[0])
        if condition.op == "since":
            return document.published.last_day >= bound.first_day
        return document.published.first_day <= bound.last_day
    if condition.field == "year":
        years, wanted = years_of(document), {int(value) for value in condition.value}
        if condition.op == "since":
            return max(years, default=0) >= min(wanted)
        return not years.isdisjoint(wanted)
    value = {
        "document": document.id,
        "kind": document.kind.value,
        "standing": document.standing.value,
        "jurisdiction": document.jurisdiction or "",
    }[condition.field]
    return value in condition.value


def _in_doubt(condition: Filter, document: Document) -> bool:
    """True where it is not known that the document fails the condition."""
    if condition.field == "published":
        return document.published is None
    if condition.field == "year":
        return not years_of(document)
    if condition.field == "kind":
        return document.kind is Kind.OTHER
    if condition.field == "jurisdiction" and document.jurisdiction is not None:
        return condition.value[0] in spoken_for(document)
    return condition.field == "jurisdiction"


_NATION = f"(?:{'|'.join(NATIONS)})"

#: Nations named in one breath: a record that does so may speak for each.
_TOGETHER = re.compile(rf"\b{_NATION}(?:(?:,? and |, ){_NATION})+\b")

#: Begins with a set of characters, not with a word boundary: that is six times as fast over long texts.
_YEAR = re.compile(r"[12][09]\d\d(?!\w)")

#: Behind a year: "2009-12", "2009/10", "2009 to 2012", where every year between is meant too.
_TO_YEAR = re.compile(r"(?:\s?[-–/]\s?|\s(?:to|and|until)\s)((?:19|20)\d\d|\d\d)(?!\w)")

#: Years named by their distance from the record's own date.
_NEAR_YEARS = (("last year", -1), ("previous year", -1), ("past year", -1), ("year before", -1), ("year earlier", -1),
               ("year ago", -1), ("next year", 1), ("coming year", 1), ("following year", 1))  # fmt: skip

#: The longest stretch of years that is filled in: "1989 and 2014" names two acts, not what lies between.
_LONGEST_STRETCH = 15

#: Records whose years and nations are remembered: reading 6 MB of 2,300 records for them takes a second.
_REMEMBERED = 8192


def years_of(document: Document) -> frozenset[int]:
    """The years a document is of or speaks of; none where it is undated and names none."""
    return _years_of(document.title, document.text, document.excluded, document.published)


@lru_cache(maxsize=_REMEMBERED)
def _years_of(
    title: str, text: str, excluded: tuple[Excluded, ...], published: ContentDate | None
) -> frozenset[int]:
    words = _said(title, text, excluded)
    found: set[int] = set()
    for match in _YEAR.finditer(words):
        before = words[match.start() - 1 : match.start()]
        if before.isalnum() or not 1900 <= (first := int(match.group())) < 2100:
            continue
        found.add(first)
        if to := _TO_YEAR.match(words, match.end()):
            last = int(match.group()[: 4 - len(to[1])] + to[1])
            if first < last <= first + _LONGEST_STRETCH:
                found.update(range(first, last + 1))
    if published is not None:
        lower = words.casefold()
        found.add(published.year)
        found.update(published.year + step for near, step in _NEAR_YEARS if near in lower)
    return frozenset(found)


def spoken_for(document: Document) -> frozenset[str]:
    """The nations a document names in one breath with another: it may speak for each."""
    return _spoken_for(document.title, document.text, document.excluded)


@lru_cache(maxsize=_REMEMBERED)
def _spoken_for(title: str, text: str, excluded: tuple[Excluded, ...]) -> frozenset[str]:
    words = _said(title, text, excluded)
    if sum(nation in words for nation in NATIONS) < 2:
        return frozenset()
    together = " ".join(found.group() for found in _TOGETHER.finditer(words))
    return frozenset(nation for nation in NATIONS if nation in together)


def said(document: Document) -> str:
    """The title and the text without its furniture, which may hold dates of quite other things."""
    return _said(document.title, document.text, document.excluded)


def _said(title: str, text: str, excluded: tuple[Excluded, ...]) -> str:
    parts, start = [title, "\n"], 0
    for span in sorted(one.span for one in excluded):
        parts.append(text[start : span.start])
        start = max(start, span.end)
    return "".join((*parts, text[start:]))


def narrowed(condition: Filter, documents: Mapping[str, Document]) -> str:
    """What a filter leaves, in words: "records of Wales or UK", "records dated 2010 or later"."""
    first = condition.value[0]
    if condition.field == "published":
        bound = "later" if condition.op == "since" else "earlier"
        return f"records dated {ContentDate.parse(first).words} or {bound}"
    if condition.field == "year":
        if condition.op == "since":
            return f"records of {first} or later, or that speak of those years"
        together = len(condition.value) > 2
        years = f"{first} to {condition.value[-1]}" if together else " or ".join(condition.value)
        return f"records of {years}, or that speak of {'those years' if together else years}"
    if condition.field == "document":
        titles = (documents[i].title if i in documents else i for i in condition.value)
        return "the record " + " or ".join(f"“{title}”" for title in titles)
    if condition.field == "kind":
        return "records of this kind: " + " or ".join(KIND_WORDS[Kind(value)] for value in condition.value)
    if condition.field == "standing":
        return "records that are " + " or ".join(STANDING_WORDS[Standing(v)] for v in condition.value)
    return "records of " + " or ".join("the whole UK" if v == "UK" else v for v in condition.value)


def make_filters(
    documents: Mapping[str, Document],
    *,
    document: Iterable[str] = (),
    kind: Iterable[str] = (),
    standing: Iterable[str] = (),
    jurisdiction: Iterable[str] = (),
    since: str | None = None,
    until: str | None = None,
) -> tuple[Filter, ...]:
    """The filters a person asked for, each value checked.

    Raises:
        BadSetting: a value is unknown; the message lists what there is.
    """
    known = {
        "document": (tuple(document), tuple(documents)),
        "kind": (tuple(kind), tuple(Kind)),
        "standing": (tuple(standing), tuple(Standing)),
        "jurisdiction": (tuple(jurisdiction), JURISDICTIONS),
    }
    filters = []
    for field, (asked, allowed) in known.items():
        # As written first: two ids may differ by case alone.
        spellings = {str(value).casefold(): str(value) for value in allowed} | {
            str(v): str(v) for v in allowed
        }
        values = [spellings.get(value) or spellings.get(value.casefold()) for value in asked]
        if None in values:
            listed = ", ".join(str(one) for one in sorted(allowed)[:20]) or "none"
            raise BadSetting(f'no {field} "{asked[values.index(None)][:80]}": there is {listed}')
        if asked:
            filters.append(Filter(field, "in", tuple(dict.fromkeys(filter(None, values)))))
    for op, bound in (("since", since), ("until", until)):
        if bound is not None:
            try:
                ContentDate.parse(bound)
            except ValueError as error:
                raise BadSetting(f"--{op}: {error}") from None
            filters.append(Filter("published", op, (bound,)))
    return tuple(filters)
