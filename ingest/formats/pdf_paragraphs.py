"""Lines of a PDF to headings and paragraphs, by their size and the space between them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ingest.formats.building import Block, Run
from ingest.formats.pdf_heads import LARGER, rounded, usual_size
from ingest.formats.pdf_lines import Line, PageLines
from ingest.formats.pdf_words import mend

#: A longer line is running text, large though it be.
_WORDS_OF_A_HEADING = 25

#: A space between lines this much wider than the usual one parts two paragraphs.
_WIDER = 1.3

#: A line that ends a sentence this far (as a share of the page's lines) before the right margin ends a paragraph.
_SHORT = 0.2

_LEVELS = 4

_END = re.compile(r"""[.!?:;]["'”’)\]]*$""")
_BULLET = re.compile(r"[•·▪◦‣●○✓*–-]\s+\S|\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]\s+\S", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Setting:
    """How a document is set: the size of its running text, the usual step between lines, and its headings' sizes.

    In points; ``levels`` maps a rounded size to the level of its headings.
    """

    step: float
    levels: dict[float, int]

    def level(self, line: Line) -> int:
        """The level of the heading that a line is, 0 where it is none."""
        if line.furniture is not None or len(line.text.split()) > _WORDS_OF_A_HEADING:
            return 0
        return self.levels.get(rounded(line.size), 0)


def setting_of(pages: Sequence[PageLines]) -> Setting:
    """How a document is set, its running heads left aside."""
    letters: Counter[float] = Counter()
    steps: list[float] = []
    for page in pages:
        body = [line for line in page.lines if line.furniture is None]
        for line in body:
            letters[rounded(line.size)] += len(line.seen)
        for upper, lower in pairwise(body):
            step = upper.bottom - lower.bottom
            if 0 < step < 3 * max(upper.size, 1.0) and abs(upper.size - lower.size) < 1:
                steps.append(step)
    usual = usual_size(pages)
    larger = sorted((size for size in letters if size >= usual * LARGER and letters[size]), reverse=True)
    return Setting(
        step=median(steps) if steps else usual * 1.2,
        levels={size: min(rank, _LEVELS) for rank, size in enumerate(larger, start=1)},
    )


def blocks_of(page: PageLines, setting: Setting, words: frozenset[str]) -> Iterator[Block]:
    """The blocks of a page in order; a line break inside a paragraph stays one, behind the word it cut."""
    margin = max((line.right for line in page.lines), default=0.0)
    width = margin - min((line.left for line in page.lines), default=0.0)
    group: list[Line] = []
    for line in page.lines:
        if group and _parts(group[-1], line, setting, margin - _SHORT * width):
            yield _block(group, setting, words)
            group = []
        group.append(line)
    if group:
        yield _block(group, setting, words)


def _parts(upper: Line, lower: Line, setting: Setting, short: float) -> bool:
    """True where a new block begins with the lower line."""
    level = setting.level(lower)
    if upper.furniture != lower.furniture or setting.level(upper) != level:
        return True
    if upper.furniture is not None or _BULLET.match(lower.text):
        return True
    step = upper.bottom - lower.bottom
    if level:
        return step > 2.0 * upper.size or step < 0
    runs_on = not _END.search(upper.text) and lower.text[:1].islower()
    if step < 0:  # the top of the next column
        return not runs_on
    if step > _WIDER * setting.step:
        return not (runs_on and step < 2 * setting.step) and not upper.broken
    ends = bool(_END.search(upper.text))
    indented = lower.left > upper.left + 0.8 * lower.size and not _BULLET.match(upper.text)
    return ends and (indented or upper.right < short)


def _block(lines: Sequence[Line], setting: Setting, words: frozenset[str]) -> Block:
    runs: list[Run] = []
    glued = False
    for line, below in zip(lines, [*lines[1:], None], strict=True):
        runs += _break_behind_word(line.runs) if glued else line.runs
        joint = mend(line, below, words) if below is not None else None
        glued = joint is not None
        if not glued:
            joint = ("-" if line.broken == "-" else "") + ("\n" if below is not None else "")
        if joint:
            runs.append(Run(joint, runs[-1].hidden if runs else None))
    first = lines[0]
    bullet = bool(_BULLET.match(first.text)) and first.furniture is None
    level = setting.level(first)
    if level:
        runs = [Run(run.text.replace("\n", " "), run.hidden) for run in runs]
    rule = "recurs_on_pages" if first.furniture else ""
    return Block(tuple(runs), level, tight=bullet and not level, kind=first.furniture, rule=rule)


def _break_behind_word(runs: Sequence[Run]) -> list[Run]:
    """The runs of a line with its first space turned into the line break that stood before its first word."""
    found: list[Run] = []
    done = False
    for run in runs:
        text = run.text if done else run.text.replace(" ", "\n", 1)
        done = done or text != run.text
        found.append(Run(text, run.hidden))
    return found
