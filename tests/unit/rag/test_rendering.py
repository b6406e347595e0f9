from __future__ import annotations

import copy
import json
from dataclasses import replace
from importlib import resources
from typing import Any

import jsonschema
import pytest

from rag.catalogue import NOTICE_WORDS
from rag.citations import cite
from rag.domain import (
    Answer,
    Citation,
    Claim,
    Dating,
    Expansion,
    Filter,
    Form,
    Hit,
    Kind,
    Match,
    ModelUse,
    Question,
    Span,
    Standing,
    Status,
    Struck,
    Trace,
)
from rag.rendering import (
    also_in,
    answer_json,
    answer_text,
    document_json,
    documents_table,
    filter_json,
    full_text,
    reference,
    search_json,
    shown,
    struck_text,
)
from tests.reviews import ALDERMOOR, DOCUMENTS, FERNHILL, INFO, LOOSE, RECORDS, STONEBRIDGE, real_pipeline


def schema(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        resources.files("rag").joinpath(f"schema/{name}.json").read_text("utf-8")
    )
    return found


def check(value: dict[str, Any], name: str) -> None:
    """The value, as it comes back from JSON, is what the schema says."""
    through_json = json.loads(json.dumps(value, ensure_ascii=False, allow_nan=False))
    assert through_json == value
    jsonschema.Draft202012Validator(schema(name)).validate(through_json)


def cited(document_id: str, words: str) -> Citation:
    document = DOCUMENTS[document_id]
    start = document.text.index(words)
    span = Span(start, start + len(words))
    passage = next(p for p in RECORDS.of_document[document_id] if p.span.covers(span))
    return cite(document, passage, span)


CHAIRED = cited(FERNHILL.id, "Councillor Ida Marsh chaired the Fernhill panel on foster care.")
REPLIED = cited(STONEBRIDGE.id, "The Chair replied that the hub would open on 9 May 2031.")
AGREED = cited(STONEBRIDGE.id, "The Stonebridge committee agreed a budget of £2 million for the family hub.")
BUDGET = Span(AGREED.quote.index("£"), AGREED.quote.index(" for"))
UNDATED = cited(LOOSE.id, "The note says that visits were short.")


def answer_of(status: Status) -> Answer:
    """An answer of that status with every field filled that it may have."""
    claims: tuple[Claim, ...] = ()
    if status.answers:
        claims = (
            Claim(AGREED.quote, (AGREED,), BUDGET),
            Claim(CHAIRED.quote, (CHAIRED, UNDATED)),
            Claim("The hub was agreed and was to open on 9 May 2031.", (REPLIED, AGREED)),
        )
    return Answer(
        question=Question("What of the hub?"),
        standalone="What of the hub (Stonebridge)?",
        status=status,
        frame="A frame.",
        reason=None if status is Status.ANSWERED else "A reason.",
        claims=claims,
        nearest=() if status.answers else (REPLIED, UNDATED),
        notices=("A notice.",),
        suggestions=("What was agreed?",),
        expansions=(Expansion("hub", "family hub"),),
        filters=(Filter("kind", "in", ("minutes",)), Filter("published", "since", ("2031",), "inferred")),
        confidence=1 / 3,
        struck=(
            Struck("It closed.", "it quotes nothing"),
            Struck("It met\nnine times.", "it has another figure"),
        ),
        model=ModelUse("scripted:model", (("answer", "0123456789ab"),), 2, 900, 80, 12.34, None),
        hits=(Hit(RECORDS.passages[0], 0.123456789, 1),),
        trace=Trace(1.23, 4.56, 7.89),
    )


def as_json(answer: Answer, question_id: str | None = None) -> dict[str, Any]:
    return answer_json(answer, DOCUMENTS, INFO, question_id)


@pytest.mark.parametrize("name", ["answer", "search"])
def test_the_schemas_are_schemas_and_leave_no_field_out(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema(name))

    def complete(part: Any) -> None:
        if isinstance(part, dict):
            if "properties" in part:
                assert part["required"] == list(part["properties"])
                assert part["additionalProperties"] is False
            for inner in part.values():
                complete(inner)

    complete(schema(name))


def test_the_schema_knows_the_words_that_the_domain_has() -> None:
    properties = schema("answer")["properties"]
    citation = properties["citations"]["items"]["properties"]
    assert properties["status"]["enum"] == list(Status)
    assert citation["form"]["enum"] == list(Form)
    assert citation["standing"]["enum"] == list(Standing)
    assert citation["dating"]["enum"] == list(Dating)
    assert citation["match"]["enum"] == list(Match)
    assert properties["nearest"]["items"] == properties["citations"]["items"]


@pytest.mark.parametrize("status", Status)
def test_an_answer_of_every_status_is_what_the_schema_says(status: Status) -> None:
    found = as_json(answer_of(status), "line 7")
    check(found, "answer")
    assert (found["id"], found["status"], found["confidence"]) == ("line 7", status.value, 0.3333)
    assert (found["removed"], found["answerer"]) == (2, "extractive")
    assert found["filters"][1] == {"field": "published", "op": "since", "value": "2031", "source": "inferred"}


