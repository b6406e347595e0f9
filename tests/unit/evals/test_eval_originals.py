"""The same questions asked of other documents: found by hash, judged by place. All files here are invented."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from evals.cases import CaseError, load_cases
from evals.gold import PlacedCase
from evals.metrics import fact_recall, lead_right, number_agreement
from evals.options import ORIGINALS, Options
from evals.originals import Originals, cases_for, load_originals, place_in_originals
from evals.outcomes import Outcome, Stage
from evals.session import CASES as COMMITTED
from evals.session import Session
from ingest.indexing import build_index
from rag.domain import Answer, Citation, Claim, Match, Passage, Question, Span, Status
from rag.settings import Settings
from rag.store import IndexStore, Manifest, Records
from tests.fakes import FakeEncoder
from tests.unit.evals.evalkit import INFO, Program, answerable, refusal, unanswerable

NORTH = (
    "Marsh is in charge of the North review. Its bill came to 1,200 pounds. It wants a helpline and a register. "
    "So 1,200 pounds it was.\n"
)
SOUTH = "The South inquiry came together fourteen times in all. Field was its chair.\n"
LED = answerable("north-lead", "north-2010", [0], "Ada Marsh")
COST = answerable("north-cost", "north-2010", [1], "1,200")
LIST = answerable("north-list", "north-2010", [2, 3], "helpline", facts=[["helpline"], ["register"]])
MOON = unanswerable("moon", "test")
CASES = (LED, COST, LIST, MOON)


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def written(text: str, words: str, name: str = "north") -> dict[str, object]:
    return {"file": name, "start": text.index(words), "end": text.index(words) + len(words)}


ENTRIES = {
    "files": {"north": digest(NORTH), "south": digest(SOUTH)},
    "cases": {
        "north-lead": [written(NORTH, "Marsh is in charge of the North review.")],
        "north-cost": [written(NORTH, "Its bill came to 1,200 pounds.")],
        "north-list": [written(NORTH, "a helpline"), written(NORTH, "a register")],
        "moon-unanswerable": [],
    },
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "scraped"
    made.mkdir()
    (made / "b.txt").write_text(NORTH, encoding="utf-8")
    (made / "a.txt").write_text(SOUTH, encoding="utf-8")
    return made


def indexed(folder: Path) -> tuple[Records, Manifest]:
    index = folder.parent / "index"
    build_index(Settings(index=index), [folder], encoder=lambda _: FakeEncoder())
    store = IndexStore(index)
    return store.records(store.current()), store.manifest(store.current())


def placed(folder: Path, entries: object = ENTRIES) -> tuple[tuple[PlacedCase, ...], Records]:
    originals = Originals.model_validate(entries)
    records, manifest = indexed(folder)
    return place_in_originals(originals, cases_for(originals, CASES), records, manifest, folder), records


def shown(records: Records, *words: str) -> Answer:
    """An answer that shows stretches of the north file and cites them."""
    claims = []
    for text in words:
        passage: Passage = next(p for p in records.passages if text in p.text)
        at = passage.span.start + passage.text.index(text)
        citation = Citation(passage, Span(at, at + len(text)), text, None, Match.EXACT)
        claims.append(Claim(text, (citation,)))
    return Answer(Question("?"), "?", Status.ANSWERED, "", claims=tuple(claims), confidence=0.9)


def test_gold_is_found_by_the_hash_of_a_file_whatever_it_is_called(folder: Path) -> None:
    cases, records = placed(folder)
    led = cases[0]
    assert led.gold[0].document_id == "b"
    assert led.gold[0].span.of(records.documents["b"].text) == "Marsh is in charge of the North review."
    assert led.by_place
    assert led.cut == led.split == ()


def test_a_string_counts_only_where_it_stands_in_the_gold(folder: Path) -> None:
    (led, cost, _, moon), records = placed(folder)
    assert led.lead == ()
    assert cost.lead == ("1,200",)
    assert moon.gold == ()
    right = shown(records, "Marsh is in charge of the North review.")
    assert lead_right(Outcome(led, right)) == 1.0
    assert number_agreement(Outcome(led, right)) is None
    assert lead_right(Outcome(cost, shown(records, "Its bill came to 1,200 pounds."))) == 1.0
    assert number_agreement(Outcome(cost, shown(records, "Its bill came to 1,200 pounds."))) == 1.0


def test_where_words_differ_only_the_place_counts(folder: Path) -> None:
    (led, cost, _, _), records = placed(folder)
    assert Outcome(led, shown(records, "Field was its chair.")).stage is Stage.NOT_RETRIEVED
    assert lead_right(Outcome(cost, shown(records, "Its bill"))) == 0.0
    assert lead_right(Outcome(cost, refusal())) == 0.0


def test_the_expected_words_are_right_from_another_place_too(folder: Path) -> None:
    (_, cost, _, _), records = placed(folder)
    assert Outcome(cost, shown(records, "So 1,200 pounds it was.")).right
    assert fact_recall(Outcome(cost, shown(records, "Its bill"))) == 0.0


def test_every_place_of_a_list_must_be_shown(folder: Path) -> None:
    cases, records = placed(folder)
    half = Outcome(cases[2], shown(records, "a helpline"))
    assert half.lead_right
    assert fact_recall(half) == 0.5
    assert half.stage is Stage.FACT_MISSING
    assert Outcome(cases[2], shown(records, "a helpline", "a register")).right


def test_a_session_over_originals_asks_without_floors_or_baseline(folder: Path) -> None:
    cases, records = placed(folder)
    session = Session(CASES, (), options=Options(originals=folder))
    session.open(Program(lambda _: refusal(), CASES), records, INFO, placed=cases)
    for case in CASES:
        session.outcome(case.id)
    run = session.run()
    assert run is not None
    assert run.verdicts == ()
    assert "of originals" in run.heading
    assert len(run.notes) == 1


def test_a_folder_without_the_files_is_one_line_that_names_them(folder: Path) -> None:
    (folder / "a.txt").write_text("Other words stand here now.", encoding="utf-8")
    with pytest.raises(CaseError) as caught:
        placed(folder)
    assert "1 of 2 files are not in" in str(caught.value)
    assert "(south)" in str(caught.value)
    assert len(caught.value.lines) == 1


def test_places_outside_a_file_or_shared_between_splits_are_refused(folder: Path) -> None:
    beyond = {**ENTRIES, "cases": {"north-lead": [{"file": "north", "start": 5, "end": 5000}]}}
    with pytest.raises(CaseError, match="north has only"):
        placed(folder, beyond)
    other = answerable("south-x", "south-2012", [0], "Bo Field")
    same = {
        **ENTRIES,
        "cases": {"north-lead": ENTRIES["cases"]["north-lead"], "south-x": ENTRIES["cases"]["north-lead"]},
    }  # type: ignore[index]
    originals = Originals.model_validate(same)
    with pytest.raises(CaseError, match="rests on the same words"):
        place_in_originals(originals, cases_for(originals, (LED, other)), *indexed(folder), folder)


def test_the_file_must_go_with_the_cases() -> None:
    with pytest.raises(CaseError, match='no case "gone"'):
        cases_for(Originals(files={}, cases={"gone": ()}), CASES)
    with pytest.raises(CaseError, match="has places where it has an answer"):
        cases_for(Originals(files={}, cases={"north-lead": ()}), CASES)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("files: [", "cannot be read"),
        ("files: {a: short}\ncases: {}", "files.a"),
        ("files: {}\ncases: {x: [{file: a, start: 0, end: 1}]}", "x: a 0-1 is no place"),
        ("files: {a: " + "f" * 64 + "}\ncases: {x: [{file: a, start: 3, end: 3}]}", "x: a 3-3 is no place"),
        ("files: {}\ncases: {x: [{file: a, start: -1, end: 1, text: no}]}", "text"),
    ],
)
def test_a_faulty_file_is_refused(tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "originals.yaml"
    path.write_text(content)
    with pytest.raises(CaseError) as caught:
        load_originals(path)
    assert said in str(caught.value)
    with pytest.raises(CaseError, match="cannot be read"):
        load_originals(tmp_path / "none.yaml")


def test_the_committed_file_goes_with_the_committed_cases_and_holds_no_text() -> None:
    originals = load_originals(ORIGINALS)
    cases = cases_for(originals, load_cases(COMMITTED))
    assert sum(case.expects_answer for case in cases) >= 60
    assert {case.split for case in cases} == {"dev", "test"}
    assert all(isinstance(place.start, int) for places in originals.cases.values() for place in places)
