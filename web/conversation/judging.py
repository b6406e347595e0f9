"""The form under an answer that asks whether it was right."""

from __future__ import annotations

from web.conversation.turns import Turn
from web.markup import safe, sending

#: What a person can say of an answer, by the name it is kept under (web.feedback.Verdict).
CHOICES = {
    "helpful": "Helpful",
    "wrong": "Wrong",
    "not_supported": "The words do not support it",
}


def judging(turn: Turn, place: int, consent: str) -> str:
    """The form, or what was told when it was sent; "" where no feedback is wanted (no ``consent``)."""
    if turn.judged:
        return f'<p class="soft judged">{safe(turn.judged)}</p>'
    if not consent:
        return ""
    choices = "".join(
        f'<label><input type="radio" name="verdict" value="{name}" required> {safe(words)}</label>'
        for name, words in CHOICES.items()
    )
    return (
        f'<details class="judging"><summary>Was this right?</summary><form {sending("judge", {"turn": place})}>'
        f'<fieldset><legend class="unseen">This answer is</legend>{choices}</fieldset>'
        f'<label class="comment">What should be different? (optional)<textarea name="comment" rows="2" '
        f'maxlength="2000"></textarea></label><p class="soft">{safe(consent)}</p>'
        f'<p class="sends"><button type="submit" class="quiet">Send</button>'
        f'<span class="said" data-said="judge-{place}" role="status"></span></p></form></details>'
    )
