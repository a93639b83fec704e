"""Flags that several commands have; those for the engine come merged into the settings."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import click

REPAIRS = "What proposes changes: local, openai, or an installed engine (local)."
SUMMARISES = "What writes the summary: local picks sentences, openai writes them (local)."


def encoding_option() -> Callable[[Callable[..., None]], Callable[..., None]]:
    """The flag that says how an article is stored."""
    return click.option(
        "--encoding",
        metavar="NAME",
        help="The encoding of FILE, such as koi8-r, if it is guessed wrong.",
    )


def color_option() -> Callable[[Callable[..., None]], Callable[..., None]]:
    """The flag that says when to colour."""
    return click.option(
        "--color", type=click.Choice(["auto", "always", "never"]), help="When to use colour."
    )


_OPTIONS = (
    click.option("--profile", help="openai: a known kind of endpoint, such as ollama or vllm."),
    click.option("--base-url", metavar="URL", help="openai: the address of the endpoint."),
    click.option("--model", help="openai: the model to ask."),
    click.option(
        "--scope",
        type=click.Choice(["auto", "all"]),
        help="openai: auto sends nothing of an article that reads clean; all sends it (auto).",
    ),
    click.option(
        "--form",
        "asked_in",
        type=click.Choice(["auto", "sections", "sentences"]),
        help="openai: ask section by section, or by sentence, as small models need (auto).",
    ),
    click.option(
        "--style", metavar="FILE", help="openai: a file with your house style, for the model."
    ),
    click.option(
        "--glossary", metavar="FILE", help="openai: a file of lines term -> form, enforced."
    ),
    click.option("--max-tokens", type=int, help="openai: stop before more tokens are used."),
    click.option("--max-cost", type=float, help="openai: stop before more dollars are spent."),
    encoding_option(),
    click.option("--no-cache", is_flag=True, help="openai: ask again what was answered before."),
)
_NAMES = (
    "engine", "profile", "base_url", "model", "scope", "asked_in", "style", "glossary",
    "max_tokens", "max_cost", "no_cache", "encoding",
)  # fmt: skip


Command = Callable[..., None]


def engine_options(purpose: str) -> Callable[[Command], Command]:
    """Give a command the flags that choose an engine; `purpose` says what it is for there.

    The command gets the settings under them, `loaded`.
    """

    def decorate(command: Command) -> Command:
        @functools.wraps(command)
        def gathered(**options: Any) -> None:
            from assistant.cli.loading import load_settings
            from assistant.config import overridden

            flags = {name: options.pop(name) for name in _NAMES}
            flags["form"] = flags.pop("asked_in")
            flags["cache"] = False if flags.pop("no_cache") else None
            command(loaded=overridden(load_settings(), flags), **options)

        for option in reversed((click.option("--engine", help=purpose), *_OPTIONS)):
            gathered = option(gathered)
        return gathered

    return decorate
