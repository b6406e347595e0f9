"""Time warm questions over an index: median and 95th percentile of each stage, in milliseconds.

    python scripts/benchmark_ask.py [--index DIR] [--rounds N]

Asks the dev questions of evals/cases, in order, N times over, through the same Runnable the program uses. The
first round warms up and is not counted. A script, not a test: how fast a machine is proves nothing about the code.
"""

from __future__ import annotations

import argparse
import statistics
from pathlib import Path

from evals.cases import Split, load_cases
from rag.bootstrap import Serving
from rag.chain import as_runnable
from rag.settings import load_settings

CASES = Path(__file__).parent.parent / "evals" / "cases"


def main() -> None:
    """The table is printed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--index", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    pipeline = Serving(load_settings(index=options.index), threads=1).pipeline()
    runnable = as_runnable(pipeline)
    questions = [case.asked for case in load_cases(CASES) if case.split is Split.DEV]
    stages: dict[str, list[float]] = {"retrieve": [], "answer": [], "total": []}
    for number in range(options.rounds + 1):
        for question in questions:
            trace = runnable.invoke(question)["answer"].trace
            if number:
                stages["retrieve"].append(trace.retrieve_ms)
                stages["answer"].append(trace.answer_ms)
                stages["total"].append(trace.total_ms)
    print(f"{len(pipeline.records.passages)} passages, {len(questions)} questions, {options.rounds} rounds")
    print(f"{'stage':10}{'median ms':>12}{'95th ms':>12}")
    for name, values in stages.items():
        print(f"{name:10}{statistics.median(values):12.1f}{statistics.quantiles(values, n=20)[18]:12.1f}")


if __name__ == "__main__":
    main()
