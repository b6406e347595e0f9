"""Buttons that copy cited words with their reference, in a style of one's choice, and a link to the place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from rag.domain import Citation, Document
from rag.referencing import Style, reference
from web.markup import safe

STYLE_WORDS = {Style.HARVARD: "Harvard", Style.APA: "APA", Style.PLAIN: "Plain"}


def references(
    citation: Citation, document: Document, accessed: date, address: str | None
) -> dict[Style, str]:
    """The cited words with their reference in each style; ``address`` is where the record is read here, if known."""
    return {style: reference(citation, document, style, accessed, address) for style in STYLE_WORDS}


def taking(texts: Mapping[Style, str], query: str, label: str) -> str:
    """A style to choose, what will be copied in it, and the buttons; ``query`` leads to the place."""
    choices = "".join(
        f'<option value="{safe(text)}">{STYLE_WORDS[style]}</option>' for style, text in texts.items()
    )
    first = safe(next(iter(texts.values())))
    return (
        '<div class="taking"><div class="row">'
        f'<button type="button" class="quiet" data-copy-choice data-copied="Copied">{safe(label)}</button>'
        f'<label class="style"><span class="unseen">Style of the reference</span><select>{choices}</select></label>'
        f'<button type="button" class="quiet" data-copy-link="{safe(query)}" data-copied="Link copied">'
        "Copy link</button>"
        '<span class="said" role="status"></span></div>'
        f'<details><summary>Show what is copied</summary><p class="preview">{first}</p></details></div>'
    )
