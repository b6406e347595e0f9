"""A sentence-transformers CrossEncoder as a Reranker. Importing this module loads torch (seconds)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch
from sentence_transformers import CrossEncoder
from transformers.utils import logging as transformers_logging

from rag.errors import RerankerUnavailable

_WHAT_TO_DO = (
    "set ASK_RERANKER to a folder that holds a CrossEncoder with one label, or to the name of one that is already "
    "on this machine, or unset it"
)


class CrossEncoderReranker:
    """A Reranker over one model with one label, read from local files only. Safe to use from several threads."""

    def __init__(self, name: str) -> None:
        """The model is loaded.

        Args:
            name: a folder, or the name of a model that sentence-transformers has fetched before.

        Raises:
            RerankerUnavailable: it cannot be loaded, is no cross-encoder, or has more than one label.
        """
        # They would draw a bar over the command's, and report in many lines what is told below in one.
        transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        told = transformers_logging.get_verbosity()
        transformers_logging.set_verbosity_error()  # type: ignore[no-untyped-call]
        try:
            # The sigmoid is what makes a score of one label lie in 0..1, whatever the model's own setting is.
            self._model = CrossEncoder(
                name, device="cpu", local_files_only=True, activation_fn=torch.nn.Sigmoid()
            )
        except Exception as error:
            raise _unavailable(name, _reason(name, error)) from None
        finally:
            transformers_logging.set_verbosity(told)
        if not _has_learnt_to_score(self._model):
            raise _unavailable(name, "it is a model of another kind, which has not learnt to score pairs")
        if self._model.num_labels != 1:
            raise _unavailable(name, f"it tells {self._model.num_labels} labels apart and gives no one score")

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        """A score for each text, 0 to 1."""
        pairs = [(question, text) for text in texts]
        return [float(score) for score in self._model.predict(pairs, show_progress_bar=False)]


def _has_learnt_to_score(model: CrossEncoder) -> bool:
    """False where the files are another model's: its scoring layer would have been made up at random."""
    saved = getattr(model.config, "architectures", None) or ()
    return type(model.transformers_model).__name__ in saved


def _reason(name: str, error: Exception) -> str:
    if isinstance(error, OSError) and not Path(name).exists():
        return "there is no such folder, and no model of that name on this machine"
    return str(error).strip().splitlines()[0][:160] if str(error).strip() else type(error).__name__


def _unavailable(name: str, reason: str) -> RerankerUnavailable:
    return RerankerUnavailable(f'cannot load the reranker "{name}" ({reason}): {_WHAT_TO_DO}')
