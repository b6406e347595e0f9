"""The ledger of actions: its rows, the command that lists them, and the questions it answers."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from ingest.minutes import meeting_of
from rag.actions import COLUMNS, as_table, rows
from rag.answering.asking.ledgers import ledger_asked
from rag.answering.wording.together import together
from rag.commands import main
from rag.domain import (
    Act,
    Answer,
    Claim,
    ContentDate,
    Document,
    Form,
    Kind,
    Question,
    Standing,
    Status,
    Table,
    TableRow,
)
from rag.rendering import answer_json, answer_text, full_text
from rag.tables import table_html, table_markdown
from tests.records import HARROWICK, ask, pipeline_of, record, records_of
from tests.reviews import INFO, publish


def minutes(id: str, title: str, text: str, published: str, **described: Any) -> Document:
    given: dict[str, Any] = {
        "kind": Kind.MINUTES,
        "standing": Standing.COUNCIL_MINUTES,
        "published": ContentDate.parse(published),
    } | described
    document = record(id, title, text, **given)
    return replace(document, meeting=meeting_of(document))


#: An original of March, with a decision beside its actions.
MARCH = minutes(
    "alder-march",
    "Alder Scrutiny Committee, minutes",
    """Minutes of a meeting of the Alder Scrutiny Committee held on 4 March 2031

1. Foster care

The Committee considered the report on foster care. Cllr Moss agreed to write to the carers by May 2031.

2. Short breaks

RESOLVED that the short breaks plan be approved. It was agreed that Cllr Pell would ring the homes and that a rota be
circulated before the summer recess.
""",
    "2031-03-04",
)

#: A digest of an earlier meeting of another body.
JANUARY = minutes(
    "birch-january",
    "Birch Panel discusses kinship care, January 2031",
    """# Birch Panel, January 2031

## What was agreed

