"""A digest's companion, from its file to facts with places and to routes."""

from __future__ import annotations

import pytest

from ingest.describing.companion import asked_of, facts_of, has_facts, read_companion
from rag.domain import Source, Span
from rag.errors import BadDocument

WRITTEN = """
document: harbour-2031
reviewed: "2031-05-01"
sources:
  item: {title: "The harbour item"}
  page: {title: "A page", url: "https://example.org/harbour"}
facts:
  - id: F1
    fact: "Ada Penn led it."
    said_by: the item
    sources: [item, page]
    sentences: ["Ada Penn led the harbour inquiry.", "This one was taken out."]
  - id: 2
    fact: "It met in May 2031."
    said_by: the page
    sources: [page]
    sentences: []
also_asked:
  Who led it: ["Who was in charge?", "Who ran it?"]
"""
TEXT = "# Harbour\n\n## Who led it\n\nAda Penn led the harbour inquiry.\n"


def test_facts_have_their_sources_and_the_places_of_the_sentences_that_stand_in_the_text() -> None:
    first, second = facts_of(read_companion(WRITTEN), TEXT)
    start = TEXT.index("Ada")
    assert first.sentences == (Span(start, start + len("Ada Penn led the harbour inquiry.")),)
    assert first.sources == (Source("The harbour item"), Source("A page", "https://example.org/harbour"))
    assert (second.id, second.sentences) == ("2", ())


def test_other_ways_of_asking_stand_by_heading() -> None:
    (asked,) = asked_of(read_companion(WRITTEN))
    assert (asked.heading, asked.questions) == ("Who led it", ("Who was in charge?", "Who ran it?"))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("sources: [page]", "sources: [paper]", 'fact 2 names the source "paper", which is not listed'),
        ("said_by: the page", "says: the page", "facts.1"),
        ("document: harbour-2031", "document: [", "companion is not YAML"),
        ("reviewed:", "opened:", "reviewed"),
        ("https://example.org/harbour", "example.org", "sources.page.url"),
    ],
)
def test_a_companion_that_cannot_be_is_one_line(old: str, new: str, told: str) -> None:
    with pytest.raises(BadDocument, match=r"^companion") as raised:
        read_companion(WRITTEN.replace(old, new, 1))
    assert told in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_companion_that_only_describes_its_file_lists_no_facts() -> None:
    assert has_facts(WRITTEN)
    assert not has_facts("title: Minutes of May\nkind: minutes\n")
    assert not has_facts("[")
