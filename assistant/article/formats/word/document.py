"""A Word document: whether a package is one, what it says, and its parts with some steps made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.article.formats.base import Tracking
from assistant.article.formats.office.package import Package
from assistant.article.formats.office.planning import Step
from assistant.article.formats.office.segments import Story
from assistant.article.formats.office.xml import spliced
from assistant.article.formats.word.comments import with_comments
from assistant.article.formats.word.model import WordSegment
from assistant.article.formats.word.names import Parts, relations
from assistant.article.formats.word.reading import Reader
from assistant.article.formats.word.signing import Signing
from assistant.article.formats.word.styles import Styles
from assistant.article.formats.word.writing import Writer

_NOTES = ("footnotes", "endnotes")


@dataclass(frozen=True, slots=True)
class WordStory(Story):
    """What a Word document says; `greatest_id` is the greatest number of a change in it."""

    greatest_id: int = 0


def is_of(package: Package) -> bool:
    """Whether its main part is a text."""
    main = next((r.target for r in relations(package) if r.kind == "officeDocument"), "")
    return main.startswith("word/") or "word/document.xml" in package


def story(package: Package) -> Story:
    """The paragraphs of the body, its cells and boxes, and of the notes."""
    parts = Parts.of(package)
    styles = Styles.of(package, parts)
    segments: list[WordSegment] = []
    greatest = 0
    for name in (parts.main, *filter(None, map(parts.named, _NOTES))):
        reader = Reader(name, package.part(name), styles)
        segments += reader.segments()
        greatest = max(greatest, reader.greatest_id)
    if comments := parts.named("comments"):
        reader = Reader(comments, package.part(comments), styles)
        reader.run()
        greatest = max(greatest, reader.greatest_id)
    found = Story.of(segments)
    return WordStory(found.text, found.segments, found.changes, greatest)


def with_steps(
    package: Package, story: Story, steps: Sequence[Step], tracking: Tracking | None
) -> dict[str, bytes]:
    """The body and the notes where a step is in them, and the comments with the reasons."""
    greatest = story.greatest_id if isinstance(story, WordStory) else 0
    signing = None if tracking is None else Signing.above(tracking, greatest)
    of_part: dict[str, list[Step]] = defaultdict(list)
    for step in steps:
        if isinstance(step.segment, WordSegment):
            of_part[step.segment.part].append(step)
    changed = {}
    for name, own in of_part.items():
        data = package.part(name)
        changed[name] = spliced(data, Writer(data, signing).splices(own))
    if signing is not None:
        changed |= with_comments(package, Parts.of(package), signing)
    return changed
