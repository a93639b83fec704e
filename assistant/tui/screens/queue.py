"""The queue: every review of a folder in a table; one after the other is decided."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import DataTable, Footer, Static

from assistant.batch import home
from assistant.errors import AssistantError
from assistant.language.counting import counted
from assistant.review.model import Policy
from assistant.terminal import sanitise
from assistant.tui import telling, worker
from assistant.tui.screens.desk import DeskScreen
from assistant.tui.screens.panel import Panel
from assistant.tui.widgets.line import AskLine
from assistant.tui.widgets.panels import one_line
from assistant.workspace import folder as queue
from assistant.workspace.folder import Row
from assistant.workspace.workspace import Workspace

_OFTEN = 2.0
"""Seconds between two looks at a batch that may be at work in the folder."""

_COLUMNS: dict[str, Callable[[Row], object]] = {
    "article": lambda row: row.article.casefold(),
    "hunks": lambda row: -row.hunks,
    "undecided": lambda row: -row.left,
    "flags": lambda row: -row.flags,
    "engine": lambda row: row.engine,
    "age": lambda row: -row.at,
}


class QueueScreen(Screen[None]):
    """The reviews under a folder: sorted, filtered, opened, accepted by policy."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Open", priority=False),
        Binding("space", "mark", "Mark", tooltip="Mark a review for a"),
        Binding("a", "accept", "Accept by policy", tooltip="Accept what is marked, or this one"),
        Binding("s", "sort", "Sort", tooltip="Sort by the next column"),
        Binding("slash", "filter", "Filter"),
        Binding("r", "reload", "Reload"),
        Binding("escape", "cancel", "Close the line", show=False),
        Binding("q", "quit", "Quit"),
    ]

    def __init__(self, folder: Path, workspace: Workspace) -> None:
        super().__init__()
        self._folder = folder
        self._workspace = workspace
        self._rows: dict[Path, Row] = {}
        self._marked: set[Path] = set()
        self._sorted = "article"
        self._filter = ""
        self._state = ""
        self._run = home.Progress()

    def compose(self) -> ComposeResult:
        """A line about the folder, the table, the keys."""
        yield Static(id="folder")
        yield DataTable(id="queue", cursor_type="row", zebra_stripes=True)
        yield AskLine(id="line")
        yield Footer(show_command_palette=False)

    @property
    def _table(self) -> DataTable[Text]:
        table: DataTable[Text] = self.query_one("#queue", DataTable)
        return table

    def on_mount(self) -> None:
        """Read the reviews, beside the screen."""
        table = self._table
        for name in ("", *_COLUMNS):
            table.add_column(name, key=name or "mark")
        table.focus()
        self.action_reload()
        if home.is_batch(self._folder):
            self.set_interval(_OFTEN, self._follow_run)

    def _follow_run(self) -> None:
        """Read the folder again while a batch is at work there, and once it has ended."""
        worker.ask("running", lambda: home.progress(self._folder), self.post_message)

    def action_reload(self) -> None:
        """Read the folder again."""
        self._state = "reading…"
        self._show()

        known = dict(self._rows)

        def work() -> object:
            return {path: queue.row(path, known.get(path)) for path in queue.files(self._folder)}

        worker.ask("rows", work, self.post_message)

    def on_done(self, event: worker.Done) -> None:
        """Show what was read or done."""
        self._state = event.error.message if event.error else ""
        match event.what, event.result:
            case "rows", dict() as rows:
                self._rows = rows
                self._marked &= set(rows)
            case "running", home.Progress() as run:
                if run == self._run:
                    return
                self._run = run
                self.action_reload()
                return
            case "plan", queue.Plan() as plan:
                self._confirm(plan)
            case "accepted", _:
                self._marked.clear()
                self.action_reload()
                return
        self._show()

    def _shown(self) -> list[Row]:
        wanted = self._filter.casefold()
        rows = (r for r in self._rows.values() if wanted in f"{r.article} {r.engine}".casefold())
        return sorted(rows, key=_COLUMNS[self._sorted])  # type: ignore[arg-type]

    def _show(self) -> None:
        rows = self._shown()
        table = self._table
        at = self._here()
        table.clear()
        now = time.time()
        for row in rows:
            table.add_row(*self._cells(row, now), key=str(row.path))
        place = next((n for n, row in enumerate(rows) if row.path == at), 0)
        table.move_cursor(row=place, animate=False)
        left = sum(row.left for row in rows)
        parts = [
            f"{counted(len(rows), 'review')} in {self._folder}",
            f"{counted(left, 'hunk')} undecided",
            f"sorted by {self._sorted}", f"filter “{self._filter}”" if self._filter else "",
            f"{len(self._marked)} marked" if self._marked else "", self._run.describe(),
            self._state,
        ]  # fmt: skip
        if not rows and not self._state and not self._filter:
            parts[1:3] = ["`assistant rewrite FILE --review FILE.review.json` makes one"]
        self.query_one("#folder", Static).update(
            Content(sanitise(" · ".join(part for part in parts if part)))
        )

    def _cells(self, row: Row, now: float) -> Iterator[Text]:
        """The cells of a row: Text is no markup."""
        yield Text("✓" if row.path in self._marked else "")
        if row.problem:
            cells = (row.article, "", "", "", row.problem, "")
        else:
            numbers = (str(row.hunks), str(row.left), str(row.flags or ""))
            cells = (row.article, *numbers, row.engine, queue.age(row.at, now))
        for text in cells:
            yield Text(one_line(text, 56))

    def _here(self) -> Path | None:
        table = self._table
        if not 0 <= table.cursor_row < table.row_count:
            return None
        key, _ = table.coordinate_to_cell_key(table.cursor_coordinate)
        return Path(str(key.value))

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        """Enter, or a click on the row under the cursor, opens it."""
        self.action_open()

    def on_data_table_header_selected(self, event: DataTable.HeaderSelected) -> None:
        """A click on a head sorts by it."""
        if str(event.column_key.value) in _COLUMNS:
            self._sorted = str(event.column_key.value)
            self._show()

    def action_open(self) -> None:
        """Open the review under the cursor."""
        if (path := self._here()) is not None:
            self._open(path, self._next_of(path))

    def _open(self, path: Path, rest: list[Path]) -> None:
        try:
            opened = self._workspace.open(str(path))
        except AssistantError as error:
            telling.fail(self, error)
            return
        desk = DeskScreen(opened, self._workspace, lambda: self._follow(desk, rest))
        self.app.push_screen(desk, lambda _: self.action_reload())

    def _next_of(self, path: Path) -> list[Path]:
        """The undecided reviews behind one, round the end."""
        rows = self._shown()
        place = next((n for n, row in enumerate(rows) if row.path == path), -1)
        return [row.path for row in (*rows[place + 1 :], *rows[: max(place, 0)]) if row.left]

    def _follow(self, desk: DeskScreen, rest: list[Path]) -> None:
        desk.dismiss()
        if rest:
            self.call_later(self._open, rest[0], rest[1:])
        else:
            self.notify("that was the last undecided review", markup=False)

    def action_mark(self) -> None:
        """Mark the review under the cursor, or take the mark away; go on to the next."""
        if (path := self._here()) is not None:
            self._marked ^= {path}
            self._show()
            self._table.action_cursor_down()

    def action_sort(self) -> None:
        """Sort by the next column."""
        names = list(_COLUMNS)
        self._sorted = names[(names.index(self._sorted) + 1) % len(names)]
        self._show()

    def action_filter(self) -> None:
        """Ask for a word of the title or the engine."""
        label = "Show only titles and engines with"
        self.query_one(AskLine).ask(label, self._filter_by, self._filter)

    def _filter_by(self, word: str) -> None:
        self._filter = word.strip()
        self._show()

    def action_cancel(self) -> None:
        """Close the line, or take the filter away."""
        line = self.query_one(AskLine)
        if not line.is_open:
            self._filter = ""
        line.close()
        self._show()

    @property
    def _policy(self) -> Policy:
        accept = Policy(self._workspace.settings().get("accept", Policy.UNFLAGGED))
        return accept if accept is not Policy.NONE else Policy.UNFLAGGED

    def action_accept(self) -> None:
        """Work out what the policy would do, and ask."""
        here = self._here()
        chosen = tuple(sorted(self._marked)) or ((here,) if here else ())
        readable = tuple(path for path in chosen if not self._rows[path].problem)
        if readable:
            worker.ask("plan", lambda: queue.plan(readable, self._policy), self.post_message)

    def _confirm(self, plan: queue.Plan) -> None:
        def answered(key: str | None) -> None:
            if key == "y":
                work = lambda: list(queue.accept(plan.paths, self._policy))  # noqa: E731
                worker.ask("accepted", work, self.post_message)

        title = f"Accept by policy: {self._policy}?"
        choices = [("y", "accepts them")]
        self.app.push_screen(Panel(title, Content(sanitise(plan.describe())), choices), answered)

    def action_quit(self) -> None:
        """Leave."""
        self.app.exit()
