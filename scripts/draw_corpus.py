"""Draw the corpus for README.md and docs/corpus.md: a timeline of its documents, and how many there are by year.

    python scripts/draw_corpus.py [CORPUS] [--out DIR]

Reads the front matter of CORPUS (corpus/ unless given) and writes corpus.md and two pictures into docs/ (or --out). The
same corpus gives the same files, so that a change of theirs is a change of the corpus.
"""

from __future__ import annotations

import argparse
import sys
import textwrap
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import matplotlib
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from ingest.describing import FrontMatter, front_matter
from rag.catalogue import JURISDICTIONS, KIND_WORDS
from rag.domain import ContentDate, Kind
from rag.errors import BadDocument

HERE = Path(__file__).parent.parent

#: On white, whatever the page around: these are files, not parts of the web chat. Hatches and marks tell apart, too.
_COLOURS = {
    "England": "#1d5a55",
    "Wales": "#b3402e",
    "Scotland": "#2f5fa8",
    "Northern Ireland": "#7a5a00",
    "UK": "#5b5f5d",
}
_HATCHES = {"England": "", "Wales": "///", "Scotland": "xxx", "Northern Ireland": "...", "UK": "---"}
_MARKERS = {
    Kind.REVIEW: "o", Kind.INQUIRY: "s", Kind.SCRUTINY: "D", Kind.INSPECTION: "^", Kind.RESPONSE: "P",
    Kind.MINUTES: "v", Kind.PRESS_RELEASE: "p", Kind.COUNCIL_NEWS: "h", Kind.NEWS: "X", Kind.CONTEXT: "*",
    Kind.OTHER: "d",
}  # fmt: skip

#: Points of height of a row, and characters of a title that fit beside the lanes.
_ROW, _TITLE = 17, 88


@dataclass(frozen=True, slots=True)
class Entry:
    """A document of the corpus as it is drawn."""

    id: str
    title: str
    kind: Kind
    nation: str
    published: ContentDate | None

    @property
    def when(self) -> date:
        """The day it is sorted by; the end of time where it has none."""
        return self.published.first_day if self.published else date.max


def read(corpus: Path) -> list[Entry]:
    """The documents of a folder, oldest first.

    Raises:
        BadDocument: a front matter cannot be read.
    """
    found = []
    for path in sorted(corpus.glob("*.md")):
        front, _ = front_matter(path.read_text(encoding="utf-8"))
        if path.stem != "README" and not path.stem.startswith("_") and front is not None:
            found.append(_entry(path.stem, front))
    return sorted(found, key=lambda one: (one.when, one.id))


def _entry(stem: str, front: FrontMatter) -> Entry:
    return Entry(
        front.id or stem,
        front.title or stem,
        front.kind or Kind.OTHER,
        front.jurisdiction or "UK",
        ContentDate.parse(front.published) if front.published else None,
    )


def timeline(entries: Sequence[Entry]) -> Figure:
    """A row for each document, oldest first: its date, a mark in the lane of its nation, its title."""
    lanes = [one for one in JURISDICTIONS if any(entry.nation == one for entry in entries)]
    figure = Figure(figsize=(11, (_ROW * (len(entries) + 5)) / 72), facecolor="white")
    axes = figure.add_axes((0.135, 0.01, 0.86, 0.98), facecolor="white")
    for row, entry in enumerate(entries):
        lane = lanes.index(entry.nation)
        colour = _COLOURS[entry.nation]
        axes.plot([lane], [row], marker=_MARKERS[entry.kind], markersize=8, color=colour, linestyle="none")
        axes.hlines(row, lane, len(lanes) - 0.3, color=colour, linewidth=0.5, alpha=0.5)
        words = textwrap.shorten(entry.title, _TITLE, placeholder=" …")
        axes.text(len(lanes) - 0.2, row, words, va="center", fontsize=9, color="#1f2522")
    axes.set_yticks(
        range(len(entries)), [e.published.words if e.published else "undated" for e in entries], fontsize=8.5
    )
    for lane, name in enumerate(lanes):
        axes.text(
            lane,
            -0.9,
            name.replace(" ", "\n"),
            ha="center",
            va="bottom",
            fontsize=8.5,
            color=_COLOURS[name],
            weight="bold",
        )
        axes.axvline(lane, color="#ddd8cd", linewidth=1, zorder=0)
    kinds = [kind for kind in Kind if any(entry.kind is kind for entry in entries)]
    marks = [
        Line2D([], [], marker=_MARKERS[kind], color="#1f2522", linestyle="none", label=KIND_WORDS[kind])
        for kind in kinds
    ]
    figure.legend(
        handles=marks,
        loc="upper right",
        ncols=6,
        frameon=False,
        fontsize=8.5,
        columnspacing=0.9,
        handletextpad=0.2,
    )
    axes.set_ylim(len(entries) - 0.4, -5)
    axes.set_xlim(-0.6, len(lanes) + 9)
    axes.set_xticks([])
    axes.tick_params(left=False)
    for side in axes.spines.values():
        side.set_visible(False)
    return figure


