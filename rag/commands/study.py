"""The commands of study: study makes a pack from chosen documents, glossary explains words. They load no encoder."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from rag.commands.options import command_of, write_file, write_json
from rag.domain import Document
from rag.errors import BadSetting
from rag.rendering import printable
from rag.settings import LOCAL_ADDRESS, load_settings
from rag.stores import make_store
from rag.study.anki import as_apkg
from rag.study.exports import as_csv, as_json, as_text
from rag.study.glossary import FRAME, Use, glossary_json, term_named, uses
from rag.study.keys import shown
from rag.study.making import DEFAULT_ITEMS, MOST_ITEMS, Maker
from rag.study.pack import ItemKind, KeyLine, Pack
from rag.study.page import as_page

#: What writes a pack, by the ending of the file.
WRITERS: Mapping[str, Callable[[Pack, Mapping[str, Document], str], bytes]] = {
    ".csv": lambda pack, documents, address: as_csv(pack, documents, address).encode("utf-8-sig"),
    ".apkg": as_apkg,
    ".html": lambda pack, documents, address: as_page(pack, documents, address).encode(),
    ".json": lambda pack, documents, address: json.dumps(
        as_json(pack, documents, address), ensure_ascii=False, indent=1
    ).encode(),
}


def add_study(commands: Any) -> None:
    """The commands of study are among the others."""
    study = command_of(
        commands, "study", "make cards and questions to study chosen records by", study_command
    )
    study.add_argument(
        "--document", action="append", default=[], metavar="ID", help="may be given several times"
    )
    study.add_argument(
        "--kind",
        action="append",
        default=[],
        choices=[*ItemKind],
        help="flash cards, fill the gap, who said it or which review, put in order (default: all)",
    )
    study.add_argument("--seed", type=int, default=1, metavar="N", help="another number draws other items")
    study.add_argument(
        "-n",
        type=int,
        default=DEFAULT_ITEMS,
        metavar="N",
        help=f"at most so many items, up to {MOST_ITEMS} (default %(default)s)",
    )
    study.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help=f"a file that ends in {', '.join(WRITERS)}"
    )
    glossary = command_of(
        commands,
        "glossary",
        "explain the words of the sector, and say which records use them",
        glossary_command,
    )
    glossary.add_argument("term", nargs="?", metavar="TERM")


def study_command(options: argparse.Namespace) -> int:
    """A pack made and written to the file, or to standard output as text or JSON; the exit code."""
    output: Path | None = options.output
    if output is not None and output.suffix.casefold() not in WRITERS:
        raise BadSetting(f"cannot write {output}: name a file that ends in {', '.join(WRITERS)}")
    settings = load_settings(index=options.index)
    store = make_store(settings)
    generation = store.current()
    records = store.records(generation)
    kinds = [ItemKind(kind) for kind in options.kind] or list(ItemKind)
    pack = Maker(records, generation).make(options.document, kinds, options.n, options.seed)
    address = settings.public_url or LOCAL_ADDRESS
    if output is not None:
        write_file(output, WRITERS[output.suffix.casefold()](pack, records.documents, address))
        print(f"{len(pack.items)} items written to {output}", file=sys.stderr)
    elif options.json:
        write_json(as_json(pack, records.documents, address), indent=1)
    else:
        print(printable(as_text(pack, records.documents, address)))
    if len(pack.items) < options.n:
        print(f"{len(pack.items)} of {options.n}: {too_few(len(pack.items))}", file=sys.stderr)
    return 0


def too_few(made: int) -> str:
    """Why a pack holds fewer items than were asked for, and what to do about it."""
    why = "these records hold no more sentences that make a fair question; choose more records"
    return why if made else f"{why} or other kinds"


def glossary_command(options: argparse.Namespace) -> int:
    """A term explained with the sentences that use it, or all terms listed; the exit code."""
    wanted = [term_named(options.term)] if options.term is not None else None
    settings = load_settings(index=options.index)
    store = make_store(settings)
    generation = store.current()
    records = store.records(generation)
    found = uses(records, wanted)
    address = settings.public_url or LOCAL_ADDRESS
    if options.json:
        write_json(glossary_json(found, records.documents, generation, address), indent=1)
    elif wanted is not None:
        print(printable(_explained(found[0], records.documents, generation, address)))
    else:
        print(printable(_listed(found)))
    return 0


def _explained(use: Use, documents: Mapping[str, Document], generation: str, address: str) -> str:
    lines = [f"{use.term.term} ({use.term.nation})", f"{FRAME}:", f"    {use.term.means}", ""]
    if not use.said:
        return "\n".join((*lines, "Not used in these records."))
    lines.append(
        f"Used in {len(use.said)} {'sentence' if len(use.said) == 1 else 'sentences'} of these records:"
    )
    for citation in use.said:
        one = shown(KeyLine(citation), documents, generation, address)
        lines += [f"  {one.words}", f"      {one.source}", f"      {one.link}"]
    return "\n".join(lines)


def _listed(found: tuple[Use, ...]) -> str:
    used = [f"{one.term.term} ({len(one.said)}): {one.term.means}" for one in found if one.said]
    unused = [f"{one.term.term}: {one.term.means}" for one in found if not one.said]
    return "\n".join(
        (
            f"{FRAME}. In brackets: sentences of these records that use the word.",
            "",
            *used,
            *(("", "Not used in these records:", *unused) if unused else ()),
        )
    )
