"""Feedback of the chat as draft cases that the suite accepts, with nothing of it overwriting anything."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from evals.__main__ import main
from evals.cases import Case, CaseError, Category, Split, load_files
from evals.triage import as_yaml, triage
from rag.domain import Question, Status
from tests import web_fakes
from web.feedback import Feedback, Verdict, about_answer, about_record

TODAY = date(2026, 11, 23)
QUOTE = "Bo Field chaired the South inquiry."


def line(number: int, **more: object) -> dict[str, Any]:
    values: dict[str, Any] = {
        "id": f"{number:016x}",
        "when": "2026-11-20",
        "generation": "g000001",
        "question": "Who chaired it?",
        "standalone": "Who chaired the South inquiry?",
        "status": "answered",
        "cited": [{"document": "south-2012", "start": 15, "end": 50, "quote": QUOTE}],
        "verdict": "helpful",
        "comment": "",
    }
    return values | more


def written(folder: Path, *entries: dict[str, Any] | str) -> Path:
    path = folder / "feedback.jsonl"
    texts = (entry if isinstance(entry, str) else json.dumps(entry) for entry in entries)
    path.write_text("".join(f"{text}\n" for text in texts), encoding="utf-8")
    return path


def cases(folder: Path, *entries: dict[str, Any] | str) -> tuple[Case, ...]:
    """The drafts, written to a file and read back as the suite reads its own."""
    drafts = folder / "drafts.yaml"
    drafts.write_text(as_yaml(triage(written(folder, *entries), 90, TODAY)), encoding="utf-8")
    return load_files([drafts])


def test_a_helpful_answer_is_expected_again_in_its_words(tmp_path: Path) -> None:
    (case,) = cases(tmp_path, line(1, comment="Just what I needed"))
    assert (case.id, case.category, case.split) == (
        "feedback-" + "0" * 15 + "1",
        Category.SINGLE_FACT,
        Split.DEV,
    )
    assert case.question == "Who chaired the South inquiry?"
    assert (case.status, case.lead, case.facts) == ((Status.ANSWERED,), (QUOTE,), ((QUOTE,),))
    assert [(gold.document, gold.quote) for gold in case.gold] == [("south-2012", QUOTE)]
    assert case.why == 'feedback: answered, found helpful once: "Just what I needed"'


def test_a_helpful_answer_of_several_statements_is_a_list(tmp_path: Path) -> None:
    two = [
        {"document": "south-2012", "quote": QUOTE},
        {"document": "south-2012", "quote": "It met 14\n times."},
    ]
    (case,) = cases(tmp_path, line(1, status="partly_answered", cited=two))
    assert (case.category, case.status) == (Category.LIST, (Status.PARTLY_ANSWERED,))
    assert case.facts == ((QUOTE,), ("It met 14 times.",))
    assert case.gold[1].quote == "It met 14\n times."


@pytest.mark.parametrize(
    ("status", "category"),
    [
        (Status.NOT_IN_CORPUS, Category.NOT_IN_CORPUS),
        (Status.DETAIL_MISSING, Category.NOT_IN_CORPUS),
        (Status.CLARIFY, Category.NOT_IN_CORPUS),
        (Status.ADVICE, Category.ADVICE),
        (Status.IDENTIFICATION, Category.IDENTIFICATION),
        (Status.FALSE_PREMISE, Category.FALSE_PREMISE),
        (Status.OTHER_PLACE_OR_TIME, Category.WRONG_PLACE),
    ],
)
def test_a_helpful_refusal_is_expected_again(tmp_path: Path, status: Status, category: Category) -> None:
    (case,) = cases(tmp_path, line(1, status=status, cited=[]))
    assert (case.status, case.category, case.gold) == ((status,), category, ())
    assert "unanswerable" in case.id


def test_a_wrong_answer_is_drafted_as_a_refusal(tmp_path: Path) -> None:
    (case,) = cases(tmp_path, line(1, verdict="wrong"))
    assert not case.expects_answer
    assert Status.DETAIL_MISSING in case.status
    assert case.must_not == ()


def test_words_that_do_not_support_an_answer_may_not_be_shown_for_one(tmp_path: Path) -> None:
    (case,) = cases(tmp_path, line(1, verdict="not_supported"))
    assert not case.expects_answer
    assert case.must_not == (QUOTE,)


def test_a_wrong_refusal_waits_as_a_comment_for_what_the_records_say(tmp_path: Path) -> None:
    refused = line(1, verdict="wrong", status="unanswerable_detail_missing", cited=[])
    found = triage(written(tmp_path, refused), 90, TODAY)
    assert found.complete == ()
    text = as_yaml(found)
    assert "# incomplete: a question with an answer needs lead, facts and gold" in text
    assert "#   question: Who chaired the South inquiry?" in text
    assert all(one.startswith("#") for one in text.splitlines() if one)


def test_a_helpful_answer_whose_words_were_not_kept_is_incomplete(tmp_path: Path) -> None:
    found = triage(written(tmp_path, line(1, cited=[{"document": "south-2012", "quote": ""}])), 90, TODAY)
    assert (len(found.complete), len(found.open_)) == (0, 1)


def test_the_same_said_of_the_same_question_is_one_draft_that_says_how_often(tmp_path: Path) -> None:
    entries = (
        line(1, comment="good"),
        line(2, standalone="WHO chaired the South  inquiry?", comment="good"),
        line(3, comment="fine"),
        line(4, verdict="wrong"),
        line(4, verdict="wrong"),
    )
    helpful, wrong = cases(tmp_path, *entries)
    assert helpful.why == 'feedback: answered, found helpful 3 times: "good" / "fine"'
    assert wrong.why == "feedback: answered, said to be wrong once"


def test_errors_reported_in_records_are_listed_as_comments(tmp_path: Path) -> None:
    report = line(
        1, question="", standalone="", status=None, verdict="wrong", comment="Wrong\n- id: x\x1b[2J"
    )
    text = as_yaml(triage(written(tmp_path, report), 90, TODAY))
    last = text.splitlines()[-1]
    assert last == f"# south-2012 (2026-11-20, {report['id']}): Wrong - id: x\ufffd[2J"


def test_old_and_damaged_lines_are_left_out_and_counted(tmp_path: Path) -> None:
    entries = (
        "{cut",
        "\udcff".encode("utf-8", "surrogateescape").decode("latin-1"),
        json.dumps(line(1, verdict="splendid")),
        json.dumps(line(2, id="../x")),
        json.dumps(line(3, question="", standalone="", cited=[])),
        "",
        json.dumps(line(4, when="2026-08-25")),
        json.dumps(line(5, when="2026-08-26", later_field=1)),
    )
    found = triage(written(tmp_path, *entries), 90, TODAY)
    assert (len(found.complete), found.old, found.damaged) == (1, 1, 5)


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    asked = "!!python/object:os.system 'x' \"y\" # - id: z: [\u2028\x85\x07"
    (case,) = cases(tmp_path, line(1, standalone=asked, comment="\n- id: evil\n  \x1b"))
    assert case.question is not None
    assert case.question.startswith("!!python/object:os.system 'x' \"y\" # - id: z: [")
    assert case.why.endswith('"- id: evil \ufffd"')


def test_what_the_chat_writes_is_what_triage_reads(tmp_path: Path) -> None:
    kept = Feedback(tmp_path / "feedback.jsonl", 90, lambda: TODAY)
    for make in (web_fakes.fact, web_fakes.measures, web_fakes.refusal):
        answer = make(Question(f"What of {make.__name__}?"))
        for verdict in Verdict:
            assert kept.keep(about_answer(answer, "g000001", verdict, "said", TODAY), agreed=True).id
    assert kept.keep(about_record(web_fakes.DIGEST, "g000001", "a slip", TODAY), agreed=True).id
    found = triage(kept.path, 90, TODAY)
    assert (len(found.complete), len(found.open_), len(found.reports)) == (7, 2, 1)
    assert (found.old, found.damaged) == (0, 0)


def test_the_command_prints_the_drafts_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path, line(1, when=date.today().isoformat()), "{")
    before = path.read_bytes()
    monkeypatch.setenv("ASK_INDEX", str(tmp_path / "index"))
    assert main(["triage"]) == 0
    out, err = capsys.readouterr()
    (tmp_path / "drafts.yaml").write_text(out, encoding="utf-8")
    assert len(load_files([tmp_path / "drafts.yaml"])) == 1
    assert "draft cases: 1; incomplete: 0" in err
    assert "0 too old, 1 damaged" in err
    assert path.read_bytes() == before
    assert main(["triage", str(path)]) == 0
    assert capsys.readouterr().out == out


def test_a_file_that_is_not_there_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["triage", str(tmp_path / "none.jsonl")]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert "no feedback can be read there" in err
    assert err.count("\n") == 1
    with pytest.raises(CaseError):
        triage(tmp_path, 90, TODAY)
