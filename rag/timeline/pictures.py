"""The picture of events and plans: a row for each date, drawn by matplotlib, which is loaded when first drawn with.

A day is a dot and a longer time a bar that fades at its ends, because the day lies anywhere in it. A plan is hollow and
has a dashed outline; so is a forecast, whose mark is a triangle; an arrow is an end that is open. Shapes and fillings
tell all of this; colours only help.
"""

from __future__ import annotations

import io
import threading
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from rag.timeline.events import Event
from rag.timeline.marks import BAR, DOT, Marks
from rag.timeline.natures import Nature
from rag.timeline.rows import (
    NATURE_WORDS,
    RECORD_WORDS,
    Row,
    Rows,
    alt,
    cut_to,
    extent,
    label,
    rows_of,
    tally,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

#: matplotlib keeps its settings for the whole process: one picture is drawn at a time, whoever draws it.
DRAWING = threading.Lock()


@dataclass(frozen=True, slots=True)
class Sheet:
    """How a picture is laid out, in points, and its colours. ``chart`` is where the marks begin.

    Where ``chart`` leaves no room for them beside the marks, labels stand on a line of their own above.
    """

    width: int
    row: int
    text: float
    chart: int
    ink: str
    soft: str
    line: str
    event: str
    plan: str
    paper: str

    @property
    def beside(self) -> bool:
        """True where labels stand beside the marks."""
        return self.chart > self.width / 4

    @property
    def room(self) -> int:
        """Points that a label may take."""
        return self.chart - 12 if self.beside else self.width - 8


#: A file on white, as wide as the text of an A4 page.
FILE = Sheet(540, 17, 8, 300, "#1f2522", "#565e59", "#ddd8cd", "#1d5a55", "#b3402e", "white")

#: Points from the row's top to its marks, where labels stand above them.
_BELOW_LABEL = 21

_LEGEND_ROW, _AXIS, _MARGIN = 15, 18, 8

#: matplotlib's markers of what has one of its own, of a longer time too; a record's own date is a square, others dots.
_SHAPES = {Nature.PLANNED_THEN: "D", Nature.FORECAST: "^"}

#: It comes with matplotlib, and is wider than what pages are set in.
_FONT = "DejaVu Sans"

#: Characters of a label that are shown however wide they are.
_FEWEST = 12


def picture_svg(events: Sequence[Event], sheet: Sheet = FILE) -> bytes:
    """The picture as SVG whose words are text; the same events give the same bytes."""
    about = {"Title": f"Timeline: {tally(events)}", "Description": alt(events), "Date": None}
    return _saved(events, sheet, "svg", 72, about)


def picture_png(events: Sequence[Event], dpi: int = 200) -> bytes:
    """The picture as PNG on white, ``dpi`` dots an inch; the same events give the same bytes."""
    return _saved(events, FILE, "png", dpi, {"Software": None})


def _saved(events: Sequence[Event], sheet: Sheet, form: str, dpi: int, about: dict[str, str | None]) -> bytes:
    import matplotlib

    file = io.BytesIO()
    with (
        DRAWING,
        matplotlib.rc_context(
            {
                "svg.fonttype": "none",
                "svg.hashsalt": "timeline",
                "font.size": sheet.text,
                "font.family": _FONT,
            }
        ),
        warnings.catch_warnings(),
    ):
        # A letter that the font lacks is drawn as a box, and no reader of a terminal can mend that.
        warnings.simplefilter("ignore", UserWarning)
        _figure(rows_of(events), sheet).savefig(file, format=form, dpi=dpi, metadata=about)
    return file.getvalue()


def _figure(rows: Rows, sheet: Sheet) -> Figure:
    """The picture; its axes count points from the top left corner."""
    from matplotlib.figure import Figure

    legend = _legend_of(rows)
    across = 2 if sheet.beside else 1
    heading = _LEGEND_ROW if rows.title else 0
    top = _MARGIN + heading + _LEGEND_ROW * -(-len(legend) // across) + _AXIS
    cut = _LEGEND_ROW if rows.cut or not rows.drawn else 0
    height = top + sheet.row * len(rows.drawn) + cut + _MARGIN
    figure = Figure(figsize=(sheet.width / 72, height / 72), facecolor=sheet.paper)
    axes = figure.add_axes((0, 0, 1, 1), facecolor="none")
    axes.set_xlim(0, sheet.width)
    axes.set_ylim(height, 0)
    axes.axis("off")
    marks = Marks()
    if rows.title:
        _write(
            axes,
            sheet,
            4,
            _MARGIN + heading / 2 - 2,
            _fitted(lambda most: cut_to(rows.title, most), sheet.width - 8, sheet),
        )
    for place, (example, words) in enumerate(legend):
        x = 10 + sheet.width / across * (place % across)
        y = _MARGIN + heading + _LEGEND_ROW * (place // across) + _LEGEND_ROW / 2
        _example(marks, sheet, example, x, y)
        _write(axes, sheet, x + 18, y, words)
    if not rows.drawn:
        _write(axes, sheet, 4, height - _MARGIN - cut / 2, "No dates to draw.")
        return figure
    scale = _Scale(*extent(rows.events), sheet)
    _axis(axes, sheet, scale, top, len(rows.drawn))
    for place, row in enumerate(rows.drawn):
        _row(axes, marks, sheet, scale, row, top + place * sheet.row)
    marks.draw(axes)
    if rows.cut:
        _write(axes, sheet, 4, height - _MARGIN - cut / 2 + 2, rows.cut, sheet.soft)
    return figure


class _Scale:
    """Days to points across the chart."""

    def __init__(self, first: date, last: date, sheet: Sheet) -> None:
        self.first, self.last = first, last
        self._left, self._right = sheet.chart + 14, sheet.width - 16
        self._days = max((last - first).days, 1)

    def __call__(self, day: date) -> float:
        return self._left + (self._right - self._left) * (day - self.first).days / self._days

    def ticks(self, most: int) -> list[tuple[float, str]]:
        """At most about ``most`` first days of years, each with its number; of months where all is in two years."""
        years = range(self.first.year, self.last.year + 1)
        if len(years) <= 2:
            months = [date(year, month, 1) for year in years for month in (1, 4, 7, 10)]
            named = [(day, f"{day:%b} {day.year}") for day in months]
        else:
            step = next(one for one in (1, 2, 5, 10, 20, 50) if len(years) / one <= most)
            named = [(date(year, 1, 1), str(year)) for year in years if year % step == 0]
        inside = [(self(day), words) for day, words in named if self.first <= day <= self.last]
        return inside or [(self(self.first), f"{self.first.day} {self.first:%B} {self.first.year}")]


def _axis(axes: Axes, sheet: Sheet, scale: _Scale, top: float, rows: int) -> None:
    """The years above the rows, and lines down from them; where labels stand above marks, lines at the marks only."""
    for x, words in scale.ticks(6):
        axes.text(x, top - 5, words, ha="center", va="bottom", color=sheet.soft, fontsize=sheet.text)
        middles = [top + row * sheet.row + _BELOW_LABEL for row in range(rows)]
        starts = [top - 3.0] if sheet.beside else [y - 6 for y in middles]
        ends = [top + rows * sheet.row] if sheet.beside else [y + 6 for y in middles]
        axes.vlines([x] * len(starts), starts, ends, colors=sheet.line, linewidth=0.8, zorder=0)


def _row(axes: Axes, marks: Marks, sheet: Sheet, scale: _Scale, row: Row, top: float) -> None:
    middle = top + (sheet.row / 2 if sheet.beside else _BELOW_LABEL)
    _write(
        axes,
        sheet,
        4,
        middle if sheet.beside else top + 9,
        _fitted(lambda most: label(row, most), sheet.room, sheet),
    )
    left = sheet.chart + 4 if sheet.beside else 4
    axes.plot([left, sheet.width - 4], [middle, middle], color=sheet.line, linewidth=0.5, zorder=0)
    looks = {_look(one): one for one in row.events}
    # Where dates of both sorts share a row, plans and forecasts stand a little lower.
    apart = 3.5 if len({one.is_unproven for one in looks.values()}) > 1 else 0
    for one in sorted(looks.values(), key=lambda event: event.earliest == event.latest):
        y = middle + (apart if one.is_unproven else -apart)
        _mark(marks, sheet, one, scale(one.earliest), scale(one.latest), y)


def _look(one: Event) -> tuple[object, ...]:
    return one.earliest, one.latest, one.open_start, one.open_end, one.nature, one.is_record


def _fitted(shortened: Callable[[int], str], room: float, sheet: Sheet) -> str:
    """Words as long as the room allows, as wide as they are drawn.

    ``shortened`` gives them in about a number of characters.
    """
    from matplotlib.font_manager import findfont, get_font

    font = get_font(findfont(_FONT))
    font.set_size(sheet.text, 72)
    most = int(room / (0.48 * sheet.text))
    while most > _FEWEST:
        words = shortened(most)
        font.set_text(words, 0.0)
        # FreeType measures in sixty-fourths of a point.
        if font.get_width_height()[0] / 64 <= room:
            return words
        most -= 2
    return shortened(most)


def _mark(marks: Marks, sheet: Sheet, one: Event, left: float, right: float, y: float) -> None:
    """The mark of an event between two places: of a day a dot, of a longer time a bar."""
    middle = (left + right) / 2
    colour = sheet.plan if one.is_unproven else sheet.event
    shape = "s" if one.is_record else _SHAPES.get(one.nature, "o")
    a_day = one.earliest == one.latest
    if a_day:
        left, right = middle - DOT, middle + DOT
    else:
        left, right = min(left, middle - BAR), max(right, middle + BAR)
        if one.nature not in _SHAPES or right - left > 2 * BAR:
            marks.bar(left, right, y, colour, hollow=one.is_unproven)
    if a_day or one.is_record or one.nature in _SHAPES:
        marks.dot(middle, y, colour, shape, hollow=one.is_unproven)
    if one.open_start:
        marks.arrow(left, y, -1, colour)
    if one.open_end:
        marks.arrow(right, y, 1, colour)


def _write(axes: Axes, sheet: Sheet, x: float, y: float, words: str, colour: str | None = None) -> None:
    """Words at their left middle; "$" in them is no formula."""
    axes.text(x, y, words, va="center", color=colour or sheet.ink, fontsize=sheet.text, parse_math=False)


# --- the legend ----------------------------------------------------------------------------------------

#: Marks of the legend: those of a record, of a day and a longer time of each nature, and of open ends.
_EXAMPLES = ("record", "event", "bar", "for", "made", "forecast", "open")

#: Those of plans and forecasts: hollow.
_HOLLOW = ("for", "made", "forecast")


def _legend_of(rows: Rows) -> list[tuple[str, str]]:
    """The marks that are drawn, each with what it means."""
    there = rows.events
    shown = {
        "record": (any(one.is_record for one in there), RECORD_WORDS),
        "event": (
            any(one.nature is Nature.EVENT and not one.is_record for one in there),
            NATURE_WORDS[Nature.EVENT],
        ),
        "bar": (any(one.earliest != one.latest for one in there), "some day in this time"),
        "for": (any(one.nature is Nature.PLANNED_FOR for one in there), NATURE_WORDS[Nature.PLANNED_FOR]),
        "made": (any(one.nature is Nature.PLANNED_THEN for one in there), NATURE_WORDS[Nature.PLANNED_THEN]),
        "forecast": (any(one.is_forecast for one in there), NATURE_WORDS[Nature.FORECAST]),
        "open": (any(one.open_start or one.open_end for one in there), "or earlier, or later"),
    }
    return [(name, shown[name][1]) for name in _EXAMPLES if shown[name][0]]


def _example(marks: Marks, sheet: Sheet, name: str, x: float, y: float) -> None:
    colour = sheet.plan if name in _HOLLOW else sheet.event
    if name == "bar":
        marks.bar(x - 7, x + 9, y, colour, hollow=False)
    elif name == "open":
        marks.arrow(x - 4, y, 1, colour)
    else:
        shape = {"record": "s", "made": "D", "forecast": "^"}.get(name, "o")
        marks.dot(x, y, colour, shape, hollow=name in _HOLLOW)
