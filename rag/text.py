"""Pure string functions: words, stems, sentences with offsets, folding for matching."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import Stemmer

from rag.domain import Span

#: Words that carry grammar rather than matter. Short on purpose: "not", "before" and the like decide answers.
STOP_WORDS = frozenset(
    """a about after all also am an and any are as at be been being both but by can could did do does doing for from
    had has have having he her hers him his how i if in into is it its itself just me more most my of on one or
    other our out over own please s she should so some such t tell than that the their theirs them then there these
    they this those through to too under until up us very was we were what when where which while who whom whose
    why will with would you your""".split()
)

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_NUMBER = re.compile(r"(?<![\w.])\d+(?:[.,]\d+)*")
_SCALES = {"m": "million", "bn": "billion", "k": "thousand"}
_SCALED = re.compile(r"(\d+)(m|bn|k)", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?$")


def words(text: str) -> list[str]:
    """The words of a text in order, case folded, accents and possessive endings dropped, "302m" as "302 million"."""
    found: list[str] = []
    for word in _WORD.findall(_without_accents(text)):
        sum_of_money = _SCALED.fullmatch(word)
        if sum_of_money:
            found += [sum_of_money[1], _SCALES[sum_of_money[2].casefold()]]
        else:
            found.append(_POSSESSIVE.sub("", word.casefold()))
    return found


def _without_accents(text: str) -> str:
    """The text with "é" as "e", which people seldom type, and without characters that nobody sees, inside words too."""
    if text.isascii():
        return text
    parts = unicodedata.normalize("NFD", text)
    return "".join(character for character in parts if unicodedata.category(character) not in ("Mn", "Cf"))


def bare(word: str) -> str:
    """The word without a possessive ending."""
    return _POSSESSIVE.sub("", word)


def word_spans(text: str) -> list[tuple[str, Span]]:
    """The words of a text as written, each with its span."""
    return [(m.group(), Span(m.start(), m.end())) for m in _WORD.finditer(text)]


@lru_cache(maxsize=1)
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english")


#: Past forms that no ending gives away, of verbs that reviews and minutes live on.
_IRREGULAR = dict(
    pair.split(":")
    for pair in """found:find said:say told:tell led:lead gave:give given:give made:make took:take
    taken:take began:begin begun:begin came:come held:hold kept:keep heard:hear met:meet spoke:speak
    spoken:speak wrote:write written:write saw:see seen:see thought:think felt:feel left:leave lost:lose
    paid:pay spent:spend brought:bring built:build grew:grow grown:grow rose:rise risen:rise fell:fall
    fallen:fall went:go gone:go knew:know known:know became:become chose:choose chosen:choose sought:seek
    won:win ran:run sent:send got:get set:set met:meet died:die sat:sit stood:stand drew:draw drawn:draw
    shown:show understood:understand taught:teach bought:buy sold:sell""".split()
)

#: Nouns of doing that no ending leads back to their verb: "the decision" and "decided" speak of one thing.
_OF_VERBS = dict(
    pair.split(":")
    for pair in """publication:publish response:respond decision:decide conclusion:conclude failure:fail death:die
    growth:grow choice:choose loss:lose belief:believe analysis:analyse criticism:criticise payment:pay
    retention:retain reduction:reduce introduction:introduce inclusion:include extension:extend expansion:expand
    provision:provide supervision:supervise description:describe departure:depart abolition:abolish success:succeed
    agreement:agree replacement:replace statement:state requirement:require investment:invest meeting:meet
    finding:find spending:spend funding:fund beginning:begin suggestion:suggest explanation:explain
    comparison:compare intention:intend proposal:propose refusal:refuse advice:advise complaint:complain
    knowledge:know thought:think speech:speak safety:safe length:long poverty:poor""".split()
)
_IRREGULAR |= _OF_VERBS | {f"{noun}s": verb for noun, verb in _OF_VERBS.items()}


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The Snowball English stem of one case-folded word, that that of its verb where no ending tells.

    "led" has the stem of "lead", "decisions" that of "decide".
    """
    return str(_stemmer().stemWord(_IRREGULAR.get(word, word)))


