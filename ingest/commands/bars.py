"""What can be seen while a run is at work: a bar for the files read and one for the texts embedded."""

from __future__ import annotations

from collections.abc import Callable

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text


class Rate(ProgressColumn):
    """How many a second, or a minute where it is less than one a second."""

    def render(self, task: Task) -> Text:
        """The rate in words, "-" while it is not known."""
        speed = task.finished_speed or task.speed
        if not speed:
            return Text("-")
        return Text(f"{speed:,.0f}/s" if speed >= 1 else f"{speed * 60:.0f}/min")


class Bars:
    """Bars that appear when there is something to do and go when the block ends; nothing where nobody watches."""

    def __init__(self, console: Console) -> None:
        """Nothing is drawn yet."""
        columns = (
            TextColumn("{task.description:9}"),
            BarColumn(),
            MofNCompleteColumn(),
            Rate(),
            TimeRemainingColumn(),
        )
        self._progress = Progress(*columns, console=console, transient=True)

    def __enter__(self) -> Bars:
        """The bars."""
        return self

    def __exit__(self, *_: object) -> None:
        """The bars are gone."""
        if self._progress.live.is_started:
            self._progress.stop()

    def bar(self, what: str) -> Callable[[int, int], None]:
        """A bar that is told (done, total)."""
        task = self._progress.add_task(what, total=None, visible=False)

        def show(done: int, total: int) -> None:
            if total and self._progress.console.is_terminal:
                self._progress.start()
                self._progress.update(task, completed=done, total=total, visible=True)

        return show
