"""A pile with bad files in it, and folders that take nothing: each is named, the rest is done."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.support.batches import command, pile, rewriting, states
from tests.support.command import SCRIPT, UNFLAGGED, article, assistant, script

pytestmark = pytest.mark.timeout(240)


def bad(folder: Path) -> dict[str, str]:
    """Bad files in a folder, and what is said of each."""
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "line.txt").write_bytes(b"word " * 210_000)
    (folder / "bytes.txt").write_bytes(b"The council met \xff\xfe\x00\xc3( on Monday.\n" * 3)
    (folder / "loop").mkdir()
    (folder / "loop" / "again").symlink_to(folder / "loop")
    (folder / "loop" / "self.txt").symlink_to("self.txt")
    article(folder, name="two\nlines.txt")
    return {"empty.txt": "empty", "binary.txt": "not a text file", "loop/self.txt": ""}


def test_every_bad_file_is_named_and_every_good_one_done(tmp_path: Path) -> None:
    """The exit code says that something needs attention."""
    source = pile(tmp_path / "in", 20)
    wrong = bad(source)
    run = subprocess.run(
        rewriting(tmp_path, source, tmp_path / "out", "--jobs", "1", "--timeout", "60"),
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 1, run.stderr
    found = states(tmp_path / "out")
    good = [key for key in found if key.startswith("desk")]
    assert len(good) == 20
    assert {found[key] for key in good} == {"done"}
    assert found["two\nlines.txt"] == "done"
    report = json.loads((tmp_path / "out" / "report.json").read_text())
    told = {line["key"]: line["error"] for line in report["failed"]}
    for key, reason in wrong.items():
        assert found[key] == "failed"
        assert reason in told[key]
        assert key in run.stderr


def test_nothing_is_written_over_that_the_batch_did_not_write(tmp_path: Path) -> None:
    """Nor over what was changed since; --force does."""
    source = tmp_path / "in"
    source.mkdir()
    article(source)
    article(source, name="b.txt")
    out = tmp_path / "out"
    out.mkdir()
    (out / "b.txt").write_text("somebody's own")
    given = ("rewrite", source, "--out", out, "--engine", script(tmp_path), "-q")
    done = assistant(*given)
    assert done.returncode == 1
    assert b"was not written by this batch" in done.stderr
    assert (out / "b.txt").read_text() == "somebody's own"
    assert (out / "article.txt").read_text() == UNFLAGGED
    (out / "article.txt").write_text("changed by hand")
    done = assistant(*given, "--redo")
    assert b"was changed since it was written" in done.stderr
    assert (out / "article.txt").read_text() == "changed by hand"
    assert assistant(*given, "--redo", "--force").returncode == 0
    assert (out / "article.txt").read_text() == (out / "b.txt").read_text() == UNFLAGGED


def test_an_output_folder_that_cannot_be_is_said_at_once(tmp_path: Path) -> None:
    """In one line, with exit code 2."""
    file = article(tmp_path)
    done = assistant("rewrite", file, "--out", file / "below", "--engine", script(tmp_path))
    assert done.returncode == 2
    assert b"cannot be" in done.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_is_read_only_is_said_at_once(tmp_path: Path) -> None:
    """In one line, with exit code 2."""
    file = article(tmp_path)
    (tmp_path / "out").mkdir(mode=0o500)
    done = assistant("rewrite", file, "--out", tmp_path / "out", "--engine", script(tmp_path))
    assert done.returncode == 2


def test_several_paths_need_a_place(tmp_path: Path) -> None:
    """The hint says which flag."""
    done = assistant("rewrite", article(tmp_path), article(tmp_path, name="b.txt"))
    assert done.returncode == 2
    assert b"give --out DIR" in done.stderr
    assert assistant("rewrite", tmp_path).returncode == 2
    assert assistant("rewrite", article(tmp_path), "--jobs", "2").returncode == 2


def test_other_settings_are_not_mixed_with_those_of_before(tmp_path: Path) -> None:
    """What differs is named; --redo does everything again."""
    given = ("rewrite", article(tmp_path), "--out", tmp_path / "out")
    engine = script(tmp_path)
    assert assistant(*given, "--engine", engine, "-q").returncode == 0
    done = assistant(*given, "--engine", engine, "--accept", "confidence>=0.95")
    assert done.returncode == 2
    assert b"--accept (unflagged -> confidence>=0.95)" in done.stderr
    script(tmp_path, SCRIPT[:1])
    done = assistant(*given, "--engine", engine)
    assert b"script (" in done.stderr
    assert assistant(*given, "--engine", engine, "-q", "--redo").returncode == 0
    assert "froze off" in (tmp_path / "out" / "article.txt").read_text()


def test_equal_texts_are_repaired_once(tmp_path: Path) -> None:
    """Each has its own files all the same."""
    source = tmp_path / "in"
    source.mkdir()
    for name in ("a.txt", "b.txt", "c.txt"):
        article(source, name=name)
    out = tmp_path / "out"
    assistant("rewrite", source, "--out", out, "--engine", script(tmp_path), "-q")
    for part in ("", ".summary.md", ".source"):
        texts = {(out / f"{name}.txt{part}").read_bytes() for name in "abc"}
        assert len(texts) == 1
    reviews = [json.loads((out / f"{name}.txt.review.json").read_text()) for name in "abc"]
    assert [review["source"]["path"] for review in reviews] == [
        "a.txt.source", "b.txt.source", "c.txt.source",
    ]  # fmt: skip
    assert all(review["policy"] == "unflagged" for review in reviews)
    assert command("x")[-1] == "x"
