from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from rag.domain import ContentDate, Document, Form, Hit, Query, Standing
from rag.folding import FEWEST_WORDS, SPARE, CopiesFolded
from rag.retrieval import make_retriever
from rag.store import Records
from tests.reviews import LOOSE, in_memory, passages_of, records_of

WORDS = (
    "The panel at Fernhill heard that the duty team had answered every call within one day, that visits were made by "
    "two workers together, and that letters to families would be written in plain words from the spring on."
)
OTHER = (
    "Members of the committee went through the list of actions one by one and asked the officers to come back with "
    "a plan for the hub, for its garden and for the bus that brings young carers to it on Saturdays."
)


def copy(document_id: str, text: str = WORDS, **changed: object) -> Document:
    plain = replace(LOOSE, standing=Standing.PRESS, published=ContentDate(2031))
    return replace(plain, id=document_id, title=f"Title {document_id}", text=f"{text}\n", **changed)  # type: ignore[arg-type]


class Ranking:
    """A Retriever that returns the passages of its documents in their order, and remembers what it was asked for."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self.passages = [passage for document in documents for passage in passages_of(document)]
        self.asked: list[int] = []

    def retrieve(self, query: Query, k: int) -> list[Hit]:
        self.asked.append(k)
        admitted = [p for p in self.passages if query.documents is None or p.document_id in query.documents]
        return [Hit(passage, 1 / rank, rank) for rank, passage in enumerate(admitted[:k], start=1)]


def fold(*documents: Document, k: int = 20, within: frozenset[str] | None = None) -> list[Hit]:
    retriever = CopiesFolded(Ranking(documents), {document.id: document for document in documents})
    return retriever.retrieve(Query("anything", within), k)


def groups(hits: Sequence[Hit]) -> list[tuple[str, ...]]:
    return [(hit.passage.document_id, *hit.copies) for hit in hits]


def test_the_same_words_in_several_documents_come_once_with_the_others_named() -> None:
    hits = fold(copy("a"), copy("x", OTHER), copy("b"), copy("c"))
    assert groups(hits) == [("a", "b", "c"), ("x",)]
    assert [(hit.rank, hit.score) for hit in hits] == [(1, 1.0), (2, 0.5)]


def test_case_white_space_and_marks_make_no_other_words() -> None:
    changed = WORDS.upper().replace(" ", "\r\n ").replace(",", ";")
    assert groups(fold(copy("a"), copy("b", changed))) == [("a", "b")]


def test_nearly_the_same_words_are_folded_and_others_are_not() -> None:
    near = WORDS.replace("from the spring on", "from this spring on")
    half = WORDS[: len(WORDS) // 2] + OTHER[len(OTHER) // 2 :]
    assert groups(fold(copy("a"), copy("b", near))) == [("a", "b")]
    assert groups(fold(copy("a"), copy("b", half))) == [("a",), ("b",)]


@pytest.mark.parametrize(
    ("there", "here"),
    [
        ("one day", "1 day"),
        ("Fernhill", "Ashford"),
        ("heard that", "never heard that"),
        ("had answered", "hadn't answered"),
        ("every call", "every £ call"),
    ],
)
def test_passages_that_differ_in_a_name_a_figure_or_a_denial_stand_side_by_side(
    there: str, here: str
) -> None:
    longer = f"{WORDS} {OTHER.lower()}"
    assert groups(fold(copy("a", longer), copy("b", longer.replace("to families", "to the families")))) == [
        ("a", "b")
    ]
    assert groups(fold(copy("a", longer), copy("b", longer.replace(there, here)))) == [("a",), ("b",)]


def test_short_passages_say_what_they_say_where_they_stand_and_are_not_folded() -> None:
    short = " ".join(WORDS.split()[: FEWEST_WORDS - 1])
    enough = " ".join(WORDS.split()[:FEWEST_WORDS])
    assert groups(fold(copy("a", short), copy("b", short))) == [("a",), ("b",)]
    assert groups(fold(copy("a", enough), copy("b", enough))) == [("a", "b")]


def test_a_document_that_repeats_itself_keeps_both_passages() -> None:
    twice = f"{WORDS}\n\n{WORDS}"
    assert groups(fold(copy("a", twice))) == [("a",), ("a",)]
    assert groups(fold(copy("a", twice), copy("b", twice))) == [("a", "b"), ("a", "b")]


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"standing": Standing.PRIMARY}, {"standing": Standing.OFFICIAL}),
        (
            {"standing": Standing.PRESS},
            {"standing": Standing.SCRAPED_REWRITE, "published": ContentDate(2001)},
        ),
        ({"form": Form.ORIGINAL}, {"form": Form.DIGEST, "published": ContentDate(2001)}),
        ({"published": ContentDate(2030, 5)}, {"published": ContentDate(2030, 6)}),
        ({"published": ContentDate(2030)}, {"published": None}),
        ({}, {}),
    ],
)
def test_the_copy_of_the_best_standing_is_shown_wherever_it_ranks(
    better: dict[str, object], worse: dict[str, object]
) -> None:
    good, bad = copy("m", **better), copy("n", **worse)
    assert groups(fold(bad, copy("x", OTHER), good)) == [("m", "n"), ("x",)]
    assert groups(fold(good, copy("x", OTHER), bad)) == [("m", "n"), ("x",)]
    assert fold(bad, copy("x", OTHER), good)[0].score == 1.0


def test_a_document_that_is_asked_for_does_not_give_way_to_one_that_is_not() -> None:
    best, asked = copy("best", standing=Standing.PRIMARY), copy("asked", standing=Standing.UNKNOWN)
    assert groups(fold(best, asked)) == [("best", "asked")]
    assert groups(fold(best, asked, within=frozenset({"asked"}))) == [("asked",)]


def different(number: int) -> str:
    return f"{OTHER} This is note {number}."


def test_as_many_hits_come_as_are_wanted_where_there_are_enough() -> None:
    copies = [copy(f"c{number:03}") for number in range(100)]
    others = [copy(f"o{number}", different(number)) for number in range(4)]
    ranking = Ranking([*copies, *others])
    retriever = CopiesFolded(ranking, {one.id: one for one in (*copies, *others)})
    hits = retriever.retrieve(Query("anything"), 5)
    assert [hit.passage.document_id for hit in hits] == ["c000", "o0", "o1", "o2", "o3"]
    assert len(hits[0].copies) == 99
    assert ranking.asked == [15, 60, 240]


def test_more_is_asked_for_once_where_nothing_is_folded_and_not_again_where_there_is_no_more() -> None:
    plain = Ranking([copy(f"o{number}", different(number)) for number in range(40)])
    documents = {passage.document_id: copy(passage.document_id) for passage in plain.passages}
    assert len(CopiesFolded(plain, documents).retrieve(Query("anything"), 7)) == 7
    assert plain.asked == [7 + SPARE]
    few = Ranking([copy("a"), copy("b")])
    assert len(CopiesFolded(few, {"a": copy("a"), "b": copy("b")}).retrieve(Query("anything"), 7)) == 1
    assert few.asked == [7 + SPARE]


def test_hits_without_copies_are_the_retrievers_own() -> None:
    documents = [copy(f"o{number}", different(number)) for number in range(9)]
    ranking = Ranking(documents)
    assert fold(*documents, k=6) == ranking.retrieve(Query("anything"), 6)


def test_the_programs_own_search_folds_copies() -> None:
    records: Records = records_of(copy("a"), copy("b", standing=Standing.PRIMARY), copy("x", OTHER))
    hits = make_retriever(records, *in_memory(records)).retrieve(
        Query("letters to families in plain words"), 5
    )
    assert groups(hits) == [("b", "a"), ("x",)]
