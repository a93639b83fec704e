"""`assistant cache`: the answers that are kept."""

from __future__ import annotations

import click

from assistant.cli import output
from assistant.cli.helping import epilog


@click.group(epilog=epilog("assistant cache info", "assistant cache clear"))
def cache() -> None:
    """Show or clear the cached answers."""


@cache.command(epilog=epilog("assistant cache info"))
def info() -> None:
    """Print where the cache lies, how large it is, and what it holds."""
    from assistant.chat.cache import Cache, default_path

    found = Cache(default_path()).contents()
    kinds = ", ".join(f"{count} of kind {kind}" for kind, count in sorted(found.entries.items()))
    output.write(f"{found.path}\n{found.bytes / 1e6:.1f} MB, {kinds or 'empty'}\n")


@cache.command(epilog=epilog("assistant cache clear"))
def clear() -> None:
    """Forget all answers, so that the next run asks again."""
    from assistant.chat.cache import Cache, default_path

    kept = Cache(default_path())
    count = sum(kept.contents().entries.values())
    kept.clear()
    output.write(f"{count} entries forgotten\n")
