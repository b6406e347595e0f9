"""The options of ``pytest evals``, the index it asks, and the report at its end."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from evals.baseline import load_baseline, make_baseline, save_baseline
from evals.cases import Case, load_cases, load_files
from evals.gates import load_floors
from evals.injected import DOCUMENTS, injected_runner, load_canaries
from evals.options import ORIGINALS, Options, read_options
from evals.originals import cases_for, load_originals, place_in_originals
from evals.replies import KeptReplies, model_to_ask
from evals.report import for_terminal
from evals.report_files import write_reports
from evals.run import Run
from evals.runner import Runner
from evals.session import CASES, CORPUS, THRESHOLDS, THRESHOLDS_WITH_MODEL, Session
from evals.worded import Prices
from ingest.indexing import VECTORS
from rag.bootstrap import Serving
from rag.chain import as_runnable
from rag.errors import AskError
from rag.settings import Settings, load_settings

_SESSION = pytest.StashKey[Session]()
_INJECTED = pytest.StashKey[Path]()

_OPTIONS = (
    ("index", "DIR", "ask this index instead of a fresh one of corpus/"),
    ("retriever", "NAME", "hybrid (default), dense, passages or lexical"),
    ("answerer", "NAME", "extractive (default)"),
    ("originals", "DIR", "ask the scraped originals in this folder instead of the digests"),
    ("model", "PROVIDER:NAME", "let this language model word the answers; its replies are kept in .data/"),
    ("baseline", "FILE", "compare with this file instead of evals/baseline.json"),
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options of ``evals.options`` are known; their values are checked by it."""
    group = parser.getgroup("evals", "evaluation of Ask the Reviews")
    for name, metavar, text in _OPTIONS:
        group.addoption(f"--{name}", metavar=metavar, help=text)
    group.addoption("--cases", metavar="FILE", action="append", help="ask these cases instead (repeatable)")
    group.addoption(
        "--show-test", action="store_true", help="show the misses of the test split too (do not tune on them)"
    )
    group.addoption("--refresh-model", action="store_true", help="ask the model anew, not for kept replies")
    group.addoption("--update-baseline", action="store_true", help="keep this run as evals/baseline.json")


def pytest_configure(config: pytest.Config) -> None:
    """Options, cases, floors and baseline are read; a fault in them ends the run with one line each."""
    try:
        options = read_options(lambda name: config.getoption(f"--{name}"))
        # What the originals say stands elsewhere and is judged otherwise: no baseline of ours applies.
        baseline = None if options.originals else load_baseline(options.baseline)
        floors = load_floors(THRESHOLDS_WITH_MODEL if options.model else THRESHOLDS)
        config.stash[_SESSION] = Session(_cases(options), floors, options=options, baseline=baseline)
    except AskError as error:
        raise pytest.UsageError(str(error)) from None


def _cases(options: Options) -> tuple[Case, ...]:
    cases = load_files(options.cases) if options.cases else load_cases(CASES)
    return cases_for(load_originals(ORIGINALS), cases) if options.originals else cases


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """One test per case, one per floor."""
    session = metafunc.config.stash[_SESSION]
    if "case_id" in metafunc.fixturenames:
        metafunc.parametrize("case_id", [case.id for case in session.cases])
    if "floor" in metafunc.fixturenames:
        metafunc.parametrize("floor", session.floors, ids=[floor.name for floor in session.floors])


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The gates come last, whatever order was asked for."""
    items.sort(key=lambda item: "floor" in getattr(item, "fixturenames", ()))


def pytest_collection_finish(session: pytest.Session) -> None:
    """A baseline of a selection is refused before anything is asked."""
    found = session.config.stash[_SESSION]
    if found.options.update_baseline and _selected(session) < len(found.cases):
        raise pytest.UsageError(
            "--update-baseline keeps a run of every question: leave out -k and single tests"
        )


@pytest.fixture(scope="session")
def index(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index asked for, or a fresh one of corpus/ or of the originals: to make one takes a minute."""
    options = pytestconfig.stash[_SESSION].options
    if options.index is not None:
        return options.index
    folder = tmp_path_factory.mktemp("index")
    with _in_one_line():
        _build(load_settings(index=folder), options.originals or CORPUS)
    return folder


@pytest.fixture(scope="session")
def session(
    pytestconfig: pytest.Config, index: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Session]:
    """The session with the program open over the index."""
    opened = pytestconfig.stash[_SESSION]
    with _in_one_line():
        _open(opened, settings_of(index), pytestconfig, tmp_path_factory)
    yield opened


@contextmanager
def _in_one_line() -> Iterator[None]:
    """An error of ours inside ends the run with its one line."""
    try:
        yield
    except AskError as error:
        pytest.exit(str(error), returncode=pytest.ExitCode.USAGE_ERROR)


