"""All that can answer for a model: oracles on loopback, and a real one at an address."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import reduce
from pathlib import Path
from typing import Any, cast

from assistant import prompts
from assistant.article.model import Article
from assistant.chat.budget import Budget
from assistant.chat.cache import Cache
from assistant.chat.endpoint import Endpoint as Address
from assistant.chat.prices import price
from assistant.chat.tokens import counter
from assistant.engines.endpoint.context import EndpointContext
from assistant.engines.endpoint.repair.engine import OpenAIEngine
from assistant.engines.local import LocalEngine
from assistant.models.base import LanguageModel
from assistant.repair.detection import Detection
from tests.benchmarks.prompted.texts import Text
from tests.support.endpoint import Endpoint
from tests.support.oracle import Oracle

MODEL = "gpt-4o-mini"
Answer = Callable[[Mapping[str, Any]], str]


def oracles(texts: Iterable[Text]) -> dict[str, Answer]:
    """The models that know the articles, by name, each with a weakness of its own."""
    truth: dict[str, str] = reduce(lambda known, text: known | text.truth, texts, {})
    return {
        "knows": Oracle(truth),
        "whole sentences": Oracle(truth, whole=True),
        "over-edits": Oracle(truth, over=True),
        "a tenth in wrong form": Oracle(truth, damaged=0.1),
        "weak": Oracle(truth, weak=True),
    }


@contextmanager
def served(answer: Answer) -> Iterator[Address]:
    """An oracle on loopback."""
    with Endpoint(answer) as server:
        yield Address(server.url, MODEL)


@contextmanager
def real(base_url: str, model: str) -> Iterator[Address]:
    """A real model, with the key that the environment has."""
    import os

    key = os.environ.get("ASSISTANT_API_KEY") or os.environ.get("OPENAI_API_KEY") or ""
    yield Address(base_url, model, key=key, read_seconds=600.0)


def engine(
    address: Address, channel: LocalEngine | None, kept: Cache, scope: str = "auto"
) -> OpenAIEngine:
    """The engine that asks at an address; what the channel finds is kept, and no answer."""
    return OpenAIEngine(
        EndpointContext(
            address, prompts.load("repair"), counter(address.model),
            Budget(price(address.model, {})), channel, _Channels(kept.path), scope=scope,
        )
    )  # fmt: skip


class Remembering(LocalEngine):
    """The local engine, whose language model reads nothing twice; what it read is kept in a file.

    A score depends a little on its company, so figures move by a trifle.
    """

    def __init__(self, path: Path, *, suspects: bool = True) -> None:
        super().__init__()
        self._path, self._suspects = path, suspects
        self._kept: dict[tuple[tuple[int, ...], ...], list[float]] = {}
        if path.exists():
            self._kept = pickle.loads(path.read_bytes())  # our own file

    @property
    def model(self) -> LanguageModel:
        """The language model, remembering."""
        return cast("LanguageModel", _Remembering(super().model, self._kept))

    def suspicions(self, article: Article) -> tuple[Detection, ...]:
        """What the channel suspects, or nothing where it is left out."""
        return super().suspicions(article) if self._suspects else ()

    def save(self) -> None:
        """Keep what was read."""
        self._path.write_bytes(pickle.dumps(self._kept))


class _Remembering:
    def __init__(self, model: LanguageModel, kept: dict[Any, list[float]]) -> None:
        self._model, self._kept = model, kept

    def __getattr__(self, name: str) -> Any:
        return getattr(self._model, name)

    def log_probabilities(self, pairs: Sequence[tuple[Sequence[int], Sequence[int]]]) -> Any:
        keys = [(tuple(before), tuple(rest)) for before, rest in pairs]
        new = [key for key in dict.fromkeys(keys) if key not in self._kept]
        self._kept.update(zip(new, self._model.log_probabilities(new), strict=True))
        return [self._kept[key] for key in keys]


class _Channels(Cache):
    def get(self, kind: str, key: str) -> str | None:
        return super().get(kind, key) if kind in {"channel", "rates"} else None
