"""What is denied in one of two sentences and not in the other, and words of opposite sense."""

# ruff: noqa: E501  (a pattern reads best on its own line)

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from rag.answering.language.senses import denies, senses
from rag.domain import Span
from rag.paragraphs.readers.compared import Compared, Outcome, Told
from rag.paragraphs.verdicts import Clash
from rag.text import STOP_WORDS, bare, content_stems, stem, word_spans

#: Words that deny what stands behind them in their clause.
_DENIER = re.compile(
    r"\b(?:not(?! (?:only|just|merely|least|to mention))|never|cannot|neither|nor|nobody|no one|none|nothing|without|no longer"
    r"|\w+n['’]t|no(?! (?:longer|more than|fewer|less|later|doubt))|rather than|instead of|stopp?(?:ed|s|ing) short of|fail(?:ed|s|ing)? to"
    r"|refus(?:ed|es|ing)(?: to)?|declin(?:ed|es|ing) to|omitted to|neglect(?:ed|s|ing) to|rul(?:ed|es|ing) out|hardly|scarcely|barely|yet to"
    r"|unable to|need not|far from)\b",
    re.IGNORECASE,
)
#: A verb denied: what the sentence says is not so, whatever words it is said in.
_FLAT = re.compile(
    r"\b(?:(?:was|were|is|are|has|have|had|did|does|do|will|would|could|can|should|must) (?:not(?! (?:only|just|merely|least|to mention))|never)"
    r"|(?:is|was|were|are|has|have|had|did|does|do|would|could|should)n['’]t|cannot|no longer)\b(?: \w+)?",
    re.IGNORECASE,
)
_AUXILIARY = re.compile(
    r"\b(?:was|were|is|are|has|have|had|did|does|will|would|could|can|should|must|\w{3,}ed)\b(?: \w+)?",
    re.IGNORECASE,
)
#: What ends the reach of a word that denies.
_STOP = re.compile(
    r"[,;:()]|\b(?:but|although|though|because|which|who|when|while|unless|until|according to|what)\b"
    r"|\band (?:would|will|was|were|is|are|has|have|had|did|then|so|to|it|they)\b",
    re.IGNORECASE,
)
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
        (r"more|longer|higher|greater|most|many", r"less|fewer|shorter|lower|smaller|few|least"),
        (
            r"over|more than|above|at least|no fewer than",
            r"under|less than|fewer than|below|at most|no more than|up to",
        ),
        (r"good|excellent|outstanding|strong", r"poor|bad|inadequate|weak"),
        (r"within|inside", r"outside|beyond"),
        (r"independent", r"government|in-house|internal"),
    )
)
#: Of these both sides are too common to be looked for anywhere but beside the same word.
_LIGHT = frozenset(
    content_stems(
        "take give go come look see seen use know need tell keep hold call way time day year month week new part end first"
        " second last one two three said say review report inquiry council government committee children child minutes"
        " record services service social"
    )
)


#: "... , not in care": what a thing is set off against, rather than what it is denied to be.
_CONTRAST = re.compile(
    r"(?<=[,;] )not (?:an?|the|in|on|at|of|by|for|from|his|her|its|their|to)\b|(?<=, and )not an?\b|(?:rather than|instead of)\b",
    re.IGNORECASE,
)
#: What is said of the papers themselves, where they are silent.
_OF_RECORDS = re.compile(
    r"\b(?:(?:is|are|was|were|be|been) not (?:\w+ly )?(?:stated|identified|named|verified|seen|given|found|printed|known|held|said|specified|recorded|included|among|in the (?:text|record))"
    r"|(?:do|does|did) not (?:say|state|name|give|use|mention|record|specify|identify|print)|could not be (?:verified|found|seen|checked)"
    r"|(?:the |this |these )?(?:records?|digests?|articles?|news items?|items?|pages?|facts gathered|sources?|minutes) (?:that )?(?:\w+ ){0,3}?(?:names?|ha(?:s|ve)|gives?|prints?|states?|bears?|holds?) no(?:ne|body)?"
    r"|not (?:to )?be (?:confused|mixed up)|nothing to do with|among the facts|no (?:date|year|publisher|author) (?:is|was|printed|given))\b",
    re.IGNORECASE,
)