At the meeting of the Birch Panel of 9 January 2031 it was suggested that carers be paid. It was agreed at the
meeting of the Birch Panel of 9 January 2031 that the Clerk would publish the kinship leaflet.
""",
    "2031-01-09",
    form=Form.DIGEST,
    jurisdiction="Wales",
)

#: A meeting that only noted.
QUIET = minutes(
    "cedar-june",
    "Cedar Board, minutes",
    "Minutes of the Cedar Board held on 2 June 2031\n\n1. Adoption\n\nThe adoption report was noted.\n",
    "2031-06-02",
)

ALL = (MARCH, JANUARY, QUIET, HARROWICK)
RECORDS = records_of(*ALL)


def schema(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        resources.files("rag").joinpath(f"schema/{name}.json").read_text("utf-8")
    )
    return found


# --- rows --------------------------------------------------------------------------------------------


def test_rows_stand_by_date_of_meeting_and_then_by_place() -> None:
    found = rows(RECORDS)
    assert [(row.document, row.what, row.owners, row.due, row.act, row.is_action) for row in found] == [
        ("birch-january", "publish the kinship leaflet", ("Clerk",), None, Act.AGREED, True),
        ("alder-march", "write to the carers by May 2031", ("Cllr Moss",), "by May 2031", None, True),
        ("alder-march", "RESOLVED that the short breaks plan be approved.", (), None, Act.RESOLVED, False),
        ("alder-march", "ring the homes", ("Cllr Pell",), None, Act.AGREED, True),
        (
            "alder-march",
            "a rota be circulated before the summer recess",
            (),
            "before the summer recess",
            Act.AGREED,
            True,
        ),
    ]
    assert [(row.item, row.committees) for row in found[1:3]] == [
        ("1 Foster care", ("Alder Scrutiny Committee",)),
        ("2 Short breaks", ("Alder Scrutiny Committee",)),
    ]


def test_every_row_is_tied_to_words_that_stand_in_its_record() -> None:
    for row in rows(RECORDS):
        text = RECORDS.documents[row.document].text
        assert row.citation.span.of(text) == row.citation.quote
        assert row.citation.document_id == row.document


def test_what_was_only_considered_or_noted_is_in_no_row() -> None:
    assert rows(RECORDS, {"cedar-june"}) == []
    assert not any("considered" in row.what or "noted" in row.what for row in rows(RECORDS))


def test_rows_are_those_of_the_admitted_documents_alone() -> None:
    assert {row.document for row in rows(RECORDS, {"birch-january", "harrowick-review"})} == {"birch-january"}


def test_a_copy_of_a_record_adds_no_rows_unless_the_record_is_shut_out() -> None:
    copy = replace(MARCH, id="alder-copy", copy_of="alder-march")
    both = records_of(MARCH, copy)
    assert {row.document for row in rows(both)} == {"alder-march"}
    assert {row.document for row in rows(both, {"alder-copy"})} == {"alder-copy"}


def test_words_that_no_passage_holds_make_no_row_and_a_cut_passage_is_cited_as_far_as_it_goes() -> None:
    from rag.store import Records

    whole = RECORDS.of_document["alder-march"]
    assert rows(Records({"alder-march": MARCH}, ())) == []
    (passage,) = whole
    at = MARCH.text.index("agreed to write")
    span = replace(passage.span, end=at)
    cut = replace(passage, span=span, text=span.of(MARCH.text), sentences=())
    (row,) = rows(Records({"alder-march": MARCH}, (cut,)))
    assert row.citation.quote == "Cllr Moss"


def test_an_undated_meeting_stands_last() -> None:
    undated = replace(
        QUIET, id="a", meeting=meeting_of(replace(QUIET, text="Cllr Oke agreed to visit.", published=None))
    )
    undated = replace(undated, text="Cllr Oke agreed to visit.")
    assert [row.held for row in rows(records_of(MARCH, undated))][-1] is None


# --- tables ------------------------------------------------------------------------------------------


def test_rows_of_one_sentence_share_a_claim_and_only_an_original_is_quoted() -> None:
    table = as_table(rows(RECORDS), RECORDS.documents)
    assert table.columns == COLUMNS
    assert [row.claim for row in table.rows] == [1, 2, 3, 4, 4]
    assert [row.cells[0][:1] for row in table.rows] == ["p", "“", "“", "“", "“"]
    assert table.rows[0].cells[1:] == (
        "Clerk",
        "not stated",
        "9 January 2031, Birch Panel",
        "not stated",
        "agreed",
    )
    assert table.rows[1].cells[-1] == "action"


def test_a_table_needs_a_cell_for_each_column_and_an_answer_a_claim_for_each_row() -> None:
    with pytest.raises(ValueError, match="cell"):
        Table(("a", "b"), (TableRow(("x",), 1),))
    citation = rows(RECORDS)[0].citation
    for number in (0, 2):
        with pytest.raises(ValueError, match="claim"):
            Answer(
                Question("q"),
                "q",
                Status.ANSWERED,
                "f",
                claims=(Claim("c", (citation,)),),
                table=Table(("a",), (TableRow(("x",), number),)),
            )


def test_no_cell_ends_its_own_or_acts_in_a_page() -> None:
    table = Table(("What", "Who"), (TableRow(("a | b\n<script>alert(1)</script>", "[x](y) *z*"), 1),))
    assert table_markdown(table, ["[1]"]).splitlines() == [
        "| What | Who | Source |",
        "| --- | --- | --- |",
        r"| a \| b \<script\>alert(1)\</script\> | \[x\](y) \*z\* | [1] |",
    ]
    drawn = table_html(table, ["<button>1</button>"])
    assert drawn.count("<th scope=") == 3
    assert '<th scope="row" data-label="What">a | b' in drawn
    assert "<script>" not in drawn
    assert "<button>1</button></th>" in drawn


def test_rows_of_one_meeting_stand_under_one_heading_on_a_page() -> None:
    rows = (
        ("ring homes", "4 May", "Cllr <Pell>"),
        ("visit homes", "4 May", "Bo"),
        ("read it", "9 May", "Bo"),
    )
    table = Table(("What", "Meeting", "Who"), tuple(TableRow(cells, 1) for cells in rows))
    drawn = table_html(table, ["[1]"] * 3)
    assert drawn.count('<th scope="rowgroup" colspan="2">4 May</th>') == 1
    assert (
        drawn.index("ring homes") < drawn.index("visit homes") < drawn.index("9 May") < drawn.index("read it")
    )
    assert '<td data-label="Who">Cllr &lt;Pell&gt;</td>' in drawn
    assert ">Meeting<" not in drawn


# --- questions ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "asked",
    [
        "Who agreed to do what by when?",
        "Who is doing what?",
        "What actions were agreed?",
        "Which action was agreed?",
        "What were the actions?",
        "List the actions of the October 2011 meeting",
        "Please show me all the actions from the last committee",
        "action log",
        "Which actions came out of the panel?",
    ],
)
def test_a_question_for_the_actions_of_meetings_is_known(asked: str) -> None:
    assert ledger_asked(asked) is not None


@pytest.mark.parametrize(
    "asked",
    [
        "What actions had the council already taken on homes?",
        "What did the committee agree?",
        "Who took on the action about homes?",
        "What became of the action?",
        "Who said what?",
        "Which measures were agreed?",
    ],
)
def test_other_questions_are_not(asked: str) -> None:
    assert ledger_asked(asked) is None


def test_the_time_of_the_meeting_is_read_from_the_question() -> None:
    asked = ledger_asked("List the actions of the meeting of 4 March 2031")
    assert asked is not None
    assert (asked.years, asked.months, asked.days, asked.stems) == ({2031}, {3}, {4}, frozenset())
    assert asked.held_then(ContentDate(2031, 3, 4))
    assert asked.held_then(ContentDate(2031, 3))
    assert not asked.held_then(ContentDate(2031, 3, 5))
    assert not asked.held_then(None)


def answered(*turns: str, among: tuple[Document, ...] = ALL) -> Answer:
    return ask(pipeline_of(*among), *turns)


def test_who_agreed_to_do_what_by_when_is_answered_with_a_table_whose_rows_are_cited() -> None:
    answer = answered("Who agreed to do what by when?")
    assert answer.status is Status.ANSWERED
    assert answer.frame == "Four actions of two meetings, in order of date."
    assert answer.table is not None
    assert [row.cells[1] for row in answer.table.rows] == ["Clerk", "Cllr Moss", "Cllr Pell", "not stated"]
    for row in answer.table.rows:
        citation = answer.claims[row.claim - 1].citations[0]
        assert citation.span.of(RECORDS.documents[citation.document_id].text) == citation.quote


@pytest.mark.parametrize(
    ("asked", "whats"),
    [
        ("List the actions of the January 2031 meeting", ["publish the kinship leaflet"]),
        ("What actions did the Birch Panel agree?", ["publish the kinship leaflet"]),
        ("What actions were agreed on foster carers?", ["“write to the carers by May 2031”"]),
        ("Which actions were agreed by Cllr Pell?", ["“ring the homes”"]),
    ],
)  # fmt: skip
def test_a_meeting_a_person_and_a_matter_narrow_the_table(asked: str, whats: list[str]) -> None:
    answer = answered(asked)
    assert answer.table is not None
    assert [row.cells[0] for row in answer.table.rows] == whats
    assert answer.frame.split(" of ")[1].startswith("one meeting: ")


def test_meetings_that_agreed_nothing_are_a_refusal_that_says_the_detail_is_missing() -> None:
    answer = answered("What actions were agreed by the Cedar Board?")
    assert (answer.status, answer.table) == (Status.DETAIL_MISSING, None)
    assert answer.frame.startswith("The topic is in these")


def test_a_time_at_which_nobody_met_is_a_refusal_too() -> None:
    assert answered("List the actions of the May 1987 meeting").status is Status.DETAIL_MISSING


def test_two_records_of_one_meeting_are_counted_as_one() -> None:
    digest = minutes(
        "birch-again",
        "Birch Panel",
        "Minutes of the Birch Panel held on 9 January 2031\n\n1. Kin\n\nThe Clerk agreed to publish the leaflet.\n",
        "2031-01-09",
    )
    answer = answered("Who agreed to do what by when?", among=(JANUARY, digest))
    assert answer.frame == "Two actions of one meeting, told by two records, in order of date."


def test_without_minutes_or_with_an_unknown_place_the_question_goes_the_usual_way() -> None:
    assert answered("What actions were agreed?", among=(HARROWICK,)).table is None
    assert answered("What actions were agreed at the Yarrow meeting in 1987?").table is None


def test_a_table_is_printed_and_written_as_json_with_the_numbers_of_its_sources() -> None:
    answer = answered("Who agreed to do what by when?")
    printed = full_text(answer, RECORDS.documents)
    assert "| publish the kinship leaflet | Clerk | not stated |" in printed
    assert "[1] Ask the Reviews digest of: Birch Panel" in printed
    assert answer_text(answer, RECORDS.documents).count("\n| ") == 6
    found = answer_json(answer, RECORDS.documents, INFO)
    jsonschema.Draft202012Validator(schema("answer")).validate(json.loads(json.dumps(found)))
    assert found["table"]["rows"][0]["claim"] == 1


def test_a_question_of_two_parts_keeps_the_table_of_the_first_and_shows_the_claims_of_both() -> None:
    first = answered("Who agreed to do what by when?")
    other = answered("Who led the Harrowick review of fostering?")
    assert other.status is Status.ANSWERED
    whole = together([first, other])
    assert whole.table == first.table
    printed = answer_text(whole, RECORDS.documents)
    assert other.claims[0].text in printed
    assert together([other, first]).table is None


# --- the command -------------------------------------------------------------------------------------


@pytest.fixture
def run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., str]:
    publish(tmp_path / "index", RECORDS)
    monkeypatch.setenv("ASK_ENCODER", "fake")
    monkeypatch.setenv("ASK_INDEX", str(tmp_path / "index"))

    def command(*arguments: str) -> str:
        assert main(["actions", *arguments]) == 0
        return capsys.readouterr().out

    return command


def test_the_command_lists_actions_and_decisions_with_their_sources(run: Callable[..., str]) -> None:
    out = run()
    lines = out.splitlines()
    assert lines[0].startswith("| What | Who | By when |")
    assert sum(line.startswith("| ") for line in lines) == 7
    assert "[2] [3] [4] Alder Scrutiny Committee, minutes" in out


def test_the_command_takes_the_filters_of_the_others(run: Callable[..., str]) -> None:
    assert "Cllr Moss" not in run("--jurisdiction", "Wales")
    assert "Clerk" not in run("--since", "2031-02")
    assert (
        run("--document", "cedar-june")
        == "No action or decision of a meeting is recorded in these documents.\n"
    )


def test_the_command_writes_json_that_its_schema_describes(run: Callable[..., str]) -> None:
    jsonschema.Draft202012Validator.check_schema(schema("actions"))
    found = json.loads(run("--json", "--kind", "minutes"))
    jsonschema.Draft202012Validator(schema("actions")).validate(found)
    assert [row["type"] for row in found["rows"]] == ["action", "action", "decision", "action", "action"]
    assert found["filters"][0]["field"] == "kind"
    for row in found["rows"]:
        citation = found["citations"][row["citation"] - 1]
        text = RECORDS.documents[citation["document_id"]].text
        assert text[citation["start"] : citation["end"]] == citation["quote"]
    empty = json.loads(run("--json", "--document", "cedar-june"))
    assert (empty["rows"], empty["citations"]) == ([], [])


def test_on_a_terminal_the_rows_are_drawn_as_a_table(
    run: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "160")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    out = run("--document", "birch-january")
    assert "publish the kinship leaflet" in out
    assert "━" in out
    assert "[1] Ask the Reviews digest of: Birch Panel" in out
