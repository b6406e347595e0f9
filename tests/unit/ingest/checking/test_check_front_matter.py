"""What check-corpus says of front matter, dates and links."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from digests import FRONT, TEXT, found, put, saying

from ingest.checking.links import fault_of


def test_a_sound_digest_is_clean(tmp_path: Path) -> None:
    put(tmp_path)
    assert found(tmp_path) == []


@pytest.mark.parametrize(
    "field", ["kind", "standing", "jurisdiction", "licence", "reviewed", "sources", "dating_reason"]
)
def test_a_digest_without_a_field_it_needs_is_found(tmp_path: Path, field: str) -> None:
    put(tmp_path, **{field: None})
    (line,) = found(tmp_path)
    assert line.startswith(f"harbour-2030.md: {field}: is missing; ")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"id": "other"}, 'harbour-2030.md: id: "other" is not the name of the file'),
        (
            {"published": None, "dating": None},
            "harbour-2030.md: published: is missing; give the date, or write",
        ),
        ({"dating": None}, "harbour-2030.md: dating: is missing; write stated or inferred"),
        ({"document": "other"}, 'harbour-2030.yaml: document: is "other"; write "harbour-2030"'),
        ({"form": None}, "harbour-2030.md: form: is not digest, though"),
        ({"kind": "novel"}, "harbour-2030.md: front matter: kind: "),
        ({"facts": [{"id": "F1"}]}, "harbour-2030.yaml: companion: facts.0.fact: "),
        ({"read": "2031-02-30"}, "harbour-2030.yaml: reviewed: 2031-02-30 is no date"),
    ],
)
def test_what_a_document_says_of_itself_must_fit(tmp_path: Path, changes: dict[str, Any], said: str) -> None:
    put(tmp_path, **changes)
    lines = found(tmp_path)
    assert any(line.startswith(said) for line in lines), lines


def test_a_digest_of_unknown_date_needs_no_date(tmp_path: Path) -> None:
    put(tmp_path, published=None, dating="unknown", dating_reason=None)
    assert found(tmp_path) == []


def test_a_digest_without_a_companion_is_found_once(tmp_path: Path) -> None:
    put(tmp_path)
    (tmp_path / "harbour-2030.yaml").unlink()
    (line,) = found(tmp_path)
    assert line.startswith("harbour-2030.md: companion: there is no ")


def test_an_original_is_asked_for_no_facts_and_may_lean(tmp_path: Path) -> None:
    put(tmp_path)
    front = "---\ntitle: A page of ours\n---\n"
    (tmp_path / "page.md").write_text(
        f"{front}# A page\n\n## Empty\n\n## Full\n\nIt said so in 2950.\n", "utf-8"
    )
    assert found(tmp_path) == []


def test_what_cannot_be_a_document_is_found_under_the_name_the_folder_was_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path)
    (tmp_path / "plain.md").write_text("Words without front matter.\n", "utf-8")
    (tmp_path / "sheet.xlsx").write_bytes(b"x")
    monkeypatch.chdir(tmp_path.parent)
    lines = found(Path(tmp_path.name))
    assert [line.partition(":")[0] for line in lines] == ["plain.md", "sheet.xlsx"]


def test_two_documents_under_one_id_or_title_are_told_apart(tmp_path: Path) -> None:
    put(tmp_path)
    put(
        tmp_path,
        "quay-2030",
        text="## What\n\nNothing.\n",
        title=str(FRONT["title"]).upper(),
        id="harbour-2030",
    )
    lines = [line for line in found(tmp_path) if "change one" in line]
    assert [line.split(": ")[1] for line in lines] == ["id", "title"]
    assert all(line.startswith("quay-2030.md: ") and "harbour-2030.md too" in line for line in lines)


# --- dates -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"published": "2031-06-02"}, "harbour-2030.md: published: 2031-06-02 is in the future; correct it"),
        ({"reviewed": "2031-07"}, "harbour-2030.md: reviewed: 2031-07 is in the future; correct it"),
        (
            {"reviewed": "2030-02"},
            "harbour-2030.md: reviewed: 2030-02 is before published, 2030-03-14; correct one",
        ),
        ({"read": "2032"}, "harbour-2030.yaml: reviewed: 2032 is in the future; "),
    ],
)
def test_dates_that_cannot_be_are_found(tmp_path: Path, changes: dict[str, Any], said: str) -> None:
    put(tmp_path, **changes)
    assert any(line.startswith(said) for line in found(tmp_path))


def test_a_date_of_today_is_no_date_of_the_future(tmp_path: Path) -> None:
    put(tmp_path, reviewed="2031-06-01")
    assert found(tmp_path, today=date(2031, 6, 1)) == []
    assert found(tmp_path, today=date(2031, 5, 31)) != []


@pytest.mark.parametrize("year", ["1099", "1799", "2042"])
def test_a_year_out_of_reason_is_found(tmp_path: Path, year: str) -> None:
    sentence = f"The Harbour Inquiry looked at what was done in {year}."
    saying(tmp_path, sentence, f"The years up to {year} were looked at.")
    (line,) = found(tmp_path)
    assert line.startswith(f"harbour-2030.md: year {year} in ")


@pytest.mark.parametrize("written", ["1800", "2041", "1,099", "£1099", "Cm 1099", "1099.5", "1099 million"])
def test_other_numbers_of_four_figures_are_left_alone(tmp_path: Path, written: str) -> None:
    sentence = f"The Harbour Inquiry speaks of {written} in its report."
    saying(tmp_path, sentence, f"It has {written}.")
    assert found(tmp_path) == []


# --- links -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    [
        "https://www.example.org/a%20b?page=2#top",
        "http://web.example.org/+/www.example.org/x",
        None,
    ],
)
def test_an_address_that_leads_somewhere_has_no_fault(url: str | None) -> None:
    assert fault_of(url) is None


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        ("https://example.org/a b", "holds a space"),
        ("https://[example.org/", "cannot be taken apart"),
        ("https://example.org:port/", "cannot be taken apart"),
        ("ftp://example.org/a", "does not begin with https://"),
        ("https://me:secret@example.org/", "holds a name or a password"),
        ("https://intranet/a", "has no host with a dot"),
        ("https://example..org/a", "has no host with a dot"),
        ("https://example.org/a?UTM_source=x", "says who followed it"),
        ("https://example.org/a?b=1&utm_medium=", "says who followed it"),
    ],
)
def test_an_address_with_a_fault_is_told_what_to_do(url: str, fault: str) -> None:
    told = fault_of(url)
    assert told is not None
    assert told.startswith(fault)


def test_links_of_front_matter_and_companion_are_looked_at(tmp_path: Path) -> None:
    put(
        tmp_path,
        sources=[{"title": "The Harbour Inquiry report", "url": "https://harbour/report"}],
        links={"r": {"title": "The Harbour Inquiry report", "url": "https://a.example.org/?utm_id=1"}},
    )
    lines = found(tmp_path)
    assert [line.partition(": ")[0] for line in lines] == ["harbour-2030.md", "harbour-2030.yaml"]
    assert "https://harbour/report has no host" in lines[0]
    assert "source r: " in lines[1]


def test_the_text_may_hold_no_heading_at_all(tmp_path: Path) -> None:
    put(tmp_path, text=TEXT.replace("#", ""), also_asked={})
    assert not any("section" in line for line in found(tmp_path))
