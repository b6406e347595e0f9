"""In which letters pages are written, and what comes of those that hold none."""

from __future__ import annotations

import pytest

from ingest.formats.html import read_html
from rag.errors import BadDocument


@pytest.mark.parametrize(
    "raw", [b"<html></html>", b"   ", b"<script>x</script>", b"<!-- words -->", b"<p>&nbsp;</p>"]
)
def test_a_page_without_words_is_refused(raw: bytes) -> None:
    with pytest.raises(BadDocument, match="no words"):
        read_html(raw)


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("<p>Café – “rota”</p>".encode(), "Café – “rota”"),
        ("<p>Café – “rota”</p>".encode("cp1252"), "Café – “rota”"),
        ('<meta charset="iso-8859-1"><p>Café – rota</p>'.encode("cp1252"), "Café – rota"),
        (
            '<meta http-equiv="Content-Type" content="text/html; charset=utf-8"><p>Ŵy café</p>'.encode(),
            "Ŵy café",
        ),
        ('<meta charset="utf-8"><p>Café – “rota”</p>'.encode("cp1252"), "Café – “rota”"),
        ("<p>Café – rota</p>".encode("utf-16"), "Café – rota"),
        ("\ufeff<p>Café</p>".encode(), "Café"),
        ('<?xml version="1.0" encoding="utf-8"?><html><body><p>Café</p></body></html>'.encode(), "Café"),
        ('<meta charset="hex"><p>Café</p>'.encode(), "Café"),
        ('<meta charset="no-such-thing"><p>Café</p>'.encode(), "Café"),
        ('<meta charset="utf-16"><p>Café</p>'.encode(), "Café"),
        (
            "<p>Café café café café café ŵ ŷ</p>".encode() + b"<p>\xff</p>",
            "Café café café café café ŵ ŷ\n\n\ufffd",
        ),
    ],
)
def test_pages_are_read_in_the_letters_they_were_written_in(raw: bytes, words: str) -> None:
    assert read_html(raw).text == words
