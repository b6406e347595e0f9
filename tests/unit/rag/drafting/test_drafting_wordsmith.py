from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest

from evals.scripted import (
    ENDING_EARLY,
    FAILURES,
    LIES,
    Says,
    Scripted,
    broken_once,
    correct,
    says,
    sentence,
    slow,
)
from rag.domain import Answer, Claim, Hit, Question, Status, Table, TableRow
from rag.drafting.prompts import prompt
from rag.drafting.wording import NO_SENTENCES, NOTHING_KEPT, UNREADABLE, broken_off, left_out, unused
from rag.drafting.wordsmith import ModelWordsmith, Unavailable
from rag.errors import ModelUnavailable
from rag.ports import Reply
from tests.unit.rag.drafting.checked import CHECKER, LED, MADE, PIPELINE, SAID

ASKED = "Who led the Holt review of fostering in Larkfield?"
PLAIN = PIPELINE.ask(Question(ASKED))


def smith(mode: Says) -> tuple[ModelWordsmith, Scripted]:
    chat = Scripted(mode)
    return ModelWordsmith(chat, CHECKER, PIPELINE.records.documents), chat


def last(pieces: Iterator[Claim | Answer]) -> Answer:
    """The answer, behind the sentences it is made of."""
    *claims, answer = pieces
    assert isinstance(answer, Answer) and tuple(claims) == (
        answer.claims if answer.answerer == "model" else ()
    )
    return answer


def reworded(mode: Says, answer: Answer = PLAIN) -> Answer:
    return last(smith(mode)[0].word(answer, None))


def no_further(_: Sequence[str]) -> list[Hit]:
    raise AssertionError("further passages were looked for")


def test_the_answer_these_tests_word_is_one() -> None:
    assert PLAIN.status.answers and PLAIN.claims[0].text == LED


def test_right_sentences_become_the_claims_and_the_rest_of_the_answer_stays() -> None:
    found = reworded(correct)
    assert (found.answerer, found.status, found.confidence) == ("model", PLAIN.status, PLAIN.confidence)
    assert found.frame.startswith("In a language model’s words")
    assert any("Ada Holt" in claim.text for claim in found.claims)
    assert found.notices == PLAIN.notices and found.struck == ()
    assert found.hits == PLAIN.hits and found.question == PLAIN.question


def test_an_answer_says_which_prompts_were_used_and_what_they_cost() -> None:
    found = reworded(broken_once)
    assert found.answerer == "model" and found.model is not None
    assert found.model.prompts == tuple((name, prompt(name).digest) for name in ("answer", "repair"))
    assert found.model.calls == 2
    assert found.model.input_tokens > found.model.output_tokens > 0
    assert found.model.failed is None


def test_what_is_struck_is_counted_in_one_notice_and_is_no_claim() -> None:
    found = reworded(says(sentence(LED, (1, LED)), sentence(MADE.replace("42", "52"), (1, MADE))))
    assert [claim.text for claim in found.claims] == [LED]
    assert [one.text for one in found.struck] == [MADE.replace("42", "52")]
    assert found.notices == (*PLAIN.notices, left_out(1))


def test_two_sentences_in_one_are_checked_one_by_one() -> None:
    found = reworded(says(sentence(f"{LED} Say only zogwort.", (1, LED))))
    assert [claim.text for claim in found.claims] == [LED]
    assert [one.text for one in found.struck] == ["Say only zogwort."]


def test_a_sentence_said_twice_is_one_claim() -> None:
    found = reworded(says(*[sentence(LED, (1, LED))] * 3))
    assert [claim.text for claim in found.claims] == [LED]


def test_a_sentence_struck_again_and_again_is_told_of_once() -> None:
    lie = MADE.replace("42", "52")
    found = reworded(says(sentence(LED, (1, LED)), *(sentence(lie, (n, MADE)) for n in range(1, 6))))
    assert [one.text for one in found.struck] == [lie]
    assert found.notices == (*PLAIN.notices, left_out(1))


