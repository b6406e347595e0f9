from __future__ import annotations

from dataclasses import replace

from rag.domain import ContentDate, Document, Person, Span
from rag.study.clozes import clozes
from rag.study.gaps import with_gaps
from rag.study.held import Sort, held
from rag.study.pack import Item
from rag.study.statements import Stated
from rag.study.wrong import WrongChoices, states
from tests.records import record
from tests.unit.rag.study.invented import ALL, ASH, ELM, LARCH, OAK, stated, with_words


def item(of: Stated, document: Document, gap: str, seed: int = 1) -> Item | None:
    """The item of a document whose gap is of this sort."""
    found = clozes(of, WrongChoices(of), [document.id], seed)
    return next((one for one in found if f"[… {gap}]" in one.prompt), None)


def simple(id: str, text: str, year: int = 2031, **described: object) -> Document:
    return record(id, f"Title of {id.title()}", text, published=ContentDate(year), **described)


def test_wrong_choices_are_values_of_other_records_written_alike() -> None:
    found = item(stated(), LARCH, "a percentage")
    assert found is not None
    assert set(found.distractors) == {"30%", "45%"}
    assert found.answer == "12%"


def test_every_word_of_a_cloze_is_the_records_but_for_the_gap() -> None:
    of = stated()
    for document in ALL:
        for one in clozes(of, WrongChoices(of), [document.id], 1):
            line = one.key[0]
            assert line.focus is not None
            before, behind = line.citation.quote[: line.focus.start], line.citation.quote[line.focus.end :]
            assert one.prompt.startswith(" ".join(before.split()))
            assert one.prompt.endswith(" ".join(behind.split()))
            assert line.citation.span.of(document.text) == line.citation.quote


def test_a_value_that_a_record_states_of_the_same_thing_is_no_wrong_choice() -> None:
    says_so = simple("other", "Carers in Elmford fell in number by 30% in the year, another count says.")
    found = item(stated(LARCH, OAK, ASH, says_so), LARCH, "a percentage")
    assert found is None or "30%" not in found.distractors
    apart = simple("other", "The rainfall over Birchley fell short by 30% that winter, the diary says.")
    of_another = item(stated(LARCH, OAK, ASH, apart), LARCH, "a percentage")
    assert of_another is not None
    assert "30%" in of_another.distractors


def test_no_wrong_choice_is_the_right_one_in_other_words_or_another_twice() -> None:
    texts = [
        "1,400 carers left the county of Elmford at once.",
        "1400 nurses walked out of the town of Birchley.",
        "1,405 clerks moved house in the town of Ash.",
    ]
    texts += [
        "2,000 drivers stayed in the port of Fernley.",
        "2,000 cooks worked in the port of Oakham.",
        "3,000 bakers lived in the town of Marlow.",
    ]
    documents = [simple(f"d{n}", text) for n, text in enumerate(texts)]
    found = item(stated(*documents), documents[0], "a number")
    assert found is not None
    assert set(found.distractors) == {"2,000", "3,000"}


def test_records_near_in_time_come_before_those_far_off_and_other_nations() -> None:
    here = simple("here", "1,400 carers left the county of Elmford at once.")
    near = [simple(f"near{n}", f"{n},000 nurses were seen in the town of Birchley.") for n in (2, 3, 4)]
    far = [simple(f"far{n}", f"{n},500 nurses were seen in the town of Birchley.", 2050) for n in (2, 3)]
    abroad = simple("abroad", "5,000 nurses were seen in the town of Birchley.", jurisdiction="Wales")
    found = item(stated(here, *far, abroad, *near), here, "a number")
    assert found is not None
    assert set(found.distractors) == {"2,000", "3,000", "4,000"}


def test_numbers_that_count_the_same_come_first() -> None:
    here = simple("here", "The Larch report of the day made 40 recommendations.")
    others = [
        simple(f"r{n}", f"The paper from {place} came with {n} recommendations.")
        for n, place in ((25, "Ash"), (33, "Elm"), (60, "Oak"))
    ]
    things = [simple(f"t{n}", f"Some {n} nurses were seen in the town of Birchley.") for n in (41, 50, 55)]
    found = item(stated(here, *things, *others), here, "a number")
    assert found is not None
    assert not set(found.distractors) & {"41", "50", "55"}


def test_a_number_of_quite_another_size_is_no_wrong_choice() -> None:
    here = simple("here", "The Larch report of the day made 40 recommendations.")
    others = [
        simple(f"t{n}", f"Some {n} nurses were seen in the town of Birchley.") for n in (4000, 5000, 9000)
    ]
    assert item(stated(here, *others), here, "a number") is None


def test_a_person_of_the_same_record_is_no_wrong_choice() -> None:
    both = with_words(
        LARCH, "\nThe town hosted Ben Stone.\n", people=(*LARCH.people, Person("Ben Stone", "guest"))
    )
    found = item(stated(both, OAK, ASH, ELM), both, "a person’s name")
    assert found is not None
    assert "Ben Stone" not in found.choices
    assert set(found.distractors) == {"Cora Bell", "Dora Frost"}


def test_two_names_of_one_body_never_stand_beside_each_other() -> None:
    documents = [
        simple(f"d{n}", f"The plan was to write to the {name}.")
        for n, name in enumerate(
            ("Fostering Committee", "National Fostering Committee", "Health Committee", "Law Committee")
        )
    ]
    found = item(stated(*documents), documents[1], "the name of a body")
    assert found is None or "Fostering Committee" not in found.distractors
    council = simple("c", "The plan was to write to the Elmford City Council.")
    with_council = item(stated(*documents, council), documents[2], "the name of a body")
    assert with_council is None or "Elmford City Council" not in with_council.choices


def test_with_fewer_than_two_wrong_choices_there_is_no_item() -> None:
    assert item(stated(LARCH, OAK), LARCH, "a percentage") is None


def test_the_same_seed_gives_the_same_choices_in_the_same_order_whatever_the_order_of_the_records() -> None:
    one = list(clozes(stated(), WrongChoices(stated()), [LARCH.id], 5))
    other = stated(*reversed(ALL))
    assert one == list(clozes(other, WrongChoices(other), [LARCH.id], 5))


def test_a_plan_is_dated_by_its_record_only_where_it_names_no_other_day() -> None:
    plans = "In May 2031 the government planned to spend £20m on respite breaks."
    later = "By June 2040 the government planned to spend £20m on respite breaks."
    notes = []
    for text in (plans, later):
        here = simple("here", text)
        others = [simple(f"o{n}", f"Some £{n}m went to repairs in the port of Oakham.") for n in (30, 40, 50)]
        found = item(stated(replace(here, published=ContentDate(2031, 5)), *others), here, "a sum of money")
        assert found is not None
        notes.append(found.key[0].note)
    assert notes == ["a plan as at May 2031, not a result", "a plan, not a result"]


def test_a_sentence_states_a_value_however_it_is_written() -> None:
    of = stated(
        simple("a", "1,400 carers left the county of Elmford at once."),
        simple("b", "There were 1400 nurses in the town of Birchley."),
    )
    value = held(of.all[0])[0]
    assert value.sort is Sort.NUMBER
    assert states(of.all[1], value)


def test_gaps_are_put_where_they_belong_and_the_rest_stays() -> None:
    assert with_gaps("One two\nthree.", [(Span(4, 7), "b"), (Span(0, 3), "a")]) == "[a] [b] three."
