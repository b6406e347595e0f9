from __future__ import annotations

import pytest

from rag.answering.candidates import (
    NEARLY_BEST,
    OF_ONE_DOCUMENT,
    SHORTLIST,
    Candidate,
    find_candidates,
    lead,
    shortlist,
)
from rag.answering.late import LateInteraction
from rag.answering.lexicon import Lexicon
from rag.answering.questions import read
from rag.domain import Document, Hit, sentence_key
from tests.fakes import FakeEncoder
from tests.records import ALL, HARROWICK, KESTREL, candidate, record, records_of

ENCODER = FakeEncoder()


def found(question: str, *documents: Document, vectors: bool = True) -> list[Candidate]:
    records = records_of(*documents)
    hits = [Hit(passage, 0.5, rank) for rank, passage in enumerate(records.passages, start=1)]
    rows = {
        sentence_key(passage.document_id, span): ENCODER.encode([passage.slice(span)])[0]
        for passage in records.passages
        for span in passage.sentences
    }
    asked = read(question)
    vector = ENCODER.encode([question])[0]
    return find_candidates(asked, vector, hits, records.documents, rows if vectors else {}, Lexicon(records))


def one(candidates: list[Candidate], words: str) -> Candidate:
    return next(one for one in candidates if words in one.text)


def test_every_sentence_of_the_hits_is_a_candidate_best_first() -> None:
    candidates = found("Who announced the Kestrel hub?", KESTREL)
    assert sorted(one.span for one in candidates) == [
        span for passage in records_of(KESTREL).passages for span in passage.sentences
    ]
    fits = [one.fit.early for one in candidates]
    assert fits == sorted(fits, reverse=True)
    assert candidates[0].text == "Councillor Amrit Sole announced the Kestrel hub."


def test_the_title_repeated_in_the_text_is_no_candidate() -> None:
    document = record("d", "Leaflet on kinship care", "Leaflet on kinship care.\n\nKinship carers meet.")
    assert [one.text for one in found("kinship", document)] == ["Kinship carers meet."]


def test_every_part_of_a_fit_lies_between_zero_and_one() -> None:
    for one in found("How many foster carers had left Harrowick in 2032?", *ALL):
        parts = one.fit
        for value in (
            parts.similarity,
            parts.sentence,
            parts.around,
            parts.document,
            parts.kind,
            parts.aside,
        ):
            assert 0 <= value <= 1 + 1e-6


def test_a_sentence_without_a_vector_has_no_similarity() -> None:
    assert {one.fit.similarity for one in found("foster carers", HARROWICK, vectors=False)} == {0.0}


def test_the_asked_for_kind_of_value_counts_half_where_it_may_be_something_else() -> None:
    candidates = found(
        "Who wrote to the Kestrel board?", KESTREL, record("e", "A note", "Ofsted rose. It rained.")
    )
    assert one(candidates, "Amrit Sole").fit.kind == 1.0
    assert (one(candidates, "Ofsted").fit.kind, one(candidates, "Ofsted").weak) == (0.5, True)
    assert one(candidates, "rained").fit.kind == 0.0
    assert {one.fit.kind for one in found("Tell me about kinship", HARROWICK)} == {0.5}


def test_words_of_the_title_tell_no_sentence_of_that_record_from_another() -> None:
    document = record(
        "d", "The Aldermoor review", "The Aldermoor review began.\n\nIt took evidence on caseloads."
    )
    candidates = found("Aldermoor review caseloads", document)
    assert one(candidates, "caseloads").fit.sentence > one(candidates, "began").fit.sentence


def test_a_section_on_how_sources_differ_is_an_aside() -> None:
    candidates = found("foster carers", HARROWICK)
    assert one(candidates, "leaflet gives").fit.aside == 1.0
    assert one(candidates, "61 foster").fit.aside == 0.0


def test_a_sentence_says_what_is_missing_by_its_words_or_its_heading() -> None:
    document = record(
        "d", "A note", "# What is not known\n\nThe date of the second visit.\n\n# More\n\nIt rained."
    )
    candidates = found("visit", document)
    assert one(candidates, "second visit").silent
    assert not one(candidates, "rained").silent
    assert one(found("placement", HARROWICK), "does not say").silent


