"""Dates that only name a thing: laws, sources that are quoted, reports told apart by their year. They date no event."""

from __future__ import annotations

import re

from rag.timeline.dates import Precision, Stated

#: A year in the name of a law says when the law was made, not when something in the sentence happened.
LAW = re.compile(r"\b(?:Act|Measure|Order|Rules|Regulations|Directions?)(?: \([^)]{1,40}\))? (?:19|20)\d\d\b")

#: "11 October and not 10 November 2011": a date that is named to say that it is not meant.
DENIED = re.compile(r"\bnot (?:on |in |of )?(?:\d{1,2} )?(?:[A-Z][a-z]+ )?(?:19|20)\d\d\b")

#: "Two blogs misdate the report to 21 and 22 October 2022, but ...".
_MISDATED = re.compile(
    r"\b(?:mis-?dat(?:e|es|ed)|wrongly (?:date|give|put)s?)\b[^,;.]*|\bdates\b[^,;.]*(?=, but\b)",
    re.IGNORECASE,
)

#: What a record is told by: that a page is "of May 2031" is no event.
_SOURCES = (
    r"(?:pages?|websites?|articles?|items?|news|blogs?|posts?|press release|release|cop(?:y|ies)|transcripts?"
    r"|records?|extracts?|minutes|sources?|accounts?|digests?|documents?|notes?|letters?|headlines?|coverage|story"
    r"|stories|update|Hansard|reading|byline|date ?line|newsletter|notice|remarks?|wording|facts)"
)
#: Works and undertakings that are told apart by their year.
_WORKS = (
    r"(?:reports?|reviews?|inquir(?:y|ies)|enquir(?:y|ies)|stud(?:y|ies)|surveys?|inspections?|evaluations?|papers?"
    r"|strateg(?:y|ies)|plans?|bills?|acts?|frameworks?|recommendations?|findings|figures|proposals?|announcements?"
    r"|responses?|repl(?:y|ies)|statements?|summar(?:y|ies)|budgets?|schemes?|programmes?|cases?|guid(?:e|ance)"
    r"|audits?|rulings?|speech|judgments?|volumes?|editions?|directions|interventions?|takeover|launch|settlement"
    r"|ideas?|models?|scores?|ratings?|census|data|statistics|points|subjects|session|warnings?|measures?|those"
    r"|standards?|code|charter|agreement|policy|money|pots?|areas|hubs?|councils|failures?|panel|commission)"
)
_WORD = (
    r"(?!(?:the|a|an|its|their|his|her|this|these|who|that|which|and|but|was|were|had|has|is|are|in|on|at|said)\b)"
    r"[\w’'-]+"
)
#: A name of up to six words: "review of children's services in Larkfield".
_NAME = r"(?:the )?[\w’'&-]+(?: [\w’'&-]+){0,5}?"
#: Dates that stand before this one in a list: "of 2002, 2003 and".
_LIST = r"(?:(?:19|20)\d\d(?:,| and|, and) )*"

_SOURCE_OF = re.compile(
    rf"\b{_SOURCES}(?:\s+(?:of|on|about|for|into|by|from)\s+{_NAME})?,?\s+(?:of|from|for|dated|in)\s+"
    rf"(?:the |both )?{_LIST}$",
    re.IGNORECASE,
)
_WORK_OF = re.compile(
    rf"\b{_WORKS}(?:\s+(?:of|on|into)\s+{_NAME})?,?\s+(?:of|from|for|dated)\s+{_LIST}$", re.IGNORECASE
)
#: "the £302m of 2031".
_SUM_OF = re.compile(r"£[\d.,]+(?:m|bn| million| billion)? of\s+$")
#: "the item is dated Tuesday".
_DATED = re.compile(r"\b(?:(?:is|are|was|were) (?:dated|stamped)|date ?line)(?: \w+day)?,? $", re.IGNORECASE)
_THEN_SOURCE = re.compile(rf"(?:['’]s)?\s+(?:{_WORD}\s+){{0,2}}?{_SOURCES}\b", re.IGNORECASE)
_THEN_WORK = re.compile(rf"(?:['’]s)?\s+(?:{_WORD}\s+){{0,3}}?{_WORKS}\b", re.IGNORECASE)
#: "the year 2031 is inferred because ...".
_READ = re.compile(r"\s+(?:is|was) (?:inferred|assumed|taken)\b", re.IGNORECASE)

