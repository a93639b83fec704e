"""Bytes to text and back, without losing one.

Every decoding here is one to one, so that encoding gives back the very bytes that were read.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass, field

from assistant.article.encoding_detection import WESTERN, detect, round_trips
from assistant.article.file_kinds import file_kind
from assistant.article.lines import position
from assistant.errors import SourceError, UsageError


@dataclass(frozen=True, slots=True)
class Encoding:
    """How the source was stored: a Python codec name, and the byte order mark it began with.

    `is_guess` says that nothing in the bytes was certain of it.
    """

    codec: str = "utf-8"
    bom: bytes = b""
    is_guess: bool = field(default=False, compare=False)

    @property
    def name(self) -> str:
        """What a person calls it."""
        if self.codec.startswith("cp125"):
            return f"Windows-{self.codec[2:]}"
        return _NAMES.get(self.codec, self.codec.upper().replace("_", "-"))


UTF_8 = Encoding()
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NAMES = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "utf-32-le": "UTF-32",
    "utf-32-be": "UTF-32",
    "cp932": "Shift-JIS",
    "cp949": "EUC-KR",
}
_CONTROLS = bytes({*range(0x20), 0x7F} - {*b"\b\t\n\v\f\r\x1b"})
_STRAY = 4
"""Control characters that any text may hold; more than that and than one in twenty is no text."""

_UNDEFINED = frozenset("\x81\x8d\x8f\x90\x9d")
_C1 = "assistant-c1"


def _as_is(error: UnicodeError) -> tuple[str | bytes, int]:
    """The five bytes that Windows-1252 leaves undefined, to and from the control of that number."""
    if isinstance(error, UnicodeDecodeError):
        return error.object[error.start : error.end].decode("latin-1"), error.end
    if isinstance(error, UnicodeEncodeError):
        char = error.object[error.start]
        if char in _UNDEFINED:
            return char.encode("latin-1"), error.start + 1
    raise error


codecs.register_error(_C1, _as_is)


class UnknownEncodingError(ValueError):
    """Bytes are text in an encoding that cannot be told."""


def decode(data: bytes, encoding: str = "") -> tuple[str, Encoding] | None:
    """The text of some bytes and how it was stored; None where they are no text.

    An encoding that is named decides, or a byte order mark; then UTF-16 where every other
    byte of Latin text is zero, UTF-8 where the bytes are well formed, and what they read as
    for all else: Windows-1252 where they are in a Western language. Raises UsageError where
    the bytes are not in the encoding that is named, and UnknownEncodingError where it cannot
    be told.
    """
    if encoding:
        return _named(data, encoding)
    if file_kind(data):
        return None
    for bom, codec in _MARKS:
        marked = _strictly(data[len(bom) :], codec) if data.startswith(bom) else None
        if marked is not None:
            return None if _binary(marked.encode()) else (marked, Encoding(codec, bom))
    if wide := _wide(data):
        return wide
    if _binary(data) or data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return None
    text = _strictly(data, "utf-8")
    if text is not None:
        return text, Encoding()
    western = data.decode(WESTERN, _C1)
    codec = detect(data, western)
    if not codec:
        raise UnknownEncodingError
    if codec == WESTERN:
        return western, Encoding(WESTERN)
    return data.decode(codec), Encoding(codec, is_guess=True)


def _named(data: bytes, name: str) -> tuple[str, Encoding]:
    """The text of some bytes in an encoding that a person named."""
    try:
        codec = codecs.lookup(name).name
        "".encode(codec)
    except LookupError as error:
        raise UsageError(
            f"there is no encoding {name!r}", hint="koi8-r, shift_jis and gb18030 are some"
        ) from error
    for bom, marked in _MARKS:
        if data.startswith(bom) and marked.startswith(codec):
            return data[len(bom) :].decode(marked), Encoding(marked, bom)
    if codec == WESTERN:
        return data.decode(WESTERN, _C1), Encoding(WESTERN)
    codec = {"utf-16": "utf-16-le", "utf-32": "utf-32-le"}.get(codec, codec)
    if not round_trips(data, codec):
        raise UsageError(
            f"it is not in {Encoding(codec).name}", hint="name another with --encoding"
        )
    return data.decode(codec), Encoding(codec)


def encode(text: str, encoding: Encoding) -> bytes:
    """The bytes of a text as its source was stored: the inverse of reading.

    Raises SourceError where the encoding lacks a character of the text.
    """
    try:
        return encoding.bom + text.encode(
            encoding.codec, _C1 if encoding.codec == WESTERN else "strict"
        )
    except UnicodeEncodeError as error:
        char = text[error.start]
        line, _ = position(text, error.start)
        shown = f"“{char}” (U+{ord(char):04X})" if char.isprintable() else f"U+{ord(char):04X}"
        raise SourceError(
            f"line {line} has {shown}, which {encoding.name} cannot hold",
            hint="save the article as UTF-8 first, or reject the hunk that brings it in",
        ) from error


def _strictly(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def _binary(data: bytes) -> bool:
    data = data.rstrip(b"\0\r\n ")  # what a page is padded with
    controls = len(data) - len(data.translate(None, _CONTROLS))
    return controls > _STRAY and controls * 20 > len(data)


def _wide(data: bytes) -> tuple[str, Encoding] | None:
    """The text of UTF-16 without a mark, where it is certain: Latin text of some length."""
    if len(data) < 16 or len(data) % 2:
        return None
    for codec, high, low in (
        ("utf-16-le", data[1::2], data[::2]),
        ("utf-16-be", data[::2], data[1::2]),
    ):
        if high.count(0) * 2 > len(high) and low.count(0) * 20 <= len(low):
            text = _strictly(data, codec)
            if text is not None and not _binary(text.encode("utf-8")):
                return text, Encoding(codec)
            return None
    return None
