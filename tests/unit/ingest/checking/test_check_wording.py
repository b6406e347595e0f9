"""What check-corpus says of sentences, facts, sections and shared wording."""

from __future__ import annotations

import copy
from pathlib import Path

import pytest
from digests import COST, FACTS, FRONT, LED, MADE, TEXT, found, put, saying

from ingest.checking.measures import reading_age


def words_and(ending: str, number: int) -> str:
    return " ".join(["Fostering", *["went"] * (number - 2), ending])


def test_a_sentence_of_45_words_passes_and_one_of_46_does_not(tmp_path: Path) -> None:
    saying(tmp_path, words_and("on.", 45), "It went on.")
    assert found(tmp_path) == []
    saying(tmp_path, words_and("on.", 46), "It went on.")
    (line,) = found(tmp_path)
    assert line.startswith('harbour-2030.md: "Fostering went')
    assert "has 46 words; cut it into sentences of at most 45" in line


def test_a_lead_in_and_the_items_of_its_list_are_sentences_apart(tmp_path: Path) -> None:
    lead, item = words_and("so:", 30), words_and("on.", 30)
    more = {"id": "F9", "fact": "So.", "said_by": "report", "sources": ["r"], "sentences": [lead, item]}
    put(tmp_path, text=f"{TEXT}\n{lead}\n\n- {item}\n", facts=[*FACTS, more])
    assert found(tmp_path) == []


@pytest.mark.parametrize("first", ["It", "They", "This", "He", "She", "These", "Those"])
def test_a_sentence_that_leans_on_the_one_before_is_found(tmp_path: Path, first: str) -> None:
    saying(tmp_path, f"{first} said so to the Harbour Inquiry.", "It was said.")
    (line,) = found(tmp_path)
    assert f"cannot stand alone; say what it is about instead of {first}" in line


@pytest.mark.parametrize(
    "sentence",
    [
        "It was in March 2030 that the Harbour Inquiry ended.",
        "It was Mary Okoro who led the Harbour Inquiry.",
        "It was agreed at the Harbour Inquiry that more was to be done.",
        "Item by item the Harbour Inquiry went on.",
    ],
)
def test_a_sentence_whose_first_word_leans_on_nothing_passes(tmp_path: Path, sentence: str) -> None:
    saying(tmp_path, sentence, "Item by item.")
    assert found(tmp_path) == []


def test_a_lead_in_may_point_to_its_list_but_not_back(tmp_path: Path) -> None:
    saying(tmp_path, "These were asked of the Harbour Inquiry:", "Some things were asked.")
    assert found(tmp_path) == []
    saying(tmp_path, "They asked this of the Harbour Inquiry:", "Some things were asked.")
    assert len(found(tmp_path)) == 1


# --- facts -------------------------------------------------------------------------------------------


def test_a_sentence_under_no_fact_is_found(tmp_path: Path) -> None:
    put(tmp_path, facts=FACTS[1:])
    (line,) = found(tmp_path)
    assert line.startswith(f'harbour-2030.md: "{LED}" is under no fact; list it in ')


@pytest.mark.parametrize("listed", [LED.replace("with", "With"), f"{MADE} {COST}", "Nobody led it."])
def test_a_listed_sentence_that_does_not_stand_in_the_digest_is_found(tmp_path: Path, listed: str) -> None:
    facts = copy.deepcopy(FACTS)
    facts[0]["sentences"].append(listed)
    put(tmp_path, facts=facts)
    (line,) = found(tmp_path)
    assert line.startswith("harbour-2030.yaml: fact F1: ")
    assert "is no sentence of" in line


def test_a_fact_needs_a_source_and_an_id_of_its_own(tmp_path: Path) -> None:
    facts = copy.deepcopy(FACTS)
    facts[0]["sources"] = []
    facts[2]["id"] = "F2"
    put(tmp_path, facts=facts)
    assert found(tmp_path) == [
        "harbour-2030.yaml: fact F2: 2 facts bear this id; number them",
        "harbour-2030.yaml: fact F1: has no source; name one",
    ]


def test_what_is_also_asked_stands_under_a_heading_of_the_digest(tmp_path: Path) -> None:
    put(tmp_path, also_asked={"Who led": ["Who was in the chair?"]})
    (line,) = found(tmp_path)
    assert line.startswith('harbour-2030.yaml: also_asked: "Who led" is no heading of ')


# --- sections ----------------------------------------------------------------------------------------


def test_an_empty_section_is_found_and_one_with_only_sections_below_is_not(tmp_path: Path) -> None:
    put(tmp_path, text=TEXT + "\n## What came of it\n\n### So far\n\n")
    lines = found(tmp_path)
    assert [line.split('"')[1] for line in lines] == ["What came of it", "So far"]
    below = TEXT.replace("## Who led it\n", "## Before\n\n### Who led it\n")
    put(tmp_path, text=below)
    assert found(tmp_path) == []


