"""How much a run may take, cost and fail before it takes no new articles."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.batch.standing import Standing
from assistant.errors import UsageError

_FEWEST = 20
"""Articles before which a share of failures says nothing."""


@dataclass(frozen=True, slots=True)
class Failures:
    """So many failed articles, or such a share of those that ended, are too many."""

    count: int = 0
    share: float = 0.0

    @classmethod
    def of(cls, text: str) -> Failures:
        """The limit that ``50`` or ``5%`` means; raises UsageError for anything else."""
        found = re.fullmatch(r"(\d{1,9})(%?)", text.strip())
        if not found or (found[2] and int(found[1]) > 100):
            raise UsageError("--max-failures must be a number, such as 50, or a share, such as 5%")
        return cls(share=int(found[1]) / 100) if found[2] else cls(int(found[1]))

    def reached(self, standing: Standing) -> bool:
        """Whether more articles failed than may."""
        if self.share:
            many = standing.failed > self.share * standing.ended
            return standing.ended >= _FEWEST and many
        return standing.failed > self.count


@dataclass(frozen=True, slots=True)
class Limits:
    """`articles` in a run, `retries` of one, dollars, failures; 0 or None for no limit.

    `spent` is what the batch cost before this run.
    """

    articles: int = 0
    retries: int = 1
    max_cost: float = 0.0
    spent: float = 0.0
    failures: Failures | None = None

    def reached(self, standing: Standing) -> str:
        """Why no new article may be begun, or nothing."""
        if self.failures is not None and self.failures.reached(standing):
            return f"more articles failed than --max-failures allows: {standing.failed}"
        if self.max_cost and self.spent + (standing.cost or 0.0) >= self.max_cost:
            return f"the batch cost ${self.spent + (standing.cost or 0.0):.4f}"
        if self.articles and standing.ended >= self.articles:
            return f"{standing.ended} articles were done, as --limit says"
        return ""
