from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rag.answering.asking.questions import read
from rag.answering.deciding.choosing import MOST_RECORDS, Choice, choose
from rag.answering.language.lexicon import Lexicon
from rag.answering.reading.candidates import Candidate
from rag.domain import ContentDate, Document
from tests.records import HARROWICK, candidate, record, records_of, scored


def chosen(question: str, candidates: Sequence[Candidate], *more: Document) -> Choice:
    documents = {one.document.id: one.document for one in candidates} | {one.id: one for one in more}
    records = records_of(*documents.values())
    return choose(read(question), candidates, records.of_document, Lexicon(records))


def of_one_record(*rows: tuple[str, float]) -> list[Candidate]:
    document = record("d", "A note", " ".join(text for text, _ in rows))
    return [candidate(text, document, fit=fit) for text, fit in rows]


def texts(choice: Choice) -> list[str]:
    return [one.text for one in choice.candidates]


def test_the_sentence_that_answers_comes_first_and_unrelated_ones_stay_away() -> None:
    rows = of_one_record(("The hub has a garden.", 0.8), ("It rained in spring.", 0.79))
    assert texts(chosen("Tell me about the hub's garden", rows)) == ["The hub has a garden."]


def test_a_second_sentence_comes_along_where_it_adds_words_of_the_question() -> None:
    rows = of_one_record(("The hub has a garden.", 0.8), ("Its kitchen opens daily.", 0.79))
    assert texts(chosen("What do the garden and kitchen offer?", rows)) == [one.text for one in rows]


def test_a_sentence_that_fits_much_worse_stays_away() -> None:
    rows = of_one_record(("The hub has a garden.", 0.8), ("Its kitchen opens daily.", 0.5))
    assert len(texts(chosen("Tell me about the garden and kitchen", rows))) == 1


def test_the_same_thing_is_not_said_twice() -> None:
    rows = of_one_record(
        ("The hub has a big garden and pond.", 0.8), ("The hub has a big garden and a pond.", 0.79)
    )
    assert len(texts(chosen("What did the hub say about its garden, pond, and views?", rows))) == 1


def test_one_question_is_not_answered_from_two_records_unless_they_are_compared() -> None:
    first = candidate("The garden is big.", record("a", "A note", "The garden is big."), fit=0.8)
    second = candidate("The kitchen is new.", record("b", "B note", "The kitchen is new."), fit=0.79)
    assert texts(chosen("Tell me about the garden and kitchen", [first, second])) == [first.text]


def test_a_question_for_several_things_gets_several_sentences_but_not_many() -> None:
    things = ("Beds", "Stoves", "Windows", "Doors", "Lamps", "Chairs", "Paths", "Walls")
    rows = of_one_record(*((f"{thing} were new.", 0.8 - i / 100) for i, thing in enumerate(things)))
    assert 1 < len(texts(chosen("What did the panel find?", rows))) < len(things)


def test_a_question_for_a_value_gets_two_sentences_at_most() -> None:
    rows = of_one_record(
        ("Garden paths opened.", 0.8), ("Kitchen doors opened.", 0.79), ("Cellar steps opened.", 0.78)
    )
    assert len(texts(chosen("When did garden, kitchen and cellar open?", rows))) == 2


def dated(name: str, year: int | None, fit: float, text: str = "Carers left {0}.") -> Candidate:
    words = text.format(name)
    document = record(name.lower(), f"The {name} note", words, published=ContentDate(year) if year else None)
    return candidate(words, document, fit=fit)


def test_a_comparison_has_one_block_for_each_record_oldest_first_and_undated_last() -> None:
    rows = [dated("Oxmoor", 2033, 0.8), dated("Penfold", None, 0.79), dated("Quarley", 2029, 0.78)]
    choice = chosen("Compare what the records say on carers", rows)
    assert choice.compared
    assert [one.document.id for one in choice.candidates] == ["quarley", "oxmoor", "penfold"]


