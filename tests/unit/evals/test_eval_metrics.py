from __future__ import annotations

import math

import pytest

from evals import citing, metrics, ranking, selective
from evals.intervals import bootstrap, wilson
from evals.invariants import Rule, breaches
from evals.outcomes import Stage
from rag.domain import Answer, Claim, Span, Status
from tests.unit.evals.evalkit import (
    RECORDS,
    answer,
    answerable,
    cite,
    good,
    hits,
    outcome,
    passage,
    placed,
    refusal,
    unanswerable,
)

NORTH = [p for p in RECORDS.passages if p.document_id == "north-2010"]
COST = answerable("north-cost", "north-2010", [1], "1,200")
LIST = answerable("north-list", "north-2010", [2, 3], "helpline", facts=[["helpline"], ["register"]])
MOON = unanswerable("moon", "test")
SILENT = unanswerable(
    "silent",
    "test",
    status=["unanswerable_detail_missing", "answered"],
    gold=[{"document": "north-2010", "quote": "Ada Marsh led"}],
)


def shown(*places: int, **more: object) -> Answer:
    return answer([(NORTH[place].text, NORTH[place]) for place in places], **more)  # type: ignore[arg-type]


# --- one answer --------------------------------------------------------------------------------------


def test_a_right_answer_scores_full_marks() -> None:
    found = outcome(LIST, good(LIST))
    for score in (metrics.right, metrics.lead_right, metrics.fact_recall, metrics.shown_gold, metrics.mrr):
        assert score(found) == 1.0
    assert metrics.claims_per_answer(found) == 2.0


def test_a_refused_question_with_an_answer_is_wrong_not_unscored() -> None:
    found = outcome(COST, refusal())
    assert metrics.lead_right(found) == 0.0
    assert metrics.fact_recall(found) == 0.0
    assert selective.refusal_precision(found) == 0.0


def test_an_error_is_wrong_not_unscored() -> None:
    found = outcome(COST, None, error="ValueError: x")
    assert (metrics.right(found), metrics.lead_right(found), metrics.fact_recall(found)) == (0.0, 0.0, 0.0)
    assert metrics.recall(10, found) == 0.0
    lost = outcome(MOON, None, error="ValueError: x")
    assert selective.refusal_recall(lost) == 0.0


def test_what_does_not_apply_is_absent_and_never_zero() -> None:
    refused = outcome(COST, refusal())
    for score in (
        metrics.lead_right_where_answered,
        metrics.shown_gold,
        metrics.number_agreement,
        citing.claims_supported,
        citing.citations_located,
        metrics.claims_per_answer,
        selective.refusal_recall,
        selective.refusal_kind,
    ):
        assert score(refused) is None
    answered = outcome(MOON, shown(0))
    for score in (metrics.lead_right, metrics.fact_recall, metrics.shown_gold, metrics.mrr):
        assert score(answered) is None
    assert selective.refusal_precision(answered) is None
    assert metrics.recall(5, answered) is metrics.success(5, answered) is metrics.ndcg(5, answered) is None
    assert selective.confidence_pair(outcome(COST, None, error="x")) is None
    assert citing.citations_located(outcome(COST, None, error="x")) is None


def test_a_fact_in_the_second_claim_is_recalled_but_does_not_lead() -> None:
    found = outcome(COST, shown(0, 1))
    assert metrics.lead_right(found) == metrics.lead_right_where_answered(found) == 0.0
    assert metrics.fact_recall(found) == 1.0
    assert metrics.shown_gold(found) == 0.5


def test_fact_recall_is_the_share_of_the_groups() -> None:
    assert metrics.fact_recall(outcome(LIST, shown(2, 0))) == 0.5


def test_a_fact_spread_over_two_claims_is_not_shown() -> None:
    case = answerable("north-x", "north-2010", [1], "1,200", facts=[["2010. The North"]])
    assert metrics.fact_recall(outcome(case, shown(0, 1))) == 0.0


def test_the_marked_value_must_hold_the_figure() -> None:
    text = NORTH[1].text
    at = text.index("1,200")
    assert metrics.number_agreement(outcome(COST, shown(1, focus=Span(at, at + 5)))) == 1.0
    assert metrics.number_agreement(outcome(COST, shown(1, focus=Span(at, at + 1)))) == 0.0
    assert metrics.number_agreement(outcome(COST, shown(1))) == 1.0
    assert metrics.number_agreement(outcome(COST, shown(0))) == 0.0
    assert metrics.number_agreement(outcome(LIST, shown(2))) is None


# --- citations ---------------------------------------------------------------------------------------


def test_a_claim_that_cites_other_words_is_not_supported() -> None:
    found = outcome(LIST, answer([(NORTH[2].text, NORTH[2]), (NORTH[3].text, NORTH[0])]))
    assert citing.claims_supported(found) == 0.5


