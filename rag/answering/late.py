"""Late interaction: each word of the question finds its best match among the words of a sentence.

MaxSim of ColBERT (Khattab and Zaharia, 2020), with the encoder's own token embeddings and no training, each
word of the question weighed by its rarity; words that carry grammar weigh nothing.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from functools import lru_cache

import numpy as np

from rag.answering.lexicon import Lexicon
from rag.ports import Encoder, TokenVectors, Vectors
from rag.text import STOP_WORDS, stem, word_spans, words

#: Sentences whose tokens are remembered: encoding one costs about 4 ms, keeping it about 40 kB.
REMEMBERED = 1024


class LateInteraction:
    """Scores sentences against a question by their tokens. Safe to use from several threads."""

    def __init__(self, encoder: Encoder, lexicon: Lexicon) -> None:
        """Nothing is encoded yet."""
        self._encoder, self.lexicon = encoder, lexicon
        self._remembered: dict[str, TokenVectors] = {}
        self._question = lru_cache(maxsize=16)(self._weighed)

    def scores(
        self, question: str, sentences: Sequence[str], before: Sequence[str], given: Sequence[Set[str]]
    ) -> list[tuple[float, float]]:
        """For each sentence its score alone, and its score together with the text before it (which may be empty).

        A score is the weighted mean over the question's words of the best cosine, cut at 0: 0 to 1. It is 0
        where the question has no word that weighs anything. ``given`` holds for each sentence the stems that go
        without saying there: the question's words with those stems do not weigh, unless all would not.
        """
        rows, weights, stems = self._question(question)
        if not weights.any() or not sentences:
            return [(0.0, 0.0)] * len(sentences)
        tokens = self._tokens([text for text in (*sentences, *before) if text])
        found = []
        for sentence, earlier, unsaid in zip(sentences, before, given, strict=True):
            telling = np.array(
                [weight * (stem not in unsaid) for weight, stem in zip(weights, stems, strict=True)]
            )
            telling = telling if telling.any() else weights
            total = float(telling.sum())
            best = _best(rows, tokens[sentence])
            together = np.maximum(best, _best(rows, tokens[earlier])) if earlier else best
            found.append((float(best @ telling) / total, float(together @ telling) / total))
        return found

    def _weighed(self, question: str) -> tuple[Vectors, Vectors, list[str]]:
        """The question's token vectors, their weights and the stems of their words.

        A word of several pieces shares its weight among them.
        """
        tokens = self._encoder.token_vectors([question])[0]
        weights = np.zeros(len(tokens.spans), dtype=np.float32)
        stems = [""] * len(tokens.spans)
        for word, span in word_spans(question):
            inside = [i for i, (start, _) in enumerate(tokens.spans) if span.start <= start < span.end]
            plain = words(word)[0]
            if inside and plain not in STOP_WORDS:
                weights[inside] = self.lexicon.weight(stem(plain)) / len(inside)
                for i in inside:
                    stems[i] = stem(plain)
        return tokens.rows, weights, stems

    def _tokens(self, texts: Sequence[str]) -> dict[str, TokenVectors]:
        """The token vectors of each text, remembered from earlier questions where they can be."""
        known = {text: self._remembered[text] for text in dict.fromkeys(texts) if text in self._remembered}
        missing = [text for text in dict.fromkeys(texts) if text not in known]
        fresh = dict(zip(missing, self._encoder.token_vectors(missing), strict=True))
        if len(self._remembered) + len(fresh) > REMEMBERED:
            self._remembered = {}
        self._remembered.update(fresh)
        return known | fresh


def _best(question: Vectors, tokens: TokenVectors) -> Vectors:
    """For each row of the question its best cosine with a token, cut at 0."""
    if not len(tokens.rows):
        return np.zeros(len(question), dtype=np.float32)
    best: Vectors = np.maximum((question @ tokens.rows.T).max(axis=1), 0.0)
    return best
