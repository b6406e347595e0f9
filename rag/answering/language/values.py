"""Finding values of a kind in a sentence: dates, counts, sums of money, shares, durations, people, bodies, places."""

from __future__ import annotations

import re
from enum import StrEnum

from rag.domain import Span


class ValueKind(StrEnum):
    """A sort of value that a question can ask for."""

    DATE = "a date"
    DURATION = "a length of time"
    COUNT = "a number"
    MONEY = "a sum of money"
    SHARE = "a percentage"
    AGE = "an age"
    PERSON = "a person"
    NAME = "a name"
    TITLE = "what it is called"
    BODY = "a body"
    PLACE = "a place"
    VENUE = "a building or room"
    POST = "a post"
    GRADE = "a grade"
    REASON = "a reason"


_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)"
)
_UNIT = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_NUMBER_WORD = (
    rf"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-(?:{_UNIT}))?|{_UNIT}|thirteen|fourteen|fifteen"
    r"|sixteen|seventeen|eighteen|nineteen|dozens|hundreds?|thousands?|a hundred|a thousand|half a dozen|a dozen)"
)
_FIGURE = r"\d+(?:,\d{3})*(?:\.\d+)?"

_DATE = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}\b(?:,?\s+\d{{4}})?"
    rf"|\b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}\b"
    rf"|\b(?:(?:early|mid|late|end of|the end of)[\s-]+)?{_MONTH}(?:\s+\d{{4}})\b"
    rf"|\b(?:the\s+)?(?:beginning|start|middle|end)\s+of\s+(?:{_MONTH}|(?:19|20)\d\d)(?:\s+\d{{4}})?"
    r"|\b(?:spring|summer|autumn|winter)\s+(?:of\s+)?\d{4}\b"
    r"|\b\d{1,2}/\d{1,2}/\d{2,4}\b"
    r"|\b(?:early|mid|late)-?\s?(?:19|20)\d\d\b"
    r"|\b(?:19|20)\d\d(?:[/-]\d\d)?\b"
    rf"|(?<=\bin\s)(?:{_MONTH})\b|(?<=\bby\s)(?:{_MONTH})\b"
)
_MONEY = re.compile(
    rf"[£$€]\s?{_FIGURE}(?:\s?(?:bn|billion|m|million|k|thousand))?\b"
    rf"|\b(?:{_FIGURE}|{_NUMBER_WORD})\s+(?:(?:hundred|thousand|million|billion)\s+)?(?:pounds|pence|euros?|dollars?|crowns|francs|marks)\b",
    re.IGNORECASE,
)
_SHARE = re.compile(
    rf"\b{_FIGURE}\s?(?:%|per\s?cent\b|percentage points?\b)"
    r"|\b(?:an?|one|two|three|four)[\s-](?:third|quarter|fifth|sixth|eighth|tenth)s?\b|\bhalf (?:of|the|a)\b|\b(?:halved|doubled|trebled|tripled)\b"
    rf"|\b(?:{_FIGURE}|{_NUMBER_WORD}) (?:in|out of) (?:every )?(?!(?:19|20)\d\d\b)(?:{_FIGURE}|{_NUMBER_WORD})\b|\bby {_FIGURE} (?:metres?|points?|times)\b",
    re.IGNORECASE,
)
_DURATION = re.compile(
    rf"\b(?:{_FIGURE}|{_NUMBER_WORD}|a few|several|half an?|an?)[\s-]+(?:\w+\s)?(?:minute|hour|day|week|month|year|decade|centur(?:y|ie))s?\b",
    re.IGNORECASE,
)
_COUNT = re.compile(rf"\b{_FIGURE}(?!\s?(?:%|per\s?cent))\b|\b{_NUMBER_WORD}\b", re.IGNORECASE)
#: "eight months" is a length of time, not a count of anything else.
_UNIT_OF_TIME = re.compile(r"[\s-]+(?:hour|day|week|month|year)s?\b", re.IGNORECASE)
_AGE = re.compile(
    rf"\b(?:aged?|under|over)[\s-]+{_FIGURE}(?:s\b)?(?:\s+(?:to|and)\s+{_FIGURE})?|\b(?:{_FIGURE}|{_NUMBER_WORD})[\s-]years?[\s-]olds?\b"
    rf"|\bunder-{_FIGURE}s\b|\b(?:aged|ages?)\s+{_NUMBER_WORD}\b",
    re.IGNORECASE,
)
_ORDINAL_USE = re.compile(
    r"\b(?:item|section|page|recommendation|part|chapter|figure|table|measure|principle"
    r"|objective|priority|step|phase|stage|volume|(?-i:R)|no\.)\s*$",
    re.IGNORECASE,
)

