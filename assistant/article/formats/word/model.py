"""What is read of a Word document: paragraphs and runs, with their places in a part."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.article.formats.office.segments import Piece, Segment


@dataclass(slots=True, eq=False)
class Child:
    """What stands in a run: a text, a tab, the mark of a note; `piece` where it is read."""

    start: int
    end: int = 0
    piece: Piece | None = None
    is_text: bool = False


@dataclass(slots=True, eq=False)
class Run:
    """A `w:r`: its tag, its properties as they stand, and its children. Places are bytes."""

    start: int
    tag: bytes
    depth: int
    end: int = 0
    properties: bytes = b""
    children: list[Child] = field(default_factory=list)
    is_hidden: bool = False
    is_quoted: bool = False


@dataclass(slots=True, eq=False)
class Mark:
    """Where the mark of a paragraph is to be signed as inserted or deleted.

    `properties` is the tag of its `w:pPr`, `run` that of the `w:rPr` in it, or none; `last` is
    where in the properties a `w:rPr` belongs, before what must come last.
    """

    properties: tuple[int, int] | None = None
    run: tuple[int, int] | None = None
    last: int = 0


@dataclass(slots=True, eq=False)
class Paragraph:
    """A `w:p`: its place, and what is known of it and of its mark.

    It is `removable` where nothing stands in it but text and what goes with it, and `is_last`
    where no paragraph follows it in its cell, box, note or body.
    """

    start: int
    tag_end: int
    depth: int
    end: int = 0
    mark: Mark = field(default_factory=Mark)
    style: str = ""
    outline: int | None = None
    is_listed: bool = False
    level: int = 0
    is_deleted: bool = False
    removable: bool = True
    bookmarks: int = 0
    is_last: bool = False

    def take(self, name: str, given: str) -> None:
        """Take one of its properties, with its value."""
        match name:
            case "w:pStyle":
                self.style = given
            case "w:numId":
                self.is_listed = given != "0"
            case "w:outlineLvl" if given.isdecimal():
                self.outline = int(given)
            case "w:ilvl" if given.isdecimal():
                self.level = int(given)
            case "w:del" | "w:moveFrom":
                self.is_deleted = True


@dataclass(slots=True, eq=False)
class WordSegment(Segment):
    """A segment of a part: the paragraphs it stands in, and the run of each of its pieces."""

    part: str = ""
    paragraphs: list[Paragraph] = field(default_factory=list)
    runs: list[Run | None] = field(default_factory=list)
    is_index: bool = False

    @property
    def is_removable(self) -> bool:
        """Whether it can go as a whole and leave no empty paragraph."""
        return all(each.removable and not each.is_last for each in self.paragraphs)


@dataclass(slots=True)
class Container:
    """The body, a cell, a box or a note, and the last paragraph in it so far."""

    name: str
    last: Paragraph | None = None
    joined: WordSegment | None = None
