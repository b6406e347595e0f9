"""When the content of a record is from, as precisely as it is known."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Self

_PARTIAL_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class ContentDate:
    """When the content of a record is from, as precisely as it is known: a year, a month or a day."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        """Refuse a day without a month and dates the calendar does not have, with ValueError."""
        if self.day is not None and self.month is None:
            raise ValueError("a day needs a month")
        date(self.year, self.month or 1, self.day or 1)

    @classmethod
    def parse(cls, text: str) -> Self:
        """The date written as "YYYY", "YYYY-MM" or "YYYY-MM-DD"; ValueError for anything else."""
        found = _PARTIAL_DATE.fullmatch(text)
        if found is None:
            raise ValueError(f'not a date: "{text}"; write YYYY, YYYY-MM or YYYY-MM-DD')
        year, month, day = found.groups()
        return cls(int(year), int(month) if month else None, int(day) if day else None)

    @property
    def first_day(self) -> date:
        """The earliest day the date can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> date:
        """The latest day the date can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    @property
    def words(self) -> str:
        """The date as a person writes it: "11 October 2011", "June 2010", "2009"."""
        parts = [str(self.year)]
        if self.month:
            parts.insert(0, calendar.month_name[self.month])
        if self.day:
            parts.insert(0, str(self.day))
        return " ".join(parts)

    def __str__(self) -> str:
        """The date as "YYYY[-MM[-DD]]"."""
        text = f"{self.year:04d}"
        if self.month:
            text += f"-{self.month:02d}"
        if self.day:
            text += f"-{self.day:02d}"
        return text
