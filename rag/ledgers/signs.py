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
#: "What it recommended", not what others did.
OWN_RECOMMENDATIONS = _pattern(
    r"^what (?:it|he|she|they|the (?:review|report|panel)|[A-Z][\w’'-]+) (?:recommended|proposed|called for)\b"
)
BECOMING = _pattern(
    r"\bbecame\b|\bbecome\b|\brespon|\bhappened\b|\bnext\b|\baccept|\bgovernment\b|\bprogress\b|\bdone\b"
)
RESPONDING = _pattern(
    r"\bhappened\b|\bnext\b|\brespon(?:se|d)|\bmeasures\b|\bsteps\b|\bactions?\b|\bwas done\b|\bdid\b|\bagreed\b|\bdecided\b|\bfollowed\b|\bcame of\b|\bprogress\b|\bplans?\b|\bplanned\b|\bafterwards\b|\bsince\b|\bafter\b|\bended\b|\bintervention\b|\bannounced\b|\bfrom (?:19|20)\d\d\b"
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
    r"|\b(?:was|were|is|are|been|among|a key part of) (?:[\w’']+ ){0,6}?(?:recommendations?|proposals?|suggestions?)\b|\bmade (?:proposals|suggestions)\b|\bput forward\b|\bideas\b[^.;:]{0,60}\bincluded?\b"
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
#: Whoever moves, petitions or presses for a thing puts it forward, though ``modality`` tells no act of it.
MOTION = _pattern(
    r"\b(?:motion|petition|campaign) (?:for|calling for|asking for|demanding) (?!the (?:council|post|office|leadership)\b)(?:an?|the|more|better|new|less)\b|\b(?:campaigned|lobbied|petitioned) (?:\w+ ){0,3}for\b"
    r"|\b(?:challenged|encouraged|pressed|implored|pleaded with|appealed to) (?!about\b)(?:[\w’'-]+ ){1,6}?to (?!the\b|an?\b|its\b|their\b)[a-z]+\b"
)
#: Taking a side for something, in words that are told as no act.
FAVOURING = _pattern(
    r"\b(?:argued for|made the case for|spoke (?:up )?(?:for|in favour of)|came out (?:for|in favour of)|was in favour of|were in favour of|favoured|advised against|warned against|(?:saw|pointed to|stressed) (?:an?|the) (?:[\w’'-]+ )?need (?:for|to))\b"
)
#: A recommendation named by its number, where the sentence says what it is.
NUMBERED = _pattern(
    r"\brecommendation \d+\b[^.;:]{0,40}?\b(?:was|is|were|had been|says|said|that|calls|called|asks|asked)\b|\b(?:was|is|been) recommendation \d+\b"
)
POINTED_AT = _pattern(r"\bas in (?:[\w’']+ ){0,3}recommendation \d")
#: What became of a recommendation that is named by its number, whatever that was.
CAME_OF = _pattern(
    r"\brecommendations? (\d+) (?:was|were|had been|has been|is|are) (?:(?:not|never|later|also|then|since|only|partly|fully) )*(?:legislated|implemented|accepted|agreed|rejected|refused|enacted|adopted|dropped|met|made law|taken (?:up|forward)|carried out|acted on|put into)\b"
)
NUMBER = _pattern(r"^recommendation \d+$")
#: Only put under a heading of recommendations do these make one.
PRESCRIBING = _pattern(
    r"\b(?:should|must|ought|needs? to|would|want|wants|wanted|asked|favou?r\w*|merit|backed|supported|be|better|more|less|new|instead|replace\w*|end|against|proposal|idea|option|call\w*|considered|thought|argued|say|said|saw)\b"
)

#: Looking into a thing, and who is put in charge of one.
_REVIEW = r"(?:inquiry|review|commission|investigation|inspection|evaluation|study|audit)"
_POST = r"(?:chair(?:man|woman|person)?|head|leader|lead|commissioner|director|minister|secretary|adviser|chief|president|ambassador|champion|regulator)"

#: Who has the power to.
_WHO_CAN = r"(?:government|department|ministers?|councils?|treasury|cabinet|authorit(?:y|ies)|secretary)"

#: Somebody with the power to decided so, beside what is told as agreed or rejected.
DECIDING = _pattern(
    r"\b(?:commissioned|ordered|ruled|ruling|decided|chose (?:not )?to|opted|dismissed|approved|authorised|adopted|overruled|overturned|quashed|appointed|sacked|fired|struck off|disbanded|dissolved|wound up|restructured|reorganised|reinstated|removed from|removal of|designated (?!safeguarding|leads?|officers?|persons?|teachers?|doctors?|nurses?)|imposed|invoked|banned|banning|outlawed|abolishing|sent in|seconded|came into force|directed|gave notice|instructed|abolished|scrapped|repealed|extended|lifted|legislated|enacted|passed into law|(?:became|made) law|written into law|statutory footing|statute book|royal assent|voted)\b"
    r"|\bissued (?:[\w’'-]+ ){0,4}(?:notice|directions?|orders?)\b|\b(?:was|were|been) (?:also |then |again )?(?:transferred|returned|handed (?:back|over)|placed|taken out|suspended|moved)\b"
    r"|\b(?:put|placed|kept|took) (?:[\w’'-]+ ){1,5}(?:in|into|under|out of) (?:special measures|intervention|direction|administration)\b|\b(?:handed|moved|transferred|returned) (?:[\w’'-]+ ){1,6}to (?:a|an|the) (?:[\w’'-]+ ){0,4}(?:trust|company|council|commissioner|agency|body)\b"
    r"|\b(?:notice|directions?|order|intervention)\b[^.;]{0,60}\b(?:ended|lapsed|came to an end|(?:was|were) (?:lifted|removed|ended))\b|\btook over (?:responsibility|(?:the )?running|control)\b|\bintervened\b"
    r"|\b(?:gave|allocated|awarded|granted|set aside|provided|put up) (?:(?:up to|about|over|another|a further|nearly|almost) )?£|\b(?:was|were) made (?:an? |the )?(?:first )?(?:trailblazers?|pathfinders?|pioneers?|pilots?)\b"
    r"|\b(?:gave|awarded|granted|handed|signed|renewed|ended|cancelled) [^.;]{0,60}?\bcontract\b"
    r"|\b(?:set up|established|created|formed) (?:an?|the|its own|their own|two|three|new) (?:(?!in\b|on\b|by\b|after\b|to\b)[\w’'-]+ ){0,6}(?:trust|agency|company|body|group|team|unit|foundation|office|centre|court|network|service|fund|scheme|programme|forum|college|regulator)s?\b"
    r"|£[\d.,]+ ?(?:m|bn|k|million|billion)?\b[^.;,]{0,60}\b(?:was|were|been) (?:given|awarded|granted|allocated|set aside|provided|made available|paid)\b"
    r"|\b(?:set up|established|launched) (?:the|a|an|its|in|on|by|under|after) [^.;]{0,80}\b(?:inquiry|review|commission|panel|task ?force|board|committee|investigation|study|evaluation|audit)\b|\b(?:inquiry|review|commission|panel|task ?force|board|committee|investigation|study|evaluation|audit)\b[^.;]{0,60}\b(?:was|were|been) (?:set up|launched)\b"
    rf"|\b(?:opened|began) (?:an|the|its|his|her|their) (?:[\w’'-]+ ){{0,4}}{_REVIEW}\b(?! by\b)|\b{_REVIEW}\b[^.;]{{0,90}}\b(?:was|were|been) opened\b"
    rf"|\b(?:named|picked|selected|chosen|confirmed)\b[^.;,]{{0,60}}? as (?:the |its |their |an? )?(?:[\w’'-]+ ){{0,3}}?{_POST}\b|\b(?:was|were|been) (?:also |then |later )?(?:chosen|selected|picked) (?:as|for|to)\b"
    rf"|\b(?:was|were|been) (?:made|named) (?:the |its |their |an? )?(?:(?!by\b|in\b|to\b|at\b|for\b|on\b|of\b|with\b)[\w’'-]+ ){{0,3}}?{_POST}\b|\bput [^.;,]{{3,40}}? in charge of\b|\b(?:was|were|been) put in charge\b"
    rf"|\b{_WHO_CAN}\b[^.;,]{{0,40}}\b(?:funded|financed|invested|paid for)\b|\b(?:was|were|been) (?:also |partly |jointly )?(?:funded|financed|paid for) by (?:the |a )?(?:[\w’'-]+ ){{0,3}}?{_WHO_CAN}\b"
    r"|\b(?:councils|areas|authorities|sites|pathfinders?|pilots|trailblazers?)\b[^.;,]{0,60}\b(?:was|were|been) (?:named|picked|given|announced|made known)\b(?! £)"
    rf"|\b{_WHO_CAN} (?:of [\w ]{{3,20}} )?asked (?:[\w’'-]+ ){{1,5}}?to (?:lead|carry out|conduct|chair|report|review|look (?:again )?(?:at|into)|investigate|inspect)\b"
)
#: Given up again by whoever had it in hand.
DROPPING = _pattern(
    rf"\b{_WHO_CAN}\b[^.;,]{{0,40}}\b(?:abandoned|dropped|shelved|cancelled|halted|paused|postponed|withdrew) (?:the|its|their|his|her|an?)\b"
    r"|\b(?:plans?|scheme|bill|proposals?|idea|project|programme|policy|duty|approach|system)\b[^.;,]{0,80}\b(?:was|were|been) (?:then |later |\w+ly )?(?:abandoned|dropped|shelved|cancelled|withdrawn|axed|wound up)\b"
)
#: A review or a body made known by who can decide on it; asked to carry one out.
_THING = r"(?:inquiry|review|reviewed|commission|panel|task ?force|board|committee|investigation|inspection|fund|funding|removal|plan)"
ANNOUNCING = _pattern(
    rf"\bannounced\b[^.;]{{0,120}}\b{_THING}\b|\b{_THING}\b(?:(?!\b{_THING}\b)[^.;]){{0,80}}\b(?:was|were|been) announced\b|\bwas asked to (?:report|lead|carry out|chair|review|conduct|look|inspect)\b"
)
#: "announced that care would be reviewed": what was decided is that there be a review, and that was done by saying so.
REVIEW_TO_BE = _pattern(
    rf"\bannounced\b[^.;]{{0,40}}\bthat\b[^.;]{{0,80}}?\bwould (?:be (?:\w+ly )?reviewed|(?:have|be) an? (?:[\w’'-]+ ){{0,4}}{_REVIEW})\b"
)
#: Of those, what is only to come when it is announced; a review is begun by that.
ONLY_TO_COME = _pattern(
    r"\bannounced\b[^.;]*\b(?:board|fund|funding|plan)$|^(?:board|fund|funding|plan)\b[^.;]*\bannounced$"
)
#: Somebody with the power to did so in other words.
AGREEING = _pattern(
    r"\bgave\b[^.;]{0,60}\b(?:its|their|his|her) (?:backing|approval|support|consent|agreement)\b|\b(?:supported|backed|welcomed|endorsed)\b[^.;]{0,60}\bin principle\b|\bsigned up to\b"
    r"|\b(?:parliament|senedd|assembly|mps|msps|peers|lords|commons)\b[^.;,]{0,40}\bpassed\b|\b(?:had|has|won|gained|with) (?:the )?(?:full )?(?:backing|support|approval) of (?:every|all|both|the government|ministers|the council|the cabinet|parliament)\b"
    r"|\b(?:was|were|been) (?:also |then |later )?(?:backed|endorsed|supported) by (?:the )?(?:[\w’'-]+ ){0,2}(?:government|ministers?|council|cabinet|parliament|senedd|assembly|mps|every party|all parties)\b"
)
#: "had not been accepted as a whole" is no refusal, "accepted the need to act" no agreement to what was proposed.
IN_PART = _pattern(r"\bnot\b[^.;]{0,40}\b(?:as a whole|in full|all of|entirely|completely)\b")
OF_A_NEED = _pattern(
    r"\b(?:accepted|accepts|agreed with|agrees with|acknowledged) (?:[\w’'-]+ ){0,3}?(?:need|criticisms?|arguments?)\b|\bcriticisms? (?:that|which) [^.;,]{0,60}\baccepted\b"
)
#: Agreed to, but nothing that was recommended one by one: "accepted the themes of learning".
OF_ITS_SPIRIT = _pattern(
    r"\b(?:accepted|accepts|agreed with|agrees with|backed|supported|endorsed) (?:[\w’'-]+ ){0,3}?(?:themes?|spirit|aims?|thrust|direction|principles?)\b"
)
#: What an Act lays down, where it is the Act that does so.
LAW = _pattern(
    r"\bAct(?: of)? \d{4}\b(?:,[^,;.]{3,60},)?(?: (?:also|now|then|has|had))* (?P<does>(?P<lasting>keeps|requires|bans|makes|gives|puts|sets|places|limits|creates|ends|abolishes|introduces|replaces|repeals|extends|allows|obliges|removes|establishes|lets|forbids|lays down|provides (?:for|that)|says that|means that)"
    r"|(?:kept|required|banned|made|gave|put|placed|limited|created|ended|introduced|replaced|obliged|allowed|removed|established|forbade|brought in|did away with|took the place))\b"
    r"|\b(?:by|under) (?:section|part|schedule) \d+ of (?:the )?[^.;,]{0,80}\bAct(?: of)? \d{4}\b(?:,[^,;.]{3,60},)?[^.;]{0,80}\b(?P<bound>must|may|has to|have to|need)\b"
    r"|\b(?:set|made|created|brought in|introduced|abolished|required|banned|laid down|ended|replaced|put in place|put into law)\b (?:in law )?(?:by|in|under|through) (?:the|an?|its) (?:[\w’'(),-]+ ){0,9}?Act(?: of)? \d{4}\b"
)
#: A review that is announced does not announce itself.
OWN_SUBJECT = _pattern(r"\b(?:review|inquiry|inspection|commission)\b")
#: Whose doing is an action, wherever it is told.
ACTS = _pattern(
    r"\b(?:government|ministers?|department|councils?|cabinet|authorit(?:y|ies)|secretary|boroughs?|police|trust|boards?)$"
)
#: Who can decide plans what it proposes.
DECIDES = _pattern(r"\b(?:government|ministers?|department|council|cabinet|authority)$")
#: A denial between the first and the last word of a sign: "the plan had not been abandoned".
DENIED_INSIDE = _pattern(r"\b(?:not|never|yet to)\b (?:yet |then |also )?(?:be|been|being)\b")
WHOM = _pattern(r"\bwhom\b[^,;]{0,40}$")
#: Of those, what turns something down.
REFUSING = _pattern(
    r"\b(?:dismissed (?:the|an?|her|his|their) [^.;]{0,40}(?:review|appeal|claim|case|application)|chose not to|overruled|quashed)\b|\bdid not think it (?:was )?(?:the )?(?:moment|time|right)\b|\bsaw no need\b|\bwould not (?:be )?(?:set up|order|commission|hold|implement)\w*\b|\bnot (?:be )?(?:taken up|taken forward|implemented|accepted)\b|\bthat no (?:new|further) [^.;]{0,90}\b(?:was|were|is) (?:needed|necessary)\b"
)

#: A sentence about a statement, not about what was done: "That the council agreed is a summary ...".
ABOUT_A_STATEMENT = _pattern(
    r"^\W*(?:That|Whether|How many|Why|What came|Statements?|Extracts?|Only pages|The (?:date|number|text|publisher|name) (?:of|is|was))\b"
    r"|\bnot an? (?:government|independent|official) (?:statement|judgement)\b|\bdescribes? (?:the|it|them|this)\b[^.]*\bas separate\b|\bshould not be (?:confused|described|taken|mixed)\b|\bis inferred\b|\bis weaker than\b|\bpages read\b|\b(?:own|and) (?:and )?(?:are|is|were|was) not the (?:list of )?recommendations\b|\band not the (?:list of )?(?:[\w’'-]+ ){0,2}recommendations\b|\bin this digest\b"
    r"|^\W*(?:The|This|These) (?:[\w’'-]+ ){0,3}(?:statement|remark|claim)s?\b[^.;]{0,120}\b(?:is|are|was made by|were made by)\b"
)

#: What a review or a report does for itself: it is set up, begins, hears, reports; that is no action about its findings.
_OWN = r"(?:\w+['’]s )?(?:[\w-]+ ){0,4}(?:review|inquiry|report|study|task ?force|investigation)"
SET_UP = _pattern(
    rf"\b(?:commissioned|set up|established|launched|announced|ordered|appointed)\b[^.;]{{0,60}}\b(?:review|inquiry|report|study|evaluation|task ?force|investigation|commission)\b|\b(?:review|inquiry|report|study|evaluation|task ?force|investigation)\b[^.;,]{{0,60}}, (?:commissioned|set up|ordered|announced|launched)\b|\b{_OWN}\b[^.;]{{0,60}}\b(?:was|were|been) (?:set up|commissioned|ordered|announced|launched|established)\b|\b{_OWN}\b[^.;,]{{0,40}}\b(?:began|started|opened|sat|met|published|came out|reported|looked|covered|examined|stopped)\b|\bwork on\b[^.;]{{0,40}}\bstarted\b|\b(?:first|second|third|interim|final|progress) report\b[^.;]{{0,80}}\b(?:came out|(?:was|were) (?:published|handed in)|appeared)\b"
)

#: Somebody answered what was said to them, or brought out what they will do about it: that is doing something about it.
_ANSWERER = r"(?:government|department|ministers?|council|cabinet|executive|trust|police|board|authority|authorities|partners|agency|regulator|secretary)"
_ANSWER = r"(?:response|reply|answer|action plan|implementation plan|improvement plan|delivery plan)"
ANSWERED = _pattern(
    rf"\b{_ANSWERER}(?:[’']s?)? (?:own |formal |full |written |first |final |detailed )*{_ANSWER}\b[^.;]{{0,100}}?\b(?:came|appeared|was published|was issued|was released|followed|was laid)\b"
    rf"|\b(?:published|issued|brought out|gave|sent|released|added)\b[^.;]{{0,40}}\b(?:its|their|his|her|an?|{_ANSWERER}[’']s?) (?:own |formal |full |written |first |final |detailed )*{_ANSWER}\b"
    rf"|\b{_ANSWER}\b[^.;,]{{0,100}}?\b(?:followed|came out|appeared|was published|was issued|was released|came)\b"
    rf"|\b(?:came|appeared|followed) [^.;,]{{0,60}}\b{_ANSWER}\b|\b{_ANSWERER} (?:of \w+ )?(?:had |has |also |then |formally )*(?:responded|replied|answered|apologised)\b"
    r"|\bconsultation\b[^.;,]{0,80}\b(?:was|were|been) (?:published|launched|opened|begun|held)\b|\b(?:launched|opened|published|began) (?:an?|its|their|the) (?:[\w’'-]+ ){0,3}consultation\b"
)
_PAPER = r"(?:strategy|guidance|white paper|green paper|policy paper|command paper|framework|code of practice|standards|regulations|bill|action plan|statutory guidance)"
ISSUED = _pattern(
    rf"\b(?:{_ANSWERER}|parliament)\b[^.;,]{{0,40}}\b(?:published|issued|brought out|brought in|released|revised|rewrote|updated|introduced|laid) (?:the|its|an?|new|revised|updated|fresh|draft|statutory)? ?(?:[\w’'-]+ ){{0,4}}?{_PAPER}\b"
    rf"|\b{_PAPER}\b(?: [\w’'-]+){{0,8}}? (?:was|were|been) (?:then |later |also )?(?:published|issued|brought out|released|revised|rewritten|updated|introduced|laid)\b|\b{_PAPER} followed\b"
    r"|(?<!\bthat )(?<!\bthat the )\b(?:government|department|ministers?)\b[^.;,]{0,40}\b(?:published|released) (?!no\b|nothing\b)|\b(?:was|were|been) (?:published|released|made public) (?:in full )?by (?:the )?(?:government|department|ministers?)\b"
)
#: What somebody with the power to changed, in words that are told as no act.
CHANGED = _pattern(
    r"\b(?:developed|devised|designed|pioneered|adopted|reorganised|restructured|rebuilt|split|merged|hired|recruited|employed|trained|tried out|rolled out)\b"
)
#: A paper is not who acts.
PAPER = _pattern(rf"\b{_PAPER}$|\b{_ANSWER}$")
#: Taken into what is tried or begun there.
TAKEN_IN = _pattern(
    r"\bbecame (?:(?:the|one of|among|some of) )*(?:[\w’'-]+ ){0,2}?(?:first|second|new|pilots?|pathfinders?|trailblazers?|pioneers?)\b[^.;]{0,40}?\b(?:areas?|sites?|councils?|authorit(?:y|ies)|pilots?|pathfinders?|trailblazers?)\b"
    r"|\bsaw the (?:launch|start|creation|opening|introduction|end|abolition) of\b"
)

#: To come, also behind words that hide it from ``modality``: "looking at how services are run, was also to follow".
TO_COME = _pattern(
    r"\b(?:was|were|is|are) (?:also |then |next )?to (?:follow|come|begin|start|be (?!found|seen))\b|\bfollow later\b"
    r"|\bplans?(?: of (?:[A-Z]\w+ )?\d{4})? (?:also |further |then )?(?:included|includes|contained|contains|covered|covers|set out|sets out)\b"
)
#: A promise beside an acceptance: "accepted her argument and promised to prescribe less".
PROMISED = _pattern(
    r"\band (?:it |he |she |they )?(?:also |then )?(?:promised|pledged|undertook|planned|committed (?:itself|themselves)) (?:to|that|an?|the|£)"
)
#: A participle that only says which, with the word behind it: "the inquiry set up in 2001 was".
SAYS_WHICH = _pattern(
    r"^(?:set up|established|launched|commissioned|introduced|created|begun|started) (?:in|on|by|under|after|at)$"
)

#: Words of planning that may only say which thing it was that then came.
NAMES_A_PLAN = _pattern(
    r"^(?:as )?(?:plans?|planned|promised|intended|expected)(?: (?:in|for|by|at|to|on))?$"
)
TO_DO = _pattern(r"\s+to (?!the\b|an?\b|its\b|their\b)[a-z]+\b")
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
    r"\b(?:rated|judged|graded|inspected|inspection|inspectors|rose|fell|numbered|grew|dropped|died|stood at|averaged|became|published|came out|appeared|reported|debate|debated|evidence|showed|lapsed|expired|won|went (?:up|down)|came (?:[\w-]+ ){0,3}(?:days|weeks|months|years) (?:before|after)|took the chair|chaired|led (?:to|the)|(?:supported|backed) (?:the|his|her|its|their) (?:case|idea|call|view|argument|report|findings))\b"
)
#: Finite verbs that no participle looks like, beside those of ``cues``: "announced in 2009 came eight months before".
FINITE = _pattern(
    r"^(?:(?!\b(?:that|which|who|when|because|how|whether|what|to|and)\b)[^,;])*?\b(?:came|took|gave|began|fell|rose|ran|went|became|wrote|drew|stood|followed|covered|lasted)\b"
)
#: An aside tells what it says: "the review, commissioned in 2013, was published".
ASIDE = _pattern(r",\s+$")
ASIDE_ENDS = _pattern(r"^[^.;,]{3,60},")
#: The verb a decision begins with, where it begins with one.
VERB_FIRST = _pattern(
    r"^(?:set up|sent in|took over|gave notice|removed from|passed into law|\w+(?:ed|ing)|gave|put|placed|kept|took|chose|overruled)\b"
)

