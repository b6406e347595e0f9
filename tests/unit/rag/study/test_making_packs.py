from __future__ import annotations

from collections import Counter

import pytest

from rag.domain import Span
from rag.errors import BadSetting
from rag.study.keys import answer_words, shown
from rag.study.making import MOST_ITEMS, Maker
from rag.study.pack import Item, ItemKind, KeyLine, Pack
from tests.records import record
from tests.unit.rag.study.invented import ALL, ELM, IDS, LARCH, OAK, records, with_words
from tests.web_fakes import cite

MAKER = Maker(records(), "g000003")


def test_the_same_seed_makes_the_same_pack_and_another_seed_another() -> None:
    assert MAKER.make(IDS, n=9, seed=4) == Maker(records(), "g000003").make(IDS, n=9, seed=4)
    assert MAKER.make(IDS, n=9, seed=4).items != MAKER.make(IDS, n=9, seed=5).items


def test_a_pack_holds_what_was_asked_for_and_no_more() -> None:
    pack = MAKER.make([LARCH.id, OAK.id], [ItemKind.WHO], n=3)
    assert 0 < len(pack.items) <= 3
    assert {item.kind for item in pack.items} == {ItemKind.WHO}
    assert {item.document_id for item in pack.items} == {LARCH.id, OAK.id}
    assert pack.documents == (LARCH.id, OAK.id)
    assert pack.of_kind(ItemKind.CARDS) == ()


def test_items_stand_by_kind_and_are_spread_over_kinds_and_documents() -> None:
    pack = MAKER.make(IDS, n=12)
    kinds = [item.kind for item in pack.items]
    assert kinds == sorted(kinds, key=list(ItemKind).index)
    assert min(Counter(kinds).values()) >= 3
    assert {item.document_id for item in pack.items} == set(IDS)


def test_small_packs_are_not_all_of_the_records_named_first() -> None:
    first = {MAKER.make(IDS, [ItemKind.WHO], n=1, seed=seed).items[0].document_id for seed in range(12)}
    assert len(first) >= 3


def test_no_sentence_is_asked_about_twice() -> None:
    pack = MAKER.make(IDS, n=MOST_ITEMS)
    places = [(line.citation.document_id, line.citation.span) for item in pack.items for line in item.key]
    assert len(places) == len(set(places))


def test_no_answer_is_asked_for_a_third_time() -> None:
    more = (
        "\n## What else it found\n\nPenn argued in 2031 that nurses drove too far to reach their homes at night.\n"
        "\nPenn argued in 2031 that ledgers of visits were kept in three towns by hand.\n"
    )
    pack = Maker(records(with_words(LARCH, more), *ALL[1:]), "g1").make(
        [LARCH.id], [ItemKind.WHO], n=MOST_ITEMS
    )
    assert Counter(item.answer for item in pack.items)["Ada Penn"] == 2


def test_every_answer_rests_on_located_words_of_the_chosen_records() -> None:
    for item in MAKER.make(IDS, n=MOST_ITEMS).items:
        for line in item.key:
            document = next(one for one in ALL if one.id == line.citation.document_id)
            assert line.citation.span.of(document.text) == line.citation.quote


@pytest.mark.parametrize(
    ("documents", "n", "said"),
    [
        ([], 5, "no record is chosen"),
        (["nowhere"], 5, 'no document "nowhere"'),
        (IDS, 0, "-n 0"),
        (IDS, 201, "-n 201"),
    ],
)
def test_what_cannot_be_made_is_said_in_one_line(documents: list[str], n: int, said: str) -> None:
    with pytest.raises(BadSetting, match=said):
        MAKER.make(documents, n=n)


def test_records_without_fair_sentences_make_an_empty_pack() -> None:
    grave = record(
        "sad", "A sad story", "The inquiry of May 2031 was about 40 deaths in the town of Elmford."
    )
    assert Maker(records(grave), "g1").make(["sad"]).items == ()


# --- items and keys -----------------------------------------------------------------------------------


def line(quote: str = "Ada Penn led the Larch review of fostering.", focus: Span | None = None) -> KeyLine:
    return KeyLine(cite(LARCH, quote), focus)


@pytest.mark.parametrize(
    "item",
    [
        {"key": ()},
        {"choices": ("a", "a"), "right": (0,)},
        {"choices": ("a", "b"), "right": (1,)},
        {"choices": ("a", "b"), "right": ()},
        {"kind": ItemKind.CARDS, "choices": ("a",), "right": (0,)},
        {"kind": ItemKind.ORDER, "choices": ("a", "b"), "right": (0, 0)},
        {"kind": ItemKind.ORDER, "choices": ("a", "b"), "right": (1, 0)},
    ],
    ids=["no key", "twice", "wrong", "none right", "a card", "one twice", "a key missing"],
)
def test_an_item_that_does_not_hold_together_is_refused(item: dict[str, object]) -> None:
    given: dict[str, object] = {
        "kind": ItemKind.CLOZE,
        "frame": "",
        "prompt": "",
        "answer": "a",
        "choices": ("a", "b"),
        "right": (0,),
        "key": (line(),),
    }
    Item(**given)  # type: ignore[arg-type]
    with pytest.raises(ValueError):
        Item(**(given | item))  # type: ignore[arg-type]


def test_a_focus_outside_the_cited_words_is_refused() -> None:
    with pytest.raises(ValueError, match="outside"):
        line(focus=Span(0, 900))


def test_a_key_names_a_digest_as_one_and_quotes_only_an_original() -> None:
    documents = {one.id: one for one in ALL}
    of_digest = shown(line(focus=Span(0, 8)), documents, "g1")
    assert (
        of_digest.source
        == "Ask the Reviews digest of: Larch review of fostering, England, May 2031 (3 May 2031)"
    )
    assert (of_digest.value, of_digest.words) == ("Ada Penn", "Ada Penn led the Larch review of fostering.")
    assert of_digest.link.startswith("http://127.0.0.1:7860/?doc=larch-2031&")
    original = shown(
        KeyLine(cite(ELM, "Dora Frost led the Elm panel on kinship.")), documents, "g1", "https://here/"
    )
    assert original.words == "“Dora Frost led the Elm panel on kinship.”"
    assert original.link.startswith("https://here/?doc=elm-2034&")
    assert original.title == ELM.title


def test_an_answer_is_told_with_its_letter() -> None:
    pack: Pack = MAKER.make(IDS, [ItemKind.WHO, ItemKind.CARDS], n=4)
    who, card = pack.of_kind(ItemKind.WHO)[0], pack.of_kind(ItemKind.CARDS)[0]
    assert answer_words(who) == f"{'ABCD'[who.right[0]]} {who.answer}"
    assert answer_words(card) == card.answer
    assert card.distractors == ()
    assert len(who.distractors) == 3
