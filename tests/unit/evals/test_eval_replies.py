"""Replies kept on disk: asked for once, the same again, and anew where that is wanted."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from evals.replies import KeptReplies, fingerprint, model_to_ask
from rag.errors import ModelUnavailable
from rag.ports import Reply

NAME = "scripted:one"
REQUEST: tuple[str, str, Mapping[str, Any]] = ("system", "user", {"type": "object"})


class Counting:
    """Says how often it was asked."""

    name = NAME

    def __init__(self) -> None:
        self.times = 0

    def complete(self, system: str, user: str, schema: Mapping[str, Any]) -> Reply:
        self.times += 1
        if user == "fails":
            raise ModelUnavailable("the model is not there")
        return Reply(f"{user} {self.times}", 30, 4)


def kept(folder: Path, chat: Counting | None, **more: bool) -> KeptReplies:
    def make() -> Counting:
        if chat is None:
            raise ModelUnavailable(f"{NAME}: no key")
        return chat

    return KeptReplies(NAME, make, folder / "kept", **more)


def test_a_request_is_asked_once_and_a_later_run_over_it_asks_nothing(tmp_path: Path) -> None:
    chat = Counting()
    first, second = kept(tmp_path, chat), kept(tmp_path, None)
    assert first.complete(*REQUEST) == first.complete(*REQUEST) == second.complete(*REQUEST)
    assert second.complete(*REQUEST) == Reply("user 1", 30, 4)
    assert chat.times == 1
    assert [one.kept for one in first.asked] == [False, True]
    assert second.asked[0].milliseconds == first.asked[0].milliseconds


def test_any_change_of_what_is_sent_is_another_request() -> None:
    given = {fingerprint(NAME, *REQUEST), fingerprint("scripted:two", *REQUEST)}
    given |= {fingerprint(NAME, "system ", "user", {}), fingerprint(NAME, "system", " user", {})}
    assert len(given) == 4
    assert fingerprint(NAME, "s", "half \ud800", {})


def test_what_is_kept_says_whose_words_they_are(tmp_path: Path) -> None:
    kept(tmp_path, Counting()).complete(*REQUEST)
    (path,) = (tmp_path / "kept").iterdir()
    assert path.name == f"{fingerprint(NAME, *REQUEST)}.json"
    held = json.loads(path.read_text(encoding="utf-8"))
    assert (held["model"], held["text"], held["input_tokens"], held["output_tokens"]) == (
        NAME,
        "user 1",
        30,
        4,
    )


def test_asked_anew_each_request_goes_out_once_more_and_no_oftener(tmp_path: Path) -> None:
    chat = Counting()
    kept(tmp_path, chat).complete(*REQUEST)
    again = kept(tmp_path, chat, refresh=True)
    assert [again.complete(*REQUEST).text for _ in range(2)] == ["user 2", "user 2"]
    assert kept(tmp_path, None).complete(*REQUEST).text == "user 2"


def test_a_failure_is_not_kept_and_a_damaged_file_is_asked_for_anew(tmp_path: Path) -> None:
    chat = Counting()
    run = kept(tmp_path, chat)
    for _ in range(2):
        with pytest.raises(ModelUnavailable):
            run.complete("system", "fails", {})
    assert (chat.times, run.asked) == (2, [])
    run.complete(*REQUEST)
    (path,) = (tmp_path / "kept").iterdir()
    path.write_bytes(b'{"model": "scr')
    assert run.complete(*REQUEST).text == "user 4"


def test_without_a_key_a_run_is_ready_only_where_replies_of_that_model_are_kept(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match="no key"):
        kept(tmp_path, None).ready()
    other = KeptReplies("scripted:two", Counting, tmp_path / "kept")
    other.ready()
    other.complete(*REQUEST)
    with pytest.raises(ModelUnavailable):
        kept(tmp_path, None).ready()
    kept(tmp_path, Counting()).complete(*REQUEST)
    kept(tmp_path, None).ready()
    with pytest.raises(ModelUnavailable):
        kept(tmp_path, None, refresh=True).ready()


def test_a_named_model_without_its_key_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    assert model_to_ask(None) is None
    with pytest.raises(ModelUnavailable, match="OPENAI_API_KEY") as caught:
        model_to_ask("openai:some-model")
    assert "\n" not in str(caught.value)
