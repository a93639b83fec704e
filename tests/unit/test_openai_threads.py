"""Coroutines in a thread of their own."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.engines.endpoint.aio import threaded, together

Put = Callable[[int], None]


@given(st.lists(st.integers(), max_size=20))
def test_what_is_put_out_comes_in_order(items: list[int]) -> None:
    """All of it, and nothing else, whatever it is."""

    async def work(put: Put) -> None:
        for item in items:
            put(item)
            await asyncio.sleep(0)

    assert list(threaded(work)) == items


def test_an_item_comes_before_the_work_ends() -> None:
    """The iterator does not wait for the whole."""
    seen = threading.Event()

    async def work(put: Put) -> None:
        put(1)
        assert await asyncio.to_thread(seen.wait, 5)
        put(2)

    found = []
    for item in threaded(work):
        found.append(item)
        seen.set()
    assert found == [1, 2]


@pytest.mark.parametrize("error", [ValueError("x"), KeyboardInterrupt(), asyncio.CancelledError()])
def test_a_failure_is_raised_where_it_is_waited_for(error: BaseException) -> None:
    """After all that came before it, and as it is."""

    async def work(put: Put) -> None:
        put(1)
        raise error

    items = threaded(work)
    assert next(items) == 1
    with pytest.raises(type(error)):
        next(items)


def test_closing_cancels_the_work() -> None:
    """The coroutine may still clean up, and no thread is left."""
    ended = threading.Event()

    async def work(put: Put) -> None:
        put(1)
        try:
            await asyncio.sleep(60)
        finally:
            ended.set()

    before = threading.active_count()
    items = threaded(work)
    next(items)
    items.close()  # type: ignore[attr-defined]
    assert ended.is_set()
    assert threading.active_count() == before


def test_an_iterator_that_is_never_read_starts_nothing() -> None:
    """Closing it is as good as never having made it."""
    started: list[int] = []

    async def work(put: Put) -> None:
        started.append(1)

    threaded(work).close()  # type: ignore[attr-defined]
    assert started == []


def test_it_works_inside_a_running_loop() -> None:
    """A caller that is itself a coroutine gets a loop of its own for the work."""

    async def work(put: Put) -> None:
        put(1)

    async def caller() -> list[int]:
        return list(threaded(work))

    assert asyncio.run(caller()) == [1]


def test_coroutines_run_together() -> None:
    """The first waits for the last."""
    done: list[int] = []

    async def both() -> None:
        event = asyncio.Event()

        async def first() -> None:
            await event.wait()
            done.append(1)

        async def last() -> None:
            done.append(2)
            event.set()

        await together([first(), last()])

    asyncio.run(both())
    assert done == [2, 1]


def test_the_first_failure_cancels_the_rest() -> None:
    """It is raised as it is, not in a group."""
    cancelled: list[bool] = []

    async def waits() -> None:
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            cancelled.append(True)
            raise

    async def fails() -> None:
        await asyncio.sleep(0)
        msg = "the endpoint is gone"
        raise OSError(msg)

    tasks: list[Coroutine[Any, Any, None]] = [waits(), fails(), waits()]
    with pytest.raises(OSError, match="the endpoint is gone"):
        asyncio.run(together(tasks))
    assert cancelled == [True, True]


def test_nothing_together_is_nothing() -> None:
    """No coroutine, no failure."""
    asyncio.run(together([]))
