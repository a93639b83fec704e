"""The questions of a batch in its ledger: which wait, which are on their way, what came of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Self

from assistant.batch.store import Store
from assistant.chat.budget import Usage
from assistant.chat.deferred import Question
from assistant.chat.lines import Result

_SCHEMA = """
create table if not exists shipments (
    id integer primary key, name text not null, job text not null default '',
    state text not null, at text not null
);
create table if not exists questions (
    number integer primary key, id text not null unique, body text not null,
    sent integer not null, longest integer not null, state text not null default 'open',
    shipment integer, attempts integer not null default 0, status integer not null default 0,
    answer text not null default '', error text not null default ''
);
create index if not exists by_shipment on questions (shipment);
create table if not exists waits (
    key text not null, question text not null, primary key (key, question)
) without rowid;
create index if not exists by_question on waits (question);
create table if not exists refusals (
    error text primary key, body text not null, status integer not null, answer text not null
) without rowid;
"""
ATTEMPTS = 3
"""How often a question may be answered by a failure that passes."""

_WAITING = """
select 1 from waits join questions on questions.id = waits.question
where waits.key = ? and questions.state in ('open', 'sent')
"""
_TO_SEND = """
select id, length(body), sent, longest from questions where state = 'open' and exists (
    select 1 from waits join articles on articles.key = waits.key
    where waits.question = questions.id and articles.state = 'pending'
) order by number
"""


@dataclass(frozen=True, slots=True)
class Sendable:
    """A question to be sent: its bytes and tokens, and the tokens of its longest answer."""

    id: str
    size: int
    sent: int
    longest: int


@dataclass(frozen=True, slots=True)
class Shipment:
    """Questions that went together, under a name of ours; `job` is the server's id, if known."""

    id: int
    name: str
    job: str
    at: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How many articles wait for questions that are open or on their way, and how many of those."""

    articles: int
    open: int
    sent: int


@dataclass(frozen=True, slots=True)
class Questions:
    """The questions of a batch. Every method raises SourceError where the file fails."""

    store: Store

    @classmethod
    def of(cls, store: Store) -> Self:
        """The questions in a store, whose tables are laid where they are missing."""
        store.lay(_SCHEMA)
        return cls(store)

    def put_off(self, key: str, asked: Iterable[tuple[Question, int]]) -> None:
        """An article waits for some questions, each with the tokens of its request."""
        self.store.write("delete from waits where key = ?", (key,))
        for question, sent in asked:
            self.store.write("insert or ignore into waits values (?, ?)", (key, question.id))
            body = json.dumps(question.body)
            self.store.write(
                "insert into questions (id, body, sent, longest) values (?, ?, ?, ?)"
                " on conflict (id) do update set body = excluded.body, longest = excluded.longest,"
                " state = 'open', answer = '' where state = 'answered'",
                (question.id, body, sent, question.longest),
            )

    def is_waiting(self, key: str) -> bool:
        """Whether an article waits for an answer that has not come."""
        return bool(self.store.rows(_WAITING + " limit 1", (key,)))

    def counts(self) -> Counts:
        """How much waits for how much."""
        known = dict(
            map(tuple, self.store.rows("select state, count(*) from questions group by 1"))
        )
        waiting = self.store.rows(
            "select count(*) from articles where state = 'pending' and exists"
            f" ({_WAITING.replace('?', 'articles.key')})"
        )
        return Counts(int(waiting[0][0]), known.get("open", 0), known.get("sent", 0))

    def to_send(self) -> Iterator[Sendable]:
        """The questions that some article to be done waits for, in the order they were asked."""
        for row in self.store.rows(_TO_SEND):
            yield Sendable(*row)

    def on_their_way(self) -> tuple[int, int]:
        """The tokens of what is on its way, and of the longest answers to it."""
        sql = "select coalesce(sum(sent), 0), coalesce(sum(longest), 0) from questions"
        sent, longest = self.store.rows(f"{sql} where state = 'sent'")[0]
        return int(sent), int(longest)

    def load(self, lot: Iterable[Sendable], name: str) -> int:
        """Put questions together that go under a name; the number of the shipment."""
        at = datetime.now(UTC).isoformat(timespec="seconds")
        self.store.write("insert into shipments (name, state, at) values (?, 'new', ?)", (name, at))
        (row,) = self.store.rows("select max(id) from shipments")
        for each in lot:
            self.store.write(
                "update questions set state = 'sent', error = '', shipment = ? where id = ?",
                (row[0], each.id),
            )
        self.store.commit()
        return int(row[0])

    def bodies(self, shipment: int) -> Iterator[tuple[str, str]]:
        """The ids and the requests, as JSON, of a shipment, in order."""
        sql = "select id, body from questions where shipment = ? order by number"
        yield from map(tuple, self.store.each(sql, (shipment,)))

    def tokens(self, number: str) -> tuple[int, int]:
        """The tokens of a question and of its longest answer; 0 where it is not known."""
        rows = self.store.rows("select sent, longest from questions where id = ?", (number,))
        return (int(rows[0][0]), int(rows[0][1])) if rows else (0, 0)

    def started(self, shipment: int, job: str) -> None:
        """A shipment is a job of the server by now."""
        sql = "update shipments set state = 'sent', job = ? where id = ?"
        self.store.write(sql, (job, shipment))
        self.store.commit()

    def shipments(self) -> list[Shipment]:
        """What is on its way, and what may be: it has no job."""
        sql = "select id, name, job, at from shipments where state in ('new', 'sent') order by id"
        return [Shipment(*row) for row in self.store.rows(sql)]

    def take(self, shipment: int, result: Result, usage: Usage) -> bool:
        """Keep what came of a question of a shipment, and count what it cost for its article.

        False where that question was not in it, or is answered already.
        """
        mine = "id = ? and shipment = ? and state = 'sent'"
        if result.passes:
            sql = f"update questions set error = ? where {mine}"
            return bool(self.store.write(sql, (result.error, result.id, shipment)))
        sql = f"update questions set state = 'answered', status = ?, answer = ? where {mine}"
        values = (result.status, result.text, result.id, shipment)
        if not self.store.write(sql, values):
            return False
        if result.error:
            self.store.write(
                "insert or ignore into refusals select ?, body, status, answer from questions"
                " where id = ?",
                (result.error, result.id),
            )
        self.store.write(
            "update articles set requests = requests + 1, sent = sent + ?, answered = answered + ?,"
            " cost = coalesce(cost, 0) + ? where key ="
            " (select key from waits where question = ? order by key limit 1)",
            (usage.prompt_tokens, usage.completion_tokens, usage.cost, result.id),
        )
        return True

    def ended(self, shipment: int, *, is_fault: bool = True) -> tuple[int, int]:
        """A shipment is over: how many of its questions are open again, and how many given up.

        What was answered by a failure, and what was not answered at all, is asked again, a few
        times where that `is_fault` of anybody.
        """
        left = "shipment = ? and state = 'sent'"
        if is_fault:
            error = "coalesce(nullif(error, ''), 'nothing came of it')"
            sql = f"update questions set attempts = attempts + 1, error = {error} where {left}"
            self.store.write(sql, (shipment,))
        sql = f"update questions set state = 'given up' where {left} and attempts >= ?"
        lost = self.store.write(sql, (shipment, ATTEMPTS))
        again = self.store.write(f"update questions set state = 'open' where {left}", (shipment,))
        self.store.write("update shipments set state = 'over' where id = ?", (shipment,))
        self.store.commit()
        return again, lost

    def answered(self, shipment: int) -> int:
        """How many questions of a shipment are answered."""
        sql = "select count(*) from questions where shipment = ? and state = 'answered'"
        return int(self.store.rows(sql, (shipment,))[0][0])


def waiting(store: Store) -> Counts | None:
    """How much waits in a batch that was submitted; None where none was."""
    sql = "select 1 from sqlite_master where name = 'questions'"
    return Questions(store).counts() if store.rows(sql) else None
