"""Results on stdout: the only module that writes there.

Text from articles is data. Where a person sees it (a terminal, or colour was asked for),
control characters are shown as pictures and never reach the terminal; down a pipe the text
goes as it is.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from enum import StrEnum

from assistant.terminal import sanitise

_RESET = "\x1b[0m"


class Style(StrEnum):
    """What a piece of output means; the value is its SGR code (ECMA-48, 8.3.117)."""

    PLAIN = ""
    STRONG = "1"
    MUTED = "2"
    ADDED = "32"
    REMOVED = "31"
    ADDED_WORD = "1;4;32"
    REMOVED_WORD = "1;9;31"
    PLACE = "36"


def is_terminal() -> bool:
    """Whether a person reads stdout."""
    return sys.stdout.isatty()


def use_color(when: str = "auto") -> bool:
    """Whether to colour stdout: `always`, `never`, or `auto` (a terminal, and no NO_COLOR).

    NO_COLOR counts where it is not empty (https://no-color.org).
    """
    if when != "auto":
        return when == "always"
    return is_terminal() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def write(text: str, *, color: bool = False) -> None:
    """Write text as it is down a pipe, sanitised to a terminal (or where `color` is on)."""
    _send(sanitise(text) if color or is_terminal() else text)


def write_styled(pieces: Iterable[tuple[Style, str]], *, color: bool) -> None:
    """Write pieces of text, coloured by what they mean where `color` is on."""
    if not color:
        write("".join(text for _, text in pieces))
        return
    _send("".join(_paint(style, sanitise(text)) for style, text in pieces))


def write_bytes(data: bytes, shown: str) -> None:
    """Write an article: its own bytes down a pipe, `shown` (sanitised) to a terminal."""
    if is_terminal():
        write(shown)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


def _paint(style: Style, text: str) -> str:
    """Colour each line apart, so that no colour runs over a line end (pagers cut there)."""
    if not style:
        return text
    lines = text.split("\n")
    return "\n".join(f"\x1b[{style}m{line}{_RESET}" if line else line for line in lines)


def _send(text: str) -> None:
    """Write and flush, so that a full disk or a closed pipe is met here and not at exit.

    Pipes carry UTF-8; a terminal that cannot show a character gets its escape.
    """
    codec = sys.stdout.encoding if is_terminal() else "utf-8"
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode(codec or "utf-8", "backslashreplace"))
    sys.stdout.buffer.flush()
