from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from evals.cases import CaseError, load_cases
from evals.gold import place
from rag.domain import Question
from tests.unit.evals.evalkit import RECORDS, answerable, unanswerable

GOOD: dict[str, object] = {
    "id": "a-case",
    "category": "single_fact",
    "split": "dev",
    "question": "Who?",
    "status": ["answered"],
    "lead": ["Ada"],
    "facts": [["Ada"]],
    "gold": [{"document": "d", "quote": "Ada"}],
    "why": "w",
}
REFUSED: dict[str, object] = {
    "id": "b-unanswerable",
    "category": "not_in_corpus",
    "split": "dev",
    "question": "Who?",
    "status": ["unanswerable_not_in_corpus"],
    "why": "w",
}
TWINS = (
    GOOD | {"category": "answerable_twin", "twin": "b-unanswerable"},
    REFUSED | {"category": "near_miss", "twin": "a-case"},
)


def faults(folder: Path, *cases: dict[str, object]) -> list[str]:
    (folder / "theme.yaml").write_text(yaml.safe_dump(list(cases)))
    with pytest.raises(CaseError) as caught:
        load_cases(folder)
    return list(caught.value.lines)


def without(case: dict[str, object], *keys: str) -> dict[str, object]:
    return {key: value for key, value in case.items() if key not in keys}


