"""A briefing as HTML that can be edited line by line; the page sends what was done to it (``web.briefings.asking``)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from rag.briefing.brief import Briefing, Group, Point, Section
from rag.briefing.editing import LONGEST_REMARK, LONGEST_SIGNATURE
from rag.briefing.keeping import FOREIGN, Again, Opened
from rag.domain import Claim, ContentDate, Document, Form, Span
from web.markup import safe
from web.records.linking import cite_link

FORMAT_WORDS = {".docx": "Word", ".pdf": "PDF", ".md": "Markdown", ".html": "Print view"}


def drawn(
    briefing: Briefing,
    documents: Mapping[str, Document],
    source: Mapping[str, object],
    *,
    keeps: bool,
    said: str = "",
) -> str:
    """The briefing with its tools; ``source`` is what the page sends back to name it, ``keeps``: it can be kept here.

    ``said`` is HTML that stands above it: what became of a kept briefing since.
    """
    lines = len(briefing.claims)
    count = "1 cited line" if lines == 1 else f"{lines} cited lines"
    of = "1 record" if len(briefing.documents) == 1 else f"{len(briefing.documents)} records"
    shown = _Shown(documents, briefing.generation)
    sections = "".join(_section(one, shown) for one in briefing.sections)
    return (
        f'<article class="briefing" data-source="{safe(json.dumps(source))}" aria-labelledby="briefing-heading">'
        f'<header><h2 id="briefing-heading" tabindex="-1">{safe(briefing.wanted.title)}</h2>'
        f'<p class="soft">{count} of {of}. Untick what you do not want: it is left out of what you take away.</p>'
        "</header>"
        f"{said}{_tools(keeps)}{sections}{_signing(briefing)}</article>"
    )


def again(opened: Opened) -> str:
    """When a kept briefing was gathered, and what of it is to be looked at again, if anything is."""
    day = opened.briefing.day
    gathered = f"Gathered on {ContentDate(day.year, day.month, day.day).words}."
    foreign = f'<p class="note">{safe(FOREIGN)}</p>' if opened.foreign else ""
    if not opened.again:
        same = opened.kept_with == opened.briefing.generation
        words = (
            "Every line’s words still stand in the records."
            if same
            else (
                "The records have been indexed anew since this was kept. Every line’s words still stand in them."
            )
        )
        return f'<p class="note">{gathered} {words}</p>{foreign}'
    rows = "".join(_again(one) for one in opened.again)
    count = "1 line" if len(opened.again) == 1 else f"{len(opened.again)} lines"
    return (
        f'<p class="note">{gathered}</p>{foreign}'
        f'<section class="look-again" aria-label="To look at again"><h3>Look at {count} again</h3>'
        "<p>The records have changed since this was kept, and these words are no longer in them. "
        "The lines were taken out.</p>"
        f"<ul>{rows}</ul></section>"
    )


def _again(one: Again) -> str:
    remark = f" (your note: {safe(one.remark)})" if one.remark else ""
    return f"<li>{safe(one.part.value)}, {safe(one.title)}: <span>{safe(one.words)}</span>{remark}</li>"


@dataclass(slots=True)
class _Shown:
    """The records that lines are shown from, and the numbers of their words: from 1, the same words the same number."""

    documents: Mapping[str, Document]
    generation: str
    numbers: dict[tuple[str, Span], int] = field(default_factory=dict)

    def title(self, claim: Claim) -> str:
        """The title of the record a claim rests on; its id where that is gone."""
        document = self.documents.get(claim.citations[0].document_id)
        return document.title if document else claim.citations[0].document_id

    def cites(self, claim: Claim) -> str:
        """A link for each of the words a claim rests on."""
        links = (
            cite_link(
                self.numbers.setdefault((one.document_id, one.span), len(self.numbers) + 1),
                one,
                self.documents,
                self.generation,
            )
            for one in claim.citations
        )
        return f'<span class="cites">{" ".join(links)}</span>'


def _tools(keeps: bool) -> str:
    takes = "".join(
        f'<button type="button" class="quiet" data-take="{ending}">{words}</button>'
        for ending, words in FORMAT_WORDS.items()
    )
    keep = '<button type="button" class="quiet" data-keep>Keep for later</button>' if keeps else ""
    return (
        f'<div class="tools row" role="group" aria-label="Take the briefing away"><span>Take away:</span>{takes}{keep}'
        '<span class="said" role="status"></span></div>'
    )


def _section(section: Section, shown: _Shown) -> str:
    frame = f'<p class="frame">{safe(section.frame)}</p>' if section.frame else ""
    groups = "".join(
        _group(group, place, len(section.groups), shown) for place, group in enumerate(section.groups)
    )
    if not frame and not groups:
        return ""
    name = section.part.name.lower()
    return (
        f'<section class="part" data-part="{safe(section.part.value)}" aria-labelledby="part-{name}">'
        f'<h3 id="part-{name}">{safe(section.part.value)}</h3>{frame}{groups}</section>'
    )


def _group(group: Group, place: int, of: int, shown: _Shown) -> str:
    moves = _moves(f"the group {group.heading}") if of > 1 and group.heading else ""
    heading = f'<div class="group-head"><h4>{safe(group.heading)}</h4>{moves}</div>' if group.heading else ""
    about = f'<p class="frame">{safe(group.about)}</p>' if group.about else ""
    lines = "".join(_line(point, shown) for point in group.points)
    return f'<div class="group" data-place="{place}">{heading}{about}<ul class="lines">{lines}</ul></div>'


def _line(point: Point, shown: _Shown) -> str:
    words = point.claims[0].text if point.claims else point.frame
    name = f"{words[:60].rsplit(' ', 1)[0]} …" if len(words) > 60 else words
    ticked = " checked" if point.ticked else ""
    remark = safe(point.remark)
    return (
        f'<li data-key="{point.key}"><label class="tick"><input type="checkbox"{ticked}>'
        f'<span class="unseen">Keep the line: {safe(name)}</span></label>'
        f'<div class="words">{_words(point, shown)}'
        f'<label class="remark"{"" if remark else " hidden"}>Your note'
        f'<textarea rows="2" maxlength="{LONGEST_REMARK}">{remark}</textarea></label></div>'
        f'<span class="edits">{_moves(name)}'
        f'<button type="button" class="plainly" data-remark aria-expanded="{str(bool(remark)).lower()}">Note'
        f'<span class="unseen"> on the line: {safe(name)}</span></button></span></li>'
    )


def _words(point: Point, shown: _Shown) -> str:
    if not point.claims:
        return f'<p class="frame">{safe(point.frame)}</p>'
    frame = f'<span class="frame">{safe(point.frame)}</span> ' if point.frame else ""
    if len(point.claims) == 1:
        return f"<p>{frame}{_claim(point.claims[0], shown)}</p>"
    sides = "".join(
        f'<div><p class="side">{safe(shown.title(claim))}</p><p>{_claim(claim, shown)}</p></div>'
        for claim in point.claims
    )
    return f'{frame}<div class="sides">{sides}</div>'


def _claim(claim: Claim, shown: _Shown) -> str:
    document = shown.documents.get(claim.citations[0].document_id)
    text = safe(claim.text)
    if claim.focus is not None:
        start, end = claim.focus.start, claim.focus.end
        text = f'{safe(claim.text[:start])}<b class="value">{safe(claim.text[start:end])}</b>{safe(claim.text[end:])}'
    quoted = f"“{text}”" if document is not None and document.form is Form.ORIGINAL else text
    return f"{quoted} {shown.cites(claim)}"


def _moves(name: str) -> str:
    return (
        f'<button type="button" class="plainly" data-move="-1" aria-label="Move up: {safe(name)}">↑</button>'
        f'<button type="button" class="plainly" data-move="1" aria-label="Move down: {safe(name)}">↓</button>'
    )


def _signing(briefing: Briefing) -> str:
    return (
        '<fieldset class="sign row"><legend>Checked</legend>'
        f'<label class="field">By<input name="by" maxlength="{LONGEST_SIGNATURE}" autocomplete="off" '
        f'value="{safe(briefing.checked_by)}"></label>'
        f'<label class="field">On<input name="on" maxlength="{LONGEST_SIGNATURE}" autocomplete="off" '
        f'value="{safe(briefing.checked_on)}"></label></fieldset>'
    )
