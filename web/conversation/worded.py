"""What a language model worded, drawn so that nobody takes it for a record's words.

Its sentences stand with the words they rest on, those that were left out are struck through, and the answer that no
model worded can stand beside it. No text of a model becomes markup.
"""

from __future__ import annotations

from collections.abc import Mapping

from rag.domain import Answer, Citation, Claim, Document
from rag.papers.words import one_line
from rag.rendering import shown
from rag.text import fold
from web.markup import safe
from web.records.facts import is_digest

#: What stands over the two answers where they are set side by side.
IN_ITS_WORDS, WITHOUT_IT = "In the model’s words, checked", "Put together without it"


def by_model(answer: Answer | None) -> bool:
    """True where a language model worded the claims."""
    return answer is not None and answer.answerer == "model"


def verbatim(claim: Claim) -> bool:
    """True where a claim says words of its first citation and nothing else."""
    return fold(claim.text).text.strip() in fold(claim.citations[0].quote).text


def rests_on(claim: Claim, documents: Mapping[str, Document]) -> str:
    """The words a claim rests on, on one line, those of originals quoted; "" where it says just those."""
    return "" if verbatim(claim) else one_line("; ".join(cited(one, documents) for one in claim.citations))


def cited(citation: Citation, documents: Mapping[str, Document]) -> str:
    """The cited words, quoted where they are an original's that is to hand."""
    return shown(citation.quote, citation, documents) if citation.document_id in documents else citation.quote


def rests(claim: Claim, number: int, documents: Mapping[str, Document]) -> str:
    """What opens the words of the records under a sentence of a model; ``number`` is its place in the answer from 1."""
    rows = []
    for citation in claim.citations:
        document = documents.get(citation.document_id)
        title = document.title if document else citation.document_id
        digest = "Ask the Reviews digest of " if is_digest(document) else ""
        rows.append(
            f'<li>{safe(one_line(cited(citation, documents)))} <span class="about">{digest}{safe(title)}</span></li>'
        )
    return (
        '<details class="rests"><summary>What it rests on'
        f'<span class="unseen">: sentence {number}</span></summary><ul>{"".join(rows)}</ul></details>'
    )


def struck(answer: Answer) -> str:
    """What opens the sentences of a model that were left out, struck through, each with why; "" where there are none.

    Whoever has the page read to them hears of each that it is no part of the answer.
    """
    if not answer.struck:
        return ""
    many = len(answer.struck)
    label = "Show the sentence left out" if many == 1 else f"Show the {many} sentences left out"
    rows = "".join(
        '<li><span class="unseen">Not part of the answer: </span>'
        f"<s><bdi>{safe(one_line(one.text))}</bdi></s> "
        f'<span class="about">Left out: {safe(one_line(one.why))}.</span></li>'
        for one in answer.struck
    )
    group = 'role="group" aria-label="Sentences left out, not part of the answer"'
    return f'<details class="struck"><summary>{label}</summary><div {group}><ul>{rows}</ul></div></details>'


def side_by_side(its: str, plainly: str) -> str:
    """Two drawn answers beside each other, the model's first."""
    columns = "".join(
        f"<section><h3>{heading}</h3>{drawn}</section>"
        for heading, drawn in ((IN_ITS_WORDS, its), (WITHOUT_IT, plainly))
    )
    return f'<div class="worded-pair"><div>{columns}</div></div>'
