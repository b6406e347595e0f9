from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rag.domain import Answer, Claim, Document, Hit, Question, Span, Status, Table, TableRow
from rag.referencing import Style
from tests.web_fakes import (
    ACROSS_LINES,
    DIGEST,
    DOCUMENTS,
    MEASURES,
    NO_FIGURES,
    ORIGINAL,
    PLANNED,
    cite,
    claim,
    fact,
    measures,
    refusal,
)
from web.conversation.turns import Reading, Turn, Turns
from web.exporting.formats import Export, as_docx, as_markdown, as_page
from web.exporting.outlines import Grid, Line, Look, outline
from web.reviews import Library

EXPORT = Export(date(2026, 3, 4), "g-20260301")
EVIL = (
    '<img src=x onerror="pwned()"> ![x](http://evil.example/?q) [y](javascript:z) &lt;b&gt; '
    "www.evil.example a@b.example"
)


def turn(answer: Answer, documents: dict[str, Document] = DOCUMENTS, **more: frozenset[str]) -> Turn:
    return Turn(
        answer.question.text, claims=answer.claims, answer=answer, library=Library(documents, "gen-1"), **more
    )


TALK: Turns = (
    turn(fact(Question("When was the report planned for?"))),
    turn(measures(Question("Which measures?"))),
    turn(refusal(Question("How many carers?"))),
    Turn("And then?", message="Something went wrong."),
    Turn("Still asked", waiting="Looking …"),
)


def word_text(turns: Turns, export: Export = EXPORT) -> str:
    file = docx.Document(io.BytesIO(as_docx(turns, export)))
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in file.paragraphs), *cells])


