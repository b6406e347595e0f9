"""``python -m ingest [PATH]``: the index built, or brought up to date."""

from __future__ import annotations

import argparse
import dataclasses
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from ingest.commands.bars import Bars
from ingest.commands.options import COMMAND_WORDS, DEFAULT_ROOT, Parser, add_index, count, place
from ingest.commands.table import print_files
from ingest.earlier import is_current, serving
from ingest.indexing import MakeEncoder, Report, build_index
from ingest.loading import shown
from ingest.records import Survey, is_fresh
from rag.errors import BadSetting
from rag.settings import Settings, load_settings
from rag.store import Manifest, Purged
from rag.stores import make_store

#: Columns of the table where it goes to a file: wide enough that ids are not folded.
_LOG_WIDTH = 160


def update_command(argv: Sequence[str], encoder: MakeEncoder | None) -> int:
    """The index serves the documents asked for, and what was done is said; the exit code."""
    options = _options(argv)
    settings = load_settings(index=options.index)
    roots = [Path(path) for path in options.paths]
    if options.if_stale:
        store = make_store(settings)
        manifest = serving(store)
        if manifest is not None:
            roots = roots or [Path(root) for root in manifest.roots]
            said = _fresh(manifest, roots, settings, store.purged(), given=bool(options.paths))
            if said is not None:
                print(json.dumps(_held(manifest)) if options.json else said)
                return 0
    if not roots and (not options.add or DEFAULT_ROOT.is_dir()):
        roots = [DEFAULT_ROOT]
    return _update(settings, roots, options, encoder)


def _options(argv: Sequence[str]) -> argparse.Namespace:
    about = (
        "Build the index of a folder of records, or bring it up to date. "
        "Other commands: audit FILE, check-corpus, purge ID."
    )
    parser = Parser(prog="python -m ingest", description=about, allow_abbrev=False)
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="folders and files to index (default: corpus/)"
    )
    more = "index this besides what the index holds (may be repeated)"
    parser.add_argument("--add", action="append", default=[], metavar="PATH", help=more)
    add_index(parser)
    parser.add_argument("--if-stale", action="store_true", help="do nothing where the index is up to date")
    parser.add_argument(
        "--rebuild", action="store_true", help="read every file and compute every vector anew"
    )
    parser.add_argument(
        "--yes", action="store_true", help="take what an emptied folder held out of the index"
    )
    again = "index a purged document again (may be repeated)"
    parser.add_argument("--restore", action="append", default=[], metavar="ID", help=again)
    parser.add_argument(
        "--workers",
        type=int,
        default=1,
        metavar="N",
        help="encode in N processes, each with the model in memory",
    )
    options = parser.parse_args(list(argv))
    word = options.paths[0] if options.paths else ""
    if word in COMMAND_WORDS:
        raise BadSetting(
            f"{word} comes first: python -m ingest {word} ...; for a folder of that name write ./{word}"
        )
    if options.paths and options.add:
        raise BadSetting("give PATH to say what the index holds, or --add to add to it, not both")
    if options.if_stale and (options.rebuild or options.add or options.restore):
        raise BadSetting("--if-stale goes with neither --rebuild nor --add nor --restore")
    return options


def _fresh(
    manifest: Manifest,
    roots: Sequence[Path],
    settings: Settings,
    purged: Sequence[Purged],
    *,
    given: bool,
) -> str | None:
    """One line where the index can go on serving as it is, or None where it must be built.

    Of an index whose own roots are gone nothing better can be made: it goes on, with a warning.
    """
    holds = f"{count(len(manifest.files), 'document')}, generation {manifest.generation}"
    gone = [root for root in roots if not root.exists()]
    if gone and not given:
        print(f"warning: {shown(gone[0])} is gone; the index keeps what it had of it", file=sys.stderr)
        return f"the index keeps serving: {holds}"
    name = manifest.encoder.rpartition("@")[0]

    def left_out(sha256: str) -> bool:
        return any(one.names("", sha256) for one in purged)

    if name == settings.encoder and is_current(manifest) and is_fresh(manifest, roots, left_out):
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
    with Bars(console) as bars:
        report = build_index(
            settings,
            roots,
            encoder=encoder,
            add=[Path(path) for path in options.add],
            rebuild=options.rebuild,
            yes=options.yes,
            restore=options.restore,
            workers=options.workers,
            reading=bars.bar("reading"),
            progress=bars.bar("embedding"),
            surveyed=lambda found: _say_skipped(found, console),
        )
    if report.rebuilt:
        print_files(report, console)
    print(json.dumps(dataclasses.asdict(report)) if options.json else _summary(report, settings))
    return 0


def _say_skipped(found: Survey, console: Console) -> None:
    """One line for each file that is not indexed, at once: they matter most when nothing else goes right."""
    for skipped in found.skipped:
        console.print(f"skipped: {skipped.path}: {skipped.reason}", soft_wrap=True)


def _summary(report: Report, settings: Settings) -> str:
    holds = (
        f"{count(report.documents, 'document')}, {count(report.passages, 'passage')}, "
        f"{count(report.sentences, 'sentence')}"
    )
    skipped = f", {count(len(report.skipped), 'file')} skipped" if report.skipped else ""
    where = f"{shown(place(settings))}, generation {report.generation}"
    if not report.rebuilt:
        return f"nothing has changed: {holds}{skipped}; {where}"
    work = f"{count(report.embedded, 'text')} embedded, {report.reused:,} reused, {report.seconds:.1f} s"
    return f"{holds}{skipped}; {work}; {where}"
