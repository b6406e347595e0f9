"""An evaluator's own questions from a CSV file: ``python -m evals score FILE.csv``."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.cases import CaseError
from evals.intervals import bootstrap, wilson
from evals.metrics import mean
from evals.runner import Asks
from rag.domain import Answer, Question, Status
from rag.errors import UnusableQuestion
from rag.text import content_stems, numbers, words

#: What stands in the second column where the right reply is that the records do not say.
NO_ANSWER = "no answer"

#: First cells that mark a line of headings.
_HEADINGS = ("question", "questions", "frage")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the file: its number from 1, the question, and the expected answer; None where none is due."""

    line: int
    question: str
    expected: str | None


@dataclass(frozen=True, slots=True)
class Score:
    """What became of a row.

    ``contains``: every figure and every word that carries matter of the expected answer stands in the claims
    shown. ``f1``: see ``token_f1``. Both None where no answer is due. ``right``: contains, or a refusal where
    none is due.
    """

    row: Row
    status: Status
    contains: bool | None
    f1: float | None
    right: bool


@dataclass(frozen=True, slots=True)
class Total:
    """A share or mean over ``n`` rows with its 95 % interval; ``value`` is None where n is 0."""

    name: str
    n: int
    value: float | None
    interval: tuple[float, float] | None


def read_rows(path: Path) -> tuple[list[Row], list[str]]:
    """The rows of a CSV file of two columns, and a line for each that cannot be used.

    A first line of headings is passed over, empty lines too; columns after the second are not read. UTF-8.

    Raises:
        CaseError: the file cannot be read, or no row of it can be used.
    """
    rows: list[Row] = []
    faults: list[str] = []
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, strict=True)
            for cells in reader:
                bare = [cell.strip() for cell in cells]
                if not any(bare) or (reader.line_num == 1 and bare[0].casefold() in _HEADINGS):
                    continue
                fault = _fault(bare)
                if fault:
                    faults.append(f"{path.name}: line {reader.line_num}: {fault}")
                else:
                    expected = None if bare[1].casefold() == NO_ANSWER else bare[1]
                    rows.append(Row(reader.line_num, bare[0], expected))
    except OSError as error:
        raise CaseError([f"{path}: cannot be read: {error.strerror}"]) from None
    except UnicodeDecodeError:
        raise CaseError([f"{path}: not UTF-8: save it as CSV UTF-8"]) from None
    except csv.Error as error:
        raise CaseError([f"{path}: line {reader.line_num}: not CSV ({error})"]) from None
    if not rows:
        more = faults or [f"{path}: no questions: give two columns, question and expected answer"]
        raise CaseError(more)
    return rows, faults


def _fault(cells: Sequence[str]) -> str | None:
    if len(cells) < 2:
        return "one column only: give question and expected answer, separated by a comma"
    if not cells[0]:
        return "no question"
    if not cells[1]:
        return f'no expected answer: write "{NO_ANSWER}" where the records do not say'
    if cells[1].casefold() != NO_ANSWER and not words(cells[1]):
        return "the expected answer has no words"
    return None


def score(row: Row, program: Asks) -> Score | str:
    """What became of the row, or a line that says why it could not be asked."""
    try:
        answer = program.invoke(Question(row.question))["answer"]
    except UnusableQuestion as error:
        return f"line {row.line}: {error}"
    assert isinstance(answer, Answer)
    if row.expected is None:
        refused = not answer.status.answers
        return Score(row, answer.status, None, None, refused)
    shown = [claim.text for claim in answer.claims]
    contains = _contains(" ".join(shown), row.expected)
    focused = [claim.focus.of(claim.text) for claim in answer.claims if claim.focus]
    best = max((token_f1(text, row.expected) for text in (*shown, *focused, " ".join(shown))), default=0.0)
    return Score(row, answer.status, contains, best, contains)


def _contains(shown: str, expected: str) -> bool:
    due = set(_tokens(expected) or words(expected))
    return numbers(expected) <= numbers(shown) and due <= {*_tokens(shown), *words(shown)}


def _tokens(text: str) -> list[str]:
    """The stems of the words that carry matter, thousands commas dropped, so that a figure is one of them."""
    return content_stems(re.sub(r"(?<=\d),(?=\d{3})", "", text))


def token_f1(shown: str, expected: str) -> float:
    """The harmonic mean of the shares of words shown that are expected and expected that are shown. 0 to 1.

    Words that carry matter only, by their stems. A whole sentence that holds a short expected answer has a low
    value though it is right: ``contains`` is the measure to read first. Rajpurkar and others, SQuAD (2016).
    """
    there, due = Counter(_tokens(shown)), Counter(_tokens(expected))
    shared = (there & due).total()
    return 2 * shared / (there.total() + due.total()) if shared else 0.0


def totals(scores: Iterable[Score]) -> tuple[Total, ...]:
    """The numbers of all rows; shares with Wilson's interval, the mean F1 with a bootstrap."""
    found = list(scores)
    due = [score for score in found if score.row.expected is not None]
    f1 = [(score.f1,) for score in due if score.f1 is not None]
    return (
        _share("right in all", [score.right for score in found]),
        _share("expected answer contained", [score.right for score in due]),
        _share("answered at all", [score.status.answers for score in due]),
        Total("token F1 (mean)", len(f1), mean(f1), bootstrap(f1, mean) if f1 else None),
        _share("refused where no answer is due", [s.right for s in found if s.row.expected is None]),
    )


def _share(name: str, held: Sequence[bool]) -> Total:
    if not held:
        return Total(name, 0, None, None)
    share = sum(held) / len(held)
    return Total(name, len(held), share, wilson(share, len(held)))
