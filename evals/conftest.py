"""The options of ``pytest evals``, the index it asks, and the report at its end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from evals.cases import CaseError, load_cases
from evals.gates import load_floors
from evals.report import for_terminal
from evals.report_files import write_reports
from evals.session import CASES, CORPUS, THRESHOLDS, Session
from rag.bootstrap import Serving
from rag.chain import as_runnable
from rag.errors import AskError
from rag.settings import Settings, load_settings

_SESSION = pytest.StashKey[Session]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--index`` and ``--show-test`` are known."""
    group = parser.getgroup("evals", "evaluation of Ask the Reviews")
    group.addoption("--index", metavar="DIR", help="ask this index instead of a fresh one of corpus/")
    group.addoption(
        "--show-test", action="store_true", help="list the misses of the test split too (do not tune on them)"
    )


def pytest_configure(config: pytest.Config) -> None:
    """Cases and floors are read; a fault in them ends the run with one line each."""
    try:
        config.stash[_SESSION] = Session(load_cases(CASES), load_floors(THRESHOLDS))
    except CaseError as error:
        raise pytest.UsageError(str(error)) from None


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


@pytest.fixture(scope="session")
def session(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """The session with the program open over the index given, or over a fresh one of corpus/."""
    opened = pytestconfig.stash[_SESSION]
    given = pytestconfig.getoption("--index")
    try:
        if given:
            settings = load_settings(index=Path(given))
        else:
            settings = load_settings(index=tmp_path_factory.mktemp("index"))
            _build(settings)
        pipeline = Serving(settings).pipeline()
        opened.open(as_runnable(pipeline), pipeline.records, pipeline.info)
    except AskError as error:
        pytest.exit(str(error), returncode=pytest.ExitCode.USAGE_ERROR)
    yield opened


def _build(settings: Settings) -> None:
    from ingest.indexing import build_index

    build_index(settings, [CORPUS])


# Of the session's scope, so that it is asked before the index is built.
@pytest.fixture(scope="session")
def every_case_selected(request: pytest.FixtureRequest) -> None:
    """The test is skipped where only some of the questions were selected."""
    selected = sum("case_id" in getattr(item, "fixturenames", ()) for item in request.session.items)
    total = len(request.config.stash[_SESSION].cases)
    if selected < total:
        pytest.skip(f"floors need every question; {selected} of {total} are selected")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """The tables stand at the end of the output, and after a whole run in reports/."""
    session = config.stash.get(_SESSION, None)
    run = session.run() if session else None
    if run is None:
        return
    show_test = bool(config.getoption("--show-test"))
    writer = terminalreporter._tw
    terminalreporter.section("evaluation")
    terminalreporter.write(
        for_terminal(run, show_test=show_test, width=writer.fullwidth, colour=writer.hasmarkup)
    )
    if run.complete:
        paths = write_reports(run, config.rootpath / "reports", show_test=show_test)
        written = " and ".join(str(path.relative_to(config.rootpath)) for path in paths)
        terminalreporter.write_line(f"\nWritten: {written}")
    else:
        terminalreporter.write_line("\nNo report was written: only a run of every question writes one.")
