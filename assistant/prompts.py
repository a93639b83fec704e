"""What the models are told: one TOML file a task, loaded, validated and filled in.

A file has `name`, `version`, `description`, `system` and `user`; it may have `json_answer`,
`text_answer` and `schema`, the form of the answer, `again`, what is said when an answer
cannot be used, `mend`, when parts of it cannot, and `dense` and `sparse`, what is said of an
article that reads garbled or clean. All but the name, version, description
and schema are templates of string.Template. Values go in as values: a `$` in an article is a
dollar sign. A file of the same name in the configuration folder, or in ./prompts where the current
folder is trusted, stands in the place of ours.
"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, asdict, dataclass, fields
from functools import cache
from pathlib import Path
from string import Template
from typing import Any

from assistant import paths, trust
from assistant.errors import UsageError
from assistant.reading import read_text

_HERE = Path(__file__).parent
_SHIPPED = (_HERE / "prompts", _HERE.parent / "prompts")
_TEMPLATES = (
    "system", "user", "json_answer", "text_answer", "again", "mend", "dense", "sparse",
)  # fmt: skip
_LARGEST = 1_000_000
_NAME = re.compile(r"[a-z][a-z0-9_-]*")


@dataclass(frozen=True, slots=True)
class Prompt:
    """One task for a chat model: a system and a user message with `$placeholders`."""

    name: str
    version: int
    description: str
    system: str
    user: str
    json_answer: str = ""
    text_answer: str = ""
    again: str = ""
    mend: str = ""
    dense: str = ""
    sparse: str = ""
    schema: str = ""

    @property
    def digest(self) -> str:
        """The SHA-256 of what the model is told, without the values."""
        return _digest(self)

    @property
    def mark(self) -> str:
        """Name, version and digest, as a review records them."""
        return f"{self.name} {self.version} sha256:{self.digest[:16]}"

    @property
    def answer_schema(self) -> dict[str, Any] | None:
        """The JSON schema of the answer, if there is one."""
        return json.loads(self.schema) if self.schema else None

    def render(self, values: Mapping[str, str]) -> tuple[str, str]:
        """The system and the user message; raises UsageError where a value is missing."""
        return self.filled("system", values), self.filled("user", values)

    def filled(self, key: str, values: Mapping[str, str]) -> str:
        """One template with its values; raises UsageError where a value is missing."""
        try:
            return Template(getattr(self, key)).substitute(values)
        except KeyError as error:
            raise UsageError(f"prompt {self.name}: no value for ${error.args[0]}") from None


@cache
def _digest(prompt: Prompt) -> str:
    told = {key: text for key, text in asdict(prompt).items() if key in {*_TEMPLATES, "schema"}}
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Shelf:
    """The file of a prompt, and whether it is one of ours."""

    path: Path
    shipped: bool


def shelves() -> Iterator[Shelf]:
    """The file of every prompt that can be loaded, by name; overrides hide ours."""
    found: dict[str, Shelf] = {}
    for folder in reversed(_folders()):
        for path in sorted(folder.glob("*.toml")):
            if _NAME.fullmatch(path.stem):
                found[path.stem] = Shelf(path, folder in _SHIPPED)
    yield from (found[name] for name in sorted(found))


def overrides(folder: Path) -> tuple[Path, ...]:
    """The prompts of a folder that would stand in the place of ours, by name."""
    if not (folder / trust.PROMPTS_FOLDER).is_dir() or _is_ours(folder / trust.PROMPTS_FOLDER):
        return ()
    ours = {path.name for shipped in _SHIPPED for path in shipped.glob("*.toml")}
    return tuple(path for path in trust.prompt_files(folder) if path.name in ours)


def _is_ours(folder: Path) -> bool:
    return folder.absolute() == _HERE.parent / "prompts"


def _folders() -> tuple[Path, ...]:
    own = Path(trust.PROMPTS_FOLDER).absolute()
    first = (own,) if not _is_ours(own) and trust.is_trusted(Path()) else ()
    return (*first, paths.config_dir() / "prompts", *_SHIPPED)


def load(name: str) -> Prompt:
    """The prompt of a task: the user's own where there is one, or ours.

    Raises UsageError where there is none of that name, or where it is malformed.
    """
    if not _NAME.fullmatch(name):
        raise UsageError(f"no prompt can be called {name!r}")
    for folder in _folders():
        path = folder / f"{name}.toml"
        if path.is_file():
            return read(path)
    raise UsageError(f"there is no prompt called {name}")


def read(path: Path) -> Prompt:
    """The prompt in a file; raises UsageError that names the file and the key at fault."""
    try:
        raw = tomllib.loads(read_text(path, _LARGEST))
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{path}: {error}") from error
    types = {field.name: int if field.name == "version" else str for field in fields(Prompt)}
    needed = {field.name for field in fields(Prompt) if field.default is MISSING}
    if wrong := sorted((set(raw) - set(types)) | (needed - set(raw))):
        state = "unknown" if wrong[0] in raw else "missing"
        raise UsageError(f"{path}: {state} key {wrong[0]!r}", hint=f"keys: {', '.join(types)}")
    for key, kind in types.items():
        if key in raw and type(raw[key]) is not kind:
            raise UsageError(f"{path}: {key} must be of type {kind.__name__}")
    raw = {k: v.strip() if isinstance(v, str) else v for k, v in raw.items()}
    prompt = Prompt(**raw)
    _check(prompt, path)
    return prompt


def _check(prompt: Prompt, path: Path) -> None:
    if prompt.name != path.stem:
        raise UsageError(f"{path}: name is {prompt.name!r}, and must be that of the file")
    try:
        schema = prompt.answer_schema
    except ValueError as error:
        raise UsageError(f"{path}: schema is no JSON: {error}") from error
    if schema is not None and not isinstance(schema, dict):
        raise UsageError(f"{path}: schema must be a JSON object")
    for key in _TEMPLATES:
        if not Template(getattr(prompt, key)).is_valid():
            raise UsageError(f"{path}: {key} has a `$` that starts no placeholder", hint="write $$")
