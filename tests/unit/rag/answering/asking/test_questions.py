from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.answering.asking.questions import Shape, read
from rag.answering.language.cues import AskedAct
from rag.answering.language.values import ValueKind


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("How long did the panel sit?", ValueKind.DURATION),
        ("how many weeks did it take", ValueKind.DURATION),
        ("What percentage of carers left?", ValueKind.SHARE),
        ("How much did the hub cost?", ValueKind.MONEY),
        ("How old were they?", ValueKind.AGE),
        ("How many carers were there?", ValueKind.COUNT),
        ("What upper limit did the panel set?", ValueKind.COUNT),
        ("number of hubs", ValueKind.COUNT),
        ("When did the hub open?", ValueKind.DATE),
        ("In which year did it end?", ValueKind.DATE),
        ("What is the name of the chair?", ValueKind.NAME),
        ("Who led it?", ValueKind.PERSON),
        ("Whose idea was the hub?", ValueKind.PERSON),
        ("Which committee agreed it?", ValueKind.BODY),
        ("Where did the panel meet?", ValueKind.PLACE),
        ("Which building did the panel meet in?", ValueKind.VENUE),
        ("What is Ida Marsh's job?", ValueKind.POST),
        ("What grade did the inspectors give?", ValueKind.GRADE),
        ("whats the wider programme called, the one it belongs to?", ValueKind.TITLE),
        ("Why was the hub closed?", ValueKind.REASON),
        ("What led to the delay?", ValueKind.REASON),
        ("What was the hub called?", ValueKind.TITLE),
        ("What is the title of the report?", ValueKind.TITLE),
        ("What is the name of the children's home?", ValueKind.TITLE),
        ("What is the name of the parenting programme?", ValueKind.TITLE),
        ("What were the names of the two workmen?", ValueKind.NAME),
        ("Which architect drew the hub?", ValueKind.NAME),
        ("What was the chair's salary?", ValueKind.MONEY),
        ("For how much was the hub sold?", ValueKind.MONEY),
        ("How big a grant did the hub get?", ValueKind.MONEY),
        ("How much was lost?", ValueKind.MONEY),
        ("How much time was lost?", None),
        ("How much did the council know about the family?", None),
        ("How much did caseloads fall?", ValueKind.SHARE),
        ("What vacancy rate did the note give?", ValueKind.SHARE),
        ("Which university wrote the report?", ValueKind.BODY),
        ("What Welsh charity ran the hub?", ValueKind.BODY),
        ("What did the trust recommend?", None),
        ("What should schools do?", None),
        ("Tell me about kinship care", None),
    ],
)
def test_a_question_asks_for_a_kind_of_value(question: str, kind: ValueKind | None) -> None:
    assert read(question).kind is kind


@pytest.mark.parametrize(
    ("question", "shape"),
    [
        ("When did the hub open?", Shape.VALUE),
        ("What were the four recommendations?", Shape.LIST),
        ("Please list the measures", Shape.LIST),
        ("Compare Harrowick and Tarnbrook", Shape.COMPARISON),
        ("What do the records say about hubs?", Shape.COMPARISON),
        ("How did caseloads develop over time?", Shape.COMPARISON),
        ("What has changed since the fire?", Shape.COMPARISON),
        ("What changed at the hub?", Shape.OPEN),
        ("Did the panel meet in March?", Shape.YES_NO),
        ("What did the review find about caseloads?", Shape.SEVERAL),
        ("Why was it closed?", Shape.REASON),
        ("Tell me about kinship care", Shape.OPEN),
    ],
)
def test_a_question_has_the_shape_its_answer_takes(question: str, shape: Shape) -> None:
    assert read(question).shape is shape


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("What did the carers who left say?", None),
        ("What happened when the hub opened?", None),
        ("Did it name the town where the hub stood?", None),
        ("What did the panel recommend, and who chaired it?", ValueKind.PERSON),
        ("Do the minutes say when the hub opens?", ValueKind.DATE),
        ("Fernhill panel: who chaired it", ValueKind.PERSON),
        ("The hub opened when?", ValueKind.DATE),
        ("fernhill panel who chaired it", ValueKind.PERSON),
        ("Who was in the chair when it met?", ValueKind.PERSON),
        ("What town was the minister in when she spoke?", ValueKind.PLACE),
        ("What did the panel recommend and when did it meet?", ValueKind.DATE),
    ],
)
def test_who_when_and_where_ask_only_where_they_do_not_merely_link(
    question: str, kind: ValueKind | None
) -> None:
    assert read(question).kind is kind


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Did the hub cost too much?", None),
        ("Was the panel told because carers left?", None),
        ("And did it open in the year of the fire?", None),
        ("Were there reasons for the delay?", None),
        ("Does the record say how many left?", ValueKind.COUNT),
        ("Is it known why the hub closed?", ValueKind.REASON),
    ],
)
def test_a_yes_or_no_question_asks_for_no_kind_unless_it_asks_which_all_the_same(
    question: str, kind: ValueKind | None
) -> None:
    assert read(question).kind is kind


