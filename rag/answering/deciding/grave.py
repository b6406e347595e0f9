"""Words that lay a harm or a blame: a sentence that does not say so itself is no answer to a question that does.

Shown under such a question, it would seem to say it.
"""

from __future__ import annotations

from collections.abc import Set

from rag.answering.asking.questions import Asked
from rag.answering.language.lexicon import Lexicon
from rag.answering.language.values import ValueKind
from rag.answering.reading.candidates import Candidate
from rag.text import content_stems, stem, words

#: Each line holds words that lay the same thing at somebody's door.
_LAID = tuple(
    frozenset(stem(word) for word in line.split())
    for line in (
        "sack sacked sacking dismissed dismissal fired",
        "resign resigned resignation quit",
        "suspended suspension",
        "convicted conviction guilty",
        "arrested arrest",
        "jailed imprisoned prison jail",
        "prosecuted prosecution sued",
        "murdered murder manslaughter killed killer murderer kill killers murderers",
        "negligent negligence",
        "abused abuser abusers abuse abusing exploited exploitation",
        "raped rapist rape assaulted assault",
        "suicide suicides",
        "culprit fault blame blamed",
        # What somebody was convicted of is an offence by another name.
        "crime crimes criminal criminals offence offences offender offenders convicted conviction murdered murder"
        " manslaughter",
    )
)

#: A question for one of these lays the thing at a person's door or counts it: the sentence itself must say it.
_OF_PEOPLE = frozenset({ValueKind.PERSON, ValueKind.NAME, ValueKind.COUNT, ValueKind.SHARE, ValueKind.BODY})


def lays_more(asked: Asked, first: Candidate, lexicon: Lexicon) -> bool:
    """True where the question speaks of a harm or a blame that the first sentence and its record do not.

    Words of names ("the Inquiry into Child Sexual Abuse") lay nothing. Where the question asks who or how many,
    the sentence (or one before it that it leans on) must speak of it; else any sentence of the record may.
    """
    of_names = set(content_stems(" ".join(asked.names)))
    said = set(first.stems) | (_stems(first.before) if first.leans else set())
    if asked.kind not in _OF_PEOPLE:
        said |= lexicon.of_document(first.document.id)
    laid = set(asked.stems) - of_names
    return any(laid & group and not _told(group, said) for group in _LAID)


#: Of one stem with a word that lays something, and innocent.
_ORDINARY = frozenset({"quite"})


def unsaid(text: str, said: str) -> str | None:
    """The first word of a text that lays a harm or a blame of which other words say nothing; None: there is none."""
    there = set(content_stems(said))
    criticised = stem("criticised") in there
    for word in words(text):
        if word == "faulted" and criticised:
            continue
        if word in _ORDINARY:
            continue
        if any(stem(word) in group and not _told(group, there) for group in _LAID):
            return word
    return None


def _told(group: Set[str], said: Set[str]) -> bool:
    return not group.isdisjoint(said)


def _stems(texts: tuple[str, ...]) -> set[str]:
    return {found for text in texts for found in content_stems(text)}
