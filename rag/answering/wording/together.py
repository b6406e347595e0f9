"""The answers to the parts of one question, put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rag.answering.wording import frames
from rag.domain import Answer, Status


def together(parts: Sequence[Answer]) -> Answer:
    """One answer of several: their claims in order, and which parts the records do not answer.

    Answered where all are; partly answered where some are; where none is, the first refusal.
    """
    told = [part for part in parts if part.status.answers]
    gaps = [part for part in parts if not part.status.answers]
    if not told:
        return parts[0]
    whole = told[0]
    shown: list[str] = []
    claims = []
    shared = False
    for part in told:
        fresh = [claim for claim in part.claims if claim.text not in shown]
        shown += [claim.text for claim in fresh]
        claims += fresh
        shared = shared or not fresh
    return replace(
        whole,
        status=Status.PARTLY_ANSWERED if gaps else Status.ANSWERED,
        frame=frames.parts(
            len(told), [part.question.text for part in gaps], [part.frame for part in told], shared=shared
        ),
        reason=" ".join(f"{part.frame} {part.reason}" for part in gaps) or None,
        claims=tuple(claims),
        nearest=tuple(one for part in gaps for one in part.nearest),
        notices=tuple(dict.fromkeys(notice for part in told for notice in part.notices)),
        confidence=min(part.confidence for part in parts),
        # The rows of a table count the claims of their own answer, which stand first here, if none was left out.
        table=whole.table if tuple(claims[: len(whole.claims)]) == whole.claims else None,
    )
