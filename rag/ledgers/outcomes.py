"""What other sentences of a record say became of a recommendation: only where they speak of exactly it."""

# ruff: noqa: E501  (a pattern reads best on its own line)

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rag.answering.language import cues
from rag.answering.language.cues import Act
from rag.answering.language.modality import told
from rag.catalogue import NATIONS
from rag.domain import Span
from rag.ledgers import signs
from rag.ledgers.deciding import decision
from rag.ledgers.parts import owner
from rag.ledgers.reading import Stated
from rag.ledgers.rows import Row, State
from rag.text import STOP_WORDS, content_stems, stem, words

_STATES = {Act.AGREED: State.AGREED, Act.REJECTED: State.REFUSED}

#: All of somebody's recommendations at once, with none left out.
_ALL = re.compile(
    r"\b(?:all|every|each)\b[^.;]{0,40}\b(?:recommendations?|proposals?)\b|\b(?:recommendations?|proposals?)\b[^.;]{0,30}\b(?:in full|in their entirety|without exception)\b",
    re.IGNORECASE,
)
#: Of those, with nobody named whose they are: "accepted all 15 recommendations in full".
_NOBODYS = re.compile(
    r"(?<![’']s )\b(?:all|every|each)(?: of)?(?: (?:the|its|his|her|their))?(?: [\w-]+)? (?:recommendations?|proposals?)"
    r"(?= in full\b| in (?:[A-Z][a-z]+ )?(?:19|20)\d\d\b| on \d|[.,;]|$)",
)
#: "the recommendations that the board made in December 2009", "its proposals of 2009": when they were made.
_OF_YEAR = re.compile(
    r"\b(?:recommendations?|proposals?)\b(?: that [^.;,]{3,60}? made in| of| from)(?: [A-Z][a-z]+)? ((?:19|20)\d\d)\b"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_BUT = re.compile(
    r"\b(?:but(?! (?:he |she |they )?(?:said|says|told|warned|added|noted)\b)|except|apart from|other than|most of|in part|partly|in principle|subject to|all but|as a whole)\b",
    re.IGNORECASE,
)

#: A sentence that names a recommendation by a word of it: "take the Hackney suggestion forward".
_NAMED = re.compile(r"\bthe ((?:[\w’'-]+ ){1,4})(?:suggestion|recommendation|proposal|idea)\b", re.IGNORECASE)

#: A recommendation by its number, in the record of whose review it is.
_NUMBERED = re.compile(r"\brecommendation (\d+)\b", re.IGNORECASE)

#: What a recommendation asks to be made: "recommended a commissioner for the city".
_THING = re.compile(
    r"\b(?:recommended|proposed|suggested|called for|asked for|urged|wanted) (?:an?|new) ((?:[\w’'-]+ ){0,3}?[\w’'-]+)"
    r"(?= (?:for|of|to|in|on|with|that|which|who|across|instead|from)\b|[,.;])",
    re.IGNORECASE,
)
#: Made so by somebody: these with the thing and whose recommendation it was say that it came about.
_MADE = re.compile(
    r"\b(?:was|were|had been|has been) (?:\w+ly |then |later |duly )?(?:appointed|set up|established|created|introduced|launched|brought in|enacted)\b",
    re.IGNORECASE,
)

#: What is recommended has a name of its own, by which another sentence can speak of it.
_CALLED = re.compile(
    r"\b(?:called|named|known as|titled|under the name(?: of)?|the name of) ((?:[A-Z][\w’'-]+ ?(?:(?:of|for|and|the|in|to) (?=[A-Z]))?){2,6}(?<! ))"
)

#: The share of what is agreed or refused that the recommendation has to hold, and how many words of it at least.
_SAME, _AT_LEAST = 0.6, 3

#: Words of speaking of recommendations, and of refusing: they tell of no matter.
_NOT_TELLING = frozenset(
    stem(word)
    for word in """recommendation recommendations proposal proposals suggestion suggestions recommended proposed
    review report final new need needed accept accepted agree agreed reject rejected refuse refused government
    ministers minister council committee meeting according told say said year month two three not no
    january february march april may june july august september october november december""".split()
)
_GENERIC = frozenset("review report final interim inquiry the of".split())


def with_outcomes(rows: Sequence[Row], sentences: Sequence[Stated]) -> list[Row]:
    """The rows, each with what another sentence of its record says became of it and that sentence as a citation.

    Where two sentences say different things the row stays as it was: which of them holds is not for a ledger to say.
    """
    deciding = [(one, state) for one in sentences if (state := _state(one)) is not None and not one.disputed]
    telling = [one for one in sentences if signs.CAME_OF.search(one.text) and not one.disputed]
    under = {one.span: one for one in sentences}
    common = Counter(found for one in sentences for found in set(_telling(one.text)))
    usual = {found for found, times in common.items() if times > max(3, len(sentences) // 5)}
    whole = _Whole(under, deciding, telling, usual)
    return [_with_outcome(row, whole) for row in rows]


@dataclass(frozen=True, slots=True)
class _Whole:
    """The sentences of a record, those that decide something, those that tell what came of a numbered recommendation."""

    under: Mapping[Span, Stated]
    deciding: Sequence[tuple[Stated, State]]
    telling: Sequence[Stated]
    usual: set[str]


def _with_outcome(row: Row, whole: _Whole) -> Row:
    if row.status is not State.UNKNOWN:
        return row
    here = whole.under.get(row.citation.span)
    about = {
        one.span: (one, state)
        for one, state in whole.deciding
        if not one.span.overlaps(row.citation.span) and _is_of(row, here, one, whole.usual)
    }
    made = [one for one in whole.under.values() if one.span > row.citation.span and _is_made(row, one)]
    about |= {one.span: (one, State.DONE) for one in made}
    states = {state for _, state in about.values()}
    # A sentence may tell that nothing was made of it without telling that anybody refused it.
    cited = {span: one for span, (one, _) in about.items()} if len(states) == 1 else {}
    cited |= {one.span: one for one in whole.telling if _is_numbered(row, one.text)}
    further = tuple(cited[span].citation for span in sorted(cited) if not span.overlaps(row.citation.span))
    return replace(row, status=states.pop() if len(states) == 1 else State.UNKNOWN, further=further)


def _is_numbered(row: Row, text: str) -> bool:
    """True where the text names the recommendation of the row by its number, and as nobody else's."""
    number = _NUMBERED.search(row.citation.quote)
    if number is None or number[1] not in _NUMBERED.findall(text):
        return False
    whose = set(_telling(owner(text)))
    return not whose or not row.who or bool(whose & set(_telling(row.who)))


def _is_made(row: Row, one: Stated) -> bool:
    """True where the sentence says that what the row asks to be made was made, and names whose recommendation it was."""
    thing = _THING.search(row.citation.quote)
    made = _MADE.search(one.text)
    if thing is None or made is None or one.disputed or cues.UNREAL.search(one.text, 0, made.start()):
        return False
    maker, asked = _maker(row), set(_telling(thing[1]))
    there = {stem(word) for word in words(one.text)}
    return bool(maker and asked) and maker <= there and asked <= set(_telling(one.text))


def _state(one: Stated) -> State | None:
    """What the sentence says was agreed or refused; None where it says neither, or both."""
    found = {_STATES[act.act] for act in told(one.text) if act.act in _STATES}
    decided = decision(one.text)
    if decided is None or decided[0] not in (State.AGREED, State.REFUSED) or len(found) > 1:
        return None
    if signs.OF_ITS_SPIRIT.search(one.text):
        return None
    return decided[0]


def _is_of(row: Row, here: Stated | None, one: Stated, usual: set[str]) -> bool:
    text, recommended = one.text, set(_telling(row.citation.quote))
    named = _NAMED.search(text)
    if named and not _BUT.search(text):
        by = {found for found in _telling(named[1]) if found not in usual or named[1].strip()[:1].isupper()}
        if by and by <= recommended:
            return True
    if _ALL.search(text):
        return not _BUT.search(text) and _of_the_same(row, here, text)
    if _NUMBERED.search(row.citation.quote) and _NUMBERED.search(text):
        return _is_numbered(row, text) and not _BUT.search(text)
    if _BUT.search(text):
        return False
    called = _CALLED.search(row.citation.quote)
    if called and called[1] in _matter_of(text):
        return True
    matter = _matter(text) - usual
    shared = matter & recommended
    return len(shared) >= _AT_LEAST and len(shared) >= _SAME * len(matter)


def _of_the_same(row: Row, here: Stated | None, text: str) -> bool:
    """True where all recommendations of who made this one are meant, and its nation is not another.

    Of a row that names nobody the maker is the review of the record, where it stands under that one's recommendations.
    """
    if any(nation in row.citation.quote and nation not in text for nation in NATIONS):
        return False
    if here is None or not _may_be_of_then(row, text):
        return False
    maker, whose = _maker(row), _makers(owner(text))
    title = {stem(word) for word in words(here.document.title)}
    if maker and maker <= {stem(word) for word in words(text)}:
        return True
    of_the_record = (bool(whose) and whose <= title) or bool(_NOBODYS.search(text))
    own = maker <= title if maker else bool(signs.OWN_RECOMMENDATIONS.search(here.heading))
    return of_the_record and own and (not maker or not whose)


def _may_be_of_then(row: Row, text: str) -> bool:
    """False where the row is of another year than the recommendations meant, or of a later one than all the text names."""
    then = _YEAR.search(row.when)
    if then is None:
        return True
    meant = _OF_YEAR.search(text)
    named = _YEAR.findall(text)
    return (meant is None or meant[1] == then.group()) and (not named or max(named) >= then.group())


def _maker(row: Row) -> set[str]:
    return _makers(row.who)


def _makers(who: str) -> set[str]:
    """The stems that tell one maker of recommendations from another."""
    found = {stem(word) for word in words(who) if word not in STOP_WORDS and word not in _GENERIC}
    return {word for word in found if not word.isdigit()}


def _matter(text: str) -> set[str]:
    """The telling stems of what is decided."""
    return set(_telling(_matter_of(text)))


def _matter_of(text: str) -> str:
    """What is decided: the deciding words where they name it, else what follows; "" where nothing is."""
    decided = decision(text)
    if decided is None:
        return ""
    span = decided[1]
    behind = text[span.start :] if len(_telling(span.of(text))) > 2 else text[span.end :]
    return re.split(r"[,;:]\s|\baccording to\b", behind)[0]


def _telling(text: str) -> list[str]:
    return [found for found in content_stems(text) if found not in _NOT_TELLING and not found.isdigit()]
