"""How well changed sentences are told from right ones: totals per kind over evals/perturbations.

    python scripts/measure_paragraphs.py [--part dev|dev2|dev3|dev4|dev5|test] [--misses] [--index DIR]

``--misses`` shows the sentences that were told wrongly: of the dev parts only, for the rules are made on them.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from evals.perturbations import OPEN, PARTS, Found, load_sentences, measure, shares, table
from ingest.indexing import build_index
from rag.bootstrap import Serving
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
    checker = ParagraphChecker(Serving(load_settings(index=index), suggest=False, threads=1).pipeline())
    for one in (part,) if part else PARTS:
        begun = time.perf_counter()
        found = measure(load_sentences(one), lambda text: list(checker.check(text)))
        each = (time.perf_counter() - begun) / len(found)
        print(f"{one}: {len(found)} sentences, {1000 * each:.0f} ms each")
        print("\n".join(table(found)))
        print("  ".join(f"{name} {share:.3f}" for name, share in shares(found).items()), end="\n\n")
        if misses and one in OPEN:
            for miss in (each for each in found if not each.right):
                _show(miss)


def _show(miss: Found) -> None:
    clashes = ", ".join(sorted(miss.clashes)) or "none"
    print(f"{miss.sentence.id} {miss.sentence.kind}: {miss.verdict} ({clashes})\n    {miss.sentence.text}")


if __name__ == "__main__":
    main()
