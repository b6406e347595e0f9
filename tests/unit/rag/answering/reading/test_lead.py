"""Which sentence an answer begins with where years, figures, acts or near-equal scores have a say."""

from __future__ import annotations

from dataclasses import replace

from rag.answering.asking.questions import read
from rag.answering.reading.candidates import NEARLY_BEST, TIED, WITH_FIGURES, Candidate, lead
from rag.domain import Span, Standing
from tests.records import candidate, record, scored

BEST = 0.8
IN_2031 = read("What did the panel find in 2031?")
FOR_302 = read("What was the £302 million for?")
AGREED = read("What did the panel agree about the hub?")
HUB = read("Tell me about the hub")


def row(text: str, score: float, *, silent: bool = False, own: float = 0.5, serves: float = 0.5) -> Candidate:
    """A sentence of this score, with ``own`` of the question's words."""
    return scored(candidate(text, silent=silent), score, sentence=own, serves=serves)


def test_a_sentence_of_another_year_comes_after_those_of_the_year_asked_or_of_none() -> None:
    other = row("In 2030 the panel found mould.", BEST)
    for text in ("The panel found damp.", "In 2031 it found damp.", "From 2030 to 2031 it found damp."):
        timely = row(text, BEST * NEARLY_BEST - 0.1)
        assert lead(IN_2031, [other, timely]) is timely


def test_a_sentence_of_another_year_leads_where_there_is_no_other_or_no_year_is_asked() -> None:
    other, further = row("In 2030 the panel found mould.", BEST), row("In 2029 it found damp.", 0.7)
    plain = row("The panel found damp.", BEST * NEARLY_BEST)
    assert lead(IN_2031, [other, further]) is other
    assert lead(read("What did the panel find?"), [other, plain]) is other


def test_a_sentence_with_the_figures_of_the_question_is_preferred_though_it_fits_worse() -> None:
    best = row("The £75 million was for roofs.", BEST)
    held = row("Of this £302 million was for hubs.", BEST * WITH_FIGURES + 0.01)
    assert held.score < NEARLY_BEST * best.score
    assert lead(FOR_302, [best, held]) is held


def test_a_sentence_with_the_figures_of_the_question_is_not_preferred_where_it_fits_far_worse() -> None:
    best = row("The £75 million was for roofs.", BEST)
    assert lead(FOR_302, [best, row("Nobody had £302 million.", BEST * WITH_FIGURES - 0.01)]) is best


def test_every_figure_of_the_question_must_be_there_and_a_year_is_no_such_figure() -> None:
    best, half = row("It was for roofs.", BEST), row("It gave £302 million.", BEST * NEARLY_BEST)
    assert lead(read("What were the £302 million and the 75 hubs for?"), [best, half]) is best
    plain, dated = row("The panel found damp.", BEST), row("In 2031 it met.", BEST * NEARLY_BEST)
    assert lead(IN_2031, [plain, dated]) is plain


def test_scores_that_tell_nothing_apart_are_settled_by_the_questions_own_words() -> None:
    best = row("The centre opened.", BEST, own=0.2)
    assert lead(HUB, [best, tied := row("The hub opened.", BEST * TIED + 0.001, own=0.9)]) is tied
    assert lead(HUB, [best, row("The hub opened.", BEST * TIED - 0.001, own=0.9)]) is best
    assert lead(HUB, [best, row("It opened.", BEST, own=0.2)]) is best


def test_a_sentence_that_reports_only_other_things_than_were_asked_for_comes_after_those_that_may_serve() -> (
    None
):
    noted = row("The panel noted the hub.", BEST, serves=0.0)
    for serves in (0.5, 1.0):
        near = row("The hub was built.", BEST * NEARLY_BEST + 0.01, serves=serves)
        assert lead(AGREED, [noted, near]) is near
        assert lead(AGREED, [noted, row("It rained.", BEST * NEARLY_BEST - 0.01, serves=serves)]) is noted


def test_a_sentence_on_what_is_missing_never_leads_while_another_is_near() -> None:
    silent = row("The note does not say what the hub is for.", BEST, silent=True, own=1.0)
    near = row("The hub was built.", BEST * NEARLY_BEST + 0.01, own=0.0, serves=0.0)
    assert lead(HUB, [silent, near]) is near
    assert lead(HUB, [silent, row("It rained.", BEST * NEARLY_BEST - 0.01)]) is silent


def test_where_nothing_near_speaks_the_best_of_those_that_pass_leads() -> None:
    other = row("In 2030 the note gave no mould.", BEST, silent=True)
    timely = row("In 2031 the note gave no mould.", 0.7, silent=True)
    assert lead(IN_2031, [other, timely]) is timely
    best = row("The £75 million is not explained.", BEST, silent=True)
    held = row("The £302 million is not explained.", BEST * WITH_FIGURES + 0.01, silent=True)
    assert lead(FOR_302, [best, held]) is held


def of_standing(text: str, standing: Standing, score: float = BEST) -> Candidate:
    """A sentence of this score from a record of this standing."""
    return scored(candidate(text, record(standing.value, "A note", text, standing=standing)), score)


def test_a_tie_is_settled_by_how_many_of_the_questions_words_a_sentence_has() -> None:
    question = read("Tell me about the hub and its garden")
    few = of_standing("The hub opened.", Standing.PRIMARY)
    more = of_standing("The hub garden opened.", Standing.UNKNOWN, BEST * TIED + 0.001)
    assert lead(question, [few, more]) is more


def test_a_tie_of_words_is_settled_by_the_standing_of_the_source() -> None:
    press = of_standing("The hub opened.", Standing.PRESS)
    official = of_standing("The hub closed.", Standing.OFFICIAL, BEST * TIED + 0.001)
    assert lead(HUB, [press, official]) is official
    assert lead(HUB, [press, of_standing("The hub closed.", Standing.OFFICIAL, BEST * TIED - 0.001)]) is press


def test_a_sentence_with_what_is_counted_leads_before_one_with_another_number() -> None:
    asked = read("How many recommendations did Holt make?")
    other = replace(row("Over 4,000 waited, Holt found.", BEST), values=(Span(5, 10),))
    counted = replace(row("It made 53 recommendations.", BEST * 0.9), values=(Span(8, 10),))
    assert lead(asked, [other, counted]) is counted
