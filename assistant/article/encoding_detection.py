"""Which encoding bytes are in that are no UTF-8: guessed by chardet, kept where it then reads."""

from __future__ import annotations

from assistant.language.identification import ENGLISH, UNDETERMINED, identify

WESTERN = "cp1252"
_WESTERN = frozenset({"ascii", "utf-8", "cp1252", "iso8859-1", "iso8859-15"})
_RARE = "mac-"
"""What the names of encodings begin with that are too rare, and too like others, to guess."""

_SAMPLE = 4000
_MOST_ACCENTS = 0.3
"""The share of accented letters above which a text is in no Western language."""


def detect(data: bytes, western: str) -> str:
    """The Python codec of some bytes, `western` as Windows-1252; empty where it cannot be told.

    English in Windows-1252 is never anything else.
    """
    sample = _accented(western)
    language = identify(sample)
    if language == ENGLISH:
        return WESTERN
    codec = _guessed(data)
    if codec and identify(_accented(data.decode(codec))) not in ("", UNDETERMINED):
        return codec
    return WESTERN if language or _looks_western(sample) else ""


def round_trips(data: bytes, codec: str) -> bool:
    """Whether a codec reads bytes as a text that it writes as the same bytes."""
    try:
        return data.decode(codec).encode(codec) == data
    except UnicodeError:
        return False


def _guessed(data: bytes) -> str:
    """The codec that chardet takes the bytes for, if it is none for Western Europe."""
    import codecs

    import chardet

    name = chardet.detect(data)["encoding"]
    codec = codecs.lookup(name).name if name else ""
    likely = codec not in _WESTERN and not codec.startswith(_RARE)
    return codec if codec and likely and round_trips(data, codec) else ""


def _accented(text: str) -> str:
    """The first lines with letters beyond ASCII."""
    lines = (line for line in text.splitlines() if not line.isascii())
    found, size = [], 0
    for line in lines:
        found.append(line)
        size += len(line)
        if size > _SAMPLE:
            break
    return "\n".join(found)


def _looks_western(sample: str) -> bool:
    letters = [char for char in sample if char.isalpha()]
    accented = sum(not char.isascii() for char in letters)
    return accented < 4 or accented <= _MOST_ACCENTS * len(letters)
