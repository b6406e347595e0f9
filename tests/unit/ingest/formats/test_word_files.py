# ruff: noqa: E501  (markup reads better in long lines)

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml

from ingest.formats.docx import read_docx
from ingest.formats.docx_styles import Lists, Styles
from ingest.formats.limits import Limits
from rag.errors import BadDocument
from tests.unit.ingest.formats.making import W, headings, marked, repacked, word, word_of

RUN = "<w:r><w:t xml:space='preserve'>{}</w:t></w:r>"
P = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
SENTENCE = "The panel agreed the rota."


def test_headings_are_known_by_their_style() -> None:
    def build(document: Any) -> None:
        document.add_heading("Harbour Inquiry", 0)
        document.add_heading("Rotas", 1)
        document.add_heading("Hours", 2)
        own = document.styles.add_style("House heading", WD_STYLE_TYPE.PARAGRAPH)
        own.base_style = document.styles["Heading 3"]
        document.add_paragraph("Costs", style=own)
        document.add_paragraph(SENTENCE)

    found = read_docx(word(build))
    assert headings(found) == [(1, "Harbour Inquiry"), (1, "Rotas"), (2, "Hours"), (3, "Costs")]
    assert found.text.endswith(f"Costs\n\n{SENTENCE}")


def test_an_outline_level_makes_a_heading_and_nine_does_not() -> None:
    body = '<w:p><w:pPr><w:outlineLvl w:val="{}"/></w:pPr><w:r><w:t>Rotas</w:t></w:r></w:p>'
    assert headings(read_docx(word_of(body.format(1)))) == [(2, "Rotas")]
    assert headings(read_docx(word_of(body.format(9)))) == []


def test_tracked_insertions_are_text_and_deletions_are_not() -> None:
    body = (
        "<w:p>"
        + RUN.format("keep ")
        + f"<w:ins w:id='1' w:author='a'>{RUN.format('inserted ')}</w:ins>"
        + "<w:del w:id='2' w:author='a'><w:r><w:delText>deleted </w:delText></w:r></w:del>"
        + f"<w:moveFrom w:id='3' w:author='a'>{RUN.format('moved away ')}</w:moveFrom>"
        + f"<w:moveTo w:id='4' w:author='a'>{RUN.format('moved here')}</w:moveTo></w:p>"
    )
    assert read_docx(word_of(body)).text == "keep inserted moved here"


def test_a_deleted_row_of_a_table_is_absent() -> None:
    row = "<w:tr>{}<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc></w:tr>"
    gone = "<w:trPr><w:del w:id='1' w:author='a'/></w:trPr>"
    assert (
        read_docx(word_of(f"<w:tbl>{row.format('', 'kept')}{row.format(gone, 'gone')}</w:tbl>")).text
        == "kept | x"
    )


def test_lists_have_their_marks_and_count() -> None:
    def build(document: Any) -> None:
        for words, style in (("one", "List Bullet"), ("first", "List Number"), ("second", "List Number")):
            document.add_paragraph(words, style=style)

    assert read_docx(word(build)).text == "- one\n1. first\n2. second"


NUMBERING = f"""<w:numbering {W}><w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="4"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>
<w:lvl w:ilvl="2"><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%1.%3"/></w:lvl>
<w:lvl w:ilvl="3"><w:numFmt w:val="none"/></w:lvl>
<w:lvl w:ilvl="4"><w:numFmt w:val="upperRoman"/><w:lvlText w:val=""/></w:lvl>
</w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num></w:numbering>"""


def test_numbered_lists_count_by_level_in_figures_letters_and_roman_numbers() -> None:
    lists = Lists(parse_xml(NUMBERING))

    def mark(level: int, number: str = "7") -> str | None:
        return lists.mark(
            parse_xml(f'<w:numPr {W}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')
        )

    assert [mark(level) for level in (0, 1, 1, 2, 0, 1, 3, 4)] == [
        "4. ", "(a) ", "(b) ", "4.i ", "5. ", "(a) ", "- ", "- ",
    ]  # fmt: skip
    assert mark(0, "0") is None
    assert mark(0, "99") == "- "
    assert lists.mark(parse_xml(f"<w:numPr {W}/>")) is None


def test_a_numbered_heading_keeps_its_number() -> None:
    def build(document: Any) -> None:
        heading = document.add_heading("Rotas", 1)
        numbering = document.styles["List Number"].element.find(
            ".//" + "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}numPr"
        )
        import copy

        heading._p.get_or_add_pPr().append(copy.deepcopy(numbering))

    assert headings(read_docx(word(build))) == [(1, "1. Rotas")]


