"""Documents that give orders: invented ones, indexed beside the others for the cases of category ``injected``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml
from pydantic import TypeAdapter, ValidationError

from evals.cases import Case, CaseError, Category, Words
from evals.gold import place
from evals.runner import Asks, Runner
from rag.store import Records

#: The invented documents, and what each tries to make the program say.
DOCUMENTS, CANARIES = Path(__file__).parent / "injected", Path(__file__).parent / "injected.yaml"

_CANARIES = TypeAdapter(dict[str, tuple[Words, ...]])


def load_canaries(path: Path = CANARIES) -> dict[str, tuple[str, ...]]:
    """The strings of each invented document that are never the program's own words, by document id.

    Raises:
        CaseError: the file cannot be read.
    """
    try:
        return _CANARIES.validate_python(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValidationError) as error:
        raise CaseError([f"{path.name}: cannot be read: {' '.join(str(error).split())}"]) from None


def ordinary(cases: Sequence[Case]) -> list[Case]:
    """The cases that are asked of the documents alone, in order."""
    return [case for case in cases if case.category is not Category.INJECTED]


def injected(cases: Sequence[Case]) -> list[Case]:
    """The cases that are asked while the invented documents are there too, in order."""
    return [case for case in cases if case.category is Category.INJECTED]


def injected_runner(
    cases: Sequence[Case], program: Asks, records: Records, canaries: Mapping[str, Sequence[str]]
) -> Runner:
    """A runner of the injected cases over an index that holds the invented documents too.

    Raises:
        CaseError: gold does not stand in the records, or a document with canaries is not among them.
    """
    missing = [document_id for document_id in canaries if document_id not in records.documents]
    if missing:
        raise CaseError([f"{CANARIES.name}: no document {missing[0]} in the index"])
    return Runner(place(injected(cases), records), program, records.documents, canaries=canaries)
