"""What an engine can do: a protocol for each ability, and the events that its work comes in.

Making an engine loads no model and sends nothing; what it lacks is an error at its first use.
One engine may serve several articles at once.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from assistant.edits import Edit, Refusal
from assistant.notices import Notify, silent

if TYPE_CHECKING:
    from assistant.article.model import Article
    from assistant.chat.budget import Usage
    from assistant.chat.deferred import Answers
    from assistant.config import Loaded
    from assistant.summary.model import Summary, Wanted


@dataclass(frozen=True, slots=True)
class Work:
    """An account of what a repair cost: words read, suspects weighed, tokens scored.

    `usage` is that of an endpoint; `stopped` says why work ended early, if it did; `share_done`
    is how much of the work is done, 0 where that is not known. `sentences` were asked about;
    `left` says why an endpoint was asked nothing, `form` how it was asked.
    """

    words: int = 0
    suspects: int = 0
    tokens: int = 0
    share: float = 0.0
    usage: Usage | None = None
    stopped: str = ""
    share_done: float = 0.0
    sentences: int = 0
    left: str = ""
    form: str = ""

    def with_usage(self, usage: Usage | None) -> Work:
        """The account with what an endpoint was asked besides."""
        from assistant.chat.budget import total

        return replace(self, usage=total(self.usage, usage))


@dataclass(frozen=True, slots=True)
class Proposal:
    """The edits of one section, in order, none overlapping another, and what was refused.

    A proposal stands in the place of an earlier one of its section; more may follow unless
    it is the `last`. `work` is the account of the whole repair so far.
    """

    section: int
    edits: tuple[Edit, ...]
    refused: tuple[Refusal, ...] = ()
    last: bool = True
    work: Work = Work()


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a run would ask: requests, tokens, and US dollars, None where no price is known.

    `estimated` says that the tokens themselves are an estimate.
    """

    requests: int
    prompt_tokens: int
    completion_tokens: int
    cost: float | None
    estimated: bool


@dataclass(frozen=True, slots=True)
class Summarised:
    """A summary, and what an endpoint was asked for it."""

    summary: Summary
    usage: Usage | None = None


class Repairs(Protocol):
    """Proposes edits for an article: what every engine does."""

    @property
    def name(self) -> str:
        """A short name with the model, recorded in the review."""

    @property
    def prompt(self) -> str:
        """Name, version and digest of the prompt that is used, if one is."""

    def repair(self, article: Article, only: Container[int] | None = None) -> Iterator[Proposal]:
        """Propose edits for every section, or `only` for some, as they are ready.

        The iterator may be closed at any yield. Raises EngineError where the engine cannot
        work.
        """


Engine = Repairs


@runtime_checkable
class Summarises(Protocol):
    """Writes summaries."""

    def summarise(self, article: Article, wanted: Wanted) -> Summarised:
        """A summary of an article; raises EngineError where the engine cannot work."""


@runtime_checkable
class Estimates(Protocol):
    """Says beforehand what a repair would cost."""

    def estimate(self, article: Article) -> Estimate:
        """What a repair would ask of an endpoint; nothing is sent."""


@runtime_checkable
class EstimatesSummaries(Protocol):
    """Says beforehand what a summary would cost."""

    def estimate_summary(self, article: Article, wanted: Wanted) -> Estimate:
        """What a summary would ask of an endpoint; nothing is sent."""


@runtime_checkable
class ReadsGarble(Protocol):
    """Tells whether an article reads garbled, without repairing it."""

    def reads_garbled(self, article: Article) -> bool:
        """Whether the beginning of it reads garbled; False where that cannot be told."""


@runtime_checkable
class AsksAnew(Protocol):
    """Can give another answer than the one it gave."""

    def afresh(self) -> Repairs:
        """An engine that asks anew what was answered before."""


@runtime_checkable
class WaitsElsewhere(Protocol):
    """Waits for an endpoint more than it works here: one engine serves many articles at once."""

    def together(self, in_flight: int = 0) -> tuple[Repairs, int]:
        """An engine whose articles share one pace, and how many requests it has in flight.

        `in_flight` says how many, unless it is 0.
        """


@runtime_checkable
class Defers(Protocol):
    """Can put off what it asks of an endpoint, and go on when that is answered."""

    def deferring(self, answers: Answers) -> Repairs:
        """An engine that asks nothing: what is not among some answers raises PostponedError."""


@dataclass(frozen=True, slots=True)
class EngineRequest:
    """What an engine is made of: the settings, what follows its name, and who hears of it.

    `argument` is FILE in `scripted:FILE`, and empty where a name stands alone; a model that runs
    here uses `threads`.
    """

    loaded: Loaded
    argument: str = ""
    notify: Notify = silent
    threads: int = 2


Factory = Callable[[EngineRequest], Repairs]
"""Makes an engine; raises UsageError where the settings do not do for it."""
