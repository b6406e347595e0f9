"""Names and numbers of a digest that no fact holds are found, and no others."""

from __future__ import annotations

from pathlib import Path

import pytest
from digests import FACTS, TEXT, found, put, saying

from ingest.checking.figures import figures


@pytest.mark.parametrize(
    ("sentence", "fact", "missing"),
    [
        ("The Harbour Inquiry heard 1,400 people.", "It heard 1,300 people.", 'number "1,400"'),
        ("The Harbour Inquiry heard seven people.", "It heard 8 people.", 'number "seven"'),
        ("The Harbour Inquiry was asked for in 2028.", "It was asked for in 2027.", 'number "2028"'),
        ("The Harbour Inquiry cost £3m.", "It cost £2m.", 'number "£3m"'),
        ("The Harbour Inquiry cost £3m.", "It took 3 million words.", None),
        ("The Harbour Inquiry cost £3m.", "It took $3 million.", 'number "£3m"'),
        ("The Harbour Inquiry met 30% of them.", "It met 31 per cent.", 'number "30%"'),
        ("The Harbour Inquiry met 30% of them.", "It met £30.", 'number "30%"'),
        ("The Harbour Inquiry sat on 3 May 2029.", "It sat on 4 May 2029.", 'date "3 May 2029"'),
        ("The Harbour Inquiry sat in June 2029.", "It sat in May 2029.", 'date "June 2029"'),
        ("The Harbour Inquiry sat in June.", "It sat in May.", 'date "June"'),
        ("The Harbour Inquiry had 4 rooms.", "It sat on 4 May 2029.", 'number "4"'),
        ("The Harbour Inquiry heard Ada Quill.", "It heard a witness.", 'name "Ada Quill"'),
        ("The Harbour Inquiry heard Quill.", "It heard a witness.", 'name "Quill"'),
        ("The Harbour Inquiry heard Mary Field.", "It heard Tom Field.", 'name "Mary Field"'),
        ("The Harbour Inquiry sat in England.", "It sat there.", 'name "England"'),
        ("Ada Okoro sat.", "The chair sat.", 'name "Ada Okoro"'),
        ("Quill sat.", "The chair sat.", None),
    ],
)
def test_a_name_or_number_no_fact_holds_is_found(
    tmp_path: Path, sentence: str, fact: str, missing: str | None
) -> None:
    saying(tmp_path, sentence, fact)
    lines = found(tmp_path)
    if missing is None:
        assert lines == []
    else:
        assert any(f"the {missing} in " in line and "rests on no fact" in line for line in lines), lines


@pytest.mark.parametrize(
    ("sentence", "fact"),
    [
        ("The Harbour Inquiry heard 1,400 people.", "It heard 1400 people."),
        ("The Harbour Inquiry heard 7 people.", "It heard seven people."),
        ("The Harbour Inquiry heard twenty-one people.", "It heard 21 people."),
        ("The Harbour Inquiry cost £12.5m.", "It cost £12.5 million."),
        ("The Harbour Inquiry cost £1.25bn.", "It cost £1,250 million."),
        ("The Harbour Inquiry met 30 per cent.", "It met 30% of them."),
        ("The Harbour Inquiry met the two boards.", "It met both boards."),
        ("One of both halves went to the Harbour Inquiry.", "It had the rest."),
        ("The Harbour Inquiry ran from 2028 to 2029.", "It ran in the year 2028/29."),
        ("The Harbour Inquiry ran to 2029.", "It ran in the year 2028-29."),
        ("The Harbour Inquiry sat on 3 May 2029.", "It sat on 03/05/2029."),
        ("The Harbour Inquiry sat on 3 May 2029.", "It sat in 2029, on 3 and 5 May."),
        ("The Harbour Inquiry sat in May 2029.", "It sat in May and June 2029."),
        ("The Harbour Inquiry sat on 3 May.", "In May it sat on the 3rd."),
        ("The Harbour Inquiry sat in March 2030.", "It sat that month."),
        ("The Harbour Inquiry heard Ada Quill on Monday.", "Ada Jane Quill was heard."),
        ("The Harbour Inquiry heard Quill's sister.", "It heard the sister of Ada Quill."),
        ("The Harbour Inquiry heard Deputy Chief Ada Quill.", "Ada Quill, the deputy chief, was heard."),
        ("The Harbour Inquiry was Welsh and British.", "It was of Wales."),
        ("Announcing Mary Okoro took the Harbour Inquiry long.", "It took long."),
        ("Before Mary Okoro nobody led the Harbour Inquiry.", "Nobody had led it."),
    ],
)
def test_the_same_thing_in_another_writing_is_grounded(tmp_path: Path, sentence: str, fact: str) -> None:
    saying(tmp_path, sentence, fact)
    assert found(tmp_path) == []


