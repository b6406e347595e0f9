"""SQuAD files and BEIR folders become cases that the suite accepts over their own documents."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.cases import Case, CaseError, Split, load_files
from evals.gold import place
from evals.importing import Imported, pick, read_set, write_set
from ingest.records import survey
from rag.store import Records

HARBOUR = "The harbour of Ebbmouth was built in 1841 by Ann Tarn. It has two piers."


def question(name: str, answers: list[tuple[str, int]], **more: object) -> dict[str, object]:
    listed = [{"text": text, "answer_start": start} for text, start in answers]
    return {"id": name, "question": f"What about {name}?", "answers": listed} | more


def squad(
    folder: Path, paragraphs: list[dict[str, object]], titles: tuple[str, ...] = ("Tide_Tables",)
) -> Path:
    path = folder / "set.json"
    data = [{"title": title, "paragraphs": paragraphs} for title in titles]
    path.write_text(json.dumps({"version": "v2.0", "data": data}))
    return path


def beir(folder: Path, qrels: str = "query-id\tcorpus-id\tscore\nq1\td1\t1\nq1\td9\t1\nq2\td2\t0\n") -> Path:
    made = folder / "beir"
    (made / "qrels").mkdir(parents=True)
    corpus = [{"_id": "d1", "title": "Harbour", "text": HARBOUR}, {"_id": "D 2", "text": "Gulls nest here."}]
    (made / "corpus.jsonl").write_text("".join(json.dumps(one) + "\n\n" for one in corpus))
    (made / "queries.jsonl").write_text(
        '{"_id": "q1", "text": "who built it"}\n{"_id": "q2", "text": "gulls"}\n'
    )
    (made / "qrels" / "test.tsv").write_text(qrels)
    return made


def written(folder: Path, imported: Imported) -> tuple[tuple[Case, ...], list[str]]:
    _, left_out = write_set(imported, folder / "documents", folder / "out" / "cases.yaml")
    return load_files([folder / "out" / "cases.yaml"]), left_out


def test_squad_questions_become_cases_whose_gold_is_the_sentence_of_the_answer(tmp_path: Path) -> None:
    asked = [
        question("q1", [("Ann Tarn", 46), ("Tarn", 50), ("Ann Tarn", 46)]),
        question("q2", [], is_impossible=True),
    ]
    path = squad(tmp_path, [{"context": HARBOUR, "qas": asked}])
    cases, left_out = written(tmp_path, read_set(path, Split.TEST))
    assert left_out == []
    first, second = cases
    assert (first.id, first.lead, first.facts) == ("squad-q1", ("Ann Tarn", "Tarn"), (("Ann Tarn", "Tarn"),))
    assert first.gold[0].quote == "The harbour of Ebbmouth was built in 1841 by Ann Tarn."
    assert second.id == "squad-unanswerable-q2"
    assert not second.expects_answer
    documents = {loaded.document.id: loaded.document for loaded in survey([tmp_path / "documents"]).documents}
    assert list(documents) == ["tide-tables"]
    assert len(place(cases, Records(documents, ()))) == 2


def test_a_sentence_that_stands_twice_gives_way_to_its_paragraph(tmp_path: Path) -> None:
    paragraphs: list[dict[str, object]] = [
        {"context": f"{HARBOUR} It is one.", "qas": [question("q1", [("two", 62)])]},
        {"context": f"{HARBOUR} It is another.", "qas": []},
    ]
    cases, _ = written(tmp_path, read_set(squad(tmp_path, paragraphs), Split.DEV))
    assert cases[0].gold[0].quote == f"{HARBOUR} It is one."
    assert cases[0].split is Split.DEV


def test_a_question_that_cannot_be_placed_is_left_out_with_one_line(tmp_path: Path) -> None:
    twice: list[dict[str, object]] = [
        {"context": HARBOUR, "qas": [question("q1", [("Ann Tarn", 46)])]},
        {"context": HARBOUR, "qas": [question("q1", [("Ann Tarn", 46)]), question("q3", [(" ", 3)])]},
        {"context": "Gulls nest here.", "qas": [question("q4", [("Gulls", 0)])]},
    ]
    cases, left_out = written(tmp_path, read_set(squad(tmp_path, twice), Split.TEST))
    assert [case.id for case in cases] == ["squad-q4"]
    assert [line.split(":")[0] for line in left_out] == ["squad-q1", "squad-q3"]


def test_articles_of_the_same_name_become_two_documents(tmp_path: Path) -> None:
    found = read_set(squad(tmp_path, [{"context": "A.", "qas": []}], ("Tide!", "tide", "?")), Split.TEST)
    assert list(found.documents) == ["tide.txt", "tide-2.txt", "x.txt"]


def test_beir_queries_become_retrieval_cases_over_whole_documents(tmp_path: Path) -> None:
    (case,), left_out = written(tmp_path, read_set(beir(tmp_path), Split.TEST))
    assert left_out == []
    assert (case.id, case.category, case.lead) == ("beir-q1", "retrieval", None)
    assert [(gold.document, gold.quote) for gold in case.gold] == [("d1", f"Harbour\n\n{HARBOUR}")]
    assert sorted(path.name for path in (tmp_path / "documents").iterdir()) == ["d-2.txt", "d1.txt"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("qrels/test.tsv", "q1\td1\n", "line 1: not query, document and score"),
        ("qrels/test.tsv", "query-id\tcorpus-id\tscore\nq1\td1\tgood\n", "line 2: not query"),
        ("corpus.jsonl", '{"_id": "d1"}\n', "line 1: text"),
        ("queries.jsonl", "{\n", "line 1: "),
    ],
)
def test_a_faulty_beir_file_is_told_with_its_line(tmp_path: Path, name: str, content: str, said: str) -> None:
    made = beir(tmp_path)
    (made / name).write_text(content)
    with pytest.raises(CaseError, match=said):
        read_set(made, Split.TEST)


def test_what_is_neither_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text('{"data": [{"title": 3}]}')
    with pytest.raises(CaseError, match=r"not a SQuAD 2\.0 file or a BEIR folder"):
        read_set(tmp_path / "x.json", Split.TEST)
    with pytest.raises(CaseError, match="cannot be read"):
        read_set(tmp_path / "none.json", Split.TEST)
    with pytest.raises(CaseError, match=r"corpus\.jsonl: cannot be read"):
        read_set(tmp_path, Split.TEST)


def test_documents_go_into_a_folder_of_their_own_and_may_be_written_again(tmp_path: Path) -> None:
    found = read_set(beir(tmp_path), Split.TEST)
    written(tmp_path, found)
    written(tmp_path, found)
    (tmp_path / "documents" / "mine.txt").write_text("mine")
    with pytest.raises(CaseError, match=r"holds mine\.txt already"):
        written(tmp_path, found)
    (tmp_path / "file").write_text("x")
    with pytest.raises(CaseError, match="cannot be written"):
        write_set(found, tmp_path / "file", tmp_path / "c.yaml")


def test_a_set_of_which_nothing_can_be_used_is_refused(tmp_path: Path) -> None:
    found = read_set(squad(tmp_path, [{"context": HARBOUR, "qas": []}]), Split.TEST)
    with pytest.raises(CaseError, match="no case can be used"):
        written(tmp_path, found)


def test_a_limit_is_spread_over_the_set() -> None:
    cases = tuple({"id": str(number)} for number in range(10))
    found = pick(Imported({}, cases), 4)
    assert [case["id"] for case in found.cases] == ["0", "2", "5", "7"]
    assert pick(Imported({}, cases), 10).cases == cases
    assert pick(Imported({}, cases), None).cases == cases
