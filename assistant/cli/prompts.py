"""`assistant prompts`: what the models are told, and how to tell them something else."""

from __future__ import annotations

from pathlib import Path

import click

from assistant.cli import diagnostics, output
from assistant.cli.helping import epilog


@click.group(epilog=epilog("assistant prompts list", "assistant prompts copy repair"))
def prompts() -> None:
    """List, show, copy and check the prompts.

    A prompt is what a chat model is told. A copy in the folder of your settings, or in ./prompts
    after `assistant trust`, is used instead of ours.
    """
    from assistant.cli.loading import tell_untrusted_prompts

    tell_untrusted_prompts()


@prompts.command("list", epilog=epilog("assistant prompts list"))
def list_() -> None:
    """Name every prompt, with its version and where it comes from."""
    from assistant import prompts as known

    for shelf in known.shelves():
        prompt = known.read(shelf.path)
        place = "ours" if shelf.shipped else str(shelf.path)
        output.write(f"{prompt.name} {prompt.version}  ({place})  {prompt.description}\n")


@prompts.command(epilog=epilog("assistant prompts show repair"))
@click.argument("name")
def show(name: str) -> None:
    """Print the file of a prompt."""
    output.write(_file(name).read_text("utf-8"))


@prompts.command(
    epilog=epilog("assistant prompts copy repair", "assistant prompts copy repair mine/")
)
@click.argument("name")
@click.argument("folder", default="prompts", required=False)
def copy(name: str, folder: str) -> None:
    """Copy the file of a prompt to FOLDER (./prompts), to be changed there."""
    from assistant import atomic
    from assistant.errors import SourceError

    source, target = _file(name), Path(folder) / f"{name}.toml"
    if target.exists() or target.is_symlink():
        raise SourceError(f"{target} is there already", hint="remove it first")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SourceError(f"{folder} cannot be made: {error.strerror}") from error
    atomic.write_atomic(target, source.read_bytes())
    output.write(f"{target}\n")


@prompts.command(
    epilog=epilog("assistant prompts check", "assistant prompts check prompts/repair.toml")
)
@click.argument("files", nargs=-1)
def check(files: tuple[str, ...]) -> None:
    """Check FILES, or all prompts that would be used; the exit code is 2 if one is invalid."""
    from assistant import prompts as known

    paths = [Path(file) for file in files] or [shelf.path for shelf in known.shelves()]
    failures = diagnostics.Failures()
    for path in paths:
        with failures.of(str(path)):
            output.write(f"{path}: sound ({known.read(path).mark})\n")
    raise click.exceptions.Exit(int(failures.code))


def _file(name: str) -> Path:
    from assistant import prompts as known
    from assistant.errors import UsageError

    found = {shelf.path.stem: shelf.path for shelf in known.shelves()}
    if name not in found:
        raise UsageError(f"there is no prompt called {name!r}", hint=f"one of {', '.join(found)}")
    return found[name]
