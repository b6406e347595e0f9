"""Question sets of others, read from disk: ``python -m evals import``.

SQuAD 2.0 (Rajpurkar and others, 2018) has answers: a case for each question, a document for each article. BEIR
(Thakur and others, 2021) only says which documents bear on a query: its cases are of category ``retrieval``.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from evals.cases import Case, CaseError, Category, Split
from evals.gold import place
from rag.domain import Status
from rag.store import Records
from rag.text import sentences

#: What a question without an answer may be refused with.
REFUSED = (
    Status.DETAIL_MISSING,
    Status.NOT_IN_CORPUS,
    Status.OTHER_PLACE_OR_TIME,
    Status.FALSE_PREMISE,
)

#: The files of relevance judgements, the first that is there is read.
_QRELS = ("test.tsv", "dev.tsv", "train.tsv")


class _Lenient(BaseModel):
    # Both formats carry fields that are of no use here.
    model_config = ConfigDict(frozen=True, extra="ignore")


class _SquadAnswer(_Lenient):
    text: str
    answer_start: Annotated[int, Field(ge=0)]


class _SquadQuestion(_Lenient):
    id: str
    question: str
    is_impossible: bool = False
    answers: tuple[_SquadAnswer, ...] = ()


class _SquadParagraph(_Lenient):
    context: str
    qas: tuple[_SquadQuestion, ...]


class _SquadArticle(_Lenient):
    title: str
    paragraphs: tuple[_SquadParagraph, ...]


_Line = TypeVar("_Line")


class _Squad(_Lenient):
    data: tuple[_SquadArticle, ...]


class _BeirDocument(_Lenient):
    id: str = Field(alias="_id")
    title: str = ""
    text: str


class _BeirQuery(_Lenient):
    id: str = Field(alias="_id")
    text: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What a set holds: the text of each document by file name, and the cases as plain values for YAML."""

    documents: Mapping[str, str]
    cases: tuple[dict[str, object], ...]


def read_set(path: Path, split: Split) -> Imported:
    """The SQuAD file or BEIR folder at a path; every case is in the split given.

    Raises:
        CaseError: it is neither, or a file of it cannot be read.
    """
    try:
        if path.is_dir():
            return _beir(path, split)
        return _squad(_Squad.model_validate_json(path.read_bytes()), split)
    except OSError as error:
        raise CaseError([f"{error.filename or path}: cannot be read: {error.strerror}"]) from None
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise CaseError(
            [f"{path}: not a SQuAD 2.0 file or a BEIR folder ({where}: {first['msg']})"]
        ) from None


def pick(imported: Imported, most: int | None) -> Imported:
    """At most so many of the cases, spread evenly over them; all documents."""
    if most is None or most >= len(imported.cases):
        return imported
    step = len(imported.cases) / most
    return Imported(imported.documents, tuple(imported.cases[int(place * step)] for place in range(most)))


def write_set(imported: Imported, documents: Path, cases: Path) -> tuple[int, list[str]]:
    """The documents stand in a folder and the usable cases in a YAML file; how many, and a line for each left out.

    Raises:
        CaseError: the folder holds other files, nothing is usable, or something cannot be written.
    """
    try:
        documents.mkdir(parents=True, exist_ok=True)
        strange = sorted(p.name for p in documents.iterdir() if p.name not in imported.documents)
        if strange:
            raise CaseError([f"{documents}: holds {strange[0]} already: give a folder of its own"])
        for name, text in imported.documents.items():
            (documents / name).write_bytes(text.encode("utf-8"))
        usable, left_out = _usable(imported.cases, documents)
        if not usable:
            raise CaseError([f"{cases}: no case can be used", *left_out[:5]])
        text = yaml.safe_dump(usable, allow_unicode=True, sort_keys=False, width=100)
        cases.parent.mkdir(parents=True, exist_ok=True)
        cases.write_text(text, encoding="utf-8")
    except OSError as error:
        raise CaseError([f"{error.filename or documents}: cannot be written: {error.strerror}"]) from None
    return len(usable), left_out


def _usable(cases: Sequence[dict[str, object]], folder: Path) -> tuple[list[dict[str, object]], list[str]]:
    """The cases that the suite accepts over these documents as the program reads them, and why not the others."""
    from ingest.records import survey

    found = survey([folder])
    records = Records({loaded.document.id: loaded.document for loaded in found.documents}, ())
    usable, left_out = [], []
    for values in cases:
        try:
            place([Case.model_validate(values)], records)
        except CaseError as error:
            left_out.append(error.lines[0].removeprefix(": "))
        except ValidationError as error:
            left_out.append(f"{values['id']}: {error.errors()[0]['msg'].removeprefix('Value error, ')}")
        else:
            usable.append(values)
    return usable, left_out


# --- SQuAD -------------------------------------------------------------------------------------------


