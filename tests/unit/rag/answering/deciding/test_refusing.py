from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from rag.answering.asking.questions import read
from rag.answering.deciding.refusing import Refusal, apart, is_vague, refuse, telling_word, unknown_names
from rag.answering.language.lexicon import Lexicon
from rag.answering.language.modality import serves
from rag.answering.reading.candidates import Candidate
from rag.answering.reading.confidence import refuse_below
from rag.domain import ContentDate, Document, Span, Status
from tests.records import ALL, HARROWICK, KESTREL, TARNBROOK, candidate, record, records_of

DOCUMENTS = {document.id: document for document in ALL}
LEXICON = Lexicon(records_of(*ALL))


@pytest.mark.parametrize(
    "question", ["What did the review find?", "who chaired the committee", "What were the recommendations?"]
)
def test_a_question_that_fits_every_record_is_vague(question: str) -> None:
    assert is_vague(read(question), DOCUMENTS)


@pytest.mark.parametrize(
    "question",
    [
        "What did the Harrowick review find?",
        "What did the review of 2033 find?",
        "What did the review find on mentors?",
    ],
)
def test_a_name_a_year_or_a_topic_tells_which_record_is_meant(question: str) -> None:
    assert not is_vague(read(question), DOCUMENTS)


def test_nothing_is_vague_over_one_record() -> None:
    assert not is_vague(read("What did the review find?"), {HARROWICK.id: HARROWICK})


def names(question: str) -> tuple[str, ...]:
    return unknown_names(read(question), DOCUMENTS, LEXICON)


def test_a_place_no_record_has_is_unknown() -> None:
    assert names("What happened in Oxmoor?") == ("Oxmoor",)
    assert names("What happened in Harrowick?") == ()


def test_a_name_is_unknown_when_the_word_that_tells_it_apart_is() -> None:
    assert names("Who is Petra Oyelaran?") == ()
    assert names("Who is Petra Oxmoor?") == ("Petra Oxmoor",)


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("Swansea Council", "swansea"),
        ("Munro Review", "munro"),
        ("Petra Oxmoor", "oxmoor"),
        ("City Council", None),
    ],
)
def test_the_last_word_that_is_no_common_ending_tells_a_name_apart(name: str, word: str | None) -> None:
    assert telling_word(name) == word


def test_a_body_of_a_common_kind_is_unknown_by_its_first_word() -> None:
    assert names("What did Swansea Council decide?") == ("Swansea Council",)
    assert names("What did Kestrel City Council decide?") == ()
    assert names("What did the Review Board decide?") == ()


def test_a_name_that_any_question_may_use_in_passing_is_not_looked_for() -> None:
    assert names("What did Whitehall say about Harrowick?") == ()
    assert names("Did the NHS help Harrowick before Christmas?") == ()


def test_a_lone_word_that_begins_the_question_has_its_capital_from_there() -> None:
    assert names("Mentoring of foster carers: what was said?") == ()
    assert names("Mentors and Oxmoor in Harrowick?") == ("Oxmoor",)


def test_a_year_is_known_where_a_record_is_from_it_or_speaks_of_it() -> None:
    assert names("What happened in 2033?") == ()
    assert names("What happened in 2032?") == ()
    assert names("What happened in 1987 and 2019?") == ("1987", "2019")


def refused(
    question: str, candidates: Sequence[Candidate], *unknown: str, chance: float = 0.9
) -> Refusal | None:
    lexicon = Lexicon(records_of(*{one.document.id: one.document for one in candidates}.values()))
    return refuse(question, read(question), candidates, unknown, chance, lexicon, 0.5)


HUB = record("hub", "A note", "A hub.")
FOUND = candidate("The hub opened on 4 May 2031.", values=["4 May 2031"])


def test_a_question_with_a_fitting_value_is_answered() -> None:
    assert refused("When did the hub open?", [FOUND]) is None


def test_an_unknown_place_is_refused_as_such_where_the_topic_is_known() -> None:
    got = refused("When did the hub in Oxmoor open?", [FOUND], "Oxmoor")
    assert got == Refusal(Status.OTHER_PLACE_OR_TIME, ("Oxmoor",))


