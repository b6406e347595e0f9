from __future__ import annotations

import pytest

from rag.answering.asking.questions import read
from rag.answering.language.lexicon import Lexicon
from rag.answering.reading.candidates import (
    NEARLY_BEST,
    OF_ONE_DOCUMENT,
    SHORTLIST,
    Candidate,
    find_candidates,
    lead,
    leans,
    shortlist,
)
from rag.answering.reading.fit import RERANKER_SHARE
from rag.answering.reading.late import LateInteraction
from rag.domain import Document, Hit, sentence_key
from tests.fakes import FakeEncoder, KnowingReranker
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
    return find_candidates(
        asked, vector, hits, records.documents, rows if vectors else {}, Lexicon(records), {}
    )


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
    question = "How many foster carers had left Harrowick in 2032?"
    for one in shortlist(question, read(question), found(question, *ALL), late()):
        own, match = one.fit, one.fit.late
        for value in (
            *(own.similarity, own.sentence, own.around, own.document, own.passage, own.aside, own.heading),
            *(own.held, own.weak, own.missing, own.serves, own.length),
            *(match.alone, match.context, match.rest, match.rest_context),
            *(match.fresh, match.back, match.least),
        ):
            assert 0 <= value <= 1 + 1e-6


def test_a_sentence_without_a_vector_has_no_similarity() -> None:
    assert {one.fit.similarity for one in found("foster carers", HARROWICK, vectors=False)} == {0.0}


def kind_of(one: Candidate) -> tuple[float, float, float]:
    return one.fit.held, one.fit.weak, one.fit.missing


def test_the_asked_for_kind_of_value_is_held_may_be_held_or_is_missing() -> None:
    candidates = found(
        "Who wrote to the Kestrel board?", KESTREL, record("e", "A note", "Ofsted rose. It rained.")
    )
    assert kind_of(one(candidates, "Amrit Sole")) == (1.0, 0.0, 0.0)
    assert kind_of(one(candidates, "Ofsted")) == (0.0, 1.0, 0.0)
    assert one(candidates, "Ofsted").weak
    assert kind_of(one(candidates, "rained")) == (0.0, 0.0, 1.0)
    assert {kind_of(one) for one in found("Tell me about kinship", HARROWICK)} == {(0.0, 0.0, 0.0)}


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
    assert not one(found("What does it never mention of placement?", HARROWICK), "does not say").silent


def test_a_sentence_with_the_asked_for_value_speaks_whatever_it_says_is_missing() -> None:
    text = "The note gives no cost, but 14 carers left."
    document = record("d", "A note", text)
    assert not found("How many carers left?", document)[0].silent
    assert found("What did carers think?", document)[0].silent


def test_a_post_answers_not_who_it_was_where_the_sentence_says_that_nobody_is_named() -> None:
    document = record("d", "A note", "The note does not name the chair, who came in May 2031.")
    (who,), (when,) = found("Who came?", document), found("When did the chair come?", document)
    assert who.values and who.silent
    assert when.values and not when.silent


def test_under_a_heading_on_what_is_not_known_no_value_speaks() -> None:
    document = record("d", "A note", "# What is not known\n\nWhere the 14 carers went.")
    (carers,) = found("How many carers went?", document)
    assert carers.values and carers.silent


def test_a_sentence_that_opens_with_a_pronoun_leans_on_the_one_before() -> None:
    candidates = found("foster carers", HARROWICK)
    assert one(candidates, "They gave short breaks").leans
    assert one(candidates, "They gave short breaks").place == 1
    assert not one(candidates, "Training").leans


def late(*documents: Document) -> LateInteraction:
    return LateInteraction(ENCODER, Lexicon(records_of(*documents or ALL)))


def test_the_shortlist_is_compared_word_by_word_and_put_in_order() -> None:
    question = "How many foster carers had left the service?"
    short = shortlist(question, read(question), found(question, *ALL), late())
    assert short[0].text.startswith("The Harrowick review found that 61")
    assert all(one.fit.match is not None for one in short)
    assert short[0].fit.late.alone > short[-1].fit.late.alone
    assert [one.score for one in short] == sorted((one.score for one in short), reverse=True)


