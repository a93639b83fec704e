"""The network that is trained: BERT's encoder and two heads, its parameters named as BERT's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from assistant.models.reader import EPSILON, Verdict
from assistant.training.weights import HEAD_WIDTH, Weights


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of an encoder."""

    vocabulary: int
    width: int
    layers: int
    heads: int
    inner: int
    positions: int

    @classmethod
    def of(cls, weights: Weights) -> Shape:
        """That of an encoder's weights; each head of its attention is 32 wide."""
        words = weights.arrays["embeddings.word_embeddings.weight"]
        inner = [
            len(array)
            for name, array in weights.arrays.items()
            if name.endswith("intermediate.dense.weight")
        ]
        positions = len(weights.arrays["embeddings.position_embeddings.weight"])
        vocabulary, width = words.shape
        return cls(vocabulary, width, len(inner), width // HEAD_WIDTH, inner[0], positions)


class Layer(nn.Module):
    """One layer: attention and a feed-forward net, each added to its input and normalised."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        width = shape.width
        self.heads = shape.heads
        self.query, self.key, self.value, self.mixed = (nn.Linear(width, width) for _ in range(4))
        self.attended = nn.LayerNorm(width, EPSILON)
        self.inner = nn.Linear(width, shape.inner)
        self.outer = nn.Linear(shape.inner, width)
        self.normal = nn.LayerNorm(width, EPSILON)

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        """States (rows, tokens, width) after the layer; `mask` says which tokens are there."""
        rows, tokens, width = states.shape
        parts = (
            each(states).view(rows, tokens, self.heads, -1).transpose(1, 2)
            for each in (self.query, self.key, self.value)
        )
        mixed = functional.scaled_dot_product_attention(*parts, attn_mask=mask)
        mixed = self.mixed(mixed.transpose(1, 2).reshape(rows, tokens, width))
        states = self.attended(states + mixed)
        return self.normal(states + self.outer(functional.gelu(self.inner(states))))


class Network(nn.Module):
    """The encoder, a head for verdicts and one that guesses through the tied vocabulary."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.words = nn.Embedding(shape.vocabulary, shape.width)
        self.positions = nn.Embedding(shape.positions, shape.width)
        self.types = nn.Embedding(2, shape.width)
        self.embedded = nn.LayerNorm(shape.width, EPSILON)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.verdict = nn.Linear(shape.width, len(Verdict))
        self.transform = nn.Linear(shape.width, shape.width)
        self.normal = nn.LayerNorm(shape.width, EPSILON)
        self.bias = nn.Parameter(torch.zeros(shape.vocabulary))

    def forward(self, ids: Tensor, lengths: Tensor) -> Tensor:
        """Hidden states (rows, tokens, width) of token ids with the length of each row."""
        order = torch.arange(ids.shape[1], device=ids.device)
        mask = (order < lengths[:, None])[:, None, None, :]
        states = self.words(ids) + self.positions(order) + self.types.weight[0]
        states = self.embedded(states)
        for layer in self.layers:
            states = layer(states, mask)
        return states

    def verdicts(self, hidden: Tensor) -> Tensor:
        """Logits (places, verdicts)."""
        found: Tensor = self.verdict(hidden)
        return found

    def guesses(self, hidden: Tensor) -> Tensor:
        """Logits (places, vocabulary) of what stood there."""
        inner = functional.gelu(self.transform(hidden), approximate="tanh")
        return functional.linear(self.normal(inner), self.words.weight, self.bias)


_EMBEDDINGS = {
    "words": "word_embeddings",
    "positions": "position_embeddings",
    "types": "token_type_embeddings",
    "embedded": "LayerNorm",
}
_LAYER = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "mixed": "attention.output.dense",
    "attended": "attention.output.LayerNorm",
    "inner": "intermediate.dense",
    "outer": "output.dense",
    "normal": "output.LayerNorm",
}


def bert_name(name: str) -> str:
    """The name that BERT gives a parameter of ours; a head's own under `heads`."""
    first, *rest = name.split(".")
    if first in _EMBEDDINGS:
        return ".".join(("embeddings", _EMBEDDINGS[first], *rest))
    if first == "layers":
        return f"encoder.layer.{rest[0]}.{_LAYER[rest[1]]}.{rest[2]}"
    return f"heads.{name}"


def fill(network: Network, weights: Weights) -> None:
    """Put weights into a network; heads that the weights lack stay as they are."""
    with torch.no_grad():
        for name, parameter in network.named_parameters():
            found = weights.arrays.get(bert_name(name))
            if found is not None:
                parameter.copy_(torch.from_numpy(np.array(found)))


def taken(network: Network, vocabulary: tuple[str, ...]) -> Weights:
    """The weights of a network, float32, by BERT's names."""
    arrays: dict[str, Any] = {
        bert_name(name): parameter.detach().float().cpu().numpy().copy()
        for name, parameter in network.named_parameters()
    }
    return Weights(arrays, vocabulary)
