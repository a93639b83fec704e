"""An article that holds every hidden character of Unicode: opened, decided, written, compared."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot

from assistant.engines.scripted import Line, scripted
from assistant.tui.app import DeskApp
from assistant.tui.screens.desk import DeskScreen
from assistant.tui.screens.text import TextScreen
from tests.support.desk import piloted, place, rows, session, until
from tests.tui.test_fields import HIDDEN

KEPT = "".join(f" One{char}two." for char in HIDDEN if char not in "\0\r\n")
SOURCE = f"Ferry Plan\r\n\r\nThe alien firm left.{KEPT}\n\nAn odd\x0cday\u2028went by.\r\n"
PUT = "x\u2028y\nz\x0c\xad\u200b[sic]"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """The article in a file."""
    path = tmp_path / "article.txt"
    path.write_bytes(SOURCE.encode())
    return path


def test_it_is_written_byte_for_byte(article: Path) -> None:
    """But for what was decided: accepted, and taken from the line and the text screen untouched."""
    engine = scripted(Line("alien", "foreign"), Line("odd\x0cday", "old\x0bday"), Line("went", PUT))
    workspace = place(engine=engine)
    app = DeskApp(workspace, workspace.open(str(article)))

    async def steps(pilot: Pilot[None]) -> None:
        await until(lambda: isinstance(app.screen, DeskScreen) and not app.screen.working, pilot)
        assert len(session(app).review.hunks) == 3
        await pilot.press("y", "e", "enter")
        await pilot.press("e")
        await until(lambda: isinstance(app.screen, TextScreen), pilot)
        await pilot.press("ctrl+o")
        await until(lambda: session(app).left == 0, pilot)
        await pilot.press("w")
        await pilot.pause()

    piloted(app, steps)
    expected = SOURCE.replace("alien", "foreign").replace("odd\x0cday", "old\x0bday")
    written = article.with_name("article.repaired.txt").read_bytes()
    assert written == expected.replace("went", PUT).encode()


def test_each_is_shown_by_a_stand_in_of_known_width(article: Path) -> None:
    """No row of the screen holds a character on whose width terminals do not agree."""
    workspace = place(engine=scripted(Line("alien", "for\xadeign\x0cday\u200b")))
    app = DeskApp(workspace, workspace.open(str(article)))

    async def steps(pilot: Pilot[None]) -> None:
        await until(lambda: isinstance(app.screen, DeskScreen) and not app.screen.working, pilot)
        for key in ("v", "v", "v", "v"):
            shown = rows(app)
            assert not set(shown) & set(HIDDEN) - {"\n"}
            assert {cell_len(row) for row in shown.split("\n")} == {130}
            await pilot.press(key)
            await pilot.pause()
        assert "for⟨U+00AD⟩eign␌day⟨U+200B⟩" in "".join(rows(app).split())

    piloted(app, steps)
