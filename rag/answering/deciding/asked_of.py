"""What a question asks of a thing: a sentence that has none of the words for it tells something else of the thing.

The matters stand in asked_of.yaml, each with its reason. They are those that records name with few words and that many
sentences on the same thing leave out; a question on any other matter is judged by how well the sentence fits.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter

from rag.answering.reading.candidates import Candidate
from rag.text import content_stems


class Row(BaseModel):
    """A matter: how questions ask for it, how sentences tell it, and what is told instead."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    matter: str
    why: str
    asks: tuple[str, ...]
    tells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matter:
    """A row, ready to be looked for."""

    name: str
    asks: re.Pattern[str]
    tells: re.Pattern[str]


@lru_cache(maxsize=1)
def matters() -> tuple[Matter, ...]:
    """The rows of asked_of.yaml in its order; pydantic's error where one is not as it should be."""
    text = resources.files("rag.answering.deciding").joinpath("asked_of.yaml").read_text(encoding="utf-8")
    rows = TypeAdapter(tuple[Row, ...]).validate_python(tuple(yaml.safe_load(text)))
    return tuple(Matter(row.matter, _words(row.asks), _words(row.tells)) for row in rows)


def _words(alternatives: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(alternatives)})(?![\w-])", re.IGNORECASE)


def tells_another_matter(question: str, first: Candidate) -> bool:
    """True where the question asks a matter of the table that neither the sentence nor those before it speak of."""
    told = " ".join((first.text, *first.before))
    return any(one.asks.search(question) and not one.tells.search(told) for one in matters())


#: What somebody said or thought is asked for.
_ASKS_WORDS = re.compile(
    r"\bwhat (?:did|does|do|has|have|had) [^?,]{2,50}? (?:say|said|think|thought|tell|told|make|made) (?:about|of|on|in|to)\b"
    r"|\bhow (?:did|does|has|have) [^?,]{2,50}? (?:react|respond|feel|take)\b|\b(?:reaction|view|opinion)s? (?:of|on|to)\b"
    r"|\b(?:did|does|has|have) (?:[\w’' -]{2,40}?) (?:welcome|criticise|support|oppose|praise)d?\b",
    re.IGNORECASE,
)
#: Words that bring what somebody said or thought.
_SAYS = re.compile(
    r"\b(?:sa(?:id|ys|ying)|t(?:old|ells)|warn\w*|argu\w+|welcom\w+|critici\w+|call\w*|describ\w+|urg\w+|want\w*|ask\w*|promis\w+"
    r"|assur\w+|think\w*|thought|believ\w+|stress\w*|not(?:ed|es|ing)|f(?:ound|inds?)|recommend\w*|propos\w+|report\w*|according to|spoke\w*"
    r"|stat(?:ed|es|ing|ement)|accept\w*|agree\w*|respon\w+|repl\w+|answer\w*|voic\w+|quot\w+|express\w*|oppos\w+|against|support\w*"
    r"|favour\w*|suggest\w*|conclu\w+|wr(?:ote|ites|itten)|blam\w+|regret\w*|apolog\w+|pledg\w+|claim\w*|insist\w*|complain\w*|remark\w*"
    r"|expla\w+|announc\w+|point\w*|concern\w*|hop\w+|fear\w*|prais\w+|disappoint\w*|condemn\w*|dismiss\w*|reject\w*|intend\w*|plan\w*"
    r"|must|should|would|gives?|gave|mention\w*|put\w*|see\w*|saw|cover\w*|names?|states?|commit\w*|assum\w+|ruled|decid\w+|view\w*)\b",
    re.IGNORECASE,
)


#: Who reports a thing is not who said it, unless the question asks what they say.
_SOURCE = re.compile(r",? according to (?P<source>[^,;.]+)")


def says_nothing(question: str, first: Candidate) -> bool:
    """True where what somebody said or thought is asked for, and the sentence has no word that brings any words."""
    if _ASKS_WORDS.search(question) is None:
        return False
    asked = set(content_stems(question))
    told = _SOURCE.sub(
        lambda found: found.group() if asked & set(content_stems(found["source"])) else "", first.text
    )
    return _SAYS.search(told) is None
