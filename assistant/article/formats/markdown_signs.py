"""By which signs a text without a telling name is Markdown."""

from __future__ import annotations

import re

_SIGNS = re.compile(
    r"""\A(?:\s*\n)?\#{1,6}[ ]\S                    # a heading at the top
      | ^\#{2,6}[ ]\S.*\n\s*\n                      # a heading below it
      | ^```[\w-]*[ ]*\r?\n(?:(?!```).*\n){0,500}?```[ ]*\r?$
      | \[[^\[\]\r\n]{1,200}\]\(https?://[^\s()]{1,500}\)
      | \A---[ ]*\r?\n(?:[A-Za-z]\w*:.*\n){1,50}---[ ]*\r?$""",
    re.VERBOSE | re.MULTILINE,
)
_SURE_SIGNS = (
    re.compile(r"^\#{1,6}[ ]\S.*\n\s*\n", re.MULTILINE),
    re.compile(r"\[[^\[\]\r\n]{1,200}\]\((?:https?:|mailto:|\.{0,2}/|#)[^\s()]{0,500}\)"),
    re.compile(r"^```[\w-]*[ ]*\r?\n(?:(?!```).*\n){0,500}?```[ ]*\r?$", re.MULTILINE),
    re.compile(r"^[ ]{0,3}\|[ ]?:?-{3,}:?[ ]?\|[-| :]*\r?$", re.MULTILINE),
)
"""Two of these together leave no doubt."""


def looks_like_markdown(text: str) -> bool:
    """Whether a text has a heading, a fence, a link or front matter."""
    return _SIGNS.search(text) is not None


def certainly_markdown(text: str) -> bool:
    """Whether it has two of these four: headings, links, fences, tables."""
    return sum(sign.search(text) is not None for sign in _SURE_SIGNS) > 1
