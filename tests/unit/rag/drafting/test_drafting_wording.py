from __future__ import annotations

from rag.answering.wording.model_words import IN_ITS_WORDS, in_its_words
from rag.citations import cite
from rag.domain import Citation, Claim
from rag.drafting.wording import NO_SENTENCES, NOTHING_KEPT, UNREADABLE, left_out, unused
from tests.records import HARROWICK, TARNBROOK, passages_of, record


def cited(document: object) -> Citation:
    assert isinstance(document, type(HARROWICK))
    passage = passages_of(document)[0]
    return cite(document, passage, passage.sentences[0])


def test_a_frame_says_whose_words_follow_and_on_how_many_records_they_rest() -> None:
    one = Claim("It was led.", (cited(HARROWICK),))
    two = Claim("It met.", (cited(HARROWICK), cited(TARNBROOK)))
    assert in_its_words((one,)).startswith("In a language model’s words, from one record;")
    assert in_its_words((one, two)).startswith("In a language model’s words, from 2 records;")
    for claims in ((one,), (one, two)):
        assert IN_ITS_WORDS.fullmatch(in_its_words(claims))
    assert cited(record("a", "A", "It met in May.")).quote == "It met in May."


def test_what_was_left_out_is_counted_in_plain_words() -> None:
    assert left_out(1).startswith("One sentence of the language model was left out:")
    assert left_out(3).startswith("3 sentences of the language model were left out:")


def test_why_there_are_no_words_of_the_model_is_one_sentence() -> None:
    for why in (NOTHING_KEPT, UNREADABLE, NO_SENTENCES):
        assert unused(why) == f"Put together without the language model: {why}"
        assert why.endswith(".")