def test_an_unknown_year_is_refused_as_another_time_whatever_the_topic() -> None:
    got = refused("Who won in 1987?", [candidate("It rained.", about=0.0)], "1987")
    assert got is not None and got.status is Status.OTHER_PLACE_OR_TIME


def test_an_unknown_name_on_an_unknown_topic_is_not_in_the_records() -> None:
    for rows in ([candidate("It rained.", about=0.1)], []):
        got = refused("Who is Zog?", rows, "Zog")
        assert got == Refusal(Status.NOT_IN_CORPUS, ("Zog",))


def test_a_name_that_no_record_has_does_not_hide_that_the_topic_is_there() -> None:
    hub = candidate("The hub opened on 4 May 2031.", values=["4 May 2031"], about=0.2)
    got = refused("When did the hub in Oxmoor Vale open?", [hub], "Oxmoor Vale")
    assert got == Refusal(Status.OTHER_PLACE_OR_TIME, ("Oxmoor Vale",))


def test_without_a_sentence_there_is_no_answer() -> None:
    assert refused("Tell me about hubs", []) == Refusal(Status.NOT_IN_CORPUS)


def test_a_value_that_is_asked_for_and_not_there_is_a_missing_detail_where_the_topic_is_there() -> None:
    for about in (1.0, 0.5):
        got = refused("When did the hub open?", [candidate("The hub opened.", about=about)])
        assert got == Refusal(Status.DETAIL_MISSING)
    got = refused("What percentage of zebras won?", [candidate("The hub opened.", about=0.1)])
    assert got == Refusal(Status.NOT_IN_CORPUS)


def test_a_sentence_that_says_it_is_not_stated_leads_to_a_missing_detail() -> None:
    got = refused("Tell me of the cost", [candidate("The note gives no cost.", silent=True)])
    assert got == Refusal(Status.DETAIL_MISSING)


def reports(question: str, text: str) -> Candidate:
    """The sentence, with whether what it reports was done is what the question is after."""
    one = candidate(text)
    return replace(one, fit=replace(one.fit, serves=serves(read(question).act, text)))


@pytest.mark.parametrize(
    "question", ["What did the Lark Lane hub achieve?", "What happened to the Lark Lane hub?"]
)
def test_what_came_of_a_thing_is_refused_where_the_sentence_tells_only_what_was_said_before(
    question: str,
) -> None:
    view = reports(question, "The panel suggested that the Lark Lane hub be bigger.")
    assert refused(question, [view]) == Refusal(Status.DETAIL_MISSING)
    done = reports(question, "The Lark Lane hub was closed in 2032.")
    assert refused(question, [done]) is None


def test_a_plan_is_no_outcome_but_is_the_evidence_where_yes_or_no_is_asked() -> None:
    plan = "The council planned to open the Lark Lane hub."
    asked = "What did the Lark Lane hub achieve?"
    assert refused(asked, [reports(asked, plan)]) == Refusal(Status.DETAIL_MISSING)
    whether = "Has the Lark Lane hub been opened?"
    assert reports(whether, plan).fit.serves == 0
    assert refused(whether, [reports(whether, plan)]) is None


def test_what_was_agreed_is_not_refused_by_what_the_sentence_reports() -> None:
    asked = "What did the panel agree about the Lark Lane hub?"
    view = reports(asked, "The panel suggested that the Lark Lane hub be bigger.")
    assert view.fit.serves == 0
    assert refused(asked, [view]) is None


def test_a_small_chance_refuses_by_whether_the_topic_is_there() -> None:
    there = refused("Tell me about hubs", [candidate("A hub.", about=0.9)], chance=0.4)
    elsewhere = refused("Tell me about hubs", [candidate("A hub.", about=0.1)], chance=0.4)
    assert there == Refusal(Status.DETAIL_MISSING)
    assert elsewhere == Refusal(Status.NOT_IN_CORPUS)


