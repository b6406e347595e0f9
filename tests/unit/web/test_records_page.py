from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from rag.domain import (
    Action,
    AgendaItem,
    ContentDate,
    Dating,
    Document,
    Excluded,
    Flagged,
    Meeting,
    Person,
    Source,
    Span,
)
from rag.permalinks import to_record
from tests.web_fakes import DIGEST, DOCUMENTS, LEADER, ORIGINAL, cite
from web.records.record_page import gone_page, record_page, report_form
from web.reviews import Library

TODAY = date(2026, 3, 4)
LIBRARY = Library(DOCUMENTS, "gen-1")
EVIL = '<img src=x onerror="pwned()">'


def words(drawn: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", drawn))


def page(document: Document, place: Span | None = None, told: str = "", **more: object) -> str:
    documents: Mapping[str, Document] = {**DOCUMENTS, document.id: document}
    return record_page(document, Library(documents, "gen-1"), place, told, accessed=TODAY, **more)  # type: ignore[arg-type]


def fact(drawn: str, name: str) -> str:
    found = re.search(rf"<dt>{name}</dt><dd>(.*?)</dd>", drawn, re.DOTALL)
    assert found is not None, name
    return words(found[1])


def test_the_page_says_what_the_record_is_and_how_that_is_known() -> None:
    document = replace(DIGEST, people=(Person("Ada Penn", "councillor"),), licence="CC-BY-4.0")
    drawn = page(document)
    assert "Ask the Reviews digest of" in words(drawn)
    assert fact(drawn, "Whose words") == "Digest in our own words"
    assert fact(drawn, "Kind") == "Council news"
    assert fact(drawn, "Nation") == "Wales"
    assert fact(drawn, "Standing") == "Press or news"
    assert fact(drawn, "Date").startswith("January 2014, inferred.")
    assert fact(drawn, "Publisher") == "Larkfield Times"
    assert fact(drawn, "People") == "Ada Penn, councillor"
    assert fact(drawn, "Licence") == "CC-BY-4.0"
    assert fact(drawn, "Index") == "gen-1"
    assert "The source describes plans, not results." in words(drawn)


def test_what_is_not_known_is_said_or_left_out() -> None:
    bare = replace(ORIGINAL, published=None, dating=Dating.UNKNOWN, jurisdiction=None)
    drawn = page(bare)
    assert fact(drawn, "Nation") == "Not stated"
    assert fact(drawn, "Date") == "Not known."
    assert "digest" not in words(drawn)
    for name in ("Publisher", "People", "Licence", "Copy of", "Wording"):
        assert f"<dt>{name}</dt>" not in drawn


def test_only_an_https_address_leads_out_and_the_report_itself_is_the_first_of_them() -> None:
    drawn = page(DIGEST)
    assert set(re.findall(r'href="([^"]*)"', drawn)) == {"https://example.org/larkfield?a=1&amp;b=2"}
    assert 'rel="noopener noreferrer">Read the report itself' in drawn
    assert "http://example.org/copy" in words(drawn)
    assert "Read the report itself" not in page(replace(DIGEST, sources=(Source("A cutting"),)))


def test_the_whole_text_stands_there_and_the_place_is_marked_without_the_id_of_the_other_panel() -> None:
    drawn = page(DIGEST, cite(DIGEST, LEADER).span)
    full = re.search(r'<div class="in-words">(.*?)</div></section><div class="beside">', drawn, re.DOTALL)
    assert full is not None
    text = words(full[1]).replace("Not searched: front matter", "", 1)
    assert text == DIGEST.text
    assert f'<mark data-place tabindex="-1">{LEADER}</mark>' in drawn
    assert 'id="cited"' not in drawn
    assert "<mark" not in page(DIGEST)


def test_a_place_that_the_record_does_not_have_marks_nothing() -> None:
    assert "<mark" not in page(DIGEST, Span(3, 10**6))


def test_what_is_told_of_a_link_stands_above_the_text() -> None:
    drawn = page(DIGEST, told="This <record> has changed.")
    assert drawn.index("This &lt;record&gt; has changed.") < drawn.index('class="in-words"')
    assert 'class="told"' not in page(DIGEST)


def test_what_was_left_out_of_the_search_is_listed_with_its_kind_rule_and_size_and_opens() -> None:
    drawn = page(DIGEST)
    part = drawn[drawn.index("Left out of the search") :]
    assert "1 stretch of the text, 27 characters" in words(part)
    assert "The description at the top of the file" in words(part)
    sent = html.unescape(part)
    assert '"start": 0, "end": 27, "generation": "gen-1"' in sent
    assert '<details class="left-out" open>' in page(DIGEST, Span(0, 27))
    assert "Left out of the search" not in page(ORIGINAL)


def test_of_many_stretches_the_first_are_listed_and_all_are_counted() -> None:
    left = tuple(Excluded(Span(n, n + 1), "odd_kind", "some_rule") for n in range(70))
    drawn = page(replace(ORIGINAL, excluded=left))
    assert "70 stretches of the text, 70 characters" in words(drawn)
    assert drawn.count('<th scope="row">Odd kind</th><td>some rule</td>') == 60
    assert "10 more stand in the text." in words(drawn)


def test_words_to_be_read_with_care_are_listed_apart() -> None:
    drawn = page(replace(ORIGINAL, flagged=(Flagged(Span(0, 6), "relative_day", "today"),)))
    part = words(drawn[drawn.index("Read with care") :])
    assert "A day counted from one that the record does not give" in part
    assert "may be cited" in part


def test_the_reference_is_in_three_styles_with_the_address_of_the_page_where_it_has_one() -> None:
    drawn = page(DIGEST, public_url="https://reviews.example.org/")
    choices = [html.unescape(one) for one in re.findall(r'<option value="([^"]*)">', drawn)]
    assert len(choices) == 3
    assert all("https://reviews.example.org/?doc=larkfield-2014" in one for one in choices)
    assert "(Accessed: 4 March 2026)" in choices[0]
    assert "Read in Ask the Reviews" in words(page(DIGEST))
    assert 'data-copy-link="?doc=larkfield-2014"' in drawn
    assert to_record(replace(DIGEST, id="a b/c&d")) == "?doc=a%20b%2Fc%26d"


def test_one_can_ask_about_the_record_and_go_back() -> None:
    drawn = page(DIGEST)
    assert 'data-ask-about="larkfield-2014" data-send="ask_about"' in drawn
    assert 'data-send="back">Back to the records</button>' in drawn


def test_a_copy_leads_to_the_record_it_is_of() -> None:
    copy = replace(ORIGINAL, id="copy", copy_of="larkfield-2014")
    assert fact(page(copy), "Copy of") == DIGEST.title
    assert fact(page(replace(copy, copy_of="gone")), "Copy of") == "gone"


def test_minutes_show_what_was_decided_and_who_is_to_do_what() -> None:
    text = "7 Foster care\nCllr Pell to ring all homes by June.\n"
    task = Span(text.index("ring"), text.index(" by June"))
    action = Action(Span(14, len(text) - 1), task, (Span(14, 23),))
    item = AgendaItem(Span(0, len(text)), Span(0, 1), Span(2, 13), actions=(action,))
    minutes = replace(ORIGINAL, id="m", text=text, meeting=Meeting(held=ContentDate(2031, 5), items=(item,)))
    drawn = page(minutes)
    part = drawn[drawn.index("Decisions and actions") :]
    assert "“ring all homes”" in words(part)
    assert "Cllr Pell" in words(part)
    assert f'"start": 14, "end": {len(text) - 1}' in html.unescape(part)
    assert "Decisions and actions" not in page(replace(minutes, meeting=Meeting()))
    assert "Decisions and actions" not in page(DIGEST)


def test_headings_do_not_leave_out_a_level_above_the_text() -> None:
    levels = [int(one) for one in re.findall(r"<h(\d)(?: id[^>]*)?>", page(DIGEST))]
    assert levels[0] == 2
    assert set(levels[1:]) == {3}


def test_nothing_of_a_record_becomes_markup() -> None:
    evil = replace(
        ORIGINAL,
        id=EVIL,
        title=EVIL,
        publisher=EVIL,
        jurisdiction=EVIL,
        licence=EVIL,
        dating_reason=EVIL,
        people=(Person(EVIL, EVIL),),
        sources=(Source(EVIL, f"https://x/{EVIL}"), Source(EVIL, "javascript:pwned()")),
        notices=(EVIL,),
        copy_of=EVIL + "2",
        excluded=(Excluded(Span(0, 6), EVIL, EVIL),),
        flagged=(Flagged(Span(0, 6), EVIL, EVIL),),
    )
    drawn = record_page(evil, Library({EVIL: evil}, EVIL), Span(0, 6), EVIL, accessed=TODAY, reports=True)
    drawn += report_form(evil, EVIL, 2000, EVIL, EVIL) + gone_page(EVIL)
    assert "<img" not in drawn
    assert "<script" not in drawn
    assert "<b>" not in drawn
    assert 'onerror="' not in drawn
    assert 'href="javascript' not in drawn


def test_an_error_can_be_reported_where_reports_are_wanted() -> None:
    assert "Report an error in this digest" in page(DIGEST, reports=True)
    assert "Report an error in this record" in page(ORIGINAL, reports=True)
    assert "Report an error" not in page(DIGEST)


def test_the_report_form_shows_what_is_kept_before_it_is_sent_and_keeps_what_was_refused() -> None:
    form = report_form(DIGEST, "Kept for 30 days.", 2000)
    assert form.index("Kept for 30 days.") < form.index('type="submit"')
    assert 'data-send="report" data-with="{&quot;document&quot;: &quot;larkfield-2014&quot;}"' in form
    assert "<details" in form
    assert " open" not in form
    again = report_form(DIGEST, "Kept.", 2000, "The date is <wrong>", "Please shorten it.")
    assert '<details class="report" open>' in again
    assert "&lt;wrong&gt;</textarea>" in again
    assert 'role="status" tabindex="-1">Please shorten it.</p>' in again
    thanked = report_form(DIGEST, "Kept.", 2000, "x", "Thank you.", kept=True)
    assert "<textarea" not in thanked
    assert "Thank you." in thanked


def test_a_record_that_is_not_there_says_so_and_leads_back() -> None:
    drawn = gone_page("There is no such record here.")
    assert "There is no such record here." in words(drawn)
    assert 'data-send="back"' in drawn
