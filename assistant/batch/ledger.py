"""What is to be done and what was: an SQLite file beside the output.

The ledger decides and the runner only works. What a power cut takes of it is done again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from assistant.batch.items import Item
from assistant.batch.jobs import Job, Outcome, Part, Tally
from assistant.batch.records import (
    COLUMNS,
    SPENT,
    Entry,
    Known,
    Record,
    known_of,
    outcome_values,
    record_of,
)
from assistant.batch.results import State
from assistant.batch.store import Store
from assistant.errors import SourceError, UsageError
from assistant.timing import Spent, Stage, Timings

_VERSION = 1
_SCHEMA = f"""
create table if not exists facts (name text primary key, value text not null) without rowid;
create table if not exists articles (
    id integer primary key, {", ".join(f"{name} {kind}" for name, kind in COLUMNS.items())}
);
create unique index if not exists by_key on articles (key);
create index if not exists by_digest on articles (digest);
create table if not exists stages (
    name text primary key, seconds real not null, processor real not null, tokens integer not null
) without rowid;
"""
_SAME = "digest = :digest and form = :form and (digest != '' or stamp = :stamp)"
"""Whether an article reads as it did; of one that cannot be read, only its stamp tells."""

_ENTER = f"""
insert into articles
    (key, number, run, place, stamp, digest, form, words, outputs, owned, state, cause, error)
values (
    :key, :number, :run, :place, :stamp, :digest, :form, :words, :outputs, :owned,
    :state, :cause, :error
)
on conflict (key) do update set
    number = :number, run = :run, place = :place, outputs = :outputs, owned = :owned,
    words = case when {_SAME} then words else :words end,
    attempts = case when {_SAME} then attempts else 0 end,
    state = case when {_SAME} then state else :state end,
    cause = case when {_SAME} then cause else :cause end,
    error = case when {_SAME} then error else :error end,
    digest = :digest, form = :form, stamp = :stamp
"""

_SPEND = """
insert into stages values (?, ?, ?, ?) on conflict (name) do update set
    seconds = seconds + excluded.seconds, processor = processor + excluded.processor,
    tokens = tokens + excluded.tokens
