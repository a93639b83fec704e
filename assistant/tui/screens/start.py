"""The start: what is unfinished, what was open lately, and ways to another article."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.events import Paste, Resize, ScreenResume
from textual.screen import Screen
from textual.widgets import Footer

from assistant.errors import AssistantError
from assistant.tui import telling, worker
from assistant.tui.content import Content, joined, rows, shown
from assistant.tui.screens.desk import DeskScreen
from assistant.tui.screens.text import TextScreen
from assistant.tui.stand_ins import as_copied
from assistant.tui.widgets.line import AskLine
from assistant.tui.widgets.panels import meter
from assistant.tui.widgets.preview import PreviewPane, name_of
from assistant.tui.widgets.table import fitted
from assistant.tui.widgets.words import Choice, Choices, Words
from assistant.workspace.folder import age
from assistant.workspace.preview import Preview
from assistant.workspace.recent import Recent
from assistant.workspace.workspace import OpenArticle, Workspace

_SHOWN = 12
_METER = 8
_WELCOME = (
    "Repairs articles that word-spinning software has garbled. Nothing leaves this machine unless"
    " you choose an engine that asks an endpoint."
)


class StartScreen(Screen[None]):
    """The first screen where no article was named."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (90, "-wide")]  # noqa: RUF012 - Textual's own
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
        self._unfinished = 0
        self._shown = Recent("", "", 0, 0, "")

    def compose(self) -> ComposeResult:
        """What the desk is for, the articles, the keys."""
        yield Words(rows((shown("assistant", "bold $heading"), shown(_WELCOME))), id="welcome")
        with Horizontal(id="desk"):
            articles = Choices(id="articles")
            articles.border_title = shown("Articles")
            yield articles
            yield PreviewPane(id="preview")
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
        self._unfinished = len(unfinished[:_SHOWN])
        self.call_after_refresh(self._list, 1 if self._listed else 0)

    def _list(self, at: int | None) -> None:
        articles = self.query_one(Choices)
        articles.clear_options()
        articles.add_options(self._options(articles.scrollable_content_region.width))
        articles.highlighted = at

    def on_resize(self, event: Resize) -> None:
        """Fit the rows to the width."""
        self.call_after_refresh(lambda: self._list(self.query_one(Choices).highlighted))

    def _options(self, width: int) -> Iterator[Choice]:
        for number, each in enumerate(self._listed):
            if number in (0, self._unfinished):
                title = "Unfinished" if number < self._unfinished else "Recent"
                if number:
                    yield Choice(shown(""), is_title=True)
                yield Choice(shown(title, "bold $heading"), is_title=True)
            yield Choice(_row(each, width - 2), str(number))
        if self._listed:
            yield Choice(shown(""), is_title=True)
        for key, word, name in _WAYS:
            yield Choice(joined(shown(f" {key}  ", "bold"), shown(word)), name)

    def on_option_list_option_highlighted(self, event: Choices.OptionHighlighted) -> None:
        """Read what is under the cursor, beside the screen."""
        chosen = event.option_id or ""
        pane = self.query_one(PreviewPane)
        if not chosen.isdigit():
            pane.border_title = shown("")
            pane.put(shown(""), moves=False)
            return
        entry = self._shown = self._listed[int(chosen)]
        pane.border_title = shown(name_of(entry.article))
        worker.ask("preview", lambda: self._workspace.preview(entry), self.post_message)

    def on_done(self, event: worker.Done) -> None:
        """Show what was read, if the cursor is still there."""
        if isinstance(event.result, Preview) and event.result.of.at == self._shown.at:
            self.query_one(PreviewPane).show(event.result)

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


_WAYS = (
    ("o", "Open an article or a review…", "ask"),
    ("p", "Paste an article…", "paste"),
    ("d", "Try a demo article", "demo"),
)


def _row(each: Recent, width: int) -> Content:
    """The file, how far it is, and when it was on the desk."""
    if each.left < 0:
        count, bar = "interrupted" if each.unfinished else "", shown(" " * _METER)
    else:
        count = f"{each.left} of {each.total} left" if each.left else "all decided"
        bar = meter(each.total - each.left, each.total, _METER)
    at = shown(f"{count:<14} {_when(each.at):>7} ", "$quiet")
    name = shown(" " + fitted(name_of(each.article), max(width - _METER - 28, 12)) + "  ")
    return joined(name, bar, shown("  "), at)


def _when(at: str) -> str:
    """How long ago something was, or nothing where that cannot be told."""
    try:
        return age(datetime.fromisoformat(at).timestamp(), time.time())
    except (ValueError, OverflowError):
        return ""
