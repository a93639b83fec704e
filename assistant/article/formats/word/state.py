"""Whether a text is seen, and whether it may be changed, by the elements around it.

Within `w:del` and `w:moveFrom` a text is gone, within `w:ins` and `w:moveTo` it is somebody's
proposal (17.13.5); between the marks of a field stand its instruction, then its result (17.16).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum

from assistant.article.formats.word.names import value

GONE = frozenset({"w:del", "w:moveFrom"})
_COME = frozenset({"w:ins", "w:moveTo"})
_CHANGES = GONE | _COME
_LOCKED = _COME | {"w:fldSimple"}
_BOUND = frozenset({"w:dataBinding", "w:date", "w:dropDownList", "w:comboBox"})
_LOCKS = frozenset({"contentLocked", "sdtContentLocked"})
_INDEXES = ("TOC", "INDEX", "TOA", "BIBLIOGRAPHY")


class Control(IntEnum):
    """What a content control lets be done with its content."""

    FREE = 0
    BOUND = 1
    INDEX = 2
    PLACEHOLDER = 3


@dataclass(slots=True)
class _Field:
    instruction: str = ""
    shows: bool = False


@dataclass(slots=True)
class State:
    """The changes, fields and content controls that are open; fields end with their container."""

    gone: int = 0
    locked: int = 0
    authors: list[str] = field(default_factory=list)
    fields: list[list[_Field]] = field(default_factory=lambda: [[]])
    controls: list[Control] = field(default_factory=list)

    def enter(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins that is not within properties."""
        self.gone += name in GONE
        self.locked += name in _LOCKED
        if name in _CHANGES:
            self.authors.append(value(attributes, "author"))
        if name == "w:sdt":
            self.controls.append(Control.FREE)

    def leave(self, name: str) -> None:
        """It ends."""
        self.gone -= name in GONE
        self.locked -= name in _LOCKED
        if name in _CHANGES:
            self.authors.pop()
        if name == "w:sdt":
            self.controls.pop()

    def control(self, name: str, attributes: dict[str, str]) -> None:
        """A property of the content control that is open, if it is one."""
        if not self.controls:
            return
        found = Control.FREE
        if name == "w:showingPlcHdr":
            found = Control.PLACEHOLDER
        elif name == "w:docPartGallery" and value(attributes) == "Table of Contents":
            found = Control.INDEX
        elif name in _BOUND or (name == "w:lock" and value(attributes) in _LOCKS):
            found = Control.BOUND
        self.controls[-1] = max(self.controls[-1], found)

    def mark(self, kind: str) -> None:
        """The begin, the separator or the end of a field."""
        fields = self.fields[-1]
        if kind == "begin":
            fields.append(_Field())
        elif fields and kind == "separate":
            fields[-1].shows = True
        elif fields and kind == "end":
            fields.pop()

    def instruct(self, text: str) -> None:
        """Some of the instruction of a field."""
        if self.fields[-1] and len(self.fields[-1][-1].instruction) < 100:
            self.fields[-1][-1].instruction += text

    @property
    def author(self) -> str:
        """Who made the innermost change that is open, or the empty string."""
        return self.authors[-1] if self.authors else ""

    @property
    def is_seen(self) -> bool:
        """Whether a text here is seen once all is accepted."""
        fields = self.fields[-1]
        instruction = bool(fields) and not fields[-1].shows
        return not self.gone and not instruction and Control.PLACEHOLDER not in self.controls

    @property
    def is_locked(self) -> bool:
        """Whether a text here is not ours to change."""
        return bool(self.locked or self.fields[-1] or any(self.controls))

    @property
    def is_index(self) -> bool:
        """Whether a text here is of a table of contents or the like."""
        if not self.fields[-1] and not self.controls:
            return False
        told = any(f.instruction.split()[:1] and f.instruction.split()[0] in _INDEXES
                   for f in self.fields[-1])  # fmt: skip
        return told or Control.INDEX in self.controls
