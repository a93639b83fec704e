"""The desk with a long article: opening, keys, memory, quitting while an engine works.

``python -m tests.benchmarks.desk``
"""

from __future__ import annotations

import asyncio
import os
import resource
import statistics
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
from assistant.review import make
from assistant.tui.app import DeskApp
from assistant.tui.session import Session

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
    session = Session(text, make(text, edits(source), "scripted"), folder / "r.json")
    app = _Watched(session, str(folder / "out.txt"))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        opened = time.perf_counter() - begun
        waits = []
        for key in ("y", "n", "j", "k", "J", "v", "v", "v", "v", "u", "tab") * 10:
            before = time.perf_counter()
            app.simulate_key(key)
            await pilot.pause(0.1)
            waits.append(1000 * (app.painted - before))
    hunks = len(session.review.hunks)
    print(f"{len(source.split())} words, {hunks} hunks: opened in {opened:.2f} s")
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
    session = Session(text, make(text, (), "scripted"), folder / "q.json")
    app = DeskApp(session, str(folder / "out.txt"), engine=ScriptedEngine(slow))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause(0.2)
        begun = time.perf_counter()
        await pilot.press("q")
        await pilot.pause()
    print(f"quit while an engine works: {time.perf_counter() - begun:.2f} s")


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_measure(Path(folder)))
        asyncio.run(_quit(Path(folder)))


if __name__ == "__main__":
    main()