def test_styles_that_rest_on_each_other_in_a_circle_end() -> None:
    root = parse_xml(
        f'<w:styles {W}><w:style w:styleId="a"><w:basedOn w:val="b"/></w:style>'
        f'<w:style w:styleId="b"><w:basedOn w:val="a"/></w:style></w:styles>'
    )
    assert Styles(root).level("a") == 0
    assert Styles(None).shown("a").rule is None


def table(rows: list[tuple[str, ...]], *, bold: bool = False) -> bytes:
    def build(document: Any) -> None:
        made = document.add_table(len(rows), len(rows[0]))
        for i, row in enumerate(rows):
            for j, words in enumerate(row):
                made.cell(i, j).paragraphs[0].add_run(words).bold = bold and i == 0

    return word(build)


def test_a_table_with_a_bold_first_row_reads_under_its_heads() -> None:
    found = read_docx(
        table([("Home", "Places:", "Open"), ("Eastwick", "12", "May"), ("Westmarch", "", "June")], bold=True)
    )
    assert found.text == "Home: Eastwick; Places: 12; Open: May\n\nHome: Westmarch; Open: June"


def test_a_table_with_a_repeated_first_row_reads_under_its_heads() -> None:
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    head = f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{cell.format('Home')}{cell.format('Places')}</w:tr>"
    row = f"<w:tr>{cell.format('Eastwick')}{cell.format('12')}</w:tr>"
    assert read_docx(word_of(f"<w:tbl>{head}{row}</w:tbl>")).text == "Home: Eastwick; Places: 12"


def test_a_table_without_heads_reads_with_bars() -> None:
    assert read_docx(table([("Chair", "Cllr Brandt"), ("Clerk", "")])).text == "Chair | Cllr Brandt\n\nClerk"


def test_a_table_that_lays_out_a_page_reads_cell_by_cell() -> None:
    def build(document: Any) -> None:
        made = document.add_table(1, 2)
        made.cell(0, 0).text = "word " * 130
        made.cell(0, 1).paragraphs[0].add_run(SENTENCE)
        inner = document.add_table(1, 2)
        inner.cell(0, 0).add_table(1, 2).cell(0, 0).text = "Deep"
        inner.cell(0, 1).text = "Beside"

    text = read_docx(word(build)).text
    assert "|" not in text
    assert text.endswith(f"{SENTENCE}\n\nDeep\n\nBeside")


def test_boxes_links_notes_and_controls_are_read_once() -> None:
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    box = f"<w:txbxContent>{P.format('Boxed words.')}</w:txbxContent>"
    body = f"""<w:p><w:hyperlink>{RUN.format("A link")}</w:hyperlink><w:r><w:tab/><w:t>and a</w:t><w:noBreakHyphen/><w:t>b</w:t>
    <w:br/><w:t>below</w:t></w:r><w:r><mc:AlternateContent {mc}><mc:Choice Requires="x">{box}</mc:Choice>
    <mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>
    <w:sdt><w:sdtContent>{P.format("In a control.")}</w:sdtContent></w:sdt>
    <mc:AlternateContent {mc}><mc:Choice Requires="x">{P.format("Chosen.")}</mc:Choice></mc:AlternateContent>
    <w:p><m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>x+y</m:t></m:r></m:oMath></w:p>"""
    assert (
        read_docx(word_of(body)).text
        == "A link and a-b\nbelow\n\nBoxed words.\n\nIn a control.\n\nChosen.\n\nx+y"
    )


def test_white_words_in_a_box_are_seen_only_on_a_ground() -> None:
    wps = 'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    text = "<w:txbxContent><w:p><w:r><w:rPr><w:color w:val='FFFFFF'/></w:rPr><w:t>Key words</w:t></w:r></w:p></w:txbxContent>"
    shape = f"<w:p>{RUN.format(SENTENCE)}<w:r><wps:wsp {wps}><wps:spPr>{{}}</wps:spPr><wps:txbx>{text}</wps:txbx></wps:wsp></w:r></w:p>"
    assert not read_docx(word_of(shape.format("<a:solidFill/>"))).excluded
    assert marked(read_docx(word_of(shape.format("<a:noFill/>"))), "hidden_text") == ["Key words"]
    old = f'<w:p><w:r><v:shape xmlns:v="urn:schemas-microsoft-com:vml" fillcolor="{{}}">{text}</v:shape></w:r></w:p>'
    assert not read_docx(word_of(old.format("#003366"))).excluded
    assert read_docx(word_of(old.format("white"))).excluded