def many(document_id: str, number: int) -> Document:
    """A record of so many sentences that share no word but one."""
    names = [f"carer {chr(97 + i // 26)}{chr(97 + i % 26)}q" for i in range(number)]
    return record(document_id, f"Note {document_id}", "\n\n".join(f"A {name} spoke." for name in names))


def test_the_shortlist_is_short() -> None:
    document = many("a", 40)
    assert len(shortlist("carer", read("carer"), found("carer", document), late(document))) == SHORTLIST


def test_a_balanced_shortlist_leaves_room_for_every_record() -> None:
    documents = many("a", 40), many("b", 3)
    short = shortlist("carer", read("carer"), found("carer", *documents), late(*documents), balanced=True)
    assert {one.document.id for one in short} == {"a", "b"}
    assert sum(one.document.id == "a" for one in short) == OF_ONE_DOCUMENT


def test_a_reranker_moves_the_sentence_it_knows_to_the_front_by_its_share_of_the_score() -> None:
    question = "How many foster carers had left the service?"
    plain = shortlist(question, read(question), found(question, *ALL), late())
    assert "Quill Street" not in plain[0].text
    right = KnowingReranker("Quill Street")
    reranked = shortlist(question, read(question), found(question, *ALL), late(), right)
    assert "Quill Street" in reranked[0].text
    own = one(plain, "Quill Street").score
    assert reranked[0].score == pytest.approx((1 - RERANKER_SHARE) * own + RERANKER_SHARE)
    assert reranked[1].score == pytest.approx((1 - RERANKER_SHARE) * plain[0].score)


def test_a_reranker_reads_a_sentence_that_leans_together_with_the_one_before() -> None:
    reranker = KnowingReranker("nothing")
    asked = "carers left reason"
    shortlist(asked, read(asked), found(asked, HARROWICK), late(), reranker)
    ((question, texts),) = reranker.asked
    assert question == asked
    assert len(texts) <= SHORTLIST
    (led,) = [text for text in texts if "They gave short breaks" in text]
    assert led.startswith("The Harrowick review found that 61")
    assert (
        "Training for foster carers in Harrowick lasted eleven weeks and took place in Quill Street Town Hall."
        in texts
    )


def test_the_sentence_before_helps_a_sentence_that_follows_it() -> None:
    question = "carers left reason"
    short = shortlist(question, read(question), found(question, HARROWICK), late())
    follower = one(short, "They gave short breaks")
    assert follower.fit.late.context > follower.fit.late.alone


def test_the_two_sentences_before_are_known_nearest_first_across_passages_of_one_section() -> None:
    document = record("d", "A note", "# Part\n\nThe hub opened. It was new. It had rooms. They were big.")
    candidates = found("hub rooms", document)
    assert one(candidates, "They were").before == ("It had rooms.", "It was new.")
    assert one(candidates, "hub opened").before == ()
    records = records_of(document, record("e", "B note", "Carers came. They sang."))
    here, there = records.passages
    rows = find_candidates(
        *(read("carers"), ENCODER.encode(["carers"])[0], [Hit(there, 0.5, 1)], records.documents, {}),
        *(Lexicon(records), {there.key: here}),
    )
    assert one(rows, "Carers").before == ("They were big.", "It had rooms.")
    assert one(rows, "They sang").before == ("Carers came.", "They were big.")


def test_a_sentence_leans_that_opens_with_a_pronoun_or_names_nothing() -> None:
    assert leans("They gave short breaks as their reason to Harrowick.")
    assert leans("The officer replied that carers had left.")
    assert not leans("The officer told Harrowick that carers had left.")
    assert not leans("Carers left in 2032.")


def test_a_sentence_that_reports_what_the_question_is_after_serves_it_better() -> None:
    document = record("d", "A note", "The hub was discussed. The panel agreed that the hub be built.")
    question = "What did the panel agree about the hub?"
    short = shortlist(question, read(question), found(question, document), late(document))
    assert one(short, "agreed").fit.serves > one(short, "discussed").fit.serves
    plain = shortlist("the hub", read("the hub"), found("the hub", document), None)
    assert {row.fit.serves for row in plain} == {0.5}
    assert {row.fit.match for row in plain} == {None}


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
