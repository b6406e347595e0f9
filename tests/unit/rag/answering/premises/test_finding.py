from __future__ import annotations

import pytest

from rag.answering.asking.questions import read
from rag.answering.language.lexicon import Lexicon
from rag.answering.premises.case import Clash, Premise
from rag.answering.premises.finding import find_premise
from rag.answering.wording.correcting import correction, frame, reason
from rag.domain import ContentDate, Document, Form, Person
from tests.records import ALL, candidate, record, records_of

VOTED = "The Tinder Lane panel rejected the plan for a night centre in Orlham."
COUNTED = "The Orlham inquiry ended with 15 recommendations for the council."
DATED = "The Orlham night centre opened on 6 April 2036 in Tinder Lane."
LED = "Professor Isolde Marrack chaired the Orlham inquiry into night centres."
OFFICE = "The Orlham inquiry was carried out for the Education Secretary by a panel."
WHOSE = "The Orlham report is the council's own, and it is neither an Ofsted report nor a leaflet."
MEANT = "The panel said that the two Orlham fires were not isolated."
PREVENTED = "The Orlham panel concluded that the second fire could have been prevented."
SUM = "The council set aside £120,000 for the Orlham night centre."
LASTED = "The Orlham inquiry took about seven months."
ORLHAM = record(
    "orlham",
    "Inquiry into the Orlham night centre",
    "\n".join((VOTED, COUNTED, DATED, LED, OFFICE, WHOSE, MEANT, PREVENTED, SUM, LASTED)),
    published=ContentDate(2036),
)


def look(question: str, *texts: str, document: Document = ORLHAM, fit: float = 0.6) -> Premise | None:
    lexicon = Lexicon(records_of(document, *ALL))
    found = [candidate(text, document, fit=fit - place / 100) for place, text in enumerate(texts)]
    return find_premise(read(question), question, found, lexicon)


def said(found: Premise | None, question: str) -> tuple[Clash, str, str]:
    assert found is not None
    return found.clash, found.assumed.of(question), found.told.of(found.candidate.text)


@pytest.mark.parametrize(
    ("question", "text", "clash", "assumed", "told"),
    [
        (
            "Why did the panel approve the plan for a night centre in Orlham?",
            VOTED,
            Clash.SENSE,
            "approve",
            "rejected",
        ),
        ("Why did the Orlham inquiry make 20 recommendations?", COUNTED, Clash.FIGURE, "20", "15"),
        ("What became of the 20 recommendations of the Orlham inquiry?", COUNTED, Clash.FIGURE, "20", "15"),
        (
            "Why did the council set aside £500,000 for the Orlham night centre?",
            SUM,
            Clash.FIGURE,
            "£500,000",
            "£120,000",
        ),
        (
            "How did the Orlham inquiry get done in two weeks?",
            LASTED,
            Clash.FIGURE,
            "two weeks",
            "seven months",
        ),
        ("Why was the Orlham night centre opened in 2034?", DATED, Clash.YEAR, "2034", "6 April 2036"),
        (
            "Why did Tobias Finch chair the Orlham inquiry?",
            LED,
            Clash.DOER,
            "Tobias Finch",
            "Professor Isolde Marrack",
        ),
        (
            "Why was the Orlham inquiry chaired by Tobias Finch?",
            LED,
            Clash.DOER,
            "Tobias Finch",
            "Professor Isolde Marrack",
        ),
        (
            "Why did the Health Secretary want the Orlham inquiry carried out?",
            OFFICE,
            Clash.DOER,
            "Health Secretary",
            "Education Secretary",
        ),
        ("Why did Ofsted write the Orlham report?", WHOSE, Clash.DENIAL, "Ofsted", "is neither an Ofsted"),
        (
            "Why did the panel say the two Orlham fires were isolated?",
            MEANT,
            Clash.DENIAL,
            "isolated",
            "not isolated",
        ),
        (
            "Why did the panel conclude that nobody could have prevented the second Orlham fire?",
            PREVENTED,
            Clash.DENIAL,
            "nobody could have prevented",
            "prevented",
        ),
    ],
)
def test_what_is_taken_for_granted_is_set_against_what_the_record_says(
    question: str, text: str, clash: Clash, assumed: str, told: str
) -> None:
    assert said(look(question, text), question) == (clash, assumed, told)


