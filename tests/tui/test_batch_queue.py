"""The queue over the output of a batch: its reviews open by themselves, and a run is followed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from assistant.batch import home
from assistant.batch.records import Entry
from assistant.config import load
from assistant.tui.app import DeskApp
from assistant.tui.screens.queue import QueueScreen
from assistant.workspace.folder import files
from assistant.workspace.workspace import Workspace
from tests.support.command import UNFLAGGED, article, assistant, script
from tests.support.desk import piloted, place, until


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


def test_a_run_that_goes_on_is_followed(out: Path, tmp_path: Path) -> None:
    """New reviews come in by themselves, and the line above says how far the run is."""
    folder = tmp_path / "out"
    shutil.copytree(out, folder)
    app = DeskApp(place(), folder)

    def told() -> str:
        return str(app.screen.query_one("#folder", Static).content)

    async def steps(pilot: Pilot[None]) -> None:
        await until(
            lambda: isinstance(app.screen, QueueScreen) and told().startswith("1 review "), pilot
        )
        with home.held(folder) as ledger:
            ledger.enter([Entry(f"{n}.txt", "", "", "x", "text", 1, {}) for n in range(3)], 9)
            name = "article.txt.review.json"
            shutil.copy(folder / "news" / name, folder / "news" / f"second-{name}")
            await until(lambda: "a run goes on: 1 of 4" in told(), pilot)
            await until(lambda: told().startswith("2 reviews "), pilot)
        await until(lambda: "a run goes on" not in told(), pilot)

    piloted(app, steps)
