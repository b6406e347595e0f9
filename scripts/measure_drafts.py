"""How well the check tells sentences a model may show from those it may not: totals per kind over evals/drafts.

    python scripts/measure_drafts.py [--part dev|dev2|...|test] [--misses] [--index DIR]

``--misses`` shows the sentences that were sorted wrongly: of dev only, for the rules are made on it.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from evals.drafts import OPEN, PARTS, load_offers, shares, sort_offers
from ingest.indexing import build_index
from rag.bootstrap import Serving
from rag.domain import Struck
from rag.drafting.checking import DraftChecker
from rag.paragraphs.checking import ParagraphChecker
from rag.settings import load_settings

CORPUS = Path(__file__).parents[1] / "corpus"


def main() -> None:
    """The totals of each part, or of one, printed."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--part", choices=PARTS)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--index", type=Path, help="an index of corpus/; none: one is made")
    options = parser.parse_args()
    if options.misses and options.part not in OPEN:
        parser.error(f"--misses needs --part {' or '.join(OPEN)}: the other part is never looked at")
    if options.index:
        _measured(options.index, options.part, misses=options.misses)
        return
    with TemporaryDirectory() as folder:
        build_index(load_settings(index=Path(folder) / "index"), [CORPUS])
        _measured(Path(folder) / "index", options.part, misses=options.misses)


def _measured(index: Path, part: str | None, *, misses: bool) -> None:
    pipeline = Serving(load_settings(index=index), suggest=False, threads=1).pipeline()
    assert pipeline.sentences is not None
    checker = DraftChecker(ParagraphChecker(pipeline), pipeline.sentences)
    for one in (part,) if part else PARTS:
        begun = time.perf_counter()
        found = sort_offers(load_offers(one), checker, pipeline.records)
        each = (time.perf_counter() - begun) / len(found)
        print(f"{one}: {len(found)} sentences, {1000 * each:.0f} ms each")
        print("  ".join(f"{name} {share:.3f}" for name, share in shares(found).items()), end="\n\n")
        for miss in found if misses and one in OPEN else ():
            if not miss.right:
                why = f" ({miss.made.why})" if isinstance(miss.made, Struck) else ""
                print(f"{miss.offer.id} {miss.offer.kind}{why}\n    {miss.offer.text}")
                print(f"    {' | '.join(miss.offer.quotes)}")


if __name__ == "__main__":
    main()