@pytest.mark.parametrize(
    "question",
    [
        "Did the panel approve the plan for a night centre in Orlham?",
        "Has the panel approved the plan for a night centre in Orlham?",
        "What did the panel say about whether the plan for a night centre in Orlham was approved?",
        "Why did the panel reject the plan for a night centre in Orlham?",
        "Who approved the plan for a night centre in Orlham?",
        "Why did the bishop approve a hymn book?",
    ],
)
def test_what_is_asked_true_or_of_another_matter_is_no_false_premise(question: str) -> None:
    assert look(question, VOTED) is None


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Was Ofsted the author of the Orlham report?", WHOSE),
        ("Why did the Orlham inquiry make 15 recommendations?", COUNTED),
        ("Why did the Orlham inquiry make about 14 recommendations?", COUNTED),
        ("Why was the Orlham night centre opened in 2036?", DATED),
        ("Why did Isolde Marrack chair the Orlham inquiry?", LED),
        ("Why did the Education Secretary want the Orlham inquiry carried out?", OFFICE),
        ("Why were the two Orlham fires not isolated?", MEANT),
        ("How could the second Orlham fire have been prevented?", PREVENTED),
    ],
)
def test_what_the_record_bears_out_is_no_false_premise(question: str, text: str) -> None:
    assert look(question, text) is None


def test_a_sentence_that_says_what_the_question_says_outweighs_one_that_does_not() -> None:
    again = "The Tinder Lane council approved the plan for a night centre in Orlham."
    document = record("orlham", ORLHAM.title, f"{VOTED}\n{again}", published=ContentDate(2036))
    question = "Why was the plan for a night centre in Orlham approved?"
    assert look(question, VOTED, document=document) is not None
    assert look(question, VOTED, again, document=document) is None


def test_a_figure_that_stands_elsewhere_in_the_record_beside_the_same_words_is_no_false_premise() -> None:
    more = "Later the Orlham inquiry counted 20 recommendations for the council."
    document = record("orlham", ORLHAM.title, f"{COUNTED}\n{'Filler. ' * 60}\n{more}")
    assert look("Why did the Orlham inquiry make 20 recommendations?", COUNTED, document=document) is None


def test_the_second_of_its_kind_does_not_contradict_the_first() -> None:
    second = "The second Orlham plan was rejected by the panel."
    document = record("orlham", ORLHAM.title, second)
    assert look("Why did the panel approve the first Orlham plan?", second, document=document) is None
    assert look("Why did the panel approve the second Orlham plan?", second, document=document) is not None


def test_what_was_only_moved_is_not_told_as_so() -> None:
    moved = "Councillor Sole moved that the plan for a night centre in Orlham be rejected."
    document = record("orlham", ORLHAM.title, moved)
    question = "Why was the plan for a night centre in Orlham approved?"
    assert look(question, moved, document=document) is None


def test_before_and_after_are_compared_only_beside_the_same_act() -> None:
    rule = "Orlham council must offer a meeting before applying for an order."
    other = "Orlham council must offer a meeting before ordering tea."
    question = "Why must Orlham council offer a meeting only after applying for an order?"
    for text, found in ((rule, True), (other, False)):
        assert (look(question, text, document=record("orlham", "Orlham rules", text)) is not None) is found


def test_a_sentence_that_fits_badly_contradicts_nothing() -> None:
    question = "Why did the panel approve the plan for a night centre in Orlham?"
    assert look(question, VOTED, fit=0.15) is None


def test_without_candidates_there_is_no_false_premise() -> None:
    assert look("Why did the panel approve the plan?") is None


def test_the_frame_says_no_more_than_the_question_and_the_record() -> None:
    question = "Why did the Orlham inquiry make 20 recommendations?"
    found = look(question, COUNTED)
    assert found is not None
    assert frame(found, question) == 'The question says "20"; the record says "15".'
    assert reason(found).endswith("England, review, 2036.")
    assert [one.quote for one in correction(found)] == [COUNTED]