def test_the_fitted_chance_decides_where_none_is_given() -> None:
    question = "Tell me about hubs"
    given = (question, read(question), [candidate("A hub.", HUB)], ())
    assert refuse(*given, refuse_below() + 0.01, Lexicon(records_of(HUB))) is None
    assert refuse(*given, refuse_below() - 0.01, Lexicon(records_of(HUB))) is not None


def test_a_sentence_that_does_not_lay_the_blame_the_question_lays_is_no_answer() -> None:
    said = candidate("Ida Marsh chaired the panel.", values=["Ida Marsh"])
    assert refused("Who was sacked over the panel?", [said]) == Refusal(Status.DETAIL_MISSING)
    assert refused("Who chaired the panel?", [said]) is None


def test_one_of_a_sort_that_is_not_told_from_others_is_no_answer_to_which() -> None:
    question = "Which scrap merchant bought the bell?"
    bare, told = "The bell went to a scrap merchant.", "The bell went to a scrap merchant, Ida Marsh."
    assert refused(question, [candidate(bare)]) == Refusal(Status.DETAIL_MISSING)
    assert refused(question, [candidate(told)]) is None


def elsewhere(question: str, *documents: Document) -> tuple[str, ...]:
    rows = [candidate(document.text.split("\n")[0], document) for document in documents]
    return apart(
        read(question), rows, Lexicon(records_of(*ALL, *(one for one in documents if one not in ALL)))
    )


def test_a_name_that_the_best_record_lacks_stands_apart_though_another_record_has_it() -> None:
    question = "What did the Tarnbrook committee say about Lark Lane?"
    assert elsewhere(question, TARNBROOK, KESTREL) == ("Lark Lane",)
    assert elsewhere("What did the Tarnbrook committee say about the Guildhall?", TARNBROOK) == ()
    assert elsewhere("What did Amrit Sole tell the Tarnbrook committee?", TARNBROOK) == ("Amrit Sole",)


def test_a_year_that_the_best_record_neither_has_nor_is_from_stands_apart() -> None:
    question = "What did the Harrowick review of {} find?"
    assert elsewhere(question.format(2031), HARROWICK) == ("2031",)
    for year in (2032, 2033):
        assert elsewhere(question.format(year), HARROWICK) == ()
    unwritten = record("u", "A note", "It rained.", published=ContentDate(2029))
    assert elsewhere("What did the note of 2029 say?", unwritten) == ()


def test_a_nation_is_that_of_the_record_though_its_words_do_not_say_so() -> None:
    said = "What was said on fostering in {}?"
    assert elsewhere(said.format("Wales"), TARNBROOK) == ()
    assert elsewhere(said.format("Scotland"), TARNBROOK) == ("Scotland",)
    kingdom = record("k", "A note", "It rained.", jurisdiction="UK")
    assert elsewhere(said.format("Scotland"), kingdom) == ()


def test_names_side_by_side_are_wanted_of_several_records() -> None:
    assert elsewhere("What did Tarnbrook and Harrowick say on payments?", TARNBROOK) == ()
    assert elsewhere("Compare Tarnbrook and Harrowick on payments for Lark Lane", TARNBROOK) == ()


def test_a_name_in_passing_a_lone_first_word_and_no_sentence_at_all_do_not_stand_apart() -> None:
    assert elsewhere("What did the Tarnbrook committee say about Whitehall?", TARNBROOK) == ()
    assert elsewhere("Mentoring of carers: what was said?", TARNBROOK) == ()
    assert elsewhere("What did the Tarnbrook committee say about Lark Lane?") == ()


@pytest.mark.parametrize(
    ("question", "text", "answered"),
    [
        (
            "What does recommendation 9 of the Harrowick review say?",
            "Recommendation 4 asks for mentors.",
            False,
        ),
        (
            "What does recommendation 4 of the Harrowick review say?",
            "Recommendation 4 asks for mentors.",
            True,
        ),
        (
            "What does recommendation 2 of the Harrowick review say?",
            "1. Hire mentors.\n2. Pay mentors.",
            True,
        ),
    ],
)
def test_a_thing_asked_for_by_a_number_that_the_record_has_not_is_missing(
    question: str, text: str, *, answered: bool
) -> None:
    document = record("harrowick-review", HARROWICK.title, text)
    found = refuse(question, read(question), [candidate(text, document, fit=0.9)], (), 0.9, LEXICON)
    assert found == (None if answered else Refusal(Status.DETAIL_MISSING))


