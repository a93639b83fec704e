"""How many keys finish a garbled article on the desk, pressed by an editor who knows the clean one.

``python -m tests.benchmarks.desk_keys [FOLDER] [--engine local|perfect|none] [--only NUMBER…]``

The folder holds NN-name.garbled.txt beside NN-name.clean.txt; the odd numbers are finished, on the
real desk, to the clean text. A letter that is typed is a key. `perfect` proposes the clean wording
for every garbled place, `none` proposes nothing.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

os.environ["TEXTUAL_ANIMATIONS"] = "none"

from textual import events
from textual.pilot import Pilot

from assistant.article.files import read_text
from assistant.article.model import Article, Section
from assistant.config import load
from assistant.edits import Edit
from assistant.engines import registry
from assistant.engines.base import Engine
from assistant.engines.scripted import ScriptedEngine
from assistant.language.span import Span, trimmed
from assistant.notices import silent
from assistant.review.decisions import candidates
from assistant.review.model import Hunk, decided, make
from assistant.review.offsets import OffsetMap
from assistant.review.search import matches, next_match
from assistant.tui.app import DeskApp
from assistant.workspace import pipeline
from assistant.workspace.session import Session
from tests.support.desk import opened, piloted, place, session

_USUAL = Path(__file__).parents[3] / "shared" / "data" / "spun_like_the_web"
_MOST_KEYS = 20_000


@dataclass
class Keys:
    """What was pressed for an article: keys for proposals that were right, for others, by hand."""

    hunks: int = 0
    right: int = 0
    for_right: int = 0
    for_others: int = 0
    places: int = 0
    by_hand: int = 0
    letters: int = 0
    is_clean: bool = False

    @property
    def total(self) -> int:
        """All keys."""
        return self.for_right + self.for_others + self.by_hand


@dataclass
class Editor:
    """Finishes an article on the desk; knows the clean one."""

    app: DeskApp
    pilot: Pilot[None]
    clean: str
    keys: Keys = field(default_factory=Keys)

    @property
    def session(self) -> Session:
        """What is on the desk."""
        return session(self.app)

    def gaps(self) -> list[tuple[Span, str]]:
        """Where the source differs from the clean text, and what stands there in that."""
        source = self.session.source
        between = OffsetMap.between(source, self.clean).gaps(len(source), len(self.clean))
        return [(span, self.clean[there.start : there.end]) for span, there in between]

    async def finish(self) -> None:
        """Decide every hunk, then write what is left."""
        self.keys.hunks = len(self.session.review.hunks)
        while self.session.left:
            hunk = self.session.current
            assert hunk is not None
            await self._decide(hunk)
        for span, _ in self.gaps():
            await self._write_at(span)
        self.keys.is_clean = self.session.text() == self.clean

    async def _decide(self, hunk: Hunk) -> None:
        before = self._pressed
        wanted = self._wanted(hunk.edit.span)
        texts = candidates(hunk)
        is_right = wanted == hunk.edit.replacement
        if is_right:
            await self._press("y")
        elif wanted is None or wanted == hunk.edit.original:
            await self._press("n")
        elif wanted in texts[:10]:
            await self._press(str(texts.index(wanted)), "y")
        else:
            await self._write(wanted)
        spent = self._pressed - before
        self.keys.right += is_right
        self.keys.for_right += spent if is_right else 0
        self.keys.for_others += 0 if is_right else spent

    async def _write_at(self, gap: Span) -> None:
        """Go to a place that is not as it should be, select what differs, and write it."""
        source = self.session.source
        span = self.session.stops.snapped(self._with_a_word(gap))
        while (wanted := self._wanted(span)) is None:
            span = self.session.stops.snapped(Span(span.start, span.end + 1))
        within = [h for h in self.session.review.hunks if span.contains(h.edit.span)]
        if decided(source[span.start : span.end], span.start, within) == wanted:
            return
        span, wanted = _trimmed(source, span, wanted)
        before = self._pressed
        await self._go(span)
        for _ in range(200):
            if self.session.span.end >= span.end:
                break
            await self._press("greater_than_sign")
        await self._write(wanted)
        self.keys.places += 1
        self.keys.by_hand += self._pressed - before

    def _with_a_word(self, gap: Span) -> Span:
        """A place, with the word before it where nothing but white space stands there."""
        if self.session.source[gap.start : gap.end].strip():
            return gap
        before = self.session.stops.before(Span(gap.start, gap.start))
        return gap if before is None else Span(before.start, max(gap.end, before.end))

    def _wanted(self, span: Span) -> str | None:
        """What the clean text has for a span; None where a difference reaches beyond it."""
        text, at = "", span.start
        for gap, put in self.gaps():
            if gap.end < span.start or gap.start > span.end:
                continue
            if not span.contains(gap):
                if gap.end == span.start or gap.start == span.end:
                    continue
                return None
            text += self.session.source[at : gap.start] + put
            at = gap.end
        return text + self.session.source[at : span.end]

    async def _go(self, span: Span) -> None:
        """Find the beginning of a span, or walk there, whichever takes fewer keys."""
        words, here = 0, self.session.span
        while words < 9 and here.start < span.start:
            here = self.session.stops.behind(here) or Span(span.start, span.start)
            words += 1
        term, before = self._term(span)
        if here.start == span.start and words <= len(term) + before + 2:
            await self._press(*("l" * words))
            if self.session.selection is None:
                self.session.word(0)
            return
        await self._press("slash")
        await self._type(term)
        await self._press("enter", *("n" * before))

    def _term(self, span: Span) -> tuple[str, int]:
        """What finds a span with the fewest keys, and how many matches come before it."""
        text = self.session.source[span.start : span.end]
        terms = (text[:size] for size in range(1, len(text) + 1) if text[size - 1].strip())
        ways = ((term, self._matches_before(term, span)) for term in terms)
        return min(ways, key=_cost)

    def _matches_before(self, term: str, span: Span) -> int:
        found = matches(self.session.review, self.session.source, term)
        here, direction = self.session.span, 0
        for number in range(len(found)):
            match = next_match(found, here, direction)
            here, direction = self.session.stops.snapped(match.span), 1
            if here.start == span.start:
                return number
        return _MOST_KEYS

    async def _write(self, wanted: str) -> None:
        if not wanted.strip():
            await self._press("d")
            return
        await self._press("e")
        await self._type(wanted)
        await self._press("enter")

    _pressed: int = 0

    async def _press(self, *keys: str) -> None:
        self._pressed += len(keys)
        assert self._pressed < _MOST_KEYS
        for key in keys:
            await self.pilot.press(key)
        await self.pilot.pause()

    async def _type(self, text: str) -> None:
        """Letters in the line that is open; pasted, for time's sake, and counted one by one."""
        self._pressed += len(text)
        self.keys.letters += len(text)
        self.app.post_message(events.Paste(text))
        await self.pilot.pause()


