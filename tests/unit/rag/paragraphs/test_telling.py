from __future__ import annotations

from rag.paragraphs.telling import as_json, as_text, count_line
from tests.paragraphs import DOCUMENTS, check

TEXT = (
    "The Holt review of fostering in Larkfield made 52 recommendations in 2031. "
    "The Brookvale panel heard from sixty care leavers in 2029. Who knows? "
    "Penguins breed on the ice of Antarctica during the long winter."
)


def test_the_count_comes_first_and_each_sentence_has_its_verdict_and_words() -> None:
    written = as_text(TEXT, check(TEXT), DOCUMENTS)
    assert written.startswith("4 sentences: 1 supported, 1 contradicted, 1 not found, 1 nothing to check.")
    assert "1. [contradicted] The Holt review of fostering in Larkfield made 52 recommendations" in written
    assert "The record gives 42, the sentence 52." in written
    assert "Nearest:" in written or "nothing near" in written


def test_an_originals_words_stand_in_quotation_marks_and_a_digests_never() -> None:
    lines = as_text(TEXT, check(TEXT), DOCUMENTS).splitlines()
    records = [line.strip() for line in lines if line.startswith("   Record: ")]
    assert any(line.startswith("Record: The Holt review") for line in records)
    assert any(line.startswith("Record: “The Brookvale panel") for line in records)
    assert any("Ask the Reviews digest of: Holt review" in line for line in lines)


def test_every_span_of_the_json_holds_the_words_it_gives() -> None:
    found = as_json(TEXT, check(TEXT), DOCUMENTS)
    assert found["counts"]["contradicted"] == 1
    first = found["sentences"][0]
    assert TEXT[first["start"] : first["end"]] == first["text"]
    (mismatch,) = first["mismatches"]
    written, record = mismatch["written"], mismatch["record"]
    assert TEXT[written["start"] : written["end"]] == written["text"] == "52"
    document = DOCUMENTS[mismatch["document_id"]]
    assert document.text[record["start"] : record["end"]] == record["text"] == "42"
    (citation,) = first["citations"]
    assert document.text[citation["start"] : citation["end"]] == citation["quote"]


def test_nothing_checked_is_counted_as_nothing() -> None:
    assert count_line([]) == "0 sentences."
