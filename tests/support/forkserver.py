"""The command in processes that are forked from one in which everything is loaded already.

Such a process has its own arguments, environment, folder, standard streams and exit code, as
one that a shell starts, without the second or two in which Python, the libraries and the
tables are read. `tests/cli/test_startup.py` and `test_package.py` look at cold starts.

Run as a module it is the server; it is asked through the socket whose descriptor it is given.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import traceback
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

_LONGEST = 1 << 20


class ForkServer:
    """Runs commands one after another; it ends with the process that made it."""

    def __init__(self) -> None:
        self._socket, side = socket.socketpair()
        with side:
            subprocess.Popen(
                [sys.executable, "-m", "tests.support.forkserver", str(side.fileno())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                cwd=Path(__file__).parents[2],
                pass_fds=[side.fileno()],
            )

    def run(
        self, arguments: Sequence[str], stdin: bytes, env: Mapping[str, str], seconds: float
    ) -> subprocess.CompletedProcess[bytes]:
        """The outcome of a command; raises TimeoutExpired where it takes too long."""
        with (
            tempfile.TemporaryFile() as given,
            tempfile.TemporaryFile() as out,
            tempfile.TemporaryFile() as errors,
        ):
            given.write(stdin)
            given.seek(0)
            asked = json.dumps([list(arguments), str(Path.cwd()), dict(env)]).encode()
            assert len(asked) < _LONGEST
            streams = [file.fileno() for file in (given, out, errors)]
            socket.send_fds(self._socket, [len(asked).to_bytes(4) + asked], streams)
            code = self._outcome(arguments, seconds)
            for file in (out, errors):
                file.seek(0)
            return subprocess.CompletedProcess(list(arguments), code, out.read(), errors.read())

    def _outcome(self, arguments: Sequence[str], seconds: float) -> int:
        pid = self._number()
        self._socket.settimeout(seconds)
        try:
            return self._number()
        except TimeoutError as error:
            os.kill(pid, signal.SIGKILL)
            self._socket.settimeout(None)
            self._number()
            raise subprocess.TimeoutExpired(list(arguments), seconds) from error
        finally:
            self._socket.settimeout(None)

    def _number(self) -> int:
        data = self._socket.recv(4, socket.MSG_WAITALL)
        assert len(data) == 4, "the fork server has ended"
        return int.from_bytes(data, signed=True)


@cache
def server() -> ForkServer:
    """The server of this process."""
    return ForkServer()


_WARMING = (
    "rewrite - --engine openai --base-url http://127.0.0.1:9 --model gpt-4o-mini --estimate",
    "summarise -",
    "check - --ignore suspect",
)


def _preload() -> None:
    """Load what commands load, by running some; no threads, which would not survive a fork."""
    import httpx2  # noqa: F401
    from click.testing import CliRunner

    from assistant.cli.main import COMMANDS, cli

    for name in COMMANDS:
        cli.get_command(None, name)  # type: ignore[arg-type]
    article = "Town Plan\n\nThe loss leaders of the town froze off the plan on Monday.\n"
    with tempfile.TemporaryDirectory() as folder:
        places = {f"ASSISTANT_{kind}_DIR": folder for kind in ("CACHE", "CONFIG", "STATE")}
        for command in _WARMING:
            done = CliRunner().invoke(cli, command.split(), input=article, env=places)
            assert done.exit_code in (0, 1), done.output
    assert threading.active_count() == 1


def _is_child(link: socket.socket) -> bool:
    """Answer requests until there are no more; True in a process that is to do what was asked."""
    while True:
        head, descriptors, _, _ = socket.recv_fds(link, 4, 3)
        if not head:
            return False
        asked = link.recv(int.from_bytes(head), socket.MSG_WAITALL)
        pid = os.fork()
        if pid == 0:
            link.close()
            _become(json.loads(asked), descriptors)
            return True
        for descriptor in descriptors:
            os.close(descriptor)
        link.sendall(pid.to_bytes(4))
        _, status = os.waitpid(pid, 0)
        link.sendall(os.waitstatus_to_exitcode(status).to_bytes(4, signed=True))


def _become(asked: tuple[list[str], str, dict[str, str]], descriptors: Sequence[int]) -> None:
    arguments, folder, env = asked
    for place, descriptor in enumerate(descriptors):
        os.dup2(descriptor, place)
        os.close(descriptor)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(env)
    sys.argv[1:] = arguments


def _ended(code: object) -> int:
    """End as Python does (Py_RunMain), but for taking apart what was loaded before the fork."""
    if isinstance(code, str):
        sys.stderr.write(f"{code}\n")
    threading._shutdown()  # type: ignore[attr-defined]
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    return code if isinstance(code, int) else int(code is not None)


def _main() -> None:
    from assistant.__main__ import main

    _preload()
    gc.freeze()
    if not _is_child(socket.socket(fileno=int(sys.argv[1]))):
        return
    code: object = 1
    try:
        main()
        code = 0
    except SystemExit as end:
        code = end.code
    except BaseException:  # noqa: BLE001 - as Python shows whatever ends a process
        traceback.print_exc()
    os._exit(_ended(code))


if __name__ == "__main__":
    _main()
