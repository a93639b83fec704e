"""`assistant config`: the settings in force, and where each comes from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import click

from assistant.cli import output
from assistant.cli.helping import epilog


@click.group(epilog=epilog("assistant config show", "assistant config path"))
def config() -> None:
    """Show the settings and their sources.

    A later source wins: defaults, your own file (`assistant config path`), ./assistant.toml (all
    of it only after `assistant trust`), ASSISTANT_* in the environment, flags.
    """


@config.command(epilog=epilog("assistant config show"))
def show() -> None:
    """Print every setting, as TOML, with its source."""
    from assistant.cli.loading import load_settings
    from assistant.settings import flat

    loaded = load_settings()
    lines = [(f"{key} = {toml_of(each)}", key) for key, each in flat(loaded.settings).items()]
    width = max(len(line) for line, _ in lines)
    output.write("".join(f"{line:{width}}  # {loaded.origins[key]}\n" for line, key in lines))


def toml_of(value: Any, name: str = "") -> str:
    """A value as TOML writes it on one line; what may be a key of somebody's is not shown."""
    if isinstance(value, Mapping):
        entries = (f"{json.dumps(key)} = {toml_of(each, key)}" for key, each in value.items())
        return f"{{ {', '.join(entries)} }}" if value else "{}"
    secret = (
        isinstance(value, str) and "key" in name.lower() and name not in ("key_env", "key_file")
    )
    return json.dumps("…" if secret else value, ensure_ascii=False)


@config.command(epilog=epilog("assistant config path"))
def path() -> None:
    """Print where the user's settings are read from."""
    from assistant.config import user_file

    output.write(f"{user_file()}\n")
