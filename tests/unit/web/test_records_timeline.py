from __future__ import annotations

import base64
import html
import re
from collections.abc import Mapping
from dataclasses import replace

from rag.domain import ContentDate, Document
from rag.timeline import Event, picture_png, picture_svg
from tests.records import records_of
from tests.web_fakes import DIGEST, DOCUMENTS, ORIGINAL
from web.records.browsing import Wish, found
from web.records.timeline import drawn_above, events_within, moments_within, taken, timeline

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


# --- the picture above the list ------------------------------------------------------------------------


def pictured(*documents: Document, wish: Wish = ANY) -> list[Event]:
    records = records_of(*documents)
    return events_within(found(records.documents, wish.of_any_year), records, wish)


def test_the_picture_says_what_it_shows_in_words_and_in_the_colours_of_the_page() -> None:
    part = drawn_above(pictured(PANEL), {})
    assert '<details class="drawn" id="timeline-picture" open><summary>Picture: 4 events, 1 record' in part
    assert 'role="img" aria-labelledby="events-title events-told"' in part
    assert "1: June 2010 (×2)" in part
    assert part.count("<title") == 1
    assert "var(--accent)" in part
    assert not re.search("#[0-9a-f]{6}", part)


def test_a_long_picture_is_folded_and_none_is_drawn_of_nothing() -> None:
    long = replace(PANEL, text=" ".join(f"It met in {1980 + n}." for n in range(20)))
    assert "<details" in drawn_above(pictured(long), {})
    assert " open>" not in drawn_above(pictured(long), {})
    assert drawn_above([], {}) == ""


def test_events_are_those_that_can_be_of_the_years_asked_for() -> None:
    spread = replace(PANEL, text="It ran between 2010 and 2020. It met in 2008.", published=None)
    assert [one.when for one in pictured(spread, wish=Wish(since=2015))] == ["between 2010 and 2020"]
    assert [one.when for one in pictured(spread, wish=Wish(until=2009))] == ["2008"]


def test_the_buttons_of_the_picture_send_the_form_again() -> None:
    part = html.unescape(drawn_above(pictured(PANEL), {"words": "panel", "nation": ["Wales"], "shown": 40}))
    assert 'data-send="take" data-with="{"words": "panel", "nation": ["Wales"], "file": "png"}"' in part
    assert "shown" not in part


def test_the_picture_is_taken_away_as_the_file_asked_for() -> None:
    shown = pictured(PANEL)
    for name, made in (("svg", picture_svg(shown)), ("png", picture_png(shown))):
        part = taken(shown, {"file": name})
        assert f'data-name="timeline.{name}"' in part
        assert base64.b64encode(made).decode() in part
        assert 'data-at="#timeline-picture"' in part
    assert taken(shown, {"file": "exe"}) == taken(shown, {}) == taken(shown, {"file": ["svg"]}) == ""


def test_a_hostile_title_draws_no_markup() -> None:
    evil = replace(PANEL, title="<script>alert(1)</script> & co $x$")
    part = drawn_above(pictured(evil, replace(PANEL, id="other")), {"words": '"><script>'})
    assert "<script" not in part
    assert "&lt;script" in part
