from __future__ import annotations

import math
from dataclasses import replace

import pytest

from evals import citing, metrics, ranking, selective
from evals.cases import CaseError, Split
from evals.gold import Gold, PlacedCase, place
from evals.intervals import bootstrap, wilson
from evals.invariants import Rule, breaches
from evals.outcomes import Outcome, Stage
from evals.summary import document_of, measure
from rag.domain import Answer, Claim, Excluded, Passage, Question, Span, Status, Trace
from rag.store import Records
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
NORTH_TEXT = RECORDS.documents["north-2010"].text
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
    ranked = (found, case.gold, case.ideal)
    assert ranking.recall_at(2, *ranked) == 0.5
    assert ranking.recall_at(5, *ranked) == 1.0
    assert (ranking.success_at(1, *ranked), ranking.success_at(2, *ranked)) == (0.0, 1.0)
    assert ranking.reciprocal_rank(*ranked) == 0.5
    gained = 1 / math.log2(3) + 1 / math.log2(5)
    assert ranking.ndcg_at(10, *ranked) == pytest.approx(gained / (1 + 1 / math.log2(3)))


def test_ranking_measures_of_nothing_found_are_zero_and_of_no_gold_absent() -> None:
    case = placed(LIST)
    nothing = ((), case.gold, case.ideal)
    assert ranking.reciprocal_rank(*nothing) == ranking.recall_at(5, *nothing) == 0.0
    assert ranking.ndcg_at(5, *nothing) == ranking.success_at(5, *nothing) == 0.0
    assert ranking.recall_at(5, (), (), ()) is ranking.success_at(5, (), (), ()) is None
    assert ranking.reciprocal_rank((), (), ()) is ranking.ndcg_at(5, (), (), ()) is None


def test_gold_that_no_passage_holds_counts_as_missed() -> None:
    case = placed(LIST)
    found = hits([NORTH[2]])
    assert ranking.recall_at(5, found, case.gold, (1,)) == 0.5


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


# --- how much is read for the sake of the gold -------------------------------------------------------


def test_span_measures_agree_with_a_worked_example() -> None:
    gold = placed(LIST).gold
    third, fourth = gold[0].span, gold[1].span
    whole = passage(gold[0])
    half = Passage("north-2010", Span(fourth.start, fourth.start + 10), fourth.of(NORTH_TEXT)[:10])
    other = passage(placed(COST).gold[0])
    found = ranking.overlap_at(3, hits((whole, half, other, passage(gold[1]))), gold)
    assert found is not None
    assert (found.shared, found.gold) == (len(third) + 10, len(third) + len(fourth))
    assert found.read == len(third) + 10 + len(other.span)
    assert found.recall == found.shared / found.gold
    assert found.precision == found.shared / found.read
    assert found.iou == pytest.approx(found.shared / (found.gold + len(other.span)))


def test_reading_the_same_words_twice_costs_precision_and_adds_no_recall() -> None:
    gold = placed(COST).gold
    once = ranking.overlap_at(5, hits([passage(gold[0])]), gold)
    twice = ranking.overlap_at(5, hits([passage(gold[0]), passage(gold[0])]), gold)
    assert once is not None
    assert twice is not None
    assert (once.recall, once.precision, once.iou) == (1.0, 1.0, 1.0)
    assert (twice.recall, twice.precision, twice.iou) == (1.0, 0.5, 0.5)


def test_span_measures_of_nothing_read_are_zero_and_of_no_gold_absent() -> None:
    assert ranking.overlap_at(5, hits(NORTH), ()) is None
    empty = outcome(COST, refusal())
    for score in (metrics.span_recall, metrics.span_precision, metrics.span_iou):
        assert score(5, empty) == 0.0
        assert score(5, outcome(MOON, refusal(found=NORTH))) is None


# --- citations, wording, length ----------------------------------------------------------------------


def two_citations(text: str, *cited: Passage) -> Answer:
    claim = Claim(text, tuple(cite(one) for one in cited))
    return Answer(Question("?"), "?", Status.ANSWERED, "", claims=(claim,))


def test_a_citation_that_the_claim_can_do_without_lowers_precision() -> None:
    text = NORTH[1].text
    assert citing.citation_precision(outcome(COST, two_citations(text, NORTH[1]))) == 1.0
    assert citing.citation_precision(outcome(COST, two_citations(text, NORTH[1], NORTH[0]))) == 0.5
    assert citing.citation_precision(outcome(COST, two_citations(text, NORTH[0]))) == 0.0
    assert citing.citation_precision(outcome(COST, refusal())) is None


def test_citations_that_support_a_claim_only_together_are_all_needed() -> None:
    text = f"{NORTH[2].text} {NORTH[3].text}"
    both = outcome(LIST, two_citations(text, NORTH[2], NORTH[3]))
    assert citing.claims_supported(both) == 1.0
    assert citing.citation_precision(both) == 1.0


def test_a_claim_in_other_words_is_not_word_for_word() -> None:
    reworded = answer([(NORTH[1].text.upper(), NORTH[1]), ("It cost 1,200 pounds.", NORTH[1])])
    assert citing.verbatim(outcome(COST, reworded)) == 0.5
    assert citing.verbatim(outcome(COST, refusal())) is None


def test_length_is_counted_in_words_of_the_claims() -> None:
    assert metrics.words_per_answer(outcome(LIST, good(LIST))) == 12.0
    assert metrics.words_per_answer(outcome(LIST, refusal())) is None


def test_times_are_taken_by_stage_where_something_was_looked_up() -> None:
    timed = replace(good(COST), trace=Trace(3.0, 5.0, 9.0))
    assert metrics.latency_of_retrieving(outcome(COST, timed)) == 3.0
    assert metrics.latency_of_answering(outcome(COST, timed)) == 5.0
    for score in (metrics.latency_of_retrieving, metrics.latency_of_answering):
        assert score(outcome(COST, refusal())) is None
        assert score(outcome(COST, None, error="x")) is None


