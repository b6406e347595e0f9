"""The words by which a sentence tells what was done with a thing, and those by which a question asks for it.

Patterns only, matched without regard to case; ``modality`` reads them. They hold what British minutes, reviews,
responses and council news say; a wording met in a record and missing here belongs in the list of its act.
"""

# ruff: noqa: E501  (a pattern reads best on its own line)

from __future__ import annotations

import re
from enum import StrEnum


class Act(StrEnum):
    """What a sentence reports was done with a thing; strongest first, the order in which a frame names one."""

    DONE = "done"
    NOT_DONE = "not done"
    REJECTED = "rejected"
    AGREED = "agreed"
    UNDECIDED = "left undecided"
    BEGUN = "begun"
    RECOMMENDED = "recommended"
    PLANNED = "planned"
    SUGGESTED = "suggested"
    ASKED = "asked"
    NOTED = "noted"
    CONSIDERED = "considered"
    STATED = "stated"


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


#: Who sits and hears in minutes.
_MEETING = r"(?:members?|councillors|committees?|sub-committee|panel|board|cabinet|council|commission|forum|meeting|assembly|governors|partnership|group|they)"
#: Between the subject and its verb: "of the Committee", "also", "duly".
_ASIDE = r"(?:\s+of\s+the\s+(?:\w+\s+){0,4}?\w+|\s+(?:present|also|further|then|duly|again|therefore|next|had|have|has|\w+ly))?\s+"
#: Who can decide, and so only plans when it proposes or wants.
_AUTHORITY = (
    r"(?:councils?|government|ministers?|cabinet|authority|department|trust|minister|secretary|assembly)"
)
_PAPER = r"(?:reports?|papers?|updates?|presentations?|briefings?|summar(?:y|ies)|petitions?|minutes|items?|evidence|documents?|deputations?)"
_REPORT = r"(?:report|review|inquiry|study|panel|inspectors?|inspectorate|ofsted|strategy|committee|task ?force|commission)"
#: Verbs that report a finished thing; as participles they need "was", "has" or an object to be told from adjectives.
_MADE = (
    r"(?:published|completed|finished|concluded|closed|ended|delivered|achieved|implemented|appointed|issued|released|recruited|trained"
    r"|built|lifted|abolished|scrapped|transferred|convicted|sentenced|awarded|spent|reduced|increased|improved|raised|lowered|removed"
    r"|replaced|rolled out|put in place|brought in|brought into force|undertaken|conducted|carried out|held|met|helped|signed|passed"
    r"|fulfilled|changed|handed (?:back|over)|paid|cut|saved|extended|expanded|drawn up|refreshed|updated|drafted|strengthened|seconded|chosen|suppressed|revised|rewritten|inspected|interviewed"
    r"|rated|banned|supported|kept|shared|housed|adopted into law|enacted|produced|submitted|sent|opened|grown|risen|fallen"
    r"|obtained|secured|received Royal Assent|filled|merged|withdrawn|repealed|given a)"
)
#: Verbs of a happening that need nothing else.
_HAPPENED = (
    r"(?:came out|comes? into force|came into (?:force|effect|being|operation)|took effect|received royal assent|became|took over"
    r"|taken over|resigned|stepped down|(?:had |has )?left (?:office|the|her|his|their)|fell(?! (?:far )?short)|rose|grew|dropped (?:by|from|to)|doubled|halved|dipped|took place|happened|occurred"
    r"|lapsed|expired|emerged|died|gave (?:oral |written )?evidence|succeeded|followed (?:in|on)|replaced (?!by\b)\w+|opened (?:in|on|its|their|the|a|at|with|to)"
    r"|closed (?:in|on|its|their|the|a)|ended (?:in|on)|met (?:on|in|at|\d+|once|twice|three|the target|its target|their target)|(?<!is )reported (?:on \d+|in (?:\w+ )?\d{4})"
    r"|returned (?:on|in|to)|won|moved to|(?:replied|responded)(?! that)|took (?:\d+|[\w-]+ (?:weeks|months|years))|was over|is complete|were complete|was complete"
    r"|ran (?:from|until|for)|is(?: now)? open|(?:has|have|had) left|led to (?!the\b|it\b|this\b)|went (?:up|down|out to|ahead|live)|(?:reported|found|showed|shows|recorded|saw) (?:an? )?(?:[\w.,%£-]+ ){0,5}?(?:falls?|rises?|drops?|increases?|decreases?|reductions?|improvements?|growth)\b|found (?:less|more|fewer|better|greater|lower|higher)\b|made (?:good|considerable|some|little|substantial) progress)"
)
#: Of those, the ones that with an object tell a thing done rather than a state: "published the report".
_ACTED = r"(?<!newly )(?:published|completed|finished|closed|ended|delivered|achieved|implemented|appointed|issued|released|recruited|trained|built|lifted|abolished|scrapped|awarded|spent|reduced|increased|improved|removed|replaced|rolled out|brought in|carried out|conducted|signed|passed|cut|saved|opened|submitted|dismissed|enacted|seconded|obtained|banned)"
_OBJECT = (
    r"(?:the|a|an|its|his|her|their|all|every|\d+|two|three|four|five|six|seven|eight|nine|ten|[\"'“‘£])"
)
_BEING = r"(?:was|were|has|have|had|been|is|are)"

