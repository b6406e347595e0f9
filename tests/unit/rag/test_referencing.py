from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.domain import (
    Citation,
    ContentDate,
    Dating,
    Document,
    Form,
    Kind,
    Match,
    Passage,
    Person,
    Source,
    Span,
    Standing,
)
from rag.referencing import Style, address, entry, one_line, place, reference
from tests.web_fakes import DIGEST, PLANNED, cite

READ = date(2026, 3, 4)
TEXT = 'The panel heard\nfrom forty carers. It called the "duty" line late. Was it heard?'
NEWS = Document(
    id="brookvale-news",
    title="Panel reports on Brookvale",
    form=Form.ORIGINAL,
    kind=Kind.NEWS,
    standing=Standing.PRESS,
    text=TEXT,
    published=ContentDate(2012, 5, 3),
    dating=Dating.STATED,
    jurisdiction="England",
    publisher="Brookvale Gazette",
    people=(Person("Ada Penn", "author of the report"),),
    sources=(Source("Cutting"), Source("Panel reports", "https://example.org/news")),
)
HEARD = "The panel heard\nfrom forty carers."


def lines(document: Document, words: str, style: Style, url: str | None = None) -> list[str]:
    return reference(cite(document, words), document, style, READ, url).split("\n")


def test_an_original_is_quoted_in_harvard_style() -> None:
    assert lines(NEWS, HEARD, Style.HARVARD) == [
        "“The panel heard from forty carers” (Brookvale Gazette, 2012).",
        "Brookvale Gazette (2012) Panel reports on Brookvale. England, news report, 3 May 2012. "
        "Available at: https://example.org/news (Accessed: 4 March 2026).",
    ]


def test_an_original_is_quoted_in_apa_style() -> None:
    assert lines(NEWS, HEARD, Style.APA) == [
        "“The panel heard from forty carers” (Brookvale Gazette, 2012).",
        "Brookvale Gazette. (2012, May 3). Panel reports on Brookvale [England, news report, 3 May 2012]. "
        "Retrieved March 4, 2026, from https://example.org/news",
    ]


def test_an_original_is_quoted_in_plain_words() -> None:
    assert lines(NEWS, HEARD, Style.PLAIN) == [
        "“The panel heard from forty carers”.",
        "Panel reports on Brookvale. Brookvale Gazette. England, news report, 3 May 2012. "
        "https://example.org/news (read on 4 March 2026).",
    ]


@pytest.mark.parametrize("style", Style)
def test_a_digest_is_paraphrased_and_points_to_the_record_itself(style: Style) -> None:
    said, listed = lines(DIGEST, PLANNED, style, "https://reviews.example/?doc=larkfield-2014")
    assert said.startswith(PLANNED[:-1])
    assert "Ask the Reviews digest of: Larkfield Council's inquiry" in listed
    assert "https://reviews.example/?doc=larkfield-2014" in listed
    record = listed.partition("The record itself: ")[2]
    assert record.startswith("Inquiry begins. Larkfield Times. Wales, council news, January 2014 (inferred)")
    assert record.endswith("https://example.org/larkfield?a=1&b=2")
    assert not set('“”"‘') & set(said + listed)


@pytest.mark.parametrize("style", [Style.HARVARD, Style.APA])
def test_the_author_of_a_digest_is_the_program_and_the_digest_has_no_date(style: Style) -> None:
    said, listed = lines(DIGEST, PLANNED, style)
    undated = "n.d." if style is Style.APA else "no date"
    assert f"(Ask the Reviews digest of {DIGEST.title}, {undated})." in said
    assert listed.startswith("Ask the Reviews")
    assert f"({undated})" in listed


@pytest.mark.parametrize("style", Style)
def test_nobody_a_record_names_becomes_its_author(style: Style) -> None:
    for form in Form:
        assert "Penn" not in reference(cite(NEWS, HEARD), replace(NEWS, form=form), style, READ)


def test_a_record_without_an_address_says_so_and_a_digest_says_where_it_was_read() -> None:
    bare = replace(DIGEST, sources=(), licence="CC-BY-4.0")
    assert "licence CC-BY-4.0" in entry(bare, Style.APA, READ)
    assert entry(bare, Style.APA, READ).endswith("No web address of it is known.")
    assert "Retrieved March 4, 2026, from Ask the Reviews." in entry(bare, Style.APA, READ)
    assert "Read in Ask the Reviews on 4 March 2026." in entry(replace(NEWS, sources=()), Style.PLAIN, READ)
    assert "Read in Ask the Reviews (Accessed: 4 March 2026)." in entry(bare, Style.HARVARD, READ)


def test_the_first_source_with_a_web_address_is_the_record() -> None:
    assert address(NEWS) == "https://example.org/news"
    assert address(replace(NEWS, sources=(Source("x", "javascript:alert(1)"),))) is None
    assert "javascript" not in entry(NEWS, Style.PLAIN, READ, "javascript:alert(1)")


