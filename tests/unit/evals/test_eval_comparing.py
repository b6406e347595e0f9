"""Two stored runs side by side: only what both were asked alike counts, pair by pair."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from evals.cases import CaseError
from evals.comparing import RunCase, StoredRun, compared, load_run
from evals.report_files import write_reports
from tests.unit.evals.evalkit import CASES, Program, good, refusal, session


def kept(name: str, right: bool, **more: Any) -> RunCase:
    given: dict[str, Any] = {
        "id": name,
        "split": "test",
        "asked": "f",
        "right": right,
        "stage": None if right else "not retrieved",
        "status": "answered",
        "observed": {"right": (float(right),)},
    }
    return RunCase.model_validate(given | more)


def run(*cases: RunCase) -> StoredRun:
    return StoredRun(cases=cases)


def named(*right: bool) -> StoredRun:
    return run(*(kept(f"q{number}", one) for number, one in enumerate(right)))


def test_a_share_is_compared_pair_by_pair_with_its_exact_chance() -> None:
    found = compared(named(*[False] * 6, True, True), named(*[True] * 5, False, False, True))
    (difference,) = found.differences
    assert (difference.n, difference.values) == ((8, 8), (2 / 8, 6 / 8))
    assert difference.difference == 0.5
    assert difference.paired is not None
    assert (difference.paired.gained, difference.paired.lost) == (5, 1)
    assert difference.paired.p == pytest.approx(2 * (1 + 6) / 2**6)
    low, high = difference.interval or (1, 0)
    assert low < 0.5 < high
    assert [(flip.id, flip.first, flip.second) for flip in found.flips][-1] == ("q6", None, "not retrieved")


def test_equal_runs_differ_in_nothing() -> None:
    found = compared(named(True, False), named(True, False))
    assert (found.flips, found.left_out) == ((), 0)
    assert (found.differences[0].difference, found.differences[0].interval) == (0.0, (0.0, 0.0))


def test_questions_that_were_asked_otherwise_are_left_out() -> None:
    first = run(kept("a", True), kept("b", True), kept("c", True), kept("d", True))
    second = run(kept("a", False), kept("b", True, asked="g"), kept("c", True, split="dev"), kept("e", True))
    found = compared(first, second)
    assert (found.n, found.left_out) == (1, 4)
    with pytest.raises(CaseError, match="share no question"):
        compared(run(kept("a", True)), run(kept("b", True)))


def test_a_measure_that_applies_to_some_is_taken_over_those_of_each_run() -> None:
    first = run(
        kept("a", True, observed={"refusal_precision": (1.0,)}), kept("b", True, observed={}), kept("c", True)
    )
    second = run(
        kept("a", True, observed={"refusal_precision": (1.0,)}),
        kept("b", True, observed={"refusal_precision": (0.0,)}),
        kept("c", True, observed={"mrr": (0.5,)}),
    )
    found = {one.metric.key: one for one in compared(first, second).differences}
    assert set(found) == {"refusal_precision"}  # what only one run has cannot be compared
    assert found["refusal_precision"].n == (1, 2)
    assert found["refusal_precision"].values == (1.0, 0.5)
    assert found["refusal_precision"].paired is not None
    assert found["refusal_precision"].paired.n == 1


def test_a_mean_has_an_interval_but_no_flips() -> None:
    first = run(*(kept(f"q{n}", True, observed={"mrr": (n / 10,)}) for n in range(10)))
    second = run(*(kept(f"q{n}", True, observed={"mrr": (n / 10 + 0.1,)}) for n in range(10)))
    (difference,) = compared(first, second).differences
    assert difference.paired is None
    assert difference.interval == (pytest.approx(0.1), pytest.approx(0.1))


def test_test_comes_before_dev() -> None:
    pair = (kept("a", True, split="dev"), kept("b", True))
    other = (kept("a", False, split="dev"), kept("b", False))
    found = compared(run(*pair), run(*other))
    assert [one.split for one in found.differences] == ["test", "dev"]
    assert [flip.id for flip in found.flips] == ["b", "a"]


def test_the_reports_of_two_runs_can_be_compared(tmp_path: Path) -> None:
    for name, reply in (("a", good), ("b", lambda case: refusal())):
        made = session(reply)
        for case in CASES:
            made.outcome(case.id)
        whole = made.run()
        assert whole is not None
        write_reports(whole, tmp_path / name, show_test=True)
    found = compared(load_run(tmp_path / "a/evals.json"), load_run(tmp_path / "b/evals.json"))
    assert found.n == len(CASES)
    (lead,) = [d for d in found.differences if d.metric.key == "lead_right" and d.split == "test"]
    assert (lead.values, lead.paired and lead.paired.lost) == ((1.0, 0.0), 3)
    assert Program(good).asked == []


@pytest.mark.parametrize("content", ["{", "[]", '{"cases": [{"id": "a"}]}'])
def test_a_file_that_is_no_run_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "x.json").write_text(content)
    with pytest.raises(CaseError, match="not a run of the evaluation"):
        load_run(tmp_path / "x.json")
    with pytest.raises(CaseError, match="cannot be read: No such file"):
        load_run(tmp_path / "none.json")
