"""What people say is kept with consent, for a time, without personal data, and readable by the owner alone."""

from __future__ import annotations

import json
import logging
import threading
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import filelock
import pytest

from rag.domain import Form, Question, Span
from rag.errors import AskError
from tests import web_fakes
from web import feedback
from web.feedback import (
    VERDICT_WORDS,
    Entry,
    Feedback,
    FeedbackUnwritable,
    Tidied,
    Verdict,
    about_answer,
    about_record,
    consent,
)

TODAY = date(2026, 11, 23)
ASKED = "When was the Larkfield report planned for?"


def store(folder: Path, days: int = 90, today: date = TODAY) -> Feedback:
    return Feedback(folder / "feedback.jsonl", days, lambda: today)


def said(verdict: Verdict = Verdict.WRONG, comment: str = "It was July.", asked: str = ASKED) -> Entry:
    return about_answer(web_fakes.fact(Question(asked)), "g000007", verdict, comment, TODAY)


def lines(kept: Feedback) -> list[dict[str, Any]]:
    return [json.loads(line) for line in kept.path.read_text(encoding="utf-8").splitlines()]


def test_an_entry_holds_what_was_asked_what_was_cited_and_what_was_said(tmp_path: Path) -> None:
    kept = store(tmp_path)
    outcome = kept.keep(said(comment="  It was July – see p. 3.\n"), agreed=True)
    start = web_fakes.DIGEST_TEXT.index(web_fakes.PLANNED)
    assert lines(kept) == [
        {
            "id": outcome.id,
            "when": "2026-11-23",
            "generation": "g000007",
            "question": ASKED,
            "standalone": ASKED,
            "status": "answered",
            "cited": [
                {
                    "document": "larkfield-2014",
                    "start": start,
                    "end": start + len(web_fakes.PLANNED),
                    "quote": web_fakes.PLANNED,
                }
            ],
            "verdict": "wrong",
            "comment": "It was July – see p. 3.",
        }
    ]
    assert outcome.words == "Thank you. It is kept until 21 February 2027 at the latest."


def test_entries_are_added_below_those_that_stand(tmp_path: Path) -> None:
    kept = store(tmp_path)
    ids = [kept.keep(said(verdict), agreed=True).id for verdict in Verdict]
    assert [line["id"] for line in lines(kept)] == ids
    assert [line["verdict"] for line in lines(kept)] == ["helpful", "wrong", "not_supported"]
    assert len(set(ids)) == 3


def test_an_error_reported_in_a_record_names_the_record_and_asks_for_words(tmp_path: Path) -> None:
    kept = store(tmp_path)
    report = about_record(web_fakes.DIGEST, "g000007", "Ada Penn did not lead it.", TODAY)
    assert kept.keep(report, agreed=True).id
    (line,) = lines(kept)
    assert (line["question"], line["status"], line["cited"][0]["document"]) == ("", None, "larkfield-2014")
    silent = kept.keep(about_record(web_fakes.DIGEST, "g000007", " ", TODAY), agreed=True)
    assert silent.id is None
    assert "what is wrong" in silent.words
    empty = replace(web_fakes.DIGEST, text="", excluded=(), form=Form.DIGEST)
    assert about_record(empty, "g", "x", TODAY).cited[0].span == Span(0, 1)


@pytest.mark.parametrize(
    ("entry", "whose"),
    [
        (said(comment="Ring me: 07700 900123"), "Your comment seems to hold a phone number."),
        (said(asked="What of jo@example.org?"), "The question seems to hold an e-mail address."),
        (
            replace(said(), standalone="What of NHS 943 476 5919?"),
            "The conversation seems to hold an NHS number.",
        ),
    ],
)
def test_nothing_with_personal_data_in_it_is_kept(tmp_path: Path, entry: Entry, whose: str) -> None:
    kept = store(tmp_path)
    outcome = kept.keep(entry, agreed=True)
    assert outcome.id is None
    assert outcome.words.startswith(whose)
    assert "Nothing was kept" in outcome.words
    assert list(tmp_path.iterdir()) == []


def test_cited_words_with_personal_data_in_them_are_kept_as_a_place_alone(tmp_path: Path) -> None:
    document = replace(web_fakes.ORIGINAL, text="Write to jo@example.org by Monday.", excluded=())
    claim = web_fakes.claim(document, document.text)
    answer = replace(web_fakes.fact(Question(ASKED)), claims=(claim,))
    kept = store(tmp_path)
    assert kept.keep(about_answer(answer, "g", Verdict.HELPFUL, "", TODAY), agreed=True).id
    assert lines(kept)[0]["cited"] == [{"document": "brookvale", "start": 0, "end": 34, "quote": ""}]


