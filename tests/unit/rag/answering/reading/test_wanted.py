from __future__ import annotations

from rag.answering.asking.questions import read
from rag.answering.reading.wanted import Wanted, find_wanted
from rag.domain import ContentDate, Person
from tests.records import record

PLAIN = record("plain", "A record", "x", published=ContentDate(2033, 6))


def wanted(question: str, sentence: str, document: object = PLAIN) -> tuple[list[str], bool]:
    found = find_wanted(sentence, read(question), document)  # type: ignore[arg-type]
    return [span.of(sentence) for span in found.spans], found.weak


def test_nothing_is_wanted_where_the_question_asks_for_no_kind_of_value() -> None:
    assert find_wanted("It met on 4 May 2031.", read("Tell me about kinship care"), PLAIN) == Wanted()


def test_a_value_the_question_names_itself_is_not_what_it_asks_for() -> None:
    assert wanted("When did the 2031 panel meet?", "The 2031 panel met in May 2032.") == (["May 2032"], False)
    assert wanted("How many of the 61 carers stayed?", "Of 61 carers, 12 stayed.") == (["12"], False)


def test_a_number_answers_only_beside_what_is_counted() -> None:
    question = "How many foster carers left?"
    assert wanted(question, "In all 61 foster carers left.")[0] == ["61"]
    assert wanted(
        question, "The hub has 14 rooms, a garden, a kitchen, and a pond; 61 foster carers left."
    ) == (["61"], False)


def test_a_number_beside_something_else_is_weak_for_what_is_counted_may_go_by_another_word() -> None:
    question = "How many chances did the council miss?"
    assert wanted(question, "The council missed 14 opportunities.") == (["14"], True)
    assert wanted(question, "The council missed many opportunities.") == ([], True)


def test_a_body_stands_in_weakly_where_a_person_is_asked_for() -> None:
    assert wanted("Who wrote it?", "Fell End Council wrote it.") == (["Fell End Council"], True)


def test_a_person_is_known_by_the_names_the_record_gives() -> None:
    document = record("p", "A record", "x", people=(Person("Ida Marsh", "chair"),))
    assert wanted("Who chaired it?", "Marsh chaired it.", document) == (["Marsh"], False)


def test_the_records_own_date_is_weak_beside_another_date() -> None:
    question = "When will the hub open?"
    assert wanted(question, "In June 2033 it said that the hub opens in May 2034.") == (["May 2034"], False)
    assert wanted(question, "In mid-2033 it spoke of the hub.") == (["mid-2033"], True)


def test_the_records_own_date_is_as_good_as_any_where_the_record_is_asked_about() -> None:
    assert wanted("When was the article published?", "It appeared in June 2033.") == (["June 2033"], False)


def test_in_a_record_without_a_date_every_date_tells() -> None:
    undated = record("u", "A record", "x", published=None)
    assert wanted("When did it open?", "It opened in June 2033.", undated) == (["June 2033"], False)


def test_a_reason_is_what_gives_a_cause() -> None:
    found, weak = wanted("Why was it cut?", "It was cut because money ran out.")
    assert found == ["because money ran out"]
    assert not weak
    assert wanted("Why was it cut?", "It was cut.") == ([], False)


def test_what_only_hints_at_a_reason_is_weak_and_runs_to_the_end_of_the_sentence() -> None:
    assert wanted("Why was it cut?", "It was cut after the money ran out. ") == (
        ["after the money ran out."],
        True,
    )
    assert wanted("Why was it cut?", "Members feared the cost.") == (["feared the cost."], True)


def test_a_reason_for_something_else_is_no_strong_one() -> None:
    sentence, asked = "The fair was moved because of the rain.", read("Why was the hub cut?")
    found = find_wanted(sentence, asked, PLAIN, ["hub", "cut"])
    assert found.weak
    assert not find_wanted(sentence, asked, PLAIN, ["fair"]).weak
