"""From edits of a text to what is done to its paragraphs: changed within, removed, or put in."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.article.formats.office.segments import Segment, Story
from assistant.edits import Edit
from assistant.errors import SourceError

_PARTED = re.compile(r"\n(?:[ \t]*\n)+")


@dataclass(frozen=True, slots=True)
class Change:
    """Other words in a segment, from one offset of the text up to another."""

    segment: Segment
    start: int
    end: int
    text: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Removal:
    """A segment that goes as a whole."""

    segment: Segment
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Insertion:
    """New paragraphs behind a segment, or before it."""

    segment: Segment
    texts: tuple[str, ...]
    reason: str = ""
    before: bool = False


Step = Change | Removal | Insertion


def planned(story: Story, edits: Sequence[Edit]) -> tuple[Step, ...]:
    """What some edits, apart and in order, do to the paragraphs of a story."""
    return tuple(step for edit in edits for step in _steps(story, edit))


def locked(step: Change | Removal) -> SourceError:
    """What is said of a step that touches what may not be changed."""
    shown = step.segment.text.strip()
    return SourceError(
        f"a field, a picture or somebody's tracked change stands in “{shown[:40]}…”",
        hint="reject the hunk there, or make the change in the program that wrote the document",
    )


def _steps(story: Story, edit: Edit) -> Iterator[Step]:
    segments = story.segments
    first = max(0, bisect_right(segments, edit.start, key=lambda each: each.start) - 1)
    last = max(first, bisect_right(segments, edit.end, key=lambda each: each.start) - 1)
    one, other = segments[first], segments[last]
    is_within = first == last and edit.end <= one.end
    is_whole = (
        is_within and edit.start <= _ink(one) and edit.end >= one.start + len(one.text.rstrip())
    )
    if is_within and is_whole and not edit.replacement.strip():
        yield Removal(one, edit.reason)
    elif is_within and (not _PARTED.search(edit.replacement) or _PARTED.search(one.text)):
        yield Change(one, edit.start, edit.end, edit.replacement, edit.reason)
    else:
        source = story.text
        end = max(other.end, edit.end)
        text = source[one.start : edit.start] + edit.replacement + source[edit.end : end]
        new = [part for part in _PARTED.split(text) if part.strip()]
        yield from _aligned(segments[first : last + 1], new, edit.reason)


def _ink(segment: Segment) -> int:
    text = segment.text
    return segment.start + len(text) - len(text.lstrip())


def _aligned(old: Sequence[Segment], new: Sequence[str], reason: str) -> Iterator[Step]:
    """What makes some texts of some segments: those that stay as they are tell which they are."""
    texts = [segment.text.strip() for segment in old]
    wanted = [text.strip() for text in new]
    head = 0
    while head < min(len(texts), len(wanted)) and texts[head] == wanted[head]:
        head += 1
    tail = 0
    while tail < min(len(texts), len(wanted)) - head and texts[-1 - tail] == wanted[-1 - tail]:
        tail += 1
    left, put = old[head : len(old) - tail], wanted[head : len(wanted) - tail]
    for segment, text in zip(left, put, strict=False):
        yield _difference(segment, text, reason)
    for segment in left[len(put) :]:
        yield Removal(segment, reason)
    if more := tuple(put[len(left) :]):
        place = head + len(left)
        if place:
            yield Insertion(old[place - 1], more, reason)
        else:
            yield Insertion(old[0], more, reason, before=True)


def _difference(segment: Segment, text: str, reason: str) -> Change:
    """The change that makes a text of a segment, without what begins or ends both."""
    old = segment.text
    lead = len(old) - len(old.lstrip())
    inner = old.strip()
    shortest = min(len(inner), len(text))
    head = next((n for n in range(shortest) if inner[n] != text[n]), shortest)
    left = shortest - head
    tail = next((n for n in range(left) if inner[-1 - n] != text[-1 - n]), left)
    start = segment.start + lead
    end = start + len(inner) - tail
    return Change(segment, start + head, end, text[head : len(text) - tail], reason)