@pytest.mark.parametrize(
    ("text", "answered"),
    [
        ("The page of May 2036 links the money for hubs in Harrowick to a budget promise.", False),
        ("The money for hubs in Harrowick was a promise of the 2035 budget.", True),
    ],
)
def test_which_years_thing_it_is_wants_the_date_of_that_thing(text: str, *, answered: bool) -> None:
    question = "Which year's budget was the promise on hubs in Harrowick in?"
    year = "2035" if answered else "2036"
    found = candidate(text, record("harrowick", HARROWICK.title, text), fit=0.9, values=[year])
    assert refused(question, [found], chance=0.9) == (None if answered else Refusal(Status.DETAIL_MISSING))


def test_a_number_of_something_else_is_no_answer() -> None:
    asked = "How many foster carers left?"
    about = candidate("In all 61 foster carers left.", values=["61"])
    beside = candidate("Of the foster carers' homes 61 were left.", values=["61"], fit=0.3)
    assert refused(asked, [about]) is None
    assert refused(asked, [beside]) == Refusal(Status.DETAIL_MISSING)


def test_a_question_for_a_reason_has_no_answer_without_one() -> None:
    asked = "Why did the hub close?"
    assert refused(asked, [candidate("The hub closed in May.")]) == Refusal(Status.DETAIL_MISSING)
    told = candidate("The hub closed because of damp.", values=["because of damp"])
    assert refused(asked, [told]) is None


def test_when_a_thing_was_agreed_takes_for_granted_that_it_was() -> None:
    asked = "When did the panel adopt the Tarn model?"
    view = replace(
        reports(asked, "In May 2031 it was suggested that the Tarn model be looked at."),
        values=(Span(3, 11),),
    )
    assert refused(asked, [view]) == Refusal(Status.DETAIL_MISSING)
    done = replace(reports(asked, "In May 2031 the panel adopted the Tarn model."), values=(Span(3, 11),))
    assert refused(asked, [done]) is None


def test_an_act_goes_by_its_whole_name() -> None:
    assert names("What does the Foster Panel Act say?") == ("Foster Panel Act",)


def test_a_question_of_words_that_no_record_has_is_not_in_the_records() -> None:
    asked = "Which recipe makes the softest sourdough bread?"
    assert refused(asked, [candidate("A hub.")]) == Refusal(Status.NOT_IN_CORPUS)


@pytest.mark.parametrize(
    ("question", "sentence", "values"),
    [
        ("How did the panel vote on the hub?", "The panel debated the hub.", ()),
        ("What did Ada Holt say about the hub?", "Ada Holt chaired it from May to June.", ()),
        ("Where did Ada Holt work before she came to Tarn?", "Ada Holt led Tarn council.", ("Tarn",)),
        ("When did the pilots finish?", "The pilots began in 2031.", ("2031",)),
        ("How much money do the 75 areas share?", "The areas share £12m.", ("£12m",)),
        ("Which seven councils got money?", "Seven councils in England got money.", ()),
    ],
)
def test_a_sentence_on_the_thing_that_tells_something_else_of_it_is_refused(
    question: str, sentence: str, values: tuple[str, ...]
) -> None:
    one = candidate(sentence, values=values)
    assert refused(question, [one]) == Refusal(Status.DETAIL_MISSING)


def test_a_sentence_on_other_nations_alone_is_refused_as_of_another_place() -> None:
    one = candidate(
        "The review looked at homes in Wales.", record("w", "A", "The review looked at homes in Wales.")
    )
    asked = "What did the review find about homes in Scotland?"
    assert refused(asked, [one]) == Refusal(Status.OTHER_PLACE_OR_TIME, ("Scotland",), apart=True)
