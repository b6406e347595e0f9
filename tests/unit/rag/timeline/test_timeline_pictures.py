from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pytest

from rag.domain import ContentDate, Document
from rag.timeline import Event, alt, events, picture_png, picture_svg, tally
from rag.timeline.pictures import FILE
from rag.timeline.rows import label, rows_of, short_title
from tests.records import record, records_of

TEXT = (
    "It met on 3 May 2031. It was printed in autumn 2031. It was to close in June 2032. "
    "It had begun by 2030. Pay rises were proposed in May 2031. It met again on 3 May 2031.\n"
)
QUILL = record("quill", "The Quill panel: its work and days", TEXT, published=ContentDate(2031, 5, 3))
HARROW = replace(QUILL, id="harrow", title="Harrow £2 or $3 review, of $4")


def found(*documents: Document) -> list[Event]:
    return events(records_of(*documents))


def words(svg: bytes) -> list[str]:
    root = ElementTree.fromstring(svg)
    return [one.text or "" for one in root.iter("{http://www.w3.org/2000/svg}text")]


def many(number: int, **described: object) -> Document:
    text = " ".join(f"It met in {1960 + n}." for n in range(number))
    return replace(QUILL, **{"text": text, "published": None, **described})  # type: ignore[arg-type]


# --- rows and words ------------------------------------------------------------------------------------


def test_a_row_is_a_date_of_a_record_with_how_often_it_is_stated() -> None:
    rows = rows_of(found(QUILL))
    assert [(row.number, row.when) for row in rows.drawn] == [
        (1, "by 2030"),
        (2, "May 2031"),
        (3, "3 May 2031"),
        (4, "3 May 2031 (×2)"),
        (5, "autumn 2031"),
        (6, "June 2032"),
    ]
    assert (rows.title, rows.cut) == ("The Quill panel", "")
    assert not any(row.title for row in rows.drawn)


def test_rows_of_several_records_name_them() -> None:
    rows = rows_of(found(QUILL, HARROW))
    assert rows.title == ""
    assert {row.title for row in rows.drawn} == {"The Quill panel", "Harrow £2 or $3 review"}


def test_many_dates_of_several_records_have_a_row_for_each_record() -> None:
    rows = rows_of(found(many(50), replace(many(30), id="other")))
    assert [(row.when, len(row.events)) for row in rows.drawn] == [
        ("1960–1989 (30 dates)", 30),
        ("1960–2009 (50 dates)", 50),
    ]
    year = replace(QUILL, id="one", text="It met in 1950.", published=None)
    assert rows_of(found(many(50), year)).drawn[0].when == "1950"
    twice = replace(QUILL, id="one", text="It met in 1950. It met on 3 May 1950.", published=None)
    assert rows_of(found(many(50), twice)).drawn[0].when == "1950 (2 dates)"


def test_rows_that_find_no_room_are_counted() -> None:
    rows = rows_of(found(many(41)))
    assert (len(rows.drawn), rows.cut) == (40, "1 more row is not drawn; the list has all.")
    assert rows_of(found(many(50))).cut == "10 more rows are not drawn; the list has all."
    assert alt(found(many(41))).endswith(rows.cut)
    assert rows.cut in words(picture_svg(found(many(41))))


def test_a_title_is_told_by_its_first_part_where_that_says_enough() -> None:
    assert short_title("The Quill panel: its work") == "The Quill panel"
    assert short_title("Munro Review, England: its reports of 2010, 2011") == "Munro Review, England"
    assert short_title("Wales: all") == "Wales: all"
    assert short_title("Report of the panel (final)\non pay") == "Report of the panel"


def test_labels_are_cut_to_length_at_words_and_long_words_inside() -> None:
    (row, *_) = rows_of(found(QUILL, HARROW)).drawn
    assert label(row, 99) == "1. by 2030: Harrow £2 or $3 review"
    assert label(row, 28) == "1. by 2030: Harrow £2 or …"
    long = replace(row, title="Llanfairpwllgwyngyllgogerychwyrndrobwll")
    assert label(long, 24) == "1. by 2030: Llanfairpwl…"
    assert label(replace(row, when="not planned to begin before 2030"), 30) == "1. not planned to …: Harrow …"
    assert label(replace(row, title=""), 30) == "1. by 2030"


def test_the_picture_is_told_in_words() -> None:
    told = alt(found(QUILL))
    assert told.startswith("A timeline of 4 events, 2 plans, 1 record, 2030 to 2032, of “The Quill panel”.")
    assert "6: June 2032 (planned for then)" in told
    assert "2: May 2031 (planned or proposed then)" in told
    assert "3: 3 May 2031 (the record's own date)" in told
    assert alt([]) == "A timeline with no dates."
    assert tally([]) == "no dates"
    assert tally(found(replace(QUILL, text="No."))) == "1 record, 2031"


# --- pictures ------------------------------------------------------------------------------------------


