"""How firmly a thing was said: what was asked, could be or had to be is not what was decided, would be or may be."""

# ruff: noqa: E501  (a pattern reads best on its own line)

from __future__ import annotations

import re

from rag.text import stem

#: What obliges, and what does not; a view that a thing is good obliges nobody.
_OBLIGES = re.compile(
    r"\b(?:(?:was|were|is|are|been|be) (?:required|obliged|compelled|bound|ordered)|requiring|required (?:of|to)|made (?:compulsory|mandatory|a duty)|compelled|obliged|certain to|guaranteed|ruled|ordered|insist(?:ed|s|ing))\b",
    re.IGNORECASE,
)
_MUST = re.compile(
    r"\b(?:requir\w+|oblig\w+|compel\w*|bound|must|has to|have to|had to|need\w*|duty|duties|order\w*|compulsory|mandatory|by law|guarantee\w*|certain|rul(?:ed|es|ing)|insist\w*|lays? down|laid down)\b",
    re.IGNORECASE,
)


def makes_binding(quoted: str, text: str) -> bool:
    """True where a model's sentence obliges somebody or makes sure of a thing, and the quoted one does neither."""
    return _OBLIGES.search(text) is not None and _MUST.search(quoted) is None


#: A question, and an answer to it.
_WHETHER = re.compile(
    r"\b(?:ask|wonder|question|consider|look|weigh|discuss)\w*(?: \w+){0,4}? (?:whether|if)\b", re.IGNORECASE
)
_ASKED = re.compile(
    r"\b(?:ask|wonder|question|consider|look|weigh|discuss|rais|explor|possib|idea|whether|if|could|might)\w*\b",
    re.IGNORECASE,
)


def settles(quoted: str, text: str) -> bool:
    """True where the quoted sentence asks whether a thing should be, and a model's sentence leaves nothing asked."""
    return _WHETHER.search(quoted) is not None and _ASKED.search(text) is None


_DOUBTS = re.compile(r"\b(?:might|(?-i:may)|could|possib\w+|perhaps|potential\w*|can|if)\b", re.IGNORECASE)
_MIGHT = re.compile(r"\b(?:might|(?-i:may)(?! \d))\b(?! (?:and|or) should)", re.IGNORECASE)
_WOULD = re.compile(r"\b(?:would|will)\b")


#: What might be done, or could.
_CAN_DO = re.compile(
    r"\b(?:might|could|(?-i:may)) (?:also |then )?(?P<do>(?!be\b|have\b|not\b)[a-z]+)", re.IGNORECASE
)
#: A condition under which alone a thing was to be, and any condition.
_IF_NEED_BE = re.compile(
    r"\b(?:if (?:need be|needed|necessary|required)|(?:where|when) (?:needed|necessary)|in case|as a last resort)\b",
    re.IGNORECASE,
)
_CONDITION = re.compile(
    r"\b(?:if|unless|in case|provided|should (?:it|this|that|the need)|where|when|needed|necessary|required|last resort)\b",
    re.IGNORECASE,
)
#: What somebody would do: of a duty to do it, that is more than was said.
_WILL_DO = re.compile(r"\b(?:would|(?-i:will)) (?:also |then )?(?P<do>(?!be\b|have\b)[a-z]+)", re.IGNORECASE)


#: To look into a thing is not to set it up.
_LOOKS_INTO = re.compile(
    r"\b(?:look\w* (?:in)?(?:to|at)|explor\w+|consider\w*|weigh\w*|examin\w+|think about|investigat\w+)\b",
    re.IGNORECASE,
)
_SETS_UP = re.compile(
    r"\b(?:creat\w+|set(?:ting)? up|introduc\w+|establish\w*|adopt\w*|build\w*|bring in|brought in|legislat\w+)\b",
    re.IGNORECASE,
)


#: Support for the principle, and acceptance that there is a need, are less than support and acceptance.
_IN_PRINCIPLE = re.compile(r"\bin principle\b", re.IGNORECASE)
_THE_NEED = re.compile(
    r"\b(?:accept|recogni[sz]|acknowledg)\w* (?:that there was )?(?:the|a) need\b", re.IGNORECASE
)


def hardens(quoted: str, text: str) -> bool:
    """True where what might be by the quoted sentence would be, or is, by a model's."""
    if any(only.search(quoted) and not only.search(text) for only in (_IN_PRINCIPLE, _THE_NEED)):
        return True
    if _IF_NEED_BE.search(quoted) and not _CONDITION.search(text):
        return True
    if _LOOKS_INTO.search(quoted) and _SETS_UP.search(text) and not _LOOKS_INTO.search(text):
        return True
    due = {stem(hit["do"]) for pattern in (_DUTY, _CAN_DO) for hit in pattern.finditer(quoted)}
    if any(stem(hit["do"]) in due for hit in _WILL_DO.finditer(text)) and not (
        _MUST.search(text) or _DOUBTS.search(text)
    ):
        return True
    return (
        _MIGHT.search(quoted) is not None and _WOULD.search(text) is not None and _DOUBTS.search(text) is None
    )


#: A decision, and what is less than one.
_DECIDED = re.compile(
    r"\b(?:accept(?:ed|s)|agreed|approved|adopted)\b(?! (?:in principle|to (?:consider|look|explore|discuss)))"
)
_LESS = re.compile(
    r"\b(?:(?:promis|offer|undert[oa]|agre)\w+ to (?:consider|look (?:at|into)|explore|discuss)|(?:merely|only) (?:noted|discussed|considered|suggested))\b"
)


#: Talk, where nothing is decided, and words of decision.
_TALKS = re.compile(r"\b(?:consider(?:ed|s)|noted|discussed|suggested|proposed|looked at)\b")
_SETTLED = re.compile(
    r"\b(?:accept\w*|agree\w*|approv\w*|adopt\w*|decid\w*|decision\w*|endors\w*|back(?:ed|ing)|support\w*)\b"
)


def lessens(quoted: str, text: str) -> bool:
    """True where what was decided by the quoted sentence was only promised a thought by a model's."""
    return (
        _DECIDED.search(quoted) is not None
        and (
            _LESS.search(text) is not None or (_TALKS.search(text) is not None and not _SETTLED.search(text))
        )
        and not _LESS.search(quoted)
        and not _TALKS.search(quoted)
    )


_DUTY = re.compile(
    r"\b(?:must|has to|have to|had to|(?:is|are|was|were) (?:required|obliged) to|shall)(?! not) (?P<do>[a-z]+)",
    re.IGNORECASE,
)
_LEAVE = re.compile(
    r"\b(?:may|can|could|might)(?! not)(?:,[^,]{3,60},)?(?: \w+ly| choose to)? (?P<do>[a-z]+)"
)


def loosens(quoted: str, text: str) -> bool:
    """True where what must be done by the quoted sentence may be done by a model's."""
    may = {stem(hit["do"]) for hit in _LEAVE.finditer(text)}
    return any(stem(hit["do"]) in may for hit in _DUTY.finditer(quoted)) and _DUTY.search(text) is None
