"""What a person may ask of a run, checked before anything slow begins."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from rag.errors import BadSetting
from rag.retrieval import NAMES as RETRIEVERS

#: Answerers by name; the first is the default.
ANSWERERS = ("extractive",)

#: Where the suite's own files are.
HERE = Path(__file__).parent
BASELINE, ORIGINALS = HERE / "baseline.json", HERE / "originals.yaml"

#: A model as ASK_MODEL names it.
_MODEL = re.compile(r"[a-z][a-z0-9_]*:\S+")

#: Reads one option by its name without dashes; None, False or () where it was not given.
Get = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Options:
    """A run as it was asked for. None or () means the suite's own: its cases, and a fresh index of corpus/."""

    index: Path | None = None
    cases: tuple[Path, ...] = ()
    originals: Path | None = None
    retriever: str = RETRIEVERS[0]
    answerer: str = ANSWERERS[0]
    model: str | None = None
    refresh_model: bool = False
    show_test: bool = False
    baseline: Path = BASELINE
    update_baseline: bool = False

    @property
    def label(self) -> str:
        """What the reports of the run are told apart by: "" for the suite's own run, else as "originals-dense"."""
        parts = (
            "originals" if self.originals else "",
            "index" if self.index else "",
            "cases" if self.cases else "",
            self.retriever if self.retriever != RETRIEVERS[0] else "",
            "model-" + re.sub(r"[^\w.]+", "-", self.model).strip("-") if self.model else "",
        )
        return "-".join(part for part in parts if part)

    @property
    def no_gates(self) -> str | None:
        """Why the floors do not apply to this run, or None where they do."""
        if self.originals:
            return "floors are set for the digests in corpus/; --originals asks other documents"
        if self.cases:
            return "floors need every question of the suite; --cases gives others"
        return None


def read_options(get: Get) -> Options:
    """The options of a command line.

    Raises:
        BadSetting: a value is unknown, a file or folder is not there, or two options do not go together.
    """
    options = Options(
        index=_path(get("index")),
        cases=tuple(Path(str(file)) for file in _several(get("cases"))),
        originals=_path(get("originals")),
        retriever=_one_of("retriever", get("retriever"), RETRIEVERS),
        answerer=_one_of("answerer", get("answerer"), ANSWERERS),
        model=str(get("model")) if get("model") else None,
        refresh_model=bool(get("refresh-model")),
        show_test=bool(get("show-test")),
        baseline=_path(get("baseline")) or BASELINE,
        update_baseline=bool(get("update-baseline")),
    )
    _check(options)
    return options


def _check(options: Options) -> None:
    if options.originals and (options.index or options.cases):
        raise BadSetting(
            "--originals asks the suite's questions of its own index: leave out --index and --cases"
        )
    if options.originals and not options.originals.is_dir():
        raise BadSetting(f"--originals: no folder {options.originals}: give the folder of the scraped files")
    for file in options.cases:
        if not file.is_file():
            raise BadSetting(f"--cases: no file {file}: give a YAML file of cases")
    check_model(options.model, refresh=options.refresh_model)
    if options.update_baseline and options.label:
        raise BadSetting(
            "--update-baseline keeps the suite's own run: leave out --index, --cases, --originals, --retriever "
            "and --model"
        )


def check_model(name: str | None, *, refresh: bool) -> None:
    """Nothing, where a model is named as it should be, or none is and none is to be asked anew; else BadSetting."""
    if name is not None and not _MODEL.fullmatch(name):
        raise BadSetting(
            f"--model {name}: write provider:name, as openai:gpt-4o-mini or ollama:llama3.2; leave it out to ask "
            "without a model"
        )
    if refresh and name is None:
        raise BadSetting("--refresh-model asks a model anew: name it with --model")


def _one_of(name: str, value: object, known: tuple[str, ...]) -> str:
    if value is None:
        return known[0]
    if value not in known:
        raise BadSetting(f'--{name}: no {name} "{value}": there is {", ".join(known)}')
    return str(value)


def _path(value: object) -> Path | None:
    return Path(str(value)) if value else None


def _several(value: object) -> tuple[object, ...]:
    return tuple(value) if isinstance(value, list | tuple) else ()
