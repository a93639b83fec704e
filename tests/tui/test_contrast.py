"""Everything on the desk can be read in every theme: computed from the cells that are painted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from textual.color import Color
from textual.pilot import Pilot
from textual.theme import BUILTIN_THEMES

from assistant.article.files import read_text
from assistant.edits import Alternative, Edit, EditKind, Flag
from assistant.review.model import Decision
from assistant.tui.app import DeskApp
from assistant.tui.look import themes
from assistant.tui.look.contrast import contrast, legible
from assistant.tui.look.states import State, state_of
from tests.support.contrast import Faint, cells, faint
from tests.support.desk import opened, piloted, place, rows, session, until
from tests.support.scenes import PICTURES, Scene, app_of

SHIPPED = sorted(
    theme.name for theme in (*themes.OWN, *BUILTIN_THEMES.values()) if not theme.ansi
)  # fmt: skip
"""All but those that leave the colours to the terminal, where no contrast can be computed."""

_OTHERS = ("night-desk", "day-desk", "textual-light", "nord")
_STATES: Sequence[tuple[Flag | None, Decision]] = (
    (None, Decision.PENDING), (Flag.UNCERTAIN, Decision.PENDING), (Flag.FACT, Decision.PENDING),
    (None, Decision.ACCEPTED), (None, Decision.REJECTED), (None, Decision.CHANGED),
)  # fmt: skip


def _app(folder: Path) -> DeskApp:
    """A headline, a section and a hunk of every state."""
    source = "Ferry Plan\n\nHarbor Vote\n\nA tumid boat.\n\n" + "The alien firm left.\n\n" * len(
        _STATES
    )
    starts = [at for at in range(len(source)) if source.startswith("alien", at)]
    edits = [
        Edit(at, at + 5, "alien", "foreign", reason="it reads better", confidence=0.7,
             flags=(flag,) if flag else (), alternatives=(Alternative("strange", 0.2),))
        for at, (flag, _) in zip(starts, _STATES, strict=True)
    ]  # fmt: skip
    garbled = source.index("tumid")
    edits.append(Edit(garbled, garbled + 5, "tumid", "tumid", EditKind.MARK, reason="it reads odd"))
    found = opened(read_text(source), edits, folder)
    review = found.session.review
    states = (_STATES[0], *_STATES)
    hunks = [replace(hunk, decision=decision, note="why?",
                     changed_to="odd" if decision is Decision.CHANGED else None)
             for hunk, (_, decision) in zip(review.hunks, states, strict=True)]  # fmt: skip
    found.session.put(replace(review, hunks=tuple(hunks)))
    return DeskApp(place(), found)


@pytest.mark.parametrize("theme", SHIPPED)
def test_every_state_of_a_hunk_can_be_read(tmp_path: Path, theme: str) -> None:
    """4.5 for text and 3 for lines, also where it is current, found, selected, or only marked."""
    app = _app(tmp_path)
    found: list[Faint] = []

    async def steps(pilot: Pilot[None]) -> None:
        app.theme = theme
        assert {state_of(hunk) for hunk in session(app).review.hunks} == set(State)
        for _ in _STATES:
            await pilot.press("j")
            await pilot.pause()
            found.extend(faint(app))
        for keys in (("slash", *"left", "enter"), ("l",)):
            await pilot.press(*keys)
            await pilot.pause()
            found.extend(faint(app))
        assert cells(app) > 200
        assert "✎" in rows(app)

    piloted(app, steps)
    assert not set(found)


_SCREENS = (
    *PICTURES,
    Scene("help", ("question_mark",), (124, 36)),
    Scene("settings", ("comma",), (124, 36)),
    Scene("sections", ("S",), (124, 36)),
    Scene("facts", ("f",), (124, 36)),
    Scene("written", ("e",), (124, 36)),
    Scene("told", ("Y",), (124, 36)),
    Scene("palette", ("ctrl+p",), (124, 36)),
    Scene("narrow", ("y", "n"), (80, 24)),
    Scene("low", ("y", "n"), (40, 12)),
)


@pytest.mark.parametrize("scene", _SCREENS, ids=lambda scene: scene.name)
def test_every_screen_can_be_read(
    tmp_path: Path, scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In our own themes, the lightest one and the one with the least contrast of its own."""
    monkeypatch.chdir(tmp_path)
    app = app_of(scene, tmp_path)
    found: dict[str, list[Faint]] = {}

    async def steps(pilot: Pilot[None]) -> None:
        for key in scene.keys:
            await pilot.press(key)
            await pilot.pause(0.1)
        for theme in _OTHERS:
            app.theme = theme
            await pilot.pause(0.1)
            found[theme] = list(faint(app))
        assert cells(app) > 100

    piloted(app, steps, scene.size)
    assert {theme: set(each) for theme, each in found.items() if each} == {}


def test_the_start_can_be_read(tmp_path: Path) -> None:
    """With an article that is unfinished, and its preview."""
    from assistant.workspace import recent

    (tmp_path / "a.txt").write_text("Ferry Plan\n\nThe alien firm left.\n")
    (tmp_path / "a.json").write_text("no review")
    recent.remember(str(tmp_path / "a.txt"), str(tmp_path / "a.json"), 3, 7)
    app = DeskApp(place())
    found: list[Faint] = []

    async def steps(pilot: Pilot[None]) -> None:
        await until(lambda: "The alien firm left." in rows(app), pilot)
        for theme in _OTHERS:
            app.theme = theme
            await pilot.pause(0.1)
            found.extend(faint(app))

    piloted(app, steps)
    assert found == []


def test_contrast_is_that_of_the_guidelines() -> None:
    """Black on white is 21, and #767676 the lightest grey that may be read on white."""
    white = Color.parse("white")
    assert contrast(Color.parse("black"), white) == pytest.approx(21)
    assert contrast(Color.parse("#767676"), white) == pytest.approx(4.54, abs=0.01)
    assert contrast(white, white) == 1


def test_a_color_that_can_be_read_stays_as_it_is() -> None:
    """And another one is changed as little as it takes."""
    grounds = [Color.parse("#ffffff"), Color.parse("#dddddd")]
    assert legible(Color.parse("#7a0000"), grounds) == Color.parse("#7a0000")
    changed = legible(Color.parse("#ff8080"), grounds)
    assert 4.5 <= contrast(changed, grounds[1]) < 5.2