_NAME_WORD = r"(?:[A-Z][\w’'-]*[a-z][\w’'-]*|[A-Z]{2,})"
_PROPER = re.compile(
    rf"{_NAME_WORD}(?:\s+(?:(?:of|and|for|the|de|on|in|&)\s+){{0,2}}{_NAME_WORD}|\s+[A-Z]\.)*"
)
_TITLE_OF_PERSON = (
    r"(?:Professor|Prof|Cllr|Councillor|Dame|Sir|Lord|Lady|Baroness|Dr|Mr|Mrs|Ms|Miss|Judge|Justice|Minister)"
)
_PERSON_NAME = re.compile(
    rf"(?:{_TITLE_OF_PERSON}\.?\s+)*[A-Z][a-zà-ÿ’'-]+(?:\s+(?:de|Mac|Mc|O’|van|von))?(?:\s+[A-Z][A-Za-zà-ÿ’'-]+)+"
    rf"|\b{_TITLE_OF_PERSON}\.\s+[A-Z][a-zà-ÿ’'-]+"
)
_BODY_WORD = re.compile(
    r"\b(?:Council|Committee|Board|Commission|Government|Department|Ministry|Ofsted|Assembly|Authority|Agency|Service"
    r"|Services|Partnership|Trust|Taskforce|Task Force|School|University|Office|Cabinet|Panel|Team|Parliament|LSE|NHS"
    r"|Inspectorate|Court|Force|Hospital|College|Company|Ltd|Charity|Foundation|Union|Association|Society|Institute|Infirmary"
    r"|Academy|Church|Club|Centre|BBC|Police|Executive|Federation|Network)\b",
    re.IGNORECASE,
)  # fmt: skip
#: Words that begin names of things, so that "Family Justice Review" is not taken for a person.
_NOT_A_PERSON = re.compile(
    r"\b(?:Review|Report|Council|Committee|Board|Services?|Government|Department|Act|Bill|England|Wales|Scotland|Ireland"
    r"|Start|Hubs?|Care|Children|Child|Family|Families|Social|Work|Protection|Framework|Safeguarding|Scrutiny|Inquiry"
    r"|Assembly|Authority|Team|Member|Chair|Director|Secretary|Commissioner|Minister|City|Borough|London|School|Post"
    r"|January|February|March|April|May|June|July|August|September|October|November|December|North|South|East|West"
    r"|Birmingham|Port|The|This|In|At|On|For|Who|What|When|Where|Why|How|Which|Early|Intervention|Economics|News|Local"
    r"|First|National|Implementation|Taskforce|Force|Justice|Research|Policy|Practice|Advisory|Parenting"
    r"|Community|Young|People|Now|Daily|Mail|Guardian|Telegraph|Times|Press|Journal|Parliament|Item)\b"
)
#: A post or part in a meeting: it says who, where a record leaves the name out.
_ROLE = re.compile(
    r"\b(?:the\s+)?(?:(?:[Ii]ndependent|[Ii]ncoming|[Nn]ew|[Ll]ead|[Vv]ice|[Dd]eputy|[Cc]abinet|[Ss]trategic|[Jj]unior)\s+)?"
    r"(?:[Mm]ember|[Cc]hair(?:man|woman)?|[Dd]irector|[Mm]inister|[Ll]eader|[Cc]ommissioner|[Ss]ecretary|[Oo]fficers?"
    r"|[Hh]ead|[Cc]ouncillors?|[Pp]rofessor|[Rr]eviewer|[Ii]nspectors?|[Mm]embers|[Rr]esearchers?|[Cc]ampaigners?"
    r"|[Mm]others?|[Ff]athers?|[Pp]arents?|[Pp]artners?|[Gg]rand(?:mother|father|parent)s?|[Bb]rothers?|[Ss]isters?"
    r"|[Pp]ractitioners?|[Tt]eachers?|[Dd]octors?|[Pp]sychiatrists?|[Gg]roup of \w+|[Ss]ocial workers?|[Rr]esidents?|[Cc]arers?"
    r"|[Mm]inisters|MPs?|[Jj]udges?|[Aa]ssessors?|[Ee]xecutives?|[Cc]harit(?:y|ies)|[Mm]anagers?|[Ll]eaders|[Dd]irectors|[Aa]uthors?)\b"
)
_NATION_OR_PLACE = re.compile(
    r"\b(?:England|Wales|Scotland|Northern Ireland|United Kingdom|UK|Britain)\b"
    rf"|(?:(?<=\bin )|(?<=\bat ))(?:the )?{_NAME_WORD}(?:\s+{_NAME_WORD})*"
    rf"|{_NAME_WORD}(?:\s+{_NAME_WORD})*(?=\s+(?:City|County|Borough|Metropolitan|Council))"
)