def test_a_sentence_with_the_asked_for_value_speaks_whatever_it_says_is_missing() -> None:
    text = "The note gives no cost, but 14 carers left."
    document = record("d", "A note", text)
    assert not found("How many carers left?", document)[0].silent
    assert found("What did carers think?", document)[0].silent


def test_a_sentence_that_opens_with_a_pronoun_leans_on_the_one_before() -> None:
    candidates = found("foster carers", HARROWICK)
    assert one(candidates, "They gave short breaks").leans
    assert one(candidates, "They gave short breaks").place == 1
    assert not one(candidates, "Training").leans


def late(*documents: Document) -> LateInteraction:
    return LateInteraction(ENCODER, Lexicon(records_of(*documents or ALL)))


def test_the_shortlist_is_compared_word_by_word_and_put_in_order() -> None:
    question = "How many foster carers had left the service?"
    short = shortlist(question, found(question, *ALL), late())
    assert short[0].text.startswith("The Harrowick review found that 61")
    assert all(one.fit.late > 0 or one.fit.early < 0.5 for one in short)
    assert [one.score for one in short] == sorted((one.score for one in short), reverse=True)


def many(document_id: str, number: int) -> Document:
    """A record of so many sentences that share no word but one."""
    names = [f"carer {chr(97 + i // 26)}{chr(97 + i % 26)}q" for i in range(number)]
    return record(document_id, f"Note {document_id}", "\n\n".join(f"A {name} spoke." for name in names))


def test_the_shortlist_is_short() -> None:
    document = many("a", 40)
    assert len(shortlist("carer", found("carer", document), late(document))) == SHORTLIST


def test_a_balanced_shortlist_leaves_room_for_every_record() -> None:
    documents = many("a", 40), many("b", 3)
    short = shortlist("carer", found("carer", *documents), late(*documents), balanced=True)
    assert {one.document.id for one in short} == {"a", "b"}
    assert sum(one.document.id == "a" for one in short) == OF_ONE_DOCUMENT


def test_the_sentence_before_helps_a_sentence_that_follows_it() -> None:
    short = shortlist("carers left reason", found("carers left reason", HARROWICK), late())
    follower = one(short, "They gave short breaks")
    assert follower.fit.late_around > follower.fit.late


WHEN = read("When did the hub open?")


def test_an_answer_begins_with_the_value_asked_for_before_a_better_fitting_sentence_without_it() -> None:
    best, dated = (
        candidate("The hub opened.", fit=0.8),
        candidate("It was 4 May 2031.", fit=0.75, values=["4 May 2031"]),
    )
    assert lead(WHEN, [best, dated]) is dated
    assert lead(read("Tell me about the hub"), [best, dated]) is best


def test_a_weak_value_yields_to_a_strong_one_and_wins_over_none() -> None:
    none = candidate("The hub opened.", fit=0.8)
    weak = candidate("In 2033 it opened.", fit=0.78, values=["2033"], weak=True)
    strong = candidate("It was 4 May 2031.", fit=0.75, values=["4 May 2031"])
    assert lead(WHEN, [none, weak, strong]) is strong
    assert lead(WHEN, [none, weak]) is weak


def test_an_answer_never_begins_with_a_value_in_a_sentence_that_fits_much_worse() -> None:
    best = candidate("The hub opened.", fit=0.8)
    far = candidate("It was 4 May 2031.", fit=0.8 * NEARLY_BEST - 0.05, values=["4 May 2031"])
    assert lead(WHEN, [best, far]) is best


def test_a_sentence_on_what_is_missing_leads_only_where_nothing_else_fits() -> None:
    silent = candidate("The note gives no date.", fit=0.8, silent=True)
    near = candidate("The hub opened.", fit=0.75)
    assert lead(WHEN, [silent, near]) is near
    assert lead(WHEN, [silent, candidate("It rained.", fit=0.3)]) is silent


def test_scores_weigh_parts_that_sum_to_one_at_most() -> None:
    whole = candidate("x", fit=1.0).fit
    assert whole.early == pytest.approx(1.0)
    assert whole.score == pytest.approx(1.0)
    assert candidate("x", fit=0.0, about=0.0).score == 0.0
