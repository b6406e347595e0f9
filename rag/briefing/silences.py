"""What the records are silent on: questions they do not answer, what they say they do not state, kinds not found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from rag.answering.language.cues import Act
from rag.answering.language.modality import acts
from rag.answering.language.values import ValueKind, find_values
from rag.answering.wording.claims import tidy
from rag.briefing.brief import Group, Part, Point, Section
from rag.briefing.gathering import Asked, Found, Gathered
from rag.briefing.lengths import Room, left_out
from rag.domain import Citation, Claim

#: Kinds of things a reader of a briefing looks for; that none is found says something, and is told.
LOOKED_FOR = (
    ValueKind.MONEY,
    ValueKind.COUNT,
    ValueKind.SHARE,
    ValueKind.PERSON,
    ValueKind.DATE,
    ValueKind.REASON,
)

#: Acts that tell of an outcome.
_OUTCOMES = frozenset({Act.DONE, Act.BEGUN})

#: What stands over what records say they do not state, and over what was looked for in vain.
NOT_STATED, NOT_FOUND = "Records that say what they do not state", "Not found near this topic"

#: What stands before the words that are nearest to a question without an answer.
NEAREST = "Nearest:"

_NOTHING_DONE = "was read as saying that a thing was begun or done: they state, or speak of plans."
_NOTHING_GIVEN = "records looked through gave nothing to this briefing."

NO_PROOF = "That a record does not state something does not mean that it did not happen."


def silences(gathered: Gathered, room: Room, looked_through: int, *, done: bool) -> Section:
    """The questions without an answer, then what records say they do not state, then what no sentence found holds.

    ``done``: a sentence found was read as saying that a thing was done.
    """
    refused = [one for one in gathered.answers if not one.answer.status.answers]
    groups = [_refused(one) for one in refused]
    stated = sorted(gathered.silences[: room.silences], key=lambda one: (one.document.id, one.span))
    if stated:
        points = tuple(Point(claims=(one.claim,)) for one in stated)
        groups.append(
            Group(
                NOT_STATED,
                points,
                left_out(len(stated), len(gathered.silences)),
            )
        )
    found = (*gathered.spoken, *gathered.silences, *gathered.asides)
    giving = {one.document.id for one in found}
    giving |= {
        c.document_id for one in gathered.answers for c in (*one.answer.citations, *one.answer.nearest)
    }
    missing = tuple(
        Point(frame) for frame in _missing(gathered.spoken, looked_through, len(giving), done=done)
    )
    if missing:
        groups.append(Group(NOT_FOUND, missing))
    return Section(Part.SILENT, NO_PROOF if groups else "", tuple(groups))


def _refused(one: Asked) -> Group:
    answer = one.answer
    points = tuple(Point(NEAREST, (_claim(near),)) for near in answer.nearest)
    said = Point(tidy(answer.frame or answer.reason or ""))
    about = answer.reason if answer.reason and answer.reason != answer.frame else ""
    return Group(tidy(one.question), (said, *points), tidy(about or ""))


def _claim(citation: Citation) -> Claim:
    return Claim(tidy(citation.quote), (citation,))


def _missing(spoken: Sequence[Found], looked_through: int, giving: int, *, done: bool) -> Iterable[str]:
    """Frames on the kinds of things that no sentence found holds, and on the records that gave none."""
    if not spoken:
        return
    texts = [one.text for one in spoken]
    count = f"the {len(texts)} sentences found" if len(texts) > 1 else "the sentence found"
    absent = [kind.value for kind in LOOKED_FOR if not any(find_values(text, kind) for text in texts)]
    if absent:
        held = "None of" if len(texts) > 1 else "Nothing in"
        yield f"{held} {count} gives {_either(absent)}."
    if not done and not any(acts(text) & _OUTCOMES for text in texts):
        yield f"Nothing in {count} {_NOTHING_DONE}"
    without = looked_through - giving
    if without:
        yield f"{without} of the {looked_through} {_NOTHING_GIVEN}"


def is_missing(line: str) -> bool:
    """True where a line can say what no sentence found holds."""
    kind = f"(?:{'|'.join(map(re.escape, LOOKED_FOR))})"
    count = r"the (?:\d+ sentences|sentence) found"
    lines = (
        rf"(?:None of|Nothing in) {count} gives (?:(?:{kind}, )*{kind} or )?{kind}\.",
        rf"Nothing in {count} {re.escape(_NOTHING_DONE)}",
        rf"\d+ of the \d+ {re.escape(_NOTHING_GIVEN)}",
    )
    return any(re.fullmatch(one, line) for one in lines)


def _either(kinds: Sequence[str]) -> str:
    return kinds[0] if len(kinds) == 1 else f"{', '.join(kinds[:-1])} or {kinds[-1]}"