_VENUE = re.compile(
    r"\b(?:(?:[A-Z][\w’'-]+ )+|(?:town|city|county|village|church|community|civic|council|meeting|committee) )"
    r"(?:[Hh]all|[Hh]ouse|[Rr]oom|[Cc]hamber|[Cc]entre|[Bb]uilding|[Hh]otel|[Ll]ibrary|[Cc]hurch|[Ss]chool|[Ss]treet|[Rr]oad)\b"
)
_POST = re.compile(
    r"\b(?:[A-Z][\w’'-]+ |\w+ )?(?:director|chair(?:man|woman)?|leader|minister|secretary|professor|commissioner|chief executive"
    r"|head|officer|member|manager|editor|reporter|journalist|councillor|MP|judge|president|mayor|inspector|social worker|teacher"
    r"|doctor|nurse|lecturer|researcher|consultant|adviser|author|reviewer|partner|clerk)\b",
    re.IGNORECASE,
)
_GRADE = re.compile(
    r"\b(?:outstanding|good|adequate|inadequate|requires? improvement|excellent|satisfactory|unsatisfactory|poor|fair|grade \w+"
    r"|special measures|serious concern|(?:one|two|three|four|five|no|\d) stars?)\b",
    re.IGNORECASE,
)

_REASON = re.compile(
    r"\b(?:because(?: of)?|due to|owing to|in response to|responds? to|responded to|as a result of|the result of|put down to|blamed on"
    r"|prompted by|triggered by|set up after|followed? (?:the|criticism|an?)\b|so that|in order to|(?:aim|purpose|goal)s?\b[^.]{0,60}?\b(?:was|is|were|are) to"
    r"|aim(?:s|ed)? (?:to|at)|meant to|intended to|in the wake of|to (?:find|cut|make sure|ensure|bring|improve|reduce|tackle|address))\b[^.;]*",
    re.IGNORECASE,
)


#: Kinds that one pattern finds.
_PLAIN = {
    ValueKind.DATE: _DATE,
    ValueKind.MONEY: _MONEY,
    ValueKind.SHARE: _SHARE,
    ValueKind.DURATION: _DURATION,
    ValueKind.AGE: _AGE,
    ValueKind.REASON: _REASON,
    ValueKind.VENUE: _VENUE,
    ValueKind.POST: _POST,
    ValueKind.GRADE: _GRADE,
}


