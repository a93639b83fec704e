"""Draws the pictures of docs/ and the snapshots of the tests.

``python -m tests.tools.pictures``
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

os.environ["TEXTUAL_ANIMATIONS"] = "none"

_ROOT = Path(__file__).parents[2]
SNAPSHOTS = _ROOT / "tests" / "tui" / "snapshots"


def main() -> None:
    """Write them all."""
    with tempfile.TemporaryDirectory() as folder:
        for kind in ("STATE", "CONFIG"):
            os.environ[f"ASSISTANT_{kind}_DIR"] = str(Path(folder) / kind)
        from tests.support import scenes
        from tests.support.snapshots import described

        for scene in scenes.PICTURES:
            target = _ROOT / "docs" / f"{scene.name}.svg"
            target.write_text(scenes.picture(scene, _own(folder, scene.name)), "utf-8")
            print(target)
        SNAPSHOTS.mkdir(exist_ok=True)
        for scene in scenes.SNAPSHOTS:
            target = SNAPSHOTS / f"{scene.name}.txt"
            shown = described(scenes.picture(scene, _own(folder, scene.name)))
            target.write_text(shown, "utf-8")
            print(target)


def _own(folder: str, name: str) -> Path:
    path = Path(folder) / name
    path.mkdir()
    return path


if __name__ == "__main__":
    main()
