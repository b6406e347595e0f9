from __future__ import annotations

import pytest

from ingest.describing import describe, front_matter
from ingest.formats.extracted import Extracted
from rag.domain import ContentDate, Dating, Document, Form, Kind, Person, Source, Standing
from rag.errors import BadDocument
from tests.layouts import BLOG_POST, COUNCIL_NEWS, DIGEST, MEETING_PAGE, SCRAPED_BLOG, TRADE_NEWS

BODY = "The panel met in the town hall and agreed a plan for visits."


def document(text: str, companion: str | None = None, *, markdown: bool = False) -> Document:
    front, start = front_matter(text, companion)
    return describe("some-id", Extracted(text), front, start, markdown=markdown)


def said(fields: str) -> Document:
    return document(f"---\n{fields}\n---\n{BODY}")


# --- front matter ------------------------------------------------------------------------------------


def test_front_matter_says_what_a_digest_is() -> None:
    found = document(DIGEST, markdown=True)
    assert (found.form, found.kind, found.standing) == (Form.DIGEST, Kind.NEWS, Standing.PRESS)
    assert (found.title, found.published) == ("Harbour inquiry opens, March 2031", ContentDate(2031, 3))
    assert (found.dating, found.jurisdiction, found.publisher) == (Dating.INFERRED, "England", None)
    assert found.people == (Person("Ada Fenwick", "leads the Harbour inquiry"),)
    assert found.sources == (Source("Harbour Inquiry", "https://example.org/harbour"),)
    assert found.notices == ("undated", "plan_not_outcome")
    assert found.licence == "CC-BY-4.0"


def test_front_matter_is_the_only_furniture_of_a_digest() -> None:
    found = document(
        DIGEST.replace("- Home visits were", "- Home\n- Contact us\n- Home visits were"), markdown=True
    )
    (excluded,) = found.excluded
    assert (excluded.kind, excluded.span.start) == ("front_matter", 0)
    assert found.text[excluded.span.end :].lstrip().startswith("# Harbour inquiry opens")


def test_the_text_keeps_its_front_matter_so_that_offsets_are_those_of_the_file() -> None:
    assert document(DIGEST, markdown=True).text == DIGEST


@pytest.mark.parametrize(
    ("written", "read"), [("2031", "2031"), ("2031-03-04", "2031-03-04"), ('"2031-03"', "2031-03")]
)
def test_dates_may_stand_without_quotes(written: str, read: str) -> None:
    found = said(f"published: {written}")
    assert (str(found.published), found.dating) == (read, Dating.STATED)


def test_an_original_may_say_only_part_and_the_rest_is_read_from_the_page() -> None:
    found = document("---\npublisher: Eastwick\n---\n" + BLOG_POST)
    assert (found.publisher, found.title) == ("Eastwick", "Visiting review begins")
    assert (str(found.published), found.form) == ("2031-03-03", Form.ORIGINAL)


def test_what_front_matter_says_of_the_date_goes_before_what_the_page_says() -> None:
    assert document("---\ndating: unknown\n---\n" + BLOG_POST).published is None
    assert str(document('---\npublished: "2030"\n---\n' + BLOG_POST).published) == "2030"


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ("titel: x", "titel: unknown field"),
        ("kind: poem", "kind"),
        ("form: 3", "form"),
        ('published: "March 2031"', "published"),
        ('published: "2031-02-30"', "day"),
        ("dating: stated", "published is missing"),
        ('published: "2031"\ndating: unknown', '"unknown" but published is given'),
        ("notices: [undatd]", 'unknown notice "undatd"; use one of undated'),
        ("people: [{nome: x}]", "people.0.name"),
        ('sources: [{title: x, url: "javascript:alert(1)"}]', "sources.0.url"),
        ("form: digest", "a digest needs a title"),
        ('id: ""', "id"),
        ('id: "a\\nb"', "do not print"),
        ('title: "a\\tb"', "do not print"),
        (f"title: {'x' * 301}", "title"),
        ("title: [", "not YAML"),
        ("title: a: b", r"not YAML \(line \d+\)"),
        ("published: 2031-13-45", "put dates in quotes"),
    ],
)
def test_front_matter_that_cannot_be_is_one_line_that_says_where(fields: str, reason: str) -> None:
    with pytest.raises(BadDocument, match=reason) as problem:
        said(fields)
    assert "\n" not in str(problem.value)


@pytest.mark.parametrize(
    "text",
    [
        "---\nno second rule under this one, only text\n",
        "---\nA line of prose.\n---\nMore prose stands here.\n",
    ],
)
def test_a_rule_at_the_top_is_not_front_matter(text: str) -> None:
    assert front_matter(text) == (None, 0)


def test_a_companion_may_describe_a_file_without_front_matter() -> None:
    found = document(BODY, "title: Visits\nkind: minutes\nsources: [{title: The page}]")
    assert (found.title, found.kind, found.sources) == ("Visits", Kind.MINUTES, (Source("The page"),))
    assert found.excluded == ()


