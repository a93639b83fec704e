"""What the styles of a Word document say of a paragraph or a run: its kind, and what is hidden."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.article.blocks import BlockKind
from assistant.article.formats.office.package import Package
from assistant.article.formats.office.xml import Walk
from assistant.article.formats.word.names import Parts, is_on, short, value

_KINDS = {
    "title": (BlockKind.TITLE, 1),
    "quote": (BlockKind.QUOTATION, 0),
    "intense quote": (BlockKind.QUOTATION, 0),
    "block text": (BlockKind.QUOTATION, 0),
    "block quotation": (BlockKind.QUOTATION, 0),
    "quotations": (BlockKind.QUOTATION, 0),
    "html preformatted": (BlockKind.OPAQUE, 0),
    "preformatted text": (BlockKind.OPAQUE, 0),
    "source code": (BlockKind.OPAQUE, 0),
    "macro": (BlockKind.OPAQUE, 0),
    "macro text": (BlockKind.OPAQUE, 0),
    "toc heading": (BlockKind.OPAQUE, 0),
    "table of figures": (BlockKind.OPAQUE, 0),
    **{f"toc {n}": (BlockKind.OPAQUE, 0) for n in range(1, 10)},
    **{f"index {n}": (BlockKind.OPAQUE, 0) for n in range(1, 10)},
    **{f"heading {n}": (BlockKind.HEADING, n) for n in range(1, 10)},
    **{f"list{of}{n}": (BlockKind.LIST_ITEM, 1)
       for of in (" bullet", " number", "") for n in ("", " 2", " 3", " 4", " 5")},
}  # fmt: skip
"""Kinds by the names of built-in styles, which are English in every language of Word."""

_QUOTED = frozenset({"quote char", "intense quote char", "html cite"})
_LONGEST_CHAIN = 30

Kind = tuple[BlockKind, int]
PLAIN: Kind = (BlockKind.PARAGRAPH, 0)


@dataclass(slots=True)
class _Style:
    name: str = ""
    based_on: str = ""
    outline: int | None = None
    is_listed: bool = False
    is_hidden: bool = False


@dataclass(slots=True)
class Styles:
    """The styles of a document, by id."""

    known: dict[str, _Style] = field(default_factory=dict)
    default: str = ""

    @classmethod
    def of(cls, package: Package, parts: Parts) -> Styles:
        """The styles of a package; none where it has none."""
        name = parts.named("styles")
        if not name:
            return cls()
        walk = _Reader(name, package.part(name))
        walk.run()
        return walk.styles

    def kind(self, style: str) -> Kind:
        """What a paragraph of a style is, by the style or the nearest one that it is based on."""
        for each in self._chain(style or self.default):
            if found := _KINDS.get(each.name):
                return found
            if each.outline is not None and each.outline < 9:
                return BlockKind.HEADING, each.outline + 1
            if each.is_listed:
                return BlockKind.LIST_ITEM, 1
        return PLAIN

    def hides(self, style: str) -> bool:
        """Whether a style hides what is written in it."""
        return any(each.is_hidden for each in self._chain(style))

    def quotes(self, style: str) -> bool:
        """Whether what is written in a style is somebody's words."""
        return any(each.name in _QUOTED for each in self._chain(style))

    def _chain(self, style: str) -> list[_Style]:
        chain: list[_Style] = []
        while (found := self.known.get(style)) is not None and len(chain) < _LONGEST_CHAIN:
            chain.append(found)
            style = found.based_on
        return chain


class _Reader(Walk):
    def __init__(self, name: str, data: bytes) -> None:
        super().__init__(name, data)
        self.styles = Styles()
        self._style: _Style | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = short(tag)
        if name == "w:style":
            self._style = _Style()
            style_id = value(attributes, "styleId")
            self.styles.known[style_id] = self._style
            is_default = value(attributes, "default") in {"1", "true", "on"}
            if is_default and value(attributes, "type") == "paragraph":
                self.styles.default = style_id
        elif self._style is not None:
            self._tell(self._style, name, attributes)

    def end(self, tag: str) -> None:
        if short(tag) == "w:style":
            self._style = None

    def _tell(self, style: _Style, name: str, attributes: dict[str, str]) -> None:
        match name:
            case "w:name":
                style.name = value(attributes).lower()
            case "w:basedOn":
                style.based_on = value(attributes)
            case "w:outlineLvl":
                level = value(attributes)
                style.outline = int(level) if level.isdecimal() else None
            case "w:numId":
                style.is_listed = value(attributes) != "0"
            case "w:vanish":
                style.is_hidden = is_on(attributes)
