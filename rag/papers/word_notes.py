"""Footnotes as Word keeps them, which python-docx does not make: a part of their own, and the marks pointing to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from rag.papers.paper import Note
from rag.papers.pieces import OPENS
from rag.papers.words import one_line, web_address

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.oxml.xmlchemy import BaseOxmlElement

_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"

#: The two notes every file has: the line above the notes of a page, and that above a note carried over to the next.
_LINES = {"-1": ("separator", "w:separator"), "0": ("continuationSeparator", "w:continuationSeparator")}


def made(tag: str, *inside: BaseOxmlElement, text: str | None = None, **said: str) -> BaseOxmlElement:
    """The element of that tag ("w:p"), with attributes of Word's own namespace and elements or a text inside."""
    element = OxmlElement(tag, attrs={qn(f"w:{name}"): value for name, value in said.items()})
    element.extend(inside)
    if text is not None:
        element.text = text
        element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return element


def linked(part: Part, address: str, words: str) -> BaseOxmlElement:
    """A hyperlink of these words to the address, which the part keeps as a relationship of its own."""
    element = made("w:hyperlink", _styled("Hyperlink", made("w:t", text=words)), history="1")
    element.set(qn("r:id"), part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    return element


class Footnotes:
    """The footnotes of a file, numbered from 1 in the order in which they are added."""

    def __init__(self, file: WordDocument) -> None:
        """The file has a part for footnotes with the two lines that separate them from the text."""
        root = made("w:footnotes")
        package = file.part.package
        self._part = XmlPart(PackURI("/word/footnotes.xml"), _CONTENT_TYPE, root, package)
        self._root = root
        self._count = 0
        file.part.relate_to(self._part, RELATIONSHIP_TYPE.FOOTNOTES)
        for number, (kind, line) in _LINES.items():
            spacing = made("w:pPr", made("w:spacing", after="0", line="240", lineRule="auto"))
            root.append(
                made("w:footnote", made("w:p", spacing, made("w:r", made(line))), type=kind, id=number)
            )
        properties = made("w:footnotePr", *(made("w:footnote", id=number) for number in _LINES))
        # The schema has an order for settings: footnotes stand before what says which Word's habits are kept.
        file.settings.element.find(qn("w:compat")).addprevious(properties)

    def add(self, note: Note) -> BaseOxmlElement:
        """The mark of a new footnote, a run to stand behind the words; the note ends in the link that opens them."""
        self._count += 1
        number = str(self._count)
        paragraph = made(
            "w:p",
            made("w:pPr", made("w:pStyle", val="FootnoteText")),
            _styled("FootnoteReference", made("w:footnoteRef")),
            made("w:r", made("w:t", text=f" {one_line(note.text)}")),
        )
        address = web_address(note.link)
        if address:
            paragraph.append(made("w:r", made("w:t", text=" ")))
            paragraph.append(linked(self._part, address, OPENS))
        self._root.append(made("w:footnote", paragraph, id=number))
        return _styled("FootnoteReference", made("w:footnoteReference", id=number))


def _styled(style: str, *inside: BaseOxmlElement) -> BaseOxmlElement:
    return made("w:r", made("w:rPr", made("w:rStyle", val=style)), *inside)
