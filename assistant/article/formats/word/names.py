"""The names of WordprocessingML in their two namespaces, and the parts of a document."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field

from assistant.article.formats.office.package import Package
from assistant.article.formats.office.xml import Walk
from assistant.errors import SourceError

_MAIN = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_MATH = (
    "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "http://purl.oclc.org/ooxml/officeDocument/math",
)
_CHOICE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_SPACES = {
    **dict.fromkeys(_MAIN, "w:"),
    **dict.fromkeys(_MATH, "m:"),
    _CHOICE: "mc:",
}
XML_SPACE = "http://www.w3.org/XML/1998/namespace space"


def short(tag: str) -> str:
    """A name with a prefix: `w:p`; of other namespaces, `?:` and the local name."""
    space, _, local = tag.rpartition(" ")
    return _SPACES.get(space, "?:") + local


def value(attributes: dict[str, str], name: str = "val") -> str:
    """An attribute of the main namespace, or the empty string."""
    for space in _MAIN:
        if (found := attributes.get(f"{space} {name}")) is not None:
            return found
    return ""


def is_on(attributes: dict[str, str]) -> bool:
    """Whether a switch such as `w:vanish` is on."""
    return value(attributes) not in {"0", "false", "off"}


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to: its kind, the last word of its type, and the part."""

    kind: str
    target: str


class _Relations(Walk):
    """Reads the relations of a part; what lies outside the package is passed over."""

    def __init__(self, name: str, data: bytes, folder: str) -> None:
        super().__init__(name, data)
        self.folder = folder
        self.found: list[Relation] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag.endswith(" Relationship") and attributes.get("TargetMode") != "External":
            target = posixpath.normpath(
                posixpath.join("/", self.folder, attributes.get("Target", ""))
            )
            kind = attributes.get("Type", "").rpartition("/")[2]
            self.found.append(Relation(kind, target.lstrip("/")))


def relations_of(part: str) -> str:
    """The name of the part that holds the relations of a part, or those of the whole package."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def relations(package: Package, part: str = "") -> Iterator[Relation]:
    """What a part refers to, or the package itself."""
    name = relations_of(part)
    if name in package:
        walk = _Relations(name, package.part(name), posixpath.dirname(part))
        walk.run()
        yield from walk.found


@dataclass(frozen=True, slots=True)
class Parts:
    """The names of the parts of a document; one that it lacks is empty."""

    main: str
    others: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, package: Package) -> Parts:
        """The parts of a package; raises SourceError where it is no Word document."""
        main = next((r.target for r in relations(package) if r.kind == "officeDocument"), "")
        if main not in package:
            main = "word/document.xml"
        if main not in package:
            raise SourceError("it has no text", hint="it is no Word document, or damaged")
        found = {r.kind: r.target for r in relations(package, main) if r.target in package}
        return cls(main, found)

    def named(self, kind: str) -> str:
        """The part of a kind, such as `styles`, or the empty string."""
        return self.others.get(kind, "")
