"""The screens as they were looked at; ``make pictures`` draws them anew."""

from __future__ import annotations

import re
import struct
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.support.scenes import PICTURES, RECORDING, SNAPSHOTS, Scene, picture
from tests.support.snapshots import described
from tests.tools.recording import played

_KEPT = Path(__file__).parent / "snapshots"


@pytest.mark.parametrize("scene", SNAPSHOTS, ids=lambda scene: scene.name)
def test_the_screen_is_as_it_was(scene: Scene, tmp_path: Path) -> None:
    """Rows, struck and underlined words, marks: all but the colours."""
    assert described(picture(scene, tmp_path)) == (_KEPT / f"{scene.name}.txt").read_text("utf-8")


def test_each_picture_is_there_as_png() -> None:
    """Other programs lose what SVG says by a line through a word; the README shows the PNG."""
    docs = Path(__file__).parents[2] / "docs"
    pictures = sorted(docs.glob("*.svg"))
    assert pictures
    for drawing in pictures:
        drawn = drawing.with_suffix(".png").read_bytes()
        size = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', drawing.read_text("utf-8"))
        assert size is not None
        assert drawn.startswith(b"\x89PNG")
        assert struct.unpack(">II", drawn[16:24]) == tuple(round(float(n)) for n in size.groups())
    shown = re.findall(r"docs/[\w/-]+\.svg", (docs.parent / "README.md").read_text("utf-8"))
    assert shown == ["docs/recording/desk.svg"]


def test_a_description_tells_what_differs() -> None:
    """Struck is not underlined, and one word is not another."""
    svg = (
        "<style>.t-r1 { fill: #fff;text-decoration: line-through; }.t-r2 { fill: #fff }</style>"
        '<text class="t-r1" x="5" y="20" textLength="9">alien&#160;</text>'
        '<text class="t-r2" x="50" y="20" textLength="9">ferry &amp; boat</text>'
    )
    assert described(svg) == "[-alien-] ferry & boat\n"


def test_the_recording_plays_its_frames_one_after_the_other() -> None:
    """From the first, which is seen where nothing plays, round to the first again."""
    frames = [f'<svg viewBox="0 0 9 9"><text>{word}</text></svg>' for word in ("a", "b", "c")]
    drawn = played(frames)
    begins = re.findall(r'id="(\w+)".*?begin="([^"]+)"', drawn)
    assert begins == [("f0", "0s;f2.end"), ("f1", "f0.end"), ("f2", "f1.end")]
    assert re.findall(r'<g visibility="(\w+)"', drawn) == ["visible", "hidden", "hidden"]
    ET.fromstring(drawn)
    kept = (Path(__file__).parents[2] / "docs" / "recording" / "desk.svg").read_text("utf-8")
    assert len(ET.fromstring(kept)) == len(RECORDING.keys) + 1
    assert "/tmp" not in kept


def test_no_picture_shows_where_it_was_drawn() -> None:
    """A folder of the machine that drew it is nothing to a reader."""
    docs = Path(__file__).parents[2] / "docs"
    pictures = {path.name: path.read_text("utf-8") for path in docs.glob("*.svg")}
    assert len(pictures) == len(PICTURES)
    assert [name for name, svg in pictures.items() if "/tmp" in svg or "/home" in svg] == []
