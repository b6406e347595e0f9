from __future__ import annotations

import io
import itertools

import pytest
from rich.console import Console

from ingest.commands.bars import Bars
from ingest.commands.table import personal_words, print_files
from ingest.loading import Skipped
from ingest.reporting import FileReport, Report

LONG = "a-very-long-name-of-a-record-that-somebody-gave-to-a-file-in-a-folder-of-a-council-in-2031"
FINE = FileReport("short", "/c/short.txt", "ok", "text 1", 0, 3, 12, 0.0, "2031-03", (), {})
WARNED = FileReport(
    LONG, "/c/l.pdf", "warned", "pdf 1", 12, 40, 300, 0.254, None, ("undated", "looks_scanned"),
    {"phone": 2, "nhs_number": 1, "postcode": 0},
)  # fmt: skip
REPORT = Report(
    "g000001",
    True,
    ("/c",),
    2,
    43,
    312,
    355,
    0,
    (FINE, WARNED),
    (Skipped("/c/scan.pdf", "no text: needs OCR"),),
    1.0,
)


def printed(width: int) -> str:
    file = io.StringIO()
    print_files(REPORT, Console(file=file, width=width, markup=False, highlight=False))
    return file.getvalue()


def test_a_wide_terminal_gets_a_table_with_a_line_a_file() -> None:
    lines = [" ".join(line.split()) for line in printed(200).splitlines()]
    assert lines[0] == "status id pages passages cut date notices"
    assert lines[1] == "ok short - 3 0% 2031-03"
    assert lines[2] == (
        f"warned {LONG} 12 40 25% - undated, looks scanned; personal data: 2 phone, 1 nhs number"
    )
    assert lines[3] == "skipped scan.pdf no text: needs OCR"


@pytest.mark.parametrize("width", [100, 120])
def test_a_long_id_folds_and_loses_no_letter(width: int) -> None:
    lines = printed(width).splitlines()
    assert max(map(len, lines)) <= width
    start = lines[0].index("id")
    end = lines[0].index("pages")
    assert LONG in "".join(line[start:end].strip() for line in lines)


@pytest.mark.parametrize("width", [30, 60, 99])
def test_a_narrow_terminal_gets_short_lines(width: int) -> None:
    text = printed(width)
    assert max(map(len, text.splitlines())) <= width
    flat = "".join(text.split())
    for told in (f"warned{LONG}", "12pages,40passages,25%cut,undated", "skippedscan.pdf", "needsOCR"):
        assert told in flat
    assert text.splitlines()[0] == "ok      short"


def test_counts_of_personal_data_are_told_without_what_was_found() -> None:
    assert personal_words({"phone": 0}) == ""
    assert personal_words({"email": 3}) == "personal data: 3 email"


class Clock:
    """Seconds that pass by themselves."""

    def __init__(self, step: float) -> None:
        self._ticks = itertools.count()
        self._step = step

    def __call__(self) -> float:
        return next(self._ticks) * self._step


@pytest.mark.parametrize(("step", "unit"), [(0.01, "/s"), (30.0, "/min")])
def test_on_a_terminal_bars_show_how_far_how_fast_and_how_long(step: float, unit: str) -> None:
    file = io.StringIO()
    console = Console(file=file, width=100, force_terminal=True, color_system=None, get_time=Clock(step))
    with Bars(console) as bars:
        reading, embedding = bars.bar("reading"), bars.bar("embedding")
        for done in range(1, 6):
            reading(done, 5)
        embedding(0, 2000)
        embedding(500, 2000)
        bars._progress.refresh()
    drawn = file.getvalue()
    for told in ("reading", "5/5", "embedding", "500/2000", unit):
        assert told in drawn, told


def test_where_nobody_watches_nothing_is_drawn() -> None:
    file = io.StringIO()
    with Bars(Console(file=file, width=100)) as bars:
        bars.bar("reading")(1, 5)
    assert file.getvalue() == ""