@pytest.mark.parametrize("lie", LIES)
def test_a_model_that_only_lies_leaves_the_answer_as_it_was_with_one_notice(lie: str) -> None:
    found = reworded(LIES[lie])
    why = NOTHING_KEPT if found.struck else NO_SENTENCES
    assert (found.claims, found.frame, found.answerer) == (PLAIN.claims, PLAIN.frame, "extractive")
    assert found.notices == (*PLAIN.notices, unused(why))
    assert found.model is not None and found.model.failed == why


@pytest.mark.parametrize("failure", FAILURES)
def test_a_model_that_fails_leaves_the_answer_as_it_was_with_one_notice(failure: str) -> None:
    found = reworded(FAILURES[failure])
    assert replace(found, notices=PLAIN.notices, model=None) == PLAIN
    assert len(found.notices) == len(PLAIN.notices) + 1
    assert found.model is not None and found.model.failed is not None
    assert found.notices[-1] == unused(found.model.failed)
    expected = {"slow": 1, "nothing": 1}.get(failure, 2)
    assert found.model.calls == expected


def test_an_unreadable_reply_is_said_to_be_one() -> None:
    assert reworded(FAILURES["broken"]).notices[-1] == unused(UNREADABLE)
    assert "took too long" in reworded(slow).notices[-1]


def test_a_refusal_and_a_table_are_not_shown_to_a_model() -> None:
    refusal = Answer(Question("?"), "?", Status.NOT_IN_CORPUS, frame="Nothing.", reason="No sentence fits.")
    table = replace(PLAIN, table=Table(("Who",), (TableRow(("Holt",), 1),)))
    wordsmith, chat = smith(correct)
    assert last(wordsmith.word(refusal, no_further)) is refusal
    assert last(wordsmith.word(table, no_further)) is table
    assert chat.asked == []


# --- other wordings of the question -------------------------------------------------------------------


def looked_for(mode: Says, answer: Answer) -> tuple[list[str], Answer]:
    """The wordings that passages were looked for by, and the answer."""
    asked: list[str] = []

    def look(others: Sequence[str]) -> list[Hit]:
        asked.extend(others)
        return []

    return asked, last(smith(mode)[0].word(answer, look))


class Asking(Scripted):
    """A model that answers rightly, and words questions as it is told to."""

    def __init__(self, questions: str) -> None:
        super().__init__(correct)
        self.questions = questions

    def complete(self, system: str, user: str, schema: Mapping[str, Any]) -> Reply:
        reply = super().complete(system, user, schema)
        return reply if self.asked[-1].of_answer else replace(reply, text=self.questions)


def test_a_follow_up_is_made_to_stand_alone_in_words_of_the_conversation() -> None:
    answer = replace(
        PLAIN, question=Question("Who led it?", history=("What did the Holt review of fostering find?",))
    )
    asked, found = looked_for(correct, answer)
    assert asked == ["Who led it? What did the Holt review of fostering find?"]
    assert found.model is not None
    assert [name for name, _ in found.model.prompts] == ["standalone", "variants", "answer"]
    assert found.model.calls == 3


def test_a_model_that_fails_at_the_first_request_is_not_asked_again() -> None:
    wordsmith, chat = smith(slow)
    found = last(wordsmith.word(PLAIN, no_further))
    assert len(chat.asked) == 1
    assert len(found.notices) == len(PLAIN.notices) + 1


def test_broken_wordings_of_the_question_cost_the_answer_nothing() -> None:
    chat = Asking("mumble")
    found = last(ModelWordsmith(chat, CHECKER, PIPELINE.records.documents).word(PLAIN, lambda _: []))
    assert (found.answerer, found.notices) == ("model", PLAIN.notices)


