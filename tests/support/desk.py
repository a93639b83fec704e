"""The desk for tests: a workspace with their own engines, and an application run by a pilot."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Coroutine, Mapping
from pathlib import Path
from typing import Any

os.environ["TEXTUAL_ANIMATIONS"] = "none"

from dataclasses import dataclass

import pytest
from textual.pilot import Pilot

from assistant.article.document import Document
from assistant.article.model import Article
from assistant.cli.engine_choice import SettingsEngines
from assistant.config import Loaded, load, overridden
from assistant.edits import Edit
from assistant.engines.base import Engine
from assistant.review.model import Review, make
from assistant.summary.model import Summary
from assistant.tui.app import DeskApp
from assistant.tui.screens.desk import DeskScreen
from assistant.workspace.claim import claim
from assistant.workspace.session import Session
from assistant.workspace.workspace import OpenArticle, Workspace

SIZE = (130, 40)


@dataclass(frozen=True)
class OwnEngines(SettingsEngines):
    """An engine and a summariser of the test's own, where it has them."""

    engine: Callable[[bool], Engine] | None = None
    own_summariser: Callable[[Article], Summary] | None = None

    def repairer(self, loaded: Loaded, *, fresh: bool = False) -> Engine:
        """The test's own, whatever the settings say."""
        return self.engine(fresh) if self.engine else super().repairer(loaded, fresh=fresh)

    def summariser(self, loaded: Loaded) -> Callable[[Article], Summary]:
        """The test's own, whatever the settings say."""
        return self.own_summariser or super().summariser(loaded)


def place(
    *,
    engine: Engine | Callable[[bool], Engine] | None = None,
    summarise: Callable[[Article], Summary] | None = None,
    keys: Mapping[str, str] | None = None,
    within: Path | None = None,
) -> Workspace:
    """The real workspace, with an engine, a summariser and keys of the test's own."""
    make = engine if engine is None or callable(engine) else lambda _: engine
    loaded = load()
    if keys is not None:
        loaded = overridden(loaded, {"keys": keys})
    return Workspace(loaded, OwnEngines(make, summarise), within)


def opened(
    article: Article, edits: list[Edit], folder: Path, *, repairs: bool = False
) -> OpenArticle:
    """An article with hunks, to be repaired further if wanted."""
    review: Review = make(article, edits, "scripted")
    path = folder / "r.json"
    session = Session(Document.of_article(article), review, path, claim(path))
    return OpenArticle(session, str(folder / "out.txt"), repairs=repairs)


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
