"""Pairs of texts of which it is known whether one is a copy of the other, and how well ``ingest.copies`` tells them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, StringConstraints, TypeAdapter

from evals.intervals import wilson
from ingest.copies import Told, copies
from rag.domain import Document, Form, Kind, Standing
from rag.ports import Vectors
from rag.text import sentences

FOLDER = Path(__file__).parent / "pairs"

#: The halves: thresholds are chosen on the first and only measured on the second.
SPLITS = ("dev", "test")

Encode = Callable[[Sequence[str]], Vectors]


class Label(StrEnum):
    """What two texts are to one another. Of the first three one is a copy."""

    COPY = "copy"
    NEAR = "near"
    SPUN = "spun"
    SAME_EVENT = "same_event"
    UNRELATED = "unrelated"

    @property
    def copied(self) -> bool:
        """True where one of the two says nothing of its own."""
        return self in (Label.COPY, Label.NEAR, Label.SPUN)


#: Which texts of a story are set side by side, and what they are to one another.
PAIRS = (
    ("original", "copy", Label.COPY),
    ("original", "near", Label.NEAR),
    ("original", "spun", Label.SPUN),
    ("near", "spun", Label.SPUN),
    ("original", "report", Label.SAME_EVENT),
    ("spun", "report", Label.SAME_EVENT),
    ("original", "brief", Label.SAME_EVENT),
    ("spun", "brief", Label.SAME_EVENT),
    ("original", "other", Label.UNRELATED),
    ("report", "other", Label.UNRELATED),
)

#: How good each text is: of a pair the better is kept.
_STANDINGS = {
    "original": Standing.OFFICIAL,
    "near": Standing.PRESS,
    "copy": Standing.PRESS,
    "spun": Standing.SCRAPED_REWRITE,
    "report": Standing.PRESS,
    "brief": Standing.PRESS,
    "other": Standing.OFFICIAL,
}

_Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class _Text(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    title: _Words
    text: _Words


class _Edits(BaseModel):
    """What is changed of the original."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    before: str = ""
    after: str = ""
    replace: dict[str, str] = {}
    drop: tuple[_Words, ...] = ()

    def of(self, original: _Text) -> _Text:
        text = original.text
        for old, new in (*self.replace.items(), *((left_out, "") for left_out in self.drop)):
            if old not in text:
                raise ValueError(f'"{original.title}" does not hold "{old}"')
            text = text.replace(old, new)
        return _Text(title=original.title, text="\n\n".join(filter(None, (self.before, text, self.after))))


class _Story(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    id: _Words
    original: _Text
    copy_: _Edits
    near: _Edits
    spun: _Text
    report: _Text
    brief: _Text
    other: _Text

    def texts(self) -> dict[str, _Text]:
        return {
            "original": self.original,
            "copy": self.copy_.of(self.original),
            "near": self.near.of(self.original),
            "spun": self.spun,
            "report": self.report,
            "brief": self.brief,
            "other": self.other,
        }


@dataclass(frozen=True, slots=True)
class Pair:
    """Two documents and what they are to one another; ``name`` tells the story and the two texts."""

    name: str
    one: Document
    other: Document
    label: Label


def load_pairs(split: str, folder: Path = FOLDER) -> list[Pair]:
    """The pairs of a half, in the order of its stories."""
    rows = yaml.safe_load((folder / f"{split}.yaml").read_text(encoding="utf-8"))
    stories = TypeAdapter(list[_Story]).validate_python(
        [{"copy_" if key == "copy" else key: value for key, value in row.items()} for row in rows]
    )
    found = []
    for story in stories:
        documents = {
            name: _document(f"{story.id}/{name}", text, name) for name, text in story.texts().items()
        }
        found += [
            Pair(f"{story.id}: {one} and {other}", documents[one], documents[other], label)
            for one, other, label in PAIRS
        ]
    return found


def _document(document_id: str, text: _Text, name: str) -> Document:
    return Document(
        id=document_id,
        title=text.title,
        form=Form.ORIGINAL,
        kind=Kind.OTHER,
        standing=_STANDINGS[name],
        text=f"{text.text}\n",
    )


@dataclass(frozen=True, slots=True)
class Measure:
    """How well pairs were told apart, and the pairs that were not."""

    pairs: tuple[Pair, ...]
    found: tuple[str | None, ...]

    @property
    def missed(self) -> list[Pair]:
        """Copies that were not found."""
        return [pair for pair, kind in self._told if pair.label.copied and kind is None]

    @property
    def wronged(self) -> list[Pair]:
        """Texts of their own that were folded."""
        return [pair for pair, kind in self._told if not pair.label.copied and kind is not None]

    def precision(self) -> tuple[int, int]:
        """Of how many that were folded how many are copies: (right, all)."""
        folded = sum(kind is not None for kind in self.found)
        return folded - len(self.wronged), folded

    def recall(self, *labels: Label) -> tuple[int, int]:
        """Of how many copies (with one of the labels; none given: all) how many were folded: (found, all)."""
        wanted = labels or tuple(label for label in Label if label.copied)
        there = [kind for pair, kind in self._told if pair.label in wanted]
        return sum(kind is not None for kind in there), len(there)

    @property
    def _told(self) -> list[tuple[Pair, str | None]]:
        return list(zip(self.pairs, self.found, strict=True))


def measure(pairs: Sequence[Pair], encode: Encode) -> Measure:
    """Each pair looked at by itself, as if the two were all the documents there are."""
    told = told_of((document for pair in pairs for document in (pair.one, pair.other)), encode)
    found = []
    for pair in pairs:
        folded = copies((pair.one, pair.other), told.__getitem__)
        found.append(next((str(copy.kind) for copy in folded.values()), None))
    return Measure(tuple(pairs), tuple(found))


def told_of(documents: Iterable[Document], encode: Encode) -> dict[str, Told]:
    """The sentences of each document with their vectors, by id."""
    found = {}
    for document in {document.id: document for document in documents}.values():
        texts = [span.of(document.text) for span in sentences(document.text)]
        found[document.id] = Told(texts, encode(texts))
    return found


def as_share(counted: tuple[int, int]) -> str:
    """A share with its counts and its 95 % interval: "0.97 (61/63, 0.89-0.99)"."""
    right, whole = counted
    if not whole:
        return "none"
    low, high = wilson(right / whole, whole)
    return f"{right / whole:.3f} ({right}/{whole}, {low:.2f}-{high:.2f})"
