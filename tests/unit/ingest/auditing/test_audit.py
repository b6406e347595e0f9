"""The audit of a document, on the terminal, as a page and as JSON."""

from __future__ import annotations

import io
import json
import os
import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from ingest.auditing import audit, main, pieces
from ingest.auditing.page import page_of
from ingest.auditing.showing import visible
from ingest.auditing.terminal import show
from ingest.cleaning import clean
from rag.domain import ContentDate, Document, Excluded, Flagged, Form, Kind, Span, Standing
from rag.errors import BadDocument
from tests.layouts import SCRAPED_BLOG

HOSTILE = "<script>alert(1)</script> & <img src=x onerror=y> \x1b[2J\u202egnol \U000e006f\U000e0062\U000e0065\U000e0079"


def made(text: str, **more: object) -> Document:
    fields: dict[str, object] = {"title": "Visits", "form": Form.ORIGINAL, "excluded": clean(text), **more}
    return Document(id="a", kind=Kind.NEWS, standing=Standing.PRESS, text=text, **fields)  # type: ignore[arg-type]


def read_as(document: Document) -> object:
    """A loader that finds one document whatever it is asked for."""
    return lambda path: document


def on_a_terminal(document: Document, *, colours: bool = False) -> str:
    out = io.StringIO()
    system = "truecolor" if colours else None
    console = Console(
        file=out, width=100, force_terminal=colours, color_system=system, markup=False, highlight=False
    )  # type: ignore[arg-type]
    show(audit(document), console)
    return out.getvalue()


def test_an_audit_counts_what_was_cut_by_kind_white_space_aside() -> None:
    text = "Home\nSearch us\n\nabcde fghij klmno today."
    cuts = (Excluded(Span(0, 4), "menu", "a"), Excluded(Span(5, 14), "menu", "b"))
    found = audit(made(text, excluded=cuts))
    assert found.characters == 12 + 21
    [menu] = found.cut
    assert (menu.kind, menu.rules, menu.spans, menu.characters) == ("menu", ("a", "b"), 2, 12)
    assert menu.share == pytest.approx(12 / 33) == found.cut_share
    assert menu.about


def test_kinds_stand_largest_first_and_a_kind_of_a_parser_needs_no_words_of_ours() -> None:
    cuts = (Excluded(Span(0, 1), "menu", "a"), Excluded(Span(1, 9), "odd", "b"))
    assert [(one.kind, bool(one.about)) for one in audit(made("x" * 20, excluded=cuts)).cut] == [
        ("odd", False),
        ("menu", True),
    ]


def test_flags_of_the_document_are_shown_and_looked_for_where_it_bears_none() -> None:
    text = "The panel met today and agreed."
    mark = Flagged(Span(0, 3), "truncated", "open_end")
    assert audit(made(text, flagged=(mark,))).flagged == (mark,)
    assert [one.kind for one in audit(made(text)).flagged] == ["relative_day"]
    assert audit(made(text, published=ContentDate(2031))).flagged == ()
    assert audit(made(text, form=Form.DIGEST)).flagged == ()


def test_a_text_of_white_space_has_no_shares() -> None:
    found = audit(made(" \n ", excluded=()))
    assert (found.characters, found.cut_share) == (0, 0)
    assert "no words" in on_a_terminal(found.document)


@given(st.data())
def test_the_pieces_are_the_whole_text_and_each_mark_begins_in_one(data: st.DataObject) -> None:
    text = data.draw(st.text("ab \n", min_size=1, max_size=60))
    places = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=8)))
    cuts = [Excluded(Span(a, b), "menu", "r") for a, b in zip(places[::2], places[1::2], strict=False)]
    spots = data.draw(st.lists(st.integers(0, len(text) - 1), max_size=4))
    marks = tuple(Flagged(Span(at, min(at + 5, len(text))), "repeated", "r") for at in dict.fromkeys(spots))
    found = audit(made(text, excluded=tuple(cuts), flagged=marks, form=Form.DIGEST))
    got = list(pieces(found))
    assert "".join(piece.span.of(text) for piece in got) == text
    begun = [mark for piece in got for mark in piece.begins]
    assert sorted(map(repr, begun)) == sorted(map(repr, [*cuts, *marks]))
    for piece in got:
        assert (piece.cut is not None) == any(cut.span.overlaps(piece.span) for cut in cuts)
        assert set(piece.flagged) == {mark for mark in marks if mark.span.overlaps(piece.span)}


