"""Reading WordprocessingML as it reads once all that others changed in it is accepted."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from assistant.article.blocks import BlockKind
from assistant.article.formats.office.segments import OBJECT, Piece
from assistant.article.formats.office.xml import Walk
from assistant.article.formats.word import elements
from assistant.article.formats.word.model import Child, Container, Paragraph, Run, WordSegment
from assistant.article.formats.word.names import XML_SPACE, is_on, short, value
from assistant.article.formats.word.state import GONE, State
from assistant.article.formats.word.styles import Styles


class Reader(Walk):
    """Reads a part: its segments, in the order in which they begin."""

    def __init__(self, name: str, data: bytes, styles: Styles) -> None:
        super().__init__(name, data)
        self.greatest_id = 0
        self._styles = styles
        self._names: dict[str, str] = {}
        self._found: list[WordSegment] = []
        self._containers: list[Container] = [Container("")]
        self._open: list[WordSegment] = []
        self._runs: list[Run | None] = [None]
        self._state = State()
        self._skip = 0
        self._properties = 0
        self._text: list[str] | None = None
        self._instructs = self._keeps_space = False
        self._starts: dict[str, Callable[[dict[str, str]], None]] = {
            "w:p": self._start_paragraph, "w:pPr": self._start_properties, "w:r": self._start_run,
            "w:t": self._start_text, "w:sym": self._symbol,
            "w:fldChar": lambda given: self._state.mark(value(given, "fldCharType")),
            **{name: partial(self._start_container, name) for name in elements.CONTAINERS},
        }  # fmt: skip
        self._ends: dict[str, Callable[[], None]] = {
            "w:p": self._end_paragraph, "w:r": self._end_run, "w:t": self._end_text,
            **dict.fromkeys(elements.CONTAINERS, self._end_container),
        }  # fmt: skip

    def segments(self) -> list[WordSegment]:
        """Every paragraph of the part; raises SourceError for unsound XML."""
        self.run()
        for segment in self._found:
            segment.part = self.name
        return sorted(self._found, key=lambda segment: segment.paragraphs[0].start)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        name = self._names.get(tag) or self._names.setdefault(tag, short(tag))
        if attributes and (number := value(attributes, "id")).isdecimal() and len(number) < 10:
            self.greatest_id = max(self.greatest_id, int(number))
        run = self._runs[-1]
        if run is not None and self.depth == run.depth + 1:
            run.children.append(Child(self.at))
        if self._skip or self._is_skipped(name, attributes):
            self._skip += 1
        elif self._properties:
            self._property(name, attributes)
        elif run is not None and self.depth > run.depth + 1 and name in ("w:vanish", "w:rStyle"):
            self._style_run(run, name, attributes)
        else:
            self._begin(name, attributes)

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        self._state.enter(name, attributes)
        if name in GONE:
            self._add(Piece("", by=self._state.author), None)
        self._state.control(name, attributes)
        self._instructs = name == "w:instrText"
        if self._open:
            paragraph = self._open[-1].paragraphs[-1]
            paragraph.removable = paragraph.removable and name in elements.GOES_ALONG
            if name.startswith("w:bookmark"):
                paragraph.bookmarks += 1 if name == "w:bookmarkStart" else -1
        if begin := self._starts.get(name):
            begin(attributes)
        elif self._runs[-1] is not None and name in elements.CHARACTERS:
            self._emit(elements.CHARACTERS[name])
        elif name in elements.OBJECTS:
            self._emit(OBJECT, locked=True, shows="")

    def end(self, tag: str) -> None:
        """An element ends."""
        name = self._names[tag]
        if self._skip:
            self._skip -= 1
        elif self._properties:
            self._end_property()
        else:
            self._state.leave(name)
            self._instructs = False
            if finish := self._ends.get(name):
                finish()
        run = self._runs[-1]
        if run is not None and self.depth == run.depth:
            self._end_child(run, name)

    def text(self, text: str) -> None:
        """Text: that of a run, or the instruction of a field."""
        if self._text is not None:
            self._text.append(text)
        elif self._instructs:
            self._state.instruct(text)

    def _is_skipped(self, name: str, attributes: dict[str, str]) -> bool:
        """Whether nothing in an element is read: also of notes that only draw a line."""
        if name in ("w:footnote", "w:endnote"):
            return value(attributes, "type") not in ("", "normal")
        if name not in elements.SKIPPED:
            return False
        if self._open:
            paragraph = self._open[-1].paragraphs[-1]
            if name in elements.COME_LAST and self._properties:
                paragraph.mark.last = paragraph.mark.last or self.at
            paragraph.removable = paragraph.removable and name not in ("w:sectPr", "m:oMath")
            if name == "m:oMath":
                self._add(Piece(OBJECT, locked=True, shows="", leaves_gap=True), None)
        return True

    def _start_container(self, name: str, _: dict[str, str]) -> None:
        self._containers.append(Container(name))
        self._runs.append(None)
        self._state.fields.append([])

    def _end_container(self) -> None:
        ended = self._containers.pop()
        self._runs.pop()
        self._state.fields.pop()
        if ended.last is not None:
            ended.last.is_last = True
        if ended.joined is not None:
            self._found.append(ended.joined)

    def _start_paragraph(self, _: dict[str, str]) -> None:
        container = self._containers[-1]
        segment = container.joined or WordSegment(in_cell=container.name == "w:tc")
        container.joined = None
        segment.paragraphs.append(Paragraph(self.at, self.tag_end(self.at), self.depth))
        self._open.append(segment)
        self._runs.append(None)

    def _end_paragraph(self) -> None:
        self._runs.pop()
        segment = self._open.pop()
        paragraph = segment.paragraphs[-1]
        paragraph.end = self._behind(paragraph.start)
        paragraph.removable = paragraph.removable and paragraph.bookmarks == 0
        segment.kind, segment.level = self._kind(paragraph)
        if segment.is_index:
            segment.kind = BlockKind.OPAQUE
        self._containers[-1].last = paragraph
        if paragraph.is_deleted:
            self._containers[-1].joined = segment
        else:
            self._found.append(segment)

    def _kind(self, paragraph: Paragraph) -> tuple[BlockKind, int]:
        kind, level = self._styles.kind(paragraph.style)
        if paragraph.outline is not None and paragraph.outline < 9 and kind is not BlockKind.TITLE:
            return BlockKind.HEADING, paragraph.outline + 1
        if paragraph.is_listed and kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
            return BlockKind.LIST_ITEM, paragraph.level + 1
        return kind, level

    def _start_properties(self, _: dict[str, str]) -> None:
        if self._open:
            self._properties = self.depth
            self._open[-1].paragraphs[-1].mark.properties = (self.at, self.tag_end(self.at))

    def _end_property(self) -> None:
        if self.depth < self._properties:
            self._properties = 0
            mark = self._open[-1].paragraphs[-1].mark
            mark.last = mark.last or self.at

    def _property(self, name: str, attributes: dict[str, str]) -> None:
        """A property of the paragraph that is open, or of its mark."""
        paragraph = self._open[-1].paragraphs[-1]
        if name == "w:rPr":
            paragraph.mark.run = (self.at, self.tag_end(self.at))
        paragraph.take(name, value(attributes))

    def _start_run(self, _: dict[str, str]) -> None:
        end = self.tag_end(self.at)
        self._runs.append(Run(self.at, self.data[self.at : end], self.depth))

    def _end_run(self) -> None:
        if (run := self._runs.pop()) is not None:
            run.end = self._behind(run.start)

    def _style_run(self, run: Run, name: str, attributes: dict[str, str]) -> None:
        if name == "w:vanish":
            run.is_hidden = is_on(attributes)
        else:
            style = value(attributes)
            run.is_hidden = run.is_hidden or self._styles.hides(style)
            run.is_quoted = self._styles.quotes(style)

    def _end_child(self, run: Run, name: str) -> None:
        child = run.children[-1]
        child.end = self._behind(child.start)
        if name == "w:rPr":
            run.properties = self.data[child.start : child.end]
            run.children.pop()

    def _behind(self, start: int) -> int:
        """Where the element that starts at a place ends, as its end is told."""
        end = self.tag_end(start)
        return end if self.data[end - 2 : end] == b"/>" else self.tag_end(self.at)

    def _start_text(self, attributes: dict[str, str]) -> None:
        self._text = []
        self._keeps_space = attributes.get(XML_SPACE) == "preserve"

    def _end_text(self) -> None:
        text = "".join(self._text or ()).translate({10: " ", 13: " "})
        self._text = None
        self._emit(text if self._keeps_space else text.strip(" \t"), is_text=True)

    def _symbol(self, attributes: dict[str, str]) -> None:
        shown = elements.symbol(value(attributes, "char"))
        if shown is not None:
            self._emit(shown or OBJECT, locked=True, shows=None if shown else "")

    def _emit(
        self, text: str, *, locked: bool = False, shows: str | None = None, is_text: bool = False
    ) -> None:
        """Text of the run that is open, if it is seen."""
        run = self._runs[-1]
        if run is None or not run.children or run.is_hidden or not self._state.is_seen:
            return
        child = run.children[-1]
        if child.piece is not None or not text:
            return
        locked = locked or self._state.is_locked or run.is_quoted
        child.piece, child.is_text = Piece(text, locked, shows, by=self._state.author), is_text
        self._add(child.piece, run)

    def _add(self, piece: Piece, run: Run | None) -> None:
        if self._open:
            segment = self._open[-1]
            segment.pieces.append(piece)
            segment.runs.append(run)
            segment.is_index = segment.is_index or self._state.is_index
