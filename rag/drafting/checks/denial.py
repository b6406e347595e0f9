"""What a quoted sentence denies and a model's does not, and the reverse."""

# ruff: noqa: E501  (a pattern reads best on its own line)

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.answering.language.modality import clauses
from rag.answering.language.senses import denies
from rag.domain import Span
from rag.paragraphs.readers.denying import NEGATIVE, scopes
from rag.paragraphs.readers.opposed import unnamed
from rag.text import content_stems

#: What denies in a model's sentence, or says of little or few what another says of none.
_DENIES = re.compile(
    r"\b(?:not|no|never|none|nothing|nobody|neither|nor|without|cannot|un(?:able|aware|certain|changed|clear|convinced|done|fair|finished|fit|happy|just|known|lawful|likely|met|needed|safe|sure|willing)\w*|in(?:adequate|complete|sufficient)\w*|lack\w*|fail\w*|reject\w*|refus\w*|declin\w*"
    r"|un\w{3,}ed|in place of|out of|den(?:y|ied|ies)|rul(?:ed|es) out|against|oppos\w+|too (?:few|little|early|soon)|short of|yet to|miss(?:ed|ing)|absen\w+|hardly|few|little|only|stopp?ed|remain\w*|still|rather than|instead)\b|n[’']t\b",
    re.IGNORECASE,
)
#: Share of the telling words of the clause that is denied that the sentence must have to be about it.
_ABOUT = 0.5


_INSTEAD = re.compile(r"rather than|instead of|in place of", re.IGNORECASE)
#: What denies beyond doubt in a model's sentence.
_OUTRIGHT = re.compile(
    r"\b(?:(?:was|were|is|are|has|have|had|did|does|do|will|would|could|can|should|must) (?:not(?! only|(?: \w+){0,4} until)|never)|cannot|no longer|recommended against|advised against"
    r"|refused to|failed to|declined to|ruled out|rejected)\b|n[’']t\b",
    re.IGNORECASE,
)


def adds_denial(quoted: Sequence[str], part: str) -> bool:
    """True where a part of a model's sentence denies outright, and no quoted sentence denies or belittles anything."""
    return _OUTRIGHT.search(part) is not None and not any(
        _DENIES.search(one) or denies(one) for one in map(unnamed, quoted)
    )


def drops_denial(quoted: str, part: str, text: str) -> bool:
    """True where the clause of the quoted sentence that a part is about is flatly denied, and the part denies nothing.

    ``text`` is the sentence the part is of: what it denies in the same words elsewhere is not dropped.
    """
    if _DENIES.search(part) or denies(part):
        return False
    mine = set(content_stems(part))
    clause = max(clauses(quoted), key=lambda one: _shared(mine, one, quoted))
    said = clause.of(quoted)
    elsewhere = [set(content_stems(scope.of(text))) for _, scope in scopes(text)]
    flatly = [
        denier
        for denier, scope in scopes(said)
        if not _INSTEAD.match(denier.of(said))
        and not any(set(content_stems(scope.of(said))[:1]) & there for there in elsewhere)
    ]
    return bool(flatly) and _shared(mine, clause, quoted) >= _ABOUT


#: Telling words behind a word that denies that say what is denied.
_DENIED = 2


#: "Did not think it the moment" denies that it was: what is thought is denied, in whatever form of the verb.
_THINKS = frozenset(content_stems("think consider believe see feel regard find judge view hold"))


def _reaches(text: str) -> list[str]:
    """What each word that denies reaches: what stands behind it, and of a verb denied what stands before it too."""
    found = []
    for denier, scope in scopes(text):
        of_verb = denier.of(text).casefold() in ("not", "never", "cannot")
        begins = max(text.rfind(mark, 0, denier.start) for mark in ",;:") + 1 if of_verb else scope.start
        found.append(text[begins : scope.end])
    return found


def undenied(quoted: str, text: str) -> bool:
    """True where what the quoted sentence denies right behind a "no" or "not" stands undenied in a model's sentence."""
    bare, mine = unnamed(quoted), unnamed(text)
    if NEGATIVE.search(mine):
        return False
    stems = set(content_stems(mine))
    covered = {stem for reach in _reaches(mine) for stem in content_stems(reach)}
    for denier, scope in scopes(bare):
        behind = content_stems(scope.of(bare))
        thought = behind[:1] != [] and behind[0] in _THINKS
        denied = behind[1:_DENIED] if thought else behind[:_DENIED]
        if _INSTEAD.match(denier.of(bare)) or len(denied) + thought < _DENIED:
            continue
        if set(denied) <= stems and not set(denied) & covered:
            return True
    return False


_LITTLE = re.compile(
    r"\b(?:little|few|scant|hardly any|scarcely any) (?:\w+ )?(?P<of>[a-z]{3,})\b", re.IGNORECASE
)


def belittles(quoted: str, text: str) -> bool:
    """True where a model's sentence has little of what the quoted sentence has without any such word."""
    bare = unnamed(quoted)
    if _DENIES.search(bare) or denies(bare):
        return False
    there = set(content_stems(quoted))
    return any(set(content_stems(hit["of"])) & there for hit in _LITTLE.finditer(text))


_SET_OFF = re.compile(
    r", (?:and )?not |,? (?:rather than|instead of|in place of|as opposed to) ", re.IGNORECASE
)
#: Telling words on either side of what sets two things off against each other.
_SIDE = 5


def turned_round(quoted: str, text: str) -> bool:
    """True for "B rather than A" where the quoted sentence has "A, not B"."""
    mine, theirs = _SET_OFF.search(text), _SET_OFF.search(quoted)
    if mine is None or theirs is None:
        return False
    chosen, left = _sides(text, mine)
    there, out = _sides(quoted, theirs)
    crossed = len((chosen & out) - there) + len((left & there) - out)
    straight = len((chosen & there) - out) + len((left & out) - there)
    return crossed > straight


def _sides(text: str, hit: re.Match[str]) -> tuple[set[str], set[str]]:
    return set(content_stems(text[: hit.start()])[-_SIDE:]), set(content_stems(text[hit.end() :])[:_SIDE])


def _shared(mine: set[str], clause: Span, quoted: str) -> float:
    stems = set(content_stems(clause.of(quoted)))
    return len(mine & stems) / len(stems) if stems else 0.0
