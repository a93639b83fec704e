"""The desk: sections, article, inspector, and a key for every decision."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.command import Provider
from textual.containers import Horizontal
from textual.events import Resize
from textual.screen import Screen
from textual.widgets import Footer

from assistant.errors import AssistantError
from assistant.tui import facts, keys, telling, worker
from assistant.tui.commands import COMMANDS
from assistant.tui.content import shown
from assistant.tui.controllers.base import Handlers
from assistant.tui.controllers.deciding import Deciding
from assistant.tui.controllers.leaving import Leaving
from assistant.tui.controllers.repairing import Repairing
from assistant.tui.controllers.writing import Writing
from assistant.tui.flow import View
from assistant.tui.palette import DeskCommands
from assistant.tui.screens.help import HelpScreen
from assistant.tui.screens.panel import Panel
from assistant.tui.screens.sections import SectionsScreen
from assistant.tui.screens.summary import SummaryScreen
from assistant.tui.widgets.article import ArticleView
from assistant.tui.widgets.line import Answer, AskLine, Complete
from assistant.tui.widgets.panels import Inspector, SectionList, StateLine, entitle
from assistant.tui.widgets.title import TitleBar
from assistant.workspace.session import Session
from assistant.workspace.workspace import OpenArticle, Workspace


class DeskScreen(Screen[None]):
    """One article being decided; `follow` opens what comes after it, if anything does."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            ",".join(command.keys), command.action, command.word,
            show=command.footer, tooltip=command.tooltip, id=command.id,
        )
        for command in COMMANDS
    ]  # fmt: skip
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {
        *Screen.COMMANDS,
        DeskCommands,
    }
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (90, "-medium"), (110, "-wide")]  # noqa: RUF012 - Textual's own
    VERTICAL_BREAKPOINTS = [(0, "-low"), (18, "-high")]  # noqa: RUF012 - Textual's own

    def __init__(
        self, opened: OpenArticle, workspace: Workspace, follow: Callable[[], None] | None = None
    ) -> None:
        super().__init__()
        self.opened = opened
        self.workspace = workspace
        self.working = ""
        self._repairing = Repairing(self)
        self._deciding, self._writing = Deciding(self), Writing(self)
        self._leaving = Leaving(self, self._writing, self._repairing, follow)
        self._handlers = self._all_handlers()
        self._view = View.IN_PLACE

    @property
    def session(self) -> Session:
        """The review being decided."""
        return self.opened.session

    def _all_handlers(self) -> Handlers:
        return {
            **self._deciding.handlers(),
            **self._writing.handlers(),
            **self._repairing.handlers(),
            "view": self._next_view,
            "search": lambda: self.ask("Find in the article", self._find),
            "cancel": self._cancel,
            "summary": self._summary,
            "sections": self._sections,
            "facts": lambda: self._show("Facts", facts.describe(self.session)),
            "help": lambda: self.app.push_screen(HelpScreen(keys.groups(self))),
            "theme": self._theme,
            "quit": self._leaving.quit,
        }

    def action_run(self, command: str) -> None:
        """Carry out a command of the desk, by its id."""
        self._handlers[command]()

    def compose(self) -> ComposeResult:
        """The title; sections, article, inspector; below them the state and the keys."""
        yield TitleBar(id="title")
        with Horizontal(id="desk"):
            yield SectionList(id="sections")
            article = self.session.article
            yield ArticleView(article.source, article.blocks, id="article")
            yield Inspector(id="inspector")
        yield AskLine(id="line")
        yield StateLine(id="state")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Begin in the article, and set the engine to work."""
        self.query_one(ArticleView).focus()
        self._leaving.remember(-1)
        if self.opened.note:
            self.say(self.opened.note)
        if self.opened.in_use is not None:
            self._leaving.ask_to_take_over(self.opened.in_use)
        elif self.opened.repairs:
            self._repairing.begin()
        self.refresh_all()

    def on_unmount(self) -> None:
        """However the desk is left, nothing is lost."""
        self._leaving.close()

    def on_arrived(self, event: worker.Arrived) -> None:
        """Take what was proposed to the desk."""
        self._repairing.arrived(event)

    def on_ended(self, event: worker.Ended) -> None:
        """Say how the work ended."""
        self._repairing.ended(event)

    def on_done(self, event: worker.Done) -> None:
        """Take what was asked again."""
        self._repairing.done(event)

    def on_resize(self, event: Resize) -> None:
        """Show as much as fits by now."""
        self.call_after_refresh(self.refresh_all)

    def refresh_all(self) -> None:
        """Show the session as it is."""
        session = self.session
        self.set_class(self._view is View.SIDE_BY_SIDE, "-beside")
        self.query_one(TitleBar).show(session)
        view = self.query_one(ArticleView)
        entitle(view, session.section.heading or session.review.title or "Article")
        view.show(session.review.hunks, session.place, self._view)
        self.query_one(SectionList).show(session)
        self.query_one(Inspector).show(session, self._nothing())
        states = (
            "READ ONLY" if session.is_read_only else "",
            "NOT SAVED" if session.failure is not None else "",
            str(self._view), self.working, self._repairing.spent,
        )  # fmt: skip
        self.query_one(StateLine).show(session, *states)
        self._leaving.ask_for_next()

    def _nothing(self) -> str:
        """What is true where there is no hunk."""
        if self.working:
            return "Changes appear here as they are found."
        if (failure := self._repairing.failure) is not None:
            return f"The article was not repaired: {failure.message}."
        if not self.session.review.is_repaired:
            return "The article is not wholly repaired; R goes on."
        return "Nothing to change."

    def say(self, message: str, *, problem: bool = False) -> None:
        """Tell the editor something, in passing."""
        telling.say(self, message, problem=problem)

    def fail(self, error: AssistantError) -> None:
        """Tell the editor what went wrong, and how to mend it."""
        telling.fail(self, error)

    def ask(
        self, label: str, answer: Answer, value: str = "", complete: Complete | None = None
    ) -> None:
        """Have the editor write a line."""
        self.query_one(AskLine).ask(label, answer, value, complete)

    def choose(
        self, title: str, text: str, choices: Sequence[tuple[str, str]], chosen: Answer
    ) -> None:
        """Have the editor choose by a key; "" where the panel is only closed."""
        panel = Panel(title, shown(text), choices)
        self.app.push_screen(panel, lambda key: chosen(key or ""))

    def _show(self, title: str, text: str) -> None:
        self.app.push_screen(Panel(title, shown(text)))

    def on_article_view_clicked(self, event: ArticleView.Clicked) -> None:
        """Go to the hunk that was clicked."""
        self.session.place = event.place
        self.refresh_all()

    def on_section_list_chosen(self, event: SectionList.Chosen) -> None:
        """Go to the section that was clicked."""
        self._to_section(event.section)

    def _to_section(self, section: int | None) -> None:
        if section is not None:
            self.session.to_section(section)
            self.refresh_all()

    def _next_view(self) -> None:
        """Show the article in the next of its views."""
        views = list(View)
        self._view = views[(views.index(self._view) + 1) % len(views)]
        self.refresh_all()

    def _find(self, text: str) -> None:
        hunk = self.session.current
        found = self.query_one(ArticleView).find(text, hunk.edit.end if hunk else 0) if text else -1
        if found < 0:
            self.say(f"{text!r} is not in the article")
        else:
            self.session.at_offset(found)
        self.refresh_all()

    def _cancel(self) -> None:
        """Close a line that is open, or stop the repair."""
        line = self.query_one(AskLine)
        if line.is_open:
            line.close()
        else:
            self._repairing.stop()
            self.refresh_all()

    def _summary(self) -> None:
        screen = SummaryScreen(self.session, self.workspace.summarise)
        self.app.push_screen(screen, lambda _: self.refresh_all())

    def _theme(self) -> None:
        self.app.action_change_theme()

    def _sections(self) -> None:
        self.app.push_screen(SectionsScreen(self.session), self._to_section)

    def replace(self, opened: OpenArticle) -> None:
        """Put another state of the article on the desk."""
        self._leaving.hand_over()
        self.app.switch_screen(DeskScreen(opened, self.workspace, self._leaving.follow))

    def leave(self) -> None:
        """Take the article off the screen."""
        self.dismiss()