def test_cases_are_read_in_order_of_file_and_place(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text(yaml.safe_dump([REFUSED]))
    (tmp_path / "a.yaml").write_text(yaml.safe_dump([GOOD, GOOD | {"id": "c"}]))
    cases = load_cases(tmp_path)
    assert [case.id for case in cases] == ["a-case", "c", "b-unanswerable"]
    assert cases[0].where == "a.yaml: a-case"
    assert cases[0].asked == Question("Who?")


def test_a_false_premise_may_have_the_facts_that_correct_it(tmp_path: Path) -> None:
    corrected = {"category": "false_premise", "status": ["unanswerable_false_premise"], "facts": [["15"]]}
    (tmp_path / "a.yaml").write_text(yaml.safe_dump([REFUSED | corrected]))
    assert load_cases(tmp_path)[0].facts == (("15",),)


def test_the_last_turn_is_asked_with_the_earlier_ones_as_history(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(
        yaml.safe_dump([without(GOOD, "question") | {"turns": ["Who?", "When?"]}])
    )
    assert load_cases(tmp_path)[0].asked == Question("When?", history=("Who?",))


def test_twins_that_name_each_other_are_accepted(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(yaml.safe_dump(list(TWINS)))
    assert len(load_cases(tmp_path)) == 2


@pytest.mark.parametrize(
    ("case", "said"),
    [
        (GOOD | {"colour": "red"}, "colour: Extra inputs"),
        (GOOD | {"category": "riddle"}, "category:"),
        (GOOD | {"split": "train"}, "split:"),
        (GOOD | {"status": ["fine"]}, "status.0:"),
        (GOOD | {"status": []}, "status:"),
        (GOOD | {"facts": [[2009]]}, "facts.0.0:"),
        (GOOD | {"facts": [[]]}, "facts.0:"),
        (GOOD | {"gold": [{"document": "d", "quote": ""}]}, "gold.0.quote:"),
        (without(GOOD, "why"), "why: Field required"),
        (without(GOOD, "question"), "either question or turns"),
        (GOOD | {"turns": ["a", "b"]}, "either question or turns"),
        (without(GOOD, "gold"), "needs lead, facts and gold"),
        (without(GOOD, "lead"), "needs lead, facts and gold"),
        (GOOD | {"status": ["answered", "clarify"]}, "mixes answers and refusals"),
        (REFUSED | {"id": "a-case", "lead": ["x"]}, "a refusal has no lead"),
        (REFUSED | {"id": "a-case", "facts": [["x"]]}, "facts only where they correct a false premise"),
        (REFUSED | {"id": "a-case", "status": ["clarify", "answered"]}, "needs the gold"),
        (GOOD | {"category": "near_miss"}, "have a twin"),
        (GOOD | {"twin": "x"}, "have a twin"),
        (GOOD | {"category": "near_miss", "twin": "x"}, "a near_miss is refused"),
    ],
)
def test_a_faulty_case_is_refused_with_its_file_and_id(
    tmp_path: Path, case: dict[str, object], said: str
) -> None:
    lines = faults(tmp_path, case)
    assert all(line.startswith("theme.yaml: a-case: ") for line in lines)
    assert said in lines[0]


def test_an_id_that_says_unanswerable_must_expect_a_refusal(tmp_path: Path) -> None:
    assert 'says "unanswerable"' in faults(tmp_path, GOOD | {"id": "x-unanswerable"})[0]


def test_every_fault_of_every_case_is_told_at_once(tmp_path: Path) -> None:
    lines = faults(tmp_path, GOOD | {"split": "train", "category": "riddle"}, "words")  # type: ignore[arg-type]
    assert [line.partition(": ")[2].partition(":")[0] for line in lines] == ["a-case", "a-case", "case 2"]


def test_an_id_given_twice_is_refused(tmp_path: Path) -> None:
    assert faults(tmp_path, GOOD, GOOD) == ["theme.yaml: a-case: 2 cases have this id"]


@pytest.mark.parametrize("change", [{"twin": "other"}, {"twin": "b-unanswerable", "split": "test"}])
def test_twins_that_do_not_match_are_refused(tmp_path: Path, change: dict[str, object]) -> None:
    assert faults(tmp_path, TWINS[0] | change, TWINS[1])[0].startswith("theme.yaml: a-case: ")


@pytest.mark.parametrize("content", [b"id: x", b"", b"- [", b"\xff\xfe", b"- id: a\n  id: b\n"])
def test_a_file_that_is_no_list_of_cases_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "odd.yaml").write_bytes(content)
    with pytest.raises(CaseError, match=r"^odd\.yaml: [^\n]+$"):
        load_cases(tmp_path)


def test_a_folder_without_cases_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="no case files"):
        load_cases(tmp_path)


# --- gold --------------------------------------------------------------------------------------------


def test_a_gold_quote_becomes_the_span_where_it_stands() -> None:
    (placed,) = place([answerable("north-x", "north-2010", [1], "1,200")], RECORDS)
    (gold,) = placed.gold
    assert gold.span.of(RECORDS.documents["north-2010"].text) == "The North review cost 1,200 pounds."
    assert placed.ideal == (1,)


@pytest.mark.parametrize(
    ("gold", "said"),
    [
        ({"document": "west", "quote": "x"}, "no document west in the index"),
        ({"document": "north-2010", "quote": "the north review cost"}, "stands nowhere"),
        ({"document": "north-2010", "quote": "The North review proposed"}, "stands 2 times"),
        ({"document": "north-2010", "quote": "id: x"}, "stands nowhere"),
        ({"document": "north-2010", "quote": "x" * 80}, 'gold "' + "x" * 57 + '..."'),
    ],
)
def test_a_gold_quote_must_stand_once_in_the_citable_text(gold: dict[str, str], said: str) -> None:
    with pytest.raises(CaseError) as caught:
        place([answerable("north-x", "north-2010", [0], "x", gold=[gold])], RECORDS)
    assert said in str(caught.value)
    assert ": north-x: gold" in str(caught.value)


def test_two_splits_may_not_rest_on_the_same_words() -> None:
    part = {"document": "north-2010", "quote": "review cost 1,200"}
    one = answerable("north-x", "north-2010", [1], "1,200")
    with pytest.raises(CaseError, match="north-y: rests on the same words as north-x"):
        place([one, answerable("north-y", "north-2010", [1], "1,200", split="dev", gold=[part])], RECORDS)
    assert len(place([one, answerable("north-y", "north-2010", [1], "1,200", gold=[part])], RECORDS)) == 2
    assert len(place([one, unanswerable("north-z", "dev")], RECORDS)) == 2


def test_a_passage_that_holds_two_gold_quotes_is_the_best_ranking_alone() -> None:
    text = RECORDS.documents["north-2010"].text
    from rag.domain import Passage, Span
    from rag.store import Records

    whole = Passage("north-2010", Span(0, len(text)), text)
    case = answerable("north-x", "north-2010", [2, 3], "helpline")
    assert place([case], Records(RECORDS.documents, (*RECORDS.passages, whole)))[0].ideal == (2,)
    assert place([case], RECORDS)[0].ideal == (1, 1)
    assert place([case], Records(RECORDS.documents, ()))[0].ideal == ()


# --- the committed files -----------------------------------------------------------------------------


def test_the_committed_cases_can_be_read_and_cover_both_splits() -> None:
    from evals.session import CASES

    cases = load_cases(CASES)
    assert len(cases) >= 60
    for answered in (True, False):
        for split in ("dev", "test"):
            assert sum(case.split == split and case.expects_answer is answered for case in cases) >= 10
