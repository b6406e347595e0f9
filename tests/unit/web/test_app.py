"""app.py: one line and exit 2 where the chat cannot be served."""

from __future__ import annotations

from pathlib import Path

import pytest

import app


def test_a_missing_index_is_one_line_and_exit_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ASK_INDEX", str(tmp_path / "nothing"))
    assert app.main() == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.count("\n") == 1
    assert "no index" in printed.err


def test_an_unknown_setting_is_one_line_and_exit_2(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ASK_NONSENSE", "1")
    assert app.main() == 2
    assert "ASK_NONSENSE" in capsys.readouterr().err
