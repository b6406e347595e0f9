"""What a model's sentence says beyond the words it quotes: telling words that are not met in them, by meaning."""

# ruff: noqa: E501  (a pattern reads best on its own line)

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from rag.answering.reading.nearest import SentenceSearch
from rag.drafting.checks.stretches import gives_cause, stretches
from rag.text import content_stems

#: How well the telling words of a sentence, and of each stretch of it, must be met in the cited words (0 to 1).
MET, STRETCH_MET = 0.6, 0.46

#: Adjacent telling words looked at together: one or two in other words are a paraphrase, three a matter of their own.
RUN = 3

#: How well the worst run must be met: below the first a stretch that is not met is an addition, below the second the run
#: is one wherever it stands. On dev to dev5 of evals/drafts 2 of 400 supported sentences fail, of 70 with something added
#: 59 are found; by stretches alone 8 and 61.
RUN_MET, RUN_UNMET = 0.6, 0.5

#: How well the telling words of a phrase none of which stands in the cited words must be met, on average. A single word
#: is met more easily by chance. On dev to dev6 4 of 480 supported sentences have such a phrase, 45 of 84 with additions.
PHRASE_MET, LONE_MET = 0.4, 0.25

#: The least share of a sentence's telling words that stand in the cited words themselves: nearness of meaning alone
#: believes what is short and strange. Supported sentences of dev.yaml have at least 0.43.
SHARED = 0.25

#: Words by which a source is named: beside "according to the page" "the page shows" adds nothing.
_REPORTS = re.compile(
    r"\b(?:shows?|showed|says?|said|reports(?= that)|reported|states?|stated|records?|recorded|according to|as|found"
    r"|finds|notes?|noted|wrote|told|put|called for|calls for|although|though|without)\b"
)
#: The same by their stems, and words of ways of speaking that say nothing by themselves: "come to light", "have a part to
#: play", "on the ground that", "in place".
_SAYS_LITTLE = frozenset(
    content_stems(
        "said says say told report reported according found stated noted recorded wrote showed put called asked"
        " proved light play part ground place purpose body drawing base turn"
    )
)
#: Where a phrase begins: at a mark, a conjunction, a preposition or an auxiliary.
_PHRASE = re.compile(
    r"[,;:]\s+|\s[–—]\s|\b(?=(?:with|after|amid|despite|in place of|instead of|following|under|through|against|without"
    r"|for|from|by|in|on|at|to|of|and|because|which|who|that|as|so|thanks to|over|among|between|before|while|but|is|are"
    r"|was|were|has|have|had)\b)"
)


def added(text: str, there: Sequence[str], search: SentenceSearch) -> str | None:
    """What a text says beyond some sentences, in words for whoever reads; None: nothing that can be told."""
    telling = set(content_stems(text))
    few = len(telling & set(content_stems(" ".join(there)))) < SHARED * len(telling)
    if few or search.met(text, there)[0] < MET:
        return "the words it quotes say something else"
    met = [(stem, 1.0 if stem in _SAYS_LITTLE else how) for stem, how in search.each_met(text, there)]
    weakest = _weakest([how for _, how in met])
    for stretch in stretches(text):
        if weakest >= RUN_MET and not gives_cause(stretch):
            continue
        matter = _REPORTS.sub(" ", stretch)
        if content_stems(matter) and search.met(matter, there)[0] < STRETCH_MET:
            return f'it adds "{stretch}" to the words it quotes'
    if weakest < RUN_UNMET:
        return "it adds something to the words it quotes"
    phrase = _unmet_phrase(text, dict(reversed(met)))
    return f'it adds "{phrase}" to the words it quotes' if phrase else None


def _weakest(met: Sequence[float]) -> float:
    """The mean of the worst run of adjacent words; 1 where there is none."""
    run = min(RUN, len(met))
    return float(np.convolve(met, np.full(run, 1 / run), mode="valid").min()) if run else 1.0


def _unmet_phrase(text: str, met: dict[str, float]) -> str | None:
    """A phrase none of whose telling words stands in the cited words, or is near to any that does."""
    for phrase in _PHRASE.split(text):
        how = [met[stem] for stem in dict.fromkeys(content_stems(phrase)) if stem in met]
        if how and max(how) < 1.0 and np.mean(how) < (PHRASE_MET if len(how) > 1 else LONE_MET):
            return phrase.strip(" .,;:")
    return None
