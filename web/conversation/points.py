"""An answer as cited bullet points in Markdown, to paste into one's own document."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from rag.catalogue import describe, reference_title
from rag.domain import Answer, Citation, Claim, Document
from rag.rendering import shown
from web.conversation.turns import evidence, numbers_of
from web.conversation.worded import IN_ITS_WORDS, WITHOUT_IT, by_model, rests_on
from web.markup import plain

_MARKS = re.compile(r"([\\`*_\[\]<>#|~$])")
_LIST_LEAD = re.compile(r"^(\s*)(?:([-+])|(\d+)([.)]))(?=\s)")


def as_points(answer: Answer, documents: Mapping[str, Document], beside: Answer | None = None) -> str:
    """The question, the frame, one bullet per claim (of a refusal: per nearest words) with [n], then the references.

    A sentence of a language model stands with the words it rests on; ``beside`` is the answer without the model, where
    that is shown too. What was left out of a model's answer is not copied.
    """
    cited = evidence((*answer.claims, *(beside.claims if beside else ())), answer.nearest)
    lines = [f"**{inert(answer.question.text.strip())}**", ""]
    if beside is not None:
        lines += [f"{IN_ITS_WORDS}:", "", *_stated(answer, documents, cited), "", f"{WITHOUT_IT}:", ""]
    lines += _stated(beside or answer, documents, cited)
    if answer.nearest:
        lines += ["", "Nearest in the records:", ""]
        for near in answer.nearest:
            lines.append(f"- {inert(shown(near.quote, near, documents))} {_numbers((near,), cited)}")
    if answer.notices:
        lines += ["", *(f"- *{inert(notice)}*" for notice in answer.notices)]
    if cited:
        lines += ["", "References:", "", *_references(cited, documents)]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def _stated(answer: Answer, documents: Mapping[str, Document], cited: Sequence[Citation]) -> list[str]:
    """Frame, reason and a bullet for each claim."""
    lines = [f"*{inert(answer.frame)}*" if answer.frame else ""]
    if answer.reason and answer.reason != answer.frame:
        lines += ["", inert(answer.reason)]
    lines.append("")
    for claim in answer.claims:
        rests = inert(rests_on(claim, documents)) if by_model(answer) else ""
        under = f" (Rests on: {rests})" if rests else ""
        lines.append(f"- {_claim(claim, documents)} {_numbers(claim.citations, cited)}{under}")
    return lines


def inert(text: str) -> str:
    """The text on one line, with whatever Markdown would read as a mark escaped."""
    text = _MARKS.sub(r"\\\1", " ".join(plain(text).split()))
    return _LIST_LEAD.sub(lambda m: f"{m[1]}\\{m[2]}" if m[2] else f"{m[1]}{m[3]}\\{m[4]}", text)


def _claim(claim: Claim, documents: Mapping[str, Document]) -> str:
    words = inert(claim.text)
    if claim.focus is not None:
        start, end = claim.focus.start, claim.focus.end
        before, value, after = claim.text[:start], claim.text[start:end], claim.text[end:]
        gap, space = (" " if before[-1:].isspace() else ""), (" " if after[:1].isspace() else "")
        words = f"{inert(before)}{gap}**{inert(value)}**{space}{inert(after)}"
    quoted = shown(claim.text, claim.citations[0], documents) != claim.text
    return f"“{words}”" if quoted else words


def _numbers(citations: Sequence[Citation], among: Sequence[Citation]) -> str:
    return "".join(f"[{number}]" for number in numbers_of(citations, among))


def _references(cited: Sequence[Citation], documents: Mapping[str, Document]) -> list[str]:
    """One line per record: its numbers, what it is, and where the record itself can be read."""
    grouped: dict[str, list[int]] = {}
    for number, citation in enumerate(cited, start=1):
        grouped.setdefault(citation.document_id, []).append(number)
    marks = {i: "".join(f"[{number}]" for number in numbers) for i, numbers in grouped.items()}
    return [f"- {mark} {_reference(i, documents.get(i))}" for i, mark in marks.items()]


def _reference(document_id: str, document: Document | None) -> str:
    if document is None:
        return inert(document_id)
    title = inert(reference_title(document)).rstrip(".")
    text = f"{title}. {inert(describe(document))}."
    for source in document.sources:
        address = (
            f", <{plain(source.url)}>"
            if source.url and re.fullmatch(r"https?://[^\s<>]+", source.url)
            else ""
        )
        text += f" Record: {inert(source.title).rstrip('.')}{address}."
    return text
