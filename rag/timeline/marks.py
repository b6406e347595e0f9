"""Marks of a picture, gathered and then drawn together: a drawing call for each of hundreds would take seconds."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: Half the width of a dot and the least half width of a bar, in points: less would not be seen. In a long picture a
#: month is drawn wider than it is.
DOT, BAR = 3.6, 3.9

#: Half the height of a bar, and how far an arrow reaches.
_HALF, _REACH = 3.5, 7.5

#: The strengths of a bar's edge, its fading part and its middle.
_FADING = (0.25, 0.35, 0.6)

#: Dashes of a bar's outline and of a dot's.
_DASHES, _FINE_DASHES = (0, (2.0, 1.5)), (0, (1.6, 1.0))


@dataclass(slots=True)
class Marks:
    """Dots, bars and arrows at places in points, by how they look; ``draw`` draws them all."""

    _dots: dict[tuple[str, str, bool], list[tuple[float, float]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    _bars: dict[tuple[str, float], list[tuple[float, float, float]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    _hollow: dict[str, list[tuple[float, float, float]]] = field(default_factory=lambda: defaultdict(list))
    _arrows: dict[tuple[str, int], list[tuple[float, float]]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def dot(self, x: float, y: float, colour: str, shape: str, *, hollow: bool) -> None:
        """A dot of matplotlib's marker ``shape``; a hollow one has a dashed outline."""
        self._dots[colour, shape, hollow].append((x, y))

    def bar(self, left: float, right: float, y: float, colour: str, *, hollow: bool) -> None:
        """A bar that fades at both ends; a hollow one has a dashed outline."""
        if hollow:
            self._hollow[colour].append((left, right, y))
            return
        fade = min((right - left) / 5, 6)
        for step, strength in enumerate(_FADING):
            inset = fade * step / 2
            self._bars[colour, strength].append((left + inset, right - inset, y))

    def arrow(self, end: float, y: float, way: int, colour: str) -> None:
        """An arrow from an end of a mark to the left (-1) or to the right (1)."""
        self._arrows[colour, way].append((end, y))

    def draw(self, axes: Axes) -> None:
        """All marks drawn: bars below dots, dots below arrows."""
        from matplotlib.collections import PolyCollection

        for (colour, strength), bars in self._bars.items():
            boxes = PolyCollection(
                [_box(*bar, _HALF) for bar in bars], facecolors=colour, alpha=strength, linewidths=0
            )
            axes.add_collection(boxes, autolim=False)
        for colour, bars in self._hollow.items():
            outlines = PolyCollection(
                [_box(*bar, _HALF + 0.5) for bar in bars],
                facecolors="none",
                edgecolors=colour,
                linewidths=1,
                linestyles=[_DASHES],
            )
            axes.add_collection(outlines, autolim=False)
        for (colour, shape, hollow), places in self._dots.items():
            size = (2 * DOT) ** 2 * (1 if shape == "o" else 0.8)
            xs, ys = zip(*places, strict=True)
            if hollow:
                axes.scatter(
                    xs,
                    ys,
                    s=size,
                    marker=shape,
                    facecolors="none",
                    edgecolors=colour,
                    linewidths=1,
                    linestyles=[_FINE_DASHES],
                )
            else:
                axes.scatter(xs, ys, s=size, marker=shape, color=colour, linewidths=0)
        for (colour, way), ends in self._arrows.items():
            xs, ys = zip(*ends, strict=True)
            tips = [x + way * _REACH for x in xs]
            axes.hlines(ys, xs, tips, colors=colour, linewidth=1.2)
            axes.scatter(tips, ys, s=16, marker="<" if way < 0 else ">", color=colour, linewidths=0)


def _box(left: float, right: float, y: float, half: float) -> list[tuple[float, float]]:
    return [(left, y - half), (right, y - half), (right, y + half), (left, y + half)]
