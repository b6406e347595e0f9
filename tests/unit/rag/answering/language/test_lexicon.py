from __future__ import annotations

from rag.answering.language.lexicon import Lexicon
from rag.text import stem
from tests.records import ALL, HARROWICK, KESTREL, TARNBROOK, record, records_of

LEXICON = Lexicon(records_of(*ALL))


def test_a_rare_word_weighs_more_than_a_common_one_and_an_unknown_one_most() -> None:
    common, rare, unknown = (LEXICON.weight(stem(word)) for word in ("foster", "guildhall", "zeppelin"))
    assert 0 < common < rare < unknown


def test_coverage_is_the_weighted_share_of_the_wanted_words() -> None:
    there = {stem("foster")}
    assert LEXICON.coverage((), there) == 0.0
    assert LEXICON.coverage(there, there) == 1.0
    assert 0 < LEXICON.coverage((stem("foster"), stem("guildhall")), there) < 0.5


def test_a_document_has_the_words_of_its_text_headings_and_description() -> None:
    words = LEXICON.of_document(HARROWICK.id)
    assert {stem("telephone"), stem("recommendations"), stem("professor"), stem("england")} <= words
    assert stem("guildhall") not in words


def test_a_document_is_described_by_its_title_nation_people_and_date_not_by_its_text() -> None:
    described = LEXICON.described(KESTREL.id)
    assert {stem("sole"), stem("scotland"), "2034", stem("hub")} <= described
    assert stem("serve") not in described


def test_a_word_is_known_where_any_document_has_it() -> None:
    assert LEXICON.known(stem("guildhall"))
    assert not LEXICON.known(stem("zeppelin"))


def test_a_document_without_passages_is_known_by_its_description() -> None:
    lexicon = Lexicon(records_of(record("empty", "Blank sheet", " ", jurisdiction=None), TARNBROOK))
    assert lexicon.of_document("empty") == lexicon.described("empty") != frozenset()


PROMISE = record("promise", "The Big Promise", "The Big Promise was made. It took big sums and a promise.")
SUMS = record("sums", "Sums", "It was a promise of big sums, said Marsh.")
WRITTEN = Lexicon(records_of(PROMISE, SUMS))


def test_a_name_of_ordinary_words_is_held_only_as_it_is_written() -> None:
    assert WRITTEN.spelling("Big Promise") == {PROMISE.id}
    assert WRITTEN.has(PROMISE.id, "Big Promise")
    assert not WRITTEN.has(SUMS.id, "Big Promise")


def test_a_name_with_a_word_that_is_never_written_small_is_held_by_its_words() -> None:
    assert WRITTEN.spelling("Ida Marsh") == frozenset()
    assert WRITTEN.has(SUMS.id, "Marsh")


def test_a_name_that_no_record_has_as_written_is_held_by_its_words() -> None:
    assert WRITTEN.spelling("Promise Sums") == frozenset()
    assert WRITTEN.has(SUMS.id, "Promise Sums")
