"""What a question passes before anything is looked up or kept: no personal data in it, and not too many at once."""

from __future__ import annotations

import math
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass

from ingest.personal import PersonalKind, personal

#: Questions of one session in a minute: more than anybody types and reads, less than a script sends.
A_MINUTE = 20

#: Questions of all sessions in a minute. A new session costs nothing, so sessions alone would limit nobody; two cores
#: answer about ten a second.
A_MINUTE_IN_ALL = 400

#: Seconds that are looked back on.
_WINDOW = 60.0

BUSY = "Many people are asking just now. Please wait a moment and ask again."

_NAMES = {
    PersonalKind.NHS_NUMBER: "an NHS number",
    PersonalKind.NI_NUMBER: "a National Insurance number",
    PersonalKind.BIRTH_DATE: "a date of birth",
    PersonalKind.POSTCODE: "a postcode",
    PersonalKind.PHONE: "a phone number",
    PersonalKind.EMAIL: "an e-mail address",
}


@dataclass(frozen=True, slots=True)
class Allowed:
    """Nothing that looks like personal data was spotted."""


@dataclass(frozen=True, slots=True)
class AskToRemove:
    """Personal data of these kinds was spotted, the most telling first; the values themselves are not kept."""

    kinds: tuple[PersonalKind, ...]

    @property
    def listed(self) -> str:
        """The kinds in words: "an NHS number and a postcode"."""
        names = [_NAMES[kind] for kind in self.kinds]
        return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"

    @property
    def words(self) -> str:
        """What the person who asked is told."""
        return (
            f"Your question seems to hold {self.listed}. Please take that out, and any name of a child or a family, "
            "and ask again. Nothing was looked up and the question was not kept."
        )


def check(text: str) -> Allowed | AskToRemove:
    """Whether a question, or other words of a person, may be looked up and kept.

    Numbers, dates and addresses are spotted by their form; names of people are not. The time it takes grows with the
    text: call it for what ``web.markup.trouble_with`` has let pass.
    """
    found = personal(text)
    return AskToRemove(tuple(kind for kind in PersonalKind if kind in found)) if found else Allowed()


class RateLimiter:
    """Counts the questions of the last minute, for each session and in all; may be asked by many threads.

    A question that is turned away does not count. Sessions are forgotten a minute after their last question.
    """

    def __init__(
        self, most: int = A_MINUTE, in_all: int = A_MINUTE_IN_ALL, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """No question has been asked yet."""
        self._most = most
        self._in_all = in_all
        self._clock = clock
        self._lock = threading.Lock()
        self._all: deque[float] = deque()
        #: By session, the one that asked last at the end.
        self._of: OrderedDict[str, deque[float]] = OrderedDict()

    def turned_away(self, session: str) -> str | None:
        """None where this session may ask now, and its question is counted; else what the person is told."""
        with self._lock:
            now = self._clock()
            self._forget(now - _WINDOW)
            asked = self._of.get(session, deque())
            while asked and asked[0] <= now - _WINDOW:
                asked.popleft()
            if len(asked) >= self._most:
                return _slow_down(self._most, asked[0] + _WINDOW - now)
            if len(self._all) >= self._in_all:
                return BUSY
            asked.append(now)
            self._all.append(now)
            self._of[session] = asked
            self._of.move_to_end(session)
            return None

    @property
    def sessions(self) -> int:
        """How many sessions are remembered."""
        return len(self._of)

    def _forget(self, before: float) -> None:
        while self._all and self._all[0] <= before:
            self._all.popleft()
        while self._of and next(iter(self._of.values()))[-1] <= before:
            self._of.popitem(last=False)


def _slow_down(most: int, left: float) -> str:
    seconds = max(1, math.ceil(left))
    wait = "a second" if seconds == 1 else f"{seconds} seconds"
    return f"That was {most} questions within a minute. Please wait {wait} and ask again."
