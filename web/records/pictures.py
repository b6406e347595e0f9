"""Pictures of the corpus: its records by year and kind, and by nation. Drawn by matplotlib as SVG for the page."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from rag.catalogue import JURISDICTIONS, KIND_WORDS
from rag.domain import Document, Kind
from rag.timeline.pictures import DRAWING
from web.markup import safe
from web.records.browsing import NO_NATION, nation_of
from web.records.opening import wide

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

#: Years over which every one has a row, with records or without; over more, those without are left out.
_LONGEST_RUN = 30

#: Points. A phone of 375 pixels shows a picture of this width at nearly its own size, so that its words stay legible.
_WIDTH, _ROW, _LEGEND_ROW = 340, 22, 18

#: Hatches by kind, so that no kind is told by its colour alone. Lines only: each dot is a path of a kilobyte.
_HATCHES = ("", "///", "xx", "--", "||", "\\\\\\", "++", "//", "----", "||||", "xxxx")

#: Colours that stand for variables of the page's style while the picture is drawn.
_INK = "#010101"
_PLACEHOLDERS = {_INK: "--ink"} | {f"#0202{n:02x}": f"--chart-{n}" for n in range(len(Kind))}

_COLOURS = dict(zip(Kind, list(_PLACEHOLDERS)[1:], strict=True))
_HATCH_OF = dict(zip(Kind, _HATCHES, strict=True))

#: A row: what it is of, and how many records of each kind it has.
Row = tuple[str, tuple[tuple[Kind, int], ...]]


def picture(documents: Sequence[Document]) -> str:
    """Both pictures of these records, each with its numbers as a table; undated records are told of in words."""
    years = _years(documents)
    undated = sum(one.published is None for one in documents)
    nations = _nations(documents)
    apart = f'<p class="soft">{_undated(undated)}</p>' if undated else ""
    by_year = _figure("by-year", "Records by year and kind", "Year", years, apart) if years else apart
    by_nation = _figure("by-nation", "Records by nation and kind", "Nation", nations)
    return f'<div class="pictures">{by_year}{by_nation}</div>'


def _undated(count: int) -> str:
    return (
        "1 record bears no date and is not shown."
        if count == 1
        else f"{count:,} records bear no date and are not shown."
    )


# --- what is counted -----------------------------------------------------------------------------------


def _years(documents: Iterable[Document]) -> tuple[Row, ...]:
    counts: dict[int, Counter[Kind]] = {}
    for one in documents:
        if one.published is not None:
            counts.setdefault(one.published.year, Counter())[one.kind] += 1
    if not counts:
        return ()
    first, last = min(counts), max(counts)
    shown = range(first, last + 1) if last - first < _LONGEST_RUN else sorted(counts)
    return tuple((str(year), _parts(counts.get(year, Counter()))) for year in shown)


def _nations(documents: Iterable[Document]) -> tuple[Row, ...]:
    counts: dict[str, Counter[Kind]] = {}
    for one in documents:
        counts.setdefault(nation_of(one), Counter())[one.kind] += 1
    named = {**{one: one for one in JURISDICTIONS}, NO_NATION: "Not stated"}
    return tuple((name, _parts(counts[value])) for value, name in named.items() if value in counts)


def _parts(counts: Mapping[Kind, int]) -> tuple[tuple[Kind, int], ...]:
    return tuple((kind, counts[kind]) for kind in Kind if counts.get(kind))


# --- a picture and its table ---------------------------------------------------------------------------


def _figure(name: str, title: str, of: str, rows: tuple[Row, ...], below: str = "") -> str:
    return (
        f'<figure aria-labelledby="{name}-heading"><h3 id="{name}-heading">{title}</h3>'
        f"{drawn(name, title, rows)}{below}{_table(title, of, rows)}</figure>"
    )


def _table(title: str, of: str, rows: Sequence[Row]) -> str:
    kinds = _kinds_in(rows)
    heads = "".join(f'<th scope="col">{_capital(KIND_WORDS[kind])}</th>' for kind in kinds)
    body = "".join(
        f'<tr><th scope="row">{label}</th>{"".join(f"<td>{dict(parts).get(kind, 0)}</td>" for kind in kinds)}'
        f"<td>{sum(count for _, count in parts)}</td></tr>"
        for label, parts in rows
    )
    table = (
        f'<table class="numbers-of"><caption class="unseen">{title}</caption><thead><tr><th scope="col">{of}</th>'
        f'{heads}<th scope="col">All</th></tr></thead><tbody>{body}</tbody></table>'
    )
    return f"<details><summary>The numbers as a table</summary>{wide(table, title)}</details>"


def _kinds_in(rows: Iterable[Row]) -> list[Kind]:
    there = {kind for _, parts in rows for kind, _ in parts}
    return [kind for kind in Kind if kind in there]


@lru_cache(maxsize=64)
def drawn(name: str, title: str, rows: tuple[Row, ...]) -> str:
    """Bars as inline SVG, one a row, in the colours of the page; the same numbers give the same text.

    Remembered, because drawing takes a third of a second. ``name`` keeps the ids of two pictures apart.
    """
    import matplotlib
    from matplotlib.figure import Figure

    kinds = _kinds_in(rows)
    legend = (len(kinds) + 1) // 2
    height = _ROW * (len(rows) + 1) + _LEGEND_ROW * legend
    with (
        DRAWING,
        matplotlib.rc_context(
            {"svg.fonttype": "none", "svg.hashsalt": name, "hatch.linewidth": 0.7, "font.size": 12}
        ),
    ):
        figure = Figure(figsize=(_WIDTH / 72, height / 72), facecolor="none")
        room = (_LEGEND_ROW * legend + 8) / height
        axes = figure.add_axes((0.27, 0.01, 0.63, 0.98 - room), facecolor="none")
        _bars(axes, rows)
        _legend(figure, axes, kinds)
        file = io.StringIO()
        figure.savefig(file, format="svg", transparent=True, metadata={"Date": None})
    return inline(file.getvalue(), name, title, _told(rows), _PLACEHOLDERS)


def _bars(axes: Axes, rows: Sequence[Row]) -> None:
    for place, (_, parts) in enumerate(rows):
        left = 0
        for kind, count in parts:
            axes.barh(
                place,
                count,
                left=left,
                height=0.68,
                color=_COLOURS[kind],
                edgecolor=_INK,
                linewidth=0.8,
                hatch=_HATCH_OF[kind],
            )
            left += count
        if left:
            axes.annotate(
                str(left), (left, place), (5, 0), textcoords="offset points", va="center", color=_INK
            )
    axes.set_yticks(range(len(rows)), [label for label, _ in rows], color=_INK)
    axes.tick_params(left=False, pad=6)
    axes.set_xticks([])
    axes.set_ylim(len(rows) - 0.4, -0.6)
    axes.set_xlim(0, max((sum(count for _, count in parts) for _, parts in rows), default=1) * 1.02)
    for side in ("top", "right", "bottom"):
        axes.spines[side].set_visible(False)
    axes.spines["left"].set_color(_INK)


def _legend(figure: Figure, axes: Axes, kinds: Sequence[Kind]) -> None:
    from matplotlib.patches import Patch

    patches = [
        Patch(
            facecolor=_COLOURS[kind],
            edgecolor=_INK,
            linewidth=0.8,
            hatch=_HATCH_OF[kind],
            label=_capital(KIND_WORDS[kind]),
        )
        for kind in kinds
    ]
    figure.legend(
        handles=patches,
        loc="upper left",
        bbox_to_anchor=(0.0, 1.0),
        ncols=2,
        frameon=False,
        labelcolor=_INK,
        handlelength=1.4,
        handleheight=0.9,
        borderpad=0.1,
        labelspacing=0.3,
        columnspacing=1.0,
    )


def _told(rows: Sequence[Row]) -> str:
    """The picture in words, for those who do not see it."""
    return "; ".join(
        f"{label}: " + (", ".join(f"{count} {KIND_WORDS[kind]}" for kind, count in parts) or "none")
        for label, parts in rows
    )


# --- from a file to a part of the page -----------------------------------------------------------------

_WITHIN = re.compile(r"<svg[^>]*viewBox=\"([^\"]*)\"[^>]*>(.*)</svg>", re.DOTALL)
#: What the file says of itself, and a style that would hold for the whole page.
_ELSEWHERE = re.compile(r"<(metadata|style|title)\b.*?</\1>|<defs>\s*</defs>", re.DOTALL)
_ID = re.compile(r' id="([^"]*)"')
_USED = re.compile(r"(?:url\(|href=\")#([^\")]*)")
_FONT = re.compile(r" ?font-family: [^;\"]*;")


def inline(svg: str, name: str, title: str, told: str, colours: Mapping[str, str]) -> str:
    """The picture as an element that says what it is, with ids of its own and the colours of the page.

    ``colours`` are those it is drawn in, each with the variable of the page's style that it stands for.
    """
    found = _WITHIN.search(svg)
    box, body = (found[1], found[2]) if found else ("0 0 0 0", "")
    body = _ELSEWHERE.sub("", body)
    used = set(_USED.findall(body))
    body = _ID.sub(lambda one: f' id="{name}-{one[1]}"' if one[1] in used else "", body)
    body = _USED.sub(lambda one: one[0][: -len(one[1])] + f"{name}-{one[1]}", body)
    body = _FONT.sub("", body)
    for colour, variable in colours.items():
        body = body.replace(f'fill="{colour}"', f'style="fill: var({variable})"')
        body = body.replace(colour, f"var({variable})")
    lines = "\n".join(line.strip() for line in body.splitlines() if line.strip())
    return (
        f'<svg class="chart" viewBox="{box}" role="img" aria-labelledby="{name}-title {name}-told">'
        f'<title id="{name}-title">{safe(title)}</title><desc id="{name}-told">{safe(told)}</desc>{lines}</svg>'
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
