"""The command line of questions: ask, search, show, documents.

Results go to standard output, everything else to standard error. Exit 0 for an answer and for a refusal,
2 with one line for bad usage or an index that cannot be used.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NoReturn

from rag.catalogue import JURISDICTIONS, make_filters
from rag.domain import Answer, Filter, Kind, Question, Standing
from rag.errors import AskError, BadSetting, UnusableQuestion
from rag.ports import Encoder
from rag.rendering import (
    also_in,
    answer_json,
    document_json,
    documents_table,
    full_text,
    printable,
    search_json,
)
from rag.settings import Settings, load_settings
from rag.store import IndexStore, Records

#: Passages a search returns unless told otherwise, and the most it may be asked for.
DEFAULT_HITS, MOST_HITS = 10, 1000


class _Parser(argparse.ArgumentParser):
    """argparse that says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        raise BadSetting(f"{message}: see {self.prog} --help")


def main(arguments: Sequence[str] | None = None, encoder: Callable[[Settings], Encoder] | None = None) -> int:
    """The exit code of one command; what it found has been written out.

    Args:
        arguments: the words of the command line; None: those of this process.
        encoder: makes the encoder in place of the one the settings name, for tests.
    """
    parser = _parser()
    _write_utf8()
    try:
        options = parser.parse_args(arguments)
        options.encoder = encoder
        code: int = options.run(options)
        sys.stdout.flush()
        return code
    except AskError as error:
        _say(parser.prog, str(error))
        return 2
    except BrokenPipeError:
        # Whoever read our output has seen enough.
        _drop_output()
        return 0
    except OSError as error:
        _drop_output()
        _say(parser.prog, f"cannot write the output ({error.strerror}): make room, or send it elsewhere")
        return 2
    except KeyboardInterrupt:
        return 130


def _say(program: str, message: str) -> None:
    """One line on standard error; what a terminal would act on is written as an escape."""
    print(f"{program}: {printable(message.replace(chr(10), ' '))}", file=sys.stderr)


