"""What a study pack holds: items with their answers, and the words of records that the answers rest on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from rag.domain import Citation, Span


class ItemKind(StrEnum):
    """What is asked of the student."""

    CARDS = "cards"
    CLOZE = "cloze"
    WHO = "who"
    ORDER = "order"


#: What each kind is called on a page or a sheet of paper.
KIND_WORDS = {
    ItemKind.CARDS: "Flash cards",
    ItemKind.CLOZE: "Fill the gap",
    ItemKind.WHO: "Who said it, which review",
    ItemKind.ORDER: "Put in order",
}


@dataclass(frozen=True, slots=True)
class KeyLine:
    """A sentence of a record that an answer rests on; ``focus`` marks the asked-for value in the citation's quote.

    ``note`` says in fixed words what the sentence is where it is no plain statement of a thing done: "a plan as at
    May 2012, not a result". ``when`` is the date of the event, where items are put in order.
    """

    citation: Citation
    focus: Span | None = None
    note: str = ""
    when: str = ""

    def __post_init__(self) -> None:
        """Refuse a focus outside the words, with ValueError."""
        if self.focus is not None and self.focus.end > len(self.citation.quote):
            raise ValueError("the focus lies outside the cited words")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to answer.

    ``frame`` is a line from a fixed template, ``prompt`` words of a record with gaps, or a question; it is empty where
    things are put in order. ``choices`` stand in the order in which they are shown; ``right`` are the places, from 0,
    of the right one, or of all in their right order. A card has no choices. ``key`` is what the answer rests on, in the
    order of ``right`` where things are put in order.
    """

    kind: ItemKind
    frame: str
    prompt: str
    answer: str
    choices: tuple[str, ...]
    right: tuple[int, ...]
    key: tuple[KeyLine, ...]

    def __post_init__(self) -> None:
        """Refuse an answer that is not the right choice or rests on nothing, and two equal choices, with ValueError."""
        if not self.key:
            raise ValueError("an answer needs the words it rests on")
        if len(set(self.choices)) != len(self.choices):
            raise ValueError("two choices are the same")
        if self.kind is ItemKind.ORDER:
            if sorted(self.right) != list(range(len(self.choices))) or len(self.key) != len(self.right):
                raise ValueError("the right order must hold each choice once, with its key")
        elif self.kind is ItemKind.CARDS:
            if self.choices or self.right:
                raise ValueError("a card has no choices")
        elif len(self.right) != 1 or self.choices[self.right[0]] != self.answer:
            raise ValueError("the answer is not the right choice")

    @property
    def distractors(self) -> tuple[str, ...]:
        """The choices that are wrong; none where things are put in order."""
        if self.kind is ItemKind.ORDER:
            return ()
        return tuple(choice for place, choice in enumerate(self.choices) if place not in self.right)

    @property
    def document_id(self) -> str:
        """The document the (first) answer rests on."""
        return self.key[0].citation.document_id

    @property
    def name(self) -> str:
        """A name for the item that stays while its words and their places stay."""
        places = ",".join(
            f"{line.citation.document_id}#{line.citation.span.start}-{line.citation.span.end}"
            for line in sorted(self.key, key=lambda one: (one.citation.document_id, one.citation.span))
        )
        value = self.key[0].focus if self.kind is not ItemKind.ORDER else None
        return f"{self.kind}:{places}" + (f"@{value.start}-{value.end}" if value else "")


@dataclass(frozen=True, slots=True)
class Pack:
    """Items made from some documents, with what makes the same pack again. ``generation`` is that of the index."""

    items: tuple[Item, ...]
    documents: tuple[str, ...]
    seed: int
    generation: str

    def of_kind(self, kind: ItemKind) -> tuple[Item, ...]:
        """The items of a kind, in their order."""
        return tuple(item for item in self.items if item.kind is kind)
