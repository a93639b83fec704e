"""What an engine is: something that reads an article and proposes edits, section by section."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from assistant.article.model import Article
from assistant.edits import Edit


@dataclass(frozen=True, slots=True)
class Proposal:
    """The edits of one section, in order, none overlapping another."""

    section: int
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Work:
    """An account of what a repair cost: words read, suspects weighed, tokens scored."""

    words: int = 0
    suspects: int = 0
    tokens: int = 0
    share: float = 0.0


class Engine(Protocol):
    """Proposes edits for an article.

    `repair` yields a proposal a section, in reading order, and may be closed at any yield.
    It raises EngineError where the engine cannot work. `work` is the account so far.
    """

    @property
    def name(self) -> str:
        """A short name with the model, recorded in the review."""

    @property
    def work(self) -> Work:
        """What the repair has cost so far."""

    def repair(self, article: Article) -> Iterator[Proposal]:
        """Propose edits for every section."""
