from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date

from rag.domain import ContentDate, Document, Form
from rag.permalinks import How, find
from rag.timeline import Event, events
from rag.timeline.writing import COLUMNS, as_csv, as_json, as_markdown, as_text
from tests.records import record, records_of

TEXT = "It met by June 2031. *It* was to close [in] 2032."
QUILL = record("quill", "The Quill panel", TEXT, published=ContentDate(2030))


def found(document: Document = QUILL) -> list[Event]:
    return events(records_of(document))


def rows(events: list[Event], address: str = "") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(as_csv(events, "g1", address), newline="")))


def test_a_list_tells_date_nature_words_and_record_and_ends_with_how_much_there_is() -> None:
    text = as_text(found())
    assert (
        "by June 2031 [happened or was said then]\n    “It met by June 2031.”\n    The Quill panel (quill)"
        in text
    )
    assert "2032 [planned for then]" in text
    assert "2030 [the record's own date]\n    The Quill panel\n" in text
    assert text.endswith("1 event, 1 plan, 1 record, 2030 to 2032.")


def test_csv_has_a_row_for_each_event_with_a_link_that_opens_its_words() -> None:
    own, met, plan = rows(found(), "https://reviews.example.org/")
    assert tuple(met) == COLUMNS
    assert (met["Earliest"], met["Latest"], met["Precision"]) == ("2031-06-01", "2031-06-30", "month")
    assert (met["Or earlier"], met["Or later"]) == ("yes", "")
    assert (met["Event, plan or forecast"], plan["Event, plan or forecast"]) == ("event", "plan for then")
    assert (met["Words"], met["Whose words"]) == ("It met by June 2031.", "the record's own words")
    assert (met["Nation"], met["Record"]) == ("England", "The Quill panel (England, review, 2030)")
    base, query = met["Link"].split("?")
    assert base == "https://reviews.example.org/"
    assert find(query, {"quill": QUILL}).how is How.EXACT
    assert (own["Link"], own["Whose words"], own["Event, plan or forecast"]) == (
        "",
        "title",
        "the record's own date",
    )
    digest = replace(QUILL, form=Form.DIGEST, jurisdiction=None)
    assert rows(found(digest))[1]["Whose words"] == "digest in the program's own words"


def test_a_forecast_is_named_as_one_and_is_no_plan() -> None:
    events = found(replace(QUILL, text="The number of hubs could rise to 90 by 2035."))
    assert "by 2035 [forecast for then]" in as_text(events)
    assert "*(forecast for then)*" in as_markdown(events, date(2035, 1, 1))
    assert rows(events)[1]["Event, plan or forecast"] == "forecast for then"
    told = as_json(events, "g1")[1]
    assert (told["nature"], told["plan"]) == ("forecast for then", False)


def test_no_cell_is_a_formula() -> None:
    for lead in ("=1+1", "+1", "-1", "@x"):
        evil = replace(QUILL, title=f"{lead} and more", text=f"{lead} was so in 2031.")
        own, _ = rows(found(evil))
        assert own["Words"].startswith("'")
        assert not any(
            cell.startswith(("=", "+", "-", "@")) for row in rows(found(evil)) for cell in row.values()
        )


def test_markdown_is_a_list_with_references_in_which_no_word_acts() -> None:
    text = as_markdown(found(), date(2033, 1, 2))
    assert r"- **2032** *(planned for then)*: “\*It\* was to close \[in\] 2032.” [1]" in text
    assert "## References\n\n1. The Quill panel" in text
    assert "Accessed: 2 January 2033" in text
    assert as_markdown([], date(2033, 1, 2)) == "# Timeline\n\n*no dates.*\n"


def test_json_has_every_part_and_quotes_that_stand_in_the_record() -> None:
    own, met, plan = as_json(found(), "g1")
    start, end = met["span"]
    assert TEXT[start:end] == met["quote"] == "It met by June 2031."
    assert (met["plan"], plan["plan"], plan["nature"]) == (False, True, "plan for then")
    assert (met["or_earlier"], met["or_later"], met["date_as_written"]) == (True, False, "by June 2031")
    assert (own["span"], own["link"], own["nature"]) == (None, "", "the record's own date")
