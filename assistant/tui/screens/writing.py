"""What the desk does with files: writing the article as decided, and a source that changed."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path

from textual.content import Content

from assistant import atomic
from assistant.article.encodings import encode
from assistant.errors import AssistantError, UsageError
from assistant.review.model import Review
from assistant.review.source import SourceState, state
from assistant.tui.screens.deciding import Deciding
from assistant.tui.screens.panel import Panel
from assistant.tui.widgets.line import AskLine
from assistant.tui.workplace import Opened, Workplace

_CHANGED = """\
The source is no longer what these decisions were made of. It stays as it is.

r  reads it again and keeps the decisions whose words still stand in it
a  writes the article as it was decided, to a place of your choice"""


class Writing(Deciding):
    """A screen with an article that can be written. `opened` says where it lies."""

    opened: Opened
    workplace: Workplace

    def action_copy(self) -> None:
        """Copy the article as decided."""
        self.app.copy_to_clipboard(self.session.text())
        self.say("the article as decided is copied")

    def action_save(self) -> None:
        """Write the article as decided, unless its source has changed."""
        if self._source_changed():
            self._ask_about_source()
        elif self.opened.out:
            self.write(self.opened.out)
        else:
            self.action_save_as()

    def action_save_as(self) -> None:
        """Ask where to write the article."""
        line = self.query_one(AskLine)
        line.ask(
            "save", "Write the article as decided to", self.opened.out, self.workplace.complete
        )

    def save_as(self, path: str) -> None:
        """Write to a place that the editor named; another file there is written over if wanted."""
        if not path.strip():
            return
        try:
            place = self.workplace.place(path)
            self._refuse_own(place)
        except AssistantError as error:
            self.fail(error)
            return
        if not Path(place).exists():
            self.write(place)
            return

        def answered(key: str | None) -> None:
            if key == "y":
                self.write(place)

        told = Content(f"{place} is there already.")
        self.app.push_screen(Panel("Write over it?", told, [("y", "writes over it")]), answered)

    def _refuse_own(self, place: str) -> None:
        for own, what in ((self.opened.article.path, "source"), (str(self.opened.path), "review")):
            if own and Path(place).resolve() == Path(own).resolve():
                msg = f"{place} is the {what} itself"
                raise UsageError(msg, hint="choose another name")

    def write(self, path: str) -> bool:
        """Write the article as decided; whether that was done."""
        try:
            data = encode(self.session.text(), self.session.article.encoding)
            atomic.write_atomic(path, data)
        except AssistantError as error:
            self.fail(error)
            return False
        left = len(self.session.review.hunks) - self.session.decided
        rest = f"; {left} hunks are undecided and stand as they were" if left else ""
        self.say(f"written to {path}{rest}")
        return True

    def action_editor(self) -> None:
        """Write the article and open it in the user's own editor."""
        command = os.environ.get("VISUAL") or os.environ.get("EDITOR")
        if not self.workplace.has_editor or not command:
            self.say("set $VISUAL or $EDITOR to open the article in it", problem=True)
        elif not self.opened.out:
            self.say("write the article first (W)", problem=True)
        elif self.write(self.opened.out):
            try:
                with self.app.suspend():
                    subprocess.run([*shlex.split(command), self.opened.out], check=False)
            except (OSError, ValueError) as error:
                self.say(f"{command} cannot be started: {error}", problem=True)
            self.app.refresh()

    def _source_changed(self) -> bool:
        """Whether the file of the article holds something else by now."""
        found = state(self.opened.article.path, self.session.review.source.sha256)
        return found is SourceState.CHANGED

    def _ask_about_source(self) -> None:
        def answered(key: str | None) -> None:
            if key == "r":
                self._reload(self.session.review)
            elif key == "a":
                self.action_save_as()

        choices = [("r", "reads it again"), ("a", "writes elsewhere")]
        self.app.push_screen(Panel("The source has changed", Content(_CHANGED), choices), answered)

    def _reload(self, review: Review) -> None:
        try:
            opened = self.workplace.reload(self.opened, review)
        except AssistantError as error:
            self.fail(error)
        else:
            self.replace(opened)

    def replace(self, opened: Opened) -> None:
        """Put another state of the article on the desk."""
        raise NotImplementedError
