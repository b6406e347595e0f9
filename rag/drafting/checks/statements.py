"""A model's sentence that puts several records' sentences together, in the statements it makes one after another."""

# ruff: noqa: E501  (a pattern reads best on its own line)

from __future__ import annotations

import re
from itertools import pairwise

from rag.domain import Span
from rag.paragraphs.readers.hedging import FINITE
from rag.text import content_stems

#: Where a further statement may begin: a mark or a conjunction that opens a clause.
_BEGINS = re.compile(
    r";\s+|\s[–—]\s|:\s+"
    r"|,\s+(?=(?:and|but|while|whereas|although|though|yet|which(?![^,;:]{10,}, )|who(?![^,;:]{10,}, )|where|so|when|after|before|with|a (?:month|year|day) in which)\b)"
    r"|\s+(?=(?:but|while|whereas|although|though)\b)"
    r"|\s+(?=and (?:then |later |also |in (?:\w+ )?\d{4},? |afterwards )?(?:he|she|it|they|the|its|his|her|their|there|this|these|was|were|is|are|had|has|will|would|so|said|set|put|gave|took|made|found|saw|led|began|came|went|became|ran|held|brought|that|\w{3,}ed (?:an?|the|its|their|his|her|work|in|by|on|to|that|for|with|from|about))\b)"
)

#: A clause that comes before the one it belongs to: "Although X was not taken up, Y was set up".
_AHEAD = re.compile(r"(?:Although|Though|While|Whereas|When|After|Before|Because|Since|As)\b[^,;:]{15,},\s+")

#: Telling words of a statement that is read by itself; a shorter one stays with the one before.
_TELLING = 2


_SPEAKS = re.compile(
    r"\b(?:did|does|do|said|says|told|would|will|could|can|may|might|must|should|\w*(?:took|stood|wrote|spoke|chose|drew|fell|felt|left|lost|meant|sent|thought|taught|showed|knew|told))\b"
)


def _says(text: str) -> bool:
    """True where a stretch has a verb of its own."""
    return (FINITE.search(text) or _SPEAKS.search(text)) is not None


def statements(text: str) -> list[str]:
    """The statements of a sentence, each as long as the sentence, what belongs to the others blanked; at least one."""
    ahead = _AHEAD.match(text)
    cuts = [0, *([ahead.end()] if ahead else []), *(hit.end() for hit in _BEGINS.finditer(text)), len(text)]
    starts: list[int] = []
    for start, end in pairwise(sorted(set(cuts))):
        whole = len(set(content_stems(text[start:end]))) >= _TELLING and _says(text[start:end])
        first = not starts
        if first or whole:
            starts.append(start)
    # A short opening ("In 2009,") belongs to what it opens.
    if len(starts) > 1 and not _says(text[: starts[1]]):
        starts.pop(1)
    spans = pairwise([*starts, len(text)])
    parts = [Span(start, end) for start, end in spans if start < end]
    return [part for one in parts for part in _apart(text, one)]


#: Something said of a name in passing, before the sentence goes on.
_IN_PASSING = re.compile(
    r", (?=(?:who|whom|which|whose|intended|designed|meant|aimed)\b)(?P<aside>[^,;:]{10,}),(?= )"
)


def _apart(text: str, part: Span) -> list[str]:
    """A statement, and what it says in passing as another."""
    whole = " " * part.start + part.of(text) + " " * (len(text) - part.end)
    hit = _IN_PASSING.search(whole)
    if hit is None or not _says(hit["aside"]):
        return [whole]
    inside, start, end = hit["aside"], *hit.span()
    rest = whole[:start] + " " * (end - start) + whole[end:]
    return [rest, " " * hit.start("aside") + inside + " " * (len(text) - hit.end("aside"))]
