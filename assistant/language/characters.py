"""Characters that no reader sees, in sets with a name, to be put between brackets of a pattern."""

from __future__ import annotations

import unicodedata

ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff"
"""Spaces and joiners of no width, and the byte order mark."""

DIRECTION = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
"""Marks, embeddings, overrides and isolates of the direction of writing."""

CONTROL = "\x00-\x08\x0b-\x1f\x7f-\x9f"
"""Control characters (category Cc) without tab and line feed; the carriage return is one."""

FORMAT = (
    "\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f"
)
"""Format characters (category Cf), those of no width and of direction among them."""

SEPARATORS = "\u2028\u2029"
"""The line and the paragraph separator."""

SURROGATES = "\ud800-\udfff"
"""Halves of a pair, as undecodable bytes become; no encoding holds them."""

_INVISIBLE = frozenset({"Cc", "Cf", "Co", "Cs"})


def is_invisible(char: str) -> bool:
    """Whether a character is a control, format, private or surrogate one, tab and line ends too."""
    return unicodedata.category(char) in _INVISIBLE
