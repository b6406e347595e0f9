"""A conversation as something the browser saves or prints; nothing of it is written on the server."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from rag.referencing import Style
from web.conversation.turns import Turns
from web.exporting.formats import Export, as_docx, as_markdown, as_page
from web.markup import sending
from web.records.carrying import carried
from web.records.taking import STYLE_WORDS


@dataclass(frozen=True, slots=True)
class _Format:
    """One way to take a conversation away: the button's words, the file's ending and type, and what makes it."""

    words: str
    ending: str
    media: str
    make: Callable[[Turns, Export], bytes]


_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

FORMATS: Mapping[str, _Format] = {
    "docx": _Format("Word", "docx", _WORD, as_docx),
    "markdown": _Format("Markdown", "md", "text/markdown", lambda *of: as_markdown(*of).encode()),
    "print": _Format("Print view", "html", "text/html", lambda *of: as_page(*of).encode()),
}


def menu() -> str:
    """The menu that asks for a format and a style of references."""
    styles = "".join(f'<option value="{style}">{words}</option>' for style, words in STYLE_WORDS.items())
    buttons = "".join(
        f'<button type="submit" class="quiet" name="format" value="{name}">{one.words}</button>'
        for name, one in FORMATS.items()
    )
    return (
        '<details class="menu"><summary class="quiet">Take away</summary>'
        f"<form {sending('take', {})}><p>The conversation in view, with its references</p>"
        f'<label>References <select name="style">{styles}</select></label><div class="row">{buttons}</div>'
        '<span class="said" role="status"></span></form></details>'
    )


def download(turns: Turns, sent: object, day: date, public_url: str | None = None) -> str:
    """The file for ``{"format": name, "style": name}`` as the page carries it; "" for anything else."""
    wanted = sent if isinstance(sent, Mapping) else {}
    name, style = wanted.get("format"), wanted.get("style")
    if (
        not isinstance(name, str)
        or name not in FORMATS
        or not isinstance(style, str)
        or style not in set(Style)
    ):
        return ""
    form = FORMATS[name]
    generation = next(
        (turn.library.generation for turn in reversed(turns) if turn.library.generation), "unknown"
    )
    made = form.make(turns, Export(day, generation, Style(style), public_url))
    named = f"ask-the-reviews-{day.isoformat()}.{form.ending}"
    return carried(made, named, form.media, form.words, at="#tools", printed=name == "print")
