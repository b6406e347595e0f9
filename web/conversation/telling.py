"""What a screen reader says when an answer has come: the answer itself, once, in the order it is read."""

from __future__ import annotations

from web.conversation.answers import STATUS_WORDS
from web.conversation.turns import Turn, numbers_of
from web.markup import safe

#: Claims that are read out; the others are on the page.
_READ_OUT = 5


def told(turn: Turn) -> str:
    """The turn in words as HTML: that it is being looked up, or its answer, refusal or message."""
    if turn.answer is None:
        return f"<p>{safe(turn.message or turn.waiting)}</p>"
    answer = turn.answer
    lines = [STATUS_WORDS[answer.status], answer.frame]
    if not answer.status.answers and answer.reason != answer.frame:
        lines.append(answer.reason or "")
    for claim in answer.claims[:_READ_OUT]:
        numbers = numbers_of(claim.citations, turn.evidence)
        sources = f"Source{'s' if len(numbers) > 1 else ''} {', '.join(map(str, numbers))}."
        lines.append(f"{claim.text} {sources}")
    more = len(answer.claims) - _READ_OUT
    if more > 0:
        lines.append(f"{more} more on the page.")
    if turn.beside is not None:
        lines.append("The answer put together without the language model stands beside it on the page.")
    lines += answer.notices
    return "".join(f"<p>{safe(line)}</p>" for line in lines if line)
