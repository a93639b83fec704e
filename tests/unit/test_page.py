"""A summary as a page: links that lead somewhere, and text that is never markup."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from assistant.article.files import read_text
from assistant.summary.extractive import summarise
from assistant.summary.page import html

SEED = Path(__file__).parents[2] / "seeds" / "clean" / "castellan-grid-batteries.md"
_OURS = frozenset("html head meta title style body h1 h2 ul li sup a p small hr span".split())


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.found.add(tag)


def test_each_link_leads_to_its_sentence() -> None:
    """Every number is an anchor of the page, without marks of formatting."""
    article = read_text(SEED.read_text("utf-8"), path=SEED.name)
    page = html(summarise(article), article)
    links = set(re.findall(r'href="#(s\d+)"', page))
    assert links
    assert links <= set(re.findall(r'id="(s\d+)"', page))
    assert "**" not in page


@given(st.text(st.sampled_from("<script>&\"'= a.\n{}\x1b\x00é")), st.text())
def test_no_text_is_markup(one: str, other: str) -> None:
    """Whatever stands in an article, the tags are ours."""
    article = read_text(f"{one or 'x'}\n\nThe council of Ellery said {one} and {other}.\n")
    tags = _Tags()
    tags.feed(html(summarise(article), article))
    assert tags.found <= _OURS
