"""`assistant review --plain` decides hunk by hunk, and loses nothing."""

from __future__ import annotations

import json
import os
import pty
import select
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.support.command import ARTICLE, REPAIRED, article, assistant, script


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """A review with nothing decided."""
    path = tmp_path / "article.review.json"
    assistant(
        "rewrite", article(tmp_path), "--engine", script(tmp_path), "--review", path,
        "--accept", "none", "-q", "-o", tmp_path / "ignored",
    )  # fmt: skip
    return path


def _decisions(saved: Path) -> list[str]:
    return [hunk["decision"] for hunk in json.loads(saved.read_text())["hunks"]]


def _applied(saved: Path) -> str:
    return assistant("apply", saved, "-q").stdout.decode()


def test_y_and_n_decide_and_the_end_of_input_keeps_all(saved: Path) -> None:
    """The next run goes on with what is left."""
    done = assistant("review", saved, "--plain", stdin=b"y\nn\n")
    assert done.returncode == 0
    assert "The [-loss leaders-]{+leaders+} of Port Ellery" in done.stdout.decode()
    assert _decisions(saved) == ["accepted", "rejected", "pending"]
    again = assistant("review", saved, "--plain", stdin=b"y\n")
    assert "(3 of 3, 2 decided)" in again.stdout.decode()
    assert "loss leaders" not in again.stdout.decode()
    assert _decisions(saved) == ["accepted", "rejected", "accepted"]


def test_another_candidate_and_a_text_of_ones_own(saved: Path) -> None:
    """A digit takes the candidate, e asks for a line."""
    assistant("review", saved, "--plain", stdin=b"2\ne\nvoted down\ny\n")
    assert _decisions(saved) == ["changed", "changed", "accepted"]
    expected = REPAIRED.replace("The leaders", "The drawing cards").replace(
        "rejected", "voted down"
    )
    assert _applied(saved) == expected


def test_undo_goes_back_to_the_hunk_and_q_keeps(saved: Path) -> None:
    """What was undone is asked again."""
    assistant("review", saved, "--plain", stdin=b"y\ny\nu\nn\nq\n")
    assert _decisions(saved) == ["accepted", "rejected", "pending"]


def test_all_like_this_one(tmp_path: Path) -> None:
    """The key a accepts every hunk that writes the same for the same."""
    text = ARTICLE + "\nThe alien crew and the alien ship left.\n"
    path = tmp_path / "r.json"
    assistant(
        "rewrite", article(tmp_path, text), "--engine", script(tmp_path), "--review", path,
        "--accept", "none", "-q", "-o", tmp_path / "ignored",
    )  # fmt: skip
    assistant("review", path, "--plain", stdin=b"j\nj\na\nq\n")
    assert _decisions(path) == ["pending", "pending", "accepted", "accepted", "accepted"]


def test_a_section_at_once_and_making_it_again(saved: Path) -> None:
    """As on the desk: sy, sn, r after u; sy leaves what is flagged."""
    assistant("review", saved, "--plain", stdin=b"sn\nu\nr\nq\n")
    rejected = _decisions(saved)
    assert "rejected" in rejected
    assistant("review", saved, "--plain", stdin=b"u\nsy\nq\n")
    flags = [hunk["flags"] for hunk in json.loads(saved.read_text())["hunks"]]
    assert any(flags)
    expected = ["pending" if flag else d.replace("rejected", "accepted")
                for flag, d in zip(flags, rejected, strict=True)]  # fmt: skip
    assert _decisions(saved) == expected


def test_a_note(saved: Path) -> None:
    """It is shown, kept, and never in the article."""
    done = assistant("review", saved, "--plain", stdin=b"; ask Mara \x1b[2J\ny\nq\n")
    assert "note: ask Mara" in done.stdout.decode()
    assert json.loads(saved.read_text())["hunks"][0]["note"] == "ask Mara \x1b[2J"
    assert "Mara" not in _applied(saved)


def test_what_it_does_not_know_it_says(saved: Path) -> None:
    """And asks again; ? tells the keys."""
    done = assistant("review", saved, "--plain", stdin="x\n7\n²\n?\nq\n".encode())
    assert "'x' is none of" in done.stdout.decode()
    assert "this hunk has 2 candidates, no number 7" in done.stdout.decode()
    assert "undo the last decision" in done.stdout.decode()
    assert _decisions(saved) == ["pending"] * 3


def test_a_changed_source_is_refused(saved: Path, tmp_path: Path) -> None:
    """Exit code 5."""
    (tmp_path / "article.txt").write_text("Something else.\n")
    assert assistant("review", saved, "--plain", stdin=b"y\n").returncode == 5


def _shown(terminal: int, process: subprocess.Popen[bytes], seconds: float = 60.0) -> bytes:
    """What a process shows at a terminal until it ends, or fails at the deadline."""
    shown = b""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        ended = process.poll() is not None
        if select.select([terminal], [], [], 0.1)[0]:
            try:
                shown += os.read(terminal, 65536)
            except OSError:
                return shown
        elif ended:
            return shown
    process.kill()
    raise AssertionError(f"no end in {seconds:.0f} s; shown so far: {shown!r}")


def test_at_a_real_terminal(saved: Path) -> None:
    """Keys typed at a pseudo-terminal decide; colour is on, and shape says the same."""
    terminal, side = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "assistant", "review", str(saved), "--plain"],
        stdin=side,
        stdout=side,
        stderr=side,
        env={**os.environ, "TERM": "xterm-256color"},
    )
    os.close(side)
    os.write(terminal, b"y\nn\ny\nq\n")
    shown = _shown(terminal, process)
    os.close(terminal)
    assert process.wait(timeout=60) == 0
    assert b"\x1b[1;9;31m[-loss leaders-]" in shown
    assert _decisions(saved) == ["accepted", "rejected", "accepted"]
