from __future__ import annotations

import html
import json
import re
from dataclasses import replace

import pytest

from rag.briefing.brief import Briefing, Length, Part, Wanted
from rag.briefing.editing import Edits, GroupMarks, Mark, edited
from rag.briefing.keeping import dumped, loaded
from rag.briefing.making import make
from rag.permalinks import How, find
from tests.records import pipeline_of, record, records_of
from tests.unit.rag.briefing.sample import (
    ANSWERED,
    DUNMERE,
    GAZETTE,
    TODAY,
    UNANSWERED,
    WEXCOMBE,
    made,
    records,
    section,
)
from web.briefings.drawing import FORMAT_WORDS, again, drawn

WHOLE = made(length=Length.LONG)
HOSTILE = record(
    "hostile",
    'Night help <img src=x onerror="window.pwned=1">',
    "Night help in Rye <script>window.pwned = 1</script> is “free” & open to all.\n",
)


def page(briefing: Briefing = WHOLE, *, keeps: bool = True, said: str = "") -> str:
    return drawn(briefing, records().documents, {"made": {"topic": "night help"}}, keeps=keeps, said=said)


def lines(drawing: str) -> list[str]:
    return re.findall(r'<li data-key="[^"]*">.*?</li>', drawing, re.DOTALL)


def test_every_line_is_there_in_its_order_ticked_and_can_be_moved_and_remarked_on() -> None:
    drawing = page()
    keys = re.findall(r'data-key="([^"]+)"', drawing)
    assert keys == [point.key for one in WHOLE.sections for point in one.points]
    for line in lines(drawing):
        assert '<input type="checkbox" checked>' in line
        assert line.count("data-move=") == 2
        assert "data-remark" in line
        assert '<textarea rows="2"' in line


def test_every_citation_links_to_its_words() -> None:
    links = [html.unescape(one) for one in re.findall(r'<a class="cite" href="([^"]+)"', page())]
    cited = [one for claim in WHOLE.claims for one in claim.citations]
    assert len(links) == len(cited)
    for link, one in zip(links, cited, strict=True):
        place = find(link, records().documents)
        assert (place.document_id, place.span, place.how) == (one.document_id, one.span, How.EXACT)


def test_the_same_words_have_the_same_number_wherever_they_stand() -> None:
    numbers = [int(n) for n in re.findall(r'<a class="cite"[^>]*>(\d+)</a>', page())]
    places = [(c.document_id, c.span) for claim in WHOLE.claims for c in claim.citations]
    of: dict[object, int] = {}
    for place, number in zip(places, numbers, strict=True):
        assert of.setdefault(place, number) == number
    assert sorted(of.values()) == list(range(1, len(of) + 1))


def test_originals_are_quoted_and_digests_are_not() -> None:
    drawing = page()
    assert "“The Dunmere committee agreed to pay for night help from April 2030.”" in drawing
    only = "Wexcombe Council introduced the night help line on 4 May 2032."
    assert only in html.unescape(re.sub(r"</?b[^>]*>", "", drawing))
    assert f"“{only}" not in html.unescape(re.sub(r"</?b[^>]*>", "", drawing))


def test_sentences_side_by_side_stand_apart_under_the_title_of_their_record() -> None:
    (line,) = (one for one in lines(page()) if 'class="value">41<' in one)
    left, right = line.split('class="sides"')[1].split('<div><p class="side">')[1:]
    assert left.startswith(html.escape(WEXCOMBE.title))
    assert right.startswith(html.escape(GAZETTE.title))
    assert "41</b>" in left
    assert "38</b>" in right


def test_what_was_done_to_a_line_is_shown_again() -> None:
    key = section(WHOLE, Part.SUMMARY).points[0].key
    changed = edited(
        WHOLE, Edits({Part.SUMMARY: [GroupMarks(0, (Mark(key, False, "Ask <b>her</b>"),))]}, "Ada", "May")
    )
    line = lines(page(changed))[0]
    assert '<input type="checkbox">' in line
    assert "Ask &lt;b&gt;her&lt;/b&gt;</textarea>" in line
    assert '<label class="remark">' in line
    assert 'aria-expanded="true"' in line
    assert 'value="Ada"' in page(changed)
    assert 'value="May"' in page(changed)


