"""The post a question gives somebody, set against the post the records give: "the Health Secretary, Ada Holt"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rag.answering.premises.case import Case, Clash, Premise
from rag.answering.reading.candidates import Candidate
from rag.domain import Span
from rag.text import content_stems

#: Posts that are not held side by side in one place. "Head", "member" and "officer" are said of many posts.
_POST = (
    r"(?:chief executive|leader|minister|secretary|commissioner|professor|director|chair(?:man|woman|person)?|mayor"
    r"|president|judge|inspector|editor|governor)"
)
_NAME = r"[A-Z][\w’'-]*(?: (?:de |van |von |of )?[A-Z][\w’'-]*)+"
_GIVEN = (
    re.compile(
        rf"\b(?P<name>{_NAME}),? (?:as|then|who was|who is|being|in (?:his|her) role as) (?:an? |the )?"
        rf"(?P<post>(?:[\w’'-]+ ){{0,3}}?(?i:{_POST}))\b"
    ),
    re.compile(rf"\b[Tt]he (?P<post>(?:[A-Z][\w’'-]*[a-z] ){{0,3}}(?i:{_POST})),? (?P<name>{_NAME})"),
)
_HELD = re.compile(rf"(?:[A-Z][\w’'-]+ ){{0,3}}\b(?i:{_POST})\b")

#: Other words for a post: whoever is a Secretary of State is a minister, and a chairman chairs.
_SAME = {"chairman": "chair", "chairwoman": "chair", "chairperson": "chair", "secretary": "minister"}


def post(case: Case) -> Premise | None:
    """A post that the question gives to somebody to whom the records give another, and nowhere that one."""
    for pattern in _GIVEN:
        for hit in pattern.finditer(case.question, case.asking.start, case.asking.end):
            mine = Span(*hit.span("post"))
            told = list(_told(case, hit["name"].split()[-1]))
            heads = {_head(span.of(one.text)) for one, span in told}
            if not told:
                continue
            held = {found for one, _ in told for found in content_stems(one.text)}
            of = {
                found
                for word in hit["post"].split()[:-1]
                if word[0].isupper()
                for found in content_stems(word)
            }
            if _head(hit["post"]) not in heads or not of <= held:
                one, span = told[0]
                return Premise(Clash.DOER, mine, one, span)
    return None


def _told(case: Case, surname: str) -> Iterator[tuple[Candidate, Span]]:
    """The sentences that give a person of this surname a post, each with the words for it."""
    named = re.compile(rf"\b{re.escape(surname)}\b")
    for one in case.topic.candidates:
        people = [person for person in one.document.people if person.name.split()[-1] == surname]
        found = _HELD.search(one.text)
        if people and found and named.search(one.text) and _theirs(found.group(), people[0].role):
            yield one, Span(*found.span())


def _theirs(post: str, role: str) -> bool:
    """True where the role that the record gives a person is this post, and not that of another in the sentence."""
    return _head(post) in {
        _SAME.get(word.casefold(), word.casefold()) for word in re.findall(r"[\w’'-]+", role)
    }


def _head(post: str) -> str:
    last = post.split()[-1].casefold()
    return _SAME.get(last, last)