"""
_WRONG = "state in ('failed', 'refused') and stamp not like 'bad: %'"


@dataclass(frozen=True, slots=True)
class Ledger:
    """The articles of a batch, their states, and facts about the batch as a whole."""

    store: Store

    @classmethod
    def open(cls, path: Path, *, writes: bool = True) -> Self:
        """The ledger in a file, which is made where it is missing and `writes` is on.

        Raises SourceError where it cannot be opened, and UsageError where it is none.
        """
        if not writes and not path.is_file():
            raise SourceError(f"{path.parent.parent} holds no batch", hint="check the path")
        ledger = cls(Store.open(path, writes=writes))
        if writes:
            ledger.store.lay(_SCHEMA)
        if int(ledger.facts.get("version", _VERSION)) > _VERSION:
            raise UsageError(
                f"{path} was written by a later version of assistant", hint="update assistant"
            )
        if writes:
            ledger.remember({"version": str(_VERSION)})
        return ledger

    @property
    def path(self) -> Path:
        """Where it lies."""
        return self.store.path

    def close(self) -> None:
        """Commit and let the file go."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def facts(self) -> Mapping[str, str]:
        """What is known of the batch as a whole, by name."""
        return {str(name): str(value) for name, value in self.store.rows("select * from facts")}

    def remember(self, facts: Mapping[str, str]) -> None:
        """Remember facts about the batch."""
        for each in facts.items():
            self.store.write("insert or replace into facts values (?, ?)", each)
        self.store.commit()

    def enter(self, entries: Iterable[Entry | Known], run: int) -> int:
        """Enter the articles of a run, and give their number.

        One that is known and reads the same keeps its state; one that reads otherwise is to be
        done again. What is `Known` stays as it is.
        """
        count, same = 0, []
        for count, each in enumerate(entries, 1):
            if isinstance(each, Known):
                same.append((count, run, each.id))
            else:
                self.store.write(_ENTER, {**each.values, "number": count, "run": run})
            if count % 1000 == 0:
                self._stay(same)
        self._stay(same)
        return count

    def _stay(self, same: list[tuple[int, int, int]]) -> None:
        """Give some articles their number in a run, and commit."""
        self.store.write_all("update articles set number = ?, run = ? where id = ?", same)
        self.store.commit()
        same.clear()

    def known(self, keys: Sequence[str]) -> Mapping[str, Known]:
        """What is known of some articles, by their keys."""
        marks = ", ".join("?" * len(keys))
        columns = "key, id, place, stamp, digest, form, outputs, owned"
        sql = f"select {columns} from articles where key in ({marks})"
        rows = self.store.rows(sql, tuple(keys))
        return {row["key"]: known_of(row) for row in rows}

    def job(self, item: Item) -> Job | None:
        """The job that an article is, if it is to be done."""
        rows = self.store.rows(
            "select outputs, written, attempts, owned from articles"
            " where key = ? and state = 'pending'",
            (item.key,),
        )
        if not rows:
            return None
        outputs, written, attempts, owned = rows[0]
        places = {Part(part): path for part, path in json.loads(outputs).items()}
        return Job(item, places, json.loads(written), attempts + 1, is_owner=bool(owned))

    def pending(self, run: int, after: int) -> list[tuple[int, str, str, str]]:
        """Some articles to be done, behind a number: number, key, place and stamp."""
        sql = (
            "select number, key, place, stamp from articles"
            " where run = ? and state = 'pending' and number > ? order by number limit 1000"
        )
        return [tuple(row) for row in self.store.rows(sql, (run, after))]

    def digest(self, key: str) -> tuple[str, str]:
        """The digest and the form of an article; raises KeyError where there is none."""
        for row in self.store.rows("select digest, form from articles where key = ?", (key,)):
            return row[0], row[1]
        raise KeyError(key)

    def doubles(self, run: int) -> frozenset[tuple[str, str]]:
        """The digests, with the form, that several articles of a run have."""
        rows = self.store.rows(
            "select digest, form from articles where run = ? and digest != ''"
            " group by digest, form having count(*) > 1",
            (run,),
        )
        return frozenset((row[0], row[1]) for row in rows)

    def done_twin(self, digest: str, form: str) -> Record | None:
        """An article that reads so and is done."""
        where = "digest = ? and form = ? and state in ('done', 'unchanged', 'scored')"
        return next(self.records(where, (digest, form), limit=1), None)

    def record(self, outcome: Outcome, attempts: int) -> int:
        """Remember what came of a job, and give the words it was expected to have.

        It is committed within a second, if the store is asked for what is due.
        """
        words = self.store.rows("select words from articles where key = ?", (outcome.key,))[0][0]
        values = {**outcome_values(outcome), "attempts": attempts}
        told = ", ".join(
            f"{name} = coalesce({name}, 0) + :{name}" if name in SPENT else f"{name} = :{name}"
            for name in values
        )
        sql = f"update articles set {told} where key = :key"
        self.store.write(sql, values)
        return int(words)

    def spend(self, timings: Timings) -> None:
        """Add what an attempt at an article took to what all took, by stage."""
        for name, spent in timings.items():
            values = (str(name), spent.seconds, spent.processor, spent.tokens)
            self.store.write(_SPEND, values)

    @property
    def timings(self) -> Timings:
        """What every attempt at an article took, by stage; nothing before it was kept."""
        if not self.store.rows("select 1 from sqlite_master where name = 'stages'"):
            return {}
        found = {row["name"]: row for row in self.store.rows("select * from stages")}
        return {
            name: Spent(row["seconds"], row["processor"], row["tokens"])
            for name in Stage
            if (row := found.get(name)) is not None
        }

    def refresh(self, key: str, tally: Tally, written: Mapping[str, str]) -> None:
        """Remember how an article was decided since, and what was written of it."""
        self.store.write(
            "update articles set hunks = ?, accepted = ?, undecided = ?, flagged = ?, written = ?"
            " where key = ?",
            (
                tally.hunks, tally.accepted, tally.left, tally.flagged,
                json.dumps(dict(written)), key,
            ),
        )  # fmt: skip

    def again(self, where: str = _WRONG, values: tuple[Any, ...] = ()) -> int:
        """Have articles done again, unless told otherwise those that failed; their number."""
        sql = f"update articles set state = 'pending', attempts = 0 where {where}"
        count = self.store.write(sql, values)
        self.store.commit()
        return count

    def records(
        self, where: str = "1", values: tuple[Any, ...] = (), *, limit: int = -1
    ) -> Iterator[Record]:
        """What is known of articles, in the order of the input."""
        sql = f"select * from articles where {where} order by number limit {int(limit)}"
        yield from map(record_of, self.store.each(sql, values))

    def counts(self, run: int | None = None) -> Mapping[State, int]:
        """How many articles stand at each state, in a run or in all."""
        where, values = ("where run = ?", (run,)) if run is not None else ("", ())
        sql = f"select state, count(*) from articles {where} group by state"
        found = {State(state): int(count) for state, count in self.store.rows(sql, values)}
        return {state: found.get(state, 0) for state in State}

    def total(self, column: str, where: str = "1") -> float:
        """The sum of a column."""
        sql = f"select coalesce(sum({column}), 0) from articles where {where}"
        return float(self.store.rows(sql)[0][0])
