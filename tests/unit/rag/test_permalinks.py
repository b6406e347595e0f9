from __future__ import annotations

import time
from dataclasses import replace
from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rag.domain import Citation, Document, Match, Passage, Span
from rag.permalinks import CONTEXT, LONGEST_QUERY, LONGEST_QUOTE, TOLD, How, Place, find, link
from tests.web_fakes import DIGEST, DOCUMENTS, MEASURES, NO_FIGURES, ORIGINAL, PLANNED, cite


def held(text: str) -> Document:
    return replace(ORIGINAL, text=text, excluded=())


def cited(document: Document, span: Span) -> Citation:
    passage = Passage(document.id, Span(0, len(document.text)), document.text)
    return Citation(passage, span, span.of(document.text), None, Match.EXACT)


def made(document: Document, words: str) -> str:
    return link(cite(document, words), document, "g1")


def led(query: object, text: str) -> Place:
    """Where a link leads once the digest reads so."""
    return find(query, {DIGEST.id: replace(DIGEST, text=text)})


def words_at(place: Place, text: str) -> str:
    assert place.span is not None
    return place.span.of(text)


def test_a_link_holds_the_place_the_index_and_the_words_with_their_context() -> None:
    parts = dict(parse_qsl(made(DIGEST, PLANNED).removeprefix("?"), keep_blank_values=True))
    start = DIGEST.text.index(PLANNED)
    end = start + len(PLANNED)
    assert parts == {
        "doc": DIGEST.id,
        "start": str(start),
        "end": str(end),
        "v": "g1",
        "q": PLANNED,
        "before": DIGEST.text[start - CONTEXT : start],
        "after": DIGEST.text[end : end + CONTEXT],
    }


@st.composite
def places(draw: st.DrawFn) -> tuple[Document, Span]:
    text = draw(st.text(min_size=1))
    start = draw(st.integers(0, len(text) - 1))
    return held(text), Span(start, draw(st.integers(start + 1, len(text))))


@given(places())
def test_a_link_leads_back_to_the_very_words_it_was_made_of(place: tuple[Document, Span]) -> None:
    document, span = place
    query = link(cited(document, span), document, "g1")
    assert query.isascii()
    assert find(query, {document.id: document}) == Place(span, How.EXACT, document.id, "g1")
    parts = dict(parse_qsl(query[1:], keep_blank_values=True))
    assert find(parts, {document.id: document}).span == span


@given(st.text(), st.text())
def test_words_are_found_again_whatever_comes_before_and_after_them(before: str, after: str) -> None:
    text = f"{before} {PLANNED} {after}"
    assume(before.strip() and PLANNED not in before + after)
    assert words_at(led(made(DIGEST, PLANNED), text), text) == PLANNED


@given(st.text(), st.text(max_size=200))
def test_no_query_raises_and_what_is_found_holds_the_words(query: str, text: str) -> None:
    place = find(query, {"": held(text), ORIGINAL.id: held(text)})
    assert (place.span is not None) == (place.how in (How.EXACT, How.MOVED))


@given(
    st.text(max_size=40),
    st.text(max_size=5),
    st.text(max_size=5),
    st.text(max_size=5),
    st.text(max_size=60),
    st.text(max_size=9),
)
def test_no_part_of_a_link_raises(q: str, start: str, before: str, after: str, text: str, end: str) -> None:
    parts = {"doc": "brookvale", "start": start, "end": end, "q": q, "before": before, "after": after}
    place = find(urlencode(parts), {"brookvale": held(text)})
    assert place.how is not How.GONE
    assert place.span is None or place.span.end <= len(text)
    assert find(parts, {"brookvale": held(text)}) == place


@pytest.mark.parametrize(
    "query",
    [
        None,
        3,
        b"?doc=brookvale",
        "",
        "?",
        "?doc=nowhere&start=0&end=3&q=The",
        "?doc=%00%ff",
        "?" + "a=1&" * 100 + "doc=brookvale",
        "?doc=brookvale&q=" + "a" * LONGEST_QUERY,
        {"doc": ["brookvale"]},
        {3: "brookvale"},
        {"doc": "brookvale", "q": "a" * LONGEST_QUERY},
        ["doc", "brookvale"],
    ],
)
def test_what_is_no_link_of_ours_leads_nowhere(query: object) -> None:
    assert find(query, DOCUMENTS) == Place(None, How.GONE)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("-1", "5"),
        ("5", "5"),
        ("9", "3"),
        ("0", "9" * 40),
        ("٣", "٩"),
        ("1e1", "20"),
        ("", ""),
        ("0", "999999999"),
    ],
)
def test_offsets_that_are_none_leave_the_words_to_be_found(start: str, end: str) -> None:
    parts = {"doc": DIGEST.id, "start": start, "end": end, "q": PLANNED}
    assert find(parts, DOCUMENTS).how is How.MOVED


