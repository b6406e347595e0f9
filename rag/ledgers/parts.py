"""Who does what, to whom and when, as the words of one sentence tell it; "" wherever they do not plainly tell."""

# ruff: noqa: E501  (a pattern reads best on its own line)

from __future__ import annotations

import re

from rag.answering.deciding.later import dates_named
from rag.answering.language.modality import clauses
from rag.answering.language.values import ValueKind, find_values
from rag.domain import ContentDate, Span

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAY = rf"(?:\d{{1,2}} )?(?:(?:{_MONTHS}) )?(?:19|20)\d\d|\d{{1,2}} (?:{_MONTHS})"

#: A body or a post as records name it without a capital.
_BODY = (
    r"governments?|ministers?|councils?|councillors?|authorit(?:y|ies)|committees?|panels?|boards?|reviews?|reports?|inquir(?:y|ies)"
    r"|inspector(?:s|ate)?|courts?|judges?|parliament|commission(?:er|ers)?|task ?force|members?|chair|strateg(?:y|ies)|department|partners(?:hips?)?"
    r"|trusts?|employers?|universit(?:y|ies)|schools?|services?|leaders?|directors?|secretary|agenc(?:y|ies)|police|teams?|areas?|providers?|bod(?:y|ies)|officers?|study"
)

#: Words that place the rest of a clause in time or circumstance: "In May 2022 the government planned ...".
_TIMED = re.compile(
    rf"^\W*(?:(?:and|but|also|then|later|however|separately|meanwhile|in the meantime)\b,? )*"
    rf"(?:(?:In|On|By|At|From|Since|Until|Before|After|During|As at|As forecast on|As planned in)\s+(?:(?:early|mid|late|the end of|the start of|spring|summer|autumn|winter) )?(?:{_DAY})(?: to (?:{_DAY}))?,? |"
    r"(?:In|At|From|Under|After|Before|According to|Responding|Alongside|As|Besides|For|With|On|Following|Until|When|While|If|Since|Though|Although)\b[^,;]{3,120}, )*",
    re.IGNORECASE,
)  # fmt: skip

#: Behind who does it and before what is done.
_ADVERBS = re.compile(
    rf"(?:\s+(?:also|then|now|later|had|has|have|did|does|itself|themselves|himself|herself|already|first|further|locally|jointly|formally|\w+ly|(?:in|on|of|from|by) (?:{_DAY})|at (?:a|the) (?:\w+ )?meeting(?: of (?:{_DAY}))?)|,)*\s*$",
    re.IGNORECASE,
)

