"""The conditions read from a question: nation, time, kind; and what is never read, or never hides a record."""

import pytest

from rag.answering.asking.scope import missing_nations, understood
from rag.answering.language.lexicon import Lexicon
from rag.catalogue import admitted, narrowed
from rag.domain import ContentDate, Filter, Kind, Person, Question, Standing, Status
from tests.records import ask, pipeline_of, record, records_of

AFON = record(
    "afon",
    "Afon review of fostering, Wales",
    "The Afon review found that red tape kept foster carers away. Dr Nia Prosser led it.",
    jurisdiction="Wales",
    published=ContentDate(2031, 4),
)
EMBER = record(
    "ember",
    "Report of the Ember review",
    "Professor Ruth Ember led the review in England. She found that red tape kept social workers at their desks. "
    "Her review was commissioned in 2033 and had a forerunner in 2029.",
    published=ContentDate(2034, 6),
    people=(Person("Ruth Ember", "professor, leader of the review"),),
)
MINUTES = record(
    "larch-minutes",
    "Larch committee, minutes on the Ember report",
    "Members heard that the Wharfe model of foster care would be looked at.",
    kind=Kind.MINUTES,
    standing=Standing.COUNCIL_MINUTES,
    published=ContentDate(2035, 10, 11),
)
COURTS = record(
    "courts",
    "Courts review",
    "The courts review looked at delay in England and Wales. It said that foster carers should be heard.",
    published=ContentDate(2036),
)
LOOSE = record(
    "loose",
    "Note",
    "Visits to foster carers were short.",
    kind=Kind.OTHER,
    published=None,
    jurisdiction=None,
)
RECORDS = records_of(AFON, EMBER, MINUTES, COURTS, LOOSE)
LEXICON = Lexicon(RECORDS)


def read(question: str, *asked: Filter) -> list[tuple[str, str, tuple[str, ...]]]:
    found = understood(question, RECORDS.documents, LEXICON, asked)
    assert all(one.source == "inferred" and one.words in question for one in found)
    return [(one.field, one.op, one.value) for one in found]


def left(question: str) -> set[str]:
    ids = admitted(RECORDS.documents, understood(question, RECORDS.documents, LEXICON))
    return set(RECORDS.documents if ids is None else ids)


WALES = ("jurisdiction", "in", ("Wales", "UK"))


@pytest.mark.parametrize(
    "question",
    [
        "What was said about red tape in Wales?",
        "what was said about red tape in wales",
        "Across the whole of Wales, what keeps carers away?",
        "What is planned for Wales?",
        "What did Welsh reviews find?",
        "What did Wales's review find?",
    ],
)
def test_a_nation_named_as_a_place_leaves_its_records(question: str) -> None:
    assert read(question) == [WALES]


def test_a_nation_shuts_out_only_records_known_to_be_of_another() -> None:
    assert left("What was said about foster carers in Wales?") == {"afon", "courts", "loose"}


@pytest.mark.parametrize(
    "question",
    [
        "What was said about red tape?",
        "What did reviews in Scotland find?",
        "What did England and Wales do about red tape?",
        "How do reviews in Wales differ from other reviews?",
        "What was said outside Wales?",
        "What was said in South Wales?",
        "What did the Welsh Government say?",
        "What do Welsh ministers say?",
        "Is there a Welsh language version?",
        "Who is the Children's Commissioner for Wales?",
        "Does the Ember review apply in Wales?",
        "does the ember review apply in wales?",
        "Is the Wharfe model used in Wales?",
    ],
)
def test_no_nation_is_read_where_none_or_two_are_meant_or_a_record_of_another_is_named(question: str) -> None:
    assert read(question) == []


def test_a_record_that_only_dates_the_question_does_not_keep_the_nation_from_being_read() -> None:
    asked = "What has been found in Wales since the Ember report?"
    assert read(asked) == [WALES, ("year", "since", ("2034",))]
    assert read("What has been found since the Ember report?") == [("year", "since", ("2034",))]


@pytest.mark.parametrize(
    ("question", "nations"),
    [
        ("What did reviews in Scotland recommend?", ("Scotland",)),
        ("What did Scottish reviews recommend?", ("Scotland",)),
        ("What is Who Cares? Scotland?", ()),
        ("What did reviews in Wales recommend?", ()),
        ("What did reviews in England recommend?", ()),
    ],
)
def test_a_nation_no_record_is_of_or_speaks_of_as_a_place_is_missing(
    question: str, nations: tuple[str, ...]
) -> None:
    assert missing_nations(question, RECORDS.documents) == nations


def test_a_nation_that_a_record_speaks_of_as_a_place_or_that_is_in_the_uk_of_one_is_not_missing() -> None:
    asked = "What was tried in Scotland?"
    speaking = record("tried", "Ember review", "The model was also tried in Scotland.")
    whole = record("whole", "Review of the whole", "It says nothing of places.", jurisdiction="UK")
    named = record("named", "Scotch mist", "It has nothing to do with Mist Scotland.")
    assert missing_nations(asked, records_of(speaking).documents) == ()
    assert missing_nations(asked, records_of(whole).documents) == ()
    assert missing_nations(asked, records_of(named).documents) == ("Scotland",)


