"""What is denied in one of two sentences and not in the other, and words of opposite sense."""

# ruff: noqa: E501  (a pattern reads best on its own line)

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rag.answering.language.senses import denies
from rag.domain import Span
from rag.paragraphs.readers.compared import Compared, Outcome, Told
from rag.paragraphs.readers.denying import (
    CONTRAST,
    DENIER,
    NEGATIVE,
    OF_RECORDS,
    blanked,
    conditional,
    scopes,
)
from rag.paragraphs.readers.opposed import opposed
from rag.paragraphs.verdicts import Clash
from rag.text import STOP_WORDS, bare, content_stems, stem, word_spans

#: A verb denied: what the sentence says is not so, whatever words it is said in.
_FLAT = re.compile(
    r"\b(?:(?:was|were|is|are|has|have|had|did|does|do|will|would|could|can|should|must) (?:not(?! (?:only|just|merely|least|to mention))|never)"
    r"|(?:is|was|were|are|has|have|had|did|does|do|would|could|should)n['’]t|cannot|no longer)\b(?: \w+)?",
    re.IGNORECASE,
)
#: What is denied behind these is an exception, or says which thing is meant.
_ASIDE = re.compile(
    r"\b(?:except|unless|where|if|in case|lest|one that|those (?:that|who)|, which|, who)\b(?: [\w’'-]+){0,4} ?$",
    re.IGNORECASE,
)
_AUXILIARY = re.compile(
    r"\b(?:was|were|is|are|has|have|had|did|does|will|would|could|can|should|must|\w{3,}ed)\b(?: \w+)?",
    re.IGNORECASE,
)
#: Of these both sides are too common to be looked for anywhere but beside the same word.
_LIGHT = frozenset(
    content_stems(
        "take give go come look see seen use know need tell keep hold call way time day year month week new part end first"
        " second last one two three said say review report inquiry council government committee children child minutes"
        " record services service social"
    )
)


#: Telling words behind a denying word that are denied beyond doubt; further ones may only go with them.
_DIRECTLY = 2


#: "Not for staff alone", "not only for staff": others too, and nothing is denied of those named.
_NOT_ALONE = re.compile(
    r"\bnot (?:(?:only|just|solely)\b|(?:[\w’'-]+ ){1,8}?(?:alone|only)\b)", re.IGNORECASE
)


def denials(written: str, told: Told) -> list[Compared]:
    """Where one of the two sentences denies what the other says; nothing where both say it or both deny it."""
    if OF_RECORDS.search(written) or OF_RECORDS.search(told.text):
        # What the papers do not say is not denied of the world.
        found = opposed(blanked(written), blanked(told.text))[:1]
        return [Compared(Clash.NEGATION, Outcome.DIFFERS, mine, theirs) for mine, theirs in found]
    found = opposed(written, told.text)
    alike = any(one.search(written) and one.search(told.text) for one in (CONTRAST, _NOT_ALONE))
    if not found and not alike:
        found = _denied(written, told.text)
    if found:
        mine, theirs = found[0]
        contrast = CONTRAST.match(written, mine.start) or CONTRAST.match(told.text, theirs.start)
        return [Compared(Clash.NEGATION, Outcome.DIFFERS, mine, theirs, like=contrast is None)]
    flat = _flatly(written, told.text)
    return [Compared(Clash.NEGATION, Outcome.DIFFERS, mine, theirs, like=False) for mine, theirs in flat]


#: One thing for another, in whatever words.
_INSTEAD = re.compile(
    r"\b(?:instead of|rather than|in place of|(?:took|takes?|taking|taken) the place of|replac(?:ed|es|ing))\b",
    re.IGNORECASE,
)


def _denied(written: str, text: str) -> list[tuple[Span, Span]]:
    """A word that both sentences have and only one denies, in the part of the other that has the word."""
    ours, its = _stems(written), _stems(text)
    instead = _INSTEAD.search(written) is not None and _INSTEAD.search(text) is not None
    for denial in _denials(written):
        if (instead and _INSTEAD.match(written, denial.whole.start)) or _denies_too(written, denial, text):
            continue
        here = [one for one in denial.stems if one in its]
        if here and not any(_in_denied_part(one, its, text) for one in here):
            return [(denial.whole, its[here[0]][0])]
    for denial in _denials(text):
        if (instead and _INSTEAD.match(text, denial.whole.start)) or _denies_too(text, denial, written):
            continue
        there = [one for one in denial.stems if one in ours]
        if there and not any(_in_denied_part(one, ours, written) for one in there):
            return [(ours[there[0]][0], denial.whole)]
    return []


#: A denying word and the two behind it.
_OPENS = re.compile(r"[\w’']+ [\w’'-]+ [\w’'-]+")