# --- risk and coverage -------------------------------------------------------------------------------


def test_the_risk_coverage_curve_agrees_with_a_worked_example() -> None:
    pairs = [(0.9, 0.0), (0.8, 0.0), (0.8, 1.0), (0.2, 1.0)]
    points = selective.risk_coverage(pairs)
    assert [(p.confidence, p.coverage, p.risk) for p in points] == [
        (0.9, 0.25, 0.0),
        (0.8, 0.75, pytest.approx(1 / 3)),
        (0.2, 1.0, 0.5),
    ]
    assert selective.risk_area(pairs) == pytest.approx(0.5 / 3 + 0.25 * 0.5)


def test_the_area_is_small_where_the_surest_answers_are_right_and_absent_without_answers() -> None:
    sure = [(0.9, 0.0), (0.5, 0.0), (0.1, 1.0)]
    unsure = [(0.1, 0.0), (0.5, 0.0), (0.9, 1.0)]
    assert (selective.risk_area(sure) or 0) < (selective.risk_area(unsure) or 0)
    assert selective.risk_area([]) is None
    assert selective.risk_coverage([]) == ()


def test_an_answer_misleads_where_its_first_claim_is_wrong_or_none_was_due() -> None:
    assert selective.risk_pair(outcome(COST, shown(1))) == (0.9, 0.0)
    assert selective.risk_pair(outcome(COST, shown(0, 1))) == (0.9, 1.0)
    assert selective.risk_pair(outcome(MOON, shown(1))) == (0.9, 1.0)
    assert selective.risk_pair(outcome(COST, refusal())) is None
    assert selective.risk_pair(outcome(COST, None, error="x")) is None
    assert not outcome(COST, refusal()).misleads


# --- lost before the question was asked --------------------------------------------------------------


def cleaned(kind: str, *, split_at: int | None = None) -> Records:
    """The records with the sentence about cost cut out, or cut in two passages."""
    span = NORTH[1].span
    document = RECORDS.documents["north-2010"]
    rest = [p for p in RECORDS.passages if p != NORTH[1]]
    if split_at is None:
        document = replace(document, excluded=(*document.excluded, Excluded(span, kind, "test")))
        return Records({**RECORDS.documents, document.id: document}, tuple(rest))
    parts = [Span(span.start, span.start + split_at), Span(span.start + split_at, span.end)]
    halves = [Passage(document.id, part, part.of(document.text)) for part in parts]
    return Records(RECORDS.documents, tuple(sorted([*rest, *halves], key=lambda p: (p.document_id, p.span))))


def test_gold_that_cleaning_cut_is_lost_there() -> None:
    (found,) = place([COST], cleaned("menu"))
    assert found.cut == found.gold
    assert found.split == ()
    assert Outcome(found, refusal(found=NORTH[:1])).stage is Stage.CUT
    assert Outcome(found, shown(0)).stage is Stage.CUT
    assert Outcome(found, shown(1)).stage is None


def test_front_matter_is_no_record_so_a_quote_of_it_stays_a_mistake() -> None:
    with pytest.raises(CaseError, match="stands nowhere"):
        place([COST], cleaned("front_matter"))


def test_gold_in_two_passages_is_lost_in_splitting_unless_the_answer_is_right() -> None:
    (found,) = place([COST], cleaned("", split_at=17))
    assert found.split == found.gold
    assert found.cut == ()
    assert Outcome(found, refusal(found=NORTH[:1])).stage is Stage.SPLIT
    assert Outcome(found, shown(1)).right


# --- intervals over documents ------------------------------------------------------------------------


def test_whole_documents_are_drawn_so_the_interval_widens_where_their_questions_agree() -> None:
    observations = [(float(document % 2),) for document in range(20) for _ in range(10)]
    names = [document for document in range(20) for _ in range(10)]
    plain = bootstrap(observations, metrics.mean) or (0, 0)
    clustered = bootstrap(observations, metrics.mean, names) or (0, 0)
    assert clustered[1] - clustered[0] > 2 * (plain[1] - plain[0])
    assert clustered == bootstrap(observations, metrics.mean, names)


@pytest.mark.parametrize(("documents", "clustered"), [(19, False), (20, True)])
def test_intervals_are_drawn_over_documents_from_twenty_documents_on(documents: int, clustered: bool) -> None:
    right = metrics.METRICS[0]
    asked = [
        Outcome(PlacedCase(COST, (Gold(f"d{place}", Span(0, 5)),), ()), shown(1) if place % 2 else shown(0))
        for place in range(documents)
        for _ in range(10)
    ]
    row = measure(right, Split.TEST, asked)
    by_question = wilson(row.value or 0, row.n)
    assert (row.interval == by_question) is not clustered


def test_a_share_of_one_keeps_an_interval_as_wide_as_its_documents_are_few() -> None:
    asked = [
        Outcome(PlacedCase(COST, (Gold(f"d{place}", Span(0, 5)),), ()), shown(1))
        for place in range(20)
        for _ in range(10)
    ]
    row = measure(metrics.METRICS[0], Split.TEST, asked)
    assert row.interval == wilson(1.0, 20)


def test_questions_without_gold_and_with_gold_in_several_documents_are_groups_of_their_own() -> None:
    both = PlacedCase(COST, (Gold("a", Span(0, 5)), Gold("b", Span(0, 5))), ())
    assert document_of(Outcome(both, shown(1))) == "several documents"
    assert document_of(outcome(MOON, refusal())) == "no document"
    assert document_of(outcome(COST, shown(1))) == "north-2010"
