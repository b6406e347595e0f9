"""How a false premise is answered: the line that names it, and the words of the record that correct it."""

from __future__ import annotations

from rag.answering.premises.case import Clash, Premise
from rag.answering.wording.claims import tidy
from rag.answering.wording.frames import repeatable
from rag.catalogue import describe
from rag.citations import cite
from rag.domain import Citation, Form, Span

#: Characters of the question or the record that a frame repeats: more is no slot but a text.
_LONGEST = 60


def frame(premise: Premise, question: str) -> str:
    """The line above the correction: what the question says, in its own words, and what the record says.

    A digest's words stand without quotation marks. What accuses somebody is not repeated.
    """
    assumed = tidy(premise.assumed.of(question))[:_LONGEST].strip()
    told = tidy(premise.told.of(premise.candidate.text))[:_LONGEST].strip()
    if premise.clash is Clash.DENIAL:
        # What denies it reads as a whole sentence only: it stands below.
        return (
            f'The question takes "{assumed}" for granted; the record says otherwise.'
            if repeatable(assumed)
            else "The question takes something for granted; the record says otherwise."
        )
    if premise.candidate.document.form is Form.ORIGINAL:
        told = f'"{told}"'
    if not repeatable(assumed):
        return f"The question takes something for granted; the record says {told}."
    return f'The question says "{assumed}"; the record says {told}.'


def reason(premise: Premise) -> str:
    """Why there is no answer: which record contradicts the question."""
    return f"The question takes this for granted, and a record says otherwise: {describe(premise.candidate.document)}."


def correction(premise: Premise) -> tuple[Citation, ...]:
    """The sentence that corrects, led by the one before where it cannot be understood without."""
    one = premise.candidate
    span = one.span
    if one.leans and one.place > 0:
        span = Span(one.passage.sentences[one.place - 1].start, span.end)
    return (cite(one.document, one.passage, span),)
