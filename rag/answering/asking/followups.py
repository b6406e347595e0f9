"""A follow-up made to stand alone, by rule: pronouns, and questions that leave out what the last one said."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.answering.asking.ledgers import ledger_asked
from rag.answering.asking.questions import read
from rag.text import STOP_WORDS, content_stems, word_spans

_PRONOUN = re.compile(
    r"\b(?:he|she|it|they|him|her|them|his|hers|its|their|theirs|this|these|those|that (?:review|report|one|council|document)|"
    r"there|the (?:same|others?|latter|former)|the (?:review|report|council|committee|minister|document|inquiry|article|professor))\b"
    r"|\bthat\s*\?*$|\bthat (?=(?:forward|up|on|out|worth|cost|mean|happen|take|get|in total)\b)",
    re.IGNORECASE,
)
_ELLIPSIS = re.compile(
    r"^(?:and |but |so |ok |okay )*(?:what|how) about\s+|^(?:and|but|or)\s+", re.IGNORECASE
)
_ASKS = re.compile(
    r"\b(?:who|what|when|where|why|how|which|did|does|do|is|are|was|were|has|have|had|can|could|will|would|should)\b",
    re.IGNORECASE,
)
_PLACE_BEFORE = re.compile(r"^(?:in|at|for|from|by|of|to|on)\s+", re.IGNORECASE)

#: A question with no more content words than this, and no verb of asking, leaves the rest to the last one.
_BARE = 3


def standalone(question: str, history: Sequence[str]) -> str:
    """The question with what it leaves to earlier ones put in; the question itself where it leaves nothing.

    ``history`` holds the earlier questions, oldest first; what other speakers said is not looked at. Each is
    itself made to stand alone first, so a chain of follow-ups keeps its subject.
    """
    context = ""
    for earlier in (*history, question):
        context = _resolved(earlier.strip(), context)
    return context


def _resolved(question: str, before: str) -> str:
    if not before or not question:
        return question
    elliptic = _ELLIPSIS.match(question)
    rest = question[elliptic.end() :].strip() if elliptic else question
    if not elliptic and ledger_asked(rest) is not None and not _PRONOUN.search(rest):
        # "Who agreed to do what by when?" has few words and is whole: it asks all meetings.
        return rest
    bare = not _ASKS.search(rest) and len(content_stems(rest)) <= _BARE
    if bare:
        return _filled(before, rest)
    if read(rest).names and not _PRONOUN.search(rest):
        return rest
    if elliptic or _PRONOUN.search(rest) or len(set(content_stems(rest))) <= 1:
        return f"{rest.rstrip(' ?')} ({subject(before)})?" if subject(before) else rest
    return rest


def _filled(before: str, rest: str) -> str:
    """The earlier question with its last name exchanged for the new one, or with the new words added."""
    new = _PLACE_BEFORE.sub("", rest.rstrip(" ?."))
    old = read(before).names
    if old and read(f"About {new}").names:
        at = before.rfind(old[-1])
        return before[:at] + new + before[at + len(old[-1]) :]
    return f"{before.rstrip(' ?')}, {new}?"


def subject(question: str) -> str:
    """What a question was about: its content words as written, in order."""
    inside = re.search(r"\(([^)]*)\)\s*\??$", question)
    if inside:
        return inside.group(1)
    return " ".join(word for word, _ in word_spans(question) if _tells(word))


def _tells(word: str) -> bool:
    return word.casefold() not in STOP_WORDS and not _ASKS.fullmatch(word) and len(word) > 1
