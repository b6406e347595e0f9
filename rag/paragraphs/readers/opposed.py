"""Words of opposite sense in two sentences, neither of which is denied."""

from __future__ import annotations

import re
from pathlib import Path

from rag.answering.language.senses import senses
from rag.domain import Span
from rag.paragraphs.readers.denying import free
from rag.text import content_stems, word_spans

#: Further words that cannot both be said of one thing, beside those of rag.answering.language.
_OPPOSITES = tuple(
    tuple(re.compile(rf"(?<![\w-])(?:{side})(?![\w-])", re.IGNORECASE) for side in row)
    for row in tuple(
        line.split(" / ")
        for line in (Path(__file__).parent / "opposites.txt").read_text("utf-8").splitlines()
        if line and line[0] != "#"
    )
)
#: Further ones that count only where the same word follows in both: "the first step", "the last step".
_LEANING = tuple(
    (re.compile(rf"\b(?:{a})\b(?! of all\b)", re.IGNORECASE), re.compile(rf"\b(?:{b})\b", re.IGNORECASE))
    for a, b in (
        (r"before|prior to|ahead of", r"after|following|once"),
        (r"first", r"last|final"),
        (
            r"(?<!no )more|longer|higher|greater|most|many",
            r"(?<!no )less|(?<!no )fewer|shorter|lower|smaller|few|least",
        ),
        (
            r"over|(?<!no )more than|above|at least|no fewer than|no less than",
            r"under|(?<!no )less than|(?<!no )fewer than|below|at most|no more than|up to",
        ),
        (r"good|excellent|outstanding|strong", r"poor|bad|inadequate|weak"),
        (r"within|inside", r"outside|beyond"),
        (r"independent", r"government|in-house|internal"),
        (r"high|heavy", r"low|light"),
        (r"rising|growing|increasing", r"falling|shrinking|declining"),
        (r"good|better|best|improved", r"worse|worst|poorer"),
    )
)


#: "Money counts for less than love", "love counts for more than money".
_THAN = re.compile(
    r"\b(?P<way>more|less|greater|smaller|higher|lower)(?: \w+)? than (?P<rest>[^,;.]+)", re.IGNORECASE
)


def _converse(written: str, text: str) -> bool:
    """True where the two set the same things against each other, each the other way round."""
    mine, theirs = _THAN.search(written), _THAN.search(text)
    if mine is None or theirs is None or mine["way"].casefold() == theirs["way"].casefold():
        return False
    before = set(content_stems(text[: theirs.start()])), set(content_stems(written[: mine.start()]))
    behind = content_stems(mine["rest"])[:1], content_stems(theirs["rest"])[:1]
    return set(behind[0]) <= before[0] and set(behind[1]) <= before[1]


def opposed(written: str, text: str) -> list[tuple[Span, Span]]:
    """Words of opposite sense, neither of which is denied any more than the other."""
    written, text = unnamed(written), unnamed(text)
    if _converse(written, text):
        return []
    mine, theirs = senses(written), senses(text)
    found = []
    for one in (one for one in mine if one.opposed):
        same = [its for its in theirs if its.opposed and its.matter == one.matter]
        both = {its.says for its in mine if its.opposed and its.matter == one.matter}
        denied = one.denied or any(its.denied for its in same)
        if not same or denied or len(both) > 1 or any(its.says == one.says for its in same):
            continue
        if one.matter == _ORDER and not _leans_alike(written, one.span.end, text, same[0].span.end):
            # "The criticism came before the inquiry", "the inquiry came after the criticism": no opposites.
            continue
        if not _shared(one.span.of(written), text):
            found.append((one.whole, same[0].whole))
    for sides in _OPPOSITES:
        for yes, no in (sides, sides[::-1]):
            here, there = yes.search(written), no.search(text)
            if here and there and not no.search(written) and not yes.search(text):
                spans = Span(*here.span()), Span(*there.span())
                if free(written, spans[0]) and free(text, spans[1]):
                    found.append(spans)
    found += _by_prefix(written, text)
    for sides in _LEANING:
        for yes, no in (sides, sides[::-1]):
            for here in yes.finditer(written):
                there = next(
                    (hit for hit in no.finditer(text) if _leans_alike(written, here.end(), text, hit.end())),
                    None,
                )
                also = any(_leans_alike(written, here.end(), text, hit.end()) for hit in yes.finditer(text))
                if there and (not also or _turned(written, here.end(), text, yes, no)):
                    found.append((Span(*here.span()), Span(*there.span())))
    return found


#: The row of "before" and "after", which say opposite things of the same matter alone.
_ORDER = "first"

#: Two words or more with capitals inside a sentence: "the Better Care Network".
_NAME = re.compile(
    r"(?:(?<=[a-z,;] )|(?<=\bA )|(?<=\bThe ))(?:[A-Z][\w’'-]*)(?: (?:of |for |and )?[A-Z][\w’'-]*)+"
)


def unnamed(text: str) -> str:
    """The text with names as spaces, all else where it stood: the words of a name say nothing of what it names."""
    return _NAME.sub(lambda hit: " " * len(hit.group()), text)


def _turned(written: str, at: int, text: str, yes: re.Pattern[str], no: re.Pattern[str]) -> bool:
    """True where both lean both ways and not alike: "more time on forms, less with children", and the reverse."""

    def alike(side: re.Pattern[str]) -> bool:
        return any(_leans_alike(written, at, text, hit.end(), _TWO) for hit in side.finditer(text))

    return alike(no) and not alike(yes)


#: Telling words that must follow in both where one does not tell the two apart.
_TWO = 2


def _by_prefix(written: str, text: str) -> list[tuple[Span, Span]]:
    """ "Acceptable" in one and "unacceptable" in the other, where neither has both."""
    mine, theirs = _forms(written), _forms(text)
    found = []
    for one, other, turned in ((mine, theirs, False), (theirs, mine, True)):
        for word, span in one.items():
            for prefix in _PREFIXES:
                denied = f"{prefix}{word}"
                if not (
                    len(word) > _PREFIXED and denied in other and word not in other and denied not in one
                ):
                    continue
                texts = (text, written) if turned else (written, text)
                # "No clear account" is as much as "an unclear account".
                if free(texts[0], span) and free(texts[1], other[denied]):
                    found.append((other[denied], span) if turned else (span, other[denied]))
    return found


def _forms(text: str) -> dict[str, Span]:
    return {word.casefold(): span for word, span in word_spans(text)}


#: Beginnings that turn a word round, and the letters a word has at least that they are looked for before.
_PREFIXES = ("un", "in", "im", "ir", "dis", "non-")
_PREFIXED = 4


def _leans_alike(written: str, at: int, text: str, there: int, many: int = 1) -> bool:
    """True where the same telling words follow in both, so many of them."""
    mine = content_stems(written[at : at + _NEXT])[:many]
    return bool(mine) and mine == content_stems(text[there : there + _NEXT])[:many]


#: Characters behind a word in which the next telling one stands.
_NEXT = 40


def _shared(words: str, text: str) -> bool:
    return bool(set(content_stems(words)) & set(content_stems(text)))
