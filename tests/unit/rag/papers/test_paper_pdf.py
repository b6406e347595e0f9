"""The PDF, read back: its footnotes lead to their words, it can be read aloud, and nothing in it acts."""

from __future__ import annotations

import ctypes
from collections import Counter
from dataclasses import replace

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
import typst

from rag.papers.paper import Grid, Heading, Line, Look, Note, Paper, Picture, Run
from rag.papers.pdf import as_pdf
from rag.papers.pieces import OPENS
from rag.papers.style import HouseStyle, Logo
from tests.unit.rag.papers.sample import PLACES, SVG, TRYING, leads_to, line, note, paper, png, whole

#: What PDF/UA-1 has in the metadata of a file that says it keeps to it (ISO 14289-1, 5).
CLAIMED = b"<pdfuaid:part>1</pdfuaid:part>"


def pages(data: bytes) -> list[str]:
    file = pypdfium2.PdfDocument(data)
    return [file[at].get_textpage().get_text_range() for at in range(len(file))]


def text(made: Paper, style: HouseStyle | None = None) -> str:
    """The words of the PDF without white space, which pdfium sets as it sees fit, and without places to break."""
    found = "".join(pages(as_pdf(made, style or HouseStyle())))
    return squeezed(found)


def squeezed(words: str) -> str:
    return "".join(words.replace("\u200b", "").replace("\ufffe", "").split())


def links(data: bytes) -> list[str]:
    """The addresses of the PDF's links to the web, in the order of the pages."""
    file = pypdfium2.PdfDocument(data)
    found = []
    for page in file:
        at, one = ctypes.c_int(0), pdfium.FPDF_LINK()
        while pdfium.FPDFLink_Enumerate(page, at, one):
            action = pdfium.FPDFLink_GetAction(one)
            length = pdfium.FPDFAction_GetURIPath(file, action, None, 0)
            if length:
                held = ctypes.create_string_buffer(length)
                pdfium.FPDFAction_GetURIPath(file, action, held, length)
                found.append(held.value.decode())
    return found


def test_each_footnote_opens_exactly_its_words() -> None:
    made = whole()
    found = links(as_pdf(made, HouseStyle()))
    leads_to([one for one in found if one.startswith("https://ask.example/")], made)


def test_every_block_is_there_in_order() -> None:
    found = text(whole())
    at = 0
    for words in (
        "Help for families",
        "A briefing",
        "Made with Ask the Reviews on 2 May 2034, index generation g000007",
        "Looked at two records.",
        "Summary points",
        "Three points, from one record.",
        "The board met twice.1",
        "It agreed to open 14 centres.2",
        "Nine families waited3 of them4,5",
        "Note: Ask the board about this.",
        "What became of it",
        "Measures by date",
        "A centre6,7",
        "The council8",
        "Silence",
        "No figure was found.9",
        "The last line of claims.10",
        "https://council.example/review",
        "Checked by ___",
        "Checked by A. Reader on 3 May 2034",
    ):
        place = found.find(squeezed(words), at)
        assert place >= 0, words
        at = place


def test_footnotes_stand_on_the_page_of_their_words_or_the_next() -> None:
    made = paper(*(line(f"This is line {at}.", listed=True, at=at) for at in range(80)))
    several = pages(as_pdf(made, HouseStyle()))
    assert len(several) > 2
    for at in range(80):
        words = next(n for n, page in enumerate(several) if f"This is line {at}." in page)
        below = next(n for n, page in enumerate(several) if f", sentence {at}." in page)
        assert below in (words, words + 1)


def test_the_file_says_what_it_is_and_can_be_read_aloud() -> None:
    data = as_pdf(whole(), HouseStyle(name="Our Council"))
    about = pypdfium2.PdfDocument(data).get_metadata_dict()
    assert (about["Title"], about["Author"]) == ("Help for families", "Our Council")
    assert about["CreationDate"].startswith("D:20340502")
    assert CLAIMED in data
    assert b"/Lang(en-GB)" in data


def test_headings_are_bookmarks_and_no_level_is_left_out() -> None:
    made = paper(Heading("Deep", 3), Heading("Deeper", 3), Heading("Top", 1), Heading("Far below", 3))
    data = as_pdf(made, HouseStyle())
    marks = [(one.get_title(), one.level) for one in pypdfium2.PdfDocument(data).get_toc()]
    assert marks == [("Deep", 0), ("Deeper", 1), ("Top", 0), ("Far below", 1)]
    assert CLAIMED in data


