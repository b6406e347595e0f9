"""What was done with a thing: a sentence may not make more of it than the record does."""

# ruff: noqa: E501  (a pattern reads best on its own line)

from __future__ import annotations

import re

from rag.answering.language.cues import Act
from rag.answering.language.modality import clauses
from rag.answering.language.modality import told as deeds
from rag.domain import Span
from rag.paragraphs.readers.compared import Compared, Outcome, Told
from rag.paragraphs.readers.denying import OF_RECORDS
from rag.paragraphs.readers.hedging import (
    BACKED,
    CAME,
    CARRIED_OUT,
    DECIDES,
    DOUBTFUL,
    FINITE,
    HEDGES,
    IN_PRINCIPLE,
    IS_A_PLAN,
    PROPOSAL,
    RESULT,
    UNWILLING,
)
from rag.paragraphs.readers.undone import yet_to_do
from rag.paragraphs.verdicts import Clash
from rag.text import content_stems

#: Acts of which nothing has come about yet, and nothing need be decided.
_OPEN = frozenset(
    {Act.PLANNED, Act.RECOMMENDED, Act.SUGGESTED, Act.ASKED, Act.CONSIDERED, Act.NOTED, Act.UNDECIDED}
)
_WISHED = _OPEN - {Act.NOTED, Act.CONSIDERED}
_HAPPENED = frozenset({Act.DONE, Act.BEGUN, Act.NOT_DONE})


def acts(written: str, told: Told, whole: str) -> list[Compared]:
    """Where the written words tell a decision or a result, and the record only talk, a plan or a wish.

    ``whole`` is the sentence they are of: a word in it that leaves all open ("as planned") speaks for each part.
    """
    there = _clause(written, told.text)
    decides = DECIDES.search(written)
    if decides and not _hedged_before(written, decides.start()):
        mine = Span(*decides.span())
        return _no_decision(mine, there, told.text, written) or _another_decision(mine, written, told.text)
    if undone := yet_to_do(CARRIED_OUT.sub(_blanked, whole), written, told.text):
        return [Compared(Clash.OUTCOME, Outcome.DIFFERS, *undone)]
    if IS_A_PLAN.search(whole) or OF_RECORDS.search(whole):
        return []
    if came := _came_about(written, told.text, there):
        return came
    if HEDGES.search(" ".join(CARRIED_OUT.sub(" ", _ASIDE.sub(" ", whole)).split())) or not FINITE.search(
        written
    ):
        return []
    return _no_outcome(written, told.text, there)


#: What came about beyond doubt, whatever else of the sentence is still open.
_HOLDS = re.compile(
    r"\b(?:there (?:has|have) been|(?:was|were|is|are) (?:already|now) (?:at work|running|open|in|under|up)|in force since"
    r"|(?:has|have|had) (?:now|already|since|all)(?: all)? (?:been )?(?:\w+ed|met|built|set up|made|come|begun|taken|brought in)"
    r"|(?:has|have) been (?:achieved|met|delivered|completed|carried out|implemented|introduced|set up|brought in|established|created|realised|fulfilled)"
    r"|secured (?:in \w+ \d{4} )?the (?:introduction|creation|launch|opening|setting up)|succeeded in)\b",
    re.IGNORECASE,
)


def _came_about(written: str, text: str, there: Span) -> list[Compared]:
    """The clash of what has come about with a record that has it, in the clause nearest to it, as still to come."""
    holds = _HOLDS.search(written)
    if holds is None or holds.group().casefold() in text.casefold() or _HOLDS.search(text):
        return []
    found = deeds(text)
    if CAME.search(text) or any(one.act in _HAPPENED and there.overlaps(one.span) for one in found):
        return []
    wished = [one.span for one in found if one.act in _WISHED] or [
        Span(*hit.span()) for one in (HEDGES, PROPOSAL) for hit in one.finditer(text)
    ]
    return [Compared(Clash.OUTCOME, Outcome.DIFFERS, Span(*holds.span()), wished[0])] if wished else []


