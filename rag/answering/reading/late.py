"""Late interaction: each word of the question finds its best match among the words of a sentence.

MaxSim of ColBERT (Khattab and Zaharia, 2020), with the encoder's own token embeddings and no training, each
word of the question weighed by its rarity; words that carry grammar weigh nothing.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from rag.answering.language.lexicon import Lexicon
from rag.ports import Encoder, TokenVectors, Vectors
from rag.text import STOP_WORDS, stem, word_spans, words

#: Sentences whose tokens are remembered: encoding one costs about 4 ms, keeping it about 40 kB.
REMEMBERED = 4096

#: A word of the question counts as said where its best cosine reaches this: synonyms do, neighbours in topic do not.
SAID = 0.6

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Sought:
    """The sentence to be matched, the sentences before it (nearest first), and the stems that go without saying."""

    text: str
    before: tuple[str, ...]
    given: Set[str]


@dataclass(frozen=True, slots=True)
class Match:
    """How the words of a question and of a sentence meet; each part 0 to 1, 0.5 where there is nothing to match.

    alone: the question's telling words in the sentence. context: the same in the sentence or one before it.
    rest, rest_context: the telling words but names and figures, in the sentence; in it or one before. fresh: the
    telling words that no sentence before has, in the sentence. back: the sentence's words in the question.
    least: the telling word that is met worst, in the sentence or one before it. strange: the same of the words that
    no record has.
    """

    alone: float = 0.5
    context: float = 0.5
    rest: float = 0.5
    rest_context: float = 0.5
    fresh: float = 0.5
    back: float = 0.5
    least: float = 0.5
    strange: float = 1.0


@dataclass(frozen=True, slots=True)
class _Words:
    """A text's words that carry matter: their stems, weights and the rows of their pieces among the tokens."""

    rows: Vectors
    stems: tuple[str, ...]
    weights: Vectors
    pieces: tuple[tuple[int, ...], ...]


class LateInteraction:
    """Matches sentences with a question by their tokens. Safe to use from several threads."""

    def __init__(self, encoder: Encoder, lexicon: Lexicon) -> None:
        """Nothing is encoded yet."""
        self._encoder, self.lexicon = encoder, lexicon
        self._remembered: dict[str, _Words] = {}
        self._question = lru_cache(maxsize=16)(self._read_one)

    def match(
        self,
        question: str,
        sought: Sequence[Sought],
        acts: Set[str] = frozenset(),
        names: Set[str] = frozenset(),
    ) -> list[Match]:
        """How each sentence meets the question.

        Telling words are those whose stems are neither given where the sentence stands nor among ``acts``, the
        words that only say what is wanted; where none is left, all count. ``names`` are stems of names and figures.
        """
        asked = self._question(question)
        if not asked.stems:
            return [Match() for _ in sought]
        read = self._read([text for one in sought for text in (one.text, *one.before)])
        return [self._one(asked, one, read, acts, names) for one in sought]

    def each(self, text: str, there: Sequence[str]) -> tuple[tuple[str, float], ...]:
        """The stem of each telling word of a text, in order, with how well it is met in any of some texts, 0 to 1.

        A word whose stem they have is met.
        """
        asked = self._question(text)
        if not asked.stems or not there:
            return tuple((found, 0.0) for found in asked.stems)
        read = self._read(there)
        known = {found for one in read.values() for found in one.stems}
        best = np.max([_best(asked, read[one]) for one in there], axis=0)
        return tuple(
            (found, 1.0 if found in known else float(met))
            for found, met in zip(asked.stems, best, strict=True)
        )

    def _one(
        self, asked: _Words, sought: Sought, read: dict[str, _Words], acts: Set[str], names: Set[str]
    ) -> Match:
        telling = _telling(asked.stems, sought.given, acts)
        alone = _best(asked, read[sought.text])
        near = [_best(asked, read[text]) for text in sought.before]
        earlier = np.max(near, axis=0) if near else np.zeros_like(alone)
        either = np.maximum(alone, earlier)
        named = np.array([found in names for found in asked.stems])
        strange = np.array([not self.lexicon.known(found) for found in asked.stems])
        return Match(
            alone=_mean(alone, asked.weights, telling),
            context=_mean(either, asked.weights, telling),
            rest=_mean(alone, asked.weights, telling & ~named),
            rest_context=_mean(either, asked.weights, telling & ~named),
            fresh=_mean(alone, asked.weights, telling & (earlier < SAID)),
            back=_back(asked, read[sought.text]),
            least=float(either[telling].min()),
            strange=float(either[strange].min()) if strange.any() else 1.0,
        )

    def _read(self, texts: Sequence[str]) -> dict[str, _Words]:
        """The words of each text, remembered from earlier questions where they can be."""
        known = {text: self._remembered[text] for text in dict.fromkeys(texts) if text in self._remembered}
        missing = [text for text in dict.fromkeys(texts) if text not in known]
        tokens = self._encoder.token_vectors(missing)
        fresh = {text: self._words(text, found) for text, found in zip(missing, tokens, strict=True)}
        if len(self._remembered) + len(fresh) > REMEMBERED:
            self._remembered = {}
        self._remembered.update(fresh)
        return known | fresh

    def _read_one(self, text: str) -> _Words:
        return self._words(text, self._encoder.token_vectors([text])[0])

    def _words(self, text: str, tokens: TokenVectors) -> _Words:
        stems, weights, pieces = [], [], []
        starts = np.array([start for start, _ in tokens.spans])
        for word, span in word_spans(text):
            inside = np.flatnonzero((starts >= span.start) & (starts < span.end)) if len(starts) else ()
            plain = words(word)[0]
            if len(inside) and plain not in STOP_WORDS:
                stems.append(stem(plain))
                weights.append(self.lexicon.weight(stems[-1]))
                pieces.append(tuple(int(i) for i in inside))
        return _Words(tokens.rows, tuple(stems), np.array(weights, dtype=np.float32), tuple(pieces))


def _telling(stems: Sequence[str], given: Set[str], acts: Set[str]) -> Mask:
    """Which of the question's words tell; words of asking count where no other is left, then all."""
    for unsaid in (set(given) | acts, set(given)):
        found = np.array([one not in unsaid for one in stems])
        if found.any():
            return found
    return np.ones(len(stems), dtype=bool)


def _best(asked: _Words, there: _Words) -> Vectors:
    """For each word of the question its best cosine with a token, cut at 0; the mean of its pieces."""
    if not len(there.rows):
        return np.zeros(len(asked.stems), dtype=np.float32)
    best = np.maximum((asked.rows @ there.rows.T).max(axis=1), 0.0)
    return np.array([best[list(pieces)].mean() for pieces in asked.pieces], dtype=np.float32)


def _back(asked: _Words, there: _Words) -> float:
    """The weighted mean over the sentence's words of the best cosine with a token of the question."""
    if not there.stems:
        return 0.0
    best = np.maximum((there.rows @ asked.rows.T).max(axis=1), 0.0)
    means = np.array([best[list(pieces)].mean() for pieces in there.pieces], dtype=np.float32)
    return _mean(means, there.weights, np.ones(len(means), dtype=bool))


def _mean(values: Vectors, weights: Vectors, mask: Mask) -> float:
    telling = weights * mask
    total = float(telling.sum())
    return float(values @ telling) / total if total > 0 else 0.5
