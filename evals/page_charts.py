"""The charts of the HTML report, as SVG and HTML text. Colours come from the page's style sheet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from evals.cases import Split
from evals.outcomes import Outcome, Stage
from evals.selective import Kept, risk_coverage, risk_pair
from evals.summary import Confusion, Count
from evals.tables import number

#: The plot of the risk-coverage curve in units of the drawing, and the room left and below for its labels.
WIDTH, HEIGHT, LEFT, BELOW = 360, 220, 38, 34


def bar(
    value: float | None,
    *,
    interval: tuple[float, float] | None = None,
    floor: float | None = None,
    baseline: float | None = None,
    label: str,
) -> str:
    """A share from 0 to 1 as a bar with its interval as a line, and ticks for floor, baseline and the share."""
    parts = ['<rect class="track" width="100" height="10" rx="1"/>']
    if value is not None:
        parts.append(f'<rect class="value" width="{100 * value:.1f}" height="10" rx="1"/>')
    if interval:
        low, high = interval
        parts.append(
            f'<rect class="interval" x="{100 * low:.1f}" y="4" width="{100 * (high - low):.1f}" height="2"/>'
        )
    for name, place in (("floor", floor), ("base", baseline), ("point", value)):
        if place is not None:
            parts.append(
                f'<rect class="{name}" x="{min(99.0, 100 * place):.1f}" y="-2" width="1" height="14"/>'
            )
    return (
        f'<svg class="bar" viewBox="0 -2 100 14" preserveAspectRatio="none" role="img" '
        f'aria-label="{escape(label)}">{"".join(parts)}</svg>'
    )


def groups(counts: Iterable[Count], *, spaced: bool = False) -> str:
    """One row per group with a bar for each split; groups without questions are left out.

    ``spaced``: names are written with spaces for their underscores.
    """
    by: dict[str, dict[Split, Count]] = {}
    for count in counts:
        by.setdefault(count.name, {})[count.split] = count
    rows = [
        f'<div class="row"><span class="name">{escape(_words(name) if spaced else name)}</span>'
        f"{''.join(_share(splits[split]) for split in (Split.TEST, Split.DEV))}</div>"
        for name, splits in by.items()
        if any(count.n for count in splits.values())
    ]
    head = '<div class="row head"><span></span><span>test</span><span>dev</span></div>'
    return f'<div class="groups">{head}{"".join(rows)}</div>'


def _share(count: Count) -> str:
    if not count.n:
        return '<span class="cell none">–</span>'
    share, text = count.right / count.n, f"{count.right} of {count.n}"
    drawn = bar(share, interval=count.interval, label=f"{text} right")
    return f'<span class="cell">{drawn}<span class="n">{text}</span></span>'


def waterfall(outcomes: Sequence[Outcome], stages: Mapping[Split, Mapping[Stage, int]]) -> str:
    """From the questions asked to those right, and at which step the others were lost; a column per split."""
    asked = {split: sum(o.case.split is split for o in outcomes) for split in (Split.TEST, Split.DEV)}
    left = dict(asked)
    steps = [stage for stage in Stage if any(stage in stages[split] for split in asked)]
    rows = [_step("asked", [(n, 0, n, "asked") for n in asked.values()])]
    for stage in steps:
        cells = []
        for split, n in asked.items():
            gone = stages[split].get(stage, 0)
            left[split] -= gone
            cells.append((n, left[split], gone, "lost"))
        rows.append(_step(str(stage), cells))
    rows.append(_step("right", [(asked[split], 0, left[split], "kept") for split in asked]))
    head = '<div class="row head"><span></span><span>test</span><span>dev</span></div>'
    return f'<div class="groups waterfall">{head}{"".join(rows)}</div>'


def _step(name: str, cells: Iterable[tuple[int, int, int, str]]) -> str:
    drawn = []
    for total, start, width, kind in cells:
        scale = 100 / total if total else 0
        drawn.append(
            '<span class="cell"><svg class="bar" viewBox="0 -2 100 14" preserveAspectRatio="none" '
            f'aria-hidden="true"><rect class="track" width="100" height="10"/><rect class="{kind}" '
            f'x="{start * scale:.1f}" width="{width * scale:.1f}" height="10"/></svg>'
            f'<span class="n">{width or "–"}</span></span>'
        )
    return f'<div class="row"><span class="name">{escape(name)}</span>{"".join(drawn)}</div>'


def risk_curve(outcomes: Iterable[Outcome]) -> str:
    """Risk over coverage, a line per split; a sentence where no question was answered."""
    pairs: dict[Split, list[tuple[float, ...]]] = {Split.TEST: [], Split.DEV: []}
    for outcome in outcomes:
        found = risk_pair(outcome)
        if found:
            pairs[outcome.case.split].append(found)
    lines = "".join(_curve(split, risk_coverage(found)) for split, found in pairs.items() if found)
    if not lines:
        return "<p>No question was answered.</p>"
    return (
        f'<svg class="plot" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="Share of misleading answers over share of answers shown">{_grid()}{lines}</svg>'
        '<p class="key"><span class="test">test</span> <span class="dev">dev</span></p>'
    )


def _grid() -> str:
    parts = []
    for percent in (0, 25, 50, 75, 100):
        x, y = _x(percent / 100), _y(percent / 100)
        parts.append(f'<line x1="{LEFT}" x2="{WIDTH}" y1="{y:.1f}" y2="{y:.1f}"/>')
        parts.append(f'<text x="{LEFT - 5}" y="{y + 3:.1f}" text-anchor="end">{percent} %</text>')
        anchor = "end" if percent == 100 else "start" if percent == 0 else "middle"
        parts.append(f'<text x="{x:.1f}" y="{HEIGHT - BELOW + 14}" text-anchor="{anchor}">{percent} %</text>')
    middle = (LEFT + WIDTH) / 2
    parts.append(
        f'<text class="axis" x="{middle}" y="{HEIGHT - 4}" text-anchor="middle">answers shown, surest first</text>'
    )
    return f'<g class="grid">{"".join(parts)}</g>'


def _curve(split: Split, points: Sequence[Kept]) -> str:
    # Before the first point nothing is shown and there is no risk to speak of: the line begins at it.
    path = " ".join(f"{_x(point.coverage):.1f},{_y(point.risk):.1f}" for point in points)
    last = points[-1]
    return (
        f'<polyline class="line {split}" points="{path}"/>'
        f'<circle class="end {split}" cx="{_x(last.coverage) - 3:.1f}" cy="{_y(last.risk):.1f}" r="3.5">'
        f"<title>{split}: {number(last.risk)} of all answers mislead</title></circle>"
    )


def _x(share: float) -> float:
    return LEFT + share * (WIDTH - LEFT)


def _y(share: float) -> float:
    return 8 + (1 - share) * (HEIGHT - BELOW - 8)


def confusions(counts: Sequence[Confusion]) -> str:
    """Which status was given (across) where which was due (down)."""
    cells = {(c.due, c.given): c.n for c in counts}
    due = sorted({c.due for c in counts})
    given = sorted({c.given for c in counts} | set(due))
    head = "".join(f'<th scope="col"><span>{escape(_status(name))}</span></th>' for name in given)
    rows = []
    for name in due:
        found = "".join(_confusion(cells.get((name, other), 0), name == other) for other in given)
        rows.append(f'<tr><th scope="row">{escape(_status(name))}</th>{found}</tr>')
    return (
        '<div class="scroll"><table class="matrix"><thead><tr><th>due ↓ given →</th>'
        f"{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )


def _confusion(n: int, right: bool) -> str:
    kind = "" if not n else ' class="kept"' if right else ' class="lost"'
    return f"<td{kind}>{n or ''}</td>"


def _status(name: str) -> str:
    return _words(name.removeprefix("unanswerable_").removeprefix("out_of_scope_"))


def _words(name: str) -> str:
    return name.replace("_", " ")
