"""`assistant serve`: the desk in a browser on this machine."""

from __future__ import annotations

import shlex
import sys
from importlib.util import find_spec
from pathlib import Path

import click

from assistant.cli import diagnostics
from assistant.cli.helping import epilog
from assistant.errors import UsageError


@click.command(epilog=epilog("assistant serve reviews/", "assistant serve --port 9000"))
@click.argument("folder", default=".", type=click.Path(exists=True, file_okay=False))
@click.option("--port", type=click.IntRange(1, 65535), default=8642, show_default=True)
@click.option("--allow-settings", is_flag=True, help="Let settings be changed in the browser.")
def serve(folder: str, port: int, allow_settings: bool) -> None:
    """Show the desk in a browser on this machine.

    It serves the reviews and articles of FOLDER (the current one), and no path outside it, to
    this machine alone and to one browser: that in which you open the link that is printed. The
    link works once. Needs `pip install 'editorial-assistant[web]'`.
    """
    if find_spec("textual_serve") is None:
        msg = "the browser needs the extra `web`"
        raise UsageError(msg, hint="pip install 'editorial-assistant[web]'")
    from assistant.cli.browser import DeskServer

    place = Path(folder).resolve()
    command = [sys.executable, "-m", "assistant", "desk", "--within", str(place), str(place)]
    command += ["--allow-settings"] if allow_settings else []
    server = DeskServer(f"exec {shlex.join(command)}", port)
    diagnostics.note(f"{server.guard.link} shows {place}, in one browser; ctrl+c ends it")
    server.serve()
