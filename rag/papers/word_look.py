"""How a Word file looks: its page, its styles, what stands at the head and the foot of each page."""

from __future__ import annotations

import io
from datetime import datetime, time
from typing import TYPE_CHECKING

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from rag.papers.paper import Paper
from rag.papers.style import HouseStyle
from rag.papers.word_notes import made
from rag.papers.wording import short
from rag.papers.words import one_line
from rag.referencing import PROGRAM

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.section import _Footer
    from docx.styles.style import ParagraphStyle
    from docx.text.paragraph import Paragraph

#: Width of the text of an A4 page within its margins.
TEXT_WIDTH = Cm(16)

#: Grey that still reads on white: contrast 7.4.
GREY = RGBColor(0x55, 0x55, 0x55)

#: Points, space before and space after of each style.
_SIZES = {
    "Normal": (10.5, 0, 6),
    "Title": (24, 0, 4),
    "Subtitle": (13, 0, 4),
    "Heading 1": (15, 18, 5),
    "Heading 2": (12.5, 13, 4),
    "Heading 3": (11, 10, 3),
    "List Bullet": (10.5, 0, 4),
    "Caption": (9.5, 6, 4),
    "Header": (8.5, 0, 0),
    "Footer": (8.5, 0, 0),
}

#: Styles of the program's own, each with points, space after, and whether it is grey and italic.
_OWN = {
    "Paper About": (9, 6, True, False),
    "Paper Frame": (10.5, 6, True, True),
    "Paper Remark": (10.5, 8, False, False),
    "Paper Cell": (9, 2, False, False),
}

#: The looks of tables that are used, of the hundred python-docx brings.
_TABLES = ("TableNormal", "TableGrid")

#: What python-docx's empty file brings and a paper has no use for: a picture of an empty page, a leftover of citations,
#: and the word of another program that it made the file.
_LEFTOVERS = (
    RELATIONSHIP_TYPE.THUMBNAIL,
    RELATIONSHIP_TYPE.CUSTOM_XML,
    RELATIONSHIP_TYPE.EXTENDED_PROPERTIES,
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
)


def dress(file: WordDocument, paper: Paper, style: HouseStyle) -> None:
    """The empty file has the properties, page and styles of the paper, and its head and foot lines."""
    _properties(file, paper, style)
    section = file.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin, section.bottom_margin = Cm(2.3), Cm(2.2)
    section.header_distance = section.footer_distance = Cm(1.1)
    _styles(file, style)
    section.different_first_page_header_footer = True
    head = section.first_page_header.paragraphs[0]
    if style.logo:
        drawn = head.add_run().add_picture(io.BytesIO(style.logo.data), height=Cm(1.5))
        described(drawn._inline, style.name or "Logo")
        if drawn.width > TEXT_WIDTH:
            drawn.width, drawn.height = TEXT_WIDTH, round(drawn.height * TEXT_WIDTH / drawn.width)
        head.paragraph_format.space_after = Pt(10)
    section.header.paragraphs[0].add_run(short(paper.title))
    for foot in (section.first_page_footer, section.footer):
        _foot(foot, style)


def described(inline: BaseOxmlElement, alt: str) -> None:
    """The picture says in words what it shows, to those who cannot see it, and stands without a margin of its own."""
    for side in "TBLR":
        inline.set(f"dist{side}", "0")
    inline.find(qn("wp:docPr")).set("descr", alt)


# --- properties --------------------------------------------------------------------------------------


def _properties(file: WordDocument, paper: Paper, style: HouseStyle) -> None:
    """What the file says of itself, in the length Word allows; nothing of python-docx's own empty file is left."""
    about = file.core_properties
    about.author = about.last_modified_by = style.name or PROGRAM
    about.title = one_line(paper.title)[:255]
    about.subject = one_line(paper.subtitle)[:255]
    about.comments = f"Made with {PROGRAM}, index generation {one_line(paper.generation)}"[:255]
    about.created = about.modified = datetime.combine(paper.day, time())
    about.language = "en-GB"
    for holder in (file.part.package, file.part):
        for name, held in list(holder.rels.items()):
            if held.reltype in _LEFTOVERS:
                del holder.rels[name]
    for language in file.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
    for language in file.settings.element.iter(qn("w:themeFontLang")):
        language.set(qn("w:val"), "en-GB")


# --- styles ------------------------------------------------------------------------------------------


