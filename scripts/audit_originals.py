"""How well the cleaning tells page furniture from text on the five scraped originals, which are no part of the project.

    python scripts/audit_originals.py DIR

DIR holds the five files, unchanged, under any name. What is furniture in them was marked by hand; the marks stand
here as half-open ranges of characters, with no word of the files. White space is not scored. The mark of a text
cut short must be flagged and must not be cut. The exit code is 0 where precision and recall of the cut, over the
characters of all five, reach their floors, 1 where they do not, 2 where a file is missing.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.cleaning import clean, flags

#: A sentence cut out is gone for good, furniture left in is a nuisance: precision is asked for more.
LEAST_PRECISION, LEAST_RECALL = 0.97, 0.90

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Gold:
    """What was marked by hand in a file, which is known by the sha256 of its bytes."""

    name: str
    sha256: str
    furniture: tuple[Range, ...] = ()
    truncations: tuple[Range, ...] = ()


GOLD = (
    Gold("munro-launch", "c4deac34529c95b6364e4c64871a34031b16904bcc13b30cb6d1c6e3c55cfa81"),
    Gold(
        "committee",
        "22823a53bc900e7a45d5600da07435d86666af553be8214a96f56c906784706e",
        ((0, 16), (18, 31), (256, 264), (526, 547)),
        ((3793, 3831),),
    ),
    Gold(
        "care-response",
        "6af80f775272b65f398db2e22585125137e28574f40408fe8010909857e0f2c3",
        ((0, 336), (337, 406), (490, 493), (7198, 7501), (7503, 7624)),
    ),
    Gold("birmingham", "b4e6e1d0809b85c79f06f5ef15061806f534e900baa87ced1481f3b96341d0ad"),
    Gold(
        "neath-port-talbot",
        "eee65840dafe33e276faff7f14136d04031ac64451669dbaed790199290d4bcd",
        ((2428, 2442), (2444, 2533)),
    ),
)


@dataclass(frozen=True, slots=True)
class Score:
    """Characters cut rightly, cut wrongly and left in; and how many marks of truncation were cut or not flagged."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    marks_lost: int = 0

    @property
    def precision(self) -> float:
        """Of what was cut, how much is furniture; 1 where nothing was cut."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Of the furniture, how much was cut; 1 where there is none."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def passes(self) -> bool:
        """True where both reach their floors and every mark of truncation is kept and flagged."""
        return self.precision >= LEAST_PRECISION and self.recall >= LEAST_RECALL and not self.marks_lost


def score(text: str, gold: Gold) -> Score:
    """The cleaning of a text measured against what was marked in it."""
    excluded = clean(text)
    cut = _characters(text, ((one.span.start, one.span.end) for one in excluded))
    furniture = _characters(text, gold.furniture)
    flagged = _characters(text, ((one.span.start, one.span.end) for one in flags(text, excluded, dated=True)))
    lost = sum(
        bool(mark & cut) or not mark <= flagged
        for mark in (_characters(text, [place]) for place in gold.truncations)
    )
    return Score(len(cut & furniture), len(cut - furniture), len(furniture - cut), lost)


def total(scores: Iterable[Score]) -> Score:
    """The counts of several texts added up."""
    found = list(scores)
    return Score(
        sum(one.right for one in found),
        sum(one.wrong for one in found),
        sum(one.missed for one in found),
        sum(one.marks_lost for one in found),
    )


def main(argv: Sequence[str] | None = None) -> int:
    """The exit code, after a line for each file and one for all."""
    parser = argparse.ArgumentParser(description="Audit the cleaning on the five scraped originals.")
    parser.add_argument("folder", metavar="DIR", type=Path, help="folder that holds the five files")
    folder: Path = parser.parse_args(argv).folder
    texts = _texts(folder)
    missing = [gold.name for gold in GOLD if gold.sha256 not in texts]
    if missing:
        print(
            f"{folder} lacks {len(missing)} of {len(GOLD)} files, or they were changed: {', '.join(missing)}",
            file=sys.stderr,
        )
        return 2
    scores = [score(texts[gold.sha256], gold) for gold in GOLD]
    for gold, one in zip(GOLD, scores, strict=True):
        print(_line(gold.name, one))
    whole = total(scores)
    print(_line("all five", whole))
    print(f"{'passes' if whole.passes else 'FAILS'}: floors {LEAST_PRECISION:.2f} and {LEAST_RECALL:.2f}")
    return 0 if whole.passes else 1


def _texts(folder: Path) -> dict[str, str]:
    wanted = {gold.sha256 for gold in GOLD}
    texts: dict[str, str] = {}
    for path in sorted(folder.iterdir()) if folder.is_dir() else []:
        if path.is_file():
            raw = path.read_bytes()
            sha256 = hashlib.sha256(raw).hexdigest()
            if sha256 in wanted:
                texts[sha256] = raw.decode("utf-8")
    return texts


def _characters(text: str, ranges: Iterable[Range]) -> set[int]:
    return {index for start, end in ranges for index in range(start, end) if not text[index].isspace()}


def _line(name: str, one: Score) -> str:
    counts = f"{one.right:4} cut rightly, {one.wrong:3} wrongly, {one.missed:3} left in"
    marks = f", {one.marks_lost} marks of truncation cut or not flagged" if one.marks_lost else ""
    return f"{name:18} precision {one.precision:.4f}  recall {one.recall:.4f}  ({counts}{marks})"


if __name__ == "__main__":
    sys.exit(main())
