"""The part with the comments of a Word document: more comments in it, or a new one."""

from __future__ import annotations

import posixpath
import re

from assistant.article.formats.office.package import Package
from assistant.article.formats.office.xml import prefix
from assistant.article.formats.word.names import Parts, relations_of
from assistant.article.formats.word.signing import Signing

_TYPES = "[Content_Types].xml"
_TYPE = (
    b'<Override PartName="/%s" ContentType="application/vnd.openxmlformats-officedocument.'
    b'wordprocessingml.comments+xml"/>'
)
_RELATION = (
    b'<Relationship Id="%s" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'relationships/comments" Target="%s"/>'
)
_NO_RELATIONS = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns='
    b'"http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)
_SPACE = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NEW = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:comments xmlns:w="%s">'
    b"%s</w:comments>"
)
_ROOT = re.compile(rb"<(?![?!])(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
_END = re.compile(rb"</[^<>]*>\s*(?:<!--.*-->\s*)?\Z", re.DOTALL)


def with_comments(package: Package, parts: Parts, signing: Signing) -> dict[str, bytes]:
    """The parts that change for some comments: theirs and, where it is new, what refers to it."""
    if not signing.comments:
        return {}
    known = parts.named("comments")
    if known:
        data = package.part(known)
        return {known: _at_end(data, signing.comment_elements(_prefix_of(data)))}
    folder = posixpath.dirname(parts.main)
    name = _free(package, folder)
    relations = relations_of(parts.main)
    others = package.part(relations) if relations in package else _NO_RELATIONS
    number = b"rIdComments"
    while b'"%s"' % number in others:
        number += b"1"
    relation = _RELATION % (number, posixpath.basename(name).encode())
    return {
        name: _NEW % (_SPACE, signing.comment_elements(b"w:")),
        relations: _at_end(others, relation),
        _TYPES: _at_end(package.part(_TYPES), _TYPE % name.encode()),
    }


def _free(package: Package, folder: str) -> str:
    name, number = posixpath.join(folder, "comments.xml"), 1
    while name in package:
        name, number = posixpath.join(folder, f"comments{number}.xml"), number + 1
    return name


def _prefix_of(data: bytes) -> bytes:
    root = _ROOT.search(data)
    return prefix(root.group()) if root else b"w:"


def _at_end(data: bytes, elements: bytes) -> bytes:
    """A part with some elements as the last ones of its root."""
    end = _END.search(data)
    if end is not None:
        return data[: end.start()] + elements + data[end.start() :]
    root = _ROOT.search(data)
    if root is None:
        return data
    tag = root.group()
    closing = b"</%s>" % tag[1:].split(None, 1)[0].rstrip(b"/>")
    return data[: root.start()] + tag.rstrip(b"/> ") + b">" + elements + closing