def test_a_record_that_fits_badly_takes_no_part_in_a_comparison() -> None:
    rows = [dated("Oxmoor", 2033, 0.8), dated("Quarley", 2029, 0.75), dated("Penfold", 2030, 0.4)]
    choice = chosen("Compare what the records say on carers", rows)
    assert [one.document.id for one in choice.candidates] == ["quarley", "oxmoor"]


def test_a_record_that_is_named_takes_part_however_it_fits() -> None:
    rows = [dated("Oxmoor", 2033, 0.8), dated("Penfold", 2030, 0.7), dated("Quarley", 2029, 0.3)]
    choice = chosen("Compare Oxmoor and Quarley", rows)
    assert [one.document.id for one in choice.candidates] == ["quarley", "oxmoor"]


def test_naming_two_records_compares_them_without_the_word() -> None:
    rows = [dated("Oxmoor", 2033, 0.8), dated("Quarley", 2029, 0.7)]
    assert chosen("How many carers left Oxmoor and Quarley?", rows).compared


def test_a_comparison_is_of_a_few_records_only() -> None:
    rows = [dated(name, 2030, 0.8) for name in ("Oxmoor", "Quarley", "Penfold", "Ruswell", "Selby")]
    assert len(chosen("Compare what the records say on carers", rows).candidates) == MOST_RECORDS


def test_one_record_alone_is_not_called_a_comparison() -> None:
    choice = chosen("Compare what the records say on carers", [dated("Oxmoor", 2033, 0.8)])
    assert not choice.compared
    assert len(choice.candidates) == 1


def noted(name: str, *rows: tuple[str, float]) -> list[Candidate]:
    document = record(name.lower(), f"The {name} note", " ".join(text for text, _ in rows))
    return [candidate(text, document, fit=fit) for text, fit in rows]


BOTH = sorted(
    (
        *noted("Oxmoor", ("Ida Marsh wrote it.", 0.5), ("Carers left.", 0.8)),
        *noted("Quarley", ("Bo Field wrote it.", 0.4), ("Many carers stayed.", 0.7)),
    ),
    key=lambda one: -one.score,
)


def test_where_nothing_is_said_of_what_to_compare_each_records_beginning_is_shown() -> None:
    for question in ("Compare Oxmoor and Quarley", "How do the Oxmoor and Quarley reports differ?"):
        choice = chosen(question, BOTH)
        assert choice.compared
        assert texts(choice) == ["Ida Marsh wrote it.", "Bo Field wrote it."]


def test_where_it_is_said_what_to_compare_the_sentences_that_fit_best_are_shown() -> None:
    choice = chosen("Compare Oxmoor and Quarley on carers", BOTH)
    assert choice.compared
    assert texts(choice) == ["Carers left.", "Many carers stayed."]


def test_a_comparison_that_names_no_records_is_not_of_their_beginnings() -> None:
    assert "Carers left." in texts(chosen("Compare the reports", BOTH))


def under(heading: str, tells: float, *rows: tuple[str, float], document: Document) -> list[Candidate]:
    found = [scored(candidate(text, document), score, heading=tells) for text, score in rows]
    return [replace(one, passage=replace(one.passage, headings=(heading,))) for one in found]


SECTIONS = record("d", "A note", "Stoves smoked. Lamps broke. Beds are needed. Doors must shut.")


def sections(*, tells: float, gap: float = 0.02) -> list[Candidate]:
    found = under("Findings", 0.0, ("Stoves smoked.", 0.6), ("Lamps broke.", 0.59), document=SECTIONS)
    asked = (("Beds are needed.", 0.6 - gap), ("Doors must shut.", 0.59 - gap))
    found += under("Advice", tells, *asked, document=SECTIONS)
    return sorted(found, key=lambda one: -one.score)


