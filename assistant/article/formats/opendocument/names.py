"""The names of OpenDocument, and the styles that say what a paragraph is and what is hidden."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.article.blocks import BlockKind
from assistant.article.formats.office.xml import Walk

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES = {
    f"{_OASIS}text:1.0": "text:",
    f"{_OASIS}office:1.0": "office:",
    f"{_OASIS}drawing:1.0": "draw:",
    f"{_OASIS}table:1.0": "table:",
    f"{_OASIS}style:1.0": "style:",
    "http://purl.org/dc/elements/1.1/": "dc:",
}
_KINDS = {
    "Title": (BlockKind.TITLE, 1),
    "Quotations": (BlockKind.QUOTATION, 0),
    "Quote": (BlockKind.QUOTATION, 0),
    "Intense_20_Quote": (BlockKind.QUOTATION, 0),
    "Preformatted_20_Text": (BlockKind.OPAQUE, 0),
    "Source_20_Code": (BlockKind.OPAQUE, 0),
    **{f"Heading_20_{n}": (BlockKind.HEADING, n) for n in range(1, 10)},
}
_LONGEST_CHAIN = 30

Kind = tuple[BlockKind, int]
PLAIN: Kind = (BlockKind.PARAGRAPH, 0)


def short(tag: str) -> str:
    """A name with a prefix: `text:p`; of other namespaces, `?:` and the local name."""
    space, _, local = tag.rpartition(" ")
    return _SPACES.get(space, "?:") + local


def value(attributes: dict[str, str], name: str, of: str = "text") -> str:
    """An attribute of a namespace, of `text` unless another is named; or the empty string."""
    return attributes.get(f"{_OASIS}{of}:1.0 {name}", "")


@dataclass(slots=True)
class Styles:
    """The styles of a document by their names: what each is based on, and which hide."""

    parents: dict[str, str] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)

    def add(self, name: str, data: bytes) -> None:
        """Take in the styles of a part; raises SourceError where it is no sound XML."""
        _Reader(name, data, self).run()

    def kind(self, style: str) -> Kind:
        """What a paragraph of a style is, by the style or the nearest one that it is based on."""
        return next((_KINDS[each] for each in self._chain(style) if each in _KINDS), PLAIN)

    def hides(self, style: str) -> bool:
        """Whether a style hides what is written in it."""
        return bool(self.hidden) and any(each in self.hidden for each in self._chain(style))

    def _chain(self, style: str) -> list[str]:
        chain: list[str] = []
        while style and len(chain) < _LONGEST_CHAIN:
            chain.append(style)
            style = self.parents.get(style, "")
        return chain


class _Reader(Walk):
    def __init__(self, name: str, data: bytes, styles: Styles) -> None:
        super().__init__(name, data)
        self._styles, self._style = styles, ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """A style, or its properties."""
        name = short(tag)
        if name == "style:style":
            self._style = value(attributes, "name", "style")
            self._styles.parents[self._style] = value(attributes, "parent-style-name", "style")
        elif name == "style:text-properties" and value(attributes, "display") == "none":
            self._styles.hidden.add(self._style)
