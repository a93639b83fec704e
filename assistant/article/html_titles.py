"""The title of a page of HTML, as its reader sees it."""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape

_REACH = 200_000
"""Code points within which a page says what it is called."""

_HIDDEN = r"<!--.*?-->|<(?P<name>script|style|svg|template)\b.*?</(?P=name)\s*>"
_PAGE = re.compile(
    r"\s*(?:(?:<\?[^>]{0,200}\?>|<!--.{0,2000}?-->)\s*){0,5}<(?:!doctype\s+html|html|head)\b",
    re.IGNORECASE | re.DOTALL,
)
_TITLE = re.compile(
    _HIDDEN + r"|<title\b[^>]{0,300}>(?P<text>.{0,1000}?)</title\s*>", re.IGNORECASE | re.DOTALL
)
_HEADING = re.compile(
    _HIDDEN + r"|<h1\b[^>]{0,1000}>(?P<text>.{0,2000}?)</h1\s*>", re.IGNORECASE | re.DOTALL
)
_TAG = re.compile(r"<!--.*?-->|</?[A-Za-z][^<>]{0,1000}>", re.DOTALL)


def is_page(source: str) -> bool:
    """Whether a text is a whole page of HTML, by what it begins with."""
    return _PAGE.match(source) is not None


@lru_cache(maxsize=2)
def page_title(source: str) -> str:
    """The title of a whole page, or the empty string where a text is none.

    It is the first heading of level one where the page's `<title>` repeats it, such as before
    the name of the site, else the `<title>`.
    """
    if not is_page(source):
        return ""
    title, heading = _first(_TITLE, source), heading_title(source)
    return heading if not title or (heading and heading.casefold() in title.casefold()) else title


def heading_title(source: str) -> str:
    """The text of the first heading of level one that shows some, or the empty string."""
    return _first(_HEADING, source)


def _first(pattern: re.Pattern[str], source: str) -> str:
    found = (match["text"] for match in pattern.finditer(source[:_REACH]) if match["text"])
    shown = (" ".join(unescape(_TAG.sub("", text)).split()) for text in found)
    return next((text for text in shown if text), "")
