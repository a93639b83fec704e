"""A line as long as a file costs a check and a summary no more than its share."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assistant.article.files import read_text
from assistant.article.model import Article
from assistant.summary.extractive import summarise
from assistant.workspace import linting
from tests.support.timing import best, processor_seconds

_RULES = linting.rules("neutrality,structure", "")
_UNITS = (
    '<a href="/plan" class="wide">The plan</a> is of the "dry" basin of Lund. ',
    "3.412,-0.127,9.806;",
    "It is “old” or 'new', said no one. ",
)


def _checked(article: Article) -> object:
    return linting.findings(article, _RULES, None)


@pytest.mark.parametrize("unit", _UNITS)
@pytest.mark.parametrize("work", [_checked, summarise], ids=["check", "summary"])
def test_twice_as_much_takes_twice_as_long(unit: str, work: Callable[[Article], object]) -> None:
    """Markup, quotations and figures on one line; the square took four times as long."""
    half, whole = (read_text(unit * (size // len(unit))) for size in (60_000, 120_000))

    def seconds(article: Article) -> float:
        return processor_seconds(lambda: work(article))

    work(half)
    assert best(lambda: seconds(whole) / max(seconds(half), 0.02), bound=3.2) < 3.2