#: In order: where two overlap, the earlier rule is believed.
CUES: tuple[tuple[Act, re.Pattern[str]], ...] = tuple(
    (act, _pattern(pattern))
    for act, pattern in (
        (Act.DONE, r"\b(?:carers?|adopters?|families)\b[^.;,]{0,20}\b(?:was|were|been) approved\b"),
        (Act.AGREED, r"^\W*(?:\(?\w{1,3}[.)]\s*)?that\b[^.;]*?\bbe (?!noted|deferred|adjourned|rejected|refused)\w+(?:ed|en|wn)\b"),
        (Act.UNDECIDED, r"\bno (?:\w+ )?(?:decisions?|agreement|vote|resolution|consensus)\b(?! (?:document|tool|strategy))"
            r"|\b(?:was|were|been|be|is|are|it) (?:therefore )?(?:deferred|adjourned|postponed|put off|held over)\b|\b(?:deferred|postponed|adjourned) (?:the|its|their|a|an|this|consideration)\b"
            r"|\bleft (?:open|undecided)\b|\bundecided\b|\b(?:yet|still|remain(?:s|ed)?) to be (?:decided|agreed|approved|determined|settled|confirmed)\b"
            r"|\b(?:could not|failed to|unable to|did not manage to) (?:agree|decide|reach (?:a |an )?(?:agreement|decision|consensus))\b"),
        (Act.REJECTED, r"\b(?:did|does|do|would|could|has|have|had)(?: not|n['’]t) (?:then |formally )?(?:agree|approve|accept|support|adopt|endorse|back)\b|\b(?:rejected|rejects|refused|refuses|turned down|threw out|thrown out|vetoed|overruled|ruled out|rules out)\b|\bdeclined (?:to|the|an?)\b"
            r"|\bvoted (?:against|down|not to)\b|\bdecided (?:against|not to)\b|\bagreed not to\b|\bdismissed (?:the|an?|her|his|their|its|[\w’'-]+['’]s?) (?:\w+ )?(?:appeal|claim|application|complaint|motion|case|review|idea|proposal|call)"
            r"|\b(?:motion|amendment|proposal|appeal)\b[^.;]{0,30}\b(?:was lost|were lost|fell|failed|was defeated)\b|\bsaid no to\b|\bappeal [^.;]{0,30}failed\b"
            r"|\bnot the (?:moment|time) for\b|\bno (?:new |further )?[\w -]{0,40}\bwas needed\b"),
        (Act.NOTED, rf"\b{_MEETING}{_ASIDE}(?:noted|took note)\b|\b(?:was|were|be|been|is|are) (?:duly |also |further )?noted\b|\bnoted\s*[:–-]"
            r"|\b(?:resolved|agreed|recommended|asked|invited|is|are) to note\b|\band noted\b"),
        (Act.NOTED, r"^\W*(?:it was )?noted\b|^\W*(?:to )?note (?:that|the)\b"),
        (Act.RECOMMENDED, r"\brecommend(?:s|ed|ing)?\b|\brecommendation \d+\b|\b(?:makes|made|set out|included) (?!no\b)(?:[\w-]+ ){0,4}recommendations?\b"
            r"|\brecommendations? (?:was|were|is|are|covered|covers?|included|includes?) (?!accepted|agreed|rejected|approved|implemented|published|made\b|noted|welcomed|taken)"
            rf"|\b{_REPORT}\b(?:\s+(?!considered|received|discussed|which|who|that)[\w’',-]+){{0,5}}?\s+(?:itself )?(?:called for|calls for|urged|urges|wants|wanted|proposes|proposed|asks for)\b|\bit (?:also )?asked (?:for|that)\b"
            rf"|\bproposals (?:included|include|covered)\b"),
        (Act.RECOMMENDED, r"(?<!government )(?<!minister )(?<!ministers )(?<!council )(?<!cabinet )(?<!would )\b(?:also |locally he )?propos(?:ed|es)\b(?! (?:budget|changes|new|closure|plan|move|service|model|cut|cuts|date)\b)"),
        (Act.ASKED, r"\basked (?:again )?(?:whether|if|how|why|what|when|who|where|which|about|for|that|questions?|a question)\b|\basked (?!to\b)(?:[\w’'-]+ ){1,6}?(?:to|whether|if|how|why|about|for|that)\b"
            r"|\b(?:was|were|been|is|are) (?:also )?asked to\b|\bquestions? (?:\w+ ){0,4}?(?:was|were|is|are) (?:also )?(?:asked|raised|put)\b|\b(?:raised|put|asked) (?:a |an |the |several |some )?(?:\w+ )?(?:questions?|quer(?:y|ies))\b"
            r"|\b(?:queried|enquired|inquired|questioned)\b|\brequest(?:ed|s)\b(?! by)|\bsought (?:\w+ )?(?:assurances?|clarification|information|confirmation|an? update|details)\b"
            r"|\b(?:clarification|assurances?|information|an? update) (?:was|were) (?:also )?(?:sought|requested)\b|\bwondered (?:whether|if|how|why)\b"),
        (Act.SUGGESTED, r"\b(?:officers?|speakers?|witness(?:es)?|director|he|she) agreed (?:that|with)\b(?![^.;]*\b(?:would|should|be)\b)|\bsuggest(?:ed|s|ions?|ing)?\b|\b(?:urged|urges|argued|argues|insisted|appealed for|pressed for|demanded|advocated)\b|\b(?:called|calls|calling|call) for\b(?! (?:evidence|views))|\bcall(?:ed|s) on\b|\b(?:publicly )?backed\b|\bwe (?:must|should|need to|ought to)\b"
            r"|\b(?:wanted|wants) (?!to\b)(?:[\w’'-]+ ){1,8}?(?:to|made|stopped|ended|less|more)\b|\bsaw merit in\b"
            r"|\b(?:would|could|might) be (?:worth|useful|helpful|better|good|sensible|beneficial|wise)\b|\bwould (?:like|welcome|prefer)\b"
            r"|\b(?:felt|considered|believed|believes|thought|thinks) that\b[^.;]{0,80}?\b(?:should|must|needed|ought)\b|\b(?:put forward|floated) (?:the|an?) \w+"),
        (Act.AGREED, r"^\W*resolved\b|^\W*(?:actions?(?: points?)?|agreed|decisions?)\W*$"),
        (Act.AGREED, rf"\b{_AUTHORITY}(?: \w+ly)? backed\b|\bagrees (?:to|that)\b|\bresponse (?:is|was) to (?:agree|accept)\b|\bpassed it\b|\bunanimously\b"
            r"|\b(?:agreed|approved|approves|accepted|accepts|accepting|endorsed|endorses|adopted|ratified|decided|decides|authorised|signed off)\b"
            r"(?! (?:children|child|foster|providers?|list|adopters|carers|minutes|targets?|date|timescales?|protocols?|procedures?|that more was|practice))"
            r"|\bagreement in principle\b|\bagreeing (?:to|that|all)\b|\bresolved (?:that|to|by|unanimously|as)\b|\bRESOLVED\b|\bvoted\b(?! (?:against|down|not))|\bdecisions? (?:was|were|had been|has been|is) (?:made|taken)\b"
            r"|\b(?:took|taken|made|reached) (?:a|the) (?:\w+ )?(?:decision|resolution|agreement)\b|\b(?:agreement|settlement) was reached\b|\bmotion\b[^.;]{0,60}\bcarried\b(?! out)"
            r"|\b(?:motion|amendment|proposal|recommendations?)\b[^.;]{0,30}\b(?:was|were) carried\b(?! out)|\bpassed (?:the|a|an) (?:motion|resolution|budget|amendment)\b"
            r"|\b(?:gave|given|giving) (?:its|their|his|her) (?:approval|backing|consent|agreement)\b"),
        (Act.NOT_DONE, r"\b(?:abandoned|cancelled|shelved|called off|withdrawn|halted)\b|\bcame to nothing\b|\bnothing came of\b|\b(?:has|have|had) yet to\b(?! be (?:agreed|decided|approved))|\bfailed to (?:open|meet|deliver|complete|report|start|reach|improve|publish)\b|\bmissed (?:its|the|their) (?:target|deadline)\b|\bdid not (?:happen|go ahead|take place|open|start|begin|proceed|succeed|materialise)\b|\bwork remained to be done\b|\bno longer going ahead\b|\b(?:targets?|deadlines?)\b[^.;]{0,40}\b(?:was|were|been) missed\b|\bdid(?: not|n['’]t) (?:implement|act\b|complete|publish|deliver|carry out|meet\b|recruit|change|improve)|\bnothing (?:\w+ )?(?:has|had|was|is)(?: been)? (?:done|achieved|changed)\b|\bnothing changed\b|\bplans? [^.;]{0,60}\b(?:was|were|been) (?:dropped|scrapped|withdrawn)\b|\bno (?:further )?action was taken\b|\b(?:was|were) not (?:renewed|extended|continued|taken forward|pursued)\b|\bnot acted on\b"),
        (Act.PLANNED, r"(?<!the )(?<!of )\b(?-i:will|WILL) (?!of\b|power)"),
        (Act.PLANNED, r"(?<!improvement )(?<!action )(?<!care )(?<!protection )(?<!implementation )\bplan to\b"),
        (Act.PLANNED, r"(?<!would )\bexpect(?:s|ed|ing)? (?:to|it|that|its|their|in|by|the [\w’' -]{0,30} to)\b"),
        (Act.PLANNED, r"\bshall\b|\b(?:is|are|was|were) (?:(?!likely|unlikely)\w+ly |also |now |then |next |themselves )?to (?!blame\b|date\b|some\b|be (?:found|seen)\b|an?\b|the\b|which\b|whom\b)[a-z]+"
            r"|\bdue (?!to\b|process|course|regard|diligence)(?:in|on|by|from|for|at|before|back|after|this|next|within|later|out|when)\b|\bdue to (?:be|start|open|report|end|finish|begin|meet|take|come|return|publish|go|complete|visit|move|launch|present|receive|leave|join|close|run|deliver)\b|\b(?:was|were|is|are|fell) due\b(?! to)"
            r"|\bplanned\b|\bplan(?:s|ning) (?:to|for|include|included|in)\b|\bplan(?:s|ning) (?:are|were)\b(?! (?:not |never |then |later |all |also |since |\w+ly )*(?:carried out|implemented|delivered|completed|put in place|achieved|fulfilled|finished|rolled out|brought into force)\b)|\bas planned\b|\bplan (?:included|includes|would|(?:at \w+ )?(?:is|was|had been) (?:to|for|that))\b|\bsystem reform plans\b|\b(?<!on )plans\b"
            r"|\b(?:was|were|is|are) (?:not )?(?:yet )?(?:expected|anticipated|forecast|scheduled|timetabled|earmarked|intended|projected|aiming|hoping|planning|intending|looking)\b(?! (?:after|at how|at the way|into))|\bit is (?:anticipated|expected|hoped|intended|proposed)\b"
            r"|\b(?:intend(?:s|ed|ing)?|intentions?|intent)\b(?! to harm)|\bhop(?:es?|ed|ing) (?:to|that|for)\b|\b(?:promis(?:es|ed|ing)|pledg(?:es|ed|ing)|undertook|vowed)\b|\bcommitted (?:(?:itself |himself |herself |themselves )?to (?!lasting\b)|£)"
            r"|\baim(?:s|ed|ing)? (?:to|at|for)\b|\b(?:aim|goal|purpose|point|target|objective|ambition|idea)s?\b[^.;,]{0,80}\b(?:is|was|are|were) (?:to|that|for|about)\b|\b(?:is|are|was|were) going to\b|\btarget (?:of|for|date)\b|\bset a target\b|\bforecast(?:s|ed)?\b|\banticipat(?:es|ed)\b"
            r"|\blikely\b[^.;]{0,30}\bto be (?:available|ready|complete|brought|presented|published|reported)\b|\b(?:was|were|is|are) (?:meant|supposed|set) (?:to|for)\b|\bto follow\b|\b(?:in|over) the (?:months|years|weeks) ahead\b|\bseeks? to\b|\bsought to\b"
            r"|\bwould (?:also |then |now |first |only |soon |eventually |be (?:able|asked|given|put|reported|brought|led) )?(?!also|then|be (?:worth|useful|helpful|better|good|sensible|beneficial|wise|uncomfortable|easier|harder|difficult|wrong|right|appropriate|no|an?\b|the\b|needed|in the|inconsistent|more\b|likely)\b|like|welcome|prefer|have|mean|means|need|needed|expect|probably|appear|seem|suggest|want|require|cost|still|never|not be in)[a-z]+"
            rf"|\b{_AUTHORITY}\s+(?:(?:has|have|had|also|itself)\s+)?(?:propos(?:ed|es)|wanted (?!(?:[\w’'-]+ ){{1,8}}?(?:to|made)\b))|\b(?:wanted|wants) to\b|\b(?:more|further) details? (?:later|to come)\b|\b(?:meant|wanted) for action\b|\bproposes to\b|\bproposed (?:budget|changes|new|closure|plan|move|service|model|cuts?|date)\b"
            r"|\bannounced (?:plans|that [\w ]{0,40}would|its intention)\b|\bfrom next (?:year|month|week|spring|summer|autumn|winter|april|september)\b|\basked (?:for|that) [^.;]{0,60} by (?:the end of )?(?:january|february|march|april|may|june|july|august|september|october|november|december)\b"),
        (Act.CONSIDERED, rf"\b{_MEETING}{_ASIDE}(?:considered|discussed|received|heard|debated|examined|reviewed|scrutinised|learn(?:t|ed)|looked at|saw|were (?:also |then )?(?:told|advised|informed|given|shown|provided|taken through|briefed|reminded|updated|referred)|was (?:also )?(?:told|advised|informed|given|shown|briefed|reminded|updated|referred))\b"
            r"|\b(?:was|were|been|being) (?:also |then |fully )?(?:considered|discussed|debated|tabled|presented)\b(?! to parliament)|\bdiscussed\b|\bdebated\b|\bheard (?:from|that|evidence)\b|\bconsidered (?!that\b|to be|it\b|as\b|by\b|[\w]+ (?:inadequate|good|poor))"
            rf"|\breceived (?:an?|the|verbal|written)? ?(?:[\w’'-]+ ){{0,4}}?{_PAPER}\b|\b(?:presented|introduced|tabled) (?:the|an?|his|her|its|this) (?:[\w’'-]+ ){{0,4}}?{_PAPER}\b|\bwas (?:asked|invited) to consider\b|\b(?:advised|informed|told|reminded|updated|briefed) (?:the )?(?:members|committee|panel|board|cabinet|council)\b|\b(?:gave|given) (?:an?|the) (?:\w+ )?(?:update|presentation|briefing|overview)\b|\bdiscussions? (?:took place|was|were|followed|focused|centred)\b"
            r"|\b(?:reports?|papers?|petitions?|updates?|minutes) (?:was|were) received\b|\bput forward for discussion\b|\bconsideration (?:was|is being) given\b|\bled a discussion\b|\b(?:provided|delivered) (?:an?|the) (?:\w+ )?(?:presentation|update|briefing|overview)\b|\bwas attached to the agenda\b"),
        (Act.BEGUN, r"(?<!newly )\b(?:began|begun|begins|started|starts|launched|launches|launching|initiated|embarked|piloted|trialled|pilots? (?:of [^.;]{0,90} )?(?:had|have) run)\b|\bunder ?way\b|\bin progress\b"
            r"|\b(?:has|have|had|was|were|is|are|been|already|first|also|council|government|board|minister|ministers|they|it|he|she) (?:been |now |already |also )?(?:set up|established|introduced|commissioned|created|engaged|put together)\b|\b(?:established|commissioned|introduced|created) (?:(?:the|a|an|new|its|by|in|on|to|it)\b|(?-i:[A-Z]))|\bset up (?:a|an|the|under|in|on|after|by|new|two|three)\b"
            r"|\b(?:was|were|is|are|been|already) (?:now |currently |also |already )?(?:being|carrying out|undertaking|developing|piloting|contributing|bringing in|recruiting|building|starting|beginning|making|introducing|trialling|running|testing|rolling out)\b"
            r"|\b(?:already|currently|now|has been|have been|had been|is|are) working (?:with|on|to)\b|\b(?:is|are|was|were) (?:now|currently|already) (?!being\b)\w+ing\b|\bmeasures already\b|\balready introduced\b|\bstarting to\b|\bwas beginning\b|\bhas taken steps\b|\bwas being\b|\btook (?:the|these|its|their) recommendations forward\b"),
        (Act.DONE, rf"\b{_HAPPENED}\b|\b{_BEING} (?:not |never )?(?:yet |now |also |since |already |later |then |first |finally |all |both |again |\w+ly )?{_MADE}\b|\b{_ACTED} (?:{_OBJECT}(?!\w)|(?-i:[A-Z]))|\b{_MADE} (?:by|from|to) (?:\d|£|more|over|half|requires|a (?:third|quarter|half))|\bmade public\b|\b(?:has|have|had) (?:now |already |since |been )*(?:helped|supported|kept|met|made|gained|done|worked|reached|built up|acted|seen|improved|fallen|risen|grown|gone)\b|\b(?:in|into) force\b"),
    )
)  # fmt: skip

