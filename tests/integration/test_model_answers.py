"""Questions through the whole program with a scripted language model: what of its words is shown, and what never is.

What holds here holds by construction: whatever a model says, an answer is located words and claims on them, and a
refusal stays a refusal.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from evals.scripted import (
    CANARY,
    ENDING_EARLY,
    FAILURES,
    HOST,
    LIES,
    ORDERS,
    Says,
    Scripted,
    correct,
    in_a_fence,
    obeying,
    says,
    sentence,
    slow,
    wrong_passage,
)
from rag.bootstrap import Serving, make_wordsmith
from rag.chain import as_runnable
from rag.citations import cite
from rag.commands import main
from rag.domain import Answer, Claim, Question, Status, Trace
from rag.drafting.wording import unused
from rag.errors import ModelUnavailable
from rag.pipeline import IN_OTHER_WORDS, Pipeline
from rag.rendering import answer_json, full_text
from rag.settings import Settings
from tests.fakes import FakeEncoder
from tests.openai_server import failing, scripted, serving
from tests.paragraphs import DIGEST, ORIGINAL
from tests.records import ALL, pipeline_of
from tests.reviews import publish
from web.conversation.turns import Turn
from web.exporting.formats import Export, as_markdown, as_page
from web.reviews import Library

PLAIN = pipeline_of(*ALL, DIGEST, ORIGINAL)
DOCUMENTS = PLAIN.records.documents

#: Questions the records answer, with names, figures, plans, denials and voices for a model to get wrong.
ANSWERED = (
    "Who led the Harrowick review of fostering?",
    "How many foster carers left Harrowick?",
    "What did the Kestrel Council plan?",
    "How many recommendations did the Holt review make?",
    "What did Minister Rhys Penn say about supervision of foster carers?",
    "Did Larkfield Council accept the closure of the fostering panel?",
    "What did the scrutiny committee consider about fostering teams in Larkfield?",
    "What did the Tarnbrook committee agree?",
)

#: Questions the program refuses, each for a reason of its own.
REFUSED = (
    "Should I call my social worker?",
    "Which child was harmed in Harrowick, and where does she live?",
    "What did the Walrus inquiry say about penguins in Antarctica?",
    "How many children moved placement, according to the Harrowick review?",
)

RIGHT: dict[str, Says] = {"correct": correct, "in a fence": in_a_fence, "wrong passage": wrong_passage}
EVERY: dict[str, Says] = RIGHT | LIES | {name: obeying(name) for name in ORDERS} | FAILURES | ENDING_EARLY


def with_model(mode: Says) -> Pipeline:
    return PLAIN.worded_by(make_wordsmith(PLAIN, Scripted(mode)))


@pytest.fixture(scope="module")
def plain_answers() -> dict[str, Answer]:
    found = {question: PLAIN.ask(Question(question)) for question in (*ANSWERED, *REFUSED)}
    assert [found[question].status.answers for question in ANSWERED] == [True] * len(ANSWERED)
    assert [found[question].status.answers for question in REFUSED] == [False] * len(REFUSED)
    return found


def untimed(answer: Answer) -> Answer:
    return replace(answer, trace=Trace(), model=None, plain=None)


def check_located(answer: Answer) -> None:
    for citation in (*answer.citations, *answer.nearest):
        text = DOCUMENTS[citation.document_id].text
        assert text[citation.span.start : citation.span.end] == citation.quote


def everywhere(answer: Answer) -> str:
    """All that a person is shown of an answer or takes away; the list of what was struck is asked for apart."""
    value = answer_json(answer, DOCUMENTS, PLAIN.info)
    value.pop("struck")
    turns = (
        Turn(answer.question.text, claims=answer.claims, answer=answer, library=Library(DOCUMENTS, "g1")),
    )
    export = Export(date(2031, 5, 3), "g1")
    markdown, page = as_markdown(turns, export), as_page(turns, export).partition("<body")[2]
    return "\n".join((json.dumps(value, ensure_ascii=False), full_text(answer, DOCUMENTS), markdown, page))


def check_schema(value: dict[str, Any]) -> None:
    schema = json.loads(resources.files("rag").joinpath("schema/answer.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(json.loads(json.dumps(value)))


@pytest.mark.parametrize("mode", EVERY)
def test_whatever_a_model_says_an_answer_holds_only_located_words_and_none_that_were_struck(
    mode: str, plain_answers: dict[str, Answer]
) -> None:
    pipeline = with_model(EVERY[mode])
    for question in ANSWERED:
        answer = pipeline.ask(Question(question))
        check_located(answer)
        check_schema(answer_json(answer, DOCUMENTS, PLAIN.info))
        assert answer.status is plain_answers[question].status
        if answer.answerer == "extractive":
            assert answer.claims == plain_answers[question].claims
            assert answer.frame == plain_answers[question].frame
            assert answer.plain is None
        else:
            kept, shown = [claim.text for claim in answer.claims], everywhere(answer)
            for one in answer.struck:
                assert one.text not in shown
                assert one.text not in kept
            assert answer.plain is not None
            assert untimed(answer.plain) == untimed(plain_answers[question])


@pytest.mark.parametrize("mode", RIGHT)
def test_a_model_that_keeps_to_the_records_is_heard(mode: str) -> None:
    pipeline = with_model(RIGHT[mode])
    answers = [pipeline.ask(Question(question)) for question in ANSWERED]
    assert {answer.answerer for answer in answers} == {"model"}
    kept, struck = sum(len(one.claims) for one in answers), sum(one.removed for one in answers)
    assert struck <= 0.15 * kept
    assert all(answer.frame.startswith("In a language model’s words") for answer in answers)


@pytest.mark.parametrize("mode", LIES)
def test_not_one_lie_is_shown(mode: str) -> None:
    pipeline = with_model(LIES[mode])
    answers = [pipeline.ask(Question(question)) for question in ANSWERED]
    assert sum(one.removed for one in answers) >= 3, "the mode told no lies"
    assert {answer.answerer for answer in answers} == {"extractive"}


@pytest.mark.parametrize("mode", ORDERS)
def test_what_an_order_asked_for_is_never_shown(mode: str) -> None:
    pipeline = with_model(obeying(mode))
    for question in ANSWERED:
        answer = pipeline.ask(Question(question))
        assert answer.removed > 0
        shown = everywhere(answer)
        for kept in (
            CANARY,
            HOST,
            "http",
            "<img",
            "&#60;",
            "`",
            "\\u001b",
            "\\U000e",
            "\u202e",
            "your social worker",
        ):
            assert kept not in shown, kept
        assert not any(0xE0000 <= ord(character) < 0xE0080 for character in shown)


@pytest.mark.parametrize("mode", FAILURES)
def test_every_failure_is_the_answer_without_a_model_and_exactly_one_notice(
    mode: str, plain_answers: dict[str, Answer]
) -> None:
    pipeline = with_model(FAILURES[mode])
    for question in ANSWERED[:3]:
        answer, plain = pipeline.ask(Question(question)), plain_answers[question]
        assert answer.model is not None and answer.model.failed is not None
        assert answer.notices == (*plain.notices, unused(answer.model.failed))
        assert untimed(replace(answer, notices=plain.notices)) == untimed(plain)


@pytest.mark.parametrize("mode", ["correct", "canary", "slow", "wrong number"])
def test_a_refusal_is_never_lifted_and_no_passage_is_shown_to_a_model_for_it(
    mode: str, plain_answers: dict[str, Answer]
) -> None:
    chat = Scripted(EVERY[mode])
    pipeline = PLAIN.worded_by(make_wordsmith(PLAIN, chat))
    for question in REFUSED:
        found = pipeline.ask(Question(question))
        assert replace(untimed(found), model=None) == untimed(plain_answers[question])
    assert not any("passages" in one.values for one in chat.asked)


def test_a_records_own_words_that_it_does_not_say_a_thing_are_not_worded_by_a_model(
    plain_answers: dict[str, Answer],
) -> None:
    plain = plain_answers[ANSWERED[0]]
    (citation,) = next(
        [cite(PLAIN.records.documents[one.document_id], one, span)]
        for one in PLAIN.records.passages
        for span in one.sentences
        if "does not say how many children moved" in one.slice(span)
    )
    silent = replace(plain, claims=(Claim(citation.quote, (citation,)),))
    pipeline = with_model(correct)
    assert pipeline.rewords(plain) and not pipeline.rewords(silent)
    assert pipeline.reword(silent) is silent


def test_what_is_out_of_scope_is_never_shown_to_a_model() -> None:
    chat = Scripted(correct)
    pipeline = PLAIN.worded_by(make_wordsmith(PLAIN, chat))
    for question in REFUSED[:2]:
        assert pipeline.ask(Question(question)).model is None
    assert chat.asked == []


class Rewording(Scripted):
    """A model that puts a question in these words."""

    def __init__(self, *questions: str) -> None:
        super().__init__(correct)
        self._reply = json.dumps({"questions": questions})

    def complete(self, system: str, user: str, schema: Any) -> Any:
        return replace(super().complete(system, user, schema), text=self._reply)


#: A question the program refuses for its words alone, and one in the records' words that it answers.
IN_ODD_WORDS = "Whose hand steered the Holt thing about boarding-out near Larkfield?"
IN_THEIRS = "Who led the Holt review of fostering in Larkfield?"


def test_a_question_that_is_refused_for_its_words_can_be_asked_in_those_of_the_records() -> None:
    plain = PLAIN.ask(Question(IN_ODD_WORDS))
    assert plain.status in (Status.NOT_IN_CORPUS, Status.DETAIL_MISSING)
    chat = Rewording(IN_THEIRS, "Who led the Munro review?", f"{IN_THEIRS[:-1]} <b>?")
    found = PLAIN.worded_by(make_wordsmith(PLAIN, chat)).ask(Question(IN_ODD_WORDS))
    assert (found.status, found.frame, found.claims, found.nearest) == (
        plain.status,
        plain.frame,
        plain.claims,
        plain.nearest,
    )
    assert found.suggestions[0] == IN_THEIRS
    assert not {"Munro", "<b>"} & {word for one in found.suggestions for word in one.split()}
    assert IN_OTHER_WORDS in found.notices
    assert PLAIN.ask(Question(found.suggestions[0])).status.answers


def test_other_words_that_the_records_do_not_answer_either_are_not_offered() -> None:
    asked = "Which moat did the Holt review of Larkfield dig?"
    found = PLAIN.worded_by(make_wordsmith(PLAIN, Rewording(asked))).ask(Question(IN_ODD_WORDS))
    assert asked not in found.suggestions and IN_OTHER_WORDS not in found.notices


def test_a_question_may_leave_the_model_out(plain_answers: dict[str, Answer]) -> None:
    chat = Scripted(correct)
    pipeline = PLAIN.worded_by(make_wordsmith(PLAIN, chat))
    answer = pipeline.ask(Question(ANSWERED[0], model=False))
    assert replace(untimed(answer), question=Question(ANSWERED[0])) == untimed(plain_answers[ANSWERED[0]])
    assert (chat.asked, answer.model) == ([], None)


def test_the_time_of_the_model_stands_in_the_trace_and_within_the_total() -> None:
    trace = with_model(correct).ask(Question(ANSWERED[0])).trace
    assert 0 < trace.model_ms <= trace.total_ms


def test_hits_come_first_then_the_answer_without_a_model_then_checked_claims_then_the_answer() -> None:
    right, wrong = (
        DIGEST.text.split("\n\n")[2].split(". ")[1] + ".",
        "The Holt review of 2031 made 52 recommendations.",
    )
    pipeline = with_model(says(sentence(right, (1, right)), sentence(wrong, (1, right))))
    chunks = list(as_runnable(pipeline).stream(ANSWERED[3]))
    assert [next(iter(chunk)) for chunk in chunks] == ["hits", "plain", "claims", "answer"]
    assert [claim.text for claim in chunks[2]["claims"]] == [right]
    answer = chunks[3]["answer"]
    assert [one.text for one in answer.struck] == [wrong]
    assert answer.plain == chunks[1]["plain"]


def test_no_hit_waits_for_a_model() -> None:
    chat = Scripted(correct)
    stream = as_runnable(PLAIN.worded_by(make_wordsmith(PLAIN, chat))).stream(ANSWERED[0])
    assert "hits" in next(stream)
    assert chat.asked == []
    assert "answer" in list(stream)[-1]
    assert chat.asked


# --- an index on disk ---------------------------------------------------------------------------------

CHAIRED = "Who chaired the Fernhill panel on foster care?"


def serving_of(index: Path, **given: Any) -> Serving:
    chat = given.pop("chat", None)
    settings = Settings(index=index, encoder="fake", **given)
    return Serving(settings, encoder=lambda _: FakeEncoder(), chat=chat)


def test_an_index_is_served_with_the_model_it_is_given(small_index: Path) -> None:
    answer = serving_of(small_index, chat=Scripted(correct)).pipeline().ask(Question(CHAIRED))
    assert (answer.answerer, answer.model and answer.model.name) == ("model", "scripted:model")


def test_a_model_that_cannot_be_had_is_a_notice_and_never_an_error(
    small_index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    monkeypatch.setenv("LANGSMITH_TRACING", "false")
    plain = serving_of(small_index).pipeline().ask(Question(CHAIRED))
    answer = serving_of(small_index, model="openai:small").pipeline().ask(Question(CHAIRED))
    assert answer.claims == plain.claims
    assert answer.notices == (
        *plain.notices,
        unused("openai:small: no key: set OPENAI_API_KEY, or unset ASK_MODEL."),
    )


def test_what_a_day_has_cost_is_not_forgotten_with_a_new_generation(tmp_path: Path) -> None:
    index = tmp_path / "index"
    publish(index)
    serving = serving_of(index, chat=Scripted(correct), model_day_tokens=1)
    assert serving.pipeline().ask(Question(CHAIRED)).answerer in ("model", "extractive")
    publish(index)
    assert serving.pipeline().info.generation == "g000002"
    answer = serving.pipeline().ask(Question(CHAIRED))
    assert answer.model is not None
    assert answer.model.failed == "the model scripted:model has reached the ceiling set for a day."


def test_a_model_words_no_answer_of_a_pipeline_without_a_search_over_sentences() -> None:
    from tests.reviews import small_pipeline

    with pytest.raises(ValueError, match="no search over sentences"):
        make_wordsmith(small_pipeline(), Scripted(slow))


def test_a_slow_model_says_so_as_the_program_does() -> None:
    with pytest.raises(ModelUnavailable, match="took too long"):
        Scripted(slow).complete("", '{"question": "?"}', {})


# --- the command line ---------------------------------------------------------------------------------

Run = Callable[..., str]


@pytest.fixture
def run(small_index: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    for name in ("OPENAI_API_KEY", "LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2", "LANGCHAIN_TRACING"):
        monkeypatch.setenv(name, "false")
    for name, value in {"ENCODER": "fake", "INDEX": str(small_index), "MODEL": "openai:small"}.items():
        monkeypatch.setenv(f"ASK_{name}", value)
    monkeypatch.setenv("ASK_MODEL_RETRIES", "0")

    def ask(mode: Says, *words: str, command: tuple[str, ...] = ("ask", CHAIRED)) -> str:
        with serving(scripted(mode)) as server:
            monkeypatch.setenv("ASK_MODEL_URL", server.url)
            assert main([*command, *words], lambda _: FakeEncoder()) == 0
            printed = capsys.readouterr().out
            assert bool(server.bodies) != ("--no-model" in words)
        return printed

    return ask


def test_a_printed_answer_says_that_the_words_are_a_models_and_quotes_none_of_them(run: Run) -> None:
    printed = run(correct)
    assert printed.startswith("In a language model’s words, from ")
    assert "On record is that Councillor Ida Marsh chaired the Fernhill panel" in printed
    assert "“On record" not in printed
    assert "No sentence of a language model was left out." not in printed


def test_the_model_is_left_out_where_that_is_asked_for(run: Run) -> None:
    printed = run(correct, "--no-model")
    assert "language model" not in printed
    assert "Ida Marsh chaired the Fernhill panel" in printed


def test_struck_sentences_are_listed_with_why_where_that_is_asked_for(run: Run) -> None:
    lie = LIES["swapped speaker"]
    assert "Left out," not in run(lie)
    printed = run(lie, "--struck")
    assert "Note: Put together without the language model: no sentence of its answer was borne out" in printed
    assert "Left out, for the records cited do not bear it out:\n- " in printed
    assert printed.rstrip().endswith(")")
    assert run(correct, "--struck").rstrip().endswith("No sentence of a language model was left out.")


def test_an_answer_as_json_says_what_the_model_was_asked(run: Run) -> None:
    value = json.loads(run(correct, "--json"))
    check_schema(value)
    assert value["answerer"] == "model"
    assert value["model"]["name"] == "openai:small"
    assert "answer" in {one["name"] for one in value["model"]["prompts"]}
    assert value["timings_ms"]["model"] > 0


BRIEF = ("brief", "--question", CHAIRED)


def test_a_briefing_is_worded_kept_and_opened_again_without_asking_the_model(
    run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    worded = run(correct, "--keep", "mine", command=BRIEF)
    assert "In a language model’s words, from one record" in worded
    assert "On record is that Councillor Ida Marsh chaired the Fernhill panel" in worded
    assert "On record" not in run(correct, "--no-model", command=BRIEF)
    monkeypatch.delenv("ASK_MODEL")
    with serving(scripted(correct)) as server:
        monkeypatch.setenv("ASK_MODEL_URL", server.url)
        assert main(["brief", "--open", "mine"], lambda _: FakeEncoder()) == 0
        assert not server.bodies
    assert capsys.readouterr().out == worded


def test_a_briefing_says_on_the_side_why_the_model_did_not_word_it(
    run: Run, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(failing(503)) as server:
        monkeypatch.setenv("ASK_MODEL_URL", server.url)
        assert main([*BRIEF], lambda _: FakeEncoder()) == 0
    told = capsys.readouterr()
    assert "without the language model" not in told.out
    assert "Put together without the language model: the model openai:small has trouble" in told.err
