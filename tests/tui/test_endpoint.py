"""The desk with an endpoint: where text goes, what it costs, and no key on any screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from assistant.cli import diagnostics
from assistant.config import load, overridden
from assistant.tui.app import DeskApp
from assistant.tui.screens.desk import DeskScreen
from assistant.tui.screens.panel import Panel
from assistant.workspace.workspace import Workspace
from tests.support import chat
from tests.support.desk import piloted, rows, session, until
from tests.support.endpoint import Endpoint

KEY = "sk-never-to-be-seen"


@pytest.fixture
def article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An article, and a cache without weights."""
    monkeypatch.setenv("ASSISTANT_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "article.txt"
    path.write_text(chat.ARTICLE)
    return path


def test_it_is_asked_shown_and_paid(article: Path) -> None:
    """Host, tokens and cost stand below; asking again asks the endpoint anew."""
    with Endpoint(chat.good) as server:
        flags = {"engine": "openai", "base_url": server.url, "model": "gpt-4o-mini"}
        place = Workspace(overridden(load(), flags), diagnostics.notice)
        app = DeskApp(place, place.open(str(article)))

        async def steps(pilot: Pilot[None]) -> None:
            await until(
                lambda: any("the text goes to 127.0.0.1" in n.message for n in app._notifications),
                pilot,
            )
            await until(lambda: len(session(app).review.hunks) == 3, pilot)
            desk = app.screen
            assert isinstance(desk, DeskScreen)
            await until(lambda: not desk.working, pilot)
            await pilot.pause()
            assert "gpt-4o-mini at 127.0.0.1" in rows(app)
            assert " tokens, $0.0" in rows(app)
            assert KEY not in rows(app)
            asked = len(server.requests)
            await pilot.press("g")
            await until(lambda: not desk.working, pilot)
            assert len(server.requests) == asked + 1
            assert server.requests[-1].body["temperature"] > 0
            await pilot.press("comma")
            await pilot.pause()
            assert KEY not in rows(app)

        with diagnostics.heard_by(app.tell):
            piloted(app, steps)
    assert KEY not in Path(f"{article}.review.json").read_text()


def test_an_endpoint_that_is_away_is_a_panel(article: Path) -> None:
    """With the hint, and a way to the settings; trying again finds it."""
    with Endpoint(chat.good) as server:
        address = server.url
    flags = {"engine": "openai", "base_url": address, "model": "gpt-4o-mini"}
    place = Workspace(overridden(load(), flags), diagnostics.notice)
    app = DeskApp(place, place.open(str(article)))

    async def steps(pilot: Pilot[None]) -> None:
        await until(lambda: isinstance(app.screen, Panel), pilot)
        await pilot.pause()
        assert "127.0.0.1" in rows(app)
        assert "tries again" in rows(app)
        assert KEY not in rows(app)

    with diagnostics.heard_by(app.tell):
        piloted(app, steps)