def _drop_output() -> None:
    """What is still to be written goes nowhere: Python must not complain about it on the way out."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m rag", description="Ask the records of an index.", allow_abbrev=False)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    ask = _command(commands, "ask", "answer a question from the records, with citations", _ask)
    ask.add_argument("question", nargs="?", metavar="QUESTION")
    ask.add_argument(
        "--no-expand", action="store_true", help="look for your words only, not for the sector's as well"
    )
    ask.add_argument(
        "--no-scope", action="store_true", help='search all records, whatever the question says ("in Wales")'
    )
    search = _command(commands, "search", "list the passages nearest to a query", _search)
    search.add_argument("query", nargs="?", metavar="QUERY")
    search.add_argument(
        "-k", type=int, default=DEFAULT_HITS, metavar="N", help="how many (default %(default)s)"
    )
    for command in (ask, search):
        command.add_argument(
            "--batch", type=Path, metavar="FILE.jsonl", help="one JSON object a line: id, and what to ask"
        )
        _add_filters(command)
    show = _command(commands, "show", "write exactly the text of a document", _show)
    show.add_argument("id", metavar="ID")
    _command(commands, "documents", "list the documents of the index", _documents)
    return parser


def _command(
    commands: Any, name: str, purpose: str, run: Callable[[argparse.Namespace], int]
) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(
        name, help=purpose, description=purpose, allow_abbrev=False
    )
    command.add_argument(
        "--index", type=Path, metavar="DIR", help="folder of the index (default: ASK_INDEX or .data/index)"
    )
    command.add_argument("--json", action="store_true", help="write JSON")
    command.set_defaults(run=run)
    return command


def _add_filters(command: argparse.ArgumentParser) -> None:
    group = command.add_argument_group("filters (each may be given several times)")
    group.add_argument("--document", action="append", default=[], metavar="ID")
    group.add_argument("--kind", action="append", default=[], metavar="KIND", help=", ".join(Kind))
    group.add_argument(
        "--standing", action="append", default=[], metavar="STANDING", help=", ".join(Standing)
    )
    group.add_argument(
        "--jurisdiction", action="append", default=[], metavar="NATION", help=", ".join(JURISDICTIONS)
    )
    group.add_argument("--since", metavar="DATE", help="content dated then or later: YYYY[-MM[-DD]]")
    group.add_argument("--until", metavar="DATE", help="content dated then or earlier: YYYY[-MM[-DD]]")


def _filters(options: argparse.Namespace, records: Records) -> tuple[Filter, ...]:
    return make_filters(
        records.documents,
        document=options.document,
        kind=options.kind,
        standing=options.standing,
        jurisdiction=options.jurisdiction,
        since=options.since,
        until=options.until,
    )


def _ask(options: argparse.Namespace) -> int:
    _one_of(options, options.question, "QUESTION")
    pipeline, filters = _open(options)
    from rag.chain import as_runnable

    runnable = as_runnable(pipeline)

    def answered(turns: Sequence[str]) -> Answer:
        question = Question(
            turns[-1],
            tuple(turns[:-1]),
            filters,
            expand=not options.no_expand,
            scope=not options.no_scope,
        )
        answer: Answer = runnable.invoke(question)["answer"]
        return answer

    def ask(turns: Sequence[str], question_id: str | None) -> dict[str, Any]:
        answer = answered(turns)
        return answer_json(answer, pipeline.records.documents, pipeline.info, question_id)

    if options.batch:
        return _batch(options.batch, _turns, ask)
    if options.json:
        _write_json(ask([options.question], None), indent=1)
    else:
        answer = answered([options.question])
        print(printable(full_text(answer, pipeline.records.documents)))
    return 0


def _search(options: argparse.Namespace) -> int:
    _one_of(options, options.query, "QUERY")
    if not 1 <= options.k <= MOST_HITS:
        raise UnusableQuestion(f"-k {options.k}: ask for 1 to {MOST_HITS} passages")
    pipeline, filters = _open(options)

    def search(turns: Sequence[str], query_id: str | None) -> dict[str, Any]:
        return search_json(turns[-1], pipeline.search(turns[-1], options.k, filters), query_id)

    if options.batch:
        return _batch(options.batch, _query, search)
    found = search([options.query], None)
    if options.json:
        _write_json(found, indent=1)
        return 0
    for hit in found["hits"]:
        print(f"{hit['rank']:>3}  {hit['score']:.3f}  {hit['document_id']} {hit['start']}-{hit['end']}")
        print("     " + printable(" ".join(hit["text"].split())))
        if hit["copies"]:
            print("     " + printable(also_in(hit["copies"])))
        print()
    return 0


def _show(options: argparse.Namespace) -> int:
    document = _records(options).documents.get(options.id)
    if document is None:
        raise UnusableQuestion(f'no document "{options.id[:80]}": python -m rag documents lists them')
    if options.json:
        _write_json(document_json(document) | {"text": document.text}, indent=1)
    else:
        # Python's unbuffered output may take a part of what it is given and say so.
        left = memoryview(document.text.encode("utf-8"))
        while left:
            left = left[sys.stdout.buffer.write(left) :]
    return 0


def _documents(options: argparse.Namespace) -> int:
    documents = _records(options).documents
    if options.json:
        _write_json([document_json(documents[row[0]]) for row in documents_table(documents)], indent=1)
        return 0
    for document_id, date, nation, kind, title in documents_table(documents):
        print(printable(f"{document_id}\n    {title}\n    {', '.join(filter(None, (date, nation, kind)))}"))
    return 0


def _one_of(options: argparse.Namespace, given: str | None, name: str) -> None:
    """Exactly one of the two is given, and what is asked is usable: known before the encoder is loaded."""
    from rag.pipeline import usable

    if (given is None) == (options.batch is None):
        raise UnusableQuestion(f"give either {name} or --batch FILE.jsonl")
    if given is not None:
        usable(given)


def _open(options: argparse.Namespace) -> Any:
    """The pipeline and the filters asked for; the filters are checked before the encoder is loaded."""
    from rag.bootstrap import Serving

    serving = Serving(load_settings(index=options.index), threads=1, encoder=options.encoder)
    filters = _filters(options, serving.records())
    return serving.pipeline(), filters


def _records(options: argparse.Namespace) -> Records:
    store = IndexStore(load_settings(index=options.index).index)
    return store.records(store.current())


# --- batches -----------------------------------------------------------------------------------------


def _batch(
    path: Path,
    read: Callable[[dict[str, Any]], list[str]],
    run: Callable[[Sequence[str], str | None], dict[str, Any]],
) -> int:
    """One JSON line written per line read; 0 if any line was answered, else 2."""
    answered = 0
    lines = 0
    for number, line in _lines(path):
        lines += 1
        line_id: Any = None
        try:
            line_id, turns = _line(line, read)
            _write_json(run(turns, line_id))
            answered += 1
        except AskError as error:
            _write_json({"id": line_id or _id_of(line), "error": f"line {number}: {error}"})
        sys.stdout.flush()
        if sys.stderr.isatty():
            print(f"\r{lines} lines", end="", file=sys.stderr)
    if not lines:
        raise UnusableQuestion(f"{path}: no lines; write one JSON object a line")
    return 0 if answered else 2


def _lines(path: Path) -> Iterator[tuple[int, bytes]]:
    try:
        with path.open("rb") as lines:
            yield from ((number, line) for number, line in enumerate(lines, start=1) if line.strip())
    except OSError as error:
        raise UnusableQuestion(f"cannot read {path}: {error.strerror}") from None


def _line(line: bytes, read: Callable[[dict[str, Any]], list[str]]) -> tuple[str | None, list[str]]:
    try:
        fields = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise UnusableQuestion("not a JSON object in UTF-8") from None
    if not isinstance(fields, dict):
        raise UnusableQuestion("not a JSON object")
    return _id_of(line), read(fields)


def _id_of(line: bytes) -> Any:
    """The id a line gives, if it can be read at all: a string, or a number as it stands."""
    try:
        fields = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    found = fields.get("id") if isinstance(fields, dict) else None
    return str(found) if isinstance(found, str | int) and not isinstance(found, bool) else None


def _turns(fields: dict[str, Any]) -> list[str]:
    turns = fields.get("turns", [fields["question"]] if "question" in fields else [])
    if not isinstance(turns, list) or not turns or not all(isinstance(turn, str) for turn in turns):
        raise UnusableQuestion('give "question" (a text) or "turns" (a list of texts)')
    return turns


def _query(fields: dict[str, Any]) -> list[str]:
    query = fields.get("query", fields.get("question"))
    if not isinstance(query, str):
        raise UnusableQuestion('give "query" (a text)')
    return [query]


def _write_json(value: Any, indent: int | None = None) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=indent))


def _write_utf8() -> None:
    """Words of records are written as UTF-8 whatever the terminal's locale says."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
