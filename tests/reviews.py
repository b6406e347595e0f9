"""Four invented records, an answerer and an index over them, for tests of the way from a question to an answer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from rag.bootstrap import create_vectors, make_pipeline
from rag.citations import cite
from rag.dense import QueryEncoder
from rag.domain import (
    Answer,
    Claim,
    ContentDate,
    Dating,
    Document,
    Form,
    Hit,
    IndexInfo,
    Kind,
    Passage,
    Person,
    Question,
    Source,
    Span,
    Standing,
    Status,
    sentence_key,
)
from rag.pipeline import Pipeline
from rag.ports import Retriever, VectorIndex
from rag.retrieval import make_retriever
from rag.store import FileEntry, IndexStore, Manifest, Records
from rag.text import prefixed, sentences
from tests.fakes import FakeEncoder, MemoryVectors

FERNHILL = Document(
    id="fernhill-2031",
    title="Fernhill Council opens a panel on foster care, March 2031",
    form=Form.DIGEST,
    kind=Kind.COUNCIL_NEWS,
    standing=Standing.PRESS,
    text=(
        "Councillor Ida Marsh chaired the Fernhill panel on foster care. "
        "The Fernhill panel on foster care met five times in March 2031.\n\n"
        "Fernhill Council planned to publish the report of its panel in June 2032. "
        "The report of the Fernhill panel was to cost £4,000.\n"
    ),
    published=ContentDate(2031, 3, 4),
    dating=Dating.INFERRED,
    dating_reason="A poster of the same week bears the date.",
    jurisdiction="England",
    publisher="Fernhill Council",
    people=(Person("Ida Marsh", "councillor, chair of the panel"),),
    sources=(Source("Panel opens", "https://example.org/panel?a=1&b=2"), Source("A cutting")),
    licence="CC-BY-4.0",
    notices=("plan_not_outcome", "truncated"),
)

_MINUTES_1 = (
    "Minutes of the Stonebridge committee\n\n"
    "Members asked when the “family hub” would open. The Chair replied that the hub would open on 9 May 2031.\n\n"
)
_MINUTES_2 = (
    "The Stonebridge committee agreed a budget of £2 million for the family hub. No vote was taken.\n"
)
STONEBRIDGE = Document(
    id="stonebridge-minutes",
    title="Stonebridge committee, minutes",
    form=Form.ORIGINAL,
    kind=Kind.MINUTES,
    standing=Standing.COUNCIL_MINUTES,
    text=_MINUTES_1 + _MINUTES_2,
    published=ContentDate(2031, 5),
    dating=Dating.STATED,
    jurisdiction="Wales",
    pages=(Span(0, len(_MINUTES_1)), Span(len(_MINUTES_1), len(_MINUTES_1 + _MINUTES_2))),
)

ALDERMOOR = Document(
    id="aldermoor-review",
    title="Report of the Aldermoor review",
    form=Form.ORIGINAL,
    kind=Kind.REVIEW,
    standing=Standing.PRIMARY,
    text=(
        "The Aldermoor review found that social workers held thirty cases each. It recommended a limit of eighteen "
        "cases.\n\nDr Owen Pryce led the Aldermoor review.\n"
    ),
    published=ContentDate(2029),
    dating=Dating.STATED,
    jurisdiction="Scotland",
)

LOOSE = Document(
    id="notes/loose-leaf",
    title="Note without a date",
    form=Form.ORIGINAL,
    kind=Kind.OTHER,
    standing=Standing.UNKNOWN,
    text=(
        "The note says that visits were short.\r\n\r\n"
        '<b>Visits</b> & calls were "counted" by hand: ½ an hour — no more.\r\n'
    ),
)

DOCUMENTS = {document.id: document for document in (FERNHILL, STONEBRIDGE, ALDERMOOR, LOOSE)}


def passages_of(document: Document) -> list[Passage]:
    """Each paragraph as a passage, with its sentences."""
    text = document.text
    found = []
    for match in re.finditer(r"\S(?:.|\r?\n(?!\r?\n))*\S", text):
        span = Span(*match.span())
        page = document.page_of(span.start)
        found.append(Passage(document.id, span, span.of(text), (), page, tuple(sentences(text, span))))
    return found


def records_of(*documents: Document) -> Records:
    """Records that hold these documents, in their order."""
    passages = [passage for document in documents for passage in passages_of(document)]
    return Records({document.id: document for document in documents}, tuple(passages))


RECORDS = records_of(*DOCUMENTS.values())


def fill(records: Records, encoder: FakeEncoder, passages: VectorIndex, sentences: VectorIndex) -> None:
    """The indexes hold the vectors of the records."""
    texts = [prefixed(records.documents[p.document_id].title, p.headings, p.text) for p in records.passages]
    owners = [passage.document_id for passage in records.passages]
    passages.add([passage.key for passage in records.passages], encoder.encode(texts), owners)
    rows = [(passage, span) for passage in records.passages for span in passage.sentences]
    sentences.add(
        [sentence_key(passage.document_id, span) for passage, span in rows],
        encoder.encode([passage.slice(span) for passage, span in rows]),
        [passage.document_id for passage, _ in rows],
    )


def in_memory(records: Records = RECORDS) -> tuple[VectorIndex, VectorIndex, QueryEncoder]:
    """Vectors of passages, of sentences, and what encodes queries for them."""
    encoder, passages, sentences = FakeEncoder(), MemoryVectors(), MemoryVectors()
    fill(records, encoder, passages, sentences)
    return passages, sentences, QueryEncoder(encoder)


INFO = IndexInfo("g000001", len(DOCUMENTS), "fake@1")


def real_pipeline() -> Pipeline:
    """The program's own pipeline over the four records, with a fake encoder."""
    passages, sentences, _ = in_memory()
    return make_pipeline(RECORDS, passages, sentences, FakeEncoder(), INFO)