#: A verb of doing in the past; without one a sentence tells how things stood and nothing that was done.
DOING = _pattern(
    r"(?<!\bthe )(?<!\ban )(?<!\ba )(?<!\bits )(?<!\btheir )\b(?!(?:need|based|called|named|aged|united|advanced|related|used|owned|concerned|looked-after|wanted|seemed|appeared|remained|included|covered|differed|listed|meant|unrelated|limited|mixed)\b)(?:[a-z]{2,}ed"
    r"|gave|given|took|taken|made|held|set|put|brought|built|ran|sent|spent|began|chose|drew|drawn|paid|went|met|led|left|lost|wrote|written|bought|sought|cut|shut|taught|kept|dealt)\b|\b(?:was|were) (?:now |then )?in place\b"
)
#: What somebody feels about a decision is none; of two dates set against each other neither is told as decided or done.
VOICED = _pattern(
    r"\b(?:voiced|expressed|spoke of)\b[^.;]{0,40}\b(?:disappointment|regret|concerns?|dismay|anger|relief)\b"
)
COMPARISON = _pattern(r"\bcame (?:[\w-]+ ){0,4}(?:days|weeks|months|years) (?:before|after|earlier|later)\b")
#: "where this would not serve the child": a condition, no plan.
CONDITION = _pattern(r"\b(?:where|if|when|unless) (?:this|it|that|they|doing so) (?:would|could)\b")
#: What was begun with recommendations, in words that ``modality`` leaves alone.
TOOK_FORWARD = _pattern(
    r"\btook forward\b|\b(?:acted (?:up)?on|gave effect to|took up|carried out|followed|put into (?:effect|practice)) (?:(?:all|many|most|some|several) (?:of )?)?(?:the |its |his |her |their )?(?:[\w’'-]+ ){0,3}(?:recommendations?|proposals?|ideas?|advice|suggestions?)\b|\btook (?:[\w’'-]+ ){1,6}forward\b|\bput (?:[\w’'-]+ ){1,8}in (?:the )?place (?:of\b|by\b|in\b)"
)
#: Words between commas that only say which: ", which started in 2018,".
WHICH = _pattern(r",\s+(?:which|who|whose)\b")
SAYING_WHICH = _pattern(
    r",\s+(?:which|who|whose)\b|\b(?:that|which|who) (?=(?:would|will|was|were|is|are|had|has|should|could)\b)"
)
WHICH_ASIDE = _pattern(r",\s+(?:which|who|whose)\b[^,;]*,")
#: A participle before the sentence proper: "Launching her review, Munro described ...".
LAUNCHING = _pattern(r"^\W*[a-z]+ing\b[^,;]{0,80}, ")

#: "The first steps included ...", under a lead-in that says whose they are.
STEPS = _pattern(r"\b(?:steps?|measures?|actions?|plans?|commitments?|pledges?)\b")
ALREADY = _pattern(
    r"\balready\b|\bfirst steps\b|\b(?:had|has|have) (?:\w+ )?(?:introduced|taken|made|put in place)\b|\brecord(?:s|ed)?\b"
)
