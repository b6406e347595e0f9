"""Feedback from the chat as draft cases: ``python -m evals triage``. Nothing is written but what is printed.

A verdict says what is expected, as far as it can: a helpful answer is expected again; for a wrong one, or one whose
words do not support it, a refusal is, until a person who has looked puts in what the records say.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from evals.cases import Case, CaseError, Category, Split
from evals.importing import REFUSED
from rag.domain import Status

_HEAD = """\
# Draft cases from feedback. Look at each before it goes to evals/cases: is the verdict right, what do the records say?
# Shorten lead and facts to what a right answer must show; give the split that cases on the same words have.
"""

#: The category of a refusal that was found helpful; other refusals say that the records do not hold it.
_REFUSALS = {
    Status.ADVICE: Category.ADVICE,
    Status.IDENTIFICATION: Category.IDENTIFICATION,
    Status.FALSE_PREMISE: Category.FALSE_PREMISE,
    Status.OTHER_PLACE_OR_TIME: Category.WRONG_PLACE,
}

_SAID = {"helpful": "found helpful", "wrong": "said to be wrong", "not_supported": "said not to be supported"}


class _Lenient(BaseModel):
    # A later version may write more of an entry.
    model_config = ConfigDict(frozen=True, extra="ignore")


class _Cited(_Lenient):
    document: Annotated[str, StringConstraints(min_length=1)]
    quote: str = ""


class Feedback(_Lenient):
    """A line of the feedback file. Without a question it is about the first record in ``cited``."""

    id: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{4,32}$")]
    when: date
    question: str = ""
    standalone: str = ""
    status: Status | None = None
    cited: tuple[_Cited, ...] = ()
    verdict: Literal["helpful", "wrong", "not_supported"]
    comment: str = Field(default="")

    @property
    def asked(self) -> str:
        """The question as it can be understood without those before it."""
        return " ".join((self.standalone or self.question).split())


@dataclass(frozen=True, slots=True)
class Triage:
    """What the feedback comes to: draft cases, and lines that a person has to make something of.

    ``complete`` are the values of cases that the suite accepts; ``open_`` those that lack something, each with what;
    ``reports`` say what is wrong in which record.
    """

    complete: tuple[Mapping[str, object], ...]
    open_: tuple[tuple[Mapping[str, object], str], ...]
    reports: tuple[str, ...]
    old: int
    damaged: int


def triage(path: Path, days: int, today: date) -> Triage:
    """The feedback of a file that is not too old yet; the same said of the same question counts once.

    Raises:
        CaseError: the file cannot be read.
    """
    found, old, damaged = _read(path, days, today)
    alike: dict[tuple[str, str, Status | None], list[Feedback]] = {}
    for one in found:
        if one.asked:
            alike.setdefault((one.asked.casefold(), one.verdict, one.status), []).append(one)
    complete: list[Mapping[str, object]] = []
    open_: list[tuple[Mapping[str, object], str]] = []
    for group in alike.values():
        values = _case(group)
        lacking = _lacking(values)
        if lacking:
            open_.append((values, lacking))
        else:
            complete.append(values)
    reports = tuple(_report(one) for one in found if not one.asked)
    return Triage(tuple(complete), tuple(open_), reports, old, damaged)


def as_yaml(found: Triage) -> str:
    """A file of cases that can be asked as it is: what is incomplete stands in it as comments."""
    parts = [_HEAD]
    if found.complete:
        parts.append(_dumped(found.complete))
    for values, lacking in found.open_:
        lines = (f"incomplete: {lacking}", *_dumped([values]).splitlines())
        parts.append("".join(f"# {line}\n" for line in lines))
    if found.reports:
        parts.append("".join(f"# {line}\n" for line in ("errors reported in records:", *found.reports)))
    return "\n".join(parts)


def _read(path: Path, days: int, today: date) -> tuple[list[Feedback], int, int]:
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError as error:
        raise CaseError(
            [f"{path}: no feedback can be read there ({error.strerror}): give the file, or set ASK_INDEX"]
        ) from None
    found: dict[str, Feedback] = {}
    old = damaged = 0
    for line in filter(bytes.strip, lines):
        try:
            one = Feedback.model_validate_json(line)
        except ValidationError:
            damaged += 1
            continue
        if (today - one.when).days >= days:
            old += 1
        elif one.asked or one.cited:
            found[one.id] = one
        else:
            damaged += 1
    return list(found.values()), old, damaged


def _case(group: Sequence[Feedback]) -> dict[str, object]:
    """The values of a draft case for the same verdict on the same answer, of the latest entry."""
    latest = group[-1]
    status = latest.status or Status.ANSWERED
    if latest.verdict == "helpful":
        expected = _again(latest, status)
    elif status.answers:
        expected = _refused(latest)
    else:
        # An answer is due, and only the records say which.
        expected = (Category.SINGLE_FACT, [Status.ANSWERED], {})
    category, statuses, more = expected
    unanswerable = "" if statuses[0].answers else "unanswerable-"
    return {
        "id": f"feedback-{unanswerable}{latest.id}",
        "category": str(category),
        "split": str(Split.DEV),
        "question": latest.asked,
        "status": [str(one) for one in statuses],
        **more,
        "why": _why(group, status),
    }


_Expected = tuple[Category, Sequence[Status], dict[str, object]]


def _again(latest: Feedback, status: Status) -> _Expected:
    """What was found helpful is expected again, answered in the same words."""
    if not status.answers:
        return _REFUSALS.get(status, Category.NOT_IN_CORPUS), [status], {}
    gold = [{"document": one.document, "quote": one.quote} for one in latest.cited if one.quote]
    quotes = list(dict.fromkeys(_line(one["quote"]) for one in gold))
    category = Category.LIST if len(quotes) > 1 else Category.SINGLE_FACT
    return category, [status], {"lead": quotes, "facts": [[quote] for quote in quotes], "gold": gold}


def _refused(latest: Feedback) -> _Expected:
    """A refusal is expected; words that do not support an answer may not be given for one."""
    quotes = dict.fromkeys(_line(one.quote) for one in latest.cited if one.quote)
    shut_out: dict[str, object] = {"must_not": list(quotes)} if latest.verdict == "not_supported" else {}
    return Category.NOT_IN_CORPUS, REFUSED, shut_out


def _why(group: Sequence[Feedback], status: Status) -> str:
    times = "once" if len(group) == 1 else f"{len(group)} times"
    comments = " / ".join(dict.fromkeys(f'"{_line(one.comment)}"' for one in group if one.comment.strip()))
    said = f"feedback: {status}, {_SAID[group[-1].verdict]} {times}"
    return f"{said}: {comments}" if comments else said


def _lacking(values: Mapping[str, object]) -> str:
    """Why the suite would not take the case, in one line; "" where it does."""
    try:
        Case.model_validate(values)
    except ValidationError as error:
        return "; ".join(_line(one["msg"].removeprefix("Value error, ")) for one in error.errors())
    return ""


def _report(one: Feedback) -> str:
    return _line(f"{one.cited[0].document} ({one.when}, {one.id}): {one.comment}")


def _dumped(values: Iterable[Mapping[str, object]]) -> str:
    return str(yaml.safe_dump(list(map(dict, values)), allow_unicode=True, sort_keys=False, width=100))


def _line(text: str) -> str:
    """The text on one line of printable characters, so that it ends no comment and turns nothing on in a terminal."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in " ".join(text.split()))
