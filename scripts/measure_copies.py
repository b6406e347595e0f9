"""How well copies are told from independent reports: precision and recall over evals/pairs, with the packaged encoder.

    python scripts/measure_copies.py [--split dev|test] [--misses]

``--misses`` names the pairs that were told wrongly: of the dev half only, since thresholds are chosen there.
"""

from __future__ import annotations

import argparse
from collections import Counter

from evals.pairs import SPLITS, Label, as_share, load_pairs, measure
from rag.bootstrap import make_encoder
from rag.settings import PACKAGED_ENCODER, Settings


def main() -> None:
    """The measure of each half, or of one, printed."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--split", choices=SPLITS)
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    encoder = make_encoder(Settings(encoder=PACKAGED_ENCODER), threads=1)
    for split in (options.split,) if options.split else SPLITS:
        found = measure(load_pairs(split), encoder.encode)
        print(f"{split}: {len(found.pairs)} pairs")
        print(f"  precision      {as_share(found.precision())}")
        print(f"  recall         {as_share(found.recall())}")
        for label in Label:
            if label.copied:
                print(f"    {label:<13}{as_share(found.recall(label))}")
        kinds = Counter(
            (pair.label, kind or "none") for pair, kind in zip(found.pairs, found.found, strict=True)
        )
        for (label, kind), count in sorted(kinds.items()):
            print(f"  {label:<13}told as {kind:<6}{count:>4}")
        if options.misses and split == "dev":
            for pair in (*found.missed, *found.wronged):
                print(f"  {pair.label}: {pair.name}")


if __name__ == "__main__":
    main()