#: What a thing is for, and when it is told: neither leaves open whether it came about.
_ASIDE = re.compile(
    r"\bso that [^,;.]*|\b(?:in|on|of) (?:\d{1,2} )?(?:(?:early|late|mid-?) ?)?(?:[A-Z][a-z]+ )?(?:19|20)\d\d\b"
)


def _blanked(hit: re.Match[str]) -> str:
    return " " * len(hit.group())


def _no_outcome(written: str, text: str, there: Span) -> list[Compared]:
    """The clash of a thing told as so with a record in which it is still planned or wished for."""
    found = deeds(text)
    here = [one for one in found if there.overlaps(one.span)]
    happened = any(one.act in _HAPPENED for one in here) or CAME.search(there.of(text)) is not None
    mine = [one.span for one in deeds(written) if one.act in _HAPPENED]
    mine += [Span(*hit.span()) for pattern in (CAME, RESULT) for hit in pattern.finditer(written)]
    mine.sort()
    wished = [one.span for one in (*here, *found) if one.act in _WISHED]
    if not wished and mine and not happened:
        open_still = [hit for one in (HEDGES, IN_PRINCIPLE, BACKED) for hit in one.finditer(text)]
        wished = [Span(*hit.span()) for hit in open_still if hit.group().casefold() not in written.casefold()]
    # "Made 42 recommendations" tells of a thing done.
    wished = [one for one in wished if not _COUNTED.search(one.of(text)) and not _THING.match(one.of(text))]
    if mine and not happened:
        wished += [Span(*hit.span()) for hit in _SAYS_WHAT.finditer(text)]
    if happened:
        wished = [one for one in wished if _governs(one, text, written)]
    finite = next((Span(*hit.span()) for hit in FINITE.finditer(written) if not _in_both(hit, text)), None)
    if not wished or finite is None:
        return []
    came = CAME.search(written) or RESULT.search(written)
    if not came and wished[0].of(text).casefold() in CARRIED_OUT.sub(" ", written).casefold():
        return []
    deed = mine[0] if mine else finite
    if _told_too(deed, written, text) or _said_too(deed, written, text):
        return []
    return [Compared(Clash.OUTCOME, Outcome.DIFFERS, _bare(deed, written), _bare(wished[0], text))]


def _in_both(hit: re.Match[str], text: str) -> bool:
    """True where the record has the verb too, and the word behind it: "a child centred system" tells nothing apart."""
    both = _AND_NEXT.match(hit.string, hit.start())
    return both is not None and both.group().casefold() in text.casefold()


_AND_NEXT = re.compile(r"\w+ \w+")


def _said_too(deed: Span, written: str, text: str) -> bool:
    """True where the deed is that something was said, and the record has the same: "it was announced that"."""
    hit = _SAID.match(written, deed.start)
    return hit is not None and hit["says"].casefold() in text.casefold()


def _told_too(deed: Span, written: str, text: str) -> bool:
    """True where the record has the same words, an auxiliary before them: "had carried out", asked about or not."""
    hit = _PERFECT.search(written[: deed.start])
    return hit is not None and f"{hit[1]} {deed.of(written)}".casefold() in " ".join(text.split()).casefold()


def _bare(span: Span, text: str) -> Span:
    """The span without an article at its end: a cue may take one with it."""
    return Span(span.start, span.start + len(_ARTICLE.sub("", span.of(text))))


def _governs(wish: Span, text: str, written: str) -> bool:
    """True where what is wished for, by the telling words behind the wish, is what the sentence tells of."""
    behind = content_stems(text[wish.end :])[:_OBJECT]
    return len(set(behind) & set(content_stems(written))) * 2 > len(set(behind))