def test_the_words_of_a_digest_stand_without_quotation_marks() -> None:
    digest = record("orlham", ORLHAM.title, COUNTED, form=Form.DIGEST)
    question = "Why did the Orlham inquiry make 20 recommendations?"
    found = look(question, COUNTED, document=digest)
    assert found is not None and frame(found, question) == 'The question says "20"; the record says 15.'


def test_an_accusation_is_not_repeated() -> None:
    text = "The Orlham porter was acquitted in the fire case."
    question = "Why was the Orlham porter convicted in the fire case?"
    found = look(question, text, document=record("orlham", ORLHAM.title, text))
    assert found is not None and "convicted" not in frame(found, question)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("How did the Orlham inquiry of 20 recommendations compare with Tarnbrook?", COUNTED),
        ("How does the Orlham night centre opened in 2034 differ from Tarnbrook's?", DATED),
        ("Compare the 20 recommendations of the Orlham inquiry with those of Tarnbrook", COUNTED),
    ],
)
def test_a_comparison_takes_no_figure_or_year_for_granted(question: str, text: str) -> None:
    assert look(question, text) is None


def test_a_length_of_time_is_compared_only_beside_the_words_for_what_took_it() -> None:
    mended, other = (
        "The stove of Orlham was mended in seven months.",
        "The fair of Orlham lasted seven months.",
    )
    for text, found in ((mended, True), (other, False)):
        document = record("orlham", "Orlham notes", f"{text}\nIt had a stove, mended and blacked.")
        question = "How was the stove of Orlham mended in two weeks?"
        assert (look(question, text, document=document) is not None) is found


DENIED = "The Orlham fire was on 11 May and not 12 May, and the report is nothing to do with Larkholm Voices."


@pytest.mark.parametrize(
    ("question", "assumed"),
    [
        ("Why did the Orlham fire break out on 12 May?", "12 May"),
        ("Why is the Orlham report by Larkholm Voices?", "Larkholm Voices"),
    ],
)
def test_a_date_or_a_name_that_a_sentence_denies_is_corrected(question: str, assumed: str) -> None:
    document = record("orlham", "Orlham fire report", DENIED)
    clash, mine, _ = said(look(question, DENIED, document=document), question)
    assert (clash, mine) == (Clash.DENIAL, assumed)


def test_a_date_that_a_sentence_affirms_or_the_question_denies_too_is_not_corrected() -> None:
    document = record("orlham", "Orlham fire report", DENIED)
    for question in (
        "Why did the Orlham fire break out on 11 May?",
        "Why did the Orlham fire not break out on 12 May?",
    ):
        assert look(question, DENIED, document=document) is None


NOT_SO = (
    "The Orlham hall is not fit for purpose.",
    "The Orlham report was written by the council and has nothing to do with Who Hears? Larkholm.",
    "The Orlham grant was £700 and not £900.",
)


@pytest.mark.parametrize(
    ("question", "text", "assumed"),
    [
        ("Why is the Orlham hall fit for purpose?", NOT_SO[0], "fit for purpose"),
        ("How did Who Hears? Larkholm come to write the Orlham report?", NOT_SO[1], "Who Hears? Larkholm"),
        ("Why was the Orlham grant £900?", NOT_SO[2], "£900"),
    ],
)
def test_what_a_sentence_says_a_thing_is_not_is_corrected_in_its_own_words(
    question: str, text: str, assumed: str
) -> None:
    found = look(question, text, document=record("orlham", "Orlham notes", text))
    assert said(found, question)[:2] == (Clash.DENIAL, assumed)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Why is the Orlham hall not fit for purpose?", NOT_SO[0]),
        (
            "Why did Larkholm Voices write the Orlham report?",
            "The Orlham report has nothing to do with the stamp by Larkholm Voices.",
        ),
    ],
)
def test_what_the_question_denies_too_or_asks_in_part_only_is_not_corrected(question: str, text: str) -> None:
    assert look(question, text, document=record("orlham", "Orlham notes", text)) is None


def test_how_far_events_lie_apart_does_not_contradict_how_long_a_thing_took() -> None:
    text = "The Orlham mill burned for six months."
    document = record("orlham", "Orlham notes", f"{text}\nA flood came.")
    for question, found in (
        ("How did the Orlham mill burn for eight months?", True),
        ("How did the Orlham mill burn eight months before the flood?", False),
    ):
        assert (look(question, text, document=document) is not None) is found


