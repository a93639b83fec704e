"""Files that are written whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from assistant import atomic
from assistant.errors import SourceError, UsageError
from assistant.review import file as review_file
from tests.unit.test_review_json import _REVIEW


def test_a_file_is_replaced_with_its_permissions(tmp_path: Path) -> None:
    """And nothing is left beside it."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")
    path.chmod(0o640)
    atomic.write_atomic(path, b"new")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"new", 0o640)
    assert list(tmp_path.iterdir()) == [path]


def test_a_symbolic_link_stays_one(tmp_path: Path) -> None:
    """What it points to is replaced."""
    target, link = tmp_path / "target.txt", tmp_path / "link.txt"
    target.write_bytes(b"old")
    link.symlink_to(target)
    atomic.write_atomic(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


@pytest.mark.parametrize("stop", [OSError(errno.ENOSPC, "No space left"), KeyboardInterrupt()])
def test_what_was_there_survives_a_full_disk_and_an_interruption(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop: BaseException
) -> None:
    """No half-written file, none left behind."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")

    def fail(_: int) -> None:
        raise stop

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises((SourceError, KeyboardInterrupt)):
        atomic.write_atomic(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_missing_or_in_the_way_is_one_line(tmp_path: Path) -> None:
    """What, where, and why."""
    with pytest.raises(SourceError, match="folder does not exist"):
        atomic.write_atomic(tmp_path / "no" / "a.txt", b"")
    with pytest.raises(SourceError, match="cannot be written"):
        atomic.write_atomic(tmp_path, b"")


def test_no_backup_is_written_over_another(tmp_path: Path) -> None:
    """.bak, then .bak.1."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"one")
    assert atomic.backup(path).name == "a.txt.bak"
    path.write_bytes(b"two")
    assert atomic.backup(path).name == "a.txt.bak.1"
    assert (tmp_path / "a.txt.bak").read_bytes() == b"one"


def test_a_review_is_saved_and_loaded(tmp_path: Path) -> None:
    """And a file that is none is told by name."""
    path = tmp_path / "a.review.json"
    review_file.save_review(path, _REVIEW)
    assert review_file.load_review(path) == _REVIEW
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(SourceError, match=r"a\.review\.json"):
        review_file.load_review(path)
    path.write_text("{}")
    with pytest.raises(UsageError, match=r"a\.review\.json"):
        review_file.load_review(path)
