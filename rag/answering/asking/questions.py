"""Reading a question: what sort of answer it asks for, and what it is about."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from enum import StrEnum

from rag.answering.language.cues import AskedAct
from rag.answering.language.modality import asked as asked_act
from rag.answering.language.values import ValueKind
from rag.domain import Span
from rag.text import STOP_WORDS, bare, content_stems, numbers, stem, word_spans, words


class Shape(StrEnum):
    """How an answer is built: from one value, from a list, from several
    sentences or records, or from what best explains."""

    VALUE = "value"
    LIST = "list"
    COMPARISON = "comparison"
    YES_NO = "yes_no"
    SEVERAL = "several"
    REASON = "reason"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question asks for.

    ``stems`` are its content stems, each once, in order, without the words that only say what kind of
    answer is wanted; ``acts`` are those words (say, find ...), which headings often have; ``counted`` those of
    what is counted ("how many foster carers": foster, carer); ``names`` are its proper names as written;
    ``years`` its four-digit years;
    ``beside`` holds the names that are set side by side ("Munro and MacAlister"; in a comparison, all);
    ``opening`` holds a lone word that may be a name or only begins the question.
    ``of_gaps``: what a record leaves out, or how it is known, is itself asked for.
    ``act`` is what was done with a thing, where the question is after that (agreed, recommended, planned ...).
    """

    shape: Shape
    kind: ValueKind | None
    stems: tuple[str, ...]
    acts: tuple[str, ...]
    counted: tuple[str, ...]
    names: tuple[str, ...]
    years: frozenset[str]
    figures: frozenset[str]
    act: AskedAct | None = None
    opening: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    to_the_day: bool = False
    of_gaps: bool = False
    per_one: bool = False


