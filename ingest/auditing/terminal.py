"""The audit on a terminal: the text with kind and rule in the margin, and a table of what was cut."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from ingest.auditing.auditing import Audit, Share, pieces
from ingest.auditing.showing import facts_of, name_of, percent, total_of, visible

#: Wide enough for most kinds with their rules; longer ones wrap.
_MARGIN = 30

#: A table is laid out as a whole: a long text is shown in tables of so many lines.
_LINES_AT_ONCE = 400

_CUT, _FLAG = "dim strike", "bold reverse"


def show(found: Audit, console: Console) -> None:
    """The audit is on the console. Cut text is dim and struck through, flagged text reversed.

    Where there are no colours both stand between brackets.
    """
    console.print(Text(visible(found.document.title), style="bold"))
    console.print(Text(facts_of(found), style="dim"))
    console.print()
    lines = _lines(found, brackets=console.color_system is None)
    for begin in range(0, len(lines), _LINES_AT_ONCE):
        grid = Table.grid(padding=(0, 2))
        grid.add_column(width=_MARGIN, overflow="fold")
        grid.add_column(ratio=1, overflow="fold")
        for margin, words in lines[begin : begin + _LINES_AT_ONCE]:
            grid.add_row(margin, words)
        console.print(grid)
    console.print()
    if found.cut:
        console.print(_table("cut", found.cut))
    if found.flags:
        console.print(_table("flagged", found.flags))
    console.print(Text(total_of(found)))


def _lines(found: Audit, *, brackets: bool) -> list[tuple[Text, Text]]:
    """The lines of the text with their margins; of blank lines that follow each other one is left."""
    lines: list[tuple[Text, Text]] = [(Text(), Text())]
    for piece in pieces(found):
        style = _CUT if piece.cut else _FLAG if piece.flagged else ""
        for mark in piece.begins:
            sign = "✂" if mark is piece.cut else "⚑"
            margin = lines[-1][0]
            if margin:
                margin.append("\n")
            margin.append(f"{sign} {name_of(mark)}", "red" if sign == "✂" else "yellow")
        words = visible(piece.span.of(found.document.text))
        if style and brackets:
            words = f"[{words}]"
        for number, part in enumerate(words.split("\n")):
            if number:
                _begin(lines)
            lines[-1][1].append(part, style)
    return lines


def _begin(lines: list[tuple[Text, Text]]) -> None:
    margin, words = lines[-1]
    if not margin and not words.plain.strip() and (len(lines) == 1 or not lines[-2][1].plain.strip()):
        lines.pop()
    lines.append((Text(), Text()))


def _table(heading: str, shares: tuple[Share, ...]) -> Table:
    table = Table(title=heading, title_justify="left")
    table.add_column("kind")
    table.add_column("found by")
    table.add_column("spans", justify="right")
    table.add_column("of the text", justify="right")
    for share in shares:
        rules = ", ".join(map(visible, share.rules))
        table.add_row(Text(visible(share.kind)), Text(rules), str(share.spans), percent(share.share))
    return table
