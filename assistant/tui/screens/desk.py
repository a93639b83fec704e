"""The desk: sections, article, inspector, and a key for every decision."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.command import Provider
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Resize
from textual.screen import Screen
from textual.widgets import Footer

from assistant.terminal import sanitise
from assistant.tui import facts, keys
from assistant.tui.commands import COMMANDS
from assistant.tui.flow import View
from assistant.tui.palette import DeskCommands
from assistant.tui.screens.panel import Panel
from assistant.tui.screens.sections import SectionsScreen
from assistant.tui.screens.text import TextScreen
from assistant.tui.screens.working import Working
from assistant.tui.widgets.article import ArticleView
from assistant.tui.widgets.line import AskLine
from assistant.tui.widgets.panels import Inspector, SectionList, StateLine
from assistant.tui.workplace import Opened, Workplace
from assistant.workspace import recent
from assistant.workspace.session import Session


class DeskScreen(Working):
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

    def __init__(
        self, opened: Opened, workplace: Workplace, follow: Callable[[], None] | None = None
    ) -> None:
        super().__init__()
        self.opened = opened
        self.workplace = workplace
        self.session = Session(opened.article, opened.review, opened.path)
        self._follow = follow
        self._told_done = not opened.repairs and self.session.left == 0
        self._view = View.IN_PLACE
        self._is_left = False

    def compose(self) -> ComposeResult:
        """Sections, article, inspector; below them the state and the keys."""
        with Horizontal(id="desk"):
            yield SectionList(id="sections")
            yield ArticleView(self.session.article.source, id="article")
            yield Inspector(id="inspector")
        yield AskLine(id="line")
        yield StateLine(id="state")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Begin in the article, and set the engine to work."""
        self.query_one(ArticleView).focus()
        self._remember(-1)
        if self.opened.note:
            self.say(self.opened.note)
        if self.opened.repairs:
            self.start_repair()
        self.refresh_all()

    def on_unmount(self) -> None:
        """However the desk is left, nothing is lost."""
        self._close()

    def _close(self) -> None:
        """Stop the engine and save what is left, once."""
        self.stop()
        if not self._is_left:
            self._is_left = True
            self.session.close()
            self._remember(self.session.left)

    def _remember(self, left: int) -> None:
        session = self.session
        recent.remember(
            self.opened.article.path, str(session.path), left, len(session.review.hunks)
        )

    def on_resize(self, event: Resize) -> None:
        """Show as much as fits by now."""
        self.call_after_refresh(self.refresh_all)

    def refresh_all(self) -> None:
        """Show the session as it is."""
        session = self.session
        self.query_one(ArticleView).show(session.review.hunks, session.place, self._view)
        self.query_one(SectionList).show(session)
        self.query_one(Inspector).show(session, working=bool(self.working))
        unsaved = "NOT SAVED" if session.failure is not None else ""
        self.query_one(StateLine).show(session, unsaved, str(self._view), self.working, self.spent)
        self._ask_for_next()

    def _ask_for_next(self) -> None:
        """In a queue: once all is decided, write the article and open the next."""
        done = self.session.left == 0 and not self.working and bool(self.session.review.hunks)
        if self._follow is None or not done:
            self._told_done = self._told_done and done
            return
        if not self._told_done:
            self._told_done = True
            told = Content("Every hunk is decided.")
            choices = [
                ("enter", "writes the article, opens the next"),
                ("n", "only opens the next"),
            ]
            self.app.push_screen(Panel("Done", told, choices), self._go_on)

    def _go_on(self, key: str | None) -> None:
        wants = key == "n" or (key == "enter" and self.write(self.opened.out))
        if wants and self._follow is not None:
            self._follow()

    def on_article_view_clicked(self, event: ArticleView.Clicked) -> None:
        """Go to the hunk that was clicked."""
        self.session.place = event.place
        self.refresh_all()

    def on_section_list_chosen(self, event: SectionList.Chosen) -> None:
        """Go to the section that was clicked."""
        self.session.to_section(event.section)
        self.refresh_all()

    def action_view(self) -> None:
        """Show the article in the next of its views."""
        views = list(View)
        self._view = views[(views.index(self._view) + 1) % len(views)]
        self.refresh_all()

    def action_edit(self) -> None:
        """Open a place to write the current hunk by hand: a line, or an area for several."""
        if (hunk := self.session.current) is None:
            return
        text = hunk.changed_to or hunk.edit.replacement
        if "\n" in text:
            screen = TextScreen("What is to stand there", text)
            self.app.push_screen(screen, lambda written: self.write_hunk(written or ""))
        else:
            self.query_one(AskLine).ask("edit", "What is to stand there", text)

    def action_note(self) -> None:
        """Open the line in which a note is written."""
        if (hunk := self.session.current) is not None:
            self.query_one(AskLine).ask("note", "A note beside this hunk", hunk.note)

    def action_search(self) -> None:
        """Open the line in which something is looked for."""
        self.query_one(AskLine).ask("search", "Find in the article")

    def on_ask_line_answered(self, event: AskLine.Answered) -> None:
        """Do what was asked for."""
        self.query_one(ArticleView).focus()
        match event.purpose:
            case "search":
                self._find(event.value)
            case "note":
                self.session.annotate(event.value)
                self.refresh_all()
            case "save":
                self.save_as(event.value)
            case _:
                self.write_hunk(event.value)

    def _find(self, text: str) -> None:
        hunk = self.session.current
        found = self.query_one(ArticleView).find(text, hunk.edit.end if hunk else 0) if text else -1
        if found < 0:
            self.say(f"{text!r} is not in the article")
        else:
            self.session.at_offset(found)
        self.refresh_all()

    def action_cancel(self) -> None:
        """Close a line that is open, or stop the repair."""
        line = self.query_one(AskLine)
        if line.is_open:
            line.close()
            self.query_one(ArticleView).focus()
        else:
            self.stop()
            self.refresh_all()

    def action_summary(self) -> None:
        """Show takeaways and abstract of the article as decided."""
        from assistant.tui.screens.summary import SummaryScreen

        if self.opened.summarise is not None:
            self.app.push_screen(
                SummaryScreen(self.session, self.opened.summarise), lambda _: self.refresh_all()
            )

    def action_sections(self) -> None:
        """Choose a section, also where there is no room to list them."""

        def answered(section: int | None) -> None:
            if section is not None:
                self.session.to_section(section)
                self.refresh_all()

        self.app.push_screen(SectionsScreen(self.session), answered)

    def action_facts(self) -> None:
        """Say what the facts of the section are, and what the hunk does to them."""
        self.app.push_screen(Panel("Facts", Content(sanitise(facts.told(self.session)))))

    def action_help(self) -> None:
        """Say what the keys do."""
        self.app.push_screen(Panel("Keys", Content(keys.told(self))))

    def action_theme(self) -> None:
        """Choose other colours."""
        self.app.action_change_theme()

    def replace(self, opened: Opened) -> None:
        """Put another state of the article on the desk."""
        self.app.switch_screen(DeskScreen(opened, self.workplace, self._follow))

    def action_quit(self) -> None:
        """Leave; every decision is saved."""
        if self.session.saved():
            self._close()
            self.dismiss()
            return

        def answered(key: str | None) -> None:
            if key == "r":
                self.session.put(self.session.review)
                self.action_quit()
            elif key == "x":
                self._close()
                self.dismiss()

        failure = self.session.failure
        told = f"{failure.message}\n\n{failure.hint}" if failure else "It takes unusually long."
        choices = [("r", "tries again"), ("x", "leaves without the latest decisions")]
        self.app.push_screen(
            Panel("The decisions are not saved", Content(sanitise(told)), choices), answered
        )
