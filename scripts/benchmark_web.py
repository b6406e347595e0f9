"""Time the web chat as people meet it: a real ``python app.py`` over the index, a real Chromium, and crowds.

    python scripts/benchmark_web.py [--index DIR] [--json]

- **Start**: seconds from the command to the page's 200 and to the end of the first answer, which waits for the encoder.
- **First words**: in Chromium, on the warm server, milliseconds from Enter to the first words of the reply (a claim, or
  the frame of a refusal) in the page, for twenty different questions one after another. Left out, with a line that
  says so, where Playwright or Chromium is missing.
- **Sixteen people** at once, each with a session of their own: five questions in a row without a pause, and then five
  more with two seconds between them. Seconds from sending a question to the end of its answer; those who are told to
  wait are counted and not timed.
- **Sixty people** send one question in the same moment: the surplus is to be told to wait, not to fail.

The questions are those of the dev split of evals/cases that stand alone, each asked once, so that nothing is at hand
from an earlier one. Crowds speak to the page's queue as its own script does. They run on the same machine and take
their share of it; what else it does is told by the load average at the beginning and at the end.

Exit code 1, and a line for each, where something failed, the page took more than 10 s, the median of the first words
500 ms or more, or 95 of 100 answers to sixteen people 3 s or more.
A script, not a test: how fast a machine is proves nothing about the code.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
from web_people import PATIENCE, People, Times

from evals.cases import Category, Split, load_cases
from rag.settings import load_settings

ROOT = Path(__file__).parent.parent

#: What the chat promises: seconds to the page, milliseconds to the first words, seconds to the end of an answer.
PAGE, FIRST_WORDS, ANSWER = 10.0, 500.0, 3.0

#: People at once, questions each, and the pauses between them in seconds; people of the crowd that is too large.
PEOPLE, EACH, PAUSES, CROWD = 16, 5, (0.0, 2.0), 60

#: Questions asked in the browser, and how many in one visit: a session may ask twenty a minute.
IN_BROWSER, A_VISIT = 20, 5

#: Settings of the person that would keep strangers out of the page, or send them elsewhere.
LEFT_OUT = ("ASK_LOGIN_FILE", "ASK_PUBLIC_URL", "GRADIO_SERVER_NAME")

#: Run in the page: the moment of Enter, and the moment the last reply first holds words that answer.
WATCH = """() => {
  const turns = () => [...document.querySelectorAll(".turn")];
  window.timed = {};
  addEventListener("keydown", (event) => {
    if (event.key === "Enter") window.timed = { before: turns().length, begun: performance.now() };
  }, true);
  new MutationObserver(() => {
    const now = turns();
    if (window.timed.ended || !(now.length > window.timed.before)) return;
    if (now.at(-1).querySelector(".claim, .claims li, .reply[data-status] .frame, .reply.note"))
      window.timed.ended = performance.now();
  }).observe(document.querySelector("#conversation"), { childList: true, subtree: true, attributes: true });
}"""


# --- the server ----------------------------------------------------------------------------------------


@contextmanager
def serving(index: Path) -> Iterator[tuple[str, float]]:
    """The address of a chat that is being started, and the moment it was; it is stopped at the end."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    environment = {name: value for name, value in os.environ.items() if name not in LEFT_OUT}
    environment |= {"ASK_INDEX": str(index.resolve()), "GRADIO_SERVER_PORT": str(port)}
    with tempfile.TemporaryFile("w+") as said:
        begun = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "app.py"], cwd=ROOT, env=environment, stdout=said, stderr=said
        )
        try:
            yield f"http://127.0.0.1:{port}", begun
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
            said.seek(0)
            for line in said.read().splitlines():
                if "open http" not in line:
                    print(f"app.py said: {line}", file=sys.stderr)


def page_is_up(url: str) -> float:
    """The moment the page was first answered with 200; SystemExit where that never comes."""
    until = time.perf_counter() + PATIENCE
    while time.perf_counter() < until:
        try:
            if httpx.get(url, trust_env=False, timeout=5).status_code == 200:
                return time.perf_counter()
        except httpx.TransportError:
            time.sleep(0.02)
    raise SystemExit(f"the page did not come up within {PATIENCE:.0f} s")


# --- the browser ---


def first_words(url: str, questions: Sequence[str]) -> Times | str:
    """Milliseconds from Enter to the first words of each reply in Chromium, or why that was left out."""
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError:
        return "left out: playwright is not installed (make test installs it)"
    times = Times()
    with sync_playwright() as driver:
        found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
        path = found or driver.chromium.executable_path
        if not Path(path).exists():
            return "left out: no Chromium on this machine"
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        for number, question in enumerate(questions):
            if number % A_VISIT == 0:
                page = browser.new_page()
                page.goto(url)
                page.locator("#box textarea").wait_for()
                page.evaluate(WATCH)
            try:
                page.locator("#box textarea").fill(question)
                page.locator("#box textarea").press("Enter")
                page.locator(".turn").nth(number % A_VISIT).locator(".reply:not([aria-busy])").wait_for()
                timed = page.evaluate("window.timed")
                times.took.append(timed["ended"] - timed["begun"])
            except (Error, KeyError) as error:
                times.errors.append(f"{type(error).__name__} in the browser")
        browser.close()
    return times


