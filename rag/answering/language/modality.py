"""What was done with a thing: considered, noted, asked for, recommended, agreed, planned, begun, done - never mixed.

A sentence is read clause by clause. Of the cues in a clause (see ``cues``) those count that are asserted: not what is
asked, supposed or said not to be known, and not what stands inside a decision, a request or a plan ("agreed that the
officer would write" is agreed, and no second plan). Rules and word lists only; nothing is fitted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from rag.answering.language import cues
from rag.answering.language.cues import Act, AskedAct
from rag.domain import ContentDate, Span

#: What is inside a decision, a request or a plan is decided, asked for or planned, and nothing of its own.
_HOLDS: dict[Act, frozenset[Act]] = {
    Act.AGREED: frozenset({Act.PLANNED, Act.SUGGESTED, Act.RECOMMENDED, Act.ASKED}),
    Act.REJECTED: frozenset({Act.PLANNED, Act.SUGGESTED, Act.RECOMMENDED, Act.AGREED}),
    Act.UNDECIDED: frozenset(Act) - {Act.UNDECIDED},
    Act.RECOMMENDED: frozenset({Act.PLANNED, Act.SUGGESTED, Act.BEGUN, Act.DONE, Act.AGREED, Act.CONSIDERED}),
    Act.SUGGESTED: frozenset({Act.PLANNED, Act.RECOMMENDED, Act.CONSIDERED}),
    Act.ASKED: frozenset(Act) - {Act.ASKED},
    Act.PLANNED: frozenset({Act.SUGGESTED, Act.RECOMMENDED, Act.AGREED, Act.ASKED}),
}  # fmt: skip

#: What a denied cue tells; the others then tell nothing.
_DENIED = {
    Act.AGREED: Act.REJECTED,
    Act.DONE: Act.NOT_DONE,
    Act.BEGUN: Act.NOT_DONE,
    Act.PLANNED: Act.PLANNED,
}

#: Acts whose words are participles as well, so that "to be ..." before them makes a thing to come of them.
_PARTICIPLES = frozenset(Act) - {Act.PLANNED, Act.SUGGESTED, Act.RECOMMENDED, Act.STATED}


@dataclass(frozen=True, slots=True)
class Told:
    """One act a sentence reports, where its words stand, and whether a person in the sentence is its witness."""

    act: Act
    span: Span
    reported: bool = False


def acts(text: str) -> frozenset[Act]:
    """What a sentence or clause reports was done; STATED alone where it reports nothing of the kind."""
    return frozenset(one.act for one in told(text)) or frozenset({Act.STATED})


def act_near(text: str, span: Span) -> Act:
    """The act of the clause in which the span of ``text`` stands; else of the one nearest before, else after."""
    found = told_near(text, span)
    return found.act if found else Act.STATED


def told_near(text: str, span: Span) -> Told | None:
    """What ``act_near`` goes by: the last act told before the span in its clause, else the first in it, else of all."""
    found = told(text)
    here = next((clause for clause in clauses(text) if clause.start <= span.start < clause.end), None)
    inside = [one for one in found if here is not None and here.overlaps(one.span)]
    for choice in (inside, found):
        before = [one for one in choice if one.span.start <= span.start]
        if before or choice:
            return before[-1] if before else choice[0]
    return None


#: Sentences remembered: reading one takes about half a millisecond.
REMEMBERED = 4096


@lru_cache(maxsize=REMEMBERED)
def told(text: str) -> tuple[Told, ...]:
    """The acts a sentence reports, in the order of its words; empty where it only states something."""
    line, places = _on_one_line(text)
    found: list[Told] = []
    governor: Act | None = None
    speaking = bool(cues.OPEN_QUOTATION.match(line))
    for clause in _clauses(line):
        words = clause.of(line)
        if not cues.CARRIES.match(words):
            governor = None
        speech = _speech(words)
        if speech is not None:
            speaking = True
        elif cues.TURNS.match(words):
            speaking = False
        elif speaking:
            speech = 0
        for act, start, end in _cues(words, speech is not None):
            if _supposed(words, start):
                continue
            real = _real(act, words, start, end, governor)
            if real is None:
                continue
            span = Span(places[clause.start + start], places[clause.start + end - 1] + 1)
            found.append(Told(real, span, speech is not None and speech <= start))
            governor = real
    return tuple(found)


def _on_one_line(text: str) -> tuple[str, list[int]]:
    """The text with each run of white space as one space, and where each character stood."""
    places = [i for i, mark in enumerate(text) if not (mark.isspace() and i and text[i - 1].isspace())]
    return "".join(" " if text[i].isspace() else text[i] for i in places), places


def _real(act: Act, words: str, start: int, end: int, governor: Act | None) -> Act | None:
    """The act that a cue really tells, given what stands before it and what governs it; None if it tells none."""
    before = words[:start]
    noting = act is Act.NOTED and governor in (Act.AGREED, Act.RECOMMENDED, None)
    if governor is not None and act in _HOLDS.get(governor, ()):
        return None
    if cues.DENIED.search(before) or re.search(r"\b(?:not|never|n['’]t)\b", words[start:end], re.IGNORECASE):
        if act is Act.AGREED and cues.NOT_YET.search(words[max(0, start - 20) : end]):
            return Act.UNDECIDED
        return (
            act
            if act in (Act.NOT_DONE, Act.REJECTED, Act.UNDECIDED) and not cues.DENIED.search(before)
            else _DENIED.get(act)
        )
    unreal = act in _PARTICIPLES and cues.UNREAL.search(before)
    if unreal and not (noting and before.rstrip().endswith("be")) and not cues.RESOLUTION.search(before):
        return None
    if act in (Act.DONE, Act.BEGUN, Act.AGREED) and _only_says_which(words, start, end):
        return None
    return act


def _only_says_which(words: str, start: int, end: int) -> bool:
    """True for "launched in 2010" in a clause that has another verb: it says which review, not what was done."""
    if cues.AUXILIARY.search(words[:end]) or not cues.BEHIND_PARTICIPLE.match(words[end:]):
        return False
    return bool(cues.FINITE.match(words[end:]))


def _supposed(words: str, start: int) -> bool:
    return cues.SUPPOSED.search(words, 0, start) is not None


def _speech(words: str) -> int | None:
    """Where a person's words begin in a clause; None where nobody, or only the record, speaks."""
    for found in cues.SAID.finditer(words):
        if not cues.RECORD.search(words[: found.start()]):
            return found.end()
    return None


