"""Whether a block is prose: told from code, tables, formulas and verse by its look."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.article.prose.lines import prose_lines

_SIGN = re.compile(
    r"[{}<>=|\\^~_]"  # of programs, markup and formulas
    r"|;[ \t]*$|^[ \t]*(?:[$#>%]|//)[ \t]"  # an end of a statement, a prompt or comment
    r"|\w\(\)|\w\(\w+(?:,\w+)+\)|\$[A-Za-z]"  # a call, a variable
    r"|```|^[ \t]*(?:from|import)[ \t]+[.\w]+(?:[ \t]+import\b|[ \t]*$)"  # a fence, an import
    r"|[\w\"']:[ \t]*[\"\[]",  # a key and its value
    re.MULTILINE,
)
_MODULE = re.compile(
    r"""import\s[^\n]*\bfrom\s*['"] | import\s*['"]
      | export\s+(?:const|let|var|function|default|async|class|\{)""",
    re.VERBOSE,
)
_FORMULA = re.compile(r"\$\$.*\$\$\Z|\\\[.*\\\]\Z", re.DOTALL)
_IMPORT = re.compile(r"from[ \t]+\.+[ \t]*\w*[ \t]*import\b")
_COLUMNS = re.compile(r"\S(?:\t|[ ]{3,})\S")
_SHORT_LINE = 50
_CODE = 2
"""Signs of code from which a text is none of prose."""


def has_prose(lines: Sequence[str], *, is_heading: bool = False) -> bool:
    """Whether the lines of a block of Markdown hold prose: no module's, no formula, no rows."""
    text = "\n".join(lines)
    if _MODULE.match(text) or _FORMULA.match(text):
        return False
    return is_heading or any(prose_lines(lines))


def is_prose(text: str) -> bool:
    """Whether a block of text reads as prose rather than as code, a table, a formula or verse."""
    return not (looks_like_code(text) or _COLUMNS.search(text) or _is_verse(text))


def looks_like_code(text: str) -> bool:
    """Whether a text has the signs of code, data or formulas."""
    return len(_SIGN.findall(text)) >= _CODE or _IMPORT.match(text) is not None


def _is_verse(text: str) -> bool:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) < 3:
        return False
    short = sum(len(line) < _SHORT_LINE and line[0].isupper() for line in lines)
    return 4 * short >= 3 * len(lines)