@pytest.mark.parametrize(
    ("question", "act"),
    [
        ("What did the panel agree about hubs?", AskedAct.AGREED),
        ("What was recommended on hubs?", AskedAct.RECOMMENDED),
        ("Where is the hub?", None),
    ],
)
def test_a_question_may_be_after_what_was_done_with_a_thing(question: str, act: AskedAct | None) -> None:
    assert read(question).act is act


def test_a_lone_name_that_begins_the_question_may_only_begin_it() -> None:
    assert read("Mentoring of carers in Harrowick: what was said?").opening == {"Mentoring"}
    assert read("Nerys Vaughan told whom?").names == ("Nerys Vaughan",)
    assert read("What did Harrowick decide?").opening == frozenset()


def test_what_is_counted_is_known_by_its_own_words() -> None:
    assert read("How many foster carers did the council recruit?").counted == ("foster", "carer")
    assert read("When did the council recruit foster carers?").counted == ()


def test_words_that_only_ask_say_nothing_of_the_matter() -> None:
    assert read("Please tell me what the records say about kinship").stems == ("kinship",)


def test_a_question_of_asking_words_alone_keeps_them() -> None:
    assert read("what happened?").stems == read("What happened").stems != ()


def test_names_are_capitalised_words_that_do_not_merely_begin_the_question() -> None:
    assert read("Describe what Nerys Vaughan told Harrowick's panel").names == (
        "Nerys Vaughan",
        "Harrowick",
    )
    assert read("Harrowick review: findings?").names == ("Harrowick",)
    assert read("How was I told?").names == ()


def test_years_and_figures_are_read() -> None:
    asked = read("Did 1,200 children move in 2031?")
    assert asked.years == {"2031"}
    assert asked.figures == {"1200", "2031"}


@given(st.text(min_size=1, max_size=150))
def test_any_text_can_be_read_and_gives_each_stem_once(text: str) -> None:
    asked = read(text)
    assert len(set(asked.stems)) == len(asked.stems)
    assert read(text) == asked


@pytest.mark.parametrize(
    ("question", "beside"),
    [
        ("What did Munro and MacAlister say?", {"Munro", "MacAlister"}),
        ("What of Munro, Laming or Field?", {"Munro", "Laming", "Field"}),
        ("What did Munro say about Scotland and Wales?", {"Scotland", "Wales"}),
        ("What did MacAlister say in Wales?", set()),
        ("What did Munro do, and Laming in Wales?", {"Munro", "Laming"}),
        ("What did Munro publish and for Wales?", set()),
        ("Compare how Munro in Wales differs", {"Munro", "Wales"}),
    ],
)
def test_names_stand_side_by_side_where_they_are_joined_and_in_a_comparison(
    question: str, beside: set[str]
) -> None:
    assert read(question).beside == beside


def test_a_greeting_is_no_name() -> None:
    assert read("Thanks, and what did Munro say?").names == ("Munro",)


@pytest.mark.parametrize(
    ("question", "of_gaps"),
    [
        ("Which minister does the article never mention?", True),
        ("Who is left unnamed in the minutes?", True),
        ("How was the date worked out?", True),
        ("How do we know that it is from Wales?", True),
        ("Why can't I quote the speakers?", True),
        ("Which minister does the article mention?", False),
        ("How much was left?", False),
    ],
)
def test_a_question_may_ask_for_what_a_record_leaves_out(question: str, *, of_gaps: bool) -> None:
    assert read(question).of_gaps is of_gaps


def test_a_name_may_begin_with_a_word_of_grammar_inside_a_question() -> None:
    assert read("What limit did the Who Cares? report set?").names == ("Who Cares",)
    assert read("What did The Promise ask of Tarn?").names == ("The Promise", "Tarn")
    assert read("Thanks. The Tarn review found what?").names[-1] == "Tarn"


def test_a_lone_word_that_begins_the_question_stands_beside_no_name() -> None:
    assert read("Heading, byline and date of the Tarn page?").beside == frozenset()
