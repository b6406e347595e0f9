from __future__ import annotations

from dataclasses import replace

import pytest

from ingest.describing import NOTICES
from rag.catalogue import (
    KIND_WORDS,
    NOTICE_WORDS,
    STANDING_WORDS,
    admitted,
    date_words,
    describe,
    make_filters,
    reference_title,
)
from rag.domain import Filter, Kind, Standing
from rag.errors import BadSetting
from tests.reviews import ALDERMOOR, DOCUMENTS, FERNHILL, LOOSE, STONEBRIDGE


def kept(**filters: object) -> set[str] | None:
    found = admitted(DOCUMENTS, make_filters(DOCUMENTS, **filters))  # type: ignore[arg-type]
    return None if found is None else set(found)


def test_every_kind_standing_and_notice_has_words_for_a_reader() -> None:
    assert KIND_WORDS.keys() == set(Kind)
    assert STANDING_WORDS.keys() == set(Standing)
    assert NOTICE_WORDS.keys() == set(NOTICES)


def test_a_reader_is_told_how_well_a_date_is_known() -> None:
    assert date_words(FERNHILL) == "4 March 2031 (inferred)"
    assert date_words(STONEBRIDGE) == "May 2031"
    assert date_words(ALDERMOOR) == "2029"
    assert date_words(LOOSE) == "undated"


def test_a_digest_is_named_as_one_and_an_original_by_its_title() -> None:
    assert reference_title(FERNHILL).endswith(FERNHILL.title)
    assert "digest" in reference_title(FERNHILL)
    assert reference_title(ALDERMOOR) == ALDERMOOR.title


def test_a_document_is_described_by_what_is_known_of_it() -> None:
    assert describe(STONEBRIDGE) == "Wales, committee minutes, May 2031"
    assert "undated" in describe(LOOSE)
    assert "None" not in describe(LOOSE)


def test_a_weak_standing_is_named() -> None:
    for standing, words in (
        (Standing.PRESS, "press"),
        (Standing.SCRAPED_REWRITE, "a machine-paraphrased copy"),
    ):
        assert describe(replace(STONEBRIDGE, standing=standing)).endswith(f"May 2031, {words}")


def test_no_standing_is_named_of_a_news_report_which_its_kind_tells() -> None:
    report = replace(STONEBRIDGE, kind=Kind.NEWS, standing=Standing.PRESS)
    assert describe(report) == "Wales, news report, May 2031"


def test_without_filters_every_document_is_admitted() -> None:
    assert make_filters(DOCUMENTS) == ()
    assert kept() is None


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        ({"kind": ["minutes"]}, {STONEBRIDGE.id}),
        ({"kind": ["minutes", "review"]}, {STONEBRIDGE.id, ALDERMOOR.id}),
        ({"standing": ["primary"]}, {ALDERMOOR.id}),
        ({"jurisdiction": ["wales"]}, {STONEBRIDGE.id}),
        ({"jurisdiction": ["Northern Ireland"]}, set()),
        ({"document": [LOOSE.id]}, {LOOSE.id}),
        ({"kind": ["review"], "jurisdiction": ["Wales"]}, set()),
        ({"since": "2031"}, {FERNHILL.id, STONEBRIDGE.id}),
        ({"since": "2031-03-05"}, {STONEBRIDGE.id}),
        ({"since": "2031-05-31"}, {STONEBRIDGE.id}),
        ({"since": "2031-06"}, set()),
        ({"until": "2031-03-04"}, {FERNHILL.id, ALDERMOOR.id}),
        ({"until": "2031-03-03"}, {ALDERMOOR.id}),
        ({"until": "2029-01"}, {ALDERMOOR.id}),
        ({"until": "2028"}, set()),
        ({"since": "2029-12-31", "until": "2031-03"}, {FERNHILL.id, ALDERMOOR.id}),
    ],
)
def test_every_filter_must_admit_a_document_and_a_date_may_lie_in_its_range(
    filters: dict[str, object], ids: set[str]
) -> None:
    assert kept(**filters) == ids


def test_filters_say_what_was_asked_in_the_spelling_of_the_catalogue() -> None:
    filters = make_filters(
        DOCUMENTS, kind=["MINUTES", "minutes"], jurisdiction=["wales"], since="2030", until="2032-01"
    )
    assert filters == (
        Filter("kind", "in", ("minutes",)),
        Filter("jurisdiction", "in", ("Wales",)),
        Filter("published", "since", ("2030",)),
        Filter("published", "until", ("2032-01",)),
    )


def test_ids_that_differ_by_case_alone_are_told_apart() -> None:
    both = {name: replace(LOOSE, id=name) for name in ("Notes", "notes")}
    for name in both:
        assert admitted(both, make_filters(both, document=[name])) == frozenset({name})


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        ({"kind": ["novel"]}, 'no kind "novel": there is .*minutes'),
        ({"kind": ["minutes", "poem"]}, 'no kind "poem"'),
        ({"standing": ["gossip"]}, "no standing .*primary"),
        ({"jurisdiction": ["France"]}, "no jurisdiction .*Scotland"),
        ({"document": ["fernhill"]}, "no document .*fernhill-2031"),
        ({"since": "March 2031"}, "--since: not a date"),
        ({"until": "2031-13"}, "--until: "),
        ({"since": ""}, "--since: not a date"),
    ],
)
def test_a_value_there_is_not_is_refused_in_one_line_with_what_there_is(
    filters: dict[str, object], message: str
) -> None:
    with pytest.raises(BadSetting, match=message) as raised:
        make_filters(DOCUMENTS, **filters)  # type: ignore[arg-type]
    assert "\n" not in str(raised.value)


def test_an_index_without_documents_says_that_there_is_none() -> None:
    with pytest.raises(BadSetting, match="there is none"):
        make_filters({}, document=["x"])
