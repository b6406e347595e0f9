"""Encoding in several processes: each has the encoder to itself and one thread, which is where many cores pay."""

from __future__ import annotations

import signal
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from types import TracebackType

import numpy as np

from rag.errors import AskError, BadSetting, EncoderUnavailable
from rag.ports import Encoder, TokenVectors, Vectors

#: More processes than this are a mistake of typing: each holds the model (about 600 MB with torch).
MOST_WORKERS = 64

_encoder: Encoder | None = None
_failure: str = ""


class WorkerEncoder:
    """An Encoder that encodes in processes of its own, as a context manager; what else it is asked, one in this does.

    The vectors are those of the one in this process, to within rounding.
    """

    def __init__(self, encoder: Encoder, make: Callable[[], Encoder], workers: int) -> None:
        """No process is started yet.

        Args:
            encoder: the one of this process.
            make: makes the same in another process; it must be picklable.
            workers: how many processes.

        Raises:
            BadSetting: no sensible number of workers.
        """
        if not 1 <= workers <= MOST_WORKERS:
            raise BadSetting(f"--workers {workers}: give a number from 1 to {MOST_WORKERS}")
        self._here = encoder
        self._workers = workers
        # spawn: a forked child would inherit torch's threads in a state nobody knows.
        self._pool = ProcessPoolExecutor(workers, get_context("spawn"), _begin, (make, encoder.identity))

    def __enter__(self) -> WorkerEncoder:
        """The encoder itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """The processes have ended, or will as soon as they notice."""
        self._pool.shutdown(wait=kind is None, cancel_futures=True)

    @property
    def identity(self) -> str:
        """The identity of the encoder in each process."""
        return self._here.identity

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return self._here.dimension

    @property
    def max_tokens(self) -> int:
        """Tokens read of a text."""
        return self._here.max_tokens

    def encode(self, texts: Sequence[str]) -> Vectors:
        """One row per text, each worker having encoded a share.

        Raises:
            EncoderUnavailable: a worker died, or cannot load the encoder.
        """
        share = max(1, -(-len(texts) // self._workers))
        parts = [list(texts[start : start + share]) for start in range(0, len(texts), share)]
        try:
            found = list(self._pool.map(_encode, parts))
        except BrokenProcessPool:
            raise EncoderUnavailable(
                "a process that encodes died (was memory short?): the index stays as it was; run it again, it "
                f"goes on where it was, with fewer than --workers {self._workers}"
            ) from None
        return np.concatenate(found) if found else self._here.encode(texts)

    def token_spans(self, texts: Sequence[str]) -> list[list[tuple[int, int]]]:
        """The character range of each token of each text."""
        return self._here.token_spans(texts)

    def token_vectors(self, texts: Sequence[str]) -> list[TokenVectors]:
        """The vectors of each text's tokens."""
        return self._here.token_vectors(texts)


def _begin(make: Callable[[], Encoder], identity: str) -> None:
    """This process has its encoder, or knows why not: what is raised here would be printed as a traceback."""
    global _encoder, _failure
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that leads
    try:
        _encoder = make()
    except AskError as error:
        _failure = str(error)
        return
    if _encoder.identity != identity:
        _failure = f"a process that encodes loaded another encoder ({_encoder.identity}): run it again"


def _encode(texts: list[str]) -> Vectors:
    if _failure or _encoder is None:
        raise EncoderUnavailable(_failure or "a process that encodes has no encoder: run it again")
    return _encoder.encode(texts)
