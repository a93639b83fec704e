"""`assistant trust`: let all settings and prompts of a folder count."""

from __future__ import annotations

from pathlib import Path

import click

from assistant.cli import diagnostics, output
from assistant.cli.helping import epilog
from assistant.terminal import sanitise


@click.command(epilog=epilog("assistant trust", "assistant trust --forget"))
@click.argument("folder", default=".", type=click.Path(exists=True, file_okay=False))
@click.option("--forget", is_flag=True, help="Trust the folder no longer.")
def trust(folder: str, forget: bool) -> None:
    """Let all settings and prompts of a folder count.

    Of the assistant.toml of a folder only harmless settings count (accept, color, keys,
    limit_bytes, mouse, theme, and style and glossary where they lie in the folder), and of its
    ./prompts none, as whoever made the folder could have your text sent anywhere. This prints
    what else it sets, and lets it count until something of it changes. Read it first.
    """
    from assistant import config
    from assistant import trust as trusted

    place = Path(folder)
    if forget:
        was = trusted.forget(place)
        diagnostics.note(f"{place.resolve()} is {'no longer' if was else 'not'} trusted")
        return
    brought = config.project(place)
    guarded = config.guarded_in(place, brought)
    if not guarded:
        diagnostics.note(f"{place.resolve()} sets nothing that needs trust")
        return
    trusted.remember(place)
    output.write("".join(f"{sanitise(_shown(name, brought))}\n" for name in guarded))
    diagnostics.note(f"{place.resolve()} is trusted until something of this changes")


def _shown(name: str, brought: object) -> str:
    from assistant.cli.config import toml_of

    known = brought if isinstance(brought, dict) else {}
    return f"{name} = {toml_of(known[name])}" if name in known else name
