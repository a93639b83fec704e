"""What the formats of office programs share: a document that is read as segments and changed so."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from assistant.article.blocks import Block
from assistant.article.encodings import UTF_8, Encoding
from assistant.article.formats.base import Format, Reading, Tracking
from assistant.article.formats.office.signature import is_zip
from assistant.article.formats.plain import TEXT
from assistant.edits import Edit, word_edits
from assistant.errors import SourceError
from assistant.language.span import Span

if TYPE_CHECKING:  # what opens a document is loaded with the first of them
    from assistant.article.formats.office.package import Package
    from assistant.article.formats.office.planning import Step
    from assistant.article.formats.office.segments import Story


class OfficeFormat(Format):
    """A ZIP of XML parts, whose paragraphs are the text; blank lines part them in it."""

    explicit_headings = True
    is_package = True
    tracks_changes = True

    @abstractmethod
    def is_of(self, package: Package) -> bool:
        """Whether an archive is a document of this format; raises SourceError where damaged."""

    @abstractmethod
    def story(self, package: Package) -> Story:
        """What a document says; raises SourceError where it cannot be read."""

    @abstractmethod
    def with_steps(
        self, package: Package, story: Story, steps: Sequence[Step], tracking: Tracking | None
    ) -> dict[str, bytes]:
        """The parts that some steps change; raises SourceError where one cannot be made."""

    def recognises(self, data: bytes, text: str | None) -> bool:
        """By its parts."""
        with suppress(SourceError):
            return is_zip(data) and self.is_of(_package(data))
        return False

    def read(self, data: bytes, encoding: str = "") -> Reading | None:
        """The text of its paragraphs, and the blocks by their styles; an encoding has no say."""
        if not is_zip(data) or not self.is_of(_package(data)):
            return None
        story = self.story(_package(data))
        return Reading(story.text, UTF_8, story.blocks())

    def decode(self, data: bytes, encoding: str = "") -> tuple[str, Encoding] | None:
        """The text of its paragraphs."""
        read = self.read(data)
        return None if read is None else (read.text, read.encoding)

    def changed(
        self, read: Reading, data: bytes, edits: Sequence[Edit], tracking: Tracking | None = None
    ) -> bytes:
        """The document with only the places of the edits written anew, as they stand or tracked.

        Raises SourceError where an edit touches a field, a picture or another's tracked change.
        """
        from assistant.article.formats.office.planning import planned
        from assistant.article.formats.office.xml import require_storable

        edits = [edit for edit in edits if edit.original != edit.replacement]
        if not edits:
            return data
        for edit in edits:
            require_storable(edit.replacement)
        package = _package(data)
        story = self.story(package)
        return package.with_parts(self.with_steps(package, story, planned(story, edits), tracking))

    def open_changes(self, data: bytes, author: str) -> tuple[Span, ...]:
        """Where what an author put in or deleted waits to be decided."""
        return tuple(span for by, span in self.story(_package(data)).changes if by == author)

    def encode(self, text: str, encoding: Encoding, original: bytes) -> bytes:
        """The document with what differs in another text than its own, word by word."""
        story = self.story(_package(original))
        edits = (
            Edit(start, end, story.text[start:end], put)
            for start, end, put in word_edits(story.text, text)
        )
        return self.changed(Reading(story.text), original, tuple(edits))

    def require_storable(self, text: str, encoding: Encoding) -> None:
        """Raise SourceError where XML cannot hold a text."""
        from assistant.article.formats.office.xml import require_storable

        require_storable(text)

    def parse(self, source: str) -> tuple[Block, ...]:
        """The blocks of a text that no document is known of, as of plain text."""
        return TEXT.parse(source)

    def listed(self, heading: str, items: Sequence[str]) -> str:
        """A paragraph for the heading and for each item, with a bullet."""
        from assistant.article.formats.office.segments import GAP

        return GAP.join((heading, *(f"• {item}" for item in items)))


def _package(data: bytes) -> Package:
    from assistant.article.formats.office.package import Package

    return Package(data)