def test_a_claim_with_another_figure_is_not_supported() -> None:
    assert (
        citing.claims_supported(outcome(COST, answer([("The North review cost 1,300 pounds.", NORTH[1])])))
        == 0
    )


def test_a_citation_that_is_not_in_its_document_breaks_a_hard_rule() -> None:
    given = shown(1)
    moved = dict(RECORDS.documents)
    moved["north-2010"] = moved["south-2012"]
    broken = breaches(COST, given, moved)
    assert [breach.rule for breach in broken] == [Rule.CITATION]
    assert "north-2010" in str(broken[0])
    assert breaches(COST, given, {})[0].rule is Rule.CITATION
    assert breaches(COST, given, RECORDS.documents) == ()
    assert citing.citations_located(outcome(COST, given)) == 1.0
    assert citing.citations_located(outcome(COST, given, breaches=broken)) == 0.0


def test_the_nearest_evidence_of_a_refusal_must_stand_too() -> None:
    given = Answer(
        refusal().question, "?", Status.NOT_IN_CORPUS, "None.", reason="none", nearest=(cite(NORTH[1]),)
    )
    assert breaches(MOON, given, RECORDS.documents) == ()
    assert [breach.rule for breach in breaches(MOON, given, {})] == [Rule.CITATION]
    assert citing.citations_located(outcome(MOON, given)) == 1.0


def test_a_string_of_a_wrong_answer_may_be_evidence_but_not_stated() -> None:
    case = unanswerable("moon", "test", must_not=["1,200"])
    nearest = Answer(
        refusal().question, "?", Status.CLARIFY, "None.", reason="none", nearest=(cite(NORTH[1]),)
    )
    assert breaches(case, nearest, RECORDS.documents) == ()
    assert [breach.rule for breach in breaches(case, shown(1), RECORDS.documents)] == [Rule.MUST_NOT]
    framed = shown(0, frame="It cost 1,200.")
    assert [breach.rule for breach in breaches(case, framed, RECORDS.documents)] == [Rule.MUST_NOT]


def test_an_answer_without_a_citation_breaks_a_hard_rule() -> None:
    bare = shown(0)
    claim = Claim("x", (cite(NORTH[0]),))
    object.__setattr__(claim, "citations", ())
    object.__setattr__(bare, "claims", (claim,))
    assert [breach.rule for breach in breaches(COST, bare, RECORDS.documents)] == [Rule.CITED]
    object.__setattr__(bare, "claims", ())
    assert [breach.rule for breach in breaches(COST, bare, RECORDS.documents)] == [Rule.CITED]


# --- refusing ----------------------------------------------------------------------------------------


def test_refusals_are_counted_by_whether_and_why() -> None:
    right, other, invented = (
        outcome(MOON, refusal()),
        outcome(MOON, refusal(Status.FALSE_PREMISE)),
        outcome(MOON, shown(0)),
    )
    assert [selective.refusal_recall(o) for o in (right, other, invented)] == [1, 1, 0]
    assert [selective.refusal_kind(o) for o in (right, other, invented)] == [1, 0, None]
    assert [selective.refusal_precision(o) for o in (right, other, invented)] == [1, 1, None]


def test_f1_takes_both_sides_and_is_absent_without_either() -> None:
    assert selective.refusal_f1([(1, 1), (1, 0), (0, 1), (0, 0)]) == 0.5
    assert selective.refusal_f1([(1, 1), (0, 0)]) == 1.0
    assert selective.refusal_f1([(0, 0)]) is None


def test_the_records_own_silence_counts_as_a_refusal_only_where_the_gold_words_lead() -> None:
    said, beside = outcome(SILENT, shown(0)), outcome(SILENT, shown(1, 0))
    assert (said.right, beside.right) == (True, False)
    assert (selective.refusal_recall(said), selective.refusal_recall(beside)) == (1, 0)
    assert selective.refusal_pair(said) == (1.0, 1.0)
    assert selective.confidence_pair(said) is None
    assert outcome(SILENT, shown(0, status=Status.PARTLY_ANSWERED)).stage is Stage.WRONGLY_ANSWERED
    assert outcome(SILENT, refusal(Status.DETAIL_MISSING)).right


def test_auroc_is_the_chance_of_the_right_order() -> None:
    assert selective.auroc([(0.9, 1), (0.8, 1), (0.1, 0)]) == 1.0
    assert selective.auroc([(0.1, 1), (0.9, 0)]) == 0.0
    assert selective.auroc([(0.5, 1), (0.5, 0)]) == 0.5
    assert selective.auroc([(0.9, 1), (0.3, 1), (0.5, 0), (0.3, 0)]) == pytest.approx(0.625)
    assert selective.auroc([(0.5, 1)]) is None
    assert selective.auroc([(0.5, 0)]) is None


# --- retrieval ---------------------------------------------------------------------------------------


