from __future__ import annotations

import json
from pathlib import Path

from evals.cases import Case
from evals.gates import load_floors
from evals.report import for_markdown, for_terminal
from evals.report_files import as_data, write_reports
from evals.run import Run
from evals.session import THRESHOLDS
from evals.tables import number, tables
from rag.domain import Answer
from tests.unit.evals.evalkit import CASES, answerable, good, refusal, session, unanswerable

#: The committed floor of lead right on the test split, as tables print it.
FLOOR = (
    f"{next(f.floor for f in load_floors(THRESHOLDS) if (f.metric, f.split) == ('lead_right', 'test')):.2f}"
)


def half_right(case: Case) -> Answer:
    """Refuses one test and one dev question that have an answer."""
    return refusal() if case.id in ("north-cost", "south-date") else good(case)


def run(program: object = half_right, cases: tuple[Case, ...] = CASES, asked: int | None = None) -> Run:
    made = session(program, cases)  # type: ignore[arg-type]
    for case in cases[:asked]:
        made.outcome(case.id)
    found = made.run()
    assert found is not None
    return found


def terminal(shown: Run, *, show_test: bool = False) -> str:
    return for_terminal(shown, show_test=show_test, width=140, colour=False)


def test_the_terminal_shows_each_metric_with_n_value_interval_floor_and_verdict() -> None:
    lines = terminal(run()).splitlines()
    line = next(line for line in lines if line.startswith("lead right ") and " test " in line)
    assert line.split() == ["lead", "right", "test", "3", "0.67", "0.21", "to", "0.94", FLOOR, "holds"]


def test_a_floor_that_fails_stands_out() -> None:
    assert "FAILS" in terminal(run(lambda case: refusal()))
    assert "FAILS" not in terminal(run(good))
    assert "\x1b[" in for_terminal(run(lambda case: refusal()), show_test=False, width=140, colour=True)
    assert "\x1b[" not in terminal(run())


def test_dev_misses_are_named_with_stage_and_question_and_test_misses_only_counted() -> None:
    text = terminal(run())
    assert "south-date  not retrieved, unanswerable_not_in_corpus\n    What about south-date?\n" in text
    assert "north-cost" not in text
    assert "1 more in the test split" in text


def test_test_misses_are_named_when_asked_for() -> None:
    text = terminal(run(), show_test=True)
    assert "north-cost" in text
    assert "more in the test split" not in text


def test_categories_stages_and_statuses_are_counted_by_split() -> None:
    by_title = {table.title: table.rows for table in tables(run(), show_test=False)}
    share = "2 of 3", "0.21 to 0.94", ""
    assert ("single_fact", *share, *share) in by_title["Right by category"]
    assert by_title["Where misses were lost"] == (("not retrieved", "1", "1"),)
    assert by_title["Statuses"] == (
        ("answered", "answered", "4"),
        ("answered", "unanswerable_not_in_corpus", "2"),
        ("unanswerable_not_in_corpus", "unanswerable_not_in_corpus", "4"),
    )


def test_a_run_without_misses_has_no_table_of_them() -> None:
    titles = [table.title for table in tables(run(good), show_test=False)]
    assert "Missed" not in titles
    assert "Where misses were lost" not in titles


def test_an_error_stands_in_the_place_of_the_status() -> None:
    def broken(case: Case) -> Answer:
        raise ValueError("out of cheese")

    assert "ValueError: out of cheese" in terminal(run(broken))


def test_a_selection_says_that_no_floor_was_checked() -> None:
    text = terminal(run(asked=3))
    assert text.startswith("3 of 10 questions")
    assert "The floors were not checked" in text
    assert "holds" not in text.replace("sentences that hold gold", "")


def test_what_is_not_measured_is_a_dash_and_times_are_whole() -> None:
    assert number(None) == "-"
    assert number(12.6, "ms") == "13 ms"
    assert number(0.666, "claims") == "0.67"


def test_square_brackets_of_a_question_are_shown_as_they_are() -> None:
    cases = (unanswerable("odd", "dev", question="What is [bold]this[/bold] | <b>?"),)
    missed = run(lambda case: good(CASES[0]), cases)
    assert "What is [bold]this[/bold] | <b>?" in terminal(missed)
    assert "What is [bold]this[/bold] \\| &lt;b>?" in for_markdown(missed, show_test=False)


def test_both_files_are_written_and_hold_the_numbers(tmp_path: Path) -> None:
    found = run()
    as_json, as_markdown, _ = write_reports(found, tmp_path / "deep" / "reports", show_test=False)
    data = json.loads(as_json.read_text(encoding="utf-8"))
    lead = next(m for m in data["metrics"] if m["metric"] == "lead_right" and m["split"] == "test")
    assert (lead["n"], lead["floor"], lead["held"]) == (3, float(FLOOR), True)
    assert lead["value"] == 2 / 3
    assert next(m for m in data["metrics"] if m["metric"] == "mrr")["held"] is None
    page = as_markdown.read_text(encoding="utf-8")
    assert page.startswith("# Evaluation\n")
    assert "| south-date | not retrieved |" in page
    assert "north-cost" not in page


def test_the_json_holds_every_case_with_the_ranks_of_its_gold() -> None:
    cases = {case["id"]: case for case in as_data(run())["cases"]}  # type: ignore[attr-defined]
    assert len(cases) == len(CASES)
    assert cases["north-lead"]["right"] is True
    assert [gold["rank"] for gold in cases["north-proposals"]["gold"]] == [1, 2]
    assert cases["north-cost"]["stage"] == "not retrieved"
    assert [gold["rank"] for gold in cases["north-cost"]["gold"]] == [None]
    assert cases["north-cost"]["citations"] == []


def test_the_json_of_an_error_has_no_status() -> None:
    def broken(case: Case) -> Answer:
        raise ValueError("out of cheese")

    (case,) = as_data(run(broken, (answerable("north-x", "north-2010", [0], "Ada"),)))["cases"]  # type: ignore[misc, attr-defined]
    assert (case["status"], case["confidence"], case["error"]) == (None, None, "ValueError: out of cheese")