def test_pages_are_counted_and_bear_the_title_and_the_line_of_the_council() -> None:
    made = paper(*(line("Many words on a line. " * 20) for _ in range(30)))
    first, *rest = pages(as_pdf(made, HouseStyle(footer="Our Council · Official")))
    assert "Our Council · Official" in first
    assert f"Page 1 of {1 + len(rest)}" in first
    assert all("Help for families" in page for page in rest)
    assert f"Page 2 of {1 + len(rest)}" in rest[0]


def test_a_table_over_two_pages_repeats_its_head() -> None:
    rows = tuple(((Run(f"Row {at}"),), (Run("Words. " * 30),)) for at in range(40))
    several = pages(as_pdf(paper(Grid(("Column one", "Column two"), rows)), HouseStyle()))
    assert len(several) > 1
    assert all("Column one" in page for page in several)


@pytest.mark.parametrize("place", [name for name in PLACES if name != "picture"])
@pytest.mark.parametrize("kind", TRYING)
def test_no_words_act_or_are_lost(place: str, kind: str) -> None:
    words, shown = TRYING[kind]
    made = paper(PLACES[place](words))
    found = text(made)
    # Heads and feet stand between the words of several pages, and pdfium has an order of its own for Hebrew.
    assert squeezed(shown) in found or Counter(squeezed(shown)) <= Counter(found)


def test_the_description_of_a_picture_does_not_act() -> None:
    for words, _ in TRYING.values():
        assert as_pdf(paper(Picture(SVG, png(), words)), HouseStyle()).startswith(b"%PDF")


@pytest.mark.parametrize("picture", [Picture(b"", png(), "Dots"), Picture(SVG, b"", "Dots")])
def test_a_picture_is_drawn_from_whichever_form_there_is(picture: Picture) -> None:
    drawn = as_pdf(paper(picture), HouseStyle())
    assert len(drawn) > len(as_pdf(paper(), HouseStyle()))
    assert "Dots" not in text(paper(picture))


def test_a_picture_in_neither_form_is_said_in_words() -> None:
    assert "Dots" in text(paper(Picture(b"", b"", "Dots")))


@pytest.mark.parametrize("link", ["javascript:alert(1)", "https://[bad", "file:///etc/x", None])
def test_what_is_no_web_address_becomes_no_link(link: str | None) -> None:
    made = paper(Line(Look.CLAIM, (Run("Words", note=Note(note(0).citation, "Where", link)),)))
    assert links(as_pdf(made, HouseStyle())) == []
    assert squeezed(OPENS) not in text(made)


def test_signs_that_no_font_has_do_not_keep_the_paper_from_being_made() -> None:
    data = as_pdf(paper(line("Before \U0001e900 after", at=0)), HouseStyle())
    assert "Before" in pages(data)[0]


def test_the_look_of_a_council_is_used_and_a_font_that_is_not_there_is_not_missed() -> None:
    plain = as_pdf(whole(), HouseStyle())
    style = HouseStyle("Our Council", "No Such Font", "Libertinus Serif", "#7a1f4d", Logo(png(), "image/png"))
    styled = as_pdf(whole(), style)
    assert b"LibertinusSerif" in styled
    assert styled != plain
    assert CLAIMED in styled


def test_three_hundred_footnotes_are_all_there() -> None:
    made = paper(*(line(f"Line {at}.", listed=True, at=at) for at in range(300)))
    leads_to(links(as_pdf(made, HouseStyle())), made)


def test_a_paper_without_anything_is_a_page() -> None:
    blocks = (Grid((), ()), line("", Look.FRAME), line("", listed=True), Heading(""), line("", Look.REMARK))
    empty = replace(paper(*blocks), title="", subtitle="")
    assert len(pages(as_pdf(empty, HouseStyle()))) == 1


def test_the_same_paper_is_the_same_bytes() -> None:
    assert as_pdf(whole(), HouseStyle()) == as_pdf(whole(), HouseStyle())


def test_typst_is_free_to_use() -> None:
    from importlib.metadata import metadata

    assert metadata("typst")["License-Expression"] == "Apache-2.0"
    assert issubclass(typst.TypstError, RuntimeError)