#: Telling words behind a denying word that are denied beyond doubt; further ones may only go with them.
_DIRECTLY = 2


def denials(written: str, told: Told) -> list[Compared]:
    """Where one of the two sentences denies what the other says; nothing where both say it or both deny it."""
    if _OF_RECORDS.search(written) or _OF_RECORDS.search(told.text):
        # What the papers do not say is not denied of the world.
        found = _opposed(written, told.text)[:1]
        return [Compared(Clash.NEGATION, Outcome.DIFFERS, mine, theirs) for mine, theirs in found]
    found = _opposed(written, told.text) or _denied(written, told.text)
    if found:
        mine, theirs = found[0]
        contrast = _CONTRAST.match(written, mine.start) or _CONTRAST.match(told.text, theirs.start)
        return [Compared(Clash.NEGATION, Outcome.DIFFERS, mine, theirs, like=contrast is None)]
    flat = _flatly(written, told.text)
    return [Compared(Clash.NEGATION, Outcome.DIFFERS, mine, theirs, like=False) for mine, theirs in flat]


def _opposed(written: str, text: str) -> list[tuple[Span, Span]]:
    """Words of opposite sense, neither of which is denied any more than the other."""
    mine, theirs = senses(written), senses(text)
    found = []
    for one in (one for one in mine if one.opposed):
        same = [its for its in theirs if its.opposed and its.matter == one.matter]
        both = {its.says for its in mine if its.opposed and its.matter == one.matter}
        denied = one.denied or any(its.denied for its in same)
        if not same or denied or len(both) > 1 or any(its.says == one.says for its in same):
            continue
        if not _shared(one.span.of(written), text):
            found.append((one.whole, same[0].whole))
    for sides in _OPPOSITES:
        for yes, no in (sides, sides[::-1]):
            here, there = yes.search(written), no.search(text)
            if here and there and not no.search(written) and not yes.search(text):
                spans = Span(*here.span()), Span(*there.span())
                if _free(written, spans[0]) and _free(text, spans[1]):
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
                if there and not also:
                    found.append((Span(*here.span()), Span(*there.span())))
    return found


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
                if _free(texts[0], span) and _free(texts[1], other[denied]):
                    found.append((other[denied], span) if turned else (span, other[denied]))
    return found


def _forms(text: str) -> dict[str, Span]:
    return {word.casefold(): span for word, span in word_spans(text)}


#: Beginnings that turn a word round, and the letters a word has at least that they are looked for before.
_PREFIXES = ("un", "in", "im", "ir", "dis", "non-")
_PREFIXED = 4


def _leans_alike(written: str, at: int, text: str, there: int) -> bool:
    """True where the same telling word follows in both."""
    mine, theirs = content_stems(written[at : at + _NEXT])[:1], content_stems(text[there : there + _NEXT])[:1]
    return bool(mine) and mine == theirs


#: Characters behind a word in which the next telling one stands.
_NEXT = 40


def _shared(words: str, text: str) -> bool:
    return bool(set(content_stems(words)) & set(content_stems(text)))


def _free(text: str, span: Span) -> bool:
    return not any(scope.start <= span.start < scope.end for _, scope in _scopes(text))


def _denied(written: str, text: str) -> list[tuple[Span, Span]]:
    """A word that both sentences have and only one denies, in the part of the other that has the word."""
    ours, its = _stems(written), _stems(text)
    for denial in _denials(written):
        here = [one for one in denial.stems if one in its]
        if here and not any(_in_denied_part(one, its, text) for one in here):
            return [(denial.whole, its[here[0]][0])]
    for denial in _denials(text):
        there = [one for one in denial.stems if one in ours]
        if there and not any(_in_denied_part(one, ours, written) for one in there):
            return [(ours[there[0]][0], denial.whole)]
    return []


