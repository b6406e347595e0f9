"""Whether a question asks for the actions of meetings: who agreed to do what by when."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass

from rag.domain import ContentDate
from rag.text import content_stems, stem, words

_WHO_DOES_WHAT = re.compile(
    r"\bwho\b[^?.;]{0,60}\b(?:do|does|doing|did|take|taking)\s+(?:on\s+)?what\b", re.IGNORECASE
)
_ACTIONS = re.compile(
    r"\b(?:what|which)\s+(?:(?:were|are|was|is)\s+)?(?:[\w’'-]+\s+){0,4}?actions?\b"
    r"|^\W*(?:please\s+)?(?:(?:can|could)\s+you\s+)?(?:list|show|give|name|tell)\b[^?.;]{0,40}\bactions?\b"
    r"|\baction\s+(?:log|list|points|items)\b|^\W*(?:the\s+)?actions\s+(?:of|from|at|agreed)\b",
    re.IGNORECASE,
)
#: Without one of these "what actions were taken" may ask of anything a record tells.
_OF_MEETINGS = re.compile(
    r"\b(?:agree\w*|assign\w*|minut\w*|recorded|allocated|outstanding|meetings?|committees?|panels?|boards?|owners?|cllrs?|councillors?|chair\w*|by\s+whom|by\s+when|ar(?:ose|ising)"
    r"|c[ao]me\s+out)\b",
    re.IGNORECASE,
)
#: Words that say what is asked for, not of which meeting or about what.
_ASKING = frozenset(
    stem(word)
    for word in """action actions point points item items log list agree agreed agreement list show give name tell
    please meeting meetings meet minutes minute minuted committee committees panel panels board boards
    record recorded records assign assigned allocated owner owners outstanding due deadline take taken
    took taking make made set follow come came out arise arising arose person people responsible member
    members councillor councillors joint all any each every day date full summary table there currently
    still now decide decided decision decisions say says said""".split()
)
_MONTHS = {name.casefold(): number for number, name in enumerate(calendar.month_name) if name}
_DAY_BEFORE = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?$")
_MONTH = re.compile(rf"\b({'|'.join(_MONTHS)})\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class LedgerAsked:
    """Of which meetings actions are asked for, and about what.

    ``stems`` are the content stems that name a meeting, a person or a matter. A meeting is of the asked time where
    it is of one of the ``years``, of one of the ``months`` and of one of the ``days`` (each: any, where there is none).
    """

    stems: frozenset[str]
    years: frozenset[int] = frozenset()
    months: frozenset[int] = frozenset()
    days: frozenset[int] = frozenset()

    def held_then(self, held: ContentDate | None) -> bool:
        """True where a meeting held then, as far as that is known, is one of those asked for."""
        if not (self.years or self.months or self.days):
            return True
        if held is None:
            return False
        return all(
            not asked or part is None or part in asked
            for asked, part in ((self.years, held.year), (self.months, held.month), (self.days, held.day))
        )


def ledger_asked(text: str) -> LedgerAsked | None:
    """What a question about the actions of meetings asks for; None for any other question."""
    if not _WHO_DOES_WHAT.search(text):
        actions = _ACTIONS.search(text)
        rest = set(content_stems(text)) - _ASKING
        if actions is None or not (_OF_MEETINGS.search(text) or not rest):
            return None
    months = list(_MONTH.finditer(text))
    # "May" begins questions too; as a month it follows a day or has a capital inside.
    months = [one for one in months if one.group()[0].isupper() and one.start() > 0]
    days = [before for one in months if (before := _DAY_BEFORE.search(text[: one.start()]))]
    dated = {stem(word) for one in months for word in words(one.group())} | set(_YEAR.findall(text))
    dated |= {day[1] for day in days} | {stem(word) for day in days for word in words(day.group())}
    return LedgerAsked(
        stems=frozenset(content_stems(text)) - _ASKING - dated,
        years=frozenset(int(year) for year in _YEAR.findall(text)),
        months=frozenset(_MONTHS[one.group().casefold()] for one in months),
        days=frozenset(int(day[1]) for day in days),
    )