def test_it_can_be_taken_in_every_format_and_kept_only_where_that_is_possible() -> None:
    for ending in FORMAT_WORDS:
        assert f'data-take="{ending}"' in page()
    assert "data-keep" in page()
    assert "data-keep" not in page(keeps=False)


def test_the_page_names_the_briefing_to_be_sent_back() -> None:
    sent = re.search(r'data-source="([^"]*)"', page())
    assert sent
    assert json.loads(html.unescape(sent[1])) == {"made": {"topic": "night help"}}


def test_refused_questions_are_drawn_with_their_reason() -> None:
    asked = made("", ANSWERED, UNANSWERED)
    drawing = page(asked)
    silent = drawing[drawing.index(html.escape(Part.SILENT)) :]
    assert UNANSWERED in silent
    assert html.escape(next(g.about for g in section(asked, Part.SILENT).groups if g.about)) in silent


def test_groups_can_be_moved_where_there_are_several() -> None:
    drawing = page()
    assert f"Move up: the group {DUNMERE.title}" in html.unescape(drawing)
    assert "the group" not in page(made("", ANSWERED)).split(Part.RECORDS)[0]


def test_hostile_words_of_records_and_topics_stay_text() -> None:
    over = pipeline_of(HOSTILE)
    topic = 'night help </textarea><img src=x onerror="window.pwned=1">'
    briefing = replace(make(Wanted("night help in Rye"), over, TODAY), wanted=Wanted(topic))
    drawing = drawn(briefing, over.records.documents, {"made": {"topic": topic}}, keeps=True)
    assert briefing.claims
    assert "<script" not in drawing
    assert "<img" not in drawing
    assert drawing.count("</textarea>") == len(lines(drawing))


def test_a_record_that_is_gone_is_named_by_its_id_without_a_link() -> None:
    drawing = drawn(WHOLE, {}, {}, keeps=False)
    assert "<a " not in drawing
    assert GAZETTE.id in drawing


@pytest.mark.parametrize(
    ("briefing", "words"), [(WHOLE, "3 records"), (made("xylophone observatory"), "0 cited lines")]
)
def test_how_much_there_is_stands_at_the_head(briefing: Briefing, words: str) -> None:
    assert words in page(briefing)


# --- opened again ------------------------------------------------------------------------------------


def opened(text: str = DUNMERE.text, generation: str = "g000002"):  # type: ignore[no-untyped-def]
    held = records_of(WEXCOMBE, GAZETTE, replace(DUNMERE, text=text))
    return loaded(json.dumps(dumped(WHOLE, records())), held, generation)


def test_lines_to_look_at_again_are_listed_with_their_words() -> None:
    words = "The Dunmere committee agreed to pay for night help from April 2030."
    told = again(opened(DUNMERE.text.replace(words, "Nothing was said.")))
    assert words in told
    assert html.escape(Part.TIMELINE) in told
    assert DUNMERE.title in told


def test_it_is_told_where_every_word_still_stands_and_whether_the_index_is_new() -> None:
    same, other = again(opened(generation=WHOLE.generation)), again(opened())
    assert "still stand" in same
    assert "still stand" in other
    assert "anew" in other
    assert "anew" not in same


def test_it_is_told_where_something_of_the_file_was_left_out_and_when_it_was_gathered() -> None:
    kept = dumped(WHOLE, records())
    assert "left out" not in again(loaded(json.dumps(kept), records(), WHOLE.generation))
    kept["sections"][0]["frame"] = "Nobody was to blame."
    told = again(loaded(json.dumps(kept), records(), WHOLE.generation))
    assert "left out" in told
    assert "to blame" not in told
    assert "Gathered on 3 February 2035." in told
    changed = again(opened(DUNMERE.text.replace("agreed to pay", "declined to pay")))
    assert "Gathered on 3 February 2035." in changed


def test_words_of_a_forged_file_stay_text() -> None:
    kept = dumped(WHOLE, records())
    kept["sections"][0]["groups"][0]["points"][0]["claims"][0]["words"][0].update(
        quote="<img src=x onerror=alert(1)>", title="<script>x</script>"
    )
    told = again(loaded(json.dumps(kept), records(), "g000001"))
    assert "&lt;img" in told
    assert "<img" not in told
    assert "<script" not in told
