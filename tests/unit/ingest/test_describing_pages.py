"""What is read from the page of an original: its kind, standing, nation, publisher, people, dates and notices."""

from __future__ import annotations

import pytest

from ingest.describing import describe
from ingest.formats.extracted import Extracted, Heading, Stated
from rag.domain import ContentDate, Dating, Document, Excluded, Kind, Person, Source, Span, Standing

BODY = "The panel met in the town hall and agreed a plan for visits to every home in the valley."


def page(
    text: str, *, name: str = "", stated: Stated | None = None, notices: tuple[str, ...] = ()
) -> Document:
    return describe("some-id", Extracted(text, stated=stated or Stated(), notices=notices), name=name)


@pytest.mark.parametrize(
    ("text", "kind", "standing"),
    [
        (f"Minutes of the Harbour Panel\n\n{BODY}", Kind.MINUTES, Standing.COUNCIL_MINUTES),
        (
            f"Harbour Panel\n\nPresent: Cllr Fell\n\nApologies: none\n\n{BODY}",
            Kind.MINUTES,
            Standing.COUNCIL_MINUTES,
        ),
        (f"Press release\n\nVisits agreed\n\n{BODY}", Kind.PRESS_RELEASE, Standing.UNKNOWN),
        (f"Government response to the Harbour review\n\n{BODY}", Kind.RESPONSE, Standing.UNKNOWN),
        (f"Scrutiny review of visits\n\n{BODY}", Kind.SCRUTINY, Standing.UNKNOWN),
        (f"Inspection of Eastwick homes\n\n{BODY}", Kind.INSPECTION, Standing.UNKNOWN),
        (f"Serious case review: a baby\n\n{BODY}", Kind.REVIEW, Standing.UNKNOWN),
        (f"Report of the Harbour inquiry\n\n{BODY}", Kind.INQUIRY, Standing.UNKNOWN),
        (f"Visits agreed\n\nBy Ada Fenwick\n\n{BODY}", Kind.NEWS, Standing.PRESS),
        (f"Visits agreed\n\n{BODY}", Kind.OTHER, Standing.UNKNOWN),
        (f"Visits agreed\n\nThose present were glad. {BODY}", Kind.OTHER, Standing.UNKNOWN),
    ],
)
def test_kind_and_standing_are_what_the_page_calls_itself(text: str, kind: Kind, standing: Standing) -> None:
    found = page(text)
    assert (found.kind, found.standing) == (kind, standing)


@pytest.mark.parametrize(
    ("url", "standing"),
    [
        ("https://www.gov.uk/government/news/visits", Standing.OFFICIAL),
        ("https://hansard.parliament.uk/x", Standing.OFFICIAL),
        ("https://gov.uk.example.org/x", Standing.UNKNOWN),
        ("https://example.org/www.gov.uk", Standing.UNKNOWN),
    ],
)
def test_a_public_address_makes_a_page_official(url: str, standing: Standing) -> None:
    found = page(f"Visits agreed\n\n{BODY}", stated=Stated(title="Visits agreed", url=url))
    assert found.standing is standing
    assert found.sources == (Source("Visits agreed", url),)


def test_an_address_that_could_break_out_of_a_page_is_no_source() -> None:
    for url in ("javascript:alert(1)", 'https://example.org/"><b>', "https://example.org/a b"):
        assert page(BODY, stated=Stated(url=url)).sources == ()


@pytest.mark.parametrize(
    ("words", "nation"),
    [
        ("Homes in Wales are visited, the Welsh Government said.", "Wales"),
        ("Ofsted found the homes good.", "England"),
        ("The Scottish Government pays.", "Scotland"),
        ("Homes in Northern Ireland are visited.", "Northern Ireland"),
        ("Homes in England and in Wales are visited.", None),
        ("England " * 8 + "and Wales", "England"),
        ("The homes are visited.", None),
    ],
)
def test_the_nation_is_the_one_named_far_more_often_than_the_others(words: str, nation: str | None) -> None:
    assert page(f"Visits agreed\n\n{words} {BODY}").jurisdiction == nation


@pytest.mark.parametrize(
    ("head", "publisher"),
    [
        ("Eastwick Borough Council", "Eastwick Borough Council"),
        ("London Borough of Eastwick and Marsh", "London Borough of Eastwick and Marsh"),
        ("The council", None),
        ("Eastwick Borough Council said no", None),
    ],
)
def test_only_a_line_that_is_a_councils_name_makes_it_the_publisher(head: str, publisher: str | None) -> None:
    assert page(f"{head}\n\nVisits agreed\n\n{BODY}").publisher == publisher


