"""Who may use the chat, where ASK_LOGIN_FILE is set: a name and a hashed password on each line.

``python -m web.door.logins NAME`` asks for a password and writes such a line. Only scrypt hashes are kept.
"""

from __future__ import annotations

import argparse
import asyncio
import base64
import getpass
import hashlib
import hmac
import re
import secrets
import sys
import time
import unicodedata
from collections import OrderedDict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from rag.errors import AskError, BadSetting

#: OWASP's parameters for scrypt with 16 MB of memory: about a fifth of a second on one core.
_N, _R, _P = 2**14, 8, 5

#: Bytes scrypt may take: twice what these parameters need.
_MEMORY = 64 * 1024 * 1024

#: Characters of a new password, and of one that is tried at all.
_SHORTEST, _LONGEST = 12, 256

#: Wrong passwords for a name before it has to wait, and the longest wait in seconds. Each failure doubles the wait.
_FREE, _LONGEST_WAIT = 3, 60.0

#: Names whose failures are remembered; made-up names must not fill the memory.
_MOST_NAMES = 10_000

#: Passwords hashed at a time, and tries that wait for it: a flood of them leaves a core for those who are in, and
#: passes when it ends.
_AT_ONCE, _MOST_WAITING = 1, 20

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{0,63}")
_LINE = re.compile(
    rf"(?P<name>{_NAME.pattern}):scrypt:(?P<salt>[A-Za-z0-9+/]{{22}}==):(?P<key>[A-Za-z0-9+/]{{43}}=)"
)


@dataclass(frozen=True, slots=True)
class Secret:
    """What is kept of a password."""

    salt: bytes
    key: bytes = b""

    def keyed(self, password: str) -> Secret:
        """The same salt with the key of this password."""
        # The same letters typed on another keyboard must give the same bytes.
        typed = unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")
        return Secret(
            self.salt, hashlib.scrypt(typed, salt=self.salt, n=_N, r=_R, p=_P, maxmem=_MEMORY, dklen=32)
        )

    def opened_by(self, password: str) -> bool:
        """True for the password it was made of; as slow, to the eye, for any other."""
        return hmac.compare_digest(self.keyed(password).key, self.key)


def entry(name: str, password: str) -> str:
    """The line of the login file for a name and a password, with a fresh salt.

    Raises:
        BadSetting: the name or the password cannot be used.
    """
    if not _NAME.fullmatch(name):
        raise BadSetting(f"{name[:64]!r} is no login name: use up to 64 letters, figures and . _ @ -")
    if not _SHORTEST <= len(password) <= _LONGEST:
        raise BadSetting(f"the password has {len(password)} characters: use {_SHORTEST} to {_LONGEST}")
    made = Secret(secrets.token_bytes(16)).keyed(password)
    return f"{name}:scrypt:{base64.b64encode(made.salt).decode()}:{base64.b64encode(made.key).decode()}"


def read_logins(path: Path) -> dict[str, Secret]:
    """The names of a login file with their hashed passwords; empty lines and lines with # in front are passed over.

    Raises:
        BadSetting: the file cannot be read, a line is not an entry, a name stands twice, or there is none.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8 text"
        raise BadSetting(f"ASK_LOGIN_FILE: {path} cannot be read ({reason}): give another file") from None
    found: dict[str, Secret] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        # What stands in the line is not shown: it may be a password.
        read = _LINE.fullmatch(line.strip())
        if read is None:
            raise BadSetting(
                f"ASK_LOGIN_FILE: {path} line {number} is no entry: make one with python -m web.door.logins NAME"
            )
        if read["name"] in found:
            raise BadSetting(f"ASK_LOGIN_FILE: {path} line {number}: the name stands twice: take one out")
        found[read["name"]] = Secret(base64.b64decode(read["salt"]), base64.b64decode(read["key"]))
    if not found:
        raise BadSetting(f"ASK_LOGIN_FILE: {path} has no entry: make one with python -m web.door.logins NAME")
    return found


class Logins:
    """Lets people in by name and password; ``admits`` is what the page asks.

    After some failures a name has to wait, and longer with each further one; until then even its right password is
    refused, unhashed. Nothing that can be seen or timed tells a name that exists from one that does not.
    """

    def __init__(self, known: dict[str, Secret], clock: Callable[[], float] = time.monotonic) -> None:
        """Nobody has tried yet."""
        self._known = dict(known)
        self._nobody = Secret(secrets.token_bytes(16), secrets.token_bytes(32))
        self._clock = clock
        self._pool = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="login")
        #: By name: failures in a row, and the time before which no further try is looked at.
        self._failures: OrderedDict[str, tuple[int, float]] = OrderedDict()
        self._waiting = 0

    async def admits(self, name: str, password: str) -> bool:
        """True for the password of a name. Hashing runs beside the event loop, which goes on serving."""
        name = name[:_LONGEST]
        if self._must_wait(name) or len(password) > _LONGEST or self._waiting >= _MOST_WAITING:
            return False
        # Counted as a failure until it is known to be none: tries sent together must not slip through together.
        self._note_failure(name)
        secret = self._known.get(name)
        self._waiting += 1
        try:
            check = (secret or self._nobody).opened_by
            opened = await asyncio.get_running_loop().run_in_executor(self._pool, check, password)
        finally:
            self._waiting -= 1
        if secret is None or not opened:
            return False
        self._failures.pop(name, None)
        return True

    def _must_wait(self, name: str) -> bool:
        return self._clock() < self._failures.get(name, (0, 0.0))[1]

    def _note_failure(self, name: str) -> None:
        count = self._failures.get(name, (0, 0.0))[0] + 1
        # The exponent is held down: a float overflows after a thousand failures.
        wait = 0.0 if count < _FREE else min(_LONGEST_WAIT, 2.0 ** min(count - _FREE, 10))
        self._failures[name] = (count, self._clock() + wait if wait else 0.0)
        self._failures.move_to_end(name)
        if len(self._failures) > _MOST_NAMES:
            self._failures.popitem(last=False)


def open_logins(path: Path | None) -> Logins | None:
    """The logins of the file that the settings name; None where they name none and everybody may come in.

    Raises:
        BadSetting: the file cannot be used.
    """
    return None if path is None else Logins(read_logins(path))


def main(argv: Sequence[str] | None = None, ask: Callable[[str], str] = getpass.getpass) -> int:
    """0 after one entry was written to standard output; 2 with one line on standard error where none can be made."""
    parser = argparse.ArgumentParser(
        prog="python -m web.door.logins", description="Write an entry for ASK_LOGIN_FILE.", allow_abbrev=False
    )
    parser.add_argument("name", metavar="NAME")
    name = parser.parse_args(argv).name
    try:
        password = ask("Password: ")
        if ask("Once more: ") != password:
            raise BadSetting("the two passwords differ: try again")
        sys.stdout.write(f"{entry(name, password)}\n")
    except (AskError, EOFError, KeyboardInterrupt) as error:
        sys.stderr.write(f"{str(error) or 'no password was given: try again'}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
