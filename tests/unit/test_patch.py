"""A review as a unified diff and as CriticMarkup."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings

from assistant.article.files import read_text
from assistant.article.model import Article
from assistant.edits import Edit
from assistant.review import decisions
from assistant.review import model as reviews
from assistant.review.critic import critic
from assistant.review.model import Decision, Policy, Review, make
from assistant.review.patch import unified
from tests.support.reviews import reviews as any_reviews

_TOOLS = {
    "git": ["git", "apply", "--whitespace=nowarn", "-"],
    "patch": ["patch", "-p1", "--binary", "--silent"],
}


def _applied(tool: str, name: str, source: str, diff: str) -> str:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(source.encode())
        subprocess.run(_TOOLS[tool], input=diff.encode(), cwd=folder, check=True)
        return path.read_bytes().decode()


@pytest.mark.parametrize("tool", _TOOLS)
@settings(max_examples=40, deadline=None)
@given(made=any_reviews())
def test_a_diff_applies_whatever_the_text(tool: str, made: tuple[Review, Article]) -> None:
    """Carriage returns, lines joined and cut, no newline at the end, any letters."""
    if shutil.which(_TOOLS[tool][0]) is None:
        pytest.skip(f"{tool} is not installed")
    review, article = made
    review = decisions.apply_policy(review, Policy.ALL)
    repaired = reviews.text(review, article.source)
    diff = unified(review, article.source, "a.txt")
    if repaired == article.source:
        assert diff == ""
    elif repaired and "\x00" not in diff:
        assert _applied(tool, "a.txt", article.source, diff) == repaired


@pytest.mark.parametrize("name", ["two words.txt", 'quo"te.txt', "Zürich.txt", "tab\t.txt"])
def test_a_diff_names_odd_files_as_git_does(name: str) -> None:
    """So that git finds them again."""
    article = read_text("A bad day.\n")
    review = decisions.apply_policy(make(article, [Edit(2, 5, "bad", "good")], ""), Policy.ALL)
    diff = unified(review, article.source, name)
    assert _applied("git", name, article.source, diff) == "A good day.\n"


def test_criticmarkup_marks_what_was_not_rejected() -> None:
    """Replaced, deleted, added; what is rejected stands as it was."""
    article = read_text("A bad old day in town.\n")
    edits = [
        Edit(2, 5, "bad", "good"),
        Edit(6, 10, "old ", ""),
        Edit(13, 13, "", " out"),
        Edit(17, 21, "town", "tow"),
    ]
    review = make(article, edits, "")
    review = decisions.decide(review, review.hunks[3].id, Decision.REJECTED)
    assert critic(review, article.source) == (
        "A {~~bad~>good~~} {--old --}day{++ out++} in town.\n"
    )


def test_text_that_looks_like_criticmarkup_is_not_taken_for_it() -> None:
    """Its marks are broken."""
    article = read_text("See {++this++} and {--that--}.\n")
    assert critic(make(article, [], ""), article.source) == (
        "See {\\++this+\\+} and {\\--that-\\-}.\n"
    )
