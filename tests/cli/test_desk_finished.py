"""A garbled article finished to the clean text on the desk, in a pseudo-terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from assistant.article.document import Document
from assistant.edits import Alternative, Edit
from assistant.language.span import Span
from assistant.review import file as review_file
from assistant.review.model import make
from assistant.review.offsets import OffsetMap

pytest.importorskip("pty", reason="needs a pseudo-terminal")
from tests.support.terminal import Terminal

_ROOT = Path(__file__).parents[2]
_SPUN = _ROOT.parent / "shared" / "data" / "spun_like_the_web"


@dataclass(frozen=True)
class Editor:
    """Knows the clean text; the engine proposes what is right, or another first, or nothing."""

    garbled: str
    clean: str

    def gaps(self) -> Iterator[tuple[Span, str]]:
        """Where the texts differ, and what is to stand there."""
        found = OffsetMap.between(self.garbled, self.clean)
        for span, there in found.gaps(len(self.garbled), len(self.clean)):
            yield span, self.clean[there.start : there.end]

    def proposed(self) -> tuple[list[Edit], list[tuple[str, str]]]:
        """The edits of the engine, and the words that it left alone with what they should be."""
        edits, left = [], []
        for number, (span, put) in enumerate(self.gaps()):
            old = self.garbled[span.start : span.end]
            if number % 9 == 4 and put.strip() and self._is_found(old):
                left.append((old, put))
            elif number % 9 == 8 and put.strip():
                edits.append(Edit(span.start, span.end, old, "something else",
                                  alternatives=(Alternative(put, 0.4),)))  # fmt: skip
            else:
                edits.append(Edit(span.start, span.end, old, put))
        return edits, left

    def _is_found(self, words: str) -> bool:
        """Whether a search for some words stands at them, and at nothing more."""
        at = self.garbled.find(words)
        around = self.garbled[at - 1 : at] + self.garbled[at + len(words) :][:1]
        is_whole = words[:1].isalpha() and words[-1:].isalpha()
        return is_whole and around.isspace() and self.garbled.count(words) == 1


def _files(kind: str) -> tuple[Path, Path]:
    """A garbled article and the clean one: one of our own, or the first odd one of the web's."""
    if kind == "seed":
        seeds, name = _ROOT / "seeds", "tolland-river-crest.txt"
        return seeds / "garbled" / name, seeds / "clean" / name
    found = next((each for each in sorted(_SPUN.glob("*.garbled.txt")) if each.name < "02"), None)
    if found is None:
        pytest.skip(f"there is no {_SPUN}")
    return found, found.with_name(found.name.replace("garbled", "clean"))


def _opened(folder: Path, editor: Editor) -> tuple[list[str], list[tuple[str, str]]]:
    """Put the article and its review there; the keys for each hunk, and what is to be written."""
    path = folder / "article.txt"
    path.write_text(editor.garbled, "utf-8")
    edits, left = editor.proposed()
    review = make(Document.read(path).article, edits, "scripted")
    sections = frozenset(section.id for section in review.sections)
    review_file.save_review(f"{path}.review.json", replace(review, repaired=sections))
    return ["2y" if hunk.edit.alternatives else "y" for hunk in review.hunks], left


@pytest.mark.skipif(os.name != "posix", reason="needs a shell")
@pytest.mark.parametrize("kind", ["seed", "spun"])
def test_forty_hunks_are_finished_without_leaving_the_desk(
    tmp_path: Path, own_settings: Path, kind: str
) -> None:
    """A key a hunk where the first proposal is right, and own words where there is none."""
    garbled, clean = _files(kind)
    editor = Editor(garbled.read_text("utf-8"), clean.read_text("utf-8"))
    keys, left = _opened(tmp_path, editor)
    total = len(keys) + len(left)
    assert total >= 40
    assert left
    environment = os.environ | {
        "TERM": "xterm-256color", "PYTHONPATH": str(_ROOT), "PS1": "$ ", "LC_ALL": "C.UTF-8",
        "TEXTUAL_ANIMATIONS": "none",
    }  # fmt: skip
    with Terminal(tmp_path, environment, (100, 30)) as terminal:
        terminal.send(
            f"{sys.executable} -m assistant article.txt -o out.txt; echo LEFT $((6 * 7))\n"
        )
        terminal.until(f"0 of {len(keys)} decided", seconds=100)
        terminal.send("".join(keys))
        terminal.until(f"{len(keys)} of {len(keys)} decided", seconds=100)
        for words, put in left:
            terminal.send(f"/{words}\re{put}\r")
        terminal.until(f"{total} of {total} decided", seconds=100)
        terminal.send("w")
        terminal.until("written to")
        terminal.send("q")
        terminal.until("LEFT 42")
    assert (tmp_path / "out.txt").read_text("utf-8") == editor.clean
