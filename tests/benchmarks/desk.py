"""The desk: its start, and a long article: opening, keys, memory, quitting at work.

``python -m tests.benchmarks.desk``
"""

from __future__ import annotations

import asyncio
import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

os.environ["TEXTUAL_ANIMATIONS"] = "none"

from assistant import tui
from assistant.article.files import read_text
from assistant.article.model import Article, Section
from assistant.edits import Edit
from assistant.engines.scripted import ScriptedEngine
from assistant.tui.app import DeskApp
from tests.support.desk import opened, place, session
from tests.support.terminal import Terminal

_PARAGRAPH = (
    "The alien council of Port Ellery met the alien ferry firm on the quay of the old harbor and "
    "spoke for three hours about the price of the crossing, the state of the boats, and who was to "
    "pay for the new landing stage at the mouth of the river.\n\n"
)
_WORDS, _HUNKS = 20_000, 2_000


def article() -> str:
    """An article of 20,000 words in sections."""
    count = _WORDS // len(_PARAGRAPH.split())
    pieces = (("" if n % 20 else f"Section {n // 20}\n\n") + _PARAGRAPH for n in range(count + 1))
    return "A Long Night at the Harbor\n\n" + "".join(pieces)


def edits(source: str) -> Iterator[Edit]:
    """2,000 hunks, spread over it."""
    words = [("alien", "foreign"), ("quay", "pier"), ("price", "cost"), ("state", "condition"),
             ("firm", "company")]  # fmt: skip
    found: list[Edit] = []
    for word, put in words:
        at = source.find(word)
        while at >= 0:
            found.append(Edit(at, at + len(word), word, put, confidence=0.9))
            at = source.find(word, at + 1)
    yield from sorted(found, key=lambda edit: edit.start)[:_HUNKS]


class _Watched(DeskApp):
    """Knows when it last painted."""

    CSS_PATH = Path(tui.__file__).with_name("desk.tcss")
    painted = 0.0

    def _display(self, screen: Any, renderable: Any) -> None:
        super()._display(screen, renderable)
        self.painted = time.perf_counter()


async def _measure(folder: Path) -> None:
    source = article()
    begun = time.perf_counter()
    text = read_text(source)
    app = _Watched(place(), opened(text, list(edits(source)), folder))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        took = time.perf_counter() - begun
        hunks = len(session(app).review.hunks)
        waits = []
        for key in ("y", "n", "j", "k", "J", "v", "v", "v", "v", "u", "tab") * 10:
            before = time.perf_counter()
            app.simulate_key(key)
            await pilot.pause(0.1)
            waits.append(1000 * (app.painted - before))
    print(f"{len(source.split())} words, {hunks} hunks: opened in {took:.2f} s")
    ordered = sorted(waits)
    print(
        f"key to painted change: median {statistics.median(waits):.0f} ms,"
        f" 95th percentile {ordered[int(0.95 * len(ordered))]:.0f} ms"
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"memory: {peak:.0f} MiB")


async def _quit(folder: Path) -> None:
    """How long it takes to leave while an engine is busy."""

    def slow(_: Article, __: Section) -> tuple[Edit, ...]:
        time.sleep(0.5)
        return ()

    text = read_text(article())
    app = DeskApp(place(engine=ScriptedEngine(slow)), opened(text, [], folder, repairs=True))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause(0.2)
        begun = time.perf_counter()
        app.simulate_key("q")
        while app.is_running and not app._exit:
            await asyncio.sleep(0.01)
    print(f"quit while an engine works: {time.perf_counter() - begun:.2f} s")


def _first_paint(folder: Path) -> float:
    """Seconds from the command to the first row of the start screen, in a pseudo-terminal."""
    environment = os.environ | {"TERM": "xterm-256color", "PS1": "$ ", "LC_ALL": "C.UTF-8"}
    for kind in ("STATE", "CONFIG"):
        environment[f"ASSISTANT_{kind}_DIR"] = str(folder)
    with Terminal(folder, environment, (120, 40)) as terminal:
        begun = time.perf_counter()
        terminal.send(f"{sys.executable} -m assistant\n")
        terminal.until("Try a demo article")
        return time.perf_counter() - begun


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        found = [_first_paint(Path(folder)) for _ in range(7)]
        print(f"start to first paint: median of 7 {statistics.median(found):.2f} s")
        asyncio.run(_measure(Path(folder)))
        asyncio.run(_quit(Path(folder)))


if __name__ == "__main__":
    main()