class Reader(HTMLParser):
    """The words and the tags of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words, self.tags = "", set[str]()
        self.hidden = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.hidden = tag == "style"

    def handle_endtag(self, tag: str) -> None:
        self.hidden = False
        self.words += "" if tag == "strong" else "\n"

    def handle_data(self, data: str) -> None:
        self.words += "" if self.hidden else data


def page_text(turns: Turns, export: Export = EXPORT) -> str:
    return Reader(as_page(turns, export)).words


def markdown_text(turns: Turns, export: Export = EXPORT) -> str:
    """The Markdown without its escapes and marks of strength."""
    return re.sub(r"\\(.)", r"\1", as_markdown(turns, export).replace("**", ""))


FORMATS: list[Callable[[Turns, Export], str]] = [markdown_text, page_text, word_text]


@pytest.mark.parametrize("read", FORMATS)
def test_every_format_holds_the_whole_conversation(read: Callable[[Turns, Export], str]) -> None:
    text = read(TALK, EXPORT)
    for said in (
        "Exported on 4 March 2026",
        "index generation g-20260301",
        "When was the report planned for?",
        "A plan, as at January 2014.",
        f"{PLANNED} [1]",
        f"{MEASURES[1]} [1]",
        '“It met five times "in private".” [2]',
        "The record does not say when the report came out.",
        "Also looked for planned where you wrote timetable.",
        "Looked only at records of Wales, as read from “in Wales” in your question.",
        "Looked only at records of this kind: news report, as asked.",
        "The records do not give this",
        "No number found in these 2 documents.",
        "That does not mean no figure exists.",
        "Nearest in the records",
        f"{NO_FIGURES} [1]",
        "Something went wrong.",
        "Do not quote them as the record’s.",
        "[1] Ask the Reviews digest of: Larkfield Council's inquiry",
        "[2] Report of the Brookvale panel",
        "https://example.org/larkfield?a=1&b=2",
    ):
        assert said in text
    assert "Still asked" not in text
    assert text.count("Ask the Reviews digest of:") == 1
    assert text.rindex("References") > text.index("Something went wrong.")


@pytest.mark.parametrize("read", FORMATS)
def test_a_conversation_without_answers_says_so(read: Callable[[Turns, Export], str]) -> None:
    text = read((), EXPORT)
    assert "No question has been answered yet." in text
    assert "References" not in text.replace("references.", "")


def test_frames_stand_apart_from_claims_in_every_format() -> None:
    assert "\n*Two measures.*\n" in as_markdown(TALK, EXPORT)
    assert '<p class="frame">Two measures.</p>' in as_page(TALK, EXPORT)
    file = docx.Document(io.BytesIO(as_docx(TALK, EXPORT)))
    frame = next(p for p in file.paragraphs if p.text == "Two measures.")
    stated = next(p for p in file.paragraphs if p.text.startswith(MEASURES[0]))
    assert all(run.italic for run in frame.runs)
    assert not any(run.italic for run in stated.runs)
    assert stated.style is not None
    assert stated.style.name == "List Bullet"


def test_the_asked_for_value_is_marked_in_every_format() -> None:
    assert "for **June 2014**." in as_markdown(TALK, EXPORT)
    assert "<strong>June 2014</strong>" in as_page(TALK, EXPORT)
    file = docx.Document(io.BytesIO(as_docx(TALK, EXPORT)))
    bold = [run.text for paragraph in file.paragraphs for run in paragraph.runs if run.bold]
    assert bold == ["June 2014", "Answered in part", "five times", "The records do not give this"]


def test_the_references_can_be_in_another_style() -> None:
    text = page_text(TALK, replace(EXPORT, style=Style.HARVARD))
    assert "[1] Ask the Reviews (no date) Ask the Reviews digest of: Larkfield" in text
    assert "(Accessed: 4 March 2026)" in text


def test_no_digest_is_quoted_and_an_original_is() -> None:
    claims = [
        line.text for line in outline(TALK, EXPORT) if isinstance(line, Line) and line.look is Look.CLAIM
    ]
    assert [text.startswith("“") for text in claims] == [False, False, False, True]


def test_without_a_digest_nothing_is_said_of_digests() -> None:
    only = Answer(Question("q"), "q", Status.ANSWERED, "One.", claims=(claim(ORIGINAL, ACROSS_LINES),))
    assert "digest" not in page_text((turn(only),))


def test_a_statement_in_other_words_is_not_quoted_and_shows_the_words_it_rests_on() -> None:
    said = Claim("The panel had five meetings.", (cite(ORIGINAL, ACROSS_LINES),))
    answer = Answer(Question("q"), "q", Status.ANSWERED, "One.", claims=(said,))
    text = page_text((turn(answer),))
    assert 'The panel had five meetings. [1] (Rests on: “It met five times "in private".”)' in text
    assert "“The panel" not in text


def test_claims_set_out_in_a_table_stand_there_once_with_their_sources() -> None:
    claims = (claim(DIGEST, MEASURES[0]), claim(DIGEST, MEASURES[1]))
    table = Table(("Measure", "Place | year"), (TableRow(("A duty team", "Larkfield | 2014"), 1),))
    answer = Answer(Question("q"), "q", Status.ANSWERED, "Two.", claims=claims, table=table)
    grids = [one for one in outline((turn(answer),), EXPORT) if isinstance(one, Grid)]
    assert grids == [
        Grid(("Measure", "Place | year", "Source"), (("A duty team", "Larkfield | 2014", "[1]"),))
    ]
    assert MEASURES[0] not in page_text((turn(answer),))
    assert MEASURES[1] in page_text((turn(answer),))
    markdown = as_markdown((turn(answer),), EXPORT)
    assert (
        "| Measure | Place \\| year | Source |\n| --- | --- | --- |\n| A duty team | Larkfield \\| 2014 | \\[1\\] |"
        in markdown
    )
    file = docx.Document(io.BytesIO(as_docx((turn(answer),), EXPORT)))
    assert [cell.text for cell in file.tables[0].rows[1].cells] == ["A duty team", "Larkfield | 2014", "[1]"]


def test_what_a_question_was_asked_again_without_is_told() -> None:
    answer = fact(Question("q"))
    reading = Reading(as_written=("kids",), dropped=answer.filters[:1])
    text = page_text((turn(answer, reading=reading),))
    assert "Asked again: “kids” as you wrote it; not only records of Wales." in text


def test_a_page_of_the_record_stands_with_its_number() -> None:
    paged = replace(ORIGINAL, pages=(Span(0, 40), Span(40, len(ORIGINAL.text))))
    cited = replace(cite(paged, ACROSS_LINES), page=2)
    answer = Answer(Question("q"), "q", Status.ANSWERED, "f", claims=(Claim(ACROSS_LINES, (cited,)),))
    assert "[1, p. 2]" in page_text((turn(answer, {paged.id: paged}),))


def test_other_records_that_say_the_same_are_named() -> None:
    answer = measures(Question("q"))
    hit = Hit(answer.claims[0].citations[0].passage, 1.0, 1, (ORIGINAL.id, "elsewhere"))
    text = page_text((turn(replace(answer, hits=(hit,))),))
    assert "also in 2 other records: Report of the Brookvale panel" in text
    assert "; elsewhere." in text


def test_a_record_that_is_not_to_hand_is_named_by_its_id_and_not_quoted() -> None:
    lost = page_text((turn(measures(Question("q")), {}),))
    assert "[1] larkfield-2014." in lost
    assert "“It met" not in lost
    found_later = page_text((turn(measures(Question("q")), {}), turn(measures(Question("r")))))
    assert "[1] Ask the Reviews digest of" in found_later


# --- nothing acts ------------------------------------------------------------------------------------


def evil_talk(evil: str) -> Turns:
    document = replace(ORIGINAL, title=evil, publisher=evil, dating_reason=evil)
    answer = Answer(
        Question(evil),
        evil,
        Status.ANSWERED,
        evil,
        reason=evil,
        claims=(Claim(evil or "x", (cite(ORIGINAL, ACROSS_LINES),)),),
        notices=(evil,),
        table=None,
    )
    return turn(answer, {document.id: document}), Turn(evil, message=evil)


def test_nothing_anyone_says_becomes_markup_or_a_request() -> None:
    page = as_page(evil_talk(EVIL), replace(EXPORT, generation=EVIL))
    assert Reader(page).tags <= set("html head meta title style body main h1 h2 h3 p ul li strong".split())
    assert "default-src 'none'" in page
    markdown = as_markdown(evil_talk(EVIL), replace(EXPORT, generation=EVIL))
    assert not re.search(r"(?<!\\)[<>\[\]&@]|(?<!\\)://|www\.", markdown)


@pytest.mark.parametrize("read", FORMATS)
def test_what_cannot_be_shown_neither_turns_the_words_nor_breaks_the_file(
    read: Callable[[Turns, Export], str],
) -> None:
    text = read((Turn("one\u202etwo\ufffe\x00\ud800 page\fend", message="m"),), EXPORT)
    assert "onetwo\ufffd\ufffd\ufffd page end" in text


def test_only_the_words_a_line_begins_with_are_kept_from_being_a_list() -> None:
    text = "1. It met in May. 2. It"
    stated = Claim(text, (cite(ORIGINAL, ACROSS_LINES),), Span(18, 20))
    answer = Answer(Question("q"), "q", Status.ANSWERED, "f", claims=(stated,))
    assert "\n- 1\\. It met in May. **2.** It \\[1\\]" in as_markdown((turn(answer),), EXPORT)


def test_an_address_is_linked_only_where_it_is_https_and_safe() -> None:
    assert 'href="https://example.org/larkfield?a=1&amp;b=2" rel="noopener noreferrer"' in as_page(
        TALK, EXPORT
    )
    plain_http = replace(DIGEST, sources=DIGEST.sources[1:])
    page = as_page((turn(fact(Question("q")), {DIGEST.id: plain_http}),), EXPORT)
    assert "http://example.org/copy" in page
    assert "href" not in page


def test_a_word_file_points_to_nothing_outside_itself() -> None:
    with zipfile.ZipFile(io.BytesIO(as_docx(evil_talk(EVIL), EXPORT))) as file:
        held = {name: file.read(name).decode("utf-8", "replace") for name in file.namelist()}
    assert not any('TargetMode="External"' in text for text in held.values())
    assert "fldChar" not in held["word/document.xml"]
    assert "instrText" not in held["word/document.xml"]
    assert not any("vba" in name.casefold() for name in held)


def test_a_word_file_says_what_made_it_and_from_which_index() -> None:
    about = docx.Document(io.BytesIO(as_docx(TALK, EXPORT))).core_properties
    assert (about.author, about.comments) == ("Ask the Reviews", "Index generation g-20260301")
    assert about.created is not None
    assert about.created.date() == EXPORT.day


ANYTHING = st.text(st.characters(), max_size=30)


@given(ANYTHING)
@settings(max_examples=30, deadline=None)
def test_any_words_can_be_exported_in_every_format(words: str) -> None:
    talk = evil_talk(words)
    as_markdown(talk, EXPORT).encode("utf-8")
    as_page(talk, EXPORT).encode("utf-8")
    assert "References" in word_text(talk)


@given(ANYTHING)
def test_no_words_of_a_question_leave_their_line_of_the_markdown(words: str) -> None:
    lines = as_markdown((Turn(words, message="m"),), EXPORT).splitlines()
    headings = [line for line in lines if line.startswith("#")]
    assert headings[0] == "# Ask the Reviews: a conversation"
    assert len(headings) == 2
