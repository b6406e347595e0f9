"""The Word file, read back: its footnotes lead to their words, and nothing in it acts."""

from __future__ import annotations

import io
import re
import time
import zipfile

import docx
import pytest
from docx.document import Document as WordDocument
from lxml import etree

from rag.papers.paper import Grid, Line, Look, Note, Paper, Picture, Run
from rag.papers.style import HouseStyle, Logo
from rag.papers.word import as_docx
from tests.unit.rag.papers.sample import PLACES, SVG, TRYING, leads_to, line, note, paper, png, whole

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def parts(made: Paper, style: HouseStyle | None = None) -> dict[str, etree._Element]:
    with zipfile.ZipFile(io.BytesIO(as_docx(made, style or HouseStyle()))) as file:
        names = [name for name in file.namelist() if name.endswith((".xml", ".rels"))]
        return {name: etree.fromstring(file.read(name)) for name in names}


def opened(made: Paper, style: HouseStyle | None = None) -> WordDocument:
    return docx.Document(io.BytesIO(as_docx(made, style or HouseStyle())))


def said(element: etree._Element) -> str:
    return "".join(one.text or "" for one in element.iter(f"{W}t"))


def links_of_notes(found: dict[str, etree._Element]) -> list[str]:
    """The address of each footnote, in the order in which the text refers to them."""
    targets = {one.get("Id"): one.get("Target", "") for one in found["word/_rels/footnotes.xml.rels"]}
    notes = {one.get(f"{W}id"): one for one in found["word/footnotes.xml"]}
    asked = [one.get(f"{W}id") for one in found["word/document.xml"].iter(f"{W}footnoteReference")]
    assert len(set(asked)) == len(asked)
    assert set(notes) == {*asked, "-1", "0"}
    return [targets[link.get(f"{R}id")] for at in asked for link in notes[at].iter(f"{W}hyperlink")]


def test_every_mark_has_its_footnote_and_each_footnote_opens_exactly_its_words() -> None:
    made = whole()
    found = parts(made)
    leads_to(links_of_notes(found), made)
    texts = [said(one) for one in found["word/footnotes.xml"] if int(one.get(f"{W}id", "0")) > 0]
    assert all(text.startswith(f" {one.text}") for text, one in zip(texts, made.notes, strict=True))


def test_each_mark_stands_right_behind_its_own_words() -> None:
    document = parts(whole())["word/document.xml"]
    flat = ""
    for one in document.iter(f"{W}t", f"{W}footnoteReference"):
        flat += f"[{one.get(f'{W}id')}]" if one.tag.endswith("Reference") else one.text or ""
    for words in ("The board met twice.[1]", "14 centres.[2]", "waited[3] of them[4],[5]", "A centre[6],[7]"):
        assert words in flat


def test_a_note_without_a_page_to_open_is_there_without_a_link() -> None:
    made = paper(Line(Look.CLAIM, (Run("Words", note=Note(note(0).citation, "Where", None)),)))
    found = parts(made)
    assert said(found["word/footnotes.xml"]) == " Where"
    assert "word/_rels/footnotes.xml.rels" not in found


@pytest.mark.parametrize("link", ["javascript:alert(1)", "https://[bad", "https://a b/", "file:///etc/x", ""])
def test_what_is_no_web_address_becomes_no_link(link: str) -> None:
    made = paper(Line(Look.CLAIM, (Run("Words", note=Note(note(0).citation, "Where", link)),)))
    assert "word/_rels/footnotes.xml.rels" not in parts(made)


def test_headings_title_lists_and_looks_have_the_styles_word_knows() -> None:
    by_words = {one.text: one.style.name for one in opened(whole()).paragraphs if one.style}
    assert by_words["Help for families"] == "Title"
    assert by_words["A briefing"] == "Subtitle"
    assert by_words["Summary points"] == "Heading 1"
    assert by_words["What became of it"] == "Heading 2"
    assert by_words["Silence"] == "Heading 3"
    assert by_words["The board met twice."] == "List Bullet"
    assert by_words["Three points, from one record."] == "Paper Frame"
    assert by_words["Note: Ask the board about this."] == "Paper Remark"
    assert by_words["The last line of claims."] == "Normal"


def test_frames_are_italic_and_grey_in_a_list_too_and_claims_are_neither() -> None:
    file = opened(paper(line("Ours.", Look.FRAME, listed=True), line("Theirs.", listed=True)))
    ours, theirs = (one.runs[0] for one in file.paragraphs if one.text in ("Ours.", "Theirs."))
    assert ours.italic
    assert str(ours.font.color.rgb) == "555555"
    assert not theirs.italic
    assert file.styles["Paper Frame"].font.italic


def test_a_table_repeats_its_head_and_tears_no_row() -> None:
    file = opened(whole())
    table = file.tables[0]._tbl
    rows = table.findall(f"{W}tr")
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False, False]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    assert [[cell.text for cell in row.cells] for row in file.tables[0].rows] == [
        ["Date", "What", "Who"],
        ["2031", "A centre,", "The board"],
        ["2032", "A team", "The council"],
    ]