#: "its 1974 forerunner": a year between an article and a noun tells things apart, unless the noun is an occasion.
_ARTICLE = re.compile(r"(?:\b(?:the|its|his|her|their|this|that|an?)|['’]s)\s+$", re.IGNORECASE)
_THEN_NOUN = re.compile(
    r"\s+(?!(?:\w+ )?(?:elections?|debates?|meetings?|conferences?|trials?|hearings?|votes?|summits?)\b)(?=[a-z])"
    r"(?!(?:and|or|to|in|on|at|by|for|from|of|was|were|is|are|had|has|with|when|that|which|who|as|but)\b)"
)

#: Whoever is the witness was so then: "according to the Irish Times in 2031", "Community Care reported in 2031".
_WITNESS = re.compile(
    r"\b(?:according to|as (?:\w+ ){0,3}?(?:reported|recorded|told|described|summarised|quoted)"
    r"|(?:quoted|printed) (?:by|in)(?= (?:the )?(?-i:[A-Z])))\b(?:[^,.;]|\.(?=\w)){0,80}$",
    re.IGNORECASE,
)
_STATES = re.compile(r"\b(?:was|were|had|has|have|is|are)\b", re.IGNORECASE)
_WITNESSED = re.compile(
    r",\s(?:the )?(?:(?:[A-Z][\w’'&.-]*|and|of|the)\s){1,6}(?:reported|wrote|recorded|noted)(?: on [^,;]{1,60})? in $"
)

#: Verbs by which a work tells something of its own: then its date is when that was said.
_TELLS = (
    r"(?:found|said|called|asked|recommended|proposed|concluded|judged|held|urged|warned|gave|made|set|put|described"
    r"|criticised|blamed|wanted|estimated|stressed|accepted|rejected|argued|challenged|included|promised|announced"
    r"|reported|showed|planned|began|reached|led to|brought|named|listed|identified|suggested|saw|looked|ordered"
    r"|gives|says|puts|shows|abolished|introduced|created|replaced|appeared|followed|closed|ended|took)\b"
)
_THEN_TELLS = re.compile(
    rf"(?:,[^,;.]{{1,80}},)?\s+(?:also |then |later |itself |rightly )?{_TELLS}", re.IGNORECASE
)
_WORK_TELLS = re.compile(
    rf"(?:['’]s)?\s+(?:{_WORD}\s+){{0,3}}?{_WORKS}(?:\s+(?:on|of|into|for|by) {_NAME})?"
    rf"\s+(?:also |then |itself )?{_TELLS}",
    re.IGNORECASE,
)


def masked(text: str) -> str:
    """The text, as long as it was, without the digits of years that date no event: of laws, denied, wrong."""
    for pattern in (LAW, DENIED, _MISDATED):
        text = pattern.sub(lambda found: re.sub(r"\d", "#", found.group()), text)
    return text


def only_names(text: str, stated: Stated) -> bool:
    """True where the date says which source or work is meant, or when a witness wrote, and not when something was.

    A work that tells something of its own keeps its date: "the report of March 2031 recommended ..." was then.
    """
    if names_source(text, stated):
        return True
    ahead, behind = text[: stated.core.start], text[stated.core.end :]
    bracketed = ahead.endswith("(") and behind.startswith(")")
    if bracketed or _SUM_OF.search(ahead) or _DATED.search(ahead) or _READ.match(behind):
        return True
    if _THEN_WORK.match(behind):
        return not _WORK_TELLS.match(behind)
    if stated.precision is Precision.YEAR and _ARTICLE.search(ahead) and _THEN_NOUN.match(behind):
        return True
    return bool(_WORK_OF.search(ahead)) and not _THEN_TELLS.match(behind)


def names_source(text: str, stated: Stated) -> bool:
    """True where the date is when a witness wrote: nothing that is told by it can have come later."""
    ahead, behind = text[: stated.core.start], text[stated.core.end :]
    if _SOURCE_OF.search(ahead) or _THEN_SOURCE.match(behind):
        return True
    return bool(_WITNESSED.search(ahead)) or _witnessed(ahead)


def _witnessed(ahead: str) -> bool:
    found = _WITNESS.search(ahead)
    return found is not None and not _STATES.search(found.group())
