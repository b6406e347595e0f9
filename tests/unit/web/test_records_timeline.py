from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import replace

from rag.domain import ContentDate, Document
from tests.web_fakes import DIGEST, DOCUMENTS, ORIGINAL
from web.records.browsing import Wish, found
from web.records.timeline import moments_within, timeline

TEXT = "It met in June 2010. It met on 3 May 2012. In 2014 it closed. Again in June 2010 it sat."
ANY = Wish()
PANEL = replace(ORIGINAL, id="panel", title="The panel", text=TEXT)


def drawn(wish: Wish = ANY, documents: Mapping[str, Document] = DOCUMENTS, shown: int = 40) -> str:
    hits = found(documents, wish.of_any_year)
    return timeline(hits, moments_within(hits, wish), wish, "gen-1", shown)


def words(part: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", part))


def years(part: str) -> list[str]:
    return re.findall(r'<h3 id="year-[^"]*">([^<]*)</h3>', part)


def test_records_stand_in_the_year_of_their_own_date_and_in_those_their_sentences_state() -> None:
    part = drawn(documents={"panel": PANEL})
    assert years(part) == ["2010", "2012", "2014"]
    of_2010, of_2012, of_2014 = part.split('<section class="year"')[1:]
    assert "June 2010 named in" in words(of_2010)
    assert 'class="named"' in of_2010
    assert "3 May 2012 is the date of this record" in words(of_2012)
    assert 'class="own"' in of_2012
    assert "2014 (no month given)" in words(of_2014)


def test_each_statement_opens_the_record_at_its_words() -> None:
    part = html.unescape(drawn(documents={"panel": PANEL}))
    at = TEXT.index("It met on 3 May")
    assert f'{{"document": "panel", "start": {at}, "end": {at + 21}, "generation": "gen-1"}}' in part
    assert "2 dated statements" in words(part)
    assert "“It met in June 2010.”" in part


def test_a_digest_is_not_put_in_quotation_marks() -> None:
    assert "“" not in words(drawn(documents={DIGEST.id: DIGEST}))


def test_few_statements_of_another_year_are_shown_at_once_and_those_of_its_own_on_request() -> None:
    part = drawn(documents={"panel": PANEL})
    of_2010, of_2012, _ = part.split('<section class="year"')[1:]
    assert "<details open>" in of_2010
    assert "<details>" in of_2012


def test_years_asked_for_are_those_of_the_dates_and_not_of_the_records() -> None:
    documents = {"panel": PANEL}
    assert years(drawn(Wish(since=2013), documents)) == ["2014"]
    assert years(drawn(Wish(until=2011), documents)) == ["2010"]
    assert "Nothing found" in words(drawn(Wish(since=2020), documents))


def test_records_without_a_date_stand_at_the_end_unless_years_are_asked_for() -> None:
    documents = {**DOCUMENTS, "u": replace(ORIGINAL, id="u", title="Undated one", published=None)}
    part = drawn(documents=documents)
    assert years(part)[-1] == "Without a date of their own"
    assert "Undated one" in words(part.split("Without a date")[1])
    assert "Undated one" not in words(drawn(Wish(since=2000), documents))


def test_in_a_year_records_follow_each_other_by_date() -> None:
    second = replace(PANEL, id="a", title="Second", text="No.", published=ContentDate(2012, 9))
    part = drawn(documents={"a": second, "panel": PANEL})
    of_2012 = part.split('<section class="year"')[2]
    assert of_2012.index("The panel") < of_2012.index("Second")


def test_long_timelines_and_long_lists_of_statements_are_drawn_in_part() -> None:
    talkative = replace(PANEL, text=" ".join(f"In June 2010 it met {n} times." for n in range(30)))
    part = drawn(documents={"panel": talkative})
    assert part.count('class="statement"') == 12
    assert "18 more in the record." in words(part)
    first = drawn(documents={"panel": PANEL}, shown=2)
    assert years(first) == ["2010", "2012"]
    assert "Show 1 more" in first
    dated = replace(
        PANEL, text=" ".join(f"It met in {m} 2010." for m in "January March April May June".split())
    )
    assert "May 2010 and 1 more" in words(drawn(documents={"panel": dated}))


def test_it_says_that_dates_are_what_records_state_and_that_plans_may_not_have_come_true() -> None:
    told = words(drawn())
    assert "Dates are those the records state" in told
    assert "whatever became of it" in told


def test_nothing_of_a_record_becomes_markup() -> None:
    evil = replace(PANEL, id="<i>", title="<img src=x>", text="In May 2012 <b>they</b> met.")
    part = drawn(documents={"<i>": evil})
    assert "<img" not in part
    assert "<b>" not in part
    assert "<i>" not in part
