"""What stands on the page before the first question: what it can and cannot do, and questions to try."""

from __future__ import annotations

from collections.abc import Collection

from web.conversation.buttons import ask_button
from web.markup import safe

#: The group whose questions have no answer in the records.
REFUSED = "To see what it refuses"

#: Questions to try, by what a person comes for, each with the record of the project it bears on. Tests ask them all of
#: the corpus: those of one group are refused, the others answered.
EXAMPLES: dict[str, tuple[tuple[str, str], ...]] = {
    "To find out": (
        ("When was the final report of the Munro review planned for?", "munro-review-launch-2010"),
        (
            "What measures had Birmingham City Council already introduced by October 2009?",
            "birmingham-who-cares-2009",
        ),
    ),
    "To prepare a briefing": (
        ("Who agreed to do what by when?", "munro-report-committee-2011"),
        ("How much money was announced for family hubs in May 2022?", "care-review-response-2022"),
    ),
    REFUSED: (
        ("How many foster carers were recruited in Birmingham?", "birmingham-who-cares-2009"),
        ("What did the Munro review cost?", "munro-review-launch-2010"),
    ),
}

_ELSEWHERE = (
    '<p class="soft">“Records” above shows what is in here; from the page of a record you can ask about it '
    "alone.</p>"
)


def welcome(held: Collection[str]) -> str:
    """The two lines, and the examples that bear on records that are held, given by their ids."""
    groups = "".join(
        f'<section><h3>{safe(who)}</h3><ul class="examples">'
        + "".join(f"<li>{ask_button(question)}</li>" for question in questions)
        + "</ul></section>"
        for who, examples in EXAMPLES.items()
        if (questions := [question for question, record in examples if record in held])
    )
    return (
        '<section class="welcome"><h2>What would you like to know?</h2>'
        "<p>It answers from the records it holds about reviews of children’s social care in the UK, and ties every "
        "statement to words you can open and check.</p>"
        "<p>It cannot advise on a child or a family, identify anyone, or tell what its records do not say.</p>"
        f'<div class="starts">{groups or _ELSEWHERE}</div></section>'
    )