class FirstSentences:
    """An Answerer that says the first sentence of each of the first two hits, and refuses where there is none."""

    def answer(self, question: Question, standalone: str, hits: Sequence[Hit]) -> Answer:
        """A claim a hit."""
        if not hits:
            return Answer(
                question, standalone, Status.NOT_IN_CORPUS, frame="Nothing.", reason="No sentence fits."
            )
        cited = [
            cite(DOCUMENTS[hit.passage.document_id], hit.passage, hit.passage.sentences[0])
            for hit in hits[:2]
        ]
        claims = tuple(Claim(citation.quote, (citation,)) for citation in cited)
        return Answer(question, standalone, Status.ANSWERED, frame="Found.", claims=claims, hits=tuple(hits))


def small_pipeline(retriever: Retriever | None = None) -> Pipeline:
    """A pipeline with an answerer whose answers are known beforehand."""
    passages, sentences, queries = in_memory()
    found = retriever or make_retriever(RECORDS, passages, sentences, queries)
    return Pipeline(RECORDS, found, FirstSentences(), INFO)


def publish(root: Path, records: Records = RECORDS, identity: str = "fake@1") -> str:
    """A new generation of an index, in Chroma on disk, serves the records; its name."""
    store, encoder = IndexStore(root), FakeEncoder(identity)
    with store.writing():
        generation = store.next_generation()
        entries = tuple(
            FileEntry(i, f"/{i}.md", "0" * 64, len(found), sum(len(p.sentences) for p in found))
            for i, found in records.of_document.items()
        )
        manifest = Manifest(
            generation, "2031-01-01T00:00:00+00:00", identity, "recipe", ("/records",), entries
        )
        folder = store.begin()
        store.write(folder, manifest, records)
        indexes = create_vectors(folder)
        fill(records, encoder, *indexes)
        for index in indexes:
            index.close()
        store.publish(folder, generation)
    return generation
