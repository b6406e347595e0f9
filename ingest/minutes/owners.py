"""Who is to do something, as minutes name them: people, posts, bodies. Nobody is named whom the record does not."""

from __future__ import annotations

import re

from rag.domain import Span

#: What a council's meetings are of.
BODY = (
    r"(?:(?:sub|select)[- ]?committees?|committees?|panels?|boards?|cabinet|executive|council"
    r"|commissions?|forums?|partnerships?"
    r"|(?:working|task|steering|scrutiny)[ -](?:and[ -]finish[ -])?groups?|groups?|assembly)"
)
_POST = (
    r"(?:(?:vice|deputy)[- ]?chair(?:man|woman|person)?|co-?chairs?|chair(?:man|woman|person)?s?"
    r"|directors?|heads?|managers?|officers?|lead(?:er)?s?|clerks?"
    r"|councillors?|members?|advis[eo]rs?|commissioners?|co-?ordinators?|chief\s+executive|secretary"
    r"|solicitors?|accountants?|nurses?"
    r"|superintendents?|inspectors?|principals?|head\s*teachers?|headteachers?|champions?|holders?"
    r"|consultants?|analysts?|guardians?|rapporteurs?|assistants?)"
)
_TEAM = (
    r"(?:teams?|services?|departments?|directorates?|units?|agency|agencies|trusts?|partners|police|health)"
)

#: Somebody without a name or a post: the record does not say who.
_NOBODY = re.compile(
    r"(?:(?:the|all|some|relevant|other|these|those|appropriate)\s+){0,3}(?:officers?|staff|colleagues|it"
    r"|they|he|she|we|this|that|all|someone|somebody|people|everyone|tbc|tba|n/a|none)",
    re.IGNORECASE,
)
#: Not at the table: what these agree to is no action of the meeting.
_OUTSIDE = re.compile(
    r"\b(?:governments?|minist(?:er|ers|ry|erial)|whitehall|treasury|parliament|secretary\s+of\s+state"
    r"|secretaries|ofsted|reviewers?|author|public"
    r"|prime|inquiry|children|young\s+people|parents|families|carers?|local\s+authorities|councils)\b(?!['’])",
    re.IGNORECASE,
)

_TITLE = (
    r"(?:Cllrs?|Councillors?|Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Professor|Sir|Dame|Lord|Lady|Baroness|Baron|Rev"
    r"|Revd|Reverend|Canon|Alderman|Ald)\b\.?"
)
_SURNAME = r"[A-Z][\w’'-]*\.?(?:\s+[A-Z][\w’'-]*){0,3}"
#: Words that neither begin nor stand inside the name of a post.
_SMALL = (
    r"(?:the|an?|in|on|at|by|to|with|from|that|this|it|was|were|is|are|be|been|had|has|have|would|will"
    r"|should|could|may|might|must|not|and|or|but|if"
    r"|when|where|which|who|whom|whose|what|how|said|asked|told|agreed|noted|heard|because|so|then|also"
    r"|as|addition|meantime)"
)
_CAPITAL = r"[A-Z][\w’'/-]*"
_LOWER = rf"(?!{_SMALL}\b)[a-z][\w’'-]*"
_LINK = r"(?:(?:and|&|of|for)\s+(?:the\s+)?(?=[A-Z])|&\s*)?"
_PRE_CAPITALS = rf"(?:{_CAPITAL}\s+{_LINK}){{0,10}}"
_PRE_ANY = rf"(?:(?:{_CAPITAL}|{_LOWER})\s+{_LINK}){{0,10}}"
_TAIL_WORD = rf"(?!(?:{_SMALL}|to)\b)[\w’'&-]+"
_TAIL = (
    rf"(?:\s+(?:of|for|at|from|in)\s+(?:(?:the|both|each|this|that)\s+)?{_TAIL_WORD}"
    rf"(?:,?\s+(?:and\s+|&\s*|of\s+|for\s+|the\s+)*(?:the\s+)?{_TAIL_WORD}){{0,9}}?){{0,2}}"
)
_NAME = (
    r"(?!(?:The|This|That|It|In|At|On|As|For|A|An|All|There|If"
    r"|When)\b)[A-Z][a-zà-ÿ’'-]+\s+(?:[A-Z]\.?\s+)?[A-Z][\w’'-]+"
)

