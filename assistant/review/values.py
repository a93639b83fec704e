"""Values of a file that anybody may have written: what an article cannot have is refused."""

from __future__ import annotations

import math
import os
from typing import Any

_LARGEST = 2_000_000_000


def place(value: Any) -> int:
    """An offset, or a number of something; raises ValueError for what no article can have."""
    number = int(value)
    if not 0 <= number <= _LARGEST:
        msg = f"{str(value)[:20]} is no place in an article"
        raise ValueError(msg)
    return number


def finite(text: str) -> float:
    """A number of JSON; raises ValueError for those that only some dialects have."""
    number = float(text)
    if not math.isfinite(number):
        msg = f"{text[:20]} is no number"
        raise ValueError(msg)
    return number


def file_name(path: str) -> str:
    """A path that a file can have; raises ValueError for any other."""
    if "\0" in path:
        msg = "a path cannot hold a null character"
        raise ValueError(msg)
    os.fsencode(path)  # UnicodeEncodeError is a ValueError
    return path
