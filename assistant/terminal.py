"""Text from articles and models on a terminal: shown, never obeyed."""

from __future__ import annotations

import re

from assistant.language.characters import CONTROL, DIRECTION, SEPARATORS, SURROGATES

_UNSAFE = re.compile(rf"(?!\r\n)[{CONTROL}{DIRECTION}{SEPARATORS}{SURROGATES}]")


def sanitise(text: str) -> str:
    r"""Show control, bidirectional and surrogate characters instead of sending them.

    Tabs and line ends (`\n`, `\r\n`) stay. C0 characters become their Unicode pictures
    (ESC is ␛), the rest their code point, as in ⟨U+202E⟩.
    """
    return _UNSAFE.sub(lambda match: _picture(ord(match[0])), text)


def _picture(code: int) -> str:
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"⟨U+{code:04X}⟩"
