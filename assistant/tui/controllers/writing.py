"""Writing the article as decided, and a source that was changed meanwhile."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path

from assistant.errors import AssistantError, UsageError
from assistant.language.counting import counted
from assistant.review.source import SourceState, state
from assistant.tui.controllers.base import Desk, Handlers
from assistant.workspace.output import OutputState

_CHANGED = """\
The source is no longer what these decisions were made of. It stays as it is.

r  reads it again and keeps the decisions whose words still stand in it
a  writes the article as it was decided, to a place of your choice"""


class Writing:
    """Carries out what concerns files and the clipboard."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def handlers(self) -> Handlers:
        """The commands that write."""
        return {
            "copy": self._copy,
            "save": self._save,
            "save_as": self._save_as,
            "editor": self._edit,
        }

    def write(self, path: str) -> bool:
        """Write the article as decided, over what lies there; whether that was done."""
        session = self._desk.session
        try:
            session.write_article(path)
        except AssistantError as error:
            self._desk.fail(error)
            return False
        left = counted(session.left, "undecided hunk stands", "undecided hunks stand")
        rest = f"; {left} as before" if session.left else ""
        self._desk.say(f"written to {path}{rest}")
        return True

    def _copy(self) -> None:
        self._desk.app.copy_to_clipboard(self._desk.session.text())
        self._desk.say("the article as decided is copied")

    def _save(self) -> None:
        """Write, unless the source has changed."""
        if self._source_changed():
            self._ask_about_source()
        elif self._desk.opened.out:
            self.write_safely(self._desk.opened.out)
        else:
            self._save_as()

    def write_safely(self, path: str, then: Callable[[], None] = lambda: None) -> None:
        """Write, and go on; over what is not as it was written last, only if the editor wants."""
        state = self._desk.session.output_state(path)
        if state is OutputState.FREE:
            if self.write(path):
                then()
            return

        def answered(key: str) -> None:
            if key == "t":
                self._take_in(path)
            elif key == "a":
                self._save_as()
            elif key == "y" and self.write(path):
                then()

        choices = [("y", "writes over it"), ("a", "writes elsewhere")]
        message = f"{path} is there already, and is none of this review's."
        if state is OutputState.CHANGED:
            choices = [("t", "takes the changes in as hunks"), *choices]
            message = f"{path} was changed since it was written from here."
        self._desk.choose("Write over it?", message, choices, answered)

    def _take_in(self, path: str) -> None:
        try:
            count = self._desk.session.take_in(path)
        except AssistantError as error:
            self._desk.fail(error)
        else:
            self._desk.say(f"{counted(count, 'hunk')} written by hand; u takes that back")
        self._desk.refresh_all()

    def _save_as(self) -> None:
        label, complete = "Write the article as decided to", self._desk.workspace.complete
        self._desk.ask(label, self._save_to, self._desk.opened.out, complete)

    def _save_to(self, path: str) -> None:
        """Write to a place that the editor named; another file there is written over if wanted."""
        if not path.strip():
            return
        try:
            place = self._desk.workspace.named(path)
            self._refuse_own(place)
        except AssistantError as error:
            self._desk.fail(error)
            return
        self.write_safely(place)

    def _refuse_own(self, place: str) -> None:
        session = self._desk.session
        for own, what in ((session.article.path, "source"), (str(session.path), "review")):
            if own and Path(place).resolve() == Path(own).resolve():
                msg = f"{place} is the {what} itself"
                raise UsageError(msg, hint="choose another name")

    def _edit(self) -> None:
        """Write the article and open it in the user's own editor."""
        desk = self._desk
        command = os.environ.get("VISUAL") or os.environ.get("EDITOR")
        if not desk.workspace.has_editor or not command:
            desk.say("set $VISUAL or $EDITOR to open the article in it", problem=True)
        elif not desk.opened.out:
            desk.say("write the article first (W)", problem=True)
        else:
            self.write_safely(desk.opened.out, lambda: self._run_editor(command))

    def _run_editor(self, command: str) -> None:
        desk = self._desk
        try:
            with desk.app.suspend():
                subprocess.run([*shlex.split(command), desk.opened.out], check=False)
        except (OSError, ValueError) as error:
            desk.say(f"{command} cannot be started: {error}", problem=True)
        desk.app.refresh()
        if desk.session.output_state(desk.opened.out) is OutputState.CHANGED:
            desk.say("changed in the editor; w takes the changes in as hunks")

    def _source_changed(self) -> bool:
        session = self._desk.session
        return state(session.article.path, session.review.source.sha256) is SourceState.CHANGED

    def _ask_about_source(self) -> None:
        def answered(key: str) -> None:
            if key == "r":
                self._reload()
            elif key == "a":
                self._save_as()

        choices = [("r", "reads it again"), ("a", "writes elsewhere")]
        self._desk.choose("The source has changed", _CHANGED, choices, answered)

    def _reload(self) -> None:
        try:
            opened = self._desk.workspace.reload(self._desk.opened)
        except AssistantError as error:
            self._desk.fail(error)
        else:
            self._desk.replace(opened)
