"""The start: what was open lately, and every way to an article."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, TextArea

from assistant.engines.scripted import Line, scripted
from assistant.tui.app import DeskApp
from assistant.tui.screens.desk import DeskScreen
from assistant.tui.screens.start import StartScreen
from assistant.workspace import recent
from assistant.workspace.completion import completed
from tests.support.desk import heard, piloted, place, rows, session, until

SOURCE = "Ferry Plan\n\nThe alien firm left [b]Port[/b] Ellery [/x].\n"
ENGINE = scripted(Line("alien", "foreign"))


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """An article in a file."""
    path = tmp_path / "the [b]article[.txt"
    path.write_text(SOURCE)
    return path


def is_desk(app: DeskApp) -> bool:
    """Whether the desk is shown."""
    return isinstance(app.screen, DeskScreen)


def test_opening_by_path_and_coming_back(article: Path) -> None:
    """What was open is listed, first as unfinished, then as recent; enter opens it again."""
    app = DeskApp(place(engine=ENGINE))

    async def steps(pilot: Pilot[None]) -> None:
        await pilot.press("o")
        app.screen.query_one(Input).value = str(article)
        await pilot.press("enter")
        await until(lambda: is_desk(app) and len(session(app).review.hunks) == 1, pilot)
        await pilot.press("q")
        await until(lambda: isinstance(app.screen, StartScreen), pilot)
        await pilot.pause()
        assert "Unfinished" in rows(app)
        assert re.search(r"the \[b\]article\[\.txt +─+ +1 of 1 left", rows(app))
        await pilot.press("enter")
        await until(lambda: is_desk(app), pilot)
        await pilot.press("y", "q", "q")
        await until(lambda: isinstance(app.screen, StartScreen), pilot)
        await pilot.pause()
        assert "Unfinished" not in rows(app)
        assert "all decided" in rows(app)

    piloted(app, steps)


def test_what_cannot_be_opened_is_said(tmp_path: Path) -> None:
    """And the start stays."""
    app = DeskApp(place(engine=ENGINE))
    told = heard(app)

    async def steps(pilot: Pilot[None]) -> None:
        for path in (tmp_path / "none.txt", tmp_path, "\0"):
            await pilot.press("o")
            app.screen.query_one(Input).value = str(path)
            await pilot.press("enter")
            await pilot.pause()
            assert isinstance(app.screen, StartScreen)
        assert len(told) == 3

    piloted(app, steps)


@pytest.mark.parametrize("way", ["area", "terminal"])
def test_pasting(way: str, own_settings: Path) -> None:
    """A pasted text is kept as a file, and asks where it is to be written."""
    app = DeskApp(place(engine=ENGINE))

    async def steps(pilot: Pilot[None]) -> None:
        if way == "area":
            await pilot.press("p")
            app.screen.query_one(TextArea).text = SOURCE
            await pilot.press("ctrl+o")
        else:
            from textual.events import Paste

            app.screen.post_message(Paste(SOURCE))
        await until(lambda: is_desk(app) and len(session(app).review.hunks) == 1, pilot)
        await pilot.press("y", "w")
        await pilot.pause()
        assert app.screen.query_one(Input).has_class("-open")

    piloted(app, steps)
    (kept,) = (own_settings / "state" / "pasted").glob("*.txt")
    assert kept.read_text() == SOURCE


def test_the_demo(own_settings: Path) -> None:
    """It opens, and its decisions are saved outside the package."""
    app = DeskApp(place(engine=scripted()))

    async def steps(pilot: Pilot[None]) -> None:
        await pilot.press("d")
        await until(lambda: is_desk(app) and bool(session(app).review.hunks), pilot)
        await pilot.press("y")

    piloted(app, steps)
    assert (own_settings / "state" / "demo.review.json").is_file()


def test_the_list_has_every_way(tmp_path: Path) -> None:
    """Also without keys: enter on an entry does it."""
    app = DeskApp(place(engine=ENGINE))

    async def steps(pilot: Pilot[None]) -> None:
        articles = app.screen.query_one(OptionList)
        articles.highlighted = 2
        await pilot.press("enter")
        await until(lambda: is_desk(app), pilot)

    piloted(app, steps)


def test_paths_are_completed(tmp_path: Path) -> None:
    """Folders with a slash; nothing where nothing fits, or where it is not allowed."""
    (tmp_path / "notes").mkdir()
    (tmp_path / "novel.txt").write_text("x")
    begun = f"{tmp_path}/no"
    assert completed(begun) == f"{tmp_path}/notes/"
    assert completed(begun + "v") == f"{tmp_path}/novel.txt"
    assert completed(begun + "q") is None
    assert completed(begun, lambda _: False) is None
    assert completed("\0/x") is None


def test_a_damaged_list_is_no_list(own_settings: Path, article: Path) -> None:
    """It is written anew."""
    recent.remember(str(article), "r.json", 1, 2)
    (own_settings / "state" / "recent.json").write_text('[{"article": 1}]')
    assert recent.load() == ()
    recent.remember(str(article), "r.json", 1, 2)
    assert [each.total for each in recent.load()] == [2]


def test_an_article_stands_there_once(article: Path) -> None:
    """The latest first; standard input is none."""
    for left in (2, 1):
        recent.remember(str(article), "r.json", left, 2)
    recent.remember("other.txt", "o.json", 0, 0)
    recent.remember("-", "o.json", 0, 0)
    assert [(Path(r.article).name, r.left) for r in recent.load()] == [
        ("other.txt", 0),
        (article.name, 1),
    ]


@pytest.mark.parametrize("size", [(20, 6), (1, 1)])
def test_tiny_terminals(size: tuple[int, int], article: Path) -> None:
    """The list and its way on work in whatever room there is."""
    recent.remember(str(article), f"{article}.review.json", 0, 2)
    app = DeskApp(place(engine=ENGINE))

    async def steps(pilot: Pilot[None]) -> None:
        app.simulate_key("comma")
        await pilot.pause(0.1)
        app.simulate_key("escape")
        await pilot.pause(0.1)
        app.simulate_key("enter")
        await until(lambda: is_desk(app), pilot)

    piloted(app, steps, size)
