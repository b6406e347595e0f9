from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ingest.formats.building import Block, Run, Writer, storable, tidy
from rag.domain import Excluded, Span


def test_runs_keep_one_space_between_words_across_them() -> None:
    runs = tidy([Run("  The  "), Run("\trota\u00a0 "), Run(" \n "), Run("\n agreed "), Run("  ")])
    assert "".join(run.text for run in runs) == "The rota \nagreed"


def test_line_breaks_of_every_kind_are_one_and_controls_go() -> None:
    assert storable("a\r\nb\rc\x0bd\x0ce\u2028f\x85g") == "a\nb\nc\nd\ne\nf\ng"
    assert storable("a\0b\x1b[31mc\ud800d\ufffe") == "ab[31mc\ufffdd"


def test_marks_next_to_each_other_become_one_and_blank_blocks_nothing() -> None:
    writer = Writer()
    assert writer.add(Block((Run(" \n"),))) is None
    for words in ("Home", "Contact"):
        writer.add(Block((Run(words),), tight=True, kind="menu", rule="r"))
    writer.add(Block((Run("Text "), Run("hidden", "vanish")), level=1))
    found = writer.build()
    assert found.text == "Home\nContact\n\nText hidden"
    assert found.excluded == (
        Excluded(Span(0, 12), "menu", "r"),
        Excluded(Span(19, 25), "hidden_text", "vanish"),
    )
    assert found.headings[0].span == Span(14, 25)


@given(st.lists(st.lists(st.tuples(st.text(), st.sampled_from([None, "a", "b"])), max_size=4), max_size=6))
def test_every_mark_lies_in_the_text_in_order_and_the_text_can_be_stored(
    blocks: list[list[tuple[str, str | None]]],
) -> None:
    writer = Writer()
    for runs in blocks:
        writer.add(Block(tuple(Run(text, rule) for text, rule in runs)))
    found = writer.build()
    found.text.encode("utf-8")
    end = 0
    for mark in found.excluded:
        assert end <= mark.span.start < mark.span.end <= len(found.text)
        assert mark.span.of(found.text).strip()
        end = mark.span.end
