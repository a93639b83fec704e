"""Reading loses nothing: blocks, sections and sentences are offsets into the whole source."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.article.blocks import PROSE
from assistant.article.files import read, read_text
from assistant.article.formats.base import Format
from assistant.article.formats.markdown import MARKDOWN
from assistant.article.formats.plain import TEXT
from assistant.article.formats.registry import known
from assistant.article.model import Article, Block, BlockKind, Section
from assistant.article.structure import structure
from assistant.language.span import Span
from tests.support.timing import best, processor_seconds

SEED = Path("../shared/seeds/land-strikes.txt")
PIECES = st.sampled_from(
    [
        *(
            "# ",
            "## Rain",
            "• one",
            "- two",
            "1. three",
            "> quoted",
            "```",
            "    code",
            "---",
            "===",
        ),
        *("[x]: http://y", "| a | b |", "|--|--|", "<b>", "</div>", "**bold**", "*", "`", "\\"),
        *("Title Case Line", "a line of prose that runs on. And on.", "“We knew,”", "she said.”"),
        *(
            "Leave a Reply",
            "Share this:",
            "'tis",
            "Mr. Orr",
            "é",
            "x",
            "|",
            "[b]",
            "[/]",
            "\x1b[31m",
        ),
        *("\n", "\r\n", "\r", "\n\n", "\n\n\n", "\t", "  ", "\0", "\x0b", "\x0c", "\x85", "\u2028"),
        *("שלום עולם.", "مرحبا", "👩‍🚀 launch", "\u200b", "\ufeff"),
    ]
)
SOURCES = st.lists(PIECES, max_size=30).map("".join) | st.text(max_size=80)
HOSTILE = [
    "",
    "\n",
    "\r\r\n",
    "\0",
    "\ufeff# T",
    "> \n>\n> a\n>\n\nb",
    "- \n- - a\n\n\tb\n",
    "---\na: b\n---",
    "+++\na = 1\n+++\nx",
    "#\n##\n",
    "# # #\n",
    "| a |\n|--|\n| b |\n\x0cpage two",
    "a\n===\nb\n---\n",
    "1. a\n   > b\n   > c\n",
    "\u200b\n\nx\u2028y\n",
]


def _joined(article: Article) -> str:
    return "".join(article.slice(block.span) for block in article.blocks)


def _article_of(source: str, kind: Format) -> Article:
    blocks, sections = structure(source, kind)
    return Article(source, blocks, sections, kind)


def _check(source: str, kind: Format) -> None:
    article = _article_of(source, kind)
    assert _joined(article) == source
    ends = [0] + [block.span.end for block in article.blocks]
    assert [block.span.start for block in article.blocks] == ends[:-1]
    _check_sections(article)
    for block in article.blocks:
        assert block.span.contains(block.text)
        inner = [
            block.text.start,
            *(end for mark in block.locked for end in (mark.start, mark.end)),
        ]
        assert inner == sorted(inner)
        assert all(block.text.contains(mark) for mark in block.locked)
        _check_sentences(article, block)


def _check_sections(article: Article) -> None:
    sections = article.sections
    assert [section.id for section in sections] == list(range(len(sections)))
    assert "".join(article.slice(section.span) for section in sections) == article.source
    assert [n for s in sections for n in range(*s.blocks)] == list(range(len(article.blocks)))
    headings = [n for n, block in enumerate(article.blocks) if block.kind is BlockKind.HEADING]
    assert [s.heading for s in sections if s.heading is not None] == headings
    for section in sections:
        spans = [block.span for block in article.blocks[slice(*section.blocks)]]
        assert not spans or Span(spans[0].start, spans[-1].end) == section.span


def _check_sentences(article: Article, block: Block) -> None:
    if block.is_foreign or block.kind not in PROSE:
        assert block.sentences == ()
        return
    text = block.text
    at = text.start
    for sentence in block.sentences:
        assert text.contains(sentence)
        assert not article.source[at : sentence.start].strip()
        found = article.slice(sentence)
        assert found
        assert found == found.strip()
        at = sentence.end
    assert not article.source[at : text.end].strip()


@settings(max_examples=150, deadline=None)
@given(SOURCES, st.sampled_from(known()))
def test_blocks_sections_and_sentences_hold_the_whole_source(source: str, kind: Format) -> None:
    """Any text at all is parted into blocks and sections that, joined, are the text."""
    _check(source, kind)


@pytest.mark.parametrize("kind", known(), ids=str)
@pytest.mark.parametrize("source", HOSTILE)
def test_odd_texts_are_held_whole(source: str, kind: Format) -> None:
    """Markers without text, odd line ends and blank starts lose nothing either."""
    _check(source, kind)


def test_an_empty_source_has_one_section() -> None:
    """There is always a section to stand in."""
    assert structure("", TEXT) == ((), (Section(0, Span(0, 0), (0, 0)),))


def test_sections_start_at_headings() -> None:
    """The text before the first heading is a section, and each heading opens one."""
    article = read_text("Rain in Ostby\n\nIt rained.\n\nWhat Comes Next\n\nMore of it is due.\n")
    assert [article.heading(section) for section in article.sections] == ["", "What Comes Next"]
    assert article.slice(article.sections[1].span) == "What Comes Next\n\nMore of it is due.\n"


def test_a_text_that_begins_with_a_heading_has_no_empty_section() -> None:
    """Blank lines before the first heading belong to its section."""
    article = read_text("\n\n## Rain\n\nIt rained.\n", format=MARKDOWN)
    assert [article.heading(section) for section in article.sections] == ["Rain"]


@pytest.mark.parametrize(
    ("second", "kinds"),
    [
        ("Rain Ends the Long Drought", ["title", "title", "paragraph"]),
        ("RAIN ENDS, the long drought!", ["title", "title", "paragraph"]),
        ("Rain Ended the Long Drought", ["title", "title", "paragraph"]),
        ("Rain in the Long Valley Grass", ["title", "heading", "paragraph"]),
    ],
)
def test_a_title_told_twice_is_a_title_twice(second: str, kinds: list[str]) -> None:
    """The second is recognised whatever its case and punctuation, and when a word differs."""
    article = read_text(
        f"Rain Ends the Long Drought\n\n{second}\n\nThe clouds came at last, from the sea.\n"
    )
    assert [block.kind for block in article.blocks] == kinds


def test_leftovers_are_boilerplate_without_sentences() -> None:
    """No engine is ever shown what a comment form left behind."""
    article = read_text(
        "Rain in Ostby\n\nIt rained.\n\nLeave a Reply\n\n"
        "Your email address will not be published.\n"
    )
    tail = article.blocks[-2:]
    assert [block.kind for block in tail] == [BlockKind.BOILERPLATE] * 2
    assert [block.sentences for block in tail] == [(), ()]


@pytest.mark.parametrize("kind", known(), ids=str)
@pytest.mark.parametrize(
    "source",
    [
        "\n\n".join(["The mayor of Pell said that the harbor would open soon. " * 40] * 50),
        "The mayor of Pell said that the harbor would open soon. " * 2000,
        "the harbor and the pier and the boats and " * 2000 + "end.",
        "\n".join(["The mayor of Pell said that the harbor would open soon."] * 2000),
    ],
    ids=["paragraphs", "one paragraph", "one sentence", "lines"],
)
def test_twenty_thousand_words_take_no_time(source: str, kind: Format) -> None:
    """An article of 20,000 words, however it is laid out, is read in well under a second."""
    assert best(lambda: processor_seconds(lambda: _article_of(source, kind)), bound=2) < 2
    assert _joined(_article_of(source, kind)) == source


@pytest.mark.skipif(not SEED.exists(), reason="the shared article is not there")
def test_the_article_that_the_product_is_for() -> None:
    """Its title stands twice, its takeaways are a list, and the form at its end is boilerplate."""
    article = read(SEED)
    assert _joined(article) == SEED.read_bytes().decode()
    kinds = [block.kind for block in article.blocks]
    assert kinds[:2] == [BlockKind.TITLE] * 2
    assert kinds.count(BlockKind.LIST_ITEM) == 3
    assert kinds.count(BlockKind.HEADING) == 5
    assert kinds[-2:] == [BlockKind.BOILERPLATE] * 2
    assert kinds.count(BlockKind.PARAGRAPH) == len(kinds) - 12
