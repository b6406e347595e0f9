"""The people a record names, each with a role and the sentences that give it."""

# ruff: noqa: E501  (a pattern reads best on its own line)

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rag.answering.language.values import ValueKind, find_values
from rag.domain import Document, Person, Span
from rag.ledgers.parts import opened, when
from rag.ledgers.reading import Stated
from rag.ledgers.rows import Ledger, Row
from rag.text import content_stems

#: The share of a described role's telling words that a sentence has to hold for the role to rest on it; where none
#: holds so much, the best may do that holds at least the other. Set on the corpus, where posts are often paraphrased.
_BORNE_OUT, _AT_ALL = 0.5, 0.3

#: The share of a role's telling words in a longer role of the same person that makes them one.
_ALIKE = 0.5

#: Words before a name that are no part of it.
_TITLES = re.compile(
    r"^(?:(?:Professor|Prof|Cllr|Councillor|Dame|Sir|Lord|Lady|Baroness|Dr|Mr|Mrs|Ms|Miss|Judge|Justice|Minister"
    r"|Health|Inquiry)\.? )+"
)
#: The title of whoever is named next: "Ines Roe, Professor Ada Fern and Tom Ash".
_TITLED = re.compile(
    r"(?:(?:District|Lady|Lord) )?(?:Professor|Prof|Cllr|Councillor|Dame|Sir|Judge|Minister) [A-Z]"
)
#: A title that is itself a post.
_POST_TITLE = re.compile(r"(?:Cllr|Councillor|Judge|Minister)\b\.?(?= [A-Z])")

#: A post, with the words before it that say which, and what it is of.
_WHICH = r"(?:(?!(?:when|that|which|who|whose|and|was|is|as|not|by|with|for|in|of|said|months?|years?)\b)[A-Za-z’'-]+ ){0,5}?"
_POST = (
    r"(?:chair(?:man|woman|person)?|leader|lead|head|director|minister|secretary|commissioner|executive|inspector"
    r"|officer|member|manager|author|judge|president|chancellor|reviewer|mayor|MP|AM|MSP|MS|assessor|founder|editor"
    r"|spokes(?:man|woman|person)|regulator|adviser|councillor|deputy|speaker|convenor|convener|reporter|professor)"
)
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
_CAPITALS = r"(?-i:[A-Z][\w’'&-]*)(?:(?: (?:of|and|for|the))* (?-i:[A-Z][\w’'&-]*))*"
_THING = r"(?:services?|inquiry|review|panel|board|committee|council|report|regulator|charity|commission|work|people|court)"
_OF = (
    rf"(?:,? (?:of|for|at|in|to|with|on)(?: (?:the|an?|its|his|her))?"
    rf" (?!{_MONTH})(?:{_CAPITALS}(?:(?: (?!of\b|in\b|and\b)[a-z’'-]+){{0,2}}? {_THING})?|(?:[a-z’'-]+ ){{0,3}}?{_THING})s?\b)*"
)
_ROLE = rf"({_WHICH}\b{_POST}\b{_OF})"
_APPOSED = re.compile(
    rf"^, (?:then |now )?(?:(?:the|an?|its|who (?:was|is|had (?:earlier )?been|became)(?: the| an?)?) )?{_ROLE}",
    re.IGNORECASE,
)
_WAS = re.compile(
    rf"^ (?:was|is|became|had been|being|as|served as|acted as|serving as)"
    rf"(?: also| then| again| appointed)*(?: the| an?| its)* {_ROLE}",
    re.IGNORECASE,
)
_DID = re.compile(
    r"^(?:, who)? (?:(?:also|had|has|then|earlier|jointly|again|later) )*"
    r"((?:chaired|led|headed|co-chaired|carried out|conducted|commissioned|founded|presided over)\b(?! (?:to|was|is|were|had|has)\b)[^,;.]{3,90})"
)
#: Between a name that opens a sentence and its verb: "Moira Gibb, chief executive of Camden, was chair".
_ASIDE = re.compile(r"^,[^,;]{2,80},(?= )")
#: Before a name: "the inquiry was led by", "an inspection under".
_LED_BY = re.compile(
    r"(?:^|[,;:] |\. )?([^,;:]*\b(?:(?:led|chaired|headed|run|carried out|conducted|overseen)(?: jointly)? by|(?:[\w’'-]+ ){3}under))"
    r" (?:the )?(?:[A-Z][\w’']+ ){0,2}$"
)
_POST_BEFORE = re.compile(
    rf"(?:^|[ (“])(?:the |its |an? )?((?:(?-i:[A-Z])[\w’'-]*(?:['’]s)? |(?:deputy|assistant|vice|chief|junior|inquiry|former|cabinet|opposition|shadow) )*"
    rf"{_POST}),? (?:(?:Professor|Sir|Dame|Dr|Lord|Lady|Baroness|Councillor|Cllr) )?$",
    re.IGNORECASE,
)
#: "whose chair was Helen Hayes", "the chair of the review was Fiona Duncan".
_POST_WAS = re.compile(
    rf"(?:^|[ ,])(?:the |its |whose )?({_POST}{_OF}) (?:was|is|were)(?: (?:Professor|Sir|Dame|Dr|Lord))? $",
    re.IGNORECASE,
)