def test_a_number_of_another_fact_passes_beside_the_word_it_counts_and_nowhere_else(tmp_path: Path) -> None:
    saying(tmp_path, "The Harbour Inquiry gave reasons for its 24 recommendations.", "There are reasons.")
    assert found(tmp_path) == []
    saying(tmp_path, "The Harbour Inquiry gave reasons on 24 pages.", "There are reasons.")
    assert len(found(tmp_path)) == 1


def test_a_first_word_that_is_a_name_elsewhere_in_the_folder_is_taken_for_one(tmp_path: Path) -> None:
    saying(tmp_path, "Quill sat.", "The chair sat.")
    name = "The quay was looked at by Ada Quill."
    fact = {"id": "F1", "fact": name, "said_by": "report", "sources": ["r"], "sentences": [name]}
    put(tmp_path, "quay-2030", text=f"## What\n\n{name}\n", title="Quay", facts=[fact], also_asked={})
    (line,) = found(tmp_path)
    assert line.startswith('harbour-2030.md: the name "Quill" in "Quill sat."')


def test_a_list_has_as_many_items_as_its_lead_in_says(tmp_path: Path) -> None:
    lead, items = (
        "The Harbour Inquiry asked for three things:",
        ["More boats.", "Fewer rules.", "Better pay."],
    )

    def listing(*said: str) -> None:
        more = {
            "id": "F9",
            "fact": "Things.",
            "said_by": "report",
            "sources": ["r"],
            "sentences": [lead, *said],
        }
        rows = "\n".join(f"- {one}" for one in said)
        put(tmp_path, text=f"{TEXT}\n{lead}\n\n{rows}\n", facts=[*FACTS, more])

    listing(*items)
    assert found(tmp_path) == []
    listing(*items[:2])
    (line,) = found(tmp_path)
    assert 'the number "three" in ' in line


@pytest.mark.parametrize(
    "sentence",
    [
        "The Harbour Inquiry heard {} groups, parents, carers and young people.",
        "The Harbour Inquiry heard {} groups: the parents, the carers, and the young people.",
        "Parents, carers and young people were the {} groups that the Harbour Inquiry heard.",
        "In June 2030, {} months after its report of March 2030, the Harbour Inquiry was over.",
        "The law of 2027 came {} years before the Harbour Inquiry of 2030.",
    ],
)
def test_what_a_sentence_counts_itself_is_counted_again(tmp_path: Path, sentence: str) -> None:
    fact = "Of 2027: its groups, and its law. It was over in June 2030."
    saying(tmp_path, sentence.format("three"), fact)
    assert found(tmp_path) == []
    saying(tmp_path, sentence.format("four"), fact)
    (line,) = found(tmp_path)
    assert 'the number "four" in ' in line


def test_a_span_of_years_may_be_put_together_from_two_facts(tmp_path: Path) -> None:
    other = {
        "id": "F8",
        "fact": "Work began in 2028.",
        "said_by": "report",
        "sources": ["r"],
        "sentences": [],
    }
    sentence = "The Harbour Inquiry of 2028 to 2030 was long."
    last = {
        "id": "F9",
        "fact": "It was long.",
        "said_by": "report",
        "sources": ["r"],
        "sentences": [sentence],
    }
    put(tmp_path, text=f"{TEXT}\n{sentence}\n", facts=[*FACTS, other, last])
    assert found(tmp_path) == []


def test_figures_are_read_in_one_writing() -> None:
    def read(text: str) -> set[tuple[str, str]]:
        return {(figure.value, figure.unit) for figure in figures(text)}

    assert read("£1.5bn, 40%, 2.50 and 21st") == {
        ("1500000000", "£"),
        ("40", "%"),
        ("2.5", ""),
        ("21", ""),
    }
    assert read("1999-00 and 2009/10") == {("1999", ""), ("2000", ""), ("2009", ""), ("2010", "")}
    assert read("31/12/2009") >= {("31 december", "day"), ("december 2009", "month"), ("2009", "")}
    assert read("12/13/2009") >= {("2009", "")}
    assert read("It may march on.") == set()
    assert read("2009-07") == {("2009", ""), ("7", "")}
