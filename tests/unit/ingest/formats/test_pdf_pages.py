from __future__ import annotations

from collections.abc import Callable

import pytest
from reportlab.pdfgen import canvas

from ingest.formats.building import Run
from ingest.formats.limits import Limits
from ingest.formats.pdf import read_pdf
from ingest.formats.pdf_heads import mark_running
from ingest.formats.pdf_lines import Line, PageLines
from rag.errors import BadDocument
from tests.unit.ingest.formats.making import (
    both,
    headings,
    left_over,
    lines,
    marked,
    pdf,
    pdf_with_content,
    raw_pdf,
    zeros_deflated,
)

VISIBLE = "The panel met on 4 March and agreed the rota of all homes."


def test_every_page_has_its_span_and_they_cover_the_text() -> None:
    found = read_pdf(pdf(lines("The first page says this."), None, lines("The third page says that.")))
    assert len(found.pages) == 3
    assert found.pages[0].start == 0
    assert found.pages[-1].end == len(found.text)
    assert all(before.end == after.start for before, after in zip(found.pages, found.pages[1:], strict=False))
    assert found.pages[2].of(found.text) == "The third page says that."
    assert found.pages[1].of(found.text).strip() == ""


def test_an_empty_last_page_has_a_span_too() -> None:
    found = read_pdf(pdf(lines("The first page says this."), None))
    assert [page.of(found.text).strip() for page in found.pages] == ["The first page says this.", ""]


def test_lines_of_a_paragraph_stay_together_and_a_gap_parts_two() -> None:
    found = read_pdf(
        pdf(
            lines(
                "The panel heard that the visiting hours were",
                "short, and asked for more.",
                "",
                "It met in May.",
            )
        )
    )
    assert (
        found.text
        == "The panel heard that the visiting hours were\nshort, and asked for more.\n\nIt met in May."
    )


def test_an_indent_and_a_short_last_line_part_paragraphs_without_a_gap() -> None:
    long = "The panel heard that visiting hours in the homes were short and asked for more of them"
    found = read_pdf(
        pdf(both(lines(long, "in May.", long, "in June and in July, and so on until the end of the year.")))
    )
    assert found.text.count("\n\n") == 1
    first = "The panel heard that visiting hours in the homes were short, and it asked for longer ones."
    indented = both(
        lines(first, first),
        lines("In May it met again, and heard that they were longer.", top=673.6, left=90),
    )
    assert read_pdf(pdf(indented)).text.count("\n\n") == 1


def test_items_of_a_list_stand_on_lines_of_their_own() -> None:
    found = read_pdf(pdf(lines("It asked for:", "(a) longer hours", "(b) a rota", "• more staff")))
    assert found.text == "It asked for:\n(a) longer hours\n(b) a rota\n• more staff"


def test_a_word_cut_at_a_line_end_is_joined_only_where_the_document_writes_it_so() -> None:
    found = read_pdf(
        pdf(
            lines(
                "The multi-",
                "agency team met the fam-",
                "ily within 47-",
                "50 days of each re-",
                "referral, and the home-",
                "stead was not a thing.",
                "",
                "A family and a referral are words of their own.",
            )
        )
    )
    for words in ("multi-agency team", "the family", "47-50", "re-referral,", "home-stead"):
        assert words in found.text.replace("\n", " ")
    assert "fam-" not in found.text


def test_soft_hyphens_at_line_ends_go_and_dashes_stay() -> None:
    upper = Line([Run("the co")], 72, 200, 700, 11, broken="\u00ad")
    from ingest.formats.pdf_words import mend

    assert mend(upper, Line([Run("operation of all")]), frozenset()) == ""
    assert mend(upper, Line([Run("– of all")]), frozenset()) is None
    found = read_pdf(pdf(lines("The panel met -", "and agreed.", "Ends in well-")))
    assert found.text == "The panel met -\nand agreed.\n\nEnds in well-"


def test_larger_lines_are_headings_by_their_size() -> None:
    def draw(sheet: canvas.Canvas) -> None:
        for size, top, words in (
            (20, 780, "The Harbour"),
            (20, 756, "Inquiry"),
            (14, 700, "1 Rotas"),
            (14, 600, "2 Hours"),
        ):
            sheet.setFont("Helvetica-Bold", size)
            sheet.drawString(72, top, words)
        sheet.setFont("Helvetica", 11)
        sheet.drawString(72, 680, VISIBLE)
        sheet.drawString(72, 580, VISIBLE)

    found = read_pdf(pdf(draw))
    assert headings(found) == [(1, "The Harbour Inquiry"), (2, "1 Rotas"), (2, "2 Hours")]


def running(number: int, *, foot: str = "Harbour inquiry", body: int = 3) -> Callable[[canvas.Canvas], None]:
    return both(
        lines(f"{foot} {number} of 4", top=30),
        lines(str(number), top=815, left=300),
        lines(*(f"Page {number} tells the story of home {n} in words of its own." for n in range(body))),
    )


def test_running_heads_and_page_numbers_are_marked_on_every_page() -> None:
    found = read_pdf(pdf(*(running(number) for number in range(1, 5))))
    assert marked(found, "running_head") == [f"Harbour inquiry {n} of 4" for n in range(1, 5)]
    assert marked(found, "page_number") == ["1", "2", "3", "4"]
    assert left_over(found).count("tells the story") == 12


