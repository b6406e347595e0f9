from __future__ import annotations

import re

import pytest

from rag.answering.asking.vocabulary import EntryKind, vocabulary
from rag.catalogue import NATIONS
from rag.errors import UnusableQuestion
from rag.study.glossary import FRAME, found_in, glossary_json, term_named, terms, uses
from tests.records import record, records_of

RECORD = record(
    "one",
    "A record of words",
    "Looked-after children met in Elmford. The LAC nurse was new. The lac of the lacquer was red. "
    "A DfE page and the Department\nfor Education said so. The director of children’s services came.\n",
)


def said(term: str) -> list[str]:
    (use,) = uses(records_of(RECORD), [term_named(term)])
    return [one.quote for one in use.said]


def test_every_sentence_that_uses_a_term_in_any_of_its_forms_is_found_and_located() -> None:
    assert said("looked-after child") == ["Looked-after children met in Elmford.", "The LAC nurse was new."]
    assert len(said("DfE")) == 1
    assert said("DCS") == ["The director of children’s services came."]
    for use in uses(records_of(RECORD)):
        assert all(one.span.of(RECORD.text) == one.quote for one in use.said)


def test_a_term_that_no_record_uses_has_no_sentences() -> None:
    assert said("MASH") == []


def test_a_copy_of_a_record_held_too_adds_no_sentences() -> None:
    copy = record("copy", "A copy", RECORD.text, copy_of="one")
    (use,) = uses(records_of(RECORD, copy), [term_named("DCS")])
    assert [one.document_id for one in use.said] == ["one"]


def test_a_term_is_found_by_any_form_whatever_its_case_and_an_unknown_one_is_said() -> None:
    assert term_named("  lscb ").term == term_named("Local Safeguarding Children Board").term == "LSCB"
    with pytest.raises(UnusableQuestion, match='"wombat" is not in the glossary'):
        term_named("wombat")


def test_where_a_text_uses_a_term_is_told() -> None:
    assert found_in("The LAC nurse", term_named("LAC")) == (4, 7)
    assert found_in("The nurse", term_named("LAC")) is None


def test_each_entry_names_its_nations_and_is_one_or_two_sentences() -> None:
    assert len(terms()) >= 45
    names = [form.casefold() for term in terms() for form in term.forms]
    assert len(names) == len(set(names))
    for term in terms():
        assert term.nation == "UK" or set(re.split(r", | and ", term.nation)) <= set(NATIONS)
        assert term.means.endswith(".")
        assert len(re.findall(r"\.(?: [A-Z]|$)", term.means)) <= 2


def test_no_entry_says_anything_of_a_case_or_a_person() -> None:
    named = re.compile(r"Clim|Connelly|Labinjo|Hobson|Mwangi|Munro|Laming|Rotherham|Haringey|Baby P")
    assert not [term.term for term in terms() if named.search(term.means)]


def test_short_forms_stand_for_what_the_vocabulary_of_questions_reads_them_as() -> None:
    forms = {form.casefold(): term for term in terms() for form in term.forms}
    for entry in vocabulary():
        if entry.kind is EntryKind.SHORT:
            for word in entry.say:
                if word.casefold() in forms:
                    assert entry.means.casefold() in map(str.casefold, forms[word.casefold()].forms)


def test_json_tells_the_programs_words_from_the_records() -> None:
    records = records_of(RECORD)
    (made,) = glossary_json(uses(records, [term_named("DCS")]), records.documents, "g1")
    assert made["explained_by"] == FRAME
    assert made["used_in"][0]["words"] == "The director of children’s services came."
    assert made["used_in"][0]["link"].startswith("http://127.0.0.1:7860/?doc=one&")