def test_an_original_without_an_address_of_its_own_is_referenced_where_it_was_read() -> None:
    here = "https://reviews.example/?doc=x"
    assert here in entry(replace(NEWS, sources=()), Style.HARVARD, READ, here)
    assert here not in entry(NEWS, Style.HARVARD, READ, here)


def test_without_a_publisher_the_title_leads() -> None:
    nobody = replace(NEWS, publisher=None)
    assert lines(nobody, HEARD, Style.HARVARD)[0].endswith("(Panel reports on Brookvale, 2012).")
    assert entry(nobody, Style.HARVARD, READ).startswith("Panel reports on Brookvale (2012) England,")
    assert entry(nobody, Style.APA, READ).startswith(
        "Panel reports on Brookvale [England, news report, 3 May 2012]. (2012, May 3). "
    )
    assert entry(nobody, Style.PLAIN, READ).startswith("Panel reports on Brookvale. England,")


def test_how_a_publisher_is_known_is_told_apart_from_its_name() -> None:
    found = replace(NEWS, publisher="Brookvale Council (identified from its web page)")
    said, listed = lines(found, HEARD, Style.HARVARD)
    assert "(Brookvale Council, 2012)" in said
    assert "publisher identified from its web page" in listed


@pytest.mark.parametrize(
    ("published", "dating", "harvard", "apa"),
    [
        (None, Dating.UNKNOWN, "no date", "n.d."),
        (ContentDate(2012), Dating.INFERRED, "2012 [inferred]", "2012 [inferred]"),
        (ContentDate(2012, 5), Dating.INFERRED, "2012 [inferred]", "2012, May [inferred]"),
        (ContentDate(2012, 5), Dating.UNKNOWN, "2012 [not confirmed]", "2012, May [not confirmed]"),
        (ContentDate(2012, 5, 3), Dating.STATED, "2012", "2012, May 3"),
    ],
)
def test_a_date_is_given_as_it_is_known(
    published: ContentDate | None, dating: Dating, harvard: str, apa: str
) -> None:
    dated = replace(NEWS, published=published, dating=dating)
    assert entry(dated, Style.HARVARD, READ).startswith(f"Brookvale Gazette ({harvard}) ")
    assert entry(dated, Style.APA, READ).startswith(f"Brookvale Gazette. ({apa}). ")
    if dating is Dating.INFERRED:
        assert "(inferred)" in entry(dated, Style.PLAIN, READ)


def test_apa_dates_a_report_by_its_year_alone() -> None:
    assert "(2012)." in entry(replace(NEWS, kind=Kind.REVIEW), Style.APA, READ)


def test_marks_inside_a_quotation_become_single_and_a_question_keeps_its_mark() -> None:
    said = lines(NEWS, 'It called the "duty" line late.', Style.HARVARD)[0]
    assert said.startswith("“It called the 'duty' line late” (")
    assert lines(NEWS, "Was it heard?", Style.APA)[0] == "“Was it heard?” (Brookvale Gazette, 2012)."


def paged(last: int) -> tuple[Citation, Document]:
    document = replace(NEWS, pages=(Span(0, 16), Span(16, len(TEXT))))
    passage = Passage(document.id, Span(0, len(TEXT)), TEXT)
    span = Span(0, last)
    return Citation(passage, span, span.of(TEXT), document.page_of(0), Match.EXACT), document


def test_the_page_is_given_and_both_where_the_words_run_on() -> None:
    assert [place(*paged(last)) for last in (10, 30)] == ["p. 1", "pp. 1–2"]
    citation, document = paged(10)
    assert "(Brookvale Gazette, 2012, p. 1)." in reference(citation, document, Style.APA, READ)
    assert reference(citation, document, Style.PLAIN, READ).startswith("“The panel” (p. 1).")


@pytest.mark.parametrize(
    ("headings", "said"), [(("Findings",), ", Findings section)"), ((NEWS.title,), "2012)"), ((), "2012)")]
)
def test_apa_names_the_section_where_there_are_no_pages(headings: tuple[str, ...], said: str) -> None:
    citation = replace(cite(NEWS, HEARD), passage=replace(cite(NEWS, HEARD).passage, headings=headings))
    assert said in reference(citation, NEWS, Style.APA, READ)


def test_a_rewritten_copy_says_that_its_words_are_not_reliable() -> None:
    copy = replace(NEWS, kind=Kind.COUNCIL_NEWS, standing=Standing.SCRAPED_REWRITE)
    for style in Style:
        assert "a machine-paraphrased copy" in entry(copy, style, READ)


@given(st.text(), st.text(), st.sampled_from(Style), st.sampled_from(Form))
def test_any_title_and_publisher_make_two_lines(title: str, publisher: str, style: Style, form: Form) -> None:
    odd = replace(NEWS, title=title, publisher=publisher, form=form)
    made = reference(cite(NEWS, HEARD), odd, style, READ)
    assert made.count("\n") == 1
    assert made.startswith("“") == (form is Form.ORIGINAL)


def test_unseen_characters_do_not_reach_a_reference() -> None:
    assert one_line("care\u00adful \x00 \u200bwo\nrds") == "careful wo rds"
