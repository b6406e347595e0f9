"""What a sentence has otherwise than the sentences of records it quotes, all of them taken together."""

# ruff: noqa: E501  (a pattern reads best on its own line)

from __future__ import annotations

import re
from collections.abc import Sequence

from rag.drafting.checks.binding import moved
from rag.drafting.checks.causes import adds_cause
from rag.drafting.checks.denial import adds_denial, belittles, drops_denial, turned_round, undenied
from rag.drafting.checks.firmness import hardens, lessens, loosens, makes_binding, settles
from rag.drafting.checks.openness import leaves_open, results
from rag.drafting.checks.stretches import stretches
from rag.paragraphs.readers.compared import Compared, Outcome
from rag.paragraphs.readers.denying import scopes
from rag.paragraphs.reading import Reading
from rag.paragraphs.verdicts import Clash
from rag.text import content_stems, words

_CLASHES = {
    Clash.NUMBER: "another figure than the words it quotes",
    Clash.DATE: "another date than the words it quotes",
    Clash.NAME: "another name than the words it quotes",
    Clash.NATION: "another place than the words it quotes",
    Clash.SPEAKER: "another speaker than the words it quotes",
    Clash.NEGATION: "the opposite of the words it quotes",
    Clash.AGREED: "a decision where the words it quotes have none",
    Clash.OUTCOME: "a result where the words it quotes have a plan",
}

#: In these one sentence of a record is set against another as a whole; the others are things that stand in it or not.
_OF_THE_WHOLE = (Clash.NEGATION, Clash.AGREED, Clash.OUTCOME)

#: In these a part is more, or less, decided or sure than what it rests on.
_FIRMLY = (makes_binding, settles, loosens, hardens, lessens)

#: Of two quoted sentences about as near as this, a part of the text may rest on either.
_ABOUT_AS_NEAR = 0.1


def otherwise(text: str, read: Sequence[Sequence[Reading]]) -> str | None:
    """Why the quoted sentences do not say a text, each part of it read against each of them; None where they do."""
    if not read or not read[0]:
        return "the words it quotes do not say it"
    for readings in read:
        why = _things(text, readings, [one for row in read for one in row]) or _senses(text, readings)
        if why is not None:
            return why
    quoted = [one.near.text for one in read[0]]
    return _as_a_whole(text, quoted) or next(
        (why for one in read if (why := _strictly(one)) is not None), None
    )


def _things(text: str, readings: Sequence[Reading], everywhere: Sequence[Reading]) -> str | None:
    """A figure, date, name, place or speaker of a part that no quoted sentence has."""
    every = [one for reading in everywhere for one in reading.compared]
    apart = [one.written for one in every if one.outcome is Outcome.DIFFERS and one.like]
    # The year or month of another sentence bears no day out that one of them has otherwise.
    agreed = [
        one for one in every if one.outcome is Outcome.AGREES and (one.like or one.written not in apart)
    ]
    for reading in sorted(readings, key=lambda one: -one.same):
        for one in reading.compared:
            if one.clash in _OF_THE_WHOLE or one.outcome is Outcome.AGREES or _in(one, agreed):
                continue
            if any(_stands(one.written.of(text), its.near.text) for its in everywhere):
                continue
            if one.outcome is Outcome.DIFFERS:
                return f"it has {_CLASHES[one.clash]}"
            return f'"{one.written.of(text)}" is not in the words it quotes'
    return None


def _senses(text: str, readings: Sequence[Reading]) -> str | None:
    """That a part denies what a quoted sentence nearest to it says, makes more of it, or tells as done what is open."""
    for reading in _resting(readings):
        for one in reading.compared:
            if one.clash in _OF_THE_WHOLE and one.outcome is not Outcome.AGREES:
                stems = set(content_stems(one.written.of(reading.part)))
                others = [
                    its
                    for its in readings
                    if its is not reading
                    and one.clash is not Clash.AGREED
                    and 2 * _shares(its) >= _shares(reading)
                    and (one.clash is Clash.NEGATION or not _has(its, one.clash))
                ]
                if (
                    one.clash is Clash.NEGATION
                    and not one.like
                    and any(scopes(its.near.text) for its in others)
                ):
                    continue
                if not any(stems and stems <= set(content_stems(its.near.text)) for its in others):
                    return f"it has {_CLASHES[one.clash]}"
        if drops_denial(reading.near.text, reading.part, text):
            return f"it has {_CLASHES[Clash.NEGATION]}"
    return None


