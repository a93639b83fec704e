"""The queue over the output of a batch: its reviews open by themselves, and a run is followed."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.config import load
from assistant.workspace.folder import files
from assistant.workspace.workspace import Workspace
from tests.support.command import UNFLAGGED, article, assistant, script


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of a batch of one article."""
    folder = tmp_path_factory.mktemp("batch")
    (folder / "in" / "news").mkdir(parents=True)
    (folder / "elsewhere").mkdir()
    article(folder / "in" / "news")
    given = ("rewrite", folder / "in", "--out", folder / "out", "--engine", script(folder))
    assert assistant(*given, "-q", "--jobs", "1").returncode == 0
    return folder / "out"


def test_a_review_of_a_batch_is_opened_where_the_batch_wrote(out: Path) -> None:
    """Its source lies beside it, and `w` writes the text that the batch wrote."""
    (review,) = files(out)
    opened = Workspace(load({})).open(str(review))
    try:
        assert opened.out == str(out / "news" / "article.txt")
        assert Path(opened.out).read_text() == UNFLAGGED
        assert opened.session.left == 1
        assert not opened.repairs
    finally:
        opened.session.close()
