"""What readings come to: which record a sentence rests on, and which it differs from."""

from __future__ import annotations

from rag.answering.reading.nearest import Near
from rag.domain import Span
from rag.paragraphs.parts import together
from rag.paragraphs.readers.compared import Compared, Outcome
from rag.paragraphs.reading import Reading
from rag.paragraphs.verdicts import Clash
from rag.paragraphs.weighing import weigh
from tests.paragraphs import DIGEST, ORIGINAL
from tests.records import passages_of

#: The sentence that is read: its date, a name, and a word of order.
PART = "Holt led it on 3 May 2031 before June."
DATE, NAME, WORD = Span(15, 25), Span(0, 4), Span(26, 32)


def reading(
    place: int, same: float, *compared: Compared, matter: float = 1.0, original: bool = False
) -> Reading:
    """How a sentence of a record, by its place in it, reads."""
    document = ORIGINAL if original else DIGEST
    sentences = [(one, span) for one in passages_of(document) for span in one.sentences]
    passage, span = sentences[place]
    return Reading(Near(document, passage, span, same, same), compared, same, matter, PART)


def agrees(clash: Clash, written: Span, *, like: bool = True) -> Compared:
    return Compared(clash, Outcome.AGREES, written, like=like)


def differs(clash: Clash, written: Span) -> Compared:
    return Compared(clash, Outcome.DIFFERS, written, Span(0, 3))


def missing(clash: Clash, written: Span) -> Compared:
    return Compared(clash, Outcome.MISSING, written)


def test_a_date_borne_out_by_its_year_alone_is_held_against_the_day_of_the_same_record() -> None:
    coarse = reading(0, 0.8, agrees(Clash.DATE, DATE, like=False))
    finer = reading(1, 0.75, differs(Clash.DATE, DATE), agrees(Clash.NAME, NAME))
    assert weigh([coarse, finer]).differing == ((finer, finer.compared[0]),)


def test_a_date_borne_out_in_full_is_held_against_nothing() -> None:
    full = reading(0, 0.8, agrees(Clash.DATE, DATE))
    other = reading(1, 0.75, differs(Clash.DATE, DATE), agrees(Clash.NAME, NAME))
    assert weigh([full, other]).differing == ()


def test_a_word_another_sentence_has_otherwise_counts_where_none_bears_it_out() -> None:
    silent = reading(0, 0.8, agrees(Clash.NAME, NAME))
    against = reading(1, 0.78, agrees(Clash.NAME, NAME), differs(Clash.NEGATION, WORD))
    assert weigh([silent, against]).differing == ((against, against.compared[1]),)


def test_what_another_sentence_lacks_that_the_first_settles_does_not_count_against_it() -> None:
    first = reading(0, 0.8, agrees(Clash.NAME, NAME), missing(Clash.DATE, DATE))
    other = reading(
        1, 0.7, missing(Clash.NAME, NAME), agrees(Clash.NUMBER, WORD), differs(Clash.DATE, DATE), matter=0.5
    )
    assert weigh([first, other]).differing == ((other, other.compared[2]),)


def test_words_of_sentences_far_less_near_are_not_asked_of_the_nearest() -> None:
    nearest = reading(0, 0.9, agrees(Clash.NAME, NAME), matter=0.3)
    far = reading(1, 0.72, missing(Clash.NAME, NAME), matter=1.0)
    assert weigh([nearest, far]).resting == (nearest,)


def test_a_part_does_not_contradict_what_the_record_behind_the_whole_has_as_written() -> None:
    whole = weigh([reading(0, 0.8, agrees(Clash.DATE, DATE), agrees(Clash.NAME, NAME))])
    here = [reading(0, 0.8, agrees(Clash.NAME, NAME))]
    there = [
        reading(0, 0.8, agrees(Clash.DATE, DATE), matter=0.0),
        reading(1, 0.9, differs(Clash.DATE, DATE)),
    ]
    assert together(whole, ["Holt led it", "on 3 May 2031"], [here, there]) == [whole]


def test_a_part_contradicts_what_the_whole_is_borne_out_in_by_the_year_alone() -> None:
    whole = weigh([reading(0, 0.8, agrees(Clash.DATE, DATE, like=False), agrees(Clash.NAME, NAME))])
    here = [reading(0, 0.8, agrees(Clash.NAME, NAME))]
    there = [reading(0, 0.8, matter=0.0), reading(1, 0.9, differs(Clash.DATE, DATE))]
    assert [bool(one.differing) for one in together(whole, ["a", "b"], [here, there])] == [False, True]
