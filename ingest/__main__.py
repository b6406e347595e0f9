"""The command ``python -m ingest``: results on standard output, everything else on standard error."""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from ingest.indexing import RECIPE, MakeEncoder, Report, build_index, serving
from ingest.loading import shown
from ingest.records import Survey, is_fresh
from rag.errors import AskError, BadSetting, NothingToRead
from rag.settings import Settings, load_settings
from rag.store import IndexStore, Manifest

#: First words kept for commands to come; a folder of that name is given as ./audit.
RESERVED = ("audit", "purge", "check-corpus")

#: What is indexed where nothing is named.
DEFAULT_ROOT = Path("corpus")

#: Columns of the table where it goes to a file: wide enough that ids are not folded.
_LOG_WIDTH = 160


class _Parser(argparse.ArgumentParser):
    """argparse that says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        raise BadSetting(f"{message}: see python -m ingest --help")


def main(argv: Sequence[str] | None = None, encoder: MakeEncoder | None = None) -> int:
    """The exit code: 0 done, warnings allowed; 1 nothing could be read; 2 bad usage or no index can be written.

    Args:
        argv: the words of the command line; None: those of this process.
        encoder: makes the encoder in place of the one the settings name, for tests.
    """
    try:
        return _run(sys.argv[1:] if argv is None else list(argv), encoder)
    except NothingToRead as problem:
        print(problem, file=sys.stderr)
        return 1
    except AskError as problem:
        print(problem, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("stopped: the old index keeps serving; run it again to go on where it was", file=sys.stderr)
        return 130


def _run(argv: list[str], encoder: MakeEncoder | None) -> int:
    options = _options(argv)
    settings = load_settings(index=options.index)
    roots = [Path(path) for path in options.paths]
    if options.if_stale:
        manifest = serving(IndexStore(settings.index))
        if manifest is not None:
            roots = roots or [Path(root) for root in manifest.roots]
            said = _fresh(manifest, roots, settings, given=bool(options.paths))
            if said is not None:
                print(json.dumps(_held(manifest)) if options.json else said)
                return 0
    if not roots and (not options.add or DEFAULT_ROOT.is_dir()):
        roots = [DEFAULT_ROOT]
    return _update(settings, roots, options, encoder)


def _options(argv: list[str]) -> argparse.Namespace:
    about = "Build the index of a folder of records, or bring it up to date."
    parser = _Parser(prog="python -m ingest", description=about, allow_abbrev=False)
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="folders and files to index (default: corpus/)"
    )
    more = "index this besides what the index holds (may be repeated)"
    parser.add_argument("--add", action="append", default=[], metavar="PATH", help=more)
    where = "folder of the index (default: ASK_INDEX or .data/index)"
    parser.add_argument("--index", metavar="DIR", help=where)
    parser.add_argument("--if-stale", action="store_true", help="do nothing where the index is up to date")
    parser.add_argument("--rebuild", action="store_true", help="compute every vector anew")
    parser.add_argument("--json", action="store_true", help="print one JSON object instead of a summary")
    options = parser.parse_args(argv)
    if options.paths and options.paths[0] in RESERVED:
        word = options.paths[0]
        raise BadSetting(f"{word} is not available yet; for a folder of that name write ./{word}")
    if options.paths and options.add:
        raise BadSetting("give PATH to say what the index holds, or --add to add to it, not both")
    if options.if_stale and (options.rebuild or options.add):
        raise BadSetting("--if-stale goes with neither --rebuild nor --add")
    return options


def _fresh(manifest: Manifest, roots: Sequence[Path], settings: Settings, *, given: bool) -> str | None:
    """One line where the index can go on serving as it is, or None where it must be built.

    Of an index whose own roots are gone nothing better can be made: it goes on, with a warning.
    """
    holds = f"{_count(len(manifest.files), 'document')}, generation {manifest.generation}"
    gone = [root for root in roots if not root.exists()]
    if gone and not given:
        print(f"warning: {shown(gone[0])} is gone; the index keeps what it had of it", file=sys.stderr)
        return f"the index keeps serving: {holds}"
    name = manifest.encoder.rpartition("@")[0]
    if name == settings.encoder and manifest.recipe == RECIPE and is_fresh(manifest, roots):
        return f"the index is up to date: {holds}"
    return None


def _held(manifest: Manifest) -> dict[str, object]:
    """The part of a report that can be told of an index that was only looked at."""
    return {
        "generation": manifest.generation,
        "rebuilt": False,
        "roots": manifest.roots,
        "documents": len(manifest.files),
        "passages": manifest.passages,
        "sentences": manifest.sentences,
        "embedded": 0,
    }


def _update(
    settings: Settings, roots: Sequence[Path], options: argparse.Namespace, encoder: MakeEncoder | None
) -> int:
    width = None if sys.stderr.isatty() else _LOG_WIDTH
    console = Console(stderr=True, markup=False, highlight=False, width=width)
    with _Bar(console) as bar:
        report = build_index(
            settings,
            roots,
            encoder=encoder,
            add=[Path(path) for path in options.add],
            rebuild=options.rebuild,
            progress=bar.show,
            surveyed=lambda found: _say_skipped(found, console),
        )
    if report.rebuilt:
        console.print(_table(report))
    print(json.dumps(dataclasses.asdict(report)) if options.json else _summary(report, settings))
    return 0


def _say_skipped(found: Survey, console: Console) -> None:
    """One line for each file that is not indexed, at once: they matter most when nothing else goes right."""
    for skipped in found.skipped:
        console.print(f"skipped: {skipped.path}: {skipped.reason}", soft_wrap=True)


class _Bar:
    """A bar over the texts to embed, which appears when there are any and goes when the block ends."""

    def __init__(self, console: Console) -> None:
        columns = (TextColumn("embedding"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        self._progress = Progress(*columns, console=console, transient=True)
        self._task = self._progress.add_task("embedding", total=None)

    def __enter__(self) -> _Bar:
        return self

    def show(self, done: int, total: int) -> None:
        """The bar stands at done of total."""
        if total and self._progress.console.is_terminal:
            self._progress.start()
            self._progress.update(self._task, completed=done, total=total)

    def __exit__(self, *_: object) -> None:
        if self._progress.live.is_started:
            self._progress.stop()


def _table(report: Report) -> Table:
    table = Table(box=None, pad_edge=False)
    for heading in ("status", "id", "passages", "sentences", "excluded", "date", "notices"):
        numeric = heading in ("passages", "sentences", "excluded")
        table.add_column(heading, justify="right" if numeric else "left", overflow="fold")
    for file in report.files:
        counts = (str(file.passages), str(file.sentences), f"{file.excluded:.0%}")
        table.add_row("ok", shown(file.id), *counts, file.published or "-", ", ".join(file.notices))
    for skipped in report.skipped:
        table.add_row("skipped", Path(skipped.path).name, "", "", "", "", skipped.reason)
    return table


def _summary(report: Report, settings: Settings) -> str:
    holds = (
        f"{_count(report.documents, 'document')}, {_count(report.passages, 'passage')}, "
        f"{_count(report.sentences, 'sentence')}"
    )
    skipped = f", {_count(len(report.skipped), 'file')} skipped" if report.skipped else ""
    where = f"{shown(settings.index)}, generation {report.generation}"
    if not report.rebuilt:
        return f"nothing has changed: {holds}{skipped}; {where}"
    work = f"{_count(report.embedded, 'text')} embedded, {report.reused:,} reused, {report.seconds:.1f} s"
    return f"{holds}{skipped}; {work}; {where}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


if __name__ == "__main__":
    sys.exit(main())
