"""Writing the article as decided, and a source that was changed meanwhile."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from assistant.atomic import write_atomic
from assistant.errors import AssistantError, UsageError
from assistant.language.counting import counted
from assistant.review.source import SourceState, state
from assistant.tui.controllers.base import Desk, Handlers
from assistant.workspace.output import OutputState

_CHANGED = """\
The source is no longer what these decisions were made of. It stays as it is.

r  reads it again and keeps the decisions whose words still stand in it
a  writes the article as it was decided, to a place of your choice"""


def _nothing() -> None:
    """Goes on to nothing."""


class Writing:
    """Carries out what concerns files and the clipboard."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def handlers(self) -> Handlers:
        """The commands that write."""
        return {
            "copy": self._copy,
            "save": self._save_or_go_on,
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

    def _save_or_go_on(self) -> None:
        """Write; where w was pressed at words, go to the next one, as hands that know vi do."""
        session = self._desk.session
        if self._desk.typed.key == "w" and session.selection is not None:
            session.word(self._desk.count or 1)
            self._desk.refresh_all()
        else:
            self.save()

    def save(self, then: Callable[[], None] = _nothing) -> None:
        """Write, and go on, unless the source has changed."""
        if self._source_changed():
            self._ask_about_source()
        elif self._desk.opened.out:
            self.write_safely(self._desk.opened.out, then)
        else:
            self._save_as(then)

    def write_safely(self, path: str, then: Callable[[], None] = _nothing) -> None:
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
            self._tell_taken_in(count)
        self._desk.refresh_all()

    def _tell_taken_in(self, count: int) -> None:
        self._desk.say(f"{counted(count, 'hunk')} written by hand; u takes that back")

    def _save_as(self, then: Callable[[], None] = _nothing) -> None:
        label, complete = "Write the article as decided to", self._desk.workspace.complete
        answer = partial(self._save_to, then)
        self._desk.ask(label, answer, self._desk.opened.out, complete)

    def _save_to(self, then: Callable[[], None], path: str) -> None:
        """Write to a place that the editor named; another file there is written over if wanted."""
        if not path.strip():
            return
        try:
            place = self._desk.workspace.named(path)
            self.refuse_own(place)
        except AssistantError as error:
            self._desk.fail(error)
            return
        self.write_safely(place, then)

    def refuse_own(self, place: str) -> None:
        """Raise UsageError for the source and the review themselves."""
        session = self._desk.session
        for own, what in ((session.article.path, "source"), (str(session.path), "review")):
            if own and Path(place).resolve() == Path(own).resolve():
                msg = f"{place} is the {what} itself"
                raise UsageError(msg, hint="choose another name")

    def _edit(self) -> None:
        """Open the article in the user's own editor; what is changed there comes back as hunks."""
        desk = self._desk
        command = os.environ.get("VISUAL") or os.environ.get("EDITOR")
        if not desk.workspace.has_editor or not command:
            desk.say("set $VISUAL or $EDITOR to open the article in it", problem=True)
        elif desk.session.is_read_only:
            desk.say("this review is only read here", problem=True)
        elif not desk.opened.out:
            self._edit_copy(command)
        else:
            self.write_safely(desk.opened.out, lambda: self._edit_written(command))

    def _edit_written(self, command: str) -> None:
        out = self._desk.opened.out
        self._run_editor(command, out)
        if self._desk.session.output_state(out) is OutputState.CHANGED:
            self._take_in(out)

    def _edit_copy(self, command: str) -> None:
        """Open a copy, where there is no place that the article is written to."""
        with tempfile.TemporaryDirectory(prefix="assistant-") as folder:
            path = str(Path(folder) / (Path(self._desk.session.article.path).name or "article.txt"))
            try:
                write_atomic(path, self._desk.session.encoded())
                self._run_editor(command, path)
                count = self._desk.session.take_in_copy(path)
            except AssistantError as error:
                self._desk.fail(error)
            else:
                self._tell_taken_in(count)
        self._desk.refresh_all()

    def _run_editor(self, command: str, path: str) -> None:
        desk = self._desk
        try:
            with desk.app.suspend():
                subprocess.run([*shlex.split(command), path], check=False)
        except (OSError, ValueError) as error:
            desk.say(f"{command} cannot be started: {error}", problem=True)
        desk.app.refresh()

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
