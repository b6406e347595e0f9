from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.cleaning import clean, gaps
from rag.domain import Span
from tests.layouts import BLOG_POST, COUNCIL_NEWS, MEETING_PAGE, ORIGINALS, SCRAPED_BLOG, TRADE_NEWS

ARTICLE = "The council agreed a new plan for family visits at its meeting.\n\nIt will start in the spring of next year."


def cut(text: str) -> list[str]:
    """The words of each line that is furniture."""
    marked = (excluded.span.of(text) for excluded in clean(text))
    return [line.strip() for words in marked for line in words.splitlines() if line.strip()]


def kept(text: str) -> str:
    """What is left of a text."""
    spans = gaps(Span(0, len(text)), [excluded.span for excluded in clean(text)])
    return "".join(span.of(text) for span in spans)


def test_trade_news_and_council_news_lose_nothing() -> None:
    assert clean(TRADE_NEWS) == ()
    assert clean(COUNCIL_NEWS) == ()


def test_a_meeting_page_loses_its_labels_its_icon_and_its_empty_heading() -> None:
    assert cut(MEETING_PAGE) == ["Issue - meetings", "pdf icon PDF 81 KB", "Additional documents:"]


def test_a_heading_over_documents_that_are_listed_stays() -> None:
    page = MEETING_PAGE.replace(
        "Additional documents:", "Additional documents:\n\nCosts of visiting, item 9 appendix B"
    )
    assert "Additional documents:" not in cut(page)


def test_the_mark_of_a_truncated_page_is_not_cut() -> None:
    assert kept(MEETING_PAGE).endswith("view the full minutes text for item 9")


def test_a_scraped_blog_keeps_only_title_by_line_date_and_article() -> None:
    left = kept(SCRAPED_BLOG)
    lines = [line for line in left.splitlines() if line.strip()]
    assert lines[:4] == [
        "Ministers promise longer visiting hours in homes",
        "By Casey Marlow",
        "March 5, 2031",
        "Children in residential homes will see their families for longer, ministers announced after the closing paper "
        "came out today.",
    ]
    assert lines[-1].startswith("The fund of £4m")
    assert "  • Hire more drivers so that relatives without a car can come at weekends;" in lines
    for furniture in (
        "Gardening",
        "Main Menu",
        "Parish Money Weekly",
        "used van",
        "beans",
        "Categories",
        "Header",
    ):
        assert furniture not in left


def test_a_blog_post_loses_its_comment_box_and_its_row_of_links() -> None:
    assert cut(BLOG_POST) == [
        "Post a Comment",
        "| Home | Main Site | About Us | Contact Us | Follow us on Twitter |",
    ]


@pytest.mark.parametrize(
    ("furniture", "text"),
    [
        ("Home » News » 2031", "Home » News » 2031\n\nVisits agreed\n\n" + ARTICLE),
        ("You are here: Home > News", "You are here: Home > News\n\nVisits agreed\n\n" + ARTICLE),
        ("3 shares", "Visits agreed\n\n3 shares\n\n" + ARTICLE),
        ("12\n4", "Visits agreed\n12\n4\n" + ARTICLE),
        ("Share on Facebook", ARTICLE + "\n\nShare on Facebook"),
        ("You may also like:\n- Beans", ARTICLE + "\n\nYou may also like:\n- Beans"),
        ("Recent posts\nBeans in spring", ARTICLE + "\n\nRecent posts\nBeans in spring"),
        ("Tags:\nvisits", ARTICLE + "\n\nTags:\nvisits"),
        ("Leave a Reply\nName *\nEmail *", ARTICLE + "\n\nLeave a Reply\nName *\nEmail *"),
        ("Skip to main content", "Skip to main content\nVisits agreed\n\n" + ARTICLE),
        (
            "© 2031 Eastwick Council. All rights reserved.",
            ARTICLE + "\n\n© 2031 Eastwick Council. All rights reserved.",
        ),
        (
            "We use cookies to make this site better.",
            "We use cookies to make this site better.\n\n" + ARTICLE,
        ),
        ("Home\nNews\nContact us", "Home\nNews\nContact us\n\nVisits agreed\n\n" + ARTICLE),
        ("About us\nPrivacy policy", ARTICLE + "\n\nAbout us\nPrivacy policy"),
    ],
)
def test_furniture_of_many_kinds_is_cut_and_the_article_is_not(furniture: str, text: str) -> None:
    assert cut(text) == furniture.splitlines()
    assert ARTICLE in kept(text)


