"""How a CSV file is written: told by whoever has it, or read from its header, and then shown."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from assistant.errors import UsageError

QUOTE = '"'
ERRORS = "surrogateescape"
"""Bytes that are not in the encoding come through as they are, each told by a lone surrogate."""

_DELIMITERS = ",;\t|"
_MARKS = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_LOOKED_AT = 1 << 16


@dataclass(frozen=True, slots=True)
class Dialect:
    """The sign between fields, and a Python codec; quotation marks are doubled inside quotes."""

    delimiter: str
    codec: str

    @property
    def errors(self) -> str:
        """How the codec is to take what is not in it."""
        return "strict" if self.codec.startswith("utf-16") else ERRORS

    def cell(self, value: str, *, quoted: bool = False) -> str:
        """A value as it is written in a field, in quotation marks where it needs them."""
        needs = quoted or any(sign in value for sign in (self.delimiter, QUOTE, "\r", "\n"))
        return f"{QUOTE}{value.replace(QUOTE, QUOTE * 2)}{QUOTE}" if needs else value

    def storable(self, value: str) -> str:
        """A text with a question mark for each character that the encoding lacks."""
        return value.encode(self.codec, "replace").decode(self.codec)


def codec_of(start: bytes, encoding: str) -> str:
    """The codec of a file that begins with some bytes; a byte order mark decides, or what is named.

    Raises UsageError where the encoding that is named is not known, or has characters of several
    bytes and is not Unicode: what is not changed might not come back.
    """
    for mark, codec in _MARKS:
        if start.startswith(mark):
            return codec
    if not encoding:
        return "utf-8"
    try:
        codec = codecs.lookup(encoding).name
    except LookupError:
        raise UsageError(f"the encoding {encoding!r} is not known") from None
    if codec in {"utf-8", "utf-16-le", "utf-16-be"} or _is_one_byte_each(codec):
        return "utf-8" if codec == "utf-8-sig" else codec
    raise UsageError(
        f"rows in {encoding} cannot be read without a risk to them", hint="convert them to UTF-8"
    )


def delimiter_of(header: str, fields: Sequence[str]) -> str:
    """The delimiter with which a header has the fields; else that with which it has the most."""
    read = {each: next(csv.reader([header], delimiter=each), []) for each in _DELIMITERS}
    fitting = (each for each, names in read.items() if set(fields) <= set(names))
    return next(fitting, max(read, key=lambda each: len(read[each])))


def dialect_of(file: BinaryIO, delimiter: str, encoding: str, fields: Sequence[str]) -> Dialect:
    """The dialect of a file; no row is read for it but the header. Raises as `codec_of` does."""
    start = file.read(_LOOKED_AT)
    codec = codec_of(start, encoding)
    if not delimiter:
        text = start.decode(codec, "ignore").removeprefix("\ufeff")
        header = (text.splitlines() or [""])[0]
        delimiter = delimiter_of(header, fields)
    return Dialect(delimiter, codec)


def _is_one_byte_each(codec: str) -> bool:
    try:
        every = bytes(range(256))
        text = every.decode(codec, ERRORS)
        return len(text) == 256 and text.encode(codec, ERRORS) == every
    except (UnicodeError, LookupError):
        return False