_LISTED = (
    r"measures|steps|recommendations|actions|plans|components|parts|items|points|areas|reasons|problems|findings|changes"
    r"|people|councillors|bodies|agencies|partners|organisations|things|aims|goals|priorities|themes|commitments|reforms"
    r"|concerns|criticisms|strands|topics|reports|elements|proposals|decisions|conclusions|benefits|outcomes"
)
#: Those who have a name, where a question asks which of them; of groups a record may say who without naming.
_ONE_PERSON = (
    r"(?:person|chair(?:man|woman)?|director|leader|minister|members?|officers?|councillors?|professor|academic|politician|mp|mps"
    r"|architect|author|authors|judge|doctor|manager|executive|workmen|workers?|colleagues?|child|children|boys?|girls?|parents?|mother|father|people)"
)
#: Bodies that go by a name of their own.
_NAMED_BODY = (
    r"(?:universit(?:y|ies)|colleges?|compan(?:y|ies)|firms?|hospitals?|schools?|charit(?:y|ies)|trusts?|publishers?|newspapers?"
    r"|broadcasters?|suppliers?|contractors?|unions?|courts?|consultanc(?:y|ies))"
)
#: Behind one of these stands who does it, not what is asked for: "what did the trust recommend".
_DOES = r"(?:did|do|does|is|are|was|were|has|have|had|can|could|will|would|should|may|might|must)"
_KINDS: tuple[tuple[re.Pattern[str], ValueKind], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), kind)
    for pattern, kind in (
        (r"\b(?:what|which) (?:year|month|day)['’]?s\b", ValueKind.DATE),
        (r"\bhow long\b|\bhow many (?:hours|days|weeks|months|years)\b|\bwhat (?:length of time|period)\b|\bover what period\b", ValueKind.DURATION),
        (r"\bwhat (?:percentage|proportion|share|per cent|(?:\w+ )?rate)\b|\bwhat rate of\b|\bwhich percentage\b|\bby how much\b|\bhow much (?:has|have|did) .* (?:grow|grown|rise|risen|increase|fall|fallen|change)", ValueKind.SHARE),
        (r"\bhow much (?:money|funding|cash)\b|\bhow much\b.*\b(?:cost|spend|spent|fund\w*|invest\w*|paid|pay|money|budget|worth|get|given|share\w*|set aside)\b|\bwhat (?:sum|amount|budget)\b|\bcosts?\b|\bbudget\b|\bsize of the (?:fund|pot)|\b(?:salary|salaries|wages?|price|fee|pay-?off|bonus)\b|\bfor how much\b|\bhow much of (?:the £|its|their|the (?:\w+ )?(?:loan|money|fund|grant|budget))|\bhow much (?:is|was|were|did|do|does|has|have|had|will|would|a (?:year|week|month|day)|in total)\b(?!.*\b(?:time|better|worse|longer|matter\w*|change\w*|know\w*|underst\w+)\b)|\bhow (?:big|large) an? (?:\w+ )?(?:bursary|grant|fund|budget|loan|pot|sum|bill)\b|\bwhat (?:is|was|were) the (?:\w+ )?bill\b|\bwhat (?:was|were|is|are) [^?]{2,40} (?:paid|charged|charging)\b", ValueKind.MONEY),
        (r"\bhow old\b|\b(?:what|which) ages?\b|\bages? (?:of|limit)\b|\bwhat age\b", ValueKind.AGE),
        (r"\bhow many\b|\b(?:what|which) (?:\w+ ){0,2}?(?:limit|cap|ceiling|quota|maximum|minimum|threshold)\b|\b(?:what|which) (?:is|was|were) the (?:(?:total|actual|exact|overall) )?number\b|\bwhat number of\b|^(?:the )?(?:(?:total|exact) )?number of\b|\bhow large\b", ValueKind.COUNT),
        (r"\bwhen\b|\bwhat (?:date|day|year|month)\b|\bwhich (?:date|day|year|month)\b|\bin (?:what|which) (?:year|month)\b|^date\b|\bby what date\b|\bhow soon\b", ValueKind.DATE),
        (rf"^(?:please )?name the (?:\w+ ){{1,3}}?(?:who|whose|whom)\b|\bname of the {_ONE_PERSON}\b(?!['’])|\b(?:what (?:is|was|are|were)|give|tell me|know) (?:the )?names? of (?:the )?(?:\w+ ){{0,2}}?{_ONE_PERSON}\b(?!['’])|\bnamed?\?$|\bwhich (?:\w+ )?(?!members\b|officers\b|workers?\b|child|boys?\b|girls?\b|parents?\b|people\b){_ONE_PERSON}\b", ValueKind.NAME),
        (r"\bwhat(?:['’]?s| is| was| were| are) [\w’' -]{2,60}?['’]s? (?:job|role|post|position|job title)\b|\bwhat (?:job|post|position) (?:did|does|has|had|was|is)\b", ValueKind.POST),
        (r"\b(?:what|which) (?:ofsted |inspection |overall )?(?:grade|rating|judgement|mark|rank)\b", ValueKind.GRADE),
        (r"\b(?:what|which) (?:building|venue|hall|hotel|room|chamber)\b", ValueKind.VENUE),
        (r"\b(?:what|which) (?:is|was|are|were) the (?:names?|titles?) of\b|\bwhat(?:['’]?s| is| was| are| were) [^,;]{2,80}?\b(?:called|titled|entitled)(?=\?*$|, )|\bwhats the (?:name|title) of\b|\b(?:what|which) (?:names?|titles?)\b|\bnames? please\b", ValueKind.TITLE),
        (r"\bwho\b|\bwhom\b|\bwhose\b|\bwhich (?:minister|officer|official)\b", ValueKind.PERSON),
        (rf"\b(?:which|what) (?:(?!{_DOES}\b)\w+ ){{0,2}}?{_NAMED_BODY}\b(?! (?:did|do|does|should|will|would|have) (?:need|do|want))|\bwhich (?:body|committee|committees|organisation|department|agency|agencies|team|service|authority)\b|\bwhat (?:body|committee|organisation|department|agency|team)\b", ValueKind.BODY),
        (r"\bwhere\b|\b(?:what|which) (?:street|address)\b|\bwhich (?:council|city|town|area|country|nation|borough|county|place|towns?|villages?)\b|\b(?:what|which) part of the (?:country|uk)\b|\bwhat (?:town|city|village|country|place)\b", ValueKind.PLACE),
    )
)  # fmt: skip
_COMPARISON = re.compile(
    r"\bcompar\w+|\bdiffer\w*\b|\bversus\b|\bvs\b|\bin common\b|\bover (?:time|the years)\b|\bchanged? (?:between|from|since)\b|\bsimilarit\w+|\bboth\b|\beach (?:say|said|of)\b|\bacross the\b"
    r"|\bwhich (?:of the )?(?:reviews|records|documents|sources|councils|reports|items)\b|\bwhat do the (?:records|documents|reviews|sources)\b",
    re.IGNORECASE,
)
_LIST = re.compile(
    rf"^(?:please )?(?:list|name|outline|set out)\b|\bwhat (?:are|were) (?:all |the |its |their |some )?(?:\w+ ){{0,4}}?(?:{_LISTED})\b"
    rf"|\b(?:which|what) (?:\w+ ){{0,3}}?(?:{_LISTED})\b|\b(?:all|each) (?:of )?the (?:\w+ ){{0,2}}?(?:{_LISTED})\b|\blist of\b",
    re.IGNORECASE,
)
_SEVERAL = re.compile(
    r"\bwhat (?:did|does|do|will|would|was|is|were|are)\b.{3,80}?\b(?:find|found|recommend(?:ed)?|call(?:ed)? for|look(?:ed)? at|cover|propose|promise|say|said)\b",
    re.IGNORECASE,
)
_YES_NO = re.compile(
    r"^(?:and |but |so )?(?:did|does|do|is|are|was|were|has|have|had|can|could|will|would|should|isn't|wasn't|didn't)\b",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"\bwhy\b|\bwhat (?:led|caused|prompted|drove)\b|\breasons?\b|\bwhat was .* blamed on\b|\bhow come\b",
    re.IGNORECASE,
)

