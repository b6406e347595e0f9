"""What is asked of a model beyond what is asked of a person: openness and denial of the quoted words stay as they are."""

# ruff: noqa: E501  (a pattern reads best on its own line)

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.answering.language.modality import clauses
from rag.answering.language.senses import denies
from rag.domain import Span
from rag.paragraphs.readers.denying import scopes
from rag.text import content_stems

#: What leaves a thing open in a quoted sentence: behind these stands what has not come about.
_OPEN = re.compile(
    r"\b(?:would|will|should|shall|could(?! not)|might|must|ought to|(?:was|were|is|are) (?:also |then )?to(?: be)?|plann?(?:ed|s|ing)(?: to| for)?"
    r"|propos(?:ed|es|ing)(?: that| to)?|recommend(?:ed|s|ing)(?: that)?|suggest(?:ed|s|ing)(?: that)?|promis(?:ed|es|ing)(?: to| that)?"
    r"|ask(?:ed|s|ing) for|call(?:ed|s|ing) for|wanted|intend(?:ed|s)(?: to)?|hop(?:ed|es)(?: to| that)?|aim(?:ed|s)(?: to)?|urg(?:ed|es)"
    r"|pledg(?:ed|es)(?: to)?|due to|expected to|in case|proposals?(?: [^.;:]{1,60})? (?:was|were|is|are))\b",
    re.IGNORECASE,
)
#: The same in a model's sentence. A participle that only says which thing is meant ("a tax proposed in 2022", "as
#: agreed in May") leaves nothing open.
_LEFT_OPEN = re.compile(
    r"\b(?:would|will|should|shall|could|might|must|(?-i:may)|ought|be \w{2,}(?:ed|en)|(?:was|were|is|are|be) (?:also |then )?(?:to|due|meant|intended|expected|supposed)|to be|plan(?:s|ned|ning)?"
    r"|propos(?:ed?|es|ing|als?)|recommend(?:ed|s|ing)?|suggest\w+|promis\w+|pledg\w+|ask\w*|call(?:s|ed|ing)? for|want\w*|intend\w*|intention|hop(?:ed|es|ing)|aim\w*|goal|urg(?:ed|es|ing)"
    r"|due|expect\w*|to (?:take|be|have|give|make|bring|set|help|advise|oversee|lead|run|see|ensure)|in case|in favour|advocat\w+|press(?:ed|ing)|seek|sought|wish\w*|need\w*|request\w*|demand\w*|advis\w+|consider\w*|announc(?:ed|es|ing)|ideas?|vision|remit|draft|yet to)\b",
    re.IGNORECASE,
)
_WHICH = re.compile(
    r"(?<!was )(?<!were )(?<!is )(?<!are )(?<!be )(?<!been )\b(?:proposed|recommended|suggested|promised|planned|agreed|asked for|called for|pledged|urged|requested) (?:in|by|on|at)\b"
    r"|\bas (?:\w+ ){0,4}?(?:agreed|planned|promised|proposed|recommended|asked)\b"
    r"|,? which (?:was|were|had been) (?:[\w’'-]+ ){0,6}?(?:proposal|recommendation|plan|promise)s?\b",
    re.IGNORECASE,
)
#: When a thing was asked for stands between "asked" and "for".
_DATED = re.compile(r"\s(?:in|on) (?:\d{1,2} )?(?:(?:early|late|mid-?) ?)?(?:[A-Z][a-z]+ )?(?:19|20)\d\d\b")
#: "The strategy promised for 2022 was published": no longer open.
_SINCE = re.compile(
    r"\b(?:promised|proposed|planned|recommended|asked for|called for|suggested) (?:for|in|by|on|at) [^,;]{0,40}?(?=\b(?:was|were|has|had|came|became)\b)"
)
#: A verb of its own: without one ("giving councils support") a part only goes on with what was told before.
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|\w{2,}ed|spent|took|gave|made|came|went|began|set|put|got|built|brought|ran|met|led|won|cut|saw|rose|fell|grew"
    r"|became|held|kept|paid|sent|spoke|wrote|now \w+s)\b"
)
#: "Chaired by a minister": it says more of what was named before.
_PARTICIPLE = re.compile(r"^\W*\w+(?:ed|en|ing)\b(?= (?:by|in|on|at|for|from|to|with|as|councils?|the|a)\b)")
#: Telling words behind what leaves a thing open that say which thing; half of them must be in the sentence.
_THING = 4

#: What denies in a model's sentence, or says of little or few what another says of none.
_DENIES = re.compile(
    r"\b(?:not|no|never|none|nothing|nobody|neither|nor|without|cannot|un(?:able|aware|certain|changed|clear|convinced|done|fair|finished|fit|happy|just|known|lawful|likely|met|needed|safe|sure|willing)\w*|in(?:adequate|complete|sufficient)\w*|lack\w*|fail\w*|reject\w*|refus\w*|declin\w*"
    r"|un\w{3,}ed|in place of|out of|den(?:y|ied|ies)|rul(?:ed|es) out|against|oppos\w+|too (?:few|little|early|soon)|short of|yet to|miss(?:ed|ing)|absen\w+|hardly|few|little|only|stopp?ed|remain\w*|still|rather than|instead)\b|n[’']t\b",
    re.IGNORECASE,
)
#: Share of the telling words of the clause that is denied that the sentence must have to be about it.
_ABOUT = 0.5


