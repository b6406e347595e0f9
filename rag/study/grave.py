"""What no quiz is made of: harm, death and crime, and children a record names."""

# ruff: noqa: E501  (a pattern reads best on its own line)

from __future__ import annotations

import re
from collections.abc import Iterable

from rag.domain import Document
from rag.text import content_stems, stem

#: Words of harm, death, crime and illness of the mind. A sentence with one of them makes no item, whatever it says.
_GRAVE = frozenset(
    stem(word)
    for word in """death deaths die died dies dying dead fatal fatality kill killed killer killing murder murdered
    murderer manslaughter homicide suicide suicidal abuse abused abuser abusers abusive abusing neglect neglected
    neglectful exploit exploited exploitation exploiting rape raped rapist assault assaulted sexual sexually violence
    violent torture tortured cruel cruelty injury injured injuries harm harmed harmful bruise bruises wound wounds
    victim victims survivor survivors crime crimes criminal offender offenders offence offences convicted conviction
    guilty jail jailed prison imprisoned arrested prosecuted prosecution perpetrator perpetrators trafficked
    trafficking missing drugs overdose trauma tragedy tragic starved drowned funeral bereaved grooming paedophile
    self-harm disgrace contempt sacked sacking dismissed dismissal resigned resignation blame blamed
    unlawful unlawfully misconduct settlement
    """.split()
)

_NAME = r"(?:[A-Z][a-zà-ÿ’'-]+)(?:(?: [A-Z][\w’'-]+)+)?"

#: Who is spoken of as a child that was harmed: by these words a name is known as a child's.
_OF_A_CHILD = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:[Dd]eaths?|[Mm]urders?|[Kk]illings?|[Aa]buse|cruelty to|injuries to) of (?:little |baby )?({_NAME})(?: and ({_NAME}))?",
        rf"\b({_NAME})(?:['’]s| and ({_NAME})['’]s) (?:death|murder|killing|abuse|abusers?|injuries)\b",
        rf"\b({_NAME}) was (?:about )?(?:\w+|\d+)(?: (?:years?|months?|weeks?|days?))?(?: old)? when\b",
        rf"\b({_NAME})(?: and ({_NAME}))? (?:was|were|had been)(?: \w+)? (?:murdered|killed|abused|neglected|starved|injured)\b",
        rf"\b({_NAME})(?: and ({_NAME}))? (?:had )?died\b",
        rf"\babused ({_NAME})\b",
        rf"\b[Bb]aby ({_NAME}|P)\b",
        rf"\b(?:reviews?|inquir(?:y|ies)|cases?) (?:on|of|into|about) (?:the )?({_NAME}) and ({_NAME})(?= were\b|, [a-z]|\.)",
        rf"\b({_NAME})(?:['’]s)? (?:was|were|came) (?:on|off|from) the child protection (?:register|plan)\b",
    )
)
_CHILD_ROLE = re.compile(
    r"\b(?:child|baby|infant|toddler|boy|girl)\b (?:whose|who|killed|murdered|aged)", re.IGNORECASE
)

#: Words that look like names where they begin a sentence or name a thing.
_NO_NAMES = frozenset(
    """The A An In On At For Of By Before After When Since While It He She They This That Baby Children Child Council Review Report Inquiry Panel
    Government England Wales Scotland Ireland Northern Haringey Birmingham Rotherham Care Social Services Board
    Serious Case January February March April May June July August September October November December""".split()
)


def children_named(documents: Iterable[Document]) -> frozenset[str]:
    """Each word of the names by which these documents name a child that was harmed: "Victoria", "Climbié"."""
    found: set[str] = set()
    for document in documents:
        found.update(
            part for one in document.people if _CHILD_ROLE.search(one.role) for part in one.name.split()
        )
        grown = {
            part for one in document.people if not _CHILD_ROLE.search(one.role) for part in one.name.split()
        }
        words = f"{document.title}. {document.text}"
        for pattern in _OF_A_CHILD:
            for match in pattern.finditer(words):
                parts = {part for name in match.groups() if name for part in _parts(name)}
                found.update(parts - grown)
    return frozenset(found - _NO_NAMES)


def _parts(name: str) -> list[str]:
    return [part.removesuffix("'s").removesuffix("’s") for part in name.split()]


def is_grave(text: str, children: frozenset[str]) -> bool:
    """True where the words speak of a harm, a death or a crime, or hold a name of one of the children."""
    if not _GRAVE.isdisjoint(content_stems(text)):
        return True
    return any(
        word in children for word in re.findall(r"[A-Z][\w’'-]*", text.replace("’s", "").replace("'s", ""))
    )
