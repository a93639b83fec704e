"""Endpoints come from settings and the environment; keys go only where they are meant to go."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from assistant.chat.endpoint import PROFILES, Endpoint, endpoint
from assistant.config import Loaded
from assistant.errors import UsageError
from assistant.settings import Settings, updated


def loaded(origin: str = "flag", **settings: Any) -> Loaded:
    """Settings that all come from one place."""
    return Loaded(updated(Settings(), settings), dict.fromkeys(settings, origin))


def refusal(found: Loaded, environment: dict[str, str] | None = None) -> str:
    """The message and hint of a refusal."""
    with pytest.raises(UsageError) as caught:
        endpoint(found, environment or {})
    return f"{caught.value.message} | {caught.value.hint}"


def test_with_a_key_alone_it_is_the_endpoint_of_the_key() -> None:
    """The variable of OpenAI's own tools is enough."""
    found = endpoint(loaded(), {"OPENAI_API_KEY": "sk-1"})
    assert (found.base_url, found.model, found.key) == (
        "https://api.openai.com/v1",
        "gpt-4o-mini",
        "sk-1",
    )


def test_an_address_in_the_environment() -> None:
    """OPENAI_BASE_URL gives way to what the settings say."""
    environment = {"OPENAI_BASE_URL": "http://127.0.0.1:9/v1/", "OPENAI_API_KEY": "k"}
    assert endpoint(loaded(model="m"), environment).host == "127.0.0.1:9"
    other = loaded(model="m", base_url="http://127.0.0.1:8/v1")
    assert endpoint(other, environment).host == "127.0.0.1:8"


@pytest.mark.parametrize("name", ["ollama", "vllm", "llamacpp", "lmstudio"])
def test_local_servers_need_no_key_and_get_none(name: str) -> None:
    """A key of another service that lies in the environment is not sent to them."""
    found = endpoint(loaded(profile=name, model="m"), {"OPENAI_API_KEY": "secret"})
    assert found.key == ""
    assert found.base_url == PROFILES[name].base_url


def test_a_profile_of_ones_own() -> None:
    """It may build on one of ours, and names the variable of its key."""
    own = {"news": {"base_url": "https://llm.example/v1", "model": "m", "key_env": "NEWS_KEY"}}
    found = endpoint(loaded(profile="news", profiles=own), {"NEWS_KEY": "k", "OPENAI_API_KEY": "x"})
    assert (found.host, found.key) == ("llm.example", "k")


@pytest.mark.parametrize(
    ("profile", "expected"),
    [
        ({"base": "x"}, "unknown key 'base'"),
        ({"model": 3}, "model has a value of the wrong type"),
        ({"shape": "xml"}, "shape 'xml' is none of"),
    ],
)
def test_a_malformed_profile_is_named(profile: dict[str, Any], expected: str) -> None:
    """With the key that is at fault."""
    assert expected in refusal(loaded(profile="news", profiles={"news": profile}))


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"profile": "nothing"}, "there is no profile called 'nothing'"),
        ({"profile": "ollama"}, "no model is named for localhost"),
        ({"base_url": "llm.example"}, "'llm.example' is not an address"),
        ({"base_url": "file:///etc/passwd"}, "is not an address"),
        ({"base_url": "https://me:key@llm.example/v1"}, "an address must not contain a key"),
        ({}, "api.openai.com wants a key | set OPENAI_API_KEY"),
    ],
)
def test_what_is_missing_is_told(settings: dict[str, Any], expected: str) -> None:
    """In one line, with how to mend it."""
    assert expected in refusal(loaded(**settings))


def test_a_project_cannot_have_the_users_key_sent_to_itself() -> None:
    """An address from a file in the current folder gets only a key that is meant for it."""
    found = loaded("/somewhere/assistant.toml", base_url="https://evil.example/v1", model="m")
    assert "ASSISTANT_API_KEY" in refusal(found, {"OPENAI_API_KEY": "secret"})
    assert endpoint(found, {"ASSISTANT_API_KEY": "k", "OPENAI_API_KEY": "secret"}).key == "k"


def test_a_key_file_must_be_its_owners_alone(tmp_path: Path) -> None:
    """Mode 0600, one line."""
    file = tmp_path / "key"
    file.write_text("sk-file\n")
    file.chmod(0o644)
    assert "can be read by others | chmod 600" in refusal(loaded(key_file=str(file)))
    file.chmod(0o600)
    assert endpoint(loaded(key_file=str(file)), {}).key == "sk-file"
    file.write_text("two words\n")
    assert "holds no key" in refusal(loaded(key_file=str(file)))
    assert "cannot be read" in refusal(loaded(key_file=str(tmp_path / "none")))


def test_the_key_is_not_shown() -> None:
    """Not in what a log or a traceback would print."""
    assert "sk-1" not in repr(Endpoint("https://a.example/v1", "m", "sk-1"))


def test_nothing_is_sent_without_a_key_being_asked_for() -> None:
    """An estimate needs none."""
    assert endpoint(loaded(), {}, sending=False).key == ""
