"""The start: what is unfinished, what was open lately, and ways to another article."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Paste, ScreenResume
from textual.screen import Screen
from textual.widgets import Footer

from assistant.errors import AssistantError
from assistant.tui import telling
from assistant.tui.content import Content, joined, rows, shown
from assistant.tui.screens.desk import DeskScreen
from assistant.tui.screens.text import TextScreen
from assistant.tui.stand_ins import as_copied
from assistant.tui.widgets.line import AskLine
from assistant.tui.widgets.words import Choice, Choices, Words
from assistant.workspace.recent import Recent
from assistant.workspace.workspace import OpenArticle, Workspace

_SHOWN = 12


class StartScreen(Screen[None]):
    """The first screen where no article was named."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o,slash", "ask", "Open", tooltip="Open an article or a review by its path"),
        Binding("p", "paste", "Paste", tooltip="Paste an article"),
        Binding("d", "demo", "Demo", tooltip="Open a garbled article to try the keys on"),
        Binding("comma", "settings", "Settings"),
        Binding("escape", "cancel", "Close the line", show=False),
        Binding("q", "quit", "Quit"),
    ]

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        self._listed: list[Recent] = []

    def compose(self) -> ComposeResult:
        """What the desk is for, the articles, the keys."""
        welcome = (
            shown("assistant", "bold"),
            shown("Repairs articles that word-spinning software has garbled. Nothing leaves this"),
            shown("machine unless you choose an engine that asks an endpoint."),
        )
        yield Words(rows(welcome), id="welcome")
        yield Choices(id="articles")
        yield AskLine(id="line")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Begin in the list."""
        self.query_one(Choices).focus()

    def on_screen_resume(self, event: ScreenResume) -> None:
        """List what there is by now: also after an article was left."""
        found = self._workspace.recent()
        unfinished = [each for each in found if each.unfinished]
        others = [each for each in found if not each.unfinished and Path(each.article).is_file()]
        self._listed = [*unfinished[:_SHOWN], *others[:_SHOWN]]
        articles = self.query_one(Choices)
        articles.clear_options()
        articles.add_options(self._options(len(unfinished[:_SHOWN])))
        articles.highlighted = 1 if self._listed else 0

    def _options(self, unfinished: int) -> Iterator[Choice]:
        for number, each in enumerate(self._listed):
            if number in (0, unfinished):
                title = "Unfinished" if number < unfinished else "Recent"
                yield Choice(shown(title, "bold"), is_title=True)
            yield Choice(_row(each), str(number))
        yield Choice(shown("Open an article…   o"), "ask")
        yield Choice(shown("Paste an article…  p"), "paste")
        yield Choice(shown("Try a demo article d"), "demo")

    def on_option_list_option_selected(self, event: Choices.OptionSelected) -> None:
        """Open what was chosen."""
        chosen = event.option_id or ""
        if chosen.isdigit():
            entry = self._listed[int(chosen)]
            there = Path(entry.article).is_file()
            self._open(lambda: self._workspace.open(entry.article if there else entry.review))
        else:
            self.run_worker(self.run_action(chosen))

    def _open(self, work: Callable[[], OpenArticle]) -> None:
        try:
            opened = work()
        except AssistantError as error:
            telling.fail(self, error)
        else:
            self.app.push_screen(DeskScreen(opened, self._workspace))

    def action_ask(self) -> None:
        """Ask for a path."""
        label = "Path of an article or a review; → completes, enter opens"
        self.query_one(AskLine).ask(label, self._open_path, complete=self._workspace.complete)

    def _open_path(self, path: str) -> None:
        if path.strip():
            self._open(lambda: self._workspace.open(str(Path(path.strip()).expanduser())))

    def action_cancel(self) -> None:
        """Close the line."""
        self.query_one(AskLine).close()

    def on_paste(self, event: Paste) -> None:
        """A text pasted here is an article."""
        if (text := as_copied(event.text)).strip():
            self._open(lambda: self._workspace.paste(text))

    def action_paste(self) -> None:
        """Open a place to paste into."""

        def answered(text: str | None) -> None:
            if text and text.strip():
                self._open(lambda: self._workspace.paste(text))

        self.app.push_screen(TextScreen("Paste the article"), answered)

    def action_demo(self) -> None:
        """Open the demo article."""
        self._open(self._workspace.demo)

    def action_settings(self) -> None:
        """Open the settings."""
        from assistant.tui.screens.settings import SettingsScreen

        self.app.push_screen(SettingsScreen(self._workspace))

    def action_quit(self) -> None:
        """Leave."""
        self.app.exit()


def _row(each: Recent) -> Content:
    if each.left < 0:
        count = "interrupted" if each.unfinished else ""
    else:
        count = f"{each.left} of {each.total} left" if each.left else "all decided"
    state = shown(f"  {count}  {each.at[:16].replace('T', ' ')}", "dim")
    return joined(shown("  " + _short(each.article)), state)


def _short(path: str) -> str:
    try:
        flat = "~/" + str(Path(path).relative_to(Path.home()))
    except (ValueError, RuntimeError):
        flat = path
    flat = flat.replace("\n", "⏎")
    return flat if len(flat) <= 60 else "…" + flat[-59:]
