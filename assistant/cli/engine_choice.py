"""The flags for engine and encoding, merged into the settings before a command sees them."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import click


def encoding_option() -> Callable[[Callable[..., None]], Callable[..., None]]:
    """The flag that says how an article is stored."""
    return click.option(
        "--encoding", metavar="NAME", help="How FILE is stored, such as koi8-r, if not told right."
    )


_OPTIONS = (
    click.option(
        "--engine", help="What proposes the edits: local, openai, or one that is installed (local)."
    ),
    click.option("--profile", help="openai: the kind of endpoint, such as ollama or vllm."),
    click.option("--base-url", metavar="URL", help="openai: where the endpoint is."),
    click.option("--model", help="openai: the model to ask."),
    click.option(
        "--scope",
        type=click.Choice(["auto", "all"]),
        help="openai: send nothing of an article in which nothing is suspected, or all (auto).",
    ),
    click.option("--style", metavar="FILE", help="openai: the rules of the house, for the model."),
    click.option("--glossary", metavar="FILE", help="openai: lines of term -> form, enforced."),
    click.option("--max-tokens", type=int, help="openai: stop before so many tokens are used."),
    click.option("--max-cost", type=float, help="openai: stop before so many dollars are spent."),
    encoding_option(),
    click.option("--no-cache", is_flag=True, help="openai: ask again what was answered before."),
)
_NAMES = (
    "engine", "profile", "base_url", "model", "scope", "style", "glossary", "max_tokens",
    "max_cost", "no_cache", "encoding",
)  # fmt: skip


def engine_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the flags that choose an engine; it gets the settings under them, `loaded`."""

    @functools.wraps(command)
    def gathered(**options: Any) -> None:
        from assistant.config import load, overridden

        flags = {name: options.pop(name) for name in _NAMES}
        flags["cache"] = False if flags.pop("no_cache") else None
        command(loaded=overridden(load(), flags), **options)

    for option in reversed(_OPTIONS):
        gathered = option(gathered)
    return gathered
