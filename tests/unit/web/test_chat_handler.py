from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from rag.domain import Filter, Question
from rag.errors import EncoderUnavailable, UnusableQuestion
from tests.web_fakes import DIGEST, DOCUMENTS, ORIGINAL, FakeReviews, fact, measures
from web.conversation import asking
from web.conversation.opening import open_source
from web.conversation.turns import MOST_TURNS, STOPPED, Reading, Turn, Turns, reread, stopped, without
from web.reviews import Library, Reviews


def opened(turns: Turns, sent: object) -> str:
    return open_source(turns, sent, date(2026, 11, 23))


def last(reviews: Reviews, text: object, turns: Turns = ()) -> asking.Step:
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


def test_what_the_person_can_mend_is_told_as_it_is() -> None:
    reviews = FakeReviews()
    reviews.error = UnusableQuestion("the question has no words: ask about a review")
    turn = last(reviews, "When?").turns[-1]
    assert turn.message == "The question has no words: ask about a review."
    assert turn.answer is None


def test_what_only_who_runs_it_can_mend_is_logged_for_them_and_told_without_where(
    caplog: pytest.LogCaptureFixture,
) -> None:
    reviews = FakeReviews()
    reviews.error = EncoderUnavailable("cannot load the encoder /srv/models: set ASK_ENCODER")
    turn = last(reviews, "When?").turns[-1]
    assert turn.message == asking.UNREADY
    assert "/srv/models: set ASK_ENCODER" in caplog.text


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
    assert 'data-reference="0-3"' in opened(turns, {"turn": 0, "number": 3})
    assert "Brookvale" in opened(turns, {"turn": 0, "number": 3})


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
    assert opened(turns, wanted) == ""


def test_a_record_that_is_not_to_hand_says_so() -> None:
    answer = fact(Question("When?"))
    turn = Turn(
        "When?", claims=answer.claims, answer=answer, library=Library({ORIGINAL.id: ORIGINAL}, "gen-1")
    )
    assert "can no longer be shown" in opened((turn,), {"turn": 0, "number": 1})


def test_what_a_button_sends_is_taken_only_as_text_and_cut() -> None:
    assert asking.words_of({"question": "When?"}, "question", 10) == "When?"
    assert asking.words_of({"question": 3}, "question", 10) == ""
    assert asking.words_of(None, "question", 10) == ""
    assert asking.words_of({"question": "a" * 50}, "question", 10) == "a" * 11


# --- what is taken back, edited and removed ------------------------------------------------------------


def test_each_thing_read_into_a_question_can_be_taken_back_by_itself() -> None:
    turn = last(FakeReviews(), "When?").turns[0]
    assert turn.answer is not None
    wales, since, kind = turn.answer.filters
    assert reread(turn, "alone") == Reading(alone=True)
    assert reread(turn, "word:0") == Reading(as_written=("timetable",))
    assert reread(turn, "filter:0") == Reading(scope=False, filters=(since, kind), dropped=(wales,))
    again = replace(turn, reading=Reading(alone=True, as_written=("kids",)))
    assert reread(again, "filter:1") == Reading(True, ("kids",), False, (wales, kind), (since,))
    assert reread(again, "plainly") == Reading()


@pytest.mark.parametrize(
    "what", ["", "word:1", "word:", "word:-1", "word:²", "filter:3", "filter:99999", "x:0"]
)
def test_what_was_not_read_into_a_question_cannot_be_taken_back(what: str) -> None:
    assert reread(last(FakeReviews(), "When?").turns[0], what) is None


def test_a_question_is_asked_as_it_is_to_be_read() -> None:
    reviews = FakeReviews()
    before = last(reviews, "Who led the inquiry?").turns
    condition = Filter("jurisdiction", "in", ("Wales",), "inferred")
    reading = Reading(alone=True, as_written=("kids",), scope=False, filters=(condition,))
    *_, step = asking.ask(reviews, "When?", before, reading)
    assert reviews.asked[-1] == Question("When?", (), (condition,), scope=False, as_written=("kids",))
    assert step.turns[-1].reading == reading


def test_a_question_asked_again_keeps_its_place() -> None:
    reviews = FakeReviews()
    turns = last(reviews, "Who?").turns
    turns = last(reviews, "Which measures?", turns).turns
    *_, step = asking.ask(reviews, "When?", (), None, turns[1:])
    assert [turn.asked for turn in step.turns] == ["When?", "Which measures?"]
    assert step.turns[1] is turns[1]


def test_stopping_leaves_whole_answers_and_no_half_one() -> None:
    turns = last(FakeReviews(), "When?").turns
    half = Turn("Which?", claims=turns[0].claims, waiting="...")
    first, second = stopped((*turns, half))
    assert first is turns[0]
    assert (second.claims, second.message, second.done) == ((), STOPPED, True)


def test_a_removed_question_is_gone_and_the_others_stay() -> None:
    one, two, three = (Turn(asked, message="x") for asked in "abc")
    assert without((one, two, three), 1) == (one, three)


# --- what is turned away -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["Is NHS number 943 476 5919 in care?", "Who lives at SW1A 1AA?", "Write to a@b.org?"],
)
def test_a_question_with_personal_data_is_neither_asked_nor_kept(text: str) -> None:
    reviews = FakeReviews()
    step = last(reviews, text)
    assert step.turns == ()
    assert not step.empty_box
    assert "take that out" in step.hint
    assert reviews.asked == []


def test_a_question_that_comes_too_soon_waits_in_the_box() -> None:
    reviews = FakeReviews()
    (step,) = asking.ask(reviews, "When?", (), turned_away=lambda: "Please wait.")
    assert (step.hint, step.turns, step.empty_box) == ("Please wait.", (), False)
    assert reviews.asked == []


def test_an_unusable_question_does_not_count_against_the_person() -> None:
    counted: list[int] = []
    list(asking.ask(FakeReviews(), "  ", (), turned_away=lambda: counted.append(1)))
    assert counted == []


def test_a_source_still_opens_after_the_index_has_moved_on() -> None:
    reviews = FakeReviews()
    turns = last(reviews, "When?").turns
    reviews._documents = {}
    assert DIGEST.title.split("'")[0] in opened(turns, {"turn": 0, "number": 1})