@pytest.mark.parametrize(
    "text",
    [
        "Neglect was of three sorts, the report on visits said:\n\n- Home visits missed\n- Food\n- Heating",
        "Support for families was listed in the report:\n- Respite\n- Home\n- Search\n\nThat was all it said.",
        "Recommended:\n- That the panel note the report\n- That the rota be copied\n\nThe panel agreed to both.",
        "The panel heard about three categories of need.\n\nCategories\n\nEach category has its own team and budget.",
        "The price rose > the budget fell, the officer wrote in an e-mail.",
        "Eight children lived there.\n\n8\n\nThat number had not changed since the spring of 2029.",
        "| Home | Places | Free |\n| Elm House | 6 | 1 |\n\nThe table shows the places free in each of the homes.",
        "Print is not enough: families asked for the report in Welsh as well.",
        "We share the view that visiting hours matter more than forms do.",
        "Related posts in the department were cut last year, the officer said.",
        "Meeting families first\n\nThe team will leave a comment on each plan that it reads.",
        "A review of homes\n\n2031\n\nThe year was the hardest that anyone could remember.",
    ],
)
def test_what_only_looks_like_furniture_is_kept(text: str) -> None:
    assert clean(text) == ()


def test_a_title_that_stands_above_and_below_the_menu_is_kept_once() -> None:
    text = "Visits agreed\n\n- Home\n- Contact us\n\nVisits agreed\n\n" + ARTICLE
    assert cut(text) == ["Visits agreed", "- Home", "- Contact us"]
    assert kept(text).strip().startswith("Visits agreed")


def test_every_excluded_span_names_its_kind_and_rule() -> None:
    found = {(excluded.kind, excluded.rule) for excluded in clean(SCRAPED_BLOG)}
    assert {("menu", "bulleted_menu"), ("breadcrumb", "breadcrumb"), ("related", "related_pages")} <= found


@pytest.mark.parametrize("name", ORIGINALS)
def test_no_sentence_of_an_article_is_touched(name: str) -> None:
    text = ORIGINALS[name]
    for line in text.splitlines():
        if (
            len(line.split()) > 12
            and not line.lstrip().startswith(("1.", "2.", "|"))
            and "pdf icon" not in line
        ):
            assert line in kept(text)


_LINES = st.sampled_from(
    ["Home", "• Home", "• News", "Menu", "0", "Share", "Related posts:", "Post a Comment", "Home › A › B", "", "  ",
     "| Home | About us | Blog |", "Title of a page", "A sentence of more than six words stands here.", "\u00a0", "\r",
     "Meeting: 01/02/2031 - Panel", "Minutes:", "pdf icon PDF 3 KB", "Categories", "• Neglect"]
)  # fmt: skip


@given(st.lists(_LINES, max_size=30).map("\n".join), st.integers(0, 20))
def test_excluded_spans_are_in_order_do_not_touch_and_lie_in_the_text(text: str, start: int) -> None:
    start = min(start, len(text))
    found = clean(text, start)
    previous = start
    for excluded in found:
        assert previous <= excluded.span.start < excluded.span.end <= len(text)
        assert excluded.span.of(text) == excluded.span.of(text).strip()
        previous = excluded.span.end


@given(st.lists(_LINES, max_size=30).map("\n".join))
def test_a_plain_sentence_is_never_cut(text: str) -> None:
    sentence = "A sentence of more than six words stands here."
    assert sum(sentence in excluded.span.of(text) for excluded in clean(text)) == 0


def test_the_gaps_of_a_span_are_what_no_other_span_covers() -> None:
    assert gaps(Span(2, 10), [Span(0, 3), Span(5, 6), Span(5, 7), Span(9, 20)]) == [Span(3, 5), Span(7, 9)]
    assert gaps(Span(2, 4), []) == [Span(2, 4)]
    assert gaps(Span(2, 4), [Span(0, 9)]) == []