@pytest.mark.parametrize(
    "asked",
    [
        "Who chaired the Fernhill panel on foster care?",
        "How many cases did social workers hold?",
        "How old was the child in Fernhill?",
        "What is the weather in Peru?",
        "report?",
        "Should I call my social worker?",
        "What is the real name of the child?",
        "Compare the Fernhill panel and the Aldermoor review.",
    ],
)
def test_what_the_program_really_answers_is_what_the_schema_says(asked: str) -> None:
    found = as_json(real_pipeline().ask(Question(asked)))
    check(found, "answer")
    assert found["id"] is None
    assert found["question"] == asked
    assert found["index"] == {"generation": "g000001", "documents": 4, "encoder": "fake@1"}


@pytest.mark.parametrize("field", ["standalone_question", "reason", "expansions", "index"])
def test_an_answer_that_lacks_a_field_or_has_one_too_many_is_not_what_the_schema_says(field: str) -> None:
    found = as_json(answer_of(Status.ANSWERED))
    without = copy.deepcopy(found)
    del without[field]
    for wrong in (without, found | {"extra": 1}, found | {"confidence": 1.5}, found | {"status": "unsure"}):
        with pytest.raises(jsonschema.ValidationError):
            check(wrong, "answer")


def test_claims_point_by_number_to_citations_and_each_stands_once() -> None:
    found = as_json(answer_of(Status.ANSWERED))
    assert [one["number"] for one in found["citations"]] == [1, 2, 3, 4]
    assert [one["quote"] for one in found["citations"]] == [
        AGREED.quote,
        CHAIRED.quote,
        UNDATED.quote,
        REPLIED.quote,
    ]
    assert [claim["citations"] for claim in found["claims"]] == [[1], [2, 3], [1, 4]]
    focus, *others = [claim["focus"] for claim in found["claims"]]
    assert found["claims"][0]["text"][focus["start"] : focus["end"]] == "£2 million"
    assert others == [None, None]


def test_a_citation_says_whose_words_from_when_and_where() -> None:
    digest, undated = as_json(answer_of(Status.ANSWERED))["citations"][1:3]
    assert (digest["form"], digest["published"], digest["dating"]) == ("digest", "2031-03-04", "inferred")
    assert FERNHILL.text[digest["start"] : digest["end"]] == digest["quote"]
    assert (undated["form"], undated["published"], undated["page"]) == ("original", None, None)
    nearest = as_json(answer_of(Status.CLARIFY))["nearest"]
    assert [(one["number"], one["page"]) for one in nearest] == [(1, 1), (2, None)]


def test_the_text_is_frame_reason_and_claims_with_the_numbers_of_their_citations() -> None:
    lines = answer_text(answer_of(Status.PARTLY_ANSWERED), DOCUMENTS).splitlines()
    assert lines[:2] == ["A frame.", "A reason."]
    assert [line.rpartition(" ")[2] for line in lines[2:]] == ["[1]", "[2][3]", "[1][4]"]
    assert answer_text(answer_of(Status.ADVICE), DOCUMENTS) == "A frame.\nA reason."


def test_only_the_words_of_an_original_stand_in_quotation_marks() -> None:
    assert shown(AGREED.quote, AGREED, DOCUMENTS) == f"“{AGREED.quote}”"
    assert shown(CHAIRED.quote, CHAIRED, DOCUMENTS) == CHAIRED.quote
    for quoted in ('"No vote was taken."', "“No vote was taken.”"):
        assert shown(quoted, AGREED, DOCUMENTS) == quoted
    full = full_text(answer_of(Status.ANSWERED), DOCUMENTS)
    assert f"“{AGREED.quote}”" in full
    assert f"“{CHAIRED.quote}" not in full


def test_the_printed_answer_names_every_record_it_rests_on_and_every_notice() -> None:
    full = full_text(answer_of(Status.ANSWERED), DOCUMENTS)
    for document in (FERNHILL, STONEBRIDGE, LOOSE):
        assert reference(document) in full
    assert "digest of" in reference(FERNHILL)
    assert "A notice." in full
    assert "page 2" in full


def test_a_printed_refusal_shows_the_nearest_words_and_where_they_stand() -> None:
    full = full_text(answer_of(Status.DETAIL_MISSING), DOCUMENTS)
    assert full.startswith("A frame.\nA reason.")
    assert f"“{REPLIED.quote}”" in full
    assert STONEBRIDGE.title in full


def with_copies(status: Status) -> Answer:
    """The answer where the passage of a citation and of the nearest words stands in other records too."""
    held = {REPLIED.passage.key: ("x/copy", "loose"), RECORDS.passages[1].key: ("uncited",)}
    passages = (REPLIED.passage, RECORDS.passages[1])
    hits = tuple(Hit(p, 1 / rank, rank, held[p.key]) for rank, p in enumerate(passages, start=1))
    return replace(answer_of(status), hits=hits)


