"""A study pack from chosen documents: items of the wanted kinds, spread over documents and kinds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from rag.domain import Span
from rag.errors import BadSetting
from rag.store import Records
from rag.study.cards import cards
from rag.study.clozes import clozes
from rag.study.orders import orders
from rag.study.pack import Item, ItemKind, Pack
from rag.study.speakers import Speakers
from rag.study.statements import Stated
from rag.study.wrong import WrongChoices, draw

#: Items of a pack unless told otherwise: a quarter of an hour's work.
DEFAULT_ITEMS = 20

#: A pack may be asked to hold at most so many, a page being able to draw them all.
MOST_ITEMS = 200

#: How often one answer may be asked for in a pack, orders apart: the third time it is guessed.
_SAME_ANSWER = 2


class Maker:
    """Makes packs over one generation of the records. What it works out about them it keeps; packs it does not."""

    def __init__(self, records: Records, generation: str) -> None:
        """Nothing is read before a pack is made."""
        self.generation = generation
        self._stated = Stated(records)
        self._wrong = WrongChoices(self._stated)
        self._speakers = Speakers(self._stated)

    def make(
        self,
        documents: Sequence[str],
        kinds: Collection[ItemKind] = tuple(ItemKind),
        n: int = DEFAULT_ITEMS,
        seed: int = 1,
    ) -> Pack:
        """At most ``n`` items, the same for the same seed: kinds in turn, in each the documents in turn.

        No sentence is asked about twice, and one answer is asked for at most twice.

        Raises:
            BadSetting: no document is named, one is unknown, or the number is out of range.
        """
        known = self._stated.records.documents
        chosen = tuple(dict.fromkeys(documents))
        if not chosen:
            raise BadSetting(
                "no record is chosen: name one with --document ID (python -m rag documents lists them)"
            )
        for one in chosen:
            if one not in known:
                raise BadSetting(f'no document "{one[:80]}": python -m rag documents lists them')
        if not 1 <= n <= MOST_ITEMS:
            raise BadSetting(f"-n {n}: ask for 1 to {MOST_ITEMS} items")
        wanted = [kind for kind in ItemKind if kind in kinds]
        # Orders choose first: they need several sentences that nothing else asks about.
        first = sorted(wanted, key=lambda kind: kind is not ItemKind.ORDER)
        found = {kind: in_turn(self._of_kind(kind, chosen, seed), chosen, seed, kind) for kind in first}
        taken = _taken(found, n)
        by_kind = tuple(item for kind in wanted for item in taken if item.kind is kind)
        return Pack(by_kind, chosen, seed, self.generation)

    def _of_kind(self, kind: ItemKind, documents: Sequence[str], seed: int) -> Iterable[Item]:
        if kind is ItemKind.CARDS:
            return cards(self._stated, frozenset(documents))
        if kind is ItemKind.CLOZE:
            return clozes(self._stated, self._wrong, frozenset(documents), seed)
        if kind is ItemKind.WHO:
            return self._speakers.items(frozenset(documents), seed)
        return orders(self._stated, documents, seed)


def in_turn(items: Iterable[Item], documents: Sequence[str], seed: int, kind: ItemKind) -> list[Item]:
    """The items of each document as the seed draws them, one of each document in turn.

    Which document begins is drawn for each kind, so that few items of many records are not all of the first ones.
    """
    drawn = sorted(documents, key=lambda one: draw(seed, kind, one))
    of: dict[str, list[Item]] = {document: [] for document in drawn}
    for item in sorted(items, key=lambda one: draw(seed, one.name)):
        of[item.document_id].append(item)
    rounds = max(map(len, of.values()), default=0)
    return [row[place] for place in range(rounds) for row in of.values() if place < len(row)]


def _taken(found: dict[ItemKind, list[Item]], n: int) -> list[Item]:
    """The first items of each kind in turn that ask neither of a sentence nor for an answer too often."""
    queues: dict[ItemKind, Iterator[Item]] = {kind: iter(items) for kind, items in found.items()}
    used: set[tuple[str, Span]] = set()
    answers: Counter[str] = Counter()
    taken: list[Item] = []
    while queues and len(taken) < n:
        for kind in list(queues):
            item = next((one for one in queues[kind] if _is_fresh(one, used, answers)), None)
            if item is None:
                del queues[kind]
            elif len(taken) < n:
                taken.append(item)
                used |= {(line.citation.document_id, line.citation.span) for line in item.key}
                answers[item.answer] += 1
    return taken


def _is_fresh(item: Item, used: set[tuple[str, Span]], answers: Counter[str]) -> bool:
    if item.kind is not ItemKind.ORDER and answers[item.answer] >= _SAME_ANSWER:
        return False
    return not any((line.citation.document_id, line.citation.span) in used for line in item.key)