_LINKING = re.compile(r"\b(?:whom?|whose|when|where)\b(?!\s*\W*$)", re.IGNORECASE)
#: Behind one of these the question has begun, and what follows may be a clause of it.
_OPENED = re.compile(
    r"\b(?:what|which|how|why|who|when|where|compare|did|does|do|is|are|was|were|has|have|had|list|describe|summarise)\b",
    re.IGNORECASE,
)
_ASKED_BY = re.compile(r"^\W*(?:what|which|how)\b", re.IGNORECASE)
#: Words behind which "who", "when" or "where" asks all the same: "do the minutes say who".
_ASKED_AFTER = frozenset(
    """and or but so also then out me us know known say says said state states stated show shows record records recorded give
    gives given mention mentions mentioned report reports reported tell tells told explain explains reveal decide decided clear
    sure of by to from for with about on at in until till since exactly is was are were""".split()
)

#: Words that say what is wanted of an answer, not what it is about.
_ASKING = frozenset(
    stem(word)
    for word in """tell say said says give gave given show find list name describe explain know document documents record
    records according date year number many much long please question answer happen happened mean state stated
    mentioned mention outline summarise summary exactly actually really""".split()
)
#: What any record of this kind is called: a question made of these alone names none of them.
GENERIC = frozenset(
    stem(word)
    for word in """review reviews report reports inquiry record records document documents meeting committee council
    government minutes article find finding findings found recommend recommendation recommendations conclude
    conclusion published publish author lead led chair chaired happen children child social care services service
    people""".split()
)

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def read(text: str) -> Asked:
    """What a question asks for."""
    asking = _without_relatives(text)
    kind = next((kind for pattern, kind in _KINDS if pattern.search(asking)), None)
    if _YES_NO.search(text.strip()) and not _TOLD_WHICH.search(text):
        kind = None
    elif kind is None and _REASON.search(text):
        kind = ValueKind.REASON
    names = _names(text)
    opening = frozenset(name for name in names if re.match(rf"\W*{re.escape(name)}\W+[a-z]", text))
    shape = _shape(text, kind, names)
    stems = tuple(dict.fromkeys(found for found in content_stems(text) if found not in _ASKING))
    stems = stems or tuple(dict.fromkeys(content_stems(text)))
    return Asked(
        shape=shape,
        kind=kind,
        stems=stems,
        acts=tuple(dict.fromkeys(found for found in content_stems(text) if found in _ASKING)),
        counted=_counted(text) if kind is ValueKind.COUNT else (),
        names=names,
        opening=opening,
        beside=frozenset(names) if shape is Shape.COMPARISON else _beside(text, _but(names, opening)),
        years=frozenset(_YEAR.findall(text)),
        figures=numbers(text),
        act=asked_act(text),
        of_gaps=_OF_GAPS.search(text) is not None,
        to_the_day=_TO_THE_DAY.search(text) is not None,
        per_one=_PER_ONE.search(text) is not None,
    )


#: A yes-or-no question that asks which all the same: "do the minutes say who".
_TOLD_WHICH = re.compile(
    r"\b(?:say|says|said|state[sd]?|mention\w*|tell|tells|told|know|known|show|shows|record(?:s|ed)?|give[sn]?|clear|decided?|names?|remember)\b"
    r".*\b(?:who|when|where|how|what|which|why)\b",
    re.IGNORECASE,
)
_OF_GAPS = re.compile(
    r"\b(?:never|not|\w+n['’]?t) (?:mention|say|tell|name|state|give|cover|include)\w*\b"
    r"|\b(?:leaves?|left) (?:out|unnamed|unsaid|open)\b|\bunnamed\b|\bgaps\b"
    r"|\b(?:can['’]?t|cannot) (?:i |we |you )?(?:find|learn|know|quote|cite|tell)\b"
    r"|\b(?:work(?:ed|ing)? out|inferred)\b|\bhow (?:do|did|does|can) (?:we|you|they|anyone|i) know\b",
    re.IGNORECASE,
)
_PER_ONE = re.compile(
    r"\b(?:each|every|per|apiece)\b|\bone \w+ (?:get|have|cost|receive)\w*\b|\b(?:a single|on its own)\b",
    re.IGNORECASE,
)
_TO_THE_DAY = re.compile(r"\b(?:what|which|exact|precise) (?:day|date)\b|\bdate exactly\b", re.IGNORECASE)


