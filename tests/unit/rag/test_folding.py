from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from rag.domain import ContentDate, Document, Form, Hit, Passage, Query, Standing
from rag.folding import FEWEST_WORDS, SPARE, CopiesFolded, Restated
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


# --- documents known to be copies ----------------------------------------------------------------------

#: WORDS and OTHER as a re-writing program leaves them, each with as many stems of its source as the encoder of the
#: tests needs, and a paragraph of its own.
SPUN = (
    "At Fernhill it was heard by the panel that within one day every call had been answered by the duty team, two "
    "workers making visits together; from the spring letters to families get plain words."
)
SPUN_OTHER = (
    "One by one the committee's members went through the actions on the list; a plan for the hub, its garden and the "
    "Saturday bus of young carers was what the officers were asked to come back with."
)
OWN = (
    "Our reporter counted nine empty chairs in the hall, three broken lamps and a cake that nobody would cut."
)

ORIGINAL = copy("original", f"{OTHER}\n\n{WORDS}", standing=Standing.OFFICIAL)
REWRITTEN = copy(
    "rewritten", f"{SPUN}\n\n{OWN}\n\n{SPUN_OTHER}", standing=Standing.SCRAPED_REWRITE, copy_of="original"
)
AGAIN = copy("again", SPUN, standing=Standing.UNKNOWN, copy_of="original")


def restored(
    *found: Document, held: Sequence[Document] = (), within: frozenset[str] | None = None
) -> list[Hit]:
    """What is shown where the passages of ``found`` are found in an index that also holds others."""
    everything = {document.id: document for document in (*found, *held)}
    records = records_of(*everything.values())
    passages, _, _ = in_memory(records)
    retriever = CopiesFolded(Ranking(found), everything, Restated(records, passages))
    return retriever.retrieve(Query("anything", within), 20)


def starts(hits: Sequence[Hit]) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(hit.passage.document_id, hit.passage.text[:10], hit.copies) for hit in hits]


def test_a_rewritten_passage_is_folded_under_the_one_it_rewrites_wherever_either_ranks() -> None:
    folded = [
        ("original", WORDS[:10], ("rewritten",)),
        ("rewritten", OWN[:10], ()),
        ("original", OTHER[:10], ("rewritten",)),
    ]
    assert starts(restored(REWRITTEN, ORIGINAL)) == folded
    assert sorted(starts(restored(ORIGINAL, REWRITTEN))) == sorted(folded)
    assert [hit.rank for hit in restored(REWRITTEN, ORIGINAL)] == [1, 2, 3]


def test_the_passage_that_is_rewritten_is_shown_though_only_the_rewrite_was_found() -> None:
    hits = restored(AGAIN, held=[ORIGINAL])
    assert starts(hits) == [("original", WORDS[:10], ("again",))]
    assert hits[0].score == 1.0


def test_rewrites_of_one_passage_are_told_together_the_best_first() -> None:
    assert starts(restored(AGAIN, REWRITTEN, held=[ORIGINAL]))[0] == (
        "original",
        WORDS[:10],
        ("rewritten", "again"),
    )


def test_where_the_best_is_not_asked_for_the_next_best_of_its_copies_is_shown() -> None:
    both = frozenset({"rewritten", "again"})
    hits = restored(AGAIN, REWRITTEN, held=[ORIGINAL], within=both)
    assert starts(hits)[0] == ("rewritten", SPUN[:10], ("again",))
    assert starts(restored(AGAIN, held=[ORIGINAL, REWRITTEN], within=frozenset({"again"}))) == [
        ("again", SPUN[:10], ())
    ]


def test_a_copy_of_a_document_that_is_gone_stands_for_itself() -> None:
    assert starts(restored(AGAIN)) == [("again", SPUN[:10], ())]


def test_a_passage_without_a_vector_gives_way_to_none() -> None:
    records = records_of(ORIGINAL, AGAIN)
    passages, _, _ = in_memory(records_of(ORIGINAL))
    (again,) = (passage for passage in records.passages if passage.document_id == "again")
    assert Restated(records, passages)(again, "original") is None
    nothing, _, _ = in_memory(records_of(AGAIN))
    assert Restated(records, nothing)(again, "original") is None


def test_a_counterpart_is_looked_for_once() -> None:
    records = records_of(ORIGINAL, AGAIN)
    passages, _, _ = in_memory(records)
    asked: list[int] = []
    looked_up = passages.vectors

    def counted(keys: Sequence[str]) -> dict[str, object]:
        asked.append(len(keys))
        return looked_up(keys)  # type: ignore[return-value]

    passages.vectors = counted  # type: ignore[assignment, method-assign]
    restated = Restated(records, passages)
    (again,) = (passage for passage in records.passages if passage.document_id == "again")
    found: list[Passage | None] = [restated(again, "original") for _ in range(3)]
    assert found[0] is not None
    assert found[0] is found[1] is found[2]
    assert sum(asked) == 3


def test_the_programs_own_search_shows_what_a_rewrite_rewrites() -> None:
    records = records_of(ORIGINAL, REWRITTEN)
    hits = make_retriever(records, *in_memory(records)).retrieve(Query("calls answered by the duty team"), 5)
    assert starts(hits)[0] == ("original", WORDS[:10], ("rewritten",))
