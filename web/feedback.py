"""What people say of an answer or a record, in a file beside the index: one JSON line each, for a set time.

Written with consent only, never with personal data in it, and readable by the owner of the file alone.
``python -m evals triage`` reads it; the two share the form of a line, not code.
"""

from __future__ import annotations

import json
import logging
import os
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

import filelock

from rag.domain import Answer, Document, Span, Status
from rag.errors import AskError
from web.door.questions import AskToRemove, check
from web.markup import plain

#: Characters of a comment.
LONGEST_COMMENT = 2000

#: Bytes of the file. Some ten thousand entries: more is not feedback, and must not fill the disk.
LARGEST = 20_000_000

#: Seconds another writer is waited for; each needs milliseconds.
_PATIENCE = 5.0

_log = logging.getLogger(__name__)


class FeedbackUnwritable(AskError):
    """Feedback cannot be kept: no permission, no space, or another process holds the file."""


class Verdict(StrEnum):
    """What a person thinks of an answer."""

    HELPFUL = "helpful"
    WRONG = "wrong"
    NOT_SUPPORTED = "not_supported"


#: What stands on the buttons.
VERDICT_WORDS = {
    Verdict.HELPFUL: "Helpful",
    Verdict.WRONG: "Wrong",
    Verdict.NOT_SUPPORTED: "The words do not support it",
}


@dataclass(frozen=True, slots=True)
class Cited:
    """A place in a record and the words there; "" where they are not kept."""

    document_id: str
    span: Span
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing a person said. ``question`` is "" and ``status`` None where it is about the one record in ``cited``."""

    id: str
    when: date
    generation: str
    question: str
    standalone: str
    status: Status | None
    cited: tuple[Cited, ...]
    verdict: Verdict
    comment: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of giving feedback: the words for the person, and the id where something was kept."""

    words: str
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Tidied:
    """Lines of the file: those that stay, and those that were dropped because they were too old or unreadable."""

    kept: int = 0
    old: int = 0
    damaged: int = 0


def consent(
    days: int, kept: str = "your question, what was cited, your choice and your comment are kept"
) -> str:
    """What a person reads before sending: what is kept, for what, how long, and what must not stand in it."""
    return (
        f"If you send this, {kept} on this server for at "
        f"most {_days(days)}, with the day but without your name, so that those who run it can make answers better. "
        "Nothing is sent anywhere else. Please write nothing about a child, a family or anybody’s private life."
    )


def about_answer(answer: Answer, generation: str, verdict: Verdict, comment: str, today: date) -> Entry:
    """The entry of a person's verdict on an answer of that generation of the index; nothing is kept yet."""
    cited = tuple(Cited(one.document_id, one.span, _shareable(one.quote)) for one in answer.citations)
    asked, standalone = plain(answer.question.text), plain(answer.standalone)
    return Entry(
        _new_id(), today, generation, asked, standalone, answer.status, cited, verdict, _tidy(comment)
    )


def about_record(document: Document, generation: str, comment: str, today: date) -> Entry:
    """The entry of an error that a person reports in a record; nothing is kept yet."""
    cited = (Cited(document.id, Span(0, max(1, len(document.text)))),)
    return Entry(_new_id(), today, generation, "", "", None, cited, Verdict.WRONG, _tidy(comment))


#: What is kept of a report of an error, as ``consent`` says it.
OF_A_RECORD = "the name of this record and your words are kept"