def settings_of(index: Path) -> Settings:
    """The person's settings for an index, but for a language model and its ceilings: only --model asks one."""
    settings = load_settings(index=index)
    return settings.model_copy(update={"model": None, "model_day_tokens": 0, "model_day_cost": 0.0})


def _open(
    session: Session, settings: Settings, config: pytest.Config, folders: pytest.TempPathFactory
) -> None:
    options, replies = (
        session.options,
        model_to_ask(session.options.model, refresh=session.options.refresh_model),
    )
    serving = Serving(settings, retriever=options.retriever, suggest=False, chat=replies)
    pipeline, manifest = serving.pipeline(), serving.manifest()
    placed = None
    if options.originals:
        originals = load_originals(ORIGINALS)
        placed = place_in_originals(originals, session.cases, pipeline.records, manifest, options.originals)
    session.open(
        as_runnable(pipeline),
        pipeline.records,
        pipeline.info,
        recipe=manifest.recipe,
        placed=placed,
        elsewhere=lambda: _elsewhere(session, _with_injected(settings.index, config, folders), replies),
        replies=replies,
        prices=Prices.of(settings.model_prices),
    )


def _elsewhere(session: Session, index: Path, chat: KeptReplies | None) -> Runner:
    """The runner of the injected cases."""
    retriever = session.options.retriever
    pipeline = Serving(settings_of(index), retriever=retriever, suggest=False, chat=chat).pipeline()
    return injected_runner(session.cases, as_runnable(pipeline), pipeline.records, load_canaries())


@pytest.fixture(scope="session")
def index_with_injected(
    pytestconfig: pytest.Config, index: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """An index of corpus/ and of the invented documents that give orders."""
    with _in_one_line():
        return _with_injected(index, pytestconfig, tmp_path_factory)


def _with_injected(index: Path, config: pytest.Config, folders: pytest.TempPathFactory) -> Path:
    """The index of corpus/ and the invented documents, made when it is first asked for."""
    if _INJECTED not in config.stash:
        folder = folders.mktemp("injected")
        if (index / VECTORS).is_file() and config.stash[_SESSION].options.index is None:
            shutil.copy(index / VECTORS, folder / VECTORS)  # only the invented documents are embedded
        _build(load_settings(index=folder), CORPUS, DOCUMENTS)
        config.stash[_INJECTED] = folder
    return config.stash[_INJECTED]


def _build(settings: Settings, *roots: Path) -> None:
    from ingest.indexing import build_index

    build_index(settings, list(roots))


def _selected(session: pytest.Session) -> int:
    return sum("case_id" in getattr(item, "fixturenames", ()) for item in session.items)


# Of the session's scope, so that it is asked before the index is built.
@pytest.fixture(scope="session")
def every_case_selected(request: pytest.FixtureRequest) -> None:
    """The test is skipped where the floors do not apply, or only some of the questions were selected."""
    found = request.config.stash[_SESSION]
    selected, total = _selected(request.session), len(found.cases)
    if found.options.no_gates:
        pytest.skip(found.options.no_gates)
    if selected < total:
        pytest.skip(f"floors need every question; {selected} of {total} are selected")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """The tables stand at the end of the output, and after a whole run in reports/."""
    session = config.stash.get(_SESSION, None)
    run = session.run() if session else None
    if run is None:
        return
    show_test = run.options.show_test
    writer = terminalreporter._tw
    terminalreporter.section("evaluation")
    terminalreporter.write(
        for_terminal(run, show_test=show_test, width=writer.fullwidth, colour=writer.hasmarkup)
    )
    if run.complete:
        paths = write_reports(run, config.rootpath / "reports", show_test=show_test)
        written = ", ".join(str(path.relative_to(config.rootpath)) for path in paths)
        terminalreporter.write_line(f"\nWritten: {written}")
    else:
        terminalreporter.write_line("\nNo report was written: only a run of every question writes one.")
    if run.options.update_baseline:
        terminalreporter.write_line(_update_baseline(run))


def _update_baseline(run: Run) -> str:
    below = [verdict.floor.name for verdict in run.verdicts if not verdict.reached]
    broken = [o.case.id for o in run.outcomes if o.error or o.breaches]
    if not run.complete or below or broken:
        return (
            f"The baseline stays as it was: {', '.join([*below, *broken]) or 'not every question was asked'}."
        )
    info, path = run.info, run.options.baseline
    kept = make_baseline(
        run.outcomes,
        recipe=run.recipe,
        encoder=info.encoder,
        documents=info.documents,
        retriever=run.options.retriever,
    )
    save_baseline(path, kept)
    return f"Written: {path}, the run that later ones are compared with."
