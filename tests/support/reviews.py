"""Strategies for articles, their edits and reviews."""

from __future__ import annotations

from hypothesis import strategies as st

from assistant.article.files import read_text
from assistant.article.model import Article
from assistant.edits import Alternative, Edit, EditKind
from assistant.review.model import Review, make

_PIECES = st.sampled_from(
    [
        "a",
        "word ",
        "loss leader",
        "\n",
        "\n\n",
        "\r\n",
        "line\n",
        "é",
        "👩‍👧",
        "\x00",
        "{++",
        "נמל ",
    ]
)
_WRITTEN = st.sampled_from(["", "x", "new\n", "two words", "\n", "~~}", "é"])


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """Any article, however odd."""
    return read_text("t" + "".join(draw(st.lists(_PIECES, max_size=40))))


@st.composite
def edits(draw: st.DrawFn, article: Article) -> tuple[Edit, ...]:
    """Edits of an article in order of place, none overlapping another."""
    found, at = [], 0
    for gap, size in draw(st.lists(st.tuples(st.integers(1, 9), st.integers(0, 7)), max_size=8)):
        start, end = at + gap, min(at + gap + size, len(article.source))
        if start >= len(article.source):
            break
        found.append(
            Edit(
                start,
                end,
                article.source[start:end],
                draw(_WRITTEN),
                draw(st.sampled_from(EditKind)),
                draw(st.floats(0, 1)),
                "a reason",
                draw(st.sampled_from([(), ("uncertain",), ("fact",), ("quotation",)])),
                draw(st.just(()) | st.just((Alternative("other", 0.25),))),
            )
        )
        at = end
    return tuple(found)


@st.composite
def reviews(draw: st.DrawFn) -> tuple[Review, Article]:
    """A review with its article."""
    article = draw(articles())
    return make(article, draw(edits(article)), "test"), article
