from __future__ import annotations

from dataclasses import replace

from rag.domain import Document, Fact, Source, Span
from rag.tracing import facts_at, traced, traced_json, traced_text
from tests.web_fakes import DIGEST, LEADER, PLANNED


def at(words: str) -> Span:
    start = DIGEST.text.index(words)
    return Span(start, start + len(words))


ITEM, PAGE = Source("The item"), Source("A page", "https://example.org/page")
LED = Fact("F2", "Ada Penn led it.", "the item", (ITEM,), (at(LEADER),))
TIMED = Fact("F1", "It was planned for June 2014.", "the council", (ITEM, PAGE), (at(PLANNED), at(LEADER)))
TRACED: Document = replace(DIGEST, facts=(LED, TIMED))


def test_each_sentence_comes_with_every_fact_that_lists_it_in_the_order_of_the_text() -> None:
    found = traced(TRACED)
    assert [(one.text, [fact.id for fact in one.facts]) for one in found] == [
        (PLANNED, ["F1"]),
        (LEADER, ["F2", "F1"]),
    ]
    assert all(one.span.of(TRACED.text) == one.text for one in found)


def test_cited_words_lead_to_the_facts_of_their_sentence_alone() -> None:
    assert facts_at(TRACED, at("June 2014.")) == (TIMED,)
    assert facts_at(TRACED, at("Larkfield Council listed two")) == ()


def test_a_document_without_a_companion_has_nothing_to_trace() -> None:
    assert traced(DIGEST) == []
    assert traced_text([]) == ""


def test_a_fact_is_printed_with_who_says_it_how_many_sources_it_has_and_their_addresses() -> None:
    text = traced_text(traced(TRACED))
    assert "  F1 (the council; 2 sources): It was planned for June 2014." in text
    assert "  F2 (the item; one source)" in text
    assert "      A page <https://example.org/page>" in text


def test_a_program_gets_offsets_facts_and_sources() -> None:
    first = traced_json(traced(TRACED))[0]
    assert TRACED.text[first["start"] : first["end"]] == first["text"] == PLANNED
    assert first["facts"][0]["sources"] == [
        {"title": "The item", "url": None},
        {"title": "A page", "url": "https://example.org/page"},
    ]
