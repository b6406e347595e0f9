from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

import pytest

from rag.briefing.brief import Briefing, Length, Part, Wanted
from rag.briefing.editing import Edits, GroupMarks, Mark, edited
from rag.briefing.making import make
from rag.briefing.picturing import picture_of
from rag.briefing.printing import paper_of
from rag.domain import Filter, Form
from rag.papers.paper import Grid, Heading, Line, Look, Paper, Picture, Run, SignOff
from rag.permalinks import How, find
from tests.records import pipeline_of, record
from tests.unit.rag.briefing.sample import (
    ANSWERED,
    DUNMERE,
    GAZETTE,
    TODAY,
    UNANSWERED,
    WEXCOMBE,
    made,
    records,
    section,
)

PAGE = "https://reviews.example.org/"


def paper(briefing: Briefing, picture: Picture | None = None) -> Paper:
    return paper_of(briefing, records().documents, PAGE, TODAY, picture)


def lines(found: Paper, look: Look) -> list[str]:
    return [block.text for block in found.blocks if isinstance(block, Line) and block.look is look]


def headings(found: Paper, level: int) -> list[str]:
    return [block.text for block in found.blocks if isinstance(block, Heading) and block.level == level]


def said(found: Paper) -> list[tuple[str, str]]:
    """The words before each note, up to the note before, with the record the note is of."""
    told, words = [], ""
    for block in found.blocks:
        runs: tuple[Run, ...] = ()
        if isinstance(block, Line):
            runs = block.runs
        elif isinstance(block, Grid):
            runs = tuple(run for row in block.rows for cell in row for run in cell)
        words = ""
        for run in runs:
            words += run.text
            if run.note is not None:
                told.append((words, run.note.citation.document_id))
                words = ""
    return told


@pytest.mark.parametrize(
    "briefing", [made(length=Length.LONG), made("", ANSWERED, UNANSWERED)], ids=["topic", "asked"]
)
def test_every_note_opens_exactly_the_words_it_stands_behind(briefing: Briefing) -> None:
    notes = paper(briefing).notes
    assert [note.citation for note in notes] == [one for claim in briefing.claims for one in claim.citations]
    for note in notes:
        assert note.link is not None
        assert note.link.startswith(PAGE)
        place = find(urlsplit(note.link).query, records().documents)
        assert (place.document_id, place.span, place.how) == (
            note.citation.document_id,
            note.citation.span,
            How.EXACT,
        )


def test_originals_stand_in_quotation_marks_and_digests_never_do() -> None:
    told = said(paper(made(length=Length.LONG)))
    assert {document for _, document in told} == {WEXCOMBE.id, GAZETTE.id, DUNMERE.id}
    for words, document in told:
        if records().documents[document].form is Form.ORIGINAL:
            assert "“" in words
            assert words.endswith("”")
        else:
            assert "“" not in words
            assert "”" not in words


def test_what_digests_are_is_said_where_there_are_any() -> None:
    assert any("digest" in line for line in lines(paper(made()), Look.ABOUT))
    assert not any("digest" in line for line in lines(paper(made(documents=(DUNMERE,))), Look.ABOUT))


def test_sentences_side_by_side_have_a_column_each_under_the_title_of_their_record() -> None:
    (grid, _) = (b for b in paper(made()).blocks if isinstance(b, Grid) and len(b.rows) == 1)
    assert grid.columns == (WEXCOMBE.title, GAZETTE.title)
    notes = [[run.note.citation.document_id for run in cell if run.note] for cell in grid.rows[0]]
    assert notes == [[WEXCOMBE.id], [GAZETTE.id]]
    assert [[run.text for run in cell if run.strong] for cell in grid.rows[0]] == [["41"], ["38"]]


def test_parts_titles_and_sources_stand_in_their_order() -> None:
    found = paper(made())
    assert (found.title, found.day, found.generation) == ("Night help", TODAY, "g000001")
    assert "3 February 2035" in found.subtitle
    assert headings(found, 1) == [*Part, "Sources", "References"]
    assert WEXCOMBE.title in headings(found, 2)


def test_what_was_looked_through_and_looked_only_at_is_told() -> None:
    about = lines(paper(made(filters=(Filter("jurisdiction", "in", ("Wales",)),))), Look.ABOUT)
    assert about[0].startswith("1 record was")
    assert any("Wales" in line for line in about)
    assert lines(paper(made()), Look.ABOUT)[0].startswith("4 records were")


def test_a_line_that_is_not_ticked_is_nowhere_in_the_paper_and_a_note_of_its_reader_is() -> None:
    unwanted, wanted, *_ = section(made(), Part.SAID).groups
    (gone,), (kept, *_) = unwanted.points, wanted.points
    edits = Edits(
        {
            Part.SAID: [
                GroupMarks(0, (Mark(gone.key, False, "Not said."),)),
                GroupMarks(1, (Mark(kept.key, True, "Ask."),)),
            ]
        }
    )
    found = paper(edited(made(), edits))
    assert lines(found, Look.REMARK) == ["Ask."]
    assert unwanted.heading not in headings(found, 2)
    assert wanted.heading in headings(found, 2)
    assert len(found.notes) == len(paper(made()).notes) - 1


