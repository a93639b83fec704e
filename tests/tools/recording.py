"""Draws a short session on the desk as an SVG that plays, `docs/recording/desk.svg`.

``python -m tests.tools.recording``

A browser plays it without a script and without a player: each frame shows itself when the one
before it has ended (SMIL), and the last one begins the first again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from tests.tools import pictures

_TARGET = Path(__file__).parents[2] / "docs" / "recording" / "desk.svg"
_FIRST, _EACH, _LAST = 2.5, 1.1, 4.0
"""Seconds that frames are seen."""


def main() -> None:
    """Write it."""
    with pictures.of_its_own():
        from tests.support import scenes

        folder = Path("recording")
        folder.mkdir()
        shown = scenes.frames(scenes.RECORDING, folder, pictures.repaired)
        _TARGET.parent.mkdir(exist_ok=True)
        _TARGET.write_text(played(shown), "utf-8")
    print(_TARGET, f"{len(shown)} frames, {_TARGET.stat().st_size // 1024} KiB")


def played(frames: Sequence[str]) -> str:
    """Frames of one size as one picture that plays; where nothing plays, the first is seen."""
    box = re.search(r'viewBox="[^"]*"', frames[0])
    if box is None:
        msg = "a frame is an SVG with a viewBox"
        raise ValueError(msg)
    parts = [_frame(number, frame, len(frames)) for number, frame in enumerate(frames)]
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box[0]}>\n' + "\n".join(parts) + "\n</svg>\n"


def _frame(number: int, frame: str, count: int) -> str:
    seconds = _FIRST if number == 0 else _LAST if number == count - 1 else _EACH
    begin = f"0s;f{count - 1}.end" if number == 0 else f"f{number - 1}.end"
    when = f'begin="{begin}" dur="{seconds}s"'
    seen = f'<set id="f{number}" attributeName="visibility" to="visible" {when}/>'
    usual = "hidden" if number else "visible"
    return f'<g visibility="{usual}">{seen}{frame}</g>'


if __name__ == "__main__":
    main()
