"""Files: where the article goes, and a source that changes while it is on the desk."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from assistant.engines.scripted import Line, scripted
from assistant.review import file as review_file
from assistant.review.model import Decision
from assistant.tui.app import DeskApp
from assistant.tui.screens.desk import DeskScreen
from assistant.tui.screens.panel import Panel
from tests.support.desk import heard, piloted, place, rows, session, until

SOURCE = "Ferry Plan\r\n\r\nThe alien firm left.\r\n\r\nThe alien boat stayed.\r\n"
ENGINE = scripted(Line("alien", "foreign"))


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """An article in a file."""
    path = tmp_path / "article.txt"
    path.write_bytes(SOURCE.encode())
    return path


def desk_on(article: Path) -> DeskApp:
    """The desk for a file."""
    found = place(engine=ENGINE)
    return DeskApp(found, found.open(str(article)))


async def repaired(app: DeskApp, pilot: Pilot[None], hunks: int = 2) -> None:
    """Wait for the engine."""
    await until(
        lambda: isinstance(app.screen, DeskScreen) and not app.screen.working
        and len(session(app).review.hunks) == hunks, pilot,
    )  # fmt: skip


async def answer(app: DeskApp, pilot: Pilot[None], text: str) -> None:
    """Write a line and send it."""
    app.screen.query_one(Input).value = text
    await pilot.press("enter")
    await pilot.pause()


def test_the_article_is_written_beside_its_source(article: Path) -> None:
    """Byte for byte but for what was accepted."""
    app = desk_on(article)

    async def steps(pilot: Pilot[None]) -> None:
        await repaired(app, pilot)
        await pilot.press("y", "w")
        await pilot.pause()

    piloted(app, steps)
    written = article.with_name("article.repaired.txt").read_bytes()
    assert written == SOURCE.replace("alien", "foreign", 1).encode()
    assert article.read_bytes() == SOURCE.encode()


def test_saving_elsewhere(article: Path, tmp_path: Path) -> None:
    """Over another file only when asked; over the source or the review never."""
    other = tmp_path / "other.txt"
    other.write_text("mine")
    app = desk_on(article)
    told = heard(app)

    async def steps(pilot: Pilot[None]) -> None:
        await repaired(app, pilot)
        for own in (article, f"{article}.review.json"):
            await pilot.press("W")
            await answer(app, pilot, str(own))
        assert article.read_bytes() == SOURCE.encode()
        await pilot.press("W")
        await answer(app, pilot, str(other))
        assert isinstance(app.screen, Panel)
        await pilot.press("escape")
        assert other.read_text() == "mine"
        await pilot.press("W")
        await answer(app, pilot, str(other))
        await pilot.press("y")
        await pilot.pause()
        assert other.read_bytes() == SOURCE.encode()
        await pilot.press("W")
        await answer(app, pilot, str(tmp_path / "no" / "such.txt"))
        assert len(told) == 4

    piloted(app, steps)


def test_a_source_that_changed_is_noticed(article: Path) -> None:
    """It can be read again: the decisions that fit stay, the others go."""
    app = desk_on(article)

    async def steps(pilot: Pilot[None]) -> None:
        await repaired(app, pilot)
        await pilot.press("y", "y")
        article.write_bytes(b"New Plan\r\n\r\n" + SOURCE.replace("alien boat", "boat").encode())
        await pilot.press("w")
        await until(lambda: isinstance(app.screen, Panel), pilot)
        await pilot.pause()
        assert "no longer what these decisions were made of" in rows(app)
        await pilot.press("r")
        await repaired(app, pilot, 1)
        assert session(app).review.hunks[0].decision is Decision.ACCEPTED
        await pilot.press("w")
        await pilot.pause()

    piloted(app, steps)
    written = article.with_name("article.repaired.txt").read_bytes()
    assert (
        written
        == b"New Plan\r\n\r\n"
        + SOURCE.replace("alien boat", "boat").replace("alien", "foreign").encode()
    )


def test_a_changed_source_can_be_left_and_the_article_saved(article: Path, tmp_path: Path) -> None:
    """As it was decided, to another place."""
    app = desk_on(article)

    async def steps(pilot: Pilot[None]) -> None:
        await repaired(app, pilot)
        article.write_bytes(b"Something else.\n")
        await pilot.press("w")
        await until(lambda: isinstance(app.screen, Panel), pilot)
        await pilot.press("a")
        await pilot.pause()
        await answer(app, pilot, str(tmp_path / "saved.txt"))

    piloted(app, steps)
    assert (tmp_path / "saved.txt").read_bytes() == SOURCE.encode()
    assert article.read_bytes() == b"Something else.\n"


def test_an_article_that_changed_since_begins_anew(article: Path, tmp_path: Path) -> None:
    """The old decisions are kept beside it."""
    app = desk_on(article)

    async def steps(pilot: Pilot[None]) -> None:
        await repaired(app, pilot)
        await pilot.press("y")

    piloted(app, steps)
    article.write_bytes(b"Ferry\r\n\r\nAn alien day.\r\n")
    found = place(engine=ENGINE).open(str(article))
    assert "kept as" in found.note
    kept = review_file.load_review(f"{article}.review.json.bak")
    assert kept.count(Decision.ACCEPTED) == 1


def test_decisions_are_gone_on_with(article: Path) -> None:
    """As after a crash: nothing but the file of decisions is left."""
    app = desk_on(article)

    async def steps(pilot: Pilot[None]) -> None:
        await repaired(app, pilot)
        await pilot.press("n")

    piloted(app, steps)
    again = desk_on(article)

    async def more(pilot: Pilot[None]) -> None:
        await repaired(again, pilot)
        assert [str(h.decision) for h in session(again).review.hunks] == ["rejected", "pending"]

    piloted(again, more)


def test_a_disk_that_fails_is_said_and_can_be_left(
    article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the choice to try again."""
    app = desk_on(article)

    async def steps(pilot: Pilot[None]) -> None:
        await repaired(app, pilot)
        from assistant.errors import SourceError

        def full(path: object, review: object) -> None:
            raise SourceError("the disk is full")

        with monkeypatch.context() as broken:
            broken.setattr(review_file, "save_review", full)
            await pilot.press("y", "q")
            await until(lambda: isinstance(app.screen, Panel), pilot)
            await pilot.pause()
            assert "the disk is full" in rows(app)
        await pilot.press("r")
        await until(lambda: not app.is_running or app._exit, pilot)

    piloted(app, steps)
    assert review_file.load_review(f"{article}.review.json").count(Decision.ACCEPTED) == 1


