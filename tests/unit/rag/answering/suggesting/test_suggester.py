from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from rag.answering.suggesting.suggester import CHECKED, MOST, Suggester
from rag.citations import cite
from rag.domain import Answer, Citation, Claim, Document, Hit, Question, Span, Status
from rag.store import Records
from tests.records import passages_of, record, records_of

SECTIONS = {
    "What it found": "The panel found long waits.",
    "What it recommended": "The panel recommended a limit.",
    "Who led it and why": "Ida Marsh led the panel.",
    "What happened next": "A report came out.",
    "Why it was set up": "Waits had grown.",
    "What it covered": "It covered foster care.",
}


def review(place: str) -> Document:
    body = "\n\n".join(f"## {heading}\n\n{text}" for heading, text in SECTIONS.items())
    return record(
        place.casefold(), f"{place} review of foster care", f"# {place} review of foster care\n\n{body}\n"
    )


FERNHILL, ALDERMOOR = review("Fernhill"), review("Aldermoor")
RECORDS = records_of(FERNHILL, ALDERMOOR)
FIND, RECOMMEND = "What did the Fernhill review find?", "What did the Fernhill review recommend?"
LED, NEXT = "Who led the Fernhill review?", "What happened next with the Fernhill review?"


def cited(document: Document, heading: str) -> Citation:
    passage = next(one for one in passages_of(document) if one.headings[-1] == heading)
    return cite(document, passage, passage.sentences[0])


def answer(
    *citations: Citation,
    status: Status = Status.ANSWERED,
    nearest: tuple[Citation, ...] = (),
    text: str = "What waits?",
) -> Answer:
    claims = tuple(Claim(one.quote, (one,)) for one in citations)
    reason = None if claims else "Not there."
    return Answer(Question(text), text, status, "A frame.", reason, claims, nearest)


class Program:
    """Answers a question with the section that holds what it asks for, and keeps what it was asked."""

    def __init__(self, wrong: Mapping[str, Answer] | None = None) -> None:
        self.asked: list[str] = []
        self._wrong = wrong or {}

    def __call__(self, text: str) -> Answer:
        self.asked.append(text)
        if text in self._wrong:
            return self._wrong[text]
        document = FERNHILL if "Fernhill" in text else ALDERMOOR
        word = {"find": "found", "recommend": "recommended", "cover": "covered"}
        told = [word.get(one.rstrip("?"), one.rstrip("?")) for one in text.split()]
        heading = next(
            one
            for one in SECTIONS
            if any(part in one for part in told if part not in ("What", "Who", "Why", "it", "was", "the"))
        )
        return answer(cited(document, heading))


def suggester(
    wrong: Mapping[str, Answer] | None = None, records: Records = RECORDS
) -> tuple[Suggester, Program]:
    program = Program(wrong)
    return Suggester(records, program), program


def test_an_answer_is_followed_by_three_questions_on_other_sections() -> None:
    suggest, _ = suggester()
    assert suggest.suggest(answer(cited(FERNHILL, "What it found"))) == (RECOMMEND, NEXT, LED)


def test_a_question_is_kept_only_where_the_program_answers_it_from_where_it_was_made() -> None:
    refused = answer(status=Status.DETAIL_MISSING)
    elsewhere = answer(cited(FERNHILL, "What it covered"))
    other_document = answer(cited(ALDERMOOR, "Who led it and why"))
    suggest, _ = suggester({LED: other_document})
    assert suggest.suggest(answer(cited(FERNHILL, "What it found"))) == (RECOMMEND, NEXT)
    suggest, _ = suggester({RECOMMEND: refused, NEXT: elsewhere})
    assert suggest.suggest(answer(cited(FERNHILL, "What it found"))) == (LED,)


def test_no_more_than_so_many_questions_of_a_document_are_asked_and_none_twice() -> None:
    suggest, program = suggester({RECOMMEND: answer(status=Status.DETAIL_MISSING)})
    asked = answer(cited(FERNHILL, "What it found"))
    first = suggest.suggest(asked)
    assert len(program.asked) <= CHECKED
    before = list(program.asked)
    assert suggest.suggest(asked) == first
    assert program.asked == before


def test_what_has_been_asked_is_not_suggested() -> None:
    suggest, _ = suggester()
    asked = replace(
        answer(cited(FERNHILL, "What it covered"), text=RECOMMEND), question=Question(RECOMMEND, (LED,))
    )
    found = suggest.suggest(asked)
    assert not {RECOMMEND, LED} & set(found)
    assert found[0] == FIND


