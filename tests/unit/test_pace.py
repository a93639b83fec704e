"""The pace of requests: never more than may fly, also where several threads share it."""

from __future__ import annotations

import asyncio
import threading
import time

from assistant.chat.pace import Pace


def test_threads_with_a_loop_each_share_one_limit() -> None:
    """At most so many are in flight at a time, and all have their turn."""
    pace, lock = Pace(3), threading.Lock()
    now = most = done = 0

    async def one() -> None:
        nonlocal now, most, done
        async with pace.slot():
            with lock:
                now += 1
                most = max(most, now)
            await asyncio.sleep(0.01)
            with lock:
                now -= 1
                done += 1

    async def several() -> None:
        await asyncio.gather(*(one() for _ in range(5)))

    threads = [threading.Thread(target=lambda: asyncio.run(several())) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert (most, done, pace.flying) == (3, 30, 0)


def test_whoever_gives_up_waiting_leaves_the_place_to_others() -> None:
    """Cancelled before or as the turn comes: no place is lost."""

    async def main() -> None:
        pace = Pace(1)

        async def hold(seconds: float) -> None:
            async with pace.slot():
                await asyncio.sleep(seconds)

        for _ in range(20):
            first = asyncio.create_task(hold(0.001))
            await asyncio.sleep(0)
            second, third = (asyncio.create_task(hold(0)) for _ in range(2))
            await asyncio.sleep(0.001)
            second.cancel()
            await asyncio.wait_for(asyncio.gather(first, third), 5)
            await asyncio.gather(second, return_exceptions=True)
            assert pace.flying == 0

    asyncio.run(main())


def test_a_loop_that_has_ended_takes_no_place_with_it() -> None:
    """Those of other threads go on."""
    pace = Pace(1)
    held, over = threading.Event(), threading.Event()

    async def hold() -> None:
        async with pace.slot():
            held.set()
            await asyncio.to_thread(over.wait)

    async def wait_in_vain() -> None:
        task = asyncio.create_task(_enter(pace))
        await asyncio.sleep(0.01)
        task.cancel()

    first = threading.Thread(target=lambda: asyncio.run(hold()))
    first.start()
    held.wait(5)
    asyncio.run(wait_in_vain())
    over.set()
    first.join(5)
    asyncio.run(asyncio.wait_for(_enter(pace), 5))
    assert pace.flying == 0


async def _enter(pace: Pace) -> None:
    async with pace.slot():
        pass


def test_a_complaint_holds_all_back() -> None:
    """Nothing is sent for as long as was asked for."""
    pace = Pace(8)
    pace.complained(0.05)
    begun = time.monotonic()
    asyncio.run(_enter(pace))
    assert time.monotonic() - begun >= 0.05
    assert pace.limit == 4
