"""Coming to an article and leaving it: for the next one, for another desk, for good."""

from __future__ import annotations

from collections.abc import Callable

from assistant.errors import AssistantError
from assistant.tui.controllers.base import Desk
from assistant.tui.controllers.repairing import Repairing
from assistant.tui.controllers.writing import Writing
from assistant.workspace import recent

Follow = Callable[[], None]
"""Opens what comes after this article."""


class Leaving:
    """Closes the session, however the desk is left; `follow` opens the next, if there is one."""

    def __init__(
        self, desk: Desk, writing: Writing, repairing: Repairing, follow: Follow | None
    ) -> None:
        self._desk = desk
        self._writing = writing
        self._repairing = repairing
        self.follow = follow
        self._is_done_told = not desk.opened.repairs and desk.session.left == 0
        self._is_left = False

    def close(self) -> None:
        """Stop the engine and save what is left, once."""
        self._repairing.stop()
        if not self._is_left:
            self._is_left = True
            self.remember(self._desk.session.left)
            self._desk.session.close()

    def hand_over(self) -> None:
        """Leave the session to another screen of the same article."""
        self._is_left = True
        self._repairing.stop()

    def remember(self, left: int) -> None:
        """Put the article at the head of what was open lately; -1 while it is on the desk."""
        session = self._desk.session
        if not session.is_read_only:
            total = len(session.review.hunks)
            recent.remember(session.article.path, str(session.path), left, total)

    def ask_to_take_over(self, error: AssistantError) -> None:
        """Say who decides the review, and offer to decide it here."""

        def answered(key: str) -> None:
            if key == "t":
                try:
                    self._desk.replace(self._desk.workspace.take_over(self._desk.opened))
                except AssistantError as failure:
                    self._desk.fail(failure)

        choices = [("t", "takes it over"), ("enter", "only reads")]
        message = f"{error.message}.\n\nTaken over, it goes on here, and is only read there."
        self._desk.choose(error.title, message, choices, answered)

    def ask_for_next(self) -> None:
        """In a queue: once all is decided, write the article and open the next."""
        session = self._desk.session
        done = session.left == 0 and not self._desk.working and bool(session.review.hunks)
        if self.follow is None or not done:
            self._is_done_told = self._is_done_told and done
            return
        if not self._is_done_told:
            self._is_done_told = True
            choices = [
                ("enter", "writes the article, opens the next"),
                ("o", "only opens the next"),
            ]
            text = "\n".join(("Every hunk is decided:", *self._desk.session.outcome()))
            self._desk.choose("Done", text, choices, self._go_on)

    def _go_on(self, key: str) -> None:
        if key == "enter":
            self._writing.write_safely(self._desk.opened.out, self._next)
        elif key == "o":
            self._next()

    def _next(self) -> None:
        if self.follow is not None:
            self.follow()

    def quit(self) -> None:
        """Leave; every decision is saved."""
        if self._desk.session.saved():
            if self._is_finished_unwritten():
                self._ask_to_write()
            else:
                self._end()
            return

        def answered(key: str) -> None:
            if key == "r":
                self._try_again()
            elif key == "x":
                self._end()

        failure = self._desk.session.failure
        message = f"{failure.message}\n\n{failure.hint}" if failure else "It takes unusually long."
        choices = [("r", "tries again"), ("x", "leaves without the latest decisions")]
        self._desk.choose("The decisions are not saved", message, choices, answered)

    def _is_finished_unwritten(self) -> bool:
        """Whether everything is decided here, and the article was never written so."""
        session = self._desk.session
        is_done = session.left == 0 and session.decided > 0 and not self._desk.working
        return is_done and not session.is_read_only and not session.is_written

    def _ask_to_write(self) -> None:
        def answered(key: str) -> None:
            if key == "w":
                self._writing.save(self._end)
            elif key == "q":
                self._end()

        text = "\n".join(self._desk.session.outcome())
        choices = [("w", "writes and leaves"), ("q", "leaves unwritten")]
        self._desk.choose("Everything is decided, nothing is written", text, choices, answered)

    def _try_again(self) -> None:
        try:
            self._desk.session.put(self._desk.session.review)
        except AssistantError as error:
            self._desk.fail(error)
        else:
            self.quit()

    def _end(self) -> None:
        session = self._desk.session
        told = [session.article.path, *(f"  {line}" for line in session.outcome())]
        self.close()
        self._desk.leave("\n".join(told) if session.decided else "")
