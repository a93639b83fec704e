"""`assistant apply` writes what was accepted, and only over what was reviewed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.command import ARTICLE, REPAIRED, UNFLAGGED, article, assistant, script


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """A review with two accepted hunks and a pending one."""
    path = tmp_path / "article.review.json"
    done = assistant(
        "rewrite", article(tmp_path), "--engine", script(tmp_path), "--review", path,
        "-o", tmp_path / "ignored",
    )  # fmt: skip
    assert done.returncode == 0
    return path


def test_the_article_with_the_accepted_hunks(saved: Path) -> None:
    """On stdout, with a line that counts on stderr."""
    done = assistant("apply", saved)
    assert (done.returncode, done.stdout.decode()) == (0, UNFLAGGED)
    assert done.stderr.decode() == "1 pending, 2 accepted, 0 rejected, 0 changed\n"


def test_what_is_pending_can_be_accepted_on_the_way(saved: Path, tmp_path: Path) -> None:
    """By policy; in place, with a backup."""
    done = assistant("apply", saved, "--accept", "all", "--in-place", "--backup")
    assert (done.returncode, done.stdout) == (0, b"")
    assert (tmp_path / "article.txt").read_text() == REPAIRED
    assert (tmp_path / "article.txt.bak").read_text() == ARTICLE


def test_a_source_that_changed_is_refused(saved: Path, tmp_path: Path) -> None:
    """Exit code 5; what is there now is left alone."""
    (tmp_path / "article.txt").write_text(ARTICLE + "More.\n")
    done = assistant("apply", saved, "--in-place")
    assert done.returncode == 5
    assert "has changed" in done.stderr.decode()
    assert (tmp_path / "article.txt").read_text() == ARTICLE + "More.\n"


def test_a_source_that_moved_is_found_beside_the_review_or_named(
    saved: Path, tmp_path: Path
) -> None:
    """By --source; without it, the line says so."""
    elsewhere = tmp_path / "elsewhere.txt"
    (tmp_path / "article.txt").rename(elsewhere)
    missing = assistant("apply", saved)
    assert missing.returncode == 2
    assert "--source" in missing.stderr.decode()
    assert assistant("apply", saved, "--source", elsewhere).stdout.decode() == UNFLAGGED


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"schema": "assistant.review/9"}'])
def test_a_damaged_review_is_one_line(saved: Path, damage: str) -> None:
    """Exit code 2 and no traceback."""
    saved.write_text(damage)
    done = assistant("apply", saved)
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)


def test_a_format_of_a_later_version_is_one_line(saved: Path) -> None:
    """The article is not read as something else."""
    saved.write_text(saved.read_text().replace('"format": "text"', '"format": "papyrus"'))
    done = assistant("apply", saved)
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)
    assert "the format 'papyrus' is not known" in done.stderr.decode()