def test_a_record_of_which_no_line_is_left_is_no_source() -> None:
    briefing = made()
    marks = {
        one.part: [
            GroupMarks(
                place,
                tuple(
                    Mark(p.key, all(c.citations[0].document_id != GAZETTE.id for c in p.claims))
                    for p in group.points
                ),
            )
            for place, group in enumerate(one.groups)
        ]
        for one in briefing.sections
    }
    found = paper(edited(briefing, Edits(marks)))
    assert not any(GAZETTE.title in "".join(run.text for run in cell) for cell in _source_cells(found))
    assert not any("digest" in line for line in lines(found, Look.ABOUT))


def test_each_record_cited_is_once_in_the_table_and_once_in_the_references_with_the_day_of_access() -> None:
    found = paper(made())
    (grid,) = (b for b in found.blocks if isinstance(b, Grid) and "Nation" in b.columns)
    rows = [[cell[0].text for cell in row] for row in grid.rows]
    assert [row[1] for row in rows] == ["Wales", "England", "England"]
    assert [row[4] for row in rows] == ["original", "original", "digest"]
    references = lines(found, Look.PLAIN)
    assert len(references) == 3
    assert references == sorted(references)
    # An original without an address of its own is opened where it was read: here.
    assert all(f"{PAGE}?doc=" in one and "3 February 2035" in one for one in references)


def test_who_signs_stands_in_the_box() -> None:
    signed = replace(made(), checked_by="Ada Reed", checked_on="4 February 2035")
    assert SignOff("Ada Reed", "4 February 2035") in paper(signed).blocks
    assert SignOff() in paper(made()).blocks


def test_an_empty_briefing_is_a_paper_without_sources_that_says_so() -> None:
    found = paper(made("xylophone observatory"))
    assert found.notes == ()
    assert "Sources" not in headings(found, 1)
    assert any("None of the 4 records" in line for line in lines(found, Look.FRAME))


def test_a_record_that_is_gone_is_named_by_its_id_and_opened_nowhere() -> None:
    fewer = {i: d for i, d in records().documents.items() if i != GAZETTE.id}
    notes = paper_of(made(), fewer, PAGE, TODAY).notes
    assert {(note.text, note.link) for note in notes if note.citation.document_id == GAZETTE.id} == {
        (f"{GAZETTE.id}.", None)
    }


def test_where_words_stand_is_told_by_their_section() -> None:
    told = {note.text for note in paper(made()).notes if note.citation.quote.startswith("Dr Ines Okafor")}
    assert len(told) == 1
    assert "section “Findings”" in told.pop()


# --- the picture -------------------------------------------------------------------------------------


def test_the_dates_are_drawn_over_the_timeline() -> None:
    briefing = made(length=Length.LONG)
    picture = picture_of(briefing, records())
    assert picture is not None
    assert picture.svg.lstrip().startswith((b"<?xml", b"<svg"))
    assert picture.png.startswith(b"\x89PNG")
    assert picture.alt
    blocks = paper(briefing, picture).blocks
    at = blocks.index(picture)
    assert [b.text for b in blocks[:at] if isinstance(b, Heading)][-1] == Part.TIMELINE


def test_a_date_that_is_not_ticked_is_not_drawn() -> None:
    briefing = made(length=Length.LONG)
    points = section(briefing, Part.TIMELINE).points
    fewer = edited(
        briefing,
        Edits({Part.TIMELINE: [GroupMarks(0, tuple(Mark(p.key, n < 3) for n, p in enumerate(points)))]}),
    )
    whole, part = picture_of(briefing, records()), picture_of(fewer, records())
    assert whole is not None
    assert part is not None
    assert whole.svg != part.svg
    assert "2036" not in part.alt


def test_few_dates_are_not_drawn() -> None:
    two = record("two", "Two", "Night help in Rye began in 2030. Night help in Rye ended in 2031.\n")
    over = pipeline_of(two)
    briefing = make(Wanted("night help in Rye"), over, TODAY)
    assert len(section(briefing, Part.TIMELINE).points) == 2
    assert picture_of(briefing, over.records) is None


def _source_cells(found: Paper) -> list[tuple[Run, ...]]:
    return [
        cell
        for b in found.blocks
        if isinstance(b, Grid) and "Nation" in b.columns
        for row in b.rows
        for cell in row
    ]


@pytest.mark.parametrize(
    ("page", "there"), [("http://127.0.0.1:7860/", False), ("https://r.example.org/", True)]
)
def test_an_address_of_this_machine_alone_stands_in_no_reference(page: str, there: bool) -> None:
    paper = paper_of(made(), records().documents, page, TODAY)
    references = [one.text for one in paper.blocks if isinstance(one, Line) and one.look is Look.PLAIN]
    assert references
    assert any(page in one for one in references) is there
    assert all(note.link and note.link.startswith(page) for note in paper.notes)
