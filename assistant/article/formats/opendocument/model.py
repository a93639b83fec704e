"""What is read of an OpenDocument text: paragraphs and nodes, with their places in the part."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.article.formats.office.segments import Piece, Segment


@dataclass(slots=True, eq=False)
class Node:
    """Characters between tags, or an element that is one; `spans` are the tags around it.

    It `trims` where white space at its beginning is dropped, because some stands before it.
    """

    start: int
    end: int
    piece: Piece
    spans: tuple[bytes, ...] = ()
    is_text: bool = True
    trims: bool = False


@dataclass(slots=True, eq=False)
class Item:
    """An item of a list: its place, the tag of its list, and the paragraphs right in it."""

    start: int
    list_tag: bytes
    end: int = 0
    paragraphs: list[Paragraph] = field(default_factory=list)
    is_plain: bool = True


@dataclass(slots=True, eq=False)
class Paragraph:
    """A `text:p` or `text:h`: its place, that of its content, and the one that follows at once.

    It is `removable` where nothing stands in it but text. `item` is that of a list in which it
    stands alone; it is followed by the paragraph of the next item then.
    """

    start: int
    tag_end: int
    content_end: int = 0
    end: int = 0
    follower: Paragraph | None = None
    removable: bool = True
    item: Item | None = None


@dataclass(slots=True, eq=False)
class OdtSegment(Segment):
    """A segment, with its paragraph and the node of each of its pieces, if it has one."""

    paragraph: Paragraph = field(default_factory=lambda: Paragraph(0, 0))
    nodes: list[Node | None] = field(default_factory=list)

    def add(self, piece: Piece, node: Node | None = None) -> None:
        """One more piece."""
        self.pieces.append(piece)
        self.nodes.append(node)


@dataclass(slots=True)
class Regions:
    """The changes that a document tracks: who made each, by id; and where more are to stand.

    `place` is where in the part a new one goes, `has_list` whether there is a list of them.
    """

    authors: dict[str, str] = field(default_factory=dict)
    place: int = 0
    has_list: bool = False


@dataclass(slots=True)
class Open:
    """A paragraph that is being read; `spaced` says that no white space may follow."""

    segment: OdtSegment
    spans: list[bytes] = field(default_factory=list)
    spaced: bool = True
    locked: int = 0
