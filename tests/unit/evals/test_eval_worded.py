"""A run with a language model: beside the same run without it, held to what holds by construction, and reported."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from evals.cases import Case
from evals.gates import load_floors
from evals.options import Options
from evals.page import as_page
from evals.replies import Asked, KeptReplies
from evals.report import for_markdown
from evals.report_files import as_data
from evals.run import Run
from evals.session import THRESHOLDS_WITH_MODEL, Session
from evals.worded import Prices, without_model, worded
from rag.domain import Answer, Claim, ModelUse, Status, Struck
from rag.errors import ModelUnavailable
from tests.unit.evals.evalkit import CASES, INFO, RECORDS, Program, cite, good, outcome, refusal

NAME = "scripted:one"


def in_its_words(case: Case) -> Answer:
    """The right answer with its first claim in other words, and a sentence left out; a refusal as it is."""
    plain = good(case)
    if not plain.claims:
        return plain
    first = Claim(f"On record: {plain.claims[0].text}", plain.claims[0].citations)
    return replace(
        plain,
        claims=(first, *plain.claims[1:]),
        answerer="model",
        struck=(Struck("It was a triumph.", "it quotes nothing"),),
        model=ModelUse(NAME, (("answer", "abc123"),), 1),
        plain=plain,
    )


def failing(case: Case) -> Answer:
    """The right answer, which the model left as it was."""
    plain = good(case)
    return replace(plain, model=ModelUse(NAME, failed="no reply")) if plain.claims else plain


def answering_what_is_refused(case: Case) -> Answer:
    """What may never be: an answer where without the model there was none, or the other way round."""
    found = RECORDS.passages[0]
    if case.expects_answer:
        return replace(refusal(found=[found]), plain=good(case))
    claim = Claim(found.text, (cite(found),))
    given = replace(good(case), status=Status.ANSWERED, reason=None, claims=(claim,))
    return replace(given, answerer="model", plain=good(case))


def session(reply: Callable[[Case], Answer], tmp_path: Path, prices: Prices | None = None) -> Session:
    floors = load_floors(THRESHOLDS_WITH_MODEL)
    made = Session(CASES, floors, options=Options(model=NAME))
    replies = KeptReplies(NAME, _none, tmp_path)
    replies.asked += [Asked(100, 20, milliseconds, kept=milliseconds > 10) for milliseconds in range(1, 21)]
    made.open(Program(reply), RECORDS, INFO, replies=replies, prices=prices)
    for case in CASES:
        made.outcome(case.id)
    return made


def _none() -> KeptReplies:
    raise ModelUnavailable("none")


def run(reply: Callable[[Case], Answer], tmp_path: Path, prices: Prices | None = None) -> Run:
    found = session(reply, tmp_path, prices).run()
    assert found is not None
    return found


def test_a_run_is_compared_with_its_own_answers_without_the_model(tmp_path: Path) -> None:
    found = run(in_its_words, tmp_path)
    assert found.comparison is not None
    assert found.comparison.left_out == 0
    verbatim = [change for (key, _), change in found.comparison.changes.items() if key == "verbatim"]
    assert [change.before for change in verbatim] == [1.0, 1.0]
    assert all(change.difference is not None and change.difference < 0 for change in verbatim)
    assert "this run's own answers" in " ".join(found.notes)
    assert f"worded by {NAME}" in found.heading


def test_what_holds_by_construction_holds_for_checked_words_and_for_a_model_that_fails(
    tmp_path: Path,
) -> None:
    for reply in (in_its_words, failing):
        assert all(verdict.held for verdict in run(reply, tmp_path).verdicts)


def test_a_model_that_moves_a_refusal_falls(tmp_path: Path) -> None:
    fallen = {
        verdict.floor.name
        for verdict in run(answering_what_is_refused, tmp_path).verdicts
        if not verdict.held
    }
    assert {"refusal_recall-test", "refusal_precision-test"} <= fallen


def test_sentences_tokens_cost_and_times_are_summed(tmp_path: Path) -> None:
    found = run(in_its_words, tmp_path, Prices.of("2/10")).worded
    assert found is not None
    assert (found.answers, found.worded, found.removed) == (6, 6, 6)
    assert found.sentences == 6 + 7
    assert found.share_removed == pytest.approx(6 / 13)
    assert (found.replies, found.kept, found.input_tokens, found.output_tokens) == (20, 10, 2000, 400)
    assert found.cost == pytest.approx(0.008)
    assert (found.median_ms, found.slow_ms) == (10.5, 19)
    assert found.prompts == (("answer", "abc123"),)


def test_answers_left_as_they_were_are_counted_by_why() -> None:
    found = worded(NAME, [outcome(case, failing(case)) for case in CASES], (), None)
    assert (found.answers, found.worded, found.sentences) == (6, 0, 0)
    assert found.unused == (("no reply", 6),)
    assert (found.share_removed, found.cost, found.median_ms, found.slow_ms) == (None, None, None, None)


def test_without_the_model_an_error_and_a_plain_answer_stay_what_they_are() -> None:
    failed = outcome(CASES[0], None, error="it broke")
    plain = outcome(CASES[0], good(CASES[0]))
    assert without_model(failed) is failed
    assert without_model(plain) is plain
    assert without_model(outcome(CASES[0], in_its_words(CASES[0]))).answer == good(CASES[0])


def test_the_reports_tell_what_the_model_took(tmp_path: Path) -> None:
    found = run(in_its_words, tmp_path, Prices.of("2/10"))
    assert as_data(found)["model"]["cost"] == pytest.approx(0.008)  # type: ignore[index]
    for page in (for_markdown(found, show_test=False), as_page(found, show_test=False)):
        assert f"The language model {NAME}" in page
        assert "6 (0.46)" in page
        assert "0.0080" in page
        assert "answer abc123" in page
    unpriced = for_markdown(run(failing, tmp_path), show_test=False)
    assert "set ASK_MODEL_PRICES" in unpriced
    assert "not in its words: no reply" in unpriced


def test_a_run_without_a_model_says_nothing_of_one(tmp_path: Path) -> None:
    made = Session(CASES, ())
    made.open(Program(good), RECORDS, INFO)
    made.outcome(CASES[0].id)
    found = made.run()
    assert found is not None
    assert as_data(found)["model"] is None
    assert "language model" not in for_markdown(found, show_test=False) + as_page(found, show_test=False)