_NAME = r"[A-Z][\w’'&.-]*(?:(?: (?:of|and|for|the|on|in|to|&|de))* [A-Z][\w’'&.-]*)*"
_ACTOR = re.compile(
    rf"^(?:(?:the|an?|its|their|his|her|some|several|both|all|each|every|\w+) )??(?:[\w’'-]+ ){{0,6}}?(?:(?-i:{_NAME})|{_BODY})"
    rf"(?:(?: (?:of|for|on|in|into|from|under)| and|,| who| led by)(?: (?:the|an?))? (?:[\w’'-]+ ){{0,6}}?(?:(?-i:{_NAME})|{_BODY}|\d{{4}}))*$",
    re.IGNORECASE,
)
_BY = re.compile(
    rf"\bby ((?:(?:the|an?|its) )?(?:[\w’'-]+ ){{0,4}}?(?:(?-i:{_NAME})|\b(?:{_BODY})\b)(?: (?:of|for) (?:the )?(?-i:{_NAME}))?)",
    re.IGNORECASE,
)
_TRAILING_NAME = re.compile(rf"((?:the )?{_NAME})$")
#: A name behind one of these is where something is, or whose: "reporting by people in England".
_PLACED = re.compile(r"\b(?:in|of|for|to|at|from|with|on|across|under) $", re.IGNORECASE)
_NOT_AN_ACTOR = re.compile(
    r"^(?:it|there|this|that|these|those|which|who|whom|what|they|he|she|one|both|and|or|but|to|as|if|because|although|though|so"
    r"|for|in|on|at|by|from|under|with|after|before|alongside|within|of|during|since|until|among|announcing|launching|apart|other|rather|according)\b"
    r"|^(?:the|an?|its|their|his|her)$"
    r"|^(?:\w+ing|support|work|money|help|recruitment|use|data) (?:for|of|to|by|in|on|with)\b",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"\b(?:was|were|is|are|been|be|being)\b(?: \w+ly| also| then| now| first)?\s*$", re.IGNORECASE
)
#: A finite verb, or what opens a clause: where one stands before the verb, the words between are no plain subject.
_VERB = re.compile(
    r"\b(?:is|are|was|were|will|would|should|must|can|could|did|does|came|heard|told|said|says|found|made|gave|took|which|who|whom|that|when"
    r"|(?-i:(?!united|advanced|integrated|combined|based|looked|need|shared|related)[a-z]{2,}ed))\b",
    re.IGNORECASE,
)
#: A cue of ``modality`` may begin with who acts: "panel has also called for".
_LAST_VERB = re.compile(r"(?:called for|calls for|asks for|asked for|asked|[\w’'-]+)$", re.IGNORECASE)
_BODY_FIRST = re.compile(rf"(?:{_BODY})\b", re.IGNORECASE)
_NOUN = re.compile(r"^(?:[a-z]+ )?(?:recommend|propos|suggest)", re.IGNORECASE)
_ASKED_TO = re.compile(r"^(?:was|were) asked\b|.*\b(?:was|were|been) announced$", re.IGNORECASE)
#: A cue of ``modality`` may hold the whole passive; and an aside begins with a participle: "the five, appointed in May,".
_WAS_DONE = re.compile(
    r"^(?:was|were|is|are|been|being|(?:has|have|had) been)\b.*(?:ed|given|made|held|put|set up|built|cut|sent|kept|taken|drawn up|brought in|written)$",
    re.IGNORECASE,
)
_ASIDE = re.compile(r",\s+$")
_PARTICIPLE = re.compile(r"^(?:[a-z]+ed|set up|given|made|chosen|put)\b")
_MODAL = re.compile(r"^(?:should|must|ought to|needs? to|needed to|ha(?:s|ve) to)\b", re.IGNORECASE)
_TO_BE = re.compile(r"\bbe$|^\s*(?:be|been|being)\b", re.IGNORECASE)
#: "..., the CMA recommended in March 2022": who puts forward what stands before.
_SPEAKER = re.compile(
    rf", ((?:the )?(?:[\w’'-]+ ){{0,4}}?(?:(?-i:{_NAME})|\b(?:{_BODY})\b)(?: of \d{{4}})?) (?:has |had |also )*(?:recommended|recommends|proposed|proposes|suggested|advised|argued|urged)\b",
    re.IGNORECASE,
)

#: "..., the government promised in 2024": whose plan it is.
_PROMISER = re.compile(
    rf", ((?:the )?(?:[\w’'-]+ ){{0,4}}?(?:(?-i:{_NAME})|\b(?:{_BODY})\b)) (?:has |had |also )*(?:promised|pledged|planned|announced)\b(?! [a-z]+ing\b)",
    re.IGNORECASE,
)

#: "the chief proposal of the national panel in May 2022", "Munro's recommendations", "under the government's plans".
_OWNED = (
    re.compile(
        rf"\b(?:proposals?|recommendations?|measures?|plans?|steps?|ideas?|decisions?|commitments?|pledges?) (?:\d+ )?(?:of|by|from|recorded by|made by|set out by|announced by) ((?:the )?(?:[\w’'-]+ ){{0,5}}?(?:(?-i:{_NAME})(?: (?:{_BODY})\b)?|\b(?:{_BODY})\b)(?: (?:of|for) (?:the )?(?-i:{_NAME}))?)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b((?:the )?(?:(?-i:{_NAME})(?: (?:review|report|inquiry|study))?|(?:{_BODY})))[’']s? (?:(?!review|report)[\w’'-]+ ){{0,3}}(?:proposals?|recommendations?|measures?|plans?|steps?|ideas?)\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:measures|steps|plans|proposals|recommendations|changes|actions) (?:of these kinds |here )?(?:that |which )?((?:the )?(?-i:{_NAME})(?: (?:{_BODY})\b)?|the (?:{_BODY})) (?:had|has|have|would|was|were|made|announced|planned|set|took)\b",
        re.IGNORECASE,
    ),
)

