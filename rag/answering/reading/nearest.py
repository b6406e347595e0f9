"""The sentences of the records nearest to a text, whatever the text is: a topic, or a sentence somebody wrote."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from functools import cached_property

from rag.answering.language.lexicon import Lexicon
from rag.answering.reading.late import LateInteraction, Sought
from rag.dense import QueryEncoder
from rag.domain import Document, Passage, Query, Span, sentence_key
from rag.lexical import LexicalRetriever
from rag.ports import VectorIndex, Vectors
from rag.store import Records
from rag.text import content_stems

#: Sentences looked at for each that is wanted, by vectors and by keywords: a sentence that is far down in one order
#: may be high in the other.
_LOOKED_AT = 4

#: Share of the cosine in the score, the rest being shared words: as in retrieval (rag.retrieval.LEXICAL_WEIGHT).
_DENSE = 0.5

#: How well a sentence is about a topic: the share of the topic's words in it (late interaction), of the whole (cosine),
#: and of the word that is met worst, without which "social workers' caseloads" would be about social workers. Chosen by
#: reading what six topics brought up.
_WORDS, _WHOLE, _WORST = 0.55, 0.25, 0.2

#: A sentence about a topic says some of its words (the weighted share of them), or means them all by others (late
#: interaction): what reaches neither only stands in the same field.
_SHARED, _MEANT = 0.3, 0.5


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
        self,
        records: Records,
        sentences: VectorIndex,
        queries: QueryEncoder,
        lexicon: Lexicon,
        late: LateInteraction | None = None,
    ) -> None:
        """Nothing is looked up yet; the keyword index over sentences is built when first asked for.

        ``late`` None: sentences are compared as wholes, never word by word.
        """
        self._records, self._sentences, self._queries, self.lexicon = records, sentences, queries, lexicon
        self._late = late

    def about(self, topic: str, k: int, documents: frozenset[str] | None = None) -> list[tuple[Near, float]]:
        """Of the ``k`` nearest sentences those about a topic, with how well, 0 to 1, best first; ties as ``nearest``.

        Each telling word of the topic is looked for among the words of the sentence (late interaction). What goes
        without saying in a record does not tell: of the report on residential care, "the cost of residential care"
        asks for cost.
        """
        near = self.nearest(topic, k, documents)
        if self._late is None:
            return [(one, one.score) for one in near]
        sought = [Sought(one.text, (), self.lexicon.given(one.document.id)) for one in near]
        found = [
            (one, _WORDS * match.alone + _WHOLE * one.cosine + _WORST * match.least)
            for one, match in zip(near, self._late.match(topic, sought), strict=True)
            if one.coverage >= _SHARED or match.alone >= _MEANT
        ]
        return sorted(found, key=lambda pair: (-pair[1], pair[0].document.id, pair[0].span))

    def nearest(self, text: str, k: int, documents: frozenset[str] | None = None) -> list[Near]:
        """At most ``k`` sentences of the given documents (None: of all), best first; ties by document id and place."""
        wanted = k * _LOOKED_AT
        cosines = dict(self._sentences.nearest(self._queries.vector(text), wanted, documents))
        by_words = [
            sentence_key(hit.passage.document_id, hit.passage.span)
            for hit in self._keywords.retrieve(Query(text, documents), wanted)
        ]
        found = self._scored(text, self._queries.vector(text), cosines, dict.fromkeys((*cosines, *by_words)))
        return sorted(found, key=lambda one: (-one.score, one.document.id, one.span))[:k]

    def among(self, place: tuple[str, Span], places: Iterable[tuple[str, Span]]) -> list[Near]:
        """How near the sentences at ``places`` of documents are to that at ``place``, in their order.

        Raises:
            KeyError: no sentence of the index stands at ``place``.
        """
        key = sentence_key(*place)
        text = self._records.by_sentence[key].slice(place[1])
        return self._scored(
            text, self._sentences.vectors([key])[key], {}, [sentence_key(*one) for one in places]
        )

    def beside(self, text: str, places: Iterable[tuple[str, Span]]) -> list[Near]:
        """How near the sentences at ``places`` are to a text, in their order; unknown places are left out."""
        return self._scored(text, self._queries.vector(text), {}, [sentence_key(*one) for one in places])

    def met(self, text: str, there: Sequence[str], given: Set[str] = frozenset()) -> tuple[float, float]:
        """How well the telling words of a text are met in any of some sentences: on the whole, and the worst, 0 to 1.

        Words met by others of their meaning count too (late interaction); stems in ``given`` go without saying.
        Without late interaction, (1, 1): nothing is known of it.
        """
        if self._late is None or not there:
            return (1.0, 1.0) if there else (0.0, 0.0)
        found = self._late.match(text, [Sought(there[0], tuple(there[1:]), given)])[0]
        return found.context, found.least

    def each_met(self, text: str, there: Sequence[str]) -> tuple[tuple[str, float], ...]:
        """The stem of each telling word of a text with how well it is met in any of some sentences, 0 to 1.

        Without late interaction, (): nothing is known of it.
        """
        return self._late.each(text, there) if self._late is not None else ()

    def _scored(
        self, text: str, vector: Vectors, cosines: dict[str, float], keys: Iterable[str]
    ) -> list[Near]:
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