def test_page_numbers_that_begin_elsewhere_are_known_by_going_up() -> None:
    pages = [both(lines(VISIBLE), lines(f"- {n} -", top=30, left=40 * n)) for n in range(7, 11)]
    assert marked(read_pdf(pdf(*pages)), "page_number") == ["- 7 -", "- 8 -", "- 9 -", "- 10 -"]


def test_heads_that_differ_on_left_and_right_pages_are_known() -> None:
    pages = [
        both(
            lines("Harbour inquiry" if n % 2 else "Closing paper", top=815),
            lines(f"Home {'abcdefgh'[n]} is open."),
        )
        for n in range(8)
    ]
    found = read_pdf(pdf(*pages))
    assert len(marked(found, "running_head")) == 8


def test_lines_that_recur_in_the_middle_or_on_few_pages_are_text() -> None:
    pages = [
        both(lines("The panel was told:"), lines("Only here." if n == 1 else f"Not {'abcd'[n]}", top=30))
        for n in range(4)
    ]
    found = read_pdf(pdf(*pages))
    assert not found.excluded


def test_a_number_alone_at_the_foot_of_one_page_is_text() -> None:
    found = read_pdf(pdf(both(lines(VISIBLE), lines("2019", top=30)), lines(VISIBLE), lines(VISIBLE)))
    assert not marked(found, "page_number")


def test_a_page_without_a_height_has_no_heads() -> None:
    mark_running([PageLines((), 0.0), PageLines((), 0.0)])


def test_numbered_headings_at_the_top_of_pages_are_no_running_heads() -> None:
    def page(number: int) -> Callable[[canvas.Canvas], None]:
        def draw(sheet: canvas.Canvas) -> None:
            sheet.setFont("Helvetica-Bold", 16)
            sheet.drawString(72, 780, f"Recommendation {number}")
            sheet.setFont("Helvetica", 11)
            sheet.drawString(72, 600, VISIBLE)

        return draw

    found = read_pdf(pdf(*(page(number) for number in range(1, 5))))
    assert not found.excluded
    assert [words for _, words in headings(found)] == [f"Recommendation {number}" for number in range(1, 5)]


def test_lines_drawn_out_of_order_are_read_from_top_to_bottom() -> None:
    draw = both(
        lines("Third line of the page.", top=600),
        lines("First line of the page."),
        lines("Second line.", top=650),
    )
    assert read_pdf(pdf(draw)).text.split("\n\n") == [
        "First line of the page.",
        "Second line.",
        "Third line of the page.",
    ]


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [f"left column line {n}," for n in range(6)]
    right = [f"right column line {n}," for n in range(6)]
    text = read_pdf(pdf(both(lines(*left), lines(*right, left=320)))).text
    assert text.split("\n") == [*left, *right]


def test_the_file_says_what_it_is_of_itself() -> None:
    stated = read_pdf(pdf(lines(VISIBLE), title="Harbour  Inquiry", author="Ada Fenwick")).stated
    assert (stated.title, stated.author) == ("Harbour Inquiry", "Ada Fenwick")
    assert stated.published is not None
    assert stated.published.startswith("D:2")


def test_more_pages_than_allowed_are_refused() -> None:
    with pytest.raises(BadDocument, match="more than 2 pages: split it"):
        read_pdf(pdf(None, None, None), Limits(pages=2))


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(BadDocument, match="times its size: print it to a new PDF"):
        read_pdf(pdf_with_content(b"", zeros_deflated(64 << 20)))


def test_a_stream_packed_twice_over_is_refused() -> None:
    raw = pdf_with_content(b"BT ET").replace(b"/Filter /FlateDecode", b"/Filter [/FlateDecode /FlateDecode]")
    with pytest.raises(BadDocument, match="packed twice over"):
        read_pdf(raw)


@pytest.mark.parametrize(
    "raw",
    [
        b"%PDF-1.7\n" + bytes(range(256)) * 8,
        b"no PDF at all",
        raw_pdf([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"]),
        pdf(lines(VISIBLE))[:600],
    ],
)
def test_what_is_damaged_is_said_to_be(raw: bytes) -> None:
    with pytest.raises(BadDocument, match=r"damaged or not a PDF|no text in the pages"):
        read_pdf(raw)


def test_a_page_that_cannot_be_read_among_others_is_noticed() -> None:
    raw = raw_pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R 9 0 R] /Count 2 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
            b"/Resources << /Font << /F1 5 0 R >> >> >>",
            b"<< /Length 49 >>\nstream\nBT /F1 12 Tf 72 700 Td (The rota was agreed.) Tj ET \nendstream",
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ]
    )
    found = read_pdf(raw)
    assert "The rota was agreed." in found.text
    assert found.notices == ("unreadable_pages",)
    assert len(found.pages) == 2


def test_characters_beyond_the_first_plane_are_whole() -> None:
    from ingest.formats.pdf_lines import _run

    assert _run([0xD83D, 0xDE00, ord("a")], None).text == "😀a"
    assert _run([0xD83D, ord("a"), 0xF0B7], None).text == "\ufffda•"