@pytest.mark.skipif(os.name != "posix", reason="starts a shell script")
def test_no_editor_is_said(article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In one line, and nothing is written."""
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    app = desk_on(article)

    async def steps(pilot: Pilot[None]) -> None:
        await repaired(app, pilot)
        await pilot.press("o")
        await pilot.pause()
        assert "$EDITOR" in next(iter(app._notifications)).message

    piloted(app, steps)


def test_only_the_served_folder_can_be_reached(tmp_path: Path, own_settings: Path) -> None:
    """Neither to read nor to write, nor to complete or list."""
    inside = tmp_path / "in"
    inside.mkdir()
    (inside / "a.txt").write_text("An alien day.\n")
    (tmp_path / "secret.txt").write_text("An alien day.\n")
    (inside / "link.txt").symlink_to(tmp_path / "secret.txt")
    found = place(engine=ENGINE, within=inside)
    found.open("a.txt")
    assert found.complete(f"{inside}/a") == f"{inside}/a.txt"
    assert found.complete(f"{tmp_path}/s") is None
    from assistant.errors import UsageError
    from assistant.workspace import recent

    recent.remember(str(tmp_path / "secret.txt"), "r.json", 1, 1)
    assert list(found.recent()) == []
    for path in (tmp_path / "secret.txt", "../secret.txt", "link.txt", "~/x", "/etc/passwd"):
        with pytest.raises(UsageError, match="outside"):
            found.open(str(path))
