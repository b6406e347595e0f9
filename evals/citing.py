"""How far the words shown stand in what is cited for them. Each a pure function of one reply.

None where the measure does not apply to a reply: such a reply is left out, it is not a zero.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean

from evals.invariants import Rule
from evals.outcomes import Outcome
from rag.domain import Claim
from rag.text import content_stems, fold, numbers

#: A claim is supported when this part of its words stands in what it cites: the rest may be joining words.
SUPPORT = 0.9


def citations_located(outcome: Outcome) -> float | None:
    """1 where no citation rule is broken: each citation shown is what stands at its place. 0 or 1.

    Of replies that cite something, as an answer or as the nearest evidence.
    """
    if outcome.answer is None or not (outcome.claims or outcome.answer.nearest):
        return None
    return float(not any(breach.rule is Rule.CITATION for breach in outcome.breaches))


def claims_supported(outcome: Outcome) -> float | None:
    """The share of the claims whose own words and figures stand in the quotes they cite. 0 to 1.

    Citation recall of ALCE (Gao and others, Enabling Large Language Models to Generate Text with Citations,
    2023) with a lexical test in the place of a model: every figure and nine in ten of the claim's content
    words. Of replies with claims, whatever was asked.
    """
    return fmean(_supported(claim) for claim in outcome.claims) if outcome.claims else None


def citation_precision(outcome: Outcome) -> float | None:
    """The share of the citations that their claim cannot do without. 0 to 1.

    Citation precision of ALCE (Gao and others, 2023) with the lexical test of ``claims_supported``: a
    citation counts where all of its claim's citations together support the claim, and it either supports
    the claim alone or the others fail to without it. Of replies with claims.
    """
    found = [_needed(claim, place) for claim in outcome.claims for place, _ in enumerate(claim.citations)]
    return fmean(found) if found else None


def verbatim(outcome: Outcome) -> float | None:
    """The share of the claims that stand word for word in one of their quotes. 0 to 1.

    Case and kinds of spaces, quotation marks and dashes make no difference. 1 for a program that only shows
    sentences; below 1 where it words its claims itself. Of replies with claims. The coverage of an extractive
    fragment (Grusky and others, Newsroom, 2018), asked of whole claims.
    """
    return fmean(_stands(claim) for claim in outcome.claims) if outcome.claims else None


def _stands(claim: Claim) -> bool:
    words = fold(claim.text).text.strip()
    return any(words in fold(citation.quote).text for citation in claim.citations)


def _supported(claim: Claim) -> bool:
    return _support(claim, [citation.quote for citation in claim.citations])


def _needed(claim: Claim, place: int) -> bool:
    quotes = [citation.quote for citation in claim.citations]
    if not _support(claim, quotes):
        return False
    return _support(claim, [quotes[place]]) or not _support(claim, quotes[:place] + quotes[place + 1 :])


def _support(claim: Claim, quotes: Sequence[str]) -> bool:
    cited = " ".join(quotes)
    stems = set(content_stems(claim.text))
    held = len(stems & set(content_stems(cited)))
    return numbers(claim.text) <= numbers(cited) and held >= SUPPORT * len(stems)