def _denies_too(text: str, denial: _Denial, other: str) -> bool:
    """True where the other text denies in the same words ("not a review"), whatever it calls the rest."""
    opens = _OPENS.match(text, denial.denier.start)
    if opens is not None and f" {opens.group()} ".casefold() in f" {other} ".casefold():
        return True
    mine = set(content_stems(denial.scope.of(text)))
    return any(_mostly(mine, set(content_stems(scope.of(other)))) for _, scope in scopes(other))


def _mostly(mine: set[str], theirs: set[str]) -> bool:
    """True where the two have most of their telling words in common, and more than one."""
    both = len(mine & theirs)
    return both > 1 and both >= _MOST * max(len(mine), len(theirs))


#: The share of the telling words of what two sentences deny that makes it the same thing.
_MOST = 0.6


def _flatly(written: str, text: str) -> list[tuple[Span, Span]]:
    """What the written sentence flatly denies where no word of the record's denies anything."""
    hit = _FLAT.search(written)
    if hit is not None and (_ASIDE.search(written[: hit.start()]) or conditional(written, hit.end())):
        return []
    if hit is None or DENIER.search(text) or NEGATIVE.search(text) or denies(text):
        return []
    finite = _AUXILIARY.search(text)
    return [(Span(*hit.span()), Span(*finite.span()) if finite else Span(0, len(text)))]


def _in_denied_part(stem: str, stems: Mapping[str, Sequence[Span]], text: str) -> bool:
    """True where the part of the text that has the stem denies something, or has a word that denies by itself."""
    if stem in _about_denied(text):
        return True
    edges = [0, *(hit.end() for hit in _BEGINS.finditer(_bridged(text))), len(text)]
    parts = [Span(start, end) for start, end in pairwise(edges) if start < end]
    holding = [part for part in parts if any(part.overlaps(span) for span in stems[stem])]
    return any(one.search(text, part.start, part.end) for part in holding for one in (NEGATIVE, DENIER))


#: Where the part of a sentence begins in which a denying word stands.
_BEGINS = re.compile(
    r"[,;:()]|\b(?:but|although|though|because|which|who|when|while)\b|\band (?=(?:\w+ )?(?:not|no|nor|neither)\b)",
    re.IGNORECASE,
)


#: What stands between commas and parts no clause from its verb: ", such as Munro had recommended,".
_BETWEEN = re.compile(
    r", (?:such as|as|like|including|named|called|according to|said|says|in|on|at|of)\b[^,;:.]{1,80},"
)


def _bridged(text: str) -> str:
    """The text with what stands between as spaces, all else where it stood."""
    return _BETWEEN.sub(lambda hit: " " * len(hit.group()), text)


def _about_denied(text: str) -> set[str]:
    """The stems of the parts of a sentence that deny anything, what stands before the denying word with them."""
    found: set[str] = set()
    for denier, scope in scopes(text):
        begins = max(
            (hit.end() for hit in _BEGINS.finditer(_bridged(text)) if hit.end() <= denier.start), default=0
        )
        part = Span(begins, scope.end)
        found |= {key for key, spans in _stems(text).items() if any(part.overlaps(span) for span in spans)}
    return found


@dataclass(frozen=True, slots=True)
class _Denial:
    """The telling words right behind a word that denies, with the stretch they take up together."""

    stems: tuple[str, ...]
    whole: Span
    denier: Span
    scope: Span


def _denials(text: str) -> list[_Denial]:
    """What a text denies: for each denying word the first telling words behind it."""
    found = []
    for denier, scope in scopes(text):
        telling = [
            (span, key)
            for key, spans in _stems(text).items()
            for span in spans
            if scope.overlaps(span) and key not in _LIGHT and span.start >= denier.end
        ]
        direct = sorted(telling)[:_DIRECTLY] or _subject(text, denier)
        if direct:
            first = direct[0][0]
            whole = Span(min(denier.start, first.start), max(denier.end, first.end))
            found.append(_Denial(tuple(key for _, key in direct), whole, denier, scope))
    return found


def _subject(text: str, denier: Span) -> list[tuple[Span, str]]:
    """The last telling word before a denying one behind which none stands: "evidence was not called for"."""
    begins = max(
        (hit.end() for hit in _BEGINS.finditer(_bridged(text)) if hit.end() <= denier.start), default=0
    )
    before = [
        (span, key)
        for key, spans in _stems(text).items()
        for span in spans
        if begins <= span.start and span.end <= denier.start and key not in _LIGHT
    ]
    return sorted(before)[-1:]


def _stems(text: str) -> dict[str, list[Span]]:
    found: dict[str, list[Span]] = {}
    for word, span in word_spans(text):
        low = bare(word.casefold())
        if low not in STOP_WORDS and len(low) > 1 and not low[0].isdigit():
            found.setdefault(stem(low), []).append(span)
    return found
