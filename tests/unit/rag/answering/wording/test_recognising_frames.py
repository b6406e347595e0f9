from __future__ import annotations

from itertools import product

import pytest

from rag.answering.language import modality
from rag.answering.language.cues import Act
from rag.answering.language.values import ValueKind
from rag.answering.wording import frames
from rag.answering.wording.claims import tidy
from rag.answering.wording.recognising import is_answers, is_refusals
from rag.domain import ContentDate, Form, Kind, Standing, Status
from tests.records import record

REVIEW = record("review", "The Quill review", "Quill heard 41 families.", published=ContentDate(2031, 5))
NEWS = record(
    "news",
    "Quill opens",
    "It opened.",
    form=Form.DIGEST,
    kind=Kind.COUNCIL_NEWS,
    standing=Standing.PRESS,
    published=ContentDate(2032, 5, 9),
    jurisdiction="Wales",
)
QUESTION = "How many families did the Quill panel in Larkfield hear, and why 38?"
DOCUMENTS = (REVIEW, NEWS)


def answers() -> list[str]:
    """Every line that stands above an answer from one of these records or both."""
    said = [None, *filter(None, (modality.words({act}, REVIEW.published) for act in Act))]
    lines = [
        frames.answered(named, plan=plan, said=one, later=later)
        for named, plan, one, later in product(
            ([REVIEW], [NEWS], [*DOCUMENTS]), (True, False), said, (True, False)
        )
    ]
    for count, plan in product((1, 2, 14), (True, False)):
        lines += [
            frames.listed(count, REVIEW, plan=plan),
            frames.gathered(count, NEWS, plan=plan),
        ]
    lines.append(frames.compared(DOCUMENTS))
    lines += [
        frames.parts(2, gaps, each, shared=shared)
        for gaps in ((), ("why 38?",), ("why 38?", "How many families?"))
        for each in (lines[:1], [lines[0], lines[-1]], [lines[0], lines[0]])
        for shared in (True, False)
    ]
    return lines


def refusals() -> list[str]:
    made = []
    for status, names, flag, other in product(
        Status, ((), ("Larkfield",), ("Larkfield", "Quill", "38")), (True, False), (True, False)
    ):
        made.append(tidy(frames.reason(status, names=names, silent=other, apart=flag)))
        for kind, searched in product((None, *ValueKind), (1, 12)):
            missing = kind if kind in frames.MISSING else None
            made.append(frames.refused(status, missing=missing, names=names, searched=searched, apart=flag))
    return made


def test_every_line_above_an_answer_is_known() -> None:
    unknown = [line for line in answers() if not is_answers(line, DOCUMENTS, [QUESTION])]
    assert unknown == []


def test_every_line_of_a_refusal_and_every_reason_is_known() -> None:
    assert [line for line in set(refusals()) if not is_refusals(line, DOCUMENTS, [QUESTION], [])] == []


def test_the_line_over_actions_of_meetings_is_known() -> None:
    for line in (
        "One action of one meeting: England, review, May 2031.",
        "14 actions of two meetings, in order of date.",
        "Two actions of one meeting, told by two records, in order of date.",
    ):
        assert is_answers(line, DOCUMENTS, [QUESTION])


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Quill heard 41 families.",
        "One record; each is named with its nation, kind and date. Quill heard 41 families.",
        "England, review, May 2031. Agreed by everybody.",
        "Scotland, review, May 2031.",
        "England, review, May 2031. A plan as at June 2044, not a result.",
        'Answered in part: nothing is shown for "Who killed Ada?". England, review, May 2031.',
        "\x01.",
    ],
)
def test_other_lines_do_not_stand_above_an_answer(line: str) -> None:
    assert not is_answers(line, DOCUMENTS, [QUESTION])


@pytest.mark.parametrize(
    "line",
    ["", "Quill heard 41 families.", 'Nothing on "Ada Reed" in these 4 documents.', "No culprit found."],
)
def test_other_lines_do_not_refuse(line: str) -> None:
    assert not is_refusals(line, DOCUMENTS, [QUESTION], ["Quill heard 41 families."])


@pytest.mark.parametrize(
    ("line", "form", "known"),
    [
        ('The question says "38"; the record says "41".', Form.ORIGINAL, True),
        ('The question says "38"; the record says 41.', Form.ORIGINAL, False),
        ('The question says "38"; the record says 41.', Form.DIGEST, True),
        ('The question says "38"; the record says "41".', Form.DIGEST, False),
        ('The question says "38"; the record says "43".', Form.ORIGINAL, False),
        ('The question says "44"; the record says "41".', Form.ORIGINAL, False),
        ('The question takes something for granted; the record says "41".', Form.ORIGINAL, True),
        ('The question takes "Larkfield" for granted; the record says otherwise.', Form.ORIGINAL, True),
        ("The question takes something for granted; the record says otherwise.", Form.DIGEST, True),
    ],
)
def test_what_a_record_is_said_to_say_is_looked_up_in_its_words(line: str, form: Form, known: bool) -> None:
    document = record("review", "The Quill review", "Quill heard 41 families.", form=form)
    assert is_refusals(line, [document], [QUESTION], ["Quill heard\n41 families."]) is known
