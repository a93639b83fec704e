"""Attacks by the names of files, by commands in a text, and by texts that grow."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant.article.document import Document
from assistant.article.structure_issues import structure_issues
from assistant.workspace import linting
from tests.support.command import ARTICLE, assistant, script
from tests.support.timing import best, processor_seconds

_NAMES = {
    "as long as a name can be": b"a" * 250 + b".txt",
    "in no encoding": b"caf\xe9\xff.txt",
    "with a new line": b"a\n::error::b.txt",
    "like an option": b"--help.txt",
    "with an escape": b"a\x1b]0;owned\x07.txt",
}


@pytest.mark.skipif(sys.platform != "linux", reason="other systems allow no such names")
@pytest.mark.parametrize("name", _NAMES.values(), ids=_NAMES.keys())
def test_a_file_may_be_called_anything(tmp_path: Path, name: bytes) -> None:
    """It is read and written, or refused in a line; its name obeys nothing."""
    path = os.fsencode(tmp_path) + b"/" + name
    with open(path, "wb") as file:  # noqa: PTH123 - a path in bytes
        file.write(ARTICLE.encode())
    named = os.fsdecode(path)
    review = f"{tmp_path}/r.json"
    rewritten = assistant("rewrite", named, "--engine", script(tmp_path), "--review", review)
    checked = assistant("check", named, "--ignore", "suspect,fact", "--format", "github")
    applied = assistant("apply", review, "--source", named)
    for done in (rewritten, checked, applied):
        assert done.returncode in {0, 1, 2}
        assert b"unforeseen" not in done.stderr
        assert b"\x1b" not in done.stdout + done.stderr
        assert b"\n::error::b" not in done.stdout + done.stderr
    assert rewritten.stdout.startswith(b"Council Rejects Ferry Plan")
    with open(path, "rb") as file:  # noqa: PTH123
        assert file.read() == ARTICLE.encode()


def test_no_line_of_a_text_is_a_command_of_a_build_log(tmp_path: Path) -> None:
    """What a text quotes stands behind `::warning`, and never at the start of a line."""
    orders = "::error file=x::owned\n\n::set-output name=a::b\n\n##[group]x"
    source = tmp_path / "article.txt"
    source.write_text(
        f"A Ferry Plan\n\nA Ferry Plan\n\nThe “::stop-commands::x” met.\n\n{orders}\n"
    )
    done = assistant("check", source, "--ignore", "suspect,fact", "--format", "github")
    lines = done.stdout.decode().splitlines()
    assert lines
    assert all(line.startswith(("::warning file=", "::notice file=")) for line in lines)


_GROWING: dict[str, Callable[[int], str]] = {
    "headings": lambda n: "# H\n\n" * n,
    "nesting": lambda n: "".join(f"{'>' * (row % 60)} a\n" for row in range(n)),
    "deep nesting": lambda n: "> " * (n // 8) + "a\n",
    "links": lambda n: "[a](b) " * n,
    "quotation marks": lambda n: "“a ”b " * n,
    "numbers": lambda n: "1,234.5 and " * n,
    "a long word": lambda n: "a" * 8 * n,
    "full stops": lambda n: "a. " * n,
}


@pytest.mark.parametrize("grown", _GROWING.values(), ids=_GROWING.keys())
def test_a_text_that_grows_costs_its_share(grown: Callable[[int], str]) -> None:
    """At n, 2n and 4n: reading, structure and check; the square would be sixteen times as long."""
    rules = linting.rules("neutrality,structure", "")

    def all_of_it(size: int) -> None:
        article = Document.of_text(grown(size), path="a.md").article
        structure_issues(article)
        linting.findings(article, rules, None)

    def seconds(size: int) -> float:
        return processor_seconds(lambda: all_of_it(size))

    seconds(100)
    assert best(lambda: seconds(6000) / max(seconds(1500), 0.04), bound=9) < 9