def years(entries: Sequence[Entry]) -> Figure:
    """A column for each year, by nation."""
    dated = [entry for entry in entries if entry.published]
    span = range(min(e.when.year for e in dated), max(e.when.year for e in dated) + 1)
    figure = Figure(figsize=(11, 3), facecolor="white")
    axes = figure.add_axes((0.03, 0.12, 0.95, 0.84), facecolor="white")
    below: Counter[int] = Counter()
    for nation in JURISDICTIONS:
        counts = Counter(entry.when.year for entry in dated if entry.nation == nation)
        if counts:
            axes.bar(
                span, [counts[year] for year in span], bottom=[below[year] for year in span], color=_COLOURS[nation],
                hatch=_HATCHES[nation], edgecolor="white", linewidth=0.6, label=nation,
            )  # fmt: skip
            below.update(counts)
    for year, count in below.items():
        axes.text(year, count + 0.08, str(count), ha="center", fontsize=9, color="#1f2522")
    axes.set_xticks(list(span), [str(year) for year in span], fontsize=8.5)
    axes.set_yticks([])
    axes.legend(frameon=False, fontsize=9, loc="upper left")
    axes.set_ylim(0, max(below.values()) + 0.8)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    return figure


def as_page(entries: Sequence[Entry]) -> str:
    """docs/corpus.md: the two pictures and the documents as a table."""
    lines = [
        "# The corpus",
        "",
        f"{len(entries)} documents, by the date of what they tell of. Each is a digest in our own words, with the",
        "facts it rests on beside it: see [corpus/README.md](../corpus/README.md). This page and its pictures are",
        "written by `python scripts/draw_corpus.py`.",
        "",
        "![The documents of the corpus from the oldest to the newest, in lanes by nation](images/corpus-timeline.svg)",
        "",
        "![How many documents there are of each year, by nation](images/corpus-years.svg)",
        "",
        "| date | nation | kind | document |",
        "|---|---|---|---|",
    ]
    for one in entries:
        when = one.published.words if one.published else "undated"
        lines.append(
            f"| {when} | {one.nation} | {KIND_WORDS[one.kind]} | [{one.title}](../corpus/{one.id}.md) |"
        )
    return "\n".join(lines) + "\n"


def main(argv: Sequence[str] | None = None) -> int:
    """0 after the files were written; 2 with one line where the corpus cannot be read."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False
    )
    parser.add_argument("corpus", nargs="?", type=Path, default=HERE / "corpus")
    parser.add_argument("--out", type=Path, default=HERE / "docs", help="where the files go (default: docs/)")
    options = parser.parse_args(argv)
    try:
        entries = read(options.corpus)
    except (BadDocument, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    if not any(entry.published for entry in entries):
        print(f"no dated documents in {options.corpus}", file=sys.stderr)
        return 2
    (options.out / "images").mkdir(parents=True, exist_ok=True)
    with matplotlib.rc_context(
        {"svg.hashsalt": "corpus", "svg.fonttype": "none", "font.family": "sans-serif"}
    ):
        for name, figure in (("corpus-timeline", timeline(entries)), ("corpus-years", years(entries))):
            figure.savefig(options.out / "images" / f"{name}.svg", format="svg", metadata={"Date": None})
    (options.out / "corpus.md").write_text(as_page(entries), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
