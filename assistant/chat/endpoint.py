"""Endpoints: where a chat model is, what it is called, and what it does differently."""

from __future__ import annotations

import ipaddress
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from assistant.chat.pace import Pace
from assistant.config import Loaded
from assistant.errors import UsageError
from assistant.reading import read_text
from assistant.trust import PROJECT_FILE

_LARGEST_KEY = 10_000


class Shape(StrEnum):
    """How the form of an answer is asked for, from the strictest to the loosest."""

    SCHEMA = "json_schema"
    OBJECT = "json_object"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Profile:
    """A kind of server. `key_env` names the variable that holds its key, if it wants one.

    `shape` is the strictest form of answer it understands, `limit_name` what it calls
    the limit of an answer; `temperature` is left out where it is below 0.
    """

    base_url: str = ""
    model: str = ""
    key_env: str = ""
    shape: str = Shape.SCHEMA
    limit_name: str = "max_tokens"
    temperature: float = 0.0


_OWN = "OPENAI_API_KEY"
PROFILES: Mapping[str, Profile] = {
    "openai": Profile(
        "https://api.openai.com/v1", "gpt-4o-mini", _OWN, limit_name="max_completion_tokens"
    ),
    "openrouter": Profile("https://openrouter.ai/api/v1", "", "OPENROUTER_API_KEY"),
    "ollama": Profile("http://localhost:11434/v1"),
    "vllm": Profile("http://localhost:8000/v1"),
    "llamacpp": Profile("http://localhost:8080/v1", "default"),
    "lmstudio": Profile("http://localhost:1234/v1"),
}


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A model at an address. The key is never shown, logged or stored.

    Times are in seconds; `in_flight` is the most requests at a time, `effort` how much a model
    that thinks is asked to, empty for what it does by itself. A `pace` is shared by all who ask
    there.
    """

    base_url: str
    model: str
    key: str = field(default="", repr=False)
    profile: Profile = Profile()
    in_flight: int = 8
    connect_seconds: float = 5.0
    read_seconds: float = 60.0
    retries: int = 4
    effort: str = ""
    pace: Pace | None = field(default=None, compare=False, repr=False)

    @property
    def host(self) -> str:
        """The host, with the port where one is given: where the text goes."""
        parts = urlsplit(self.base_url)
        port = f":{parts.port}" if parts.port else ""
        return f"{parts.hostname or ''}{port}"


def endpoint(loaded: Loaded, environment: Mapping[str, str], *, sending: bool = True) -> Endpoint:
    """The endpoint that the settings and the environment name; without a key unless `sending`.

    Raises UsageError where the address, the model or the key is missing or unfit.
    """
    settings = loaded.settings.endpoint
    profile = _profile(settings.profile, settings.profiles)
    address = settings.base_url or profile.base_url or environment.get("OPENAI_BASE_URL", "")
    if not settings.profile and not address:
        profile = PROFILES["openai"]
        address = profile.base_url
    _check_address(address)
    model = settings.model or profile.model
    if not model:
        raise UsageError(
            f"no model is named for {urlsplit(address).hostname}",
            hint="--model NAME, or `model` in the settings",
        )
    found = Endpoint(
        address.rstrip("/"), model, "", profile,
        settings.in_flight, settings.connect_seconds, settings.read_seconds,
        effort=settings.reasoning_effort,
    )  # fmt: skip
    return replace(found, key=_key(found, loaded, environment)) if sending else found


def _profile(name: str, own: Mapping[str, Mapping[str, Any]]) -> Profile:
    if name not in own:
        if name and name not in PROFILES:
            known = ", ".join(sorted({*PROFILES, *own}))
            raise UsageError(f"there is no profile called {name!r}", hint=f"one of {known}")
        return PROFILES.get(name, Profile(key_env=_OWN))
    base = PROFILES.get(name, Profile())
    kinds = {known.name: type(getattr(base, known.name)) for known in fields(Profile)}
    if not isinstance(own[name], Mapping):
        raise UsageError(f"profiles.{name} must be a table")
    for key, value in own[name].items():
        if key not in kinds:
            raise UsageError(
                f"profiles.{name}: unknown key {key!r}", hint=f"keys: {', '.join(kinds)}"
            )
        wanted = (int, float) if kinds[key] is float else str
        if not isinstance(value, wanted) or isinstance(value, bool):
            raise UsageError(f"profiles.{name}: {key} has a value of the wrong type")
    if (shape := own[name].get("shape", "text")) not in set(Shape):
        raise UsageError(f"profiles.{name}: shape {shape!r} is none of {', '.join(Shape)}")
    return replace(base, **own[name])


def _check_address(address: str) -> None:
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UsageError(f"{address!r} is not an address", hint="such as http://localhost:11434/v1")
    if parts.username or parts.password:
        raise UsageError("an address must not contain a key", hint="use OPENAI_API_KEY")


def _key(found: Endpoint, loaded: Loaded, environment: Mapping[str, str]) -> str:
    """The key: ASSISTANT_API_KEY, the key file, or the variable of the profile, in this order.

    The last is not sent to an address that a file in the current folder names: it may be
    anybody's.
    """
    if own := environment.get("ASSISTANT_API_KEY"):
        return own.strip()
    if loaded.settings.endpoint.key_file:
        return _key_in(Path(loaded.settings.endpoint.key_file).expanduser())
    variable = found.profile.key_env
    foreign = (
        any(
            Path(loaded.origins.get(key, "")).name == PROJECT_FILE
            for key in ("base_url", "profiles", "profile")
        )
        and found.base_url != PROFILES["openai"].base_url
    )
    if variable and not foreign and (given := environment.get(variable)):
        return given.strip()
    if not variable or is_local(found.base_url):
        return ""
    hint = f"set {variable}, or `key_file` in the settings"
    if foreign:
        hint = f"{PROJECT_FILE} names the address: set ASSISTANT_API_KEY to send a key there"
    raise UsageError(f"{found.host} wants a key", hint=hint)


def _key_in(path: Path) -> str:
    try:
        if stat.S_IMODE(path.stat().st_mode) & 0o077:
            raise UsageError(f"{path} can be read by others", hint=f"chmod 600 {path}")
        key = read_text(path, _LARGEST_KEY).strip()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"the key file {path} cannot be read") from error
    if not key or not key.isascii() or not key.isprintable() or " " in key:
        raise UsageError(f"{path} holds no key", hint="one line, the key and nothing else")
    return key


def is_local(address: str) -> bool:
    """Whether an address is on this machine."""
    host = urlsplit(address).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
