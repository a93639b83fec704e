"""An OpenDocument text reads as it is read in an office program, and is changed in its place."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from assistant.article.document import Document
from assistant.article.formats.base import Tracking
from assistant.article.model import Article, BlockKind
from assistant.edits import Edit, splice
from assistant.errors import SourceError
from tests.support.office import odt, parts

SIGNED = Tracking("assistant", datetime(2024, 5, 2, 8, 0, tzinfo=UTC))
CONTENT = "content.xml"


def article(*body: str) -> Article:
    """The article of an OpenDocument text."""
    return Document.of_bytes(odt(*body), path="a.odt").article


def locked(read: Article) -> list[str]:
    """What no edit may touch."""
    return [read.slice(span) for block in read.blocks for span in block.locked]


def edit(source: str, old: str, new: str, reason: str = "") -> Edit:
    """The edit of the first place of some words."""
    start = source.index(old)
    return Edit(start, start + len(old), old, new, reason=reason)


def changed_region(number: str, author: str, content: str) -> str:
    """A tracked change of somebody's."""
    info = f"<office:change-info><dc:creator>{author}</dc:creator></office:change-info>"
    return f'<text:changed-region text:id="{number}">{content.format(info)}</text:changed-region>'


def test_paragraphs_are_what_their_styles_say() -> None:
    """Also by a style that is made on the way and based on another."""
    read = article(
        '<text:p text:style-name="Title">Rain stops play</text:p>',
        '<text:h text:outline-level="2">Scores</text:h>',
        '<text:p text:style-name="P1">We waited all day.</text:p>',
        "<text:list><text:list-item><text:p>Fairlow 12</text:p></text:list-item></text:list>",
        "<text:p>It rained.</text:p>",
    )
    assert [(b.kind, b.level) for b in read.blocks] == [
        (BlockKind.TITLE, 1), (BlockKind.HEADING, 2), (BlockKind.QUOTATION, 0),
        (BlockKind.LIST_ITEM, 1), (BlockKind.PARAGRAPH, 0),
    ]  # fmt: skip


def test_white_space_is_what_is_shown() -> None:
    """Runs are one space but for those that are spelled out."""
    read = article('<text:p>\n  It <text:span> rained</text:span>  <text:s text:c="2"/>on'
                   "<text:tab/>and<text:line-break/> off.</text:p>")  # fmt: skip
    assert read.source == "It rained   on\tand\noff.\n"


def test_deletions_are_not_read_and_insertions_are_locked() -> None:
    """What is deleted stands apart, as paragraphs of its own."""
    regions = changed_region("d1", "Ed", "<text:deletion>{}<text:p>slow</text:p></text:deletion>")
    regions += changed_region("i1", "Ed", "<text:insertion>{}</text:insertion>")
    read = article(
        f"<text:tracked-changes>{regions}</text:tracked-changes>",
        '<text:p>The <text:change text:change-id="d1"/><text:change-start text:change-id="i1"/>'
        'quick<text:change-end text:change-id="i1"/> fox.</text:p>',
    )
    assert read.source == "The quick fox.\n"
    assert locked(read) == ["quick"]


def test_fields_are_text_and_locked_and_comments_are_neither() -> None:
    """Also elements that nobody knows; notes come behind their paragraph."""
    read = article(
        "<text:p>On <text:date>Monday</text:date>, <text:text-input>it</text:text-input> rained"
        "<office:annotation><text:p>Why?</text:p></office:annotation><text:note><text:note-citation>"
        "1</text:note-citation><text:note-body><text:p>A note.</text:p></text:note-body>"
        '</text:note>.</text:p><text:p><text:span text:style-name="T1">secret</text:span>Last.'
        "</text:p>"
    )
    assert read.visible().text == "On Monday, it rained.\n\nA note.\n\nLast.\n"
    assert locked(read) == ["Monday", "it", "\ufffc"]


PLAIN = odt(
    '<text:p text:style-name="Title">Rain stops play</text:p>',
    '<text:p>The <text:span text:style-name="T2">council</text:span> purchased the mill.</text:p>',
    '<text:h text:outline-level="1">Scores</text:h>',
    "<text:p>Nobody stated a reason.</text:p>",
)