#: Words with a capital only because a sentence began with them.
_OPENING = re.compile(
    r"^(?:(?:The|An?)\b(?= )|(?:Ministers|Councils|Councillors|Members|Inspectors|Judges|Schools|Local authorities)\b)"
)
_OF_YEAR = re.compile(rf" (?:of|in) {_DAY}$")

_ENDS_IN_MONTH = re.compile(rf"\b(?:{_MONTHS})$")

_ADDRESSED = (
    re.compile(
        rf"\b(?:asked|asks|urged|urges|called on|calls on|calling on|pressed|invited|told|wanted|wants|required|advised|encouraged) ((?:(?:the|all|every|each|both|local|other) )*(?:[\w’'-]+ ){{0,3}}?(?:{_BODY}|(?-i:{_NAME})))(?: in (?:(?-i:{_NAME})|{_DAY}))* (?:to|and|should|not to)\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:recommend\w*|propos\w*|advis\w*|suggest\w*|urged|said|argued)\b[^.;:]{{0,40}}?\bthat ((?:(?:the|all|every|each|both|local|three) )*(?:[\w’'-]+ ){{0,3}}?(?:{_BODY}))(?:, [^.;]{{3,60}},)? (?:should|must|ought|be|have|hold|set|make|take|work|give|publish|appoint|ensure)\b",
        re.IGNORECASE,
    ),
    re.compile(
        rf"^\W*((?:(?:the|all|every|each|both|local) )*(?:[\w’'-]+ ){{0,3}}?(?:{_BODY}|(?-i:{_NAME}))) (?:should|must|ought to|needs? to)(?! be\b)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:recommend\w*|propos\w*) to ((?:the |all )?(?:[\w’'-]+ ){{0,3}}?(?:{_BODY}|(?-i:{_NAME})))\b",
        re.IGNORECASE,
    ),
)  # fmt: skip

#: When a thing is to be done by.
_DUE = re.compile(
    rf"\b(?:(?:by|before|until|no later than|due (?:in|on|by)|for|from|in|on|within|over|not before)\s+(?:(?:early|mid|late|the end of|the start of|spring|summer|autumn|winter) )?(?:{_DAY})"
    r"|(?:within|over|in|for) (?:the next )?(?:roughly |about )?(?:\w+|\d+) (?:days|weeks|months|years)\b|(?:later|late) (?:that year|in (?:19|20)\d\d)|by the next meeting)",
)  # fmt: skip


def actor(text: str, verb: Span) -> str:
    """Who does what the verb, a span of the sentence, says; "" where that is not plain."""
    words = verb.of(text)
    if _MODAL.search(words):
        spoken = _SPEAKER.search(text, verb.end)
        return _named(spoken[1]) if spoken else ""
    promised = _PROMISER.search(text, verb.end)
    if promised:
        return _named(promised[1])
    if _BODY_FIRST.match(words) and (last := _LAST_VERB.search(words)):
        verb = Span(verb.start + last.start(), verb.end)
    clause = next((one for one in clauses(text) if one.start <= verb.start < one.end), Span(0, len(text)))
    ahead = text[: clause.start]
    start = 0 if ahead and not _VERB.search(opened(ahead)) else clause.start
    before = text[start : verb.start]
    if (
        _ASKED_TO.match(words)
        or _PASSIVE.search(before)
        or _WAS_DONE.search(words)
        or (_opens_aside(opened(before)) and _PARTICIPLE.match(words) and "," in text[verb.end :])
        or _TO_BE.search(words)
        or _TO_BE.match(text[verb.end :])
    ):
        found = _BY.search(text, verb.end, clause.end)
        return _named(found[1]) if found else ""
    who = _subject(_ADVERBS.sub("", opened(before)))
    owned = who.endswith(("'s", "’s"))
    return _named(who[:-2] if owned and _NOUN.match(words) else "" if owned else who)


