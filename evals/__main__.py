"""The command ``python -m evals``: results on standard output, everything else on standard error."""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from evals.ablations import as_markdown, measured, write_into
from evals.cases import CaseError, Split, load_cases
from evals.comparing import Comparison, Difference, compared, load_run
from evals.gates import load_floors
from evals.importing import pick, read_set, write_set
from evals.options import check_model
from evals.parts import Parts, open_parts
from evals.replies import model_to_ask
from evals.sabotage import Catch, Intact, catches
from evals.scoring import Score, Total, read_rows, score, totals
from evals.session import CASES, CORPUS, THRESHOLDS
from evals.triage import as_yaml, triage
from rag.answering.reading.confidence import refuse_below
from rag.errors import AskError, BadSetting
from rag.settings import load_settings

#: The page that holds the table of ablations.
PAGE = Path(__file__).parent / "README.md"

#: Lines about rows or cases left out that are printed one by one; the rest are counted.
MOST_FAULTS = 20

#: Opens the parts of an index; None: a fresh one of corpus/.
Opener = Callable[[Path | None], Any]


class _Parser(argparse.ArgumentParser):
    """argparse that says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        raise BadSetting(f"{message}: see {self.prog} --help")


def main(argv: Sequence[str] | None = None, opener: Opener | None = None) -> int:
    """The exit code: 0 done; 1 a sabotage went through; 2 bad usage, bad input, or an index that cannot be used.

    Args:
        argv: the words of the command line; None: those of this process.
        opener: opens the parts of an index in place of the real ones, for tests.
    """
    try:
        options = _parser().parse_args(argv)
        options.open = opener or (lambda index: open_parts(index, CORPUS))
        return int(options.run(options))
    except AskError as error:
        print("\n".join(_shown(line) for line in str(error).splitlines()), file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m evals", description="Tools round the evaluation.", allow_abbrev=False)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, purpose: str, run: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
        made: argparse.ArgumentParser = commands.add_parser(
            name, help=purpose, description=purpose, allow_abbrev=False
        )
        made.set_defaults(run=run)
        return made

    scored = command("score", "ask the questions of a CSV file: question, expected answer", _score)
    scored.add_argument("file", type=Path, metavar="FILE.csv")
    scored.add_argument("--json", action="store_true", help="write JSON")
    scored.add_argument("--model", metavar="PROVIDER:NAME", help="let this language model word the answers")
    scored.add_argument(
        "--refresh-model", action="store_true", help="ask the model anew, not for kept replies"
    )
    taken = command("import", "make cases and documents of a SQuAD 2.0 file or a BEIR folder", _import)
    taken.add_argument("source", type=Path, metavar="FILE_OR_FOLDER")
    taken.add_argument("-o", "--output", type=Path, required=True, metavar="FILE.yaml")
    taken.add_argument("--documents", type=Path, required=True, metavar="DIR", help="made for the documents")
    taken.add_argument("--split", choices=[str(split) for split in Split], default=str(Split.TEST))
    taken.add_argument("--limit", type=int, metavar="N", help="at most N questions, spread evenly")
    said = command("triage", "write draft cases of the feedback given in the chat", _triage)
    said.add_argument(
        "file", type=Path, nargs="?", metavar="FILE", help="default: feedback.jsonl beside the index"
    )
    both = command("compare", "compare two runs (reports/evals.json) question by question", _compare)
    both.add_argument("first", type=Path, metavar="A.json")
    both.add_argument("second", type=Path, metavar="B.json")
    both.add_argument("--json", action="store_true", help="write JSON")
    both.add_argument("--show-test", action="store_true", help="name the flips of the test split too")
    broken = command("sabotage", "run the gates on programs that must fail", _sabotage)
    apart = command("ablations", "measure the program with parts left out; evals/README.md gets it", _ablate)
    apart.add_argument("--page", type=Path, default=PAGE, metavar="FILE", help="the page that gets the table")
    default = "folder of the index (default: ASK_INDEX or .data/index)"
    scored.add_argument("--index", type=Path, metavar="DIR", help=default)
    for made in (broken, apart):
        made.add_argument(
            "--index", type=Path, metavar="DIR", help="ask this index, not a fresh one of corpus/"
        )
    return parser


def _say(line: str) -> None:
    print(_shown(line), file=sys.stderr)


def _shown(text: str) -> str:
    """The text with what a terminal would act on written as an escape."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape", "replace").decode() for c in text)


def _say_all(lines: Sequence[str]) -> None:
    for line in lines[:MOST_FAULTS]:
        _say(line)
    if len(lines) > MOST_FAULTS:
        _say(f"and {len(lines) - MOST_FAULTS} more like these")


def _print_table(rows: Sequence[Sequence[str]]) -> None:
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _range(interval: tuple[float, float] | None) -> str:
    return f"{interval[0]:.2f} to {interval[1]:.2f}" if interval else "-"


# --- score -------------------------------------------------------------------------------------------


def _score(options: argparse.Namespace) -> int:
    check_model(options.model, refresh=options.refresh_model)
    rows, faults = read_rows(options.file)
    chat = model_to_ask(options.model, refresh=options.refresh_model)
    with options.open(options.index or load_settings().index) as parts:
        program = parts.program(parts.retriever(), parts.answerer(), chat=chat)
        found = [score(row, program) for row in rows]
    faults += [f"{options.file.name}: {one}" for one in found if isinstance(one, str)]
    scores = [one for one in found if isinstance(one, Score)]
    if not scores:
        raise CaseError(faults)
    _say_all(faults)
    summed = totals(scores)
    if options.json:
        rows_json = [dataclasses.asdict(one) for one in scores]
        totals_json = [dataclasses.asdict(one) for one in summed]
        print(json.dumps({"rows": rows_json, "totals": totals_json, "left_out": faults}, indent=1))
        return 0
    _print_table([("line", "right", "contained", "F1", "status", "question"), *map(_scored, scores)])
    print()
    _print_table([("", "n", "value", "95 % interval"), *map(_total, summed)])
    return 0


