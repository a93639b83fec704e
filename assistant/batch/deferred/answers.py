"""What came of the questions in a ledger, for the workers: read, and never written."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.batch.deferred.questions import ATTEMPTS
from assistant.batch.store import Store
from assistant.chat.deferred import Kept

_REFUSALS = 20
"""How many kinds of refusals are learned from."""


@dataclass(frozen=True, slots=True)
class StoredAnswers:
    """What came of the questions in a ledger, for whoever works on an article; can be pickled."""

    path: Path

    def kept(self, number: str) -> Kept | None:
        """What came of a question, or None where nothing has."""
        sql = (
            "select body, status, answer, state, error from questions"
            " where id = ? and state in ('answered', 'given up')"
        )
        return next((_kept(*row) for row in self._rows(sql, (number,))), None)

    def refusals(self) -> Sequence[Kept]:
        """What was refused so far, each kind of it once."""
        sql = "select body, status, answer, 'answered', '' from refusals limit ?"
        return [_kept(*row) for row in self._rows(sql, (_REFUSALS,))]

    def _rows(self, sql: str, values: tuple[str | int, ...]) -> list[tuple[Any, ...]]:
        store = Store.open(self.path, writes=False)
        try:
            return [tuple(row) for row in store.rows(sql, values)]
        finally:
            store.close()


def _kept(body: str, status: int, answer: str, state: str, error: str) -> Kept:
    known: Any = json.loads(body)
    given_up = f"it failed {ATTEMPTS} times: {error}" if state == "given up" else ""
    return Kept(known, status, answer, given_up)
