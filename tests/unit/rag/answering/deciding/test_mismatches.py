from __future__ import annotations

import pytest

from rag.answering.asking.questions import read
from rag.answering.deciding.mismatches import lacks_figures, of_another_nation
from rag.domain import Document
from tests.records import record

ENGLISH = record("english", "A record", "75 areas share it.")
WELSH = record("welsh", "A record", "It ended.", jurisdiction="Wales")


@pytest.mark.parametrize(
    ("question", "sentence", "document", "nations"),
    [
        ("What did it find in Scotland?", "It looked at England and Wales.", ENGLISH, ("Scotland",)),
        ("What did Scottish homes cost?", "Homes in England cost £842.", ENGLISH, ("Scotland",)),
        ("What did it find in Wales?", "It looked at England and Wales.", ENGLISH, ()),
        ("What did it find in Wales?", "Unlike England, it closed homes.", WELSH, ()),
        ("What did it find in Scotland?", "It looked at homes.", ENGLISH, ()),
        ("What did it find in England and in Wales?", "It looked at Scotland.", ENGLISH, ()),
    ],
)
def test_a_sentence_on_other_nations_alone_is_of_another_place(
    question: str, sentence: str, document: Document, nations: tuple[str, ...]
) -> None:
    assert of_another_nation(question, sentence, document) == nations


def test_a_value_of_something_with_a_figure_is_missing_where_the_record_has_no_such_figure() -> None:
    asked = read("How much money do the 75 areas share?")
    assert lacks_figures(asked, WELSH)
    assert not lacks_figures(asked, ENGLISH)
    assert not lacks_figures(read("What did it say in 2031?"), WELSH)