_PERSON = rf"{_TITLE}\s+{_SURNAME}"
_POSITION = (
    rf"(?:(?i:the|an?|our|its|their)\s+{_PRE_ANY}|{_PRE_CAPITALS})(?i:{_POST}|{_TEAM}|{BODY})\b{_TAIL}"
)
_PERSON_WITH_POST = rf"(?:{_PERSON}|{_NAME}),?\s+(?:\((?:[^()]{{2,60}})\)|(?<=,\s){_POSITION})"
_INITIALS = r"[A-Z]{2,3}"
_POST_WITH_PERSON = rf"{_POSITION},\s+{_PERSON}"
_ONE = rf"(?:(?i:the)\s+)?(?:{_PERSON_WITH_POST}|{_POST_WITH_PERSON}|{_PERSON}|{_POSITION}|{_NAME})"
_JOIN = re.compile(r"\s*(?:,|;|/|&|\+)\s*(?:and\s+)?|\s+(?:and|with)\s+")
_NAMED = re.compile(_ONE)
_TAKEN_DOWN = re.compile(rf"{_ONE}|{_INITIALS}|(?i:all\s+(?:members|partners)|members)")
_BY_NAME = re.compile(rf"(?:{_PERSON}|{_NAME})")
_TITLED = re.compile(_PERSON)
_THEIR_POST = re.compile(rf",\s*(?!{_TITLE}){_POSITION}")
#: A post "of" something that is no body yet, and the rest of the name of one.
_TAILED = re.compile(rf"\s(?:of|for)\s(?!.*\b(?:{BODY}|{_TEAM})$)", re.IGNORECASE | re.DOTALL)
_BARE_BODY = re.compile(rf"(?:[A-Z][\w’'-]*\s+)+(?i:{BODY}|{_TEAM})\b")
_HAS_POST = re.compile(rf"\b(?:{_TITLE}|{_POST}\b)", re.IGNORECASE)
#: Before the last words of a longer name: "the nurse at" Elm School.
_HANGS = re.compile(r"\b(?:of|at|from|in|with|to|by|for|or|than)\s+$", re.IGNORECASE)
#: What begins another owner: an article, a title, a post, initials.
_AFRESH = re.compile(rf"(?i:the|an?)\s|{_TITLE}|(?i:{_POST})\b|{_INITIALS}\b")
_CAPITAL_POST = re.compile(rf"(?:(?i:the)\s+)?{_PRE_CAPITALS}(?i:{_POST})\b{_TAIL}")
_ARTICLE = re.compile(r"(?:the|an?)\s+(?=\S)", re.IGNORECASE)
_BEGINS = re.compile(r"(?<![\w’'&-])[A-Za-z]")
#: Longer than this no owner is named: a clause stands there (words).
_LONGEST = 24


def owners_at_end(text: str, within: Span) -> tuple[tuple[Span, ...], int] | None:
    """Who is named by the last words of a stretch, and where they begin; None where nobody can be told.

    "Officers" and "it" name nobody: then the owners are empty.
    """
    end = within.start + len(within.of(text).rstrip(" \t\n\u00a0,"))
    starts = [found.start() for found in _BEGINS.finditer(text, within.start, end)]
    for start in starts[-_LONGEST:]:
        if _HANGS.search(text, within.start, start):
            continue
        if _NOBODY.fullmatch(text, start, end):
            return (), start
        parts = _parts(text, start, end, _NAMED)
        if parts is not None:
            outside = any(_OUTSIDE.search(_head(one.of(text))) for one in parts)
            return None if outside else (tuple(parts), start)
    return None


def owners_of(text: str, within: Span) -> tuple[Span, ...] | None:
    """The owners that words name ("Head of Service", "JS/AB"); empty for "officers"; None for other words."""
    words = within.of(text)
    start = within.start + len(words) - len(words.lstrip(" \t\n\u00a0*_"))
    end = within.start + len(words.rstrip(" \t\n\u00a0.,;*_"))
    if start >= end or len(words.split()) > _LONGEST:
        return None
    if _NOBODY.fullmatch(text, start, end):
        return ()
    parts = _parts(text, start, end, _TAKEN_DOWN)
    return None if parts is None else tuple(parts)


def _parts(text: str, start: int, end: int, shape: re.Pattern[str]) -> list[Span] | None:
    """Each owner of a list, articles left out; "Policy and Practice" is not cut, nor a person from their post."""
    for join in _JOIN.finditer(text, start, end):
        if not shape.fullmatch(text, start, join.start()):
            continue
        rest = None
        if _goes_on(text, start, join.start(), join.end(), end):
            continue
        if not _one_person(text, start, join, end):
            rest = _parts(text, join.end(), end, shape)
        if rest is not None:
            return [_trimmed(text, start, join.start()), *rest]
    return [_trimmed(text, start, end)] if shape.fullmatch(text, start, end) else None


def _one_person(text: str, start: int, join: re.Match[str], end: int) -> bool:
    """True for "Jane Moss, Head of Fostering" and for "the Chair, Cllr Moss"."""
    if _BY_NAME.fullmatch(text, start, join.start()):
        return _THEIR_POST.match(text, join.start(), end) is not None
    return join.group().strip() == "," and _TITLED.fullmatch(text, join.end(), end) is not None


def _goes_on(text: str, start: int, end: int, after: int, stop: int) -> bool:
    """True inside one name: "Chair of the Policy" and "Practice Panel", "Policy" and "Practice Panel's Chair"."""
    left = text[start:end]
    if _TAILED.search(left) and _BARE_BODY.match(text, after):
        return True
    if _AFRESH.match(text, after) or _HAS_POST.search(left):
        return False
    return _CAPITAL_POST.fullmatch(text, start, stop) is not None


def is_person(named: str) -> bool:
    """True for a person or a post, false for a team or a body."""
    return _BY_NAME.fullmatch(named) is not None or _HAS_POST.search(_head(named)) is not None


def _head(named: str) -> str:
    """What an owner is, without whose or of what: "the Director of Children's Services" is a director."""
    return re.split(r"\s+(?:of|for|at|from)\s+", named, maxsplit=1)[0]


def _trimmed(text: str, start: int, end: int) -> Span:
    article = _ARTICLE.match(text, start, end)
    return Span(article.end() if article else start, end)
