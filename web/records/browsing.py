"""Which records a person's search and filters leave, and where the words were found."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

from rag.catalogue import JURISDICTIONS, said
from rag.domain import Document, Form, Kind, Span, Standing
from rag.text import sentences, word_spans
from web.markup import plain

#: Characters and words of a search that are read: more is no search for a record.
LONGEST_SEARCH = 200
MOST_WORDS = 12

#: What stands for a nation that is not stated, or is none of those of the catalogue.
NO_NATION = "none"

#: Records whose folded text is remembered: folding 6 MB of 2,300 records takes half a second.
_REMEMBERED = 8192

#: Accents once they stand apart, soft hyphens and other characters that nobody sees.
_UNSEEN = re.compile("[\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff]")
_WORD = re.compile(r"[^\W_]+")
_LINE = re.compile(r"[^\n]+")

_Choice = TypeVar("_Choice", bound=StrEnum)


class Order(StrEnum):
    """How records are sorted; those without a date stand last."""

    NEWEST = "newest"
    OLDEST = "oldest"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person looks for. Empty sets and None leave every record in; years count in the record's own date."""

    words: str = ""
    kinds: frozenset[Kind] = frozenset()
    nations: frozenset[str] = frozenset()
    forms: frozenset[Form] = frozenset()
    standings: frozenset[Standing] = frozenset()
    since: int | None = None
    until: int | None = None
    order: Order = Order.NEWEST

    @property
    def narrows(self) -> bool:
        """True where some record may be left out."""
        return replace(self, order=Order.NEWEST) != Wish()

    @property
    def of_any_year(self) -> Wish:
        """The same wish without its years."""
        return replace(self, since=None, until=None)


@dataclass(frozen=True, slots=True)
class Found:
    """A record and the parts of it in which the searched words stand; none where no words were searched for."""

    document: Document
    where: tuple[str, ...] = ()


def wish_from(sent: object) -> Wish:
    """The wish the page sends as a mapping of the form's fields; what is unknown or unusable is passed over."""
    fields = sent if isinstance(sent, Mapping) else {}
    words = fields.get("words")
    since, until = _year(fields.get("since")), _year(fields.get("until"))
    if since is not None and until is not None and since > until:
        since, until = until, since
    return Wish(
        words=" ".join(plain(words[:LONGEST_SEARCH]).split()) if isinstance(words, str) else "",
        kinds=_chosen(Kind, fields.get("kind")),
        nations=frozenset(_listed(fields.get("nation"))) & {*JURISDICTIONS, NO_NATION},
        forms=_chosen(Form, fields.get("form")),
        standings=_chosen(Standing, fields.get("standing")),
        since=since,
        until=until,
        order=next(iter(_chosen(Order, fields.get("order"))), Order.NEWEST),
    )


def nation_of(document: Document) -> str:
    """The nation as the filter names it."""
    stated = document.jurisdiction
    return stated if stated in JURISDICTIONS else NO_NATION


def _listed(sent: object) -> tuple[str, ...]:
    values = sent if isinstance(sent, list) else [sent]
    return tuple(value for value in values if isinstance(value, str))


def _chosen(choices: type[_Choice], sent: object) -> frozenset[_Choice]:
    known = {choice.value: choice for choice in choices}
    return frozenset(known[value] for value in _listed(sent) if value in known)


def _year(sent: object) -> int | None:
    return int(sent) if isinstance(sent, str) and re.fullmatch("[12][0-9]{3}", sent) else None


# --- what is found -------------------------------------------------------------------------------------


def found(documents: Mapping[str, Document], wish: Wish) -> list[Found]:
    """The records the wish leaves, in its order; those whose title has all the words stand first.

    Every word has to begin a word of the title, the publisher, the people or the searched text. Case and accents make
    no difference.
    """
    wanted = words_of(wish.words)
    hits: list[tuple[bool, Found]] = []
    for document in _sorted(documents.values(), wish.order):
        if not _admits(wish, document):
            continue
        where = _where(document, wanted)
        if where is not None:
            titled = bool(wanted) and _holds(folded(document.title), wanted) == len(wanted)
            hits.append((not titled, Found(document, where)))
    return [hit for _, hit in sorted(hits, key=lambda pair: pair[0])]


