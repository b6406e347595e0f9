"""The sector's vocabulary: what is read otherwise, what is only looked for as well, and that both are told."""

from rag.answering.asking.vocabulary import vocabulary, word
from rag.domain import Question
from rag.text import content_stems
from tests.records import pipeline_of


def knows(*stems: str):
    return lambda stem: stem in stems


def test_a_plain_word_no_record_has_is_read_as_the_records_word():
    worded = word("How many kids died?", knows("child"))
    assert worded.read == "How many children died?"
    assert worded.searched == worded.read
    assert [(e.original, e.expanded) for e in worded.expansions] == [("kids", "children")]


def test_a_plain_word_the_records_have_stays_and_the_other_is_looked_for_as_well():
    worded = word("What about kids?", knows("kid", "child"))
    assert worded.read == "What about kids?"
    assert worded.searched == "What about kids? children"


def test_a_renamed_body_is_looked_for_under_both_names_and_read_under_its_own():
    worded = word("What did the local safeguarding children board do?", lambda _: False)
    assert worded.read == "What did the local safeguarding children board do?"
    assert worded.searched.endswith(" safeguarding partners")


def test_nothing_is_added_where_the_question_has_the_word_already():
    worded = word("Is red tape the same as bureaucracy?", lambda _: True)
    assert worded.searched == worded.read
    assert worded.expansions == ()


def test_short_forms_count_only_in_capitals_and_as_whole_words():
    assert word("What is a LAC?", lambda _: False).read == "What is a children in care?"
    assert word("Is there a lac of money in the black list?", lambda _: False).expansions == ()


def test_every_entry_has_a_source_and_a_period_and_changes_something():
    for entry in vocabulary():
        assert entry.source and entry.period
        assert all(content_stems(phrase) != content_stems(entry.means) for phrase in entry.say), entry


def test_expansions_are_told_with_the_answer_and_can_be_left_out():
    pipeline = pipeline_of()
    widened = pipeline.prepare(Question("What do kids need?"))
    plain = pipeline.prepare(Question("What do kids need?", expand=False))
    assert widened.worded.expansions
    assert plain.worded.searched == "What do kids need?"
    assert pipeline.ask(Question("What do kids need?")).expansions == widened.worded.expansions


def test_a_word_that_is_to_stay_as_written_stands_for_nothing_else():
    pipeline = pipeline_of()
    widened = pipeline.prepare(Question("What do kids need?"))
    (expansion,) = widened.worded.expansions
    kept = pipeline.prepare(Question("What do kids need?", as_written=(expansion.original.upper(),)))
    assert kept.worded.expansions == ()
    assert kept.worded.searched == "What do kids need?"