#: Before "proposed in 2016" these make a verb of it: somebody who proposes, or what is proposed.
_DOES = re.compile(
    r"(?:\b[A-Z][\w’'-]*|\b(?:report|review|inquiry|committee|government|panel|council|board|ministers?|it|he|she|they|who|which|was|were|is|are|be|been|had|has|both|also))"
    r"(?: (?:both|also|first|later|then))? $"
)


def _unless_told(hit: re.Match[str]) -> str:
    """Nothing in place of words that only say which thing is meant; the words themselves where they tell of it."""
    return hit.group() if _DOES.search(hit.string[: hit.start()]) else " "


def leaves_open(quoted: str, part: str) -> bool:
    """True where the quoted sentence leaves open what a part of the model's sentence tells as so."""
    bare = _WHICH.sub(_unless_told, _PARTICIPLE.sub("", part))
    # "Proposed in 2003" is the verb itself where the part has no other.
    if _LEFT_OPEN.search(bare) or not _FINITE.search(bare):
        return False
    mine = set(content_stems(part))
    undated = _DATED.sub("", quoted)
    for hit in _OPEN.finditer(undated):
        behind = content_stems(undated[hit.end() :])[:_THING]
        if behind and (2 * len(mine & set(behind)) >= len(set(behind)) or behind[0] in mine):
            return True
    return False


_INSTEAD = re.compile(r"rather than|instead of|in place of", re.IGNORECASE)
#: What denies beyond doubt in a model's sentence.
_OUTRIGHT = re.compile(
    r"\b(?:(?:was|were|is|are|has|have|had|did|does|do|will|would|could|can|should|must) (?:not(?! only)|never)|cannot|no longer|recommended against|advised against"
    r"|refused to|failed to|declined to|ruled out|rejected)\b|n[’']t\b",
    re.IGNORECASE,
)


def adds_denial(quoted: Sequence[str], part: str) -> bool:
    """True where a part of a model's sentence denies outright, and no quoted sentence denies or belittles anything."""
    return _OUTRIGHT.search(part) is not None and not any(
        _DENIES.search(one) or denies(one) for one in quoted
    )


def drops_denial(quoted: str, part: str) -> bool:
    """True where the clause of the quoted sentence that a part is about is flatly denied, and the part denies nothing."""
    if _DENIES.search(part) or denies(part):
        return False
    mine = set(content_stems(part))
    clause = max(clauses(quoted), key=lambda one: _shared(mine, one, quoted))
    flatly = [
        denier for denier, _ in scopes(clause.of(quoted)) if not _INSTEAD.match(denier.of(clause.of(quoted)))
    ]
    return bool(flatly) and _shared(mine, clause, quoted) >= _ABOUT


#: What obliges, and what does not; a view that a thing is good obliges nobody.
_OBLIGES = re.compile(
    r"\b(?:(?:was|were|is|are|been|be) (?:required|obliged|compelled|bound|ordered|made to)|required (?:of|to)|made (?:compulsory|mandatory|a duty)|compelled|obliged|certain to|guaranteed)\b",
    re.IGNORECASE,
)
_MUST = re.compile(
    r"\b(?:requir\w+|oblig\w+|compel\w*|bound|must|has to|have to|had to|need\w*|duty|duties|order\w*|compulsory|mandatory|by law|guarantee\w*|certain)\b",
    re.IGNORECASE,
)


def makes_binding(quoted: str, text: str) -> bool:
    """True where a model's sentence obliges somebody or makes sure of a thing, and the quoted one does neither."""
    return _OBLIGES.search(text) is not None and _MUST.search(quoted) is None


_SET_OFF = re.compile(
    r", (?:and )?not |,? (?:rather than|instead of|in place of|as opposed to) ", re.IGNORECASE
)
#: Telling words on either side of what sets two things off against each other.
_SIDE = 5


def turned_round(quoted: str, text: str) -> bool:
    """True for "B rather than A" where the quoted sentence has "A, not B"."""
    mine, theirs = _SET_OFF.search(text), _SET_OFF.search(quoted)
    if mine is None or theirs is None:
        return False
    chosen, left = _sides(text, mine)
    there, out = _sides(quoted, theirs)
    crossed = len((chosen & out) - there) + len((left & there) - out)
    straight = len((chosen & there) - out) + len((left & out) - there)
    return crossed > straight


def _sides(text: str, hit: re.Match[str]) -> tuple[set[str], set[str]]:
    return set(content_stems(text[: hit.start()])[-_SIDE:]), set(content_stems(text[hit.end() :])[:_SIDE])


def _shared(mine: set[str], clause: Span, quoted: str) -> float:
    stems = set(content_stems(clause.of(quoted)))
    return len(mine & stems) / len(stems) if stems else 0.0
