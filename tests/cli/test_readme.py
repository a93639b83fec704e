"""The README, followed to the letter: its commands exist, work, and print what it says."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path

import click
import pytest

from assistant.cli.main import COMMANDS, cli
from assistant.workspace.opening import demo_article
from tests.support.office import docx, paragraph

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
_BLOCK = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
_CONSOLE = re.compile(r"^```console\n\$ assistant demo\n(.*?)^```", re.MULTILINE | re.DOTALL)
_ENOUGH = 7
"""Paragraphs of the article that the commands work on: each repairs them anew."""
_SHELL = re.compile(r"\s(?:>.*|\|.*|#.*)\Z")
_ELSEWHERE = ("setup", "desk", "serve")
"""Commands that want a network or a terminal; they are held to their options alone."""

_ASKING = frozenset({"openai", "collect"})
"""Words of commands that ask an endpoint."""


def commands() -> Iterator[str]:
    """Every line of a block of shell in which `assistant` is called."""
    for block in _BLOCK.findall(README):
        for line in block.splitlines():
            if re.match(r"(?:[A-Z_]+=\S+ )?assistant\b", line):
                yield line


def _words(line: str) -> list[str]:
    bare = _SHELL.sub("", line.replace("…", "x"))
    while (shorter := _SHELL.sub("", bare)) != bare:
        bare = shorter
    words = shlex.split(bare)
    return words[words.index("assistant") + 1 :]


@pytest.mark.parametrize("line", list(commands()))
def test_every_command_takes_what_it_is_given(line: str) -> None:
    """Its options are known, and their values are some that it takes."""
    name, *rest = _words(line) or ["desk"]
    if name not in COMMANDS:
        name, rest = "desk", [name, *rest]
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    command.make_context(name, rest)


def test_the_commands_of_the_table_are_all_there_are() -> None:
    """None is missing, none is made up."""
    table = README[README.index("## Commands") : README.index("| exit code")]
    named = set(re.findall(r"`assistant ([a-z]+)\b", table)) - {"COMMAND"}
    assert named == set(COMMANDS)


@pytest.mark.model
@pytest.mark.slow
@pytest.mark.timeout(800)
def test_the_commands_work_as_printed(tmp_path: Path) -> None:
    """One after the other in an empty folder that holds an article; none needs another."""
    shim = tmp_path / "bin" / "assistant"
    shim.parent.mkdir()
    shim.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m assistant "$@"\n')
    shim.chmod(0o755)
    place = tmp_path / "empty"
    place.mkdir()
    told = demo_article().read_text("utf-8").split("\n\n")[:_ENOUGH]
    (place / "article.txt").write_text("\n\n".join(told) + "\n", "utf-8")
    (place / "story.docx").write_bytes(docx(*(paragraph(escape(text)) for text in told)))
    (place / "notes.md").write_text("# Harbor notes\n\nThe ferry left on Monday at noon.\n")
    ran = {line: _done(line, place, shim.parent) for line in commands() if _runs_here(line)}
    assert len(ran) > 8
    wrong = {line: done.stderr for line, done in ran.items() if done.returncode not in {0, 1}}
    assert wrong == {}
    assert (place / "repaired.txt").read_text("utf-8") != (place / "article.txt").read_text("utf-8")
    assert {"article.review.json", "findings.sarif", "summary.html"} <= {
        path.name for path in place.iterdir()
    }


def _runs_here(line: str) -> bool:
    words = _words(line)
    here = bool(words) and words[0] in set(COMMANDS) - {*_ELSEWHERE}
    return here and not _ASKING & set(words)


def _done(line: str, place: Path, tools: Path) -> subprocess.CompletedProcess[str]:
    path = f"{tools}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["/bin/sh", "-c", line], cwd=place, env={**os.environ, "PATH": path}, input="q\n",
        capture_output=True, text=True, check=False, timeout=250,
    )  # fmt: skip


@pytest.mark.model
@pytest.mark.slow
def test_the_demo_prints_what_the_readme_shows() -> None:
    """To the letter, numbers and all."""
    done = subprocess.run(
        [sys.executable, "-m", "assistant", "demo"],
        capture_output=True, text=True, check=True, timeout=250,
    )  # fmt: skip
    (shown,) = _CONSOLE.findall(README)
    assert done.stdout.strip() == shown.strip()
