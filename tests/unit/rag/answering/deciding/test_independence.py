from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rag.answering.deciding.independence import independent
from rag.answering.reading.candidates import Candidate
from tests.records import HARROWICK, TARNBROOK, ask, candidate, pipeline_of, record


def said_by(document_id: str, text: str, copy_of: str | None = None) -> Candidate:
    return candidate(text, replace(record(document_id, "A note", text), copy_of=copy_of))


def ids(candidates: Sequence[Candidate]) -> list[str]:
    return [one.document.id for one in candidates]


def test_of_copies_only_the_first_record_is_heard_and_all_it_says() -> None:
    first = said_by("news", "The hub opened.", copy_of="council")
    among = [
        first,
        said_by("council", "The hub was opened."),
        said_by("other", "The hub has a garden."),
        said_by("blog", "A hub has opened.", copy_of="council"),
        first,
    ]
    assert ids(independent(among)) == ["news", "other", "news"]
    assert ids(independent(among[1:])) == ["council", "other"]
    assert independent(()) == []


def test_a_copy_is_no_second_record_in_a_comparison() -> None:
    asked = "Compare Harrowick and Tarnbrook on foster carers who left"
    text = TARNBROOK.text.replace("foster carers", "foster families").replace("left", "had left")
    other = replace(
        TARNBROOK, id="tarnbrook-news", title=f"{TARNBROOK.title} told again", text=text, excluded=()
    )
    plain = ask(pipeline_of(HARROWICK, TARNBROOK, other), asked)
    copied = ask(pipeline_of(HARROWICK, TARNBROOK, replace(other, copy_of=TARNBROOK.id)), asked)
    shown = {citation.document_id for citation in plain.citations}
    assert {other.id, TARNBROOK.id} <= shown
    assert [claim.citations[0].document_id for claim in copied.claims] == [TARNBROOK.id, HARROWICK.id]
