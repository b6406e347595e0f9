"""The default answerer: it shows sentences of the records, never words of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise

from rag.answering.asking.questions import Asked, Shape, read
from rag.answering.asking.scope import missing_nations
from rag.answering.deciding.choosing import Choice, choose
from rag.answering.deciding.gathering import as_list, gather
from rag.answering.deciding.independence import independent
from rag.answering.deciding.later import CAME_OF_IT, later_record
from rag.answering.deciding.ledger import find_actions
from rag.answering.deciding.refusing import Refusal, apart, is_vague, refuse, unknown_names
from rag.answering.language.lexicon import Lexicon
from rag.answering.language.lists import Placed
from rag.answering.language.modality import acts, words
from rag.answering.language.orders import is_order
from rag.answering.premises.case import Premise
from rag.answering.premises.finding import find_premise
from rag.answering.reading.candidates import Candidate, find_candidates, shortlist
from rag.answering.reading.confidence import chance, features
from rag.answering.reading.late import LateInteraction
from rag.answering.wording import correcting, frames
from rag.answering.wording.claims import citation, claim, is_plan, notices, placed_claim
from rag.answering.wording.ledger import ledger_answer
from rag.catalogue import admitted
from rag.dense import QueryEncoder
from rag.domain import Answer, Document, Hit, Question, Status, sentence_key
from rag.ports import Reranker, VectorIndex
from rag.store import Records

#: Passages whose sentences are looked at: the gold passage is among the first dozen for every dev question.
PASSAGES_READ = 12

#: Share of its best sentence's fit in a passage's score: with 0.3 to 0.7 the passage that answers is first for 2 to 9
#: more of 100 questions of the dev and invented sets than without, and among the first four never for fewer.
READER_SHARE = 0.5

#: Nearest evidence shown with a refusal.
NEAREST = 2

#: The share of the question's words that a sentence on what is not stated must have to be about them.
HALF_OF_IT = 0.5

#: The fit below which a sentence is beside the question.
NEAR = 0.2


#: Questions whose sentences are remembered: more than are answered at once, with the parts each may have.
_EXAMINED = 32


@dataclass(frozen=True, slots=True)
class _Examined:
    """A question and the hits it is answered from: the same passages with the same scores are the same hits."""

    standalone: str
    scored: tuple[tuple[str, float], ...]
    hits: tuple[Hit, ...] = field(compare=False)


class ExtractiveAnswerer:
    """Answers with sentences of the records, put in order and framed."""

    name = "extractive"

    def __init__(
        self,
        records: Records,
        sentences: VectorIndex,
        queries: QueryEncoder,
        *,
        refuse_below: float | None = None,
        late: bool = True,
        reranker: Reranker | None = None,
    ) -> None:
        """The words of the index are weighed (a pass over all its text).

        ``refuse_below`` takes the place of the fitted chance below which a question is refused. ``late`` False
        leaves late interaction out, to measure what it is worth. ``reranker`` takes part in choosing sentences.
        """
        self._records, self._sentences, self._queries = records, sentences, queries
        self._refuse_below = refuse_below
        self._reranker = reranker
        self._earlier = {
            passage.key: before
            for passages in records.of_document.values()
            for before, passage in pairwise(passages)
            if before.headings == passage.headings
        }
        self.lexicon = Lexicon(records)
        self._examined = lru_cache(maxsize=_EXAMINED)(self._examine)
        self.late = LateInteraction(queries.encoder, self.lexicon) if late else None

    def answer(self, question: Question, standalone: str, hits: Sequence[Hit]) -> Answer:
        """The answer, or a refusal with its reason and the nearest evidence."""
        asked, candidates = self.examine(standalone, hits)
        if is_vague(asked, self._searched(question)) or is_order(standalone):
            return self._refusal(question, standalone, Refusal(Status.CLARIFY), asked, (), 0.0, hits)
        actions = find_actions(standalone, question.filters, self._records)
        if actions:
            documents = self._records.documents
            return ledger_answer(question, standalone, actions, documents, hits, self.name)
        if actions is not None:
            wanted = replace(asked, kind=None)
            missing = Refusal(Status.DETAIL_MISSING)
            return self._refusal(question, standalone, missing, wanted, candidates, 0.0, hits)
        premise = find_premise(asked, standalone, candidates, self.lexicon)
        if premise is not None:
            return self._corrected(question, standalone, premise, hits)
        documents = self._records.documents
        names = missing_nations(standalone, documents) or unknown_names(asked, documents, self.lexicon)
        likely = chance(asked, candidates, self.lexicon)
        gathered = self._gathered(standalone, asked, candidates) if not names else ()
        if gathered and not self._apart(question, asked, candidates):
            return self._all_of(question, standalone, gathered, candidates[0].document, likely, hits)
        refusal = refuse(standalone, asked, candidates, names, likely, self.lexicon, self._refuse_below)
        if (refusal is None or refusal.status is Status.DETAIL_MISSING) and (
            elsewhere := self._apart(question, asked, candidates)
        ):
            # Where another record has what the nearest one lacks, saying so helps more than that a detail is missing.
            refusal = Refusal(Status.OTHER_PLACE_OR_TIME, elsewhere, apart=True)
        if refusal is not None:
            return self._refusal(question, standalone, refusal, asked, candidates, likely, hits)
        speaking = independent(one for one in candidates if not one.silent)
        choice = choose(asked, speaking, self._records.of_document, self.lexicon)
        return self._answered(question, standalone, asked, choice, likely, hits, speaking)

    def _apart(self, question: Question, asked: Asked, candidates: Sequence[Candidate]) -> tuple[str, ...]:
        """The names and years that the best sentence's record lacks; years read as filters are met already."""
        found = apart(asked, candidates, self.lexicon)
        return tuple(one for one in found if not (question.filters and one.isdigit()))

    def _gathered(self, standalone: str, asked: Asked, candidates: Sequence[Candidate]) -> tuple[Placed, ...]:
        """Sentences of the best sentence's record that answer together, where the question is of that sort."""
        if not candidates:
            return ()
        document = candidates[0].document
        return gather(standalone, asked, document, self._records.of_document[document.id], self.lexicon)

    def _searched(self, question: Question) -> Mapping[str, Document]:
        """The documents the filters admit."""
        within = admitted(self._records.documents, question.filters)
        return {i: one for i, one in self._records.documents.items() if within is None or i in within}

    def examine(self, standalone: str, hits: Sequence[Hit]) -> tuple[Asked, list[Candidate]]:
        """What the question asks for, and the sentences of the hits that are about its names, best first.

        Remembered for the last few questions: hits are put in order by it, and then it is what answers are chosen of.
        """
        scored = tuple((hit.passage.key, hit.score) for hit in hits)
        asked, found = self._examined(_Examined(standalone, scored, tuple(hits)))
        return asked, list(found)

    def _examine(self, wanted: _Examined) -> tuple[Asked, list[Candidate]]:
        standalone, hits = wanted.standalone, wanted.hits
        asked = read(standalone)
        several = asked.shape is Shape.COMPARISON or len(asked.beside) > 1
        near = hits if several else hits[:PASSAGES_READ]
        keys = [sentence_key(hit.passage.document_id, span) for hit in near for span in hit.passage.sentences]
        candidates = find_candidates(
            asked,
            self._queries.vector(standalone),
            near,
            self._records.documents,
            self._sentences.vectors(keys),
            self.lexicon,
            self._earlier,
        )
        about = self._about(asked, candidates)
        return asked, shortlist(standalone, asked, about, self.late, self._reranker, balanced=several)

    def reordered(self, standalone: str, hits: Sequence[Hit]) -> list[Hit]:
        """The hits with their best sentence's fit as a part of their score, best first; ties by document and place.

        The share of the fit is ``READER_SHARE``; hits beyond those that are read, or about other names, have none.
        """
        best: dict[str, float] = {}
        for one in self.examine(standalone, hits)[1]:
            best[one.passage.key] = max(one.score, best.get(one.passage.key, 0.0))
        scores = {
            hit.passage.key: (1 - READER_SHARE) * hit.score + READER_SHARE * best.get(hit.passage.key, 0.0)
            for hit in hits
        }
        order = sorted(
            hits, key=lambda hit: (-scores[hit.passage.key], hit.passage.document_id, hit.passage.span)
        )
        return [
            replace(hit, score=scores[hit.passage.key], rank=rank) for rank, hit in enumerate(order, start=1)
        ]

    def features(self, standalone: str, hits: Sequence[Hit]) -> tuple[float, ...] | None:
        """What the confidence model reads for a question; None where no sentence was found."""
        asked, candidates = self.examine(standalone, hits)
        return features(asked, candidates, self.lexicon) if candidates else None

    def _about(self, asked: Asked, candidates: list[Candidate]) -> list[Candidate]:
        """The candidates of the documents that have most of the names and years of the question."""
        if not asked.names and not asked.years:
            return candidates
        held = {
            document: sum(self.lexicon.has(document, mark) for mark in (*asked.names, *asked.years))
            for document in {one.document.id for one in candidates}
        }
        several = len(asked.names) > 1 and max(held.values(), default=0) < len(asked.names)
        if several or asked.beside or asked.shape is Shape.COMPARISON:
            return [one for one in candidates if held[one.document.id]] or candidates
        return [one for one in candidates if held[one.document.id] == max(held.values())]

    def _answered(
        self,
        question: Question,
        standalone: str,
        asked: Asked,
        choice: Choice,
        confidence: float,
        hits: Sequence[Hit],
        speaking: Sequence[Candidate],
    ) -> Answer:
        if choice.found is not None:
            document = choice.candidates[0].document
            parts = (*((choice.found.lead,) if choice.found.lead else ()), *choice.found.items)
            claims = tuple(placed_claim(document, part) for part in parts)
            plan = is_plan(document, " ".join(part.text for part in parts[:1]))
            frame = frames.listed(len(choice.found.items), document, plan=plan)
        else:
            shown = choice.candidates if choice.compared else self._with_later(choice.candidates, speaking)
            claims = tuple(claim(asked, candidate) for candidate in shown)
            documents = list(dict.fromkeys(candidate.document.id for candidate in shown))
            named = [self._records.documents[document_id] for document_id in documents]
            frame = (
                frames.compared(named)
                if choice.compared
                else self._frame(asked, choice.candidates, shown, named)
            )
        cited = {claim.citations[0].document_id for claim in claims}
        return Answer(
            question=question,
            standalone=standalone,
            status=Status.ANSWERED,
            frame=frame,
            claims=claims,
            notices=notices(self._records.documents[i] for i in sorted(cited)),
            confidence=confidence,
            answerer=self.name,
            hits=tuple(hits),
        )

    def _all_of(
        self,
        question: Question,
        standalone: str,
        gathered: Sequence[Placed],
        document: Document,
        confidence: float,
        hits: Sequence[Hit],
    ) -> Answer:
        """An answer of all the sentences gathered from one record."""
        plan = all(is_plan(document, part.text) for part in gathered)
        found = as_list(document, gathered)
        frame = (
            frames.listed(len(found.items), document, plan=plan)
            if found is not None
            else frames.gathered(len(gathered), document, plan=plan)
        )
        return Answer(
            question=question,
            standalone=standalone,
            status=Status.ANSWERED,
            frame=frame,
            claims=tuple(placed_claim(document, part) for part in gathered),
            notices=notices([document]),
            confidence=confidence,
            answerer=self.name,
            hits=tuple(hits),
        )

    @staticmethod
    def _nearest(status: Status, candidates: Sequence[Candidate]) -> Sequence[Candidate]:
        """The best sentences that come near; where the topic is there, the best one however near it comes."""
        near = [one for one in candidates[:NEAREST] if one.score > NEAR]
        return near or (candidates[:1] if status is Status.DETAIL_MISSING else ())

    def _with_later(
        self, chosen: Sequence[Candidate], speaking: Sequence[Candidate]
    ) -> tuple[Candidate, ...]:
        """What is chosen, and what a later record says became of it where it is a plan."""
        if not _planned(chosen[0]):
            return tuple(chosen)
        later = later_record(chosen[0], speaking, self.lexicon)
        return (*chosen, later) if later is not None and later not in chosen else tuple(chosen)

    def _frame(
        self,
        asked: Asked,
        chosen: Sequence[Candidate],
        shown: Sequence[Candidate],
        named: Sequence[Document],
    ) -> str:
        """Whose words, and what they are: a plan, what was only considered, one speaker's suggestion."""
        first = chosen[0]
        said = words(acts(first.text), first.document.published) if asked.act is not None else None
        return frames.answered(named, plan=_planned(first), said=said, later=len(shown) > len(chosen))

    def _corrected(
        self, question: Question, standalone: str, premise: Premise, hits: Sequence[Hit]
    ) -> Answer:
        return Answer(
            question=question,
            standalone=standalone,
            status=Status.FALSE_PREMISE,
            frame=correcting.frame(premise, standalone),
            reason=correcting.reason(premise),
            nearest=correcting.correction(premise),
            answerer=self.name,
            hits=tuple(hits),
        )

    def _refusal(
        self,
        question: Question,
        standalone: str,
        refusal: Refusal,
        asked: Asked,
        candidates: Sequence[Candidate],
        confidence: float,
        hits: Sequence[Hit],
    ) -> Answer:
        # A sentence that says something else is not stated says nothing of this.
        silent = bool(candidates) and candidates[0].silent and candidates[0].fit.sentence >= HALF_OF_IT
        return Answer(
            question=question,
            standalone=standalone,
            status=refusal.status,
            frame=frames.refused(
                refusal.status,
                missing=asked.kind,
                names=refusal.names,
                searched=len(self._searched(question)),
                apart=refusal.apart,
            ),
            reason=frames.reason(refusal.status, names=refusal.names, silent=silent, apart=refusal.apart),
            nearest=tuple(citation(one) for one in self._nearest(refusal.status, candidates)),
            confidence=confidence,
            answerer=self.name,
            hits=tuple(hits),
        )


def _planned(one: Candidate) -> bool:
    """True where a record of plans speaks of one in the sentence, and not of what came of it."""
    return is_plan(one.document, one.text) and not acts(one.text) & CAME_OF_IT
