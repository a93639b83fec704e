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

_HOST = "127.0.0.1"


@click.command(epilog=epilog("assistant serve reviews/", "assistant serve --port 9000"))
@click.argument("folder", default=".", type=click.Path(exists=True, file_okay=False))
@click.option("--port", type=click.IntRange(1, 65535), default=8642, show_default=True)
def serve(folder: str, port: int) -> None:
    """Show the desk in a browser on this machine.

    It serves the reviews and articles of FOLDER (the current one), and no path outside it, to
    this machine alone. Whoever may use this machine's network addresses may open it: leave it
    only where you trust every account. Needs `pip install 'editorial-assistant[web]'`.
    """
    if find_spec("textual_serve") is None:
        msg = "the browser needs the extra `web`"
        raise UsageError(msg, hint="pip install 'editorial-assistant[web]'")
    from textual_serve.server import Server

    place = Path(folder).resolve()
    command = [sys.executable, "-m", "assistant", "desk", "--within", str(place), str(place)]
    diagnostics.note(f"http://{_HOST}:{port} shows {place}; ctrl+c ends it")
    server = Server(shlex.join(command), host=_HOST, port=port, title="assistant")
    server.console.quiet = True  # it would write to stdout
    server.serve()
