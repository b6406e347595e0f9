"""Settings to working parts: the only module that imports adapters, and only when a part is asked for."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping

from rag.adapters.folder_store import create_vectors, open_vectors
from rag.answering.extractive import ExtractiveAnswerer
from rag.answering.reading.nearest import SentenceSearch
from rag.dense import QueryEncoder
from rag.domain import Document, IndexInfo
from rag.drafting.ceilings import CeiledChat, Ceiling
from rag.drafting.checking import DraftChecker
from rag.drafting.wordsmith import ModelWordsmith, Unavailable
from rag.errors import ModelUnavailable, WrongEncoder
from rag.paragraphs.checking import ParagraphChecker
from rag.pipeline import Pipeline
from rag.ports import Chat, Encoder, Reranker, VectorIndex, Wordsmith
from rag.retrieval import make_retriever
from rag.settings import Settings
from rag.store import Manifest, Records, VectorPair, check_health
from rag.stores import make_store

__all__ = [
    "Serving",
    "check_encoder_name",
    "create_vectors",
    "make_chat",
    "make_checker",
    "make_encoder",
    "make_pipeline",
    "make_reranker",
    "make_wordsmith",
    "open_vectors",
]


def make_encoder(settings: Settings, *, threads: int | None = None) -> Encoder:
    """The encoder the settings name (loads torch: seconds); EncoderUnavailable where it cannot be loaded."""
    from rag.adapters.sentence_encoder import SentenceTransformerEncoder

    return SentenceTransformerEncoder(settings.encoder, threads=threads)


def make_reranker(settings: Settings) -> Reranker | None:
    """The reranker the settings name, None where they name none; RerankerUnavailable where it cannot be loaded."""
    if settings.reranker is None:
        return None
    from rag.adapters.cross_encoder import CrossEncoderReranker

    return CrossEncoderReranker(settings.reranker)


def make_chat(settings: Settings, chat: Chat | None = None) -> Chat | None:
    """The model the settings name, or ``chat``, held to the ceilings of a day; None where they name none.

    Raises:
        ModelUnavailable: the model's package or key is missing.
    """
    if chat is None:
        if settings.model is None:
            return None
        from rag.adapters.chat_model import make_chat_model

        chat = make_chat_model(settings)
    read, written = (float(price) for price in (settings.model_prices or "0/0").split("/"))
    return CeiledChat(chat, Ceiling(settings.model_day_tokens, settings.model_day_cost, read, written))


def make_wordsmith(pipeline: Pipeline, chat: Chat) -> Wordsmith:
    """What words the answers of a pipeline with a model.

    Raises:
        ValueError: the pipeline has no search over sentences.
    """
    return ModelWordsmith(chat, make_checker(pipeline), pipeline.records.documents)


def make_checker(pipeline: Pipeline) -> DraftChecker:
    """What sets a language model's sentences beside the words they cite.

    Raises:
        ValueError: the pipeline has no search over sentences.
    """
    if pipeline.sentences is None:
        raise ValueError("the pipeline has no search over sentences")
    return DraftChecker(ParagraphChecker(pipeline), pipeline.sentences)


class Serving:
    """An index being served: opened when first asked for, opened anew when another generation is published."""

    def __init__(
        self,
        settings: Settings,
        *,
        retriever: str = "hybrid",
        suggest: bool = True,
        threads: int | None = None,
        encoder: Callable[[Settings], Encoder] | None = None,
        chat: Chat | None = None,
    ) -> None:
        """Nothing is read yet.

        Args:
            settings: where the index is, and its encoder.
            retriever: one of ``rag.retrieval.NAMES``.
            suggest: answers say what can be asked next; evals, which do not read it, leave it out.
            threads: torch's: 1 serves many askers best on few cores.
            encoder: makes the encoder in place of the one the settings name, for tests.
            chat: a language model in place of the one the settings name, for tests and evals.
        """
        self._settings = settings
        self._retriever = retriever
        self._suggest = suggest
        self._make_encoder = encoder or (lambda found: make_encoder(found, threads=threads))
        self._given = chat
        self._chat: Chat | None = None
        self._store = make_store(settings)
        self._lock = threading.Lock()
        self._encoder: Encoder | None = None
        self._reranker: Reranker | None = None
        self._records: tuple[str, Records] | None = None
        self._pipeline: Pipeline | None = None
        self._opened: list[VectorPair] = []
        self.ready = False

    def warm(self) -> None:
        """The encoder (and the reranker) are loaded, the index is open, and a first question has been encoded.

        Raises:
            AskError: the index, the encoder or the reranker cannot be used.
        """
        self.pipeline()

    def pipeline(self) -> Pipeline:
        """The pipeline over the current generation; waits while it is being opened.

        Raises:
            IndexMissing, IndexDamaged, WrongEncoder, EncoderUnavailable, RerankerUnavailable: with what to do.
        """
        generation = self._store.current()
        with self._lock:
            if self._pipeline is None or self._pipeline.info.generation != generation:
                self._pipeline = self._open(generation)
                self.ready = True
            return self._pipeline

    @property
    def model(self) -> str | None:
        """The language model that words answers, as "provider:name"; None where there is none."""
        return self._settings.model if self._given is None else self._given.name

    def records(self) -> Records:
        """The documents and passages of the current generation (no encoder needed)."""
        return self._records_of(self._store.current())

    def library(self) -> tuple[Mapping[str, Document], str]:
        """The documents of the current generation by id, and its name (no encoder needed)."""
        generation = self._store.current()
        return self._records_of(generation).documents, generation

    def manifest(self) -> Manifest:
        """The manifest of the current generation."""
        return self._store.manifest(self._store.current())

    def _records_of(self, generation: str) -> Records:
        held = self._records
        if held is None or held[0] != generation:
            held = self._records = (generation, self._store.records(generation))
        return held[1]

    def _open(self, generation: str) -> Pipeline:
        manifest = self._store.manifest(generation)
        records = self._records_of(generation)
        check_encoder_name(manifest.encoder, self._settings.encoder)
        if self._encoder is None:
            self._encoder = self._make_encoder(self._settings)
        if self._encoder.identity != manifest.encoder:
            raise _wrong_encoder(manifest.encoder, self._encoder.identity)
        if self._reranker is None:
            self._reranker = make_reranker(self._settings)
        passages, sentences = self._store.open_vectors(generation)
        self._let_go_of_older((passages, sentences))
        check_health(manifest, records, passages, sentences)
        info = IndexInfo(generation, len(records.documents), manifest.encoder)
        pipeline = make_pipeline(
            records,
            passages,
            sentences,
            self._encoder,
            info,
            self._retriever,
            self._reranker,
            suggest=self._suggest,
        )
        self._encoder.encode(["warm"])
        return pipeline.worded_by(self._wordsmith(pipeline))

    def _wordsmith(self, pipeline: Pipeline) -> Wordsmith | None:
        """What words answers; one that only says why it cannot, where the model cannot be had."""
        try:
            if self._chat is None:
                # Kept over generations of the index: what a day has cost is not forgotten with one.
                self._chat = make_chat(self._settings, self._given)
            return make_wordsmith(pipeline, self._chat) if self._chat is not None else None
        except ModelUnavailable as error:
            return Unavailable(str(self._settings.model), str(error))

    def _let_go_of_older(self, opened: VectorPair) -> None:
        """The vectors of all but the last two generations are closed; a question may still be reading those before."""
        self._opened.append(opened)
        while len(self._opened) > 2:
            for index in self._opened.pop(0):
                index.close()


def make_pipeline(
    records: Records,
    passages: VectorIndex,
    sentences: VectorIndex,
    encoder: Encoder,
    info: IndexInfo,
    retriever: str = "hybrid",
    reranker: Reranker | None = None,
    *,
    suggest: bool = False,
) -> Pipeline:
    """The pipeline over parts that are already open; ``suggest``: its answers say what can be asked next."""
    queries = QueryEncoder(encoder)
    answerer = ExtractiveAnswerer(records, sentences, queries, reranker=reranker)
    found = make_retriever(records, passages, sentences, queries, retriever)
    # Asked for by name, a retriever is shown as it is.
    reorder = answerer.reordered if retriever == "hybrid" else None
    near = SentenceSearch(records, sentences, queries, answerer.lexicon, answerer.late)
    return Pipeline(
        records, found, answerer, info, answerer.lexicon, suggest=suggest, reorder=reorder, sentences=near
    )


def check_encoder_name(indexed: str, asked: str) -> None:
    """WrongEncoder where the index was made with an encoder of another name (known without loading one)."""
    if indexed.rpartition("@")[0] != asked:
        raise _wrong_encoder(indexed, asked)


def _wrong_encoder(indexed: str, asked: str) -> WrongEncoder:
    return WrongEncoder(
        f'the index was made with the encoder "{indexed}", not "{asked}": run python -m ingest to make it anew, '
        "or set ASK_ENCODER back"
    )
