"""The commands of briefings, run in this process over an index of their own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from rag.commands import main
from rag.settings import Settings
from tests.fakes import FakeEncoder
from tests.records import records_of
from tests.reviews import publish
from tests.unit.rag.briefing.sample import (
    RECORDS,
)

WORDS = "The Dunmere committee agreed to pay for night help from April 2030."


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


Run = Callable[..., Ran]


def an_index(tmp_path: Path) -> Path:
    """An index of its own: what is kept stands beside it."""
    root = tmp_path / "data" / "index"
    publish(root, records_of(*RECORDS))
    return root


def runner(index: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Runs a command in this process over that index, with a fake encoder."""
    monkeypatch.setenv("ASK_ENCODER", "fake")
    monkeypatch.setenv("ASK_INDEX", str(index))

    def command(
        *arguments: object, encoder: Callable[[Settings], Any] = lambda settings: FakeEncoder()
    ) -> Ran:
        try:
            code = main([str(argument) for argument in arguments], encoder)
        except SystemExit as stopped:
            code = int(stopped.code or 0)
        out, err = capsysbinary.readouterr()
        return Ran(code, out.decode(), err.decode())

    return command


def no_encoder(settings: Settings) -> Any:
    raise AssertionError("an encoder was made")


def is_one_line(ran: Ran, *parts: str) -> None:
    """Exit 2, nothing on standard output, one line on standard error that holds the parts."""
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("python -m rag: ")
    assert ran.err.endswith("\n")
    assert ran.err[:-1].isprintable()
    assert len(ran.err) < 600
    for part in parts:
        assert part in ran.err