def test_a_place_no_record_covers_is_refused_as_such_even_where_a_record_has_its_name() -> None:
    named = record(
        "named", "Ember review", "The Ember review recommended less red tape, unlike Mist Scotland."
    )
    answer = ask(pipeline_of(named, AFON), "What did reviews in Scotland recommend?")
    assert answer.status is Status.OTHER_PLACE_OR_TIME
    assert "Scotland" in answer.frame


@pytest.mark.parametrize(
    "question",
    [
        "What do the minutes say about foster care?",
        "What was agreed, according to the Larch minutes?",
        "What is there in the minutes on the Wharfe model?",
    ],
)
def test_a_kind_named_as_where_to_look_leaves_records_of_it_and_those_of_no_known_kind(question: str) -> None:
    assert read(question) == [("kind", "in", ("minutes",))]
    assert left(question) == {"larch-minutes", "loose"}


@pytest.mark.parametrize(
    "question",
    [
        "Who took the minutes?",
        "What happened in the last five minutes?",
        "What do the minutes of the strategy meeting show?",
        "What does the press release say?",
        "Was the scrutiny report useful?",
        "Do the minutes say more than the press release said, or what was in the press release?",
    ],
)
def test_no_kind_is_read_where_it_is_spoken_about_or_no_record_is_of_it(question: str) -> None:
    assert [one for one in read(question) if one[0] == "kind" and "minutes" not in one[2]] == []
    if not question.startswith("Do the"):
        assert read(question) == []


def test_the_latest_is_as_new_as_the_newest_such_record_on_the_matter() -> None:
    assert read("What does the latest review say about red tape?") == [("published", "since", ("2034-06",))]
    assert left("What does the latest review say about red tape?") == {
        "ember",
        "larch-minutes",
        "courts",
        "loose",
    }
    assert read("What did the most recent minutes record?") == [("kind", "in", ("minutes",))]
    assert read("Which are the most recent minutes?") == [("published", "since", ("2035-10-11",))]
    assert read("What does the newest review in Wales say about foster carers?") == [
        WALES,
        ("published", "since", ("2036",)),
    ]


@pytest.mark.parametrize(
    "question",
    [
        "What are the latest figures?",
        "What does the latest inspection say?",
        "What did the latest press release say about red tape?",
    ],
)
def test_nothing_is_the_latest_of_what_is_not_there(question: str) -> None:
    assert read(question) == []


def test_what_is_asked_for_wins_over_what_would_be_read() -> None:
    england = Filter("jurisdiction", "in", ("England",))
    since = Filter("published", "since", ("2034",))
    assert read("What was said about red tape in Wales?", england) == []
    assert read("What was found in 2031?", since) == []
    assert read("What was said about red tape in Wales?", since) == []
    assert read("What was said about red tape in Wales?", Filter("kind", "in", ("review",))) == [WALES]


def test_a_condition_that_would_leave_nothing_certain_or_hide_nothing_is_not_read() -> None:
    assert read("What happened in 1999?") == []
    welsh = records_of(AFON)
    assert understood("What was said in Wales?", welsh.documents, Lexicon(welsh)) == ()
    both = "What do the minutes say about Wales, as in Wales?"
    assert read(both) == [WALES]


def test_what_was_read_decides_what_is_searched_is_told_and_can_be_left_off() -> None:
    pipeline = pipeline_of(AFON, EMBER, MINUTES)
    question = Question("What did red tape do in Wales?")
    prepared = pipeline.prepare(question)
    assert prepared.documents == {"afon"}
    answer = pipeline.ask(question)
    assert answer.question == question
    assert [(one.field, one.source, one.words) for one in answer.filters] == [
        ("jurisdiction", "inferred", "in Wales")
    ]
    assert {hit.passage.document_id for hit in answer.hits} == {"afon"}
    whole = Question(question.text, scope=False)
    assert pipeline.prepare(whole).documents is None
    assert pipeline.ask(whole).filters == ()


def test_a_question_that_is_not_looked_up_has_no_conditions_read_from_it() -> None:
    answer = ask(pipeline_of(AFON, EMBER), "Should I report my neighbour in Wales to social services?")
    assert answer.status is Status.ADVICE
    assert answer.filters == ()


def test_a_refusal_counts_the_records_that_were_searched() -> None:
    answer = ask(pipeline_of(AFON, EMBER, MINUTES), "How many zebras are there in Wales?")
    assert not answer.status.answers
    assert "this one document" in answer.frame


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (Filter("jurisdiction", "in", ("Wales", "UK")), "records of Wales or the whole UK"),
        (Filter("kind", "in", ("minutes",)), "records of this kind: committee minutes"),
        (Filter("standing", "in", ("press",)), "records that are press or news"),
        (
            Filter("document", "in", ("afon", "gone")),
            "the record “Afon review of fostering, Wales” or “gone”",
        ),
        (Filter("published", "since", ("2034-06",)), "records dated June 2034 or later"),
        (Filter("published", "until", ("2009",)), "records dated 2009 or earlier"),
        (Filter("year", "in", ("2009",)), "records of 2009, or that speak of 2009"),
        (
            Filter("year", "in", ("2009", "2010", "2011")),
            "records of 2009 to 2011, or that speak of those years",
        ),
        (Filter("year", "since", ("2010",)), "records of 2010 or later, or that speak of those years"),
    ],
)
def test_a_condition_is_told_in_words(condition: Filter, words: str) -> None:
    assert narrowed(condition, RECORDS.documents) == words
