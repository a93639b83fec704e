"""A review in the page of HTML that it is of, as `<del>` and `<ins>` of a class of their own."""

from __future__ import annotations

import re

from assistant.article.html.changes import shown
from assistant.article.model import Article
from assistant.language.tokens import PIECE
from assistant.review.model import Decision, Review
from assistant.review.regions import Piece
from assistant.review.settled import Settled

_MARK = re.compile(
    r"""<(?P<name>del|ins)\b[^<>]*\bclass=(?P<q>["']?)proposed(?P=q)[^<>]*>(?P<text>.*?)</(?P=name)\s*>""",
    re.DOTALL | re.IGNORECASE,
)

PIECES = re.compile(rf"{_MARK.pattern}|{PIECE.pattern}", _MARK.flags)
"""A mark, or a word, or what is between words."""


def pieces(review: Review, article: Article) -> list[Piece]:
    """The page in pieces, each hunk that was not rejected apart, with what goes and what comes."""
    found: list[Piece] = []
    at, source = 0, article.source
    for hunk in review.hunks:
        if hunk.decision is Decision.REJECTED:
            continue
        edit = hunk.edit
        new = hunk.text if hunk.decision is Decision.CHANGED else edit.replacement
        found += [(source[at : edit.start], None), (shown(edit.original, new), hunk)]
        at = edit.end
    return [*found, (source[at:], None)]


def settled(text: str) -> Settled:
    """What a part of such a page comes to when all is accepted, and when all is rejected."""
    return Settled(_without("del", text), _without("ins", text))


def _without(name: str, text: str) -> str:
    return _MARK.sub(lambda mark: "" if mark["name"].lower() == name else mark["text"], text)


def has_marks(text: str) -> bool:
    """Whether anything is marked so in a text."""
    return _MARK.search(text) is not None