def test_a_link_without_its_words_cannot_be_checked_and_marks_nothing() -> None:
    for words in ("", " \n", "a" * (LONGEST_QUOTE + 1)):
        place = find({"doc": DIGEST.id, "start": "0", "end": "9", "v": "g1", "q": words}, DOCUMENTS)
        assert place == Place(None, How.CHANGED, DIGEST.id, "g1")


def test_the_first_of_two_parts_of_one_name_counts() -> None:
    assert find(f"{made(DIGEST, PLANNED)}&doc=brookvale&q=x", DOCUMENTS).how is How.EXACT


def test_words_that_moved_are_found_by_themselves() -> None:
    text = "A new first line.\n" + DIGEST.text
    place = led(made(DIGEST, PLANNED), text)
    assert place.how is How.MOVED
    assert words_at(place, text) == PLANNED


def test_other_quotation_marks_spaces_and_capitals_do_not_lose_the_words() -> None:
    text = "x" + DIGEST.text.replace(PLANNED, PLANNED.upper().replace(" ", "\n"))
    assert words_at(led(made(DIGEST, PLANNED), text), text) == PLANNED.upper().replace(" ", "\n")


def test_words_that_were_rewritten_are_said_to_have_changed() -> None:
    for words in (PLANNED, NO_FIGURES):
        place = led(made(DIGEST, words), DIGEST.text.replace(words, "Rewritten."))
        assert (place.span, place.how, place.document_id) == (None, How.CHANGED, DIGEST.id)


def test_a_record_that_was_taken_out_is_gone() -> None:
    assert find(made(DIGEST, PLANNED), {ORIGINAL.id: ORIGINAL}).how is How.GONE


NOTED = "Minutes. Item 4, the budget of the hub. Noted. Item 5, the duty team of the north. Noted. Item 6, carers."


def second_noted() -> str:
    document = held(NOTED)
    at = NOTED.rindex("Noted.")
    return link(cited(document, Span(at, at + 6)), document, "g1")


def test_among_the_same_words_those_in_the_same_company_are_meant() -> None:
    text = "Noted. " * 3 + NOTED
    place = find(second_noted(), {ORIGINAL.id: held(text)})
    assert place.span is not None
    assert place.span.start == text.rindex("Noted.")


def test_short_words_in_other_company_are_not_taken_for_those_cited() -> None:
    text = "Apologies were noted. The panel rose at six and thanked its clerk for long service."
    assert find(second_noted(), {ORIGINAL.id: held(text)}).how is How.CHANGED


def test_long_words_that_stand_twice_in_other_company_are_not_guessed_at() -> None:
    text = f"One. {MEASURES[0]} Two. {MEASURES[0]} Three."
    assert led(made(DIGEST, MEASURES[0]), text).how is How.CHANGED


def test_of_equal_places_the_nearest_to_the_old_one_is_meant() -> None:
    block = "The first item was opened by the chair. Noted. The item was closed by the chair again. "
    document = held(block * 3)
    at = len(block) + block.index("Noted.")
    query = link(cited(document, Span(at, at + 6)), document, "g1")
    place = find(query, {ORIGINAL.id: held("x " + document.text)})
    assert place == Place(Span(at + 2, at + 8), How.MOVED, ORIGINAL.id, "g1")


def test_a_word_is_not_found_inside_a_longer_one() -> None:
    text = "Everyone agreed that the children placed in care were heard by the panel that day."
    document = held(text)
    at = text.index("care")
    query = link(cited(document, Span(at, at + 4)), document, "g1")
    assert find(query, {ORIGINAL.id: held("x" + text.replace("care", "careful"))}).how is How.CHANGED
    assert find(query, {ORIGINAL.id: held("x" + text.replace("care", "daycare"))}).how is How.CHANGED


def test_a_long_citation_is_linked_by_its_beginning() -> None:
    document = held("It said much. " * 100)
    span = find(link(cited(document, Span(0, 1200)), document, "g1"), {document.id: document}).span
    assert span == Span(0, LONGEST_QUOTE)


def test_the_longest_link_is_one_that_is_read() -> None:
    document = held("\U0001f9d2" * 3000)
    query = link(cited(document, Span(100, 2000)), document, "g1")
    assert len(query) <= LONGEST_QUERY
    assert find(query, {document.id: document}).how is How.EXACT


def test_words_the_record_does_not_hold_are_not_linked() -> None:
    with pytest.raises(ValueError, match="does not hold"):
        link(cite(DIGEST, PLANNED), replace(DIGEST, text=DIGEST.text.replace("June", "July")), "g1")
    with pytest.raises(ValueError, match="does not hold"):
        link(cite(DIGEST, PLANNED), ORIGINAL, "g1")


def test_a_link_to_a_letter_of_a_long_record_costs_little() -> None:
    started = time.process_time()
    find({"doc": "brookvale", "q": "a", "before": "a" * CONTEXT}, {"brookvale": held("a" * 200_000)})
    assert time.process_time() - started < 2


def test_every_outcome_but_the_exact_one_is_told() -> None:
    assert set(TOLD) == set(How)
    assert [how for how in How if not TOLD[how]] == [How.EXACT]
