"""What came before and after, what began and ended: a sentence on the one does not answer for the other."""

from __future__ import annotations

import re

from rag.answering.asking.questions import Asked
from rag.answering.language.values import ValueKind

#: Kinds that careers and histories are made of; None is "what did she do before".
_STATIONS = frozenset({ValueKind.POST, ValueKind.PLACE, ValueKind.BODY, ValueKind.TITLE, None})

_ASKS_AFTER = re.compile(
    r"\b(?:go(?:es)?|went|gone) on to\b|\bafterwards?\b|\bdo next\b|\bnext (?:job|post|role)\b|\blater (?:job|post|role|become|became)\b"
    r"|\b(?:once|after) (?:(?:his|her|their|its|the) )?[\w’' -]{2,40} (?:was|were|had|is) (?:over|done|finished|published|out|ended)\b",
    re.IGNORECASE,
)
_ASKS_BEFORE = re.compile(
    r"\bbefore (?:that|this|then|he|she|they|it|his|her|their|becoming|joining|coming|taking|leading|being)\b"
    r"|\b(?:previous(?:ly)?|earlier|former) (?:job|post|role|work|career|employer)\b|\bused to (?:be|work)\b",
    re.IGNORECASE,
)
_TELLS_BEFORE = re.compile(
    r"\b(?:former(?:ly)?|previous(?:ly)?|earlier|before|until|once|ex|became|(?-i:from [A-Z]\w+)|had (?:\w+ )?(?:been|founded|led|chaired|worked|run|served))\b",
    re.IGNORECASE,
)
_TELLS_AFTER = re.compile(
    r"\b(?:later|afterwards?|then|next|since|now|after|became|become|went on|followed|in the end)\b",
    re.IGNORECASE,
)

_BEGINS = re.compile(
    r"\b(?:beg[aiu]n\w*|start(?:s|ed|ing)?|opened|launch(?:ed)?|set up|since|from \w+ (?:19|20)\d\d|commissioned|announced|obtained|granted|received)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\b(?:end(?:s|ed|ing)?|finish(?:ed|es)?|clos(?:e|es|ed)|stop(?:s|ped)?|wound up|complet(?:ed|ion)|until|abolished|abandoned|over)\b",
    re.IGNORECASE,
)
#: When it began or ended, in the words of questions.
_ASKS_BEGIN = re.compile(r"\b(?:begin|began|start(?:ed)?|open(?:ed)?|set up)\b", re.IGNORECASE)
_ASKS_END = re.compile(
    r"\b(?:end(?:ed)?|finish(?:ed)?|close(?:d)?|stop(?:ped)?|wind up|pa(?:y|id) back|repa(?:y|id))\b",
    re.IGNORECASE,
)


def tells_the_other_end(question: str, asked: Asked, sentence: str) -> bool:
    """True where the date of a beginning is asked for and the sentence tells of an end alone, or the other way round."""
    if asked.kind is not ValueKind.DATE:
        return False
    begins, ends = _ASKS_BEGIN.search(question), _ASKS_END.search(question)
    if bool(begins) == bool(ends):
        return False
    same, other = (_BEGINS, _ENDS) if begins else (_ENDS, _BEGINS)
    return bool(other.search(sentence)) and not same.search(sentence)


def tells_the_other_way(question: str, asked: Asked, sentence: str) -> bool:
    """True where what came after is asked for and the sentence tells what came before, or nothing of before is told."""
    if asked.kind not in _STATIONS:
        return False
    if _ASKS_AFTER.search(question):
        return bool(_TELLS_BEFORE.search(sentence)) and not _TELLS_AFTER.search(sentence)
    return bool(_ASKS_BEFORE.search(question)) and not _TELLS_BEFORE.search(sentence)
