"""What the panel of the conversation does with each event of the page, its Gradio parts left aside."""

from __future__ import annotations

import base64
import html
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import lxml.html
import pytest

from rag.domain import Filter
from tests.web_fakes import DIGEST, FakeReviews
from web.conversation.turns import MOST_TURNS, STOPPED, Turn, Turns
from web.door.questions import RateLimiter
from web.feedback import Feedback
from web.options import Options
from web.panels.conversation import ConversationPanel

DAY = date(2026, 11, 23)


@dataclass
class Shown:
    """The values of all parts of the page after a step."""

    turns: Turns
    editing: int | None
    talk: str
    box: Any
    hint: str
    news: str
    side: Any

    def values(self) -> list[Any]:
        return [getattr(self, one.name) for one in fields(self)]


class Visit:
    """A person at a panel over invented records; what they see is kept from event to event."""

    def __init__(self, folder: Path, days: int = 30, most: int = 20) -> None:
        self.reviews = FakeReviews()
        self.kept = folder / "feedback.jsonl"
        feedback = Feedback(self.kept, days, today=lambda: DAY)
        limiter = RateLimiter(most=most, clock=lambda: 0.0)
        self.panel = ConversationPanel(self.reviews, Options(feedback, limiter, None, lambda: DAY))
        self.request: Any = SimpleNamespace(session_hash="me")
        self.about = ""
        self.wording: object = "with"
        self.now = Shown((), None, "", "", "", "", "")

    def ask(self, text: object) -> Shown:
        return self._see(
            self.panel.submitted(
                text, self.now.turns, self.now.editing, self.about, self.wording, self.request
            )
        )

    def again(self, **sent: object) -> Shown:
        return self._see(self.panel.again(self.now.turns, self.wording, event(sent), self.request))

    def do(self, name: str, **sent: object) -> Shown:
        return self._see(iter([getattr(self.panel, name)(self.now.turns, event(sent))]))

    def judge(self, **sent: object) -> str:
        turns, note = self.panel.judged(self.now.turns, event(sent), self.request)
        if isinstance(turns, tuple):
            self.now.turns = turns
        return note

    def _see(self, steps: Iterator[tuple[Any, ...]]) -> Shown:
        for step in steps:
            # What is skipped stays as it was.
            values = (
                was if isinstance(new, dict) else new
                for new, was in zip(step, self.now.values(), strict=True)
            )
            self.now = Shown(*values)
        return self.now


def event(sent: object) -> Any:
    return SimpleNamespace(_data=sent)


@pytest.fixture
def visit(tmp_path: Path) -> Visit:
    return Visit(tmp_path)


def asked(shown: Shown) -> list[str]:
    return [turn.asked for turn in shown.turns]


def test_an_edited_question_takes_its_place_and_those_after_it_go(visit: Visit) -> None:
    for question in ("Who?", "Which measures?", "When?"):
        visit.ask(question)
    editing = visit.do("edited", turn=1)
    assert (editing.editing, editing.box) == (1, "Which measures?")
    assert "and what was asked after it" in editing.hint
    done = visit.ask("How many carers?")
    assert asked(done) == ["Who?", "How many carers?"]
    assert (done.editing, done.hint, done.side) == (None, "", "")
    assert visit.reviews.asked[-1].history == ("Who?",)


def test_an_edit_that_cannot_be_asked_is_still_an_edit_and_loses_nothing(visit: Visit) -> None:
    visit.ask("Who?")
    visit.do("edited", turn=0)
    still = visit.ask("   ")
    assert (still.editing, asked(still)) == (0, ["Who?"])
    assert 'role="alert"' in still.hint
    kept = visit._see(iter([visit.panel.kept(still.turns)]))
    assert (kept.editing, kept.box, kept.hint, asked(kept)) == (None, "", "", ["Who?"])


def test_what_is_taken_back_is_asked_again_in_its_place(visit: Visit) -> None:
    visit.ask("When?")
    visit.ask("Who?")
    done = visit.again(turn=0, without="filter:0")
    assert asked(done) == ["When?", "Who?"]
    assert not visit.reviews.asked[-1].scope
    assert "not only records of Wales" in done.talk
    assert done.side == ""


def test_what_the_page_forges_changes_nothing(visit: Visit) -> None:
    visit.ask("When?")
    before = visit.now.turns
    for sent in (
        {},
        {"turn": 7},
        {"turn": "0"},
        {"turn": 0, "without": "filter:9"},
        {"turn": 0, "without": 3},
    ):
        assert visit.again(**sent).turns == before
    for name in ("edited", "removed"):
        assert visit.do(name, turn=-1).turns == before
    assert len(visit.reviews.asked) == 1


def test_one_record_can_be_asked_alone(visit: Visit) -> None:
    visit.about, line = visit.panel.asking_about(event({"document": DIGEST.id}))
    assert "Asking only of “Larkfield" in line
    shown = visit.ask("When?")
    assert visit.reviews.asked[-1].filters == (Filter("document", "in", (DIGEST.id,)),)
    assert "Asked only of the record “Larkfield" in html.unescape(shown.talk)
    again = visit.again(turn=0, without="word:0")
    assert again.turns[0].reading.filters == visit.reviews.asked[0].filters
    plain = visit.again(turn=0, without="plainly")
    assert plain.turns[0].reading.filters == visit.reviews.asked[0].filters


@pytest.mark.parametrize("sent", [None, {}, {"document": "nowhere"}, {"document": 3}])
def test_a_record_that_is_not_there_narrows_nothing(visit: Visit, sent: object) -> None:
    assert visit.panel.asking_about(event(sent)) == ("", "")


