"""The desk: sections, article, inspector, and a key for every decision."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Footer, Input

from assistant import store
from assistant.article.encodings import encode
from assistant.errors import AssistantError, UsageError
from assistant.review import Decision
from assistant.terminal import sanitise
from assistant.tui.commands import COMMANDS
from assistant.tui.flow import View
from assistant.tui.screens.panel import Panel
from assistant.tui.session import Session
from assistant.tui.widgets.article import ArticleView
from assistant.tui.widgets.panels import Inspector, SectionList, StateLine


class DeskScreen(Screen[None]):
    """One article being decided; what it is written to is `out`, or a file beside the source."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            ",".join(command.keys), command.action, command.word,
            show=command.footer, tooltip=command.tooltip, id=command.id,
        )
        for command in COMMANDS
    ]  # fmt: skip
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 - Textual's own

    def __init__(self, session: Session, out: str) -> None:
        super().__init__()
        self.session = session
        self.working = ""
        self._out = out
        self._view = View.IN_PLACE

    def compose(self) -> ComposeResult:
        """Sections, article, inspector; below them the state and the keys."""
        with Horizontal(id="desk"):
            yield SectionList(id="sections")
            yield ArticleView(self.session.article.source, id="article")
            yield Inspector(id="inspector")
        yield Input(id="edit", placeholder="What is to stand there; enter takes it, escape leaves")
        yield Input(id="search", placeholder="Find in the article")
        yield StateLine(id="state")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Begin in the article."""
        self.query_one(ArticleView).focus()
        self.refresh_all()

    def refresh_all(self) -> None:
        """Show the session as it is."""
        session = self.session
        self.query_one(ArticleView).show(session.review.hunks, session.place, self._view)
        self.query_one(SectionList).show(session)
        self.query_one(Inspector).show(session)
        self.query_one(StateLine).show(session, self.working, str(self._view))

    def say(self, message: str, *, problem: bool = False) -> None:
        """Tell the editor something, in passing."""
        self.notify(
            sanitise(message),
            severity="error" if problem else "information",
            markup=False,
            timeout=4,
        )

    def on_article_view_clicked(self, event: ArticleView.Clicked) -> None:
        """Go to the hunk that was clicked."""
        self.session.place = event.place
        self.refresh_all()

    def on_section_list_chosen(self, event: SectionList.Chosen) -> None:
        """Go to the section that was clicked."""
        self.session.to_section(event.section)
        self.refresh_all()

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
            self.say(error.message, problem=True)
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

    def action_view(self) -> None:
        """Show the article in the next of its views."""
        views = list(View)
        self._view = views[(views.index(self._view) + 1) % len(views)]
        self.refresh_all()

    def action_edit(self) -> None:
        """Open the line in which the current hunk is written by hand."""
        if (hunk := self.session.current) is not None:
            self._open("#edit", hunk.changed_to or hunk.edit.replacement)

    def action_search(self) -> None:
        """Open the line in which something is looked for."""
        self._open("#search", "")

    def _open(self, name: str, value: str) -> None:
        line = self.query_one(name, Input)
        line.value = value
        line.add_class("-open")
        line.focus()

    def action_cancel(self) -> None:
        """Close a line that is open, or stop the repair."""
        lines = self.query("Input.-open")
        if not lines:
            self.app.call_later(self.app.run_action, "stop_work")
        lines.remove_class("-open")
        self.query_one(ArticleView).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take what was written."""
        event.input.remove_class("-open")
        self.query_one(ArticleView).focus()
        if event.input.id == "search":
            self._find(event.value)
        elif event.value:
            self._write(event.value)

    def _write(self, text: str) -> None:
        try:
            encode(text, self.session.article.encoding)
            self.session.decide(Decision.CHANGED, text)
        except AssistantError as error:
            self.say(error.message, problem=True)
        self.refresh_all()

    def _find(self, text: str) -> None:
        hunk = self.session.current
        after = hunk.edit.end if hunk else 0
        found = self.query_one(ArticleView).find(text, after) if text else -1
        if found < 0:
            self.say(f"{text!r} is not in the article")
        else:
            self.session.at_offset(found)
        self.refresh_all()

    def action_copy(self) -> None:
        """Copy the article as decided."""
        self.app.copy_to_clipboard(self.session.text())
        self.say("the article as decided is copied")

    def action_save(self) -> None:
        """Write the article as decided; the source itself is never written over."""
        try:
            data = encode(self.session.text(), self.session.article.encoding)
            store.write_atomic(self._out, data)
        except AssistantError as error:
            self.say(error.message, problem=True)
        else:
            self.say(f"written to {self._out}")

    def action_summary(self) -> None:
        """Show takeaways and abstract of the article as decided."""
        from assistant.article.files import read_text
        from assistant.summary import formats
        from assistant.summary.extractive import summarise

        article = read_text(self.session.text(), format=self.session.article.format)
        told = sanitise(formats.text(summarise(article), article))
        self.app.push_screen(Panel("Summary", Content(told)))

    def action_help(self) -> None:
        """Say what the keys do."""
        rows = [f"{' '.join(c.keys):<16} {c.tooltip}" for c in COMMANDS]
        self.app.push_screen(Panel("Keys", Content("\n".join(rows))))

    def action_theme(self) -> None:
        """Choose other colours."""
        self.app.action_change_theme()

    def action_quit(self) -> None:
        """Leave; every decision is saved."""
        self.app.exit()
