"""The desk: sections, article, inspector, and a key for every decision."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.command import Provider
from textual.containers import Horizontal
from textual.events import Key, Resize
from textual.screen import Screen
from textual.widgets import Footer

from assistant.language.span import Span
from assistant.review.shown import as_shown
from assistant.tui import standing, worker
from assistant.tui.commands import COMMANDS
from assistant.tui.controllers.base import Handlers
from assistant.tui.controllers.bulk import Bulk
from assistant.tui.controllers.deciding import Deciding
from assistant.tui.controllers.ending import Ending
from assistant.tui.controllers.house import House
from assistant.tui.controllers.leaving import Leaving
from assistant.tui.controllers.moving import Moving
from assistant.tui.controllers.repairing import Repairing
from assistant.tui.controllers.viewing import Viewing
from assistant.tui.controllers.writing import Writing
from assistant.tui.flow import View
from assistant.tui.palette import DeskCommands
from assistant.tui.screens.talking import TalkingScreen
from assistant.tui.typed import Typed
from assistant.tui.widgets.article import ArticleView
from assistant.tui.widgets.fixed import entitle
from assistant.tui.widgets.inspector import Inspector
from assistant.tui.widgets.line import AskLine
from assistant.tui.widgets.panels import SectionList, StateLine
from assistant.tui.widgets.title import TitleBar
from assistant.workspace.session import Session
from assistant.workspace.workspace import OpenArticle, Workspace


class DeskScreen(TalkingScreen):
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
        self.typed: Typed = Typed()
        self.count: int | None = None
        self._deciding, self._writing = Deciding(self), Writing(self)
        self._moving, self._viewing = Moving(self), Viewing(self)
        self._leaving = Leaving(self, self._writing, self._repairing, follow)
        self._handlers = self._all_handlers()

    @property
    def session(self) -> Session:
        """The review being decided."""
        return self.opened.session

    def _all_handlers(self) -> Handlers:
        return {
            **self._deciding.handlers(),
            **self._moving.handlers(),
            **Bulk(self).handlers(),
            **Ending(self, self._writing).handlers(),
            **House(self).handlers(),
            **self._writing.handlers(),
            **self._repairing.handlers(),
            **self._viewing.handlers(),
            "cancel": self._cancel,
            "quit": self._leaving.quit,
        }

    def action_run(self, command: str) -> None:
        """Carry out a command of the desk, by its id."""
        self.count = self.typed.taken()
        self._handlers[command]()

    async def on_key(self, event: Key) -> None:
        """Gather keys that mean something only together, and counts."""
        if self.query_one(AskLine).is_open:
            return
        bound = self.active_bindings
        whole = self.typed.press(event.key, bound)
        if whole is None:
            return
        event.stop()
        if whole:
            await self.run_action(bound[whole].binding.action)
        else:
            self._show_state()

    def compose(self) -> ComposeResult:
        """The title; sections, article, inspector; below them the state and the keys."""
        yield TitleBar(id="title")
        with Horizontal(id="desk"):
            yield SectionList(id="sections")
            article = self.session.article
            yield ArticleView(as_shown(article), article.blocks, id="article")
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

    def on_working(self, event: worker.Working) -> None:
        """Say what is being done."""
        self.working = event.text
        self._show_state()

    def on_done(self, event: worker.Done) -> None:
        """Take what was asked again."""
        self._repairing.done(event)

    def on_resize(self, event: Resize) -> None:
        """Show as much as fits by now."""
        self.call_after_refresh(self.refresh_all)

    def refresh_all(self) -> None:
        """Show the session as it is."""
        session = self.session
        place = -1 if session.current is None else session.shown_place
        self.set_class(self._viewing.view is View.SIDE_BY_SIDE, "-beside")
        self.query_one(TitleBar).show(session)
        view = self.query_one(ArticleView)
        entitle(view, session.section.heading or session.review.title or "Article")
        view.show(session.as_previewed, place, self._viewing.view, standing.marks(session))
        self.query_one(SectionList).show(session)
        self.query_one(Inspector).show(
            session, standing.nothing(session, self.working, self._repairing.failure)
        )
        self._show_state()
        self._leaving.ask_for_next()

    def _show_state(self) -> None:
        session = self.session
        states = (
            self.typed.shown,
            "READ ONLY" if session.is_read_only else "",
            "NOT SAVED" if session.failure is not None else "",
            *standing.parts(session),
            str(self._viewing.view), self.working, self._repairing.spent,
        )  # fmt: skip
        self.query_one(StateLine).show(session, *states)

    def on_article_view_clicked(self, event: ArticleView.Clicked) -> None:
        """Go to the hunk, or to the word, that was clicked."""
        if event.place >= 0:
            self._moving.to_place(event.place)
        else:
            self.session.select_at(Span(event.offset, event.offset))
            self.refresh_all()

    def on_section_list_chosen(self, event: SectionList.Chosen) -> None:
        """Go to the section that was clicked."""
        self._moving.to_section(event.section)

    def _cancel(self) -> None:
        """Close a line that is open, leave what escape leaves first, or stop the repair."""
        line = self.query_one(AskLine)
        if line.is_open:
            line.close()
            return
        if not self._moving.leave():
            self._repairing.stop()
        self.refresh_all()

    def scroll(self, screens: float) -> None:
        """Show what is so many screens further down, or up."""
        view = self.query_one(ArticleView)
        view.scroll_relative(y=round(screens * view.size.height), animate=False, force=True)

    def centre(self) -> None:
        """Have the place the editor is at in the middle of the screen."""
        self.query_one(ArticleView).centre()

    def unfold(self) -> None:
        """Tell why a hunk is proposed, or no longer."""
        inspector = self.query_one(Inspector)
        inspector.is_unfolded = not inspector.is_unfolded
        self.refresh_all()

    def replace(self, opened: OpenArticle) -> None:
        """Put another state of the article on the desk."""
        self._leaving.hand_over()
        self.app.switch_screen(DeskScreen(opened, self.workspace, self._leaving.follow))

    def leave(self, told: str = "") -> None:
        """Take the article off the screen; what is told is said in the shell."""
        self.dismiss(told)
