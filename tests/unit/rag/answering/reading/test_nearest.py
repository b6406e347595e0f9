from __future__ import annotations

from functools import cache

import pytest

from rag.answering.language.lexicon import Lexicon
from rag.answering.reading.late import LateInteraction
from rag.answering.reading.nearest import SentenceSearch
from rag.dense import QueryEncoder
from rag.domain import sentence_key
from rag.store import Records
from tests.fakes import FakeEncoder, MemoryVectors
from tests.records import ALL, HARROWICK, KESTREL, LEAFLET, TARNBROOK, record, records_of
from tests.reviews import fill

LEFT = "The Harrowick review found that 61 foster carers had left the service in 2032."


def over(records: Records, *, late: bool = False, vectors: bool = True) -> SentenceSearch:
    encoder, passages, rows = FakeEncoder(), MemoryVectors(), MemoryVectors()
    if vectors:
        fill(records, encoder, passages, rows)
    lexicon = Lexicon(records)
    word_by_word = LateInteraction(encoder, lexicon) if late else None
    return SentenceSearch(records, rows, QueryEncoder(encoder), lexicon, word_by_word)


@cache
def search() -> SentenceSearch:
    return over(records_of(*ALL))


@cache
def closely() -> SentenceSearch:
    return over(records_of(*ALL), late=True)


def test_the_sentence_itself_is_nearest_to_itself() -> None:
    first, second, *_ = search().nearest(LEFT, 5)
    assert first.text == LEFT
    assert (first.document, first.passage.document_id) == (HARROWICK, HARROWICK.id)
    assert first.span.of(HARROWICK.text) == LEFT
    assert first.cosine == pytest.approx(1.0)
    assert first.coverage == pytest.approx(1.0)
    assert first.score > second.score


def test_every_sentence_found_is_one_of_the_records_letter_for_letter_and_stands_once() -> None:
    found = search().nearest("foster carers and a family hub", 99)
    assert len({(one.document.id, one.span) for one in found}) == len(found)
    for one in found:
        assert one.text == one.span.of(one.document.text)
        assert one.span in one.passage.sentences
        assert 0.0 <= one.cosine <= 1.0 + 1e-6
        assert 0.0 <= one.coverage <= 1.0 + 1e-6


def test_the_best_come_first_and_no_more_than_were_asked_for() -> None:
    for k in (1, 3, 7):
        found = search().nearest("foster carers who left", k)
        assert len(found) == k
        assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert search().nearest("foster carers", 0) == []


def test_only_the_given_documents_are_looked_at() -> None:
    only = frozenset({KESTREL.id, LEAFLET.id})
    found = search().nearest(LEFT, 99, only)
    assert found
    assert {one.document.id for one in found} <= only
    assert search().nearest(LEFT, 99, frozenset()) == []
    assert {one.document.id for one, _ in closely().about("foster carers", 99, only)} <= only


def test_equals_stand_in_the_order_of_their_documents_and_places() -> None:
    same = [record(name, "Same", "Night help is free. " * 12 + "\n") for name in ("b", "a")]
    found = over(records_of(*same)).nearest("night help", 24)
    assert [(one.document.id, one.span.start) for one in found] == [
        (i, n * 20) for i in "ab" for n in range(12)
    ]


def test_words_of_the_headings_count_as_the_sentence_s_own() -> None:
    headed = record("headed", "Headed", "# Telescopes\n\nThey were sold.\n")
    (one,) = over(records_of(headed)).nearest("telescopes", 1)
    assert one.text == "They were sold."
    assert one.coverage == pytest.approx(1.0)
    assert one.cosine < 0.9


def test_a_sentence_found_by_its_words_alone_is_scored_by_its_vector_too() -> None:
    many = "".join(f"Night help number {n} is free.\n" for n in range(40))
    records = records_of(record("many", "Many", many + "An orrery stands there.\n"))
    (found,) = over(records).nearest("orrery", 1)
    assert found.text == "An orrery stands there."
    assert found.cosine > 0


def test_without_vectors_the_words_alone_decide() -> None:
    found = over(records_of(*ALL), vectors=False).nearest(LEFT, 3)
    assert found[0].text == LEFT
    assert {one.cosine for one in found} == {0.0}


def test_a_vector_of_a_sentence_that_is_no_longer_there_is_passed_over() -> None:
    records, encoder, rows = records_of(LEAFLET), FakeEncoder(), MemoryVectors()
    fill(records, encoder, MemoryVectors(), rows)
    stale = sentence_key(LEAFLET.id, HARROWICK_SPAN)
    rows.add([stale], encoder.encode(["kinship carers in Quarry Bank"]), [LEAFLET.id])
    found = SentenceSearch(records, rows, QueryEncoder(encoder), Lexicon(records)).nearest(
        "kinship carers", 9
    )
    assert len(found) == 2
    assert all(one.text == one.span.of(LEAFLET.text) for one in found)


HARROWICK_SPAN = records_of(HARROWICK).passages[0].span


# --- about a topic -----------------------------------------------------------------------------------


def test_without_a_comparison_word_by_word_sentences_are_about_a_topic_as_far_as_they_are_near() -> None:
    found = search().about("foster carers", 5)
    assert [one for one, _ in found] == search().nearest("foster carers", 5)
    assert [fit for _, fit in found] == [one.score for one, _ in found]


def test_word_by_word_the_best_fit_comes_first_and_fits_lie_between_0_and_1() -> None:
    found = closely().about("foster carers who left", 8)
    fits = [fit for _, fit in found]
    assert fits == sorted(fits, reverse=True)
    assert all(0.0 <= fit <= 1.0 + 1e-6 for fit in fits)
    assert "left" in found[0][0].text


def test_what_goes_without_saying_in_a_record_does_not_tell() -> None:
    care = record(
        "care",
        "Report on residential care",
        "# Report on residential care\n\nResidential care is what this report on residential care is of. "
        "The cost was £5. Residential care homes are care homes.\n",
    )
    search = over(records_of(care, *ALL), late=True)
    best = search.about("the cost of residential care", 3, frozenset({care.id}))[0][0]
    assert best.text == "The cost was £5."


def test_the_same_topic_finds_the_same_again() -> None:
    assert closely().about("leaflet for carers", 6) == closely().about("leaflet for carers", 6)
    backwards = over(records_of(*reversed(ALL)), late=True)
    keys = [(one.document.id, one.span) for one, _ in closely().about("leaflet for carers", 6)]
    assert [(one.document.id, one.span) for one, _ in backwards.about("leaflet for carers", 6)] == keys
    assert TARNBROOK.id in {document for document, _ in keys}
