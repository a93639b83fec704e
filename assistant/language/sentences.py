"""Where the sentences of a text end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from assistant.language import sentence_ends
from assistant.language.span import Span

_WINDOW = 20_000
_LINE_ENDING = str.maketrans("\r\n", "  ")
_WIDE_BEFORE_STOP = re.compile(r"[^\S\x00-\x7f](?=\.)")
"""What sentencex 1.0 does not go on after, with an error that is no Exception."""
_IN_A_FIGURE = re.compile(
    r"[$£€¥][ \t]\d[\d,]{0,12}\.[ \t]+(?=\d\d(?!\d))"
    r"|(?<![\w.,])(?:[$£€¥][ \t]?)?\d{1,3}\.[ \t]+"
    r"(?=\d{1,2}[ \t]?(?:%|per[ \t]?cent|million|billion|trillion|points?)(?!\w))"
)
"""The point of a figure that software parted, where no sentence ends: `$ 14. 50`."""


def split(text: str) -> list[Span]:
    """A text cut at the ends of its sentences; the pieces, joined, are the text."""
    cuts = [0]
    for end in (*ends(text), len(text)):
        if cuts[-1] < end <= len(text):
            cuts.append(end)
    return [Span(*pair) for pair in pairwise(cuts)]


def ends(text: str) -> Iterator[int]:
    """Where the sentences of a text end, a window at a time; a line ending counts as a space.

    Marks that never close cost the square of what is judged at once; a sentence longer than
    a window is cut at a space.
    """
    from sentencex import get_sentence_boundaries

    text = _WIDE_BEFORE_STOP.sub(" ", text.translate(_LINE_ENDING))
    inner = {match.end() for match in _IN_A_FIGURE.finditer(text)}
    unseen = tuple(sentence_ends.unseen(text))
    at = 0
    while at < len(text):
        window = text[at : at + _WINDOW]
        found = [boundary["end_index"] for boundary in get_sentence_boundaries("en", window)]
        if at + len(window) < len(text):
            found = found[:-1] or [window.rfind(" ") + 1 or len(window)]
        last = at + (found[-1] if found else len(window))
        kept = (at + end for end in found if at + end not in inner)
        more = (end for end in unseen if at < end < last)
        yield from sorted({*(end for end in kept if not sentence_ends.is_false(text, end)), *more})
        at = last
