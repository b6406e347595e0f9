"""What a question takes for granted and the records contradict: "Why were there 20 findings?", where there were 15.

Like is compared with like: a figure with a figure of the same thing, a year with the date of the same act, whoever is
said to have done a thing with whoever did it, and a word with one of opposite sense or the same word denied, each time
beside enough of the question's other words. A contradiction counts only where no sentence supports the question.
"""

from __future__ import annotations

from collections.abc import Sequence

from rag.answering.asking.questions import Asked
from rag.answering.language.lexicon import Lexicon
from rag.answering.premises.amounts import day, figure, year
from rag.answering.premises.case import SOME, Case, Clash, Premise, open_case
from rag.answering.premises.doers import beside, does, done, offices
from rag.answering.premises.opposites import denial, denied, sense
from rag.answering.premises.posts import post
from rag.answering.reading.candidates import Candidate
from rag.text import content_stems


def find_premise(
    asked: Asked, question: str, candidates: Sequence[Candidate], lexicon: Lexicon
) -> Premise | None:
    """The first thing the question takes for granted that a sentence contradicts; None where there is none.

    ``candidates`` are the shortlist, best first, of the documents that have the question's names.
    """
    case = open_case(asked, question, candidates, lexicon)
    if case is None:
        return None
    looks = (figure, denied, day, year, doer, post, sense, denial)
    return next((found for look in looks if (found := look(case)) is not None), None)


def doer(case: Case) -> Premise | None:
    """A person or body of the question where the records name another in the same part."""
    return _office(case) or _act(case)


def _office(case: Case) -> Premise | None:
    """ "the Health Secretary" where the record has the Education Secretary, and nowhere the other."""
    for mine in offices(case.question):
        if not case.asking.covers(mine.span):
            continue
        for one in case.topic.near(set(content_stems(mine.span.of(case.question)))):
            theirs = [its for its in offices(one.text) if its.head == mine.head]
            if theirs and not any(its.same(mine) for its in offices(one.document.text)):
                return Premise(Clash.DOER, mine.span, one, theirs[0].span)
    return None


def _act(case: Case) -> Premise | None:
    """Whoever the question has doing what only one can have done, where the record has another do it."""
    if case.granted is None:
        return None
    asked = done(case.question, case.asking)
    if asked is None:
        return None
    doer, act = set(content_stems(asked[0].of(case.question))), asked[1]
    for one in case.topic.near(doer | {act}):
        if doer & one.stems or act not in one.stems:
            continue
        if any(beside(doer, act, other.text) for other in case.topic.candidates):
            continue
        told = does(one, act)
        if told is not None and case.topic.share(doer | {act}, one) >= SOME:
            return Premise(Clash.DOER, asked[0], one, told)
    return None