def test_a_removed_question_takes_the_open_source_with_it(visit: Visit) -> None:
    visit.ask("When?")
    visit.ask("Who?")
    shown = visit.do("removed", turn=0)
    assert asked(shown) == ["Who?"]
    assert shown.side == ""


def test_a_stopped_question_says_so(visit: Visit) -> None:
    shown = Shown(*visit.panel.halted((Turn("When?", waiting="Looking"),)))
    assert STOPPED in shown.talk


def test_a_second_question_waits_for_the_first_in_the_box(visit: Visit) -> None:
    visit.now.turns = (Turn("When?", waiting="Looking"),)
    shown = visit.ask("Who?")
    assert asked(shown) == ["When?"]
    assert "still being answered" in shown.hint
    assert visit.reviews.asked == []


def test_what_is_typed_while_an_answer_comes_stays_in_the_box(visit: Visit) -> None:
    steps = visit.panel.submitted("Which measures?", (), None, "", "with", visit.request)
    assert next(steps)[3] == ""
    assert all(isinstance(step[3], dict) for step in steps)
    visit.ask("When?")
    visit.now.box = "half a question"
    assert visit.do("removed", turn=0).box == "half a question"


def test_nothing_is_edited_or_removed_while_an_answer_would_undo_it(visit: Visit) -> None:
    visit.ask("When?")
    visit.now.turns = (*visit.now.turns, Turn("Who?", waiting="Looking"))
    for name in ("edited", "removed"):
        shown = visit.do(name, turn=0)
        assert asked(shown) == ["When?", "Who?"]
        assert "still being answered" in shown.hint
    assert visit.judge(turn=0, verdict="wrong") == ""
    assert not visit.kept.exists()


def test_the_open_source_goes_where_places_are_taken_again(visit: Visit) -> None:
    visit.ask("When?")
    visit.now.side = "open"
    assert visit.again(turn=0, without="filter:0").side == ""
    visit.now.side = "open"
    assert visit.ask("Which measures?").side == "open"
    visit.now.turns = visit.now.turns[:1] * MOST_TURNS
    assert visit.ask("Who?").side == ""


def test_the_answer_is_told_once_at_the_beginning_and_once_at_the_end(visit: Visit) -> None:
    steps = [
        Shown(*step).news
        for step in visit.panel.submitted("Which measures?", (), None, "", "with", visit.request)
    ]
    assert len(steps) > 3
    assert len(dict.fromkeys(steps)) == 2


def test_somebody_who_asks_too_much_waits_and_the_others_do_not(tmp_path: Path) -> None:
    visit = Visit(tmp_path, most=1)
    visit.ask("When?")
    turned = visit.ask("Who?")
    assert "Please wait" in turned.hint
    assert asked(turned) == ["When?"]
    visit.request = SimpleNamespace(session_hash="another")
    assert asked(visit.ask("Who?")) == ["When?", "Who?"]


# --- taking away ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "begins"), [("docx", b"PK"), ("markdown", b"# Ask"), ("print", b"<!doctype")]
)
def test_the_conversation_is_taken_away_whole(visit: Visit, name: str, begins: bytes) -> None:
    visit.ask("When?")
    made = visit.panel.taken(visit.now.turns, event({"format": name, "style": "apa"}))
    link = lxml.html.fromstring(f"<div>{made}</div>").find("a")
    assert base64.b64decode(link.get("data-bytes")).startswith(begins)
    assert link.get("data-name").startswith("ask-the-reviews-2026-11-23.")
    again = visit.panel.taken(visit.now.turns, event({"format": name, "style": "apa"}))
    assert again != made


@pytest.mark.parametrize(
    "sent", [None, {}, {"format": "exe", "style": "apa"}, {"format": "docx", "style": []}]
)
def test_an_unknown_format_is_no_file(visit: Visit, sent: object) -> None:
    assert visit.panel.taken((), event(sent)) == ""


# --- feedback ------------------------------------------------------------------------------------------


def test_feedback_is_kept_once_with_the_generation_that_answered(visit: Visit) -> None:
    visit.ask("When?")
    note = visit.judge(turn=0, verdict="wrong", comment="The month is wrong.")
    assert 'data-for="judge-0" data-done="1"' in note
    (line,) = visit.kept.read_text().splitlines()
    assert '"generation": "gen-1"' in line
    assert "The month is wrong." in line
    assert visit.now.turns[0].judged.startswith("Thank you.")


def test_a_comment_with_personal_data_stays_in_the_form(visit: Visit) -> None:
    visit.ask("When?")
    note = visit.judge(turn=0, verdict="wrong", comment="Call 0161 496 0000.")
    assert 'data-done=""' in note
    assert "take that out" in note
    assert not visit.kept.exists()
    assert visit.now.turns[0].judged == ""


def test_feedback_without_a_verdict_or_of_no_answer_is_not_kept(visit: Visit) -> None:
    visit.ask("When?")
    assert "choose one" in visit.judge(turn=0, comment="x")
    assert "choose one" in visit.judge(turn=0, verdict="splendid")
    assert visit.judge(turn=4, verdict="wrong") == ""
    assert not visit.kept.exists()


def test_feedback_that_cannot_be_written_does_not_show_where(visit: Visit) -> None:
    visit.ask("When?")
    visit.kept.parent.joinpath("feedback.jsonl").mkdir()
    note = visit.judge(turn=0, verdict="helpful")
    assert "could not be kept just now" in note
    assert str(visit.kept.parent) not in note


def test_no_form_asks_for_feedback_where_none_is_wanted(tmp_path: Path) -> None:
    visit = Visit(tmp_path, days=0)
    assert "judging" not in visit.ask("When?").talk