def test_a_question_for_several_things_is_answered_from_the_section_whose_heading_says_so() -> None:
    question = "What did the panel recommend?"
    assert texts(chosen(question, sections(tells=1.0))) == ["Beds are needed.", "Doors must shut."]
    assert texts(chosen(question, sections(tells=0.0))) == ["Stoves smoked.", "Lamps broke."]


def test_a_heading_does_not_outweigh_a_section_that_fits_far_better() -> None:
    choice = chosen("What did the panel recommend?", sections(tells=1.0, gap=0.4))
    assert texts(choice) == ["Stoves smoked.", "Lamps broke."]


def test_a_section_of_several_fitting_sentences_is_better_than_one_as_good_sentence_alone() -> None:
    document = record("d", "A note", "Alone it stands. Beds came. Doors came.")
    lone = under("One", 0.0, ("Alone it stands.", 0.61), document=document)
    more = under("Two", 0.0, ("Beds came.", 0.6), ("Doors came.", 0.6), document=document)
    assert texts(chosen("What did the panel find?", [*lone, *more])) == ["Beds came.", "Doors came."]


LEAD = "The Harrowick review made four recommendations on fostering:"


def test_a_question_for_a_list_gets_the_whole_list_with_its_lead_in() -> None:
    for text in (LEAD, "Short breaks that can be booked by telephone."):
        choice = chosen("What were the recommendations on fostering?", [candidate(text, HARROWICK)])
        assert choice.found is not None and choice.found.lead is not None
        assert choice.found.lead.text == LEAD
        assert len(choice.found.items) == 4


def test_a_list_on_something_else_is_not_shown() -> None:
    item = candidate("Short breaks that can be booked by telephone.", HARROWICK)
    assert chosen("What were the aims of adoption payments abroad?", [item]).found is None


def test_a_question_for_a_list_gets_sentences_where_the_record_has_no_list() -> None:
    rows = of_one_record(
        ("The aims were many.", 0.8),
    )
    choice = chosen("What were the aims?", rows)
    assert choice.found is None
    assert texts(choice) == ["The aims were many."]


def test_a_list_without_a_lead_in_is_known_by_its_heading() -> None:
    text = "Preface.\n\n# Aims of the hub\n\n- A garden.\n- A kitchen.\n"
    document = record("d", "A note", text)
    choice = chosen("What were the aims of the hub?", [candidate("A garden.", document)])
    assert choice.found is not None
    assert choice.found.lead is None
    assert len(choice.found.items) == 2


def test_a_lead_in_brings_its_whole_list_whatever_the_shape_of_the_question() -> None:
    for question in (
        "Tell me about fostering in Harrowick",
        "What did the Harrowick review say on fostering?",
        "When did the Harrowick review speak on fostering?",
    ):
        choice = chosen(question, [candidate(LEAD, HARROWICK)])
        assert choice.found is not None and choice.found.lead is not None, question
        assert (choice.found.lead.text, len(choice.found.items)) == (LEAD, 4)
        assert texts(choice) == [LEAD]


def test_a_sentence_that_leads_in_no_list_or_is_no_lead_in_stays_a_sentence() -> None:
    text = "The hub has this:\n\nA garden.\n\nIt also sells:\n\n- Tea.\n- Cake.\n"
    document = record("d", "A note", text)
    for sentence in ("The hub has this:", "A garden.", "Tea."):
        choice = chosen("Tell me about the hub", [candidate(sentence, document)])
        assert choice.found is None
        assert texts(choice) == [sentence]


def test_a_list_is_found_by_what_its_sort_of_thing_is_also_called() -> None:
    text = "Doors opened.\n\nThe hub names two measures:\n\n- A garden.\n- A kitchen.\n"
    document = record("d", "A note on the hub", text)
    opened = candidate("Doors opened.", document)
    for question, found in (("What steps did it take?", True), ("What aims did it have?", False)):
        assert (chosen(question, [opened]).found is not None) is found
