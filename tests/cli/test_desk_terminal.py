"""The desk as a person has it: the real command in a pseudo-terminal."""

from __future__ import annotations

import json
import os
import sys
import time
from pathlib import Path

import pytest

from assistant.review import file as review_file
from assistant.review.model import Decision

pytest.importorskip("pty", reason="needs a pseudo-terminal")
from tests.support.terminal import Terminal

SOURCE = "Ferry Plan\n\nThe alien firm left.\n\nThe alien boat [b]stayed[/x].\n\nAn alien day.\n"
SCRIPT = [{"find": "alien", "replace": "foreign", "confidence": 0.9}]


@pytest.fixture
def terminal(tmp_path: Path, own_settings: Path):
    """A shell in a folder with an article and a script that repairs it."""
    (tmp_path / "article.txt").write_text(SOURCE)
    (tmp_path / "script.json").write_text(json.dumps(SCRIPT))
    root = str(Path(__file__).parents[2])
    environment = os.environ | {
        "TERM": "xterm-256color", "PYTHONPATH": root, "PS1": "$ ", "TEXTUAL_ANIMATIONS": "none",
        "LC_ALL": "C.UTF-8", "ASSISTANT_ENGINE": "local",
    }  # fmt: skip
    with Terminal(tmp_path, environment, (120, 36)) as found:
        yield found


def start(terminal: Terminal, arguments: str = "article.txt --engine scripted:script.json") -> None:
    """Run the command in the shell."""
    terminal.send(f"clear; {sys.executable} -m assistant {arguments}; echo LEFT $?\n")


def accepted(folder: Path) -> int:
    """How many hunks are accepted on the disk."""
    return review_file.load_review(folder / "article.txt.review.json").count(Decision.ACCEPTED)


def test_open_decide_save_and_leave(terminal: Terminal, tmp_path: Path) -> None:
    """One key each; the terminal is given back as it was."""
    start(terminal)
    terminal.until("0 of 3 decided")
    assert "[b]stayed[/x]" in terminal.shown
    terminal.send("y")
    terminal.until("1 of 3 decided")
    terminal.send("w")
    terminal.until("written to")
    terminal.send("q")
    terminal.until("LEFT 0")
    assert (tmp_path / "article.repaired.txt").read_text() == SOURCE.replace("alien", "foreign", 1)
    terminal.send("echo still a shell\n")
    terminal.until("\nstill a shell")


def test_another_size(terminal: Terminal) -> None:
    """Narrow, the sections go; wide again, they come back."""
    start(terminal)
    terminal.until("3 of 3 left")
    terminal.resize(70, 24)
    terminal.until_not("3 of 3 left")
    terminal.until("Confidence")
    terminal.resize(150, 40)
    terminal.until("3 of 3 left")


def test_suspending(terminal: Terminal) -> None:
    """ctrl+z gives the shell back, fg the desk, as it was."""
    start(terminal)
    terminal.until("0 of 3 decided")
    terminal.send("y")
    terminal.until("1 of 3 decided")
    terminal.send("\x1a")
    terminal.until("Stopped")
    terminal.send("clear; fg\n")
    terminal.until("1 of 3 decided")
    terminal.send("n")
    terminal.until("2 of 3 decided")


def test_kill_and_go_on(terminal: Terminal, tmp_path: Path, own_settings: Path) -> None:
    """What was decided is there; the start offers to go on."""
    start(terminal)
    terminal.until("0 of 3 decided")
    terminal.send("y")
    terminal.until("1 of 3 decided")
    end = time.monotonic() + 5
    while time.monotonic() < end and accepted(tmp_path) == 0:
        time.sleep(0.02)
    (pid,) = [
        int(process.name)
        for process in Path("/proc").iterdir()
        if process.name.isdigit() and str(tmp_path) == _folder(process) and _is_desk(process)
    ]
    os.kill(pid, 9)
    terminal.until("LEFT 137")
    terminal.send("reset -I 2>/dev/null; clear\n")
    start(terminal, "")
    terminal.until("Unfinished")
    terminal.until("interrupted")
    terminal.send("\r")
    terminal.until("1 of 3 decided")


def _folder(process: Path) -> str:
    try:
        return str((process / "cwd").readlink())
    except OSError:
        return ""


def _is_desk(process: Path) -> bool:
    return b"assistant" in (process / "cmdline").read_bytes()


def test_the_editor(terminal: Terminal, tmp_path: Path) -> None:
    """It gets the written article and the terminal; then the desk is back."""
    editor = tmp_path / "my editor"
    editor.write_text('#!/bin/sh\necho EDITING "$1"; read line; echo "$line" >> "$1"\n')
    editor.chmod(0o755)
    terminal.send(f"export VISUAL=\"'{editor}'\"\n")
    start(terminal)
    terminal.until("0 of 3 decided")
    terminal.send("o")
    terminal.until("EDITING")
    terminal.send("by hand\n")
    terminal.until("0 of 3 decided")
    terminal.send("y")
    terminal.until("1 of 3 decided")
    assert (tmp_path / "article.repaired.txt").read_text() == SOURCE + "by hand\n"


def test_a_review_opens_on_it(terminal: Terminal) -> None:
    """Without --plain, on a terminal; a folder opens its queue."""
    start(terminal, "rewrite article.txt --engine scripted:script.json --accept none -q"
          " --review article.txt.review.json -o /dev/null")  # fmt: skip
    terminal.until("LEFT 0")
    start(terminal, "review article.txt.review.json")
    terminal.until("0 of 3 decided")
    terminal.send("q")
    terminal.until("LEFT 0")
    start(terminal, "desk .")
    terminal.until("3 hunks undecided")


def test_no_terminal_is_one_line(tmp_path: Path) -> None:
    """With what does without one."""
    import subprocess

    (tmp_path / "article.txt").write_text(SOURCE)
    done = subprocess.run(
        [sys.executable, "-m", "assistant", "desk", "article.txt"],
        cwd=tmp_path, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert done.returncode == 2
    assert "needs a terminal" in done.stderr
    assert done.stderr.count("\n") == 1