def _styles(file: WordDocument, style: HouseStyle) -> None:
    accent = RGBColor.from_string(style.accent[1:].upper())
    for name, (points, before, after) in _SIZES.items():
        one: ParagraphStyle = file.styles[name]
        headed = name.startswith(("Heading", "Title"))
        _font(one, style.heading_font if headed or name == "Subtitle" else style.body_font, points)
        one.paragraph_format.space_before, one.paragraph_format.space_after = Pt(before), Pt(after)
        one.paragraph_format.line_spacing = 1.1 if headed else 1.2
        if name != "Normal":
            one.font.color.rgb = accent if headed else GREY
            one.font.italic = False
        if name in ("Caption", "List Bullet"):
            one.font.color.rgb = RGBColor(0, 0, 0)
        if headed:
            one.font.bold = True
            one.paragraph_format.keep_with_next = True
    for table in file.styles.element.xpath("w:style[@w:type='table']"):
        if table.get(qn("w:styleId")) not in _TABLES:
            file.styles.element.remove(table)
    _undone(file.styles["Title"].element.pPr, "pBdr")  # a line beneath, of another colour
    _undone(file.styles["Subtitle"].element.rPr, "spacing")  # letters set apart
    _undone(file.styles["Footer"].element.pPr, "tabs")  # stops for a wider page
    file.styles["Caption"].paragraph_format.keep_with_next = True
    for name, (points, after, grey, italic) in _OWN.items():
        own: ParagraphStyle = file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        own.base_style = file.styles["Normal"]
        if name == "Paper Cell":
            own.paragraph_format.line_spacing = 1.1
        own.font.size, own.paragraph_format.space_after = Pt(points), Pt(after)
        own.font.italic = italic
        if grey:
            own.font.color.rgb = GREY
    remark: ParagraphStyle = file.styles["Paper Remark"]
    remark.paragraph_format.left_indent = Cm(0.4)
    remark.element.pPr.insert(0, _side(style.accent))
    file.styles.element.extend(_note_styles())


def _font(style: ParagraphStyle, name: str, points: float) -> None:
    """The style's letters of every script are of that font; the theme's fonts no longer go before it."""
    style.font.name, style.font.size = name, Pt(points)
    fonts = style.element.rPr.rFonts
    for attribute in list(fonts.attrib):
        del fonts.attrib[attribute]
    for other in style.element.rPr.findall(qn("w:szCs")):
        other.set(qn("w:val"), str(round(2 * points)))
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), name)


def _undone(properties: BaseOxmlElement, name: str) -> None:
    """The style no longer has that property of python-docx's own empty file."""
    for one in properties.findall(qn(f"w:{name}")):
        properties.remove(one)


def _side(accent: str) -> BaseOxmlElement:
    """The line left of what the reader has added."""
    return made("w:pBdr", made("w:left", val="single", sz="18", space="8", color=accent[1:].upper()))


def _note_styles() -> list[BaseOxmlElement]:
    """The styles of footnotes, their marks, and links, under the names by which Word knows them."""
    return [
        made(
            "w:style",
            made("w:name", val="footnote text"),
            made("w:basedOn", val="Normal"),
            made("w:uiPriority", val="99"),
            made("w:pPr", made("w:spacing", after="20", line="240", lineRule="auto")),
            made("w:rPr", made("w:sz", val="17"), made("w:szCs", val="17")),
            type="paragraph",
            styleId="FootnoteText",
        ),
        made(
            "w:style",
            made("w:name", val="footnote reference"),
            made("w:uiPriority", val="99"),
            made("w:rPr", made("w:vertAlign", val="superscript")),
            type="character",
            styleId="FootnoteReference",
        ),
        made(
            "w:style",
            made("w:name", val="Hyperlink"),
            made("w:uiPriority", val="99"),
            made("w:rPr", made("w:color", val="0B4F9E"), made("w:u", val="single")),
            type="character",
            styleId="Hyperlink",
        ),
    ]


# --- the foot of a page ------------------------------------------------------------------------------


def _foot(foot: _Footer, style: HouseStyle) -> None:
    """The council's line at the left, the page and the number of pages at the right."""
    line: Paragraph = foot.paragraphs[0]
    stops = line.paragraph_format.tab_stops
    stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    line.add_run(f"{one_line(style.footer or style.name)}\tPage ")
    line._p.append(_counted("PAGE"))
    line.add_run(" of ")
    line._p.append(_counted("NUMPAGES"))


def _counted(what: str) -> BaseOxmlElement:
    """A number Word counts as it lays out the page; it never asks the reader to."""
    return made("w:fldSimple", made("w:r", made("w:t", text="1")), instr=what)
