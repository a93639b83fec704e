"""Who decides a review."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from assistant.errors import SourceError
from assistant.workspace import claim as claims
from assistant.workspace.claim import InUseError


@pytest.fixture
def review(tmp_path: Path) -> Path:
    """The path of a review."""
    return tmp_path / "a.review.json"


def test_a_second_one_is_told_who_has_it(review: Path) -> None:
    """With the process and since when; when it is released, it is free."""
    first = claims.claim(review)
    with pytest.raises(InUseError, match=f"process {first.owner.pid} since {first.owner.since}"):
        claims.claim(review)
    with pytest.raises(InUseError):
        claims.require_free(review)
    first.release()
    claims.require_free(review)
    assert list(review.parent.iterdir()) == []


def test_taking_over_ends_the_first_claim(review: Path) -> None:
    """The first one sees it, and its release does not free what is another's."""
    first = claims.claim(review)
    second = claims.claim(review, take_over=True)
    assert (first.stands, second.stands) == (False, True)
    first.release()
    assert second.stands
    with pytest.raises(InUseError):
        claims.require_free(review)
    second.release()
    claims.require_free(review)
    assert not first.stands
    first.release()
    assert list(review.parent.iterdir()) == []


def test_who_was_killed_owns_nothing(review: Path) -> None:
    """A process that is gone is no owner."""
    done = subprocess.Popen([sys.executable, "-c", ""])
    done.wait()
    first = claims.claim(review)
    gone = replace(first.owner, pid=done.pid)
    first.path.write_text(json.dumps(asdict(gone)))
    assert not gone.is_alive
    assert claims.claim(review).stands
    assert not first.stands


@pytest.mark.parametrize("content", ["", "{", "[]", '{"pid": "x"}', "\x00"])
def test_a_damaged_file_is_no_claim(review: Path, content: str) -> None:
    """It is replaced."""
    claims.claim_file(review).write_text(content)
    claims.require_free(review)
    assert claims.claim(review).stands


def test_two_names_of_one_review_are_one(review: Path) -> None:
    """A link to it is claimed with it."""
    review.write_text("{}")
    link = review.with_name("link.json")
    link.symlink_to(review)
    claims.claim(review)
    with pytest.raises(InUseError):
        claims.claim(link)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """One clear error."""
    with pytest.raises(SourceError):
        claims.claim(tmp_path / "none" / "r.json")
