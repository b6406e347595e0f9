"""The questions: strictly read from YAML, every fault reported with its file and case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Self

import yaml
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    PrivateAttr,
    StringConstraints,
    ValidationError,
    model_validator,
)

from rag.catalogue import make_filters
from rag.domain import Document, Filter, Question, Status
from rag.errors import AskError

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Alternatives = Annotated[tuple[Words, ...], Field(min_length=1)]


class CaseError(AskError):
    """Case files cannot be used as they are; ``lines`` says why, one line per fault."""

    def __init__(self, lines: Sequence[str]) -> None:
        """The message is all lines."""
        super().__init__("\n".join(lines))
        self.lines = tuple(lines)


class Category(StrEnum):
    """What sort of question it is; results are counted by it."""

    SINGLE_FACT = "single_fact"
    PARAPHRASE = "paraphrase"
    LIST = "list"
    DATES_AND_FIGURES = "dates_and_figures"
    PLAN_OR_OUTCOME = "plan_or_outcome"
    CONSIDERED_OR_AGREED = "considered_or_agreed"
    SPEAKER = "speaker"
    COMPARISON = "comparison"
    MULTI_DOCUMENT = "multi_document"
    FOLLOW_UP = "follow_up"
    NEAR_MISS = "near_miss"
    ANSWERABLE_TWIN = "answerable_twin"
    FALSE_PREMISE = "false_premise"
    WRONG_PLACE = "wrong_place"
    WRONG_YEAR = "wrong_year"
    ADVICE = "advice"
    IDENTIFICATION = "identification"
    NOT_IN_CORPUS = "not_in_corpus"
    #: Asked of the documents that filters admit.
    FILTERED = "filtered"
    #: Asked while documents that try to give orders are indexed beside the others (evals/injected).
    INJECTED = "injected"
    #: Only the documents that bear on it are known, not its answer: imported retrieval sets.
    RETRIEVAL = "retrieval"


class Split(StrEnum):
    """``DEV`` cases may be looked at while the program is improved; ``TEST`` cases only give numbers."""

    DEV = "dev"
    TEST = "test"


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class GoldQuote(_Strict):
    """Words of a document that hold the answer, copied character for character."""

    document: Words
    # Not stripped: what stands here is compared with the document as it is.
    quote: Annotated[str, StringConstraints(min_length=1)]


class Filters(_Strict):
    """Which documents may be used, in the words of the command line; nothing given admits all."""

    document: tuple[Words, ...] = ()
    kind: tuple[Words, ...] = ()
    standing: tuple[Words, ...] = ()
    jurisdiction: tuple[Words, ...] = ()
    since: str | None = None
    until: str | None = None


class Case(_Strict):
    """One question and what a right answer to it shows."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    category: Category
    split: Split
    question: Words | None = None
    turns: Annotated[tuple[Words, ...], Field(min_length=2)] | None = None
    status: Annotated[tuple[Status, ...], Field(min_length=1)]
    lead: Alternatives | None = None
    facts: tuple[Alternatives, ...] = ()
    gold: tuple[GoldQuote, ...] = ()
    must_not: tuple[Words, ...] = ()
    twin: str | None = None
    filters: Filters | None = None
    why: Words

    _file: str = PrivateAttr(default="")

    @model_validator(mode="after")
    def _is_consistent(self) -> Self:
        if (self.question is None) == (self.turns is None):
            raise ValueError("give either question or turns")
        if self.accepts_statement_of_silence and not self.gold:
            raise ValueError("a refusal that may also be answered needs the gold of that answer")
        if self.expects_answer and not all(status.answers for status in self.status):
            raise ValueError("status mixes answers and refusals: put the refusal that is due first")
        if self.category is Category.RETRIEVAL:
            if not self.expects_answer or self.lead or self.facts or not self.gold:
                raise ValueError("a retrieval case is answered and has gold, but neither lead nor facts")
        elif self.expects_answer and not (self.lead and self.facts and self.gold):
            raise ValueError("a question with an answer needs lead, facts and gold")
        if (self.category is Category.FILTERED) != (self.filters is not None):
            raise ValueError("a filtered case has filters, cases of other categories have none")
        # What corrects a false premise is told with the refusal.
        corrected = self.facts and self.category is not Category.FALSE_PREMISE
        if not self.expects_answer and (self.lead or corrected):
            raise ValueError("a refusal has no lead, and facts only where they correct a false premise")
        if "unanswerable" in self.id and self.expects_answer:
            raise ValueError('its id says "unanswerable", but it expects an answer')
        paired = self.category in (Category.NEAR_MISS, Category.ANSWERABLE_TWIN)
        if paired != (self.twin is not None):
            raise ValueError("near_miss and answerable_twin have a twin, other categories have none")
        if paired and self.expects_answer != (self.category is Category.ANSWERABLE_TWIN):
            raise ValueError("an answerable_twin is answered, a near_miss is refused")
        return self

    @property
    def expects_answer(self) -> bool:
        """True where a right reply states an answer, False where a refusal is due: what ``status`` says first."""
        return self.status[0].answers

    @property
    def accepts_statement_of_silence(self) -> bool:
        """True where a refusal is due but the record itself says, in the gold words, that it does not say.

        Showing those words first is then as good as refusing.
        """
        return not self.expects_answer and any(status.answers for status in self.status)

    @property
    def asked(self) -> Question:
        """The question as the program is asked it: the last turn, with the earlier ones as history."""
        turns = self.turns or (self.question or "",)
        return Question(turns[-1], history=turns[:-1])

    def filters_in(self, documents: Mapping[str, Document]) -> tuple[Filter, ...]:
        """Its filters as the program takes them; BadSetting where a value is unknown in these documents."""
        return make_filters(documents, **self.filters.model_dump()) if self.filters else ()

    @property
    def where(self) -> str:
        """File and id, as every line about a fault of this case begins."""
        return f"{self._file}: {self.id}"


