"""The command starts fast, because it loads only what it runs."""

from __future__ import annotations

import json
import subprocess
import sys
import time

import pytest

from assistant.cli.main import COMMANDS, cli

HEAVY = {
    "ctranslate2",
    "numpy",
    "openai",
    "textual",
    "tiktoken",
    "rich",
    "gguf",
    "lemminflect",
    "wordfreq",
    "ftfy",
    "markdown_it",
    "sentencex",
    "rapidfuzz",
    "sqlite3",
    "asyncio",
}
PROBE = """
import json, sys
from assistant.cli.main import cli
try:
    cli(json.loads(sys.argv[1]), prog_name="assistant")
except SystemExit:
    pass
print(json.dumps(sorted({name.partition(".")[0] for name in sys.modules})))
"""


def loaded_by(*arguments: str) -> set[str]:
    """The top-level modules that are loaded once the command has run."""
    command = [sys.executable, "-c", PROBE, json.dumps(arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["--version"],
        ["--nonsense"],
        ["setup", "--help"],
        ["config", "show"],
        ["completion", "zsh"],
        ["rewrite", "--help"],
        ["review", "--help"],
        ["apply", "--help"],
        ["doctor", "--help"],
    ],
)
def test_nothing_heavy_is_loaded(arguments: list[str]) -> None:
    """Help, settings and completion load no model, no network and no screen library."""
    assert loaded_by(*arguments) & HEAVY == set()


def test_help_is_fast() -> None:
    """`assistant --help` takes less than 0.3 s (the best of five, as machines are shared)."""
    times = []
    for _ in range(5):
        begun = time.perf_counter()
        subprocess.run([sys.executable, "-m", "assistant", "--help"], check=True, stdout=-3)
        times.append(time.perf_counter() - begun)
    assert min(times) < 0.3


@pytest.mark.parametrize("name", COMMANDS)
def test_table_agrees_with_the_commands(name: str) -> None:
    """The table names commands that exist, and says of each what its own help says."""
    command = cli.get_command(None, name)
    assert command is not None
    assert command.name == name
    assert (command.help or "").partition("\n")[0] == COMMANDS[name][1]


def test_completion_of_names_loads_no_command() -> None:
    """Completing the name of a command reads the table alone."""
    items = cli.shell_complete(
        cli.make_context("assistant", ["--debug"], resilient_parsing=True), "re"
    )
    assert [item.value for item in items] == ["rewrite", "review"]
