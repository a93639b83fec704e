"""The queue: every review of a folder, one after the other, or some by policy."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from assistant.article.files import read
from assistant.engines.scripted import Line, scripted
from assistant.review import file as review_file
from assistant.review.model import Decision, Policy
from assistant.tui.app import DeskApp
from assistant.tui.screens.desk import DeskScreen
from assistant.tui.screens.panel import Panel
from assistant.tui.screens.queue import QueueScreen
from assistant.workspace import folder as queue
from assistant.workspace import pipeline
from tests.support.desk import piloted, place, rows, until


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three reviews, one of them in a folder below, and a broken one."""
    engine = scripted(Line("alien", "foreign"), Line("odd", "old", flags=("uncertain",)))
    for name, text in (
        ("b.txt", "Bay [b]Plan\n\nThe alien firm and the alien boat.\n"),
        ("a.txt", "A Plan\n\nThe alien firm is odd.\n"),
        ("sub/c.txt", "Clear Plan\n\nIt is an alien boat.\n"),
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
        review, _ = pipeline.repair(read(str(path)), engine)
        review_file.save_review(f"{path}.review.json", review)
    (tmp_path / "z.review.json").write_text("{}")
    return tmp_path


def read_rows(app: DeskApp) -> list[list[str]]:
    """The cells of the table."""
    assert isinstance(app.screen, QueueScreen)
    return [list(app.screen._cells(n)) for n in range(len(app.screen._reviews.order))]


async def ready(app: DeskApp, pilot: Pilot[None]) -> None:
    """Wait for the table."""
    await until(
        lambda: isinstance(app.screen, QueueScreen) and len(read_rows(app)) == 4
        and not app.screen._state, pilot,
    )  # fmt: skip


def test_the_table(folder: Path) -> None:
    """Sorted and filtered; a broken review says why."""
    app = DeskApp(place(), folder)

    async def steps(pilot: Pilot[None]) -> None:
        await ready(app, pilot)
        found = read_rows(app)
        assert [row[1] for row in found] == ["A Plan", "Bay [b]Plan", "Clear Plan", "z"]
        assert (found[0][2:5], found[0][6]) == (["2", "2", "1"], "scripted")
        assert found[3][2].startswith("this is not a review")
        assert "this is not a review" in rows(app)
        assert "4 reviews" in rows(app)
        assert "5 hunks undecided" in rows(app)
        await pilot.press("slash")
        app.screen.query_one(Input).value = "clear"
        await pilot.press("enter")
        await pilot.pause()
        assert [row[1] for row in read_rows(app)] == ["Clear Plan"]
        await pilot.press("escape", "s")
        await pilot.pause()
        assert "sorted by hunks" in rows(app)
        assert [row[2] for row in read_rows(app)] == ["2", "2", "1", found[3][2]]

    piloted(app, steps)


def test_one_after_the_other(folder: Path) -> None:
    """When all is decided the article is written and the next one opens; then the table."""
    app = DeskApp(place(), folder)

    async def steps(pilot: Pilot[None]) -> None:
        await ready(app, pilot)
        await pilot.press("enter")
        for title in ("A Plan", "Bay [b]Plan", "Clear Plan"):
            await until(lambda: isinstance(app.screen, DeskScreen), pilot)
            desk = app.screen
            assert isinstance(desk, DeskScreen)
            assert desk.session.review.title == title
            while desk.session.left:
                await pilot.press("y")
            await until(lambda: isinstance(app.screen, Panel), pilot)
            await pilot.press("enter")
            await until(lambda desk=desk: desk not in app.screen_stack, pilot)
        await ready(app, pilot)
        assert [row[3] for row in read_rows(app)[:3]] == ["0", "0", "0"]

    piloted(app, steps)
    assert "foreign firm is old" in (folder / "a.repaired.txt").read_text()
    assert "foreign boat" in (folder / "sub" / "c.repaired.txt").read_text()


def test_accepting_by_policy(folder: Path) -> None:
    """Only what is marked, after saying what it will do; flags stay."""
    app = DeskApp(place(), folder)

    async def steps(pilot: Pilot[None]) -> None:
        await ready(app, pilot)
        await pilot.press("space", "space", "a")
        await until(lambda: isinstance(app.screen, Panel), pilot)
        await pilot.pause()
        assert "Hunks to accept: 3, in 2 of the reviews; 1 stay undecided" in rows(app)
        await pilot.press("escape")
        await pilot.pause()
        assert review_file.load_review(folder / "a.txt.review.json").count(Decision.ACCEPTED) == 0
        await pilot.press("a")
        await until(lambda: isinstance(app.screen, Panel), pilot)
        await pilot.press("y")
        await until(lambda: "3 hunks undecided" not in rows(app), pilot)
        await ready(app, pilot)
        assert [row[3] for row in read_rows(app)[:3]] == ["1", "0", "1"]

    piloted(app, steps)
    assert not (folder / "a.repaired.txt").exists()


def test_an_empty_folder_says_how_to_fill_it(tmp_path: Path) -> None:
    """In one line."""
    app = DeskApp(place(), tmp_path)

    async def steps(pilot: Pilot[None]) -> None:
        await until(lambda: "assistant rewrite" in rows(app), pilot)

    piloted(app, steps)


def test_a_plan_is_what_is_done(folder: Path) -> None:
    """Hunk for hunk."""
    paths = queue.files(folder)[:3]
    plan = queue.plan(paths, Policy.UNFLAGGED)
    assert list(queue.accept(paths, Policy.UNFLAGGED)) == list(paths)
    accepted = [review_file.load_review(path).count(Decision.ACCEPTED) for path in paths]
    assert (plan.accepted, plan.left) == (sum(accepted), 1)


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [(-5, "0 s"), (59, "59 s"), (61, "1 min"), (7200, "2 h"), (9e5, "10 d")],
)
def test_age(seconds: float, expected: str) -> None:
    """In one unit."""
    assert queue.age(0.0, seconds) == expected


def test_of_very_many_only_those_in_view_are_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first screen stands at once, by name; scrolling reads on, sorting reads all."""
    for number in range(1996):
        (folder / f"{number:04}.review.json").hardlink_to(folder / "a.txt.review.json")
    read: list[str] = []
    row = queue.row
    monkeypatch.setattr(queue, "row", lambda path: (read.append(path.name), row(path))[1])
    app = DeskApp(place(), folder)

    async def steps(pilot: Pilot[None]) -> None:
        await until(lambda: rows(app).count("A Plan") > 20, pilot)
        assert "2,000 reviews" in rows(app)
        assert "by name" in rows(app)
        assert len(read) < 100
        await pilot.press("end")
        await until(lambda: "z.review.json" in read, pilot)
        assert len(read) < 200
        await pilot.press("home", "enter")
        await until(lambda: isinstance(app.screen, DeskScreen), pilot)
        await pilot.press("q")
        await until(lambda: isinstance(app.screen, QueueScreen), pilot)
        await pilot.press("s")
        await until(lambda: "sorted by hunks" in rows(app) and not app.screen._state, pilot)
        assert set(read) == {path.name for path in queue.files(folder)}

    piloted(app, steps)
