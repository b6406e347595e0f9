"""One question of the HTML report: what was asked, what was answered, and where the evidence lay."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from itertools import pairwise

from evals.baseline import Flip
from evals.outcomes import Outcome
from rag.domain import Citation, Claim, Hit, Span

#: Passages listed of each question; those further back are shown only where they hold gold.
LISTED = 5

#: Characters shown of a passage that holds neither gold nor cited words.
TEASER = 110


def article(outcome: Outcome, flip: Flip | None) -> str:
    """The question as a part that opens; its attributes are what the page filters by."""
    case = outcome.case
    kind = "right" if outcome.right else "missed"
    flipped = f"{'gained' if flip.gained else 'lost'}" if flip else ""
    chips = [case.category.replace("_", " "), str(case.split)]
    marks = "".join(f'<span class="chip">{escape(chip)}</span>' for chip in chips)
    if outcome.stage:
        marks += f'<span class="chip bad">{escape(outcome.stage)}</span>'
    if flip:
        marks += f'<span class="chip flip">{"now right" if flip.gained else "was right"}</span>'
    return (
        f'<details class="case {kind}" id="{escape(case.id)}" data-category="{escape(case.category)}" '
        f'data-split="{escape(case.split)}" data-outcome="{kind}" data-flip="{flipped}">'
        f'<summary><span class="sign" aria-label="{kind}">{"✓" if outcome.right else "✗"}</span>'
        f'<span class="q">{escape(case.asked.text)}</span><span class="marks">{marks}</span></summary>'
        f'<div class="body">{_body(outcome)}</div></details>'
    )


def _body(outcome: Outcome) -> str:
    case = outcome.case
    parts = []
    if case.asked.history:
        asked = " → ".join(case.asked.history)
        parts.append(f'<p class="earlier">Asked before: {escape(asked)}</p>')
    parts.append(_reply(outcome))
    parts.append(f"<dl>{''.join(_facts(outcome))}</dl>")
    parts.append(_passages(outcome))
    return "".join(parts)


def _reply(outcome: Outcome) -> str:
    answer = outcome.answer
    if answer is None:
        return f'<div class="reply refusal"><p>Raised {escape(outcome.error or "")}</p></div>'
    told = f'<p class="status">{escape(answer.status)} · confidence {answer.confidence:.2f}</p>'
    frame = f'<p class="frame">{escape(answer.frame)}</p>' if answer.frame else ""
    if not answer.claims:
        nearest = "".join(_cited(citation, "nearest") for citation in answer.nearest)
        listed = f'<ul class="cites">{nearest}</ul>' if nearest else ""
        return f'<div class="reply refusal">{told}{frame}{listed}</div>'
    claims = "".join(
        f"<li>{_claim(claim)} {''.join(f'<sup>[{n}]</sup>' for n in answer.numbers(claim))}</li>"
        for claim in answer.claims
    )
    cited = "".join(_cited(citation, f"[{n}]") for n, citation in enumerate(answer.citations, start=1))
    return f'<div class="reply">{told}{frame}<ol class="claims">{claims}</ol><ul class="cites">{cited}</ul></div>'


def _claim(claim: Claim) -> str:
    if claim.focus is None:
        return escape(claim.text)
    before, after = claim.text[: claim.focus.start], claim.text[claim.focus.end :]
    return f"{escape(before)}<b>{escape(claim.focus.of(claim.text))}</b>{escape(after)}"


def _cited(citation: Citation, sign: str) -> str:
    place = f"{citation.document_id} {citation.span.start}–{citation.span.end}"
    return f'<li><span class="sign">{escape(sign)}</span> <code>{escape(place)}</code> {escape(citation.quote)}</li>'


def _facts(outcome: Outcome) -> Iterable[str]:
    case = outcome.case
    due = [" or ".join(case.status)]
    if outcome.lead:
        due.append("first claim holds " + " or ".join(f"“{text}”" for text in outcome.lead))
    if case.facts and not outcome.placed.by_place:
        shown = "; ".join(" or ".join(f"“{text}”" for text in group) for group in case.facts)
        due.append(f"shown: {shown} ({outcome.facts_shown} of {outcome.facts_due})")
    yield _term("expected", "; ".join(due))
    if outcome.gold:
        quotes = [] if outcome.placed.by_place else [gold.quote for gold in case.gold]
        yield _term("gold", "; ".join(_gold(outcome, place, quotes) for place in range(len(outcome.gold))))
    if case.must_not:
        yield _term("must not state", ", ".join(f"“{text}”" for text in case.must_not))
    for breach in outcome.breaches:
        yield _term("hard rule", str(breach))
    yield _term("why it is asked", case.why)
    yield _term("id", case.id)


def _gold(outcome: Outcome, place: int, quotes: Sequence[str]) -> str:
    gold = outcome.gold[place]
    rank = outcome.rank_of(gold)
    found = f"rank {rank}" if rank else "not retrieved"
    lost = "cut by cleaning, " if gold in outcome.placed.cut else ""
    lost += "split across passages, " if gold in outcome.placed.split else ""
    words = f"“{quotes[place]}” " if quotes else ""
    return f"{words}({lost}{found}, {gold.document_id} {gold.span.start}–{gold.span.end})"


def _term(name: str, text: str) -> str:
    return f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>"


def _passages(outcome: Outcome) -> str:
    hits = outcome.answer.hits if outcome.answer else ()
    shown = [hit for hit in hits if hit.rank <= LISTED or _within(hit, _gold_spans(outcome, hit))]
    if not shown:
        return '<p class="earlier">Nothing was retrieved.</p>'
    rows = "".join(_passage(outcome, hit) for hit in shown)
    return f'<ol class="passages">{rows}</ol>'


def _passage(outcome: Outcome, hit: Hit) -> str:
    passage = hit.passage
    gold = _within(hit, _gold_spans(outcome, hit))
    cited = _within(hit, [c.span for c in _citations(outcome) if c.document_id == passage.document_id])
    place = " › ".join((passage.document_id, *passage.headings))
    head = f'<span class="rank">{hit.rank}</span> <code>{escape(place)}</code>'
    if not gold and not cited:
        text = passage.text[:TEASER] + ("…" if len(passage.text) > TEASER else "")
        return f'<li class="plain">{head} {escape(text)}</li>'
    note = " holds gold" if gold else ""
    body = marked(passage.text, {"gold": gold, "cited": cited})
    return f'<li>{head}<span class="chip">{note or " cited"}</span><p class="text">{body}</p></li>'


def marked(text: str, spans: dict[str, Sequence[Span]]) -> str:
    """The text escaped, each stretch that lies in spans inside a <mark> of the classes named; spans may overlap."""
    cuts = sorted(
        {0, len(text), *(edge for some in spans.values() for s in some for edge in (s.start, s.end))}
    )
    parts = []
    for start, end in pairwise(cuts):
        names = [name for name, some in spans.items() if any(s.start <= start and end <= s.end for s in some)]
        words = escape(text[start:end])
        parts.append(f'<mark class="{" ".join(names)}">{words}</mark>' if names else words)
    return "".join(parts)


def _gold_spans(outcome: Outcome, hit: Hit) -> list[Span]:
    return [gold.span for gold in outcome.gold if gold.document_id == hit.passage.document_id]


def _citations(outcome: Outcome) -> Sequence[Citation]:
    return outcome.answer.citations if outcome.answer else ()


def _within(hit: Hit, spans: Iterable[Span]) -> list[Span]:
    """The parts of the spans that lie in the passage, counted from its start."""
    outer = hit.passage.span
    return [
        Span(max(span.start, outer.start) - outer.start, min(span.end, outer.end) - outer.start)
        for span in spans
        if span.overlaps(outer)
    ]
