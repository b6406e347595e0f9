"""A run is compared with an earlier one question by question, and a worse one fails even above its floors."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from evals.baseline import Baseline, compare, fingerprint, load_baseline, make_baseline, save_baseline
from evals.cases import Case, CaseError, Split
from evals.gates import load_floors
from evals.options import Options
from evals.paired import Paired, mcnemar
from evals.report import for_terminal
from evals.report_files import as_data
from evals.run import Run
from evals.session import THRESHOLDS, Session
from evals.tables import signed, tables
from rag.domain import Answer
from tests.unit.evals.evalkit import CASES, INFO, RECORDS, Program, answerable, good, refusal, session

Reply = Callable[[Case], Answer]


def one_refused(case: Case) -> Answer:
    return refusal() if case.id in ("north-cost", "south-date") else good(case)


def asked(reply: Reply, cases: tuple[Case, ...] = CASES) -> Run:
    made = session(reply, cases)
    for case in cases:
        made.outcome(case.id)
    found = made.run()
    assert found is not None
    return found


def baseline(reply: Reply = good, cases: tuple[Case, ...] = CASES) -> Baseline:
    outcomes = asked(reply, cases).outcomes
    return make_baseline(outcomes, recipe="r=1", encoder="fake", documents=2, retriever="hybrid")


def against(
    reply: Reply, kept: Baseline, cases: tuple[Case, ...] = CASES, *, options: Options | None = None
) -> Session:
    made = Session(cases, load_floors(THRESHOLDS), options=options, baseline=kept)
    made.open(Program(reply, cases), RECORDS, INFO, recipe="r=1")
    for case in cases:
        made.outcome(case.id)
    return made


def run_of(made: Session) -> Run:
    found = made.run()
    assert found is not None
    return found


def test_a_baseline_is_read_back_as_it_was_written_one_question_a_line(tmp_path: Path) -> None:
    kept, path = baseline(), tmp_path / "baseline.json"
    save_baseline(path, kept)
    assert load_baseline(path) == kept
    lines = path.read_text(encoding="utf-8").splitlines()
    assert sum('"id": "north-cost"' in line for line in lines) == 1
    assert len(lines) == len(CASES) + 8
    assert "latency" not in path.read_text(encoding="utf-8")


def test_no_file_is_no_baseline_and_a_faulty_one_is_one_line(tmp_path: Path) -> None:
    assert load_baseline(tmp_path / "none.json") is None
    for content in ("{", "{}", '{"recipe": 1}'):
        (tmp_path / "b.json").write_text(content)
        with pytest.raises(CaseError, match=r"b\.json: not a baseline .*--update-baseline"):
            load_baseline(tmp_path / "b.json")
    with pytest.raises(CaseError, match="not a baseline"):
        load_baseline(tmp_path)


def test_the_same_run_again_has_no_flips_and_no_change() -> None:
    found = compare(baseline(one_refused), asked(one_refused).outcomes)
    assert found.flips == ()
    assert found.left_out == 0
    assert all(change.difference == pytest.approx(0, abs=1e-6) for change in found.changes.values())
    assert str(found.paired[Split.TEST]) == (
        "0 became right and 0 became wrong of 5 asked both times (exact McNemar p = 1.00)"
    )


def test_flips_say_where_a_question_is_lost_now_or_was_before() -> None:
    worse = compare(baseline(), asked(one_refused).outcomes)
    assert [(f.outcome.case.id, f.gained, f.before) for f in worse.flips] == [
        ("north-cost", False, None),
        ("south-date", False, None),
    ]
    assert worse.paired[Split.DEV] == Paired(5, 0, 1)
    change = worse.changes["lead_right", Split.TEST]
    assert (change.n, change.before, change.difference) == (3, 1.0, pytest.approx(-1 / 3))
    better = compare(baseline(one_refused), asked(good).outcomes)
    assert [(f.gained, f.before) for f in better.flips] == [(True, "not retrieved")] * 2


def test_questions_that_changed_or_are_new_are_left_out() -> None:
    changed = CASES[0].model_copy(update={"lead": ("Marsh",)})
    moved = CASES[1].model_copy(update={"split": Split.DEV})
    new = answerable("north-new", "north-2010", [0], "Ada Marsh")
    outcomes = asked(good, (changed, moved, new, *CASES[2:])).outcomes
    found = compare(baseline(), outcomes)
    assert found.left_out == 3
    assert found.paired[Split.TEST].n == 3


def test_the_fingerprint_is_of_the_question_and_what_is_expected_alone() -> None:
    case = CASES[0]
    assert fingerprint(case.model_copy(update={"why": "another reason"})) == fingerprint(case)
    for field, value in (("question", "Else?"), ("must_not", ("x",)), ("facts", (("y",),))):
        assert fingerprint(case.model_copy(update={field: value})) != fingerprint(case)


def test_a_metric_that_applies_to_nothing_any_more_is_a_loss() -> None:
    made = against(lambda case: refusal(), baseline())
    assert run_of(made).comparison.changes["shown_gold", Split.TEST].difference is None  # type: ignore[union-attr]
    floor = next(floor for floor in made.floors if floor.name == "shown_gold-test")
    assert "applies to none of them now" in str(made.verdict(floor))


# --- gates -------------------------------------------------------------------------------------------


def test_a_drop_fails_though_the_floor_is_reached_and_says_so() -> None:
    made = against(one_refused, baseline())
    floor = next(floor for floor in made.floors if floor.name == "lead_right-test")
    verdict = made.verdict(floor)
    assert verdict.reached
    assert not verdict.kept
    assert not verdict.held
    assert str(verdict) == (
        "lead right on test was 1.000 in the baseline and is 0.667 now (n=3), a drop of 0.030 is allowed: "
        + str(floor.drop_reason)
    )


def test_a_drop_within_what_is_allowed_and_a_gain_hold() -> None:
    made = against(one_refused, baseline())
    floor = next(floor for floor in made.floors if floor.name == "lead_right-test")
    assert made.verdict(floor.model_copy(update={"drop": 1 / 3})).held
    assert made.verdict(floor.model_copy(update={"drop": None, "drop_reason": None})).held
    assert all(v.kept for v in run_of(against(good, baseline(one_refused))).verdicts)


def test_a_floor_and_a_drop_that_both_fail_are_both_told() -> None:
    made = against(lambda case: refusal(), baseline())
    floor = next(floor for floor in made.floors if floor.name == "lead_right-test")
    lines = str(made.verdict(floor)).splitlines()
    assert ["the floor is" in line for line in lines] == [True, False]


def test_without_a_baseline_only_floors_are_judged() -> None:
    run = asked(one_refused)
    assert run.comparison is None
    assert any("No baseline yet" in note for note in run.notes)
    assert all(verdict.change is None for verdict in run.verdicts)


def test_a_run_that_is_to_be_the_new_baseline_is_not_judged_by_the_old_one() -> None:
    made = against(one_refused, baseline(), options=Options(update_baseline=True))
    assert all(verdict.change is None for verdict in run_of(made).verdicts)
    assert run_of(made).comparison is not None


def test_a_baseline_that_knows_none_of_the_questions_is_none() -> None:
    other = (answerable("north-new", "north-2010", [0], "Ada Marsh"),)
    assert run_of(against(good, baseline(), other)).comparison is None


def test_a_baseline_of_another_index_or_retriever_is_compared_with_a_warning() -> None:
    kept = baseline().model_copy(update={"recipe": "r=0", "retriever": "dense"})
    notes = " ".join(run_of(against(good, kept)).notes)
    assert "cut otherwise: r=0" in notes
    assert "with the dense retriever" in notes
    assert run_of(against(good, baseline())).notes == ()


# --- what is shown -----------------------------------------------------------------------------------


def test_the_tables_show_baseline_change_and_flips_and_keep_test_questions_back() -> None:
    run = run_of(against(one_refused, baseline()))
    text = for_terminal(run, show_test=False, width=140, colour=False)
    line = next(line for line in text.splitlines() if line.startswith("lead right ") and " test " in line)
    assert line.split()[-3:] == ["1.00", "-0.33", "FAILS"]
    assert "north-cost  wrong\n    (test split: given by id only)" in text
    assert "south-date  wrong, not retrieved\n    What about south-date?" in text
    assert "What about north-cost?" not in text
    assert "What about north-cost?" in for_terminal(run, show_test=True, width=140, colour=False)
    by_title = {table.title: table for table in tables(run, show_test=False)}
    assert by_title["Right by document"].rows[0][:4] == ("north-2010", "2 of 3", "0.21 to 0.94", "-1")


def test_the_json_holds_changes_and_flips() -> None:
    data = as_data(run_of(against(one_refused, baseline())))
    assert data["flips"] == [
        {"id": "north-cost", "now": False, "before": None, "after": "not retrieved"},
        {"id": "south-date", "now": False, "before": None, "after": "not retrieved"},
    ]
    lead = next(m for m in data["metrics"] if (m["metric"], m["split"]) == ("lead_right", "test"))  # type: ignore[attr-defined]
    assert (lead["baseline"], lead["change"]) == (1.0, pytest.approx(-1 / 3))


def test_a_new_or_changed_question_is_counted_in_a_note() -> None:
    cases = (CASES[0].model_copy(update={"lead": ("Marsh",)}), *CASES[1:])
    assert "1 questions are new or changed" in " ".join(run_of(against(good, baseline(), cases)).notes)


def test_changes_too_small_to_show_are_shown_as_none() -> None:
    assert [signed(value) for value in (0.2, -0.051, 0.004, None)] == ["+0.20", "-0.05", "0", "gone"]


@pytest.mark.parametrize(
    ("gained", "lost", "p"), [(0, 0, 1.0), (1, 0, 1.0), (5, 0, 0.0625), (1, 9, 0.0215), (10, 10, 1.0)]
)
def test_mcnemar_agrees_with_the_binomial_by_hand(gained: int, lost: int, p: float) -> None:
    assert mcnemar(gained, lost) == pytest.approx(p, abs=1e-4)
    assert Paired(30, gained, lost).p == mcnemar(lost, gained)