class Feedback:
    """The feedback file; any number of threads and processes may use one."""

    def __init__(self, path: Path, days: int, today: Callable[[], date] = date.today) -> None:
        """Nothing is read or written yet."""
        self.path = path
        self.days = days
        self._today = today

    @property
    def wanted(self) -> bool:
        """False where feedback is switched off (no days): show no buttons for it."""
        return self.days > 0

    def keep(self, entry: Entry, *, agreed: bool) -> Outcome:
        """What the person is told; the entry is in the file where ``id`` is given, and nothing of it anywhere else.

        ``agreed`` says that the person has seen ``consent`` and sent the feedback all the same.

        Raises:
            FeedbackUnwritable: it cannot be written.
        """
        trouble = self._trouble(entry, agreed)
        if trouble is not None:
            return Outcome(trouble)
        line = json.dumps(_as_data(entry), ensure_ascii=False).encode() + b"\n"
        with self._alone():
            self._clean()
            if _size(self.path) + len(line) > LARGEST:
                raise FeedbackUnwritable(f"{self.path} is full: move it away after reading it")
            self._append(line)
        # The id alone: what people write stands in the file and nowhere else.
        _log.info("feedback %s kept", entry.id)
        last = self._today() + timedelta(days=self.days)
        return Outcome(f"Thank you. It is kept until {last.day} {last:%B %Y} at the latest.", entry.id)

    def drop_old(self) -> Tidied:
        """The file holds no line that is too old or damaged; how many there were. Call it at start, too.

        Raises:
            FeedbackUnwritable: the file cannot be read or written.
        """
        if not self.path.exists():
            return Tidied()
        with self._alone():
            return self._clean()

    def _trouble(self, entry: Entry, agreed: bool) -> str | None:
        """Why the entry is not kept, in words for the person; None where it may be."""
        if not self.wanted:
            return "Feedback is switched off here. Nothing was kept."
        if not agreed:
            return "Please agree to what is kept first. Nothing was kept."
        if len(entry.comment) > LONGEST_COMMENT:
            return f"Please shorten your comment to {LONGEST_COMMENT:,} characters. Nothing was kept."
        if entry.status is None and not entry.comment:
            return "Please write what is wrong in this record."
        # An earlier question of the conversation may stand in the standalone one.
        for words, whose in (
            (entry.comment, "Your comment"),
            (entry.question, "The question"),
            (entry.standalone, "The conversation"),
        ):
            found = check(words)
            if isinstance(found, AskToRemove):
                return (
                    f"{whose} seems to hold {found.listed}. Please take that out and send it again. "
                    "Nothing was kept."
                )
        return None

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """No other thread or process writes while the block runs; what goes wrong in it is one line."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with filelock.FileLock(f"{self.path}.lock", timeout=_PATIENCE, mode=0o600):
                yield
        except filelock.Timeout:
            raise FeedbackUnwritable("feedback could not be kept just now: please send it again") from None
        except OSError as error:
            raise FeedbackUnwritable(
                f"feedback cannot be kept in {self.path} ({error.strerror}): make the folder writable"
            ) from None

    def _clean(self) -> Tidied:
        """Old and damaged lines are gone; the file is written anew only where there are any."""
        whole = self.path.read_bytes() if self.path.exists() else b""
        kept: list[bytes] = []
        old = damaged = 0
        for line in filter(bytes.strip, whole.split(b"\n")):
            day = _day_of(line)
            if day is None:
                damaged += 1
            elif (self._today() - day).days >= self.days:
                old += 1
            else:
                kept.append(line + b"\n")
        if b"".join(kept) != whole:
            aside = self.path.with_name(f"{self.path.name}.tmp")
            aside.unlink(missing_ok=True)
            _write(aside, b"".join(kept))
            aside.replace(self.path)
        if old or damaged:
            _log.info("feedback: %d old and %d damaged lines dropped, %d kept", old, damaged, len(kept))
        return Tidied(len(kept), old, damaged)

    def _append(self, line: bytes) -> None:
        _write(self.path, line)


def _write(path: Path, words: bytes) -> None:
    """The bytes stand at the end of the file, on the disk; the owner alone may read it."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "ab") as file:
        os.fchmod(file.fileno(), 0o600)  # a file that was there already may be open to all
        file.write(words)
        file.flush()
        os.fsync(file.fileno())


def _as_data(entry: Entry) -> Mapping[str, Any]:
    return {
        "id": entry.id,
        "when": entry.when.isoformat(),
        "generation": entry.generation,
        "question": entry.question,
        "standalone": entry.standalone,
        "status": entry.status,
        "cited": [
            {"document": one.document_id, "start": one.span.start, "end": one.span.end, "quote": one.quote}
            for one in entry.cited
        ],
        "verdict": entry.verdict,
        "comment": entry.comment,
    }


def _day_of(line: bytes) -> date | None:
    """The day of a line; None where it is damaged: without a day nobody could tell when it must go."""
    try:
        return date.fromisoformat(json.loads(line)["when"])
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


def _shareable(quote: str) -> str:
    """The quote, or "" where personal data stands in it: an original may hold an address."""
    return "" if isinstance(check(quote), AskToRemove) else plain(quote)


def _tidy(comment: str) -> str:
    return plain(comment).strip()


def _new_id() -> str:
    return secrets.token_hex(8)


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _days(days: int) -> str:
    return "1 day" if days == 1 else f"{days} days"
