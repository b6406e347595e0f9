"""A paper made of invented records, with every kind of block, and what stands in records that nobody expects."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Sequence
from datetime import date
from urllib.parse import urlsplit

from rag.domain import Citation, Document, Match
from rag.papers.paper import Block, Grid, Heading, Line, Look, Note, Paper, Picture, Run, SignOff
from rag.permalinks import How, find, link
from tests.records import passages_of, record

REVIEW = record(
    "review",
    "Review of help for families",
    "# Review of help for families\n\n## Findings\n\nThe board met twice in 2031. It agreed to open 14 centres. "
    "Nine families waited for help & advice.\n\n## Plans\n\nThe council will hire 30 workers by June 2034. "
    "A second report is planned.\n",
)
MINUTES = record(
    "minutes/2032",
    "Minutes “of” the board <2032>",
    "# Minutes\n\nMembers considered a [new] duty team. The chair asked for *costs*. No figure was given.\n",
)
DOCUMENTS = {one.id: one for one in (REVIEW, MINUTES)}

#: Marks of every format, each of which acts somewhere.
ACTING = (
    '#panic("x") $ * _ [ ] \\ @ <b>bold</b> `code` | ~~gone~~ ^[note] [^1] {.class} &amp; ![x](y) [l](javascript:x) '
    "https://evil.example/a www.evil.example a@b.example :smile: #let x = 1 //no /* no */ <script>alert(1)</script>"
)

#: Characters that no XML file, or no UTF-8, may hold; and one that turns the direction of all that follows.
BROKEN = "a\x00b\x07c\ufffed\uffffe\ud800f\udfffg\x85h\u202ei"

#: Words that try a writer, each with what a reader sees of them.
TRYING = {
    "acting": (ACTING, ACTING),
    "broken": (BROKEN, "a�b�c�d�e�f�g hi"),
    "leftward": ("שלום לכם " * 9, ("שלום לכם " * 9).strip()),
    "endless": ("w" * 20_000, "w" * 20_000),
    "long": ("many words " * 1_800, ("many words " * 1_800).strip()),
}

#: Each place of a paper where words of a record or of a person can stand.
PLACES: dict[str, Callable[[str], Block]] = {
    "claim": lambda words: line(words, at=0),
    "item": lambda words: line(words, Look.FRAME, listed=True),
    "remark": lambda words: line(words, Look.REMARK),
    "heading": lambda words: Heading(words),
    "table": lambda words: Grid((words,), (((Run(words, note=note(0)),),),), words),
    "picture": lambda words: Picture(SVG, png(), words),
    "box": lambda words: SignOff(words, words),
    "note": lambda words: Line(
        Look.CLAIM, (Run("x", note=Note(note(0).citation, words, "https://a.example/")),)
    ),
}

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20" fill="#123"/></svg>'


def png(width: int = 40, height: int = 20) -> bytes:
    """A picture of one colour, as PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        whole = kind + data
        return struct.pack(">I", len(data)) + whole + struct.pack(">I", zlib.crc32(whole))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = (b"\x00" + b"\x11\x22\x33" * width) * height
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def cited(document: Document) -> list[Citation]:
    """A citation of each sentence of the document, in order."""
    return [
        Citation(passage, span, passage.slice(span), passage.page, Match.EXACT)
        for passage in passages_of(document)
        for span in passage.sentences
    ]


CITED = [*cited(REVIEW), *cited(MINUTES)]


def note(at: int) -> Note:
    """The footnote of the sentence of that place, counted from 0 and starting again behind the last."""
    citation = CITED[at % len(CITED)]
    document = DOCUMENTS[citation.document_id]
    return Note(
        citation,
        f"{document.title}, sentence {at}.",
        "https://ask.example/" + link(citation, document, "g000007"),
    )


def paper(*blocks: Block, title: str = "Help for families", subtitle: str = "A briefing") -> Paper:
    """A paper of these blocks."""
    return Paper(title, subtitle, date(2034, 5, 2), "g000007", blocks)


def line(text: str, look: Look = Look.CLAIM, listed: bool = False, at: int | None = None) -> Line:
    """A line of one run, with a footnote where ``at`` says which."""
    return Line(look, (Run(text, note=None if at is None else note(at)),), listed)


def whole() -> Paper:
    """A paper with every kind of block, ten footnotes, some of them together, some in tables."""
    told = Run(" of them", note=note(3))
    return paper(
        line("Looked at two records.", Look.ABOUT),
        Heading("Summary points", 1),
        line("Three points, from one record.", Look.FRAME),
        line("The board met twice.", listed=True, at=0),
        Line(
            Look.CLAIM,
            (Run("It agreed to open "), Run("14 centres", strong=True), Run(".", note=note(1))),
            True,
        ),
        Line(Look.CLAIM, (Run("Nine families waited", note=note(2)), told, Run(" ", note=note(4))), True),
        line("Ask the board about this.", Look.REMARK),
        Heading("What became of it", 2),
        Grid(
            ("Date", "What", "Who"),
            (
                ((Run("2031"),), (Run("A centre", note=note(5)), Run("", note=note(6))), (Run("The board"),)),
                ((Run("2032"),), (Run("A team", strong=True),), (Run("The council", note=note(7)),)),
            ),
            "Measures by date",
        ),
        Picture(SVG, png(), "Two dots on a line of years"),
        Heading("Silence", 3),
        line("No figure was found.", Look.FRAME, at=8),
        line("The last line of claims.", at=0),
        Line(
            Look.PLAIN,
            (Run("The council (2033) Review. Available at: https://council.example/review (read today)."),),
            True,
            "https://council.example/review",
        ),
        SignOff(),
        SignOff("A. Reader", "3 May 2034"),
    )


def leads_to(addresses: Sequence[str], made: Paper) -> None:
    """Assert that the links of the notes, in order, each lead to exactly the words of their citation."""
    assert len(addresses) == len(made.notes)
    for address, one in zip(addresses, made.notes, strict=True):
        place = find(urlsplit(address).query, DOCUMENTS)
        assert (place.how, place.document_id, place.span) == (
            How.EXACT,
            one.citation.document_id,
            one.citation.span,
        )
