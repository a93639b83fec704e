"""The desk for tests: a workplace of one folder, and an application run by a pilot."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Coroutine, Mapping
from pathlib import Path
from typing import Any

os.environ["TEXTUAL_ANIMATIONS"] = "none"

import pytest
from textual.pilot import Pilot

from assistant.article.model import Article
from assistant.cli.workplace import LocalWorkplace
from assistant.config import load
from assistant.edits import Edit
from assistant.engines.base import Engine
from assistant.review.model import Review, make
from assistant.summary.extractive import summarise
from assistant.tui.app import DeskApp
from assistant.tui.screens.desk import DeskScreen
from assistant.tui.workplace import Opened
from assistant.workspace.session import Session

SIZE = (130, 40)


class Place(LocalWorkplace):
    """The real workplace, with keys and an engine of the test's own."""

    own_keys: Mapping[str, str] = {}
    own_engine: Engine | None = None

    @property
    def keys(self) -> Mapping[str, str]:
        """As the test wants them."""
        return self.own_keys

    def _engine(self, fresh: bool) -> Engine:
        return self.own_engine or super()._engine(fresh)


def place(
    *,
    engine: Engine | None = None,
    keys: Mapping[str, str] | None = None,
    within: Path | None = None,
) -> Place:
    """A workplace with an engine, by default the scripted one that finds nothing."""
    found = Place(load(), within)
    object.__setattr__(found, "own_engine", engine)
    object.__setattr__(found, "own_keys", keys or {})
    return found


def opened(
    article: Article, edits: list[Edit], folder: Path, *, engine: Engine | None = None
) -> Opened:
    """An article with hunks; an engine repairs it further, if there is one."""
    review: Review = make(article, edits, "scripted")
    worker = None if engine is None else lambda _: engine
    return Opened(
        article, review, folder / "r.json", str(folder / "out.txt"), worker, summarise,
        repairs=engine is not None,
    )  # fmt: skip


def session(app: DeskApp) -> Session:
    """The session of the desk that is shown."""
    desk = next(screen for screen in reversed(app.screen_stack) if isinstance(screen, DeskScreen))
    return desk.session


def rows(app: DeskApp) -> str:
    """What the whole screen shows, as text."""
    return "\n".join(
        "".join(segment.text for segment in strip)
        for strip in app.screen._compositor.render_strips()
    )


def piloted(
    app: DeskApp, steps: Callable[[Pilot[None]], Coroutine[Any, Any, None]],
    size: tuple[int, int] = SIZE,
) -> None:  # fmt: skip
    """Run an application with a pilot."""

    async def main() -> None:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await steps(pilot)

    asyncio.run(main())


async def until(condition: Callable[[], bool], pilot: Pilot[None]) -> None:
    """Wait for something, not for ever."""
    for _ in range(750):
        if condition():
            return
        await pilot.pause(0.02)
    pytest.fail("it did not happen")
