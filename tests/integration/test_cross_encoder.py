"""A cross-encoder from a folder: a tiny one, made here, that has learnt nothing but can be read like any other."""

from __future__ import annotations

import json
from pathlib import Path
from string import ascii_lowercase

import pytest

from rag.bootstrap import Serving, make_reranker
from rag.errors import RerankerUnavailable
from rag.ports import Reranker
from rag.settings import Settings
from tests.fakes import FakeEncoder

pytestmark = pytest.mark.model

TEXTS = ["Ida Marsh chaired the panel.", "The report was to cost £4,000.", "Nobody voted."]


def make(folder: Path, *, labels: int = 1, scores: bool = True) -> str:
    """A BERT of a few dimensions stands in the folder; ``scores`` False: without the layer that scores."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, BertModel, BertTokenizerFast

    marks = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    vocabulary = [*marks, *ascii_lowercase, *(f"##{letter}" for letter in ascii_lowercase)]
    folder.mkdir()
    BertTokenizerFast(vocab={piece: n for n, piece in enumerate(vocabulary)}).save_pretrained(folder)
    torch.manual_seed(5)
    config = BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        max_position_embeddings=64,
        num_labels=labels,
        initializer_range=1.0,
    )
    (BertForSequenceClassification(config) if scores else BertModel(config)).save_pretrained(folder)
    return str(folder)


def made(name: str) -> Reranker:
    reranker = make_reranker(Settings(reranker=name))
    assert reranker is not None
    return reranker


def test_a_score_for_each_text_comes_in_their_order_and_lies_between_zero_and_one(tmp_path: Path) -> None:
    reranker = made(make(tmp_path / "model"))
    scores = reranker.scores("Who chaired the panel?", TEXTS)
    assert len(set(scores)) == 3
    assert all(0 < score < 1 for score in scores)
    assert scores == pytest.approx(
        [reranker.scores("Who chaired the panel?", [t])[0] for t in TEXTS], abs=1e-5
    )
    assert scores != pytest.approx(reranker.scores("What did it cost?", TEXTS), abs=1e-5)


def test_no_texts_have_no_scores(tmp_path: Path) -> None:
    assert made(make(tmp_path / "model")).scores("Who?", []) == []


def test_a_text_longer_than_the_model_reads_is_scored_all_the_same(tmp_path: Path) -> None:
    (score,) = made(make(tmp_path / "model")).scores("Who?", ["visits " * 500])
    assert 0 < score < 1


def test_a_model_that_would_rather_give_bare_numbers_gives_scores_between_zero_and_one(
    tmp_path: Path,
) -> None:
    from sentence_transformers import CrossEncoder

    name = make(tmp_path / "model")
    config = json.loads((tmp_path / "model/config.json").read_text())
    config["sentence_transformers"] = {"activation_fn": "torch.nn.modules.linear.Identity"}
    (tmp_path / "model/config.json").write_text(json.dumps(config))
    pairs = [("Who?", text) for text in TEXTS]
    bare = CrossEncoder(name, device="cpu", local_files_only=True).predict(pairs)
    assert not all(0 <= number <= 1 for number in bare)
    assert all(0 <= score <= 1 for score in made(name).scores("Who?", TEXTS))


def refused(name: str) -> str:
    with pytest.raises(RerankerUnavailable) as raised:
        make_reranker(Settings(reranker=name))
    line = str(raised.value)
    assert line.isprintable()
    assert name in line
    assert "ASK_RERANKER" in line
    return line


@pytest.mark.parametrize("name", ["nowhere", "no/such-model", "/no/such/folder"])
def test_a_model_that_is_not_there_is_one_line_and_no_network_is_asked(name: str) -> None:
    assert "no such folder" in refused(name)


@pytest.mark.parametrize("held", ["nothing", "garbage"])
def test_a_folder_that_holds_no_model_is_one_line(tmp_path: Path, held: str) -> None:
    folder = tmp_path / "model"
    folder.mkdir()
    if held == "garbage":
        (folder / "config.json").write_text("garbage")
    assert "no such folder" not in refused(str(folder))


def test_a_model_of_several_labels_is_refused(tmp_path: Path) -> None:
    assert "3 labels" in refused(make(tmp_path / "model", labels=3))


def test_a_model_that_never_learnt_to_score_is_refused(tmp_path: Path) -> None:
    assert "another kind" in refused(make(tmp_path / "model", scores=False))


def test_the_library_may_speak_again_once_a_model_is_loaded(tmp_path: Path) -> None:
    from transformers.utils import logging

    before = logging.get_verbosity()
    refused(str(tmp_path / "nothing"))
    assert logging.get_verbosity() == before


# --- in the program ----------------------------------------------------------------------------------

ASKED = "Who chaired the Fernhill panel on foster care?"


def fits(index: Path, reranker: str | None) -> list[float | None]:
    """What the reranker makes of each sentence that is looked at."""
    settings = Settings(index=index, encoder="fake", reranker=reranker)
    pipeline = Serving(settings, encoder=lambda _: FakeEncoder()).pipeline()
    _, candidates = pipeline.answerer.examine(ASKED, pipeline.search(ASKED, 5))  # type: ignore[attr-defined]
    assert candidates
    return [one.fit.reranked for one in candidates]


def test_a_reranker_that_is_set_takes_part_and_one_that_is_not_does_not(
    small_index: Path, tmp_path: Path
) -> None:
    assert set(fits(small_index, None)) == {None}
    assert all(score is not None and 0 < score < 1 for score in fits(small_index, make(tmp_path / "model")))


def test_a_reranker_that_cannot_be_loaded_stops_the_program_before_a_question_is_asked(
    small_index: Path,
) -> None:
    settings = Settings(index=small_index, encoder="fake", reranker="/no/such/folder")
    serving = Serving(settings, encoder=lambda _: FakeEncoder())
    with pytest.raises(RerankerUnavailable):
        serving.warm()
    assert not serving.ready
