"""The settings: saved where the command reads them, refused where they do not fit."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Select

from assistant.config import load, user_file
from assistant.errors import UsageError
from assistant.tui.app import DeskApp
from assistant.tui.screens.settings import SettingsScreen
from assistant.workspace import config_file
from tests.support.desk import piloted, place, rows, until


def test_what_is_chosen_is_saved(own_settings: Path) -> None:
    """Each as it is chosen; another start finds it."""
    app = DeskApp(place())

    async def steps(pilot: Pilot[None]) -> None:
        await pilot.press("comma")
        await until(lambda: isinstance(app.screen, SettingsScreen), pilot)
        screen = app.screen
        screen.query_one("#engine", Select).value = "openai"
        screen.query_one("#mouse", Select).value = "off"
        screen.query_one("#theme", Select).value = "nord"
        model = screen.query_one("#model", Input)
        model.focus()
        model.value = "my-model"
        await pilot.press("enter")
        await until(lambda: load().settings.endpoint.model == "my-model", pilot)
        await until(lambda: "saved in" in rows(app), pilot)

    piloted(app, steps)
    settings = load().settings
    assert (settings.engine, settings.desk.mouse, settings.desk.theme) == ("openai", False, "nord")


def test_keys_are_changed_and_clashes_refused(own_settings: Path) -> None:
    """In the file and at once."""
    app = DeskApp(place())

    async def steps(pilot: Pilot[None]) -> None:
        await pilot.press("comma")
        await until(lambda: isinstance(app.screen, SettingsScreen), pilot)
        screen = app.screen
        screen.query_one("#command", Select).value = "accept"
        await pilot.pause()
        keys = screen.query_one("#own-keys", Input)
        assert keys.value == "y"
        keys.focus()
        for wanted, told in (("n", "nothing was saved"), ("a", "saved in")):
            keys.value = wanted
            await pilot.press("enter")
            await until(lambda told=told: told in rows(app), pilot)

    piloted(app, steps)
    assert load().settings.desk.keys == {"accept": "a"}


def test_what_stands_in_the_file_stays(own_settings: Path) -> None:
    """Comments and tables too; a new key stands above the tables."""
    path = user_file()
    path.parent.mkdir(parents=True)
    path.write_text('# mine\ncolor = "never"\n\n[keys]\naccept = "a"\n')
    assert config_file.change("engine", "openai") == path
    assert config_file.change("color", "always") == path
    assert "# mine" in path.read_text()
    assert tomllib.loads(path.read_text()) == {
        "engine": "openai", "color": "always", "keys": {"accept": "a"},
    }  # fmt: skip


@pytest.mark.parametrize(("key", "value"), [("engine", "other"), ("nonsense", 1), ("mouse", "on")])
def test_what_does_not_fit_is_refused(key: str, value: object, own_settings: Path) -> None:
    """And nothing is written."""
    with pytest.raises(UsageError):
        config_file.change(key, value)
    assert not user_file().exists()


def test_a_file_that_is_no_toml_is_left(own_settings: Path) -> None:
    """With a line that names it."""
    path = user_file()
    path.parent.mkdir(parents=True)
    path.write_text("= nonsense")
    with pytest.raises(UsageError, match=r"config\.toml"):
        config_file.change("engine", "local")
    assert path.read_text() == "= nonsense"
