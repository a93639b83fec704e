"""Scenes of the desk that are looked at: for the pictures in docs/ and for the snapshots.

Everything in them is fixed: the article, what is proposed for it, and the hour.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path

import pytest
from textual.pilot import Pilot

from assistant.article.files import read_text
from assistant.article.model import Article
from assistant.edits import Alternative
from assistant.engines.scripted import Line, scripted
from assistant.review import file as review_file
from assistant.review.model import Review
from assistant.tui.app import DeskApp
from assistant.tui.screens.queue import QueueScreen
from assistant.tui.widgets.title import TitleBar
from assistant.workspace import pipeline
from tests.support.desk import opened, place

_SEEDS = Path(__file__).parents[2] / "seeds" / "garbled"
_GARBLED = (_SEEDS / "fairlow-night-clinic.txt").read_text("utf-8")

_WORDS: Sequence[tuple[str, str, str, float]] = (
    ("tike", "minor", "child, kid, youngster, minor, shaver, nipper, small fry, tike", 26.3),
    ("struck by 18", "fell by 18", "hit, strike, fall, shine, come across", 11.8),
    ("powers", "offices", "office, power", 14.1),
    ("pushing", "crowding", "crowding, push, jostling", 9.7),
    ("an account", "a report", "report, account, study, written report", 12.2),
    ("first yr", "first year", "year, twelvemonth, yr", 8.8),
    ("designed", "planned", "plan, project, contrive, design", 10.4),
    ("geological period", "period", "period, geological period", 15.6),
    ("lit by", "fell by", "fall, light, strike", 9.9),
    ("Patient roles", "Patients", "affected role, patient role, patient", 17.3),
    ("serious train", "serious conditions", "condition, train, discipline", 13.3),
    ("an ensue", "a result", "result, ensue", 18.2),
    ("investigators", "researchers", "research worker, researcher, investigator", 3.1),
    ("shop", "frequent", "patronize, shop at, frequent", 16.0),
    ("intellects", "reasons", "reason, intellect, understanding", 14.9),
    ("heady", "rash", "rash, heady, foolhardy", 12.7),
    ("bandstands", "stands", "stand, bandstand, outdoor stage", 13.9),
    ("dresser pain", "chest pain", "chest of drawers, chest, bureau, dresser", 17.7),
    ("die hard", "run", "run, die hard, persist, endure", 15.1),
    ("interchanged", "replaced", "replace, substitute, interchange", 7.9),
    ("dog-tired", "spent", "exhausted, spent, dog-tired", 14.4),
    ("tumid", "large", "bombastic, large, turgid, tumid", 10.8),
)


def scripted_repair(article: Article) -> Review:
    """What is proposed below for the article of the scenes; little for any other."""
    return pipeline.repair(article, scripted(*lines()))[0]


Repair = Callable[[Article], Review]
"""Proposes what is to be decided in a scene."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A state of the desk: how it is reached, and how large the terminal is."""

    name: str
    keys: Sequence[str]
    size: tuple[int, int]
    of_folder: bool = False
    theme: str = "night-desk"


PICTURES = (
    Scene("desk", ("y", "y", "n", "y", "j", "y", "j"), (124, 36)),
    Scene("desk-by-day", ("y", "y", "n", "y", "j", "y", "j"), (124, 36), theme="day-desk"),
    Scene("desk-wide", ("y", "y", "n", "y", "j", "y", "j"), (200, 50)),
    Scene("side-by-side", ("y", "y", "y", "v"), (124, 36)),
    Scene("summary", ("s",), (124, 36)),
    Scene("queue", ("space", "space"), (124, 20), of_folder=True),
)
RECORDING = Scene("desk", ("j", "y", "y", "n", "u", "y", "Y", "v"), (112, 26))
"""What is played: a frame before the first key, and one after each."""

SNAPSHOTS = tuple(
    Scene(f"{name}-{size[0]}x{size[1]}", keys, size)
    for name, keys in (("desk", ("y", "n")), ("summary", ("s",)))
    for size in ((80, 24), (120, 40), (200, 50))
)


def lines() -> Iterator[Line]:
    """What is proposed for the article of the scenes."""
    for find, put, synonyms, gain in _WORDS:
        uncertain, reads = gain < 5, "far better" if gain > 8 else "better"
        yield Line(
            find, put, 0.72 if uncertain else round(1 - 1 / (gain * 10), 2),
            f"synonyms {{{synonyms}}}; the sentence reads {reads} with it",
            ("uncertain",) if uncertain else (),
            alternatives=(Alternative(synonyms.rsplit(", ", 2)[-2], 0.02),),
        )  # fmt: skip


def picture(scene: Scene, folder: Path, repair: Repair = scripted_repair) -> str:
    """The scene as SVG. The folder is one that the scene may fill."""
    return frames(scene, folder, repair)[-1]


def frames(scene: Scene, folder: Path, repair: Repair = scripted_repair) -> list[str]:
    """The same before the first key, and after each."""
    folder = folder.absolute()

    async def main() -> list[str]:
        app = app_of(scene, folder, repair)
        async with app.run_test(size=scene.size) as pilot:
            app.theme = scene.theme
            await _settled(app, pilot)
            found = [app.export_screenshot(title="assistant")]
            for key in scene.keys:
                await pilot.press(key)
                await _settled(app, pilot)
                app.clear_notifications()
                await pilot.pause(0.1)
                found.append(app.export_screenshot(title="assistant"))
            return found

    with chdir(folder), pytest.MonkeyPatch.context() as patch:
        patch.setattr(TitleBar, "clock", staticmethod(lambda: "23:40"))
        return asyncio.run(main())


async def _settled(app: DeskApp, pilot: Pilot[None]) -> None:
    """Wait for what runs beside the screen."""
    for _ in range(100):
        await pilot.pause(0.02)
        if not _busy(app):
            break
    await pilot.pause()


def _busy(app: DeskApp) -> bool:
    if isinstance(app.screen, QueueScreen):
        return bool(app.screen._state)
    return bool(getattr(app.screen, "_busy", False))


def app_of(scene: Scene, folder: Path, repair: Repair = scripted_repair) -> DeskApp:
    """The desk of a scene, or the queue of a folder of articles."""
    if not scene.of_folder:
        article = read_text(_GARBLED)
        found = opened(article, [], folder)
        found.session.put(repair(article))
        found.session.place = 0
        return DeskApp(place(), found)
    queue = folder / "reviews"
    queue.mkdir()
    for number, path in enumerate(sorted(_SEEDS.glob("*.txt"))):
        review = repair(read_text(path.read_text("utf-8"), path=str(path)))
        target = queue / f"{path.name}.review.json"
        review_file.save_review(target, review)
        hours = 3600 * (number + 1)
        os.utime(target, (target.stat().st_mtime - hours,) * 2)
    return DeskApp(place(), Path(queue.name))
