"""The HTML report: one file that loads nothing, escapes everything, and keeps missed test questions back."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

from evals.baseline import make_baseline
from evals.cases import Case
from evals.gates import load_floors
from evals.options import Options
from evals.page import as_page
from evals.page_cases import marked
from evals.page_charts import bar
from evals.report_files import write_reports
from evals.run import Run
from evals.session import THRESHOLDS, Session
from rag.domain import Answer, Span, Status
from tests.unit.evals.evalkit import (
    CASES,
    INFO,
    RECORDS,
    Program,
    answer,
    answerable,
    cite,
    good,
    hits,
    refusal,
    session,
    unanswerable,
)

#: Those that the questions of the kit can reach.
FLOORS = [floor for floor in load_floors(THRESHOLDS) if not floor.metric.startswith("injected")]
NORTH = RECORDS.passages[:4]


def half_right(case: Case) -> Answer:
    return refusal() if case.id in ("north-cost", "south-date") else good(case)


def run(program: object = half_right, cases: tuple[Case, ...] = CASES, options: Options | None = None) -> Run:
    before = session(good, cases)
    outcomes = [before.outcome(case.id) for case in cases]
    kept = make_baseline(outcomes, recipe="", encoder="fake", documents=2, retriever="hybrid")
    made = Session(cases, FLOORS, options=options, baseline=kept)
    made.open(Program(program, cases), RECORDS, INFO)  # type: ignore[arg-type]
    for case in cases:
        made.outcome(case.id)
    found = made.run()
    assert found is not None
    return found


def page(shown: Run, *, show_test: bool = False) -> str:
    return as_page(shown, show_test=show_test)


class Tags(HTMLParser):
    """Every tag with its attributes, and a check that what is opened is closed."""

    VOID = frozenset(("meta", "input", "br"))

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_is_well_formed_and_loads_nothing() -> None:
    text = page(run(), show_test=True)
    tags = Tags(text)
    assert tags.open == []
    assert not {"link", "img", "iframe", "script src"} & {tag for tag, _ in tags.seen}
    for tag, attributes in tags.seen:
        assert not {"src", "action", "onerror", "background"} & set(attributes), tag
        assert (attributes.get("href") or "#").startswith("#")
    assert "default-src 'none'" in text
    assert not re.search(r"https?://|url\(|@import", text)


def test_every_question_stands_in_it_with_answer_citations_gold_and_ranks() -> None:
    text = page(run(good))
    assert text.count('<details class="case') == len(CASES)
    part = text[text.index('id="north-proposals"') :]
    part = part[: part.index("</details>")]
    assert "The North review proposed a helpline.</mark>" in part
    assert '<mark class="gold cited">' in part
    assert "[1]" in part
    assert "(rank 2, north-2010" in part
    assert "2 of 2" in part


def test_missed_questions_of_the_test_split_are_kept_back_unless_asked_for() -> None:
    text = page(run())
    assert "What about north-cost?" not in text
    assert 'id="north-cost"' not in text
    assert "1 missed questions of the test split are left out" in text
    assert "<code>north-cost</code> (test)" in text
    assert "What about south-date?" in text
    with_test = page(run(), show_test=True)
    assert "What about north-cost?" in with_test
    assert 'href="#north-cost"' in with_test
    assert "left out" not in with_test


def test_what_documents_and_questions_say_is_escaped() -> None:
    evil = '<script>alert(1)</script><img src=x onerror="x">'
    case = unanswerable("odd", "dev", question=evil, why=evil, must_not=[evil])
    shown = page(run(lambda _: replace(refusal(), frame=evil), (case,)))
    assert "<script>alert" not in shown
    assert "<img" not in shown
    assert "&lt;script&gt;alert(1)" in shown
    assert Tags(shown).open == []


def test_overlapping_marks_are_cut_where_one_begins_or_ends() -> None:
    text = "ab<cd>ef"
    found = marked(text, {"gold": [Span(0, 4)], "cited": [Span(2, 6)]})
    assert found == (
        '<mark class="gold">ab</mark><mark class="gold cited">&lt;c</mark><mark class="cited">d&gt;</mark>ef'
    )


def test_gates_that_fail_stand_at_the_top_with_their_reasons() -> None:
    text = page(run())
    assert "gates fail" in text
    assert "a drop of 0.030 is allowed" in text
    assert f"✓ all {len(FLOORS)} gates hold" in page(run(good))
    assert "Floors not checked" in page(run(good, options=Options(cases=(Path("x"),))))


def test_flips_lost_and_gained_are_told_with_the_test_of_chance() -> None:
    text = page(run())
    assert "0 became right and 1 became wrong of 5 asked both times (exact McNemar p = 1.00)" in text
    assert 'data-flip="lost"' in text
    assert "lost at: not retrieved" in text


def test_a_run_without_answers_has_a_page_too() -> None:
    text = page(run(lambda _: refusal()))
    assert "No question was answered." in text
    assert Tags(text).open == []


def test_an_error_a_breach_and_a_plain_passage_are_shown() -> None:
    def odd(case: Case) -> Answer:
        if case.id == "south-chair":
            raise ValueError("out of <cheese>")
        if case.id == "south-date":
            said = answer([("In June 2012, it said.", NORTH[0])], found=RECORDS.passages, focus=Span(3, 12))
            return replace(said, frame="One record.")
        if not case.expects_answer:
            return replace(refusal(Status.CLARIFY), hits=hits(NORTH), nearest=(cite(NORTH[1]),))
        return good(case)

    text = page(run(odd), show_test=True)
    assert "Raised ValueError: out of &lt;cheese&gt;" in text
    assert "broken: nothing is stated that only a wrong answer would state" in text
    assert "In <b>June 2012</b>, it said." in text
    assert '<span class="sign">nearest</span>' in text
    assert '<li class="plain">' in text


def test_a_follow_up_shows_what_was_asked_before() -> None:
    case = answerable("north-x", "north-2010", [0], "Ada Marsh", question=None, turns=["First?", "And who?"])
    assert "Asked before: First?" in page(run(good, (case,)))


def test_a_bar_without_a_value_is_an_empty_track() -> None:
    assert 'class="value"' not in bar(None, label="nothing")
    drawn = bar(0.5, interval=(0.4, 0.6), floor=1.0, baseline=0.3, label='a "quoted" label')
    assert 'class="floor" x="99.0"' in drawn
    assert "&quot;quoted&quot;" in drawn


def test_the_three_files_bear_the_label_of_the_run(tmp_path: Path) -> None:
    paths = write_reports(run(options=Options(retriever="lexical")), tmp_path, show_test=False)
    assert [path.name for path in paths] == ["evals-lexical.json", "evals-lexical.md", "evals-lexical.html"]
    assert all(path.read_text(encoding="utf-8") for path in paths)
