from __future__ import annotations

import pytest

from rag.domain import Person
from rag.study.held import Sort, held
from rag.study.statements import Stated
from tests.records import record, records_of


def values(text: str, *people: str) -> dict[Sort, str]:
    """What a sentence holds alone of each sort, as it is shown."""
    only = record("one", "A title of its own", text, people=tuple(Person(name, "chair") for name in people))
    statements = Stated(records_of(only)).all
    return {one.sort: one.shown for one in held(statements[0])}


def test_a_number_with_what_it_counts_is_held() -> None:
    assert values("The Larch report made 40 recommendations.")[Sort.NUMBER] == "40"


@pytest.mark.parametrize(
    "text",
    [
        "The Larch report made 40 recommendations and 12 findings.",
        "The Larch report made two recommendations to the council.",
        "Elmford, Birchley and Fernley were the three towns of the Larch report.",
        "Plan 2 of the five plans of the Larch report was to hire nurses.",
        "The Larch report looked at children aged 0 to 3 visits a year.",
    ],
    ids=["two numbers", "too small", "set out in the sentence", "numbered", "a range"],
)
def test_a_number_that_is_not_alone_or_easily_guessed_is_not_held(text: str) -> None:
    assert Sort.NUMBER not in values(text)


def test_money_shares_and_times_are_held() -> None:
    assert values("The Larch fund of £20m was spent.")[Sort.MONEY] == "£20m"
    assert values("Beds in Birchley fell by 12% at once.")[Sort.SHARE] == "12%"
    assert values("The Larch review asked for a limit of 26 weeks.")[Sort.TIME] == "26 weeks"


@pytest.mark.parametrize(
    ("text", "sort", "shown"),
    [
        ("The Larch report was published on 3 May 2031.", Sort.DAY, "3 May 2031"),
        ("The Larch report was published in May 2031.", Sort.MONTH, "May 2031"),
        ("The Larch trust was founded and it was opened in 2031.", Sort.YEAR, "2031"),
    ],
)
def test_the_date_of_a_thing_done_is_held_as_finely_as_it_is_stated(
    text: str, sort: Sort, shown: str
) -> None:
    assert values(text)[sort] == shown


@pytest.mark.parametrize(
    "text",
    [
        "The chair said in May 2031 that the Larch report was published.",
        "The Larch report was published in May 2031 and launched in June 2031.",
        "The Fernley Act 2031 was published to all the carers there.",
    ],
    ids=["when it was said", "two dates", "a name"],
)
def test_a_date_of_speech_one_of_two_or_one_in_a_name_is_not_held(text: str) -> None:
    assert not values(text).keys() & {Sort.DAY, Sort.MONTH, Sort.YEAR}


def test_one_person_named_in_full_is_held_and_a_title_goes_into_the_gap() -> None:
    text = "Dame Ada Penn led the review of the year."
    only = record("one", "A title", text, people=(Person("Dame Ada Penn", "chair"),))
    value = next(one for one in held(Stated(records_of(only)).all[0]) if one.sort is Sort.PERSON)
    assert (value.shown, value.span.of(text)) == ("Ada Penn", "Dame Ada Penn")


@pytest.mark.parametrize(
    "text",
    [
        "Ada Penn led the Penn review.",
        "Ada Penn and Ben Stone led the review.",
        "Ada Penn led the review with her staff.",
        "Ada Penn said that the review was late.",
        "Ada Penn acted poorly in the review.",
    ],
    ids=["named again", "two people", "a pronoun", "a speaker", "a fault"],
)
def test_a_person_who_is_given_away_or_blamed_is_not_held(text: str) -> None:
    assert Sort.PERSON not in values(text, "Ada Penn", "Ben Stone")


def test_a_council_and_a_body_are_held_by_their_whole_names() -> None:
    assert values("The best value review looked at Elmford council.")[Sort.PLACE] == "Elmford"
    assert (
        values("The plan was to set up the National Fostering Board.")[Sort.BODY]
        == "National Fostering Board"
    )


@pytest.mark.parametrize(
    "text",
    [
        "The plan of the Fostering Board (FB) was to set up the NFB for it, the National Fostering Board.",
        "Schools of the Early Years Foundation Stage were visited.",
        "The chair of the Children, Schools and Families Committee came.",
    ],
    ids=["its letters", "a stage", "a name with a comma"],
)
def test_what_only_looks_like_a_body_or_is_given_away_is_not_held(text: str) -> None:
    assert Sort.BODY not in values(text)


def test_who_reports_a_thing_is_no_value() -> None:
    assert values("Carers left the Larch scheme, according to Elmford council.") == {}
    assert values("Carers left the Larch scheme, the National Fostering Board reported in May 2031.") == {}


def test_a_value_that_stands_in_the_sentence_twice_is_not_held() -> None:
    assert Sort.NUMBER not in values("The Larch report made 40 recommendations, forty in all.")
