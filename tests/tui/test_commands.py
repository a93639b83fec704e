"""Keys of the desk: one declaration, and the user's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.article.files import read_text
from assistant.errors import UsageError
from assistant.tui.app import DeskApp
from assistant.tui.commands import COMMANDS, commands
from assistant.tui.screens.desk import DeskScreen
from tests.support import desk


def test_ids_and_keys_are_each_given_once() -> None:
    """And every command has a word, a tooltip and a method."""
    ids = [command.id for command in COMMANDS]
    keys = [key for command in COMMANDS for key in command.keys]
    assert len(set(ids)) == len(ids)
    assert len(set(keys)) == len(keys)
    for command in COMMANDS:
        assert command.word
        assert command.tooltip
        owner = DeskApp if command.action.startswith("app.") else DeskScreen
        name = command.action.removeprefix("app.").partition("(")[0]
        assert hasattr(owner, f"action_{name}")


def test_every_command_is_carried_out_by_the_desk(tmp_path: Path) -> None:
    """And the desk knows no other."""
    opened = desk.opened(read_text("Some text.\n"), [], tmp_path)
    screen = DeskScreen(opened, desk.place())
    ours = {command.id for command in COMMANDS if command.action == f"run('{command.id}')"}
    assert ours == set(screen._handlers)
    assert {c.id for c in COMMANDS} - ours == {"suspend"}


def test_own_keys() -> None:
    """A command has the keys that the user gives it."""
    own = {command.id: command.keys for command in commands({"accept": "a space"})}
    assert own["accept"] == ("a", "space")
    assert own["reject"] == ("n", "x")


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ({"accept": "n"}, "n is the key of both accept and reject"),
        ({"acept": "a"}, "no command called 'acept'"),
        ({"accept": " "}, "accept has no key"),
    ],
)
def test_what_is_refused(keys: dict[str, str], expected: str) -> None:
    """In one line that names the command."""
    with pytest.raises(UsageError, match=expected):
        commands(keys)