#: After one of these nothing is said to be so: it is asked, supposed, or said not to be known.
SUPPOSED = _pattern(
    r"\b(?:whether|if|unless|in case|until|once|as soon as|subject to|provided that)\b"
    r"|\b(?:do|does|did)(?: not|n['’]t) (?:itself |themselves )?(?:say|state|report|give|show|mention|record|tell|name|identify|list|explain|set out)\b|\binsofar as\b|\bsays? nothing\b|\bthe way\b|\bhow (?:[\w’'-]+ ){1,4}(?:was|were|is|are)\b|\b(?:saying|knowing|deciding|about|on) (?:what|who|how|when|where)\b|\bcannot (?:show|tell|say)\b|\bnot known\b|\b(?:is|was) unclear\b"
)
#: Right before a cue these make it a thing to come or not so: "to be agreed", "could be published".
UNREAL = _pattern(
    r"\b(?:to|be|would|will|may|might|could|should|must|can|shall|cannot)(?: (?:not|be|have|been|also|only|then|\w+ly))*\s+$"
)
#: A resolution may stand alone, in the subjunctive: "That the report be noted."
RESOLUTION = _pattern(r"^\W*(?:\(?\w{1,3}[.)]\s*)?that\b.*\bbe\s+$")
#: Right before a cue these deny it.
DENIED = _pattern(
    r"\b(?:not(?! (?:only|just|merely))|never|n['’]t|neither|nor|without (?:having )?|no longer)(?: (?:yet|been|be|have|being|to|formally|fully|\w+ly))*\s+$"
    r"|\b(?:no|none of the|neither of the|nothing)(?: [\w’'-]+){0,4}? (?:was|were|has been|have been|had been|is|are|had|has)(?: \w+ly| yet)?\s+$"
    r"|n['’]t (?:\w+ly )?$"
)
NOT_YET = _pattern(r"\byet\b|\bdecided\b")
OUGHT = _pattern(r"\b(?:should|ought to)\b(?! have\b)")
MUST = _pattern(r"\b(?:must|needs to|needed to|has to|have to|had to)\b")

