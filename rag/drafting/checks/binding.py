"""What belongs to which: in a sentence with several figures or names, the words beside one may not move to another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rag.text import STOP_WORDS, content_stems, stem, word_spans, words

#: Words on either side of a figure or a name that may belong to it.
_BESIDE = 4
#: A comma or "and" between two words parts them by as much as so many words.
_PARTED = 4

#: Shares: a sentence that gives several gives each to something else.
_FIGURE = re.compile(r"\d[\d,.]*%")
_BETWEEN = re.compile(r"[,;:()]|\band\b|\bbut\b")
_POSTS = frozenset(
    stem(word)
    for word in "chair chairman executive leader director secretary head deputy commissioner judge author mayor".split()
)
#: "And its chief executive": what joins is no part of what it joins.
_MONTH = frozenset(
    "january february march april may june july august september october november december".split()
)


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    end: int


def moved(text: str, quoted: str, names: Sequence[str]) -> str | None:
    """A word that stands beside another figure, or another of the names, than in the quoted sentence; None: none.

    ``names`` are surnames, folded, that both texts have; beside them only words for posts are looked at. Only shares
    and names of which the quoted sentence has several can be told apart.
    """
    for anchors, of_names in ((_figures(quoted), False), (frozenset(names), True)):
        there, here = _anchored(quoted, anchors), _anchored(text, anchors)
        first = min((at for key in anchors if (at := quoted.casefold().find(key)) >= 0), default=0)
        for key, anchor in here.items():
            if (of_names and key not in _POSTS) or there.get(key, anchor) == anchor:
                continue
            if anchor not in there.values():
                continue
            # "Practice was poor in 53% and good in 7%": what leads in the first of several belongs to each of them.
            leads = key in set(content_stems(quoted[:first]))
            if leads and any(there.get(its) == anchor == here[its] for its in here):
                continue
            return key
    return None


def _figures(text: str) -> frozenset[str]:
    return frozenset(hit.group() for hit in _FIGURE.finditer(text))


def _anchored(text: str, anchors: frozenset[str]) -> dict[str, str]:
    """Each telling word beside an anchor, with the anchor nearest to it; one beside two alike is left out."""
    row = [_Word(word.casefold(), span.start, span.end) for word, span in word_spans(text)]
    marks = [(place, key) for place, one in enumerate(row) for key in anchors if _is(text, one, key)]
    found: dict[str, str] = {}
    twice: set[str] = set()
    for place, one in enumerate(row):
        plain = (words(one.text) or [""])[0]
        if (
            plain in STOP_WORDS
            or plain in _MONTH
            or plain[:1].isdigit()
            or any(_is(text, one, key) for key in anchors)
        ):
            continue
        near = sorted((_apart(text, row, place, at), key) for at, key in marks)
        if near and near[0][0] <= _BESIDE and (len(near) < 2 or near[1][0] > near[0][0]):
            key = stem(plain)
            if key in found and found[key] != near[0][1]:
                twice.add(key)
            found[key] = near[0][1]
    return {key: anchor for key, anchor in found.items() if key not in twice}


def _is(text: str, word: _Word, key: str) -> bool:
    if key[:1].isdigit() or key[:1] in "£$€":
        return text[max(0, word.start - 1) : word.end + 1].strip(" .,;:()").startswith(key) or (
            text[word.start :].startswith(key.lstrip("£$€")) and key.lstrip("£$€")[:1].isdigit()
        )
    return key in words(word.text)


def _apart(text: str, row: Sequence[_Word], place: int, at: int) -> int:
    first, last = sorted((row[place], row[at]), key=lambda one: one.start)
    between = text[first.end : last.start]
    return abs(place - at) + _PARTED * len(_BETWEEN.findall(between))
