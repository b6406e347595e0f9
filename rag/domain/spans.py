"""Where words stand in a text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A non-empty half-open range of characters: ``0 <= start < end``."""

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse an empty or negative range with ValueError."""
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __len__(self) -> int:
        """Length in characters."""
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters this span marks in ``text``."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """True where the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """True where every character of ``other`` lies in this span."""
        return self.start <= other.start and other.end <= self.end
