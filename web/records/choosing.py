"""The choices by which forms narrow the records: each value with how many records have it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from rag.catalogue import JURISDICTIONS, KIND_WORDS, STANDING_WORDS
from rag.domain import Document, Form, Kind, Standing
from web.markup import safe
from web.records.browsing import NO_NATION, nation_of

FORM_WORDS = {Form.DIGEST: "Digest in our own words", Form.ORIGINAL: "Original record"}


def kinds(records: Iterable[Document]) -> list[tuple[str, str]]:
    """The kinds of these records, each with the words for it and how many there are."""
    counts = Counter(one.kind for one in records)
    return [(kind, f"{capital(KIND_WORDS[kind])} ({counts[kind]})") for kind in Kind if counts[kind]]


def nations(records: Iterable[Document]) -> list[tuple[str, str]]:
    """The nations of these records, and ``NO_NATION``, likewise."""
    counts = Counter(map(nation_of, records))
    names = {**{one: one for one in JURISDICTIONS}, NO_NATION: "Not stated"}
    return [(value, f"{name} ({counts[value]})") for value, name in names.items() if counts[value]]


def standings(records: Iterable[Document]) -> list[tuple[str, str]]:
    """The standings of these records, likewise."""
    counts = Counter(one.standing for one in records)
    return [(one, f"{capital(STANDING_WORDS[one])} ({counts[one]})") for one in Standing if counts[one]]


def forms(records: Iterable[Document]) -> list[tuple[str, str]]:
    """Whose words these records are, likewise."""
    counts = Counter(one.form for one in records)
    return [(form, f"{FORM_WORDS[form]} ({counts[form]})") for form in Form if counts[form]]


def select(name: str, label: str, everything: str, options: Iterable[tuple[str, str]]) -> str:
    """A labelled choice between values, with the one that leaves everything in first."""
    listed = "".join(f'<option value="{safe(value)}">{safe(words)}</option>' for value, words in options)
    return (
        f'<label class="field">{label}<select name="{name}"><option value="">{everything}</option>'
        f"{listed}</select></label>"
    )


def capital(words: str) -> str:
    """The words with a capital at their head."""
    return words[:1].upper() + words[1:]
