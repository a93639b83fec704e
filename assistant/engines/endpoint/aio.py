"""Coroutines in a thread of their own: what they put out comes as an ordinary iterator."""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import Callable, Coroutine, Iterable, Iterator
from typing import Any, TypeVar

from assistant.chat.deferred import PostponedError, Question
from assistant.timing import Stage, stage

_PATIENCE = 1.0

T = TypeVar("T")


async def together(tasks: Iterable[Coroutine[Any, Any, None]]) -> None:
    """Run coroutines together; the first failure cancels the rest and is raised as it is.

    Where answers are put off the others go on, so that all of their questions are known:
    PostponedError has those of all.
    """
    questions: dict[str, Question] = {}

    async def patient(task: Coroutine[Any, Any, None]) -> None:
        try:
            await task
        except PostponedError as error:
            questions.update({each.id: each for each in error.questions})

    try:
        async with asyncio.TaskGroup() as group:
            for task in tasks:
                group.create_task(patient(task))
    except BaseExceptionGroup as error:
        raise error.exceptions[0] from None
    if questions:
        raise PostponedError(tuple(questions.values()))


def threaded(work: Callable[[Callable[[T], None]], Coroutine[Any, Any, None]]) -> Iterator[T]:
    """What a coroutine puts out, in order, until it ends; closing the iterator cancels it.

    A failure of the coroutine is raised where the iterator waits.
    """
    out: queue.SimpleQueue[T | _End] = queue.SimpleQueue()
    started: list[tuple[asyncio.AbstractEventLoop, asyncio.Task[Any]]] = []

    async def main() -> None:
        task = asyncio.current_task()
        if task is not None:
            started.append((asyncio.get_running_loop(), task))
        await work(out.put)

    def run() -> None:
        try:
            asyncio.run(main())
        except BaseException as error:  # noqa: BLE001 - raised again where it is waited for
            out.put(_End(error))
        else:
            out.put(_End(None))

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        while not isinstance(item := _waited_for(out), _End):
            yield item
        if item.error is not None:
            raise item.error
    finally:
        for loop, task in started:
            if thread.is_alive() and not loop.is_closed():
                loop.call_soon_threadsafe(task.cancel)
        thread.join(_PATIENCE)


@stage(Stage.ASKING)
def _waited_for(out: queue.SimpleQueue[T]) -> T:
    return out.get()


class _End:
    def __init__(self, error: BaseException | None) -> None:
        self.error = error