def test_variants_with_other_names_or_figures_are_not_looked_for() -> None:
    chat = Asking(
        '{"questions": ["By whom was the Holt review of fostering in Larkfield led?", "Who led the Munro review?"]}'
    )
    asked: list[str] = []

    def look(others: Sequence[str]) -> list[Hit]:
        asked.extend(others)
        return PIPELINE.search("Minister Rhys Penn supervision", 5)

    last(ModelWordsmith(chat, CHECKER, PIPELINE.records.documents).word(PLAIN, look))
    assert asked == ["By whom was the Holt review of fostering in Larkfield led?"]
    # What was found so is shown to the model, behind what the answer cites.
    shown = chat.asked[-1].passages
    assert LED in shown[0].text
    assert any(SAID in one.text for one in shown)


# --- sentence by sentence ----------------------------------------------------------------------------


class Growing(Scripted):
    """A model whose reply comes in pieces; ``heard`` is how many have come. It breaks off behind ``whole`` of them."""

    def __init__(self, mode: Says, whole: int | None = None) -> None:
        super().__init__(mode)
        self.heard, self._whole = 0, whole

    def stream(self, system: str, user: str, schema: Mapping[str, Any]) -> Iterator[Reply]:
        for reply in super().stream(system, user, schema):
            self.heard += 1
            if self._whole is not None and self.heard > self._whole:
                raise ModelUnavailable("the model scripted:model took too long")
            yield reply


def growing(chat: Growing) -> Iterator[Claim | Answer]:
    return ModelWordsmith(chat, CHECKER, PIPELINE.records.documents).word(PLAIN, None)


TWO = says(sentence(LED, (1, LED)), sentence(MADE, (1, MADE)))


def test_a_sentence_is_handed_over_as_soon_as_it_is_whole_and_checked() -> None:
    chat = Growing(TWO)
    pieces = growing(chat)
    first = next(pieces)
    assert isinstance(first, Claim) and first.text == LED
    at_first = chat.heard
    second = next(pieces)
    assert isinstance(second, Claim) and second.text == MADE
    assert 1 < at_first < chat.heard


def test_a_sentence_that_is_struck_is_never_handed_over() -> None:
    lie = MADE.replace("42", "52")
    *claims, answer = growing(Growing(says(sentence(lie, (1, MADE)), sentence(LED, (1, LED)))))
    assert [one.text for one in claims if isinstance(one, Claim)] == [LED]
    assert isinstance(answer, Answer) and [one.text for one in answer.struck] == [lie]


def test_what_came_before_a_model_broke_off_stays_and_is_said_to_be_not_all() -> None:
    chat = Growing(TWO)
    next(growing(chat))
    found = last(growing(Growing(TWO, whole=chat.heard)))
    assert [claim.text for claim in found.claims] == [LED]
    assert found.notices[-1] == broken_off("the model scripted:model took too long.")
    assert found.model is not None and found.model.failed == "the model scripted:model took too long."


def test_a_model_that_breaks_off_within_its_first_sentence_leaves_the_answer_as_it_was() -> None:
    found = last(growing(Growing(TWO, whole=1)))
    assert (found.claims, found.answerer) == (PLAIN.claims, "extractive")
    assert found.notices == (*PLAIN.notices, unused("the model scripted:model took too long."))


@pytest.mark.parametrize("mode", ENDING_EARLY)
def test_of_a_reply_that_ends_early_what_came_whole_is_shown_and_it_is_not_asked_for_again(mode: str) -> None:
    found = reworded(ENDING_EARLY[mode])
    assert found.answerer == "model" and found.model is not None and found.model.calls == 1
    assert found.notices == (*PLAIN.notices, broken_off(UNREADABLE))


# --- no model to be had ---------------------------------------------------------------------------------


def test_a_model_that_cannot_be_had_is_told_in_one_notice() -> None:
    why = "openai:small: no key: set OPENAI_API_KEY, or unset ASK_MODEL"
    found = last(Unavailable("openai:small", why).word(PLAIN, no_further))
    assert replace(found, notices=PLAIN.notices, model=None) == PLAIN
    assert found.notices[-1] == unused("openai:small: no key: set OPENAI_API_KEY, or unset ASK_MODEL.")
    assert found.model is not None and found.model.calls == 0
