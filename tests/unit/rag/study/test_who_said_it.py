from __future__ import annotations

from rag.domain import ContentDate, Document, Person
from rag.study.pack import Item
from rag.study.speakers import Speakers
from tests.records import record
from tests.unit.rag.study.invented import ALL, ASH, ELM, LARCH, OAK, stated, with_words


def items(document: Document, *others: Document) -> list[Item]:
    return list(Speakers(stated(document, *others)).items([document.id], 1))


def spoken(document: Document, *others: Document) -> list[Item]:
    return [one for one in items(document, *others) if "[who?]" in one.prompt]


def reviewed(document: Document, *others: Document) -> list[Item]:
    return [one for one in items(document, *others) if "[which review?]" in one.prompt]


def test_a_statement_without_its_speaker_is_asked_for_among_those_who_spoke() -> None:
    (found,) = spoken(*ALL)
    assert (
        found.prompt
        == "[who?] argued in 2031 that foster carers waited too long for training in their own area."
    )
    assert found.answer == "Ada Penn"
    assert set(found.distractors) == {"Ben Stone", "Cora Bell", "Dora Frost"}
    line = found.key[0]
    assert line.focus is not None
    assert line.focus.of(line.citation.quote) == "Penn"


def test_which_review_shows_neither_its_name_nor_its_date() -> None:
    (found,) = reviewed(*ALL)
    assert (
        found.prompt
        == "[which review?] recommended in [when] that every carer meet a named nurse twice a year."
    )
    assert found.answer == LARCH.title
    assert set(found.distractors) == {OAK.title, ASH.title, ELM.title}
    assert found.key[0].note == "a recommendation, not a decision"


def test_what_another_says_as_well_is_not_asked_for() -> None:
    too = with_words(OAK, "\nStone argued in 2032 that foster carers waited too long for training.\n")
    assert spoken(LARCH, too, ASH, ELM) == []
    same = with_words(OAK, "\nIn Oak, every carer was to meet a named nurse twice a year.\n")
    assert reviewed(LARCH, same, ASH, ELM) == []


def test_one_who_said_nearly_the_same_is_no_wrong_choice() -> None:
    nearly = with_words(OAK, "\nIn 2032 Ben Stone spoke of foster carers, training and the area.\n")
    (found,) = spoken(LARCH, nearly, ASH, ELM)
    assert "Ben Stone" not in found.choices


def test_a_statement_that_names_its_review_or_another_person_of_it_is_left_out() -> None:
    people = (Person("Ada Penn", "chair"), Person("Ivo Lane", "member"))
    names = [
        "Penn argued in 2031 that Larch should come before all other work on carers.",
        "Penn argued in 2031 that Lane had seen more carers than any other member.",
    ]
    for text in names:
        document = record("own", "Larch review, 2031", text, people=people, published=ContentDate(2031))
        assert spoken(document, OAK, ASH, ELM) == []


def test_a_pronoun_a_fault_a_nation_or_too_few_words_make_no_item() -> None:
    for text in (
        "Penn argued in 2031 that her nurses saw most carers in the whole town.",
        "Penn argued in 2031 that the Welsh Government and nurses had a part in it.",
        "Penn argued in 2031 that managers failed carers in the whole of the town.",
        "Penn argued in 2031 that it was then far too late for all of it.",
    ):
        document = record("own", "Larch review, 2031", text, people=(Person("Ada Penn", "chair"),))
        assert spoken(document, OAK, ASH, ELM) == []


def test_a_title_that_alone_shares_a_word_with_the_statement_gives_itself_away() -> None:
    giving = with_words(
        LARCH,
        "\nThe Larch review recommended in May 2031 that fostering panels open their doors to carers.\n",
    )
    assert [one.prompt for one in reviewed(giving, OAK, ASH, ELM)] == [
        "[which review?] recommended in [when] that every carer meet a named nurse twice a year."
    ]


def test_records_of_the_same_matter_are_no_wrong_choices_of_each_other() -> None:
    second = record(
        "larch-2", "Launch of the Larch review, 2030", "The launch was long.", published=ContentDate(2030)
    )
    (found,) = reviewed(LARCH, second, OAK, ASH, ELM)
    assert second.title not in found.choices


def test_the_review_may_stand_behind_what_it_recommended() -> None:
    text = "Prices of beds should be printed every quarter, the Larch review recommended in May 2031."
    document = record("own", "Larch review, 2031", text, published=ContentDate(2031))
    (found,) = reviewed(
        document, ASH, ELM, record("x", "Fir study, 2031", "It was long.", published=ContentDate(2031))
    )
    assert (
        found.prompt
        == "Prices of beds should be printed every quarter, [which review?] recommended in [when]."
    )


def test_a_title_that_names_a_harmed_child_is_neither_asked_for_nor_offered() -> None:
    child = record(
        "child",
        "Review on Rowan Lisle",
        "Rowan Lisle was four when he came. "
        "The Lisle review recommended in 2031 that every nurse keep a diary at home.",
        published=ContentDate(2031),
    )
    assert reviewed(child, OAK, ASH, ELM) == []
    (found,) = reviewed(LARCH, child, OAK, ASH)
    assert child.title not in found.choices
