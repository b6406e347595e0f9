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
from rag.paragraphs.readers.undone import yet_to_do
from rag.paragraphs.verdicts import Clash
from rag.text import content_stems

#: Acts of which nothing has come about yet, and nothing need be decided.
_OPEN = frozenset(
    {Act.PLANNED, Act.RECOMMENDED, Act.SUGGESTED, Act.ASKED, Act.CONSIDERED, Act.NOTED, Act.UNDECIDED}
)
_WISHED = _OPEN - {Act.NOTED, Act.CONSIDERED}
_HAPPENED = frozenset({Act.DONE, Act.BEGUN, Act.NOT_DONE})

#: A body decides. "Agreement" and "decision" are things, and decide nothing here.
_DECIDES = re.compile(
    r"\b(?:agreed|agrees|decided|decides|approved|approves|adopted|adopts|resolved|accepted|accepts|endorsed|ratified|signed off"
    r"|chose|opted (?:for|to)|ordered|ruled that|settled on|determined (?:that|to)|authorised|sanctioned|signed up to"
    r"|voted (?:for|to)|took (?:a|the) decision|made (?:a|the) decision|gave (?:its |their |his |her |the )?(?:approval|go-ahead|green light|consent|agreement|blessing)"
    r"|committed (?:itself|themselves) to|(?:is|was|were|are|been) settled|confirmed that)\b",
    re.IGNORECASE,
)
#: Words that leave it open whether a thing came about. Nouns ("the plan", "recommendations") do not.
_HEDGES = re.compile(
    r"\b(?:recommend(?:ed|s|ing)|recommendations? (?:was|were|is|are|included|for|that|to|of)|propos(?:ed|es|ing)|proposals? (?:was|were|is|are|included|for|that|to|of)"
    r"|suggest(?:ed|s|ing|ions?)|planned|plans?|planning|intend\w*|intentions?|aim(?:s|ed|ing)?|hop(?:ed|es|ing)|promis\w+|pledg\w+"
    r"|would|will|should|shall|could|(?-i:may)|might|must|ought|(?:is|are|was|were) (?:also |then |later |now )?to|to be|expect\w*|forecast\w*|predict\w*|due|call(?:s|ed|ing)? (?:for|on)"
    r"|want(?:s|ed|ing)?|wish(?:ed|es)?|ask(?:s|ed|ing)? (?:for|that|to|the|\w+ to)|urg(?:ed|es|ing)|ideas?|envisag\w+|sought|seek(?:s|ing)?"
    r"|advis(?:ed|es|ing)|advocat\w+|likely|undertook|in principle|goal|target|purpose|request\w*|press(?:ed|ing) for|demand\w*"
    r"|scheduled|earmark\w*|committed (?:itself|themselves|to)|meant to|in case|subject to|draft|projected|tasked|remit|needs? to|needed to|favour(?:s|ed)|had to|have to|has to"
    r"|(?:talk(?:ed|s|ing)?|spoke) of|float(?:ed|s|ing)|moot(?:ed|s)"
    r"|(?:lists?|listed|names?|named|includ(?:ed|es)) (?:\w+ ){0,2}(?:plans?|proposals?|recommendations?)|rais(?:ed|es|ing) (?:the|a) (?:question|idea|possibility)|need(?:s|ed)?)\b",
    re.IGNORECASE,
)
#: That a wish or a plan is named need not leave it open: "as planned", "the duty recommended by Munro".
_CARRIED_OUT = re.compile(
    r"\b(?:just |exactly )?as (?:[\w’']+ ){0,7}?(?:planned|promised|recommended|proposed|suggested|intended|expected|hoped|wanted|asked|advised|urged|wished|sought|desired|demanded|envisaged|pledged|requested|called for|set out)\b"
    r"|\b(?:publish\w*|produc\w*|drew up|draw(?:n|s|ing)? up|wr[io]t\w+|shar(?:e|ed|es|ing)|set out|laid out|deliver\w*|met|reach\w*|achiev\w*|hit) (?:\w+ ){0,4}?(?:plans?|proposals?|drafts?|aims?|goals?|targets?|recommendations?|ideas?)\b"
    r"|\b(?:recommended|proposed|planned|promised|suggested|asked for|called for|wanted) by (?:\w+['’]?s? ?){1,6}?(?=,? (?:was|were|has|have|had|is|are|became|came|took|began)\b)"
    r"|\b(?:['’]s|the|its|their|his|her|these|those) (?:\w+ )?(?:ideas?|plans?|goals?|targets?|suggestions?|demands?|requests?|aims?|intentions?|purpose|remit|drafts?)\b(?! to\b| (?:was|were|is|are) (?:to|that|for))"
    r"|\b(?:in line with|following|after|thanks to|because of|in response to) [^,;.]{0,60}?(?:recommendations?|proposals?|plans?|calls?|requests?|promises?|advice|suggestions?)(?: (?:for|to|of|that))?\b",
    re.IGNORECASE,
)
#: "Was among the government's plans": what the sentence is about is a plan itself.
_IS_A_PLAN = re.compile(
    r"\b(?:was|were|is|are)(?: among| one of| part of)? (?:[\w’'-]+ ){0,5}?(?:plans?|proposals?|recommendations?|suggestions?|ideas?|aims?|demands?|requests?)\b"
    r"|\b[Aa]mong (?:[\w’'-]+ ){0,4}?(?:plans?|proposals?|recommendations?|suggestions?|ideas?)\b|\b(?:proposals?|recommendations?|plans?|aims?)[^.;:]{0,40}:",
    re.IGNORECASE,
)
#: What says outright that a thing came about, whatever was planned.
_CAME = re.compile(
    r"\b(?:actually|appeared|came out|took place|went ahead|became|followed|has since|have since|in the end|passed|enacted|carried out|became law|(?:in|into) force|in place|up and running)\b",
    re.IGNORECASE,
)
#: Of a decision these leave the thing itself open: the need is agreed to, or somebody else's agreement is awaited.
#: What tells a result, beside what the acts and the words above do.
_RESULT = re.compile(
    r"\b(?:opened|launched|introduced|implemented|delivered|established|created|enacted|rolled out|brought in|set up|abolished|scrapped|closed|replaced|took effect|came into (?:effect|being|use|operation)|put into (?:practice|effect|law)|made law|completed|achieved|secured|built|running"
    r"|ha(?:s|ve|d) (?:had|since|now|already|long)|now (?:has|have|is|are|runs?)|limited to)\b",
    re.IGNORECASE,
)
_IN_PRINCIPLE = re.compile(
    r"\bin principle\b|\b(?:accept|agre|recognis|acknowledg)\w+ (?:that there was )?(?:the|a) (?:need|case|principle|argument|importance)\b"
    r"|\b(?:agreement|approval|consent|decision|vote|backing)(?: (?:of|from|by|in) [^,;.]{1,40})? (?:was|were|is|are|would be) (?:still )?(?:needed|required|awaited|pending|outstanding|to come|to follow)\b"
    r"|\b(?:subject to|dependent on|depend(?:s|ed)? on|waiting for|awaiting|pending) [^,;.]{0,40}?(?:agreement|approval|consent|decision|vote|consultation)\b",
    re.IGNORECASE,
)
#: That nothing was decided, or that it was decided not to.
_UNWILLING = re.compile(
    r"\b(?:(?:did|does|do|was|were|is|are|had|has|have) not (?:yet )?(?:think|thought|see|seen|believe|consider|intend|want|wish|plan|mean|feel|minded|persuaded|convinced|ready|prepared|willing|decide|decided|agree|agreed|commit|committed|promise|promised)"
    r"|no (?:plans?|intention|decision|commitment|agreement|promise)|saw no (?:need|case|reason)|not the (?:moment|time|right time)|(?:made|gave|given) no (?:decision|commitment|promise)"
    r"|stopp?ed short of|undecided|unconvinced|reluctant|held back from|put off)\b",
    re.IGNORECASE,
)
#: A proposal as a thing, where the record has no verb for it; and a backer, who is not the one that decides or does.
_PROPOSAL = re.compile(
    r"\b(?:(?:key|main|central|chief|principal|first|second|other|one|its|his|her|their|the) (?:\w+ )?(?:proposal|recommendation|suggestion|idea|demand|request)s?|proposals? (?:was|were|is|are|for|that|to))\b",
    re.IGNORECASE,
)
_BACKED = re.compile(
    r"\b(?:(?:gave|given|giving|gives) (?:his|her|its|their) (?:backing|support)|backed|backs|backing|support(?:ed|s)? (?:the |an? )?(?:idea|proposal|plan|creation|call)|in favour of|welcomed the (?:idea|proposal|plan))\b",
    re.IGNORECASE,
)
#: Words that leave it open beside those of the acts.
_DOUBTFUL = re.compile(
    r"\b(?:in case|could|might|(?-i:may)|wanted to|explor\w+|in principle|considered|discussed|asked|suggested|would|was to be|were to be|(?:talk(?:ed|s|ing)?|spoke) of"
    r"|float(?:ed|s)|moot(?:ed|s)|weigh(?:ed|ing)(?: up)?|look(?:ed|ing) (?:at|into)|toy(?:ed|ing) with|thought|believed|felt|took the view|of the view|saw (?:\w+ )?(?:merit|value|promise|sense)|had merit)\b",
    re.IGNORECASE,
)
#: Something finite that tells of a thing as done or so.
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|\w{2,}ed|spent|took|gave|made|came|went|began|set|put|got|built|brought|ran|met|led|won|cut|saw|rose|fell|grew|became|held|kept|paid|sent|now)\b"
)


