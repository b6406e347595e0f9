"""What a meeting did with a matter. Considered is not agreed, and what others agreed is not the meeting's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.minutes.bodies import Bodies
from ingest.minutes.owners import BODY, is_person
from ingest.minutes.statements import Label, Statement
from rag.domain import Act, Outcome, Span

#: How the words for an act begin. Thanking governs what follows ("thanked officers and noted ...") and is no act.
_ACTS: tuple[tuple[str, Act | None], ...] = (
    *((stem, Act.CONSIDERED) for stem in "consider discuss debat scrutin examin review receiv gave".split()),
    *((stem, Act.NOTED) for stem in "not took".split()),
    *((stem, Act.AGREED) for stem in "agree approv endors accept adopt decid confirm".split()),
    ("resol", Act.RESOLVED),
    ("recommend", Act.RECOMMENDED),
    *((stem, None) for stem in "thank welcom commend congratulat".split()),
)
_VERB = re.compile(
    r"\b(?:considered|considers|discussed|debated|scrutini[sz]ed|examined|reviewed|received"
    r"|gave\s+(?:\w+\s+)?consideration\s+to|noted|notes|took\s+note\s+of"
    r"|agreed|agrees|approved|approves|endorsed|endorses|accepted|adopted|decided|resolved|resolves"
    r"|recommended|recommends"
    r"|confirmed(?=\s+as\s+(?:a|an|being)\b)|thanked|welcomed|commended|congratulated)\b",
    re.IGNORECASE,
)
_ONLY_ACTIVE = re.compile(
    r"(?:\w+s|took\s+note\s+of|gave\s.*|decided|thanked|welcomed|commended|congratulated)$", re.IGNORECASE
)
_ADVERBS = r"(?:(?:then|also|further|unanimously|formally|therefore|both|all|jointly|[a-z]+ly)\s+){0,3}"

#: Whoever sits at the table, taken together.
_TOGETHER = (
    r"(?:(?:committee|panel|board)\s+members|members|councillors|the\s+meeting|those\s+present|attendees"
    r"|governors|trustees)"
)
#: What stands between "Members" and the verb: of what, at what meeting.
_BESIDE = (
    r"(?:\s+(?:of|at|from|on)\s+(?:(?!\b(?:that|who|whom|which|heard|were|was|had|asked|told|said|staff"
    r"|public|parliament|but|if|when)\b|[.;:]).){1,160}?)?"
)
_SUBJECT = re.compile(
    rf"(?:\b(?P<together>(?i:{_TOGETHER}))|\b(?P<body>(?:(?i:the|both|all|two|this|each"
    rf"|joint)\s+)*(?:[A-Z][\w’'&-]*,?\s+(?:(?:and|of|for|the|&)\s+)*){{0,12}}"
    rf"(?i:{BODY}))\b(?![’']))(?P<beside>{_BESIDE}),?\s+{_ADVERBS}$",
    re.DOTALL,
)
_IT_WAS = re.compile(rf"\bit\s+(?:was|is)\s+{_ADVERBS}$", re.IGNORECASE)
_WAS = re.compile(rf"\b(?:was|were)\s+{_ADVERBS}$", re.IGNORECASE)
_AND = re.compile(rf"(?:[,;]|\band|\bbut)\s*(?:and\s+)?{_ADVERBS}$", re.IGNORECASE)
_BE = re.compile(
    r"\bbe\s+(?:[a-z]+ly\s+)?(?P<verb>noted|agreed|approved|endorsed|accepted|adopted|recommended)\b",
    re.IGNORECASE,
)
_THAT = re.compile(r"[\s“\"*_]*that\b", re.IGNORECASE)

#: "Resolved to recommend": two acts.
_TO_DO_SO = re.compile(rf"\s+{_ADVERBS}to\s+(?P<verb>recommend|note)\b", re.IGNORECASE)

#: Before a body these make the verb another's: "told the committee", "noted that the panel ...".
_NOT_SUBJECT = re.compile(
    r"\b(?:told|informed|advised|asked|by|to|with|from|for|as|than|of|that|if|whether|which|what|when"
    r"|once|until|before|after)\s+$",
    re.IGNORECASE,
)
#: A passive that may be this meeting's: nothing more, or what was decided, or by the meeting itself.
_HERE = re.compile(
    r"\s*(?:$|[.;:)]|,\s*(?:and|subject|with|noted|agreed)\b|(?:that|to|unanimously|subject\s+to|as|and"
    r"|with|for|in\s+principle|without"
    rf"|by\s+(?:the\s+|both\s+)?(?:{_TOGETHER}|(?:joint\s+)?{BODY}))\b)",
    re.IGNORECASE,
)
_BY = re.compile(r"[^.;]{0,30}?\bby\s+(?=\S)")
_AGENT = re.compile(
    rf"(?:(?i:the|both|all)\s+)*(?:(?P<together>(?i:{_TOGETHER}))|(?P<body>(?:[A-Z][\w’'&-]*\s+(?:(?:and"
    rf"|of)\s+)?)*(?i:(?:joint\s+)?{BODY})))\b"
)
#: Where no meeting is named behind "by", a name or one of these is another's doing; a date or "8 votes" is not.
_OTHERS = re.compile(
    r"(?:the\s+)?(?:(?!(?i:january|february|march|april|may|june|july|august|september|october|november"
    r"|december))[A-Z]|government|ministers?|department|officers?|partners?)"
)
#: What denies a verb, wishes it, or puts it at another time.
_UNREAL = re.compile(
    r"\b(?:not|never|no|could|should|may|might|must|would|to\s+be|previously|already|earlier|had|has|have"
    r"|being|having|if|whether|until|once|unless|when"
    r"|after|as|who|which|what)\b[^,;:]*$",
    re.IGNORECASE,
)
#: Behind one of these stand somebody's words or views, not what the meeting did.
_TOLD = re.compile(
    r"\b(?:said|says|reported|reports|told|explained|advised|informed|stated|states|heard|learnt|learned"
    r"|pointed\s+out|commented|replied|responded|added"
    r"|confirmed|asked|queried|hoped|suggested|proposed|believed|felt|argued|claimed|highlighted|whether"
    r"|according\s+to\s+other)\b",
    re.IGNORECASE,
)
_RECORD_SAYS = re.compile(
    r"\b(?:minutes|records?|note|page)\s+(?:also\s+)?(?:say|says|said|states?|stated|reports?|reported)$",
    re.IGNORECASE,
)
#: Another subject or tense between two verbs: the second is not the meeting's.
_CHANGES = re.compile(
    r"\b(?:had|has|have|been|being|was|were|who|which|would|will|said)\b[^,;]*$", re.IGNORECASE
)

_OF_LABEL = {
    Label.RESOLVED: Act.RESOLVED,
    Label.AGREED: Act.AGREED,
    Label.NOTED: Act.NOTED,
    Label.RECOMMENDED: Act.RECOMMENDED,
}


def outcomes_in(text: str, statement: Statement, bodies: Bodies) -> tuple[Outcome, ...]:
    """What one statement says the meeting did, in the order of the words; each act once."""
    if statement.said is None or statement.said.of(text).rstrip().endswith(":"):
        return ()  # what only leads a list in
    acts: dict[Act, Span] = {}
    for verb, act in sorted(_acts(text, statement, statement.said, bodies), key=lambda found: found[0]):
        acts.setdefault(act, verb)
    return tuple(Outcome(act, statement.span, verb) for act, verb in acts.items())


def _acts(text: str, statement: Statement, said: Span, bodies: Bodies) -> Iterator[tuple[Span, Act]]:
    words = said.of(text)
    own = [(Span(said.start + start, said.start + end), act) for start, end, act in _told(words, bodies)]
    yield from own
    labelled = _OF_LABEL.get(statement.label) if statement.label is not None else None
    word = statement.word
    # "Decision: the report was noted": a mere heading leaves it to the words under it.
    if (
        labelled is not None
        and word is not None
        and not (own and word.of(text).casefold().startswith("decision"))
    ):
        yield word, labelled
    if labelled is not None or _THAT.match(words):
        for found in _BE.finditer(words):
            act = _act(found["verb"])
            if act is not None and not _UNREAL.search(words[: found.start()]):
                yield Span(said.start + found.start("verb"), said.start + found.end("verb")), act


def _told(words: str, bodies: Bodies) -> Iterator[tuple[int, int, Act]]:
    """Where the words of a sentence tell an act of the meeting: start, end, act."""
    governs: int | None = None  # behind the last verb whose subject is the meeting
    capitals = words.upper() != words
    for found in _VERB.finditer(words):
        before, verb = words[: found.start()], found.group()
        joined = (
            governs is not None
            and _AND.search(before)
            and not _CHANGES.search(words[governs : found.start()])
        )
        if (
            not joined
            and not _is_own(words, found, bodies)
            and not (capitals and verb.isupper() and not _spoken(before))
        ):
            continue
        governs = found.end()
        act = _act(verb)
        if act is not None:
            yield found.start(), found.end(), act
        further = _TO_DO_SO.match(words, found.end()) if act in (Act.AGREED, Act.RESOLVED) else None
        if further:
            yield further.start("verb"), further.end("verb"), _act(further["verb"]) or Act.AGREED


def _is_own(words: str, found: re.Match[str], bodies: Bodies) -> bool:
    """True where the subject of the verb is the meeting, or a passive can have no other."""
    before = words[: found.start()]
    if _spoken(before):
        return False
    subject = _SUBJECT.search(before)
    if subject:
        ahead = before[: subject.start()]
        by_record = _RECORD_SAYS.search(re.sub(r"\s+that\s+$", "", ahead))
        return (not _NOT_SUBJECT.search(ahead) or bool(by_record)) and (
            bool(subject["together"]) or (bodies.hold(subject["body"]) and not is_person(subject["body"]))
        )
    if _ONLY_ACTIVE.match(found.group()) and found.group().casefold() != "decided":
        return False
    passive = _IT_WAS.search(before) or (_WAS.search(before) if _HERE.match(words, found.end()) else None)
    if passive is None or _by_others(words, found.end(), bodies):
        return False
    return not _UNREAL.search(before[: passive.start()])


def _by_others(words: str, behind: int, bodies: Bodies) -> bool:
    """True where a passive says that somebody else did it."""
    by = _BY.match(words, behind)
    if by is None:
        return False
    agent = _AGENT.match(words, by.end())
    if agent:
        return not agent["together"] and not bodies.hold(agent["body"])
    return _OTHERS.match(words, by.end()) is not None


def _spoken(before: str) -> bool:
    """True where somebody's words govern what follows; the record's own saying does not count."""
    return any(not _RECORD_SAYS.search(before[: told.end()]) for told in _TOLD.finditer(before))


def _act(verb: str) -> Act | None:
    said = verb.casefold()
    return next(act for stem, act in _ACTS if said.startswith(stem))
