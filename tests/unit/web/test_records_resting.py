from __future__ import annotations

from dataclasses import replace

from rag.domain import Fact, Source, Span
from tests.web_fakes import DIGEST, LEADER, PLANNED, cite
from web.records.record_page import record_page
from web.records.resting import all_facts, resting
from web.records.sources import source_panel
from web.reviews import Library

AT = cite(DIGEST, PLANNED)
FACT = Fact(
    "F<1>", "Planned for <June>.", "the <item>", (Source("A <page>", "https://example.org/x"),), (AT.span,)
)
TOLD = replace(DIGEST, facts=(FACT,))


def test_the_source_beside_an_answer_says_what_the_cited_words_rest_on() -> None:
    panel = source_panel(TOLD, AT, 1, "0-1")
    assert "What these words rest on" in panel
    assert "Planned for &lt;June&gt;." in panel
    assert 'href="https://example.org/x"' in panel
    assert "<page>" not in panel


def test_words_no_fact_lists_and_documents_without_facts_show_none() -> None:
    assert resting(TOLD, cite(DIGEST, LEADER).span) == ""
    assert resting(DIGEST, AT.span) == ""
    assert all_facts(DIGEST) == ""
    assert resting(TOLD, Span(0, 1)) == ""


def test_the_page_of_a_digest_lists_all_its_facts() -> None:
    page = record_page(TOLD, Library({TOLD.id: TOLD}, "g"))
    assert "1 fact" in page
    assert "F&lt;1&gt; · said by: the &lt;item&gt; · one source" in page
