"""What the desk does with an engine: the repair beside it, and asking again."""

from __future__ import annotations

from textual.content import Content

from assistant.edits import Edit
from assistant.review.model import Hunk
from assistant.terminal import sanitise
from assistant.tui import worker
from assistant.tui.screens.panel import Panel
from assistant.tui.screens.writing import Writing
from assistant.workspace.regeneration import answers


class Working(Writing):
    """A screen beside which an engine works; `working` and `spent` say what it is at."""

    working = ""
    spent = ""
    _at_work: worker.Repair | None = None

    def stop(self) -> None:
        """Stop the repair after what it is at; what is done stays."""
        if self._at_work is not None:
            self._at_work.stop()
            self.working = "stopping"

    def action_settings(self) -> None:
        """Open the settings."""
        from assistant.tui.screens.settings import SettingsScreen

        self.app.push_screen(SettingsScreen(self.workplace))

    def action_repair(self) -> None:
        """Repair again, if there is an engine and none is at work; `u` takes it back."""
        if self.opened.engine is not None and self._at_work is None:
            self.session.begin_repair()
        self.start_repair()

    def start_repair(self) -> None:
        """Begin the repair, if there is an engine and none is at work."""
        make = self.opened.engine
        if make is None:
            self.say("this review is of an engine's work already; open the article itself")
        elif self._at_work is None:
            self.working = "repairing"
            self._at_work = worker.Repair(
                lambda: make(False), self.session.article, self.post_message
            )
            self.refresh_all()

    def on_arrived(self, event: worker.Arrived) -> None:
        """Take what was proposed to the desk."""
        self.working = event.progress.told()
        self.session.arrived(event.proposed)
        self.refresh_all()

    def on_ended(self, event: worker.Ended) -> None:
        """Say how the work ended; offer to go on where it failed."""
        self._at_work, self.working = None, ""
        self.session.end_repair()
        self.spent = worker.spent(event.usage) if event.usage else ""
        if event.stopped:
            self.say(f"{event.stopped}; R goes on")
        if event.error is not None:
            self._failed(event.error.title, event.error.message, event.error.hint)
        self.refresh_all()

    def _failed(self, title: str, message: str, hint: str) -> None:
        def answered(key: str | None) -> None:
            if key == "r":
                self.action_repair()
            elif key == "comma":
                self.action_settings()

        told = sanitise(f"{message}\n\n{hint}\n\nWhat was done so far is kept.")
        choices = [("r", "tries again"), ("comma", "opens the settings")]
        self.app.push_screen(Panel(title, Content(told), choices), answered)

    def action_regenerate(self) -> None:
        """Ask the engine again about the current hunk."""
        if (hunk := self.session.current) is not None:
            self._again([hunk.id])

    def action_regenerate_section(self) -> None:
        """Ask the engine again about what is undecided in the section."""
        self._again(self.session.undecided_here())

    def _again(self, ids: list[str]) -> None:
        make, review, article = self.opened.engine, self.session.review, self.session.article
        if make is None or self.working or not ids:
            self.say("there is nothing to ask now" if make else "there is no engine here")
            return

        asked = [hunk for hunk in review.hunks if hunk.id in ids]

        def work() -> tuple[list[Hunk], tuple[Edit, ...]]:
            return asked, answers(review, article, asked, make(True))

        self.working = "asking again"
        worker.ask("again", work, self.post_message)
        self.refresh_all()

    def on_done(self, event: worker.Done) -> None:
        """Take what was asked again."""
        self.working = ""
        if event.error is not None:
            self.fail(event.error)
        elif isinstance(event.result, tuple) and not self.session.regenerated(*event.result):
            self.say("the engine proposes nothing else")
        self.refresh_all()
