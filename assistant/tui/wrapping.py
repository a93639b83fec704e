"""Lines broken so that what goes on stands under what it belongs to."""

from __future__ import annotations

import textwrap

_NARROWEST = 16


def hanging(text: str, width: int, indent: int) -> str:
    """A text in lines of at most so many characters; all but the first are indented."""
    lines = textwrap.wrap(
        text, max(width, _NARROWEST), subsequent_indent=" " * indent, break_on_hyphens=False
    )
    return "\n".join(lines)
