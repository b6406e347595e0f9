"""Which documents of a corpus are copies: a few candidates for each, compared, and folded under the best of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple

import numpy as np
from datasketch import LeanMinHash, MinHash, MinHashLSH

from ingest.copies.comparing import NEAR_WORDS, SPUN_LENGTH, CopyKind, near_share, spun_share
from ingest.copies.reading import Reading, Told, read
from rag.domain import Document, Form, Standing
from rag.ports import Vectors

#: Raised when the same documents would be folded otherwise.
COPIES_VERSION = 1

#: Permutations of a MinHash, and the share of runs of words (Jaccard's index) at which the tables are aimed: low,
#: since a part of a text has few of the whole's, and a candidate too many costs a look at two sets.
PERMUTATIONS, RESEMBLANCE = 128, 0.3

#: Re-writes share few runs of words and are looked for among the documents whose mean direction is nearest: so many,
#: from this cosine on. On the dev pairs re-writes have 0.83 or more.
NEIGHBOURS, ALIKE = 20, 0.75

#: Of the names and figures of a copy this share are names and figures of the other too: well below what the comparison
#: asks for, which also looks for a name where it begins a sentence and leaves converted sums out.
TOLD_TOO = 0.5

#: Documents whose mean directions are compared with all others at once: bounds memory at 4 MB per thousand documents.
_BLOCK = 1024

#: Documents kept as read, with their vectors: candidates lie near each other in no order, so a few hundred do.
_READ = 512


class Copy(NamedTuple):
    """The document that says it already, how, and the share of the copy's words that stand there (0 to 1)."""

    of: str
    kind: CopyKind
    share: float


@dataclass(frozen=True, slots=True, eq=False)
class _Outline:
    """What is held of every document at once: a few kilobytes. ``telling``: its names and figures, hashed."""

    words: int
    digest: bytes
    sketch: LeanMinHash
    centre: Vectors
    telling: frozenset[int]

    def may_copy(self, other: _Outline) -> bool:
        """False where a comparison would find that it is no copy of the other: it is longer or tells other things."""
        if self.words * min(NEAR_WORDS, SPUN_LENGTH) > other.words:
            return False
        return len(self.telling & other.telling) >= TOLD_TOO * len(self.telling)


def copies(documents: Sequence[Document], told: Callable[[str], Told]) -> dict[str, Copy]:
    """The documents that are copies, by id; each names a document that is none itself.

    Of documents that say the same the best is kept: by standing, then an original before a digest, a dated one before
    an undated one, the longer, the first by id. What it folds says next to nothing that the kept one does not say,
    whichever was there first. A digest is folded under another digest only where both have the same words.

    Args:
        documents: any order; ids differ.
        told: the sentences of a document, by its id, with vectors that were computed before. It may be called several
            times for one id, so that not all vectors need to be held at once.
    """
    reading = lru_cache(maxsize=_READ)(lambda document_id: read(told(document_id)))
    outlines = {document.id: _outline(reading(document.id)) for document in documents}
    best_first = sorted(documents, key=lambda one: _preference(one, outlines[one.id].words))
    found, kept = _exact(best_first, outlines)
    near = _candidates(kept, outlines)
    place = {document.id: at for at, document in enumerate(kept)}
    for document in kept:
        better = [kept[other] for other in sorted(place[i] for i in near[document.id])]
        folded = [one for other in better if (one := _folded(document, other, found, reading))]
        if folded:
            found[document.id] = min(folded, key=lambda copy: (_rank(copy.kind), -copy.share, place[copy.of]))
    roots = {document_id: copy.of for document_id, copy in found.items()}
    return {
        document_id: copy._replace(of=roots.get(copy.of, copy.of))
        for document_id, copy in sorted(found.items())
    }


def _preference(document: Document, words: int) -> tuple[int, bool, bool, int, str]:
    standing = list(Standing).index(document.standing)
    return standing, document.form is Form.DIGEST, document.published is None, -words, document.id


def _rank(kind: CopyKind) -> int:
    return list(CopyKind).index(kind)


def _outline(reading: Reading) -> _Outline:
    sketch = MinHash(num_perm=PERMUTATIONS)
    sketch.update_batch([" ".join(shingle).encode() for shingle in reading.shingles])
    return _Outline(
        words=len(reading.words),
        digest=sha256(" ".join(reading.words).encode()).digest(),
        sketch=LeanMinHash(sketch),
        centre=reading.centre,
        telling=frozenset(map(hash, (*reading.names, *(figure.value for figure in reading.figures)))),
    )


def _exact(
    best_first: Sequence[Document], outlines: Mapping[str, _Outline]
) -> tuple[dict[str, Copy], list[Document]]:
    """The documents whose words are all those of a better one, and the others that have words, best first."""
    first: dict[bytes, str] = {}
    found: dict[str, Copy] = {}
    kept = []
    for document in best_first:
        outline = outlines[document.id]
        if not outline.words:
            continue
        same = first.setdefault(outline.digest, document.id)
        if same == document.id:
            kept.append(document)
        else:
            found[document.id] = Copy(same, CopyKind.EXACT, 1.0)
    return found, kept


def _folded(
    document: Document, better: Document, found: Mapping[str, Copy], reading: Callable[[str], Reading]
) -> Copy | None:
    """The document as a copy of the better one, or of what that is a copy of.

    A re-write of a re-write may have drifted: of the two steps at least one must be in nearly the same words.
    """
    copied = found.get(better.id)
    if _both_digests(document, better):
        return None
    one, other = reading(document.id), reading(better.id)
    share = near_share(one, other)
    kind = CopyKind.NEAR
    if share is None and (copied is None or copied.kind is not CopyKind.SPUN):
        share, kind = spun_share(one, other), CopyKind.SPUN
    if share is None:
        return None
    if copied is None:
        return Copy(better.id, kind, round(share, 4))
    return Copy(copied.of, max(kind, copied.kind, key=_rank), round(min(share, copied.share), 4))


def _both_digests(one: Document, other: Document) -> bool:
    return one.form is Form.DIGEST and other.form is Form.DIGEST


def _candidates(best_first: Sequence[Document], outlines: Mapping[str, _Outline]) -> Mapping[str, set[str]]:
    """For each document the ids of the better ones worth a comparison: by runs of words, and by what is said."""
    near: defaultdict[str, set[str]] = defaultdict(set)
    tables = MinHashLSH(threshold=RESEMBLANCE, num_perm=PERMUTATIONS)
    for document in best_first:
        sketch = outlines[document.id].sketch
        near[document.id].update(tables.query(sketch))
        tables.insert(document.id, sketch)
    for one, other in _neighbours([outlines[document.id].centre for document in best_first]):
        near[best_first[max(one, other)].id].add(best_first[min(one, other)].id)
    return {
        document_id: {other for other in others if outlines[document_id].may_copy(outlines[other])}
        for document_id, others in near.items()
    }


def _neighbours(centres: Sequence[Vectors]) -> set[tuple[int, int]]:
    """Pairs of places: each with those of the nearest mean directions."""
    if len(centres) < 2:
        return set()
    matrix = np.stack(centres)
    most = min(NEIGHBOURS + 1, len(centres))
    found = set()
    for start in range(0, len(centres), _BLOCK):
        cosines = matrix[start : start + _BLOCK] @ matrix.T
        nearest = np.argpartition(-cosines, most - 1, axis=1)[:, :most]
        for row, places in enumerate(nearest, start=start):
            found |= {(row, int(at)) for at in places if at != row and cosines[row - start, at] >= ALIKE}
    return found
