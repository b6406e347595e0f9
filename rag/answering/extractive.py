"""The default answerer: it shows sentences of the records, never words of its own."""

from __future__ import annotations

from collections.abc import Sequence

from rag.answering import frames
from rag.answering.candidates import Candidate, find_candidates, shortlist
from rag.answering.choosing import Choice, choose
from rag.answering.claims import citation, claim, is_plan, notices, placed_claim
from rag.answering.confidence import chance, features
from rag.answering.late import LateInteraction
from rag.answering.lexicon import Lexicon
from rag.answering.questions import Asked, Shape, read
from rag.answering.refusing import Refusal, is_apart, is_vague, refuse, unknown_names
from rag.dense import QueryEncoder
from rag.domain import Answer, Hit, Question, Status, sentence_key
from rag.ports import VectorIndex
from rag.store import Records
from rag.text import content_stems

#: Passages whose sentences are looked at: the gold passage is among the first dozen for every dev question.
PASSAGES_READ = 12

#: Nearest evidence shown with a refusal.
NEAREST = 2


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
    ) -> None:
        """The words of the index are weighed (a pass over all its text).

        ``refuse_below`` takes the place of the fitted chance below which a question is refused. ``late`` False
        leaves late interaction out, to measure what it is worth.
        """
        self._records, self._sentences, self._queries = records, sentences, queries
        self._refuse_below = refuse_below
        self.lexicon = Lexicon(records)
        self._late = LateInteraction(queries.encoder, self.lexicon) if late else None

    def answer(self, question: Question, standalone: str, hits: Sequence[Hit]) -> Answer:
        """The answer, or a refusal with its reason and the nearest evidence."""
        asked, candidates = self.examine(standalone, hits)
        if is_vague(asked, self._records.documents):
            return self._refusal(question, standalone, Refusal(Status.CLARIFY), asked, (), 0.0, hits)
        names = unknown_names(asked, self._records.documents, self.lexicon)
        likely = chance(asked, candidates, self.lexicon)
        refusal = refuse(asked, candidates, names, likely, self._refuse_below)
        if refusal is None and is_apart(asked, candidates, self.lexicon):
            refusal = Refusal(Status.DETAIL_MISSING)
        if refusal is not None:
            return self._refusal(question, standalone, refusal, asked, candidates, likely, hits)
        speaking = [one for one in candidates if not one.silent]
        choice = choose(asked, speaking, self._records.of_document, self.lexicon)
        return self._answered(question, standalone, asked, choice, likely, hits)

    def examine(self, standalone: str, hits: Sequence[Hit]) -> tuple[Asked, list[Candidate]]:
        """What the question asks for, and the sentences of the hits that are about its names, best first."""
        asked = read(standalone)
        several = asked.shape is Shape.COMPARISON
        near = hits if several else hits[:PASSAGES_READ]
        keys = [sentence_key(hit.passage.document_id, span) for hit in near for span in hit.passage.sentences]
        candidates = find_candidates(
            asked,
            self._queries.vector(standalone),
            near,
            self._records.documents,
            self._sentences.vectors(keys),
            self.lexicon,
        )
        return asked, shortlist(standalone, self._about(asked, candidates), self._late, balanced=several)

    def features(self, standalone: str, hits: Sequence[Hit]) -> tuple[float, ...] | None:
        """What the confidence model reads for a question; None where no sentence was found."""
        asked, candidates = self.examine(standalone, hits)
        return features(asked, candidates, self.lexicon) if candidates else None

    def _about(self, asked: Asked, candidates: list[Candidate]) -> list[Candidate]:
        """The candidates of the documents that have most of the names and years of the question."""
        marks = [set(content_stems(name)) for name in asked.names] + [{year} for year in asked.years]
        if not marks:
            return candidates
        held = {
            one.document.id: sum(mark <= self.lexicon.of_document(one.document.id) for mark in marks)
            for one in candidates
        }
        several = len(asked.names) > 1 and max(held.values(), default=0) < len(asked.names)
        if several or asked.shape is Shape.COMPARISON:
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
    ) -> Answer:
        if choice.found is not None:
            document = choice.candidates[0].document
            parts = (*((choice.found.lead,) if choice.found.lead else ()), *choice.found.items)
            claims = tuple(placed_claim(document, part) for part in parts)
            plan = is_plan(document, " ".join(part.text for part in parts[:1]))
            frame = frames.listed(len(choice.found.items), document, plan=plan)
        else:
            claims = tuple(claim(asked, candidate) for candidate in choice.candidates)
            documents = list(dict.fromkeys(candidate.document.id for candidate in choice.candidates))
            named = [self._records.documents[document_id] for document_id in documents]
            plan = all(is_plan(one.document, one.text) for one in choice.candidates)
            frame = frames.compared(named) if choice.compared else frames.answered(named, plan=plan)
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
        silent = bool(candidates) and candidates[0].silent
        return Answer(
            question=question,
            standalone=standalone,
            status=refusal.status,
            frame=frames.refused(
                refusal.status, missing=asked.kind, names=refusal.names, searched=len(self._records.documents)
            ),
            reason=frames.reason(refusal.status, names=refusal.names, silent=silent),
            nearest=tuple(citation(one) for one in candidates[:NEAREST] if one.score > 0.2),
            confidence=confidence,
            answerer=self.name,
            hits=tuple(hits),
        )
