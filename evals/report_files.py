"""A run on disk: ``evals.json`` for programs, ``evals.md`` for people."""

from __future__ import annotations

import json
from pathlib import Path

from evals.outcomes import Outcome
from evals.report import Run, for_markdown


def write_reports(run: Run, folder: Path, *, show_test: bool) -> tuple[Path, Path]:
    """Both files stand in the folder, which is made if need be; their paths, JSON first."""
    folder.mkdir(parents=True, exist_ok=True)
    as_json, as_markdown = folder / "evals.json", folder / "evals.md"
    as_json.write_text(json.dumps(as_data(run), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    as_markdown.write_text(for_markdown(run, show_test=show_test), encoding="utf-8")
    return as_json, as_markdown


def as_data(run: Run) -> dict[str, object]:
    """The run as plain values for JSON: numbers not rounded, null where nothing was measured."""
    floors = {(v.floor.metric, v.floor.split): v for v in run.verdicts}
    metrics = []
    for row in run.summary.rows:
        verdict = floors.get((row.metric.key, row.split))
        metrics.append(
            {
                "metric": row.metric.key,
                "title": row.metric.title,
                "split": row.split,
                "n": row.n,
                "value": row.value,
                "interval": row.interval,
                "floor": verdict.floor.floor if verdict else None,
                "held": verdict.held if verdict else None,
            }
        )
    info = run.info
    return {
        "index": {"generation": info.generation, "encoder": info.encoder, "documents": info.documents},
        "seconds": run.seconds,
        "metrics": metrics,
        "categories": [
            {"category": c.category, "split": c.split, "right": c.right, "n": c.n}
            for c in run.summary.categories
            if c.n
        ],
        "statuses": [{"due": c.due, "given": c.given, "n": c.n} for c in run.summary.confusions],
        "cases": [_case(outcome) for outcome in run.outcomes],
    }


def _case(outcome: Outcome) -> dict[str, object]:
    case, answer = outcome.case, outcome.answer
    return {
        "id": case.id,
        "category": case.category,
        "split": case.split,
        "question": case.asked.text,
        "history": case.asked.history,
        "expected": case.status,
        "right": outcome.right,
        "stage": outcome.stage,
        "breaches": [str(breach) for breach in outcome.breaches],
        "error": outcome.error,
        "status": answer.status if answer else None,
        "confidence": answer.confidence if answer else None,
        "claims": [claim.text for claim in outcome.claims],
        "citations": [
            {"document": c.document_id, "start": c.span.start, "end": c.span.end}
            for c in (answer.citations if answer else ())
        ],
        "gold": [
            {
                "document": g.document_id,
                "start": g.span.start,
                "end": g.span.end,
                "rank": _rank(outcome, place),
            }
            for place, g in enumerate(outcome.gold)
        ],
        "milliseconds": outcome.milliseconds,
    }


def _rank(outcome: Outcome, place: int) -> int | None:
    """The rank of the best hit that holds the gold span, None where none does."""
    gold, hits = outcome.gold[place], outcome.answer.hits if outcome.answer else ()
    ranks = (hit.rank for hit in hits if gold.held_by(hit.passage.document_id, hit.passage.span))
    return min(ranks, default=None)