def content_stems(text: str) -> list[str]:
    """The stems of the words that carry matter, in order, repeats kept."""
    return [stem(word) for word in words(text) if word not in STOP_WORDS]


def numbers(text: str) -> frozenset[str]:
    """The figures of a text, thousands commas dropped: "1,200 in 2009" gives {"1200", "2009"}."""
    return frozenset(found.replace(",", "").rstrip(".") for found in _NUMBER.findall(text))


# --- folding -----------------------------------------------------------------------------------------

_QUOTES = str.maketrans(
    dict.fromkeys("‘’‚‛′`", "'") | dict.fromkeys("“”„‟″", '"') | dict.fromkeys("‐‑‒–—―−", "-")
)


@dataclass(frozen=True, slots=True)
class Folded:
    """A text made plain for matching; ``offsets[i]`` is where its character i stood in the original."""

    text: str
    offsets: tuple[int, ...]

    def find(self, needle: str) -> Span | None:
        """The span in the original of the first place the needle, itself folded, occurs; None if nowhere."""
        folded = fold(needle).text.strip()
        at = self.text.find(folded) if folded else -1
        if at < 0:
            return None
        return Span(self.offsets[at], self.offsets[at + len(folded) - 1] + 1)


def readable(text: str) -> Folded:
    """The text as an encoder should read it: ligatures and full-width letters apart (NFKC), unseen characters gone.

    MiniLM has cosine 0.10 between a word with a ligature and the same word without. Each character keeps the offset
    of the one it came from. Case, quotes and line breaks stay.
    """
    if text.isascii():
        return Folded(text, tuple(range(len(text))))
    characters: list[str] = []
    offsets: list[int] = []
    for offset, original in enumerate(text):
        for character in unicodedata.normalize("NFKC", original):
            if unicodedata.category(character) != "Cf":
                characters.append(character)
                offsets.append(offset)
    return Folded("".join(characters), tuple(offsets))


def fold(text: str) -> Folded:
    """The text with case, kinds of quotes, dashes and spaces, and invisible characters made alike.

    Ligatures and full-width letters are decomposed (NFKC), so one character may become several; each
    keeps the offset of the character it came from.
    """
    characters: list[str] = []
    offsets: list[int] = []
    for offset, original in enumerate(text):
        for character in (
            unicodedata.normalize("NFKC", original.translate(_QUOTES)).translate(_QUOTES).casefold()
        ):
            if character.isspace():
                if characters and characters[-1] == " ":
                    continue
                character = " "
            elif unicodedata.category(character) in ("Cf", "Mn"):
                continue
            characters.append(character)
            offsets.append(offset)
    return Folded("".join(characters), tuple(offsets))


# --- sentences ---------------------------------------------------------------------------------------

#: A full stop behind one of these does not end a sentence.
_ABBREVIATIONS = frozenset(
    "mr mrs ms miss dr prof cllr cllrs st rev hon rt sir no nos vol pp p para paras sec art ed eds etc eg ie e.g i.e "
    "cf al vs v approx dept fig inc ltd jan feb mar apr jun jul aug sept sep oct nov dec".split()
)
_END = re.compile(r"""[.!?…]+["'”’)\]]*""")
_BULLET = re.compile(
    r"[ \t\u00a0]*(?:[•·▪◦‣●○*–-]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])[ \t\u00a0]+", re.IGNORECASE
)
_MARK_OF_TRUNCATION = re.compile(r"\s+(?:\.\.\.|…)\s+")

#: A line shorter than this that does not end a sentence was not broken by a right margin.
_WRAPPED_LINE = 50


def sentences(text: str, within: Span | None = None) -> list[Span]:
    """The sentences of a text (or of a part of it) in order, trimmed of white space and bullet marks.

    A line break ends a sentence unless it looks like the right margin of running text; a blank line and a
    bullet always do. Abbreviations, initials and decimals do not. Every letter and digit lies in a sentence.
    """
    if not text:
        return []
    within = within or Span(0, len(text))
    found: list[Span] = []
    for block in _blocks(text, within):
        found.extend(_split_block(text, block))
    return found