#: Verbs of speech and thought, and what makes their words the record's own rather than a person's.
SAID = _pattern(
    r"\b(?:said|says|told|claimed|claims|added|stated|explained|warned|stressed|is reported\b[^.;]{0,30}\bas (?:saying|promising|calling|thanking)|mentioned|commented|replied|remarked|advised|reported) (?:\w+ (?:members|the committee|mps|councillors|parliament) )?(?:in [\w -]{0,20}\d{4} )?(?:at [\w -]{0,30} )?that\b"
    r"|\b(?:said|says|told|claimed|warned|stressed|stated|explained)\b"
)
RECORD = _pattern(
    r"\b(?:item|minutes|page|report|review|inquiry|note|paper|summary|record|article|release|announcement|statement|response|sources?|account|news|strategy|agenda)\b[^.;]{0,60}$"
)

#: Where a clause ends and another begins. "and" and a verb begin one; "and" and a noun do not.
_VERBS = (
    r"(?:agreed|resolved|decided|approved|accepted|endorsed|rejected|refused|noted|asked|recommended|suggested|urged|called for|was|were|is|are|has|have|had|will|would"
    r"|plans|planned|hopes|published|launched|began|opened|received|considered|discussed|then|it|they|he|she|that)"
)
BOUNDARY = _pattern(
    rf"[;:](?=\s)|\s[–—-]\s|,?\s+(?=(?:but|although|though|whereas|while)\s)|,\s+(?=(?:so|which|who|where|yet|because)\s)|,?\s+(?=and (?:also |then |later |subsequently |rightly )?{_VERBS}\s)|,\s+(?=and\s)|\s+(?=before\s)"
)
#: A clause set before the sentence: "If agreed, the scheme will open."
FORECLAUSE = _pattern(
    r"^\W*(?:if|once|until|unless|when|while|after|before|although|though|since|as planned)\b[^,;]{3,}?,"
)

