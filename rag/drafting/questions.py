"""Questions a model reworded: taken only where they ask nothing that the person did not."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.answering.asking.questions import read
from rag.text import content_stems, words

#: Words of a question that may be new in a rewording of a follow-up: they only ask.
_ASKING = frozenset(
    """who what when where why how which did does do is are was were has have had can could will would should the a
    an of in on for to by about from with and or it its their that this""".split()
)
#: Characters of a question that is looked for; longer ones are no question.
_LONGEST = 400
#: What a question is written with; anything else is markup, an address or hidden marks.
_PLAIN = re.compile(r"[\w\s.,;:?!'’‘“”\"()/£%&–—-]+")
_FIGURE = re.compile(r"\d+")


def faithful(question: str, said: Sequence[str]) -> bool:
    """True where every word of the question was said in the conversation, by its stem, or only asks."""
    if not _usable(question):
        return False
    known = set(content_stems(" ".join(said))) | {word for one in said for word in words(one)} | _ASKING
    return all(word in known or set(content_stems(word)) <= known for word in words(question))


def same_question(variant: str, question: str) -> bool:
    """True where a variant has the names and figures of the question and no others."""
    if not _usable(variant):
        return False

    def fixed(text: str) -> set[str]:
        return {word for name in read(text).names for word in words(name)} | set(_FIGURE.findall(text))

    return fixed(variant) == fixed(question)


def _usable(question: str) -> bool:
    plain = _PLAIN.fullmatch(question) is not None and "//" not in question
    return bool(content_stems(question)) and len(question) <= _LONGEST and plain
