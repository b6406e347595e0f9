"""What the page asks for: which records, which kinds of items, how many; whatever a browser sends, it is a wish."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rag.study.making import DEFAULT_ITEMS, MOST_ITEMS
from rag.study.pack import ItemKind

#: The largest number by which items may be drawn anew.
LARGEST_SEED = 9999


@dataclass(frozen=True, slots=True)
class Wish:
    """A pack that is asked for. The same wish over the same records is the same pack, so no pack is ever kept."""

    documents: tuple[str, ...]
    kinds: tuple[ItemKind, ...]
    n: int = DEFAULT_ITEMS
    seed: int = 1

    def as_sent(self, generation: str) -> dict[str, object]:
        """The wish as the page sends it again, with the index it was granted over."""
        return {
            "documents": list(self.documents),
            "kinds": [kind.value for kind in self.kinds],
            "n": self.n,
            "seed": self.seed,
            "generation": generation,
        }


def wish_from(sent: Mapping[str, object], known: Mapping[str, object]) -> Wish:
    """The wish in what was sent: unknown records and kinds left out, numbers brought into their range."""
    documents = tuple(one for one in dict.fromkeys(_words(sent.get("documents"))) if one in known)
    named = set(_words(sent.get("kinds")))
    kinds = tuple(kind for kind in ItemKind if kind.value in named)
    return Wish(
        documents,
        kinds,
        _number(sent.get("n"), 1, MOST_ITEMS, DEFAULT_ITEMS),
        _number(sent.get("seed"), 0, LARGEST_SEED, 1),
    )


def _words(value: object) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def _number(value: object, least: int, most: int, otherwise: int) -> int:
    """The number, brought into its range; the other where it is none."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 9:
        value = int(value)
    return max(least, min(value, most)) if type(value) is int else otherwise
