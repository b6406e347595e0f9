"""Words that deny, how far they reach, and those that only look as if they did."""

# ruff: noqa: E501  (a pattern reads best on its own line)

from __future__ import annotations

import re

from rag.domain import Span

#: Words that deny what stands behind them in their clause.
DENIER = re.compile(
    r"\b(?:not(?! (?:only|just|merely|least|to mention))|never|cannot|neither|nor|nobody|no one|none|nothing|without|no longer"
    r"|\w+n['’]t|no(?! (?:longer|more than|fewer|less|later|doubt))|rather than|instead of|stopp?(?:ed|s|ing) short of|fail(?:ed|s|ing)? to"
    r"|refus(?:ed|es|ing)(?: to)?|declin(?:ed|es|ing) to|omitted to|neglect(?:ed|s|ing) to|rul(?:ed|es|ing) out|hardly|scarcely|barely|yet to"
    r"|unable to|(?:stopp|ceas)(?:ed|es)(?= \w+ing\b)|need not|far from|(?:lack|absence|want) of|lacked|scant)\b",
    re.IGNORECASE,
)
#: What ends the reach of a word that denies.
_STOP = re.compile(
    r"[,;:()]|\b(?:but|although|though|because|which|(?<!\bone )(?<!\bthose )who|when|while|unless|until|according to|what)\b"
    r"|\band (?:would|will|was|were|is|are|has|have|had|did|then|so|to|it|they)\b",
    re.IGNORECASE,
)
#: Words of denial that deny nothing: a bound ("no case should last longer than"), a way of speaking ("lost no time"), and
#: one number set off against another ("17 goals rather than 69").
_NO_DENIAL = re.compile(
    r"\bno (?:\w+ ){1,4}?(?:should|may|must|can|could|would|shall|will|to)(?: \w+){0,4} (?:longer|more|later|fewer|less|other|beyond|past|over|above|exceed|outlast)\b(?: than)?"
    r"|\b(?:lost|lose|losing|wasted?|in) no time|no (?:accident|surprise|coincidence|stranger to|small|mean|exception|sooner)|nothing (?:but|less than|short of|other than)"
    r"|(?:nothing|no one|nobody)(?: else)? (?:\w+ ){1,3}?(?:more|better|worse|as much|so much)\b|none other than|not (?:until|for the first time|least|unlike)|not a little|(?:rather than|instead of|and not) (?:the |its |their )?\d[\d,.]*%?",
    re.IGNORECASE,
)
#: A condition, said the hard way round: "could not go ahead unless others agreed" is that their agreement is needed.
_CONDITION = re.compile(r"^[^,;:.]* (?:unless|until|without)\b", re.IGNORECASE)
#: "... , not in care": what a thing is set off against, rather than what it is denied to be.
CONTRAST = re.compile(
    r"(?<=[,;] )not (?:an?|the|in|on|at|of|by|for|from|his|her|its|their|to)\b|(?<=, and )not an?\b|(?:rather than|instead of)\b",
    re.IGNORECASE,
)
#: What is said of the papers themselves, where they are silent.
OF_RECORDS = re.compile(
    r"\b(?:(?:is|are|was|were|be|been) not (?:\w+ly )?(?:stated|identified|named|verified|seen|given|found|printed|known|held|said|specified|recorded|included|among|in the (?:text|record))"
    r"|(?:do|does|did) not (?:say|state|name|give|use|mention|record|specify|identify|print)|could not be (?:verified|found|seen|checked)"
    r"|(?:the |this |these )?(?:records?|digests?|articles?|news items?|items?|pages?|facts gathered|sources?|minutes) (?:that )?(?:\w+ ){0,3}?(?:names?|ha(?:s|ve)|gives?|prints?|states?|bears?|holds?) no(?:ne|body|thing)?"
    r"|(?:should |must )?not (?:to )?be (?:confused|mixed up)|nothing to do with|among the facts|(?:is|was) not (?:his|her|its|their|the) (?:\w+ ){0,2}?(?:review|report|inquiry)|undated|no (?:date|year|publisher|author) (?:is|was|printed|given))\b",
    re.IGNORECASE,
)


#: Words that deny by themselves.
NEGATIVE = re.compile(
    r"\b(?:reject\w*|refus\w*|declin(?:ed|es)|rul(?:ed|es) out|turned down|den(?:y|ied|ies)|lack\w*|against|oppos(?:e|ed|es|ing)"
    r"|un(?:able|likely|known|named|clear|decided|dated)|absen\w+|missing|withheld|f[ae]ll(?:s|en)? short|rarely|seldom|hardly|separate from|short of)\b",
    re.IGNORECASE,
)


def blanked(text: str) -> str:
    """The text with what is said of the papers themselves as spaces, so that all else stands where it stood."""
    return OF_RECORDS.sub(lambda hit: " " * len(hit.group()), text)


def conditional(text: str, end: int) -> bool:
    """True where what is denied up to there is only a condition of something else, in the same clause."""
    return _CONDITION.match(text[end:]) is not None


def scopes(text: str) -> list[tuple[Span, Span]]:
    """Each word that denies, with the stretch of its clause behind it."""
    found = []
    harmless = [Span(*hit.span()) for hit in _NO_DENIAL.finditer(text)]
    for hit in DENIER.finditer(text):
        if any(one.start <= hit.start() < one.end for one in harmless) or conditional(text, hit.end()):
            continue
        stop = _STOP.search(text, hit.end())
        end = stop.start() if stop else len(text)
        if end > hit.end():
            found.append((Span(*hit.span()), Span(hit.end(), end)))
    return found


def free(text: str, span: Span) -> bool:
    """True where no word that denies reaches the stretch."""
    return not any(scope.start <= span.start < scope.end for _, scope in scopes(text))
