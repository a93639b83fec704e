"""`assistant config` shows the settings as a file could hold them, with their sources."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from assistant import config, trust
from assistant.cli.main import cli
from assistant.settings import PLACES, Settings, updated


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A current folder without settings."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    """The outcome of `assistant config …`."""
    return CliRunner().invoke(cli, ["config", *arguments])


def test_show_is_toml() -> None:
    """What is shown can be copied into a file of settings."""
    shown = tomllib.loads(run("show").stdout)
    assert updated(Settings(), shown) == Settings()
    assert set(shown) == set(PLACES)


def test_show_names_the_source(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside each value stands where it comes from."""
    (project / "assistant.toml").write_text('color = "never"\n')
    monkeypatch.setenv("ASSISTANT_ACCEPT", "none")
    lines = {line.split()[0]: line.partition("# ")[2] for line in run("show").stdout.splitlines()}
    assert {key: origin for key, origin in lines.items() if origin != "default"} == {
        "accept": "ASSISTANT_ACCEPT",
        "color": "assistant.toml",
    }


def test_tables_are_shown_as_toml_without_keys(project: Path) -> None:
    """A key that somebody wrote where none belongs is not printed."""
    (project / "assistant.toml").write_text(
        '[profiles.here]\nmodel = "m"\napi_key = "sk-5ecret"\n\n[prices]\nm = [1, 2.5]\n'
    )
    trust.remember(project)
    shown = tomllib.loads(run("show").stdout)
    assert shown["profiles"] == {"here": {"model": "m", "api_key": "…"}}
    assert shown["prices"] == {"m": [1, 2.5]}


def test_no_key_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys that lie in the environment stay there."""
    monkeypatch.setenv("OPENAI_API_KEY", "sk-5ecret")
    monkeypatch.setenv("ASSISTANT_API_KEY", "sk-5ecret")
    assert "5ecret" not in run("show").output


def test_path() -> None:
    """The path of the user's file is printed whether it is there or not."""
    assert run("path").stdout == f"{config.user_file()}\n"


def test_wrong_file(project: Path) -> None:
    """A fault in a file is one line on stderr and exit code 2."""
    (project / "assistant.toml").write_text("tone = 1\n")
    done = run("show")
    expected = "assistant: assistant.toml: unknown key 'tone' (hint: keys: engine, accept, "
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith(expected)
    assert done.stderr.count("\n") == 1