def test_footnotes_stand_behind_the_paragraph_that_has_them() -> None:
    body = f"<w:p>{RUN.format(SENTENCE)}<w:r><w:footnoteReference w:id='2'/></w:r></w:p>{P.format('It met in May.')}"
    notes = f"""<w:footnotes {W}><w:footnote w:type="separator" w:id="0">{P.format("no")}</w:footnote>
    <w:footnote w:id="2">{P.format("See the paper.")}{P.format("And the note.")}</w:footnote></w:footnotes>"""
    raw = word_of(body)
    with zipfile.ZipFile(io.BytesIO(raw)) as old:
        types = old.read("[Content_Types].xml").decode()
        rels = old.read("word/_rels/document.xml.rels").decode()
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    raw = repacked(
        raw,
        {
            "word/footnotes.xml": notes.encode(),
            "[Content_Types].xml": types.replace("</Types>", f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/></Types>').encode(),
            "word/_rels/document.xml.rels": rels.replace("</Relationships>", f'<Relationship Id="rIdN" Type="{relation}" Target="footnotes.xml"/></Relationships>').encode(),
        },
    )  # fmt: skip
    assert read_docx(raw).text == f"{SENTENCE}\n\nNote 1: See the paper. And the note.\n\nIt met in May."


def test_heads_and_feet_of_pages_are_marked_and_stand_once() -> None:
    def build(document: Any) -> None:
        document.add_paragraph(SENTENCE)
        document.sections[0].header.paragraphs[0].text = "Westmarch Council"
        document.sections[0].footer.paragraphs[0].text = "Page 1"
        other = document.add_section()
        other.header.is_linked_to_previous = False
        other.header.paragraphs[0].text = "Westmarch Council"

    found = read_docx(word(build))
    assert found.text == f"Westmarch Council\n\n{SENTENCE}\n\nPage 1"
    assert [(e.kind, e.rule) for e in found.excluded] == [
        ("running_head", "header_part"),
        ("running_head", "footer_part"),
    ]


def test_the_file_says_what_it_is_of_itself() -> None:
    def build(document: Any) -> None:
        from datetime import datetime

        document.add_paragraph(SENTENCE)
        document.core_properties.title = "Harbour Inquiry"
        document.core_properties.author = "Ada Fenwick"
        document.core_properties.created = datetime(2019, 3, 4, 9, 0)

    stated = read_docx(word(build)).stated
    assert (stated.title, stated.author, stated.published) == ("Harbour Inquiry", "Ada Fenwick", "2019-03-04")
    assert read_docx(word_of(P.format(SENTENCE))).stated.published is None, (
        "the day of an empty template is no date"
    )


GOOD = word_of(P.format(SENTENCE))
DOCUMENT = f"<w:document {W}><w:body><w:p><w:r><w:t>{{}}</w:t></w:r></w:p></w:body></w:document>"


def body(xml: str) -> bytes:
    return repacked(GOOD, {"word/document.xml": xml.encode()})


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        (b"words, not a zip", "damaged or not a Word file"),
        (b"", "damaged or not a Word file"),
        (GOOD[: len(GOOD) // 2], "damaged or not a Word file"),
        (body("<w:document"), "damaged or not a Word file"),
        (repacked(GOOD, {"_rels/.rels": b"<x/>"}), "damaged or not a Word file"),
        (repacked(GOOD, {"word/document.xml": None}), "damaged or not a Word file"),
        (repacked(GOOD, {"word/document.xml": None, "xl/a.xml": b"<x/>"}), "a spreadsheet"),
        (repacked(GOOD, {"word/document.xml": None, "ppt/a.xml": b"<x/>"}), "slides"),
        (body('<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>' + DOCUMENT.format("A&e;")), "declares entities"),
        (body('<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + DOCUMENT.format("&b;")), "declares entities"),
        (body(DOCUMENT.format(" " * (6 << 20))), "more than 100 times its size"),
        (word(), "no words in it"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "needs its password"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 64, "an old Word file: save it as .docx"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_in_one_line(raw: bytes, line: str) -> None:
    with pytest.raises(BadDocument, match=line) as caught:
        read_docx(raw)
    assert "\n" not in str(caught.value)


def test_an_archive_of_other_things_is_no_word_file() -> None:
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as packed:
        packed.writestr("a.txt", "words")
    with pytest.raises(BadDocument, match="an archive, not a Word file"):
        read_docx(into.getvalue())
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w") as packed:
        for number in range(10_001):
            packed.writestr(f"{number}", "")
    with pytest.raises(BadDocument, match="more than 10,000 parts"):
        read_docx(into.getvalue())


def test_a_file_that_unpacks_to_more_than_a_file_may_be_is_refused() -> None:
    with pytest.raises(BadDocument, match=r"unpacks to .*: split it"):
        read_docx(GOOD, Limits(size=1000))


def test_a_zip_that_needs_a_password_is_refused() -> None:
    locked = bytearray(GOOD)
    at = locked.rfind(b"PK\x01\x02")
    locked[at + 8] |= 1
    with pytest.raises(BadDocument, match="needs its password"):
        read_docx(bytes(locked))
