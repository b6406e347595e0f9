from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from rag.answering import late
from rag.answering.late import LateInteraction
from rag.answering.lexicon import Lexicon
from rag.ports import TokenVectors
from rag.text import content_stems
from tests.fakes import FakeEncoder
from tests.records import ALL, records_of

LEXICON = Lexicon(records_of(*ALL))


class Counting(FakeEncoder):
    """Keeps every text whose tokens were asked for, and has no token at all for a dash."""

    def __init__(self) -> None:
        super().__init__()
        self.tokenised: list[str] = []

    def token_vectors(self, texts: Sequence[str]) -> list[TokenVectors]:
        self.tokenised.extend(texts)
        found = super().token_vectors(texts)
        nothing = TokenVectors((), np.zeros((0, self.dimension), dtype=np.float32))
        return [nothing if text == "-" else tokens for text, tokens in zip(texts, found, strict=True)]


def scored(
    interaction: LateInteraction, question: str, sentence: str, before: str = "", given: str = ""
) -> tuple[float, float]:
    """The scores of one sentence, the stems of ``given`` going without saying there."""
    return interaction.scores(question, [sentence], [before], [frozenset(content_stems(given))])[0]


def scores(question: str, sentence: str, before: str = "", given: str = "") -> tuple[float, float]:
    return scored(LateInteraction(Counting(), LEXICON), question, sentence, before, given)


def test_a_sentence_with_every_word_of_the_question_scores_one() -> None:
    alone, together = scores("guildhall leaflet", "a leaflet in the guildhall")
    assert alone == together == pytest.approx(1.0, abs=1e-5)


def test_a_rare_word_found_counts_more_than_a_common_one() -> None:
    question = "foster guildhall"
    assert scores(question, "guildhall")[0] > scores(question, "foster")[0]


def test_the_sentence_before_can_only_add() -> None:
    alone, together = scores("guildhall leaflet", "the leaflet", "the guildhall")
    assert together == pytest.approx(1.0, abs=1e-5)
    assert alone < together
    assert scores("guildhall leaflet", "the leaflet", "-") == scores("guildhall leaflet", "the leaflet")


def test_what_goes_without_saying_in_a_record_weighs_nothing_there() -> None:
    question = "harrowick mentor"
    assert scores(question, "a mentor", given="harrowick")[0] == pytest.approx(1.0, abs=1e-5)
    assert scores(question, "a mentor")[0] < 0.9


def test_words_count_all_the_same_where_all_of_them_go_without_saying() -> None:
    assert scores("harrowick", "in harrowick", given="harrowick")[0] == pytest.approx(1.0, abs=1e-5)


def test_a_question_of_grammar_alone_scores_nothing() -> None:
    assert scores("who is it?", "who it is") == (0.0, 0.0)


def test_no_sentence_gives_no_score() -> None:
    assert LateInteraction(Counting(), LEXICON).scores("guildhall", [], [], []) == []


def test_tokens_of_a_sentence_are_asked_for_once() -> None:
    encoder = Counting()
    interaction = LateInteraction(encoder, LEXICON)
    first = scored(interaction, "guildhall", "the leaflet")
    assert scored(interaction, "guildhall", "the leaflet") == first
    assert encoder.tokenised.count("the leaflet") == encoder.tokenised.count("guildhall") == 1


def test_what_is_remembered_does_not_grow_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(late, "REMEMBERED", 2)
    encoder = Counting()
    interaction = LateInteraction(encoder, LEXICON)
    for text in ("one hub", "two hubs", "three hubs", "one hub"):
        assert scored(interaction, "hub", text)[0] > 0.9
    assert encoder.tokenised.count("one hub") == 2
