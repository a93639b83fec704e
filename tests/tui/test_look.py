"""Where things stand on the desk: the hunk, its signs, its candidates, what is told in passing."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.geometry import Region
from textual.pilot import Pilot
from textual.widgets._toast import Toast

from assistant.article.files import read_text
from assistant.edits import Alternative, Edit
from assistant.review.model import Decision, Review, make
from assistant.tui import keys, telling
from assistant.tui.app import DeskApp
from assistant.tui.commands import CANDIDATES, LISTED
from assistant.tui.flow import Line, Role, View, lines, units
from assistant.tui.look.states import State
from assistant.tui.widgets import gutter
from assistant.tui.widgets.article import ArticleView
from assistant.tui.widgets.overview import HERE, TICK
from assistant.tui.widgets.title import TitleBar
from tests.support.desk import opened, piloted, place, rows, session, until

_SENTENCE = "The alien ferry firm met the alien council on the quay of the old harbor again. "
_LONG = "Ferry Plan\n\n" + f"{_SENTENCE * 4}\n\n" * 30
SIZES = [(40, 12), (80, 24), (100, 30), (120, 40), (200, 50)]


def _edits(source: str) -> list[Edit]:
    starts = [at for at in range(len(source)) if source.startswith("alien", at)]
    others = (Alternative("strange", 0.2), Alternative("odd", 0.1))
    return [Edit(at, at + 5, "alien", "foreign", confidence=0.9, reason="it reads better",
                 alternatives=others) for at in starts]  # fmt: skip


def _app(folder: Path, source: str = _LONG) -> DeskApp:
    return DeskApp(place(), opened(read_text(source), _edits(source), folder))


def _plain(line: Line) -> str:
    return "".join(piece.text for piece in line if piece.role is Role.PLAIN).strip()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(Decision), min_size=8, max_size=8), st.integers(-1, 7),
       st.integers(20, 90))  # fmt: skip
def test_no_decision_breaks_a_line_elsewhere(
    decisions: list[Decision], current: int, width: int
) -> None:
    """Whatever is decided, and wherever the editor is, a word stays in its line."""
    source = _SENTENCE * 4
    before = make(read_text(source), _edits(source), "x")
    hunks = tuple(replace(h, decision=d) for h, d in zip(before.hunks, decisions, strict=True))

    def laid(review: Review, current: int) -> list[str]:
        (unit,) = units(source, review.hunks)
        found = lines(source, review.hunks, unit, View.IN_PLACE, width, current)
        assert all(sum(len(piece.text) for piece in line) <= width for line in found)
        return [words for words in map(_plain, found) if words]

    assert laid(replace(before, hunks=hunks), current) == laid(before, -1)


@pytest.mark.parametrize("size", SIZES)
def test_the_hunk_stands_at_a_third_and_is_seen(tmp_path: Path, size: tuple[int, int]) -> None:
    """From the first to the last one, as far as the beginning of the article allows."""
    app = _app(tmp_path)

    async def steps(pilot: Pilot[None]) -> None:
        view = app.screen.query_one(ArticleView)
        for at in (0, 20, 120, 239):
            session(app).place = at
            app.screen.refresh_all()  # type: ignore[attr-defined]
            await pilot.pause()
            height = view.scrollable_content_region.height
            assert height >= 5
            row = view.current_row
            assert row is not None
            assert row - view.scroll_offset.y == min(row, height // 3)

    piloted(app, steps, size)


@pytest.mark.parametrize("size", SIZES)
def test_candidates_and_the_hunk_are_on_the_screen(tmp_path: Path, size: tuple[int, int]) -> None:
    """In every size both, also at 80 by 24, and at 40 by 12."""
    app = _app(tmp_path)

    async def steps(pilot: Pilot[None]) -> None:
        await pilot.press("j", "j", "j")
        await pilot.pause()
        told = rows(app)
        assert "alien→foreign" in told
        if size[1] >= 24:
            assert "1  foreign" in told
            assert "2  strange  0.20" in told
            assert "3  odd  0.10" in told
        assert "4" in told.splitlines()[0]

    piloted(app, steps, size)


@pytest.mark.parametrize("size", SIZES)
def test_what_is_told_never_lies_over_the_article(tmp_path: Path, size: tuple[int, int]) -> None:
    """However much is told at once."""
    app = _app(tmp_path)

    async def main() -> None:
        async with app.run_test(size=size, notifications=True) as pilot:
            for number in range(3):
                telling.say(app, f"{number} hunks accepted; u undoes it", seconds=60)
            await until(lambda: len(shown_toasts(app)) >= 2, pilot)
            article = app.screen.query_one(ArticleView).region
            assert [told for told in shown_toasts(app) if told.overlaps(article)] == []

    asyncio.run(main())


def shown_toasts(app: DeskApp) -> list[Region]:
    """Where what is told in passing is shown."""
    return [toast.region for toast in app.screen.query(Toast) if toast.region.area]


def test_the_title_says_where_one_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The article, the hunk among all, the share that is decided, the time."""
    monkeypatch.setattr(TitleBar, "clock", staticmethod(lambda: "23:59"))
    app = _app(tmp_path, "Ferry Plan\n\n" + _SENTENCE * 5 + "\n")

    async def steps(pilot: Pilot[None]) -> None:
        await pilot.press("y", "y")
        await pilot.pause()
        head = rows(app).splitlines()[0]
        for part in ("Ferry Plan", "hunk 3 of 10", "20 %", "23:59"):
            assert part in head

    piloted(app, steps)


