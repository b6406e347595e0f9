"""What became of one question, judged against its case, and where a miss was lost."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from evals.cases import Case
from evals.gold import Gold, PlacedCase
from evals.invariants import Breach
from evals.matching import holds_any
from rag.domain import Answer, Claim


class Stage(StrEnum):
    """Where a missed question was lost."""

    ERROR = "error"
    CUT = "cut by cleaning"
    SPLIT = "split across passages"
    NOT_RETRIEVED = "not retrieved"
    NOT_CHOSEN = "retrieved but not chosen"
    NOT_FIRST = "chosen but not first"
    WRONGLY_REFUSED = "wrongly refused"
    WRONGLY_ANSWERED = "wrongly answered"
    FACT_MISSING = "fact missing"
    OTHER_STATUS = "right kind of reply, other status"
    RULE_BROKEN = "hard rule broken"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One case and the reply to it. ``answer`` is None exactly where ``error`` says what was raised.

    ``breaches`` are the hard rules broken; ``milliseconds`` is the time the whole call took.
    ``plain`` is the reply to the same question without the documents that give orders, of an injected case that
    repeats one.
    """

    placed: PlacedCase
    answer: Answer | None
    error: str | None = None
    breaches: tuple[Breach, ...] = ()
    milliseconds: float = 0.0
    plain: Answer | None = None

    @property
    def case(self) -> Case:
        """The case."""
        return self.placed.case

    @property
    def gold(self) -> tuple[Gold, ...]:
        """The case's gold spans."""
        return self.placed.gold

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents the gold stands in, each once; () where there is no gold."""
        return tuple(dict.fromkeys(gold.document_id for gold in self.gold))

    @property
    def answered(self) -> bool:
        """True where the reply states an answer."""
        return self.answer is not None and self.answer.status.answers

    @property
    def refused(self) -> bool:
        """True where there is a reply and it refuses to state an answer."""
        return self.answer is not None and not self.answer.status.answers

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims shown, first one first; () for a refusal or an error."""
        return self.answer.claims if self.answer else ()

    @property
    def declined(self) -> bool:
        """True where no answer was invented: a refusal, or, where the case allows, the record's own "does not say"."""
        if self.answered and self.case.accepts_statement_of_silence:
            return self.status_accepted and self.shows_gold(self.claims[0])
        return self.refused

    @property
    def lead(self) -> tuple[str, ...]:
        """The strings the first claim must hold one of; judged by place, those that stand in the gold."""
        return self.placed.lead if self.placed.by_place else self.case.lead or ()

    @property
    def lead_right(self) -> bool:
        """True where the first claim shown holds one of the lead alternatives.

        Judged by place, where none of them stands in the gold, it must cite gold instead.
        """
        if not self.claims:
            return False
        first = self.claims[0]
        if self.placed.by_place and not self.lead:
            return self.shows_gold(first)
        return holds_any(first.text, self.lead)

    @property
    def facts_due(self) -> int:
        """How many facts a whole answer shows: the fact groups, or, judged by place, the gold spans."""
        return len(self.gold) if self.placed.by_place else len(self.case.facts)

    @property
    def facts_shown(self) -> int:
        """How many of the facts due stand in a claim, or, judged by place, how many gold spans are cited.

        A single gold span in which a lead alternative stands counts as shown where a claim holds one of them.
        """
        if not self.placed.by_place:
            groups = self.case.facts
            return sum(any(holds_any(claim.text, group) for claim in self.claims) for group in groups)
        if self.lead and len(self.gold) == 1:
            return int(any(holds_any(claim.text, self.lead) for claim in self.claims))
        cited = [citation for claim in self.claims for citation in claim.citations]
        return sum(any(gold.held_by(c.document_id, c.span) for c in cited) for gold in self.gold)

    @property
    def misleads(self) -> bool:
        """True where what is stated first is not an answer to the question; False for every refusal."""
        if not self.answered:
            return False
        return not (self.lead_right if self.case.expects_answer else self.declined)

    @property
    def status_accepted(self) -> bool:
        """True where the status is one the case accepts."""
        return self.answer is not None and self.answer.status in self.case.status

    @property
    def right(self) -> bool:
        """True where nothing is to be mended: accepted status, no hard rule broken, lead and facts shown."""
        return self.stage is None

    @property
    def stage(self) -> Stage | None:
        """Where the question was lost, or None where the reply is right.

        The first that applies, in the order of the work: cleaning, splitting, finding, choosing, ordering,
        completing, naming.
        A lead that is right by another sentence than the gold one is not lost.
        """
        if self.answer is None:
            return Stage.ERROR
        lost = self._lost_answer() if self.case.expects_answer else self._lost_refusal()
        if lost is None and not self.status_accepted:
            lost = Stage.OTHER_STATUS
        if lost is None and self.breaches:
            lost = Stage.RULE_BROKEN
        return lost

    def shows_gold(self, claim: Claim) -> bool:
        """True where a citation of the claim holds one of the gold spans."""
        return any(gold.held_by(c.document_id, c.span) for gold in self.gold for c in claim.citations)

    def rank_of(self, gold: Gold) -> int | None:
        """The rank of the best passage found that holds the gold span, None where none does."""
        hits = self.answer.hits if self.answer else ()
        ranks = (hit.rank for hit in hits if gold.held_by(hit.passage.document_id, hit.passage.span))
        return min(ranks, default=None)

    def _lost_refusal(self) -> Stage | None:
        return None if self.declined else Stage.WRONGLY_ANSWERED

    def _lost_answer(self) -> Stage | None:
        lost = self._lost_in_answering()
        if lost is not None and self.placed.cut:
            return Stage.CUT
        return Stage.SPLIT if lost is not None and self.placed.split else lost

    def _lost_in_answering(self) -> Stage | None:
        if self.refused:
            return Stage.WRONGLY_REFUSED if self._retrieved() else Stage.NOT_RETRIEVED
        if self.lead_right:
            return None if self.facts_shown == self.facts_due else Stage.FACT_MISSING
        if any(self.shows_gold(claim) for claim in self.claims):
            return Stage.NOT_FIRST
        return Stage.NOT_CHOSEN if self._retrieved() else Stage.NOT_RETRIEVED

    def _retrieved(self) -> bool:
        return any(self.rank_of(gold) for gold in self.gold)
