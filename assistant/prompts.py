"""What the models are told: one TOML file a task, loaded, validated and filled in.

A file has `name`, `version`, `description`, `system` and `user`, and nothing else; `system`
and `user` are templates of string.Template. Values go in as values: a `$` in an article is
a dollar sign.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from string import Template

from assistant.errors import UsageError

_HERE = Path(__file__).parent
_FOLDERS = (_HERE / "prompts", _HERE.parent / "prompts")
_NAME = re.compile(r"[a-z][a-z0-9_-]*")


@dataclass(frozen=True, slots=True)
class Prompt:
    """One task for a chat model: a system and a user message with `$placeholders`."""

    name: str
    version: int
    description: str
    system: str
    user: str

    @property
    def digest(self) -> str:
        """The SHA-256 of what the model is told, without the values."""
        return hashlib.sha256(f"{self.system}\0{self.user}".encode()).hexdigest()

    def render(self, values: Mapping[str, str]) -> tuple[str, str]:
        """The system and the user message; raises UsageError where a value is missing."""
        try:
            return Template(self.system).substitute(values), Template(self.user).substitute(values)
        except KeyError as error:
            raise UsageError(f"prompt {self.name}: no value for ${error.args[0]}") from None


def load(name: str) -> Prompt:
    """The prompt of a task, from the package or from beside it.

    Raises UsageError where there is none of that name, or where it is malformed.
    """
    if not _NAME.fullmatch(name):
        raise UsageError(f"no prompt can be called {name!r}")
    for folder in _FOLDERS:
        path = folder / f"{name}.toml"
        if path.is_file():
            return read(path)
    raise UsageError(f"there is no prompt called {name}")


def read(path: Path) -> Prompt:
    """The prompt in a file; raises UsageError that names the file and the key at fault."""
    try:
        raw = tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror}") from error
    except ValueError as error:
        raise UsageError(f"{path}: {error}") from error
    types = {field.name: int if field.name == "version" else str for field in fields(Prompt)}
    if wrong := sorted(set(raw) ^ set(types)):
        state = "unknown" if wrong[0] in raw else "missing"
        raise UsageError(f"{path}: {state} key {wrong[0]!r}", hint=f"keys: {', '.join(types)}")
    for key, kind in types.items():
        if type(raw[key]) is not kind:
            raise UsageError(f"{path}: {key} must be of type {kind.__name__}")
    raw = {k: v.strip() if isinstance(v, str) else v for k, v in raw.items()}
    prompt = Prompt(**raw)
    _check(prompt, path)
    return prompt


def _check(prompt: Prompt, path: Path) -> None:
    if prompt.name != path.stem:
        raise UsageError(f"{path}: name is {prompt.name!r}, and must be that of the file")
    for key, text in (("system", prompt.system), ("user", prompt.user)):
        if not Template(text).is_valid():
            raise UsageError(f"{path}: {key} has a `$` that starts no placeholder", hint="write $$")
