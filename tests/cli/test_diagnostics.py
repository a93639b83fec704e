"""Every failure is one line on stderr and the exit code that it stands for."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from assistant.article.document import Document
from assistant.cli import diagnostics
from assistant.cli.rewrite import shown
from assistant.engines.scripted import scripted
from assistant.errors import (
    ExitCode,
    SourceChangedError,
    SourceError,
    UsageError,
    WeightsError,
)
from assistant.workspace.rewriting import Rewrite, rewrite
from tests.support.command import SCRIPT, script


def reported(error: BaseException, *, debug: bool = False) -> int:
    """The exit code that an error leads to."""
    with pytest.raises(click.exceptions.Exit) as caught, diagnostics.reporting(debug=debug):
        raise error
    return caught.value.exit_code


@pytest.mark.parametrize(
    ("error", "code", "line"),
    [
        (UsageError("no such tone"), 2, "no such tone"),
        (SourceError("a.txt: empty", hint="look again"), 2, "a.txt: empty (hint: look again)"),
        (WeightsError("gone"), 3, "gone"),
        (SourceChangedError("a.txt changed"), 5, "a.txt changed"),
        (KeyboardInterrupt(), 130, "interrupted"),
        (click.exceptions.Abort(), 130, "interrupted"),
        (click.UsageError("No such option"), 2, "No such option"),
        (OSError(errno.ENOSPC, "No space left on device", "o.txt"), 2,
         "o.txt: No space left on device"),
        (OSError(errno.ENOSPC, "No space left on device"), 2, "No space left on device"),
    ],
)  # fmt: skip
def test_failures(
    error: BaseException, code: int, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each kind of failure has its exit code and says what, where and how to mend it."""
    assert reported(error) == code
    assert capsys.readouterr() == ("", f"assistant: {line}\n")


def test_unforeseen(capsys: pytest.CaptureFixture[str]) -> None:
    """A fault of the program shows no traceback, and says how to get one."""
    assert reported(ValueError("odd")) == ExitCode.INTERNAL
    error = capsys.readouterr().err
    assert error.startswith("assistant: unforeseen ValueError: odd (hint: ")
    assert error.count("\n") == 1


def test_debug(capsys: pytest.CaptureFixture[str]) -> None:
    """`--debug` shows the traceback, then the same line."""
    assert reported(UsageError("odd"), debug=True) == ExitCode.USAGE
    error = capsys.readouterr().err
    assert error.startswith("Traceback (most recent call last)")
    assert error.endswith("\nassistant: odd\n")


def test_hostile_names(capsys: pytest.CaptureFixture[str]) -> None:
    """A file name cannot control the terminal nor forge a second line."""
    reported(SourceError("\x1b[2J\nassistant: all is well"))
    assert capsys.readouterr().err == "assistant: ␛[2J assistant: all is well\n"


def test_exit_codes_pass(capsys: pytest.CaptureFixture[str]) -> None:
    """A command that chose its exit code keeps it, in silence."""
    assert reported(click.exceptions.Exit(1)) == 1
    assert capsys.readouterr() == ("", "")


def test_progress_needs_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """Logs and pipes get no line that is drawn over."""
    diagnostics.progress("half way")
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("quiet", [True, False])
def test_progress_without_a_terminal_is_a_line_now_and_then(
    quiet: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The quiet see none."""
    monkeypatch.setattr(diagnostics, "_NOW_AND_THEN", 0.0)
    document = Document.of_text("The ferry ran on Monday.\n\nNext Week\n\nIt runs no more.\n")
    shown(rewrite(document, scripted(), Rewrite()), quiet=quiet)
    said = capsys.readouterr().err.splitlines()
    assert ("1 of 2 sections" in said) is not quiet
    assert not (quiet and said)


def run(command: str) -> subprocess.CompletedProcess[str]:
    """A line of shell, with the command in it."""
    python = f'"{sys.executable}" -m assistant'
    return subprocess.run(
        ["bash", "-c", command.replace("assistant", python)],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"LC_ALL": "C.UTF-8"},
    )


def test_closed_pipe() -> None:
    """A reader that has enough ends the command in silence, as with any Unix tool."""
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-m", "assistant", "completion", "fish"]
    done = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, check=False)
    os.close(write)
    assert (done.returncode, done.stderr) == (ExitCode.PIPE, b"")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full")  # noqa: PTH110
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_full_disk(unbuffered: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Output that cannot be written is said in one line, however Python buffers."""
    monkeypatch.setenv("PYTHONUNBUFFERED", unbuffered)
    done = run("assistant config show > /dev/full")
    assert done.returncode == ExitCode.USAGE
    assert done.stderr == "assistant: No space left on device\n"


@pytest.mark.parametrize(
    ("arguments", "start", "hint"),
    [
        ("--zzz", "No such option", "assistant --help"),
        ("zzz", "No such command", "assistant --help"),
        ("setup --zzz", "No such option", "assistant setup --help"),
        ("completion csh", "Invalid value", "assistant completion --help"),
    ],
)
def test_wrong_usage(arguments: str, start: str, hint: str) -> None:
    """A wrong flag or command is one line, with the help to turn to, and exit code 2."""
    done = run(f"assistant {arguments}")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert done.stderr.startswith(f"assistant: {start}")
    assert done.stderr.endswith(f"(hint: `{hint}`)\n")


_ODD_WORD = """
import sys
from assistant.language import numbers
read = numbers._read
def faulty(match, text):
    if match.group() == "13":
        raise KeyError(match.group())
    return read(match, text)
numbers._read = faulty
from assistant.__main__ import main
sys.argv = ["assistant", *sys.argv[1:]]
sys.exit(main())
"""


def test_a_fault_of_a_reader_is_told_once_with_debug(tmp_path: Path) -> None:
    """Its kind and its place; the article goes on, and without --debug nothing is said."""
    source = tmp_path / "a.txt"
    source.write_text("Council Rejects Plan\n\nThe loss leaders of Port Amon froze off plan 13.\n")
    engine = ["--engine", script(tmp_path, SCRIPT), "-q"]
    outcomes = [
        subprocess.run(
            [sys.executable, "-c", _ODD_WORD, *debug, "rewrite", source, *engine],
            capture_output=True, check=False, text=True,
        )
        for debug in ([], ["--debug"])
    ]  # fmt: skip
    assert [done.returncode for done in outcomes] == [0, 0]
    quiet, debugged = outcomes
    assert quiet.stdout == debugged.stdout
    assert "Port Amon" in quiet.stdout
    assert quiet.stderr == ""
    (line,) = debugged.stderr.splitlines()
    assert line.startswith("a reader failed: KeyError at ")
