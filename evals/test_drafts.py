from __future__ import annotations

from pathlib import Path

import pytest

from evals.conftest import settings_of
from evals.drafts import Sorted, load_floors, load_offers, shares, sort_offers
from evals.perturbations import Floor
from rag.bootstrap import Serving
from rag.drafting.checking import DraftChecker
from rag.paragraphs.checking import ParagraphChecker


@pytest.fixture(scope="module")
def checked(pytestconfig: pytest.Config, request: pytest.FixtureRequest) -> dict[str, list[Sorted]]:
    """The sentences of the parts that have floors, sorted over the index asked for, or a fresh one of corpus/."""
    if pytestconfig.getoption("--originals") or pytestconfig.getoption("--cases"):
        pytest.skip("the sentences are written from the digests in corpus/")
    index: Path = request.getfixturevalue("index")
    pipeline = Serving(settings_of(index), suggest=False, threads=1).pipeline()
    assert pipeline.sentences is not None
    checker = DraftChecker(ParagraphChecker(pipeline), pipeline.sentences)
    parts = dict.fromkeys(floor.part for floor in load_floors())
    return {part: sort_offers(load_offers(part), checker, pipeline.records) for part in parts}


@pytest.mark.parametrize("least", load_floors(), ids=lambda one: f"{one.metric}-{one.part}")
def test_floor_of_drafts(checked: dict[str, list[Sorted]], least: Floor) -> None:
    reached = shares(checked[least.part])[least.metric]
    if not least.held_by(reached):
        pytest.fail(f"{least.metric} on {least.part} is {reached:.3f}: {least.reason}", pytrace=False)