@pytest.mark.parametrize("status", [Status.ANSWERED, Status.DETAIL_MISSING])
def test_the_printed_answer_tells_which_other_records_hold_the_words(status: Status) -> None:
    full = full_text(with_copies(status), DOCUMENTS)
    lines = [line for line in full.splitlines() if "also in" in line]
    assert lines == ["  The same, word for word or re-written, also in 2 other records: x/copy; loose"]
    before = full.splitlines()[full.splitlines().index(lines[0]) - 1]
    assert STONEBRIDGE.title in before
    assert "also in" not in full_text(answer_of(status), DOCUMENTS)
    assert also_in(()) == ""


def test_each_hit_names_the_other_records_that_hold_its_words() -> None:
    found = as_json(with_copies(Status.ANSWERED))
    check(found, "answer")
    assert [hit["copies"] for hit in found["hits"]] == [["x/copy", "loose"], ["uncited"]]


def test_the_printed_answer_says_what_was_searched_and_how_to_search_all() -> None:
    said = Filter("jurisdiction", "in", ("Wales", "UK"), "inferred", "in\nWales")
    answer = answer_of(Status.ANSWERED)
    full = full_text(replace(answer, filters=(*answer.filters, said)), DOCUMENTS)
    assert "Only records of this kind: committee minutes (as asked)." in full
    assert "Only records dated 2031 or later (understood from the question; --no-scope searches all)." in full
    assert (
        "Only records of Wales or the whole UK (understood from “in Wales”; --no-scope searches all)." in full
    )


def test_every_condition_of_the_domain_is_in_the_schema() -> None:
    conditions = (
        Filter("year", "in", ("2009", "2010"), "inferred"),
        Filter("year", "since", ("2009",), "inferred"),
    )
    found = as_json(replace(answer_of(Status.ANSWERED), filters=conditions))
    check(found, "answer")
    assert [one["value"] for one in found["filters"]] == [["2009", "2010"], "2009"]


def test_a_filter_is_a_list_of_values_or_one_date() -> None:
    assert filter_json(Filter("kind", "in", ("minutes", "news")))["value"] == ["minutes", "news"]
    assert filter_json(Filter("published", "until", ("2031-05",)))["value"] == "2031-05"


def test_a_document_is_described_without_its_text() -> None:
    found = document_json(FERNHILL)
    assert FERNHILL.text not in json.dumps(found)
    assert found["characters"] == len(FERNHILL.text)
    assert found["people"] == [{"name": "Ida Marsh", "role": "councillor, chair of the panel"}]
    assert found["sources"][1] == {"title": "A cutting", "url": None}
    assert set(found["notices"]) <= NOTICE_WORDS.keys()
    assert (found["published"], document_json(LOOSE)["published"]) == ("2031-03-04", None)
    assert (found["copy_of"], document_json(replace(LOOSE, copy_of="x"))["copy_of"]) == (None, "x")


def test_documents_are_listed_by_date_and_undated_ones_last() -> None:
    rows = documents_table(DOCUMENTS)
    assert [row[0] for row in rows] == [ALDERMOOR.id, FERNHILL.id, STONEBRIDGE.id, LOOSE.id]
    assert rows[0] == (ALDERMOOR.id, "2029", "Scotland", Kind.REVIEW.value, ALDERMOOR.title)
    assert rows[3][1:3] == ("undated", "")


def test_a_search_is_what_the_schema_says() -> None:
    hits = real_pipeline().search("foster care", 3)
    found = search_json("foster care", hits, "7")
    check(found, "search")
    assert [hit["rank"] for hit in found["hits"]] == [1, 2, 3]
    for hit in found["hits"]:
        assert DOCUMENTS[hit["document_id"]].text[hit["start"] : hit["end"]] == hit["text"]
    check(search_json("nothing", []), "search")


# --- a language model's wording -----------------------------------------------------------------------


def test_what_a_model_was_asked_and_what_was_left_out_of_its_words_stand_in_the_json_alone() -> None:
    answer = answer_of(Status.ANSWERED)
    value = answer_json(answer, DOCUMENTS, INFO)
    assert value["removed"] == len(value["struck"]) == 2
    assert value["struck"][0] == {"text": "It closed.", "why": "it quotes nothing"}
    assert value["model"]["prompts"] == [{"name": "answer", "digest": "0123456789ab"}]
    assert (value["model"]["name"], value["model"]["calls"], value["model"]["milliseconds"]) == (
        "scripted:model",
        2,
        12.3,
    )
    assert "It closed." not in value["text"]
    assert "It closed." not in full_text(answer, DOCUMENTS)


def test_what_was_left_out_is_listed_with_why_where_that_is_asked_for() -> None:
    told = struck_text(answer_of(Status.ANSWERED))
    assert told.splitlines()[1:3] == ["- It closed.", "  (it quotes nothing)"]
    assert "- It met nine times." in told
    assert struck_text(replace(answer_of(Status.ANSWERED), struck=())) == (
        "No sentence of a language model was left out."
    )


def test_a_models_wording_is_never_put_in_quotation_marks_and_the_records_own_words_are() -> None:
    assert shown("The committee agreed £2 million.", AGREED, DOCUMENTS) == "The committee agreed £2 million."
    assert shown(AGREED.quote, AGREED, DOCUMENTS) == f"“{AGREED.quote}”"
