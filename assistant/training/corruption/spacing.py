"""Layout that a spinner rebuilt from tokens: "$ 14. 50", "Tuesday ' s", "p. m."."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SPREAD = (
    (re.compile(r"(?<=\w)(['’])(?=(?:s|t|re|ve|ll|d|m)\b)"), r" \1 "),
    (re.compile(r"(?<=\d)\.(?=\d)"), ". "),
    (re.compile(r"[$£€](?=\d)"), r"\g<0> "),
    (re.compile(r"(?<=\d)%"), " %"),
    (re.compile(r"(?<=\b[a-zA-Z]\.)(?=[a-zA-Z]\.)"), " "),
    (re.compile(r"(?<=\w)-(?=\w)"), " - "),
)
_MARKS = (re.compile(r"(?<=\w)(?=[,;:!?])"), " ")


def spread(text: str, *, marks: bool) -> Iterator[tuple[int, int, str]]:
    """Every place that such a spinner spreads, as start, end and what it writes, in order.

    With `marks` there is a space before every mark as well.
    """
    patterns = (*_SPREAD, _MARKS) if marks else _SPREAD
    found = [
        (match.start(), match.end(), match.expand(wide))
        for pattern, wide in patterns
        for match in pattern.finditer(text)
    ]
    last = -1
    for start, end, wide in sorted(found):
        if start >= last and (start, end) != (last, last):
            yield start, end, wide
            last = max(end, start)
