"""The command starts fast, because it loads only what it runs."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from assistant.cli.main import COMMANDS, cli

HEAVY = {
    "ctranslate2",
    "numpy",
    "httpx2",
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


def test_a_check_without_an_engine_loads_none(tmp_path: Path) -> None:
    """Nor the network, nor a database; it splits sentences, which needs a library."""
    article = tmp_path / "article.txt"
    article.write_text("The council met on Monday and voted for the plan of the port.\n", "utf-8")
    loaded = loaded_by("check", "--ignore", "suspect", str(article))
    assert loaded & (HEAVY | {"ssl", "socket", "email"}) == {"sentencex"}


def took(*arguments: str) -> float:
    """How many seconds Python takes for something."""
    begun = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begun


def test_help_is_fast() -> None:
    """`assistant --help` takes little longer than the library that it is made with.

    Some 0.06 s where `import click` takes 0.045; the screen library alone would add 0.15.
    """
    pairs = [(took("-m", "assistant", "--help"), took("-c", "import click")) for _ in range(7)]
    helped, imported = map(min, zip(*pairs, strict=True))
    assert helped < 4 * imported


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
