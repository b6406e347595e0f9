"""A language model's replies kept on disk: a run over kept ones asks the model nothing and is the same run again."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from rag.bootstrap import make_chat
from rag.files import replace_file
from rag.ports import Chat, Reply
from rag.settings import load_settings

#: Where replies are kept: beside the index, out of version control.
REPLIES = Path(".data/model-replies")


class _Kept(BaseModel):
    """A reply as its file holds it. ``model`` is for whoever opens the file: the name of the file says it too."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    model: str
    text: str
    input_tokens: int
    output_tokens: int
    milliseconds: float


@dataclass(frozen=True, slots=True)
class Asked:
    """One reply of a run. ``milliseconds`` is what the model took when it was asked; ``kept``: it was not asked now."""

    input_tokens: int
    output_tokens: int
    milliseconds: float
    kept: bool


class KeptReplies:
    """A Chat that asks another one each request once, whatever the run; ``asked`` are the replies of this run.

    What fails is not kept. Not shared between threads.
    """

    def __init__(
        self, name: str, make: Callable[[], Chat], folder: Path = REPLIES, *, refresh: bool = False
    ) -> None:
        """Nothing is read yet.

        Args:
            name: the model, "provider:name".
            make: opens the model when the first request is not among those kept: until then it needs no key.
            folder: where replies are kept; made when there is the first to keep.
            refresh: every request is asked anew, once in this run.
        """
        self.name = name
        self.asked: list[Asked] = []
        self._make, self._folder, self._refresh = make, folder, refresh
        self._chat: Chat | None = None
        self._renewed: set[Path] = set()

    def ready(self) -> None:
        """The model can be asked, or replies of it are kept.

        Raises:
            ModelUnavailable: neither; with what is missing.
        """
        if self._refresh or not any(self._of_this_model(path) for path in self._folder.glob("*.json")):
            self._opened()

    def complete(self, system: str, user: str, schema: Mapping[str, Any]) -> Reply:
        """The reply kept for just this request, else the model's, which is kept from now on.

        Raises:
            ModelUnavailable: there is none.
        """
        path = self._folder / f"{fingerprint(self.name, system, user, schema)}.json"
        anew = self._refresh and path not in self._renewed
        found = None if anew else _read(path)
        kept = found is not None
        if found is None:
            found = self._ask(system, user, schema)
            self._folder.mkdir(parents=True, exist_ok=True)
            replace_file(path, (found.model_dump_json(indent=1) + "\n").encode())
            self._renewed.add(path)
        self.asked.append(Asked(found.input_tokens, found.output_tokens, found.milliseconds, kept))
        return Reply(found.text, found.input_tokens, found.output_tokens)

    def stream(self, system: str, user: str, schema: Mapping[str, Any]) -> Iterator[Reply]:
        """The same reply, whole and once."""
        yield self.complete(system, user, schema)

    def _ask(self, system: str, user: str, schema: Mapping[str, Any]) -> _Kept:
        begun = time.perf_counter()
        said = self._opened().complete(system, user, schema)
        spent = (time.perf_counter() - begun) * 1000
        return _Kept(
            model=self.name,
            text=said.text,
            input_tokens=said.input_tokens,
            output_tokens=said.output_tokens,
            milliseconds=spent,
        )

    def _opened(self) -> Chat:
        if self._chat is None:
            self._chat = self._make()
        return self._chat

    def _of_this_model(self, path: Path) -> bool:
        found = _read(path)
        return found is not None and found.model == self.name


def model_to_ask(name: str | None, *, refresh: bool = False) -> KeptReplies | None:
    """The model of that name, ready to be asked, with the person's settings and ceilings; None where none is named.

    Raises:
        BadSetting: a setting is out of range.
        ModelUnavailable: its package or key is missing, and no reply of it is kept.
    """
    if name is None:
        return None
    settings = load_settings(model=name)

    def opened() -> Chat:
        found = make_chat(settings)
        assert found is not None
        return found

    found = KeptReplies(name, opened, refresh=refresh)
    found.ready()
    return found


def fingerprint(name: str, system: str, user: str, schema: Mapping[str, Any]) -> str:
    """The SHA-256 of a request: of the model's name and all that it is sent."""
    sent = json.dumps([name, system, user, schema], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(sent.encode("utf-8", "surrogatepass")).hexdigest()


def _read(path: Path) -> _Kept | None:
    """The reply of a file; None where there is none, or it is damaged: it is then asked for anew."""
    try:
        return _Kept.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return None
