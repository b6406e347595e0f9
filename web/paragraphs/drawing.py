"""The form to paste a paragraph into, and what came of its sentences, as HTML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from rag.catalogue import describe
from rag.domain import Citation, Document, Form, Span
from rag.paragraphs.pasted import LONGEST_TEXT, MOST_SENTENCES
from rag.paragraphs.telling import CARE, as_text, count_line
from rag.paragraphs.verdicts import Checked, Verdict
from rag.paragraphs.wording import WORDS
from web.markup import safe
from web.records.linking import cite_link

#: The word, and the class of the line drawn under a sentence: each has a style of its own besides its colour.
_LOOKS = {
    Verdict.SUPPORTED: ("supported", "yes"),
    Verdict.PARTLY: ("partly", "partly"),
    Verdict.CONTRADICTED: ("contradicted", "no"),
    Verdict.NOT_FOUND: ("not found", "unknown"),
    Verdict.NOTHING: ("nothing to check", "own"),
}


def form() -> str:
    """The box for the paragraph and its button; what is typed stays in the page."""
    return (
        '<h2 id="check-title" tabindex="-1">Check a paragraph</h2>'
        '<p class="soft">Paste a paragraph of an essay or a draft briefing. Each sentence is set beside the nearest '
        "words of a record: do the records say so, say otherwise, or say nothing of it?</p>"
        '<form data-check><label class="field" for="paragraph">Your paragraph</label>'
        '<textarea id="paragraph" name="text" rows="9" spellcheck="false" aria-describedby="paragraph-limits">'
        "</textarea>"
        f'<p class="soft small" id="paragraph-limits">At most {LONGEST_TEXT:,} characters and {MOST_SENTENCES} '
        "sentences. References such as (Munro, 2011) are passed over. Your text is read, answered and forgotten: "
        "it is not kept.</p>"
        '<div class="row"><button type="submit" class="strong">Check</button>'
        '<button type="button" class="quiet" data-clear>Clear</button></div></form>'
    )


def progress(done: int, of: int) -> str:
    """How many sentences are checked so far."""
    return (
        f'<div class="working" role="status"><p class="waiting">{done} of {of} sentences</p>'
        f'<progress max="{of}" value="{done}" aria-label="Sentences checked"></progress></div>'
    )


def line(words: str) -> str:
    """One plain line in place of a result."""
    return f'<p class="nothing" role="alert">{safe(words)}</p>'


def result(text: str, checked: Sequence[Checked], documents: Mapping[str, Document], generation: str) -> str:
    """The count, the paragraph with its sentences underlined, and each sentence beside the record's words."""
    copied = safe(as_text(text, checked, documents))
    rows = "".join(_row(n, text, one, documents, generation) for n, one in enumerate(checked, start=1))
    return (
        f'<div class="results"><h3 class="tally" tabindex="-1">{safe(count_line(checked))}</h3>'
        f'<p class="soft small">{safe(CARE)}</p>'
        f'<div class="row tools"><button type="button" class="quiet" data-copy="{copied}" data-copied="Copied">'
        'Copy the result</button><span class="said" role="status"></span></div>'
        '<div class="pasted" role="group" aria-label="Your paragraph, each sentence with its verdict">'
        f"{_paragraph(text, checked)}</div>"
        f'<ol class="checked">{rows}</ol></div>'
    )


def _paragraph(text: str, checked: Sequence[Checked]) -> str:
    """The pasted text, nothing lost; each sentence leads to what came of it."""
    drawn, at = [], 0
    for number, one in enumerate(checked, start=1):
        word, look = _LOOKS[one.verdict]
        drawn.append(safe(text[at : one.span.start]))
        drawn.append(
            f'<a class="sentence {look}" href="#checked-{number}"><span>{safe(one.span.of(text))}</span>'
            f"<small>{number}&nbsp;{word.replace(' ', '&nbsp;')}</small></a>"
        )
        at = one.span.end
    return "".join([*drawn, safe(text[at:])])


def _row(number: int, text: str, one: Checked, documents: Mapping[str, Document], generation: str) -> str:
    word, look = _LOOKS[one.verdict]
    clashes = {each.written: WORDS[each.clash] for each in one.mismatches}
    written = _marked(text, one.span, clashes, one.unfound)
    kinds = "".join(f"<li>{safe(kind)}</li>" for kind in dict.fromkeys(clashes.values()))
    notes = "".join(f'<p class="remark">{safe(note)}</p>' for note in one.notes)
    records = "".join(_record(k, one, each, documents, generation) for k, each in enumerate(one.citations, 1))
    return (
        f'<li id="checked-{number}" class="{look}" tabindex="-1"><div class="head"><span class="verdict">{word}</span>'
        f'<ul class="kinds" aria-label="Differs in">{kinds}</ul></div>'.replace(
            '<ul class="kinds" aria-label="Differs in"></ul>', ""
        )
        + f'<p class="frame">{safe(one.frame)}</p>{notes}'
        + f'<div class="two"><div><h4>You wrote</h4><p class="words">{written}</p></div>'
        + (f"<div>{records}</div>" if records else "")
        + "</div></li>"
    )


def _record(
    number: int, one: Checked, citation: Citation, documents: Mapping[str, Document], generation: str
) -> str:
    document = documents[citation.document_id]
    clashes = {
        each.told: WORDS[each.clash]
        for each in one.mismatches
        if each.told is not None and each.document_id == document.id and citation.span.covers(each.told)
    }
    words = _marked(document.text, citation.span, clashes, ())
    if document.form is Form.ORIGINAL:
        words = f"“{words}”"
    lead = "The nearest words" if one.verdict is Verdict.NOT_FOUND else "The record"
    of = '<span class="form">Ask the Reviews digest of</span> ' if document.form is Form.DIGEST else ""
    return (
        f'<h4>{lead}</h4><p class="words">{words} {cite_link(number, citation, documents, generation)}</p>'
        f'<p class="soft small">{of}{safe(document.title)}<br>{safe(describe(document))}</p>'
    )


def _marked(text: str, span: Span, clashes: Mapping[Span, str], unfound: Sequence[Span]) -> str:
    """The words of a span with what differs in marks, each with its kind said, and what is not found set apart."""
    cuts = {span.start, span.end}
    for each in (*clashes, *unfound):
        cuts |= {cut for cut in (each.start, each.end) if span.start < cut < span.end}
    pieces = []
    for start, end in pairwise(sorted(cuts)):
        piece, words = Span(start, end), safe(text[start:end])
        kind = next((kind for each, kind in clashes.items() if each.covers(piece)), None)
        if kind is not None:
            words = f'<mark>{words}<span class="unseen"> ({safe(kind)} differs)</span></mark>'
        elif any(each.covers(piece) for each in unfound):
            words = f'<span class="lacking">{words}<span class="unseen"> (not found)</span></span>'
        pieces.append(words)
    return "".join(pieces)
