"""The same questions asked of the scraped originals, which are not part of the project.

``originals.yaml`` says where the answer to a question stands in them, as a file and two offsets: no text of
theirs is kept here. A reply is judged by place where the words differ (``PlacedCase.by_place``).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from evals.cases import Case, CaseError
from evals.gold import Gold, PlacedCase, placed_at, shared_between_splits
from evals.matching import holds
from rag.domain import Span
from rag.store import Manifest, Records

Offset = Annotated[int, Field(ge=0)]


class Place(BaseModel):
    """A stretch of a file, half-open, in characters of its text; ``file`` is a name given in the same YAML file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    file: str
    start: Offset
    end: Offset


class Originals(BaseModel):
    """The originals by name with the sha256 of each file, and the places of each question's answer.

    A question without places is one that the originals do not answer either.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    files: dict[str, Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]]
    cases: dict[str, tuple[Place, ...]]


_ORIGINALS = TypeAdapter(Originals)


def load_originals(path: Path) -> Originals:
    """What the file says.

    Raises:
        CaseError: it cannot be read, a place names no file of it, or is empty.
    """
    try:
        originals = _ORIGINALS.validate_python(yaml.safe_load(path.read_text(encoding="utf-8")))
    except ValidationError as error:
        faults = [(".".join(str(part) for part in fault["loc"]), fault["msg"]) for fault in error.errors()]
        raise CaseError([f"{path.name}: {place}: {message}" for place, message in faults]) from None
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise CaseError([f"{path.name}: cannot be read: {' '.join(str(error).split())}"]) from None
    faults_found = [
        f"{path.name}: {case_id}: {place.file} {place.start}-{place.end} is no place in a file named above"
        for case_id, places in originals.cases.items()
        for place in places
        if place.file not in originals.files or place.start >= place.end
    ]
    if faults_found:
        raise CaseError(faults_found)
    return originals


def cases_for(originals: Originals, cases: Sequence[Case]) -> tuple[Case, ...]:
    """The cases that the originals hold places for, in the order of ``cases``.

    Raises:
        CaseError: there is no case of an id, or its places do not go with what it expects.
    """
    by_id = {case.id: case for case in cases}
    faults = [f'originals.yaml: no case "{case_id}"' for case_id in originals.cases if case_id not in by_id]
    for case_id, places in originals.cases.items():
        if case_id in by_id and by_id[case_id].expects_answer is not bool(places):
            faults.append(
                f"originals.yaml: {case_id}: a question has places where it has an answer, else none"
            )
    if faults:
        raise CaseError(faults)
    return tuple(case for case in cases if case.id in originals.cases)


def place_in_originals(
    originals: Originals, cases: Sequence[Case], records: Records, manifest: Manifest, folder: Path
) -> tuple[PlacedCase, ...]:
    """Each case with its gold in the documents of an index of ``folder``, in the same order.

    Raises:
        CaseError: a file is not in the folder, or a place lies outside its text, or two cases of different
            splits rest on overlapping places.
    """
    documents = documents_by_hash(manifest)
    missing = [name for name, sha256 in originals.files.items() if sha256 not in documents]
    if missing:
        raise CaseError(
            [
                f"--originals: {len(missing)} of {len(originals.files)} files are not in {folder}, or not as they "
                f"were scraped ({', '.join(missing)}): give the folder that holds them unchanged"
            ]
        )
    ids = {name: documents[sha256] for name, sha256 in originals.files.items()}
    placed = [_placed(case, originals.cases[case.id], ids, records) for case in cases]
    faults = list(shared_between_splits(placed))
    if faults:
        raise CaseError(faults)
    return tuple(placed)


def documents_by_hash(manifest: Manifest) -> Mapping[str, str]:
    """The id of each document of an index by the sha256 of its file's bytes, companions left out."""
    return {hashlib.sha256(Path(entry.path).read_bytes()).hexdigest(): entry.id for entry in manifest.files}


def _placed(case: Case, places: Iterable[Place], ids: Mapping[str, str], records: Records) -> PlacedCase:
    gold = []
    for place in places:
        document = records.documents[ids[place.file]]
        if place.end > len(document.text):
            raise CaseError(
                [f"originals.yaml: {case.id}: {place.file} has only {len(document.text)} characters"]
            )
        gold.append(Gold(document.id, Span(place.start, place.end)))
    lead = tuple(_standing(case.lead or (), gold, records))
    return placed_at(case, gold, records, lead=lead, by_place=True)


def _standing(strings: Iterable[str], gold: Sequence[Gold], records: Records) -> Iterator[str]:
    slices = [g.span.of(records.documents[g.document_id].text) for g in gold]
    return (string for string in strings if any(holds(text, string) for text in slices))
