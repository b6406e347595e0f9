"""A run on disk: ``evals.json`` for programs, ``evals.md`` and ``evals.html`` for people."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from evals.baseline import kept
from evals.cases import Split
from evals.outcomes import Outcome
from evals.page import as_page
from evals.report import for_markdown
from evals.run import Run
from evals.selective import risk_coverage, risk_pair
from evals.summary import Count
from evals.worded import Worded


def write_reports(run: Run, folder: Path, *, show_test: bool) -> tuple[Path, ...]:
    """The three files stand in the folder, which is made if need be; their paths, JSON first.

    They are called "evals", with the run's label behind it where it is not the suite's own run.
    """
    folder.mkdir(parents=True, exist_ok=True)
    name = "-".join(filter(None, ("evals", run.options.label)))
    contents = {
        "json": json.dumps(as_data(run), indent=1, ensure_ascii=False) + "\n",
        "md": for_markdown(run, show_test=show_test),
        "html": as_page(run, show_test=show_test),
    }
    paths = []
    for suffix, content in contents.items():
        paths.append(folder / f"{name}.{suffix}")
        paths[-1].write_text(content, encoding="utf-8")
    return tuple(paths)


def as_data(run: Run) -> dict[str, object]:
    """The run as plain values for JSON: numbers not rounded, null where nothing was measured."""
    info, options = run.info, run.options
    return {
        "index": {
            "generation": info.generation,
            "encoder": info.encoder,
            "documents": info.documents,
            "recipe": run.recipe,
        },
        "retriever": options.retriever,
        "answerer": options.answerer,
        "model": _model(run.worded) if run.worded else None,
        "seconds": run.seconds,
        "notes": run.notes,
        "metrics": list(_metrics(run)),
        "categories": [_count("category", count) for count in run.summary.categories if count.n],
        "documents": [_count("document", count) for count in run.summary.documents if count.n],
        "statuses": [{"due": c.due, "given": c.given, "n": c.n} for c in run.summary.confusions],
        "stages": {str(split): dict(counts) for split, counts in run.summary.stages.items()},
        "risk_coverage": {str(split): list(_curve(run, split)) for split in Split},
        "flips": [
            {"id": f.outcome.case.id, "now": f.gained, "before": f.before, "after": f.outcome.stage}
            for f in (run.comparison.flips if run.comparison else ())
        ],
        "cases": [_case(outcome) for outcome in run.outcomes],
    }


def _metrics(run: Run) -> Iterator[dict[str, object]]:
    verdicts = {(v.floor.metric, v.floor.split): v for v in run.verdicts}
    changes = run.comparison.changes if run.comparison else {}
    for row in run.summary.rows:
        key = row.metric.key, row.split
        verdict, change = verdicts.get(key), changes.get(key)
        yield {
            "metric": row.metric.key,
            "title": row.metric.title,
            "split": row.split,
            "n": row.n,
            "value": row.value,
            "interval": row.interval,
            "floor": verdict.floor.floor if verdict else None,
            "held": verdict.held if verdict else None,
            "baseline": change.before if change else None,
            "change": change.difference if change else None,
        }


def _model(found: Worded) -> dict[str, object]:
    return {
        "name": found.name,
        "prompts": dict(found.prompts),
        "answers": found.answers,
        "worded": found.worded,
        "unused": dict(found.unused),
        "sentences": found.sentences,
        "removed": found.removed,
        "share_removed": found.share_removed,
        "replies": found.replies,
        "kept": found.kept,
        "input_tokens": found.input_tokens,
        "output_tokens": found.output_tokens,
        "cost": found.cost,
        "median_ms": found.median_ms,
        "slow_ms": found.slow_ms,
    }


def _count(what: str, count: Count) -> dict[str, object]:
    return {what: count.name, "split": count.split, "right": count.right, "n": count.n}


def _curve(run: Run, split: Split) -> Iterator[dict[str, float]]:
    found = [pair for o in run.outcomes if o.case.split is split and (pair := risk_pair(o))]
    for point in risk_coverage(found):
        yield {"confidence": point.confidence, "coverage": point.coverage, "risk": point.risk}


def _case(outcome: Outcome) -> dict[str, object]:
    case, answer, for_comparison = outcome.case, outcome.answer, kept(outcome)
    return {
        "id": case.id,
        "category": case.category,
        "split": case.split,
        "asked": for_comparison.asked,
        "observed": for_comparison.observed,
        "question": case.asked.text,
        "history": case.asked.history,
        "expected": case.status,
        "right": outcome.right,
        "stage": outcome.stage,
        "breaches": [str(breach) for breach in outcome.breaches],
        "error": outcome.error,
        "status": answer.status if answer else None,
        "confidence": answer.confidence if answer else None,
        "answerer": answer.answerer if answer else None,
        "struck": [{"text": one.text, "why": one.why} for one in (answer.struck if answer else ())],
        "claims": [claim.text for claim in outcome.claims],
        "citations": [
            {"document": c.document_id, "start": c.span.start, "end": c.span.end}
            for c in (answer.citations if answer else ())
        ],
        "gold": [
            {
                "document": gold.document_id,
                "start": gold.span.start,
                "end": gold.span.end,
                "rank": outcome.rank_of(gold),
                "cut": gold in outcome.placed.cut,
                "split": gold in outcome.placed.split,
            }
            for gold in outcome.gold
        ],
        "milliseconds": outcome.milliseconds,
    }