def _flatly(written: str, text: str) -> list[tuple[Span, Span]]:
    """What the written sentence flatly denies where no word of the record's denies anything."""
    hit = _FLAT.search(written)
    if hit is None or _DENIER.search(text) or _NEGATIVE.search(text) or denies(text):
        return []
    finite = _AUXILIARY.search(text)
    return [(Span(*hit.span()), Span(*finite.span()) if finite else Span(0, len(text)))]


def _in_denied_part(stem: str, stems: Mapping[str, Sequence[Span]], text: str) -> bool:
    """True where the part of the text that has the stem denies something, or has a word that denies by itself."""
    if stem in _about_denied(text):
        return True
    edges = [0, *(hit.end() for hit in _BEGINS.finditer(text)), len(text)]
    parts = [Span(start, end) for start, end in pairwise(edges) if start < end]
    holding = [part for part in parts if any(part.overlaps(span) for span in stems[stem])]
    return any(one.search(text, part.start, part.end) for part in holding for one in (_NEGATIVE, _DENIER))


#: Where the part of a sentence begins in which a denying word stands.
_BEGINS = re.compile(
    r"[,;:()]|\b(?:but|although|though|because|which|who|when|while)\b|\band (?=(?:\w+ )?(?:not|no|nor|neither)\b)",
    re.IGNORECASE,
)


def _about_denied(text: str) -> set[str]:
    """The stems of the parts of a sentence that deny anything, what stands before the denying word with them."""
    found: set[str] = set()
    for denier, scope in _scopes(text):
        begins = max((hit.end() for hit in _BEGINS.finditer(text) if hit.end() <= denier.start), default=0)
        part = Span(begins, scope.end)
        found |= {key for key, spans in _stems(text).items() if any(part.overlaps(span) for span in spans)}
    return found


@dataclass(frozen=True, slots=True)
class _Denial:
    """The telling words right behind a word that denies, with the stretch they take up together."""

    stems: tuple[str, ...]
    whole: Span


def _denials(text: str) -> list[_Denial]:
    """What a text denies: for each denying word the first telling words behind it."""
    found = []
    for denier, scope in _scopes(text):
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
            found.append(_Denial(tuple(key for _, key in direct), whole))
    return found


def _subject(text: str, denier: Span) -> list[tuple[Span, str]]:
    """The last telling word before a denying one behind which none stands: "evidence was not called for"."""
    begins = max((hit.end() for hit in _BEGINS.finditer(text) if hit.end() <= denier.start), default=0)
    before = [
        (span, key)
        for key, spans in _stems(text).items()
        for span in spans
        if begins <= span.start and span.end <= denier.start and key not in _LIGHT
    ]
    return sorted(before)[-1:]


#: Words that deny by themselves.
_NEGATIVE = re.compile(
    r"\b(?:reject\w*|refus\w*|declin(?:ed|es)|rul(?:ed|es) out|turned down|den(?:y|ied|ies)|lack\w*|against|oppos(?:e|ed|es|ing)"
    r"|un(?:able|likely|known|named|clear|decided|dated)|absen\w+|missing|withheld|rarely|seldom|hardly|separate from|short of)\b",
    re.IGNORECASE,
)


def _scopes(text: str) -> list[tuple[Span, Span]]:
    """Each word that denies, with the stretch of its clause behind it."""
    found = []
    for hit in _DENIER.finditer(text):
        stop = _STOP.search(text, hit.end())
        end = stop.start() if stop else len(text)
        if end > hit.end():
            found.append((Span(*hit.span()), Span(hit.end(), end)))
    return found


def _stems(text: str) -> dict[str, list[Span]]:
    found: dict[str, list[Span]] = {}
    for word, span in word_spans(text):
        low = bare(word.casefold())
        if low not in STOP_WORDS and len(low) > 1 and not low[0].isdigit():
            found.setdefault(stem(low), []).append(span)
    return found
