"""`assistant rewrite` repairs one article, and gives the result in the form it came in."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.support.command import ARTICLE, REPAIRED, UNFLAGGED, article, assistant, script


def test_the_repaired_article_goes_to_stdout_and_one_line_to_stderr(tmp_path: Path) -> None:
    """Flagged hunks wait; the source is not touched."""
    source = article(tmp_path)
    done = assistant("rewrite", source, "--engine", script(tmp_path))
    assert (done.returncode, done.stdout.decode()) == (0, UNFLAGGED)
    assert done.stderr.decode().count("\n") == 1
    assert "3 suspects, 3 hunks, 2 accepted" in done.stderr.decode()
    assert source.read_text() == ARTICLE


@pytest.mark.parametrize(
    ("accept", "expected"), [("unflagged", UNFLAGGED), ("all", REPAIRED), ("none", ARTICLE)]
)
def test_a_policy_says_what_is_accepted_unseen(tmp_path: Path, accept: str, expected: str) -> None:
    """By flag, everything, or nothing."""
    done = assistant(
        "rewrite", article(tmp_path), "--engine", script(tmp_path), "--accept", accept, "-q"
    )
    assert (done.stdout.decode(), done.stderr) == (expected, b"")


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_encoding_and_line_endings_are_kept(tmp_path: Path, codec: str, ending: str) -> None:
    """What comes out differs from what went in by the repairs alone."""
    source = tmp_path / "article.txt"
    source.write_bytes(ARTICLE.replace("\n", ending).encode(codec))
    done = assistant("rewrite", source, "--engine", script(tmp_path))
    assert done.stdout == UNFLAGGED.replace("\n", ending).encode(codec)


def test_standard_input_is_an_article_too(tmp_path: Path) -> None:
    """As - it is read from there."""
    done = assistant("rewrite", "-", "--engine", script(tmp_path), stdin=ARTICLE.encode())
    assert done.stdout.decode() == UNFLAGGED


def test_a_diff_applies(tmp_path: Path) -> None:
    """`git apply` makes the repaired article of the source."""
    source = article(tmp_path)
    done = assistant("rewrite", source, "--engine", script(tmp_path), "--format", "diff")
    patch = done.stdout.replace(str(source).encode().lstrip(b"/"), b"article.txt")
    subprocess.run(["git", "apply", "-"], input=patch, cwd=tmp_path, check=True)
    assert source.read_text() == UNFLAGGED


def test_a_coloured_diff_strikes_out_and_underlines_words(tmp_path: Path) -> None:
    """Meaning is told by shape, not by colour alone."""
    done = assistant(
        "rewrite", article(tmp_path), "--engine", script(tmp_path),
        "--format", "diff", "--color", "always",
    )  # fmt: skip
    assert "\x1b[1;9;31mloss leaders\x1b[0m" in done.stdout.decode()
    assert "\x1b[1;4;32mleaders\x1b[0m" in done.stdout.decode()


def test_criticmarkup_shows_every_proposal(tmp_path: Path) -> None:
    """Flagged ones too: it is made to be decided elsewhere."""
    done = assistant(
        "rewrite", article(tmp_path), "--engine", script(tmp_path), "--format", "critic"
    )
    assert "The {~~loss leaders~>leaders~~}" in done.stdout.decode()
    assert "{~~alien~>foreign~~}" in done.stdout.decode()


def test_json_is_the_review(tmp_path: Path) -> None:
    """With the schema's name and what was decided by policy."""
    done = assistant("rewrite", article(tmp_path), "--engine", script(tmp_path), "--format", "json")
    review = json.loads(done.stdout)
    assert review["schema"] == "assistant.review/1"
    assert [h["decision"] for h in review["hunks"]] == ["accepted", "accepted", "pending"]
    assert review["hunks"][0]["alternatives"] == [{"text": "drawing cards", "confidence": 0.02}]


def test_check_lists_suspects_by_place(tmp_path: Path) -> None:
    """As compilers do, and with exit code 1."""
    source = article(tmp_path)
    done = assistant("rewrite", source, "--engine", script(tmp_path), "--check")
    assert done.returncode == 1
    assert done.stdout.decode().splitlines()[0] == (
        f"{source}:5:5: warning: 'loss leaders' may have been 'leaders' (0.97) [garbled-wording]"
    )
    clean = assistant("rewrite", source, "--engine", script(tmp_path, []), "--check")
    assert (clean.returncode, clean.stdout) == (0, b"")


def test_an_output_file_is_written_and_the_source_never_by_accident(tmp_path: Path) -> None:
    """-o names another place; the source itself is refused."""
    source, out = article(tmp_path), tmp_path / "out.txt"
    assert assistant("rewrite", source, "--engine", script(tmp_path), "-o", out).stdout == b""
    assert out.read_text() == UNFLAGGED
    refused = assistant("rewrite", source, "--engine", script(tmp_path), "-o", source)
    assert refused.returncode == 2
    assert "--in-place" in refused.stderr.decode()
    assert source.read_text() == ARTICLE


def test_in_place_with_a_backup(tmp_path: Path) -> None:
    """The source is repaired, and its old text kept beside it."""
    source = article(tmp_path)
    done = assistant("rewrite", source, "--engine", script(tmp_path), "--in-place", "--backup")
    assert (done.returncode, done.stdout) == (0, b"")
    assert source.read_text() == UNFLAGGED
    assert (tmp_path / "article.txt.bak").read_text() == ARTICLE


@pytest.mark.parametrize(
    "options",
    [
        ["--backup"],
        ["--in-place", "-o", "x"],
        ["--check", "--in-place"],
        ["--in-place", "--format", "diff"],
        ["--engine", "psychic"],
        ["--accept", "some"],
    ],
)
def test_options_that_do_not_go_together_are_one_line(tmp_path: Path, options: list[str]) -> None:
    """Exit code 2, nothing written."""
    source = article(tmp_path)
    engine = [] if "--engine" in options else ["--engine", script(tmp_path)]
    done = assistant("rewrite", source, *engine, *options)
    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1
    assert (done.stdout, source.read_text()) == (b"", ARTICLE)


def test_a_fact_is_never_altered(tmp_path: Path) -> None:
    """An engine that changes a figure or a quotation is refused, and the account says so."""
    lines = [{"find": "3 hours", "replace": "4 hours"}, {"find": "ferry", "replace": "boat"}]
    done = assistant(
        "rewrite", article(tmp_path), "--engine", script(tmp_path, lines), "--accept", "all"
    )
    assert done.stdout.decode() == ARTICLE
    assert "2 refused by the checks" in done.stderr.decode()
