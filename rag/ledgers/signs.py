"""The words by which the records tell recommendations, decisions and actions, beside those of ``modality``.

Patterns only. A wording met in a record and missing here belongs in the list of what it tells.
"""

# ruff: noqa: E501  (a pattern reads best on its own line)

from __future__ import annotations

import re


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


_NUMBER = r"(?:(?!(?:19|20)\d\d\b)\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|hundreds?|several|many|all|number of|no)"

#: Headings under which what stands is put forward, and those under which it is what somebody did about it.
RECOMMENDING = _pattern(r"\brecommend|\bproposals?\b|\bproposed\b|\bcalled for\b")
BECOMING = _pattern(
    r"\bbecame\b|\bbecome\b|\brespon|\bhappened\b|\bnext\b|\baccept|\bgovernment\b|\bprogress\b|\bdone\b"
)
RESPONDING = _pattern(
    r"\bhappened\b|\bnext\b|\brespon(?:se|d)|\bmeasures\b|\bsteps\b|\bactions?\b|\bwas done\b|\bdid\b|\bagreed\b|\bdecided\b|\bfollowed\b|\bcame of\b|\bprogress\b|\bplans?\b|\bplanned\b|\bafterwards\b|\bsince\b|\bafter\b|\bended\b|\bintervention\b|\bannounced\b"
)

#: How many recommendations there are, or where they are told: nothing that is recommended.
COUNTING = _pattern(
    rf"\b{_NUMBER} (?:[\w’'-]+ ){{0,3}}(?:recommendations|proposals)\b|\brecommendations of (?:its|their) own\b|\b(?:made|makes) (?:a )?(?:limited )?(?:number of )?recommendations?\b(?! (?:that|to|for|on))|\bof (?:the|its|his|her|their|all) {_NUMBER} recommendations\b"
)
#: A published report is not put forward, whatever heading it stands under.
PUBLISHING = _pattern(
    r"\b(?:published|publishes|came out|brought out|issued|reported (?:on|in) (?:\d|[A-Z])|dates from|is dated|contains|was handed in|handed over|released)\b"
)

#: A noun for what is put forward, tied to what it is.
PUT_FORWARD = _pattern(
    r"\b(?:recommendations?|proposals?|suggestions?)\b[^.;:]{0,80}?\b(?:was|were|is|are|had been|included|includes|dealt with|covered|concerned|addressed)\b"
    r"|\b(?:was|were|is|are|been|among|a key part of) (?:[\w’']+ ){0,6}?(?:recommendations?|proposals?|suggestions?)\b|\bmade (?:proposals|suggestions)\b|\bput forward\b"
)
#: What became of recommendations, or that there are some, told with the same noun.
NOT_PUT_FORWARD = _pattern(
    r"\b(?:recommendations?|proposals?)\b[^.;:]{0,60}\b(?:accepted|agreed|rejected|refused|implemented|carried out|taken forward|taken up|verified|confirmed|published|followed|noted|discussed|not known)\b"
    r"|\b(?:accepted|agreed (?:with|to)|rejected|implement\w*|responded to|response to|reply to|took forward|taking|agreement to|acceptance of|answered)\b[^.;:]{0,60}\b(?:recommendations?|proposals?)\b|\b(?:not|and not|rather than) (?:the |a |an |as )?(?:list of )?(?:[\w’']+ )?(?:recommendations?|proposals?)\b|\bseparate from\b"
)

#: Verbs that put something forward to somebody, beside those told as recommended.
ASKING = _pattern(
    r"\b(?:suggested|suggests|urged|urges|advocated|pressed for|called for|calls for|calling for|called on|calls on)\b|\bput forward\b"
    r"|\b(?:wanted|wants) (?!to\b|for action)"
    r"|\b(?:asked|challenged|invited|encouraged) (?!about|why|how|what|when|who|which|questions?|a question)(?:for |that |(?:[\w’'-]+ ){1,8}?to )|\basked whether [^.;]{3,80}\bshould\b"
    r"|\b(?:must|should|ought to|had to|has to|have to|needs? to|real need to)\b"
)
#: A recommendation named by its number, where the sentence says what it is.
NUMBERED = _pattern(
    r"\brecommendation \d+\b[^.;:]{0,40}?\b(?:was|is|were|had been|says|said|that|calls|called|asks|asked)\b|\b(?:was|is|been) recommendation \d+\b"
)
POINTED_AT = _pattern(r"\bas in (?:[\w’']+ ){0,3}recommendation \d")
NUMBER = _pattern(r"^recommendation \d+$")
#: Only put under a heading of recommendations do these make one.
PRESCRIBING = _pattern(
    r"\b(?:should|must|ought|needs? to|would|want|wants|wanted|asked|favou?r\w*|merit|backed|supported|be|better|more|less|new|instead|replace\w*|end|against|proposal|idea|option|call\w*|considered|thought|argued|say|said|saw)\b"
)