#: A name behind a post that is written with a capital, which may be taken for one name with it.
_BEHIND_POST = re.compile(
    r"\b(?:Minister|Secretary|Director|Commissioner|Leader|Chair|Chancellor|Executive|Officer|Inspector|Member|Mayor)"
    r" ([A-Z][a-z’'-]+(?: [A-Z][a-z’'-]+){1,2})\b"
)
#: Parts of a described role that need a sentence each.
_PARTS = re.compile(r"; |, (?=former\b|later\b|then\b|led\b|author\b)")


@dataclass(frozen=True, slots=True)
class _Role:
    person: str
    role: str
    one: Stated


def named(document: Document, sentences: Sequence[Stated]) -> Iterator[Row]:
    """A row for each person and role, in order of the first sentence that gives it.

    A role that the description of the record gives needs a sentence of the record that names the person and bears it
    out; of a person it does not describe the sentences themselves have to give one.
    """
    found: dict[tuple[str, str], list[_Role]] = {}
    roles = [*_described(document, sentences), *_told(document, sentences)]
    titled = {_key(role.person) for role in roles}
    roles += [role for role in _titled(document, sentences) if _key(role.person) not in titled]
    for role in roles:
        found.setdefault((_key(role.person), role.role.casefold()), []).append(role)
    for roles in _merged(found):
        first, *rest = sorted(roles, key=lambda role: role.one.span)
        cited = [
            role
            for n, role in enumerate(rest)
            if role.one.span not in {r.one.span for r in (first, *rest[:n])}
        ]
        yield Row(
            ledger=Ledger.PEOPLE,
            document=document.id,
            citation=first.one.citation,
            what=first.role,
            who=first.person,
            when=when(first.one.text),
            date=document.published,
            further=tuple(role.one.citation for role in cited),
        )


def _merged(found: dict[tuple[str, str], list[_Role]]) -> list[list[_Role]]:
    """The roles of each person; one that says little else than a longer one of theirs goes with that."""
    kept: dict[str, list[tuple[set[str], list[_Role]]]] = {}
    for (person, role), roles in sorted(found.items(), key=lambda pair: -len(pair[0][1])):
        roots = _roots(role) - _roots(person) or _roots(role)
        for other, there in kept.setdefault(person, []):
            if len(roots & other) >= _ALIKE * len(roots):
                there.extend(roles)
                break
        else:
            kept[person].append((roots, list(roles)))
    return [_of_one_wording(roles) for groups in kept.values() for _, roles in groups]


def _of_one_wording(roles: list[_Role]) -> list[_Role]:
    longest = roles[0]
    return [_Role(longest.person, longest.role, role.one) for role in roles]


def _described(document: Document, sentences: Sequence[Stated]) -> Iterator[_Role]:
    """What the description of the record says of people, at each sentence that bears it out."""
    for person in document.people:
        naming = [one for one in sentences if not one.leads and _names(one.text, person.name)]
        for role in _PARTS.split(person.role):
            wanted = _roots(role) - _roots(person.name)
            borne = [(len(wanted & _roots(one.text)) / len(wanted), one) for one in naming] if wanted else []
            most = max((share for share, _ in borne), default=0.0)
            for share, one in borne:
                if share >= min(most, _BORNE_OUT) and share >= _AT_ALL:
                    yield _Role(person.name, role, one)


