"""Reading an OpenDocument text as it reads with all tracked changes accepted.

What is deleted stands apart from the text, in `text:tracked-changes`, and what is inserted
between two marks (5.5). Runs of white space are one space, and none begins a paragraph (6.1.2).
"""

from __future__ import annotations

from assistant.article.blocks import BlockKind
from assistant.article.formats.office.segments import OBJECT, Piece
from assistant.article.formats.office.xml import Walk
from assistant.article.formats.opendocument import elements
from assistant.article.formats.opendocument.model import (
    Item,
    Node,
    OdtSegment,
    Open,
    Paragraph,
    Regions,
)
from assistant.article.formats.opendocument.names import Styles, short, value


class Reader(Walk):
    """Reads `content.xml`: its segments, in the order in which they begin."""

    def __init__(self, name: str, data: bytes, styles: Styles) -> None:
        super().__init__(name, data)
        self.regions = Regions()
        self._styles = styles
        self._names: dict[str, str] = {}
        self._found: list[OdtSegment] = []
        self._open: list[Open] = []
        self._path: list[tuple[str, bool]] = []
        self._last: dict[int, Paragraph] = {}
        self._items: list[Item] = []
        self._lists: list[tuple[bytes, list[Item]]] = []
        self._skip = self._index = 0
        self._inserted: dict[str, str] = {}
        self._region = ""
        self._behind = 0
        self._hidden = 0
        self._creator = False

    def segments(self) -> list[OdtSegment]:
        """Every paragraph of the text; raises SourceError for unsound XML."""
        self.run()
        return sorted(self._found, key=lambda segment: segment.paragraph.start)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        name = self._names.get(tag) or self._names.setdefault(tag, short(tag))
        end = self._behind = self.tag_end(self.at)
        self._path.append((name, self.data[end - 2 : end] == b"/>"))
        if name == "text:changed-region" or self._region:
            self._tracked(name, attributes)
        if self._skip or name in elements.SKIPPED:
            self._skip += 1
            if self._open:
                self._open[-1].segment.paragraph.removable = False
            return
        before = None
        if name not in elements.EMPTY:
            before = self._last.pop(self.depth, None)
            self._last.pop(self.depth + 1, None)
        if name in elements.PARAGRAPHS:
            self._start_paragraph(name, attributes, before)
        elif self._open:
            self._inline(name, attributes, end)
        else:
            self._outer(name, attributes, end)

    def _outer(self, name: str, attributes: dict[str, str], end: int) -> None:
        """An element around paragraphs."""
        if name == "office:text":
            self.regions.place = end
        if name == "text:list":
            if self._items:
                self._items[-1].is_plain = False
            self._lists.append((self.data[self.at : end], []))
        elif name == "text:list-item" and self._lists:
            self._items.append(Item(self.at, self._lists[-1][0]))
        self._index += name in elements.INDEXES
        is_hidden = name == "text:section" and value(attributes, "display") == "none"
        self._hidden += bool(self._hidden or is_hidden)

    def end(self, tag: str) -> None:
        """An element ends."""
        name, is_empty = self._path.pop()
        at = self.at
        self._behind = at if is_empty else self.tag_end(at)
        self._creator = False
        if self._skip:
            self._skip -= 1
            self._end_tracked(name, at)
        elif name in elements.PARAGRAPHS:
            self._end_paragraph(at)
        elif self._open:
            self._end_inline(name)
        else:
            self._end_of_list(name)
            self._index -= name in elements.INDEXES
            self._hidden -= bool(self._hidden)
        if name == "office:forms" and not self.regions.has_list:
            self.regions.place = self._behind

    def _end_of_list(self, name: str) -> None:
        """A list ends, or an item of it: items that hold one paragraph follow each other."""
        if name == "text:list" and self._lists:
            self._lists.pop()
        elif name == "text:list-item" and self._items:
            item = self._items.pop()
            item.end = self._behind
            row = self._lists[-1][1]
            if row and row[-1].is_plain and len(row[-1].paragraphs) == 1 and item.paragraphs:
                before = row[-1].paragraphs[0]
                before.item, before.follower = row[-1], item.paragraphs[0]
            row.append(item)

    def text(self, text: str) -> None:
        """Text between two tags."""
        if self._creator:
            self.regions.authors[self._region] = self.regions.authors.get(self._region, "") + text
        if self._skip or not self._open or self._hidden:
            return
        opened = self._open[-1]
        if self._path[-1][0] in ("text:note", "draw:frame", "text:note-body", "draw:text-box"):
            return
        shown = elements.WHITE.sub(" ", text)
        trims = opened.spaced and shown.startswith(" ")
        shown = shown[trims:]
        if shown:
            opened.spaced = shown.endswith(" ")
            self._add(shown, self._behind, self.at, trims=trims)

    def _add(
        self, text: str, start: int, end: int, *, is_text: bool = True, trims: bool = False
    ) -> None:
        opened = self._open[-1]
        by = next(reversed(self._inserted.values())) if self._inserted else ""
        piece = Piece(text, bool(opened.locked or self._inserted), by=by)
        opened.segment.add(piece, Node(start, end, piece, tuple(opened.spans), is_text, trims))

    def _start_paragraph(
        self, name: str, attributes: dict[str, str], before: Paragraph | None
    ) -> None:
        paragraph = Paragraph(self.at, self._behind)
        if before is not None:
            before.follower = paragraph
        self._last[self.depth] = paragraph
        if self._items and self._path[-2][0] == "text:list-item":
            self._items[-1].paragraphs.append(paragraph)
        style = value(attributes, "style-name")
        kind, level = self._styles.kind(style)
        if name == "text:h" and kind is not BlockKind.TITLE:
            given = value(attributes, "outline-level")
            kind, level = BlockKind.HEADING, int(given) if given.isdecimal() else 1
        elif self._lists and kind is BlockKind.PARAGRAPH:
            kind, level = BlockKind.LIST_ITEM, len(self._lists)
        if self._index:
            kind = BlockKind.OPAQUE
        in_cell = any(each == "table:table-cell" for each, _ in self._path[-3:])
        segment = OdtSegment(kind, level, in_cell, paragraph=paragraph)
        self._open.append(Open(segment))
        self._hidden += bool(self._hidden or self._styles.hides(style))

    def _end_paragraph(self, at: int) -> None:
        self._hidden -= bool(self._hidden)
        segment = self._open.pop().segment
        segment.paragraph.content_end, segment.paragraph.end = at, self._behind
        self._found.append(segment)

    def _inline(self, name: str, attributes: dict[str, str], end: int) -> None:
        """An element in a paragraph."""
        opened = self._open[-1]
        paragraph = opened.segment.paragraph
        hides = name == "text:span" and self._styles.hides(value(attributes, "style-name"))
        self._hidden += bool(self._hidden or hides)
        if name in elements.PLAIN:
            opened.spans.append(self.data[self.at : end])
        elif name in elements.CHARACTERS or name == "text:s":
            self._character(name, attributes, end)
        elif name in elements.MARKS:
            paragraph.removable = False
            self._change(name, value(attributes, "change-id"))
        elif name in elements.OBJECTS:
            paragraph.removable = False
            opened.segment.add(Piece(OBJECT, locked=True, shows=""))
            opened.spaced = False
        elif name not in elements.UNLOCKED:
            paragraph.removable = False
            opened.locked += 1

    def _character(self, name: str, attributes: dict[str, str], end: int) -> None:
        if self._hidden:
            return
        given = value(attributes, "c")
        count = min(int(given), elements.MOST_SPACES) if given.isdecimal() else 1
        text = elements.CHARACTERS.get(name, " " * count)
        if text:
            self._open[-1].spaced = name != "text:s"
            stop = end if self._path[-1][1] else self._closing(end)
            self._add(text, self.at, stop, is_text=False)

    def _closing(self, end: int) -> int:
        """Where an element that holds nothing, and is not written in one tag, ends."""
        return self.data.index(b">", end) + 1

    def _change(self, name: str, number: str) -> None:
        author = self.regions.authors.get(number, "")
        if name == "text:change":
            self._open[-1].segment.add(Piece("", by=author or "?"))
        elif name == "text:change-start":
            self._inserted[number] = author or "?"
        else:
            self._inserted.pop(number, None)

    def _end_inline(self, name: str) -> None:
        self._hidden -= bool(self._hidden)
        if name in elements.PLAIN:
            self._open[-1].spans.pop()
        elif name not in elements.UNLOCKED:
            self._open[-1].locked -= 1

    def _tracked(self, name: str, attributes: dict[str, str]) -> None:
        """A part of the list of tracked changes."""
        if name == "text:changed-region":
            self._region = value(attributes, "id") or attributes.get(
                "http://www.w3.org/XML/1998/namespace id", ""
            )
        elif name == "dc:creator":
            self._creator = True

    def _end_tracked(self, name: str, at: int) -> None:
        if name == "text:changed-region":
            self._region = ""
        elif name == "text:tracked-changes":
            self.regions.has_list, self.regions.place = True, at
