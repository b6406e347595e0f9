"""What can be asked at all: text with words in it, and not a document."""

from __future__ import annotations

import re

from rag.errors import UnusableQuestion

#: Characters of a question. Longer ones are pasted documents; the encoder would read a tenth of them.
LONGEST_QUESTION = 2000

#: "???!!!" says no more than "?", and moves the question's vector.
_REPEATED_MARKS = re.compile(r"([?!])[?!]+")


def usable(text: str) -> str:
    """The question without outer white space and repeated marks.

    Raises:
        UnusableQuestion: it is empty, longer than ``LONGEST_QUESTION``, or holds characters that are not text.
    """
    if len(text) > LONGEST_QUESTION:
        raise UnusableQuestion(
            f"the question has {len(text):,} characters: ask in at most {LONGEST_QUESTION:,}"
        )
    bare = _REPEATED_MARKS.sub(r"\1", text.strip())
    if any(character == "\0" or "\ud800" <= character <= "\udfff" for character in bare):
        raise UnusableQuestion("the question holds characters that are not text: type it again")
    if not any(character.isalnum() for character in bare):
        raise UnusableQuestion("the question has no words: ask about a review, a place, a person or a year")
    return bare