def test_the_words_of_an_svg_are_text_and_the_legend_has_the_marks_that_are_drawn() -> None:
    drawn = words(picture_svg(found(QUILL, HARROW)))
    assert "1. by 2030: Harrow £2 or $3 review" in drawn
    for meaning in (
        "the record's own date",
        "happened or was said then",
        "some day in this time",
        "planned for then",
        "planned or proposed then",
        "or earlier, or later",
    ):
        assert meaning in drawn
    plain = words(picture_svg(found(replace(QUILL, text="No."))))
    assert "planned for then" not in plain
    assert "or earlier, or later" not in plain


def test_a_plan_is_hollow_with_a_dashed_outline_whatever_its_colour() -> None:
    planned = replace(QUILL, published=None, text="It was to close on 3 June 2032.")
    svg = picture_svg(found(planned)).decode()
    assert re.search(rf"fill: none;[^\"]*stroke-dasharray[^\"]*stroke: {FILE.plan}", svg)
    held = replace(planned, text="It closed on 3 June 2032.")
    assert "stroke-dasharray" not in picture_svg(found(held)).decode()
    ranged = replace(planned, text="It was to close in June 2032.")
    assert "stroke-dasharray" in picture_svg(found(ranged)).decode()


def test_a_forecast_is_told_apart_from_a_plan_in_the_picture_its_legend_and_its_words() -> None:
    text = "The number of hubs is expected to reach 90 by 3 June 2032."
    forecast = found(replace(QUILL, published=None, text=text))
    assert tally(forecast) == "1 forecast, 1 record, 2032"
    assert alt(forecast).endswith("(forecast for then).")
    svg = picture_svg(forecast)
    assert "forecast for then" in words(svg)
    assert "planned for then" not in words(svg)
    assert "stroke-dasharray" in svg.decode()
    planned = found(replace(QUILL, published=None, text="It was to close by 3 June 2032."))
    assert "forecast for then" not in words(picture_svg(planned))
    assert marks(svg) != marks(picture_svg(planned))
    ranged = replace(QUILL, published=None, text="The number of hubs is expected to reach 90 in 2032.")
    assert "stroke-dasharray" in picture_svg(found(ranged)).decode()


def marks(svg: bytes) -> list[str]:
    """The outlines of the picture's marks."""
    return re.findall(r'<path id="[^"]*" d="([^"]*)"', svg.decode())


def test_the_same_events_give_the_same_bytes() -> None:
    assert picture_svg(found(QUILL)) == picture_svg(found(QUILL))
    assert picture_png(found(QUILL)) == picture_png(found(QUILL))
    assert b"<dc:date>" not in picture_svg(found(QUILL))


def test_a_png_is_one_and_as_fine_as_asked_for() -> None:
    coarse, fine = picture_png(found(QUILL), dpi=72), picture_png(found(QUILL), dpi=144)
    assert coarse.startswith(b"\x89PNG")
    assert int.from_bytes(coarse[16:20], "big") == FILE.width
    assert int.from_bytes(fine[16:20], "big") == 2 * FILE.width


def test_no_label_is_wider_than_its_room() -> None:
    wide = replace(QUILL, title="WWWWWWWW " * 20)
    drawn = words(picture_svg(found(wide, HARROW)))
    labels = [one for one in drawn if "WWWW" in one]
    assert labels
    assert all(one.endswith("…") and len(one) < 45 for one in labels)
    wider = replace(QUILL, title="W" * 99)
    assert max(map(len, words(picture_svg(found(wider, HARROW))))) < 45


def test_labels_stand_above_their_marks_on_a_narrow_sheet() -> None:
    sheet = replace(FILE, width=296, chart=0, row=35, text=11)
    drawn = words(picture_svg(found(QUILL, HARROW), sheet))
    assert any(one.startswith("1. by 2030: Harrow") for one in drawn)
    assert 'width="296pt"' in picture_svg(found(QUILL), sheet).decode()


@pytest.mark.parametrize(
    ("text", "ticks"),
    [
        ("It met on 3 May 2031.", ["3 May 2031"]),
        ("It met on 3 May 2031 and on 9 August 2031.", ["Jul 2031"]),
        ("It met in 1990 and in 2031.", ["1990", "2000", "2010", "2020", "2030"]),
        ("It met in 2031 and in 2035.", ["2031", "2032", "2033", "2034", "2035"]),
    ],
)
def test_the_years_above_are_as_many_as_can_be_read(text: str, ticks: list[str]) -> None:
    drawn = words(picture_svg(found(replace(QUILL, text=text, published=None))))
    assert [one for one in drawn if re.fullmatch(r"[\w ]*\d{4}", one)] == ticks


def test_nothing_to_draw_is_said_in_the_picture() -> None:
    assert words(picture_svg([])) == ["No dates to draw."]


def test_matplotlib_is_loaded_only_to_draw() -> None:
    code = "import sys, rag.timeline; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_day_at_either_end_of_what_is_drawn_counts() -> None:
    assert (found(QUILL)[0].earliest, max(one.latest for one in found(QUILL))) == (
        date(2030, 1, 1),
        date(2032, 6, 30),
    )
