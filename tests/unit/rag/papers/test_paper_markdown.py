"""The paper as Markdown, read back by a Markdown reader: its footnotes lead to their words, and nothing in it acts."""

from __future__ import annotations

import html
import re
import unicodedata

import pytest
from markdown_it import MarkdownIt

from rag.papers.markdown import as_markdown
from rag.papers.paper import Grid, Heading, Line, Look, Note, Paper, Picture, Run
from rag.papers.pieces import OPENS
from tests.unit.rag.papers.sample import PLACES, SVG, TRYING, leads_to, line, note, paper, whole


def drawn(made: Paper) -> str:
    """The paper as a CommonMark reader with tables draws it; raw HTML, if there were any, would come through."""
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(as_markdown(made))


def shown(made: Paper) -> str:
    return html.unescape(re.sub("<[^>]*>", "", drawn(made)))


def test_each_footnote_is_referred_to_once_and_opens_exactly_its_words() -> None:
    made = whole()
    said = as_markdown(made)
    notes = re.findall(rf"^\[\^(\d+)\]: (.*) \[{OPENS}\]\(<([^>]*)>\)$", said, re.MULTILINE)
    marks = re.findall(r"\[\^(\d+)\](?!:)", said)
    assert marks == [number for number, _, _ in notes] == [str(at) for at in range(1, 11)]
    leads_to([address for _, _, address in notes], made)


def test_every_block_is_said_in_the_manner_of_markdown() -> None:
    said = as_markdown(whole()).split("\n\n")
    assert said[:9] == [
        "# Help for families",
        "**A briefing**",
        "Made with Ask the Reviews on 2 May 2034, index generation g000007",
        "Looked at two records.",
        "## Summary points",
        "*Three points, from one record.*",
        "- The board met twice.[^1]\n- It agreed to open **14 centres**.[^2]\n"
        "- Nine families waited[^3] of them[^4][^5]",
        "> **Note:** Ask the board about this.",
        "### What became of it",
    ]
    assert said[9:13] == [
        "**Measures by date**",
        "| Date | What | Who |\n| --- | --- | --- |\n| 2031 | A centre[^6][^7] | The board |\n"
        "| 2032 | **A team** | The council[^8] |",
        "*Picture: Two dots on a line of years*",
        "#### Silence",
    ]
    assert said[13] == "*No figure was found.[^9]*"
    assert "[https\\://council.example/review](<https://council.example/review>)" in said[15]
    assert said[17] == "Checked by A. Reader on 3 May 2034"


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("kind", TRYING)
def test_no_words_act_or_are_lost(place: str, kind: str) -> None:
    words, seen = TRYING[kind]
    made = paper(PLACES[place](words))
    assert seen in shown(made)
    plain = paper(PLACES[place]("words"))
    tags = re.findall(r"<[a-z/][^ >]*", drawn(made))
    assert tags == re.findall(r"<[a-z/][^ >]*", drawn(plain))


@pytest.mark.parametrize(
    "begins",
    [
        "1. one",
        "- two",
        "+ three",
        "# four",
        "a) five",
        "(b) six",
        ": seven",
        "% eight",
        "===",
        "---",
        "> nine",
    ],
)
def test_what_begins_a_line_begins_no_list_heading_or_rule(begins: str) -> None:
    said = as_markdown(paper(line(begins))).split("\n\n")[-1].strip()
    assert said == re.sub(r"(\)|\.|^[-+#:%>=])", r"\\\1", begins, count=1)
    assert f"<p>{html.escape(begins)}</p>" in drawn(paper(line(begins)))


def test_words_of_two_runs_do_not_become_an_address_together() -> None:
    said = as_markdown(
        paper(Line(Look.CLAIM, (Run("see http:"), Run("//evil.example and www"), Run(".evil.example"))))
    )
    assert "http\\://evil.example" in said
    assert "www\\.evil" in said


@pytest.mark.parametrize(
    ("runs", "strong"),
    [
        ((Run("costs "), Run("£5m", strong=True), Run(" a year")), True),
        ((Run("costs"), Run("£5m", strong=True), Run(" a year")), False),
        ((Run("costs "), Run("£5m (about)", strong=True), Run("now")), False),
        ((Run("costs "), Run("£5m (about)", strong=True, note=note(0)), Run("now")), True),
        ((Run("("), Run("five", strong=True), Run(")")), True),
    ],
)
def test_a_value_is_marked_where_the_mark_is_read_as_one(runs: tuple[Run, ...], strong: bool) -> None:
    made = paper(Line(Look.CLAIM, runs), subtitle="")
    assert ("<strong>" in drawn(made)) is strong
    assert "**" not in shown(made)


def test_a_note_without_a_page_to_open_is_said_without_a_link() -> None:
    made = paper(Line(Look.CLAIM, (Run("Words", note=Note(note(0).citation, "Where", None)),)))
    assert as_markdown(made).endswith("Words[^1]\n\n[^1]: Where\n")


def test_empty_parts_leave_nothing_behind() -> None:
    made = paper(
        Grid((), ()), Grid((), (), "Said"), line(""), Heading(""), Picture(SVG, b"", ""), subtitle=""
    )
    assert as_markdown(made).count("**") == 2
    assert "*" not in as_markdown(paper(Grid((), ()), line("", Look.FRAME), subtitle=" "))


def test_everything_can_be_written_as_utf_8() -> None:
    for words, _ in TRYING.values():
        said = as_markdown(paper(*(place(words) for place in PLACES.values()), title=words))
        assert said.encode()
        assert not [c for c in said if unicodedata.category(c) in ("Cc", "Cs") and c != "\n"]
