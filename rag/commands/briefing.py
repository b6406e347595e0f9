"""The commands of briefings: brief makes one, or opens one that was kept; briefings lists those there are."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from rag.briefing.brief import Briefing, Length, Wanted
from rag.briefing.editing import LONGEST_SIGNATURE
from rag.briefing.keeping import FOREIGN, BearsOut, BriefingUnusable, Opened, dumped, keep, named, names, read
from rag.briefing.picturing import picture_of
from rag.briefing.printing import paper_of
from rag.commands.options import (
    FILTERS,
    add_filters,
    command_of,
    filters_of,
    given,
    open_records,
    write_file,
    write_json,
)
from rag.errors import BadSetting, UnusableQuestion
from rag.papers.style import HouseStyle, load_style
from rag.papers.writers import WRITERS, write
from rag.referencing import one_line
from rag.rendering import printable
from rag.settings import LOCAL_ADDRESS, Settings, load_settings
from rag.store import Records
from rag.stores import make_store


def add_briefing(commands: Any) -> None:
    """The commands of briefings are among the others."""
    brief = command_of(
        commands, "brief", "write a briefing from the records, every line cited", brief_command
    )
    brief.add_argument("topic", nargs="?", metavar="TOPIC", help="what it is to be about")
    brief.add_argument(
        "--question",
        action="append",
        default=[],
        metavar="TEXT",
        help="a question it is to answer, in place of a topic",
    )
    brief.add_argument("--length", choices=[*Length], help=f"default: {Length.MEDIUM}")
    endings = ", ".join(WRITERS)
    brief.add_argument("-o", "--output", type=Path, metavar="FILE", help=f"a file that ends in {endings}")
    brief.add_argument(
        "--style", type=Path, metavar="FILE.yaml", help="house style (default: ASK_HOUSE_STYLE)"
    )
    brief.add_argument("--keep", metavar="NAME", help="keep it beside the index under this name")
    brief.add_argument("--open", metavar="NAME", help="open a kept one in place of making one")
    brief.add_argument(
        "--no-model", action="store_true", help="put it together without the language model of ASK_MODEL"
    )
    brief.add_argument("--checked-by", default="", metavar="NAME", help="for the box to sign")
    brief.add_argument("--checked-on", default="", metavar="DAY", help="for the box to sign")
    add_filters(brief)
    command_of(
        commands,
        "briefings",
        "list the kept briefings, and whether their words still stand",
        briefings_command,
    )


def brief_command(options: argparse.Namespace) -> int:
    """A briefing made or opened, written where it was asked for, and kept if it was asked to be; the exit code."""
    settings = load_settings(index=options.index)
    style = _style(options, settings)
    if options.output is not None and options.output.suffix.casefold() not in WRITERS:
        raise BadSetting(f"cannot write {options.output}: name a file that ends in {', '.join(WRITERS)}")
    if options.json and options.output is not None:
        raise BadSetting("--json is written to the terminal: leave -o out")
    if options.open is not None and (options.topic or options.question):
        raise UnusableQuestion("--open opens a kept briefing as it is: leave the topic and the questions out")
    narrowing = given(options, ("--length", *FILTERS))
    if options.open is not None and narrowing:
        raise UnusableQuestion(
            f"--open opens a kept briefing as it is: leave {' and '.join(narrowing)} out, or make another briefing"
        )
    briefing, records = _opened(options, settings) if options.open is not None else _made(options, settings)
    if options.keep is not None:
        _check_name(options, settings, briefing, records)
        path = keep(briefing, records, settings.briefings, named(options.keep))
        print(f"kept as {path}", file=sys.stderr)
    if options.json:
        write_json(dumped(briefing, records), indent=1)
        return 0
    page = settings.public_url or LOCAL_ADDRESS
    ending = options.output.suffix if options.output is not None else ".md"
    paper = paper_of(briefing, records.documents, page, date.today(), picture_of(briefing, records))
    written = write(paper, ending, style)
    if options.output is None:
        print(printable(written.decode()))
    else:
        write_file(options.output, written)
        print(
            f"{options.output}: {len(briefing.claims)} cited lines, {len(briefing.documents)} records",
            file=sys.stderr,
        )
    return 0


def briefings_command(options: argparse.Namespace) -> int:
    """The kept briefings by name, each with the index it was made from and how many lines to look at again."""
    settings = load_settings(index=options.index)
    records = open_records(options)
    listed = [_listed(settings, name, records) for name in names(settings.briefings)]
    if options.json:
        write_json(listed, indent=1)
        return 0
    for one in listed:
        print(printable(f"{one['name']}\n    {one.get('title', '')}\n    {_about(one)}"))
    if not listed:
        print(f"no briefing is kept in {settings.briefings}", file=sys.stderr)
    return 0


def _listed(settings: Settings, name: str, records: Records) -> dict[str, Any]:
    """What is known of a kept briefing; of one that cannot be read, why."""
    try:
        one = read(settings.briefings, name, records, "")
    except BriefingUnusable as error:
        return {"name": name, "unusable": str(error)}
    return {
        "name": name,
        "title": one.briefing.wanted.title,
        "day": str(one.briefing.day),
        "generation": one.kept_with,
        "lines": len(one.briefing.claims) + len(one.again),
        "look_again": len(one.again),
    }


def _about(one: dict[str, Any]) -> str:
    if "unusable" in one:
        return str(one["unusable"])
    again = f"; {one['look_again']} to look at again" if one["look_again"] else ""
    return f"{one['day']}, index {one['generation']}, {one['lines']} cited lines{again}"


def _made(options: argparse.Namespace, settings: Settings) -> tuple[Briefing, Records]:
    """The briefing asked for; what is wrong with the asking is said before the encoder is loaded."""
    from rag.bootstrap import Serving
    from rag.briefing.making import make

    if options.topic and options.question:
        raise UnusableQuestion("give a topic or --question, not both")
    serving = Serving(settings, suggest=False, threads=1, encoder=options.encoder)
    wanted = Wanted(
        topic=(options.topic or "").strip(),
        questions=tuple(options.question),
        filters=filters_of(options, serving.records()),
        length=Length(options.length or Length.MEDIUM),
    )
    if not wanted.topic and not wanted.questions:
        raise UnusableQuestion("brief needs a TOPIC, --question or --open: say what it is to be about")
    pipeline = serving.pipeline()
    briefing = make(wanted, pipeline.worded_by(None) if options.no_model else pipeline, date.today())
    for line in briefing.notices:
        print(printable(line), file=sys.stderr)
    return _signed(briefing, options), pipeline.records


def _opened(options: argparse.Namespace, settings: Settings) -> tuple[Briefing, Records]:
    """The kept briefing over the records as they are now; lines whose words are gone are told of."""
    store = make_store(settings)
    generation = store.current()
    records = store.records(generation)
    opened = read(settings.briefings, options.open, records, generation, _bears_out(options, settings))
    for line in told(opened):
        print(printable(line), file=sys.stderr)
    return _signed(opened.briefing, options), records


def _bears_out(options: argparse.Namespace, settings: Settings) -> BearsOut:
    """The check of sentences that a language model worded; the encoder is loaded where there is one to check."""

    @cache
    def check() -> BearsOut:
        from rag.bootstrap import Serving, make_checker

        serving = Serving(settings, suggest=False, threads=1, encoder=options.encoder)
        return make_checker(serving.pipeline()).bears_out

    return lambda text, citations: check()(text, citations)


def told(opened: Opened) -> list[str]:
    """What is said of the lines to look at again, a line for each, and of what was left out; none where all stands."""
    lines = [FOREIGN] if opened.foreign else []
    if not opened.again:
        return lines
    lines += [
        f"{len(opened.again)} of its lines are to be looked at again: their words are no longer in the records."
    ]
    for one in opened.again:
        remark = f" (your note: {one.remark})" if one.remark else ""
        lines.append(f"- {one.part.value}, {one.title}: {one.words}{remark}")
    return lines


def _check_name(
    options: argparse.Namespace, settings: Settings, briefing: Briefing, records: Records
) -> None:
    """BriefingUnusable where the name is that of a briefing of something else."""
    name = named(options.keep)
    if name not in names(settings.briefings) or options.open == name:
        return
    there = read(settings.briefings, name, records, "").briefing.wanted
    if there != briefing.wanted:
        raise BriefingUnusable(f'"{name}" is the name of a briefing on {there.title}: choose another name')


def _signed(briefing: Briefing, options: argparse.Namespace) -> Briefing:
    """The briefing with the box to sign filled in as far as the options say."""
    by, on = (one_line(words)[:LONGEST_SIGNATURE] for words in (options.checked_by, options.checked_on))
    return replace(briefing, checked_by=by or briefing.checked_by, checked_on=on or briefing.checked_on)


def _style(options: argparse.Namespace, settings: Settings) -> HouseStyle:
    path = options.style or settings.house_style
    return load_style(path) if path is not None else HouseStyle()
