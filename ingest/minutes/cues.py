"""The words by which minutes give somebody a task, and those that make no task of it."""

from __future__ import annotations

import re

from ingest.minutes.owners import BODY
from ingest.minutes.tasks import VERBS


def _cue(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_ADVERBS = r"(?:(?:also|then|now|jointly|both|each|each\s+also|further|in\s+turn|[a-z]+ly)\s+){0,2}"
_THIS = r"(?:this|that|it|these)"

# Somebody takes a task on, is given one, or is to do it; ``verb`` begins the task.
TAKES_ON = _cue(
    r"\b(?:has\s+|have\s+|had\s+)?(?:agreed|undertook|undertaken|offered|promised|volunteered|committed)\s+"
    rf"{_ADVERBS}to\s+{_ADVERBS}(?P<verb>[a-z]+)"
)
IS_ASKED = _cue(
    rf"\b(?:was|were|be|is|are|been)\s+{_ADVERBS}(?:asked|requested|instructed|tasked|directed"
    rf"|authori[sz]ed|delegated)"
    r"\s+to\s+(?P<verb>[a-z]+)"
)
WILL = _cue(
    rf"\b(?:would|will|shall|should|is\s+to|are\s+to|was\s+to|were\s+to)\s+{_ADVERBS}(?P<verb>[a-z]+)\b"
)
#: "Cllr Moss to write ...", in a note.
BARE_TO = _cue(r"(?<=\s)to\s+(?P<verb>[a-z]+)\b")
#: "That the Chair write": the plain verb of a motion.
PLAIN = re.compile(rf"(?<=\s)(?P<verb>{'|'.join(sorted(VERBS))})\b(?!\s+be\b)")
TOOK_IT = _cue(
    r"\b(?:took|takes?|accepted|would\s+take|will\s+take)\s+(?P<verb>on\s+)?"
    rf"(?:{_THIS}|the\s+(?:matter|point|query|suggestion|request|issue))\s+"
    r"(?:(?:on|up|away|forward|back)\s+)?(?:as\s+(?:an?\s+)?actions?|away|forward|back|up)\b"
)
TOOK_ON = _cue(r"\btook\s+(?:on\s+)?(?:an|the)\s+action\s+(?:to|of)\s+(?P<verb>[a-z]+)")
PASSIVE = _cue(
    r"\b(?:be|to\s+be|would\s+be|will\s+be|should\s+be|is\s+to\s+be"
    r"|are\s+to\s+be)\s+(?:[a-z]+ly\s+)?(?P<verb>[a-z]+)\b"
)

#: "The Head of Service said that she would ...": the speaker is the one who will.
SPEAKER = _cue(
    r"\b(?:said|confirmed|advised|stated|explained|added|replied|responded|indicated|reported)(?:\s+that)?"
    r"\s+(?:he|she|they|s/he|he/she)\s+$"
)
#: "The Panel considered the report and agreed to ...": the meeting is still the subject.
MEETING_AND = _cue(
    r"\s*(?:(?:the|both)\s+)?"
    rf"(?P<who>(?:committee|panel|board)\s+members|members|(?:joint\s+)?{BODY})\s(?!of\b)"
    r"(?:(?!\b(?:that|who|which|had|was|were|would)\b)[^.;])*\band\s+$"
)
#: Where a clause may begin, before an owner.
CLAUSE = _cue(r"\bthat\b|[;:(]|\bbut\b|\bwhile\b|\bwhereas\b")
NEXT_CLAUSE = _cue(r"(?:[,;]\s*)?\band\s+that\b|;\s*(?:and\s+)?(?:that\b)?")

#: What the meeting itself agreed or resolved to see done, or asked somebody for.
GOVERNS = re.compile(
    r"\b(?:agreed|resolved|decided)\b(?:[^.;:]{0,90}?)\bthat\b|\b(?:AGREED|RESOLVED)\b"
    rf"|\b(?i:it\s+was|(?:committee\s+|panel\s+)?members|(?:the\s+)?(?:joint\s+)?{BODY}"
    rf"|(?:the\s+)?(?:vice[- ])?chair)\b"
    r"[^.;:,]{0,60}?\b(?:asked|requested|instructed|tasked)\s+(?:(?:that|for)\s+)?(?=(?:the|an?|that"
    r"|officers|[A-Z])\b)"
)
#: The meeting's next act in the same sentence is no part of the task.
DECIDES_ON = _cue(
    r",?\s+and\s+(?:also\s+|then\s+)?"
    r"(?:agreed|noted|resolved|approved|endorsed|recommended|thanked|considered|accepted)\b"
)
TOLD = _cue(r"\b(?:said|reported|told|explained|informed|heard|learnt|learned|asked|advised|stated)\b")
#: A note such as "Report to be circulated" has none of these.
OTHER_VERB = _cue(
    r"\b(?:is|are|was|were|had|has|have|would|will|need\w*|ought|likely|due|expected|said|asked|continue\w*|able"
    r"|wish\w*|want\w*|hop\w+)\b"
)
#: A wish, a doubt or another's account: what follows is no task.
DOUBT = _cue(
    r"\b(?:suggested|proposed|whether|wondered|queried|hoped|felt|thought|if|might|could|unless|expected|anticipated"
    r"|recommended|likely|argued|feared|not|never|according\s+to\s+other)\b|n['’]t\b"
)
SUGGESTED = _cue(
    r"\bit\s+was\s+(?:also\s+|then\s+|further\s+)?(?:suggested|proposed|requested|asked|felt)\s+(?:that|whether)\b"
)
#: A task that says what only by pointing back.
LEANS = _cue(
    r"\b(?:take|took|takes|taking|raise|do|pursue|explore|investigate|follow|check|look\s+into|accepted"
    r"|clarify|confirm)"
    rf"\s+(?:on\s+)?{_THIS}\b"
)
AGENT = _cue(r"\bby\s+(?=\S)")
