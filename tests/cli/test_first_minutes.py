"""What a newcomer meets: the help, slips, and commands that are tried on the wrong thing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from assistant.cli.main import COMMANDS, cli
from tests.support.command import article, assistant, script


def _with_parts(name: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    """A command and the commands in it, by what is typed."""
    yield name, command
    if isinstance(command, click.Group):
        for part, each in command.commands.items():
            yield from _with_parts(f"{name} {part}", each)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_help_ends_with_examples_and_exit_codes(name: str) -> None:
    """Also those of the commands in it; the first example is of that command or leads to it."""
    found = cli.get_command(None, name)
    assert found is not None
    for typed, command in _with_parts(name, found):
        shown = command.get_help(click.Context(command, info_name=typed))
        assert "Examples:\n    assistant" in shown, typed
        assert "Exit codes:\n    0  done" in shown, typed
        options = "-h, --help" if "-h, --help" in shown else typed
        assert shown.index("Examples:") > shown.index(options)
        if " " in typed:
            assert f"Examples:\n    assistant {typed}" in shown


def test_the_keys_are_in_the_help_of_the_desk() -> None:
    """As they are typed."""
    shown = assistant("desk", "--help").stdout.decode()
    keys = dict(line.split(None, 1) for line in shown.splitlines() if line.strip().count(" "))
    assert keys["y"].startswith("Accept this hunk")
    assert keys["?"].startswith("What the keys do")


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["missing.txt"], 2, "missing.txt does not exist (hint: check the path)"),
        (["sumarise", "article.txt"], 2, "(hint: did you mean summarise?)"),
        (["summarize", "missing.txt"], 2, "missing.txt does not exist"),
        (["lint", "missing.txt"], 2, "missing.txt"),
        (
            ["apply", "article.txt"],
            2,
            "article.txt: this is not a review (hint: `assistant rewrite",
        ),
        (["check", "article.txt", "--select", "fact", "--ignore", "fact"], 2, "nothing is left"),
        (["rewrite", "article.txt", "--engine", "claude"], 2, "no engine called 'claude'"),
    ],
)
def test_slips_are_one_clear_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], code: int, said: str
) -> None:
    """What is wrong, where, and how to go on."""
    monkeypatch.chdir(tmp_path)
    article(tmp_path)
    done = assistant(*arguments)
    assert (done.returncode, done.stdout) == (code, b"")
    assert said in done.stderr.decode()
    assert done.stderr.decode().count("\n") == 1


def test_settings_that_are_no_toml_are_one_clear_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Which file, which line, and how a value is written."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "assistant.toml").write_text("mouse = maybe\n")
    done = assistant("check", article(tmp_path), "--ignore", "suspect")
    assert (done.returncode, done.stdout) == (2, b"")
    told = done.stderr.decode()
    assert told.startswith(
        "assistant: assistant.toml: this is not valid TOML: Invalid value (at line 1"
    )
    assert "all else in quotation marks" in told


def test_the_engine_of_the_tests_is_not_offered(tmp_path: Path) -> None:
    """It plays a script; whoever knows it can name it."""
    done = assistant("rewrite", article(tmp_path), "--engine", "claude")
    assert b"local, openai" in done.stderr
    assert b"scripted" not in done.stderr
    assert b"scripted" not in assistant("rewrite", "--help").stdout


def test_one_is_one(tmp_path: Path) -> None:
    """`1 hunk`, not `1 hunks`."""
    one = [{"find": "loss leaders", "replace": "leaders"}]
    done = assistant("rewrite", article(tmp_path), "--engine", script(tmp_path, one))
    assert " 1 suspect, 1 hunk, 1 accepted" in done.stderr.decode()


def test_a_summary_in_text_says_where_its_sentences_stand(tmp_path: Path) -> None:
    """By line and first words."""
    done = assistant("summarise", article(tmp_path)).stdout.decode()
    number = done.partition("[")[2].partition("]")[0]
    assert f"[{number}] line 5: The loss leaders of Port Ellery" in done


def test_nothing_to_summarise_is_said(tmp_path: Path) -> None:
    """And told to scripts by the exit code."""
    done = assistant("summarise", article(tmp_path, "Ferry Plan\n"))
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"no sentence" in done.stderr
