"""A conversation to keep: as Markdown, as a Word file and as a page to print, made from one outline.

Nothing is written or fetched here, and nothing in an export acts: every word is escaped in the manner of its format,
and the page forbids itself scripts and requests.
"""

from __future__ import annotations

import io
from datetime import datetime, time
from itertools import groupby
from typing import TYPE_CHECKING

from rag.papers.words import inert, one_line, spaced
from rag.referencing import PROGRAM
from web.conversation.turns import Turns
from web.exporting.outlines import LISTED, TITLE, Export, Grid, Line, Look, Run, outline
from web.markup import safe

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

__all__ = ["Export", "as_docx", "as_markdown", "as_page"]

# --- Markdown ----------------------------------------------------------------------------------------

#: How each line is set: what stands before and after its words. Notices have a mark of their own, so that they do not
#: become items of the list of claims above them.
_MARKDOWN = {
    Look.TITLE: ("# ", ""),
    Look.ABOUT: ("", ""),
    Look.QUESTION: ("## ", ""),
    Look.STATUS: ("**", "**"),
    Look.FRAME: ("*", "*"),
    Look.REASON: ("", ""),
    Look.CLAIM: ("- ", ""),
    Look.HEADING: ("### ", ""),
    Look.NEAREST: ("- ", ""),
    Look.NOTICE: ("+ *", "*"),
    Look.REFERENCES: ("## ", ""),
    Look.REFERENCE: ("- ", ""),
}


def as_markdown(turns: Turns, export: Export) -> str:
    """The conversation as Markdown, in which no word of a person or a record is a mark."""
    blocks: list[str] = []
    for listed, group in groupby(outline(turns, export), key=_list_of):
        drawn = [_markdown(one) for one in group]
        blocks += ["\n".join(drawn)] if listed else drawn
    return "\n\n".join(blocks) + "\n"


def _list_of(one: Line | Grid) -> Look | None:
    """The list a line is an item of; None where it stands alone."""
    return one.look if isinstance(one, Line) and one.look in LISTED else None


def _markdown(one: Line | Grid) -> str:
    if isinstance(one, Grid):
        rows = [one.columns, ("---",) * len(one.columns), *one.rows]
        return "\n".join(
            f"| {' | '.join(cell if at == 1 else inert(one_line(cell)) for cell in row)} |"
            for at, row in enumerate(rows)
        )
    before, after = _MARKDOWN[one.look]
    said = ""
    for run in one.runs:
        said += _marked(run, begins=not said.strip())
    return f"{before}{said}{after}"


def _marked(run: Run, *, begins: bool) -> str:
    """The run escaped, white space at its ends kept outside its marks; ``begins``: no words stand before it."""
    text = spaced(run.text)
    words = text.strip()
    lead = " " if text[:1].isspace() and words else ""
    trail = " " if text[-1:].isspace() else ""
    said = inert(words, begins=begins)
    return f"{lead}**{said}**{trail}" if run.strong and words else f"{lead}{said}{trail}"


# --- a page to print ---------------------------------------------------------------------------------

_TAGS = {Look.TITLE: "h1", Look.QUESTION: "h2", Look.HEADING: "h3", Look.REFERENCES: "h2"}

_STYLE = (
    "body{font:11pt/1.5 Georgia,serif;max-width:42em;margin:2em auto;padding:0 1em;color:#111;background:#fff}"
    "h1,h2,h3{font-family:system-ui,sans-serif;line-height:1.25;break-after:avoid}h2{margin-top:2em}"
    ".frame,.notice{font-style:italic;color:#444}.frame{border-left:3px solid #888;padding-left:.8em}"
    ".status{font-weight:bold}.about{color:#444;font-size:10pt}li,tr{break-inside:avoid}li,a{overflow-wrap:anywhere}"
    "table{border-collapse:collapse}th,td{border:1px solid #888;padding:.3em .5em;text-align:left;vertical-align:top}"
)


def as_page(turns: Turns, export: Export) -> str:
    """The conversation as one HTML page that needs nothing else and forbids itself to fetch anything."""
    body = []
    for listed, group in groupby(outline(turns, export), key=_list_of):
        drawn = "".join(map(_html, group))
        body.append(f'<ul class="{listed}s">{drawn}</ul>' if listed else drawn)
    policy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'"
    return (
        '<!doctype html><html lang="en-GB"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width"><meta name="referrer" content="no-referrer">'
        f"<title>{TITLE}</title><style>{_STYLE}</style></head>"
        f"<body><main>{''.join(body)}</main></body></html>\n"
    )


def _html(one: Line | Grid) -> str:
    if isinstance(one, Grid):
        head = "".join(f'<th scope="col">{safe(cell)}</th>' for cell in one.columns)
        rows = ("".join(f"<td>{safe(cell)}</td>" for cell in row) for row in one.rows)
        drawn = "".join(f"<tr>{row}</tr>" for row in rows)
        return f"<table><thead><tr>{head}</tr></thead><tbody>{drawn}</tbody></table>"
    words = "".join(f"<strong>{safe(r.text)}</strong>" if r.strong else safe(r.text) for r in one.runs)
    if one.address and one.address.startswith("https://"):
        link = safe(one.address)
        words = words.replace(link, f'<a href="{link}" rel="noopener noreferrer">{link}</a>', 1)
    tag = _TAGS.get(one.look, "li" if one.look in LISTED else "p")
    return f'<{tag} class="{one.look}">{words}</{tag}>'


# --- a Word file -------------------------------------------------------------------------------------

_WORD_STYLES = {
    Look.TITLE: "Title",
    Look.QUESTION: "Heading 1",
    Look.HEADING: "Heading 2",
    Look.REFERENCES: "Heading 1",
}


def as_docx(turns: Turns, export: Export) -> bytes:
    """The conversation as the bytes of a Word file without fields, links or macros."""
    import docx

    file = docx.Document()
    about = file.core_properties
    about.author = about.last_modified_by = PROGRAM
    about.title = TITLE
    about.comments = f"Index generation {one_line(export.generation)}"[:255]
    about.created = about.modified = datetime.combine(export.day, time())
    about.language = "en-GB"
    for one in outline(turns, export):
        _word(file, one)
    held = io.BytesIO()
    file.save(held)
    return held.getvalue()


def _word(file: WordDocument, one: Line | Grid) -> None:
    """The line or table stands at the end of the file."""
    if isinstance(one, Grid):
        table = file.add_table(rows=0, cols=len(one.columns), style="Table Grid")
        for row in (one.columns, *one.rows):
            for cell, words in zip(table.add_row().cells, row, strict=True):
                cell.text = spaced(words)
        return
    bullet = "Normal" if one.look is Look.REFERENCE else "List Bullet"
    style = bullet if one.look in LISTED else _WORD_STYLES.get(one.look, "Normal")
    paragraph = file.add_paragraph(style=style)
    for run in one.runs:
        written = paragraph.add_run(spaced(run.text))
        if run.strong or one.look is Look.STATUS:
            written.bold = True
        if one.look in (Look.FRAME, Look.NOTICE):
            written.italic = True
