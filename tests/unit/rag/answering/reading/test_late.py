from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from rag.answering.language.lexicon import Lexicon
from rag.answering.reading import late
from rag.answering.reading.late import LateInteraction, Match, Sought
from rag.ports import TokenVectors
from rag.text import content_stems
from tests.fakes import FakeEncoder
from tests.records import ALL, records_of

LEXICON = Lexicon(records_of(*ALL))


class Counting(FakeEncoder):
    """Keeps every text whose tokens were asked for, and has no token at all for a dash."""

    def __init__(self) -> None:
        super().__init__()
        self.tokenised: list[str] = []

    def token_vectors(self, texts: Sequence[str]) -> list[TokenVectors]:
        self.tokenised.extend(texts)
        found = super().token_vectors(texts)
        nothing = TokenVectors((), np.zeros((0, self.dimension), dtype=np.float32))
        return [nothing if text == "-" else tokens for text, tokens in zip(texts, found, strict=True)]


def matched(
    interaction: LateInteraction,
    question: str,
    sentence: str,
    *before: str,
    given: str = "",
    acts: str = "",
    names: str = "",
) -> Match:
    """How one sentence meets the question, the stems of ``given`` going without saying there."""
    sought = Sought(sentence, before, frozenset(content_stems(given)))
    return interaction.match(
        question, [sought], frozenset(content_stems(acts)), frozenset(content_stems(names))
    )[0]


def match(
    question: str, sentence: str, *before: str, given: str = "", acts: str = "", names: str = ""
) -> Match:
    interaction = LateInteraction(Counting(), LEXICON)
    return matched(interaction, question, sentence, *before, given=given, acts=acts, names=names)


def one(value: float) -> bool:
    return value == pytest.approx(1.0, abs=1e-5)


def test_a_sentence_with_every_word_of_the_question_meets_it_whole() -> None:
    found = match("guildhall leaflet", "a leaflet in the guildhall")
    assert all(one(value) for value in (found.alone, found.context, found.rest, found.fresh, found.least))
    assert one(found.back)


def test_a_rare_word_found_counts_more_than_a_common_one() -> None:
    question = "foster guildhall"
    assert match(question, "guildhall").alone > match(question, "foster").alone


def test_the_sentences_before_can_only_add_and_only_to_the_context() -> None:
    found = match("guildhall leaflet", "the leaflet", "it rained", "the guildhall")
    assert one(found.context)
    assert one(found.rest_context)
    assert found.alone == match("guildhall leaflet", "the leaflet").alone < found.context
    assert match("guildhall leaflet", "the leaflet", "-") == match("guildhall leaflet", "the leaflet")


def test_only_words_that_no_sentence_before_has_are_fresh() -> None:
    assert one(match("guildhall leaflet", "the leaflet", "the guildhall").fresh)
    assert match("guildhall leaflet", "the guildhall", "the guildhall").fresh < 0.6
    assert match("guildhall leaflet", "the leaflet", "leaflet in the guildhall").fresh == 0.5


def test_words_of_the_sentence_that_the_question_lacks_lower_how_it_looks_back() -> None:
    short, long = match("leaflet", "the leaflet"), match("leaflet", "a leaflet printed in welsh by june")
    assert one(short.back)
    assert one(long.alone)
    assert long.back < 0.8
    assert match("leaflet", "it is what it is").back == 0.0
    assert match("leaflet", "-").back == 0.0


def test_the_word_that_is_met_worst_is_sought_before_the_sentence_too() -> None:
    assert match("guildhall leaflet", "the leaflet").least < 0.5
    assert one(match("guildhall leaflet", "the leaflet", "the guildhall").least)
    assert one(match("harrowick leaflet", "the leaflet", given="harrowick").least)


def test_a_word_that_no_record_has_is_strange_and_told_by_how_badly_it_is_met() -> None:
    assert match("zeppelin leaflet", "the leaflet").strange < 0.6
    assert one(match("zeppelin leaflet", "the leaflet", "a zeppelin").strange)
    assert one(match("zeppelin leaflet", "a zeppelin").strange)
    assert match("zeppelin trombone", "a zeppelin").strange == match("trombone", "a zeppelin").strange


def test_without_a_strange_word_nothing_is_strange_however_badly_the_words_are_met() -> None:
    assert match("guildhall leaflet", "it rained").strange == 1.0


def test_names_are_left_out_of_the_rest() -> None:
    found = match("guildhall leaflet", "the leaflet", names="guildhall")
    assert one(found.rest)
    assert found.alone < 0.9
    assert match("guildhall", "the leaflet", names="guildhall").rest == 0.5


def test_what_goes_without_saying_in_a_record_weighs_nothing_there() -> None:
    question = "harrowick mentor"
    assert one(match(question, "a mentor", given="harrowick").alone)
    assert match(question, "a mentor").alone < 0.9


def test_words_that_only_say_what_is_wanted_weigh_nothing() -> None:
    assert one(match("describe mentor", "a mentor", acts="describe").alone)
    assert match("describe mentor", "a mentor").alone < 0.9


def test_words_count_all_the_same_where_no_other_is_left() -> None:
    assert one(match("harrowick", "in harrowick", given="harrowick").alone)
    # Those of asking tell more than those that stand in every sentence of the record.
    found = match("describe harrowick", "in harrowick", given="harrowick", acts="describe")
    assert found.alone < 0.5


def test_a_question_of_grammar_alone_meets_every_sentence_half() -> None:
    assert match("who is it?", "who it is") == Match()


def test_no_sentence_gives_no_match() -> None:
    assert LateInteraction(Counting(), LEXICON).match("guildhall", []) == []


def test_a_word_of_several_pieces_is_met_by_their_mean() -> None:
    class Pieces(FakeEncoder):
        """Cuts each word in the middle."""

        def token_spans(self, texts: Sequence[str]) -> list[list[tuple[int, int]]]:
            return [
                [
                    part
                    for a, b in spans
                    for part in ((a, (a + b) // 2), ((a + b) // 2, b))
                    if part[0] < part[1]
                ]
                for spans in super().token_spans(texts)
            ]

    interaction = LateInteraction(Pieces(), LEXICON)
    assert one(matched(interaction, "guildhall", "guildhall").alone)
    assert 0.4 < matched(interaction, "guildhall", "guilmark").alone < 0.9


def test_tokens_of_a_sentence_are_asked_for_once() -> None:
    encoder = Counting()
    interaction = LateInteraction(encoder, LEXICON)
    first = matched(interaction, "guildhall", "the leaflet", "it rained")
    assert matched(interaction, "guildhall", "the leaflet", "it rained") == first
    assert {text: encoder.tokenised.count(text) for text in ("the leaflet", "it rained", "guildhall")} == {
        "the leaflet": 1,
        "it rained": 1,
        "guildhall": 1,
    }


def test_what_is_remembered_does_not_grow_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(late, "REMEMBERED", 2)
    encoder = Counting()
    interaction = LateInteraction(encoder, LEXICON)
    for text in ("one hub", "two hubs", "three hubs", "one hub"):
        assert matched(interaction, "hub", text).alone > 0.9
    assert encoder.tokenised.count("one hub") == 2
