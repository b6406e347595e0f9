"""Sentences as a language model might offer them, and how the check sorts them: counted per kind, no judge."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from evals.perturbations import Floor
from rag.domain import Claim, Struck
from rag.drafting.checking import DraftChecker
from rag.drafting.passages import Numbered
from rag.errors import BadSetting
from rag.ports import Draft, Offered
from rag.store import Records

HERE = Path(__file__).parent
DRAFTS, FLOORS = HERE / "drafts", HERE / "drafts.yaml"

#: The misses of dev may be read, for rules are made on it; of test only totals are ever shown.
OPEN = ("dev", "dev2", "dev3", "dev4", "dev5", "dev6", "dev7", "dev8", "dev9", "dev10")
PARTS = (*OPEN, "test")


class Kind(StrEnum):
    """What is wrong with a sentence; with the first nothing is."""

    SUPPORTED = "supported"
    NUMBER = "number"
    DATE = "date"
    NAME = "name"
    NATION = "nation"
    SPEAKER = "speaker"
    NEGATION = "negation"
    MODALITY = "modality"
    OUTCOME = "outcome"
    ADDITION = "addition"
    WRONG_QUOTE = "wrong_quote"


class Offer(BaseModel):
    """One sentence with its quotes. ``of`` is the one that is right, ``was`` and ``now`` the change."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    kind: Kind
    document: str
    text: str
    quotes: tuple[str, ...]
    of: str | None = None
    was: str | None = None
    now: str | None = None


@dataclass(frozen=True, slots=True)
class Sorted:
    """A sentence of the set and what the check made of it."""

    offer: Offer
    made: Claim | Struck

    @property
    def right(self) -> bool:
        """True where a supported sentence was kept, or another one left out."""
        return isinstance(self.made, Claim) == (self.offer.kind is Kind.SUPPORTED)


def load_offers(part: str) -> tuple[Offer, ...]:
    """The sentences of a part, in their order; BadSetting where the file is not as it should be."""
    path = DRAFTS / f"{part}.yaml"
    try:
        given = yaml.safe_load(path.read_text(encoding="utf-8"))
        return TypeAdapter(tuple[Offer, ...]).validate_python(tuple(given))
    except (OSError, yaml.YAMLError, ValidationError) as error:
        # What is wrong is not shown: it could hold a sentence of the test part.
        raise BadSetting(f"{path}: cannot be read ({type(error).__name__}): mend the file") from None


def load_floors() -> tuple[Floor, ...]:
    """The floors, in their order."""
    given = yaml.safe_load(FLOORS.read_text(encoding="utf-8"))
    return TypeAdapter(tuple[Floor, ...]).validate_python(tuple(given))


def sort_offers(offers: Sequence[Offer], checker: DraftChecker, records: Records) -> list[Sorted]:
    """Each sentence checked, its quotes offered under the number of a passage of their document."""
    passages = _by_document(records)
    return [_sorted(one, checker, passages[one.document]) for one in offers]


def _sorted(offer: Offer, checker: DraftChecker, passages: Sequence[Numbered]) -> Sorted:
    quotes = tuple(Offered(passages[0].number, words) for words in offer.quotes)
    return Sorted(offer, checker.check(Draft(offer.text, quotes), passages))


def _by_document(records: Records) -> Mapping[str, list[Numbered]]:
    found: dict[str, list[Numbered]] = {}
    for number, passage in enumerate(records.passages, start=1):
        document = records.documents[passage.document_id]
        found.setdefault(passage.document_id, []).append(Numbered(number, passage, document))
    return found


def shares(found: Sequence[Sorted]) -> dict[str, float]:
    """``kept``: the share of supported sentences kept; ``removed``: of the others left out; and the same per kind."""
    metrics = {}
    for kind in Kind:
        of_kind = [one for one in found if one.offer.kind is kind]
        if of_kind:
            name = "kept" if kind is Kind.SUPPORTED else kind.value
            metrics[name] = sum(one.right for one in of_kind) / len(of_kind)
    wrong = [one for one in found if one.offer.kind is not Kind.SUPPORTED]
    if wrong:
        metrics["removed"] = sum(one.right for one in wrong) / len(wrong)
    return metrics
