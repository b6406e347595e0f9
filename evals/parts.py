"""The parts of an index, open, so that programs which differ in one of them can be put together quickly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

from evals.cases import CaseError
from evals.gold import PlacedCase
from evals.outcomes import Outcome
from evals.runner import Asks, Runner
from rag.answering.extractive import ExtractiveAnswerer
from rag.answering.language.lexicon import Lexicon
from rag.answering.reading.nearest import SentenceSearch
from rag.bootstrap import check_encoder_name, make_encoder, make_wordsmith, open_vectors
from rag.chain import as_runnable
from rag.dense import QueryEncoder
from rag.domain import Answer, Hit, IndexInfo, Query, Question
from rag.pipeline import Pipeline
from rag.ports import Answerer, Chat, Encoder, Retriever, VectorIndex, Vectors
from rag.retrieval import make_retriever
from rag.settings import Settings, load_settings
from rag.store import IndexStore, Records


@dataclass(frozen=True)
class Parts:
    """What a pipeline is made of. ``queries`` encodes each text once, however many programs ask for it."""

    records: Records
    passages: VectorIndex
    sentences: VectorIndex
    queries: QueryEncoder
    info: IndexInfo

    @cached_property
    def lexicon(self) -> Lexicon:
        """The words of the index, weighed once."""
        return Lexicon(self.records)

    def retriever(self, name: str = "hybrid") -> Retriever:
        """The retriever of that name, each query looked up once."""
        made = make_retriever(self.records, self.passages, self.sentences, self.queries, name)
        return RememberedHits(made)

    def answerer(self, *, refuse_below: float | None = None, late: bool = True) -> Answerer:
        """The default answerer, each question answered once from the same hits; ``late``: with late interaction."""
        made = ExtractiveAnswerer(
            self.records, self.sentences, self.queries, refuse_below=refuse_below, late=late
        )
        return RememberedAnswers(made)

    @cached_property
    def _reader(self) -> ExtractiveAnswerer:
        return ExtractiveAnswerer(self.records, self.sentences, self.queries)

    def program(
        self, retriever: Retriever, answerer: Answerer, *, reading: bool = False, chat: Chat | None = None
    ) -> Asks:
        """The Runnable over a pipeline of these two; ``reading``: passages are put in order by their sentences too.

        ``chat`` words the answers.
        """
        reorder = self._reader.reordered if reading else None
        near = None
        if chat is not None:
            near = SentenceSearch(self.records, self.sentences, self.queries, self.lexicon, self._reader.late)
        pipeline = Pipeline(
            self.records, retriever, answerer, self.info, self.lexicon, reorder=reorder, sentences=near
        )
        return as_runnable(pipeline if chat is None else pipeline.worded_by(make_wordsmith(pipeline, chat)))


@contextmanager
def open_parts(index: Path | None, documents: Path) -> Iterator[Parts]:
    """The parts of the index given, or of a fresh one of a folder of documents, while the block runs.

    Raises:
        AskError: the index or the encoder cannot be used.
    """
    if index is not None:
        yield _opened(load_settings(index=index))
        return
    from ingest.indexing import build_index

    with TemporaryDirectory(prefix="evals-") as folder:
        settings = load_settings(index=Path(folder))
        build_index(settings, [documents])
        yield _opened(settings)


def _opened(settings: Settings) -> Parts:
    store = IndexStore(settings.index)
    generation = store.current()
    manifest, records = store.manifest(generation), store.records(generation)
    check_encoder_name(manifest.encoder, settings.encoder)
    passages, sentences = open_vectors(store.folder(generation))
    return Parts(
        records,
        passages,
        sentences,
        RememberingQueries(make_encoder(settings)),
        IndexInfo(generation, len(records.documents), manifest.encoder),
    )


def asked(placed: Sequence[PlacedCase], program: Asks, records: Records) -> list[Outcome]:
    """What became of each case, in order; each is asked once."""
    runner = Runner(placed, program, records.documents)
    return [runner.outcome(one.case.id) for one in placed]


def sound(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """The outcomes as they are: numbers of a program that breaks down would mean nothing.

    Raises:
        CaseError: the program raised an error, with the first case and what was raised.
    """
    failed = [outcome for outcome in outcomes if outcome.error]
    if failed:
        lines = (
            f"{failed[0].case.where}: the program raised {failed[0].error}; so it did in {len(failed)} cases"
        )
        raise CaseError([lines])
    return list(outcomes)


class RememberingQueries(QueryEncoder):
    """A QueryEncoder that forgets nothing."""

    def __init__(self, encoder: Encoder) -> None:
        """Nothing is encoded yet."""
        super().__init__(encoder)
        self._known: dict[str, Vectors] = {}

    def vector(self, text: str) -> Vectors:
        """The vector of a query, computed once."""
        if text not in self._known:
            self._known[text] = super().vector(text)
        return self._known[text]


class RememberedHits:
    """A Retriever that asks another one each query once."""

    def __init__(self, retriever: Retriever) -> None:
        """Nothing is asked yet."""
        self._retriever = retriever
        self._known: dict[tuple[Query, int], list[Hit]] = {}

    def retrieve(self, query: Query, k: int) -> list[Hit]:
        """The other's hits."""
        if (query, k) not in self._known:
            self._known[query, k] = self._retriever.retrieve(query, k)
        return list(self._known[query, k])


class RememberedAnswers:
    """An Answerer that asks another one each question once for the same hits."""

    def __init__(self, answerer: Answerer) -> None:
        """Nothing is asked yet."""
        self._answerer = answerer
        self._known: dict[tuple[Question, str, tuple[tuple[str, float], ...]], Answer] = {}

    def answer(self, question: Question, standalone: str, hits: Sequence[Hit]) -> Answer:
        """The other's answer."""
        key = question, standalone, tuple((hit.passage.key, hit.score) for hit in hits)
        if key not in self._known:
            self._known[key] = self._answerer.answer(question, standalone, hits)
        return self._known[key]
