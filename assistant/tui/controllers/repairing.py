"""An engine at work: the repair beside the desk, and asking again about some hunks."""

from __future__ import annotations

from assistant.edits import Edit
from assistant.errors import AssistantError, WeightsError
from assistant.review.model import Hunk
from assistant.tui import worker
from assistant.tui.controllers.base import Desk, Handlers
from assistant.tui.screens.settings import SettingsScreen
from assistant.workspace.regeneration import answers

_INSTALL = "install"


class Repairing:
    """Has an engine work; what it proposes arrives as messages of the screen."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._at_work: worker.Repair | None = None
        self.failure: AssistantError | None = None
        """Why the latest repair failed, if it did."""
        self.spent = ""
        """What an endpoint was asked, in words."""

    def handlers(self) -> Handlers:
        """The commands that set an engine to work."""
        return {
            "repair": self.again,
            "regenerate": self._regenerate,
            "regenerate_section": lambda: self._again(self._desk.session.undecided_here()),
            "settings": self._settings,
        }

    def again(self) -> None:
        """Repair, if no repair is going on; one undo takes back what comes of it."""
        if self._at_work is None and not self._desk.session.is_read_only:
            self._desk.session.begin_repair()
        self.begin()

    def begin(self) -> None:
        """Begin the repair, if none is going on."""
        desk = self._desk
        if desk.session.is_read_only:
            desk.say("this review is only read here", problem=True)
        elif self._at_work is None:
            desk.working, self.failure = "repairing", None
            article = desk.session.article
            self._at_work = worker.Repair(desk.workspace.engine, article, desk.post_message)
            desk.refresh_all()

    def stop(self) -> None:
        """Stop the repair after what it is at; what is done stays."""
        if self._at_work is not None:
            self._at_work.stop()
            self._desk.working = "stopping"

    def arrived(self, event: worker.Arrived) -> None:
        """Take what was proposed to the desk."""
        self._desk.working = event.progress.describe()
        try:
            self._desk.session.arrived(event.proposed)
        except AssistantError as error:
            self.stop()
            self._desk.fail(error)
        self._desk.refresh_all()

    def ended(self, event: worker.Ended) -> None:
        """Say how the work ended; offer to go on where it failed."""
        self._at_work, self._desk.working = None, ""
        if not self._desk.session.is_read_only:
            self._desk.session.end_repair()
        self.spent = worker.spent(event.usage) if event.usage else ""
        if event.stopped:
            self._desk.say(f"{event.stopped}; R goes on")
        self.failure = event.error
        if event.error is not None:
            self._failed(event.error)
        self._desk.refresh_all()

    def done(self, event: worker.Done) -> None:
        """Take what was asked again."""
        self._desk.working = ""
        if event.error is not None:
            self._desk.fail(event.error)
        elif event.what == _INSTALL:
            self.again()
        elif isinstance(event.result, tuple) and not self._desk.session.regenerated(*event.result):
            self._desk.say("the engine proposes nothing else")
        self._desk.refresh_all()

    def _failed(self, error: AssistantError) -> None:
        def answered(key: str) -> None:
            if key == "r":
                self.begin()
            elif key == "comma":
                self._settings()
            elif key == "i":
                self._install()

        message = f"{error.message}\n\n{error.hint}\n\nWhat was done so far is kept."
        choices = [("r", "tries again"), ("comma", "opens the settings")]
        if isinstance(error, WeightsError) and (size := self._desk.workspace.to_install()):
            message += f"\n\ni installs it here ({size}); C marks meanwhile what needs no model."
            choices = [("i", "installs it"), *choices]
        self._desk.choose(error.title, message, choices, answered)

    def _install(self) -> None:
        """Install the language model beside the desk, then repair."""
        desk = self._desk

        def report(said: str) -> None:
            desk.post_message(worker.Working(said))

        def work() -> None:
            desk.workspace.install(report)

        desk.working = "installing the language model"
        worker.ask(_INSTALL, work, desk.post_message)
        desk.refresh_all()

    def _settings(self) -> None:
        self._desk.app.push_screen(SettingsScreen(self._desk.workspace))

    def _regenerate(self) -> None:
        if (hunk := self._desk.session.current) is not None:
            self._again([hunk.id])

    def _again(self, ids: list[str]) -> None:
        desk = self._desk
        review, article = desk.session.review, desk.session.article
        if desk.working or not ids:
            desk.say("there is nothing to ask now")
            return

        asked = [hunk for hunk in review.hunks if hunk.id in ids]

        def work() -> tuple[list[Hunk], tuple[Edit, ...]]:
            return asked, answers(review, article, asked, desk.workspace.engine(afresh=True))

        desk.working = "asking again"
        worker.ask("again", work, desk.post_message)
        desk.refresh_all()
