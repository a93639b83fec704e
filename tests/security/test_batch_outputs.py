"""The output folder of a batch: nothing outside it is written, and nothing that is another's."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from assistant.batch.outputs.place import placed, require_own
from assistant.errors import SourceError


def test_a_path_is_below_the_folder(tmp_path: Path) -> None:
    """And the folders above it are made."""
    path = placed(tmp_path / "out", "a/b/c.txt")
    assert path == tmp_path / "out/a/b/c.txt"
    assert path.parent.is_dir()


@pytest.mark.parametrize("relative", ["../x", "a/../../x", "/etc/x", "", "a/.."])
def test_a_path_that_leads_out_is_refused(tmp_path: Path, relative: str) -> None:
    """Whoever asks for it."""
    with pytest.raises(SourceError, match="does not lie below"):
        placed(tmp_path / "out", relative)
    assert not (tmp_path / "x").exists()


def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    """Neither a link to a folder above the file, nor one in its place."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    out = tmp_path / "out"
    out.mkdir()
    (out / "news").symlink_to(elsewhere)
    with pytest.raises(SourceError, match="is a link"):
        placed(out, "news/2024/a.txt")
    (out / "a.txt").symlink_to(elsewhere / "a.txt")
    for force in (False, True):
        with pytest.raises(SourceError, match="is not a regular file"):
            require_own(placed(out, "a.txt"), (), force=force)
    assert list(elsewhere.iterdir()) == []


def test_a_file_in_the_place_of_a_folder(tmp_path: Path) -> None:
    """Is said, and stays."""
    (tmp_path / "a").write_bytes(b"mine")
    with pytest.raises(SourceError, match="cannot be made"):
        placed(tmp_path, "a/b.txt")
    assert (tmp_path / "a").read_bytes() == b"mine"


def test_what_another_wrote_is_kept(tmp_path: Path) -> None:
    """Unless it is what we wrote, or we are told to."""
    path = tmp_path / "a.txt"
    require_own(path, ())
    path.write_bytes(b"mine")
    with pytest.raises(SourceError, match="was not written by this batch"):
        require_own(path, ("0" * 64,))
    require_own(path, (hashlib.sha256(b"mine").hexdigest(),))
    require_own(path, (), force=True)


def test_a_pipe_is_never_written_to(tmp_path: Path) -> None:
    """Not even waited for."""
    path = tmp_path / "pipe"
    os.mkfifo(path)
    with pytest.raises(SourceError, match="is not a regular file"):
        require_own(path, (), force=True)
