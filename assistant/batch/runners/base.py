"""What a runner is: it works, and decides nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from threading import Lock
from typing import Protocol

from assistant.batch.jobs import Job, Outcome

TICK = 0.2
"""Seconds after which a runner says that nothing has come."""

UNDISTURBED = Lock()
"""What a worker process holds while it writes: it does not end with its parent meanwhile."""


@dataclass(slots=True)
class Control:
    """What is wanted of a run that goes on: `drains`, no new article; `stops`, none at all.

    `interrupted` says that somebody wanted it.
    """

    drains: bool = False
    stops: bool = False
    interrupted: bool = False

    def interrupt(self) -> None:
        """Finish the articles in work or, asked once more, stop at once."""
        self.stops, self.interrupted, self.drains = self.interrupted, True, True


@dataclass(frozen=True, slots=True)
class Busy:
    """The articles in work, each with the seconds since it began, the longest first."""

    jobs: tuple[tuple[str, float], ...] = ()


Pull = Callable[[], Job | None]
"""The next job, or None where there is none now; one that is in work may lead to another."""

Work = Callable[[Job], Outcome]
"""Works on one article; it raises AssistantError where no article can be worked on."""

MakeWork = Callable[[], Work]
"""Makes the work of a process; it is made once in each, and so must be one that can be pickled."""


class Runner(Protocol):
    """Works on jobs until there are none."""

    def run(self, pull: Pull, control: Control) -> Iterator[Outcome | Busy]:
        """What comes of each job, in the order in which they end, and now and then who works.

        Every job ends in an outcome, unless the run is stopped: then those in work have none.
        Raises AssistantError where no article can be worked on.
        """
