"""The sentences of the records nearest to a text, whatever the text is: a topic, or a sentence somebody wrote."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from rag.answering.language.lexicon import Lexicon
from rag.dense import QueryEncoder
from rag.domain import Document, Passage, Query, Span, sentence_key
from rag.lexical import LexicalRetriever
from rag.ports import VectorIndex
from rag.store import Records
from rag.text import content_stems

#: Sentences looked at for each that is wanted, by vectors and by keywords: a sentence that is far down in one order
#: may be high in the other.
_LOOKED_AT = 4

#: Share of the cosine in the score, the rest being shared words: as in retrieval (rag.retrieval.LEXICAL_WEIGHT).
_DENSE = 0.5


@dataclass(frozen=True, slots=True)
class Near:
    """A sentence of a record near to a text.

    ``cosine`` is that of their vectors, ``coverage`` the weighted share of the text's stems that stand in the sentence
    or its headings; each 0 to 1, and ``score`` their mean.
    """

    document: Document
    passage: Passage
    span: Span
    cosine: float
    coverage: float

    @property
    def text(self) -> str:
        """The words of the sentence, as they stand in the record."""
        return self.passage.slice(self.span)

    @property
    def score(self) -> float:
        """How near the sentence is, 0 to 1."""
        return _DENSE * self.cosine + (1 - _DENSE) * self.coverage


class SentenceSearch:
    """Ranks the sentences of an index by nearness to a text. Safe to use from several threads."""

    def __init__(
        self, records: Records, sentences: VectorIndex, queries: QueryEncoder, lexicon: Lexicon
    ) -> None:
        """Nothing is looked up yet; the keyword index over sentences is built when first asked for."""
        self._records, self._sentences, self._queries, self.lexicon = records, sentences, queries, lexicon

    def nearest(self, text: str, k: int, documents: frozenset[str] | None = None) -> list[Near]:
        """At most ``k`` sentences of the given documents (None: of all), best first; ties by document id and place."""
        wanted = k * _LOOKED_AT
        cosines = dict(self._sentences.nearest(self._queries.vector(text), wanted, documents))
        by_words = [
            sentence_key(hit.passage.document_id, hit.passage.span)
            for hit in self._keywords.retrieve(Query(text, documents), wanted)
        ]
        found = self._scored(text, cosines, dict.fromkeys((*cosines, *by_words)))
        return sorted(found, key=lambda one: (-one.score, one.document.id, one.span))[:k]

    def _scored(self, text: str, cosines: dict[str, float], keys: Iterable[str]) -> list[Near]:
        vector = self._queries.vector(text)
        stems = content_stems(text)
        unknown = self._sentences.vectors([key for key in keys if key not in cosines])
        found = []
        for key in keys:
            passage = self._records.by_sentence.get(key)
            if passage is None:
                continue
            cosine = cosines.get(key)
            if cosine is None:
                cosine = float(unknown[key] @ vector) if key in unknown else 0.0
            start, end = key.rpartition("#")[2].split("-")
            span = Span(int(start), int(end))
            there = set(content_stems(" ".join((*passage.headings, passage.slice(span)))))
            document = self._records.documents[passage.document_id]
            coverage = self.lexicon.coverage(stems, there)
            found.append(Near(document, passage, span, max(0.0, cosine), coverage))
        return found

    @cached_property
    def _keywords(self) -> LexicalRetriever:
        """Every sentence as a passage of its own."""
        alone = [
            Passage(p.document_id, span, p.slice(span), p.headings, p.page, (span,))
            for p in self._records.passages
            for span in p.sentences
        ]
        return LexicalRetriever(self._records.documents, alone)