def _blocks(text: str, within: Span) -> Iterator[Span]:
    """Stretches of lines that run on into each other, bullet marks and outer white space left out."""
    start: int | None = None
    end = within.start
    offset = within.start
    for line in within.of(text).splitlines(keepends=True):
        bare = line.strip()
        bullet = _BULLET.match(line)
        wrapped = (
            start is not None
            and bare
            and not bullet
            and end - max(start, text.rfind("\n", start, end) + 1) >= _WRAPPED_LINE
            and not _END.search(text[max(start, end - 3) : end])
        )
        if not wrapped and start is not None:
            yield Span(start, end)
            start = None
        if bare:
            lead = (
                bullet.end()
                if bullet and bullet.end() < len(line.rstrip())
                else len(line) - len(line.lstrip())
            )
            if start is None:
                start = offset + lead
            end = offset + len(line.rstrip())
        offset += len(line)
    if start is not None and start < end:
        yield Span(start, end)


def _split_block(text: str, block: Span) -> Iterator[Span]:
    start = block.start
    for cut, resume in _cuts(text, block):
        if start < cut:
            yield Span(start, cut)
        start = resume
    if start < block.end:
        yield Span(start, block.end)


def _cuts(text: str, block: Span) -> Iterator[tuple[int, int]]:
    """(end of a sentence, start of the next) pairs inside a block."""
    position = block.start
    while found := _END.search(text, position, block.end):
        position = found.end()
        truncation = _MARK_OF_TRUNCATION.match(text, max(block.start, found.start() - 1), block.end)
        if truncation is None and found.start() > block.start and text[found.start() - 1].isspace():
            before = len(text[block.start : found.start()].rstrip()) + block.start
            truncation = _MARK_OF_TRUNCATION.match(text, before, block.end)
        if truncation is not None and _words_stand(text, block.start, truncation.start()):
            yield truncation.start(), truncation.end()
            position = truncation.end()
            continue
        resume = position
        while resume < block.end and text[resume].isspace():
            resume += 1
        if resume < block.end and _ends_here(text, found, resume, block.start):
            yield position, resume


def _words_stand(text: str, start: int, end: int) -> bool:
    return any(character.isalnum() for character in text[start:end])


def _ends_here(text: str, end: re.Match[str], resume: int, start: int) -> bool:
    following = text[resume]
    glued = resume == end.end()
    if glued:
        # "facilities.Birmingham": a lost space; "e.g", "3.5", "gov.uk" are not.
        before = text[end.start() - 1] if end.start() > start else ""
        after = text[resume + 1 : resume + 2]
        return following.isupper() and before.islower() and after.islower() and len(end.group()) == 1
    if not (following.isupper() or following.isdigit() or following in "\"'“‘([£•*"):
        return False
    before_word = re.search(r"[\w.]+$", text[start : end.start()])
    if end.group()[0] != ".":
        # "a report, Who Cares? Protecting Children": a capital before the mark is a title's.
        inside = before_word is not None and before_word.start() > 0 and before_word.group()[0].isupper()
        return not (inside and end.group() == "?" and following.isupper())
    word = before_word.group().casefold().strip(".") if before_word else ""
    if word in _ABBREVIATIONS and len(end.group()) == 1:
        return following.isupper() and word in ("etc", "al") if not following.isdigit() else False
    return not (len(word) == 1 and word.isalpha() and len(end.group()) == 1 and word not in "i")


# --- what an encoder is given ------------------------------------------------------------------------


def prefixed(title: str, headings: tuple[str, ...], text: str) -> str:
    """A passage as the encoder reads it: title and headings, each once, then the words."""
    lead = " - ".join(dict.fromkeys((title, *headings)))
    return f"{lead}\n{text}" if lead else text
