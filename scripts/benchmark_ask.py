"""Time warm questions over an index: median and 95th percentile in milliseconds, and the share of each stage.

    python scripts/benchmark_ask.py [--index DIR] [--rounds N]
    python scripts/benchmark_ask.py --synthetic 5000 [--filtered]

Without ``--synthetic``: the dev questions of evals/cases over an index. With it: forty questions over so many
invented passages, ingested by the program itself below .data/bench (the first time takes minutes, the next none).
``--filtered``: each question looks only at half of the documents. Questions go one after another through the same
Runnable the program uses; the first round warms up and is not counted. Later rounds ask the same questions, so what
the program remembers of them is at hand: ``--rounds 0`` counts the first round alone, behind one question that warms.
A script, not a test: how fast a machine is proves nothing about the code.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import statistics
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from synthetic_corpus import write

import rag.answering.extractive as extractive
from evals.cases import Split, load_cases
from ingest.__main__ import main as ingest
from rag.adapters.chroma import ChromaIndex
from rag.answering.reading.late import LateInteraction
from rag.bootstrap import Serving
from rag.chain import as_runnable
from rag.dense import PassageRetriever, QueryEncoder, SentenceRetriever
from rag.domain import Filter, Question
from rag.folding import CopiesFolded
from rag.fusion import Best, ConvexCombination
from rag.lexical import LexicalRetriever
from rag.pipeline import Pipeline
from rag.settings import load_settings

CASES = Path(__file__).parent.parent / "evals" / "cases"
BENCH = Path(".data/bench")

#: Questions asked of invented records.
QUESTIONS = 40

#: Stages in the order of the table: what is timed, without the stages that run inside it.
STAGES: tuple[tuple[str, Any, str], ...] = (
    ("prepare: follow-up, words, filters", Pipeline, "prepare"),
    ("retrieve: encode the question", QueryEncoder, "vector"),
    ("retrieve: passages", PassageRetriever, "retrieve"),
    ("retrieve: sentences", SentenceRetriever, "retrieve"),
    ("retrieve: keywords", LexicalRetriever, "retrieve"),
    ("retrieve: fuse", Best, "retrieve"),
    ("retrieve: fuse", ConvexCombination, "retrieve"),
    ("retrieve: fold copies", CopiesFolded, "retrieve"),
    ("retrieve: rest", Pipeline, "retrieve"),
    ("answer: sentence vectors", ChromaIndex, "vectors"),
    ("answer: candidates", extractive, "find_candidates"),
    ("answer: late interaction", LateInteraction, "match"),
    ("answer: choose", extractive, "choose"),
    ("answer: rest", Pipeline, "answer"),
    ("suggest", Pipeline, "suggest"),
)

#: On a busy machine this tells more than the clock does: milliseconds that processors worked for the question.
PROCESSOR = "total, processor time"

#: Stages that ask questions of their own: what happens in them is theirs.
WHOLE = frozenset({"suggest"})


class Stopwatch:
    """Seconds spent in each stage, those of stages inside it left out."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = defaultdict(float)
        self._inside: list[float] = []
        self._whole = False

    def watch(self, stage: str, owner: Any, name: str) -> None:
        """Every later call of the function is timed under the stage."""
        function = getattr(owner, name)

        def timed(*arguments: Any, **options: Any) -> Any:
            if self._whole:
                return function(*arguments, **options)
            with self.timing(stage):
                return function(*arguments, **options)

        setattr(owner, name, timed)

    @contextlib.contextmanager
    def timing(self, stage: str) -> Iterator[None]:
        """What happens in the block is timed under the stage."""
        self._inside.append(0.0)
        self._whole = stage in WHOLE
        begun = time.perf_counter()
        try:
            yield
        finally:
            took = time.perf_counter() - begun
            self._whole = False
            self.spent[stage] += took - self._inside.pop()
            if self._inside:
                self._inside[-1] += took


def main() -> None:
    """The table is printed."""
    options = _options()
    index, texts = options.index, None
    if options.synthetic:
        index, texts = _synthetic(options.synthetic)
    settings = load_settings(index=index)
    pipeline = Serving(settings, threads=options.threads, suggest=not options.no_suggestions).pipeline()
    texts = texts or [case.asked for case in load_cases(CASES) if case.split is Split.DEV]
    questions = [text if isinstance(text, Question) else Question(text) for text in texts]
    if options.filtered:
        half = tuple(sorted(pipeline.records.documents)[::2])
        questions = [Question(one.text, one.history, (Filter("document", "in", half),)) for one in questions]
    watch = Stopwatch()
    for stage in STAGES:
        watch.watch(*stage)
    asked = _asked(pipeline, questions, options.rounds, watch)
    print(
        f"{len(pipeline.records.passages)} passages of {len(pipeline.records.documents)} documents, "
        f"{len(questions)} questions, {options.rounds or 'the first'} round(s), {options.threads} thread(s)"
    )
    _print(asked)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--index", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--synthetic", type=int, metavar="PASSAGES")
    parser.add_argument("--filtered", action="store_true")
    parser.add_argument("--no-suggestions", action="store_true")
    parser.add_argument("--threads", type=int, default=1, help="torch's; 1 is what the web chat uses")
    return parser.parse_args()


def _synthetic(passages: int) -> tuple[Path, list[str]]:
    """An index of so many invented passages, made where it does not stand, and questions spread over them."""
    folder = BENCH / str(passages)
    asked = write(folder / "records", passages)
    # Its summary names every record; its progress, on standard error, is what a waiting person wants to see.
    with contextlib.redirect_stdout(io.StringIO()):
        code = ingest(["--if-stale", "--index", str(folder / "index"), str(folder / "records")])
    if code:
        raise SystemExit(code)
    return folder / "index", asked[:: max(1, len(asked) // QUESTIONS)][:QUESTIONS]


def _asked(
    pipeline: Pipeline, questions: Sequence[Question], rounds: int, watch: Stopwatch
) -> list[dict[str, float]]:
    """The milliseconds of each stage, in total and of processor time, for each question counted."""
    runnable = as_runnable(pipeline)
    if not rounds:
        runnable.invoke("What do the records say about buses?")
    found = []
    for number in range(rounds + 1):
        for question in questions:
            watch.spent.clear()
            begun, busy = time.perf_counter(), time.process_time()
            runnable.invoke(question)
            total, busy = time.perf_counter() - begun, time.process_time() - busy
            rest = total - sum(watch.spent.values())
            stages = dict(watch.spent) | {"chain": rest, "total": total, PROCESSOR: busy}
            if number or not rounds:
                found.append({stage: 1000 * seconds for stage, seconds in stages.items()})
    return found


def _print(asked: Sequence[dict[str, float]]) -> None:
    names = [*dict.fromkeys(stage for stage, _, _ in STAGES), "chain", "total", PROCESSOR]
    whole = sum(one["total"] for one in asked)
    print(f"{'stage':38}{'median ms':>12}{'95th ms':>12}{'share':>9}")
    for name in names:
        values = [one.get(name, 0.0) for one in asked]
        share = f"{sum(values) / whole:.1%}"
        print(
            f"{name:38}{statistics.median(values):12.1f}{statistics.quantiles(values, n=20)[18]:12.1f}{share:>9}"
        )


if __name__ == "__main__":
    main()