#: Somebody with the power to decided so, beside what is told as agreed or rejected.
DECIDING = _pattern(
    r"\b(?:commissioned|ordered|ruled|ruling|decided|chose (?:not )?to|opted|dismissed|approved|authorised|adopted|overruled|overturned|quashed|appointed|sacked|removed from|removal of|designated|imposed|invoked|designated|sent in|directed|gave notice|instructed|abolished|scrapped|extended|lifted|legislated|enacted|passed into law|royal assent|voted)\b"
    r"|\bissued (?:[\w’'-]+ ){0,4}(?:notice|directions?|orders?)\b|\b(?:was|were|been) (?:also |then |again )?(?:transferred|returned|handed (?:back|over)|placed|taken out|suspended|moved)\b"
    r"|\b(?:put|placed|kept|took) (?:[\w’'-]+ ){1,5}(?:in|into|under|out of) (?:special measures|intervention|direction|administration)\b|\b(?:handed|moved|transferred|returned) (?:[\w’'-]+ ){1,6}to (?:a|an|the) (?:[\w’'-]+ ){0,4}(?:trust|company|council|commissioner|agency|body)\b"
    r"|\b(?:notice|directions?|order|intervention)\b[^.;]{0,60}\b(?:ended|lapsed|came to an end|(?:was|were) (?:lifted|removed|ended))\b|\btook over (?:responsibility|(?:the )?running|control)\b|\bintervened\b"
    r"|\b(?:set up|established|created|formed) (?:a|an|the|its own) (?:[\w’'-]+ ){0,6}(?:trust|agency|company|body)\b"
    r"|\b(?:set up|established|launched) (?:the|a|an|its|in|on|by|under|after) [^.;]{0,80}\b(?:inquiry|review|commission|panel|task ?force|board|committee|investigation)\b|\b(?:inquiry|review|commission|panel|task ?force|board|committee|investigation)\b[^.;]{0,60}\b(?:was|were|been) set up\b"
)
#: A review or a body made known by who can decide on it; asked to carry one out.
_THING = r"(?:inquiry|review|reviewed|commission|panel|task ?force|board|committee|investigation|inspection|fund|funding|removal|plan)"
ANNOUNCING = _pattern(
    rf"\bannounced\b[^.;]{{0,120}}\b{_THING}\b|\b{_THING}\b[^.;]{{0,80}}\b(?:was|were|been) announced\b|\bwas asked to (?:report|lead|carry out|chair|review|conduct|look|inspect)\b"
)
#: Somebody with the power to did so in other words.
AGREEING = _pattern(
    r"\bgave\b[^.;]{0,60}\b(?:its|their|his|her) (?:backing|approval|support|consent|agreement)\b|\b(?:supported|backed|welcomed|endorsed)\b[^.;]{0,60}\bin principle\b|\bsigned up to\b"
)
#: "had not been accepted as a whole" is no refusal, "accepted the need to act" no agreement to what was proposed.
IN_PART = _pattern(r"\bnot\b[^.;]{0,40}\b(?:as a whole|in full|all of|entirely|completely)\b")
OF_A_NEED = _pattern(
    r"\b(?:accepted|accepts|agreed with|agrees with|acknowledged) (?:[\w’'-]+ ){0,3}?(?:need|criticisms?|arguments?|themes?|spirit|aims?|thrust)\b"
)
#: A review that is announced does not announce itself.
OWN_SUBJECT = _pattern(r"\b(?:review|inquiry|inspection|commission)\b")
WHOM = _pattern(r"\bwhom\b[^,;]{0,40}$")
#: Of those, what turns something down.
REFUSING = _pattern(
    r"\b(?:dismissed (?:the|an?|her|his|their) [^.;]{0,40}(?:review|appeal|claim|case|application)|chose not to|overruled|quashed)\b|\bdid not think it (?:was )?(?:the )?(?:moment|time|right)\b|\bsaw no need\b|\bwould not (?:be )?(?:set up|order|commission|hold|implement)\w*\b|\bnot (?:be )?(?:taken up|taken forward|implemented|accepted)\b"
)

