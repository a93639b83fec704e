"""The application: a desk, and an engine that works beside it."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

from textual.app import App
from textual.content import Content
from textual.message import Message

from assistant import pipeline
from assistant.article.model import Article
from assistant.engines.base import Engine
from assistant.errors import AssistantError
from assistant.review import Review
from assistant.tui.commands import COMMANDS, commands
from assistant.tui.screens.desk import DeskScreen
from assistant.tui.screens.panel import Panel
from assistant.tui.session import Session


class Arrived(Message):
    """The engine has repaired a section; `done` of `total` sections are."""

    def __init__(self, review: Review, done: int, total: int) -> None:
        self.review = review
        self.done = done
        self.total = total
        super().__init__()


class Ended(Message):
    """The engine has ended, with an error or without."""

    def __init__(self, error: AssistantError | None) -> None:
        self.error = error
        super().__init__()


class DeskApp(App[None]):
    """The desk for one article. `engine` repairs it meanwhile, if there is one.

    Raises UsageError where the user's keys clash.
    """

    CSS_PATH = "desk.tcss"
    TITLE = "assistant"
    ENABLE_COMMAND_PALETTE: ClassVar[bool] = True

    def __init__(
        self, session: Session, out: str, *, engine: Engine | None = None,
        keys: Mapping[str, str] | None = None,
    ) -> None:  # fmt: skip
        own = {command.id: command.keys for command in commands(keys or {})}
        super().__init__()
        usual = {command.id: command.keys for command in COMMANDS}
        self.set_keymap({i: ",".join(k) for i, k in own.items() if k != usual[i]})
        self.session = session
        self._desk = DeskScreen(session, out)
        self._engine = engine
        self._stop = threading.Event()

    def on_mount(self) -> None:
        """Show the desk, and set the engine to work."""
        self.push_screen(self._desk)
        if self._engine is not None:
            self._desk.working = "repairing"
            threading.Thread(target=self._repair, args=(self._engine,), daemon=True).start()

    def _repair(self, engine: Engine) -> None:
        """Work in a thread of its own, which ends with the application if need be."""
        article: Article = self.session.article
        done: set[int] = set()
        error: AssistantError | None = None
        try:
            for event in pipeline.events(article, engine):
                if self._stop.is_set():
                    break
                if isinstance(event, pipeline.SectionDone) and event.last:
                    done.add(event.section)
                self.post_message(Arrived(event.review, len(done), len(article.sections)))
        except AssistantError as failure:
            error = failure
        self.post_message(Ended(error))

    def on_arrived(self, event: Arrived) -> None:
        """Take what was proposed to the desk."""
        self._desk.working = f"repairing, {event.done} of {event.total} sections"
        self.session.arrived(event.review)
        self._desk.refresh_all()

    def on_ended(self, event: Ended) -> None:
        """Say how the work ended."""
        self._desk.working = "stopped" if self._stop.is_set() else ""
        self._desk.refresh_all()
        if event.error is not None:
            hint = f"\n\n{event.error.hint}" if event.error.hint else ""
            told = f"{event.error.message}{hint}\n\nWhat was done so far is kept."
            self.push_screen(Panel("The engine stopped", Content(told)))

    def action_stop_work(self) -> None:
        """Stop the engine after the section it is at; what is done stays."""
        if self._desk.working:
            self._stop.set()

    def on_unmount(self) -> None:
        """Save what is left."""
        self._stop.set()
        self.session.close()


def run(
    article: Article, review: Review, path: Path, out: str, *, engine: Engine | None,
    keys: Mapping[str, str],
) -> None:  # fmt: skip
    """Open the desk and come back when the editor leaves."""
    DeskApp(Session(article, review, path), out, engine=engine, keys=keys).run()
