"""An evaluator's own CSV: what is read of it, and how its rows are scored."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.cases import CaseError
from evals.scoring import Row, Score, read_rows, score, token_f1, totals
from rag.domain import Answer, Question, Span, Status
from rag.errors import UnusableQuestion
from tests.unit.evals.evalkit import RECORDS, answer, refusal

COST = RECORDS.passages[1]


class Replies:
    def __init__(self, reply: Answer) -> None:
        self._reply = reply

    def invoke(self, question: Question, /) -> dict[str, object]:
        if question.text == "?":
            raise UnusableQuestion("the question has no words")
        return {"answer": self._reply}


def read(folder: Path, content: str) -> tuple[list[Row], list[str]]:
    path = folder / "own.csv"
    path.write_text(content, encoding="utf-8")
    return read_rows(path)


def scored(expected: str | None, reply: Answer) -> Score:
    found = score(Row(1, "What did it cost?", expected), Replies(reply))
    assert isinstance(found, Score)
    return found


def test_headings_and_empty_lines_are_passed_over_and_quoted_cells_are_whole(tmp_path: Path) -> None:
    rows, faults = read(
        tmp_path, '\ufeffQuestion,Expected answer\n\n"Who, then?"," Ada Marsh ",a note\nWhat?,No Answer\n'
    )
    assert rows == [Row(3, "Who, then?", "Ada Marsh"), Row(4, "What?", None)]
    assert faults == []


def test_each_bad_row_is_told_in_one_line_and_the_others_are_used(tmp_path: Path) -> None:
    rows, faults = read(tmp_path, "Who?,Ada\nalone\n,x\nWhat?,\nWhen?,?!\n")
    assert [row.question for row in rows] == ["Who?"]
    assert [fault.split(": ")[1] for fault in faults] == ["line 2", "line 3", "line 4", "line 5"]
    assert "separated by a comma" in faults[0]
    assert "no question" in faults[1]
    assert 'write "no answer"' in faults[2]
    assert "no words" in faults[3]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no questions: give two columns"),
        (b"question,answer\n", "no questions"),
        (b"alone\n", "line 1: one column only"),
        (b"Who?,\xff\n", "save it as CSV UTF-8"),
        (b'Who?,"Ada" x\n', "line 1: not CSV"),
    ],
)
def test_a_file_of_which_nothing_can_be_used_is_refused(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "own.csv").write_bytes(content)
    with pytest.raises(CaseError, match=said):
        read_rows(tmp_path / "own.csv")
    with pytest.raises(CaseError, match="cannot be read: No such file"):
        read_rows(tmp_path / "none.csv")


@pytest.mark.parametrize(
    ("expected", "contains"),
    [
        ("1,200 pounds", True),
        ("1200", True),
        ("the cost of 1,200 pounds", True),
        ("12 pounds", False),
        ("1,200 euros", False),
        ("This", False),
    ],
)
def test_every_figure_and_telling_word_of_the_expected_answer_must_be_shown(
    expected: str, contains: bool
) -> None:
    found = scored(expected, answer([(COST.text, COST)]))
    assert (found.contains, found.right) == (contains, contains)


def test_an_expected_answer_of_small_words_must_be_shown_as_it_is() -> None:
    assert scored("the", answer([(COST.text, COST)])).contains


def test_a_refusal_contains_nothing_and_is_right_only_where_no_answer_is_due() -> None:
    wrong = scored("1,200", refusal())
    assert (wrong.right, wrong.contains, wrong.f1) == (False, False, 0.0)
    assert scored(None, refusal()).right
    over = scored(None, answer([(COST.text, COST)]))
    assert (over.right, over.contains, over.f1) == (False, None, None)


def test_the_marked_value_counts_where_it_agrees_best() -> None:
    assert scored("1,200 pounds", answer([(COST.text, COST)])).f1 == pytest.approx(2 / 3, abs=0.2)
    at = COST.text.index("1,200 pounds")
    focused = answer([(COST.text, COST)], focus=Span(at, at + len("1,200 pounds")))
    assert scored("1,200 pounds", focused).f1 == 1.0


def test_token_f1_is_the_harmonic_mean_over_telling_words() -> None:
    assert token_f1("The review cost 14 pounds.", "14 pounds") == pytest.approx(2 * 2 / (4 + 2))
    assert token_f1("schools", "pounds") == 0.0
    assert token_f1("pounds pounds", "pounds") == pytest.approx(2 / 3)


def test_a_question_that_cannot_be_asked_is_told_with_its_line() -> None:
    assert score(Row(7, "?", "x"), Replies(refusal())) == "line 7: the question has no words"


def test_totals_leave_out_what_they_do_not_apply_to() -> None:
    shown = answer([(COST.text, COST)])
    found = {
        total.name: total
        for total in totals([scored("1,200", shown), scored("x", refusal()), scored(None, shown)])
    }
    assert (found["right in all"].n, found["right in all"].value) == (3, pytest.approx(1 / 3))
    assert found["expected answer contained"].value == 0.5
    assert found["answered at all"].n == 2
    assert found["refused where no answer is due"].value == 0.0
    low, high = found["expected answer contained"].interval or (1, 0)
    assert 0 < low < 0.5 < high < 1
    (empty,) = [t for t in totals([scored(None, refusal())]) if t.name.startswith("token F1")]
    assert (empty.n, empty.value, empty.interval) == (0, None, None)
    assert Status.ANSWERED.answers
