from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from evals.pairs import FOLDER, SPLITS, Label, Measure, as_share, load_pairs, measure, told_of
from rag.text import words
from tests.fakes import FakeEncoder

STORY = """
- id: fair
  original: {title: A fair, text: "The fair at Fernhill drew nine hundred people. It rained."}
  copy: {before: "Menu"}
  near: {replace: {"nine hundred": "900"}, drop: ["It rained."], after: "More soon."}
  spun: {title: Fair, text: "Nine hundred folk were drawn by Fernhill's fair. Rain fell."}
  report: {title: Rain, text: "Wet shoes at Fernhill."}
  brief: {title: Wet, text: "Fernhill fair: 900 came."}
  other: {title: A race, text: "The race at Ashford drew four people. It snowed."}
"""


def story(folder: Path, text: str = STORY) -> Path:
    (folder / "dev.yaml").write_text(text, encoding="utf-8")
    return folder


def test_a_story_gives_its_pairs_with_the_edits_made(tmp_path: Path) -> None:
    pairs = load_pairs("dev", story(tmp_path))
    assert len(pairs) == 10
    by_name = {pair.name: pair for pair in pairs}
    assert (
        by_name["fair: original and copy"].other.text
        == "Menu\n\nThe fair at Fernhill drew nine hundred people. It rained.\n"
    )
    near = by_name["fair: near and spun"].one.text
    assert words(near) == words("The fair at Fernhill drew 900 people. More soon.")
    assert by_name["fair: spun and brief"].label is Label.SAME_EVENT


@pytest.mark.parametrize(
    "edit", ['replace: {"nine thousand": "900"}', 'drop: ["It snowed."]', 'twist: "It"', "before: [1]"]
)
def test_an_edit_that_changes_nothing_or_is_unknown_is_refused(tmp_path: Path, edit: str) -> None:
    with pytest.raises(ValueError, match=r"does not hold|Extra inputs|valid string"):
        load_pairs("dev", story(tmp_path, STORY.replace('before: "Menu"', edit)))


def test_both_halves_have_stories_of_their_own_and_enough_pairs_of_every_sort() -> None:
    names: dict[str, set[str]] = {}
    for split in SPLITS:
        pairs = load_pairs(split, FOLDER)
        names[split] = {pair.one.id.partition("/")[0] for pair in pairs}
        counts = Counter(pair.label for pair in pairs)
        assert set(counts) == set(Label)
        assert sum(counts[label] for label in Label if label.copied) >= 30
        assert counts[Label.SAME_EVENT] >= 30
    assert not names["dev"] & names["test"]


def test_what_is_found_is_counted_against_what_is_known(tmp_path: Path) -> None:
    pairs = tuple(load_pairs("dev", story(tmp_path)))
    found = [None] * len(pairs)
    nothing = Measure(pairs, tuple(found))
    assert (nothing.precision(), nothing.recall(), nothing.recall(Label.SPUN)) == ((0, 0), (0, 4), (0, 2))
    some = Measure(pairs, ("near", None, "spun", "spun", None, "spun", None, None, None, None))
    assert (some.precision(), some.recall(), some.recall(Label.COPY)) == ((3, 4), (3, 4), (1, 1))
    assert [pair.name for pair in some.missed] == ["fair: original and near"]
    assert [pair.label for pair in some.wronged] == [Label.SAME_EVENT]
    assert (as_share((0, 0)), as_share((3, 4))) == ("none", "0.750 (3/4, 0.30-0.95)")


def test_each_pair_is_looked_at_by_itself(tmp_path: Path) -> None:
    encoder = FakeEncoder()
    pairs = load_pairs("dev", story(tmp_path, STORY.replace('before: "Menu"', 'before: ""')))
    found = measure(pairs, encoder.encode)
    assert found.found == ("exact", *[None] * 9)
    told = told_of((pairs[0].one, pairs[0].one), encoder.encode)
    assert [*told] == [pairs[0].one.id]
    assert told[pairs[0].one.id].texts == ["The fair at Fernhill drew nine hundred people.", "It rained."]
