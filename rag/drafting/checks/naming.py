"""Names of several words in a model's sentence: none may stand in the place of another that the quoted sentences have."""

# ruff: noqa: E501  (a pattern reads best on its own line)

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.text import words

#: Two words or more with capitals, joined or not by a small word: "Commons Justice Committee", "Louise Casey".
_NAME = re.compile(r"\b[A-Z][\w’'-]*(?: (?:of the |of |for |and |de )?[A-Z][\w’'-]*)+")
#: A capital at the beginning of a sentence makes no name: "In March", "The Promise".
_OPENS = frozenset(
    """the a an in on at by for from of to and but as after before since although while when if its their his her this that
    these those it he she they january february march april may june july august september october november december both all
    most only under section chapter part""".split()
)


def swapped(text: str, quoted: Sequence[str], around: Sequence[str]) -> str | None:
    """A name that nothing beside the text has, where the quoted sentences have one that the text has no word of.

    ``around`` is what goes without saying beside them: their headings, the titles of their records.
    """
    known = [_folded(one) for one in (*quoted, *around)]
    mine = _folded(text)
    strange = [name for name, telling in _names(text) if not any(telling <= one for one in known)]
    left = [name for one in quoted for name, telling in _names(one) if not telling & mine]
    return strange[0] if strange and left else None


#: "The Welsh Act" is the one of Wales.
NATION_OF = {
    "welsh": "wales",
    "scottish": "scotland",
    "english": "england",
    "irish": "ireland",
    "british": "britain",
}


def _folded(text: str) -> set[str]:
    """The words of a text, a nation's and its people's alike."""
    return {NATION_OF.get(word, word) for word in words(text)}


def _names(text: str) -> list[tuple[str, set[str]]]:
    found = ((hit.group(), _folded(hit.group()) - _OPENS) for hit in _NAME.finditer(text))
    return [(name, telling) for name, telling in found if len(telling) > 1]
