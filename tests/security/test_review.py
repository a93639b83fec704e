"""A review came from somebody: it may not choose what is read, or written over."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import AssistantError, UsageError
from assistant.review import serialisation
from assistant.workspace.opening import open_review
from tests.support.command import ARTICLE, UNFLAGGED, article, assistant, script

Stored = dict[str, Any]


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own article, which somebody knows the digest of."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "home").mkdir()
    return article(tmp_path / "home")


@pytest.fixture
def sent(tmp_path: Path, own: Path) -> Path:
    """A review that was sent, in a folder of its own; two of its hunks are accepted."""
    folder = tmp_path / "sent"
    folder.mkdir()
    path = folder / "article.txt.review.json"
    done = assistant(
        "rewrite", own, "--engine", script(tmp_path), "--review", path, "-o", os.devnull
    )
    assert done.returncode == 0
    return path


def changed(path: Path, change: Callable[[Stored], None]) -> Path:
    """The review with something else in it."""
    stored = json.loads(path.read_text())
    change(stored)
    path.write_text(json.dumps(stored))
    return path


def naming(path: Path, source: str) -> Path:
    """The review with another source."""
    return changed(path, lambda stored: stored["source"].update(path=source))


@pytest.mark.parametrize("way", ["absolute", "above", "current", "link"])
def test_it_cannot_choose_a_file_elsewhere(sent: Path, own: Path, way: str) -> None:
    """Neither read nor written over: absolute, above, by the current folder, behind a link."""
    names = {"absolute": str(own), "above": "../home/article.txt", "current": "home/article.txt"}
    naming(sent, names.get(way, "article.txt"))
    if way == "link":
        (sent.parent / "article.txt").symlink_to(own)
    for command in (["apply", sent], ["apply", sent, "--in-place"], ["summarise", sent],
                    ["review", sent, "--plain"]):  # fmt: skip
        done = assistant(*command)
        assert (done.returncode, done.stdout) == (2, b""), command
        assert "a source outside its own folder" in done.stderr.decode()
        assert "--source" in done.stderr.decode()
    assert own.read_text() == ARTICLE


def test_a_file_elsewhere_is_used_where_the_user_names_it(sent: Path, own: Path) -> None:
    """And what was written is said, also where nothing else is."""
    done = assistant("apply", sent, "--source", own, "--in-place", "--quiet")
    assert done.returncode == 0
    assert done.stderr.decode() == f"written to {own}\n"
    assert own.read_text() == UNFLAGGED
    written = sent.parent / "out.txt"
    told = assistant("summarise", sent, "--source", own)
    assert told.returncode == 5, "it is no longer what was reviewed"
    done = assistant("apply", sent, "--source", own, "-o", written)
    assert done.returncode == 5


def test_its_own_folder_and_below_are_its_own(sent: Path, own: Path) -> None:
    """Beside it, or in a folder under it."""
    below = sent.parent / "texts"
    below.mkdir()
    (below / "a.txt").write_bytes(own.read_bytes())
    naming(sent, "texts/a.txt")
    done = assistant("apply", sent, "--in-place")
    assert done.returncode == 0
    assert done.stderr.decode().splitlines()[0] == f"written to {sent.parent / 'texts' / 'a.txt'}"
    assert (below / "a.txt").read_text() == UNFLAGGED


def test_a_digest_is_not_told(sent: Path, own: Path) -> None:
    """Whether a file elsewhere is there, or what it holds, makes no difference."""
    missing = assistant("apply", naming(sent, str(own) + "x"))
    there = assistant("apply", naming(sent, str(own)))
    assert there.stderr == missing.stderr.replace(b"article.txtx", b"article.txt")


@pytest.mark.parametrize("source", ["/dev/zero", "pipe"])
def test_what_is_no_file_is_not_read(sent: Path, source: str) -> None:
    """A device or a pipe is refused before it is opened, also where the user names it."""
    if source == "pipe":
        os.mkfifo(sent.parent / "pipe")
        source = str(sent.parent / "pipe")
    for arguments in (["--source", source], []):
        naming(sent, source)
        done = subprocess.run(
            [sys.executable, "-m", "assistant", "apply", str(sent), *arguments],
            capture_output=True, timeout=30, check=False,
        )  # fmt: skip
        assert done.returncode == 2, done.stderr
        assert b"unforeseen" not in done.stderr


def test_a_source_is_read_up_to_the_limit(sent: Path, own: Path) -> None:
    """However large the file is that a review names."""
    large = sent.parent / "article.txt"
    with large.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(AssistantError, match="larger than 20,000,000 bytes"):
        open_review(naming(sent, "article.txt"))


def test_a_review_is_a_file(tmp_path: Path) -> None:
    """Of a size that a review has."""
    (tmp_path / "a.review.json").symlink_to("/dev/zero")
    done = assistant("apply", tmp_path / "a.review.json")
    assert (done.returncode, b"no regular file" in done.stderr) == (2, True)


def _set(*path: str | int, to: Any) -> Callable[[Stored], None]:
    def change(stored: Any) -> None:
        for step in path[:-1]:
            stored = stored[step]
        stored[path[-1]] = to

    return change


_INFINITE = float("inf")
DAMAGED = {
    "an endless place": _set("hunks", 0, "start", to=_INFINITE),
    "an endless end": _set("hunks", 0, "end", to=_INFINITE),
    "an endless section": _set("sections", 0, "end", to=_INFINITE),
    "a number beyond floats": _set("hunks", 0, "confidence", to=10**400),
    "an endless confidence": _set("hunks", 0, "confidence", to=_INFINITE),
    "no confidence": _set("hunks", 0, "confidence", to=float("nan")),
    "an endless refusal": _set(
        "refused",
        to=[{"start": _INFINITE, "end": 1, "original": "", "replacement": "", "reason": ""}],
    ),
    "a huge place": _set("hunks", 0, "start", to=10**30),
    "a huge end": _set("sections", 0, "end", to=10**30),
    "a place before the text": _set("sections", 0, "start", to=-1),
    "NUL in the path": _set("source", "path", to="a\0b"),
    "a lone surrogate in the path": _set("source", "path", to="a\ud800b"),
    "no section": _set("sections", to=[]),
    "a section that is not there": _set("hunks", 0, "section", to=99),
    "sections out of order": _set("sections", 0, "id", to=7),
    "an endless id": _set("repaired", to=[_INFINITE]),
}


@pytest.mark.parametrize("change", DAMAGED.values(), ids=DAMAGED.keys())
def test_what_no_review_has_is_refused(sent: Path, change: Callable[[Stored], None]) -> None:
    """As what it is, with exit code 2, by every command; never as an unforeseen fault."""
    changed(sent, change)
    with pytest.raises(UsageError, match="review"):
        serialisation.loads(sent.read_text())
    for command in (["apply", sent], ["summarise", sent], ["review", sent, "--plain"]):
        done = assistant(*command)
        assert (done.returncode, done.stdout) == (2, b""), done.stderr
        assert b"unforeseen" not in done.stderr
        assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize("text", ["[" * 100_000, '{"schema": ' * 50_000, "9" * 5000])
def test_no_depth_or_length_of_json_is_unforeseen(tmp_path: Path, text: str) -> None:
    """It is no review, and that is all."""
    path = tmp_path / "a.review.json"
    path.write_text(text)
    done = assistant("apply", path)
    assert (done.returncode, b"not a review" in done.stderr) == (2, True)


def test_a_surrogate_in_a_replacement_is_refused(sent: Path, own: Path) -> None:
    """No file can hold it; nothing is written."""
    changed(sent, _set("hunks", 0, "replacement", to="a\ud800"))
    stored = json.loads(sent.read_text())
    assert stored["source"]["sha256"] == hashlib.sha256(own.read_bytes()).hexdigest()
    done = assistant("apply", sent, "--source", own, "--accept", "all", "--in-place")
    assert done.returncode == 2
    assert b"unforeseen" not in done.stderr
    assert own.read_text() == ARTICLE


def test_escapes_in_a_name_do_not_reach_the_terminal(sent: Path) -> None:
    """Of a source that is refused."""
    done = assistant("apply", naming(sent, "/x\x1b[2J\u202e.txt"))
    assert not {b"\x1b", "\u202e".encode()} & {done.stderr[i : i + n] for n in (1, 3)
                                               for i in range(len(done.stderr))}  # fmt: skip
