"""The report as one HTML page that asks nothing of any server: style, script and drawings stand in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

from evals.baseline import Comparison, Flip
from evals.cases import Split
from evals.outcomes import Outcome
from evals.page_cases import article
from evals.page_charts import bar, confusions, groups, risk_curve, waterfall
from evals.run import Run
from evals.tables import FAILS, measured, number, of_model, signed
from evals.worded import Worded

#: Metrics shown large, of the test split; the rest stand in the table below them.
HEADLINES = (
    "right", "lead_right", "lead_right_where_answered", "fact_recall", "shown_gold", "citations_located",
    "recall_10", "refusal_precision", "refusal_recall", "confidence_auroc",
)  # fmt: skip

#: No address is ever loaded: a page that tried to would be stopped by the browser.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"

_HERE = Path(__file__).parent


def as_page(run: Run, *, show_test: bool) -> str:
    """The whole page. Questions of the test split that were missed stand in it only with ``show_test``."""
    style, script = ((_HERE / name).read_text(encoding="utf-8") for name in ("page.css", "page.js"))
    sections = (
        _header(run),
        _cards(run),
        _of_model(run.worded) if run.worded else "",
        _charts(run),
        _flips(run.comparison, show_test) if run.comparison else "",
        _metrics(run),
        _cases(run, show_test),
    )
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Evaluation of Ask the Reviews</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
        f"{''.join(sections)}\n<script>\n{script}</script>\n</body>\n</html>\n"
    )


def _header(run: Run) -> str:
    held = sum(verdict.held for verdict in run.verdicts)
    failed = [verdict for verdict in run.verdicts if not verdict.held]
    if not run.verdicts:
        verdict = '<p class="verdict">Floors not checked</p>'
    elif failed:
        lines = "".join(f"<li>{escape(str(one))}</li>" for one in failed)
        told = f"✗ {len(failed)} of {len(run.verdicts)} gates fail"
        verdict = f'<div class="verdict fails"><p>{told}</p><ul>{lines}</ul></div>'
    else:
        verdict = f'<p class="verdict holds">✓ all {held} gates hold</p>'
    notes = "".join(f"<p>{escape(note)}</p>" for note in run.notes)
    recipe = f'<p class="fine">Index: {escape(run.recipe)}</p>' if run.recipe else ""
    return (
        f'<header><h1>Evaluation</h1>{verdict}<p class="fine">{escape(run.heading)}</p>{recipe}'
        f'<div class="notes">{notes}</div></header>'
    )


def _cards(run: Run) -> str:
    changes = run.comparison.changes if run.comparison else {}
    floors = {(v.floor.metric, v.floor.split): v for v in run.verdicts}
    cards = []
    for key in HEADLINES:
        row, change = run.summary.row(key, Split.TEST), changes.get((key, Split.TEST))
        verdict = floors.get((key, Split.TEST))
        drawn = bar(
            row.value,
            interval=row.interval,
            floor=verdict.floor.floor if verdict else None,
            baseline=change.before if change else None,
            label=f"{row.metric.title}: {number(row.value)}",
        )
        spread = " to ".join(number(end) for end in row.interval) if row.interval else "not measured"
        moved = f'<span class="moved">{escape(_moved(change.difference))}</span>' if change else ""
        bad = " bad" if verdict and not verdict.held else ""
        cards.append(
            f'<div class="card{bad}"><h3>{escape(row.metric.title)}</h3>'
            f'<p class="big">{number(row.value)}{moved}</p>{drawn}'
            f'<p class="fine spread"><span>{spread}</span><span>n = {row.n}</span></p></div>'
        )
    key = (
        '<p class="fine">The bar ends at the value; the thin line is its 95 % interval. '
        '<span class="swatch floor"></span> floor <span class="swatch base"></span> baseline, '
        "with the change from it beside the number.</p>"
    )
    return f'<section><h2>The test split</h2><div class="cards">{"".join(cards)}</div>{key}</section>'


def _moved(difference: float | None) -> str:
    shown = signed(difference)
    return "±0" if shown == "0" else shown


def _charts(run: Run) -> str:
    return (
        '<section class="two">'
        f"<div><h2>Where questions were lost</h2>{waterfall(run.outcomes, run.summary.stages)}"
        '<p class="fine">Every question that was asked, in the order of the work: each bar begins where the one above '
        "it ends.</p></div>"
        f"<div><h2>Risk and coverage</h2>{risk_curve(run.outcomes)}"
        '<p class="fine">How many answers mislead if only the surest are shown. A curve that rises to the right says '
        "that confidence can be trusted; a level one says that it tells nothing.</p></div>"
        f"<div><h2>Right by category</h2>{groups(run.summary.categories, spaced=True)}</div>"
        f"<div><h2>Right by document</h2>{groups(run.summary.documents)}</div>"
        f'<div class="wide"><h2>Status given and due</h2>{confusions(run.summary.confusions)}</div>'
        "</section>"
    )


def _flips(comparison: Comparison, show_test: bool) -> str:
    told = "".join(
        f"<p>{split}: {escape(str(comparison.paired[split]))}</p>" for split in (Split.TEST, Split.DEV)
    )
    rows = "".join(_flip(flip, show_test) for flip in comparison.flips)
    listed = f'<ul class="flips">{rows}</ul>' if rows else ""
    return f"<section><h2>Changed since the baseline</h2>{told}{listed}</section>"


def _flip(flip: Flip, show_test: bool) -> str:
    case = flip.outcome.case
    sign = '<span class="sign good">✓</span>' if flip.gained else '<span class="sign bad">✗</span>'
    if case.split is Split.TEST and not show_test:
        return f"<li>{sign} <code>{escape(case.id)}</code> (test)</li>"
    was = f"was lost at: {flip.before}" if flip.gained else f"lost at: {flip.outcome.stage}"
    link = f'<a href="#{escape(case.id)}">{escape(case.asked.text)}</a>'
    return f'<li>{sign} {link} <span class="fine">{escape(was)}</span></li>'


def _of_model(found: Worded) -> str:
    table = of_model(found)
    rows = "".join(
        f'<tr><th scope="row">{escape(what)}</th><td>{escape(much)}</td></tr>' for what, much in table.rows
    )
    return (
        f"<section><h2>{escape(table.title)}</h2><table><tbody>{rows}</tbody></table>"
        f'<p class="fine">{escape(table.note)}</p></section>'
    )


def _metrics(run: Run) -> str:
    table = measured(run)
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in table.columns)
    rows = []
    for row in table.rows:
        name, *cells = map(escape, row)
        bad = ' class="bad"' if row[-1] == FAILS else ""
        rows.append(
            f'<tr{bad}><th scope="row">{name}</th>{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>'
        )
    return (
        '<section><details><summary><h2>Every number</h2></summary><div class="scroll"><table><thead><tr>'
        f"{head}</tr></thead><tbody>{''.join(rows)}</tbody></table></div></details></section>"
    )


def _cases(run: Run, show_test: bool) -> str:
    flips = {flip.outcome.case.id: flip for flip in run.comparison.flips} if run.comparison else {}
    shown = [o for o in run.outcomes if not _withheld(o, show_test)]
    hidden = len(run.outcomes) - len(shown)
    note = (
        f'<p class="fine">{hidden} missed questions of the test split are left out, so that nobody tunes on them '
        "(--show-test shows them).</p>"
        if hidden
        else ""
    )
    legend = (
        '<p class="fine">In the passages <mark class="gold">gold</mark> is where the answer stands and '
        '<mark class="cited">underlined</mark> is what the reply cites.</p>'
    )
    articles = "\n".join(article(outcome, flips.get(outcome.case.id)) for outcome in shown)
    return f'<section><h2>Every question</h2>{_filters(shown)}{note}{legend}<div id="cases">{articles}</div></section>'


def _filters(outcomes: Sequence[Outcome]) -> str:
    categories = list(dict.fromkeys(o.case.category.value for o in outcomes))
    return (
        '<form class="filters" onsubmit="return false">'
        f"{_select('category', sorted(categories))}{_select('split', ['test', 'dev'])}"
        f"{_select('outcome', ['right', 'missed'])}{_select('flip', ['gained', 'lost'])}"
        '<label>words <input type="search" name="words" placeholder="in question or answer"></label>'
        f'<output aria-live="polite">{len(outcomes)} questions</output></form>'
    )


def _select(name: str, values: Iterable[str]) -> str:
    options = "".join(f'<option value="{escape(v)}">{escape(v.replace("_", " "))}</option>' for v in values)
    return f'<label>{name} <select name="{name}"><option value="">all</option>{options}</select></label>'


def _withheld(outcome: Outcome, show_test: bool) -> bool:
    return outcome.case.split is Split.TEST and not outcome.right and not show_test