@pytest.mark.parametrize(
    "status", [Status.DETAIL_MISSING, Status.OTHER_PLACE_OR_TIME, Status.NOT_IN_CORPUS, Status.FALSE_PREMISE]
)
def test_a_refusal_suggests_from_the_documents_of_its_nearest_evidence(status: Status) -> None:
    suggest, _ = suggester()
    found = suggest.suggest(answer(status=status, nearest=(cited(FERNHILL, "What it found"),)))
    assert found == (RECOMMEND, FIND, NEXT)
    assert suggest.suggest(answer(status=status)) == ()


def test_several_documents_take_turns() -> None:
    suggest, _ = suggester()
    found = suggest.suggest(answer(cited(FERNHILL, "What it found"), cited(ALDERMOOR, "What it found")))
    assert len(found) == MOST
    assert ["Fernhill" in one for one in found] == [True, False, True]


def hits(*documents: Document) -> tuple[Hit, ...]:
    return tuple(Hit(passages_of(one)[0], 1.0, rank) for rank, one in enumerate(documents, start=1))


def test_where_a_record_must_be_chosen_each_gives_one_question_like_the_one_asked() -> None:
    suggest, _ = suggester()
    unclear = replace(
        answer(status=Status.CLARIFY, text="Who led it?"), hits=hits(ALDERMOOR, FERNHILL, ALDERMOOR)
    )
    assert suggest.suggest(unclear) == ("Who led the Aldermoor review?", LED)


def test_of_many_records_four_are_offered() -> None:
    documents = [review(place) for place in ("Fernhill", "Ashby", "Barrow", "Corley", "Denby")]
    by_name = {one.title.split()[0]: one for one in documents}

    def ask(text: str) -> Answer:
        return answer(cited(by_name[text.split()[3]], "Who led it and why"))

    suggest = Suggester(records_of(*documents), ask)
    unclear = replace(answer(status=Status.CLARIFY, text="Who led it?"), hits=hits(*documents))
    assert suggest.suggest(unclear) == tuple(
        f"Who led the {place} review?" for place in ("Fernhill", "Ashby", "Barrow", "Corley")
    )


@pytest.mark.parametrize("status", [Status.ADVICE, Status.IDENTIFICATION])
def test_nothing_is_suggested_under_advice_or_identification(status: Status) -> None:
    suggest, program = suggester()
    given = replace(answer(status=status, nearest=(cited(FERNHILL, "What it found"),)), hits=hits(FERNHILL))
    assert suggest.suggest(given) == ()
    assert program.asked == []


def test_another_document_on_the_same_subject_takes_the_third_place() -> None:
    later = replace(review("Fernhill"), id="later", title="Fernhill report of foster care")
    records = records_of(FERNHILL, later)

    def ask(text: str) -> Answer:
        document = later if "report" in text else FERNHILL
        heading = {"find": "What it found", "recommend": "What it recommended", "led": "Who led it and why"}
        return answer(
            cited(document, next((h for w, h in heading.items() if w in text), "What happened next"))
        )

    given = replace(answer(cited(FERNHILL, "What it found")), hits=hits(FERNHILL, later))
    assert Suggester(records, ask).suggest(given) == (
        RECOMMEND,
        NEXT,
        "What did the Fernhill report recommend?",
    )


def test_every_suggestion_keeps_its_meaning_as_the_next_turn() -> None:
    odd = record("odd", "The council's Fernhill review", "# X\n\n## What it found\n\nThe council waits.\n")
    suggest = Suggester(records_of(odd), lambda text: answer(cited(odd, "What it found")))
    given = answer(
        status=Status.DETAIL_MISSING,
        nearest=(cited(odd, "What it found"),),
        text="Who led the Corley inquiry?",
    )
    for text in suggest.suggest(given):
        assert "the council" not in text.casefold()


def test_a_document_that_names_nothing_suggests_nothing() -> None:
    note = record("note", "Note without a date", "visits were short.")
    only = Span(0, len("visits were short."))
    passage = passages_of(note)[0]
    suggest = Suggester(records_of(note), lambda text: answer(cite(note, passage, only)))
    assert suggest.suggest(answer(cite(note, passage, only))) == ()
