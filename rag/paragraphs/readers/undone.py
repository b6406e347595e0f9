"""Verbs that a record has still to come ("would speak") and a sentence has as done ("had spoken")."""

# ruff: noqa: E501  (a pattern reads best on its own line)

from __future__ import annotations

import re

from rag.domain import Span
from rag.text import content_stems

#: Verbs whose past does not end in -ed.
_IRREGULAR = {
    row.split()[0]: frozenset(row.split()[1:])
    for row in (
        "speak spoke spoken|write wrote written|meet met|hold held|bring brought|take took taken|give gave given|go went gone|send sent"
        "|make made|begin began begun|see saw seen|find found|lead led|become became|run ran|build built|spend spent|pay paid|come came"
        "|tell told|draw drew drawn|keep kept|leave left|lose lost|win won|teach taught|buy bought|choose chose chosen|get got|grow grew"
        "|set set|put put|cut cut|let let|hit hit|spread spread|read read|cost cost"
    ).split("|")
}
#: A verb that is still to come, and what may stand between.
_TO_COME = re.compile(
    r"\b(?:would|will|should|shall|must|(?:agreed|plan(?:ned|s)|promised|intend(?:ed|s)|hoped|wanted|due|expected|asked|proposed|aim(?:ed|s)|decided|resolved"
    r"|pledged|committed|undertook|tasked|offered|said it would|(?:was|were|is|are))(?: \w+){0,3}? to) (?:also |then |soon |later )?(?P<be>be )?(?P<verb>[a-z]{3,})\b",
    re.IGNORECASE,
)
#: Words by which the writer leaves it open as well.
_OPEN = re.compile(
    r"\b(?:would|will|should|shall|must|could|might|to be|recommend(?:ed|s)|propos(?:ed|es)|plann?(?:ed|s)|suggest\w*|intend\w*|hop(?:ed|es)|promis\w+|pledg\w+"
    r"|agreed|due|ask(?:ed|s)|call(?:ed|s) for|urg(?:ed|es)|want(?:ed|s)|expect\w*|committed|is to|are to|was to|were to|tasked|not|never|yet)\b",
    re.IGNORECASE,
)


#: Telling words behind the verb that say what is to be done; one of them must be in the sentence.
_THING = 3


def yet_to_do(whole: str, written: str, text: str) -> tuple[Span, Span] | None:
    """A verb told as done in the written words, with the same verb in the record as still to come; None: none.

    ``whole`` is the sentence that the words are of: where it leaves anything open, nothing is told as done.
    """
    if _OPEN.search(whole):
        return None
    for wish in _TO_COME.finditer(text):
        done = _past(wish["verb"].casefold(), participle=wish["be"] is not None)
        past = re.compile(rf"\b(?:{'|'.join(done)})\b", re.IGNORECASE)
        told, known = past.search(written), past.search(text[: wish.start()])
        thing = set(content_stems(text[wish.end() :])[:_THING]) or set(
            content_stems(text[: wish.start()])[-_THING:]
        )
        if (
            told is not None
            and told.group().casefold() == wish["verb"].casefold()
            and not _subject(written[: told.start()])
        ):
            continue
        if told is not None and known is None and thing & set(content_stems(written)):
            return Span(*told.span()), Span(*wish.span())
    return None


def _subject(before: str) -> bool:
    """True where somebody stands before a verb whose past is written like its bare form ("set"): no "to", no colon."""
    return bool(before.strip()) and not re.search(r"(?:\bto|[:;])\s*$", before)


def _past(verb: str, *, participle: bool) -> frozenset[str]:
    """The forms of a verb that tell of it as done; of "be held" the verb is one already."""
    if participle:
        return frozenset({rf"(?:was|were|been|got) (?:\w+ly )?{verb}"})
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    stem = verb.removesuffix("e")
    return frozenset(
        {f"{stem[:-1]}ied"} if stem.endswith("y") and stem[-2:-1] not in "aeo" else {f"{stem}ed"}
    )
