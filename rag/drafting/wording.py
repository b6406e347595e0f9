"""What is said around a model's sentences: fixed lines, none of them the model's."""

from __future__ import annotations

#: Below this many sentences "sentences" is wrong.
_ONE = 1


def left_out(removed: int) -> str:
    """How many sentences of the model are not shown."""
    sentences = "One sentence" if removed == _ONE else f"{removed} sentences"
    verb = "was" if removed == _ONE else "were"
    return f"{sentences} of the language model {verb} left out: the records cited do not bear it out."


def unused(why: str) -> str:
    """That the answer is the program's own, and why the model's is not."""
    return f"Put together without the language model: {why}"


def broken_off(why: str) -> str:
    """That the model's answer ended early, and why: what is shown of it was checked."""
    return f"The language model’s answer ended early: {why}"


#: The model had nothing to say that the records bear out.
NOTHING_KEPT = "no sentence of its answer was borne out by the records."
#: The model's reply could not be read, twice.
UNREADABLE = "its reply could not be read."
#: It found no answer in passages in which the program did.
NO_SENTENCES = "it gave no answer."
