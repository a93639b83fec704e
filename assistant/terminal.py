"""Text from articles and models on a terminal: shown, never obeyed."""

from __future__ import annotations

import re

from assistant.language.characters import CONTROL, DIRECTION, FORMAT, SEPARATORS, SURROGATES

_UNSAFE = re.compile(rf"(?!\r\n)[{CONTROL}{DIRECTION}{SEPARATORS}{SURROGATES}]")
_UNSEEN = re.compile(rf"[{CONTROL}{FORMAT}{SEPARATORS}{SURROGATES}]")


def sanitise(text: str) -> str:
    r"""Show control, bidirectional and surrogate characters instead of sending them.

    Tabs and line ends (`\n`, `\r\n`) stay. C0 characters become their Unicode pictures
    (ESC is ␛), the rest their code point, as in ⟨U+202E⟩.
    """
    return _UNSAFE.sub(lambda match: picture(match[0]), text)


def visible(text: str) -> str:
    r"""The same for a screen in columns, where every character needs a width that is known.

    Of whatever is not seen only tabs and `\n` stay: also characters of no width and soft
    hyphens are shown, as terminals do not agree on how wide they are.
    """
    return _UNSEEN.sub(lambda match: picture(match[0]), text)


def picture(char: str) -> str:
    """What is seen in the place of a character that is not."""
    code = ord(char)
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"⟨U+{code:04X}⟩"
