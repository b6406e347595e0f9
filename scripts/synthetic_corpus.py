"""Invented records in any number, always the same ones, and questions about them, for timing the program.

No place, person, figure or event in them is real, and no sentence is anybody's: words are drawn from the lists below.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

#: One passage a section, so the number of passages is known before anything is embedded.
SECTIONS = 10

#: Sentences of a section: about 190 tokens, as long as passages of running text are.
SENTENCES = 8

#: One document in this many is a copy of the one before it, its white space and case changed in places.
COPY_EVERY = 20

_FIRST = "Ada Bram Cora Dilys Edwin Fay Gwen Hale Ines Joss Kit Lena Mabel Noor Owen Petra Rhys Sana Tariq Una".split()
_LAST = (
    "Abney Birtle Carrow Denholt Eastry Fenlow Garside Hollin Ibstone Jevons Kelsall Lorimer Mayhill Norcott Orrell "
    "Pemble Quarles Rusper Stannard Tolley Ulver Venning Wexcombe Yarrow"
).split()
_HEADS = "Ash Bram Cald Dun Elm Fenn Gars Harl Inger Kel Lang Marl Nether Ox Pend Quen Raven Stan Thorn Wake".split()
_TAILS = "bourne bridge combe cester dale ford ham hurst ley minster more port stead stow thorpe wick".split()
_NATIONS = ("England", "Wales", "Scotland", "Northern Ireland")
_KINDS = {
    "review": ("safeguarding practice review", "primary"),
    "scrutiny": ("scrutiny inquiry", "official"),
    "minutes": ("children's committee", "council_minutes"),
    "council_news": ("improvement panel", "press"),
    "news": ("public inquiry", "press"),
}
_SUBJECTS = (
    "foster care",
    "kinship care",
    "leaving care",
    "early help",
    "the family hub",
    "children's homes",
    "missing children",
    "social work caseloads",
    "school exclusions",
    "the duty team",
    "adoption support",
    "young carers",
    "neglect",
    "online harm",
)
_BODIES = (
    "the safeguarding partners",
    "the health board",
    "the police",
    "the youth council",
    "the regional adoption agency",
    "the schools forum",
    "the care leavers' group",
    "the fostering service",
    "the housing department",
    "the inspectorate",
)
_THINGS = (
    "case files",
    "home visits",
    "placements",
    "supervision meetings",
    "assessments",
    "referrals",
    "health checks",
    "review meetings",
    "training days",
    "return interviews",
    "agency posts",
    "letters from families",
)
_DEEDS = (
    "agreed to publish a plan for {subject}",
    "asked {body} for a report on {thing}",
    "noted that {thing} were recorded late",
    "heard that {body} had changed the way it handles {thing}",
    "wanted {thing} to be checked by a second manager",
    "was told that the budget for {subject} stood at £{money},000",
    "set a limit of {small} {thing} for each worker",
    "welcomed the work of {body} on {subject}",
    "found no record of {number} {thing}",
    "recommended that {body} should count {thing} every month",
)
_SENTENCES = (
    "The {what} in {place} {deed} in {month} {year}.",
    "{person} told the {what} that {number} {thing} had been closed in {place} since {month} {year}.",
    "In {month} {year}, {body} in {place} spent £{money},000 on {subject}.",
    "According to {person}, {small} of every {number} {thing} in {place} took longer than {days} days.",
    "The {place} {what} counted {number} {thing} in {year}, against {other} the year before.",
    "{person}, who spoke for {body}, said that {subject} in {place} had improved since {month}.",
    "By {day} {month} {year} the {place} {what} planned to {deed_plain}.",
    "Staff in {place} described {thing} that reached {body} after {days} days.",
    "{body_cap} and the {place} {what} disagreed about the number of {thing}, which was put at {number}.",
    "A visit to {place} on {day} {month} {year} looked at {number} {thing} and at {subject}.",
)
_PLANS = (
    "halve the number of late {thing}",
    "move {subject} to {body}",
    "hire {small} social workers",
    "open a second office for {subject}",
    "review {number} {thing} again",
)
_HEADINGS = (
    "What it was",
    "Who led it",
    "What it found",
    "Staff and caseloads",
    "Money",
    "What children said",
    "What partners said",
    "What was agreed",
    "What was recommended",
    "What comes next",
)
_MONTHS = "January February March April May June July August September October November December".split()


@dataclass(frozen=True, slots=True)
class Record:
    """One invented record, and a question that its text answers."""

    id: str
    text: str
    question: str


def records(passages: int, seed: int = 7) -> Iterator[Record]:
    """Records of ``SECTIONS`` passages each, enough for so many passages; the same for the same arguments."""
    drawn = random.Random(seed)
    places = [head + tail for head in _HEADS for tail in _TAILS]
    drawn.shuffle(places)
    before: Record | None = None
    for number in range(-(-passages // SECTIONS)):
        if before is not None and number % COPY_EVERY == COPY_EVERY - 1:
            yield _copied(before, number)
            continue
        before = _record(drawn, number, places[number % len(places)])
        yield before


def write(folder: Path, passages: int, seed: int = 7) -> list[str]:
    """The records stand in the folder as Markdown files; their questions, in order."""
    folder.mkdir(parents=True, exist_ok=True)
    asked = []
    for record in records(passages, seed):
        (folder / f"{record.id}.md").write_text(record.text, encoding="utf-8")
        asked.append(record.question)
    return asked


def _record(drawn: random.Random, number: int, place: str) -> Record:
    kind = drawn.choice(sorted(_KINDS))
    what, standing = _KINDS[kind]
    year, month, day = drawn.randint(2004, 2023), drawn.randint(1, 12), drawn.randint(1, 28)
    chair = f"{drawn.choice(_FIRST)} {drawn.choice(_LAST)}"
    subject = drawn.choice(_SUBJECTS)
    identity = f"record-{number:04d}"
    lines = [
        "---",
        f"id: {identity}",
        f'title: "{place} {what} on {subject}, {_MONTHS[month - 1]} {year}"',
        f"form: {'original' if number % 2 else 'digest'}",
        f"kind: {kind}",
        f"standing: {standing}",
        f'published: "{year}-{month:02d}-{day:02d}"',
        "dating: stated",
        f"jurisdiction: {drawn.choice(_NATIONS)}",
        f'people: [{{name: "{chair}", role: "chair"}}]',
        "---",
    ]
    for heading in _HEADINGS:
        said = [_sentence(drawn, place, what, year) for _ in range(SENTENCES)]
        if heading == "Who led it":
            said[0] = f"{chair} chaired the {place} {what} on {subject} in {year}."
        lines += [f"## {heading}", "", " ".join(said), ""]
    questions = (
        f"Who chaired the {place} {what} on {subject}?",
        f"What did the {place} {what} recommend about {drawn.choice(_THINGS)}?",
        f"How much was spent on {drawn.choice(_SUBJECTS)} in {place} in {year}?",
        f"How many {drawn.choice(_THINGS)} did the {place} {what} count?",
        f"What is planned for {subject} in {place}?",
    )
    return Record(identity, "\n".join(lines), questions[number % len(questions)])


def _sentence(drawn: random.Random, place: str, what: str, year: int) -> str:
    body = drawn.choice(_BODIES)
    slots = {
        "place": place,
        "what": what,
        "year": year - drawn.randint(0, 3),
        "month": drawn.choice(_MONTHS),
        "day": drawn.randint(1, 28),
        "person": f"{drawn.choice(_FIRST)} {drawn.choice(_LAST)}",
        "body": body,
        "body_cap": body[0].upper() + body[1:],
        "subject": drawn.choice(_SUBJECTS),
        "thing": drawn.choice(_THINGS),
        "number": drawn.randint(30, 990),
        "other": drawn.randint(30, 990),
        "small": drawn.randint(3, 29),
        "days": drawn.randint(5, 90),
        "money": drawn.randint(20, 980),
    }
    slots["deed"] = drawn.choice(_DEEDS).format(**slots)
    slots["deed_plain"] = drawn.choice(_PLANS).format(**slots)
    return drawn.choice(_SENTENCES).format(**slots)


def _copied(record: Record, number: int) -> Record:
    """The record under another id, as another site might carry it."""
    identity = f"record-{number:04d}"
    text = record.text.replace(f"id: {record.id}", f"id: {identity}").replace(" had been ", "  had been ")
    return Record(identity, text.replace("The youth council", "THE YOUTH COUNCIL"), record.question)
