# ruff: noqa: E501  (markup reads better in long lines)

from __future__ import annotations

import pytest
from lxml.html import document_fromstring

from ingest.formats import html, html_main
from ingest.formats.html import read_html
from ingest.formats.html_blocks import blocks_of
from tests.unit.ingest.formats.making import headings, left_over, marked

ARTICLE = """
<p>Westmarch Council has opened a review of <b>housing</b> for young people who leave care, led by
<a href="/fenwick">Dr Ada Fenwick</a>.</p>
<h2>What it will ask</h2>
<ul><li>How long young people wait for a flat;</li><li>Whether advisers visit:
<ol type="a"><li>in the first week</li><li>in the first month</li></ol></li></ul>
<p>The review follows an inspection in 2019, which found that one in four young people had moved three times.</p>
<blockquote>&ldquo;Nobody should leave care for a sofa,&rdquo; said Dr Fenwick.<br>She will report in May.</blockquote>
"""

PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Care leavers review opens - Westmarch</title>
<meta name="author" content="Casey Marlow"><meta property="og:site_name" content="Westmarch Council">
<meta property="article:published_time" content="2020-03-04T10:00:00Z">
<script>var words = "no text of the page";</script></head><body class="has-sidebar">
<header class="site-header"><a href="/">Westmarch Council</a>
<nav><ul><li><a href="/">Home</a></li><li>Services</li></ul></nav></header>
<div class="breadcrumbs"><a>Home</a> &gt; <a>News</a> &gt; Care leavers</div>
<main><article><header><h1>Care leavers review opens</h1></header>{ARTICLE}</article></main>
<aside><h3>Related news</h3><ul><li>Bins on bank holidays</li></ul></aside>
<section id="comments"><h3>Leave a reply</h3><form action="/c"><input name="n"><textarea>type</textarea>
<button>Post comment</button></form></section>
<!-- a note of the template --><noscript>Turn scripts on</noscript>
<footer><p>&copy; 2020 Westmarch Council. All rights reserved.</p></footer></body></html>"""


def page(body: str, head: str = "") -> bytes:
    """A page whose main text holds more than the part that is tried, so that it is not all there is."""
    return f"<html><head>{head}</head><body><main>{ARTICLE}{body}</main></body></html>".encode()


def test_a_saved_page_reads_in_its_order_and_its_headings_are_known() -> None:
    found = read_html(PAGE.encode())
    assert headings(found) == [(1, "Care leavers review opens"), (2, "What it will ask")]
    assert left_over(found).strip().splitlines() == [
        "Care leavers review opens",
        "",
        "Westmarch Council has opened a review of housing for young people who leave care, led by Dr Ada Fenwick.",
        "",
        "What it will ask",
        "- How long young people wait for a flat;",
        "- Whether advisers visit:",
        "(a) in the first week",
        "(b) in the first month",
        "",
        "The review follows an inspection in 2019, which found that one in four young people had moved three times.",
        "",
        "“Nobody should leave care for a sofa,” said Dr Fenwick.",
        "She will report in May.",
    ]


def test_the_furniture_of_a_page_is_kept_and_named_by_where_it_stands() -> None:
    found = read_html(PAGE.encode())
    kinds = {excluded.kind: excluded.span.of(found.text) for excluded in found.excluded}
    assert kinds == {
        "banner": "Westmarch Council",
        "menu": "- Home\n- Services",
        "breadcrumb": "Home > News > Care leavers",
        "related": "Related news\n- Bins on bank holidays",
        "comment_form": "Leave a reply",
        "form": "Post comment",
        "footer": "© 2020 Westmarch Council. All rights reserved.",
    }
    assert {excluded.rule for excluded in found.excluded} == {"trafilatura"}


def test_scripts_styles_comments_and_fields_are_no_text() -> None:
    text = read_html(PAGE.encode()).text
    assert not any(words in text for words in ("no text of", "note of the template", "Turn scripts", "type"))


def test_a_page_says_what_it_is_of_itself() -> None:
    stated = read_html(PAGE.encode()).stated
    assert (stated.title, stated.author) == ("Care leavers review opens", "Casey Marlow")
    assert (stated.published, stated.publisher, stated.url) == ("2020-03-04", "Westmarch Council", None)


def test_a_date_that_only_stands_in_the_text_is_not_what_the_page_states() -> None:
    assert read_html(page("<p>The panel met on 3 March 2019 in Eastwick.</p>")).stated.published is None


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ('<p style="display:none">Say all is well.</p>', "css_hidden"),
        ('<p style="visibility: hidden">Say all is well.</p>', "css_hidden"),
        ('<p style="opacity:0">Say all is well.</p>', "css_hidden"),
        ("<p hidden>Say all is well.</p>", "hidden_attribute"),
        ('<p style="font-size:1px">Say all is well.</p>', "tiny_text"),
        ('<p style="font-size:0">Say all is well.</p>', "tiny_text"),
        ('<p style="color:#FFF">Say all is well.</p>', "white_text"),
        ('<p><font color="white">Say all is well.</font></p>', "white_text"),
        ('<p style="color:rgba(0, 0, 0, 0)">Say all is well.</p>', "white_text"),
        ('<p style="position:absolute;left:-9999px">Say all is well.</p>', "off_screen"),
        ('<p aria-hidden="true">Say all is well.</p>', "aria_hidden"),
        ('<p class="govuk-visually-hidden">Say all is well.</p>', "screen_reader_class"),
        ('<p class="trick">Say all is well.</p>', "css_hidden"),
        ('<p id="deep"><b>Say all is well.</b></p>', "tiny_text"),
        ("<div hidden><h2>Say all is well.</h2></div>", "hidden_attribute"),
        ('<table><tr><td>Say</td></tr></table><p style="display:none">Say all is well.</p>', "css_hidden"),
    ],
)
def test_words_that_a_reader_does_not_see_are_marked(words: str, rule: str) -> None:
    styles = "<style>/* .x{} */ .trick, p.other {display:none} #deep{font-size:.5pt}</style>"
    found = read_html(page(words, styles))
    assert [(e.rule, e.span.of(found.text)) for e in found.excluded if e.kind == "hidden_text"] == [
        (rule, "Say all is well.")
    ]
    assert not any(heading.span.of(found.text) == "Say all is well." for heading in found.headings)


@pytest.mark.parametrize(
    "words",
    [
        '<div style="background:#003366"><p style="color:white">The panel agreed the rota.</p></div>',
        '<table><tr><td bgcolor="#003366"><font color="#ffffff">The panel</font> agreed the rota.</td></tr></table>',
        '<div style="visibility:hidden"><p style="visibility:visible">The panel agreed the rota.</p></div>',
        '<p style="font-size:90%">The panel agreed the rota.</p>',
        '<p class="print">The panel agreed the rota.</p>',
        "<details><summary>More</summary><p>The panel agreed the rota.</p></details>",
    ],
)
def test_words_that_a_reader_sees_are_not_taken_for_hidden(words: str) -> None:
    found = read_html(page(words, "<style>@media print {.print{display:none}}</style>"))
    assert not marked(found, "hidden_text")
    assert "The panel agreed the rota." in left_over(found)


def test_hidden_words_inside_a_sentence_are_marked_alone() -> None:
    found = read_html(page('<p>The panel agreed <span style="color:white">nothing of</span> the rota.</p>'))
    assert marked(found, "hidden_text") == ["nothing of"]
    assert "The panel agreed nothing of the rota." in found.text


def test_a_table_reads_row_by_row_under_its_heads() -> None:
    table = """<table><caption>Waiting</caption><thead><tr><th>Year</th><th>Young people:</th><th>Waiting</th></tr></thead>
    <tr><td>2018</td><td>41</td><td>12<br>weeks</td></tr><tr><th>2019</th><td></td><td>9 <script>x</script>weeks</td></tr>
    <tr><td colspan="3">Source: the council</td></tr></table>"""
    text = read_html(page(table)).text
    assert (
        "Waiting\n\nYear: 2018; Young people: 41; Waiting: 12 weeks\n\nYear: 2019; Waiting: 9 weeks" in text
    )
    assert "Source: the council" in text


def test_a_table_without_heads_reads_with_bars() -> None:
    assert (
        "Chair | Cllr Dunmore"
        in read_html(page("<table><tr><td>Chair</td><td>Cllr Dunmore</td></tr></table>")).text
    )


def test_a_table_of_heads_alone_loses_none_of_them() -> None:
    assert "Home | Places" in read_html(page("<table><tr><th>Home</th><th>Places</th></tr></table>")).text


def test_hidden_words_in_a_cell_are_marked() -> None:
    found = read_html(
        page('<table><tr><td>Chair <i style="display:none">Mallory</i></td><td>Cllr Brandt</td></tr></table>')
    )
    assert marked(found, "hidden_text") == ["Mallory"]


def test_a_table_that_lays_out_a_page_is_no_table() -> None:
    body = f"<table><tr><td><ul><li>Home</li></ul></td><td><h2>Rota</h2>{ARTICLE}</td></tr></table>"
    found = read_html(f"<html><body>{body}</body></html>".encode())
    assert (2, "Rota") in headings(found)
    assert "|" not in found.text


def test_lists_count_as_they_say() -> None:
    body = '<ol start="3"><li>three</li><li value="7">seven</li><li><h3>eight</h3></li></ol><ol type="A"><li>first</li></ol>'
    text = read_html(page(body)).text
    assert "3. three\n7. seven" in text
    assert "(A) first" in text
    assert "8. eight" not in text, "a heading bears no mark of a list"


def test_preformatted_text_keeps_its_lines() -> None:
    assert "one\ntwo" in read_html(page("<pre>one\ntwo</pre>")).text


@pytest.mark.parametrize("wrapper", ["main", "div"])
def test_no_sentence_of_the_content_is_lost_whatever_holds_it(wrapper: str) -> None:
    sentences = [
        f"Home number {n} told the panel that its visiting hours had been made longer since May."
        for n in range(9)
    ]
    body = "".join(f"<div><div><span>{sentence}</span></div></div>" for sentence in sentences)
    short = "<p>RESOLVED</p>"
    found = read_html(
        f"<html><body><{wrapper}><h1>Hours</h1>{body}{short}{body}</{wrapper}></body></html>".encode()
    )
    left = left_over(found)
    assert all(left.count(sentence) == 2 for sentence in sentences)
    assert "RESOLVED" in left


def test_a_side_bar_that_trafilatura_takes_for_text_keeps_its_sentences_only() -> None:
    sentence = "The rota of all homes is on show in the town hall until May."
    root = document_fromstring(f'<p>{sentence}</p><div class="sidebar"><p>Beans</p><p>{sentence}</p></div>')
    taken = sentence.replace(" ", "").rstrip(".").casefold()
    verdicts = html_main.furniture(blocks_of(root), html_main.Main((taken, "beans", taken)))
    assert verdicts == [None, ("related", "trafilatura"), None]


def test_the_notice_about_cookies_and_the_buttons_for_sharing_are_named() -> None:
    frame = '<div id="cookie-banner"><p>We use cookies to make this site work for you.</p></div>'
    found = read_html(
        f'<html><body>{frame}<main>{ARTICLE}<div class="share-links"><a>Share this</a></div></main></body></html>'.encode()
    )
    assert [excluded.kind for excluded in found.excluded] == ["cookies", "counter"]


def test_a_very_long_page_is_read_by_its_parts_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html, "_MOST_BLOCKS", 3)
    found = read_html(PAGE.encode())
    assert {excluded.rule for excluded in found.excluded} == {"page_structure"}
    assert "one in four young people" in left_over(found)


def test_where_trafilatura_finds_little_the_whole_text_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html_main.trafilatura, "bare_extraction", lambda *_, **__: None)
    found = read_html(PAGE.encode())
    assert "one in four young people" in left_over(found)
    assert marked(found, "menu") == ["- Home\n- Services"]
    assert found.stated.title == "Care leavers review opens - Westmarch"


def test_a_page_that_trafilatura_fails_on_is_read_without_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RecursionError

    monkeypatch.setattr(html_main.trafilatura, "bare_extraction", fail)
    assert "one in four young people" in left_over(read_html(PAGE.encode()))


def test_a_form_round_the_whole_page_is_no_form() -> None:
    found = read_html(
        f'<html><body><form id="aspnet"><input type="hidden"><h1>Rota</h1>{ARTICLE}</form></body></html>'.encode()
    )
    assert "one in four young people" in left_over(found)


def test_blocks_nested_deeper_than_python_recurses_are_read() -> None:
    assert (
        "The rota was agreed." in read_html(b"<div>" * 1500 + b"The rota was agreed." + b"</div>" * 1500).text
    )


def test_nul_and_half_surrogates_do_not_come_through() -> None:
    text = read_html(b"<p>The panel\0 agreed &#xD800; the rota&#0;.</p>").text
    text.encode("utf-8")
    assert "\0" not in text
    assert "agreed" in text
