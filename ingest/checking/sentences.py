"""Sentences a reader can take in at once, and that mean the same when one is shown alone."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.checking.findings import Finding, findings, quoted
from ingest.checking.reading import Checkable

_CHECK = "sentences"

#: The most words of a sentence: more lose a reader, and a claim cannot be checked at one look.
MOST_WORDS = 45

#: A sentence that begins so says what it is about only with the one before.
_LEANING = frozenset("it they this he she these those".split())

#: "These seven were proposed:" leads to the list behind it.
_POINTING = frozenset("this these those".split())

#: "It was in 2013 that", "It was the Department that", "It was agreed that": "it" keeps a place for what follows.
_FILLED = re.compile(
    r"It (?:is|was|has been|had been) (?:not |only )?(?:(?:in|on|at|by|from|under|after|before|until)\b|(?:the )?[A-Z]"
    r"|(?:agreed|announced|argued|decided|expected|hoped|known|noted|planned|recommended|reported|resolved|said"
    r"|stated|suggested|thought)\b)[^.;]* (?:that|who)\b"
)


def check_sentences(one: Checkable) -> Iterator[Finding]:
    """Sentences of a digest that are too long or lean on the one before; a list's lead-in and items count apart."""
    return findings(one.file, _CHECK, _faults(one))


def _faults(one: Checkable) -> Iterator[str]:
    for sentence in one.sentences if one.is_digest else ():
        length = len(counted(sentence))
        if length > MOST_WORDS:
            yield f"{quoted(sentence)} has {length} words; cut it into sentences of at most {MOST_WORDS}"
        first = sentence.split()[0].strip("\"'“‘(").casefold()
        if first in _LEANING and not _stands(sentence, first):
            yield f"{quoted(sentence)} cannot stand alone; say what it is about instead of {first.capitalize()}"


def _stands(sentence: str, first: str) -> bool:
    """True where the sentence itself says what its first word means."""
    return _FILLED.match(sentence) is not None or (first in _POINTING and sentence.endswith(":"))


def counted(sentence: str) -> list[str]:
    """The words of a sentence as a person counts them: what stands between spaces and has a letter or digit."""
    return [word for word in sentence.split() if any(character.isalnum() for character in word)]
