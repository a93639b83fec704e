"""AsciiDoc: what is read of it, and that nothing of it is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.article.document import Document
from assistant.article.formats.asciidoc import ASCIIDOC
from assistant.article.formats.registry import format_of_content, format_of_path
from assistant.article.model import BlockKind

PAGE = """\
= The quay of Orrin

:author: Lena Hart
// nobody reads this

== Fees

Boats pay *$9* a week, as xref:fees.adoc[the list of fees] says since 2021.footnote:[Or 2020.]

NOTE: Only three of the five cranes lift in spring.

.A listing
[source,python]
----
fee = "9"

= No heading
----

* The first quay
. The second quay
Crane:: A machine that lifts.

|===
| Boat | Fee
|===

The link:https://quay.example.org/[guild] and https://quay.example.org[its page] of {town} closed.
"""


def _shown(text: str) -> str:
    return Document.of_bytes(text.encode(), path="quay.adoc").article.visible().text


def test_its_reader_sees_words_and_no_markup() -> None:
    """Titles, headings, items and the words of links are seen; attributes and blocks are not."""
    lines = [line for line in _shown(PAGE).splitlines() if line.strip()]
    assert lines == [
        "The quay of Orrin",
        "Fees",
        "Boats pay $9 a week, as the list of fees says since 2021.",
        "Only three of the five cranes lift in spring.",
        "The first quay",
        "The second quay",
        "A machine that lifts.",
        "The guild and its page of {town} closed.",
    ]


def test_blocks_are_what_the_signs_say() -> None:
    """The first heading of level one is the title."""
    article = Document.of_bytes(PAGE.encode(), path="quay.adoc").article
    assert article.title == "The quay of Orrin"
    kinds = [b.kind for b in article.blocks if b.kind is not BlockKind.OPAQUE]
    assert kinds[:4] == [
        BlockKind.TITLE, BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.PARAGRAPH,
    ]  # fmt: skip
    assert kinds.count(BlockKind.LIST_ITEM) == 3


@pytest.mark.parametrize("path", ["quay.adoc", "quay.asciidoc", "quay.txt"])
def test_it_is_known_by_suffix_and_by_content(path: str) -> None:
    """A text that calls itself plain is AsciiDoc where a title and more signs say so."""
    assert format_of_path(path, PAGE) is ASCIIDOC
    assert format_of_content(PAGE.encode(), PAGE) is ASCIIDOC


@pytest.mark.parametrize(
    "text",
    ["= 4 boats\n\nThey left.\n", "The fee is 4\n\n== \n", "# Fees\n\n----\n\n----\n", ""],
)
def test_what_only_looks_like_it_is_plain(text: str) -> None:
    """One sign alone is none."""
    assert format_of_path("quay.txt", text) is not ASCIIDOC


_SIGNS = st.sampled_from(
    ["= ", "== ", "----", "|===", "\n", "\r\n", "*", "_", "`", "[", "]", "link:a[", "<<a,", ">>",
     "footnote:[", "{a}", ":a: b", "[source]", "NOTE: ", "* ", ". ", "a:: ", " ", "word", "“", "\0"]
)  # fmt: skip


@given(st.lists(_SIGNS, max_size=40).map("".join))
def test_nothing_is_lost_and_nothing_overlaps(text: str) -> None:
    """The blocks, joined, are the source; marks are in order, apart and within their block."""
    blocks = ASCIIDOC.parse(text)
    assert "".join(text[b.span.start : b.span.end] for b in blocks) == text
    for block in blocks:
        at = block.span.start
        for mark in block.marks:
            assert at <= mark.span.start <= mark.span.end <= block.span.end
            at = mark.span.end
