from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import pytest

from ingest.copies import Copy, CopyKind, Told, copies
from ingest.copies.comparing import FEWEST_WORDS, spun_share
from ingest.copies.reading import read
from rag.domain import ContentDate, Document, Form, Standing
from rag.text import sentences
from tests.fakes import FakeEncoder
from tests.reviews import LOOSE

NOTICE = (
    "Fernhill Council has opened a hub for young carers on Mill Lane. The hub cost £240,000 and has room for 60 "
    "children. Councillor Ida Marsh said that the building had stood empty since 2019. A nurse and a teacher will be "
    "there on Tuesdays, and a bus from Ashford stops at the door. A second hub is to open in Dunmore in May 2033."
)
#: The same statements, turned about: for the encoder of the tests, which counts stems, they are the same.
TURNED = (
    "On Mill Lane a hub for young carers has been opened by Fernhill Council. With room for 60 children the hub cost "
    "$240,000. That the building had stood empty since 2019 was said by Councillor Ida Marsh. On Tuesdays a teacher "
    "and a nurse will be there, and at the door stops a bus from Ashford. In May 2033 a second hub opens in Dunmore."
)
REPORT = (
    "Young carers in Fernhill cut a ribbon of their own making on Saturday. Fifteen of them had painted the walls of "
    "the hub on Mill Lane in the weeks before. Councillor Ida Marsh was late, because the bus from Ashford had broken "
    "down. Neighbours complain of noise, and the school wants its teacher back by 2032. The hub cost £240,000."
)


def document(document_id: str, text: str = NOTICE, **changed: object) -> Document:
    plain = replace(LOOSE, id=document_id, title=f"Title {document_id}", text=text, standing=Standing.PRESS)
    return replace(plain, **changed)  # type: ignore[arg-type]


def fold(*documents: Document) -> dict[str, Copy]:
    def told(document_id: str) -> Told:
        (text,) = (one.text for one in documents if one.id == document_id)
        texts = [span.of(text) for span in sentences(text)]
        return Told(texts, FakeEncoder().encode(texts))

    return copies(documents, told)


def under(*documents: Document) -> dict[str, tuple[str, str]]:
    return {document_id: (copy.of, copy.kind.value) for document_id, copy in fold(*documents).items()}


def test_the_same_words_are_an_exact_copy_whatever_their_case_and_spacing() -> None:
    other = NOTICE.upper().replace(". ", ".\n\n")
    assert fold(document("a"), document("b", other)) == {"b": Copy("a", CopyKind.EXACT, 1.0)}
    assert under(document("a", "Short."), document("b", "SHORT.")) == {"b": ("a", "exact")}


def test_nearly_the_same_words_are_a_near_copy_with_the_share_that_stands_in_the_other() -> None:
    changed = NOTICE.replace("has opened", "opened").replace("stops at the door", "stops right at the door")
    found = fold(document("a"), document("b", changed, standing=Standing.UNKNOWN))
    assert found["b"][:2] == ("a", CopyKind.NEAR)
    assert 0.9 < found["b"].share < 1
    assert under(document("a"), document("b", changed.upper(), standing=Standing.UNKNOWN)) == {
        "b": ("a", "near")
    }


def test_a_part_is_a_copy_of_the_whole_and_the_whole_none_of_a_better_part() -> None:
    whole = f"{NOTICE} {REPORT}"
    best = {"standing": Standing.PRIMARY}
    assert under(document("whole", whole, **best), document("part")) == {"part": ("whole", "near")}
    assert under(document("whole", whole), document("part", **best)) == {}


def test_the_same_statements_in_other_words_are_a_spun_copy_even_with_pounds_as_dollars() -> None:
    found = fold(document("a"), document("b", TURNED, standing=Standing.SCRAPED_REWRITE))
    assert found == {"b": Copy("a", CopyKind.SPUN, 1.0)}


def test_two_reports_of_one_event_are_no_copies() -> None:
    assert under(document("a"), document("b", REPORT)) == {}


@pytest.mark.parametrize("text", [NOTICE, TURNED])
def test_a_form_filled_in_anew_is_no_copy(text: str) -> None:
    changed = {"£240,000": "£310,000", "$240,000": "£310,000", "60": "75", "2019": "2024", "2033": "2036"}
    for old, new in changed.items():
        text = text.replace(old, new)
    assert under(document("a"), document("b", text)) == {}


def test_other_names_in_the_same_words_are_no_copy() -> None:
    names = ("Fernhill", "Mill Lane", "Ida Marsh", "Ashford", "Dunmore", "Councillor")
    elsewhere = NOTICE
    for name, other in zip(
        names, ("Wexley", "Oak Road", "Una Pell", "Selby", "Crewkerne", "Alderman"), strict=True
    ):
        elsewhere = elsewhere.replace(name, other)
    assert under(document("a"), document("b", elsewhere)) == {}