def test_the_publisher_in_the_metadata_goes_first() -> None:
    found = page(f"Eastwick Borough Council\n\n{BODY}", stated=Stated(publisher="Harbour  News"))
    assert found.publisher == "Harbour News"


def test_people_are_listed_by_title_or_post_once_each() -> None:
    text = (
        "Cllr Marsh welcomed it. Professor Ada Fenwick's report was read. Education Secretary Bo Field agreed. "
        "Dame Ida de Souza spoke. Cllr Len Ash, chair of the scrutiny inquiry, said so. Mr Green and Tom Brown did not."
    )
    assert page(f"Visits agreed\n\n{text}").people == (
        Person("Marsh", "Cllr"),
        Person("Ada Fenwick", "Professor"),
        Person("Bo Field", "Education Secretary"),
        Person("Ida de Souza", "Dame"),
        Person("Len Ash", "chair of the scrutiny inquiry"),
    )


@pytest.mark.parametrize(
    ("text", "name", "date", "dating"),
    [
        ("Minutes of the meeting of a panel held on Tuesday, 4 March 2031\n\n" + BODY, "", "2031-03-04", Dating.STATED),
        (f"Harbour Panel\n\nDate of meeting: 04/03/2031\n\n{BODY}", "", "2031-03-04", Dating.STATED),
        (f"Visits agreed\n\n{BODY}", "panel-2031-03-04.txt", "2031-03-04", Dating.INFERRED),
        (f"Visits agreed\n\n{BODY}", "20310304 minutes.txt", "2031-03-04", Dating.INFERRED),
        (f"Visits agreed\n\n{BODY}", "20311304.txt", None, Dating.UNKNOWN),
        (f"Visits agreed\n\n{BODY}", "ref 1203103045.txt", None, Dating.UNKNOWN),
    ],
)  # fmt: skip
def test_a_date_is_stated_by_the_page_or_inferred_from_the_name_of_the_file(
    text: str, name: str, date: str | None, dating: Dating
) -> None:
    found = page(text, name=name)
    assert (found.published and str(found.published), found.dating) == (date, dating)


def test_the_pages_own_metadata_date_it_where_its_words_do_not() -> None:
    found = page(f"Visits agreed\n\n{BODY}", stated=Stated(published="2031-03-04T10:00:00Z"))
    assert (found.published, found.dating) == (ContentDate(2031, 3, 4), Dating.STATED)
    assert "metadata" in found.dating_reason


@pytest.mark.parametrize(
    ("text", "notices"),
    [
        (f"Visits agreed today\n\n{BODY} It begins next week.", ("undated", "relative_dates")),
        (f"4 March 2031\n\n{BODY} It begins next week.", ()),
        (
            f"4 March 2031\n\n{BODY} Child welfare services, safeguard partners and industry experts met last fall.",
            ("machine_paraphrased",),
        ),
        (f"4 March 2031\n\n{BODY} Child welfare services and industry experts met.", ()),
    ],
)
def test_a_reader_is_warned_of_what_the_text_shows(text: str, notices: tuple[str, ...]) -> None:
    assert page(text).notices == notices


def test_a_machine_paraphrase_stands_as_one() -> None:
    text = f"{BODY} Child welfare services, the safeguard partners and industry experts met last fall."
    assert page(text).standing is Standing.SCRAPED_REWRITE


def test_a_page_mostly_of_menus_says_so() -> None:
    menu = "Home\nAbout us\nContact us\nNews and events\n" * 12
    found = describe("some-id", Extracted(menu + BODY, excluded=(Excluded(Span(0, len(menu)), "menu", "x"),)))
    assert "mostly_furniture" in found.notices


def test_what_the_parser_noticed_is_kept_where_readers_know_the_word_for_it() -> None:
    assert "looks_scanned" in page(BODY, notices=("looks_scanned", "strange")).notices
    assert "strange" not in page(BODY, notices=("looks_scanned", "strange")).notices


def test_headings_that_the_format_marks_make_the_sections_but_hidden_ones_do_not() -> None:
    text = "Visits\n\nWhy\n\nThe homes are far away.\n\nSecret\n\nThe cost is low."
    headings = tuple(
        Heading(Span(text.index(w), text.index(w) + len(w)), n)
        for w, n in (("Visits", 1), ("Why", 2), ("Secret", 2))
    )
    hidden = Excluded(headings[2].span, "hidden_text", "vanish")
    found = describe("some-id", Extracted(text, headings=headings, excluded=(hidden,)))
    assert [section.path for section in found.sections] == [("Visits",), ("Visits", "Why")]


def test_pages_are_kept() -> None:
    pages = (Span(0, 10), Span(10, len(BODY)))
    assert describe("some-id", Extracted(BODY, pages=pages)).pages == pages