def _resting(readings: Sequence[Reading]) -> list[Reading]:
    """The readings of the sentences that a part may rest on: those that share most of its telling words."""
    shared = [_shares(one) for one in readings]
    most = max(shared)
    best = max(one.same for one, many in zip(readings, shared, strict=True) if many == most)
    return [
        one
        for one, many in zip(readings, shared, strict=True)
        if many == most and one.same >= best - _ABOUT_AS_NEAR
    ]


def _shares(reading: Reading) -> int:
    """How many telling words of the part the sentence has."""
    return len(set(content_stems(reading.part)) & set(content_stems(reading.near.text)))


def _as_a_whole(text: str, quoted: Sequence[str]) -> str | None:
    """What is asked of a sentence beside all that it quotes."""
    if adds_denial(quoted, text):
        return f"it has {_CLASHES[Clash.NEGATION]}"
    for stretch in stretches(text):
        if all(leaves_open(one, stretch) for one in _nearest(stretch, quoted)):
            return f"it has {_CLASHES[Clash.OUTCOME]}"
    if adds_cause(quoted, text):
        return "it gives a cause that the words it quotes do not"
    for one in quoted:
        word = moved(text, one, _shared_names(text, one))
        if word is not None and not any(_has_word(word, other) for other in quoted if other is not one):
            return "it gives to one what the words it quotes give to another"
    return None


def _strictly(readings: Sequence[Reading]) -> str | None:
    """What is asked of each part of a sentence beside what it rests on: see rag.drafting.checks.denial, firmness and openness."""
    for reading in _resting(readings):
        part, quoted = reading.part, reading.near.text
        if any(firm(quoted, part) for firm in _FIRMLY):
            return f"it has {_CLASHES[Clash.AGREED]}"
        if results([one.near.text for one in readings], quoted, part):
            return f"it has {_CLASHES[Clash.OUTCOME]}"
        if turned_round(quoted, part) or belittles(quoted, part) or undenied(quoted, part):
            return f"it has {_CLASHES[Clash.NEGATION]}"
    return None


def _has_word(stem: str, text: str) -> bool:
    """True where a text has the word, or one that it is made from: "chair" and "chaired"."""
    return any(one.startswith(stem) or stem.startswith(one) for one in content_stems(text))


def _nearest(stretch: str, quoted: Sequence[str]) -> list[str]:
    """The quoted sentences that have most of the telling words of a stretch."""
    mine = set(content_stems(stretch))
    shared = [len(mine & set(content_stems(one))) for one in quoted]
    return [one for one, many in zip(quoted, shared, strict=True) if many == max(shared)]


def _shared_names(text: str, quoted: str) -> list[str]:
    """The last words of names that both texts have, folded."""
    both = {word for hit in _NAMED.finditer(quoted) for word in words(hit.group())[-1:]} - _OF_BODIES
    return [word for word in both if word in words(text)]


#: Two words with capitals: a person's name, nearly always.
_NAMED = re.compile(r"\b[A-Z][a-z’'-]+ (?:de )?[A-Z][a-z’'-]+\b")
#: Words that end the names of bodies and papers, or stand in them.
_OF_BODIES = frozenset(
    """act agency authority board care chair children commission committee committees council department education
    framework fund government group health homes house inquiry member minister network office panel parliament policy
    practice programme review safeguarding secretary service services social society strategy support trust work""".split()
)


def _has(reading: Reading, clash: Clash) -> bool:
    """True where a reading has something of a kind against the part."""
    return any(one.clash is clash and one.outcome is not Outcome.AGREES for one in reading.compared)


def _in(one: Compared, agreed: Sequence[Compared]) -> bool:
    """True where a quoted sentence bears the thing out, or the name that a speaker goes by."""
    return any(
        its.written.covers(one.written) or (its.clash is one.clash and its.written.overlaps(one.written))
        for its in agreed
        if its.clash is one.clash or Clash.DATE not in (its.clash, one.clash)
    )


def _stands(words: str, text: str) -> bool:
    return " ".join(words.split()).casefold() in " ".join(text.split()).casefold()
