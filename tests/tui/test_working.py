"""An engine beside the desk: progress, stopping, trying again, asking again."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from assistant.article.files import read_text
from assistant.chat.budget import Usage
from assistant.edits import Edit
from assistant.engines.base import Engine
from assistant.engines.scripted import Line, ScriptedEngine, scripted
from assistant.errors import EngineError
from assistant.review import file as review_file
from assistant.tui.app import DeskApp
from assistant.tui.screens.desk import DeskScreen
from assistant.tui.screens.panel import Panel
from assistant.tui.widgets.article import ArticleView
from assistant.tui.worker import Progress, is_at_work, spent
from tests.support.desk import opened, piloted, place, rows, session, until
from tests.support.timing import best

SOURCE = (
    "Ferry Plan\n\nThe alien firm left Port Ellery.\n\nThe alien boat stayed.\n\n"
    "What Came Next\n\nIt was an alien day for 40 people.\n"
)


def desk_with(
    folder: Path, engine: Engine | Callable[[bool], Engine], *, repairs: bool = True
) -> DeskApp:
    """A desk without hunks, whose engine may begin."""
    found = opened(read_text(SOURCE), [], folder, repairs=repairs)
    return DeskApp(place(engine=engine), found)


def test_the_first_section_can_be_decided_while_the_rest_comes(tmp_path: Path) -> None:
    """What was decided stays when more arrives."""
    go_on = threading.Event()
    aliens = scripted(Line("alien", "foreign")).script

    def script(article: Any, section: Any) -> tuple[Edit, ...]:
        if section.id == len(article.sections) - 1:
            go_on.wait(10)
        return aliens(article, section)

    app = desk_with(tmp_path, ScriptedEngine(script))

    async def steps(pilot: Pilot[None]) -> None:
        await until(lambda: len(session(app).review.hunks) == 2, pilot)
        await pilot.press("n")
        await pilot.pause()
        assert "repairing, 1 of 2 sections" in rows(app)
        assert is_at_work()
        go_on.set()
        await until(lambda: len(session(app).review.hunks) == 3, pilot)
        states = [str(hunk.decision) for hunk in session(app).review.hunks]
        assert states == ["rejected", "pending", "pending"]

    piloted(app, steps)
    assert [str(h.decision) for h in review_file.load_review(tmp_path / "r.json").hunks] == [
        "rejected", "pending", "pending",
    ]  # fmt: skip


def test_escape_stops_and_r_goes_on(tmp_path: Path) -> None:
    """Nothing that was done is lost."""
    wait = threading.Event()
    aliens = scripted(Line("alien", "foreign")).script

    def script(article: Any, section: Any) -> tuple[Edit, ...]:
        if section.id:
            wait.wait(10)
        return aliens(article, section)

    app = desk_with(tmp_path, ScriptedEngine(script))

    async def steps(pilot: Pilot[None]) -> None:
        await until(lambda: len(session(app).review.hunks) == 2, pilot)
        await pilot.press("escape")
        wait.set()
        screen = app.screen
        assert isinstance(screen, DeskScreen)
        await until(lambda: not screen.working, pilot)
        assert len(session(app).review.hunks) == 2
        await pilot.press("R")
        await until(lambda: len(session(app).review.hunks) == 3, pilot)

    piloted(app, steps)


@pytest.mark.parametrize("key", ["q", "ctrl+q"])
def test_leaving_at_work_is_quick_and_loses_nothing(tmp_path: Path, key: str) -> None:
    """Under a second, whatever the engine is at."""
    assert best(lambda: leaving(tmp_path, key), 1.0) < 1.0


def leaving(tmp_path: Path, key: str) -> float:
    """How many seconds it takes; what was decided is on the disk."""
    wait = threading.Event()
    aliens = scripted(Line("alien", "foreign")).script

    def script(article: Any, section: Any) -> tuple[Edit, ...]:
        if section.id:
            wait.wait(10)
        return aliens(article, section)

    app = desk_with(tmp_path, ScriptedEngine(script))
    begun = [0.0]

    async def steps(pilot: Pilot[None]) -> None:
        await until(lambda: len(session(app).review.hunks) == 2, pilot)
        await pilot.press("n")
        begun[0] = time.monotonic()
        app.simulate_key(key)
        await until(lambda: app._exit, pilot)

    piloted(app, steps)
    took = time.monotonic() - begun[0]
    wait.set()
    assert str(review_file.load_review(tmp_path / "r.json").hunks[0].decision) == "rejected"
    return took


def test_a_fault_of_an_engine_is_said(tmp_path: Path) -> None:
    """It does not leave the desk at work for ever."""

    def script(article: Any, section: Any) -> tuple[Edit, ...]:
        raise ZeroDivisionError("a fault [/x]")

    app = desk_with(tmp_path, ScriptedEngine(script))

    async def steps(pilot: Pilot[None]) -> None:
        await until(lambda: isinstance(app.screen, Panel), pilot)
        await pilot.pause()
        assert "unforeseen ZeroDivisionError: a fault [/x]" in rows(app)

    piloted(app, steps)


def test_an_engine_that_failed_is_tried_again(tmp_path: Path) -> None:
    """From the panel."""
    engines: list[Engine | EngineError] = [
        EngineError("the endpoint is away [/x]", hint="start it"),
        scripted(Line("alien", "foreign")),
    ]

    def make(_: bool) -> Engine:
        engine = engines.pop(0)
        if isinstance(engine, EngineError):
            raise engine
        return engine

    app = desk_with(tmp_path, make)

    async def steps(pilot: Pilot[None]) -> None:
        await until(lambda: isinstance(app.screen, Panel), pilot)
        await pilot.pause()
        assert "the endpoint is away [/x]" in rows(app)
        assert "start it" in rows(app)
        await pilot.press("r")
        await until(lambda: len(session(app).review.hunks) == 3, pilot)

    piloted(app, steps)


@pytest.mark.parametrize(("key", "expected"), [("g", 1), ("G", 2)])
def test_asking_again(tmp_path: Path, key: str, expected: int) -> None:
    """About the hunk or the section, of a fresh engine; the old proposal is a candidate."""

    def make(fresh: bool) -> Engine:
        return scripted(Line("alien", "strange" if fresh else "foreign"))

    app = desk_with(tmp_path, make)

    async def steps(pilot: Pilot[None]) -> None:
        await until(lambda: len(session(app).review.hunks) == 3, pilot)
        screen = app.screen
        assert isinstance(screen, DeskScreen)
        await until(lambda: not screen.working, pilot)
        await pilot.press(key)
        await until(lambda: not screen.working, pilot)
        found = [hunk.edit.replacement for hunk in session(app).review.hunks]
        assert found.count("strange") == expected
        assert session(app).place == 0
        assert "2  foreign" in rows(app)
        await pilot.press(key)
        await until(lambda: not screen.working, pilot)
        assert [note.message for note in app._notifications] == ["the engine proposes nothing else"]

    piloted(app, steps)


def test_repairing_again_is_undone_with_one_key(tmp_path: Path) -> None:
    """What was decided stays anyway; what was pending comes back, and so does the repair."""
    answers = ["strange", "foreign"]

    def make(_: bool) -> Engine:
        return scripted(Line("alien", answers.pop()))

    app = desk_with(tmp_path, make)

    async def steps(pilot: Pilot[None]) -> None:
        def words() -> list[str]:
            return [hunk.edit.replacement for hunk in session(app).review.hunks]

        screen = app.screen
        assert isinstance(screen, DeskScreen)
        await until(lambda: len(words()) == 3 and not screen.working, pilot)
        await pilot.press("y")
        before = session(app).review
        await pilot.press("R")
        await until(lambda: not screen.working, pilot)
        assert words() == ["foreign", "strange", "strange"]
        await pilot.press("u")
        assert session(app).review.hunks == before.hunks
        await pilot.press("ctrl+r")
        assert words() == ["foreign", "strange", "strange"]

    piloted(app, steps)


def test_a_note(tmp_path: Path) -> None:
    """Beside the hunk, in the file, and undone."""
    app = desk_with(tmp_path, scripted(Line("alien", "foreign")))

    async def steps(pilot: Pilot[None]) -> None:
        await until(lambda: len(session(app).review.hunks) == 3, pilot)
        await pilot.press("semicolon")
        app.screen.query_one(Input).value = "ask [b]Mara[/x]"
        await pilot.press("enter")
        await pilot.pause()
        assert "ask [b]Mara[/x]" in rows(app)
        assert session(app).saved()
        assert review_file.load_review(tmp_path / "r.json").hunks[0].note == "ask [b]Mara[/x]"
        await pilot.press("u")
        assert session(app).review.hunks[0].note == ""

    piloted(app, steps)


def test_the_palette_has_the_commands(tmp_path: Path) -> None:
    """And carries them out."""
    app = desk_with(tmp_path, scripted(Line("alien", "foreign")))

    async def steps(pilot: Pilot[None]) -> None:
        await until(lambda: len(session(app).review.hunks) == 3, pilot)
        await pilot.press("ctrl+p")
        await pilot.press(*"reject this")
        await until(lambda: "Reject (n)" in rows(app), pilot)
        await pilot.press("enter")
        await pilot.press("enter")
        await until(lambda: session(app).decided == 1, pilot)

    piloted(app, steps)


def test_the_mouse(tmp_path: Path) -> None:
    """A click on a hunk or a section goes to it."""
    app = desk_with(tmp_path, scripted(Line("alien", "foreign")))

    async def steps(pilot: Pilot[None]) -> None:
        await until(lambda: len(session(app).review.hunks) == 3, pilot)
        await pilot.pause()
        view = app.screen.query_one(ArticleView)
        row = next(n for n, text in enumerate(rows(app).split("\n")) if "boat stayed" in text)
        column = rows(app).split("\n")[row].index("alien")
        await pilot.click(offset=(column + 1, row))
        await until(lambda: session(app).place == 1, pilot)
        await pilot.click("#sections", offset=(4, 2))
        await until(lambda: session(app).place == 2, pilot)
        assert view.has_focus or app.focused is view

    piloted(app, steps)


def test_hostile_and_wide_text_is_shown_and_saved_as_it_was(tmp_path: Path) -> None:
    """Markup, escapes, wide and right-to-left letters."""
    source = (
        "Plan [b]\n\nThe alien [/x] [citation needed] \x1b[2J\x1b]0;owned\x07 "
        "ferry 渡し船がある.\n\n"
        "שלום alien \u202eevil\u202c عالم [link=x]y[/link] {{x}} $(rm) \x00 done.\n"
    )
    article = read_text(source)
    at = source.index("alien")
    app = DeskApp(place(), opened(article, [Edit(at, at + 5, "alien", "[/b]new")], tmp_path))

    async def steps(pilot: Pilot[None]) -> None:
        told = rows(app)
        for shown in ("[/x] [citation needed]", "␛[2J", "渡し船がある", "שלום", "[link=x]y[/link]"):
            assert shown in told
        assert not set(told) & {"\x1b", "\x07", "\u202e", "\x00"}
        await pilot.press("y", "f")
        await pilot.pause()
        await pilot.press("escape", "v", "v", "v", "w")
        await pilot.pause()

    piloted(app, steps)
    written = (tmp_path / "out.txt").read_bytes().decode()
    assert written == source.replace("alien", "[/b]new", 1)


@pytest.mark.parametrize(
    ("progress", "expected"),
    [
        (Progress(0, 4, 0.0, 1.0), "repairing, 0 of 4 sections"),
        (Progress(1, 4, 0.25, 30.0), "repairing, 1 of 4 sections, 2 min left"),
        (Progress(2, 4, 0.5, 30.0), "repairing, 2 of 4 sections, 30 s left"),
        (
            Progress(4, 4, 1.0, 9.0, Usage(3, 1200, 34, 0, 0.0012)),
            "repairing, 4 of 4 sections · 1,234 tokens, $0.0012",
        ),
    ],
)
def test_progress_in_words(progress: Progress, expected: str) -> None:
    """Sections, time left, tokens and cost."""
    assert progress.describe() == expected
    assert spent(Usage(1, 10, 5, 0, None)) == "15 tokens"
