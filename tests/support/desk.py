"""The desk for tests: a workspace with their own engines, and an application run by a pilot."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Container, Coroutine, Iterator, Mapping
from pathlib import Path
from typing import Any

os.environ["TEXTUAL_ANIMATIONS"] = "none"

from dataclasses import dataclass

import pytest
from textual.app import App
from textual.pilot import Pilot

from assistant.article.document import Document
from assistant.article.model import Article
from assistant.config import Loaded, load, overridden
from assistant.edits import Edit
from assistant.engines import registry
from assistant.engines.base import Proposal, Repairs, Summarised
from assistant.notices import Notify
from assistant.review.model import Review, make
from assistant.summary.model import Summary, Wanted
from assistant.tui.app import DeskApp
from assistant.tui.screens.desk import DeskScreen
from assistant.workspace.claim import claim
from assistant.workspace.session import Session
from assistant.workspace.workspace import OpenArticle, Workspace

SIZE = (130, 40)


@dataclass(frozen=True)
class WithSummary:
    """An engine beside which a test writes the summaries."""

    engine: Repairs
    write: Callable[[Article], Summary]

    @property
    def name(self) -> str:
        """That of the engine."""
        return self.engine.name

    @property
    def prompt(self) -> str:
        """That of the engine."""
        return self.engine.prompt

    def repair(self, article: Article, only: Container[int] | None = None) -> Iterator[Proposal]:
        """As the engine does."""
        return self.engine.repair(article, only)

    def summarise(self, article: Article, wanted: Wanted) -> Summarised:
        """As the test does."""
        return Summarised(self.write(article))


def place(
    *,
    engine: Repairs | Callable[[bool], Repairs] | None = None,
    summarise: Callable[[Article], Summary] | None = None,
    keys: Mapping[str, str] | None = None,
    within: Path | None = None,
    keymap: str = "usual",
) -> Workspace:
    """The real workspace, with an engine, a summariser and keys of the test's own."""
    loaded = overridden(load(), {"keymap": keymap, **({} if keys is None else {"keys": keys})})

    def make(loaded: Loaded, notify: Notify, /, *, afresh: bool = False) -> Repairs:
        made = engine(afresh) if callable(engine) else engine
        made = made or registry.engine(loaded, notify, afresh=afresh)
        return WithSummary(made, summarise) if summarise else made

    return Workspace(loaded, within=within, make_engine=make)


def opened(
    article: Article, edits: list[Edit], folder: Path, *, repairs: bool = False
) -> OpenArticle:
    """An article with hunks, to be repaired further if wanted."""
    review: Review = make(article, edits, "scripted")
    path = folder / "r.json"
    session = Session(
        document=Document.of_article(article), review=review, path=path, claim=claim(path)
    )
    return OpenArticle(session, str(folder / "out.txt"), repairs=repairs)


def session(app: DeskApp) -> Session:
    """The session of the desk that is shown."""
    desk = next(screen for screen in reversed(app.screen_stack) if isinstance(screen, DeskScreen))
    return desk.session


def heard(app: App[Any]) -> list[str]:
    """What is told in passing from now on, however soon it goes from the screen."""
    told: list[str] = []
    notify = app.notify

    def hear(message: str, **how: Any) -> None:
        told.append(message)
        notify(message, **how)

    app.notify = hear  # type: ignore[assignment]
    return told


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