def test_a_day_that_no_record_has_is_corrected_by_the_day_of_the_same_matter() -> None:
    text = "Ida Marsh was to open the Orlham mill on 13 October."
    document = record("orlham", "Orlham notes", f"{text}\nThe mill pond froze on 2 May.")
    for question, told in (
        ("Who was to open the Orlham mill on 13 November?", "13 October"),
        ("Who was to open the Orlham mill on 13 October?", None),
        ("Who was to open the Orlham mill on 2 May?", None),
        ("Who was to sell the Larkholm bakery to a farmer on 13 November?", None),
    ):
        found = look(question, text, document=document)
        assert (said(found, question)[2] if found else None) == told, question


class TestWhatIsToldBeforeTheQuestion:
    def test_a_statement_before_the_question_is_taken_for_granted(self) -> None:
        question = "The panel approved the plan for a night centre in Orlham. What were its reasons?"
        assert said(look(question, VOTED), question) == (Clash.SENSE, "approved", "rejected")

    def test_also_where_the_question_asks_whether_the_record_says_why(self) -> None:
        question = "The panel approved the plan for a night centre in Orlham. Does it say why?"
        assert said(look(question, VOTED), question)[0] is Clash.SENSE

    @pytest.mark.parametrize(
        "question",
        [
            "I think the panel approved the plan for a night centre in Orlham. What were its reasons?",
            "Did the panel approve the plan for a night centre in Orlham? What were its reasons?",
            "The panel approved the plan for a night centre in Orlham. Is that so?",
        ],
    )
    def test_what_the_asker_thinks_or_asks_is_not(self, question: str) -> None:
        assert look(question, VOTED) is None


class TestPosts:
    HELD = "Isolde Marrack, who chaired the Orlham inquiry, was a professor at Tarnhead College."

    def of(self, question: str, role: str = "professor, chair") -> Premise | None:
        people = (Person("Isolde Marrack", role),)
        document = record("orlham", ORLHAM.title, self.HELD, people=people)
        return look(question, self.HELD, document=document)

    @pytest.mark.parametrize(
        ("question", "assumed"),
        [
            (
                "Why did the Education Secretary, Isolde Marrack, chair the Orlham inquiry?",
                "Education Secretary",
            ),
            ("What did Isolde Marrack, as mayor, find in the Orlham inquiry?", "mayor"),
            ("Which inquiry did the Kestrel professor Isolde Marrack chair in Orlham?", "Kestrel professor"),
        ],
    )
    def test_a_post_that_the_record_does_not_give_is_corrected_by_the_one_it_gives(
        self, question: str, assumed: str
    ) -> None:
        assert said(self.of(question), question) == (Clash.DOER, assumed, "professor")

    @pytest.mark.parametrize(
        "question",
        [
            "Which inquiry did the Tarnhead professor Isolde Marrack chair in Orlham?",
            "What did Isolde Marrack, as professor, find in the Orlham inquiry?",
        ],
    )
    def test_the_posts_own_words_are_no_contradiction(self, question: str) -> None:
        assert self.of(question) is None

    def test_a_post_of_somebody_else_in_the_sentence_is_none_of_theirs(self) -> None:
        question = "Why did the Education Secretary, Isolde Marrack, chair the Orlham inquiry?"
        assert self.of(question, role="chair of the inquiry") is None


def test_of_more_and_less_in_one_sentence_the_one_beside_the_thing_counts() -> None:
    text = "Marrack wanted Orlham staff to spend less time on forms and more time with families."
    document = record("orlham", ORLHAM.title, text)
    question = "Why did Marrack want Orlham staff to spend more time on forms?"
    found = look(question, text, document=document)
    assert said(found, question) == (Clash.SENSE, "more", "less")
    assert (
        look("Why did Marrack want Orlham staff to spend more time with families?", text, document=document)
        is None
    )


def test_of_two_years_in_a_question_one_that_the_sentence_has_is_enough() -> None:
    question = "Orlham had one inquiry in 2031 and opened a night centre on 6 April 2036. Where was it?"
    assert look(question, DATED) is None
