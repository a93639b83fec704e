"""Settings come from where they are said to come from, and wrong ones are named."""

from __future__ import annotations

import string
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant import config
from assistant.errors import UsageError
from assistant.settings import Settings, flat, updated


@pytest.fixture
def user(own_settings: Path) -> Path:
    """The user's file, not there yet."""
    config.user_file().parent.mkdir(parents=True)
    return config.user_file()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a project."""
    return tmp_path


def message(folder: Path, environment: dict[str, str] | None = None) -> str:
    """The message and the hint of a refusal."""
    with pytest.raises(UsageError) as caught:
        config.load(environment or {}, folder)
    assert "\n" not in caught.value.message
    return f"{caught.value.message} | {caught.value.hint}"


def test_defaults(folder: Path) -> None:
    """Without files and variables, every setting is its default."""
    loaded = config.load({}, folder)
    assert loaded.settings == Settings()
    assert set(loaded.origins.values()) == {"default"}


def test_order_of_sources(user: Path, folder: Path) -> None:
    """Defaults give way to the user's file, that to the project's, that to the environment."""
    user.write_text('accept = "all"\ncolor = "never"\nlimit_bytes = 10\n')
    (folder / "assistant.toml").write_text('color = "always"\nlimit_bytes = 20\n')
    loaded = config.load({"ASSISTANT_LIMIT_BYTES": "30"}, folder)
    assert loaded.settings == Settings(accept="all", color="always", limit_bytes=30)
    said = {key: origin for key, origin in loaded.origins.items() if origin != "default"}
    assert said == {
        "accept": str(user),
        "color": str(folder / "assistant.toml"),
        "limit_bytes": "ASSISTANT_LIMIT_BYTES",
    }


def test_unknown_key(user: Path, folder: Path) -> None:
    """A misspelt key is named with its file, and the likely one offered."""
    user.write_text('colour = "never"\n')
    assert message(folder) == f"{user}: unknown key 'colour' | did you mean color?"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("accept = 3", "accept must be one of unflagged, all, none"),
        ('accept = "most"', "accept must be one of unflagged, all, none"),
        ("accept = []", "accept must be one of unflagged, all, none"),
        ("limit_bytes = true", "limit_bytes must be a whole number, 0 or above"),
        ("limit_bytes = 1.5", "limit_bytes must be a whole number, 0 or above"),
        ("limit_bytes = 0", "limit_bytes must be above 0"),
        ('limit_bytes = "20"', "limit_bytes must be a whole number, 0 or above"),
        ("read_seconds = inf", "read_seconds must be a number, 0 or above"),
        ("max_cost = -1", "max_cost must be a number, 0 or above"),
        ("cache = 1", "cache must be true or false"),
        ("model = 4", "model must be a text"),
        ("profiles = 4", "profiles must be a table"),
        ("[color]\na = 1", "color must be one of auto, always, never"),
    ],
)
def test_wrong_value(user: Path, folder: Path, line: str, expected: str) -> None:
    """A value of a wrong type is named with its file and key, and not repeated."""
    user.write_text(line)
    assert message(folder) == f"{user}: {expected} | "


@pytest.mark.parametrize("text", ["many", "-1", "1e6", "²", " 5"])
def test_wrong_variable(folder: Path, text: str) -> None:
    """A variable of the environment is named itself."""
    expected = "ASSISTANT_LIMIT_BYTES must be a whole number, 0 or above | "
    assert message(folder, {"ASSISTANT_LIMIT_BYTES": text}) == expected


def test_empty_variable_is_none(folder: Path) -> None:
    """An empty variable changes nothing."""
    assert config.load({"ASSISTANT_ACCEPT": ""}, folder).settings == Settings()


@pytest.mark.parametrize("content", [b"accept =", b"\xff\xfe", b"a = 1\na = 2", b"[[["])
def test_malformed_file(user: Path, folder: Path, content: bytes) -> None:
    """A file that is no TOML is named."""
    user.write_bytes(content)
    assert message(folder).startswith(f"{user}: ")


def test_unreadable_file(folder: Path) -> None:
    """A file that cannot be read is named."""
    (folder / "assistant.toml").mkdir()
    assert message(folder).startswith(f"cannot read {folder / 'assistant.toml'}: ")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(key=st.text(string.ascii_letters + "_", min_size=1), value=st.text(max_size=20))
def test_values_of_unknown_keys_stay_secret(folder: Path, key: str, value: str) -> None:
    """Whatever lies under an unknown key, a password perhaps, is never shown."""
    if key in config.load({}, folder / "none").origins:
        return
    hidden = f"5ecret{value}"
    quoted = "".join(f"\\U{ord(character):08X}" for character in hidden)
    (folder / "assistant.toml").write_text(f'{key} = "{quoted}"\n')
    assert "5ecret" not in message(folder)


_FLAT = {"engine": "openai", "base_url": "http://localhost:1/v1", "style": "s.md", "mouse": False}


def test_a_flat_key_finds_its_place() -> None:
    """Files and flags are flat, the settings nested; there and back nothing is lost."""
    found = updated(Settings(), _FLAT)
    assert (found.engine, found.endpoint.base_url) == ("openai", "http://localhost:1/v1")
    assert (found.house.style, found.desk.mouse) == ("s.md", False)
    assert flat(found) == flat(Settings()) | _FLAT
    assert updated(Settings(), flat(found)) == found


def test_flags_are_above_what_a_file_says_later(user: Path, folder: Path) -> None:
    """A file that changes while the desk is open is heeded, a flag stays a flag."""
    flags = {"model": "of the flag", "profile": None}
    before = config.overridden(config.load(), flags)
    user.write_text('model = "of the file"\nprofile = "vllm"\n')
    after = config.reloaded(before)
    assert (after.settings.endpoint.model, after.settings.endpoint.profile) == (
        "of the flag",
        "vllm",
    )
    assert (after.origins["model"], after.origins["profile"]) == (config.FLAG, str(user))
