"""Compare our ingest with the stack of the LangChain tutorial on the same files in one run: processor time of each.

    pip install langchain-text-splitters langchain-chroma langchain-huggingface
    python scripts/benchmark_ingest.py [PATH ...] [--texts N] [--rounds N]

Without PATH: so many invented text files. The tutorial's stack reads text files, splits them into 1,000 characters with
an overlap of 200, embeds the pieces with the same encoder, one thread, and stores them in Chroma. Ours reads, cleans,
describes and splits them, and embeds passages and, besides, every sentence: sentences are timed apart, for the other
stack has none. The two take turns and the medians of the rounds are given. A script, not a test.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from synthetic_corpus import write

from ingest.generation import Cut
from ingest.records import survey
from ingest.splitting import split
from rag.bootstrap import make_encoder
from rag.settings import load_settings

#: The tutorial's own sizes (characters).
PIECE, OVERLAP = 1000, 200


@dataclass(frozen=True, slots=True)
class Cost:
    """What a stack made of the files, and the processor seconds it took, those for sentences apart."""

    pieces: int
    seconds: float
    sentences: int = 0
    sentence_seconds: float = 0.0

    @property
    def rate(self) -> float:
        """Passages per second of processor time."""
        return self.pieces / self.seconds


def main() -> int:
    """The exit code: 0 measured, 2 the other stack is not installed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument(
        "--texts", type=int, default=300, help="passages of invented text where no PATH is given"
    )
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    try:
        tutorial = tutorial_stack()
    except ImportError as missing:
        print(f"{missing.name} is missing: pip install langchain-text-splitters langchain-chroma langchain-huggingface",
              file=sys.stderr)  # fmt: skip
        return 2
    with tempfile.TemporaryDirectory() as folder:
        paths = options.paths
        if not paths:
            write(Path(folder) / "texts", options.texts)
            paths = [Path(folder) / "texts"]
        stacks = {"ours": our_stack(), "tutorial": tutorial}
        costs: dict[str, list[Cost]] = {name: [] for name in stacks}
        for number in range(options.rounds):
            for name, stack in stacks.items():
                costs[name].append(stack(paths, Path(folder) / f"{name}-{number}"))
                print(f"round {number + 1}, {name}: {costs[name][-1]}", file=sys.stderr)
    rates = {name: statistics.median(cost.rate for cost in found) for name, found in costs.items()}
    for name, found in costs.items():
        print(f"{name:9} {found[0].pieces:6} passages  {rates[name]:6.1f} a processor second")
    ours = costs["ours"]
    spent = statistics.median(cost.sentence_seconds for cost in ours)
    print(
        f"{'':9} {ours[0].sentences:6} sentences {ours[0].sentences / spent:6.1f} a processor second, in {spent:.1f} s"
    )
    print(f"ours / tutorial, passages a processor second: {rates['ours'] / rates['tutorial']:.2f}")
    return 0


def our_stack() -> Callable[[Sequence[Path], Path], Cost]:
    """Files to passages with their vectors in an index, by the parts that the ingest is made of."""
    from rag.adapters.chroma import ChromaIndex

    encoder = make_encoder(load_settings(), threads=1)
    encoder.encode(["warm"])

    def run(paths: Sequence[Path], folder: Path) -> Cost:
        began = time.process_time()
        cuts = [Cut(one, split(one.document, encoder)) for one in survey(paths).documents]
        rows = [row for cut in cuts for row in cut.passages]
        index = ChromaIndex.create(folder, "passages")
        index.add(
            [row.key for row in rows],
            encoder.encode([row.text for row in rows]),
            [row.document_id for row in rows],
        )
        passages = time.process_time() - began
        sentences = [row for cut in cuts for row in cut.sentences]
        second = ChromaIndex.create(folder, "sentences")
        vectors = encoder.encode([row.text for row in sentences])
        second.add([row.key for row in sentences], vectors, [row.document_id for row in sentences])
        spent = time.process_time() - began - passages
        index.close()
        return Cost(len(rows), passages, len(sentences), spent)

    return run


def tutorial_stack() -> Callable[[Sequence[Path], Path], Cost]:
    """Files to pieces in Chroma as the tutorial does it; ImportError where it is not installed."""
    from langchain_chroma import Chroma
    from langchain_core.documents import Document
    from langchain_huggingface import HuggingFaceEmbeddings
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    from rag.adapters.sentence_encoder import packaged_folder

    embeddings = HuggingFaceEmbeddings(model_name=str(packaged_folder()))
    embeddings.embed_query("warm")

    def run(paths: Sequence[Path], folder: Path) -> Cost:
        began = time.process_time()
        files = [file for path in paths for file in (sorted(path.rglob("*")) if path.is_dir() else [path])]
        documents = [
            Document(file.read_text(encoding="utf-8"), metadata={"source": str(file)})
            for file in files
            if file.suffix in (".txt", ".md")
        ]
        splitter = RecursiveCharacterTextSplitter(chunk_size=PIECE, chunk_overlap=OVERLAP)
        pieces = splitter.split_documents(documents)
        Chroma.from_documents(pieces, embeddings, persist_directory=str(folder))
        return Cost(len(pieces), time.process_time() - began)

    return run


if __name__ == "__main__":
    sys.exit(main())
