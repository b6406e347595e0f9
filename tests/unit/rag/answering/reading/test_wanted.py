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
    sentence = "In mid-2033 the hub was opened."
    alone = find_wanted(sentence, read(question), PLAIN, ["hub", "open"])
    assert ([span.of(sentence) for span in alone.spans], alone.weak) == (["mid-2033"], True)


def test_the_records_own_date_counts_only_where_the_sentence_tells_what_was_asked() -> None:
    question, telling = "When was the chair appointed to the hub?", ["chair", "appoint", "hub"]
    for sentence, dates in (
        ("In mid-2033 the hub had a chair.", ["mid-2033"]),
        ("In mid-2033 the hub had ponds.", []),
    ):
        found = find_wanted(sentence, read(question), PLAIN, telling)
        assert ([span.of(sentence) for span in found.spans], found.weak) == (dates, bool(dates))
    named = find_wanted(
        "In mid-2033 Oxmoor had ponds.", read("When did Oxmoor flood?"), PLAIN, ["oxmoor", "flood"]
    )
    assert named.spans == ()


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


def test_a_total_is_no_answer_where_what_each_gets_is_asked() -> None:
    question = "How much did each area get?"
    assert wanted(question, "The fund gave £302 million to 75 places.") == ([], False)
    for sentence in ("They got £640 each.", "Every area got £640.", "It came to £640 per area."):
        assert wanted(question, sentence) == (["£640"], False)
    assert wanted("How much did the areas get?", "They got £302 million.") == (["£302 million"], False)
    assert wanted("How many visits did each family have?", "There were 40 visits.") == ([], False)
    assert wanted("How many visits did each family have?", "There were 4 visits a week.") == (["4"], False)


def test_who_or_when_of_each_is_no_question_for_an_amount() -> None:
    assert wanted("When did each hub open?", "It opened in May 2034.") == (["May 2034"], False)


def test_a_month_is_weak_where_the_day_is_asked() -> None:
    question = "On what day did the hub open?"
    assert wanted(question, "It opened in May 2034.") == (["May 2034"], True)
    assert wanted(question, "It opened on 4 May 2034.") == (["4 May 2034"], False)
    assert wanted(question, "Begun in May 2032, it opened on 4 May 2034.") == (["4 May 2034"], False)
    assert wanted("When did the hub open?", "It opened in May 2034.") == (["May 2034"], False)


def test_what_is_counted_stands_close_before_or_behind_its_number() -> None:
    question = "How many carers were there?"
    assert wanted(question, "Of all the carers, 12 stayed.") == (["12"], False)
    assert wanted(question, "There were 12 very keen carers.") == (["12"], False)
    far = "12 of those whom the inspectors had met in the spring were still carers."
    assert wanted(question, far) == (["12"], True)
    assert wanted(question, f"Carers met the inspectors in the spring, and of those {far}")[1]


def test_a_group_stands_in_weakly_where_a_person_is_asked_for_and_no_body_is_there() -> None:
    question = "Who asked for the hub?"
    both = "Children and young people asked for the hub."
    assert wanted(question, both) == (["Children and young people"], True)
    assert wanted(question, "Families told Fell End Council.") == (["Fell End Council"], True)
    assert wanted("Who told the families?", "The families were told.") == ([], True)


def test_an_ordinal_may_say_how_many_there_had_been() -> None:
    question = "How many reports were there?"
    assert wanted(question, "It was the third report in two years.") == (["third"], True)
    assert wanted(question, "There were 4 reports, the last a third as long.") == (["4"], False)
    assert wanted(question, "The second fire came before the hub was built and the report.") == ([], True)
    assert wanted(question, "The report came on the 3rd of May.") == ([], True)


def test_a_body_may_go_by_a_name_of_its_own_that_is_no_person_and_not_the_records_title() -> None:
    question = "Which charity ran the hub?"
    assert wanted(question, "It was run by Reconstruct with Ida Marsh.") == (["Reconstruct"], True)
    assert wanted(question, "It was run by Fell End Trust.") == (["Fell End Trust"], False)
    titled = record("t", "Reconstruct", "x")
    assert wanted(question, "It was run by Reconstruct.", titled) == ([], True)


ANNOUNCED = "The May 2032 announcement said that the hub opened."


def test_a_date_that_only_dates_a_record_is_no_date_of_what_it_tells() -> None:
    for question in ("When did the hub open?", "On what day did the hub open?"):
        assert wanted(question, ANNOUNCED)[0] == []
        dated = ANNOUNCED.replace("May", "4 May")
        assert wanted(question, dated)[0] == []
        assert wanted(question, dated.replace("opened", "opened on 6 July 2031")) == (["6 July 2031"], False)


def test_the_date_of_a_record_tells_where_the_question_is_about_it() -> None:
    assert wanted("When was the announcement made?", ANNOUNCED) == (["May 2032"], False)


def test_when_something_came_out_is_told_by_a_sentence_that_says_so_of_it() -> None:
    question = "When did the hub publish its final report?"
    assert wanted(question, "The final report came out on 3 June 2033.") == (["3 June 2033"], False)
    assert wanted(question, "A consultation was published in May 2034.") == (["May 2034"], True)
    assert wanted(question, "The interim report was published in May 2032.") == (["May 2032"], True)
    assert wanted(question, "The main points of the final report of June 2033 were these:") == (
        ["June 2033"],
        True,
    )


def test_a_name_that_only_owns_something_is_weak_for_a_person_and_none_for_a_name() -> None:
    sentence = "Parliament was told of Munro's recommendation 10."
    plain = record("named", "A record", "x", people=(Person("Eileen Munro", "reviewer"),))
    assert wanted("Who told Parliament of the duty?", sentence, plain) == (["Munro"], True)
    assert wanted("What is the name of the minister who said so?", sentence, plain) == ([], False)


def test_a_reason_may_be_given_by_what_it_is_on_account_of() -> None:
    assert wanted("Why could the land not be sold?", "The land stayed unsold on account of its name.")[1]
