"""What comes on standard input: a list of paths, or the rows of a table."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import BinaryIO

from assistant.atomic import replacing
from assistant.batch.rows import formats
from assistant.errors import UsageError

_LARGEST = 200_000_000


def listed(stream: BinaryIO) -> tuple[str, ...]:
    """The paths of a list, one a line, or parted by null characters as `find -print0` has them.

    Raises UsageError where there are none, or the list is no list.
    """
    data = stream.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise UsageError("the list of paths on standard input is too long")
    sign = b"\0" if b"\0" in data else b"\n"
    lines = (line if sign == b"\0" else line.removesuffix(b"\r") for line in data.split(sign))
    found = tuple(os.fsdecode(line) for line in lines if line)
    if not found:
        raise UsageError("standard input holds no paths", hint="find news -name '*.txt' | …")
    return found


def spooled(stream: BinaryIO, place: Path) -> Path:
    """The file of what a stream holds, whole or not at all: rows that are read more than once.

    What kind of table it is, and how it is compressed, is told from what it begins with; its
    suffixes are put behind `place`. Raises SourceError where it cannot be written, and UsageError
    where it holds nothing.
    """
    with replacing(place) as file:
        shutil.copyfileobj(stream, file, 1 << 20)
    suffix = formats.told_suffix(place)
    if not suffix:
        place.unlink()
        raise UsageError("standard input holds no rows", hint="give JSONL, CSV or Parquet")
    return place.replace(place.with_name(place.name + suffix))
