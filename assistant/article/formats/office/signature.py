"""What an archive begins with: all that is looked at of a file that is none."""

from __future__ import annotations

_ZIP = b"PK\x03\x04"


def is_zip(data: bytes) -> bool:
    """Whether some bytes begin as an archive does."""
    return data.startswith(_ZIP)
