"""The desk under a pilot: each key does what its tooltip says, and it is saved."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from assistant.article.files import read_text
from assistant.edits import Alternative, Edit
from assistant.engines.base import Engine
from assistant.engines.scripted import Line, ScriptedEngine, scripted
from assistant.errors import EngineError
from assistant.review import file as review_file
from assistant.review.log import undo
from assistant.review.model import Decision, text
from assistant.tui.app import DeskApp
from assistant.tui.screens.desk import DeskScreen
from assistant.tui.screens.help import HelpScreen
from assistant.tui.screens.panel import Panel
from assistant.tui.widgets.article import ArticleView
from assistant.tui.widgets.inspector import Inspector
from assistant.tui.widgets.panels import StateLine
from assistant.workspace.session import Session
from tests.support.desk import opened, piloted, place, rows, session, until

SOURCE = (
    "Ferry Plan\n\nHarbor Vote\n\nThe alien firm froze off the alien plan [citation needed].\n\n"
    "After It\n\nThe \x1b[31malien boats[/x] left 渡し船 on Friday.\n"
)


def app_with(
    folder: Path,
    source: str = SOURCE,
    *,
    empty: bool = False,
    engine: Engine | None = None,
    keys: dict[str, str] | None = None,
) -> DeskApp:
    """A desk with a hunk for every alien and for what froze off."""
    (folder / "article.txt").write_bytes(source.encode())
    edits = []
    for word, put in (("alien", "foreign"), ("froze off", "rejected")):
        at = -1 if empty else source.find(word)
        while at >= 0:
            others = (Alternative("strange", 0.2),) if word == "alien" else ()
            edits.append(
                Edit(at, at + len(word), word, put, confidence=0.9, reason="it reads better",
                     alternatives=others)
            )  # fmt: skip
            at = source.find(word, at + 1)
    article = read_text(source, path=str(folder / "article.txt"))
    found = opened(article, edits, folder, repairs=engine is not None)
    return DeskApp(place(engine=engine, keys=keys), found)


def decisions(found: Session) -> str:
    """The first letters of all decisions, in order."""
    return "".join(str(hunk.decision)[0] for hunk in found.review.hunks)


@pytest.mark.parametrize(
    ("keys", "expected", "place"),
    [
        ("y", "appp", 1),
        ("n", "rppp", 1),
        ("2", "pppp", 0),
        ("2 2", "cppp", 1),
        ("2 y", "cppp", 1),
        ("2 1 1", "appp", 1),
        ("2 0 y", "rppp", 1),
        ("2 escape y", "appp", 1),
        ("2 j k y", "appp", 1),
        ("9", "pppp", 0),
        ("x", "rppp", 1),
        ("n full_stop", "rrpp", 2),
        ("end", "pppp", 3),
        ("end home", "pppp", 0),
        ("end ctrl+o", "pppp", 0),
        ("end ctrl+o ctrl+g", "pppp", 3),
        ("j", "pppp", 1),
        ("j j k", "pppp", 1),
        ("down down up", "pppp", 1),
        ("k", "pppp", 0),
        ("J", "pppp", 3),
        ("J K", "pppp", 0),
        ("y k tab", "appp", 1),
        ("Y", "aaap", 3),
        ("N", "rrrp", 3),
        ("asterisk", "apaa", 1),
        ("y n u", "appp", 1),
        ("y n u u u", "pppp", 0),
        ("y n u ctrl+r", "arpp", 1),
        ("y y y y", "aaaa", 3),
        ("v y", "appp", 1),
        ("escape y", "appp", 1),
    ],
)
def test_keys_that_decide_and_move(tmp_path: Path, keys: str, expected: str, place: int) -> None:
    """A decision goes to the next undecided hunk, and is on the disk."""
    app = app_with(tmp_path)

    async def steps(pilot: Pilot[None]) -> None:
        await pilot.press(*keys.split())
        await pilot.pause()
        assert (decisions(session(app)), session(app).place) == (expected, place)

    piloted(app, steps)
    if set(expected) != {"p"}:
        stored = review_file.load_review(tmp_path / "r.json")
        assert "".join(str(hunk.decision)[0] for hunk in stored.hunks) == expected


def test_what_is_on_the_screen(tmp_path: Path) -> None:
    """The article as it is, the hunk with its state in a word, what is known of it."""
    app = app_with(tmp_path)

    async def steps(pilot: Pilot[None]) -> None:
        told = rows(app)
        assert "The alien→foreign firm froze off→rejected the" in told
        assert "[citation needed]" in told
        assert "␛[31malien→foreign boats[/x]" in told
        assert "\x1b" not in told
        assert "it reads better" not in told
        await pilot.press("t")
        await pilot.pause()
        assert "why: it reads better" in rows(app)
        assert "2  strange  0.20" in told
        assert "0 of 4 decided" in told
        assert "▸Harbor Vote" in told
        assert "────  3" in told
        assert "• pending" in told
        await pilot.press("y")
        await pilot.pause()
        assert "1 of 4 decided" in rows(app)

    piloted(app, steps)


def test_arrows_home_and_end_go_from_hunk_to_hunk_in_a_long_article(tmp_path: Path) -> None:
    """They never only scroll, so that y decides what is seen."""
    app = app_with(tmp_path, SOURCE * 30)

    async def steps(pilot: Pilot[None]) -> None:
        await pilot.press("down", "down", "up")
        assert session(app).place == 1
        await pilot.press("end")
        assert session(app).place == len(session(app).review.hunks) - 1
        await pilot.press("home")
        assert session(app).place == 0

    piloted(app, steps, (80, 24))


def test_views_follow_each_other(tmp_path: Path) -> None:
    """In place, side by side, original, result, and round."""
    app = app_with(tmp_path)

    async def steps(pilot: Pilot[None]) -> None:
        await pilot.press("y", "v")
        await pilot.pause()
        assert "│" in rows(app)
        await pilot.press("v")
        await pilot.pause()
        assert "The alien firm froze off the alien plan" in rows(app)
        await pilot.press("v")
        await pilot.pause()
        assert "The foreign firm froze off the alien plan" in rows(app)
        await pilot.press("v")
        await pilot.pause()
        assert "froze off→rejected" in rows(app)

    piloted(app, steps)


def test_writing_a_hunk_by_hand(tmp_path: Path) -> None:
    """Letters go to the field, not to the keys; enter takes it, escape leaves it."""
    app = app_with(tmp_path)

    async def steps(pilot: Pilot[None]) -> None:
        await pilot.press("e")
        app.screen.query_one("#line", Input).value = ""
        await pilot.press(*"any", "enter")
        assert (session(app).review.hunks[0].text, decisions(session(app))) == ("any", "cppp")
        await pilot.press("e", "n", "escape")
        assert decisions(session(app)) == "cppp"
        assert app.screen.focused is app.screen.query_one(ArticleView)

    piloted(app, steps)


def test_writing_several_lines_by_hand(tmp_path: Path) -> None:
    """Line ends stay as they are in the article."""
    source = SOURCE.replace("\n", "\r\n")
    at = source.index("The alien firm")
    edits = [Edit(at, at, "", "one\r\n\r\ntwo\r\n\r\n")]
    app = DeskApp(place(), opened(read_text(source), edits, tmp_path))

    async def steps(pilot: Pilot[None]) -> None:
        await pilot.press("e")
        await pilot.pause()
        app.screen.query_one(TextArea).move_cursor((0, 3))
        await pilot.press("!", "ctrl+o")
        await pilot.pause()
        assert session(app).review.hunks[0].changed_to == "one!\r\n\r\ntwo\r\n\r\n"
        await pilot.press("e")
        await pilot.pause()
        await pilot.press("x", "escape")
        await pilot.pause()
        assert session(app).review.hunks[0].changed_to == "one!\r\n\r\ntwo\r\n\r\n"

    piloted(app, steps)


@pytest.mark.parametrize("size", [(20, 6), (8, 3), (1, 1)])
def test_tiny_terminals_break_nothing(tmp_path: Path, size: tuple[int, int]) -> None:
    """Whatever can be seen of it."""
    app = app_with(tmp_path)

    async def steps(pilot: Pilot[None]) -> None:
        for key in (
            "y",
            "v",
            "j",
            "v",
            "v",
            "question_mark",
            "escape",
            "s",
            "escape",
            "S",
            "escape",
        ):
            app.simulate_key(key)
            await pilot.pause(0.05)
        assert session(app).decided == 1

    piloted(app, steps, size)


def test_searching_goes_to_the_hunk_or_the_words(tmp_path: Path) -> None:
    """What is not there is said."""
    app = app_with(tmp_path)

    async def steps(pilot: Pilot[None]) -> None:
        await pilot.press("slash", *"froze", "enter")
        assert session(app).place == 1
        await pilot.press("slash", *"boats", "enter")
        span = session(app).span
        assert SOURCE[span.start : span.end] == "boats"
        await pilot.press("slash", *"zz", "enter")
        assert session(app).span == span

    piloted(app, steps)


def test_saving_writes_what_was_decided_and_never_the_source(tmp_path: Path) -> None:
    """Byte for byte, but for the accepted hunks."""
    app = app_with(tmp_path)

    async def steps(pilot: Pilot[None]) -> None:
        await pilot.press("y", "w")

    piloted(app, steps)
    assert (tmp_path / "out.txt").read_text("utf-8") == SOURCE.replace("alien", "foreign", 1)


@pytest.mark.parametrize(
    ("key", "expected"), [("f", "name       Ellery"), ("question_mark", "Accept this hunk")]
)
def test_panels_open_and_close(tmp_path: Path, key: str, expected: str) -> None:
    """Escape closes them; the keys decide nothing meanwhile."""
    app = app_with(tmp_path, SOURCE.replace("The alien firm", "The alien firm of Port Ellery"))

    async def steps(pilot: Pilot[None]) -> None:
        await pilot.press(key)
        await pilot.pause()
        assert isinstance(app.screen, Panel | HelpScreen)
        await until(lambda: expected in rows(app), pilot)
        await pilot.press("y", "escape")
        await pilot.pause()
        assert decisions(session(app)) == "pppp"
        await pilot.press("y")
        assert decisions(session(app)) == "appp"

    piloted(app, steps)


def test_own_keys_take_the_place_of_ours(tmp_path: Path) -> None:
    """As the settings say."""
    app = app_with(tmp_path, keys={"accept": "a"})

    async def steps(pilot: Pilot[None]) -> None:
        await pilot.press("y")
        assert decisions(session(app)) == "pppp"
        await pilot.press("a")
        assert decisions(session(app)) == "appp"

    piloted(app, steps)


def test_an_engine_works_beside_the_editor(tmp_path: Path) -> None:
    """What it proposes comes in; what was decided meanwhile stays."""
    engine = scripted(Line("alien", "foreign"), Line("froze off", "rejected"))
    app = app_with(tmp_path, empty=True, engine=engine)

    async def steps(pilot: Pilot[None]) -> None:
        await until(lambda: len(session(app).review.hunks) == 4, pilot)
        await pilot.press("y")
        assert session(app).decided == 1

    piloted(app, steps)
    assert review_file.load_review(tmp_path / "r.json").count(Decision.ACCEPTED) == 1


def test_an_engine_that_fails_is_a_panel(tmp_path: Path) -> None:
    """With the hint; the desk goes on."""

    def fail(*_: Any) -> tuple[Edit, ...]:
        raise EngineError("the endpoint is away [/x]", hint="try again")

    app = app_with(tmp_path, engine=ScriptedEngine(fail))

    async def steps(pilot: Pilot[None]) -> None:
        await until(lambda: isinstance(app.screen, Panel), pilot)
        await pilot.pause()
        assert "the endpoint is away [/x]" in rows(app)
        assert "try again" in rows(app)

    piloted(app, steps)


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (120, 40), (200, 50)])
def test_every_size_shows_article_inspector_and_state(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    """Narrow, the sections go and the inspector is below."""
    app = app_with(tmp_path)

    async def steps(pilot: Pilot[None]) -> None:
        screen = app.screen
        sections = screen.query_one("#sections")
        article, inspector = screen.query_one(ArticleView), screen.query_one(Inspector)
        assert sections.display is (size[0] >= 90)
        assert inspector.region.y > article.region.y or inspector.region.x > article.region.x
        assert screen.query_one(StateLine).region.height == 1
        assert "alien→foreign" in rows(app)
        assert "• pending" in rows(app)

    piloted(app, steps, size)


@pytest.mark.parametrize("keys", ["S down enter", "S j enter", "S j k j enter"])
def test_choosing_a_section(tmp_path: Path, keys: str) -> None:
    """From a list, where there is no room beside the article."""
    app = app_with(tmp_path)

    async def steps(pilot: Pilot[None]) -> None:
        await pilot.press(*keys.split())
        await pilot.pause()
        assert session(app).place == 3
        await pilot.press("S", "escape")
        assert session(app).place == 3

    piloted(app, steps, (80, 24))


KEYS = [
    "h", "l", "b", "w", "V", "d", "greater_than_sign", "less_than_sign", "left_parenthesis",
    "right_parenthesis", "vertical_line", "ampersand", "A", "F", "O", "C", "Z", "minus", "0",
    "right_square_bracket", "full_stop", "ctrl+o", "N", "equals_sign", "apostrophe", "home", "end",
    "X", "ctrl+d", "z",
    "y", "n", "1", "2", "j", "k", "J", "K", "tab", "Y", "N", "asterisk", "u", "ctrl+r", "v", "s",
    "escape", "f", "w", "e", "enter", "x", "semicolon", "slash", "question_mark", "S", "g", "c",
]  # fmt: skip


@settings(max_examples=6, deadline=None)
@given(st.lists(st.sampled_from(KEYS), min_size=100, max_size=100))
def test_a_hundred_keys_break_nothing(tmp_path_factory: Any, keys: list[str]) -> None:
    """Whatever is pressed: the text is the source with the decided hunks, and it is saved."""
    folder = tmp_path_factory.mktemp("keys")
    app = app_with(folder)

    async def steps(pilot: Pilot[None]) -> None:
        found = session(app)
        for key in keys:
            app.simulate_key(key)
            await pilot.pause(0.001)
        await pilot.pause(0.2)
        undone = found.review
        while undone.log:
            undone = undo(undone)
        assert text(undone, SOURCE) == SOURCE
        assert {h.decision for h in undone.hunks} <= {Decision.PENDING}
        assert found.text() == text(found.review, SOURCE)
        assert found.saved()
        if found.review.log or found.review.undone:
            assert review_file.load_review(folder / "r.json") == found.review

    piloted(app, steps, (100, 24))


def test_several_articles_follow_each_other(tmp_path: Path) -> None:
    """Leaving one opens the next; what cannot be opened is passed over, the last one ends it."""
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(SOURCE)
    found = place(engine=scripted(Line("alien", "foreign")))
    files = [str(tmp_path / name) for name in ("a.txt", "none.txt", "b.txt")]
    app = DeskApp(found, found.open(files[0]), files[1:])

    async def steps(pilot: Pilot[None]) -> None:
        for name in ("a.txt", "b.txt"):
            await until(
                lambda name=name: isinstance(app.screen, DeskScreen)
                and app.screen.session.article.path.endswith(name), pilot,
            )  # fmt: skip
            app.simulate_key("q")
        await until(lambda: app._exit, pilot)

    piloted(app, steps)
