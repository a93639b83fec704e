"""The batch of a folder, from its queue: begun, stopped, gone on with."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.screen import Screen

from assistant.batch import home, launching
from assistant.batch.launching import Launched
from assistant.config import reloaded
from assistant.errors import AssistantError
from assistant.language.counting import counted
from assistant.tui import telling
from assistant.tui.screens.panel import Panel
from assistant.tui.widgets.line import AskLine
from assistant.workspace.workspace import Workspace

_STAYS = "The run goes on when you leave the desk; `assistant batch status` tells of it as well."


class BatchRun:
    """What the key of the batch does in the queue of a folder."""

    def __init__(self, screen: Screen[Any], folder: Path, workspace: Workspace) -> None:
        self._screen = screen
        self._folder = folder
        self._workspace = workspace
        self._launched: Launched | None = None

    def open(self) -> None:
        """Ask what is to be done: with the run, with what is left, or with which articles."""
        try:
            if self._workspace.within is not None:
                telling.say(self._screen, "batches are not run from a browser", problem=True)
            elif not home.is_batch(self._folder):
                self._ask_source()
            else:
                self._ask(home.progress(self._folder))
        except AssistantError as error:
            telling.fail(self._screen, error)

    def failure(self) -> str:
        """Why the run that was begun here came to nothing; told once."""
        if self._launched is None or not (said := self._launched.failure):
            return ""
        self._launched = None
        return said

    def _ask(self, run: home.Progress) -> None:
        ended = f"{run.ended:,} of {counted(run.total, 'article')} ended"
        if run.is_running:
            text = f"{ended}, a run goes on."
            choices = [("s", "finishes the articles in work and stops; once more, stops at once")]
        else:
            text = f"{ended}, no run goes on."
            choices = [("g", "goes on with it, and tries again what failed")]
        panel = Panel("The batch of this folder", f"{text}\n{_STAYS}", choices)
        self._screen.app.push_screen(panel, self._chosen)

    def _chosen(self, key: str | None) -> None:
        try:
            if key == "s":
                home.stop(self._folder)
                telling.say(self._screen, "it finishes the articles in work, and stops")
            elif key == "g":
                self._launched = launching.go_on(self._folder)
                telling.say(self._screen, "the batch goes on")
        except AssistantError as error:
            telling.fail(self._screen, error)

    def _ask_source(self) -> None:
        label = "Articles for a batch into this folder: a file or a folder; → completes"
        line = self._screen.query_one(AskLine)
        line.ask(label, self._confirm, complete=self._workspace.complete)

    def _confirm(self, path: str) -> None:
        if not path.strip():
            return
        source = Path(path.strip()).expanduser()
        engine = reloaded(self._workspace.loaded).settings.engine
        told = f"Every article in {source} is repaired by the engine {engine}; texts, reviews and"
        text = f"{told} summaries go into {self._folder}.\n{_STAYS}"
        panel = Panel("Begin a batch?", text, [("y", "begins it")])
        self._screen.app.push_screen(panel, lambda key: self._begin(source, key))

    def _begin(self, source: Path, key: str | None) -> None:
        if key != "y":
            return
        try:
            settings = reloaded(self._workspace.loaded)
            self._launched = launching.begin(source, self._folder, settings)
            telling.say(self._screen, "the batch has begun")
        except AssistantError as error:
            telling.fail(self._screen, error)
