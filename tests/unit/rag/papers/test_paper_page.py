"""The paper as a page, read back: its footnotes lead to their words, and nothing in it acts."""

from __future__ import annotations

import base64

import pytest
from lxml import html

from rag.papers.page import as_html
from rag.papers.paper import Grid, Heading, Line, Look, Note, Paper, Picture, Run
from rag.papers.style import HouseStyle, Logo
from tests.unit.rag.papers.sample import PLACES, SVG, TRYING, leads_to, line, note, paper, png, whole


def read(made: Paper, style: HouseStyle | None = None) -> html.HtmlElement:
    return html.document_fromstring(as_html(made, style or HouseStyle()).encode())


def test_each_footnote_opens_exactly_its_words_and_is_linked_both_ways() -> None:
    made = whole()
    page = read(made)
    marks = page.xpath("//sup/a")
    notes = page.xpath("//section[@role='doc-endnotes']//li")
    assert [one.text for one in marks] == [str(at) for at in range(1, 11)]
    assert [one.get("href") for one in marks] == [f"#{one.get('id')}" for one in notes]
    assert [one.xpath("a[@role='doc-backlink']/@href")[0] for one in notes] == [
        f"#{one.get('id')}" for one in marks
    ]
    leads_to([one.xpath("a[@rel]/@href")[0] for one in notes], made)
    assert all(one.text.startswith(said.text) for one, said in zip(notes, made.notes, strict=True))


def test_every_block_is_there_as_what_it_is() -> None:
    page = read(whole())
    said = [
        (one.tag, one.get("class", ""), " ".join(one.text_content().split()))
        for one in page.xpath("//main/*[not(self::section)]")
    ]
    assert said[:9] == [
        ("h1", "", "Help for families"),
        ("p", "subtitle", "A briefing"),
        ("p", "about", "Made with Ask the Reviews on 2 May 2034, index generation g000007"),
        ("p", "about", "Looked at two records."),
        ("h2", "", "Summary points"),
        ("p", "frame", "Three points, from one record."),
        ("ul", "", "The board met twice.1 It agreed to open 14 centres.2 Nine families waited3 of them4,5"),
        ("p", "remark", "Note: Ask the board about this."),
        ("h3", "", "What became of it"),
    ]
    assert [tag for tag, _, _ in said[9:]] == ["table", "figure", "h4", "p", "p", "ul", "p", "p"]
    assert [one.text.strip() for one in page.xpath("//ul//strong")] == ["14 centres"]
    assert page.xpath("//p[@class='sign-off']")[1].text == "Checked by A. Reader on 3 May 2034"


def test_a_table_keeps_its_roles_and_its_cells_their_column_on_a_narrow_page() -> None:
    page = read(whole())
    table = page.xpath("//table[@role='table']")[0]
    assert table.xpath("caption/text()") == ["Measures by date"]
    assert table.xpath("thead//th[@scope='col' and @role='columnheader']/text()") == ["Date", "What", "Who"]
    assert table.xpath("tbody/tr[1]/td[@role='cell']/@data-label") == ["Date", "What", "Who"]


def test_the_page_forbids_itself_scripts_and_requests_and_needs_nothing() -> None:
    made = whole()
    page = read(made, HouseStyle(logo=Logo(png(), "image/png")))
    policy = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert page.xpath("//script | //link | //iframe | //form | //svg | //@onclick") == []
    assert all(source.startswith("data:image/") for source in page.xpath("//@src"))
    assert "url(" not in page.xpath("//style")[0].text
    assert "@import" not in page.xpath("//style")[0].text
    assert page.get("lang") == "en-GB"


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("kind", TRYING)
def test_no_words_act_or_are_lost(place: str, kind: str) -> None:
    words, seen = TRYING[kind]
    page, plain = read(paper(PLACES[place](words))), read(paper(PLACES[place]("words")))
    assert seen in page.text_content() + "".join(page.xpath("//@alt"))
    assert [one.tag for one in page.iter()] == [one.tag for one in plain.iter()]


def test_words_find_their_own_direction() -> None:
    page = read(paper(line("שלום"), Heading("שלום"), Grid(("a",), (((Run("שלום"),),),))))
    assert {one.get("dir") for one in page.xpath("//main//*[text()='שלום']")} == {"auto"}


@pytest.mark.parametrize(
    ("picture", "media", "data"),
    [(Picture(SVG, png(), "Dots"), "svg+xml", SVG), (Picture(b"", png(), "Dots"), "png", png())],
)
def test_a_picture_travels_in_the_page_and_cannot_act(picture: Picture, media: str, data: bytes) -> None:
    drawn = read(paper(picture)).xpath("//figure/img")[0]
    assert drawn.get("alt") == "Dots"
    assert drawn.get("src") == f"data:image/{media};base64,{base64.b64encode(data).decode()}"


def test_a_picture_in_neither_form_is_said_in_words() -> None:
    assert "Dots" in read(paper(Picture(b"", b"", "Dots"))).text_content()


@pytest.mark.parametrize("link", ["javascript:alert(1)", 'https://a.example" onclick="x', None])
def test_what_is_no_web_address_becomes_no_link(link: str | None) -> None:
    page = read(paper(Line(Look.CLAIM, (Run("Words", note=Note(note(0).citation, "Where", link)),))))
    assert page.xpath("//a[@rel]") == []


def test_the_address_in_a_line_can_be_followed() -> None:
    followed = read(whole()).xpath("//ul//a[@rel]")
    assert [(one.get("href"), one.text) for one in followed] == [("https://council.example/review",) * 2]


def test_the_look_of_a_council_is_used() -> None:
    style = HouseStyle(
        "Our <Council>", "Georgia", "Verdana", "#7a1f4d", Logo(png(), "image/png"), "Official & open"
    )
    page = read(whole(), style)
    assert "--accent:#7a1f4d;--heading:'Georgia';--body:'Verdana'" in page.xpath("//style")[0].text
    assert page.xpath("//img[@class='logo']/@alt") == ["Our <Council>"]
    assert page.xpath("//footer")[0].text == "Official & open"


def test_a_paper_without_anything_is_a_page_without_notes() -> None:
    page = read(paper(Grid((), ()), title="", subtitle=""))
    assert page.xpath("//section | //table | //footer | //p[@class='subtitle']") == []
    assert page.xpath("//title")[0].text == "Ask the Reviews"
