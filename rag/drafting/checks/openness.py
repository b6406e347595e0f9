"""What a quoted sentence leaves open, and a model's sentence tells as done or as so."""

# ruff: noqa: E501  (a pattern reads best on its own line)

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.paragraphs.readers.hedging import CAME, RESULT
from rag.text import content_stems

#: What leaves a thing open in a quoted sentence: behind these stands what has not come about.
_OPEN = re.compile(
    r"\b(?:would|(?-i:will)|should|shall|could(?! not)|might|must|ought to|(?:was|were|is|are) (?:also |then )?to(?: be)?|plann?(?:ed|s|ing)(?: to| for)?"
    r"|propos(?:ed|es|ing)(?: that| to)?|recommend(?:ed|s|ing)(?: that)?|suggest(?:ed|s|ing)(?: that)?|promis(?:ed|es|ing)(?: to| that)?"
    r"|ask(?:ed|s|ing) for|call(?:ed|s|ing) for|wanted|intend(?:ed|s)(?: to)?|hop(?:ed|es)(?: to| that)?|aim(?:ed|s)(?: to)?|urg(?:ed|es)"
    r"|pledg(?:ed|es)(?: to)?|due to|expected to|in case|proposals?(?: [^.;:]{1,60})? (?:was|were|is|are)(?= (?:that|to|an?|the|for)\b))\b",
    re.IGNORECASE,
)
#: The same in a model's sentence. A participle that only says which thing is meant ("a tax proposed in 2022", "as
#: agreed in May") leaves nothing open.
_LEFT_OPEN = re.compile(
    r"\b(?:would|will|should|shall|could|might|must|(?-i:may)|ought|be (?:\w{2,}(?:ed|en)|held|made|brought|put|set|given|taken|kept|led|run|built|paid|sent|shared)|(?:was|were|is|are|be) (?:also |then )?(?:to|due|meant|intended|expected|supposed)|to be|plan(?:s|ned|ning)?"
    r"|propos(?:ed?|es|ing|als?)|recommend(?:ed|s|ing)?|suggest\w+|promis\w+|pledg\w+|ask\w*|call(?:s|ed|ing)? for|want\w*|intend\w*|intention|hop(?:ed|es|ing)|aim\w*|goal|urg(?:ed|es|ing)"
    r"|due|expect\w*|to (?:take|be|have|give|make|bring|set|help|advise|oversee|lead|run|see|ensure)|(?:has|have|had) to|in case|in favour|advocat\w+|press(?:ed|ing)|seek|sought|wish\w*|need\w*|request\w*|demand\w*|advis\w+|consider\w*|announc(?:ed|es|ing)|ideas?|vision|remit|draft|yet to|requir\w+|oblig\w+|lays? down|^as (?:was|were|did|had)\b|rather than|instead of|forecast)\b",
    re.IGNORECASE,
)
_WHICH = re.compile(
    r"(?<!was )(?<!were )(?<!is )(?<!are )(?<!be )(?<!been )\b(?:proposed|recommended|suggested|promised|planned|agreed|asked for|called for|pledged|urged|requested|announced) (?:in|by|on|at)\b"
    r"|\bas (?:\w+ ){0,4}?(?:agreed|planned|promised|proposed|recommended|asked)\b"
    r"|,? which (?:was|were|had been) (?:[\w’'-]+ ){0,6}?(?:proposal|recommendation|plan|promise)s?\b",
    re.IGNORECASE,
)
#: When a thing was asked for stands between "asked" and "for".
_DATED = re.compile(r"\s(?:in|on) (?:\d{1,2} )?(?:(?:early|late|mid-?) ?)?(?:[A-Z][a-z]+ )?(?:19|20)\d\d\b")
#: "The money pledged by ministers": which money, and nothing is left open by it.
_OF_WHOM = re.compile(
    r"(?<!was )(?<!were )(?<!is )(?<!been )(?<!be )\b(?:pledged|promised|proposed|planned|recommended|suggested) by\b"
)
#: "The strategy promised for 2022 was published": no longer open.
_SINCE = re.compile(
    r"\b(?:promised|proposed|planned|recommended|asked for|called for|suggested) (?:for|in|by|on|at) [^,;]{0,40}?(?=\b(?:was|were|has|had|came|became)\b)"
)
#: A verb of its own: without one ("giving councils support") a part only goes on with what was told before.
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|(?!un)\w{2,}ed|spent|took|gave|made|came|went|began|set|put|got|built|brought|ran|met|led|won|cut|saw|rose|fell|grew"
    r"|became|held|kept|paid|sent|spoke|wrote|now \w+s)\b"
)
#: "Chaired by a minister": it says more of what was named before.
_PARTICIPLE = re.compile(
    r"^\W*(?!asked|called|wanted|recommended|proposed|planned|pressed|hoped)\w+(?:ed|en|ing)\b(?= (?:by|in|on|at|for|from|to|with|as|councils?|the|a)\b)"
)
#: Telling words behind what leaves a thing open that say which thing; half of them must be in the sentence.
_THING = 4

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
    bare = _DATED.sub("", _WHICH.sub(_unless_told, _PARTICIPLE.sub("", part)))
    # "Proposed in 2003" is the verb itself where the part has no other.
    if _LEFT_OPEN.search(bare) or not _FINITE.search(bare):
        return False
    mine = set(content_stems(part))
    undated = _OF_WHOM.sub(" by", _DATED.sub("", quoted))
    for hit in _OPEN.finditer(undated):
        behind = content_stems(undated[hit.end() :])[:_THING]
        if behind and (2 * len(mine & set(behind)) >= len(set(behind)) or behind[0] in mine):
            return True
    return False


#: What came about, in words that no plan has.
_RESULTS = re.compile(
    r"\b(?:rolled (?:[\w’-]+ ){0,3}out|(?:was|were|been) met|set (?:[\w’-]+ ){0,2}up|brought (?:[\w’-]+ ){0,2}in|took effect|came into (?:force|effect|being|use)"
    r"|cut|improved|reduced|achieved|delivered|introduced|implemented|launched|opened|created|established|abolished|scrapped|completed|completion of|fulfilment of|spent|carried (?:it |this |them )?out|put (?:it |this |them )?(?:in place|into practice|into operation|into effect))\b",
    re.IGNORECASE,
)


_NOW = re.compile(r"\b(?:now|already|since then|has since|have since)\b")
_STILL_TO_COME = re.compile(r"\b(?:would|(?-i:will)|(?:was|were|is|are) to)\b")


def results(quoted: Sequence[str], resting: str, text: str) -> bool:
    """True where a model's sentence tells a result beyond doubt that the sentence it rests on does not have.

    What another quoted sentence has in the same words is no result of the model's.
    """
    if _NOW.search(text) and not _NOW.search(resting) and _STILL_TO_COME.search(resting):
        return True
    hit = _RESULTS.search(text)
    if (
        hit is None
        or _LEFT_OPEN.search(text)
        or any(one.search(resting) for one in (_RESULTS, RESULT, CAME, _DONE))
    ):
        return False
    word = hit.group().casefold()
    return not any(re.search(rf"(?<!to ){re.escape(word)}\b", one.casefold()) for one in quoted)


_DONE = re.compile(r"\b(?:was|were|been|be) (?:done|held|made|given|found)\b")