def _cues(words: str, spoken: bool) -> list[tuple[Act, int, int]]:
    """The cues of a clause in order; of two that overlap the one whose rule stands first."""
    taken: list[tuple[Act, int, int]] = []
    rules = [*cues.CUES, (Act.SUGGESTED if spoken else Act.RECOMMENDED, cues.OUGHT)]
    if spoken:
        rules.append((Act.SUGGESTED, cues.MUST))
    for act, pattern in rules:
        for found in pattern.finditer(words):
            start, end = found.span()
            if all(end <= first or last <= start for _, first, last in taken):
                taken.append((act, start, end))
    return sorted(taken, key=lambda cue: cue[1])


def clauses(text: str) -> list[Span]:
    """The clauses of a sentence in order, as near as punctuation and conjunctions tell; together all of it."""
    line, places = _on_one_line(text)
    starts = [places[clause.start] for clause in _clauses(line)]
    return [Span(start, end) for start, end in pairwise([*starts, len(text)])]


def _clauses(line: str) -> list[Span]:
    cuts = {found.start() for found in cues.BOUNDARY.finditer(line)}
    ahead = cues.FORECLAUSE.match(line)
    if ahead:
        cuts.add(ahead.end())
    edges = sorted({0, len(line), *cuts})
    return [Span(start, end) for start, end in pairwise(edges)]


def asked(question: str) -> AskedAct | None:
    """What the question asks was done; None where it asks for nothing of the kind or for more than one."""
    if cues.UNSURE.search(question):
        return None
    found = [act for act, pattern in cues.ASKINGS if pattern.search(question)]
    # "What happened to the plan that was agreed" asks for what came after, whatever else it names.
    if AskedAct.NEXT in found:
        return AskedAct.NEXT
    return found[0] if len(found) == 1 else None


