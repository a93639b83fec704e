"""The queue: every review of a folder in a table; one after the other is decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Footer

from assistant.batch import home
from assistant.errors import AssistantError
from assistant.review.model import Policy
from assistant.tui import telling, worker
from assistant.tui.batch_run import BatchRun
from assistant.tui.content import shown
from assistant.tui.reviews import ORDERS, Read, Reader, Reviews
from assistant.tui.screens.desk import DeskScreen
from assistant.tui.screens.panel import Panel
from assistant.tui.widgets.line import AskLine
from assistant.tui.widgets.table import Column, Table
from assistant.tui.widgets.words import Words
from assistant.workspace import folder as queue
from assistant.workspace.workspace import Workspace

_COLUMNS = (
    Column("mark", 1), Column("article", most=90), Column("hunks", 7, is_number=True, since=60),
    Column("undecided", 9, is_number=True), Column("flags", 5, is_number=True, since=50),
    Column("age", 7, is_number=True, since=70), Column("engine", 32, since=110),
)  # fmt: skip
_OFTEN = 2.0
"""Seconds between two looks at a batch that may be at work in the folder."""

_FEW = 500
"""So many reviews are all read at once; of more, only those that are looked at."""


class QueueScreen(Screen[None]):
    """The reviews under a folder: sorted, filtered, opened, accepted by policy."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "open", "Open", priority=False),
        Binding("space", "mark", "Mark", tooltip="Mark a review for a"),
        Binding("a", "accept", "Accept by policy", tooltip="Accept what is marked, or this one"),
        Binding("s", "sort", "Sort", tooltip="Sort by the next column"),
        Binding("slash", "filter", "Filter"),
        Binding("r", "reload", "Reload"),
        Binding("b", "batch", "Batch", tooltip="Begin, stop or go on with the batch of the folder"),
        Binding("escape", "cancel", "Close the line", show=False),
        Binding("q", "quit", "Quit"),
    ]

    def __init__(self, folder: Path, workspace: Workspace) -> None:
        super().__init__()
        self._folder = folder
        self._workspace = workspace
        self._reviews = Reviews()
        self._reader = Reader(self._reviews, self.post_message)
        self._marked: set[str] = set()
        self._sorted = "article"
        self._is_sorting = False
        self._filter = ""
        self._state = ""
        self._run = home.Progress()
        self._batch = BatchRun(self, folder, workspace)

    def compose(self) -> ComposeResult:
        """A line about the folder, the table, the keys."""
        yield Words(id="folder")
        yield Table(_COLUMNS, self._cells, id="queue")
        yield AskLine(id="line")
        yield Footer(show_command_palette=False)

    @property
    def _table(self) -> Table:
        return self.query_one(Table)

    def on_mount(self) -> None:
        """List the reviews, beside the screen."""
        self._table.focus()
        self.action_reload()
        self.set_interval(_OFTEN, self._follow_run)

    def action_batch(self) -> None:
        """Begin a batch in this folder, stop the one that runs, or go on with it."""
        self._batch.open()

    def _follow_run(self) -> None:
        """Read the folder again while a batch is at work there, and once it has ended."""
        if failure := self._batch.failure():
            telling.say(self, failure, problem=True)
        if not home.is_batch(self._folder):
            return
        worker.ask("running", lambda: home.progress(self._folder), self.post_message)

    def on_unmount(self) -> None:
        """Read no more."""
        self._reader.stop()

    def action_reload(self) -> None:
        """Read the folder again."""
        self._state = "reading…"
        self._tell()
        worker.ask("listed", lambda: queue.names(self._folder), self.post_message)

    def on_done(self, event: worker.Done) -> None:
        """Show what was listed or done."""
        self._state = event.error.message if event.error else ""
        match event.what, event.result:
            case "listed", list() as paths:
                self._reviews.listed(paths)
                self._state = "reading…" if paths and self._reads_all else ""
                self._marked &= set(paths)
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
            case "next", (str() as path, Iterator() as rest):
                self._open(path, rest)
            case "next", (None, _):
                telling.say(self, "that was the last undecided review")
        self._show()

    def on_read(self, event: Read) -> None:
        """Show what was read; in its order once all is."""
        self._reviews.take(event.rows)
        if self._reviews.is_read:
            self._state = ""
            self._show()
        else:
            self._table.refresh()
            self._tell()

    def on_table_seen(self) -> None:
        """Read what came into view first, and all where it is wanted, or is little."""
        order, in_view = self._reviews.order, self._table.in_view
        seen = self._reviews.unread(order[in_view.start : in_view.stop])
        self._reader.want([*seen, *self._reviews.unread()] if self._reads_all else seen)

    @property
    def _reads_all(self) -> bool:
        return self._is_sorting or len(self._reviews) <= _FEW

    def _show(self) -> None:
        """Show the reviews in their order, the cursor at the one where it was."""
        at = self._here()
        self._reviews.arrange(self._sorted, self._filter)
        order = self._reviews.order
        place = order.index(at) if at is not None and at in order else 0
        self._table.show(len(order), place)
        self._tell()

    def _tell(self) -> None:
        reviews = self._reviews
        parts = [
            *reviews.describe(self._sorted), f"filter “{self._filter}”" if self._filter else "",
            f"{len(self._marked)} marked" if self._marked else "", self._run.describe(),
            self._state, str(self._folder),
        ]  # fmt: skip
        if not len(reviews) and not self._state:
            parts[1:3] = ["`assistant rewrite FILE --review FILE.review.json` makes one"]
        text = " · ".join(part for part in parts if part)
        self.query_one("#folder", Words).put(shown(text))

    def _cells(self, place: int) -> Sequence[str]:
        path = self._reviews.order[place]
        return ("✓" if path in self._marked else "", *self._reviews.cells(path))

    def _here(self) -> str | None:
        order, place = self._reviews.order, self._table.cursor
        return order[place] if place < len(order) else None

    def on_table_chosen(self) -> None:
        """A click on the row under the cursor opens it."""
        self.action_open()

    def on_table_head_chosen(self, event: Table.HeadChosen) -> None:
        """A click on a head sorts by it."""
        if event.name in ORDERS:
            self._sort_by(event.name)

    def action_open(self) -> None:
        """Open the review under the cursor."""
        if (path := self._here()) is not None:
            self._open(path, self._reviews.behind(path))

    def _open(self, path: str, rest: Iterator[str]) -> None:
        try:
            opened = self._workspace.open(path)
        except AssistantError as error:
            telling.fail(self, error)
            return
        desk = DeskScreen(opened, self._workspace, lambda: self._follow(desk, rest))
        self.app.push_screen(desk, lambda _: self.action_reload())

    def _follow(self, desk: DeskScreen, rest: Iterator[str]) -> None:
        desk.dismiss()
        worker.ask("next", lambda: (next(rest, None), rest), self.post_message)

    def action_mark(self) -> None:
        """Mark the review under the cursor, or take the mark away; go on to the next."""
        if (path := self._here()) is not None:
            self._marked ^= {path}
            self._tell()
            self._table.action_go(1)

    def action_sort(self) -> None:
        """Sort by the next column."""
        names = list(ORDERS)
        self._sort_by(names[(names.index(self._sorted) + 1) % len(names)])

    def _sort_by(self, name: str) -> None:
        """Sort by a column; for that all are read."""
        self._sorted, self._is_sorting = name, True
        self._state = "" if self._reviews.is_read else "reading…"
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
        chosen = sorted(self._marked) or ([here] if here else [])

        def work() -> queue.Plan | None:
            paths = (Path(path) for path in chosen)
            readable = tuple(path for path in paths if not queue.row(path).problem)
            return queue.plan(readable, self._policy) if readable else None

        worker.ask("plan", work, self.post_message)

    def _confirm(self, plan: queue.Plan) -> None:
        def answered(key: str | None) -> None:
            if key == "y":
                work = lambda: list(queue.accept(plan.paths, self._policy))  # noqa: E731
                worker.ask("accepted", work, self.post_message)

        title = f"Accept by policy: {self._policy}?"
        choices = [("y", "accepts them")]
        self.app.push_screen(Panel(title, plan.describe(), choices), answered)

    def action_quit(self) -> None:
        """Leave."""
        self.app.exit()