def _squad(found: _Squad, split: Split) -> Imported:
    documents: dict[str, str] = {}
    cases: dict[str, dict[str, object]] = {}
    for article in found.data:
        name = _free(_slug(article.title), documents)
        text = "\n\n".join(paragraph.context.strip() for paragraph in article.paragraphs) + "\n"
        documents[f"{name}.txt"] = text
        for paragraph in article.paragraphs:
            for question in paragraph.qas:
                case = _squad_case(question, paragraph.context, text, name, split)
                cases.setdefault(str(case["id"]), case)
    return Imported(documents, tuple(cases.values()))


def _squad_case(
    question: _SquadQuestion, context: str, text: str, name: str, split: Split
) -> dict[str, object]:
    asked = {"split": str(split), "question": question.question.strip()}
    if question.is_impossible or not question.answers:
        return {
            "id": f"squad-unanswerable-{_slug(question.id)}",
            "category": str(Category.NOT_IN_CORPUS),
            **asked,
            "status": [str(status) for status in REFUSED],
            "why": f"SQuAD: no answer in {name}",
        }
    answers = list(dict.fromkeys(answer.text.strip() for answer in question.answers))
    return {
        "id": f"squad-{_slug(question.id)}",
        "category": str(Category.SINGLE_FACT),
        **asked,
        "status": [str(Status.ANSWERED)],
        "lead": answers,
        "facts": [list(answers)],
        "gold": [{"document": name, "quote": _quote(question.answers[0], context, text)}],
        "why": f"SQuAD: answered in {name}",
    }


def _quote(answer: _SquadAnswer, context: str, text: str) -> str:
    """The sentence that holds the answer, or the whole paragraph where the sentence stands twice in the document."""
    for sentence in sentences(context):
        if sentence.start <= answer.answer_start < sentence.end:
            quote = sentence.of(context)
            if text.count(quote) == 1:
                return quote
    return context.strip()


# --- BEIR --------------------------------------------------------------------------------------------


def _beir(folder: Path, split: Split) -> Imported:
    documents: dict[str, str] = {}
    names: dict[str, str] = {}
    for document in _lines(folder / "corpus.jsonl", TypeAdapter(_BeirDocument)):
        name = _free(_slug(document.id), documents)
        parts = (document.title.strip(), document.text.strip())
        documents[f"{name}.txt"] = "\n\n".join(part for part in parts if part) + "\n"
        names[document.id] = name
    queries = {query.id: query.text for query in _lines(folder / "queries.jsonl", TypeAdapter(_BeirQuery))}
    relevant = _qrels(folder / "qrels")
    return Imported(documents, tuple(_beir_cases(queries, relevant, names, documents, split)))


def _beir_cases(
    queries: Mapping[str, str],
    relevant: Mapping[str, Sequence[str]],
    names: Mapping[str, str],
    documents: Mapping[str, str],
    split: Split,
) -> Iterator[dict[str, object]]:
    for query_id, document_ids in relevant.items():
        held = [names[document_id] for document_id in document_ids if document_id in names]
        if query_id in queries and held:
            yield {
                "id": f"beir-{_slug(query_id)}",
                "category": str(Category.RETRIEVAL),
                "split": str(split),
                "question": queries[query_id].strip(),
                "status": [str(Status.ANSWERED), str(Status.PARTLY_ANSWERED)],
                "gold": [{"document": name, "quote": documents[f"{name}.txt"].strip()} for name in held],
                "why": "BEIR: the documents that bear on it are known, not the answer",
            }


def _lines(path: Path, kind: TypeAdapter[_Line]) -> Iterator[_Line]:
    with path.open(encoding="utf-8") as file:
        for number, line in enumerate(file, start=1):
            if line.strip():
                try:
                    yield kind.validate_json(line)
                except ValidationError as error:
                    first = error.errors()[0]
                    where = ".".join(str(part) for part in first["loc"])
                    raise CaseError([f"{path}: line {number}: {where}: {first['msg']}"]) from None


def _qrels(folder: Path) -> dict[str, list[str]]:
    """The documents judged relevant to each query, in order of the file."""
    path = next((folder / name for name in _QRELS if (folder / name).is_file()), folder / _QRELS[0])
    found: dict[str, list[str]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for number, cells in enumerate(csv.reader(file, delimiter="\t"), start=1):
            if len(cells) != 3 or (number > 1 and not cells[2].strip().lstrip("-").isdigit()):
                raise CaseError([f"{path}: line {number}: not query, document and score, separated by tabs"])
            if cells[2].strip().isdigit() and int(cells[2]) > 0:
                found.setdefault(cells[0], []).append(cells[1])
    return found


# --- names -------------------------------------------------------------------------------------------


def _slug(text: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", text.casefold())) or "x"


def _free(name: str, taken: Iterable[str]) -> str:
    """The name, with a number where there is a file of that name already."""
    there = set(taken)
    number = 1
    while f"{name if number == 1 else f'{name}-{number}'}.txt" in there:
        number += 1
    return name if number == 1 else f"{name}-{number}"
