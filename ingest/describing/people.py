"""The people a record names with a title or a post. Nobody is listed by a name alone: many are private persons."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.domain import Person

_WORD = r"[A-Z][\w’'-]*[a-z]"
_NAME = rf"{_WORD}(?: (?:de |van |von |Mac|Mc|O['’])?{_WORD}){{1,2}}"
_TITLE = r"(?:Cllr|Councillor|Professor|Prof|Dr|Dame|Sir|Lord|Lady|Baroness|Alderman|Judge)\.?"
_POST = (
    r"(?:Secretary|Minister|Commissioner|Leader|Director|Chair(?:man|woman)?|Chief Executive|Head|Cabinet Member"
    r"|Inspector|Professor|Mayor|Ombudsman|President)"
)
_TITLED = re.compile(
    rf"\b(?P<title>{_TITLE}) (?P<name>(?:{_WORD} )?(?:(?:de|van|von) )?{_WORD}(?: {_WORD})?)\b"
)
#: "Education Secretary Ada Holt", "Head of Family Services, Ada Holt".
_POST_BEFORE = re.compile(
    rf"\b(?P<role>(?:(?:{_WORD}(?:['’]s)?|and|for) ){{0,4}}{_POST}"
    rf"(?: (?:of|for)(?: (?:{_WORD}(?:['’]s?)?|and|the|services)){{1,6}})?),? (?P<name>{_NAME})\b"
)
#: "Ada Holt, chair of the scrutiny inquiry, said".
_POST_BEHIND = re.compile(
    rf"\b(?P<name>{_NAME}), (?P<role>(?:the )?(?:[\w’'-]+ ){{0,4}}?(?i:{_POST})\b(?: (?:of|for) [^,.;\n]{{3,60}})?),"
)
#: Words that begin names of things and bodies.
_NO_NAME = re.compile(
    r"\b(?:Council|Committee|Board|Review|Report|Services?|Department|Government|Children|Child|Family|Social|Care|Work|Inquiry"
    r"|Member|Director|Secretary|Minister|Chair|Head|Leader|Officer|Team|The|And|For|City|County|Borough|England|Wales|Scotland"
    r"|Young|People|Protection|Justice|Education|Health|Local|National|Scrutiny|Safeguarding|Cabinet|Overview|Panel|Monday|Tuesday"
    r"|Wednesday|Thursday|Friday|January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
#: Longer roles are sentences that happen to hold a post (characters).
_LONGEST_ROLE = 90


def people_of(text: str) -> tuple[Person, ...]:
    """Each person once, by surname, in order of first mention, with the title or post that stands beside the name."""
    found: dict[str, Person] = {}
    for name, role in _mentions(text):
        surname = name.split()[-1]
        known = found.get(surname)
        if known is None:
            found[surname] = Person(name, role)
        else:
            fuller = name if len(name.split()) > len(known.name.split()) else known.name
            found[surname] = Person(fuller, known.role if len(known.role) >= len(role) else role)
    return tuple(found.values())


def _mentions(text: str) -> Iterator[tuple[str, str]]:
    hits = [(hit.start("name"), hit["name"], hit["title"]) for hit in _TITLED.finditer(text)]
    for pattern in (_POST_BEFORE, _POST_BEHIND):
        hits += [(hit.start("name"), hit["name"], hit["role"]) for hit in pattern.finditer(text)]
    titles = re.compile(rf"^{_TITLE} | {_TITLE}$")
    for _, name, role in sorted((at, titles.sub("", name), titles.sub("", role)) for at, name, role in hits):
        if not _NO_NAME.search(name) and len(role) <= _LONGEST_ROLE:
            yield re.sub(r"['’]s?$", "", " ".join(name.split())), " ".join(role.split())