def load_cases(folder: Path) -> tuple[Case, ...]:
    """Every case of the folder's ``*.yaml`` files, in order of file name and place.

    Raises:
        CaseError: a file or case is not as it should be, there is none, two share an id, or twins
            do not match.
    """
    files = sorted(folder.glob("*.yaml"))
    if not files:
        raise CaseError([f"{folder}: no case files (*.yaml): add one, or give another folder"])
    return load_files(files)


def load_files(files: Iterable[Path]) -> tuple[Case, ...]:
    """Every case of the files, in order of file and place; raises as ``load_cases`` does."""
    cases: list[Case] = []
    faults: list[str] = []
    for file in files:
        found, wrong = _read(file)
        cases.extend(found)
        faults.extend(wrong)
    faults.extend(_faults_among(cases))
    if faults:
        raise CaseError(faults)
    return tuple(cases)


class _UniqueKeys(yaml.SafeLoader):
    """YAML without repeated keys, which PyYAML would drop in silence."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, object]:
        """The mapping of a node; a YAML error where a key stands twice."""
        keys = Counter(key.value for key, _ in node.value)
        twice = [key for key, count in keys.items() if count > 1]
        if twice:
            raise yaml.constructor.ConstructorError(None, None, f'"{twice[0]}" stands twice', node.start_mark)
        return super().construct_mapping(node, deep)


def _read(file: Path) -> tuple[list[Case], list[str]]:
    try:
        raw = _UniqueKeys(file.read_text(encoding="utf-8")).get_single_data()
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        return [], [f"{file.name}: cannot be read: {' '.join(str(error).split())}"]
    if not isinstance(raw, list) or not raw:
        return [], [f"{file.name}: not a list of cases: begin each with - id:"]
    cases: list[Case] = []
    faults: list[str] = []
    for place, entry in enumerate(raw, start=1):
        name = str(entry.get("id", f"case {place}")) if isinstance(entry, dict) else f"case {place}"
        try:
            case = Case.model_validate(entry)
        except ValidationError as error:
            faults.extend(f"{file.name}: {name}: {fault}" for fault in _explained(error))
            continue
        case._file = file.name
        cases.append(case)
    return cases, faults


def _explained(error: ValidationError) -> Iterable[str]:
    for fault in error.errors():
        field = ".".join(str(part) for part in fault["loc"])
        message = fault["msg"].removeprefix("Value error, ")
        yield f"{field}: {message}" if field else message


def _faults_among(cases: Sequence[Case]) -> Iterable[str]:
    by_id = {case.id: case for case in cases}
    for case_id, count in Counter(case.id for case in cases).items():
        if count > 1:
            yield f"{by_id[case_id].where}: {count} cases have this id"
    for case in cases:
        if case.twin is None:
            continue
        twin = by_id.get(case.twin)
        if twin is None or twin.twin != case.id or twin.category is case.category:
            yield f'{case.where}: twin "{case.twin}" is not a case of the other kind that names this one'
        elif twin.split is not case.split:
            yield f'{case.where}: it is in {case.split}, its twin "{case.twin}" in {twin.split}'
