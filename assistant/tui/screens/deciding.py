"""What the keys of the desk do to the hunks: deciding, and going from one to another."""

from __future__ import annotations

from textual.screen import Screen

from assistant.article.document import Document
from assistant.edits import Flag
from assistant.errors import AssistantError, UsageError
from assistant.review.model import Decision
from assistant.terminal import sanitise
from assistant.workspace.session import Session


class Deciding(Screen[None]):
    """A screen with a session; whoever shows it refreshes after each change."""

    session: Session

    def refresh_all(self) -> None:
        """Show the session as it is."""
        raise NotImplementedError

    def say(self, message: str, *, problem: bool = False) -> None:
        """Tell the editor something, in passing."""
        self.notify(
            sanitise(message),
            severity="error" if problem else "information",
            markup=False,
            timeout=6 if problem else 3,
        )

    def fail(self, error: AssistantError) -> None:
        """Tell the editor what went wrong, and how to mend it."""
        self.say(f"{error.message}\n{error.hint}" if error.hint else error.message, problem=True)

    def action_accept(self) -> None:
        """Accept the current hunk."""
        self.session.decide(Decision.ACCEPTED)
        self.refresh_all()

    def action_reject(self) -> None:
        """Reject the current hunk."""
        self.session.decide(Decision.REJECTED)
        self.refresh_all()

    def action_candidate(self, number: int) -> None:
        """Take another candidate."""
        try:
            self.session.choose(number)
        except UsageError as error:
            self.fail(error)
        self.refresh_all()

    def action_accept_section(self) -> None:
        """Accept the section."""
        self.say(f"{self.session.decide_section(Decision.ACCEPTED)} hunks accepted; u undoes it")
        self.refresh_all()

    def action_reject_section(self) -> None:
        """Reject the section."""
        self.say(f"{self.session.decide_section(Decision.REJECTED)} hunks rejected; u undoes it")
        self.refresh_all()

    def action_accept_like(self) -> None:
        """Accept all like this one."""
        self.say(f"{self.session.accept_like()} hunks accepted; u undoes it")
        self.refresh_all()

    def action_next_hunk(self) -> None:
        """Go on."""
        self.session.move(1)
        self.refresh_all()

    def action_previous_hunk(self) -> None:
        """Go back."""
        self.session.move(-1)
        self.refresh_all()

    def action_next_section(self) -> None:
        """Go to the next section that has hunks."""
        self.session.move_section(1)
        self.refresh_all()

    def action_previous_section(self) -> None:
        """Go to the section before that has hunks."""
        self.session.move_section(-1)
        self.refresh_all()

    def action_next_undecided(self) -> None:
        """Go to what is left to decide."""
        if not self.session.advance():
            self.say("every hunk is decided; w writes the article")
        self.refresh_all()

    def action_undo(self) -> None:
        """Take a decision back."""
        if not self.session.undo():
            self.say("there is nothing to undo")
        self.refresh_all()

    def action_redo(self) -> None:
        """Make a decision again."""
        if not self.session.redo():
            self.say("there is nothing to redo")
        self.refresh_all()

    def write_hunk(self, text: str) -> None:
        """Decide the current hunk for a text of the editor's own."""
        hunk = self.session.current
        if hunk is None or not text:
            return
        try:
            Document.of_article(self.session.article).write(text)
        except AssistantError as error:
            self.fail(error)
            return
        self.session.decide(Decision.CHANGED, text)
        if Flag.FACT in self.session.review.hunk(hunk.id).edit.flags:
            self.say("this alters a fact; it is kept as you wrote it", problem=True)
        self.refresh_all()