def _told(document: Document, sentences: Sequence[Stated]) -> Iterator[_Role]:
    known = tuple(_bare(person.name) for person in document.people)
    for one in sentences:
        bodies = find_values(one.text, ValueKind.BODY)
        for span in _name_spans(one.text, known):
            if any(span.overlaps(body) and not _is_known(span.of(one.text), known) for body in bodies):
                continue
            for role in _roles(one.text, span):
                person = _full(span.of(one.text), document.people)
                if person:
                    yield _Role(person, role, one)


def _name_spans(text: str, known: tuple[str, ...]) -> list[Span]:
    """The names in a sentence, those right behind a post with a capital among them: "Health Minister Ines Roe"."""
    found = find_values(text, ValueKind.NAME, known)
    for hit in _BEHIND_POST.finditer(text):
        span = Span(*hit.span(1))
        if find_values(hit[1], ValueKind.NAME) and not any(span.overlaps(other) for other in found):
            found.append(span)
    return sorted(found)


def _is_known(words: str, known: Sequence[str]) -> bool:
    return any(name.split()[-1] in words for name in known) or bool(_TITLES.match(words))


def _roles(text: str, span: Span) -> Iterator[str]:
    """The roles the words beside a name give, each as it stands there."""
    behind, before = text[span.end :], text[: span.start]
    if not behind.startswith(("'s", "’s")):
        aside = _ASIDE.match(behind) if not _bare(opened(before)).strip() else None
        for pattern in (_DID, _WAS):
            found = pattern.match(behind) or (pattern.match(behind[aside.end() :]) if aside else None)
            if found:
                yield " ".join(found[1].split())
        apposed = _APPOSED.match(behind)
        if apposed and not _TITLED.match(behind, apposed.start(1)):
            yield " ".join(apposed[1].split())
    for pattern in (_POST_BEFORE, _POST_WAS):
        ahead = pattern.search(before)
        if ahead:
            yield " ".join(ahead[1].split())
    led = _LED_BY.search(before)
    if led:
        yield " ".join(text[led.start(1) : span.end].split())


def _titled(document: Document, sentences: Sequence[Stated]) -> Iterator[_Role]:
    """The titles that are posts, of people of whom nothing else is said: "Cllr"."""
    for one in sentences:
        for span in find_values(one.text, ValueKind.NAME, tuple(_bare(one.name) for one in document.people)):
            title = _POST_TITLE.match(span.of(one.text))
            person = _full(span.of(one.text), document.people)
            if title and person:
                yield _Role(person, title.group(), one)


def _names(text: str, name: str) -> bool:
    """True where the text names the person, and not only a review or report that bears the name."""
    bare = _bare(name)
    if re.search(rf"\b{re.escape(bare)}\b", text):
        return True
    surname = re.escape(bare.split()[-1])
    return (
        re.search(
            rf"\b{surname}\b(?!['’]s\b| (?:review|report|inquiry|inspection|study|recommendations)\b)",
            text,
            re.IGNORECASE,
        )
        is not None
    )


def _full(words: str, people: Sequence[Person]) -> str:
    """The name as the record's description has it, else as it stands; "" for a surname nobody described."""
    bare = _bare(words.removesuffix("'s").removesuffix("’s"))
    for person in people:
        described = _bare(person.name)
        if bare in (described, described.split()[-1]) or described in bare:
            return person.name
    return bare if " " in bare else words if _POST_TITLE.match(words) else ""


def _bare(name: str) -> str:
    return _TITLES.sub("", name)


def _key(name: str) -> str:
    return _bare(name).casefold()


def _roots(words: str) -> set[str]:
    """The stems of what is said, doers and what they do made alike: "leader" and "led", "chair" and "chaired"."""
    return {re.sub(r"(?:er|or|man|woman)$", "", one) if len(one) > 4 else one for one in content_stems(words)}
