"""What the program does not do: advise on a live case, or help to identify a person in a record."""

from __future__ import annotations

import re

from rag.domain import Status

_YOUNG = (
    r"(?:child|children|kids?|bab(?:y|ies)|infants?|toddlers?|teenagers?|(?:[\w-]+ )?year[- ]olds?|boys?|girls?|lads?|pupils?)"
    r"(?! (?:protection|welfare|care|development|law|policy|safeguarding|psychology|studies))"
)
_KIN = (
    r"(?:(?:step|grand|foster )?(?:sons?|daughters?|child|children|mum|mom|mam|dad|mother|father|brothers?|sisters?)|nephews?|nieces?"
    r"|cousins?|nan|gran|auntie?|aunts?|uncles?|neighbou?rs?|ex|husband|wife|boyfriend|girlfriend)"
)
_SOMEONE = rf"(?:{_YOUNG}|{_KIN}|students?|clients?|friends?|mates?|famil(?:y|ies)|partner)"
_HARM = (
    r"(?:abus\w+|hurt\w*|hit|hits|hitting|smack\w+|beat(?:en|ing|s)?|batter\w+|harm\w*|neglect\w*|unsafe|at risk|in danger|bruis\w+"
    r"|starv\w+|hungry|groom\w+|left alone|missing|scared|frightened|threaten\w*|touched)"
)
#: A person at their books speaks of their family too; nobody is at risk in an essay.
_STUDY = r"(?![^?.]*\b(?:essay|homework|coursework|dissertation|assignment|thesis|module|exam|revision)\b)"

#: First person and a live matter: what to do, people of one's own, harm done to oneself or seen, one's own case.
_ADVICE = re.compile(
    r"\b(?:should|shall|can|could|must|do|ought) (?:i|we)\b(?! (?:\w+ly )?(?:read|cite|reference|quote|find|ask you|ask (?:wh\w+|how)|search"
    r"|use|know|learn|infer|conclude|understand|expect|compare|look (?:at|up)|see (?:wh\w+|how|from)|have (?:any|the|a) (?:figure|number|date|record|result)"
    r"|download|copy|print|export|open|take (?:from|away)|draw (?:from|on)|tell (?:from|whether the)|say (?:about|that)"
    r"|(?:not )?(?:mix|confuse|mistake)|get (?:the |any )?(?:names|figures|numbers|dates|details)|(?:be careful with|trust|rely on)))"
    rf"|\b(?:my|next[- ]door(?:['’]s)?) (?:[\w'’-]+ ){{0,3}}?(?:{_YOUNG}|{_KIN})\b{_STUDY}"
    rf"|\bour (?:[\w'’-]+ ){{0,3}}?(?:{_KIN}|child|baby|toddler|kids)\b{_STUDY}"
    rf"|\b(?:my|our|this) (?:[\w'’-]+ ){{0,3}}?{_SOMEONE}\b[^?.]*\b(?:is|are|being|gets?|looks?|seems?|keeps?|might be|may be|has been|was) (?:\w+ ){{0,2}}?{_HARM}\b"
    rf"|(?:^|[.!?;,]\s*)(?:there(?:['’]?s| is) )?(?:an?|the|some) (?:[\w'’-]+ ){{0,2}}?{_SOMEONE}\b[^?.]*\b(?:is|are|being|gets|looks|keeps|might be|may be) (?:\w+ ){{0,2}}?{_HARM}\b[^?]*$"
    rf"|\b{_YOUNG} (?:\w+ ){{0,6}}?(?:told|confided in|said to|disclosed to) (?:me|us)\b"
    r"|\b(?:i am|i['’]m|im|we are|we['’]re|i feel) (?:\w+ ){0,2}?(?:worried|concerned|scared|afraid|frightened)\b"
    r"|\b(?:i|we) have (?:\w+ )?(?:concerns?|worries|a worry) about\b|\bwhat(?: is|['’]?s) the (?:right|best) thing to do\b|\bmy (?:clients?|service users?|caseload)\b"
    rf"|\b(?:i|we)(?:['’]ve)? (?:\w+ )?(?:think|suspect|believe|saw|seen|heard|hear|know|fear) (?:[\w'’-]+ ){{0,10}}?{_HARM}\b"
    r"|\b(?:hits?|hitting|hurts?|hurting|beats?|beating|abus(?:es|ed|ing)|harm(?:s|ed|ing)|touch(?:es|ed|ing)|threaten(?:s|ed|ing)) (?:me|us)\b"
    r"|\b(?:i am|i['’]m|im) being (?:\w+ )?(?:abused|hurt|hit|harmed|groomed|bullied)"
    rf"|\b(?:take|taking|took|remove|removing|get) (?:\w+ )?(?:my|our) (?:\w+ )?(?:{_SOMEONE})\b"
    r"|\b(?:my|our) (?:rights|social worker|case|child protection plan|court case|care order|safeguarding concern|local council)\b"
    r"|\bhow (?:do|can) (?:i|we) (?:report|complain|appeal|get|stop|challenge|refer|foster|adopt)\b"
    r"|\b(?:recommend|advise|suggest)(?: that)? (?:i|we|me|us)\b|\bdo you think (?:i|we|they|he|she) should\b|\btell me whether (?:or not )?to\b"
    r"|\bis (?:it|this|that) (?:neglect|abuse)\b|\bis it (?:ok|okay|all ?right|safe|legal|illegal|wrong|allowed) to\b",
    re.IGNORECASE,
)  # fmt: skip