def _without_relatives(text: str) -> str:
    """The question without each "who", "when" or "where" that only links: "what did carers who left say"."""

    def linking(found: re.Match[str]) -> str:
        before = text[: found.start()]
        last = (words(before) or [""])[-1]
        # Behind "what" or "which" a "when" asks only where it is joined on: "what town was she in when ...".
        joined = _ASKED_BY.search(before) is None or last in ("and", "or", "but", "also", "then")
        asks = not _OPENED.search(before) or (last in _ASKED_AFTER and joined)
        return found.group() if asks or before.rstrip()[-1:] in set(",;:.?!(") else "that"

    return _LINKING.sub(linking, text)


def _shape(text: str, kind: ValueKind | None, names: tuple[str, ...]) -> Shape:
    if _COMPARISON.search(text) or (len(names) > 1 and re.search(r"\beach\b", text, re.IGNORECASE)):
        return Shape.COMPARISON
    if kind is ValueKind.REASON:
        return Shape.REASON
    if kind in (None, ValueKind.PERSON, ValueKind.BODY) and _LIST.search(text):
        return Shape.LIST
    if kind is None and _SEVERAL.search(text):
        return Shape.SEVERAL
    if kind is not None:
        return Shape.VALUE
    if _YES_NO.search(text.strip()):
        return Shape.YES_NO
    return Shape.OPEN


def _but(names: Sequence[str], left_out: Set[str]) -> tuple[str, ...]:
    return tuple(name for name in names if name not in left_out)


#: What joins two names side by side, with no word between that puts one of them in the other's place or time.
_JOINS = re.compile(r"(?:,|\b(?:and|or|versus|vs|than)\b)", re.IGNORECASE)
_PLACES = re.compile(r"\b(?:in|at|for|after|before|since|under)\b", re.IGNORECASE)


def _beside(text: str, names: tuple[str, ...]) -> frozenset[str]:
    """The names that stand side by side: "Munro and MacAlister", not "MacAlister ... in Wales"."""
    found: set[str] = set()
    end = 0
    before: tuple[str, int] | None = None
    for name in names:
        start = text.find(name, end)
        if start < 0:
            continue
        between = text[before[1] : start] if before else ""
        if before and _JOINS.search(between) and not _PLACES.search(_JOINS.split(between)[-1]):
            found |= {before[0], name}
        end = start + len(name)
        before = (name, end)
    return frozenset(found)


_COUNTED = re.compile(
    r"\b(?:how many|number of)\s+(?:of the |the |other |more |new )*((?:(?!(?:did|do|does|are|is|was|were|has|have|had|will|would|should|can"
    r"|could|in|at|of|that|who|which|from|for|by|on)\b)[\w'’-]+\s*){1,3})",
    re.IGNORECASE,
)


def _counted(text: str) -> tuple[str, ...]:
    found = _COUNTED.search(text)
    return tuple(content_stems(found[1])) if found else ()


def _names(text: str) -> tuple[str, ...]:
    """Capitalised words that are not so only because they begin the question; runs of them as one name."""
    if not _capitals_tell(text):
        return ()
    found: list[str] = []
    previous_end = -2
    first = True
    spans = word_spans(text)
    for place, (word, span) in enumerate(spans):
        capital = word[0].isupper() and len(word) > 1 and not word.startswith(("I'", "I’"))
        grammar = word.casefold() in STOP_WORDS or (first and not _looks_like_name(word))
        if capital and (not grammar or (not first and _leads_a_name(text, spans[place:]))):
            if span.start == previous_end + 1 and found:
                found[-1] += " " + bare(word)
            else:
                found.append(bare(word))
            previous_end = span.end
        first = False
    return tuple(found)


def _leads_a_name(text: str, spans: Sequence[tuple[str, Span]]) -> bool:
    """True where the first word has a capital inside a sentence, right before a name: "Who Cares?", "The Promise"."""
    if len(spans) < 2:
        return False
    (_, here), (following, there) = spans[:2]
    begins = re.search(r"[.?!:;]\W*$", text[: here.start]) is not None
    return (
        not begins
        and there.start == here.end + 1
        and following[0].isupper()
        and following.casefold() not in STOP_WORDS
    )


def _capitals_tell(text: str) -> bool:
    """False where words of grammar inside the question are capitalised too: then all of it is."""
    inside = [word for word, _ in word_spans(text)[1:] if word.casefold() in STOP_WORDS and word != "I"]
    return not text.isupper() and (not inside or any(word.islower() for word in inside))


def _looks_like_name(word: str) -> bool:
    """A capitalised first word that is no English opener of questions."""
    return words(word)[0] not in _OPENERS


_OPENERS = frozenset(
    """who what when where why how which whose whom did does do is are was were has have had can could will would should
    list name give tell describe explain compare summarise outline please according date number reasons cost find show
    define in on at by for after before during since under and but so if
    thanks thank hello hi hey please ok okay great cheers sorry""".split()
)
