"""Characters that a field would lose, as signs that it keeps; each text comes back as it was.

A field of several lines makes every line end of Unicode the same one, and a character that is
not seen cannot be edited. So such a character stands there as its picture, ␌ or ⟨U+2028⟩, and
what looks like a picture already as that of its own code point.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.language.characters import CONTROL, FORMAT, SEPARATORS, SURROGATES
from assistant.terminal import picture

_PICTURES = "\u2400-\u241f\u2421⟨"
_LOST = re.compile(rf"[{CONTROL}{FORMAT}{SEPARATORS}{SURROGATES}{_PICTURES}]")
_STAND_IN = re.compile(r"[\u2400-\u241f\u2421]|⟨U\+([0-9A-Fa-f]{4,6})⟩")
_ENDS = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Field:
    r"""How a text stands in a field of several lines, whose line end is always `\n`.

    `line_end` is what each of them is in the text: `\r\n` where that is the only line end of
    it, else `\n`; a carriage return that is left over has its stand-in.
    """

    line_end: str = "\n"

    @classmethod
    def of(cls, text: str) -> Field:
        """The field for a text."""
        windows = text.count("\r\n")
        return cls("\r\n" if windows and windows == text.count("\n") else "\n")

    def shown(self, text: str) -> str:
        """What stands in the field for a text."""
        return _LOST.sub(_stand_in, text.replace(self.line_end, "\n"))

    def taken(self, shown: str) -> str:
        """The text for which something stands in the field."""
        parts = shown.split("\n")
        return self.line_end.join(_STAND_IN.sub(_character, part) for part in parts)


def in_a_line(text: str) -> str:
    """What stands for a text in a field of one line: a line end and a tab, too, have their own."""
    return _LOST.sub(_stand_in, text).replace("\n", "␊").replace("\t", "␉")


def from_a_line(shown: str) -> str:
    """The text for which something stands in a field of one line."""
    return _STAND_IN.sub(_character, shown)


def as_copied(pasted: str) -> str:
    r"""A pasted text as it was copied: terminals send every line end as `\r`."""
    return pasted if "\n" in pasted else pasted.replace("\r", "\n")


def on_one_line(pasted: str) -> tuple[str, int]:
    """A pasted text with its lines joined by spaces, and how many lines there were."""
    lines = [line.strip(" \t") for line in _ENDS.split(pasted)]
    kept = [line for line in lines if line]
    return (" ".join(kept), len(kept)) if len(lines) > 1 else (pasted, 1)


def _stand_in(match: re.Match[str]) -> str:
    char = match[0]
    return f"⟨U+{ord(char):04X}⟩" if char in "⟨␡" or "\u2400" <= char <= "\u241f" else picture(char)


def _character(match: re.Match[str]) -> str:
    if code := match[1]:
        value = int(code, 16)
        return chr(value) if value <= 0x10FFFF else match[0]
    return "\x7f" if match[0] == "␡" else chr(ord(match[0]) - 0x2400)