#: A sentence about a statement, not about what was done: "That the council agreed is a summary ...".
ABOUT_A_STATEMENT = _pattern(
    r"^\W*(?:That|Whether|How many|Why|What came|Statements?|Extracts?|Only pages|The (?:date|number|text|publisher|name) (?:of|is|was))\b"
    r"|\bnot an? (?:government|independent|official) (?:statement|judgement)\b|\bdescribes? (?:the|it|them|this)\b[^.]*\bas separate\b|\bshould not be (?:confused|described|taken|mixed)\b|\bis inferred\b|\bis weaker than\b|\bpages read\b|\b(?:own|and) (?:and )?(?:are|is|were|was) not the (?:list of )?recommendations\b|\bin this digest\b"
)

#: What a review or a report does for itself: it is set up, begins, hears, reports; that is no action about its findings.
_OWN = r"(?:\w+['’]s )?(?:[\w-]+ ){0,4}(?:review|inquiry|report|study|task ?force|investigation)"
SET_UP = _pattern(
    rf"\b(?:commissioned|set up|established|launched|announced|ordered|appointed)\b[^.;]{{0,60}}\b(?:review|inquiry|report|study|task ?force|investigation|commission)\b|\b{_OWN}\b[^.;]{{0,60}}\b(?:was|were|been) (?:set up|commissioned|ordered|announced|launched|established)\b|\b{_OWN}\b[^.;,]{{0,40}}\b(?:began|started|opened|sat|met|published|came out|reported|looked|covered|examined|stopped)\b|\bwork on\b[^.;]{{0,40}}\bstarted\b"
)

#: To come, also behind words that hide it from ``modality``: "looking at how services are run, was also to follow".
TO_COME = _pattern(
    r"\b(?:was|were|is|are) (?:also |then |next )?to (?:follow|come|begin|start|be (?!found|seen))\b|\bfollow later\b"
)

#: Words of planning that may only say which thing it was that then came.
NAMES_A_PLAN = _pattern(
    r"^(?:as )?(?:plans?|planned|promised|intended|expected)(?: (?:in|for|by|at|to|on))?$"
)
ONLY_ANNOUNCED = _pattern(
    r"\b(?:announced|promised|pledged|proposed|talked of|a plan and not|plan for|plans for)\b(?! its (?:response|reply))"
)
FORECAST = _pattern(
    r"\b(?:would|will|to) (?:rise|climb|grow|fall|increase|drop)\b[^.;]{0,40}\b(?:from|to|by|in number)\b|\bif nothing changed\b"
)

#: Somebody's words, which are nothing that was done.
SPEAKING = _pattern(
    r"\b(?:said|says|warned|told|welcomed|criticised|stressed|argued|thought|believed|described|called|wrote that|noted|praised|feared|found)\b"
)
#: What is measured, judged or happens by itself is nothing that somebody did about it.
HAPPENING = _pattern(
    r"\b(?:rated|judged|graded|inspected|inspection|inspectors|rose|fell|numbered|grew|dropped|died|stood at|averaged|resigned|stepped down|became|published|came out|appeared|reported|debate|debated|evidence|showed|lapsed|expired)\b"
)
#: "The first steps included ...", under a lead-in that says whose they are.
STEPS = _pattern(r"\b(?:steps?|measures?|actions?|plans?|commitments?|pledges?)\b")
ALREADY = _pattern(
    r"\balready\b|\bfirst steps\b|\b(?:had|has|have) (?:\w+ )?(?:introduced|taken|made|put in place)\b|\brecord(?:s|ed)?\b"
)
