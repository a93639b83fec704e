"""From a GGUF file to a ctranslate2 model: dequantised once, quantised to int8 by row.

Only one architecture is understood: `llama` with grouped-query
attention, SwiGLU, RMS norm, rotary positions and the output tied to the embedding.
GGUF keeps the query and key rows permuted for interleaved rotation, so the rotation is
interleaved here too and the rows are read as they are.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.models.base import Card

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

VERSION = 1
"""Raised when what `convert` writes changes, so that older weights are made anew."""

FILES = ("model.bin", "config.json", "vocabulary.json")


class Gguf:
    """The tensors and the metadata of a GGUF file of the llama architecture."""

    def __init__(self, path: Path) -> None:
        """Map the file; raises ValueError where it is not GGUF."""
        from gguf import GGUFReader

        self._reader = GGUFReader(path)
        self._tensors = {tensor.name: tensor for tensor in self._reader.tensors}

    def value(self, key: str) -> Any:
        """The metadata value of a key; raises ValueError where it is missing."""
        field = self._reader.fields.get(key)
        if field is None:
            raise ValueError(f"no {key} in the file")
        return field.contents()

    def tensor(self, name: str) -> NDArray[np.float32]:
        """A tensor as float32 of shape (rows, columns), or (columns,) for a vector."""
        import numpy as np
        from gguf import dequantize

        tensor = self._tensors.get(name)
        if tensor is None:
            raise ValueError(f"no {name} in the file")
        shape = [int(size) for size in reversed(tensor.shape)]
        weights = dequantize(tensor.data, tensor.tensor_type).astype(np.float32)
        return np.ascontiguousarray(weights.reshape(shape))


def convert(source: Path, directory: Path, card: Card, *, quantization: str | None = None) -> None:
    """Write model.bin, config.json and vocabulary.json into `directory`.

    They are quantised as the card says unless another `quantization` is given.

    Raises ValueError where the file is not a llama model in GGUF, OSError where the
    directory cannot be written.
    """
    gguf = Gguf(source)
    if gguf.value("general.architecture") != "llama":
        raise ValueError(f"the architecture is {gguf.value('general.architecture')}, not llama")
    spec = _empty_spec(gguf)
    _fill(spec.decoder, gguf)
    spec.register_vocabulary(gguf.value("tokenizer.ggml.tokens"))
    spec.config.bos_token = spec.config.eos_token = spec.config.unk_token = card.tokens.start
    spec.config.layer_norm_epsilon = _rounded(gguf.value("llama.attention.layer_norm_rms_epsilon"))
    spec.validate()
    spec.optimize(quantization=quantization or card.compute_type)
    directory.mkdir(parents=True, exist_ok=True)
    spec.save(str(directory))


def _empty_spec(gguf: Gguf) -> Any:
    from ctranslate2.specs import common_spec, transformer_spec

    return transformer_spec.TransformerDecoderModelSpec.from_config(
        int(gguf.value("llama.block_count")),
        int(gguf.value("llama.attention.head_count")),
        num_heads_kv=int(gguf.value("llama.attention.head_count_kv")),
        activation=common_spec.Activation.SWISH,
        pre_norm=True,
        ffn_glu=True,
        rms_norm=True,
        rotary_dim=0,
        rotary_interleave=True,
        rotary_base=float(gguf.value("llama.rope.freq_base")),
    )


def _fill(decoder: Any, gguf: Gguf) -> None:
    import numpy as np

    decoder.scale_embeddings = False
    decoder.embeddings.weight = gguf.tensor("token_embd.weight")
    decoder.projection.weight = decoder.embeddings.weight
    decoder.layer_norm.gamma = gguf.tensor("output_norm.weight")
    for index, layer in enumerate(decoder.layer):
        block = f"blk.{index}."
        attention, feed_forward = layer.self_attention, layer.ffn
        attention.layer_norm.gamma = gguf.tensor(f"{block}attn_norm.weight")
        attention.linear[0].weight = np.concatenate(
            [gguf.tensor(f"{block}attn_{part}.weight") for part in "qkv"]
        )
        attention.linear[1].weight = gguf.tensor(f"{block}attn_output.weight")
        feed_forward.layer_norm.gamma = gguf.tensor(f"{block}ffn_norm.weight")
        feed_forward.linear_0.weight = gguf.tensor(f"{block}ffn_gate.weight")
        feed_forward.linear_0_noact.weight = gguf.tensor(f"{block}ffn_up.weight")
        feed_forward.linear_1.weight = gguf.tensor(f"{block}ffn_down.weight")


def _rounded(epsilon: float) -> float:
    """Undo the detour through float32: 9.9999997e-06 is 1e-05."""
    return float(f"{epsilon:.6g}")


def score(directory: Path, card: Card) -> float:
    """The log-likelihood, in nats, of the card's known sentence under a converted model."""
    import ctranslate2

    model = ctranslate2.Generator(str(directory), compute_type=card.compute_type, intra_threads=2)
    return float(sum(model.score_batch([list(card.check.tokens)])[0].log_probs))
