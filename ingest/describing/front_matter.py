"""What a document says of itself: its front matter or its companion, strictly checked."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

import yaml
from frontmatter.default_handlers import YAMLHandler
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)

from rag.domain import ContentDate, Dating, Form, Kind, Standing
from rag.errors import BadDocument

#: What a reader can be warned of; the words for each are in corpus/README.md.
NOTICES = (
    "undated",
    "truncated",
    "machine_paraphrased",
    "plan_not_outcome",
    "publisher_unknown",
    "disputed_facts",
    "speaker_unnamed",
    "relative_dates",
    "mostly_furniture",
    "looks_scanned",
)

#: Keys of a companion that are about its list of facts and describe no document.
_OF_THE_FACTS = ("document", "facts", "also_asked")

#: The whole of a front matter title stands before every passage the encoder reads (characters).
_LONGEST_TITLE = 300


def as_written(value: object) -> object:
    """A date as the text a person wrote: YAML reads 2009 as a number and 2010-06-01 as a date."""
    if isinstance(value, date):
        return value.isoformat()[:10]
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _printable(value: str) -> str:
    if not value.isprintable():
        raise ValueError("it holds characters that do not print")
    return value


_Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=_LONGEST_TITLE)]
DateText = Annotated[
    str, BeforeValidator(as_written), StringConstraints(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")
]
_Strict = ConfigDict(frozen=True, extra="forbid")


class _Person(BaseModel):
    model_config = _Strict
    name: _Words
    role: Annotated[str, StringConstraints(strip_whitespace=True)] = ""


class SourceFields(BaseModel):
    """A page something rests on, with its address where it has one."""

    model_config = _Strict
    title: _Words
    url: Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"]+$")] | None = None


class FrontMatter(BaseModel):
    """The fields a document may describe itself by; every other is refused. None: not said."""

    model_config = _Strict

    id: Annotated[_Words, BeforeValidator(as_written)] | None = None
    title: _Words | None = None
    form: Form | None = None
    kind: Kind | None = None
    publisher: _Words | None = None
    published: DateText | None = None
    dating: Dating | None = None
    dating_reason: str = ""
    jurisdiction: _Words | None = None
    standing: Standing | None = None
    people: tuple[_Person, ...] = ()
    sources: tuple[SourceFields, ...] = ()
    notices: tuple[str, ...] = Field(default=())
    licence: _Words | None = None
    reviewed: DateText | None = None

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> FrontMatter:
        """Refuse ids and notices nobody can use, impossible dates, and a dating that the date contradicts."""
        _printable(self.id or "x")
        _printable(self.title or "x")
        for written in (self.published, self.reviewed):
            if written is not None:
                ContentDate.parse(written)
        unknown = [notice for notice in self.notices if notice not in NOTICES]
        if unknown:
            raise ValueError(f'unknown notice "{unknown[0]}"; use one of {", ".join(NOTICES)}')
        if self.published is None and self.dating in (Dating.STATED, Dating.INFERRED):
            raise ValueError(f'dating is "{self.dating}" but published is missing')
        if self.published is not None and self.dating is Dating.UNKNOWN:
            raise ValueError('dating is "unknown" but published is given')
        if self.form is Form.DIGEST and self.title is None:
            raise ValueError("a digest needs a title")
        return self


def front_matter(text: str, companion: str | None = None) -> tuple[FrontMatter | None, int]:
    """What the file says about itself, None if nothing, and where its text begins.

    A file without front matter may be described by its companion.

    Raises:
        BadDocument: what is said is not YAML, has an unknown field, or a value that cannot be.
    """
    handler = YAMLHandler()
    if handler.detect(text):
        try:
            _, written, rest = handler.FM_BOUNDARY.split(text, 2)
        except ValueError:
            return None, 0  # a rule under nothing, not front matter
        fields = _mapping(written, "front matter")
        if fields is not None:
            start = len(text) - len(rest)
            return _validated(fields, "front matter"), start
    if companion is not None:
        fields = _mapping(companion, "companion")
        described = {key: value for key, value in (fields or {}).items() if key not in _OF_THE_FACTS}
        if isinstance(described.get("sources"), dict):
            del described["sources"]  # a companion's short names for the sources of its facts
        if described.keys() - {"reviewed"}:
            return _validated(described, "companion"), 0
    return None, 0


def _mapping(written: str, where: str) -> dict[str, Any] | None:
    """The fields of a piece of YAML, or None where it is not a mapping."""
    try:
        fields = yaml.safe_load(written)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f" (line {mark.line + 1})" if mark else ""
        raise BadDocument(f"{where} is not YAML{line}: check colons, quotes and indents") from None
    except (ValueError, RecursionError):
        raise BadDocument(f"{where} holds a value that cannot be read: put dates in quotes") from None
    return {str(key): value for key, value in fields.items()} if isinstance(fields, dict) else None


def _validated(fields: dict[str, Any], where: str) -> FrontMatter:
    try:
        return FrontMatter.model_validate(fields)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        reason = (
            "unknown field"
            if first["type"] == "extra_forbidden"
            else first["msg"].removeprefix("Value error, ")
        )
        raise BadDocument(f"{where}: {field}: {reason}" if field else f"{where}: {reason}") from None
