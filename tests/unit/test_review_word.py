"""A review of any article as a Word document."""

from __future__ import annotations

import re
import zipfile
from datetime import UTC, datetime
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.article.document import Document
from assistant.article.files import read_text
from assistant.article.formats.base import Tracking
from assistant.edits import Edit, EditKind
from assistant.errors import SourceError
from assistant.review import decisions
from assistant.review.model import Decision, Hunk, Review, make, proposal
from assistant.review.word import word

TRACKING = Tracking("assistant", datetime(2026, 1, 2, tzinfo=UTC))
SOURCE = (
    "# Ferry Plan\n\nThe **alien** firm froze off the [plan](http://x.example/) & more.\n\n"
    "- one alien item\n- gone item\n\n## Leave a Reply\n\nYour email.\n\n> Quoted words.\n\n"
    "The end stands.\n"
)


def edit(old: str, new: str, kind: EditKind = EditKind.WORDING) -> Edit:
    """An edit of the first place of some words."""
    at = SOURCE.index(old)
    return Edit(at, at + len(old), old, new, kind)


def review(*edits: Edit) -> Review:
    """A review of the article with some edits."""
    return make(read_text(SOURCE, path="a.md"), edits, "scripted")


def written(found: Review, source: str = SOURCE, path: str = "a.md") -> bytes:
    """The review as a Word document."""
    return word(found, read_text(source, path=path), TRACKING)


def part(data: bytes, name: str) -> str:
    """A part of a document."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.read(f"word/{name}.xml").decode()


def test_it_reads_as_proposed_under_its_headings() -> None:
    """Markup becomes styles; what stands in several paragraphs goes with them."""
    found = review(
        edit("alien", "foreign"), edit("- gone item\n", ""), edit("froze off", "rejected"),
        edit("## Leave a Reply\n\nYour email.\n\n", "", EditKind.BOILERPLATE),
    )  # fmt: skip
    back = Document.of_bytes(written(found), path="a.docx").article
    assert back.source == (
        "Ferry Plan\n\nThe foreign firm rejected the plan & more.\n\n• one alien item\n\n"
        "Quoted words.\n\nThe end stands.\n"
    )
    assert back.title == "Ferry Plan"


def test_what_was_rejected_stands_and_what_was_written_by_hand_is_the_editors() -> None:
    """It comes in the place of the proposal."""
    found = review(edit("alien", "foreign"), edit("froze off", "rejected"))
    first, second = found.hunks
    found = decisions.decide(found, first.id, Decision.REJECTED)
    found = decisions.decide(found, second.id, Decision.CHANGED, "turned down")
    data = written(found)
    assert "The alien firm turned down" in Document.of_bytes(data, path="a.docx").article.source
    assert re.findall(r"w:(ins|del) w:id=\"\d+\" w:author=\"(\w+)\"", part(data, "document")) == [
        ("del", "editor"), ("ins", "editor"),
    ]  # fmt: skip


def test_notes_are_comments_where_nothing_changes_too() -> None:
    """Each at its words, under a number of its own."""
    found = review(edit("alien", "foreign"), edit("stands", "stands", EditKind.MARK))
    for hunk, note in zip(found.hunks, ("ask <Mara>\nor Jon", "dull"), strict=True):
        found = decisions.annotate(found, hunk.id, note)
    data = written(found)
    comments = re.findall(r'<w:comment w:id="(\d+)" w:author="editor"', part(data, "comments"))
    assert "ask &lt;Mara&gt;" in part(data, "comments")
    assert len(comments) == 2
    for number in comments:
        (span,) = re.findall(
            rf'commentRangeStart w:id="{number}"/>(.*?)<w:commentRangeEnd w:id="{number}"',
            part(data, "document"),
        )
        assert "foreign" in span or ">stands<" in span


def test_a_character_that_no_document_can_hold_is_said() -> None:
    """By its number, with a way out."""
    source = "Ferry\n\nThe \x01boats left.\n"
    with pytest.raises(SourceError, match=r"U\+0001"):
        written(make(read_text(source), (), "x"), source, "a.txt")


_WORDS = st.sampled_from(["alien", "firm", "a < b", "a & b", "ünï", "“q”", "tab\there", "one  two"])


@given(st.lists(st.lists(_WORDS, min_size=1, max_size=6), min_size=1, max_size=5), st.randoms())
def test_every_word_of_the_proposal_is_in_it(paragraphs: list[list[str]], random: object) -> None:
    """Whatever the hunks are, deletions and insertions included."""
    source = "\n\n".join(" ".join(words) + "." for words in paragraphs) + "\n"
    article = read_text(source)
    edits = [Edit(m.start(), m.end(), m.group(), random.choice(["", "new", m.group()]))  # type: ignore[attr-defined]
             for m in re.finditer(r"\w+", source)]  # fmt: skip
    found = Review(make(article, (), "x").source, "", "x", make(article, (), "x").sections,
                   tuple(Hunk(0, each) for each in edits))  # fmt: skip
    text = "".join(proposal(found, source).split())
    data = word(found, article, TRACKING)
    shown = re.sub(r"<w:del .*?</w:del>", "", part(data, "document"))
    told = "".join(re.findall(r"<w:t [^>]*>(.*?)</w:t>", shown))
    for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&")):
        told = told.replace(entity, sign)
    assert "".join(told.split()) == text
