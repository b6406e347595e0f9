from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from rag.domain import Question
from rag.errors import EncoderUnavailable
from tests.web_fakes import DIGEST, DOCUMENTS, ORIGINAL, FakeReviews, fact, measures
from web.conversation import asking
from web.conversation.turns import MOST_TURNS, Turn, Turns
from web.reviews import Library


def last(reviews: asking.Reviews, text: object, turns: Turns = ()) -> asking.Step:
    return list(asking.ask(reviews, text, turns))[-1]


def test_an_answer_comes_claim_by_claim_and_then_whole() -> None:
    steps = list(asking.ask(FakeReviews(), "Which measures?", ()))
    shown = [(len(step.turns[-1].claims), step.turns[-1].answer is not None) for step in steps]
    assert shown == [(0, False), (0, False), (1, False), (2, False), (3, False), (3, True), (3, True)]
    assert steps[0].turns[-1].waiting == asking.LOOKING
    assert all(step.empty_box for step in steps)
    assert steps[-1].turns[-1].documents == DOCUMENTS


def test_numbers_given_while_streaming_stay_the_same() -> None:
    steps = list(asking.ask(FakeReviews(), "Which measures?", ()))
    final = steps[-1].turns[-1].evidence
    for step in steps:
        partial = step.turns[-1].evidence
        assert partial == final[: len(partial)]


def test_asking_before_the_encoder_is_warm_says_so_first() -> None:
    reviews = FakeReviews()
    reviews.gate.clear()
    steps = asking.ask(reviews, "When?", ())
    assert next(steps).turns[-1].waiting == asking.GETTING_READY
    reviews.gate.set()
    assert list(steps)[-1].turns[-1].answer is not None


def test_the_conversation_gives_the_next_question_its_history() -> None:
    reviews = FakeReviews()
    first = last(reviews, "Who led the inquiry?")
    with_note = (
        *first.turns,
        Turn("lost", message="Something went wrong."),
        Turn("cut short", waiting="..."),
    )
    second = last(reviews, "  And when?  ", with_note)
    assert reviews.asked[1] == Question("And when?", ("Who led the inquiry?",))
    assert [turn.asked for turn in second.turns] == ["Who led the inquiry?", "lost", "And when?"]


@pytest.mark.parametrize("text", ["", "   ", "a" * 200_000, "a\0b", "a\ud800", None, 3, "?!"])
def test_an_unusable_question_gets_a_hint_and_stays_in_the_box(text: object) -> None:
    reviews = FakeReviews()
    before = last(reviews, "When?").turns
    steps = list(asking.ask(reviews, text, before))
    assert len(steps) == 1
    assert steps[0].turns == before
    assert not steps[0].empty_box
    assert steps[0].hint.endswith(".")
    assert len(reviews.asked) == 1


def test_a_problem_a_person_can_mend_is_told_as_it_is() -> None:
    reviews = FakeReviews()
    reviews.error = EncoderUnavailable("cannot load the encoder: set ASK_ENCODER")
    turn = last(reviews, "When?").turns[-1]
    assert turn.message == "Cannot load the encoder: set ASK_ENCODER."
    assert turn.answer is None


def test_any_other_error_becomes_a_plain_message_and_its_words_are_not_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    reviews = FakeReviews()
    reviews.error = RuntimeError("secret words of a record")
    with caplog.at_level(logging.DEBUG):
        turn = last(reviews, "When?").turns[-1]
    assert turn.message == asking.SORRY
    assert "RuntimeError" in caplog.text
    assert "secret" not in caplog.text


class BreaksOff(FakeReviews):
    """Gives one claim and then stops or fails."""

    def __init__(self, error: Exception | None) -> None:
        super().__init__()
        self.breaks = error

    def answering(self, question: Question) -> tuple[Library, Iterator[Mapping[str, Any]]]:
        def chunks() -> Iterator[Mapping[str, Any]]:
            yield {"hits": ()}
            yield {"claims": [measures(question).claims[0]]}
            if self.breaks:
                raise self.breaks

        return Library(DOCUMENTS, "gen-1"), chunks()


@pytest.mark.parametrize("error", [None, ValueError("x")])
def test_an_answer_that_breaks_off_is_not_shown_as_one(error: Exception | None) -> None:
    turn = last(BreaksOff(error), "Which measures?").turns[-1]
    assert turn.answer is None
    assert turn.message == asking.SORRY


def test_a_long_conversation_forgets_its_oldest_turns() -> None:
    turns = tuple(Turn(f"q{n}", message="x") for n in range(MOST_TURNS + 5))
    kept = last(FakeReviews(), "When?", turns).turns
    assert len(kept) == MOST_TURNS
    assert kept[-1].asked == "When?"
    assert kept[-2].asked == f"q{MOST_TURNS + 4}"


def test_a_citation_opens_the_record_it_was_made_from() -> None:
    turns = last(FakeReviews(), "Which measures?").turns
    assert 'data-reference="0-3"' in asking.open_source(turns, {"turn": 0, "number": 3})
    assert "Brookvale" in asking.open_source(turns, {"turn": 0, "number": 3})


@pytest.mark.parametrize(
    "wanted",
    [
        None,
        "x",
        {},
        {"turn": 0},
        {"turn": 5, "number": 1},
        {"turn": -1, "number": 1},
        {"turn": 0, "number": 0},
        {"turn": 0, "number": 99},
        {"turn": "0", "number": 1},
        {"turn": True, "number": 1},
        {"turn": 0, "number": 1.0},
    ],
)
def test_a_forged_citation_opens_nothing(wanted: object) -> None:
    turns = last(FakeReviews(), "Which measures?").turns
    assert asking.open_source(turns, wanted) == ""


def test_a_record_that_is_not_to_hand_says_so() -> None:
    answer = fact(Question("When?"))
    turn = Turn(
        "When?", claims=answer.claims, answer=answer, library=Library({ORIGINAL.id: ORIGINAL}, "gen-1")
    )
    assert "can no longer be shown" in asking.open_source((turn,), {"turn": 0, "number": 1})


def test_what_a_button_sends_is_taken_only_as_text_and_cut() -> None:
    assert asking.asked_by({"question": "When?"}) == "When?"
    assert asking.asked_by({"question": 3}) == ""
    assert asking.asked_by(None) == ""
    assert len(asking.asked_by({"question": "a" * 10_000})) == 2001


def test_a_question_can_be_asked_again_without_what_was_read_from_it() -> None:
    reviews = FakeReviews()
    *_, step = asking.ask(reviews, "When?", (), frozenset({"scope"}))
    *_, step = asking.ask(reviews, "When?", step.turns)
    assert [(asked.scope, asked.expand) for asked in reviews.asked] == [(False, True), (True, True)]
    assert [turn.widened for turn in step.turns] == [{"scope"}, set()]


def test_what_a_button_leaves_off_is_taken_only_by_its_known_names() -> None:
    assert asking.widened_by({"widened": ["scope", "expand", "limits"]}) == {"scope", "expand"}
    for sent in (
        {"widened": "scope"},
        {"widened": [["scope"], 3, None]},
        {"question": "When?"},
        None,
        ["scope"],
    ):
        assert asking.widened_by(sent) == frozenset()


def test_a_source_still_opens_after_the_index_has_moved_on() -> None:
    reviews = FakeReviews()
    turns = last(reviews, "When?").turns
    reviews._documents = {}
    assert DIGEST.title.split("'")[0] in asking.open_source(turns, {"turn": 0, "number": 1})
