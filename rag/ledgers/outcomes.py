"""What other sentences of a record say became of a recommendation: only where they speak of exactly it."""

# ruff: noqa: E501  (a pattern reads best on its own line)

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from rag.answering.language.cues import Act
from rag.answering.language.modality import told
from rag.catalogue import NATIONS
from rag.ledgers.reading import Stated
from rag.ledgers.rows import Row, State
from rag.ledgers.telling import decision
from rag.text import STOP_WORDS, content_stems, stem, words

_STATES = {Act.AGREED: State.AGREED, Act.REJECTED: State.REFUSED}

#: All of somebody's recommendations at once, with none left out.
_ALL = re.compile(
    r"\b(?:all|every|each)\b[^.;]{0,40}\b(?:recommendations?|proposals?)\b|\b(?:recommendations?|proposals?)\b[^.;]{0,30}\b(?:in full|in their entirety|without exception)\b",
    re.IGNORECASE,
)
_BUT = re.compile(
    r"\b(?:but|except|apart from|other than|most of|in part|partly|in principle|subject to|all but|as a whole)\b",
    re.IGNORECASE,
)

#: A sentence that names a recommendation by a word of it: "take the Hackney suggestion forward".
_NAMED = re.compile(r"\bthe ((?:[\w’'-]+ ){1,4})(?:suggestion|recommendation|proposal|idea)\b", re.IGNORECASE)

#: A recommendation by its number, in the record of whose review it is.
_NUMBERED = re.compile(r"\brecommendation (\d+)\b", re.IGNORECASE)

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
    common = Counter(found for one in sentences for found in set(_telling(one.text)))
    usual = {found for found, times in common.items() if times > max(3, len(sentences) // 5)}
    return [_with_outcome(row, deciding, usual) for row in rows]


def _with_outcome(row: Row, deciding: Sequence[tuple[Stated, State]], usual: set[str]) -> Row:
    if row.status is not State.UNKNOWN:
        return row
    about = [
        (one, state)
        for one, state in deciding
        if not one.span.overlaps(row.citation.span) and _is_of(row, one, usual)
    ]
    if len({state for _, state in about}) != 1:
        return row
    return replace(row, status=about[0][1], further=tuple(one.citation for one, _ in about))


def _state(one: Stated) -> State | None:
    """What the sentence says was agreed or refused; None where it says neither, or both."""
    found = {_STATES[act.act] for act in told(one.text) if act.act in _STATES}
    decided = decision(one.text)
    if decided is None or decided[0] not in (State.AGREED, State.REFUSED) or len(found) > 1:
        return None
    return decided[0]


def _is_of(row: Row, one: Stated, usual: set[str]) -> bool:
    text, recommended = one.text, set(_telling(row.citation.quote))
    named = _NAMED.search(text)
    if named and not _BUT.search(text):
        by = {found for found in _telling(named[1]) if found not in usual or named[1].strip()[:1].isupper()}
        if by and by <= recommended:
            return True
    if _ALL.search(text):
        return not _BUT.search(text) and _of_the_same(row, text)
    number = _NUMBERED.search(row.citation.quote)
    again = _NUMBERED.search(text)
    if number and again:
        return number[1] == again[1] and not _BUT.search(text)
    if _BUT.search(text):
        return False
    matter = _matter(text) - usual
    shared = matter & recommended
    return len(shared) >= _AT_LEAST and len(shared) >= _SAME * len(matter)


def _of_the_same(row: Row, text: str) -> bool:
    """True where all recommendations of who made this one are meant, and its nation is not another."""
    maker = {stem(word) for word in words(row.who) if word not in STOP_WORDS and word not in _GENERIC}
    maker = {word for word in maker if not word.isdigit()}
    there = {stem(word) for word in words(text)}
    elsewhere = [nation for nation in NATIONS if nation in row.citation.quote and nation not in text]
    return bool(maker) and maker <= there and not elsewhere


def _matter(text: str) -> set[str]:
    """The telling stems of what is decided: those of the deciding words where they name it, else of what follows."""
    decided = decision(text)
    if decided is None:
        return set()
    span = decided[1]
    behind = text[span.start :] if len(_telling(span.of(text))) > 2 else text[span.end :]
    return set(_telling(re.split(r"[,;:]\s|\baccording to\b", behind)[0]))


def _telling(text: str) -> list[str]:
    return [found for found in content_stems(text) if found not in _NOT_TELLING and not found.isdigit()]