def test_a_heading_of_12_words_passes_and_one_of_13_does_not(tmp_path: Path) -> None:
    put(tmp_path, text=TEXT.replace("What it recommended", " ".join(["What"] * 12)))
    assert found(tmp_path) == []
    put(tmp_path, text=TEXT.replace("What it recommended", " ".join(["What"] * 13)))
    (line,) = found(tmp_path)
    assert "has more than 12 words; shorten it" in line


def test_the_title_may_be_as_long_as_it_is(tmp_path: Path) -> None:
    title = "Harbour Inquiry into the fostering of children of all ages in Westhaven, Wales, in 2030"
    put(tmp_path, title=title, text=TEXT.replace(str(FRONT["title"]), title))
    assert found(tmp_path) == []


# --- shared wording ----------------------------------------------------------------------------------

OTHER = "The quay was closed to every ship for one whole summer."


def other(folder: Path, sentence: str, **changes: object) -> None:
    """A second document with this sentence."""
    fact = {"id": "F1", "fact": sentence, "said_by": "report", "sources": ["r"], "sentences": [sentence]}
    put(
        folder,
        "quay-2030",
        text=f"## What\n\n{sentence}\n",
        facts=[fact],
        **{"title": "Quay report", "also_asked": {}, **changes},  # type: ignore[arg-type]
    )


def test_eight_words_shared_with_another_document_are_found_once_and_seven_are_not(tmp_path: Path) -> None:
    saying(tmp_path, "Then the quay WAS closed, to every ship; in spring.", "So it was.")
    other(tmp_path, OTHER)
    assert found(tmp_path) == []
    saying(tmp_path, "Then the quay WAS closed, to every ship; for good.", "So it was.")
    (line,) = found(tmp_path)
    assert line.startswith("harbour-2030.md: 8 words in a row stand in ")
    assert 'quay-2030.md too: "the quay was closed to every ship for"; reword them' in line


def test_a_longer_run_is_told_whole(tmp_path: Path) -> None:
    saying(tmp_path, OTHER, "So it was.")
    other(tmp_path, OTHER)
    (line,) = found(tmp_path)
    assert "11 words in a row" in line


@pytest.mark.parametrize(
    "changes",
    [
        {"title": "Why the quay was closed to every ship for one whole summer"},
        {"publisher": "The quay was closed to every ship for one whole summer"},
        {"sources": [{"title": "How the quay was closed to every ship for one whole summer"}]},
        {"links": {"r": {"title": "How the quay was closed to every ship for one whole summer"}}},
        {"also_asked": {"What": ["Why is it that the quay was closed to every ship for one whole summer?"]}},
    ],
)
def test_a_run_inside_a_title_a_name_or_an_also_asked_line_is_shared_by_right(
    tmp_path: Path, changes: dict[str, object]
) -> None:
    saying(tmp_path, OTHER, "So it was.")
    other(tmp_path, OTHER, **changes)
    assert found(tmp_path) == []


def test_a_name_counts_as_one_word_of_a_run(tmp_path: Path) -> None:
    body = "Board for Quays, Harbours and Ferries of Westhaven"
    saying(tmp_path, f"Men of the {body} came.", f"The {body} came.")
    other(tmp_path, f"Women of the {body} came.")
    assert found(tmp_path) == []
    saying(tmp_path, f"All of us saw men of the {body} come.", f"The {body} came.")
    other(tmp_path, f"All of us saw men of the {body} come.")
    assert len(found(tmp_path)) == 1


def test_the_texts_of_another_folder_are_compared_too(tmp_path: Path) -> None:
    folder, against = tmp_path / "corpus", tmp_path / "records"
    (against / "deep").mkdir(parents=True)
    folder.mkdir()
    saying(folder, OTHER, "So it was.")
    (against / "deep" / "a.txt").write_text(OTHER.upper(), "utf-8")
    (against / "b.html").write_text(f"<html><body><p>{OTHER}</p></body></html>", "utf-8")
    (against / "c.csv").write_text(OTHER, "utf-8")
    lines = found(folder, against)
    assert len(lines) == 2
    assert "b.html too" in lines[0]
    assert "a.txt too" in lines[1]
    assert found(folder, folder) == []


def test_a_text_that_cannot_be_compared_with_is_found(tmp_path: Path) -> None:
    folder, against = tmp_path / "corpus", tmp_path / "records"
    against.mkdir()
    folder.mkdir()
    put(folder)
    (against / "a.txt").write_bytes(b"%PDF-1.7 broken")
    (line,) = found(folder, against)
    assert "cannot be compared with" in line


# --- measures ----------------------------------------------------------------------------------------


def test_the_reading_age_is_the_coleman_liau_index_and_five() -> None:
    # 10 words of 5 letters in 2 sentences: L = 500, S = 20, 0.0588 L - 0.296 S - 15.8 = 7.68.
    assert reading_age(["Abcde abcde abcde abcde abcde.", "Abcde abcde abcde abcde abcde!"]) == 12.7
    assert reading_age([]) == 0
