"""The preview of an article on the start screen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from assistant.article.blocks import BlockKind
from assistant.language.counting import counted
from assistant.tui.content import Content, joined, rows, shown
from assistant.tui.telling import one_line
from assistant.tui.widgets.panels import meter
from assistant.tui.widgets.words import Words
from assistant.workspace.preview import Preview

_STYLES = {BlockKind.TITLE: "bold", BlockKind.HEADING: "bold $heading"}
_METER = 16


class PreviewPane(Words):
    """Shows where an article lies, how far its review is, and how it begins."""

    def show(self, preview: Preview) -> None:
        """Show what was read of an article."""
        self.put(rows(_rows(preview)), moves=False)


def _rows(preview: Preview) -> Iterator[Content]:
    row = preview.row
    yield shown(one_line(preview.of.article), "$quiet")
    if row.problem:
        yield shown(one_line(row.problem), "$uncertain")
    elif row.hunks:
        decided = row.hunks - row.left
        told = f" {decided} of {counted(row.hunks, 'hunk')} decided"
        flagged = shown(f" · {row.flags} flagged" if row.flags else "", "$uncertain")
        yield joined(meter(decided, row.hunks, _METER), shown(told), flagged)
        yield shown(one_line(row.engine), "$quiet")
    yield shown("")
    if preview.problem:
        yield shown(one_line(preview.problem), "$uncertain")
    for kind, text in preview.beginning:
        yield shown(one_line(text, 600), _STYLES.get(kind, ""))
        yield shown("")


def name_of(path: str) -> str:
    """The file of an article on one line."""
    return Path(path).name.replace("\n", "⏎")
