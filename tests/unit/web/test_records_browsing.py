from __future__ import annotations

import html
import re
from dataclasses import replace

import pytest

from rag.domain import ContentDate, Document, Form, Kind, Person, Standing
from tests.web_fakes import DIGEST, DOCUMENTS, ORIGINAL
from web.records.browsing import (
    LONGEST_SEARCH,
    MOST_WORDS,
    NO_NATION,
    Found,
    Order,
    Wish,
    found,
    place_of,
    undated_left_out,
    wish_from,
    words_of,
)
from web.records.listing import AT_ONCE, finder, listing, more, nothing, results, told

UNDATED = replace(
    ORIGINAL,
    id="undated",
    title="Éire and the Brookvale carers",
    published=None,
    jurisdiction="Atlantis",
    publisher="Office of Zoë",
    people=(Person("Siân Prydderch", "chair"),),
    kind=Kind.MINUTES,
)
ALL = {**DOCUMENTS, UNDATED.id: UNDATED}


def ids(wish: Wish) -> list[str]:
    return [one.document.id for one in found(ALL, wish)]


def words(drawn: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", drawn))


# --- what the page sends -------------------------------------------------------------------------------


def test_what_the_form_sends_becomes_a_wish() -> None:
    sent = {
        "words": "  foster   care ",
        "kind": "minutes",
        "nation": "Wales",
        "form": "digest",
        "standing": "press",
        "since": "2012",
        "until": "2010",
        "order": "title",
        "view": "list",
    }
    assert wish_from(sent) == Wish(
        "foster care",
        frozenset({Kind.MINUTES}),
        frozenset({"Wales"}),
        frozenset({Form.DIGEST}),
        frozenset({Standing.PRESS}),
        2010,
        2012,
        Order.TITLE,
    )


@pytest.mark.parametrize(
    "sent",
    [
        None,
        "kind=minutes",
        {},
        {"kind": "", "nation": "", "form": "", "standing": "", "since": "", "until": "", "order": ""},
        {"kind": "scandal", "nation": "Atlantis", "form": 3, "standing": None, "order": "random"},
        {"words": ["x"], "since": "20100", "until": "MMX", "kind": [["review"], 7]},
        {"since": 2010, "until": "٢٠١٠"},
    ],
)
def test_what_is_unknown_or_unusable_is_passed_over(sent: object) -> None:
    assert wish_from(sent) == Wish()


def test_several_values_may_be_chosen_and_a_long_search_is_cut() -> None:
    wish = wish_from({"kind": ["review", "minutes", "x"], "words": "a" * 5000})
    assert wish.kinds == {Kind.REVIEW, Kind.MINUTES}
    assert len(wish.words) == LONGEST_SEARCH
    assert len(words_of(" ".join(f"w{n}" for n in range(50)))) == MOST_WORDS
    assert wish_from({"words": "a\ud800b\0"}).words == "a\ufffdb\ufffd"


# --- filters and order ---------------------------------------------------------------------------------


def test_nothing_asked_for_leaves_every_record_the_newest_first_and_the_undated_last() -> None:
    assert ids(Wish()) == ["larkfield-2014", "brookvale", "undated"]
    assert ids(Wish(order=Order.OLDEST)) == ["brookvale", "larkfield-2014", "undated"]
    assert ids(Wish(order=Order.TITLE)) == ["undated", "larkfield-2014", "brookvale"]
    assert not Wish(order=Order.TITLE).narrows
    assert Wish(until=2010).narrows


@pytest.mark.parametrize(
    ("wish", "left"),
    [
        (Wish(kinds=frozenset({Kind.MINUTES})), ["undated"]),
        (Wish(nations=frozenset({"England"})), ["brookvale"]),
        (Wish(nations=frozenset({NO_NATION})), ["undated"]),
        (Wish(forms=frozenset({Form.DIGEST})), ["larkfield-2014"]),
        (Wish(standings=frozenset({Standing.PRESS})), ["larkfield-2014"]),
        (Wish(since=2013), ["larkfield-2014"]),
        (Wish(until=2013), ["brookvale"]),
        (Wish(since=2012, until=2014), ["larkfield-2014", "brookvale"]),
        (Wish(words="panel", until=2013), ["brookvale"]),
        (Wish(kinds=frozenset({Kind.MINUTES}), until=2013), []),
    ],
)
def test_filters_leave_the_records_that_fit_all_of_them(wish: Wish, left: list[str]) -> None:
    assert ids(wish) == left


def test_records_that_years_leave_out_for_want_of_a_date_are_counted() -> None:
    assert undated_left_out(ALL, Wish(since=2013)) == 1
    assert undated_left_out(ALL, Wish(since=2013, forms=frozenset({Form.DIGEST}))) == 0
    assert undated_left_out(ALL, Wish()) == 0
    assert told(1, 3, 1) == "1 of 3 records; 1 without a date left out"


# --- words ---------------------------------------------------------------------------------------------


def test_words_are_found_in_title_publisher_people_and_text_whatever_their_case_and_accents() -> None:
    assert found(ALL, Wish("LARKFIELD"))[0].where == ("title", "publisher", "text")
    assert found(ALL, Wish("sian"))[0].where == ("people",)
    assert found(ALL, Wish("zoe"))[0].where == ("publisher",)
    assert ids(Wish("eire")) == ["undated"]
    assert ids(Wish("PRÝDD")) == ["undated"]


def test_all_words_must_be_there_in_any_part_and_each_begins_a_word() -> None:
    assert found(ALL, Wish("sian carers"))[0].where == ("title", "people", "text")
    assert ids(Wish("sian nowhere")) == []
    assert ids(Wish("ark")) == []
    assert ids(Wish("?!")) == ["larkfield-2014", "brookvale", "undated"]


def test_records_whose_title_has_all_the_words_stand_first() -> None:
    newer = replace(ORIGINAL, id="newer", title="Minutes", published=ContentDate(2020), text="Of Brookvale.")
    hits = found({**ALL, "newer": newer}, Wish("brookvale"))
    assert [one.document.id for one in hits] == ["brookvale", "undated", "newer"]


def test_front_matter_is_not_searched() -> None:
    assert "id: larkfield" in DIGEST.text
    assert ids(Wish("id")) == []


def test_the_place_is_the_sentence_with_most_of_the_words_and_no_heading() -> None:
    place = place_of(DIGEST, "measure answering")
    assert place is not None
    assert place.of(DIGEST.text).startswith("A duty team answering every call")
    first = place_of(DIGEST, "planned")
    assert first is not None
    assert first.of(DIGEST.text).startswith("The final report")
    assert place_of(DIGEST, "nowhere") is None
    assert place_of(DIGEST, "id") is None


# --- the form ------------------------------------------------------------------------------------------


def test_the_form_labels_every_field_and_counts_what_each_choice_leaves() -> None:
    form = finder(ALL)
    labels = form.count("<label")
    assert labels == form.count("<select") + form.count("<input") == 8
    assert '<option value="minutes">Committee minutes (1)</option>' in form
    assert '<option value="none">Not stated (1)</option>' in form
    assert '<option value="original">Original record (2)</option>' in form
    assert '<option value="inspection">' not in form
    assert re.findall(r'name="since">(.*?)</select>', form)[0].count("<option") == 3
    assert '<p role="status" data-tally>All 3 records</p>' in form


def test_the_form_says_whose_words_the_records_are() -> None:
    assert "Each is a digest in our own words" in finder({DIGEST.id: DIGEST})
    assert "Each is the record itself." in finder({ORIGINAL.id: ORIGINAL})
    assert "1 is a digest in our own words, 2 are the records themselves." in finder(ALL)


# --- the list ------------------------------------------------------------------------------------------


def drawn(wish: Wish, documents: dict[str, Document] | None = None, shown: int = AT_ONCE) -> str:
    return listing(found(documents or ALL, wish), wish, "gen-1", shown)


def test_each_record_says_what_it_is_and_what_to_take_care_of() -> None:
    first = drawn(Wish()).split("</li>")[0]
    assert "Digest · council news · Wales · January 2014 (inferred)" in words(first)
    assert (
        "Take care: The source prints no date; the source describes plans, not results; smudged print."
        in words(first)
    )
    assert 'data-send="open" data-with="{&quot;document&quot;: &quot;larkfield-2014&quot;}"' in first
    assert "Original · committee minutes · Atlantis · undated" in words(drawn(Wish()))


def test_a_search_says_where_it_matched_and_opens_the_words() -> None:
    row = drawn(Wish("ada penn"))
    assert "Found in: text" in words(row)
    assert "<b>Ada</b> <b>Penn</b>" in row
    start = DIGEST.text.index("Councillor Ada")
    sent = html.unescape(row)
    assert f'"start": {start}' in sent
    assert '"generation": "gen-1"' in sent


def test_words_of_an_original_stand_in_quotation_marks_and_those_of_a_digest_never() -> None:
    assert "“The panel heard" in words(drawn(Wish("forty")))
    assert "“" not in words(drawn(Wish("penn")))


def test_a_long_sentence_is_cut() -> None:
    long = replace(ORIGINAL, text="Carers " + "and carers " * 100)
    assert " …”" in drawn(Wish("carers"), {long.id: long})


def test_nothing_of_a_record_or_a_search_becomes_markup() -> None:
    page = drawn(Wish("<img brookvale panel")) + drawn(Wish("forty")) + nothing(Wish("<img src=x>"))
    page += results("list", "", "<b>", Wish('"><script>'))
    assert "<img" not in page
    assert "<script" not in page
    assert "&lt;<b>img</b> src=x" in page


def test_a_copy_says_that_it_is_one() -> None:
    copy = replace(UNDATED, copy_of="brookvale")
    assert "A copy or re-write of another record here." in drawn(Wish(), {copy.id: copy})
    assert "A copy" not in drawn(Wish())


def test_where_nothing_is_found_there_is_a_way_out() -> None:
    assert "No record has all of these words: “xyzzy”" in words(drawn(Wish("xyzzy")))
    assert "data-clear" in drawn(Wish("xyzzy"))
    assert "Take a filter away" in drawn(Wish("xyzzy", until=1990))
    assert "There are no records here yet." in listing([], Wish(), "gen-1")
    assert "data-clear" not in listing([], Wish(), "gen-1")


def test_a_long_list_is_drawn_in_parts() -> None:
    many = {f"d{n}": replace(ORIGINAL, id=f"d{n}", title=f"Record {n:03}") for n in range(AT_ONCE + 5)}
    first = drawn(Wish(), many)
    assert first.count("<h3>") == AT_ONCE
    assert "Show 5 more" in first
    assert f'data-shown="{2 * AT_ONCE}"' in first
    assert "more" not in drawn(Wish(), many, 2 * AT_ONCE)
    assert more(10, 10) == ""


def test_the_tally_tells_how_many_there_are_and_whether_something_narrows() -> None:
    assert [told(2, 3), told(3, 3), told(1, 1), told(0, 0), told(0, 2)] == [
        "2 of 3 records",
        "All 3 records",
        "All 1 record",
        "No records",
        "0 of 2 records",
    ]
    assert 'data-told="2 of 3 records" data-narrowed ' in results("list", "", "2 of 3 records", Wish("x"))
    assert "data-narrowed" not in results("list", "", "", Wish())


def test_a_record_found_without_words_is_no_match_anywhere() -> None:
    assert found(ALL, Wish())[0] == Found(DIGEST)