def undated_left_out(documents: Mapping[str, Document], wish: Wish) -> int:
    """How many records the years of the wish leave out only because they bear no date."""
    if wish.since is None and wish.until is None:
        return 0
    return sum(one.document.published is None for one in found(documents, wish.of_any_year))


def _sorted(documents: Iterable[Document], order: Order) -> list[Document]:
    by_title = sorted(documents, key=lambda one: (folded(one.title), one.id))
    if order is Order.TITLE:
        return by_title
    dated = sorted(
        ((one.published.first_day, one) for one in by_title if one.published is not None),
        key=lambda pair: pair[0],
        reverse=order is Order.NEWEST,
    )
    return [*(one for _, one in dated), *(one for one in by_title if one.published is None)]


def _admits(wish: Wish, document: Document) -> bool:
    chosen: tuple[tuple[Collection[str], str], ...] = (
        (wish.kinds, document.kind),
        (wish.nations, nation_of(document)),
        (wish.forms, document.form),
        (wish.standings, document.standing),
    )
    if any(values and value not in values for values, value in chosen):
        return False
    return in_years(wish, document.published.year if document.published else None)


def in_years(wish: Wish, year: int | None) -> bool:
    """True where the wish's years admit this one; None, no year, only where it names none."""
    if year is None:
        return wish.since is None and wish.until is None
    return (wish.since is None or wish.since <= year) and (wish.until is None or year <= wish.until)


# --- words ---------------------------------------------------------------------------------------------


def words_of(search: str) -> tuple[str, ...]:
    """The words of a search, folded, each once."""
    return tuple(dict.fromkeys(_WORD.findall(folded(search))))[:MOST_WORDS]


def begins(word: str, wanted: Iterable[str]) -> bool:
    """True where the word of a text begins with one of the wanted ones."""
    return folded(word).startswith(tuple(wanted))


def _where(document: Document, wanted: tuple[str, ...]) -> tuple[str, ...] | None:
    """The parts that hold any of the words; None unless the parts together hold all."""
    if not wanted:
        return ()
    title, text = _searched(document)
    parts = {
        "title": title,
        "publisher": folded(document.publisher or ""),
        "people": folded(" ".join(person.name for person in document.people)),
        "text": text,
    }
    together = "\n".join(parts.values())
    if _holds(together, wanted) < len(wanted):
        return None
    return tuple(name for name, words in parts.items() if _holds(words, wanted))


def place_of(document: Document, search: str) -> Span | None:
    """The first sentence of the searched text that holds most of the words; None where none holds any."""
    wanted = words_of(search)
    best: tuple[int, Span] | None = None
    for line in _LINE.finditer(document.text):
        held = _holds(folded(line.group()), wanted)
        if held > (best[0] if best else 0) and not line.group().startswith("#"):
            span = Span(line.start(), line.end())
            if not any(left.span.overlaps(span) for left in document.excluded):
                best = (held, span)
                if held == len(wanted):
                    break
    if best is None:
        return None
    inside = sentences(document.text, best[1])
    return max(inside, key=lambda span: _holds(folded(span.of(document.text)), wanted), default=None)


def marked_words(text: str, search: str) -> list[Span]:
    """The words of a text that begin with a searched one, in order."""
    wanted = words_of(search)
    return [span for word, span in word_spans(text) if wanted and begins(word, wanted)]


def _holds(folded: str, wanted: Iterable[str]) -> int:
    """How many of the words begin a word of the folded text."""
    return sum(re.search(rf"(?<![^\W_]){re.escape(word)}", folded) is not None for word in wanted)


@lru_cache(maxsize=_REMEMBERED)
def _searched(document: Document) -> tuple[str, str]:
    """Title and text, folded, the text without its furniture."""
    whole = folded(said(document))
    title = folded(document.title)
    return title, whole[len(title) :]


def folded(text: str) -> str:
    """The text with case and accents made alike."""
    if text.isascii():
        return text.casefold()
    return _UNSEEN.sub("", unicodedata.normalize("NFKD", text)).casefold()
