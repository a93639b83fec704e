"""The conversion keeps the model what it was."""

from __future__ import annotations

import json
from pathlib import Path

import ctranslate2
import pytest

from assistant.models import gguf, weights
from assistant.models.smollm2 import CARD
from tests.support import tiny_model

TEXT = ["<|endoftext|>", "t3", "t14", "t15", "t9", "t2", "t6", "t5", "t35"]


def scored(directory: Path, compute_type: str) -> float:
    """The log-likelihood of TEXT under a converted model."""
    model = ctranslate2.Generator(str(directory), compute_type=compute_type)
    return sum(model.score_batch([TEXT])[0].log_probs)


def test_float32_scores_as_the_architecture_says(tmp_path: Path) -> None:
    """Without quantisation, scores are those of the equations: rotation, grouping, epsilon."""
    gguf.convert(tiny_model.write_gguf(tmp_path / "m"), tmp_path, CARD, quantization="float32")
    expected = tiny_model.log_likelihood(TEXT)
    assert scored(tmp_path, "float32") == pytest.approx(expected, abs=1e-3)


def test_int8_scores_nearly_the_same(tmp_path: Path) -> None:
    """Quantisation costs a few hundredths of a nat a token, not another model."""
    gguf.convert(tiny_model.write_gguf(tmp_path / "m"), tmp_path, CARD)
    assert scored(tmp_path, "int8") == pytest.approx(tiny_model.log_likelihood(TEXT), abs=0.8)


def test_vocabulary_keeps_its_order(tmp_path: Path) -> None:
    """A token's id is its place in the vocabulary, as in the source."""
    gguf.convert(tiny_model.write_gguf(tmp_path / "m"), tmp_path, CARD)
    assert json.loads((tmp_path / "vocabulary.json").read_text("utf-8")) == tiny_model.TOKENS


def test_other_files_are_refused(tmp_path: Path) -> None:
    """What is no GGUF raises ValueError."""
    path = tmp_path / "m"
    path.write_bytes(b"PK\x03\x04" * 100)
    with pytest.raises(ValueError, match="GGUF"):
        gguf.convert(path, tmp_path, CARD)


@pytest.mark.model
def test_installed_model_is_smollm2() -> None:
    """The installed weights score a known sentence as SmolLM2-135M does in llama.cpp."""
    score = gguf.score(weights.locate(), CARD)
    assert score == pytest.approx(CARD.check.score, abs=CARD.check.tolerance)
