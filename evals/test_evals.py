from __future__ import annotations

import pytest

from evals.gates import Floor
from evals.session import Session


def test_case(session: Session, case_id: str) -> None:
    outcome = session.outcome(case_id)
    if outcome.error:
        pytest.fail(f'"{outcome.case.asked.text}" raised {outcome.error}', pytrace=False)
    if outcome.breaches:
        lines = "\n".join(str(breach) for breach in outcome.breaches)
        pytest.fail(f'"{outcome.case.asked.text}"\n{lines}', pytrace=False)


@pytest.mark.usefixtures("every_case_selected")
def test_floor(session: Session, floor: Floor) -> None:
    verdict = session.verdict(floor)
    if not verdict.held:
        pytest.fail(str(verdict), pytrace=False)