#: That somebody said a thing is no outcome of it.
_SPEAKS = re.compile(
    r"announced|said|told|reported|stated|declared|added|explained|described|called|asked", re.IGNORECASE
)
_SAID = re.compile(
    rf"(?:(?:was|were|is|are|has been|have been|had been) )?(?P<says>{_SPEAKS.pattern})\b", re.IGNORECASE
)
_PERFECT = re.compile(r"\b(has|have|had) $")
_ARTICLE = re.compile(r"\s+(?:an?|the|its|their|to)$", re.IGNORECASE)
#: "Recommendation 10", "the proposals of the report": things on paper, and no wish of this sentence.
_THING = re.compile(
    r"(?:(?:\w+ ){0,2}(?:recommendations?|proposals?)(?: (?:\d+|is|of))|as planned)$", re.IGNORECASE
)
#: What was proposed, told as what the proposal "was": "the key proposal was a single body".
_SAYS_WHAT = re.compile(
    r"\b(?:recommendation|proposal|suggestion|idea|demand)s?\b(?= (?:[^;:]{0,50} )?(?:was|were|is|are) (?:that|to|an?|the|for|single)\b)",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"^(?:makes|made|set out|included|sets out)\b.*\brecommendations?$", re.IGNORECASE)

#: Telling words behind a wish that say what is wished for.
_OBJECT = 4


def _no_decision(mine: Span, there: Span, text: str, written: str) -> list[Compared]:
    """The clash of a decision with a record that has none, where it has something else in its place."""
    found = deeds(text)
    only = IN_PRINCIPLE.search(text)
    if only and not IN_PRINCIPLE.search(written):
        return [Compared(Clash.AGREED, Outcome.DIFFERS, mine, Span(*only.span()))]
    decided = [Span(*hit.span()) for hit in DECIDES.finditer(text) if not _hedged_before(text, hit.start())]
    decided += [one.span for one in found if one.act in (Act.AGREED, Act.REJECTED)]
    if any(there.overlaps(one) for one in decided):
        return []
    if any(one.act in _HAPPENED and there.overlaps(one.span) for one in found) and not DOUBTFUL.search(text):
        return []
    other = next((one.span for one in found if one.act in _OPEN), None)
    doubt = next((hit for one in (DOUBTFUL, UNWILLING, PROPOSAL, BACKED) if (hit := one.search(text))), None)
    if other is None and doubt is not None and doubt.group().casefold() not in written.casefold():
        other = Span(*doubt.span())
    return [Compared(Clash.AGREED, Outcome.DIFFERS, mine, other)] if other is not None else []


#: What was decided on: "agreed to adopt".
_TO_DO = re.compile(r"(?:,[^,;]{3,80},)?\s+(?:that \w+ (?:would|should)|to) (?P<do>[a-z]+)")


def _another_decision(mine: Span, written: str, text: str) -> list[Compared]:
    """That the record has a decision, and not the one to do what the sentence says: "take forward" is not "adopt"."""
    to_do = _TO_DO.match(written, mine.end)
    if to_do is None or set(content_stems(to_do["do"])) <= set(content_stems(text)):
        return []
    return [Compared(Clash.AGREED, Outcome.MISSING, Span(mine.start, to_do.end()))]


def _hedged_before(written: str, at: int) -> bool:
    """True where what is decided is itself only wished for: "should be approved", "recommendation ... accepted"."""
    return _OPEN_BEFORE.search(written[:at]) is not None


#: A wish, or a condition: "unless the other ministers agreed".
_OPEN_BEFORE = re.compile(
    r"\b(?:not|never|to be|should be|would be|must be|could be|be)\s+$|\b(?:unless|until|if|once|provided|whether)\b(?: [\w’'-]+){1,5} $",
    re.IGNORECASE,
)


def _clause(written: str, text: str) -> Span:
    """The clause of the record that has most of the written sentence's words; ties: the first."""
    mine = set(content_stems(written))
    return max(clauses(text), key=lambda one: len(mine & set(content_stems(one.of(text)))))