def find_values(sentence: str, kind: ValueKind, people: tuple[str, ...] = ()) -> list[Span]:
    """The values of a kind in a sentence, in order, as spans of the sentence.

    ``people`` are names the document gives; they count as people wherever they stand, also by surname.
    """
    if kind in _PLAIN:
        return _spans(_PLAIN[kind], sentence)
    if kind is ValueKind.COUNT:
        return _counts(sentence)
    if kind is ValueKind.NAME:
        return _named(sentence, people)
    if kind is ValueKind.PERSON:
        return _merged([*_named(sentence, people), *_spans(_ROLE, sentence)])
    if kind is ValueKind.BODY:
        return _bodies(sentence)
    if kind is ValueKind.TITLE:
        return _titles(sentence)
    return _places(sentence, people)


def _spans(pattern: re.Pattern[str], text: str) -> list[Span]:
    return [Span(found.start(), found.end()) for found in pattern.finditer(text) if found.group()]


def _counts(sentence: str) -> list[Span]:
    taken = [*_spans(_DATE, sentence), *_spans(_MONEY, sentence), *_spans(_SHARE, sentence)]
    found = []
    for span in _spans(_COUNT, sentence):
        if any(span.overlaps(other) for other in taken) or _ORDINAL_USE.search(sentence[: span.start]):
            continue
        if _UNIT_OF_TIME.match(sentence, span.end):
            continue
        if span.of(sentence).casefold() == "one" and not re.match(
            r"\s+(?:of the|[a-z]+s\b)", sentence[span.end :]
        ):
            continue
        found.append(span)
    return found


def _bodies(sentence: str) -> list[Span]:
    return [span for span in _spans(_PROPER, sentence) if _BODY_WORD.search(span.of(sentence))]


#: Words between quotation marks, with a capital or more than two of them.
_QUOTED = re.compile(r"[\"“‘](?=[A-Z]|\w+ \w+ \w)[^\"”’]{2,90}[\"”’]")


def _titles(sentence: str) -> list[Span]:
    """What things and bodies are called: words in quotation marks, and capitals that do not only begin the sentence."""
    found = _spans(_QUOTED, sentence)
    for span in _spans(_PROPER, sentence):
        words = span.of(sentence)
        begins = not sentence[: span.start].strip("\"'“‘(* ")
        if begins and " " not in words and not words.isupper():
            continue
        if not re.fullmatch(rf"(?:\b(?:{_MONTH}|The|A|An|In|At|On|For|By)\b\s*)+", words):
            found.append(span)
    return _merged(found)


def _places(sentence: str, people: tuple[str, ...]) -> list[Span]:
    """Nations, what follows "in", and other proper names that are no person's and no month."""
    named = _named(sentence, people)
    found = _spans(_NATION_OR_PLACE, sentence)
    for span in _spans(_PROPER, sentence):
        words = span.of(sentence)
        if (
            span.start > 0
            and not any(span.overlaps(other) for other in named)
            and not re.fullmatch(_MONTH, words)
        ):
            found.append(span)
    return _merged([span for span in found if not re.match(rf"(?:{_MONTH})\b", span.of(sentence))])


def _named(sentence: str, known: tuple[str, ...]) -> list[Span]:
    """Names of people: those the document gives, also by surname, and runs of words that look like one."""
    found: list[Span] = []
    for name in known:
        for form in dict.fromkeys((name, name.split()[-1])):
            if form[:1].isupper() and len(form) > 2:
                found.extend(
                    _spans(re.compile(rf"(?:{_TITLE_OF_PERSON}\.?\s+)*\b{re.escape(form)}\b"), sentence)
                )
    for span in _spans(_PERSON_NAME, sentence):
        if not _NOT_A_PERSON.search(span.of(sentence)):
            found.append(span)
    return _merged(found)


def _merged(spans: list[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.start, -one.end)):
        if not kept or not kept[-1].overlaps(span):
            kept.append(span)
    return kept
