"""Draws the pictures of docs/ and the snapshots of the tests.

``python -m tests.tools.pictures``

The pictures show what the local engine proposes; the snapshots, which the tests compare, a script.
Programs that draw SVG lose spaces and lines through words, so each picture is drawn as PNG too,
by Chromium, where it is installed.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from pathlib import Path

os.environ["TEXTUAL_ANIMATIONS"] = "none"

from assistant.article.model import Article
from assistant.config import load
from assistant.engines import registry
from assistant.notices import silent
from assistant.review.model import Review
from assistant.workspace import pipeline

_ROOT = Path(__file__).parents[2]
SNAPSHOTS = _ROOT / "tests" / "tui" / "snapshots"


def main() -> None:
    """Write them all."""
    with of_its_own():
        from tests.support import scenes
        from tests.support.snapshots import described

        for scene in scenes.PICTURES:
            target = _ROOT / "docs" / f"{scene.name}.svg"
            target.write_text(scenes.picture(scene, _own(scene.name), repaired), "utf-8")
            print(target)
            print(_drawn(target) or "no PNG: Chromium is not installed")
        SNAPSHOTS.mkdir(exist_ok=True)
        for scene in scenes.SNAPSHOTS:
            target = SNAPSHOTS / f"{scene.name}.txt"
            shown = described(scenes.picture(scene, _own(scene.name)))
            target.write_text(shown, "utf-8")
            print(target)


@contextmanager
def of_its_own() -> Iterator[None]:
    """An empty folder to work in, with settings and a state that are nobody's."""
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        for kind in ("STATE", "CONFIG"):
            os.environ[f"ASSISTANT_{kind}_DIR"] = str(Path(folder) / kind)
        yield


def repaired(article: Article) -> Review:
    """The review of an article as the local engine makes it, which a reader of the pictures has."""
    if article.source not in _REVIEWS:
        _REVIEWS[article.source] = pipeline.repair(article, registry.engine(load(), silent))[0]
    return _REVIEWS[article.source]


_REVIEWS: dict[str, Review] = {}


def _own(name: str) -> Path:
    """A folder of the scene's own, by a path that is the same every time."""
    path = Path(name)
    path.mkdir()
    return path


def _drawn(picture: Path) -> Path | None:
    """The picture as PNG, beside it."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    if browser is None:
        return None
    found = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', picture.read_text("utf-8"))
    width, height = (round(float(each)) for each in found.groups()) if found else (0, 0)
    page = Path("picture.html").absolute()
    page.write_text(
        f'<body style="margin:0"><img src="{picture.as_uri()}" width="{width}" height="{height}">'
    )
    target = picture.with_suffix(".png")
    subprocess.run(
        [browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
         "--allow-file-access-from-files", f"--window-size={width},{height}",
         f"--screenshot={target}", page.as_uri()],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return target


if __name__ == "__main__":
    main()
