"""Articles and circumstances that must do no harm."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.support.command import ARTICLE, article, assistant, script

_LINE = "The alien firm left the old harbor after a long dispute over rent and repairs."
_FIX = [{"find": "alien", "replace": "foreign"}]

_TEXTS = {
    "20,000 words": "Plain Title\n\n" + "\n\n".join([_LINE] * 1430) + "\n",
    "a paragraph of 5,000 words": " ".join([_LINE] * 360) + "\n",
    "a sentence of 400 words": "The alien firm " + "and the crew " * 130 + "left.\n",
    "no headings": _LINE + "\n" + _LINE + "\n",
    "only headings": "First Heading\n\nSecond Heading\n\nThe Alien Heading: alien\n",
    "right to left": "The alien firm חברה left the port of נמל for good.\n\nغادرت, alien\n",
    "emoji": "The alien 👩‍👩‍👧‍👦 firm left 🇲🇽 today.\n",
    "markup": "The [b]alien[/b] firm [/x] [citation needed] [link=x] left.\n",
    "escapes": "The \x1b[31malien\x1b[0m firm \x1b]0;owned\x07 left \x9b2J now.\n",
    "nul and zero width": "The alien\x00 firm\u200b left\u2060 the\ufeff port.\n" + _LINE + "\n",
    "bidi controls": "The alien \u202efirm\u202c left \u2066now\u2069.\n",
    "no newline at the end": _LINE,
}


@pytest.mark.parametrize("text", _TEXTS.values(), ids=_TEXTS.keys())
def test_hostile_text_is_kept_byte_for_byte(tmp_path: Path, text: str) -> None:
    """But for the repair, the output is the input."""
    source = article(tmp_path, text)
    done = assistant("rewrite", source, "--engine", script(tmp_path, _FIX))
    assert done.returncode == 0, done.stderr
    assert done.stdout == text.replace("alien", "foreign").encode()


@pytest.mark.parametrize("name", ["escapes", "bidi controls", "nul and zero width", "markup"])
def test_hostile_text_is_shown_harmlessly(tmp_path: Path, name: str) -> None:
    """No escape or bidirectional control of the article reaches a terminal."""
    source = article(tmp_path, _TEXTS[name])
    done = assistant(
        "rewrite", source, "--engine", script(tmp_path, _FIX), "--format", "diff",
        "--color", "always",
    )  # fmt: skip
    shown = done.stdout.decode()
    assert "foreign" in shown
    assert not {"\x07", "\x9b", "\x00", "\u202e", "\u2066"} & set(shown)
    assert "\x1b]" not in shown
    assert "\x1b[31malien" not in shown
    assert name != "markup" or "[citation needed] [link=x]" in shown


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b" \n\n", "is empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "not a text file"),
    ],
)
def test_what_is_no_article_is_one_line(tmp_path: Path, data: bytes, said: str) -> None:
    """Exit code 2: what, where, how to mend it."""
    path = tmp_path / "thing.txt"
    path.write_bytes(data)
    done = assistant("rewrite", path, "--engine", script(tmp_path))
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)
    assert said in done.stderr.decode()
    assert str(path) in done.stderr.decode()


def test_a_file_over_the_limit_or_missing_or_a_folder(tmp_path: Path) -> None:
    """Likewise; the limit is a setting."""
    source = article(tmp_path)
    small = assistant("rewrite", source, env={"ASSISTANT_LIMIT_BYTES": "10"})
    assert (small.returncode, "larger than 10 bytes" in small.stderr.decode()) == (2, True)
    assert assistant("rewrite", tmp_path / "none.txt").returncode == 2
    assert assistant("rewrite", tmp_path).returncode == 2


def test_a_full_disk_and_a_missing_folder(tmp_path: Path) -> None:
    """Are told in a line; the source stands."""
    source = article(tmp_path)
    engine = ("--engine", script(tmp_path))
    if Path("/dev/full").exists():
        full = assistant("rewrite", source, *engine, "-o", "/dev/full")
        assert (full.returncode, "disk is full" in full.stderr.decode()) == (2, True)
    missing = assistant("rewrite", source, *engine, "-o", tmp_path / "no" / "out.txt")
    assert (missing.returncode, "folder does not exist" in missing.stderr.decode()) == (2, True)
    assert source.read_text() == ARTICLE


def test_missing_weights_are_exit_code_3(tmp_path: Path) -> None:
    """With the hint that mends it."""
    done = assistant(
        "rewrite", article(tmp_path), env={"ASSISTANT_CACHE_DIR": str(tmp_path / "empty")}
    )
    assert (done.returncode, done.stdout) == (3, b"")
    assert "assistant setup" in done.stderr.decode()


def _heed_interrupts() -> None:
    """A shell's background job ignores SIGINT, and what it starts would too."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def until_the_model_is_read(pid: int, seconds: float = 60.0) -> None:
    """Wait until a process is well into a repair; six seconds where /proc does not tell."""
    maps = Path(f"/proc/{pid}/maps")
    end = time.monotonic() + (seconds if maps.exists() else 5.0)
    while time.monotonic() < end and not (maps.exists() and b"ctranslate2" in maps.read_bytes()):
        time.sleep(0.05)
    time.sleep(1.0)


@pytest.mark.model
def test_ctrl_c_keeps_what_was_saved(tmp_path: Path) -> None:
    """Exit code 130; a review that was begun is whole."""
    source, saved = article(tmp_path, _TEXTS["20,000 words"]), tmp_path / "r.json"
    process = subprocess.Popen(
        [sys.executable, "-m", "assistant", "rewrite", source, "--review", saved],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=_heed_interrupts,  # noqa: PLW1509 - no threads run here
    )
    try:
        until_the_model_is_read(process.pid)
        process.send_signal(signal.SIGINT)
        out, errors = process.communicate(timeout=60)
    finally:
        process.kill()
    assert (process.returncode, out) == (130, b"")
    assert errors.decode().strip().endswith("assistant: interrupted")
    assert not saved.exists() or json.loads(saved.read_text())["schema"] == "assistant.review/1"
    assert source.read_text() == _TEXTS["20,000 words"]
