from __future__ import annotations

import pytest

from evals.perturbations import Floor, Found, load_floors, load_sentences, measure, shares
from rag.bootstrap import Serving
from rag.paragraphs.checking import ParagraphChecker
from rag.settings import load_settings


@pytest.fixture(scope="module")
def checked(pytestconfig: pytest.Config, request: pytest.FixtureRequest) -> dict[str, list[Found]]:
    """The sentences of the parts that have floors, checked against the index asked for, or a fresh one of corpus/."""
    if pytestconfig.getoption("--originals") or pytestconfig.getoption("--cases"):
        pytest.skip("the sentences are written from the digests in corpus/")
    settings = load_settings(index=request.getfixturevalue("index"))
    checker = ParagraphChecker(Serving(settings, suggest=False, threads=1).pipeline())
    # The other parts are there to make rules on: scripts/measure_paragraphs.py looks at them, a minute each.
    parts = dict.fromkeys(floor.part for floor in load_floors())
    return {part: measure(load_sentences(part), lambda text: list(checker.check(text))) for part in parts}


@pytest.mark.parametrize("least", load_floors(), ids=lambda one: f"{one.metric}-{one.part}")
def test_floor_of_paragraphs(checked: dict[str, list[Found]], least: Floor) -> None:
    reached = shares(checked[least.part])[least.metric]
    if not least.held_by(reached):
        pytest.fail(f"{least.metric} on {least.part} is {reached:.3f}: {least.reason}", pytrace=False)