def test_ranking_measures_agree_with_a_worked_example() -> None:
    case = placed(LIST)
    found = hits([NORTH[0], NORTH[2], NORTH[1], NORTH[3]])
    assert ranking.gains(found, case.gold) == [0, 1, 0, 1]
    assert ranking.recall_at(2, found, case.gold) == 0.5
    assert ranking.recall_at(5, found, case.gold) == 1.0
    assert (ranking.success_at(1, found, case.gold), ranking.success_at(2, found, case.gold)) == (0.0, 1.0)
    assert ranking.reciprocal_rank(found, case.gold) == 0.5
    gained = 1 / math.log2(3) + 1 / math.log2(5)
    assert ranking.ndcg_at(10, found, case.gold, case.ideal) == pytest.approx(gained / (1 + 1 / math.log2(3)))


def test_ranking_measures_of_nothing_found_are_zero_and_of_no_gold_absent() -> None:
    gold = placed(LIST).gold
    assert ranking.reciprocal_rank((), gold) == ranking.recall_at(5, (), gold) == 0.0
    assert ranking.ndcg_at(5, hits([NORTH[2]]), gold, ()) == 0.0
    assert ranking.recall_at(5, (), ()) is ranking.success_at(5, (), ()) is None
    assert ranking.reciprocal_rank((), ()) is ranking.ndcg_at(5, (), (), ()) is None


def test_the_same_words_found_twice_earn_nothing_twice() -> None:
    gold = placed(COST).gold
    assert ranking.gains(hits([NORTH[1], NORTH[1]]), gold) == [1, 0]


def test_gold_is_held_by_half_of_the_shorter_in_the_same_document() -> None:
    (gold,) = placed(COST).gold
    half = (gold.span.start + gold.span.end) // 2
    assert gold.held_by("north-2010", Span(half, half + 100)) is (gold.span.end - half >= len(gold.span) / 2)
    assert gold.held_by("north-2010", Span(gold.span.start + 2, gold.span.start + 4))
    assert not gold.held_by("north-2010", Span(gold.span.end - 1, gold.span.end + 60))
    assert not gold.held_by("north-2010", Span(gold.span.end, gold.span.end + 1))
    assert not gold.held_by("south-2012", gold.span)


# --- where it was lost -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "stage"),
    [
        (shown(1, found=NORTH), None),
        (shown(1), None),
        (shown(0, found=NORTH[:1]), Stage.NOT_RETRIEVED),
        (shown(0, found=NORTH), Stage.NOT_CHOSEN),
        (shown(0, 1, found=NORTH), Stage.NOT_FIRST),
        (refusal(found=NORTH), Stage.WRONGLY_REFUSED),
        (refusal(found=NORTH[:1]), Stage.NOT_RETRIEVED),
        (shown(1, status=Status.PARTLY_ANSWERED), Stage.OTHER_STATUS),
        (None, Stage.ERROR),
    ],
)
def test_a_miss_is_laid_where_it_happened(given: Answer | None, stage: Stage | None) -> None:
    assert outcome(COST, given, error=None if given else "x").stage is stage


def test_a_miss_of_a_list_or_a_refusal_is_laid_where_it_happened() -> None:
    assert outcome(LIST, shown(2)).stage is Stage.FACT_MISSING
    assert outcome(MOON, shown(0)).stage is Stage.WRONGLY_ANSWERED
    assert outcome(MOON, refusal(Status.CLARIFY)).stage is Stage.OTHER_STATUS
    broken = breaches(COST, shown(1), {})
    assert outcome(COST, shown(1), breaches=broken).stage is Stage.RULE_BROKEN


# --- intervals ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("share", "n", "low", "high"),
    [(0.9, 60, 0.80, 0.95), (0.9, 200, 0.85, 0.93), (1.0, 20, 0.84, 1.0), (0.0, 20, 0.0, 0.16)],
)
def test_wilson_agrees_with_known_values(share: float, n: int, low: float, high: float) -> None:
    assert wilson(share, n) == (pytest.approx(low, abs=0.006), pytest.approx(high, abs=0.006))


def test_the_bootstrap_is_the_same_each_time_and_surrounds_the_mean() -> None:
    observations = [(float(value),) for value in range(11)]
    low, high = bootstrap(observations, metrics.mean) or (0, 0)
    assert (low, high) == bootstrap(observations, metrics.mean)
    assert 2 < low < 5 < high < 8


def test_a_statistic_that_is_never_defined_has_no_interval() -> None:
    assert bootstrap([(0.5, 1.0)], selective.auroc) is None
    assert metrics.mean([]) is metrics.middle([]) is None
    assert metrics.middle([(1.0,), (5.0,), (2.0,)]) == 2.0


def test_the_gold_passage_of_the_kit_is_the_gold_sentence() -> None:
    assert passage(placed(COST).gold[0]).text == NORTH[1].text
