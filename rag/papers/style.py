"""How papers look: the program's own look, or that of a council, read from a file of a few lines."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints, ValidationError

from rag.errors import BadSetting
from rag.papers.words import one_line

#: Bytes of a logo; it travels in every paper, and is shown 15 mm high.
LARGEST_LOGO = 1_000_000

#: Bytes of the file; six short lines are far fewer.
_LARGEST_FILE = 20_000

#: What text has to differ from the white it stands on by (WCAG 2.2, 1.4.3, for text of any size).
LEAST_CONTRAST = 4.5

_MEDIA = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture of a council's, its bytes and what kind they are: "image/png" or "image/jpeg"."""

    data: bytes
    media: str


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """How papers look. ``accent`` is "#rrggbb"; ``name`` and ``footer`` may be empty.

    A font that is not on the reader's machine is shown as one that is; the PDF takes the nearest where it is made.
    """

    name: str = ""
    heading_font: str = "Arial"
    body_font: str = "Arial"
    accent: str = "#1d4f73"
    logo: Logo | None = None
    footer: str = ""


def load_style(path: Path) -> HouseStyle:
    """The look the YAML file describes; what it does not name is as in ``HouseStyle()``.

    Raises:
        BadSetting: the file cannot be read, a key is unknown, or a value is not fit; the line names file and key.
    """
    try:
        with path.open("rb") as file:
            raw = file.read(_LARGEST_FILE + 1)
        if len(raw) > _LARGEST_FILE:
            raise BadSetting(
                f"house style {path}: longer than {_LARGEST_FILE:,} bytes; a few lines are enough"
            )
        given = yaml.safe_load(raw.decode("utf-8-sig"))
    except OSError as error:
        raise BadSetting(f"house style {path}: cannot be read: {error.strerror}; check its path") from None
    except (UnicodeDecodeError, yaml.YAMLError, RecursionError):
        raise BadSetting(
            f"house style {path}: not a YAML file; write lines such as name: Our Council"
        ) from None
    try:
        described = _Described.model_validate({} if given is None else given)
    except ValidationError as error:
        raise BadSetting(f"house style {path}: {_trouble(error.errors()[0])}") from None
    values: dict[str, Any] = described.model_dump(exclude={"logo"})
    return HouseStyle(**values, logo=_logo(path, described.logo) if described.logo else None)


def contrast_on_white(colour: str) -> float:
    """The contrast of the colour "#rrggbb" with white, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


# --- what the file may say ---------------------------------------------------------------------------


def _readable(colour: str) -> str:
    seen = contrast_on_white(colour)
    if seen < LEAST_CONTRAST:
        raise ValueError(
            f"{colour} is too pale on white (contrast {seen:.1f}, at least {LEAST_CONTRAST} is needed): "
            "choose a darker colour"
        )
    return colour.lower()


#: Font names have letters, digits, spaces and hyphens; nothing else has to be told from a style sheet's own signs.
_Font = Annotated[str, StringConstraints(pattern=r"^[^\W_][\w -]{0,59}$", strip_whitespace=True)]
_Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9A-Fa-f]{6}$"), AfterValidator(_readable)]
_Short = Annotated[str, StringConstraints(max_length=200), AfterValidator(one_line)]


class _Described(BaseModel):
    """The file as it may be written."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    name: _Short = HouseStyle().name
    heading_font: _Font = HouseStyle().heading_font
    body_font: _Font = HouseStyle().body_font
    accent: _Colour = HouseStyle().accent
    logo: str | None = None
    footer: _Short = HouseStyle().footer


_WANTED = {
    "accent": 'write a colour in quotation marks, as "#1d4f73"',
    "heading_font": "write the name of a font, as Arial",
    "body_font": "write the name of a font, as Arial",
    "logo": "write the name of a PNG or JPEG file beside this one",
    "name": "write up to 200 characters of text",
    "footer": "write up to 200 characters of text",
}


def _trouble(error: Any) -> str:
    """What is wrong, and what to write instead, of the first trouble pydantic has found."""
    key = one_line(str(error["loc"][0]))[:60] if error["loc"] else ""
    if not key:
        return "not a list of keys and values; write lines such as name: Our Council"
    if error["type"] == "extra_forbidden":
        return f"unknown key {key}: use {', '.join(_WANTED)}"
    if error["type"] == "value_error":
        return f"{key}: {error['msg'].removeprefix('Value error, ')}"
    return f"{key}: {_WANTED.get(key, 'not fit')}"


# --- the logo ----------------------------------------------------------------------------------------


def _logo(path: Path, name: str) -> Logo:
    """The picture of that name beside the file, whole and of a kind that all writers draw."""
    at = f"house style {path}: logo:"
    if "\x00" in name or Path(name).name != name:
        raise BadSetting(f"{at} name a file in the same folder, without a path")
    try:
        with (path.parent / name).open("rb") as file:
            data = file.read(LARGEST_LOGO + 1)
    except OSError as error:
        raise BadSetting(f"{at} {name} cannot be read: {error.strerror}; put it beside the file") from None
    media = next((media for mark, media in _MEDIA.items() if data.startswith(mark)), None)
    if media is None:
        raise BadSetting(f"{at} {name} is neither PNG nor JPEG; save it as one of them")
    if len(data) > LARGEST_LOGO:
        raise BadSetting(f"{at} {name} is larger than 1 MB; save it smaller, it is shown 15 mm high")
    if not _drawn(data):
        raise BadSetting(f"{at} {name} is damaged and cannot be drawn; save it again")
    return Logo(data, media)


def _drawn(data: bytes) -> bool:
    """True where both the PDF's and the Word file's writer can draw the picture."""
    import typst
    from docx.image.image import Image

    try:
        Image.from_blob(data)
        drawing = f"#image(bytes(({','.join(map(str, data))},)))"
        typst.compile(drawing.encode(), format="pdf")
    except Exception:  # whatever a decoder makes of a damaged picture, it is damaged
        return False
    return True
