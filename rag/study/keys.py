"""What an answer key shows of the words it rests on: the words, whose they are, of when, and where they open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rag.catalogue import date_words, reference_title
from rag.domain import Document, Form
from rag.permalinks import link
from rag.settings import LOCAL_ADDRESS
from rag.study.pack import Item, KeyLine

#: What is said of a pack wherever it goes.
ABOUT = (
    "Made by rules from sentences of the records, without a language model. Words of a digest are the program’s own "
    "and no quotation of the review; open the record before you rely on any of it."
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A line of an answer key in plain words. ``before``, ``value`` and ``behind`` are together the cited words."""

    before: str
    value: str
    behind: str
    title: str
    dated: str
    link: str
    note: str
    when: str

    @property
    def words(self) -> str:
        """The cited words, on one line."""
        return " ".join((self.before + self.value + self.behind).split())

    @property
    def source(self) -> str:
        """Whose words they are, and of when."""
        return f"{self.title} ({self.dated})"


def shown(
    line: KeyLine, documents: Mapping[str, Document], generation: str, address: str | None = None
) -> Shown:
    """The line with its words in three parts, quotation marks around an original's, and its whole web address."""
    citation = line.citation
    document = documents[citation.document_id]
    quote = citation.quote
    start, end = (line.focus.start, line.focus.end) if line.focus else (len(quote), len(quote))
    opened, closed = ("“", "”") if document.form is Form.ORIGINAL else ("", "")
    return Shown(
        before=opened + quote[:start],
        value=quote[start:end],
        behind=quote[end:] + closed,
        title=reference_title(document),
        dated=date_words(document),
        link=(address or LOCAL_ADDRESS) + link(citation, document, generation),
        note=line.note,
        when=line.when,
    )


def in_right_order(item: Item) -> tuple[str, ...]:
    """The choices of an item in their right order: one, or all where things are put in order."""
    return tuple(item.choices[place] for place in item.right)


def options(item: Item) -> tuple[tuple[str, str], ...]:
    """Each choice with its letter, A first, in the order in which they are shown."""
    return tuple((chr(ord("A") + place), choice) for place, choice in enumerate(item.choices))


def answer_words(item: Item) -> str:
    """The answer with its letter, or the letters of all in their right order."""
    letters = "".join(chr(ord("A") + place) for place in item.right)
    if len(item.right) > 1:
        return " – ".join(letters)
    return f"{letters} {item.answer}".strip()
