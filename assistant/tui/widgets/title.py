"""The title bar: the article, the hunk among all, how much is decided, the time of day."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from assistant.tui.content import joined, shown
from assistant.tui.telling import one_line
from assistant.tui.widgets.fixed import Fixed
from assistant.tui.widgets.panels import meter
from assistant.tui.widgets.table import fitted
from assistant.workspace.session import Session

_METER = 12
_FOR_ALL = 100
"""So many columns hold the bar and the program's name, too."""


def _now() -> str:
    return time.strftime("%H:%M")


class TitleBar(Fixed):
    """One row at the head of the desk."""

    clock: ClassVar[Callable[[], str]] = staticmethod(_now)
    """Gives the time of day as it is shown."""

    _session: Session | None = None

    def on_mount(self) -> None:
        """Have the clock go on."""
        self.set_interval(10, self._tick)

    def _tick(self) -> None:
        if self._session is not None:
            self.show(self._session)

    def show(self, session: Session) -> None:
        """Show where a session is."""
        self._session = session
        total, width = len(session.review.hunks), self.size.width
        is_wide = width >= _FOR_ALL
        where = f"hunk {session.place + 1} of {total}" if total else "no hunk"
        share = f"{100 * session.decided // total} %" if total else ""
        bar = meter(session.decided, total, _METER if is_wide and total else 0)
        end = joined(shown(f"{where}  "), bar, shown(f" {share}  {type(self).clock()}"))
        start = shown("assistant  ", "bold $text-accent") if is_wide else shown("")
        room = max(width - start.cell_length - end.cell_length - 2, 0)
        self.tell(joined(start, shown(fitted(_name(session), room), "bold"), shown("  "), end))


def _name(session: Session) -> str:
    """The article's title, or its file."""
    return one_line(session.review.title) or Path(session.article.path).name or "pasted text"
