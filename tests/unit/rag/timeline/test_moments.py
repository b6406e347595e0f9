from __future__ import annotations

from dataclasses import replace

from rag.domain import ContentDate, Dating, Document, Excluded, Form, Kind, Section, Span, Standing
from rag.timeline import Moment, moments

TEXT = (
    "The panel on 3 May 2031 heard from carers. In May 2031 it met twice.\n\n"
    "The Children Act 1989 was cited. A plan for 2033 was made in June 2032.\n\n"
    "It met on 11 October 2031 and not 10 November 2031. The record gives no figures for 2035.\n"
)

RECORD = Document(
    id="panel",
    title="The panel",
    form=Form.ORIGINAL,
    kind=Kind.REVIEW,
    standing=Standing.PRIMARY,
    text=TEXT,
    published=ContentDate(2031, 5, 3),
    dating=Dating.STATED,
)


def dates(*documents: Document) -> list[str]:
    return [str(one.date) for one in moments(documents)]


def said(moment: Moment, document: Document = RECORD) -> list[str]:
    return [span.of(document.text) for span in moment.said]


def test_a_record_stands_at_its_own_date_with_the_sentences_that_state_it() -> None:
    own = next(one for one in moments([RECORD]) if one.is_record)
    assert own.date == ContentDate(2031, 5, 3)
    assert said(own) == ["The panel on 3 May 2031 heard from carers."]


def test_a_record_whose_date_no_sentence_states_stands_there_all_the_same() -> None:
    silent = replace(RECORD, text="Nothing is dated here.")
    assert moments([silent]) == [Moment(ContentDate(2031, 5, 3), "panel", True)]
    assert moments([replace(silent, published=None)]) == []


def test_dates_are_sorted_the_year_before_its_months_and_the_month_before_its_days() -> None:
    two = replace(RECORD, id="other", published=ContentDate(2031), text="Seen in May 2031.")
    assert dates(RECORD, two) == ["2031", "2031-05", "2031-05", "2031-05-03", "2031-10-11", "2032-06", "2033"]
    assert [one.document_id for one in moments([two, RECORD])][1:3] == ["other", "panel"]


def test_a_sentence_stands_at_every_date_it_states_and_a_year_says_that_it_is_one() -> None:
    found = {str(one.date): one for one in moments([RECORD])}
    assert said(found["2033"]) == said(found["2032-06"]) == ["A plan for 2033 was made in June 2032."]
    assert found["2033"].year_only
    assert not found["2032-06"].year_only


def test_sentences_of_one_record_on_one_day_stand_together_in_order() -> None:
    text = "In May 2031 it began. Later, in May 2031, it ended."
    (moment,) = moments([replace(RECORD, published=None, text=text)])
    assert len(moment.said) == 2
    assert moment.said[0] < moment.said[1]


def test_the_name_of_a_law_a_denied_date_and_a_silence_are_no_events() -> None:
    found = dates(RECORD)
    assert not {"1989", "2031-11-10", "2035"} & set(found)
    assert "2031-10-11" in found


def test_a_date_that_a_finer_one_of_the_sentence_lies_in_is_not_stated_twice() -> None:
    finer = replace(RECORD, published=None, text="In May 2031, on 3 May 2031, the 2031 plan was read.")
    assert dates(finer) == ["2031-05-03"]


def test_headings_and_excluded_words_state_nothing() -> None:
    text = "# Report of May 2040\n\nRESULTS OF 2041\n\nPage of 2042.\n\nIt met in June 2043.\n"
    at = text.index("Page")
    document = replace(
        RECORD,
        published=None,
        text=text,
        excluded=(Excluded(Span(at, at + 13), "menu", "rule"),),
        sections=(Section(("Results of 2041",), Span(22, len(text))),),
    )
    assert dates(document) == ["2043-06"]
