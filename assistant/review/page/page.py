"""The page itself: article, script and style in one file, held together by their digests."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib import resources
from string import Template

from assistant.article.model import Article
from assistant.language.counting import counted
from assistant.review.model import Review
from assistant.review.page.marked import marked, text
from assistant.review.page.told import proposed, told


def page(review: Review, article: Article) -> str:
    """The page of a review of an article.

    Nothing in it is fetched, and no script or style runs in it but its own: its policy names
    their digests (Content Security Policy Level 3). All text from outside is escaped.
    """
    script, style = _asset("page.js"), _asset("page.css")
    return Template(_asset("page.html")).substitute(
        title=text(" ".join(article.title.split()) or "Article"),
        count=counted(len(review.hunks), "change"),
        article=marked(article, review.hunks, [proposed(article, h) for h in review.hunks]),
        told=told(article, review),
        script=script,
        script_hash=_digest(script),
        style=style,
        style_hash=_digest(style),
    )


@cache
def _asset(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text("utf-8")


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
