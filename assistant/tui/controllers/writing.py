"""Writing the article as decided, and a source that was changed meanwhile."""

from __future__ import annotations

import hashlib
import os
import shlex
import subprocess
from pathlib import Path

from assistant import atomic
from assistant.errors import AssistantError, UsageError
from assistant.tui.controllers.base import Desk, Handlers

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
        """Write the article as decided; whether that was done."""
        session = self._desk.session
        try:
            atomic.write_atomic(path, session.document.write(session.text()))
        except AssistantError as error:
            self._desk.fail(error)
            return False
        rest = (
            f"; {session.left} hunks are undecided and stand as they were" if session.left else ""
        )
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
            self.write(self._desk.opened.out)
        else:
            self._save_as()

    def _save_as(self) -> None:
        label, complete = "Write the article as decided to", self._desk.workspace.complete
        self._desk.ask(label, self._save_to, self._desk.opened.out, complete)

    def _save_to(self, path: str) -> None:
        """Write to a place that the editor named; another file there is written over if wanted."""
        if not path.strip():
            return
        try:
            place = self._desk.workspace.place(path)
            self._refuse_own(place)
        except AssistantError as error:
            self._desk.fail(error)
            return
        if not Path(place).exists():
            self.write(place)
            return

        def answered(key: str) -> None:
            if key == "y":
                self.write(place)

        told = f"{place} is there already."
        self._desk.choose("Write over it?", told, [("y", "writes over it")], answered)

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
        elif self.write(desk.opened.out):
            try:
                with desk.app.suspend():
                    subprocess.run([*shlex.split(command), desk.opened.out], check=False)
            except (OSError, ValueError) as error:
                desk.say(f"{command} cannot be started: {error}", problem=True)
            desk.app.refresh()

    def _source_changed(self) -> bool:
        session = self._desk.session
        try:
            digest = hashlib.sha256(Path(session.article.path).read_bytes()).hexdigest()
        except OSError:
            return False
        return digest != session.review.source.sha256

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
