"""What a format is: how its bytes become a text with blocks, and a text its bytes."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from assistant.article import encodings, front_matter, html_titles
from assistant.article.blocks import Block
from assistant.article.encodings import Encoding
from assistant.edits import Edit, splice
from assistant.language.span import Span


@dataclass(frozen=True, slots=True)
class Reading:
    """What some bytes say: their text, how it is stored, and its blocks where the bytes tell them.

    `blocks` is None where they are told from the text, by `Format.parse`.
    """

    text: str
    encoding: Encoding = encodings.UTF_8
    blocks: tuple[Block, ...] | None = None


@dataclass(frozen=True, slots=True)
class Tracking:
    """Who signs the tracked changes of a document, and when they were made (with a time zone)."""

    author: str
    date: datetime


class Format(ABC):
    """A way in which articles are written down.

    A new format is one subclass, registered in `registry`. What its readers never see (tags,
    targets of links) are the marks of the blocks that `parse` gives.
    """

    name: ClassVar[str]
    """What reviews and reports call it; it never changes."""

    title: ClassVar[str]
    """What a person calls it."""

    file: ClassVar[str] = "a text file"
    """What a file of it is, in a message about one that is none."""

    suffixes: ClassVar[frozenset[str]] = frozenset()
    """The suffixes of its files, in lower case, with their dot."""

    explicit_headings: ClassVar[bool] = False
    """Whether a heading is marked as one, and not told from its look."""

    is_markup: ClassVar[bool] = False
    """Whether it is tags around words: words are written otherwise than they are seen, and what
    is no prose in it says nothing to a reader. A title in the text counts before one apart from it.
    """

    is_package: ClassVar[bool] = False
    """Whether its files hold more than a text, so that one cannot be made of a text alone."""

    tracks_changes: ClassVar[bool] = False
    """Whether its files can hold changes that somebody else is to accept."""

    @abstractmethod
    def parse(self, source: str) -> tuple[Block, ...]:
        """The blocks of a text, without sentences; their spans, joined, are the text."""

    def recognises(self, data: bytes, text: str | None) -> bool:
        """Whether content without a name certainly is in this format.

        `text` is what the bytes say as plain text; None where they are no text.
        """
        return False

    def is_certain(self, text: str) -> bool:
        """Whether a text is in this format beyond doubt, though its suffix says plain text."""
        return False

    def stated_title(self, source: str) -> str:
        """The title that a text states apart from its blocks, as seen, or the empty string."""
        return front_matter.stated_title(source) or html_titles.page_title(source)

    def read(self, data: bytes, encoding: str = "") -> Reading | None:
        """What some bytes say, or None where they are not of this format; raises as `decode`."""
        decoded = self.decode(data, encoding)
        return None if decoded is None else Reading(*decoded)

    def changed(
        self, read: Reading, data: bytes, edits: Sequence[Edit], tracking: Tracking | None = None
    ) -> bytes:
        """The bytes of a document, `data`, with some edits of what was `read` from them.

        With `tracking` they are changes that somebody is to accept, where the format has such.
        Only their places differ. Raises SourceError where the text cannot be stored.
        """
        return self.encode(splice(read.text, edits), read.encoding, data)

    def open_changes(self, data: bytes, author: str) -> tuple[Span, ...]:
        """Where in the text an author's tracked changes are that nobody has decided.

        One where something is only deleted has no length.
        """
        return ()

    def following(
        self, source: str, blocks: Sequence[Block], edits: Sequence[Edit]
    ) -> tuple[Edit, ...]:
        """What else must change in a text for some edits, such as links to what they rename."""
        return ()

    def decode(self, data: bytes, encoding: str = "") -> tuple[str, Encoding] | None:
        """The text that some bytes hold and how it is stored; None where they are not of it.

        `encoding` is the one that a person named, if any. Raises as `encodings.decode` does.
        """
        return encodings.decode(data, encoding)

    def encode(self, text: str, encoding: Encoding, original: bytes) -> bytes:
        """The bytes of a document with another text in the place of the one it was read with.

        `original` are the bytes it was read from, for formats that keep more than text.
        Raises SourceError where the text cannot be stored.
        """
        return encodings.encode(text, encoding)

    def written(self, text: str) -> str:
        """A text that a reader is to see, as it is put in the place of another."""
        return text

    def seen(self, text: str) -> str:
        """What a reader sees of a piece that is written in it: the inverse of `written`."""
        return text

    def require_storable(self, text: str, encoding: Encoding) -> None:
        """Raise SourceError where a document stored so cannot hold a text as a part of it."""
        self.encode(text, encoding, b"")

    def escaped(self, text: str) -> str:
        """A text written so that nothing in it is markup."""
        return text

    @abstractmethod
    def listed(self, heading: str, items: Sequence[str]) -> str:
        """A new list of texts under a heading, without the line end behind it."""

    def __str__(self) -> str:
        return self.name
