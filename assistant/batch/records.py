"""What the ledger keeps of an article, as a row of its table and as values."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assistant.batch.jobs import REPAIRED, Cause, Outcome, Tally
from assistant.batch.results import State

COLUMNS = {
    "key": "text not null",
    "number": "integer not null",
    "run": "integer not null",
    "place": "text not null",
    "stamp": "text not null",
    "digest": "text not null",
    "form": "text not null",
    "outputs": "text not null",
    "owned": "integer not null default 0",
    "state": "text not null",
    "cause": "text not null default ''",
    "error": "text not null default ''",
    "attempts": "integer not null default 0",
    "words": "integer not null default 0",
    "hunks": "integer not null default 0",
    "accepted": "integer not null default 0",
    "undecided": "integer not null default 0",
    "flagged": "integer not null default 0",
    "refused": "integer not null default 0",
    "share": "real not null default 0",
    "confidences": "text not null default '[]'",
    "requests": "integer not null default 0",
    "sent": "integer not null default 0",
    "answered": "integer not null default 0",
    "cached": "integer not null default 0",
    "cost": "real",
    "seconds": "real not null default 0",
    "written": "text not null default '{}'",
    "notes": "text not null default '[]'",
}
"""The columns of the table of articles, and what they hold."""

SPENT = ("requests", "sent", "answered", "cached", "cost")
"""The columns that every attempt adds to."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An article as the plan found it.

    `place` says where it is, for a person; `stamp` what tells beforehand that it cannot have
    changed; `digest` that of what is read, in hex, or empty where it cannot be read; `form` the
    format. `outputs` maps its parts to paths below the output folder, which are `owned` where
    nothing of another lay there. What is bad has its state, cause and error from the start.
    """

    key: str
    place: str
    stamp: str
    digest: str
    form: str
    words: int
    outputs: Mapping[str, str]
    owned: bool = True
    state: State = State.PENDING
    cause: Cause | None = None
    error: str = ""

    @property
    def values(self) -> dict[str, Any]:
        """The columns that an entry fills."""
        return {
            "key": self.key, "place": self.place, "stamp": self.stamp, "digest": self.digest,
            "form": self.form, "words": self.words, "outputs": json.dumps(dict(self.outputs)),
            "owned": int(self.owned), "state": self.state, "cause": self.cause or "",
            "error": self.error,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """What an earlier run entered of an article; `outputs` as JSON, `id` the number of its row."""

    id: int
    place: str
    stamp: str
    digest: str
    form: str
    outputs: str
    owned: bool


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of an article: where it comes from, what came of it, what it took."""

    key: str
    place: str
    digest: str
    outputs: Mapping[str, str]
    state: State
    cause: Cause | None
    error: str
    attempts: int
    tally: Tally
    cost: float | None
    seconds: float
    written: Mapping[str, str]
    notes: tuple[str, ...]


def record_of(row: sqlite3.Row) -> Record:
    """The record of a row."""
    tally = Tally(
        row["words"], row["hunks"], row["accepted"], row["undecided"], row["flagged"],
        row["refused"], row["share"], tuple(json.loads(row["confidences"])),
    )  # fmt: skip
    return Record(
        row["key"], row["place"], row["digest"], json.loads(row["outputs"]), State(row["state"]),
        Cause(row["cause"]) if row["cause"] else None, row["error"], row["attempts"], tally,
        row["cost"], row["seconds"], json.loads(row["written"]), tuple(json.loads(row["notes"])),
    )  # fmt: skip


def known_of(row: sqlite3.Row) -> Known:
    """What was entered, of a row."""
    return Known(
        row["id"], row["place"], row["stamp"], row["digest"], row["form"], row["outputs"],
        bool(row["owned"]),
    )  # fmt: skip


def outcome_values(outcome: Outcome) -> dict[str, Any]:
    """The columns that an outcome fills, or adds to."""
    tally, usage = outcome.tally, outcome.usage
    found: dict[str, Any] = {
        "key": outcome.key, "state": outcome.state, "cause": outcome.cause or "",
        "error": outcome.error, "seconds": outcome.seconds, "notes": json.dumps(outcome.notes),
    }  # fmt: skip
    if outcome.state in REPAIRED or outcome.state is State.REFUSED:
        found |= {
            "words": tally.words, "hunks": tally.hunks, "accepted": tally.accepted,
            "undecided": tally.left, "flagged": tally.flagged, "refused": tally.refused,
            "share": tally.share, "confidences": json.dumps(tally.confidences),
        }  # fmt: skip
    if outcome.written:
        found |= {"written": json.dumps(dict(outcome.written)), "owned": 1}
    if usage is not None:
        found |= {
            "requests": usage.requests, "sent": usage.prompt_tokens,
            "answered": usage.completion_tokens, "cached": usage.cached, "cost": usage.cost,
        }  # fmt: skip
    return found