#: "family court", "mother and baby unit": words for a person that only begin the name of something public.
_PUBLIC = (
    r"(?!['’]| (?:and (?:baby|toddler|family|families|young)|ministers?|commissioners?|services?|boards?|directors?|courts?|justice|hubs?|protection"
    r"|care|centres?|units?|support|groups?|welfare|safeguarding|social|trusts?|partnerships?|charit(?:y|ies)|panels?|forums?|councils?|bill|act|law"
    r"|plans?|practitioners?|homes?|intervention|learning|placements?|governors?|champions?|represent\w+|ambassadors?)\b)"
)
_PRIVATE = (
    r"(?:child(?:ren)?|kids?|bab(?:y|ies)|boys?|girls?|siblings?|mothers?|fathers?|mum|dad|parents?|famil(?:y|ies)|victims?|perpetrators?|"
    r"abusers?|killers?|foster carers?|whistle-?blowers?|social workers? (?:involved|responsible|concerned|to blame))\b"
    + _PUBLIC
)
#: "Child S", "family W2": somebody a record calls by a letter.
_LETTER = (
    r"(?:child|baby|family|mother|father|sibling|boy|girl|adult|young person) (?:[a-z]\d?|(?-i:[A-Z]{1,2}))\b"
)
_DESCRIBING = r"(?:(?!(?:for|of|in|to|on|at|with|and|by|from|into|about|behind|who|that|whose)\b)[\w'’-]+ )"
_THEM = rf"(?:{_LETTER}|(?:the|this|that|those|these|all|any|each|both)(?: of the)? {_DESCRIBING}{{0,2}}?{_PRIVATE})"
_MARK = r"(?:names?|surnames?|initials|identit(?:y|ies)|(?:home )?address(?:es)?|dates? of birth|birthdays?|photos?|photographs?|pictures?)"

#: The asker wants to know who somebody is, or where, whom a record leaves unnamed.
_IDENTIFY = re.compile(
    r"\b(?:real|actual|true) (?:name|identity|names|identities)\b(?! of (?:the )?(?:\w+ ){0,2}?(?:review|report|inquiry|panel|committee|council|programme|scheme)\b)"
    rf"|\b(?:full|first|last) names?\b[^?.]*\b{_THEM}"
    rf"|\b{_MARK} of (?:{_THEM}|{_DESCRIBING}{{0,3}}?{_PRIVATE})"
    rf"|\b(?:{_LETTER}|child(?:ren)?|kids?|siblings?|boys?|girls?|mother|father|mum|dad|parents|families|victims?|baby|babies)['’]?s?['’]? (?:real |full |first |last )?{_MARK}\b"
    rf"|\b(?:unmask|de-?anonymise|track down)\b[^?.]*\b(?:{_PRIVATE}|{_LETTER}|person|people|woman|man|carer|independent member)"
    rf"|(?:\b(?:me|you|i|we|us)(?:['’]\w+)?(?: \w+){{0,3}} |^(?:please )?)(?:identify|trace|find|locate) (?:{_THEM}|(?:the|this|that) (?:\w+ )?(?:person|woman|man|carer|member))"
    rf"|\bname {_THEM}"
    rf"|\bwho (?:was|were|is|are) {_THEM}(?! \w+(?: \w+)? (?:by|with|to|from)\b)"
    rf"|\bwho {_THEM}[^?.]*\b(?:was|were|is|are)(?: really| actually)?\s*(?:[?.!,]|$)"
    rf"|\bwho (?:killed|murdered|abused|hurt|harmed|attacked|injured) {_THEM}"
    rf"|\bwhat (?:was|were|is|are) {_THEM}(?: \w+)? (?:called|named)\b"
    r"|\bwho (?:is|was|are|were) (?:he|she|they|it|this|that) (?:really|actually)\b"
    rf"|\bwhere (?:does|do|did|is|are|was|were) (?:{_THEM}|he|she|they)\b[^?.]*\b(?:live|living|lived|staying|now)\b"
    rf"|\b(?:which|what) (?:school|street|road|house|nursery|estate|village|(?:children['’]?s|foster) home)\b[^?.]*\b{_THEM}"
    rf"|\b{_PRIVATE}[^?.]*\b(?:her|his|their) (?:\w+ )?names?\b"
    r"|\bwhich (?:family|child|boy|girl|mother|father|baby) (?:was|is|were) (?:it|involved|this|that|the)\b"
    r"|\bwho (?:is|was|are|were) (?:the|that|this) (?:unnamed|anonymous|unidentified|mystery)\b"
    r"|\bname (?:the|those|that) (?:\w+ )?(?:social workers?|officers?|carers?|staff|managers?|person|people) (?:who|involved|responsible|to blame)\b"
    r"|\bhome address(?:es)?\b|\b(?:on|has an? (?:account|page) on) (?:facebook|instagram|tiktok|snapchat)\b|\b(?:facebook|instagram|tiktok|snapchat) (?:page|account|profile)\b"
    rf"|\b{_MARK} of (?:\w+ )?(?:the )?(?:unnamed|anonymous) ",
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
