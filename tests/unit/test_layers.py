"""Who may import whom, and what is loaded when. The contracts themselves stand in pyproject.toml."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("rag", "ingest", "web", "evals")

#: What takes seconds to import.
HEAVY = {"torch", "sentence_transformers", "transformers", "chromadb", "gradio"}


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    program = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return subprocess.run(
        [sys.executable, "-c", program, "--no-cache"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packages and their contracts in a folder of their own."""
    folder = tmp_path_factory.mktemp("copy")
    shutil.copy(ROOT / "pyproject.toml", folder)
    for name in PACKAGES:
        shutil.copytree(ROOT / name, folder / name, ignore=lambda _, names: [n for n in names if _is_data(n)])
    return folder


def _is_data(name: str) -> bool:
    return name == "__pycache__" or ("." in name and not name.endswith(".py"))


def test_the_contracts_are_kept_and_a_planted_violation_of_each_is_caught(copy: Path) -> None:
    whole = lint(copy)
    assert whole.returncode == 0, whole.stdout + whole.stderr
    assert " 0 broken" in whole.stdout
    planted = {
        "rag/fusion.py": ("import gradio", "rag.fusion -> gradio"),
        "rag/citations.py": ("from ingest import indexing", "rag.citations -> ingest.indexing"),
        "rag/lexical.py": ("import rag.pipeline", "rag.lexical -> rag.pipeline"),
        "rag/pipeline.py": ("import langchain_core", "rag.pipeline -> langchain_core"),
        "ingest/cleaning/lines.py": ("import evals.cases", "ingest.cleaning.lines -> evals.cases"),
        "ingest/sections.py": ("import ingest.records", "ingest.sections -> ingest.records"),
        "ingest/formats/plain.py": ("import rag.store", "ingest.formats.plain -> rag.store"),
        "web/markup.py": ("import evals.gates", "web.markup -> evals.gates"),
        "rag/unheard_of.py": ("", "rag.unheard_of"),
    }
    for file, (line, _) in planted.items():
        with (copy / file).open("a", encoding="utf-8") as source:
            source.write(f"\n{line}\n")
    broken = lint(copy)
    assert broken.returncode == 1
    told = " ".join(broken.stdout.split())
    for file, (_, wanted) in planted.items():
        assert wanted in told, file


def imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield node.module or ""


@pytest.mark.parametrize("package", PACKAGES)
def test_no_package_imports_the_app_or_the_tests(package: str) -> None:
    files = list((ROOT / package).rglob("*.py"))
    assert files
    for file in files:
        roots = {name.partition(".")[0] for name in imports(file)}
        assert not roots & {"app", "tests", "scripts"}, file


def loaded_by(*modules: str) -> set[str]:
    """What a fresh interpreter has loaded after importing these."""
    program = f"import sys, {', '.join(modules)}; print(*(name.partition('.')[0] for name in sys.modules))"
    ran = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(ran.stdout.split())


def test_importing_rag_loads_no_library_at_all() -> None:
    assert loaded_by("rag") - loaded_by("site") <= {"rag"} | set(sys.stdlib_module_names)


def test_the_commands_the_chain_and_the_pipeline_load_nothing_heavy_before_it_is_used() -> None:
    found = loaded_by("rag.commands", "rag.bootstrap", "rag.chain", "ingest.__main__")
    assert "langchain_core" in found
    assert not found & HEAVY
    assert not loaded_by("rag.commands") & {"langchain_core", "bm25s"}
