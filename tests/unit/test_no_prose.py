"""Code, rows, logs, keys and settings are no prose; prose of odd kinds is."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from assistant.article.files import read_text
from assistant.article.model import Article, BlockKind
from assistant.article.prose.lines import prose_lines
from tests.support.timing import best, processor_seconds

SUPPORT = Path(__file__).parents[1] / "support"
NO_PROSE = tomllib.loads((SUPPORT / "no_prose.toml").read_text("utf-8"))["texts"]
ODD_PROSE = tomllib.loads((SUPPORT / "odd_prose.toml").read_text("utf-8"))["texts"]
FIRST = "The council of Marsh Hill voted on Tuesday to mend the mill, which costs $4."
LAST = "Nobody spoke against it, and the clerk (Ann Bell) took the minutes."


def _opaque(article: Article) -> str:
    found = (block for block in article.blocks if block.kind is BlockKind.OPAQUE)
    return "".join(article.slice(block.span) for block in found)


@pytest.mark.parametrize("kind", NO_PROSE)
def test_what_is_no_prose_is_opaque(kind: str) -> None:
    """A text of nothing else has none; between paragraphs they alone are read."""
    text = NO_PROSE[kind].strip("\n") + "\n"
    assert not read_text(text).has_prose
    article = read_text(f"{FIRST}\n\n{text}\n{LAST}\n")
    assert _opaque(article) == f"{text}\n"
    assert [article.slice(span) for _, _, span in article.sentences()] == [FIRST, LAST]


@pytest.mark.parametrize("kind", ODD_PROSE)
def test_prose_of_odd_kinds_is_prose(kind: str) -> None:
    """Poems, recipes, lists, scores, agendas, transcripts, letters, chats."""
    assert _opaque(read_text(ODD_PROSE[kind].lstrip("\n"))) == ""


def test_rows_of_all_kinds_in_one_run_are_left_out() -> None:
    """Rows, a line of JSON and tags under a line of prose, without a blank line."""
    rows = (
        NO_PROSE["csv"].strip() + '\n{"place": "quay", "dry": true}\n<p class="lead">It is.</p>\n'
    )
    article = read_text(f"{FIRST}\n{rows}")
    assert _opaque(article) == rows


@pytest.mark.parametrize("kind", ["csv", "csv_bare", "json_line", "log", "key"])
def test_they_are_none_in_markdown_without_a_fence_either(kind: str) -> None:
    """A paragraph of rows or code."""
    text = NO_PROSE[kind].strip("\n")
    article = read_text(f"{FIRST}\n\n{text}\n\n{LAST}\n", path="a.md")
    assert text in _opaque(article)


def test_a_line_alone_that_looks_like_code_is_prose_among_prose() -> None:
    """A wrapped paragraph is not cut in two."""
    lines = ["The clerk wrote in the book of the mill,", "total = 12;", "and went home at five."]
    assert prose_lines(lines) == [True, True, True]


def test_comments_go_with_the_code_they_are_in() -> None:
    """And what is set in; a paragraph at the margin does not."""
    code = NO_PROSE["c"] + "// The rents are paid in May by every house of the hill.\n"
    assert not read_text(code).has_prose
    article = read_text(f"{FIRST}\n\n{code}\n")
    assert [article.slice(span) for _, _, span in article.sentences()] == [FIRST]


@pytest.mark.timeout(60)
def test_a_long_text_takes_linear_time() -> None:
    """A megabyte of rows, of one line and of openings that nothing closes, in a second or two."""
    texts = ["/* x\n" * 200_000, "a,b,c\n" * 170_000, "x(= " * 250_000, "f(f(" * 250_000]
    lines = [text.splitlines() for text in texts]
    took = best(lambda: processor_seconds(lambda: [prose_lines(each) for each in lines]), bound=12)
    assert took < 12
