"""What grows how: an index of so many passages built, opened and searched, with invented records and vectors.

    python scripts/benchmark_scale.py                      # 1,000, 10,000 and 50,000 passages in a folder
    python scripts/benchmark_scale.py --server             # the same in a Chroma server it starts
    python scripts/benchmark_scale.py --passages 1000

Vectors are invented (384 numbers about 300 topics), so that what is measured is the index and not the encoder. Each
size is built in one process and served in another, which is how memory is told apart.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from ingest.indexing import update
from rag.domain import Query
from rag.ports import TokenVectors, Vectors
from rag.retrieval import make_retriever
from rag.settings import Settings
from rag.store import check_health
from rag.stores import make_store

DIMENSION, TOPICS = 384, 300

#: Passages of a record, sentences of a passage, words of a sentence. With two long sentences a paragraph is a passage,
#: and 50,000 of them are built in minutes; real passages have about six, and as many more vectors.
PASSAGES, SENTENCES, WORDS = 10, 2, 90

#: Searches timed of each kind.
SEARCHES = 200

_TOKEN = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True)
class InventedEncoder:
    """Vectors near the centre of the topic a text names first."""

    identity: str = "invented@1"
    dimension: int = DIMENSION
    max_tokens: int = 256

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row of length 1 per text."""
        rows = np.stack([self._vector(text) for text in texts])
        return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)

    def _vector(self, text: str) -> Vectors:
        named = re.search(r"topic(\d+)", text)
        centre = np.random.default_rng(int(named[1]) if named else 0).normal(size=DIMENSION)
        return np.asarray(
            centre + np.random.default_rng(zlib.crc32(text.encode())).normal(size=DIMENSION), np.float32
        )

    def token_spans(self, texts: Sequence[str]) -> list[list[tuple[int, int]]]:
        """A token is a word or a mark."""
        return [[match.span() for match in _TOKEN.finditer(text)] for text in texts]

    def token_vectors(self, texts: Sequence[str]) -> list[TokenVectors]:
        """Nobody asks for them here."""
        raise NotImplementedError


def main() -> None:
    """A line of JSON for each size."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--passages", type=int, nargs="+", default=[1000, 10_000, 50_000])
    parser.add_argument("--server", action="store_true", help="keep the index in a Chroma server")
    parser.add_argument("--step", nargs=3, metavar=("build|serve", "FOLDER", "URL"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.step:
        step, folder, url = options.step
        settings = Settings(index=Path(folder) / "index", chroma_url=url or None, encoder="invented")
        print(json.dumps(build(settings, Path(folder)) if step == "build" else serve(settings)))
        return
    for passages in options.passages:
        with tempfile.TemporaryDirectory() as name, _server(Path(name), options.server) as url:
            write_records(Path(name) / "records", passages)
            found = {"passages": passages} | _run("build", name, url) | _run("serve", name, url)
            found["disk_mb"] = _megabytes(Path(name) / ("server" if url else "index"), "vectors.sqlite")
            print(json.dumps(found), flush=True)


def _run(step: str, folder: str, url: str) -> dict[str, float]:
    command = [sys.executable, __file__, "--step", step, folder, url]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def write_records(folder: Path, passages: int) -> None:
    """So many passages' worth of records stand in the folder."""
    folder.mkdir()
    random = np.random.default_rng(1)
    words = [f"w{number:x}ord" for number in range(20_000)]
    for number in range(passages // PASSAGES):
        topic = f"topic{number % TOPICS}"
        paragraphs = []
        for _ in range(PASSAGES):
            # Rare words are many and common ones few, as in a language.
            drawn = random.zipf(1.3, size=(SENTENCES, WORDS)) % len(words)
            lines = (f"The {topic} team " + " ".join(words[i] for i in row) + "." for row in drawn)
            paragraphs.append(" ".join(lines))
        text = f"# Record {number}\n\n" + "\n\n".join(paragraphs)
        (folder / f"r{number:06}.md").write_text(text, encoding="utf-8")


def build(settings: Settings, folder: Path) -> dict[str, float]:
    """The index of the records is built; seconds, and how much there is."""
    began = time.perf_counter()
    marks: dict[str, float] = {}

    def note(name: str, done: int, total: int) -> None:
        if done == total:
            marks[name] = time.perf_counter()

    report = update(
        make_store(settings),
        [folder / "records"],
        InventedEncoder,
        reading=lambda done, total: note("read", done, total),
        progress=lambda done, total: note("embedded", done, total),
    )
    end = time.perf_counter()
    began_again = time.perf_counter()
    update(make_store(settings), [folder / "records"], InventedEncoder)
    return {
        "indexed_passages": report.passages,
        "sentences": report.sentences,
        "read_s": round(marks["read"] - began, 1),
        "describe_cut_embed_s": round(marks["embedded"] - marks["read"], 1),
        "write_index_s": round(end - marks["embedded"], 1),
        "unchanged_s": round(time.perf_counter() - began_again, 1),
        "build_peak_mb": _peak(),
    }


def serve(settings: Settings) -> dict[str, float]:
    """The index is opened and searched; seconds to open, milliseconds a search, and memory."""
    store, encoder = make_store(settings), InventedEncoder()
    marks = [time.perf_counter()]
    generation = store.current()
    manifest, records = store.manifest(generation), store.records(generation)
    marks.append(time.perf_counter())
    passages, sentences = store.open_vectors(generation)
    check_health(manifest, records, passages, sentences)
    marks.append(time.perf_counter())
    from rag.dense import QueryEncoder

    retrievers = {
        name: make_retriever(records, passages, sentences, QueryEncoder(encoder), name)
        for name in ("lexical", "dense", "hybrid")
    }
    marks.append(time.perf_counter())
    queries = [
        Query(f"topic{n % TOPICS} {' '.join(p.text.split()[3:9])}") for n, p in enumerate(records.passages)
    ]
    found = {}
    for name, retriever in retrievers.items():
        times = []
        for query in queries[:: max(1, len(queries) // SEARCHES)][:SEARCHES]:
            began = time.perf_counter()
            retriever.retrieve(query, 10)
            times.append(1000 * (time.perf_counter() - began))
        found[f"{name}_ms"] = round(statistics.median(times), 1)
    opened = {
        "read_texts_s": round(marks[1] - marks[0], 2),
        "open_vectors_s": round(marks[2] - marks[1], 2),
        "keyword_index_s": round((marks[3] - marks[2]) / 2, 2),  # built twice above: alone, and in the hybrid
    }
    return opened | found | {"serve_peak_mb": _peak()}


def _peak() -> int:
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def _megabytes(folder: Path, *apart: str) -> float:
    files = (path for path in folder.rglob("*") if path.is_file() and path.name not in apart)
    return round(sum(path.stat().st_size for path in files) / 1e6, 1)


@contextlib.contextmanager
def _server(folder: Path, wanted: bool) -> Iterator[str]:
    """The URL of a server over the folder while the block runs, or "" where none is wanted."""
    if not wanted:
        yield ""
        return
    from tests.chroma_run import free_port, running

    port = free_port()
    with running(folder / "server", port):
        yield f"http://127.0.0.1:{port}"


if __name__ == "__main__":
    main()