def test_a_companion_of_facts_describes_nothing() -> None:
    facts = 'document: some-id\nreviewed: "2031-01-01"\nsources: {item: {title: x}}\nfacts: []'
    assert front_matter(BODY, facts) == (None, 0)


def test_a_companion_is_not_needed_beside_front_matter_and_checked_where_it_is() -> None:
    assert document(f"---\ntitle: Own\n---\n{BODY}", "title: Other").title == "Own"
    with pytest.raises(BadDocument, match="companion: colour: unknown field"):
        document(BODY, "colour: red")


# --- what a page says of itself ----------------------------------------------------------------------


def test_trade_news_has_its_headline_and_no_date() -> None:
    found = document(TRADE_NEWS)
    assert found.title == "Harbour Inquiry: Visiting hours at centre of residential care inquiry"
    assert (found.form, found.kind, found.standing) == (Form.ORIGINAL, Kind.OTHER, Standing.UNKNOWN)
    assert (found.published, found.dating, found.notices) == (
        None,
        Dating.UNKNOWN,
        ("undated", "relative_dates"),
    )
    assert "No full date" in found.dating_reason


def test_a_meeting_page_is_council_minutes_of_a_british_date_and_names_no_council() -> None:
    found = document(MEETING_PAGE)
    assert (found.kind, found.standing) == (Kind.MINUTES, Standing.COUNCIL_MINUTES)
    assert (found.published, found.dating) == (ContentDate(2031, 3, 4), Dating.STATED)
    assert found.title == "Harbour inqury: item 9, The Harbour Inquiry: Closing Paper - A place to stay"
    assert (found.publisher, found.jurisdiction) == (None, None)
    assert found.notices == ("truncated",)


def test_a_scraped_blog_takes_its_title_and_date_from_below_the_menus() -> None:
    found = document(SCRAPED_BLOG)
    assert (found.title, str(found.published)) == (
        "Ministers promise longer visiting hours in homes",
        "2031-03-05",
    )
    assert found.dating_reason == 'The line "March 5, 2031" stands above the text.'


def test_a_page_without_a_headline_is_called_by_its_first_sentence() -> None:
    assert (
        document(COUNCIL_NEWS).title
        == "Eastwick Council has this week welcomed a tough report on its visiting rooms"
    )


def test_a_first_sentence_that_is_too_long_is_cut_at_a_word() -> None:
    title = document("The panel " + "met again and " * 40 + "went home.").title
    assert len(title) <= 161
    assert title.endswith(("met…", "again…", "and…"))


def test_a_page_of_nothing_but_a_date_is_called_by_its_id() -> None:
    assert document("3 March 2031").title == "some-id"


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Tuesday, 27 October 2031", "2031-10-27"),
        ("27th October 2031", "2031-10-27"),
        ("Published: 4 Mar 2031", "2031-03-04"),
        ("Posted on March 4th, 2031 at 10:30", "2031-03-04"),
        ("By Casey Marlow | 4 March 2031", "2031-03-04"),
        ("Date: 04/03/2031", "2031-03-04"),
        ("2031-03-04", "2031-03-04"),
        ("Fri 5 Sept 2031 by Casey Marlow", "2031-09-05"),
        ("Press release: 12.11.2031", "2031-11-12"),
    ],
)
def test_a_line_that_is_a_full_date_dates_the_page_days_before_months(line: str, date: str) -> None:
    assert str(document(f"Visits agreed\n{line}\n\n{BODY}").published) == date


@pytest.mark.parametrize(
    "line",
    [
        "2031",
        "10/25/2031",
        "31 February 2031",
        "31/02/2031",
        "4/3/31",
        "Plan agreed on 4 March 2031 by the panel",
        "Last updated: 4 March 2031",
        "13th October",
    ],
)
def test_anything_less_than_a_full_date_line_leaves_the_page_undated(line: str) -> None:
    found = document(f"Visits agreed\n{line}\n\n{BODY}")
    assert (found.published, found.notices) == (None, ("undated",))


def test_a_month_alone_dates_a_page_no_more_precisely_than_that() -> None:
    found = document(f"Visits agreed\nMarch 2031\n\n{BODY}")
    assert (found.published, found.dating) == (ContentDate(2031, 3), Dating.STATED)


def test_a_date_in_or_below_the_text_does_not_date_the_page() -> None:
    assert document(f"Visits agreed\n\n{BODY}\n\n4 March 2031\n\n{BODY}").published is None


@pytest.mark.parametrize(
    ("end", "truncated"),
    [
        ("and then they ...", True),
        ("and then they…", True),
        ("and then [...]", True),
        ("and then ... Read more", True),
        ("and then … continue reading this story\nFooter", True),
        ("and then they went home.", False),
        ("and ... then they went home.", False),
    ],
)
def test_a_page_that_breaks_off_is_noticed(end: str, truncated: bool) -> None:
    assert ("truncated" in document(f"{BODY}\n\n{end}").notices) is truncated