def acts(written: str, told: Told, whole: str) -> list[Compared]:
    """Where the written words tell a decision or a result, and the record only talk, a plan or a wish.

    ``whole`` is the sentence they are of: a word in it that leaves all open ("as planned") speaks for each part.
    """
    there = _clause(written, told.text)
    decides = _DECIDES.search(written)
    if decides and not _hedged_before(written, decides.start()):
        mine = Span(*decides.span())
        return _no_decision(mine, there, told.text, written) or _another_decision(mine, written, told.text)
    if undone := yet_to_do(_CARRIED_OUT.sub(_blanked, whole), written, told.text):
        return [Compared(Clash.OUTCOME, Outcome.DIFFERS, *undone)]
    if _IS_A_PLAN.search(whole) or OF_RECORDS.search(whole):
        return []
    if came := _came_about(written, told.text, there):
        return came
    if _HEDGES.search(_CARRIED_OUT.sub(" ", _ASIDE.sub(" ", whole))) or not _FINITE.search(written):
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
    if _CAME.search(text) or any(one.act in _HAPPENED and there.overlaps(one.span) for one in found):
        return []
    wished = [one.span for one in found if one.act in _WISHED] or [
        Span(*hit.span()) for one in (_HEDGES, _PROPOSAL) for hit in one.finditer(text)
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
    happened = any(one.act in _HAPPENED for one in here) or _CAME.search(there.of(text)) is not None
    mine = [one.span for one in deeds(written) if one.act in _HAPPENED]
    mine += [Span(*hit.span()) for pattern in (_CAME, _RESULT) for hit in pattern.finditer(written)]
    mine.sort()
    wished = [one.span for one in (*here, *found) if one.act in _WISHED]
    if not wished and mine and not happened:
        open_still = [hit for one in (_HEDGES, _IN_PRINCIPLE, _BACKED) for hit in one.finditer(text)]
        wished = [Span(*hit.span()) for hit in open_still if hit.group().casefold() not in written.casefold()]
    # "Made 42 recommendations" tells of a thing done.
    wished = [one for one in wished if not _COUNTED.search(one.of(text)) and not _THING.match(one.of(text))]
    if mine and not happened:
        wished += [Span(*hit.span()) for hit in _SAYS_WHAT.finditer(text)]
    if happened:
        wished = [one for one in wished if _governs(one, text, written)]
    finite = next((Span(*hit.span()) for hit in _FINITE.finditer(written)), None)
    if not wished or finite is None:
        return []
    came = _CAME.search(written) or _RESULT.search(written)
    if not came and wished[0].of(text).casefold() in _CARRIED_OUT.sub(" ", written).casefold():
        return []
    deed = mine[0] if mine else finite
    if _told_too(deed, written, text) or (
        _SPEAKS.fullmatch(deed.of(written)) and deed.of(written).casefold() in text.casefold()
    ):
        return []
    return [Compared(Clash.OUTCOME, Outcome.DIFFERS, _bare(deed, written), _bare(wished[0], text))]


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
    only = _IN_PRINCIPLE.search(text)
    if only and not _IN_PRINCIPLE.search(written):
        return [Compared(Clash.AGREED, Outcome.DIFFERS, mine, Span(*only.span()))]
    decided = [Span(*hit.span()) for hit in _DECIDES.finditer(text) if not _hedged_before(text, hit.start())]
    decided += [one.span for one in found if one.act in (Act.AGREED, Act.REJECTED)]
    if any(there.overlaps(one) for one in decided):
        return []
    if any(one.act in _HAPPENED and there.overlaps(one.span) for one in found) and not _DOUBTFUL.search(text):
        return []
    other = next((one.span for one in found if one.act in _OPEN), None)
    doubt = next(
        (hit for one in (_DOUBTFUL, _UNWILLING, _PROPOSAL, _BACKED) if (hit := one.search(text))), None
    )
    if other is None and doubt is not None and doubt.group().casefold() not in written.casefold():
        other = Span(*doubt.span())
    return [Compared(Clash.AGREED, Outcome.DIFFERS, mine, other)] if other is not None else []


#: What was decided on: "agreed to adopt".
_TO_DO = re.compile(r"\s+(?:that \w+ (?:would|should)|to) (?P<do>[a-z]+)")


def _another_decision(mine: Span, written: str, text: str) -> list[Compared]:
    """That the record has a decision, and not the one to do what the sentence says: "take forward" is not "adopt"."""
    to_do = _TO_DO.match(written, mine.end)
    if to_do is None or set(content_stems(to_do["do"])) <= set(content_stems(text)):
        return []
    return [Compared(Clash.AGREED, Outcome.MISSING, Span(mine.start, to_do.end()))]


def _hedged_before(written: str, at: int) -> bool:
    """True where what is decided is itself only wished for: "should be approved", "recommendation ... accepted"."""
    return (
        re.search(r"\b(?:not|never|to be|should be|would be|must be|could be|be)\s+$", written[:at])
        is not None
    )


def _clause(written: str, text: str) -> Span:
    """The clause of the record that has most of the written sentence's words; ties: the first."""
    mine = set(content_stems(written))
    return max(clauses(text), key=lambda one: len(mine & set(content_stems(one.of(text)))))