def test_the_terminal_shows_kind_and_rule_beside_what_was_cut_and_a_table_with_shares() -> None:
    shown = on_a_terminal(made(SCRAPED_BLOG + "\nIt closed yesterday."))
    line = next(line for line in shown.splitlines() if "[Related posts:" in line)
    assert line.startswith("✂ related · related_pages")
    assert re.search(r"breadcrumb\s*│ breadcrumb\s*│\s*1 │\s*\d+\.\d %", shown)
    assert "⚑ relative_day ·" in shown and "[yesterday]" in shown
    assert "The fund of £4m" in shown
    assert re.search(r"\d+\.\d % kept, \d+\.\d % cut, 3 flagged", shown)


def test_with_colours_cut_text_is_struck_and_dim() -> None:
    shown = on_a_terminal(made(SCRAPED_BLOG), colours=True)
    assert re.search(r"\x1b\[2;9mRelated posts:", shown)
    assert "[Related" not in re.sub(r"\x1b\[[\d;]*m", "", shown)


def test_blank_lines_that_follow_each_other_are_shown_as_one() -> None:
    shown = on_a_terminal(made("One.\n\n\u00a0\n\n\nTwo.", excluded=()))
    assert [line.strip() for line in shown.splitlines()][3:6] == ["One.", "", "Two."]


def test_a_record_cannot_steer_the_terminal_and_hidden_words_are_seen() -> None:
    shown = on_a_terminal(made(f"The panel met. {HOSTILE}", title=HOSTILE))
    assert "\x1b" not in shown and "\u202e" not in shown
    assert "\\x1b[2J" in shown and "\\u202e" in shown
    assert "obey" in shown and "hidden_text · tag_characters" in shown


def test_odd_spaces_and_line_ends_are_shown_as_plain_ones() -> None:
    assert visible("a\u00a0b\tc\u2028d\r\ne\x85f") == "a b c\nd\ne\nf"


