"""The desk as a person has it: the real command in a pseudo-terminal."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.review import file as review_file
from assistant.review.model import Decision

pytest.importorskip("pty", reason="needs a pseudo-terminal")
from tests.support.terminal import Terminal

SOURCE = "Ferry Plan\n\nThe alien firm left.\n\nThe alien boat [b]stayed[/x].\n\nAn alien day.\n"
SCRIPT = [{"find": "alien", "replace": "foreign", "confidence": 0.9}]


SLOW_DISK = """
import os, time
quick = os.fsync
os.fsync = lambda descriptor: (time.sleep(1), quick(descriptor))
"""


def environment(*places: Path) -> dict[str, str]:
    """What the shell is given; modules of `places` come before all others."""
    root = Path(__file__).parents[2]
    return os.environ | {
        "TERM": "xterm-256color", "PYTHONPATH": os.pathsep.join(map(str, (*places, root))),
        "PS1": "$ ", "TEXTUAL_ANIMATIONS": "none", "LC_ALL": "C.UTF-8",
        "ASSISTANT_ENGINE": "local",
    }  # fmt: skip


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with an article and a script that repairs it."""
    (tmp_path / "article.txt").write_text(SOURCE)
    (tmp_path / "script.json").write_text(json.dumps(SCRIPT))
    return tmp_path


@pytest.fixture
def terminal(place: Path, own_settings: Path) -> Iterator[Terminal]:
    """A shell in the folder."""
    with Terminal(place, environment(), (120, 36)) as found:
        yield found


@pytest.fixture
def slow(place: Path, own_settings: Path) -> Iterator[Terminal]:
    """The same on a disk that takes a second for every file."""
    modules = place / "modules"
    modules.mkdir()
    (modules / "sitecustomize.py").write_text(SLOW_DISK)
    with Terminal(place, environment(modules), (120, 36)) as found:
        yield found


def start(terminal: Terminal, arguments: str = "article.txt --engine scripted:script.json") -> None:
    """Run the command in the shell."""
    terminal.send(f"clear; {sys.executable} -m assistant {arguments}; echo LEFT $?\n")


def accepted(folder: Path) -> int:
    """How many hunks are accepted on the disk; none before the first save."""
    saved = folder / "article.txt.review.json"
    return review_file.load_review(saved).count(Decision.ACCEPTED) if saved.exists() else 0


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


def test_hidden_characters_are_seen_and_kept(terminal: Terminal, tmp_path: Path) -> None:
    """Columns stay where they are, and the article is written byte for byte."""
    source = SOURCE + "Day\u2028one\x0cof\x85the\xadtrip\x9b31m.\r\nEnd\u200b\u202e.\n"
    (tmp_path / "article.txt").write_bytes(source.encode())
    start(terminal)
    terminal.until("0 of 3 decided")
    terminal.until("Day⟨U+2028⟩one␌of⟨U+0085⟩the⟨U+00AD⟩trip⟨U+009B⟩31")
    edges = {row.rfind("│") for row in terminal.shown.split("\n")[2:20]}
    assert len(edges) == 1
    terminal.send("y")
    terminal.until("1 of 3 decided")
    terminal.send("w")
    terminal.until("written to")
    written = (tmp_path / "article.repaired.txt").read_bytes()
    assert written == source.replace("alien", "foreign", 1).encode()


def test_several_lines_pasted_into_a_line(terminal: Terminal) -> None:
    """As a terminal pastes them: joined, and said."""
    start(terminal)
    terminal.until("0 of 3 decided")
    terminal.send("e")
    terminal.until("What is to stand there")
    terminal.send("\x15\x1b[200~\rquite\rforeign\r\x1b[201~")
    terminal.until("2 lines pasted as one")
    terminal.send("\r")
    terminal.until("quite foreign")
    terminal.until("1 of 3 decided")


def test_what_cannot_be_opened_first_costs_nothing_after_it(terminal: Terminal) -> None:
    """The next article is opened; where none can be, each is named."""
    start(terminal, "desk missing.txt article.txt --engine scripted:script.json")
    terminal.until("0 of 3 decided")
    terminal.send("q")
    terminal.until("LEFT 0")
    start(terminal, "desk missing.txt none.txt --engine scripted:script.json")
    terminal.until("LEFT 2")
    assert "missing.txt" in terminal.shown
    assert "none.txt" in terminal.shown


def test_another_size(terminal: Terminal) -> None:
    """Narrow, the sections go; wide again, they come back."""
    start(terminal)
    terminal.until("Sections 1/")
    terminal.resize(70, 24)
    terminal.until_not("Sections 1/")
    terminal.until("• pending")
    terminal.resize(150, 40)
    terminal.until("Sections 1/")


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


@pytest.mark.parametrize("disk", ["terminal", "slow"])
def test_kill_and_go_on(disk: str, request: pytest.FixtureRequest, place: Path) -> None:
    """What was decided is there, however late the first save; the start offers to go on."""
    terminal = request.getfixturevalue(disk)
    start(terminal)
    terminal.until("0 of 3 decided")
    terminal.send("y")
    terminal.until("1 of 3 decided")
    terminal.until_true(lambda: accepted(place) == 1, "the decision on the disk")
    (pid,) = terminal.jobs
    os.kill(pid, signal.SIGKILL)
    terminal.until("LEFT 137")
    terminal.send("reset -I 2>/dev/null; clear\n")
    start(terminal, "")
    terminal.until("Unfinished")
    terminal.until("interrupted")
    terminal.send("\r")
    terminal.until("1 of 3 decided")


@pytest.mark.parametrize("hearing", ["trap - HUP", "trap '' HUP"], ids=["heard", "ignored"])
def test_a_terminal_that_goes_away(slow: Terminal, place: Path, hearing: str) -> None:
    """The desk ends by itself, also where a runner ignores SIGHUP; the decision is saved."""
    slow.send(f"{hearing}\n")
    start(slow)
    slow.until("0 of 3 decided")
    slow.send("y")
    slow.until("1 of 3 decided")
    assert accepted(place) == 0
    slow.hang_up()
    slow.until_idle()
    assert accepted(place) == 1


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
    terminal.until("1 of 4 decided")
    terminal.send("\ty")
    terminal.until("2 of 4 decided")
    assert (tmp_path / "article.repaired.txt").read_text() == SOURCE + "by hand\n"


def test_an_article_is_finished_and_the_shell_is_told(terminal: Terminal, tmp_path: Path) -> None:
    """Many at once, a word that nothing was proposed for, and what came of it after leaving."""
    start(terminal)
    terminal.until("0 of 3 decided")
    terminal.send("A")
    terminal.until("u  accepts 3 unflagged hunks")
    terminal.send("u")
    terminal.until("3 of 3 decided")
    terminal.send("/stay\r")
    terminal.until("“stayed”: e writes")
    terminal.send("emoored\r")
    terminal.until("4 of 4 decided")
    terminal.send("q")
    terminal.until("Everything is decided, nothing is written")
    terminal.send("w")
    terminal.until("LEFT 0")
    assert "3 accepted, 0 rejected, 1 by hand, 0 undecided" in terminal.shown
    assert "no fact was touched" in terminal.shown
    expected = SOURCE.replace("alien", "foreign").replace("stayed", "moored")
    assert (tmp_path / "article.repaired.txt").read_text() == expected


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