def _cost(found: tuple[str, int]) -> int:
    term, before = found
    return len(term) + before


def _trimmed(source: str, span: Span, wanted: str) -> tuple[Span, str]:
    """A span and what is to stand there without the white space that both end in."""
    while wanted[-1:].isspace() and source[span.start : span.end].endswith(wanted[-1]):
        span, wanted = Span(span.start, span.end - 1), wanted[:-1]
    if not wanted:  # what is taken away goes with its space
        span = trimmed(source[span.start : span.end], span.start)
    return span, wanted


def finished(article: Article, edits: list[Edit], clean: str) -> Keys:
    """What an editor presses to finish an article."""
    pressed: list[Keys] = []
    with tempfile.TemporaryDirectory() as folder:
        app = DeskApp(place(), opened(article, edits, Path(folder)))

        async def steps(pilot: Pilot[None]) -> None:
            editor = Editor(app, pilot, clean)
            await editor.finish()
            pressed.append(editor.keys)

        piloted(app, steps, (100, 30))
    return pressed[0]


def engine_of(name: str, clean: str) -> Engine:
    """The engine of a name: the local one, one that knows the clean text, or one that is silent."""
    if name == "local":
        return registry.engine(load(), silent)

    def script(article: Article, section: Section) -> tuple[Edit, ...]:
        source = article.source
        gaps = OffsetMap.between(source, clean).gaps(len(source), len(clean))
        return tuple(
            Edit(span.start, span.end, source[span.start : span.end],
                 clean[there.start : there.end])
            for span, there in gaps
            if name == "perfect" and section.span.contains(span)
        )  # fmt: skip

    return ScriptedEngine(script)


def articles(folder: Path, only: list[int]) -> Iterator[tuple[str, Path, Path]]:
    """The garbled and the clean file of each odd number, or of those that are wanted."""
    for garbled in sorted(folder.glob("*.garbled.*")):
        number = int(garbled.name.split("-")[0])
        if number in only or (not only and number % 2):
            yield garbled.name, garbled, garbled.with_name(garbled.name.replace("garbled", "clean"))


def main() -> int:
    """Print a line an article, and the keys a hunk where the first proposal is right."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=_USUAL)
    parser.add_argument("--engine", choices=("local", "perfect", "none"), default="local")
    parser.add_argument("--only", nargs="*", type=int, default=[])
    options = parser.parse_args()
    if not options.folder.is_dir():
        print(f"skipped: there is no {options.folder}")
        return 0
    every: list[Keys] = []
    print(f"{'article':<44} hunks right  keys others  keys by hand  keys  typed  clean")
    for name, garbled, clean_path in articles(options.folder, options.only):
        article = read_text(garbled.read_text("utf-8"), path=str(garbled))
        clean = clean_path.read_text("utf-8")
        review, _ = pipeline.repair(article, engine_of(options.engine, clean))
        edits = [hunk.edit for hunk in make(article, [h.edit for h in review.hunks], "x").hunks]
        keys = finished(article, edits, clean)
        every.append(keys)
        print(_line(name, keys), flush=True)
    whole = Keys(*(sum(getattr(k, f) for k in every) for f in (
        "hunks", "right", "for_right", "for_others", "places", "by_hand", "letters")))  # fmt: skip
    whole.is_clean = all(keys.is_clean for keys in every)
    print(_line("all", whole))
    if whole.right:
        print(f"keys a hunk where the first proposal is right: {whole.for_right / whole.right:.2f}")
    others = whole.hunks - whole.right
    if others:
        print(f"keys a hunk where it is not: {whole.for_others / others:.1f}")
    if whole.places:
        told = (
            f"{whole.by_hand / whole.places:.1f}, of which typed {whole.letters / whole.places:.1f}"
        )
        print(f"keys a place without a proposal: {told}")
    return 0 if whole.is_clean else 1


def _line(name: str, keys: Keys) -> str:
    others = keys.hunks - keys.right
    return (
        f"{name:<44} {keys.hunks:>5} {keys.right:>5} {keys.for_right:>5} {others:>6} "
        f"{keys.for_others:>5} {keys.places:>7} {keys.by_hand:>5} {keys.letters:>6}  "
        f"{'yes' if keys.is_clean else 'NO'}"
    )


if __name__ == "__main__":
    sys.exit(main())