def test_only_the_place_of_a_change_differs() -> None:
    """Nothing to change gives the same bytes; the type of the document stays the first part."""
    document = Document.of_bytes(PLAIN)
    assert document.written(()) == PLAIN
    out = document.written([edit(document.article.source, "stated", "gave")])
    before, after = parts(PLAIN), parts(out)
    assert list(before) == list(after)
    assert after.pop(CONTENT) == before.pop(CONTENT).replace(b"stated", b"gave")
    assert before == after


def test_a_tracked_change_keeps_the_formatting_of_both_sides() -> None:
    """Old words stand apart with their spans, new ones between marks in the first of them."""
    document = Document.of_bytes(PLAIN)
    change = edit(document.article.source, "council purchased", "board bought", "plainer")
    body = parts(document.written([change], SIGNED))[CONTENT].decode()
    assert ('<text:p><text:span text:style-name="T2">council</text:span> purchased</text:p>'
            "</text:deletion>") in body  # fmt: skip
    assert re.search(r'<text:span text:style-name="T2"><text:change [^>]*/><text:change-start '
                     r"[^>]*/>board bought<text:change-end [^>]*/>", body)  # fmt: skip
    assert 'text:track-changes="false"' in body
    assert body.count("<dc:creator") == 3
    assert "<text:p>plainer</text:p></office:annotation>" in body


def test_a_paragraph_goes_as_a_whole_and_the_next_one_keeps_its_style() -> None:
    """Tracked, it is kept as it was."""
    document = Document.of_bytes(PLAIN)
    change = edit(document.article.source, "Scores\n\n", "")
    body = parts(document.written([change]))[CONTENT].decode()
    assert "text:h" not in body
    body = parts(document.written([change], SIGNED))[CONTENT].decode()
    assert '<text:h text:outline-level="1">Scores</text:h><text:p></text:p></text:deletion>' in body
    assert re.search(r'<text:p><text:change text:change-id="\w+"/>Nobody', body)


def test_open_changes_are_told_by_who_made_them() -> None:
    """With their places in the text."""
    document = Document.of_bytes(PLAIN)
    change = edit(document.article.source, "stated", "gave")
    out = document.written([change], SIGNED)
    again = Document.of_bytes(out).article
    first, second = again.format.open_changes(out, "assistant")
    assert first.start == first.end == second.start
    assert again.slice(second) == "gave"
    assert not again.format.open_changes(out, "Ed")


def test_what_is_locked_is_not_changed() -> None:
    """One line says what stands in the way."""
    document = Document.of_bytes(
        odt("<text:p>On <text:date>Monday</text:date> it rained.</text:p>")
    )
    with pytest.raises(SourceError, match="a field, a picture"):
        document.written([edit(document.article.source, "n Monday i", "x")])


_RUNS = st.lists(st.sampled_from(["rain", "fell", "&amp;", "&lt;b>", "on", "é", "  Monday", ","]),
                 min_size=1, max_size=9)  # fmt: skip


@settings(max_examples=50, deadline=None, phases=[Phase.generate])
@given(st.lists(st.lists(_RUNS, min_size=1, max_size=4), min_size=1, max_size=4), st.data())
def test_any_edits_give_the_text_that_they_say(
    texts: list[list[list[str]]], data: st.DataObject
) -> None:
    """Tracked or not."""
    spans = ("{} ", '<text:span text:style-name="T2">{} </text:span>', "<text:a>{}</text:a>")
    body = [
        "<text:p>{}</text:p>".format(
            "".join(spans[n % 3].format(" ".join(words)) for n, words in enumerate(runs))
        )
        for runs in texts
    ]
    document = Document.of_bytes(odt(*body), path="a.odt")
    source = document.article.source
    ends = sorted(data.draw(st.sets(st.integers(0, len(source.rstrip())), max_size=6)))
    edits = [
        Edit(start, end, source[start:end], data.draw(st.sampled_from(["", "new", " new  words "])))
        for start, end in zip(ends[::2], ends[1::2], strict=False)
        if "\n" not in source[start:end]
    ]
    wanted = _paragraphs(splice(source, edits))
    for tracking in (None, SIGNED) if wanted else ():
        out = Document.of_bytes(document.written(edits, tracking), path="a.odt")
        assert _paragraphs(out.article.source) == wanted


def _paragraphs(text: str) -> list[str]:
    """Those that are not blank, without the space at their edges."""
    return [part.strip() for part in text.split("\n\n") if part.strip()]