class _Page(HTMLParser):
    """What a browser would make of a page: its tags with what stands in them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words: dict[str, str] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        for tag in self.open:
            self.words[tag] = self.words.get(tag, "") + data


def test_the_page_is_inert_and_holds_every_word_escaped() -> None:
    text = f"The panel met. {HOSTILE}\n\nRelated posts\n- {HOSTILE}"
    page = page_of(audit(made(text, title=HOSTILE)))
    read = _Page(page)
    assert read.open == []
    assert {tag for tag, _ in read.tags} <= set(
        "html head meta title style body header section h1 h2 p ul li b a main del mark i".split()
    )
    assert all(not name.startswith("on") and name != "src" for _, attrs in read.tags for name in attrs)
    assert all((attrs["href"] or "").startswith("#") for tag, attrs in read.tags if tag == "a")
    assert "default-src 'none'" in unescape(page) and "url(" not in page and "@import" not in page
    assert "\x1b" not in page and "\u202e" not in page
    assert "<script>alert(1)</script>" in read.words["main"]
    assert "obey" in read.words["del"]


def test_the_page_marks_each_span_and_the_legend_leads_to_it() -> None:
    page = page_of(audit(made(SCRAPED_BLOG + "\nIt closed yesterday.")))
    read = _Page(page)
    ids = [attrs["id"] for tag, attrs in read.tags if "id" in attrs]
    links = [(attrs["href"] or "")[1:] for tag, attrs in read.tags if tag == "a"]
    assert sorted(ids, key=str) == sorted(links)
    assert len(set(ids)) == len(ids)
    assert {"cut-related-1", "cut-menu-1", "cut-menu-2", "flag-relative_day-1"} <= set(ids)
    assert "Related posts:" in read.words["del"] and "yesterday" in read.words["mark"]
    assert "The fund of £4m" in read.words["main"]
    assert "The fund of £4m" not in read.words["del"] + read.words["mark"]
    assert 'name="viewport"' in page and "color-scheme: light" in page


def test_the_legend_stops_at_thirty_links_of_a_kind() -> None:
    cuts = tuple(Excluded(Span(2 * n, 2 * n + 1), "menu", "r") for n in range(40))
    page = page_of(audit(made("x " * 40, excluded=cuts)))
    assert sum(tag == "a" for tag, _ in _Page(page).tags) == 30
    assert "and 10 more" in page


def _luminance(colour: str) -> float:
    digits = colour if len(colour) == 6 else "".join(2 * c for c in colour)
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_all_words_of_the_page_are_dark_on_light_or_light_on_dark_enough_to_read() -> None:
    style = re.search(r"<style>(.*)</style>", page_of(audit(made("Words."))), re.DOTALL)
    assert style is not None
    pairs = re.findall(r"background: #(\w+);\s*color: #(\w+)", style[1])
    pairs += [("fff", colour) for colour in re.findall(r"(?:fine|a) \{ color: #(\w+)", style[1])]
    assert len(pairs) >= 5
    for ground, ink in pairs:
        low, high = sorted((_luminance(ground), _luminance(ink)))
        assert (high + 0.05) / (low + 0.05) >= 4.5, (ground, ink)


@pytest.fixture
def record(tmp_path: Path) -> Path:
    path = tmp_path / "visits.txt"
    path.write_text(SCRAPED_BLOG, encoding="utf-8")
    return path


def test_the_command_reads_a_file_as_an_index_would(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(record)]) == 0
    assert "related · related_pages" in capsys.readouterr().out


def test_the_command_writes_a_page_and_says_where(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = record.with_name("audit.html")
    out.write_text("x" * 100_000, encoding="utf-8")
    assert main([str(record), "--html", str(out)]) == 0
    page = out.read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>") and page.endswith("</html>\n")
    assert capsys.readouterr().out.strip().endswith(str(out))
    assert sorted(path.name for path in record.parent.iterdir()) == ["audit.html", "visits.txt"]


def test_the_command_prints_one_json_object(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(record), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["cut"] and all(
        SCRAPED_BLOG[one["start"] : one["end"]] == one["text"] for one in found["cut"]
    )
    assert found["cut_share"] == pytest.approx(sum(one["share"] for one in found["cut_by_kind"]), abs=0.001)
    assert {one["kind"] for one in found["cut_by_kind"]} == {one["kind"] for one in found["cut"]}
    assert "undated" not in found["notices"] and found["title"]


def test_any_loader_can_be_given(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["visits.odd"], load=lambda path: made(f"{path.suffix} was read.")) == 0
    assert ".odd was read." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nowhere.txt"], "nowhere.txt"),
        (["."], "is a folder"),
        ([], "FILE"),
        (["a.txt", "--unheard-of"], "--unheard-of"),
    ],
)
def test_bad_input_is_told_in_one_line(
    words: list[str],
    said: str,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(words) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert len(printed.err.splitlines()) == 1 and said in printed.err


def test_what_a_bad_file_is_called_does_not_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    def load(path: Path) -> Document:
        raise BadDocument("a\x1b[2J\nb: not text")

    assert main(["a"], load=load) == 2
    assert capsys.readouterr().err == "a\\x1b[2J b: not text\n"


def test_only_a_file_is_written_over(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, pipe, link = (record.with_name(name) for name in ("folder", "pipe", "link.html"))
    folder.mkdir()
    os.mkfifo(pipe)
    target = record.with_name("target.html")
    target.write_text("mine", encoding="utf-8")
    link.symlink_to(target)
    before = record.read_bytes()
    for out in (folder, pipe, link, record, record.with_name("no") / "where.html"):
        assert main([str(record), "--html", str(out)]) == 2
        printed = capsys.readouterr()
        assert printed.out == "" and len(printed.err.splitlines()) == 1 and out.name in printed.err
    assert target.read_text(encoding="utf-8") == "mine"
    assert record.read_bytes() == before
    assert sorted(path.name for path in record.parent.iterdir()) == sorted(
        ["folder", "link.html", "pipe", "target.html", "visits.txt"]
    )