_HEARD = frozenset({Act.CONSIDERED, Act.NOTED, Act.ASKED})
_VIEWS = frozenset({Act.SUGGESTED, Act.RECOMMENDED})

#: For what is asked: the acts that answer it, and those that never do. What is in neither may answer it.
_SERVES: dict[AskedAct, tuple[frozenset[Act], frozenset[Act]]] = {
    AskedAct.CONSIDERED: (frozenset({Act.CONSIDERED}), frozenset()),
    AskedAct.NOTED: (frozenset({Act.NOTED}), frozenset({Act.ASKED, Act.REJECTED, Act.AGREED}) | _VIEWS),
    AskedAct.ASKED: (frozenset({Act.ASKED}), frozenset({Act.NOTED, Act.AGREED, Act.REJECTED, Act.DONE})),
    AskedAct.SUGGESTED: (frozenset({Act.SUGGESTED}), frozenset({Act.NOTED, Act.CONSIDERED, Act.DONE})),
    AskedAct.RECOMMENDED: (
        frozenset({Act.RECOMMENDED}),
        frozenset({Act.CONSIDERED, Act.NOTED, Act.PLANNED, Act.BEGUN}),
    ),
    AskedAct.AGREED: (frozenset({Act.AGREED, Act.REJECTED, Act.UNDECIDED}), _HEARD | _VIEWS),
    AskedAct.PLANNED: (frozenset({Act.PLANNED}), _HEARD | _VIEWS),
    AskedAct.OUTCOME: (frozenset({Act.DONE, Act.NOT_DONE}), _HEARD | _VIEWS | {Act.PLANNED}),
    AskedAct.NEXT: (
        frozenset({Act.AGREED, Act.REJECTED, Act.BEGUN, Act.DONE, Act.NOT_DONE}),
        _HEARD | _VIEWS,
    ),
}

#: Acts of a body: that a person says it did so is not the record of it.
_FORMAL = frozenset({Act.AGREED, Act.REJECTED, Act.UNDECIDED, Act.NOTED, Act.RECOMMENDED})


def serves(wanted: AskedAct | None, sentence: str) -> float:
    """Whether a sentence can answer: 1 it tells what is asked for, 0 it tells only other things, 0.5 it may.

    A sentence that reports no act may always answer; so may one in which a person is the witness of a decision.
    """
    if wanted is None:
        return 0.5
    answering, never = _SERVES[wanted]
    found = told(sentence)
    right = [one for one in found if one.act in answering]
    if any(not (one.reported and one.act in _FORMAL) for one in right):
        return 1.0
    if right or not found or any(one.act not in never for one in found):
        return 0.5
    return 0.0


#: What a frame says of a sentence by its strongest act; nothing where the act is what it seems.
_WORDS = {
    Act.NOT_DONE: "not done, as the record has it",
    Act.REJECTED: "rejected, not agreed",
    Act.AGREED: "agreed; the record does not say here that it was done",
    Act.UNDECIDED: "left undecided",
    Act.BEGUN: "begun; no result is stated here",
    Act.RECOMMENDED: "a recommendation, not a decision",
    Act.SUGGESTED: "a view put forward, not a decision",
    Act.ASKED: "a question or a request, not a decision",
    Act.NOTED: "noted, not agreed",
    Act.CONSIDERED: "considered, not agreed",
}


def words(found: Iterable[Act], published: ContentDate | None = None) -> str | None:
    """How a frame says what a sentence with these acts is; None where there is nothing to warn of.

    ``published`` is the date of the record, which dates a plan.
    """
    acts_found = frozenset(found)
    strongest = next((act for act in Act if act in acts_found), Act.STATED)
    if strongest is Act.PLANNED:
        return f"a plan as at {published.words}, not a result" if published else "a plan, not a result"
    if {Act.AGREED, Act.NOTED} <= acts_found and strongest is Act.AGREED:
        return "agreed or only noted, as its words say"
    return _WORDS.get(strongest)
