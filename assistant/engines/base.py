"""What an engine is: something that reads an article and proposes edits, section by section."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from typing import Protocol

from assistant.article.model import Article
from assistant.chat.budget import Usage
from assistant.edits import Edit, Refusal


@dataclass(frozen=True, slots=True)
class Proposal:
    """The edits of one section, in order, none overlapping another, and what was refused.

    A proposal stands in the place of an earlier one of its section; more may follow unless
    it is the `last`.
    """

    section: int
    edits: tuple[Edit, ...]
    refused: tuple[Refusal, ...] = ()
    last: bool = True


@dataclass(frozen=True, slots=True)
class Work:
    """An account of what a repair cost: words read, suspects weighed, tokens scored.

    `usage` is that of an endpoint; `stopped` says why work ended early, if it did; `share_done`
    is how much of the work is done, 0 where that is not known.
    """

    words: int = 0
    suspects: int = 0
    tokens: int = 0
    share: float = 0.0
    usage: Usage | None = None
    stopped: str = ""
    share_done: float = 0.0


class Engine(Protocol):
    """Proposes edits for an article.

    `repair` yields proposals for every section, as they are ready, and may be closed at any
    yield.
    It raises EngineError where the engine cannot work. `work` is the account so far.
    """

    @property
    def name(self) -> str:
        """A short name with the model, recorded in the review."""

    @property
    def prompt(self) -> str:
        """Name, version and digest of the prompt that was used, if one was."""

    @property
    def work(self) -> Work:
        """What the repair has cost so far."""

    def repair(self, article: Article, only: Container[int] | None = None) -> Iterator[Proposal]:
        """Propose edits for every section, or `only` for some."""