def test_without_agreement_or_with_a_comment_too_long_nothing_is_kept(tmp_path: Path) -> None:
    kept = store(tmp_path)
    assert "agree" in kept.keep(said(), agreed=False).words
    assert "2,000 characters" in kept.keep(said(comment="x" * 2001), agreed=True).words
    assert list(tmp_path.iterdir()) == []
    assert kept.keep(said(comment="x" * 2000), agreed=True).id


def test_no_days_switch_feedback_off(tmp_path: Path) -> None:
    off = store(tmp_path, days=0)
    assert not off.wanted
    assert store(tmp_path).wanted
    assert "switched off" in off.keep(said(), agreed=True).words
    assert list(tmp_path.iterdir()) == []


def test_the_consent_says_how_long_and_what_must_not_be_written() -> None:
    assert "at most 90 days" in consent(90)
    assert "at most 1 day," in consent(1)
    assert "nothing about a child" in consent(90)
    assert set(VERDICT_WORDS) == set(Verdict)


def test_lines_as_old_as_the_days_allow_are_gone_with_the_next_entry(tmp_path: Path) -> None:
    first = store(tmp_path, days=10)
    old = first.keep(said(), agreed=True).id
    for passed, stays in ((9, True), (10, False)):
        later = TODAY + timedelta(days=passed)
        today = replace(said(), when=later)
        store(tmp_path, days=10, today=later).keep(today, agreed=True)
        assert (old in [line["id"] for line in lines(first)]) is stays


def test_old_and_damaged_lines_are_counted_and_dropped_at_start(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    kept = store(tmp_path)
    assert kept.drop_old() == Tidied()
    kept.keep(said(), agreed=True)
    whole = kept.path.read_bytes()
    broken = b'\xff\n{"when": 5}\n[]\n{"id": "x"}\n\n' + b"[" * 100_000 + b"\n"
    cut = b'{"when": "2026-11-23", "comment": "cut o'
    kept.path.write_bytes(broken + b'{"when": "2020-01-01"}\n' + whole + cut)
    kept.path.chmod(0o644)
    with caplog.at_level(logging.INFO):
        assert kept.drop_old() == Tidied(kept=1, old=1, damaged=6)
    assert kept.path.read_bytes() == whole
    assert kept.path.stat().st_mode & 0o777 == 0o600
    assert "1 old and 6 damaged lines dropped, 1 kept" in caplog.text


def test_an_entry_after_a_line_that_was_cut_stands_on_a_line_of_its_own(tmp_path: Path) -> None:
    kept = store(tmp_path)
    kept.keep(said(), agreed=True)
    kept.path.write_bytes(kept.path.read_bytes().rstrip(b"\n"))
    kept.keep(said(), agreed=True)
    assert len(lines(kept)) == 2


def test_the_file_and_its_lock_are_readable_by_the_owner_alone(tmp_path: Path) -> None:
    kept = Feedback(tmp_path / "not" / "yet" / "feedback.jsonl", 90, lambda: TODAY)
    kept.path.parent.mkdir(parents=True)
    kept.path.touch(mode=0o666)
    kept.keep(said(), agreed=True)
    assert {file.stat().st_mode & 0o777 for file in kept.path.parent.iterdir()} == {0o600}


def test_many_threads_lose_no_entry(tmp_path: Path) -> None:
    kept = store(tmp_path)
    threads = [threading.Thread(target=lambda: kept.keep(said(), agreed=True)) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({line["id"] for line in lines(kept)}) == 12


def test_what_cannot_be_written_is_one_line_without_the_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    blocked = Feedback(tmp_path / "file" / "feedback.jsonl", 90, lambda: TODAY)
    with pytest.raises(AskError, match="make the folder writable") as raised:
        blocked.keep(said(), agreed=True)
    assert "July" not in str(raised.value)
    kept = store(tmp_path)
    monkeypatch.setattr(feedback, "_PATIENCE", 0.01)
    with (
        filelock.FileLock(f"{kept.path}.lock"),
        pytest.raises(FeedbackUnwritable, match="send it again"),
    ):
        kept.keep(said(), agreed=True)
    monkeypatch.setattr(feedback, "LARGEST", 10)
    with pytest.raises(FeedbackUnwritable, match="full"):
        kept.keep(said(), agreed=True)
    assert not kept.path.exists()


def test_the_log_holds_the_id_and_no_words(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, logger="web"):
        kept_id = store(tmp_path).keep(said(), agreed=True).id
    assert kept_id is not None
    assert kept_id in caplog.text
    assert "July" not in caplog.text
    assert "Larkfield" not in caplog.text


def test_characters_that_cannot_be_sent_do_not_break_the_file(tmp_path: Path) -> None:
    kept = store(tmp_path)
    assert kept.keep(said(asked="Why\ud800\x1b[31m?", comment="a\u2028b\x85c\nd"), agreed=True).id
    (line,) = [json.loads(one) for one in kept.path.read_bytes().splitlines()]
    assert line["question"] == "Why\ufffd\ufffd[31m?"
    assert line["comment"] == "a\u2028b\ufffdc\nd"
