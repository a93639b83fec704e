"""Writes weights as the reader that ships: an encoder for ctranslate2 and heads for numpy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from assistant.models.reader import EPSILON, HEADS
from assistant.training.weights import HEAD_WIDTH, Arrays, Weights

_HEADS = {
    "verdict.weight": "heads.verdict.weight",
    "verdict.bias": "heads.verdict.bias",
    "transform.weight": "heads.transform.weight",
    "transform.bias": "heads.transform.bias",
    "normal.weight": "heads.normal.weight",
    "normal.bias": "heads.normal.bias",
    "vocabulary.bias": "heads.bias",
}


def export(weights: Weights, folder: Path, *, quantisation: str = "int8") -> int:
    """Write a reader into a folder; the size of its files in bytes.

    `quantisation` is ctranslate2's: "int8", or "float32" for what was trained. A folder that
    holds a reader already gets the new one.
    """
    from ctranslate2.specs import transformer_spec

    folder.mkdir(parents=True, exist_ok=True)
    spec = _encoder(weights.arrays)
    model = transformer_spec.TransformerEncoderModelSpec(spec)
    model.config.layer_norm_epsilon = EPSILON
    model.config.unk_token = "[UNK]"  # noqa: S105
    model.register_vocabulary(list(weights.vocabulary))
    model.validate()
    model.optimize(quantization=quantisation)
    model.save(str(folder))
    heads = {ours: weights.arrays[theirs] for ours, theirs in _HEADS.items()}
    kind = np.float16 if quantisation == "int8" else np.float32
    np.savez(folder / HEADS, **{name: array.astype(kind) for name, array in heads.items()})
    return sum(path.stat().st_size for path in folder.iterdir())


def _encoder(arrays: Arrays) -> Any:
    from ctranslate2.specs import common_spec, transformer_spec

    layers = sum(name.endswith("intermediate.dense.weight") for name in arrays)
    words = arrays["embeddings.word_embeddings.weight"]
    spec = transformer_spec.TransformerEncoderSpec(
        layers,
        max(1, words.shape[1] // HEAD_WIDTH),
        pre_norm=False,
        activation=common_spec.Activation.GELU,
        layernorm_embedding=True,
        num_source_embeddings=2,
        embeddings_merge=common_spec.EmbeddingsMerge.ADD,
    )
    spec.scale_embeddings = False
    spec.embeddings[0].weight = words.copy()
    spec.embeddings[1].weight = arrays["embeddings.token_type_embeddings.weight"].copy()
    spec.position_encodings.encodings = arrays["embeddings.position_embeddings.weight"].copy()
    _norm(spec.layernorm_embedding, arrays, "embeddings.LayerNorm")
    for number, layer in enumerate(spec.layer):
        _layer(layer, arrays, f"encoder.layer.{number}")
    return spec


def _layer(layer: Any, arrays: Arrays, name: str) -> None:
    attention = layer.self_attention
    attention.linear[0].weight, attention.linear[0].bias = _fused(arrays, f"{name}.attention.self")
    _linear(attention.linear[1], arrays, f"{name}.attention.output.dense")
    _norm(attention.layer_norm, arrays, f"{name}.attention.output.LayerNorm")
    _linear(layer.ffn.linear_0, arrays, f"{name}.intermediate.dense")
    _linear(layer.ffn.linear_1, arrays, f"{name}.output.dense")
    _norm(layer.ffn.layer_norm, arrays, f"{name}.output.LayerNorm")


def _fused(arrays: Arrays, name: str) -> Iterator[Any]:
    for kind in ("weight", "bias"):
        yield np.concatenate([arrays[f"{name}.{p}.{kind}"] for p in ("query", "key", "value")])


def _linear(spec: Any, arrays: Arrays, name: str) -> None:
    spec.weight, spec.bias = arrays[f"{name}.weight"].copy(), arrays[f"{name}.bias"].copy()


def _norm(spec: Any, arrays: Arrays, name: str) -> None:
    spec.gamma, spec.beta = arrays[f"{name}.weight"].copy(), arrays[f"{name}.bias"].copy()
