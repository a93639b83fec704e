"""The parts of a Word document with tracked changes and comments (ECMA-376, 17.13)."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from assistant.article.formats.base import Tracking
from assistant.article.formats.office.xml import escaped, require_storable
from assistant.article.model import Article
from assistant.review.model import Review
from assistant.review.word.paragraphs import Paragraph, Part, paragraphs

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_KINDS = {"document": "document.main", "styles": "styles", "comments": "comments"}
_LOOKS = {
    "Title": ("Title", 40), "Heading1": ("heading 1", 32), "Heading2": ("heading 2", 28),
    "Heading3": ("heading 3", 24), "Quote": ("Quote", 0),
}  # fmt: skip
"""Names of styles as Word knows them, by their ids, and sizes in half points."""

_LINE_END = r"\r\n|[\r\n\v\f\x85\u2028\u2029]"
_WHEN = (1980, 1, 1, 0, 0, 0)
"""The time of every entry, so that the same review is the same bytes."""

EDITOR = "editor"
"""Who signs what was written by hand, and notes."""


def word(review: Review, article: Article, tracking: Tracking) -> bytes:
    """An article as a Word document, what is not rejected as tracked changes, notes as comments.

    What the editor wrote is signed `EDITOR`. Raises SourceError where XML cannot hold a character.
    """
    writer = _Writer(tracking)
    body = "".join(map(writer.paragraph, paragraphs(review, article)))
    parts = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations(("officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": _relations(
            ("styles", "styles.xml"), ("comments", "comments.xml")
        ),
        "word/document.xml": f"<w:document {_W}><w:body>{body}<w:sectPr/></w:body></w:document>",
        "word/styles.xml": f"<w:styles {_W}>{''.join(map(_style, _LOOKS))}</w:styles>",
        "word/comments.xml": f"<w:comments {_W}>{''.join(writer.comments)}</w:comments>",
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, _WHEN)
            entry.compress_type = zipfile.ZIP_DEFLATED
            out.writestr(entry, (_XML + content).encode())
    return stream.getvalue()


@dataclass(slots=True)
class _Writer:
    """Numbers changes and comments, and gathers the comments."""

    tracking: Tracking
    comments: list[str] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def paragraph(self, paragraph: Paragraph) -> str:
        """A paragraph with what changes in it."""
        style = f'<w:pStyle w:val="{paragraph.style}"/>' if paragraph.style else ""
        mark = f"<w:rPr>{self._sign('del', self.tracking.author)}/></w:rPr>"
        properties = style + (mark if paragraph.is_gone else "")
        head = f"<w:pPr>{properties}</w:pPr>" if properties else ""
        return f"<w:p>{head}{''.join(map(self._part, paragraph.parts))}</w:p>"

    def _part(self, part: Part) -> str:
        if part.old == part.new:
            return self._commented(_run(part.new), part.note)
        author = EDITOR if part.is_own else self.tracking.author
        goes = f"{self._sign('del', author)}>{_run(part.old, 'delText')}</w:del>"
        comes = f"{self._sign('ins', author)}>{_run(part.new)}</w:ins>"
        changed = (goes if part.old else "") + (comes if part.new else "")
        return self._commented(changed, part.note)

    def _commented(self, content: str, note: str) -> str:
        if not note:
            return content
        number = next(self._numbers)
        lines = "".join(f"<w:p>{_run(line)}</w:p>" for line in note.splitlines())
        self.comments.append(
            f'<w:comment w:id="{number}" {self._by(EDITOR)} w:initials="e">{lines}</w:comment>'
        )
        return (
            f'<w:commentRangeStart w:id="{number}"/>{content}<w:commentRangeEnd w:id="{number}"/>'
            f'<w:r><w:commentReference w:id="{number}"/></w:r>'
        )

    def _sign(self, what: str, author: str) -> str:
        return f'<w:{what} w:id="{next(self._numbers)}" {self._by(author)}'

    def _by(self, author: str) -> str:
        date = f"{self.tracking.date:%Y-%m-%dT%H:%M:%SZ}"
        return f'w:author="{_escaped(author)}" w:date="{date}"'


def _run(text: str, tag: str = "t") -> str:
    """A run of text; tabs and line ends are elements of their own."""
    found = []
    for piece in re.split(rf"(\t|{_LINE_END})", text):
        if piece == "\t":
            found.append("<w:tab/>")
        elif re.fullmatch(_LINE_END, piece):
            found.append("<w:br/>")
        elif piece:
            found.append(f'<w:{tag} xml:space="preserve">{_escaped(piece)}</w:{tag}>')
    return f"<w:r>{''.join(found)}</w:r>" if found else ""


def _escaped(text: str) -> str:
    require_storable(text)
    return escaped(text).decode()


def _style(style: str) -> str:
    name, size = _LOOKS[style]
    look = f'<w:b/><w:sz w:val="{size}"/>' if size else "<w:i/>"
    return (
        f'<w:style w:type="paragraph" w:styleId="{style}"><w:name w:val="{name}"/>'
        f"<w:rPr>{look}</w:rPr></w:style>"
    )


def _types() -> str:
    kinds = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{kind}+xml"/>'
        for name, kind in _KINDS.items()
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{kinds}</Types>'
    )


def _relations(*relations: tuple[str, str]) -> str:
    each = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(relations, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{each}</Relationships>'
