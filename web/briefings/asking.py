"""What the page asks of a briefing: the form, and what it sends read as values; whatever is unusable is passed over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rag.briefing.brief import Length, Part, Wanted
from rag.briefing.editing import Edits, GroupMarks, Mark
from rag.catalogue import JURISDICTIONS
from rag.domain import Document, Filter, Kind, Standing
from web.markup import safe, sending
from web.records.choosing import kinds, nations, select, standings

#: Characters read of what the form's two boxes hold: ten questions of a few lines.
LONGEST = 4000

LENGTH_WORDS = {
    Length.SHORT: "Short: two or three pages",
    Length.MEDIUM: "Medium: five to eight pages",
    Length.LONG: "Long: everything found",
}

#: What the form sends where the summary is not to be worded by a language model.
_PLAINLY = "without"

#: Lines, groups and words of edits that are read: more than the longest briefing has.
_MOST = 2000


# --- the form ----------------------------------------------------------------------------------------


def form(documents: Mapping[str, Document], kept: Sequence[str] | None, model: str | None = None) -> str:
    """The form that asks for a briefing, and the briefings that are kept; ``kept`` None: none can be.

    ``model`` is the language model that words summaries, None where there is none.
    """
    records = list(documents.values())
    years = [(str(year), str(year)) for year in sorted({r.published.year for r in records if r.published})]
    filters = "".join(
        (
            select("jurisdiction", "Nation", "All nations", nations(r for r in records if r.jurisdiction)),
            select("kind", "Kind", "All kinds", kinds(records)),
            select("standing", "Standing", "All standings", standings(records)),
            select("since", "From year", "Any", years),
            select("until", "To year", "Any", years),
        )
    )
    lengths = "".join(
        f'<option value="{value}"{" selected" if value is Length.MEDIUM else ""}>{words}</option>'
        for value, words in LENGTH_WORDS.items()
    )
    return (
        '<section class="finder" aria-labelledby="briefing-title">'
        '<h2 id="briefing-title" tabindex="-1">Briefing</h2>'
        '<p class="soft">A topic gathered from the records: every line is cited, and every line can be left out, moved '
        "and remarked on before you take it away.</p>"
        f'<form {sending("make", {})} aria-label="Make a briefing">'
        f'<label class="field words">Topic<input type="text" name="topic" maxlength="{LONGEST}" autocomplete="off" '
        'placeholder="Family hubs, or: sharing information between agencies"></label>'
        '<details class="more"><summary>Questions, in place of a topic</summary>'
        '<label class="field">One question a line'
        f'<textarea name="questions" rows="4" maxlength="{LONGEST}"></textarea></label></details>'
        f'<details class="more filters"><summary>Filters and length</summary><div class="fields">'
        f'<label class="field">Length<select name="length">{lengths}</select></label>{filters}</div></details>'
        f"{_wording(model)}"
        '<div class="row"><button type="submit" class="strong">Make the briefing</button>'
        '<span class="said" role="status"></span></div></form>'
        f"{_kept(kept)}</section>"
    )


def _wording(model: str | None) -> str:
    """The choice whose words the summary is in, and what is sent for it; "" where no language model is set."""
    if model is None:
        return ""
    return (
        '<label class="field">Summary<select name="wording"><option value="with">The model’s words, checked'
        f'</option><option value="{_PLAINLY}">The records’ words</option></select></label>'
        '<p class="soft">For the model’s, the topic or questions and the passages found are sent to the language model '
        f"{safe(model)}.</p>"
    )


def _kept(names: Sequence[str] | None) -> str:
    if not names:
        return ""
    rows = "".join(
        f'<li><button type="button" class="quiet" {sending("reopen", {"name": name})}>{safe(name)}</button></li>'
        for name in names
    )
    summary = f"<summary>Kept briefings ({len(names)})</summary>"
    return f'<details class="kept">{summary}<ul class="row">{rows}</ul></details>'


# --- what is sent ------------------------------------------------------------------------------------


def plainly_from(sent: object) -> bool:
    """True where the form asks for the records' words alone."""
    return isinstance(sent, Mapping) and sent.get("wording") == _PLAINLY


def wanted_from(sent: object) -> Wanted:
    """The briefing the form asks for."""
    fields = sent if isinstance(sent, Mapping) else {}
    questions = tuple(line for line in _text(fields.get("questions")).splitlines() if line.strip())
    length = fields.get("length")
    return Wanted(
        topic="" if questions else _text(fields.get("topic")).strip(),
        questions=tuple(" ".join(one.split()) for one in questions),
        filters=tuple(_filters(fields)),
        length=Length(length) if isinstance(length, str) and length in set(Length) else Length.MEDIUM,
    )


def _filters(fields: Mapping[object, object]) -> Iterable[Filter]:
    known: Mapping[str, Iterable[str]] = {"jurisdiction": JURISDICTIONS, "kind": Kind, "standing": Standing}
    for name, values in known.items():
        value = fields.get(name)
        if isinstance(value, str) and value in set(values):
            yield Filter(name, "in", (value,))
    for name in ("since", "until"):
        value = fields.get(name)
        if isinstance(value, str) and len(value) == 4 and value.isascii() and value.isdigit() and int(value):
            yield Filter("published", name, (value,))


def edits_from(sent: object) -> Edits:
    """The edits the page sends: for each part its groups by their old place, for each line its key, tick and remark."""
    fields = sent if isinstance(sent, Mapping) else {}
    groups: dict[Part, list[GroupMarks]] = {}
    for one in _list(fields.get("groups")):
        part, place, marks = one.get("part"), one.get("place"), one.get("marks")
        if isinstance(part, str) and part in set(Part) and type(place) is int:
            groups.setdefault(Part(part), []).append(GroupMarks(place, tuple(map(_mark, _list(marks)))))
    return Edits(groups, _text(fields.get("by")), _text(fields.get("on")))


def _mark(one: Mapping[str, object]) -> Mark:
    return Mark(_text(one.get("key")), one.get("ticked") is not False, _text(one.get("remark")))


def _list(value: object) -> list[Mapping[str, object]]:
    return [one for one in value[:_MOST] if isinstance(one, Mapping)] if isinstance(value, list) else []


def _text(value: object) -> str:
    return value[:LONGEST] if isinstance(value, str) else ""
