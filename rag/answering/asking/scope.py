"""Which records a question asks about: the nation, the time and the kind of record it names, as conditions.

By rule, and with caution: a condition is read only from a phrase that says where to look, and hides only records
known to be of another nation, time or kind. What was read is shown with the answer, and can be left off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from rag.answering.asking.questions import GENERIC, read
from rag.answering.asking.times import find_time
from rag.answering.language.lexicon import Lexicon
from rag.catalogue import NATIONS, admitted, said
from rag.domain import Document, Filter, Kind
from rag.text import content_stems, stem

_ADJECTIVES = {
    "Wales": "Welsh",
    "Scotland": "Scottish",
    "England": "English",
    "Northern Ireland": "Northern Irish",
}

#: Behind an adjective or a possessive: bodies and languages, which any record may speak of.
_NO_PLACE = (
    r"(?:government|assembly|parliament|executive|office|ministers?|secretary|inspectorate|commissioner|national|law|language|speak\w*|lessons?"
    r"|translations?|versions?|medium|teachers?|and|or)\b"
)

#: Before "for Wales": an office or a body whose name it ends.
_OFFICE = "".join(
    rf"(?<!{name})"
    for name in "commissioner minister secretary inspector inspectorate ombudsman office director".split()
)
_PLACES = {
    nation: re.compile(
        rf"\b(?:(?:in|across|throughout|within)|{_OFFICE}\sfor)\s+(?:(?:the whole|all)\s+of\s+)?{nation}\b(?!['’-]\w)"
        rf"|\b(?:{adjective}|{nation}['’]s?)\s+(?!{_NO_PLACE})(?=(?-i:[a-z]))",
        re.IGNORECASE,
    )
    for nation, adjective in _ADJECTIVES.items()
}
_NAMED = {
    nation: re.compile(rf"\b(?:{nation}|{adjective})\b", re.IGNORECASE)
    for nation, adjective in _ADJECTIVES.items()
}

#: A question that sets the nation against others, or shuts it out.
_AGAINST = re.compile(
    r"\bcompar\w+|\bdiffer\w*|\bversus\b|\bvs\b|\bthan\b|\bunlike\b|\bsimilar\w*|\bsame as\b|\belsewhere\b|\bboth\b"
    r"|\bother (?:nations?|countries)\b|\b(?:UK|Britain|British)\b|\boutside\b|\bnot (?:in|for)\b|\bother than\b"
    r"|\bapart from\b|\bexcept\w*\b|\bbeyond\b|\bbesides\b",
    re.IGNORECASE,
)

_KINDS: tuple[tuple[str, tuple[Kind, ...]], ...] = (
    (r"minutes", (Kind.MINUTES,)),
    (r"council news", (Kind.COUNCIL_NEWS,)),
    (r"press (?:release|notice)s?", (Kind.PRESS_RELEASE,)),
    (r"government(?:['’]s)? responses?", (Kind.RESPONSE,)),
    (r"scrutiny reports?", (Kind.SCRUTINY,)),
    (r"inspection reports?", (Kind.INSPECTION,)),
)

#: Minutes that a review tells of, not those of a committee among the records.
_OF_A_CASE = (
    r"(?!\s+of\s+(?:the|a|an)\s+(?:[\w-]+\s+){0,3}(?:strategy|conference|core group|case|professionals))"
)
_SAY = r"(?:say|show|record|report|mention|tell|state|give|reveal|note|contain|describe)"

#: Words before the kind; a number or the like makes minutes of time of it.
_SOME = r"(?:(?!\d|(?:two|three|five|ten|twenty|few|several|last|first|next)\b)[\w’'-]+\s+){0,4}?"
_WHERE = tuple(
    (
        re.compile(
            rf"\b(?:in|from|according to)\s+(?!\d){_SOME}{noun}\b{_OF_A_CASE}"
            rf"|\b(?:do|does|did)\s+{_SOME}{noun}\b{_OF_A_CASE}(?:\s+[\w’'-]+){{0,6}}?\s+{_SAY}\b",
            re.IGNORECASE,
        ),
        kinds,
    )
    for noun, kinds in _KINDS
)

#: What "the latest ..." may be of, and the kinds it means; a record whose title has the word is one too.
_LATEST_OF = {
    "review": (Kind.REVIEW, Kind.INQUIRY),
    "report": (Kind.REVIEW, Kind.INQUIRY, Kind.SCRUTINY, Kind.INSPECTION),
    "inquiry": (Kind.INQUIRY,),
    "inspection": (Kind.INSPECTION,),
    "minutes": (Kind.MINUTES,),
    "press release": (Kind.PRESS_RELEASE,),
    "response": (Kind.RESPONSE,),
    "record": tuple(Kind),
    "document": tuple(Kind),
}
_LATEST = re.compile(
    rf"\b(?:latest|most recent|newest)\s+(?:[\w’'-]+\s+){{0,3}}?(?P<noun>{'|'.join(_LATEST_OF)})\b",
    re.IGNORECASE,
)
_LATEST_STEMS = frozenset(
    map(stem, "latest recent newest press release response inspection most dated".split())
)

#: A record is about a matter where it has this share of the words for it, the rare ones counting more.
_ABOUT = 0.8


def understood(
    text: str, documents: Mapping[str, Document], lexicon: Lexicon, asked: Sequence[Filter] = ()
) -> tuple[Filter, ...]:
    """The conditions the question itself sets, in the order nation, kind, time; none where it sets none.

    ``text`` stands alone. A condition is left out where one on the same thing is asked for, where it would
    leave no record for certain, and where it would hide none. Each has the words it was read from.
    """
    within = admitted(documents, asked)
    kept = {i: one for i, one in documents.items() if within is None or i in within}
    taken = {_thing(one) for one in asked}
    found: list[Filter] = []
    for conditions in _proposals(text, kept, lexicon):
        things = {_thing(one) for one in conditions}
        left = admitted(kept, conditions) or frozenset()
        certain = admitted(kept, [replace(one, source="asked") for one in conditions])
        if things & taken or not certain or len(left) == len(kept):
            continue
        found.extend(conditions)
        taken |= things
        kept = {i: one for i, one in kept.items() if i in left}
    return tuple(found)


def missing_nations(text: str, documents: Mapping[str, Document]) -> tuple[str, ...]:
    """The nations the question asks about as places of which no record is, and of which none speaks as a place."""
    asked = [nation for nation in NATIONS if _PLACES[nation].search(text)]
    return tuple(nation for nation in asked if not any(_speaks_of(nation, one) for one in documents.values()))


def _speaks_of(nation: str, document: Document) -> bool:
    if document.jurisdiction in (nation, "UK"):
        return True
    # Looking for the plain word first is a hundred times as fast, and most records do not have it.
    named = nation in document.text or _ADJECTIVES[nation] in document.text
    return named and _PLACES[nation].search(said(document)) is not None


def _thing(condition: Filter) -> str:
    """What a condition is on; a year and a content date are both on time."""
    return "time" if condition.field in ("published", "year") else condition.field


def _proposals(
    text: str, documents: Mapping[str, Document], lexicon: Lexicon
) -> Iterator[tuple[Filter, ...]]:
    """The conditions each phrase comes to; where two cannot both be met, the first matters more."""
    time = find_time(text, documents)
    # "In Wales since the Munro review" is not about the review.
    rest = text if time is None else text[: time.start] + " " + text[time.end :]
    yield from _nation(rest, documents, lexicon)
    yield from _kind(rest)
    if time is not None:
        yield time.filters
    else:
        yield from _latest(text, documents, lexicon)


def _latest(text: str, documents: Mapping[str, Document], lexicon: Lexicon) -> Iterator[tuple[Filter, ...]]:
    """From the date of the newest such record on the matter: one as new, in other words, stays in."""
    found = _LATEST.search(text)
    if found is None:
        return
    noun = found["noun"].casefold()
    stems = [one for one in read(text).stems if one not in GENERIC | _LATEST_STEMS and lexicon.known(one)]
    dates = [
        document.published
        for document in documents.values()
        if document.published is not None
        and (document.kind in _LATEST_OF[noun] or noun in document.title.casefold())
        and (not stems or lexicon.coverage(stems, lexicon.of_document(document.id)) >= _ABOUT)
    ]
    if dates:
        # Of "2010" and "June 2010" either may be the later.
        newest = max(dates, key=lambda one: one.first_day)
        yield (Filter("published", "since", (str(newest),), "inferred", found.group()),)


def _kind(text: str) -> Iterator[tuple[Filter, ...]]:
    """Where one kind of record is named as where to look."""
    found = [(pattern.search(text), kinds) for pattern, kinds in _WHERE]
    named = [(phrase.group(), kinds) for phrase, kinds in found if phrase is not None]
    if len(named) == 1:
        phrase, kinds = named[0]
        yield (Filter("kind", "in", tuple(kind.value for kind in kinds), "inferred", phrase),)


def _nation(text: str, documents: Mapping[str, Document], lexicon: Lexicon) -> Iterator[tuple[Filter, ...]]:
    """Where one nation is named as a place, and nothing else in the question points to records of another."""
    nations = [nation for nation in NATIONS if _NAMED[nation].search(text)]
    phrase = _PLACES[nations[0]].search(text) if len(nations) == 1 else None
    if phrase is None or _AGAINST.search(text):
        return
    (nation,) = nations
    if all(document.jurisdiction != nation for document in documents.values()):
        return
    condition = Filter("jurisdiction", "in", (nation, "UK"), "inferred", phrase.group().strip())
    left = admitted(documents, [condition]) or frozenset()
    if not any(_is_shut_out(name, left, documents, lexicon) for name in _names(text, documents, lexicon)):
        yield (condition,)


def _names(text: str, documents: Mapping[str, Document], lexicon: Lexicon) -> list[frozenset[str]]:
    """The stems of each name in the question but the nations', and of each word that records have as a person's."""
    nations = {
        one for nation, adjective in _ADJECTIVES.items() for one in content_stems(f"{nation} {adjective}")
    }
    people = frozenset().union(*(lexicon.described(i) - lexicon.given(i) for i in documents))
    found = [content_stems(name) for name in read(text).names] + [
        [one] for one in content_stems(text) if one in people
    ]
    return [frozenset(name) - nations for name in found if not set(name) <= nations]


def _is_shut_out(
    name: frozenset[str], left: frozenset[str], documents: Mapping[str, Document], lexicon: Lexicon
) -> bool:
    """True where records are about the name, or at least have it, and none of those is left."""
    about = {i for i in documents if name <= lexicon.described(i)}
    holders = about or {i for i in documents if name <= lexicon.of_document(i)}
    return bool(holders) and not holders & left
