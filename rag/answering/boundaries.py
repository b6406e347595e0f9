"""What the program does not do: advise on a live case, or help to identify a person in a record."""

from __future__ import annotations

import re

from rag.domain import Status

_SOMEONE = (
    r"(?:child|kid|baby|infant|toddler|teenager|boy|girl|pupil|student|son|daughter|nephew|niece|grandson|granddaughter|"
    r"grandchild|brother|sister|neighbour|neighbor|client|friend|family|mother|father|mum|mom|dad|partner|husband|wife|ex)"
)
_ADVICE = re.compile(
    r"\b(?:should|shall|can|could|must|do|ought) (?:i|we)\b(?! (?:read|cite|reference|quote|find|ask you|search|use))"
    rf"|\bwhat (?:do|can|should) (?:i|we) do\b|\b(?:my|our|next[- ]door|a) (?:\w+ ){{0,2}}?{_SOMEONE}\b[^?.]*\b(?:is|are|being|gets?|might be|"
    r"may be|has been|was) (?:\w+ ){0,2}?(?:abused|hurt|hit|beaten|harmed|neglected|unsafe|at risk|in danger|bruised|starving|left alone|missing|scared)"
    rf"|\b(?:i am|i'm|im|we are|we're|i feel) (?:\w+ ){{0,2}}?(?:worried|concerned|scared|afraid|frightened)\b"
    r"|\b(?:i|we) (?:think|suspect|believe|saw|heard|know) (?:\w+ ){0,6}?(?:abus\w+|neglect\w*|hurt\w*|hit\w*|harm\w*|at risk|in danger)"
    rf"|\b(?:take|taking|took|remove|removing|get) (?:\w+ )?(?:my|our) (?:\w+ )?(?:{_SOMEONE}|children|kids|babies)\b"
    r"|\b(?:my|our) (?:social worker|case|child protection plan|court case|care order|safeguarding concern|local council)\b"
    r"|\bhow (?:do|can) (?:i|we) (?:report|complain|appeal|get|stop|challenge|refer|foster|adopt)\b"
    r"|\bwho (?:do|should|can) (?:i|we) (?:call|ring|tell|contact|report|speak)\b|\b(?:i am|i'm) being (?:\w+ )?(?:abused|hurt|hit|harmed)",
    re.IGNORECASE,
)  # fmt: skip
_PRIVATE = (
    r"(?:child(?:ren)?|kids?|bab(?:y|ies)|boys?|girls?|siblings?|mothers?|fathers?|parents?|famil(?:y|ies)|victims?|perpetrators?|"
    r"abusers?|killers?|foster carers?|whistle-?blowers?|social workers? (?:involved|responsible|concerned|to blame))(?!['’])"
)
_IDENTIFY = re.compile(
    rf"\b(?:real|actual|true|full|first) (?:name|identity|names|identities)\b"
    rf"|\b(?:identify|unmask|de-?anonymise|trace|track down)\b[^?.]*\b(?:{_PRIVATE}|person|people|woman|man|carer|independent member)\b"
    rf"|\b(?:names?|identit(?:y|ies)|address(?:es)?|photos?|pictures?) of (?:the |any |all |each |those )?(?:\w+ ){{0,3}}?{_PRIVATE}\b"
    rf"|\bname (?:the|those|all|any|each)(?: of the)? (?:\w+ ){{0,2}}?{_PRIVATE}\b"
    rf"|\bwho (?:was|were|is|are) (?:the |those |these )?(?:\w+ ){{0,2}}?{_PRIVATE}\b(?! (?:minister|commissioner|services|service|board|director))"
    r"|\b(?:who is|who was) (?:child|baby|family|mother|father|sibling) [A-Z]{1,2}\b"
    rf"|\bwhere (?:does|do|did|is|are) (?:the |those )?(?:\w+ ){{0,3}}?{_PRIVATE}\b[^?.]*\b(?:live|living|lived|staying|now)\b"
    rf"|\bwhich (?:school|street|house|nursery|estate)\b[^?.]*\b{_PRIVATE}\b",
    re.IGNORECASE,
)  # fmt: skip

#: Where a person worried about a child is pointed: addresses seen on the organisations' own pages.
SIGNPOSTS = (
    "A child in immediate danger, anywhere in the UK: call the police on 999.",
    "Worried about a child in England, Wales or Scotland: the children's social care department of the local council "
    "takes reports at all hours.",
    "In Northern Ireland: the Gateway service for children's social work of the Health and Social Care Trust where the "
    "child lives.",
    "An adult who wants to talk a worry through: NSPCC helpline, 0808 800 5000.",
    "A child or young person who wants to talk: Childline, 0800 1111, free.",
    "Numbers checked in November 2026.",
)


def outside(question: str) -> Status | None:
    """The out-of-scope status of a question, or None where it may be answered from the records.

    Advice comes first: a person in worry is pointed to help whatever else the question asks.
    """
    if _ADVICE.search(question):
        return Status.ADVICE
    if _IDENTIFY.search(question):
        return Status.IDENTIFICATION
    return None
