"""What is sent out, decided elsewhere, and comes home by the real command."""

from __future__ import annotations

import json
from pathlib import Path

from assistant.cli.apply import apply
from assistant.cli.forms import ELSEWHERE
from assistant.cli.review import review
from assistant.cli.rewrite import rewrite
from assistant.review.file import load_review
from assistant.workspace.delivering import Form
from tests.support.command import ARTICLE, article, assistant, script

PAGE = (
    "<!DOCTYPE html>\n<html><head><title>The plan</title></head><body><nav>alien</nav>\n"
    "<article><h1>The plan</h1><p>The <b>loss leaders</b> of Port Ellery froze off the plan on 5"
    " March, and they met for 3 hours.</p>\n<p>The alien firm left.</p></article></body></html>\n"
)


def sent(folder: Path, text: str = ARTICLE, name: str = "article.txt") -> Path:
    """The review of an article, with everything undecided."""
    review = folder / f"{name}.review.json"
    done = assistant(
        "rewrite", article(folder, text, name), "--engine", script(folder), "--accept", "none",
        "--review", review, "-o", folder / "out.txt",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return review


def decisions(review: Path, **changed: object) -> Path:
    """A file of decisions about a review: its first hunk is accepted."""
    known = load_review(review)
    made = [{"id": known.hunks[0].id, "was": "pending", "decision": "accepted"}]
    stored = {"schema": "assistant.decisions/1", "sha256": known.source.sha256, "decisions": made}
    path = review.with_name("back.decisions.json")
    path.write_text(json.dumps(stored | changed))
    return path


def test_a_page_goes_out_and_its_decisions_come_home(tmp_path: Path) -> None:
    """The account is shown, the review holds them, and another file changes nothing."""
    review = sent(tmp_path)
    page = assistant("review", review, "--format", "html")
    assert page.stdout.startswith(b"<!doctype html>")
    done = assistant("review", review, "--from", decisions(review))
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.splitlines()[-1].startswith(b"1 accepted, ")
    assert str(load_review(review).hunks[0].decision) == "accepted"
    before = review.read_bytes()
    for other in (decisions(review, sha256="0" * 64), decisions(review, decisions=[1])):
        refused = assistant("review", review, "--from", other)
        assert refused.stderr.count(b"\n") == 1
        assert review.read_bytes() == before
    refused = assistant("review", review, "--from", decisions(review, sha256="0" * 64))
    assert refused.returncode == 5


def test_decisions_are_applied_without_being_kept(tmp_path: Path) -> None:
    """The article is written with them, the review stays as it was."""
    review = sent(tmp_path)
    before = review.read_bytes()
    done = assistant("apply", review, "--from", decisions(review))
    assert done.returncode == 0, done.stderr
    assert b"The leaders of Port Ellery froze off" in done.stdout
    assert review.read_bytes() == before


def test_criticmarkup_goes_out_and_comes_home(tmp_path: Path) -> None:
    """A mark resolved either way, and a word of the editor's own."""
    review = sent(tmp_path)
    marked = tmp_path / "marked.txt"
    assistant("review", review, "--format", "critic", "-o", marked)
    text = marked.read_text()
    text = text.replace("{~~loss leaders~>leaders~~}", "leaders")
    text = text.replace("{~~froze off~>rejected~~}", "froze off").replace("3 hours", "3 days")
    marked.write_text(text)
    done = assistant("review", review, "--from", marked)
    told = done.stdout.decode().splitlines()
    assert told[-1].startswith("1 accepted, 1 rejected, 1 by hand, ")
    assert [line.split()[0] for line in told[:-1]] == ["accepted", "rejected", "by"]


def test_a_page_of_html_goes_out_and_comes_home(tmp_path: Path) -> None:
    """Repaired in place, shown in itself, and read back; what is around the article stays."""
    review = sent(tmp_path, PAGE, "page.html")
    done = assistant("apply", review, "--accept", "all")
    expected = PAGE.replace("loss leaders", "leaders").replace("froze off", "rejected")
    assert done.stdout.decode() == expected.replace("The alien", "The foreign")
    shown = tmp_path / "shown.html"
    assistant("apply", review, "--format", "html", "-o", shown)
    text = shown.read_text()
    mark = '<del class="proposed">froze off</del><ins class="proposed">rejected</ins>'
    assert mark in text
    shown.write_text(text.replace(mark, "rejected"))
    assert assistant("review", review, "--from", shown).stdout.endswith(
        b"1 accepted, 2 undecided\n"
    )


def test_what_does_not_go_together_is_refused_in_one_line(tmp_path: Path) -> None:
    """And nothing is written over."""
    review = sent(tmp_path)
    before = review.read_bytes()
    source = tmp_path / "article.txt"
    for words in (
        ["review", review, "--format", "html", "--from", source],
        ["review", review, "-o", "x.html"],
        ["review", review, "--format", "html", "-o", source],
        ["review", review, "--format", "critic", "-o", review],
        ["review", review, "--format", "docx", "-o", tmp_path / "x.docx"],
        ["review", review, "--from", tmp_path / "none.json"],
        ["review", tmp_path / "none.json", "--from", source],
        ["rewrite", source, "--engine", script(tmp_path), "--format", "html"],
    ):
        done = assistant(*words)
        assert done.returncode == 2, words
        assert done.stderr.strip().count(b"\n") <= 1
        assert b"Traceback" not in done.stderr
    assert source.read_text() == ARTICLE
    assert review.read_bytes() == before


def test_every_command_knows_the_same_forms() -> None:
    """What is handed over in a form by one is by the other, and all that comes home goes out."""
    known = {
        command.name: {
            each for option in command.params if option.name == "form"
            for each in option.type.to_info_dict()["choices"]
        } for command in (rewrite, apply, review)
    }  # fmt: skip
    assert known["rewrite"] == known["apply"] == {str(form) for form in Form}
    assert known["review"] == set(ELSEWHERE)