# --- what was found ------------------------------------------------------------------------------------


def questions() -> list[str]:
    """The dev questions that stand alone, in an order that mixes their sorts and is the same each time."""
    cases = load_cases(ROOT / "evals" / "cases")
    alone = [
        case.question
        for case in cases
        if case.split is Split.DEV
        and case.question
        and not case.filters
        and case.category is not Category.INJECTED
    ]
    return [text for step in range(7) for text in alone[step::7]]


def measure(index: Path) -> dict[str, Any]:
    """Everything the docstring of this script names, as numbers by name."""
    asked = iter(questions())

    def take(number: int) -> list[str]:
        return [next(asked) for _ in range(number)]

    found: dict[str, Any] = {"cores": len(os.sched_getaffinity(0)), "load_before": _load()}
    failures: list[str] = []
    with serving(index) as (url, begun):
        found["page_s"] = round(page_is_up(url) - begun, 2)
        people = People(url)
        first = asyncio.run(people.crowd([take(1)]))
        found["first_answer_s"] = round(time.perf_counter() - begun, 2)
        failures += first.errors
        words = first_words(url, take(IN_BROWSER))
        found["first_words_ms"] = words if isinstance(words, str) else words.told
        failures += [] if isinstance(words, str) else words.errors
        for pause in PAUSES:
            round_of = asyncio.run(people.crowd([take(EACH) for _ in range(PEOPLE)], pause))
            found[f"{PEOPLE}_people_pause_{pause:.0f}_s"] = round_of.told
            failures += round_of.errors
        crowd = asyncio.run(people.crowd([take(1) for _ in range(CROWD)]))
        found[f"{CROWD}_people_s"] = crowd.told
        failures += crowd.errors
    return found | {"load_after": _load(), "failures": failures, "broken": broken(found, failures)}


def broken(found: Mapping[str, Any], failures: Sequence[str]) -> list[str]:
    """A line for each promise that was not kept."""
    lines = [f"{len(failures)} failed, the first: {failures[0]}"] if failures else []
    if found["page_s"] > PAGE:
        lines.append(f"the page took {found['page_s']} s: more than {PAGE:.0f} s")
    words = found["first_words_ms"]
    if isinstance(words, Mapping) and late(words["median"], FIRST_WORDS):
        lines.append(f"first words took {words['median']} ms: {FIRST_WORDS:.0f} ms or more")
    for name, told in found.items():
        if name.startswith(f"{PEOPLE}_people") and late(told["p95"], ANSWER):
            lines.append(f"{name}: 95 of 100 answers took up to {told['p95']} s: {ANSWER:.0f} s or more")
    return lines


def late(took: float | None, most: float) -> bool:
    """True where something took as long as ``most``, or never came."""
    return took is None or took >= most


def _load() -> list[float]:
    return [round(one, 2) for one in os.getloadavg()]


def _print(found: Mapping[str, Any]) -> None:
    print(
        f"{found['cores']} cores, load average {found['load_before'][0]} before and {found['load_after'][0]} after"
    )
    print(
        f"page up in {found['page_s']} s, first answer in {found['first_answer_s']} s, both from the command\n"
    )
    print(f"{'':28}{'answered':>10}{'median':>10}{'95th':>10}{'worst':>10}{'told to wait':>14}{'errors':>8}")
    for name, told in found.items():
        if isinstance(told, Mapping):
            numbers = "".join(
                f"{told[one] if told[one] is not None else '-':>10}"
                for one in ("answered", "median", "p95", "worst")
            )
            print(f"{name:28}{numbers}{told['told_to_wait']:>14}{told['errors']:>8}")
        elif name == "first_words_ms":
            print(f"{name:28}{told}")
    print()
    for line in found["broken"]:
        print(f"NOT KEPT: {line}")
    if not found["broken"]:
        print("every promise was kept")


def main() -> int:
    """0 where every promise was kept, else 1; the table or one JSON object is printed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False
    )
    parser.add_argument("--index", type=Path, help="folder of the index (default: ASK_INDEX or .data/index)")
    parser.add_argument("--json", action="store_true", help="print one JSON object in place of the table")
    options = parser.parse_args()
    index = load_settings(index=options.index).index
    if not (index / "CURRENT").exists():
        print(f"no index in {index}: make one with make index", file=sys.stderr)
        return 2
    found = measure(index)
    if options.json:
        print(json.dumps(found, indent=1))
    else:
        _print(found)
    return 1 if found["broken"] else 0


if __name__ == "__main__":
    sys.exit(main())
