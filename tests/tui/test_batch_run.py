"""A batch is begun, stopped and gone on with from the queue of its folder."""

from __future__ import annotations

from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Static

from assistant.batch import home
from assistant.batch.records import Entry
from assistant.config import load, overridden
from assistant.tui.app import DeskApp
from assistant.tui.screens.panel import Panel
from assistant.tui.screens.queue import QueueScreen
from assistant.tui.widgets.line import AskLine
from assistant.workspace.workspace import Workspace
from tests.support.command import article, script
from tests.support.desk import heard, piloted, place, until

_STARTS = 1000
"""Tenths of a second in which a process has started and worked, however busy the machine."""


def told(app: DeskApp) -> str:
    """The line above the table, or nothing while another screen is shown."""
    found = app.screen.query("#folder").results(Static)
    return next((str(each.content) for each in found), "")


async def asked(app: DeskApp, pilot: Pilot[None]) -> None:
    """The key of the batch, until its panel stands."""
    await until(lambda: isinstance(app.screen, QueueScreen), pilot)
    await pilot.press("b")
    await until(lambda: isinstance(app.screen, Panel), pilot)


def test_a_batch_is_begun_in_a_process_of_its_own(tmp_path: Path) -> None:
    """Its articles are named in the line; their reviews come into the queue."""
    source, out = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    out.mkdir()
    article(source)
    app = DeskApp(Workspace(overridden(load(), {"engine": script(tmp_path)})), out)

    async def steps(pilot: Pilot[None]) -> None:
        await until(lambda: isinstance(app.screen, QueueScreen), pilot)
        await pilot.press("b")
        app.screen.query_one(AskLine).text = str(source)
        await pilot.press("enter")
        await until(lambda: isinstance(app.screen, Panel), pilot)
        await pilot.press("y")
        for _ in range(_STARTS):
            if (out / "report.json").is_file() and not home.is_running(out):
                break
            await pilot.pause(0.1)
        await until(lambda: told(app).startswith("1 review "), pilot)

    piloted(app, steps)
    assert (out / "article.txt").is_file()


def test_a_run_is_stopped(tmp_path: Path) -> None:
    """It is told so by a file, which it takes away."""
    app = DeskApp(place(), tmp_path)

    async def steps(pilot: Pilot[None]) -> None:
        with home.held(tmp_path) as ledger:
            ledger.enter([Entry("a.txt", "", "", "x", "text", 1, {})], 1)
            await asked(app, pilot)
            await pilot.press("s")
            await until(lambda: home.is_told_to_stop(tmp_path), pilot)
        assert not home.is_told_to_stop(tmp_path)

    piloted(app, steps)


def test_what_cannot_be_gone_on_with_is_said(tmp_path: Path) -> None:
    """A folder that came from elsewhere names no articles of ours, and nothing is begun."""
    with home.held(tmp_path) as ledger:
        ledger.enter([Entry("a.txt", "", "", "x", "text", 1, {})], 1)
    app = DeskApp(place(), tmp_path)
    said = heard(app)

    async def steps(pilot: Pilot[None]) -> None:
        await asked(app, pilot)
        await pilot.press("g")
        await until(lambda: bool(said), pilot)

    piloted(app, steps)
    assert "cannot be told: you did not begin it on this machine" in said[0]
