"""What a person may ask of a run, and what is said where it cannot be."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from evals.options import BASELINE, Options, read_options
from rag.errors import BadSetting

ROOT = Path(__file__).parents[3]


def read(**given: object) -> Options:
    return read_options(lambda name: given.get(name.replace("-", "_")))


def test_nothing_given_is_the_suites_own_run() -> None:
    options = read()
    assert options == Options()
    assert (options.retriever, options.answerer, options.baseline) == ("hybrid", "extractive", BASELINE)
    assert (options.label, options.model, options.no_gates) == ("", None, None)


def test_each_option_is_taken_as_it_was_given(tmp_path: Path) -> None:
    file = tmp_path / "own.yaml"
    file.write_text("")
    options = read(
        cases=[str(file)], index=str(tmp_path), retriever="dense", show_test=True, baseline="b.json"
    )
    assert options.cases == (file,)
    assert options.index == tmp_path
    assert options.show_test
    assert options.baseline == Path("b.json")


def test_the_reports_of_another_run_bear_another_name(tmp_path: Path) -> None:
    assert Options(retriever="lexical").label == "lexical"
    assert Options(originals=tmp_path, retriever="dense").label == "originals-dense"
    assert Options(index=tmp_path, cases=(tmp_path,)).label == "index-cases"


def test_floors_do_not_apply_to_other_questions_or_other_documents(tmp_path: Path) -> None:
    assert "every question of the suite" in str(Options(cases=(tmp_path,)).no_gates)
    assert "digests" in str(Options(originals=tmp_path).no_gates)
    assert Options(index=tmp_path, retriever="lexical").no_gates is None


def test_the_reports_of_a_run_with_a_model_bear_its_name() -> None:
    options = read(model="openai:gpt-4o/mini", refresh_model=True)
    assert (options.model, options.refresh_model) == ("openai:gpt-4o/mini", True)
    assert options.label == "model-openai-gpt-4o-mini"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"retriever": "psychic"}, 'no retriever "psychic": there is hybrid, dense, passages, lexical'),
        ({"answerer": "oracle"}, 'no answerer "oracle": there is extractive'),
        ({"cases": ["nowhere.yaml"]}, "no file nowhere.yaml"),
        ({"originals": "nowhere"}, "no folder nowhere"),
        ({"originals": ".", "index": "x"}, "leave out --index and --cases"),
        ({"update_baseline": True, "retriever": "dense"}, "keeps the suite's own run"),
        ({"update_baseline": True, "model": "openai:m"}, "keeps the suite's own run"),
        ({"model": "gpt"}, "--model gpt: write provider:name"),
        ({"refresh_model": True}, "name it with --model"),
    ],
)
def test_a_value_that_cannot_be_used_is_one_line(given: dict[str, object], said: str) -> None:
    with pytest.raises(BadSetting) as caught:
        read(**given)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def ran(*arguments: str) -> tuple[int, str]:
    command = [
        sys.executable,
        "-m",
        "pytest",
        "evals",
        "-p",
        "no:cacheprovider",
        "-k",
        "birmingham-fit",
        *arguments,
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    return done.returncode, done.stdout + done.stderr


def test_an_unknown_answerer_ends_the_run_with_one_line_before_anything_is_asked() -> None:
    code, output = ran("--answerer", "oracle")
    assert code == 4
    assert output.strip() == 'ERROR: --answerer: no answerer "oracle": there is extractive'


def test_a_model_named_otherwise_ends_the_run_with_one_line_before_anything_is_asked() -> None:
    code, output = ran("--model", "m")
    assert code == 4
    assert "write provider:name" in output


def test_a_baseline_of_a_selection_is_refused() -> None:
    code, output = ran("--update-baseline")
    assert code == 4
    assert "leave out -k" in output