#: Between a cue of decision and what was decided: the decision still holds over ":" and "and that".
CARRIES = _pattern(r"^\s*(?:[:–—-]|(?:,?\s*and |;\s*)?(?:that|to)\b)")

FINITE = _pattern(
    r"^((?:(?!\b(?:that|which|who|when|because|how|whether|what|to|and)\b).)*?)\b(?:is|are|was|were|has|have|had|will|would|said|says|found|led|made|can|could|did|does)\b"
)
#: Right behind a participle that only says which: "the review launched in 2010 was ..."
BEHIND_PARTICIPLE = _pattern(r"^\s+(?:in|on|by|at|under|from|today|during|after|since|following|earlier)\b")
#: A participle with one of these before it is a verb of its own.
AUXILIARY = _pattern(
    r"\b(?:was|were|been|is|are|has|have|had)\b(?: \w+){0,2}$|\b(?:it|they|he|she) \w+(?: \w+)?$"
)
#: A whole sentence of speech begins with its quotation mark and does not close it early.
OPEN_QUOTATION = _pattern(r"^\s*[\"“‘'](?!s\b)[^\"”]*[\"”’']?\W*$")
#: Behind one of these somebody else may speak.
TURNS = _pattern(r"^\W*(?:but|although|though|whereas|while|which|who)\b")


