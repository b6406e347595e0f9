"""What the page does with a language model's words: never the record's, never markup, never believed unchecked."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import gradio as gr
import lxml.html
import pytest

from evals.scripted import FAILURES
from rag.answering.wording.model_words import in_its_words
from rag.chain import as_runnable
from rag.domain import Answer, Claim, ModelUse, Question, Struck
from rag.drafting.wording import NOTHING_KEPT, left_out, unused
from tests.unit.web.test_exporting import FORMATS
from tests.web_fakes import (
    ACROSS_LINES,
    DIGEST,
    DOCUMENTS,
    LEADER,
    ORIGINAL,
    PLANNED,
    FakeReviews,
    cite,
    claim,
    fact,
)
from tests.web_models import BORNE_OUT, LEFT_OUT, OTHER_MONTH, WHEN, WordedReviews
from web.conversation import asking
from web.conversation.answers import conversation
from web.conversation.opening import open_source
from web.conversation.points import as_points
from web.conversation.telling import told
from web.conversation.turns import Turn, Turns, Wording
from web.door.questions import RateLimiter
from web.exporting.outlines import Export
from web.feedback import Feedback, Verdict, about_answer
from web.options import Options
from web.panels import wording
from web.panels.conversation import ConversationPanel
from web.reviews import Library

DAY = date(2026, 11, 23)
EVIL = '<img src=x onerror="pwned()"> [x](https://evil.example/) \u202eback'
MET = "Five meetings of the panel were held."
STRUCK = (Struck("The panel met nine times.", '"nine" is not in the words it quotes'), Struck(EVIL, EVIL))


def worded(question: Question) -> Answer:
    """Two sentences of a model, one on an original and one on a digest, and two that were left out."""
    plain = fact(question)
    claims = (
        Claim(MET, (cite(ORIGINAL, ACROSS_LINES),)),
        Claim("In 2014 Ada Penn led it.", (cite(DIGEST, LEADER),)),
    )
    return replace(
        plain,
        frame=in_its_words(claims),
        claims=claims,
        notices=(left_out(len(STRUCK)),),
        answerer="model",
        struck=STRUCK,
        model=ModelUse("scripted:model"),
        plain=plain,
    )


def turn(answer: Answer, wished: Wording = Wording.WITH) -> Turn:
    return Turn(
        answer.question.text,
        claims=answer.claims,
        answer=answer,
        library=Library(DOCUMENTS, "gen-1"),
        wording=wished,
    )


def drawn(answer: Answer, wished: Wording = Wording.WITH) -> lxml.html.HtmlElement:
    return lxml.html.fromstring(conversation((turn(answer, wished),)))


def text_of(part: lxml.html.HtmlElement) -> str:
    return " ".join(part.text_content().split())


ANSWER = worded(Question("When?"))


# --- whose words ---------------------------------------------------------------------------------------


def test_a_models_sentences_stand_apart_under_a_frame_that_says_so_and_are_not_quoted() -> None:
    (apart,) = drawn(ANSWER).find_class("worded")
    assert text_of(apart.find_class("frame")[0]).startswith("In a language model’s words, from 2 records")
    said = text_of(apart)
    assert MET in said
    assert f"“{MET}" not in said
    assert [button.get("data-cite") for button in apart.find_class("cite")] == ["1", "2"]


def test_the_words_of_the_record_open_under_each_sentence_and_those_of_a_digest_are_named_so() -> None:
    first, second = map(text_of, drawn(ANSWER).find_class("rests"))
    assert '“It met five times "in private".” Report of the Brookvale panel' in first
    assert f"{LEADER} Ask the Reviews digest of Larkfield" in second
    assert f"“{LEADER}" not in second
    assert "sentence 2" in second


def test_an_answer_without_a_model_is_drawn_as_it_always_was() -> None:
    page = conversation((turn(fact(Question("When?")), Wording.BESIDE),))
    for name in ("worded", "rests", "struck"):
        assert f'class="{name}' not in page


# --- what was left out ---------------------------------------------------------------------------------


def test_what_was_left_out_is_struck_through_with_why_and_said_to_be_no_part_of_the_answer() -> None:
    page = drawn(ANSWER)
    (shut,) = page.find_class("struck")
    assert shut.tag == "details"
    assert shut.get("open") is None
    assert text_of(shut.find("summary")) == "Show the 2 sentences left out"
    assert text_of(next(shut.iter("s"))) == STRUCK[0].text
    rows = list(shut.iter("li"))
    assert text_of(rows[0]).startswith("Not part of the answer: ")
    assert f"Left out: {STRUCK[0].why}." in text_of(rows[0])
    assert shut.find("div").get("role") == "group"
    assert left_out(2) in text_of(page.find_class("notices")[0])


def test_one_sentence_left_out_is_told_in_the_singular() -> None:
    assert "Show the sentence left out" in text_of(drawn(replace(ANSWER, struck=STRUCK[:1])))


def test_nothing_a_model_says_becomes_markup_or_turns_the_words_behind_it() -> None:
    evil = Claim(EVIL, (cite(ORIGINAL, ACROSS_LINES),))
    page = conversation((turn(replace(ANSWER, claims=(evil,), frame=EVIL), Wording.BESIDE),))
    tags = {part.tag for part in lxml.html.fromstring(page).iter()}
    assert not tags & {"img", "script", "a", "iframe"}
    assert 'onerror="' not in page
    (shut,) = lxml.html.fromstring(page).find_class("struck")
    assert "\u202e" not in shut.text_content()


def no_struck(text: str) -> None:
    for one in STRUCK:
        assert one.text not in text
    # In part, or escaped in whatever way, neither.
    assert "nine" not in text
    assert "evil" not in text


def test_what_was_left_out_is_not_read_out_copied_or_kept() -> None:
    no_struck(told(turn(ANSWER)))
    no_struck(as_points(ANSWER, DOCUMENTS))
    entry = about_answer(ANSWER, "gen-1", Verdict.WRONG, "", DAY)
    assert {one.quote for one in entry.cited} == {ACROSS_LINES, LEADER}


# --- copied and taken away -----------------------------------------------------------------------------


def test_copied_points_hold_the_words_each_sentence_rests_on() -> None:
    points = as_points(ANSWER, DOCUMENTS)
    assert "*In a language model’s words" in points
    assert f'- {MET} [1] (Rests on: “It met five times "in private".”)\n' in points
    assert f"[2] (Rests on: {LEADER})\n" in points


def test_copied_points_hold_both_answers_where_both_are_shown() -> None:
    points = as_points(ANSWER, DOCUMENTS, ANSWER.plain)
    its, plainly = points.split("Put together without it:")
    assert MET in its.split("In the model’s words, checked:")[1]
    assert "A plan, as at January 2014." in plainly
    assert "**June 2014**. [3]\n" in plainly
    assert MET not in plainly


@pytest.mark.parametrize("read", FORMATS)
def test_an_export_says_whose_words_they_are_and_holds_nothing_that_was_left_out(
    read: Callable[[Turns, Export], str],
) -> None:
    export = Export(DAY, "g-1")
    text = read((turn(ANSWER),), export)
    assert f'{MET} [1] (Rests on: “It met five times "in private".”)' in text
    assert f"“{MET}" not in text
    assert "In a language model’s words, from 2 records" in text
    assert "Sentences in a language model’s words (scripted:model) are nobody’s quotation." in text
    assert "Put together without it" not in text
    no_struck(text)
    both = read((turn(ANSWER, Wording.BESIDE),), export)
    assert (
        both.index("In the model’s words, checked") < both.index(MET) < both.index("Put together without it")
    )
    assert both.index("Put together without it") < both.index(PLANNED)


def test_an_export_without_a_model_says_nothing_of_one() -> None:
    assert "language model" not in FORMATS[0]((turn(fact(Question("q"))),), Export(DAY, "g-1"))


# --- side by side --------------------------------------------------------------------------------------


def test_both_answers_stand_beside_each_other_and_each_citation_opens_its_words() -> None:
    page = drawn(ANSWER, Wording.BESIDE)
    its, plainly = page.find_class("worded-pair")[0].iter("section")
    assert text_of(its.find("h3")) == "In the model’s words, checked"
    assert text_of(plainly.find("h3")) == "Put together without it"
    assert PLANNED in text_of(plainly)
    assert not plainly.find_class("worded")
    assert [one.get("data-cite") for one in plainly.find_class("cite")] == ["3"]
    opened = open_source((turn(ANSWER, Wording.BESIDE),), {"turn": 0, "number": 3}, DAY)
    assert "June 2014" in opened
    assert open_source((turn(ANSWER),), {"turn": 0, "number": 3}, DAY) == ""
    assert "stands beside it on the page" in told(turn(ANSWER, Wording.BESIDE))


def test_where_no_model_worded_the_answer_one_is_shown_whatever_was_wished() -> None:
    failed = replace(fact(Question("When?")), notices=(unused("it took too long."),))
    page = drawn(failed, Wording.BESIDE)
    assert not page.find_class("worded-pair")
    assert (
        text_of(page.find_class("notices")[0]) == "Put together without the language model: it took too long."
    )


def test_sentences_of_which_none_was_kept_can_be_seen_under_the_answer_without_them() -> None:
    failed = replace(fact(Question("When?")), notices=(unused(NOTHING_KEPT),), struck=STRUCK)
    page = drawn(failed)
    assert not page.find_class("worded")
    assert "“" not in text_of(page.find_class("claim")[0])
    assert len(list(page.find_class("struck")[0].iter("s"))) == 2


# --- asking, by way of the chain and the checks --------------------------------------------------------


def steps(reviews: WordedReviews, wished: Wording = Wording.WITH) -> list[Turn]:
    found = asking.ask(reviews, WHEN, (), wording=wished)
    return [step.turn for step in found if step.turn is not None]


def test_no_sentence_is_shown_before_the_model_has_answered_and_it_is_checked() -> None:
    seen = steps(WordedReviews())
    waiting = [one.waiting for one in seen if not one.claims]
    assert list(dict.fromkeys(waiting)) == [asking.LOOKING, asking.WORDING]
    answer = seen[-1].answer
    assert answer is not None
    assert [one.text for one in answer.claims] == [BORNE_OUT]
    assert tuple(one.text for one in answer.struck) == LEFT_OUT
    assert all(one.text == BORNE_OUT for step in seen for one in step.claims)


def test_a_checked_sentence_is_told_apart_as_the_models_while_more_are_awaited() -> None:
    growing = [one for one in steps(WordedReviews()) if one.claims and not one.done]
    assert growing
    page = lxml.html.fromstring(conversation((growing[0],)))
    (words,) = page.find_class("worded")
    assert BORNE_OUT in text_of(words)
    assert asking.WORDING in text_of(page.find_class("waiting")[0])
    assert page.find_class("rests")


def test_without_the_model_nothing_is_sent_to_it() -> None:
    reviews = WordedReviews()
    seen = steps(reviews, Wording.WITHOUT)
    assert reviews.chat.asked == []
    assert asking.WORDING not in {one.waiting for one in seen}
    assert seen[-1].answer is not None
    assert seen[-1].answer.answerer == "extractive"
    assert reviews.asked[-1].model is False


def test_a_question_asked_without_the_model_is_not_sent_to_it_with_a_later_one() -> None:
    reviews = WordedReviews()
    private, said = steps(reviews, Wording.WITHOUT)[-1], steps(reviews)[-1]
    for wished, history in ((Wording.WITH, [said.asked]), (Wording.WITHOUT, [private.asked, said.asked])):
        list(asking.ask(reviews, "And who wrote it?", (private, said), wording=wished))
        assert list(reviews.asked[-1].history) == history


@pytest.mark.parametrize("mode", ["slow", "broken", "empty"])
def test_a_model_that_fails_leaves_the_answer_and_one_line_under_it(mode: str) -> None:
    last = steps(WordedReviews(FAILURES[mode]))[-1]
    page = lxml.html.fromstring(conversation((last,)))
    assert PLANNED in text_of(page.find_class("claim")[0])
    lines = [text_of(one) for one in page.find_class("notices")[0].iter("li")]
    assert len([one for one in lines if one.startswith("Put together without the language model:")]) == 1


def test_the_answer_without_the_model_comes_before_the_model_is_asked() -> None:
    reviews = WordedReviews()
    with_it = [next(iter(one)) for one in as_runnable(reviews.pipeline()).stream(Question(WHEN))]
    assert with_it == ["hits", "plain", "claims", "answer"]
    chunks = as_runnable(reviews.pipeline()).stream(Question(WHEN, model=False))
    assert [next(iter(one)) for one in chunks] == ["hits", "claims", "answer"]


@pytest.mark.parametrize("sent", [None, 3, "", "always", ["without"], {"wording": "without"}])
def test_a_wording_the_page_does_not_offer_is_the_one_it_opens_with(sent: object) -> None:
    assert asking.wording_of(sent) is Wording.WITH


# --- the choice ----------------------------------------------------------------------------------------


def panel(reviews: FakeReviews, folder: Path) -> ConversationPanel:
    return ConversationPanel(
        reviews, Options(Feedback(folder / "f.jsonl", 0), RateLimiter(), None, lambda: DAY)
    )


def test_what_is_chosen_on_the_page_holds_for_every_way_to_ask(tmp_path: Path) -> None:
    reviews = WordedReviews()
    asks = panel(reviews, tmp_path)
    me: Any = SimpleNamespace(session_hash="me")
    sent: Any = SimpleNamespace(_data={"question": WHEN})
    *_, (turns, *_) = asks.submitted(WHEN, (), None, "", "without", me)
    *_, (turns, *_) = asks.suggested(turns, "", "beside", sent, me)
    again: Any = SimpleNamespace(_data={"turn": 0, "without": "plainly"})
    *_, (turns, *_) = asks.again(turns, "beside", again, me)
    assert [one.wording for one in turns] == [Wording.BESIDE, Wording.BESIDE]
    assert [one.model for one in reviews.asked] == [False, True, True]


def test_whoever_hears_the_page_is_told_when_the_model_is_asked(tmp_path: Path) -> None:
    me: Any = SimpleNamespace(session_hash="me")
    seen = panel(WordedReviews(), tmp_path).submitted(WHEN, (), None, "", "with", me)
    news = list(dict.fromkeys(step[5] for step in seen))
    assert [one.count(asking.WORDING) for one in news] == [0, 1, 0]
    assert BORNE_OUT in news[-1]
    assert OTHER_MONTH not in news[-1]


def test_a_choice_is_offered_only_where_a_model_is_set_and_says_where_questions_go() -> None:
    with gr.Blocks():
        kept, offered = wording.choice(None), wording.choice("openai:<b>")
    assert isinstance(kept, gr.State)
    options = lxml.html.fromstring(offered.html_template).iter("option")
    assert [(one.get("value"), one.text) for one in options] == [
        ("with", "With the language model"),
        ("without", "Without"),
        ("beside", "Side by side"),
    ]
    assert offered.value == "with"
    assert wording.told(None) == ""
    assert "openai:&lt;b&gt;" in wording.told("openai:<b>")
    assert "“Without”" in wording.told("openai:x")


def test_feedback_keeps_no_word_of_a_model(tmp_path: Path) -> None:
    kept = tmp_path / "f.jsonl"
    Feedback(kept, 30, today=lambda: DAY).keep(about_answer(ANSWER, "g", Verdict.WRONG, "", DAY), agreed=True)
    line = json.loads(kept.read_text())
    assert {one["quote"] for one in line["cited"]} == {ACROSS_LINES, LEADER}
    assert MET not in json.dumps(line)


def test_a_sentence_that_is_an_originals_own_is_quoted_as_it_is_everywhere_else() -> None:
    same = replace(ANSWER, claims=(claim(ORIGINAL, ACROSS_LINES),))
    assert "“It met" in text_of(drawn(same).find_class("claim")[0])