def _opens_aside(before: str) -> bool:
    """True behind a comma that opens an aside and closes none."""
    return _ASIDE.search(before) is not None and before.count(",") % 2 == 1


def opened(before: str) -> str:
    """The words without those at their beginning that only place the rest in time or circumstance."""
    return _TIMED.sub("", before, count=1)


def _subject(before: str) -> str:
    """The words before a verb, or the last part of them, that name who acts."""
    parts = [before, before.rsplit(", ", 1)[-1]]
    parts += [
        named[1]
        for named in [_TRAILING_NAME.search(before)]
        if named
        and not dates_named(named[1])
        and not _VERB.search(before)
        and not _PLACED.search(before, 0, named.start())
    ]
    for words in parts:
        if _ACTOR.match(words) and not _NOT_AN_ACTOR.match(words) and not _VERB.search(words):
            return _line(words)
    return ""


def owner(text: str) -> str:
    """Whose proposal, plan or measure a sentence says it is."""
    found = [hit for pattern in _OWNED if (hit := pattern.search(text)) and not _ENDS_IN_MONTH.search(hit[1])]
    return re.sub(r"['’]s$", "", _named(min(found, key=lambda hit: hit.start())[1])) if found else ""


def speaker(text: str) -> str:
    """Who a sentence says recommended what it states first: "..., the panel proposed"."""
    found = _SPEAKER.search(text)
    return _named(found[1]) if found else ""


def addressee(text: str) -> str:
    """Who is asked to act."""
    found = [hit for pattern in _ADDRESSED if (hit := pattern.search(text))]
    return _named(min(found, key=lambda hit: hit.start())[1]) if found else ""


def due(text: str, after: int = 0) -> str:
    """The words that say by when, behind a place in the sentence, else the first date it names."""
    found = _DUE.search(text, after)
    return _line(found.group()) if found else when(text)


def when(text: str) -> str:
    """The first date the sentence names."""
    dates = find_values(text, ValueKind.DATE)
    return _line(dates[0].of(text)) if dates else ""


#: Before a year: it stands in the name of an Act or a bill.
_NAMES_A_LAW = re.compile(r"\b(?:Act|Bill|Measure)(?: \([^)]{1,40}\))?(?: of)? $")


def when_of(text: str, span: Span) -> str:
    """The date that stands nearest to the span, in its own clause where that names one; "" where none does."""
    dates = [one for one in find_values(text, ValueKind.DATE) if not _NAMES_A_LAW.search(text[: one.start])]
    clause = next((one for one in clauses(text) if one.start <= span.start < one.end), Span(0, len(text)))
    inside = [one for one in dates if clause.covers(one)]
    near = min(inside or dates, key=lambda one: _apart(text, span, one), default=None)
    return _line(near.of(text)) if near else ""


def _apart(text: str, span: Span, date: Span) -> tuple[bool, int]:
    """How far a date stands from a span; "the report of 2031 said that in 2030 ..." dates the saying, not the said."""
    between = text[date.end : span.start] if date.end <= span.start else ""
    return bool(re.search(r"\bthat\b", between)), max(span.start - date.end, date.start - span.end)


def dated(words: str, document_date: ContentDate | None) -> ContentDate | None:
    """The date some words name, else the record's own."""
    named = dates_named(words)
    return named[0] if named else document_date


def _named(words: str) -> str:
    """The words as they stand inside a line: no capital but a name's, and no date, which has a column of its own."""
    line = _OF_YEAR.sub("", _line(words))
    return _OPENING.sub(lambda found: found.group().lower(), line)


def _line(words: str) -> str:
    return " ".join(words.split()).strip(" ,;:")
