from __future__ import annotations

import re
import sys
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

from rag.domain import ContentDate, Document, Kind
from tests.web_fakes import DIGEST, ORIGINAL
from web.records.pictures import drawn, picture


def record(number: int, kind: Kind, year: int | None, nation: str | None = "England") -> Document:
    dated = ContentDate(year) if year else None
    return replace(ORIGINAL, id=f"r{number}", kind=kind, published=dated, jurisdiction=nation)


SEVERAL = [
    record(0, Kind.REVIEW, 2009),
    record(1, Kind.REVIEW, 2009, "Wales"),
    record(2, Kind.MINUTES, 2009, None),
    record(3, Kind.NEWS, 2011, "<b>Atlantis</b>"),
    record(4, Kind.NEWS, None),
]


def charts(page: str) -> list[ElementTree.Element]:
    found = re.findall(r"<svg.*?</svg>", page, re.DOTALL)
    return [ElementTree.fromstring(one.replace("xlink:href", "href")) for one in found]


def rows(page: str, number: int) -> list[list[str]]:
    table = re.findall(r"<table.*?</table>", page, re.DOTALL)[number]
    return [re.findall(r"<t[hd][^>]*>([^<]*)</t[hd]>", row) for row in table.split("<tr>")[1:]]


def test_records_are_counted_by_year_and_kind_with_a_table_of_the_same_numbers() -> None:
    assert rows(picture(SEVERAL), 0) == [
        ["Year", "Review", "Committee minutes", "News report", "All"],
        ["2009", "2", "1", "0", "3"],
        ["2010", "0", "0", "0", "0"],
        ["2011", "0", "0", "1", "1"],
    ]


def test_records_are_counted_by_nation_and_what_is_no_nation_is_not_stated() -> None:
    assert [row[0::4] for row in rows(picture(SEVERAL), 1)] == [
        ["Nation", "All"],
        ["England", "2"],
        ["Wales", "1"],
        ["Not stated", "2"],
    ]


def test_undated_records_are_told_of_apart() -> None:
    assert "1 record bears no date and is not shown." in picture(SEVERAL)
    assert "2 records bear no date and are not shown." in picture([SEVERAL[4], SEVERAL[4]])
    assert "bear" not in picture(SEVERAL[:2])


def test_without_any_date_there_is_the_picture_of_nations_alone() -> None:
    page = picture([SEVERAL[4]])
    assert len(charts(page)) == 1
    assert "no date" in page


def test_over_many_years_those_without_records_have_no_row() -> None:
    assert [row[0] for row in rows(picture([record(0, Kind.NEWS, 1948), record(1, Kind.NEWS, 2020)]), 0)] == [
        "Year",
        "1948",
        "2020",
    ]


def test_each_picture_says_in_words_what_it_shows() -> None:
    for chart in charts(picture(SEVERAL)):
        assert chart.get("role") == "img"
        named = str(chart.get("aria-labelledby")).split()
        title, told = chart.find("title"), chart.find("desc")
        assert title is not None and told is not None
        assert [title.get("id"), told.get("id")] == named
    first = charts(picture(SEVERAL))[0].find("desc")
    assert first is not None
    assert first.text == "2009: 2 review, 1 committee minutes; 2010: none; 2011: 1 news report"


def test_labels_are_text_and_colours_are_those_of_the_page() -> None:
    page = picture(SEVERAL)
    chart = charts(page)[0]
    said = ["".join(one.itertext()) for one in chart.iter("text")]
    assert {"2009", "2010", "2011", "3", "1", "Review", "News report"} <= set(said)
    assert "0" not in said
    assert re.findall(r"#[0-9a-f]{6}", page) == []
    assert "font-family" not in page


def test_every_kind_has_a_colour_and_all_but_one_a_hatch() -> None:
    page = picture([record(n, kind, 2009) for n, kind in enumerate(Kind)])
    css = (Path(__file__).parents[3] / "web" / "look" / "records.css").read_text("utf-8")
    for number in range(len(Kind)):
        assert f"var(--chart-{number})" in page
        assert css.count(f"--chart-{number}:") == 2
    assert len(set(re.findall(r'<pattern[^>]*id="([^"]*)"', page))) == 2 * (len(Kind) - 1)


def test_ids_do_not_clash_and_nothing_outside_is_referred_to() -> None:
    page = picture(SEVERAL)
    ids = re.findall(r'\bid="([^"]*)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r"url\(#([^)]*)\)", page)) <= set(ids)
    assert "http" not in page
    assert "<style" not in page
    assert "<metadata" not in page


def test_the_same_records_give_the_same_picture() -> None:
    first = picture(SEVERAL)
    drawn.cache_clear()
    assert picture(list(reversed(SEVERAL))) == first


def test_a_picture_leaves_no_global_state_of_the_plotting_library_behind() -> None:
    import matplotlib

    before, loaded = matplotlib.rcParams["svg.fonttype"], "matplotlib.pyplot" in sys.modules
    drawn.cache_clear()
    picture([DIGEST])
    assert matplotlib.rcParams["svg.fonttype"] == before
    assert ("matplotlib.pyplot" in sys.modules) == loaded


def test_nothing_of_a_record_becomes_markup() -> None:
    assert "Atlantis" not in picture(SEVERAL)
