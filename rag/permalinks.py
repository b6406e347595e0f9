"""Links to words in a record that survive a new index, because the words themselves stand in them.

The idea is the text quote selector of the W3C Web Annotation Data Model (4.2.4): the words, and a little of what stands
before and after them. Offsets come first; where they no longer hold the words, the words are looked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice, takewhile
from urllib.parse import parse_qsl, quote, urlencode

from rag.domain import Citation, Document, Span
from rag.text import Folded, fold

#: Characters of context on either side, as many as the annotation tools that use such selectors keep.
CONTEXT = 32

#: Characters of the words kept. A longer citation is linked by its beginning: 500 characters of a foreign script are
#: 6,000 once they are escaped, and addresses of 8,000 are what servers in use take.
LONGEST_QUOTE = 500

#: Characters of a whole query that are read; more is no link of ours.
LONGEST_QUERY = 16_384

#: Words as long as this that stand in a record just once are taken for the same whatever stands beside them.
TELLING = 40

#: Places in a record that are looked at: a link to one letter of a long record costs no more than another.
_MOST_PLACES = 1000

#: Parts of a query that are read: ours has seven.
_MOST_PARTS = 20


class How(StrEnum):
    """How the words of a link were found."""

    EXACT = "exact"
    MOVED = "moved"
    CHANGED = "changed"
    GONE = "gone"


#: What a reader is told; nothing where the words stand where they stood.
TOLD = {
    How.EXACT: "",
    How.MOVED: "This record has changed since the link was made. The words were found again and are marked.",
    How.CHANGED: "This record has changed since the link was made: the words it pointed to are not found in it.",
    How.GONE: "There is no such record here. It may have been taken out, or the link may be incomplete.",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a link leads. ``span`` is None where the words were not found, ``document_id`` where the record is not.

    ``generation`` is the index the link was made with, as the link says.
    """

    span: Span | None
    how: How
    document_id: str | None = None
    generation: str = ""


def link(citation: Citation, document: Document, generation: str) -> str:
    """The query string "?doc=...&start=...&end=...&v=...&q=...&before=...&after=..." that leads to the cited words.

    Raises:
        ValueError: the document does not hold the citation's words where it points to.
    """
    if document.id != citation.document_id or citation.span.of(document.text) != citation.quote:
        raise ValueError("the document does not hold the cited words")
    start = citation.span.start
    words = citation.quote[:LONGEST_QUOTE]
    end = start + len(words)
    parts = {
        "doc": document.id,
        "start": start,
        "end": end,
        "v": generation,
        "q": words,
        "before": document.text[max(0, start - CONTEXT) : start],
        "after": document.text[end : end + CONTEXT],
    }
    return "?" + urlencode(parts, quote_via=quote, safe="", errors="replace")


def to_record(document: Document) -> str:
    """The query string that leads to the record itself, whatever becomes of its words."""
    return f"?doc={quote(document.id, safe='', errors='replace')}"


def find(query: object, documents: Mapping[str, Document]) -> Place:
    """Where the link leads in these documents; what is not a link of ours leads nowhere, and nothing is raised.

    ``query`` is the query string, or its parts by name as a server has read them.
    """
    parts = _parts(query)
    document = documents.get(parts.get("doc", ""))
    if document is None:
        return Place(None, How.GONE)
    generation, words = parts.get("v", ""), parts.get("q", "")
    start, end = _number(parts.get("start", "")), _number(parts.get("end", ""))
    if words and 0 <= start < end <= len(document.text) and document.text[start:end] == words:
        return Place(Span(start, end), How.EXACT, document.id, generation)
    if not words.strip() or len(words) > LONGEST_QUOTE:
        return Place(None, How.CHANGED, document.id, generation)
    before, after = parts.get("before", "")[-CONTEXT:], parts.get("after", "")[:CONTEXT]
    span = _again(document.text, words, before, after, start)
    return Place(span, How.MOVED if span else How.CHANGED, document.id, generation)


def _parts(query: object) -> dict[str, str]:
    """The parts of a query by name, the first of each; none where it is not a query or too long to be ours."""
    if isinstance(query, str):
        if len(query) > LONGEST_QUERY:
            return {}
        try:
            pairs = parse_qsl(query.removeprefix("?"), keep_blank_values=True, max_num_fields=_MOST_PARTS)
        except ValueError:
            return {}
        return dict(reversed(pairs))
    if isinstance(query, Mapping):
        found = {k: v for k, v in query.items() if isinstance(k, str) and isinstance(v, str)}
        return found if sum(map(len, found.values())) <= LONGEST_QUERY else {}
    return {}


def _number(digits: str) -> int:
    """The number written in at most nine ASCII digits; -1 for anything else."""
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) <= 9 else -1


# --- the words looked for again ----------------------------------------------------------------------


def _again(text: str, words: str, before: str, after: str, start: int) -> Span | None:
    """Where the words stand now: where most of their context does, the nearest to the old place of equals.

    At least half the context has to be there, unless the words are long and stand in the text once. Case, kinds of
    quotation marks, dashes and white space make no difference (``rag.text.fold``).
    """
    folded, wanted = fold(text), fold(words).text.strip()
    lead, follow = fold(before).text.strip(), fold(after).text.strip()
    found = islice(_places(folded.text, wanted), _MOST_PLACES)
    places = [at for at in found if _whole(folded.text, wanted, at, words, before, after)]
    if not places:
        return None
    shared = {at: _shared(folded.text, at, at + len(wanted), lead, follow) for at in places}
    best = min(places, key=lambda at: (-shared[at], abs(folded.offsets[at] - start)))
    given = len(lead) + len(follow)
    known = given > 0 and 2 * shared[best] >= given
    if not known and not (len(places) == 1 and len(wanted) >= TELLING):
        return None
    return _span(folded, best, best + len(wanted))


def _places(text: str, wanted: str) -> Iterator[int]:
    at = text.find(wanted) if wanted else -1
    while at >= 0:
        yield at
        at = text.find(wanted, at + 1)


def _whole(text: str, wanted: str, at: int, words: str, before: str, after: str) -> bool:
    """False where the words end inside a word of the text though they did not when the link was made."""
    cut_before = at > 0 and text[at - 1].isalnum() and wanted[0].isalnum()
    end = at + len(wanted)
    cut_after = end < len(text) and text[end].isalnum() and wanted[-1].isalnum()
    was_before = before[-1:].isalnum() and words[0].isalnum()
    was_after = after[:1].isalnum() and words[-1].isalnum()
    return (not cut_before or was_before) and (not cut_after or was_after)


def _shared(text: str, start: int, end: int, lead: str, follow: str) -> int:
    """How many characters of the context stand beside this place, counted from the words outwards."""
    ahead = text[max(0, start - len(lead) - 1) : start].rstrip()
    behind = text[end : end + len(follow) + 1].lstrip()
    return _common(reversed(ahead), reversed(lead)) + _common(iter(behind), iter(follow))


def _common(one: Iterator[str], other: Iterator[str]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _span(folded: Folded, start: int, end: int) -> Span:
    return Span(folded.offsets[start], folded.offsets[end - 1] + 1)
