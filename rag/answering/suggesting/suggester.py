"""What can be asked next: questions made from the documents of an answer, each asked first to see that it is answered.

A suggestion is kept only where the program itself answers it, beginning in the section of the document it was made
from. What is found out about a question is remembered for as long as the index generation is served.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rag.answering.asking.followups import standalone
from rag.answering.suggesting.naming import called
from rag.answering.suggesting.proposing import Proposal, propose
from rag.domain import Answer, Citation, Span, Status
from rag.store import Records
from rag.text import content_stems

#: Suggestions under an answer; under a question of which record is meant, one for each of so many records.
MOST, MOST_RECORDS = 3, 4

#: Questions of one document that are asked on account of one answer. Each costs about 15 ms where its sentences have
#: been met and 60 to 90 ms where they have not (2 cores, little load, 52 passages); asked again it costs nothing.
CHECKED = 3

#: The same for another document on the subject, and for each record of several that may be meant.
CHECKED_BESIDE, CHECKED_OF_EACH = 1, 2

#: Questions whose outcome is remembered: about 1 kB each.
REMEMBERED = 4096

#: Two questions that share this much of their words ask the same.
_SAME = 0.75

_NEVER = frozenset((Status.ADVICE, Status.IDENTIFICATION))


class Suggester:
    """Suggestions over one generation of an index. Safe to use from several threads."""

    def __init__(self, records: Records, ask: Callable[[str], Answer]) -> None:
        """``ask`` is how the program answers a question that stands alone; nothing is asked yet."""
        self._records = records
        self._ask = ask
        self._proposals = lru_cache(maxsize=REMEMBERED)(self._made)
        self._answered = lru_cache(maxsize=REMEMBERED)(self._led_by)
        self._names = lru_cache(maxsize=REMEMBERED)(self._subject)

    def suggest(self, answer: Answer) -> tuple[str, ...]:
        """At most three questions (four where a record must be chosen), none for advice or identification.

        They depend on the answer and the records alone; ties go by the order of the records.
        """
        if answer.status in _NEVER:
            return ()
        if answer.status is Status.CLARIFY:
            return self._one_of_each(answer)
        cited = tuple(c for claim in answer.claims for c in claim.citations) or answer.nearest
        documents = list(dict.fromkeys(citation.document_id for citation in cited))
        if not documents:
            return ()
        taken = _Taken(answer, cited if answer.claims else ())
        beside = self._beside(answer, documents[0]) if len(documents) == 1 else []
        sources = [self._checked(one, taken, CHECKED) for one in documents[:MOST]]
        order = [sources[0], sources[0]] if len(sources) == 1 else list(sources)
        order += [self._checked(one, taken, CHECKED_BESIDE) for one in beside]
        for source in [*order, *sources, *sources]:
            found = next(source, None)
            if found is not None:
                taken.add(found)
            if len(taken.chosen) == MOST:
                break
        return tuple(one.text for one in taken.chosen)

    def _one_of_each(self, answer: Answer) -> tuple[str, ...]:
        """A question of each record that may be meant, like the one that was asked where it has one like it."""
        taken = _Taken(answer, ())
        wanted = set(content_stems(answer.standalone))
        for document_id in dict.fromkeys(hit.passage.document_id for hit in answer.hits):
            found = next(self._checked(document_id, taken, CHECKED_OF_EACH, wanted), None)
            if found is not None:
                taken.add(found)
            if len(taken.chosen) == MOST_RECORDS:
                break
        return tuple(one.text for one in taken.chosen)

    def _checked(
        self, document_id: str, taken: _Taken, most: int, wanted: set[str] | None = None
    ) -> Iterator[Proposal]:
        """The document's questions that are answered from where they were made, ``most`` of them looked at."""
        proposals = self._proposals(document_id)
        if wanted:
            proposals = tuple(
                sorted(proposals, key=lambda one: -len(wanted.intersection(content_stems(one.text))))
            )
        looked_at = 0
        for one in proposals:
            if looked_at == most:
                return
            if not taken.allows(one):
                continue
            looked_at += 1
            first = self._answered(one.text)
            if first is not None and first.document_id == document_id and first.span in one.spans:
                yield one

    def _beside(self, answer: Answer, document_id: str) -> list[str]:
        """The first other document among the hits whose subject shares a name with this one's."""
        names = self._names(document_id)
        others = dict.fromkeys(hit.passage.document_id for hit in answer.hits)
        return [other for other in others if other != document_id and names & self._names(other)][:1]

    def _made(self, document_id: str) -> tuple[Proposal, ...]:
        return propose(self._records.documents[document_id], self._records.of_document[document_id])

    def _led_by(self, text: str) -> Citation | None:
        """The words the answer to a question begins with; None where it is not answered."""
        answer = self._ask(text)
        return answer.claims[0].citations[0] if answer.status is Status.ANSWERED else None

    def _subject(self, document_id: str) -> frozenset[str]:
        """The stems of the names in what a document is called."""
        named = called(self._records.documents[document_id], self._records.of_document[document_id])
        return frozenset(content_stems(" ".join(named.proper))) if named is not None else frozenset()


@dataclass(slots=True)
class _Taken:
    """What has been asked, shown or chosen already, which a further suggestion may not repeat."""

    answer: Answer
    shown: Sequence[Citation]
    chosen: list[Proposal] = field(default_factory=list)

    def add(self, proposal: Proposal) -> None:
        """The proposal is one of those chosen."""
        self.chosen.append(proposal)

    def allows(self, proposal: Proposal) -> bool:
        """True where the question is new, leads elsewhere than what is shown, and can be the next turn as it is."""
        asked = (*self.answer.question.history, self.answer.question.text)
        if any(_alike(proposal.text, text) for text in (*asked, self.answer.standalone)):
            return False
        seen: set[Span] = {one.span for one in self.shown if one.document_id == proposal.document_id}
        for other in self.chosen:
            if _alike(proposal.text, other.text):
                return False
            if other.document_id == proposal.document_id:
                seen |= other.spans
                if other.sort == proposal.sort != "topic":
                    return False
        return seen.isdisjoint(proposal.spans) and standalone(proposal.text, asked) == proposal.text


def _alike(one: str, other: str) -> bool:
    mine, theirs = set(content_stems(one)), set(content_stems(other))
    return len(mine & theirs) >= _SAME * len(mine | theirs)
