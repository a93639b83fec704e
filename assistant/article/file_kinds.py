"""Files that are no text, told by what they begin with, whatever their suffix says."""

from __future__ import annotations

from dataclasses import dataclass

_AS_WORD = "open it and save it as Word (.docx), OpenDocument (.odt) or plain text first"
_EXPORT = "export it as Word (.docx) or plain text, and give that"
_DAMAGED = "open it in the program that wrote it, and save it again"
_NONE = "give the text itself, as a file of its own"


@dataclass(frozen=True, slots=True)
class FileKind:
    """What a file is, in a message, and how its text can be had."""

    name: str
    way_out: str


_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"{\\rtf", "rich text (RTF)", _AS_WORD),
    (b"%PDF-", "a PDF file", _EXPORT),
    (b"\xd0\xcf\x11\xe0", "an old Office file (such as .doc)", _AS_WORD),
    (b"\x89PNG", "an image (PNG)", _NONE),
    (b"\xff\xd8\xff", "an image (JPEG)", _NONE),
    (b"GIF87a", "an image (GIF)", _NONE),
    (b"GIF89a", "an image (GIF)", _NONE),
    (b"II*\0", "an image (TIFF)", _NONE),
    (b"MM\0*", "an image (TIFF)", _NONE),
    (b"PK\x05\x06", "an empty ZIP archive", _NONE),
    (b"\x1f\x8b\x08", "a compressed file (gzip)", "unpack it first"),
    (b"\xfd7zXZ", "a compressed file (xz)", "unpack it first"),
    (b"7z\xbc\xaf", "an archive (7-Zip)", "unpack it first"),
    (b"Rar!\x1a", "an archive (RAR)", "unpack it first"),
    (b"\x7fELF", "a program", _NONE),
    (b"\xca\xfe\xba\xbe", "a program", _NONE),
    (b"OggS\0", "a recording (Ogg)", _NONE),
    (b"SQLite format 3\0", "a database (SQLite)", _NONE),
)
_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_ZIPPED: tuple[tuple[bytes, str, str], ...] = (
    (b"application/vnd.oasis.opendocument.text", "an OpenDocument text (.odt)", _DAMAGED),
    (b"application/vnd.oasis.opendocument", "an OpenDocument file", _AS_WORD),
    (b"application/epub+zip", "an e-book (EPUB)", _EXPORT),
    (b"Index/Document.iwa", "a Pages document", _EXPORT),
    (b"word/", "a Word document (.docx)", _DAMAGED),
    (b"xl/", "a spreadsheet (.xlsx)", _EXPORT),
    (b"ppt/", "a slide show (.pptx)", _EXPORT),
)
_LOOKED_AT = 4096


def file_kind(data: bytes) -> FileKind | None:
    """What some bytes are if certainly no text, else None."""
    if data.startswith(_ZIP):
        start = data[:_LOOKED_AT] + data[-_LOOKED_AT:]
        found = (FileKind(name, way) for sign, name, way in _ZIPPED if sign in start)
        return next(found, FileKind("a ZIP archive", "unpack it first"))
    if data.startswith(_OLD_OFFICE) and _LOCKED in data:
        return FileKind("a document that a password locks", "take the password off first")
    found = (FileKind(name, way) for sign, name, way in _SIGNATURES if data.startswith(sign))
    return next(found, None)
