"""The commands that look things up: ask and search."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from rag.commands.batches import run_batch
from rag.commands.options import open_pipeline, write_json
from rag.domain import Answer, Question
from rag.errors import UnusableQuestion
from rag.rendering import also_in, answer_json, full_text, printable, search_json, struck_text

#: Passages a search returns unless told otherwise, and the most it may be asked for.
DEFAULT_HITS, MOST_HITS = 10, 1000


def ask_command(options: argparse.Namespace) -> int:
    """A question, or a batch of them, answered; the exit code."""
    _one_of(options, options.question, "QUESTION")
    pipeline, filters = open_pipeline(options)
    from rag.chain import as_runnable

    runnable = as_runnable(pipeline)

    def answered(turns: Sequence[str]) -> Answer:
        question = Question(
            turns[-1],
            tuple(turns[:-1]),
            filters,
            expand=not options.no_expand,
            scope=not options.no_scope,
            model=not options.no_model,
        )
        answer: Answer = runnable.invoke(question)["answer"]
        return answer

    def ask(turns: Sequence[str], question_id: str | None) -> dict[str, Any]:
        answer = answered(turns)
        return answer_json(answer, pipeline.records.documents, pipeline.info, question_id)

    if options.batch:
        return run_batch(options.batch, _turns, ask)
    if options.json:
        write_json(ask([options.question], None), indent=1)
    else:
        answer = answered([options.question])
        print(printable(full_text(answer, pipeline.records.documents)))
        if options.struck:
            print(f"\n{printable(struck_text(answer))}")
    return 0


def search_command(options: argparse.Namespace) -> int:
    """The passages nearest to a query, or to each of a batch, written; the exit code."""
    _one_of(options, options.query, "QUERY")
    if not 1 <= options.k <= MOST_HITS:
        raise UnusableQuestion(f"-k {options.k}: ask for 1 to {MOST_HITS} passages")
    pipeline, filters = open_pipeline(options)

    def search(turns: Sequence[str], query_id: str | None) -> dict[str, Any]:
        return search_json(turns[-1], pipeline.search(turns[-1], options.k, filters), query_id)

    if options.batch:
        return run_batch(options.batch, _query, search)
    found = search([options.query], None)
    if options.json:
        write_json(found, indent=1)
        return 0
    for hit in found["hits"]:
        print(f"{hit['rank']:>3}  {hit['score']:.3f}  {hit['document_id']} {hit['start']}-{hit['end']}")
        print("     " + printable(" ".join(hit["text"].split())))
        if hit["copies"]:
            print("     " + printable(also_in(hit["copies"])))
        print()
    return 0


def _one_of(options: argparse.Namespace, given: str | None, name: str) -> None:
    """Exactly one of the two is given, and what is asked is usable: known before the encoder is loaded."""
    from rag.answering.asking.usable import usable

    if (given is None) == (options.batch is None):
        raise UnusableQuestion(f"give either {name} or --batch FILE.jsonl")
    if given is not None:
        usable(given)


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
