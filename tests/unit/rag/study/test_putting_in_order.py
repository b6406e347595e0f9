from __future__ import annotations

import pytest

from rag.domain import ContentDate, Document
from rag.study.orders import FEWEST_EVENTS, MOST_EVENTS, orders
from rag.study.pack import Item
from tests.records import record
from tests.unit.rag.study.invented import stated

EVENTS = (
    "On 3 May 2031 the Elmford council signed a contract with nurses.",
    "In June 2031 the Birchley hospital opened a ward for carers there.",
    "Ofsted's new visits were planned to start in August 2031.",
    "In March 2032 the Fernley college issued a licence to teachers.",
)


def made(*texts: str, seed: int = 1) -> list[Item]:
    only = record("one", "A title of its own", "\n\n".join(texts), published=ContentDate(2030))
    return list(orders(stated(only), ["one"], seed))


def test_events_are_put_in_the_order_of_their_dates_with_the_dates_taken_out() -> None:
    (item,) = made(*EVENTS)
    assert [item.choices[place] for place in item.right] == [
        "On [date] the Elmford council signed a contract with nurses.",
        "In [date] the Birchley hospital opened a ward for carers there.",
        "Ofsted's new visits were planned to start in [date].",
        "In [date] the Fernley college issued a licence to teachers.",
    ]
    assert [line.when for line in item.key] == ["3 May 2031", "June 2031", "August 2031", "March 2032"]
    assert item.right != tuple(range(len(item.right)))


def test_a_plan_is_worded_as_planned_and_its_key_says_so() -> None:
    (item,) = made(*EVENTS)
    assert item.key[2].note == "a plan, not a result"
    assert "planned" in item.choices[item.right[2]]


def test_no_item_shows_a_year_or_a_month() -> None:
    (item,) = made(*EVENTS)
    assert not any(
        word in " ".join(item.choices) for word in ("2031", "2032", "May ", "June", "August", "March")
    )


@pytest.mark.parametrize(
    "instead",
    [
        "In 2032 the Fernley college issued a licence to teachers.",
        "In March 2032 the Fernley college later issued a licence to teachers.",
        "In March 2032, after the strike, the Fernley college issued a licence to teachers.",
        "In March 2032 the Fernley college issued a licence to teachers of the 2033 course.",
        "In May 2031 the Fernley college issued a licence to teachers.",
        "The Fernley college said in March 2032 that it issued a licence to teachers.",
        "The Fernley college had teachers whose leader was appointed in March 2032.",
        "In March 2032 the Fernley college was full of teachers who led it.",
        "In March 2032 the Elmford council signed the contract with nurses.",
    ],
    ids=[
        "a year alone",
        "later",
        "after",
        "another date",
        "an overlap",
        "speech",
        "beside",
        "no event",
        "nearly the same",
    ],
)
def test_an_event_that_gives_the_order_away_or_has_none_is_left_out(instead: str) -> None:
    assert made(*EVENTS[:3], instead) == []


def test_two_events_that_are_told_apart_by_first_and_final_do_not_stand_in_one_item() -> None:
    first = "In March 2032 the Fernley college issued its interim licence to teachers."
    final = "In April 2033 the Oakham press printed the final list of pupils."
    assert made(*EVENTS[:2], first, final) == []
    assert len(made(*EVENTS[:3], first, final)) == 1


def test_an_item_has_four_to_six_events_and_none_stands_in_two() -> None:
    places = "Elmford Birchley Fernley Oakham Marlow Ashby Thorpe Wells Barton Kelby Norton".split()
    verbs = "signed opened published issued launched closed built bought founded moved lifted".split()
    things = "contract hospital atlas licence ferry bakery bridge tractor school library ban".split()
    texts = [
        f"In March {2031 + n} the {place} council {verb} a {thing}."
        for n, (place, verb, thing) in enumerate(zip(places, verbs, things, strict=True))
    ]
    documents: list[Document] = [
        record(f"d{n}", "A title of its own", text, published=ContentDate(2030))
        for n, text in enumerate(texts)
    ]
    found = list(orders(stated(*documents), [one.id for one in documents], 1))
    shown = [choice for item in found for choice in item.choices]
    assert found
    assert all(FEWEST_EVENTS <= len(item.choices) <= MOST_EVENTS for item in found)
    assert len(shown) == len(set(shown))
