"""A council's look: read as it is written, or refused in one line that names file and key."""

from __future__ import annotations

from pathlib import Path

import pytest

from rag.errors import BadSetting
from rag.papers.style import LEAST_CONTRAST, HouseStyle, Logo, contrast_on_white, load_style
from tests.unit.rag.papers.sample import png


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "style.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_a_look_is_read_with_its_logo(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(png())
    path = written(
        tmp_path,
        'name: Our Council\nheading_font: Gill Sans MT\nbody_font: Calibri\naccent: "#7A1F4D"\n'
        "logo: logo.png\nfooter: Our Council · Official\n",
    )
    assert load_style(path) == HouseStyle(
        "Our Council",
        "Gill Sans MT",
        "Calibri",
        "#7a1f4d",
        Logo(png(), "image/png"),
        "Our Council · Official",
    )


@pytest.mark.parametrize("text", ["", "# nothing yet\n", b"\xef\xbb\xbfname: ''\n"])
def test_what_is_not_named_is_as_it_is_without_a_file(tmp_path: Path, text: str | bytes) -> None:
    assert load_style(written(tmp_path, text)) == HouseStyle()


def test_the_looks_own_colour_reads_on_white() -> None:
    assert contrast_on_white(HouseStyle().accent) >= LEAST_CONTRAST
    assert contrast_on_white("#000000") == pytest.approx(21)
    assert contrast_on_white("#ffffff") == pytest.approx(1)
    assert contrast_on_white("#767676") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("colour: red\n", "unknown key colour: use accent"),
        ("accent: red\n", 'accent: write a colour in quotation marks, as "#1d4f73"'),
        ("accent: #7a1f4d\n", "accent: write a colour in quotation marks"),
        ("accent: '#12345'\n", "accent: write a colour"),
        ("accent: '#123456\\n'\n", "accent: write a colour"),
        (
            "accent: '#ffcc00'\n",
            "accent: #ffcc00 is too pale on white (contrast 1.5, at least 4.5 is needed)",
        ),
        ('body_font: "x\';}*{background:url(y)"\n', "body_font: write the name of a font, as Arial"),
        ("heading_font: 7\n", "heading_font: write the name of a font"),
        ("name: [a, b]\n", "name: write up to 200 characters of text"),
        (f"footer: {'x' * 201}\n", "footer: write up to 200 characters"),
        ("- a\n- b\n", "not a list of keys and values"),
        ("just words\n", "not a list of keys and values"),
        ("a: b: c\n", "not a YAML file"),
        ("a: !!python/object/apply:os.system ['true']\n", "not a YAML file"),
        (b"name: \xff\n", "not a YAML file"),
        (f"name: {'x' * 30_000}\n", "longer than 20,000 bytes"),
        ("logo: 3\n", "logo: write the name of a PNG or JPEG file"),
        (
            "logo: none.png\n",
            "logo: none.png cannot be read: No such file or directory; put it beside the file",
        ),
        ("logo: ../logo.png\n", "logo: name a file in the same folder, without a path"),
        ("logo: /etc/passwd\n", "logo: name a file in the same folder, without a path"),
        ('logo: "a\\0b"\n', "logo: name a file in the same folder, without a path"),
        ("logo: style.yaml\n", "logo: style.yaml is neither PNG nor JPEG; save it as one of them"),
    ],
)
def test_what_is_not_fit_is_said_in_one_line(tmp_path: Path, text: str | bytes, said: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(BadSetting) as caught:
        load_style(path)
    assert str(caught.value).startswith(f"house style {path}: {said}")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (png() + b"\0" * 1_000_000, "larger than 1 MB"),
        (png()[:60], "damaged and cannot be drawn"),
        (png()[:8], "damaged and cannot be drawn"),
        (b"\xff\xd8\xff\xe0 nothing", "damaged and cannot be drawn"),
    ],
)
def test_a_logo_that_cannot_be_drawn_is_refused(tmp_path: Path, data: bytes, said: str) -> None:
    (tmp_path / "logo.png").write_bytes(data)
    with pytest.raises(BadSetting, match=f"logo: logo.png is {said}"):
        load_style(written(tmp_path, "logo: logo.png\n"))


def test_a_file_that_is_not_there_is_said_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match=r"house style .*none\.yaml: cannot be read: No such file"):
        load_style(tmp_path / "none.yaml")
