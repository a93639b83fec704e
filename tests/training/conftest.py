"""A small corpus, small thesauri and a tiny encoder, all made here."""

from __future__ import annotations

import lzma
from pathlib import Path

import numpy as np
import pytest

from assistant.training import lexicon
from assistant.training.lexicon import Lexicon
from assistant.training.weights import Weights
from tests.benchmarks.corpus import seeds

_TABLES = {
    lexicon.MOBY: "city|burgh|town|urban area\ncouncil|assembly|board|cabinet\nopen|agape|begin",
    lexicon.LIBREOFFICE: "in|successful|incoming\nan|Associate in Nursing\nwill|volition",
    lexicon.NEIGHBOURS: "city|town|cities\nmonth|week|year",
}
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789.,!?'\"-$%:;()“”’"


@pytest.fixture(scope="session")
def thesauri(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of small tables; WordNet's sets are those that ship."""
    folder = tmp_path_factory.mktemp("thesauri")
    for name, text in _TABLES.items():
        lexicon.table(folder, name).write_bytes(lzma.compress(text.encode()))
    return folder


@pytest.fixture(scope="session")
def known(thesauri: Path) -> Lexicon:
    """The thesauri of that folder."""
    return lexicon.load(thesauri)


@pytest.fixture(scope="session")
def texts() -> tuple[str, ...]:
    """The clean seeds of the repository."""
    return tuple(document.text for document in seeds())


@pytest.fixture(scope="session")
def folder(texts: tuple[str, ...], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A corpus of one file, each seed an article."""
    made = tmp_path_factory.mktemp("corpus")
    text = "\n%%\n".join(text.strip() for text in texts)
    (made / "01-seeds.txt.xz").write_bytes(lzma.compress(text.encode()))
    return made


@pytest.fixture(scope="session")
def vocabulary(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Letters, so that everything can be written, and the commonest words of the seeds."""
    words = sorted({word.lower() for text in texts for word in text.split() if word.isalpha()})
    letters = [piece for letter in _LETTERS for piece in (letter, f"##{letter}")]
    known = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters, *words[:500])
    return tuple(dict.fromkeys(known))


@pytest.fixture(scope="session")
def tiny(vocabulary: tuple[str, ...]) -> Weights:
    """Random weights of an encoder of two layers, 64 wide, heads included."""
    chance = np.random.default_rng(7)

    def drawn(*shape: int) -> np.ndarray:
        return chance.normal(0, 0.2, shape).astype(np.float32)

    width, inner = 64, 96
    arrays = {
        "embeddings.word_embeddings.weight": drawn(len(vocabulary), width),
        "embeddings.position_embeddings.weight": drawn(512, width),
        "embeddings.token_type_embeddings.weight": drawn(2, width),
        "heads.bias": drawn(len(vocabulary)),
    }
    linear = {"heads.verdict": (4, width), "heads.transform": (width, width)}
    norms = ["embeddings.LayerNorm", "heads.normal"]
    for layer in ("encoder.layer.0", "encoder.layer.1"):
        for part in ("self.query", "self.key", "self.value", "output.dense"):
            linear[f"{layer}.attention.{part}"] = width, width
        linear[f"{layer}.intermediate.dense"] = inner, width
        linear[f"{layer}.output.dense"] = width, inner
        norms += [f"{layer}.attention.output.LayerNorm", f"{layer}.output.LayerNorm"]
    for name, shape in linear.items():
        arrays |= {f"{name}.weight": drawn(*shape), f"{name}.bias": drawn(shape[0])}
    for name in norms:
        arrays |= {f"{name}.weight": 1 + drawn(width), f"{name}.bias": drawn(width)}
    return Weights(arrays, vocabulary)