def test_the_same_names_and_figures_in_sentences_that_lie_far_apart_are_no_copy() -> None:
    texts = [[span.of(text) for span in sentences(text)] for text in (NOTICE, TURNED)]
    directions = np.eye(20, dtype=np.float32)
    near = [read(Told(one, directions[: len(one)])) for one in texts]
    far = read(Told(texts[1], directions[10 : 10 + len(texts[1])]))
    assert spun_share(near[1], near[0]) == 1.0
    assert spun_share(far, near[0]) is None


def test_possessives_commas_and_numbers_in_words_are_no_others() -> None:
    turned = (
        NOTICE.replace("60", "sixty")
        .replace("240,000", "240000")
        .replace("Fernhill Council", "Fernhill's Council")
    )
    assert under(document("a"), document("b", turned, standing=Standing.UNKNOWN)) == {"b": ("a", "near")}


def test_a_rewrite_of_half_is_too_short_to_be_told_from_a_report() -> None:
    half = " ".join(TURNED.split(". ")[0:2]) + "."
    assert under(document("a"), document("b", half)) == {}


def test_short_texts_are_copies_only_of_the_very_same_words() -> None:
    short = " ".join(NOTICE.split()[: FEWEST_WORDS - 4]) + "."
    assert under(document("a", short), document("b", f"So {short}")) == {}


def test_texts_without_words_or_names_are_left_alone() -> None:
    plain = " ".join(
        f"the cat sat on the mat and {word} did so too." for word in ("a", "the", "our", "my") * 3
    )
    turned = " ".join(
        f"and so did {word} too, the mat sat on the cat." for word in ("a", "the", "our", "my") * 3
    )
    assert (
        under(document("a", "..."), document("b", "!!!"), document("c", plain), document("d", turned)) == {}
    )
    assert under() == {}


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"standing": Standing.PRIMARY}, {"standing": Standing.OFFICIAL, "published": ContentDate(2001)}),
        ({"form": Form.ORIGINAL}, {"form": Form.DIGEST, "published": ContentDate(2001)}),
        ({"published": ContentDate(2030)}, {"published": None}),
        ({}, {}),
    ],
)
def test_of_documents_that_say_the_same_the_best_is_kept(
    better: dict[str, object], worse: dict[str, object]
) -> None:
    good, bad = document("m", **better), document("n", **worse)
    assert under(good, bad) == under(bad, good) == {"n": ("m", "exact")}


def test_of_equals_the_longer_is_kept() -> None:
    longer = document("z", f"{NOTICE} Doors open at noon.")
    assert under(document("a"), longer) == {"a": ("z", "near")}


def test_digests_are_folded_under_one_another_only_word_for_word() -> None:
    digest = {"form": Form.DIGEST}
    near = NOTICE.replace("has opened", "opened")
    assert (
        under(document("a", **digest), document("b", near, **digest), document("c", TURNED, **digest)) == {}
    )
    assert under(document("a", **digest), document("b", **digest)) == {"b": ("a", "exact")}
    assert under(document("a"), document("b", near, **digest)) == {"b": ("a", "near")}


def test_every_copy_names_a_document_that_is_none_itself_in_whatever_order_they_come() -> None:
    group = [
        document("a", standing=Standing.PRIMARY),
        document("b", TURNED),
        document("c", TURNED.replace("has been opened", "was opened"), standing=Standing.UNKNOWN),
        document("d", TURNED, standing=Standing.SCRAPED_REWRITE),
        document("x", REPORT),
    ]
    wanted = {"b": ("a", "spun"), "c": ("a", "spun"), "d": ("a", "exact")}
    for order in itertools.permutations(group):
        found = under(*order)
        assert {i: of for i, (of, _) in found.items()} == {i: of for i, (of, _) in wanted.items()}
        assert found == under(*group)


def test_a_copy_of_a_rewrite_is_a_copy_of_what_was_rewritten() -> None:
    padded = f"{TURNED} It went on in this way, and so it was told again and again by all who came by."
    longer = f"{padded} And so on it went, by day and by night, for ever."
    best = document("a", standing=Standing.PRIMARY)
    assert under(best, document("c", longer)) == {}
    found = under(best, document("b", padded), document("c", longer, standing=Standing.UNKNOWN))
    assert found["b"] == ("a", "spun")
    assert found["c"] == ("a", "spun")


def numbered(number: int) -> str:
    places = "Elm Oak Ash Fir Yew Bay Hay Fen Dun Kel".split()
    there = f"{places[number % 10]}{places[number // 10 % 10].lower()}"
    return (
        NOTICE.replace("Fernhill", there).replace("60", str(60 + number)).replace("2019", str(1900 + number))
    )


def test_among_many_documents_of_one_mould_only_the_copies_are_folded() -> None:
    mould = [document(f"n{number:02}", numbered(number)) for number in range(60)]
    doubles: Iterable[Document] = (
        document(f"z{number:02}", f"News. {numbered(number)}", standing=Standing.UNKNOWN)
        for number in (3, 31, 59)
    )
    assert under(*mould, *doubles) == {f"z{n:02}": (f"n{n:02}", "near") for n in (3, 31, 59)}
