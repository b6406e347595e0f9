"""Actions under a label: "ACTION: Head of Service", "(Action: Clerk by 14 May)", a list under "Actions:"."""

from __future__ import annotations

import re

from ingest.minutes.dates import due_in
from ingest.minutes.owners import owners_of
from ingest.minutes.statements import Label, Statement
from rag.domain import Action, Span

#: A label inside a sentence or at its end: in brackets, or in capitals.
_INLINE = re.compile(
    r"[(\[]\s*(?:agreed\s+)?(?i:actions?)(?:\s+(?:points?|for"
    r"|by))?(?:\s+\d{1,3})?\s*[:–—-]\s*(?P<body>[^()\[\]]+)[)\]]"
    r"|\bACTIONS?\b(?:\s+(?:BY|FOR))?\s*[:–—-]\s*(?P<rest>\S.*)$",
    re.DOTALL,
)
_NONE = re.compile(r"[\s*_]*(?:none|nil|n/?a|no\s+actions?|none\s+\w+)[\s.*_]*", re.IGNORECASE)
_OWNER_TO = re.compile(r"\s+(?:to|will|would|shall|should|agreed\s+to|is\s+to|are\s+to)\s+(?=[a-z])")
_OWNER_BEHIND = re.compile(
    r"\s*(?:[(\[](?P<in>[^()\[\]]{2,80})[)\]]|\s[-–—|]\s+(?P<dash>[^()\[\]–—|]{2,80}))[\s.|]*$"
)
_COLON = re.compile(r"\s*[:–—|]\s+|\s+-\s+")
_END = re.compile(r"(?:[;,]\s*and)?[\s.;,)*_\]\u00a0]+$")


def labelled_actions(text: str, statement: Statement) -> tuple[Action, ...] | None:
    """The actions a label gives in a statement, none for "Action: none"; None where no label stands there."""
    said = statement.said
    if said is None:
        return ()
    if statement.label is Label.ACTION:
        return () if _NONE.fullmatch(text, said.start, said.end) else (_of_line(text, statement, said),)
    inline = _INLINE.search(text, said.start, said.end)
    if inline is None:
        return None
    group = "body" if inline["body"] else "rest"
    task = _before(text, statement, said, inline.start())
    span = Span(task.start if task else statement.span.start, statement.span.end)
    return (_read(text, span, Span(inline.start(group), inline.end(group)), task),)


def bare(text: str, span: Span) -> Span:
    """The span without marks and white space at its ends."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip(" \t\n\u00a0*_|"))
    end = span.start + len(_END.sub("", words))
    if words.count("(") > words[: end - span.start].count(")") and text[end : end + 1] == ")":
        end += 1
    return Span(start, end) if start < end else span


def _of_line(text: str, statement: Statement, said: Span) -> Action:
    """The action of a line under or behind a label; a label of its own may name only who is to do what stands above."""
    word, before = statement.word, statement.before
    own = word is not None and statement.span.covers(word)
    task = bare(text, before) if own and before is not None else None
    action = _read(text, statement.span, said, task)
    if task is not None and action.task == task:
        return Action(Span(task.start, statement.span.end), action.task, action.owners, action.due)
    return action


def _before(text: str, statement: Statement, said: Span, at: int) -> Span | None:
    """What a label in a sentence is about: the words before it there, else the sentence before."""
    if text[said.start : at].strip():
        return bare(text, Span(said.start, at))
    return bare(text, statement.before) if statement.before is not None else None


def _read(text: str, span: Span, body: Span, task: Span | None) -> Action:
    """The action that the words behind a label name: who and what, or who alone (``task`` is what), or what alone."""
    body = bare(text, body)
    due = due_in(text, body)
    trails = due is not None and due.start > body.start and not text[due.end : body.end].strip(" .;)")
    stop = due.start if due is not None and trails else body.end
    alone = owners_of(text, Span(body.start, stop))
    if alone is not None and task is not None:
        return Action(span, task, alone, due or due_in(text, task))
    for to in _OWNER_TO.finditer(text, body.start, body.end):
        owners = _named(text, body.start, to.start())
        if owners is not None:
            return Action(span, Span(to.end(), body.end), owners, due)
    behind = _OWNER_BEHIND.search(text, body.start, stop)
    if behind and behind.start() > body.start:
        owners = _named(text, *behind.span("in" if behind["in"] else "dash"))
        if owners is not None:
            return Action(span, Span(body.start, behind.start()), owners, due)
    colon = _COLON.search(text, body.start, body.end)
    owners = _named(text, body.start, colon.start()) if colon else None
    if colon and owners is not None and colon.end() < body.end:
        return Action(span, Span(colon.end(), body.end), owners, due)
    return Action(span, body, alone or (), due)


def _named(text: str, start: int, end: int) -> tuple[Span, ...] | None:
    return owners_of(text, Span(start, end)) if start < end else None
