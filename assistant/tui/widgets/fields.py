"""Fields that give every character back that they were given, or that was pasted."""

from __future__ import annotations

from textual.actions import SkipAction
from textual.events import Paste
from textual.widgets import Input, TextArea

from assistant.language.counting import counted
from assistant.tui import telling
from assistant.tui.stand_ins import Field, as_copied, from_a_line, in_a_line, on_one_line


class LineField(Input):
    """A field of one line; what is pasted in several is joined by spaces, and that is said."""

    @property
    def text(self) -> str:
        """What is written, with the characters that signs stand for."""
        return from_a_line(self.value)

    @text.setter
    def text(self, text: str) -> None:
        self.value = in_a_line(text)

    def _on_paste(self, event: Paste) -> None:
        event.stop()
        event.prevent_default()
        self._insert(event.text)

    def action_paste(self) -> None:
        """Paste what was copied here."""
        self._insert(self.app.clipboard)

    def action_copy(self) -> None:
        """Copy what is selected."""
        if not self.selected_text:
            raise SkipAction
        self.app.copy_to_clipboard(from_a_line(self.selected_text))

    def action_cut(self) -> None:
        """Copy what is selected, and take it away."""
        self.app.copy_to_clipboard(from_a_line(self.selected_text))
        self.delete_selection()

    def _insert(self, pasted: str) -> None:
        text, lines = on_one_line(as_copied(pasted))
        self.replace(in_a_line(text), *self.selection)
        if lines > 1:
            telling.say(self.app, f"{counted(lines, 'line')} pasted as one, joined by spaces")


class AreaField(TextArea):
    """A field of several lines."""

    def __init__(self, text: str, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        self._field = Field.of(text)
        super().__init__(self._field.shown(text), id=id)

    @property
    def taken(self) -> str:
        """What is written, with the characters that signs stand for."""
        return self._field.taken(self.text)

    async def _on_paste(self, event: Paste) -> None:
        event.stop()
        event.prevent_default()
        self._insert(event.text)

    def action_paste(self) -> None:
        """Paste what was copied here."""
        self._insert(self.app.clipboard)

    def action_copy(self) -> None:
        """Copy what is selected."""
        if not self.selected_text:
            raise SkipAction
        self.app.copy_to_clipboard(self._field.taken(self.selected_text))

    def action_cut(self) -> None:
        """Copy what is selected, or the line, and take it away."""
        start, end = self.selection
        cut = self._delete_cursor_line() if start == end else self._delete_via_keyboard(start, end)
        if cut is not None:
            self.app.copy_to_clipboard(self._field.taken(cut.replaced_text))

    def _insert(self, pasted: str) -> None:
        """Put a text in the place of what is selected; an empty field takes over its line ends."""
        text = as_copied(pasted)
        if not self.text:
            self._field = Field.of(text)
        if done := self._replace_via_keyboard(self._field.shown(text), *self.selection):
            self.move_cursor(done.end_location)
            self.focus()