def test_lines_are_no_longer_than_reads_well(tmp_path: Path) -> None:
    """80 cells on the widest terminal."""
    app = _app(tmp_path)

    async def steps(pilot: Pilot[None]) -> None:
        view = app.screen.query_one(ArticleView)
        assert view.region.width > 100
        longest = max(len(view.render_line(y).text.strip()) for y in range(view.size.height))
        assert 70 < longest <= 80 + gutter.WIDTH + 1

    piloted(app, steps, (220, 50))


def test_the_gutter_tells_the_state_of_each_hunk_in_a_line() -> None:
    """In their order; of more than fit, the one that needs an editor most stands for the rest."""
    source = "alien " * 5
    review = make(read_text(source), _edits(source), "x")
    kinds = (Decision.ACCEPTED, Decision.REJECTED, Decision.CHANGED, Decision.PENDING)
    hunks = [replace(hunk, decision=decision)
             for hunk, decision in zip(review.hunks, (*kinds, kinds[0]), strict=True)]  # fmt: skip
    (unit,) = units(source, review.hunks)
    (line,) = lines(source, hunks, unit, View.IN_PLACE, 200)
    found = gutter.signs(line, (), hunks, -1)
    assert "".join(sign.text for sign in found) == "✓✗+"
    assert found[2].state is State.PENDING
    at_current = gutter.signs(line, (), hunks, 2)
    assert (at_current[2].text, at_current[2].place) == ("✎", 2)


def test_the_scroll_bar_shows_the_hunks(tmp_path: Path) -> None:
    """And which one is the current one."""
    app = _app(tmp_path)

    async def steps(pilot: Pilot[None]) -> None:
        view = app.screen.query_one(ArticleView)
        bar = [line[view.region.right - 2] for line in rows(app).splitlines()[2:-4]]
        assert bar.count(HERE) == 1
        assert bar.count(TICK) > 10

    piloted(app, steps)


@pytest.mark.parametrize("size", [(80, 24), (124, 50), (200, 50)])
def test_the_help_has_every_command_in_a_group(tmp_path: Path, size: tuple[int, int]) -> None:
    """Beside each other where there is room."""
    app = _app(tmp_path)

    async def steps(pilot: Pilot[None]) -> None:
        await pilot.press("question_mark")
        await pilot.pause()
        told = rows(app)
        heads = next(line for line in told.splitlines() if "Decide" in line)
        await pilot.press("escape")
        await pilot.pause()
        every = list(keys.groups(app))
        names = [group.name for group in every]
        assert sum(name in heads for name in names[1:]) == {80: 0, 124: 1, 200: 2}[size[0]]
        tooltips = [tooltip for group in every for _, tooltip in group.keys]
        both = [told for told in tooltips if told.endswith(", or the one before")]
        assert len(tooltips) + len(both) == len(LISTED) + 1
        assert CANDIDATES[1] in tooltips
        ones = [c.tooltip for c in LISTED if not c.id.startswith("previous_")]
        assert all(any(told.startswith(one) for told in tooltips) for one in ones)
        assert all(keys for group in every for keys, _ in group.keys)
        assert "More" not in names

    piloted(app, steps, size)


def test_the_palette_has_the_commands_of_the_desk_alone(tmp_path: Path) -> None:
    """None of those that come with Textual, such as its screenshot."""
    app = _app(tmp_path)

    async def steps(pilot: Pilot[None]) -> None:
        await pilot.press("ctrl+p")
        await pilot.pause(0.3)
        told = rows(app)
        assert "Accept (y)" in told
        assert "creenshot" not in told
        assert "aximize" not in told

    piloted(app, steps)


def test_the_theme_is_kept(tmp_path: Path) -> None:
    """What was chosen is there at the next start; without a choice it is the one for the night."""
    app = _app(tmp_path)

    async def steps(pilot: Pilot[None]) -> None:
        assert app.theme == "night-desk"
        app.theme = "day-desk"
        await pilot.pause(0.1)

    piloted(app, steps)
    again = DeskApp(place())

    async def look(pilot: Pilot[None]) -> None:
        assert again.theme == "day-desk"

    piloted(again, look)
