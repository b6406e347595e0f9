"""How long a briefing takes, each part of it: gathered and worded, drawn as a page, written as Word and PDF.

    python scripts/benchmark_briefing.py [--index DIR] [--length short|medium|long]

Every topic is asked twice: the first time its sentences are read for the first time, as after a restart; the second
time the encoder remembers them. Medians in seconds, and the slowest.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median

from rag.bootstrap import Serving
from rag.briefing.brief import Length, Wanted
from rag.briefing.making import make
from rag.briefing.picturing import picture_of
from rag.briefing.printing import paper_of
from rag.errors import AskError
from rag.papers.style import HouseStyle
from rag.papers.writers import write
from rag.settings import LOCAL_ADDRESS, load_settings

TOPICS = (
    "family hubs",
    "information sharing between agencies",
    "recruiting and keeping social workers",
    "profit in children's homes",
    "the Munro review",
    "child sexual exploitation",
    "early help",
)
QUESTIONS = (
    "What did the Jay inquiry find?",
    "What happened after the Jay report?",
    "Who led the review of residential care?",
    "How many recommendations did Munro make?",
)


def main() -> int:
    """0 after the times were printed; 2 with one line where there is no index."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False
    )
    parser.add_argument("--index", type=Path, help="folder of the index (default: ASK_INDEX or .data/index)")
    parser.add_argument("--length", choices=[*Length], default=Length.MEDIUM.value)
    options = parser.parse_args()
    try:
        serving = Serving(load_settings(index=options.index), suggest=False, threads=1)
        pipeline = serving.pipeline()
    except AskError as error:
        print(error, file=sys.stderr)
        return 2
    length = Length(options.length)
    wanted = [*(Wanted(topic, length=length) for topic in TOPICS), Wanted(questions=QUESTIONS, length=length)]
    today = date(2026, 1, 1)
    first = [_seconds(partial(make, one, pipeline, today)) for one in wanted]
    again = [_seconds(partial(make, one, pipeline, today)) for one in wanted]
    _tell("made, first time", first)
    _tell("made, again", again)
    made = [make(one, pipeline, today) for one in wanted]
    documents = pipeline.records.documents
    papers = [paper_of(one, documents, LOCAL_ADDRESS, picture_of(one, pipeline.records)) for one in made]
    for ending in (".docx", ".pdf", ".md", ".html"):
        _tell(ending, [_seconds(partial(write, one, ending, HouseStyle())) for one in papers])
    return 0


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _tell(what: str, seconds: list[float]) -> None:
    print(f"{what:<18} median {median(seconds):.2f} s, slowest {max(seconds):.2f} s, n={len(seconds)}")


if __name__ == "__main__":
    sys.exit(main())
