"""Keys as they are written on a keyboard."""

from __future__ import annotations

_SIGNS = {
    "asterisk": "*", "semicolon": ";", "slash": "/", "comma": ",", "question_mark": "?",
    "apostrophe": "'", "equals_sign": "=", "minus": "-", "full_stop": ".", "vertical_line": "|",
    "ampersand": "&", "greater_than_sign": ">", "less_than_sign": "<", "colon": ":",
    "left_parenthesis": "(", "right_parenthesis": ")", "left_square_bracket": "[",
    "right_square_bracket": "]", "left_curly_bracket": "{", "right_curly_bracket": "}",
}  # fmt: skip


def shown_key(key: str) -> str:
    """A key, or several that are pressed one after the other, by their signs."""
    return "".join(_SIGNS.get(part, part) for part in key.split("-"))