def _scored(one: Score) -> tuple[str, ...]:
    contained = "-" if one.contains is None else "yes" if one.contains else "no"
    f1 = "-" if one.f1 is None else f"{one.f1:.2f}"
    right = "right" if one.right else "wrong"
    return (str(one.row.line), right, contained, f1, str(one.status), _shown(one.row.question[:70]))


def _total(one: Total) -> tuple[str, ...]:
    value = "-" if one.value is None else f"{one.value:.2f}"
    return (one.name, str(one.n), value, _range(one.interval))


# --- import ------------------------------------------------------------------------------------------


def _import(options: argparse.Namespace) -> int:
    if options.limit is not None and options.limit < 1:
        raise BadSetting("--limit: give a number from 1")
    found = pick(read_set(options.source, Split(options.split)), options.limit)
    written, left_out = write_set(found, options.documents, options.output)
    _say_all(left_out)
    print(
        f"cases in {options.output}: {written}; left out: {len(left_out)}; "
        f"documents in {options.documents}: {len(found.documents)}\n"
        f"next: python -m ingest {options.documents} --index DIR\n"
        f"then: pytest evals --cases {options.output} --index DIR"
    )
    return 0


# --- triage ------------------------------------------------------------------------------------------


def _triage(options: argparse.Namespace) -> int:
    settings = load_settings()
    found = triage(options.file or settings.feedback, settings.feedback_days, date.today())
    print(as_yaml(found), end="")
    _say(
        f"draft cases: {len(found.complete)}; incomplete: {len(found.open_)}; errors reported in records: "
        f"{len(found.reports)}; lines left out: {found.old} too old, {found.damaged} damaged"
    )
    return 0


# --- compare -----------------------------------------------------------------------------------------


def _compare(options: argparse.Namespace) -> int:
    found = compared(load_run(options.first), load_run(options.second))
    if options.json:
        print(json.dumps(_as_data(found), indent=1))
        return 0
    print(f"{found.n} questions asked in both runs; {found.left_out} in one only, or asked otherwise\n")
    head = ("metric", "split", "n", "first", "second", "difference", "95 % interval", "flips", "McNemar p")
    _print_table([head, *map(_difference, found.differences)])
    shown = [flip for flip in found.flips if options.show_test or flip.split is Split.DEV]
    print(f"\n{len(found.flips)} questions flipped")
    for flip in shown:
        print(f"  {flip.id}: {flip.first or 'right'} -> {flip.second or 'right'}")
    if len(shown) < len(found.flips):
        print(f"  {len(found.flips) - len(shown)} in the test split (--show-test names them)")
    return 0


def _difference(one: Difference) -> tuple[str, ...]:
    n = str(one.n[0]) if one.n[0] == one.n[1] else f"{one.n[0]}, {one.n[1]}"
    flips = f"+{one.paired.gained} -{one.paired.lost}" if one.paired else ""
    chance = f"{one.paired.p:.3f}" if one.paired else ""
    values = (f"{one.values[0]:.3f}", f"{one.values[1]:.3f}", f"{one.difference:+.3f}")
    return (one.metric.title, str(one.split), n, *values, _range(one.interval), flips, chance)


def _as_data(found: Comparison) -> dict[str, object]:
    return {
        "n": found.n,
        "left_out": found.left_out,
        "differences": [
            {
                "metric": one.metric.key,
                "split": one.split,
                "n": one.n,
                "first": one.values[0],
                "second": one.values[1],
                "difference": one.difference,
                "interval": one.interval,
                "gained": one.paired.gained if one.paired else None,
                "lost": one.paired.lost if one.paired else None,
                "p": one.paired.p if one.paired else None,
            }
            for one in found.differences
        ],
        "flips": [dataclasses.asdict(flip) for flip in found.flips],
    }


# --- sabotage and ablations --------------------------------------------------------------------------


def _sabotage(options: argparse.Namespace) -> int:
    cases, floors = load_cases(CASES), load_floors(THRESHOLDS)
    with options.open(options.index) as parts:
        trial = catches(_intact(parts), cases, floors, told=lambda name: _say(f"asking: {name}"))
    _print_table([("sabotage", "verdict", "caught by (* made for it)"), *map(_caught, trial.catches)])
    if trial.fallen:
        _say(f"the intact program does not pass, so these can catch nothing: {', '.join(trial.fallen)}")
    through = [one.sabotage.name for one in trial.catches if not one.right]
    if through:
        _say(f"not caught for the right reason: {', '.join(through)}")
    return 1 if through else 0


def _intact(parts: Parts) -> Intact:
    lenient = parts.answerer(refuse_below=refuse_below() / 2)
    return Intact(parts.records, parts.retriever(), parts.answerer(), lenient, parts.info, parts.lexicon)


def _caught(one: Catch) -> tuple[str, ...]:
    verdict = "caught" if one.right else "caught by chance" if one.by else "WENT THROUGH"
    by = [
        f"{name}*" if name in one.right else name for name in sorted(one.by, key=lambda n: n not in one.right)
    ]
    return (one.sabotage.name, verdict, ", ".join(by) or "nothing")


def _ablate(options: argparse.Namespace) -> int:
    cases = load_cases(CASES)
    with options.open(options.index) as parts:
        found = measured(parts, cases, told=lambda name: _say(f"asking: {name}"))
    table = as_markdown(found)
    write_into(options.page, table)
    print(table)
    return 0


if __name__ == "__main__":
    sys.exit(main())
