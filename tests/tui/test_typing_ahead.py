"""What is typed faster than the screen follows."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from assistant.article.files import read_text
from assistant.edits import Edit
from assistant.review.model import Decision
from assistant.tui.app import DeskApp
from tests.support import desk

SOURCE = "Ferry Plan\n\nThe alien firm left.\n\nThe alien boat stayed.\n\nAn alien day.\n"


def _app(tmp_path: Path, original: str = "alien", replacement: str = "foreign") -> DeskApp:
    article = read_text(SOURCE, path=str(tmp_path / "article.txt"))
    starts = [n for n in range(len(SOURCE)) if SOURCE.startswith(original, n)]
    edits = [Edit(n, n + len(original), original, replacement) for n in starts]
    return DeskApp(desk.place(), desk.opened(article, edits, tmp_path))


def _burst(app: DeskApp, text: str, *last: str) -> None:
    """All keys at once, as a terminal hands over what was pasted, or typed over a slow line."""
    for letter in text:
        app.post_message(events.Key(_character_to_key(letter), letter))
    for key in last:
        app.post_message(events.Key(key, None))


def test_letters_behind_e_are_written_and_not_run(tmp_path: Path) -> None:
    """Not one of them decides, writes or opens anything."""
    app = _app(tmp_path)

    async def steps(pilot: Pilot[None]) -> None:
        _burst(app, "eNew yes")
        await desk.until(lambda: app.screen.query_one(Input).value == "New yes", pilot)
        assert desk.session(app).decided == 0
        _burst(app, "", "enter")
        await desk.until(lambda: desk.session(app).decided == 1, pilot)
        assert desk.session(app).review.hunks[0].changed_to == "New yes"

    desk.piloted(app, steps)


@pytest.mark.parametrize("key", [";", "/", "W"])
def test_a_whole_line_and_what_follows_it_in_one_burst(
    tmp_path: Path, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The field gets its letters, enter answers, and the keys behind are commands again."""
    monkeypatch.chdir(tmp_path)
    app = _app(tmp_path)

    async def steps(pilot: Pilot[None]) -> None:
        _burst(app, f"{key}Any alien wyn", "enter", "y")
        await desk.until(lambda: desk.session(app).decided == 1, pilot)
        hunks = desk.session(app).review.hunks
        assert [h.decision for h in hunks].count(Decision.ACCEPTED) == 1
        assert [h.decision for h in hunks].count(Decision.REJECTED) == 0

    desk.piloted(app, steps)


def test_letters_behind_a_key_that_opens_another_screen(tmp_path: Path) -> None:
    """A hunk of several lines is written in an area: it gets the letters, too."""
    app = _app(tmp_path, replacement="foreign\nor not")

    async def steps(pilot: Pilot[None]) -> None:
        _burst(app, "eNyw")
        await desk.until(lambda: bool(app.screen.query(TextArea)), pilot)
        await desk.until(lambda: "Nyw" in app.screen.query_one(TextArea).text, pilot)
        assert desk.session(app).decided == 0

    desk.piloted(app, steps)


def test_a_hundred_keys_in_one_burst_are_each_handled(tmp_path: Path) -> None:
    """In their order: fifty decisions and fifty undoings leave nothing decided."""
    app = _app(tmp_path)

    async def steps(pilot: Pilot[None]) -> None:
        _burst(app, "yu" * 50 + "y")
        await desk.until(lambda: not app._typed and desk.session(app).decided == 1, pilot)
        assert len(desk.session(app).review.log) == 1

    desk.piloted(app, steps)
