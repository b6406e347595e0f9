"""How firmly a thing was said: more, or less, than the words a model's sentence rests on."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rag.drafting.checks.firmness import hardens, lessens, loosens, makes_binding, settles

WHETHER = "Holt asked whether the panel should take on fostering."
IF_NEED_BE = "A cap on profit was to be brought in if need be."
MIGHT = "Limits on profit might leave the market with fewer homes."
LOOK_INTO = "Penn asked the council to look into a register of carers."
HAD_TO = "Holt said that the council had to move faster."
ACCEPTED = "The council accepted all 42 recommendations."
MUST = "A council must offer a meeting before it applies for an order."


@pytest.mark.parametrize(
    ("rule", "quoted", "more"),
    [
        (settles, WHETHER, "Holt said that the panel should take on fostering."),
        (hardens, IF_NEED_BE, "A cap on profit would be brought in."),
        (hardens, MIGHT, "Limits on profit would leave the market with fewer homes."),
        (hardens, LOOK_INTO, "Penn asked the council to set up a register of carers."),
        (hardens, HAD_TO, "Holt said that the council would move faster."),
        (lessens, ACCEPTED, "The council undertook to consider all 42 recommendations."),
        (loosens, MUST, "A council may offer a meeting before it applies for an order."),
        (makes_binding, "The plan encourages staff to apply.", "It was a plan requiring staff to apply."),
    ],
)
def test_what_is_firmer_or_looser_than_the_words_quoted_is_seen(
    rule: Callable[[str, str], bool], quoted: str, more: str
) -> None:
    assert rule(quoted, more)


@pytest.mark.parametrize(
    ("rule", "quoted", "alike"),
    [
        (settles, WHETHER, "Whether the panel should take on fostering was a question that Holt raised."),
        (hardens, IF_NEED_BE, "If that proved necessary, a cap on profit would be brought in."),
        (hardens, MIGHT, "The market could be left with fewer homes by limits on profit."),
        (hardens, LOOK_INTO, "The council was asked by Penn to explore setting up a register of carers."),
        (hardens, HAD_TO, "The council must move faster, Holt said, or it would fail."),
        (lessens, ACCEPTED, "All 42 recommendations were accepted by the council."),
        (loosens, MUST, "Before it may apply for an order, a council has to offer a meeting."),
        (makes_binding, MUST, "A council is required to offer a meeting before it applies for an order."),
    ],
)
def test_what_is_as_firm_in_other_words_passes(
    rule: Callable[[str, str], bool], quoted: str, alike: str
) -> None:
    assert not rule(quoted, alike)