class AskedAct(StrEnum):
    """What a question asks was done: the acts of which it wants to hear."""

    CONSIDERED = "considered"
    NOTED = "noted"
    ASKED = "asked"
    SUGGESTED = "suggested"
    RECOMMENDED = "recommended"
    AGREED = "agreed"
    PLANNED = "planned"
    OUTCOME = "outcome"
    NEXT = "next"


_DID = r"\b(?:did|does|do)\b[^?]{1,70}?\b"
_WAS = r"\b(?:was|were|is|are|been|be)\b(?: [\w’'-]+){0,12}? (?<!the )(?<!an )(?<!its )(?<!their )"
_DONE_TO = (
    r"(?:recruited|trained|completed|opened|built|helped|closed|created|saved|delivered|finished|achieved|implemented|carried out|published|reached"
    r"|reduced|introduced|rolled out|put in place|fulfilled|changed|done|set up|started|met|placed)"
)

#: How questions ask, each act by its verbs; what a question names ("the agreed action", "the plan") is no asking.
ASKINGS: tuple[tuple[AskedAct, re.Pattern[str]], ...] = tuple(
    (act, _pattern(pattern))
    for act, pattern in (
        (AskedAct.NEXT, r"\bwhat (?:\w+ )?(?:happened|came|comes|happens) (?:next|after\w*|then|to|of|with|as a result)\b|\bwhat (?:became|has become|had become|came) of\b|\bwhat followed\b|\bwhat (?:was|has been|had been) done (?:about|with|next|after\w*|since)\b|\bwhat has happened\b|\bwhat did [^?]{1,60} do (?:next|about|afterwards|then)\b"),
        (AskedAct.AGREED, rf"{_DID}(?:agree|decide|resolve|approve|accept|adopt|endorse|vote|reject|refuse|turn down|order)\b|{_WAS}(?:\w+ly |actually |finally )?(?:agreed|decided|resolved|approved|accepted|adopted|rejected|refused|endorsed)\b|\b(?:has|have|had)\b[^?]{{1,50}}\b(?:agreed|decided|approved|accepted|rejected|voted)\b"
            r"|\b(?:what|which) (?:\w+ )?(?:decisions?|resolutions?|actions?)\b[^?]{0,40}\b(?:made|taken|agreed|there|take|make)\b|\b(?:outcome|result) of the (?:vote|meeting|item|discussion|debate|motion)\b|\bhow did [^?]{1,40}\bvote\b"),
        (AskedAct.RECOMMENDED, rf"{_DID}(?:recommend|propose|call for)\b|{_WAS}(?:recommended|proposed)\b|\bwhat recommendations\b|\bwhat (?:are|were) (?:the |its |their |all )?(?:[\w’'-]+ ){{0,4}}(?:recommendations|proposals)\b|\b(?:list|name|give|outline) (?:me )?(?:all )?(?:the |its )?(?:[\w’'-]+ ){{0,4}}recommendations\b"),
        (AskedAct.SUGGESTED, rf"{_DID}(?:suggest|urge|argue)\b|{_WAS}(?:suggested|put forward)\b|\bwhat suggestions?\b"),
        (AskedAct.NOTED, rf"{_DID}note\b|{_WAS}noted\b"),
        (AskedAct.ASKED, rf"\bwhat (?:did|does|do) (?:the )?[^?]{{1,40}}?\bask(?: for| about)?\b|\bwhat (?:was|were|is) (?:\w+ )?asked\b|\b(?:what|which) (?:questions?|concerns) (?:was|were|did)\b|{_WAS}(?:questioned|requested)\b|{_DID}(?:request|query|question)\b"),
        (AskedAct.CONSIDERED, rf"{_DID}(?:consider|discuss|debate|examine)\b|{_WAS}(?:considered|discussed|debated)\b|\bwhat (?:did|were) (?:the )?(?:committees?|members|councillors|panel|board|cabinet)\b[^?]{{0,40}}\b(?:hear|told|receive|given|learn)\b"),
        (AskedAct.OUTCOME, rf"\b(?:what|which) (?:\w+ )?(?:difference|effect|impact|good|outcomes?|results?)\b|\boutcome of\b|\bin the end\b|\beventually\b|^\W*(?:and |so |but )?(?:what|which|who|how)\b[^?]*\b(?:actually|so far)\b|\bturn(?:ed)? out\b|\bachieved?\b|\b(?:did|does) (?:it|this|that|they) (?:\w+ )?(?:happen|work|succeed|open|come about|take place|go ahead|help)\b"
            r"|\bdid [^?]{1,60}\b(?:happen|work out|succeed|come about|go ahead|make a difference|meet (?:its|their|the) (?:target|deadline))\b"
            rf"|^\W*(?:and |so |but )?(?:has|have|had)\b[^?]{{1,60}}\b{_DONE_TO}\b|\balready {_DONE_TO}\b|\bhow many\b[^?]{{1,60}}\b(?:was|were|have been|has been|had been) (?:\w+ly )?{_DONE_TO}\b|^\W*(?:was|were)\b[^?]{{1,60}}\b(?:ever|actually|really|yet) {_DONE_TO}\b|^\W*(?:had|has|have)\b[^?]{{1,40}}\balready\b|\bwhen (?:was|were) [^?]{{1,60}}\b(?:completed|finished|published|opened|closed|implemented)\b"),
        (AskedAct.PLANNED, r"(?-i:\bwill\b)|^\W*will\b|\bgoing to\b|\b(?:was|were|is|are|been)\b[^?]{0,50}\b(?:planned|intended|expected|scheduled|forecast|due|supposed to|hoping|aiming|meant to)\b|\bwhat (?:is|was|were|are) (?:the |its |their )?(?:[\w’'-]+ ){0,3}(?:plans?|aims?|timetable|intentions?)\b|\b(?:plan|plans|hope|hopes|intend|intends|aim|aims|promise|promised) to\b"
            r"|\b(?:did|does|do)\b[^?]{1,50}\b(?:plan|intend|promise|hope|pledge|aim)\b|\b(?:is|are|was|were) (?:(?!allowed|able|known|likely|used|said|close|thought)[\w’'-]+ ){0,4}to (?:be|get|do|look|have|start|open|cost)\b|\bnext steps?\b"),
    )
)  # fmt: skip

#: A question that offers a choice, or asks why, asks for no one act.
UNSURE = _pattern(r"\bor\b|\bwhy\b|\bhow come\b|\bdifferences? between\b|\bdiffer(?:s|ed|ent)?\b|\bcompar\w+")
