from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.describing import describe, front_matter
from ingest.formats.extracted import Extracted
from ingest.splitting import MOST_TOKENS, split, stretches
from rag.domain import Document, Excluded, Form, Kind, Section, Span, Standing
from rag.text import prefixed, sentences
from tests.fakes import FakeEncoder
from tests.layouts import DIGEST, ORIGINALS, SCRAPED_BLOG

SENTENCE = "The panel met in the hall on day {} and agreed that visits should be longer."


def plain(text: str, title: str = "A title", **fields: object) -> Document:
    return Document("d", title, Form.ORIGINAL, Kind.OTHER, Standing.UNKNOWN, text, **fields)  # type: ignore[arg-type]


def described(text: str, *, markdown: bool = False) -> Document:
    front, start = front_matter(text)
    return describe("d", Extracted(text), front, start, markdown=markdown)


def tokens(text: str) -> int:
    return len(FakeEncoder().token_spans([text])[0]) + 2


class Greedy(FakeEncoder):
    """A tokenizer that reads a text that begins with a capital in twice the tokens: no sum of parts is right."""

    def token_spans(self, texts):  # type: ignore[no-untyped-def]
        found = super().token_spans(texts)
        return [
            spans + [(len(text) - 1, len(text))] * len(spans) if "|" in text.splitlines()[0] else spans
            for text, spans in zip(texts, found, strict=True)
        ]


def check(document: Document, encoder: FakeEncoder) -> None:
    """What holds of every split."""
    cut = split(document, encoder)
    limit = min(MOST_TOKENS, encoder.max_tokens)
    previous = 0
    for passage, text in zip(cut.passages, cut.texts, strict=True):
        assert passage.text == passage.span.of(document.text)
        assert passage.span.start >= previous
        assert any(character.isalnum() for character in passage.text)
        assert not any(excluded.span.overlaps(passage.span) for excluded in document.excluded)
        assert text.endswith(passage.text)
        assert len(encoder.token_spans([text])[0]) + 2 <= limit
        assert passage.sentences[0].start == passage.span.start
        assert passage.sentences[-1].end == passage.span.end
        assert all(
            one.end <= two.start for one, two in zip(passage.sentences, passage.sentences[1:], strict=False)
        )
        previous = passage.span.end
    covered = {
        at for passage in cut.passages for span in passage.sentences for at in range(span.start, span.end)
    }
    for stretch, _ in stretches(document):
        for at in range(stretch.start, stretch.end):
            assert not document.text[at].isalnum() or at in covered


@pytest.mark.parametrize("name", ORIGINALS)
def test_every_layout_is_split_without_loss(name: str) -> None:
    check(described(ORIGINALS[name]), FakeEncoder())


def test_passages_are_as_full_as_whole_sentences_allow() -> None:
    text = " ".join(SENTENCE.format(day) for day in range(60))
    cut = split(plain(text), FakeEncoder())
    sizes = [tokens(read) for read in cut.texts]
    assert max(sizes) <= MOST_TOKENS
    assert all(size > MOST_TOKENS - tokens(SENTENCE) for size in sizes[:-1])
    assert [span for passage in cut.passages for span in passage.sentences] == sentences(text)


def test_the_encoder_reads_title_and_headings_before_the_words() -> None:
    document = described(DIGEST, markdown=True)
    cut = split(document, FakeEncoder())
    assert [passage.headings[-1] for passage in cut.passages] == ["What it was", "What was planned"]
    assert cut.texts[0] == prefixed(document.title, cut.passages[0].headings, cut.passages[0].text)
    assert cut.texts[0].startswith("Harbour inquiry opens, March 2031 - What it was\nIn March 2031")


def test_no_passage_crosses_a_section_and_no_heading_is_one() -> None:
    cut = split(described(DIGEST, markdown=True), FakeEncoder())
    assert all("#" not in passage.text for passage in cut.passages)
    assert len(cut.passages) == 2


def test_no_passage_spans_furniture_that_stands_between_sentences() -> None:
    text = "The panel met in the hall. MENU It agreed to longer visits."
    at = text.index("MENU")
    document = plain(text, excluded=(Excluded(Span(at, at + 4), "menu", "test"),))
    passages = split(document, FakeEncoder()).passages
    assert [passage.text for passage in passages] == [
        "The panel met in the hall.",
        "It agreed to longer visits.",
    ]


def test_menus_and_related_posts_of_a_scraped_blog_are_in_no_passage() -> None:
    words = " ".join(passage.text for passage in split(described(SCRAPED_BLOG), FakeEncoder()).passages)
    assert "used van" not in words
    assert "Gardening" not in words
    assert "Hire more drivers" in words


def test_a_sentence_too_long_for_a_passage_is_cut_between_words() -> None:
    text = "It said " + " ".join(f"word{number}" for number in range(700)) + "."
    document = plain(text)
    check(document, FakeEncoder())
    passages = split(document, FakeEncoder()).passages
    assert len(passages) == 3
    assert all(re.fullmatch(r"(It said )?word\d+( word\d+)*\.?", passage.text) for passage in passages)


def test_a_word_without_end_is_cut_all_the_same() -> None:
    check(plain("a-" * 2000), FakeEncoder())


def test_an_encoder_that_reads_less_gets_shorter_passages() -> None:
    text = " ".join(SENTENCE.format(day) for day in range(20))
    check(plain(text), FakeEncoder(max_tokens=40))


def test_a_title_and_headings_too_long_to_read_leave_room_for_the_words() -> None:
    long = " ".join(f"t{number}" for number in range(400))
    text = f"heading\n{SENTENCE}"
    document = plain(text, long, sections=(Section((long, "Short"), Span(0, len(text))),))
    (read,) = split(document, FakeEncoder()).texts
    assert SENTENCE in read
    assert tokens(read) <= MOST_TOKENS
    assert (
        split(plain(text, "T", sections=document.sections), FakeEncoder()).texts[0].startswith("T - Short\n")
    )


def test_a_tokenizer_whose_parts_do_not_add_up_still_gets_passages_it_can_read() -> None:
    text = " ".join(SENTENCE.format(day) for day in range(60)) + " " + "word " * 400
    check(plain(text, "| odd"), Greedy())


def test_lines_without_a_letter_or_digit_are_no_passage() -> None:
    cut = split(plain("* * *\n\nThe panel met.\n\n---\n"), FakeEncoder())
    assert [passage.text for passage in cut.passages] == ["The panel met."]


_TEXT = st.lists(
    st.sampled_from(
        ["The panel met.", "word", "• item;", "\n", "\n\n", " ", "...", "\u00a0", "e.g. this", "x" * 300, "# H\n",
         "a b c d e f g h i j k l m n o p q r s t " * 20, "—", "3.5", "!?", "É", "中文字", "\r\n", "🙂"]
    ),
    min_size=1,
    max_size=60,
).map("".join)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(_TEXT, st.booleans(), st.sampled_from([256, 60]))
def test_no_text_makes_a_passage_the_encoder_cannot_read_to_the_end(
    text: str, markdown: bool, reads: int
) -> None:
    check(describe("d", Extracted(text), None, 0, markdown=markdown), FakeEncoder(max_tokens=reads))