def test_the_picture_says_what_it_shows() -> None:
    document = parts(whole())["word/document.xml"]
    described = [one.get("descr") for one in document.iter("{*}docPr")]
    assert described == ["Two dots on a line of years"]


def test_a_picture_without_dots_is_said_in_words() -> None:
    file = opened(paper(Picture(SVG, b"", "Two dots")))
    assert "Two dots" in [one.text for one in file.paragraphs]
    assert not file.inline_shapes


def test_the_box_to_sign_has_room_or_what_is_known() -> None:
    boxes = [one.cell(0, 0).text for one in opened(whole()).tables[1:]]
    assert re.fullmatch("Checked by _+ on _+", boxes[0])
    assert boxes[1] == "Checked by A. Reader on 3 May 2034"


def test_the_file_says_what_it_is_and_asks_for_nothing() -> None:
    found = parts(whole(), HouseStyle(name="Our Council"))
    about = opened(whole(), HouseStyle(name="Our Council")).core_properties
    assert (about.title, about.author, about.language) == ("Help for families", "Our Council", "en-GB")
    assert about.created is not None
    assert about.created.date() == whole().day
    assert "g000007" in about.comments
    settings = found["word/settings.xml"]
    assert not list(settings.iter(f"{W}updateFields", f"{W}attachedTemplate"))
    order = [one.tag.removeprefix(W) for one in settings]
    assert order.index("footnotePr") < order.index("compat")
    assert not [name for name in found if "vba" in name.lower() or "customXml" in name or "app.xml" in name]
    languages = {one.get(f"{W}val") for one in found["word/styles.xml"].iter(f"{W}lang")}
    assert languages == {"en-GB"}


def test_pages_are_counted_and_bear_the_title_and_the_line_of_the_council() -> None:
    section = opened(whole(), HouseStyle(footer="Our Council · Official")).sections[0]
    assert section.header.paragraphs[0].text == "Help for families"
    for foot in (section.footer, section.first_page_footer):
        assert "Our Council · Official\tPage " in foot.paragraphs[0].text
        fields = [one.get(f"{W}instr") for one in foot._element.iter(f"{W}fldSimple")]
        assert fields == ["PAGE", "NUMPAGES"]


def test_the_look_of_a_council_is_used() -> None:
    style = HouseStyle("Our Council", "Georgia", "Verdana", "#7a1f4d", Logo(png(400, 40), "image/png"))
    file = opened(whole(), style)
    assert str(file.styles["Heading 1"].font.color.rgb) == "7A1F4D"
    assert file.styles["Heading 1"].font.name == "Georgia"
    assert file.styles["Normal"].font.name == "Verdana"
    head = file.sections[0].first_page_header._element
    assert [one.get("descr") for one in head.iter("{*}docPr")] == ["Our Council"]


def test_a_very_wide_logo_keeps_within_the_page() -> None:
    file = opened(whole(), HouseStyle(logo=Logo(png(3000, 20), "image/png")))
    extent = next(file.sections[0].first_page_header._element.iter("{*}extent"))
    assert int(extent.get("cx")) == 16 * 360000


@pytest.mark.parametrize("kind", TRYING)
def test_no_words_break_the_file_or_are_lost(kind: str) -> None:
    words, shown = TRYING[kind]
    made = paper(*(place(words) for place in PLACES.values()))
    found = parts(made)
    alts = (one.get("descr", "") for one in found["word/document.xml"].iter("{*}docPr"))
    # The box says them twice, the table three times: above it, in its head, in a cell.
    assert "\n".join([*map(said, found.values()), *alts]).count(shown) == len(PLACES) + 1 + 2
    assert opened(made).paragraphs


def test_words_from_right_to_left_stand_so() -> None:
    document = parts(paper(line("שלום לכם", at=0), line("Left")))["word/document.xml"]
    turned = [said(one) for one in document.iter(f"{W}p") if one.find(f"{W}pPr/{W}bidi") is not None]
    assert turned == ["שלום לכם"]


def test_the_address_in_a_line_can_be_followed() -> None:
    found = parts(whole())
    targets = {one.get("Id"): one.get("Target") for one in found["word/_rels/document.xml.rels"]}
    links = [
        (targets[one.get(f"{R}id")], said(one)) for one in found["word/document.xml"].iter(f"{W}hyperlink")
    ]
    assert links == [("https://council.example/review", "https://council.example/review")]


def test_three_hundred_footnotes_are_all_there() -> None:
    made = paper(*(line(f"Line {at}.", listed=True, at=at) for at in range(300)))
    leads_to(links_of_notes(parts(made)), made)


def test_a_paper_without_blocks_or_with_a_table_without_columns_opens() -> None:
    assert [one.text for one in opened(paper(Grid((), ()))).paragraphs] == [
        "Help for families",
        "A briefing",
        "Made with Ask the Reviews on 2 May 2034, index generation g000007",
    ]
    assert opened(paper(title="", subtitle=""))


def test_the_same_paper_is_the_same_bytes_at_another_time(monkeypatch: pytest.MonkeyPatch) -> None:
    first = as_docx(whole(), HouseStyle())
    later = time.localtime(time.time() + 90_000)
    monkeypatch.setattr(time, "localtime", lambda *_: later)
    assert as_docx(whole(), HouseStyle()) == first
