"""Words by which a thing is decided on, is still a plan or a wish, or has come about."""

# ruff: noqa: E501  (a pattern reads best on its own line)

from __future__ import annotations

import re

#: A body decides. "Agreement" and "decision" are things, and decide nothing here.
DECIDES = re.compile(
    r"\b(?:agreed|agrees|decided|decides|approved|approves|adopted|adopts|resolved|accepted|accepts|endorsed|ratified|signed off"
    r"|chose|opted (?:for|to)|ordered|ruled that|settled on|determined (?:that|to)|authorised|sanctioned|signed up to"
    r"|voted (?:for|to)|took (?:a|the) decision|made (?:a|the) decision|gave (?:its |their |his |her |the )?(?:approval|go-ahead|green light|consent|agreement|blessing)"
    r"|committed (?:itself|themselves)(?: in (?:\w+ )?\d{4})? to|(?:is|was|were|are|been) settled|confirmed that)\b",
    re.IGNORECASE,
)
#: Words that leave it open whether a thing came about. Nouns ("the plan", "recommendations") do not.
HEDGES = re.compile(
    r"\b(?:recommend(?:ed|s|ing)|recommendations? (?:was|were|is|are|included|for|that|to|of)|propos(?:ed|es|ing)|proposals? (?:was|were|is|are|included|for|that|to|of)"
    r"|suggest(?:ed|s|ing|ions?)|planned|plans?|planning|intend\w*|intentions?|aim(?:s|ed|ing)?|hop(?:ed|es|ing)|promis\w+|pledg\w+"
    r"|would|will|should|shall|could|(?-i:may)|might|must|ought|(?:is|are|was|were) (?:also |then |later |now )?to|to be|expect\w*|forecast\w*|predict\w*|due|call(?:s|ed|ing)? (?:for|on)"
    r"|want(?:s|ed|ing)?|wish(?:ed|es)?|ask(?:s|ed|ing)? (?:for|that|to|the|\w+ (?:both |also )?to)|urg(?:ed|es|ing)|ideas?|envisag\w+|sought|seek(?:s|ing)?"
    r"|advis(?:ed|es|ing)|advocat\w+|likely|undertook|in principle|goal|target|purpose|request\w*|press(?:ed|ing) for|demand\w*"
    r"|scheduled|earmark\w*|committed (?:itself|themselves|to)|meant to|in case|subject to|draft|projected|tasked|remit|needs? to|needed to|favour(?:s|ed)|had to|have to|has to"
    r"|(?:talk(?:ed|s|ing)?|spoke) of|float(?:ed|s|ing)|moot(?:ed|s)"
    r"|(?:lists?|listed|names?|named|includ(?:ed|es)) (?:\w+ ){0,2}(?:plans?|proposals?|recommendations?)|rais(?:ed|es|ing) (?:the|a) (?:question|idea|possibility)|need(?:s|ed)?)\b",
    re.IGNORECASE,
)
#: That a wish or a plan is named need not leave it open: "as planned", "the duty recommended by Munro".
CARRIED_OUT = re.compile(
    r"\bc[ao]me to be\b|\b(?:just |exactly )?as (?:[\w’']+ ){0,7}?(?:planned|promised|recommended|proposed|suggested|intended|expected|hoped|wanted|asked|advised|urged|wished|sought|desired|demanded|envisaged|pledged|requested|called for|set out)\b"
    r"|\b(?:publish\w*|produc\w*|drew up|draw(?:n|s|ing)? up|wr[io]t\w+|shar(?:e|ed|es|ing)|set out|laid out|deliver\w*|met|reach\w*|achiev\w*|hit) (?:\w+ ){0,4}?(?:plans?|proposals?|drafts?|aims?|goals?|targets?|recommendations?|ideas?)\b"
    r"|\b(?:recommended|proposed|planned|promised|suggested|asked for|called for|wanted) by (?:\w+['’]?s? ?){1,6}?(?=,? (?:was|were|has|have|had|is|are|became|came|took|began)\b)"
    r"|\b(?:['’]s|the|its|their|his|her|these|those) (?:\w+ )?(?:ideas?|plans?|goals?|targets?|suggestions?|demands?|requests?|aims?|intentions?|purpose|remit|drafts?)\b(?! to\b| (?:was|were|is|are) (?:to|that|for))"
    r"|\b(?:in line with|following|after|thanks to|because of|in response to) [^,;.]{0,60}?(?:recommendations?|proposals?|plans?|calls?|requests?|promises?|advice|suggestions?)(?: (?:for|to|of|that))?\b",
    re.IGNORECASE,
)
#: "Was among the government's plans": what the sentence is about is a plan itself.
IS_A_PLAN = re.compile(
    r"^(?:The|Its|Their|His|Her|(?:\w+ ){0,4}?\w+[’']s?) (?:\w+ )?(?:plan|proposal|intention|aim|idea|hope|promise|request|call|demand|recommendation|suggestion)s? [^,;.]{0,60}?(?:was|were|is|are)\b|\b(?:was|were|is|are)(?: among| one of| part of)? (?:[\w’'-]+ ){0,5}?(?:plans?|proposals?|recommendations?|suggestions?|ideas?|aims?|demands?|requests?)\b"
    r"|\b[Aa]mong (?:[\w’'-]+ ){0,4}?(?:plans?|proposals?|recommendations?|suggestions?|ideas?)\b|\b(?:proposals?|recommendations?|plans?|aims?)[^.;:]{0,40}:",
    re.IGNORECASE,
)
#: What says outright that a thing came about, whatever was planned.
CAME = re.compile(
    r"\b(?:actually|appeared|came to be|ended up|came out|took place|went ahead|became|followed|has since|have since|in the end|passed|enacted|carried out|became law|(?:in|into) force|in place|up and running)\b",
    re.IGNORECASE,
)
#: What tells a result, beside what the acts and the words above do.
RESULT = re.compile(
    r"\b(?:opened|launched|introduced|implemented|delivered|established|created|enacted|rolled out|brought in|set up|abolished|scrapped|closed|replaced|took effect|came into (?:effect|being|use|operation)|put into (?:practice|effect|law)|made law|completed|achieved|secured|built|running"
    r"|ha(?:s|ve|d) (?:had|since|now|already|long)|now (?:has|have|is|are|runs?)|limited to)\b",
    re.IGNORECASE,
)
#: Of a decision these leave the thing itself open: the need is agreed to, or somebody else's agreement is awaited.
IN_PRINCIPLE = re.compile(
    r"\bin principle\b|\b(?:accept|agre|recognis|acknowledg)\w+ (?:that there was )?(?:the|a) (?:need|case|principle|argument|importance)\b"
    r"|\b(?:agreement|approval|consent|decision|vote|backing)(?: (?:of|from|by|in) [^,;.]{1,40})? (?:was|were|is|are|would be) (?:still )?(?:needed|required|awaited|pending|outstanding|to come|to follow)\b"
    r"|\b(?:subject to|dependent on|depend(?:s|ed)? on|waiting for|awaiting|pending) [^,;.]{0,40}?(?:agreement|approval|consent|decision|vote|consultation)\b",
    re.IGNORECASE,
)
#: That nothing was decided, or that it was decided not to.
UNWILLING = re.compile(
    r"\b(?:(?:did|does|do|was|were|is|are|had|has|have) not (?:yet )?(?:think|thought|see|seen|believe|consider|intend|want|wish|plan|mean|feel|minded|persuaded|convinced|ready|prepared|willing|decide|decided|agree|agreed|commit|committed|promise|promised)"
    r"|no (?:plans?|intention|decision|commitment|agreement|promise)|saw no (?:need|case|reason)|not the (?:moment|time|right time)|(?:made|gave|given) no (?:decision|commitment|promise)"
    r"|stopp?ed short of|undecided|unconvinced|reluctant|held back from|put off)\b",
    re.IGNORECASE,
)
#: A proposal as a thing, where the record has no verb for it; and a backer, who is not the one that decides or does.
PROPOSAL = re.compile(
    r"\b(?:(?:\w+['’]s|key|main|central|chief|principal|first|second|other|one|its|his|her|their|the) (?:\w+ )?(?:proposal|recommendation|suggestion|idea|demand|request)s?|proposals? (?:was|were|is|are|for|that|to))\b",
    re.IGNORECASE,
)
BACKED = re.compile(
    r"\b(?:(?:gave|given|giving|gives) (?:his|her|its|their) (?:backing|support)|backed|backs|backing|support(?:ed|s)? (?:the |an? )?(?:idea|proposal|plan|creation|call)|in favour of|welcomed the (?:idea|proposal|plan))\b",
    re.IGNORECASE,
)
#: Words that leave it open beside those of the acts.
DOUBTFUL = re.compile(
    r"\b(?:in case|could|might|(?-i:may)|wanted to|explor\w+|in principle|considered|discussed|asked|suggested|would|was to be|were to be|(?:talk(?:ed|s|ing)?|spoke) of"
    r"|float(?:ed|s)|moot(?:ed|s)|weigh(?:ed|ing)(?: up)?|look(?:ed|ing) (?:at|into)|toy(?:ed|ing) with|thought|believed|felt|took the view|of the view|saw (?:\w+ )?(?:merit|value|promise|sense)|had merit)\b",
    re.IGNORECASE,
)
#: Something finite that tells of a thing as done or so.
FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|\w{2,}ed|spent|took|gave|made|came|went|began|set|put|got|built|brought|ran|met|led|won|cut|saw|rose|fell|grew|became|held|kept|paid|sent|now)\b"
)
