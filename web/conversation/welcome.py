"""What stands on the page before the first question: what it can and cannot do, and questions to try."""

from __future__ import annotations

from web.conversation.buttons import ask_button
from web.markup import safe

#: The group whose questions have no answer in the records.
REFUSED = "To see what it refuses"

#: Questions that the records of the project bear on, by what a person comes for: those that are answered, and for
#: people who check the program those that it must refuse.
EXAMPLES = {
    "To find out": (
        "When was the final report of the Munro review planned for?",
        "What measures had Birmingham City Council already introduced by October 2009?",
    ),
    "To prepare a briefing": (
        "Who agreed to do what by when?",
        "How much money was announced for family hubs in May 2022?",
    ),
    REFUSED: (
        "How many foster carers were recruited in Birmingham?",
        "What did the Munro review cost?",
    ),
}


def welcome() -> str:
    """The two lines and the examples."""
    groups = "".join(
        f'<section><h3>{safe(who)}</h3><ul class="examples">'
        + "".join(f"<li>{ask_button(question)}</li>" for question in questions)
        + "</ul></section>"
        for who, questions in EXAMPLES.items()
    )
    return (
        '<section class="welcome"><h2>What would you like to know?</h2>'
        "<p>It answers from the records it holds about reviews of children’s social care in the UK, and ties every "
        "statement to words you can open and check.</p>"
        "<p>It cannot advise on a child or a family, identify anyone, or tell what its records do not say.</p>"
        f'<div class="starts">{groups}</div></section>'
    )
