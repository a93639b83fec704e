"""A page on the desk is its words: no tag is seen, and each word knows its place in the source."""

from __future__ import annotations

from assistant.article.document import Document
from assistant.edits import Edit
from assistant.review.model import Review, make
from assistant.review.search import matches
from assistant.review.shown import AsWritten, as_shown, walked
from assistant.review.stops import words
from assistant.tui.flow import View, lines, units

PAGE = """<!DOCTYPE html>
<html><head><title>The plan</title><style>p { alien: 1 }</style></head><body><nav>Home</nav>
<article><h1>The plan</h1>
<p class="alien">The <b>loss</b>  leaders &amp;
      the alien firm left.</p><ul><li>One &nbsp;thing</li></ul>
<p>Leave a Reply</p><p>It rained.</p></article></body></html>
"""


def reviewed(*changes: tuple[str, str]) -> tuple[Document, Review]:
    """A review of the page with some changes open."""
    document = Document.of_bytes(PAGE.encode(), path="a.html")
    found = [Edit(PAGE.rindex(old), PAGE.rindex(old) + len(old), old, new) for old, new in changes]
    return document, make(document.article, found, "test")


def laid(*changes: tuple[str, str], view: View = View.IN_PLACE, width: int = 60) -> list[str]:
    """The page as it is seen, in lines."""
    document, review = reviewed(*changes)
    text = as_shown(document.article)
    return [
        "".join(piece.text for piece in line)
        for unit in units(text, review.hunks)
        for line in lines(text, review.hunks, unit, view, width)
    ]


def test_a_page_reads_as_its_readers_see_it() -> None:
    """Each block a paragraph, white space one space, references what they show."""
    expected = ["Home", "", "The plan", "", "The loss leaders & the alien firm left.", "",
                "• One thing", "", "Leave a Reply", "", "It rained.", ""]  # fmt: skip
    assert laid() == expected


def test_what_is_proposed_reads_so_too() -> None:
    """Within words, and of whole elements that go."""
    change = ("leaders &amp;\n      the alien", "heads &amp; the foreign")
    gone = ("<p>Leave a Reply</p>", "")
    found = laid(change, gone)
    assert "The loss leaders & the alien→heads & the foreign firm left." in found
    assert "Leave a Reply→∅" in found
    assert "<" not in "".join(found)
    beside = laid(change, gone, view=View.SIDE_BY_SIDE, width=123)
    assert any(line.startswith("Leave a Reply") for line in beside)
    assert "It rained." in laid(change, gone, view=View.RESULT)


def test_each_word_knows_its_place() -> None:
    """Code point by code point, but for white space and references."""
    text = as_shown(reviewed()[0].article)
    for run, at in text.runs(0, len(PAGE), 0):
        if at >= 0 and run.strip() and run not in "&\u00a0":
            assert PAGE[at : at + len(run)].split() == run.split()


def test_a_cursor_goes_through_words_alone() -> None:
    """And what is looked for is not found in tags."""
    document, review = reviewed(("leaders", "heads"))
    text = walked(document.article)
    assert len(text) == len(PAGE)
    assert [PAGE[word.start : word.end] for word in words(text)] == (
        "Home The plan The loss leaders & the alien firm left . "
        "One thing Leave a Reply It rained .").split()  # fmt: skip
    assert [match.span.start for match in matches(review, text, "alien")] == [PAGE.rindex("alien")]
    assert len(matches(review, text, "loss leaders")) == 1


def test_other_texts_are_shown_as_they_are_written() -> None:
    """Signs of Markdown are what its editors write."""
    article = Document.of_bytes(b"# The *plan*\n\nIt rained.\n", path="a.md").article
    assert as_shown(article) == AsWritten(article.source)
