"""What is written into a Word document changes nothing but its own place."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.article.document import Document
from assistant.article.formats.base import Tracking
from assistant.edits import Edit, splice
from assistant.errors import SourceError
from tests.support.office import docx, package, paragraph, parts, run

SIGNED = Tracking("assistant", datetime(2024, 5, 2, 8, 0, tzinfo=UTC))
BODY = "word/document.xml"


def edit(source: str, old: str, new: str, reason: str = "") -> Edit:
    """The edit of the first place of some words."""
    start = source.index(old)
    return Edit(start, start + len(old), old, new, reason=reason)


def written(data: bytes, *changes: tuple[str, str], tracked: bool = False) -> tuple[str, str]:
    """The text and the body of a document with some changes."""
    document = Document.of_bytes(data, path="a.docx")
    edits = sorted((edit(document.article.source, *each) for each in changes),
                   key=lambda each: each.start)  # fmt: skip
    out = document.written(edits, SIGNED if tracked else None)
    again = Document.of_bytes(out, path="a.docx").article.source
    assert again == splice(document.article.source, edits)
    return again, parts(out)[BODY].decode()


def rejected(body: str) -> str:
    """A body with all that is tracked in it refused, its runs joined as they were."""
    body = re.sub(r"<w:ins [^>]*>.*?</w:ins>|</?w:del(?: [^>]*)?>|<w:comment[^>]*/>", "", body)
    return body.replace("w:delText", "w:t")


PLAIN = docx(
    paragraph("Rain stops play", style="Title"),
    paragraph("The ", run("council", "<w:b/>"), " purchased the mill on Monday."),
    paragraph("Scores", style="H2"),
    paragraph("Nobody stated a reason."),
)


def test_nothing_to_change_gives_the_same_bytes() -> None:
    """Not one bit of the archive differs."""
    document = Document.of_bytes(PLAIN)
    assert document.written(()) == PLAIN
    assert document.write(document.article.source) == PLAIN


def test_all_but_the_body_is_as_it_was() -> None:
    """And of the body, all but the runs that are touched."""
    document = Document.of_bytes(PLAIN)
    out = document.written([edit(document.article.source, "stated", "gave")])
    before, after = parts(PLAIN), parts(out)
    assert {name: data for name, data in before.items() if name != BODY} == {
        name: data for name, data in after.items() if name != BODY
    }
    assert after[BODY] == before[BODY].replace(b"Nobody stated a", b"Nobody gave a").replace(
        b'<w:t xml:space="preserve">Nobody gave a reason.</w:t>',
        b'<w:t xml:space="preserve">Nobody </w:t><w:t xml:space="preserve">gave</w:t>'
        b'<w:t xml:space="preserve"> a reason.</w:t>',
    )


def test_a_tracked_change_is_one_deletion_and_one_insertion() -> None:
    """Signed and dated, with the formatting of what is deleted on both sides."""
    _, body = written(PLAIN, ("council purchased", "board bought"), tracked=True)
    assert body.count("<w:del ") == body.count("<w:ins ") == 1
    assert 'w:author="assistant" w:date="2024-05-02T08:00:00Z"' in body
    assert "<w:rPr><w:b/></w:rPr><w:delText" in body
    assert '<w:rPr><w:b/></w:rPr><w:t xml:space="preserve">board bought</w:t>' in body


def test_numbers_of_changes_are_above_all_others() -> None:
    """Of other changes, bookmarks and comments."""
    mark = '<w:bookmarkStart w:id="41" w:name="a"/><w:bookmarkEnd w:id="41"/>'
    _, body = written(docx(paragraph(mark, "It rained.")), ("rained", "poured"), tracked=True)
    assert re.findall(r'<w:(?:del|ins) w:id="(\d+)"', body) == ["42", "43"]


def test_the_reason_is_a_comment_on_the_insertion() -> None:
    """In a part of its own, which the document refers to."""
    document = Document.of_bytes(PLAIN)
    change = edit(document.article.source, "purchased", "bought", "a <plainer> word")
    after = parts(document.written([change], SIGNED))
    assert "a &lt;plainer&gt; word" in after["word/comments.xml"].decode()
    assert b"comments.xml" in after["word/_rels/document.xml.rels"]
    assert b"comments.xml" in after["[Content_Types].xml"]
    body = after[BODY].decode()
    assert body.index("</w:del>") < body.index("<w:commentRangeStart") < body.index("<w:ins ")


def test_comments_that_are_there_are_kept() -> None:
    """A new one comes behind them."""
    note = f'<w:comment w:id="5" w:author="Ed">{paragraph("Why?")}</w:comment>'
    document = Document.of_bytes(docx(paragraph("It rained."), comments=note))
    after = parts(document.written([edit("It rained.\n", "rained", "poured", "stronger")], SIGNED))
    comments = after["word/comments.xml"].decode()
    assert comments.index("Why?") < comments.index("stronger")


def test_a_paragraph_goes_as_a_whole() -> None:
    """Its mark too; where it is the only one of its cell, the mark stays."""
    text, body = written(PLAIN, ("Scores\n\n", ""))
    assert "Scores" not in text
    assert body.count("<w:p>") == 3
    _, body = written(PLAIN, ("Scores\n\n", ""), tracked=True)
    assert re.search(r"<w:pPr>.*<w:rPr><w:del [^>]*/></w:rPr></w:pPr><w:del ", body)
    cell = docx(f"<w:tbl><w:tr><w:tc>{paragraph('It went.')}</w:tc></w:tr></w:tbl>",
                paragraph("It stayed."))  # fmt: skip
    document = Document.of_bytes(cell)
    out = document.written([edit(document.article.source, "It went.\n\n", "")])
    assert b"<w:tc><w:p></w:p></w:tc>" in parts(out)[BODY]


def test_new_paragraphs_stand_where_they_were_put() -> None:
    """As tracked insertions, with their marks."""
    listed = "\n\nKey takeaways\n\n• It rained.\n\n• Nobody played."
    document = Document.of_bytes(PLAIN)
    place = len("Rain stops play")
    put = Edit(place, place, "", listed)
    for tracking in (None, SIGNED):
        out = document.written([put], tracking)
        source = Document.of_bytes(out).article.source
        assert source == splice(document.article.source, [put])
    assert parts(out)[BODY].decode().count("<w:rPr><w:ins ") == 3


def test_links_are_not_torn() -> None:
    """What changes in a link stays in it."""
    link = f"<w:hyperlink>{run('the yearly account', '<w:u/>')}</w:hyperlink>"
    data = docx(paragraph("See ", link, " of the mill."))
    _, body = written(data, ("account of the", "report on a"), tracked=True)
    inner = re.search(r"<w:hyperlink>(.*)</w:hyperlink>", body)
    assert inner is not None
    assert inner[1].count("<w:del ") == inner[1].count("</w:del>") == 1
    assert rejected(body).count("account") == 1


@pytest.mark.parametrize("held", [
    f'<w:fldSimple w:instr="DATE">{run("Monday")}</w:fldSimple>',
    f'<w:ins w:id="1" w:author="Ed">{run("Monday")}</w:ins>',
    "<w:r><w:drawing/></w:r>",
])  # fmt: skip
def test_what_is_locked_is_not_changed(held: str) -> None:
    """One line says what stands in the way."""
    document = Document.of_bytes(docx(paragraph("It rained on ", held, " and on Tuesday.")))
    source = document.article.source
    whole = Edit(3, len(source) - 1, source[3:-1], "is over.")
    with pytest.raises(SourceError, match="a field, a picture or somebody's tracked change"):
        document.written([whole], SIGNED)
    assert document.written([edit(source, "Tuesday", "Friday")]) != document.data


def test_what_xml_cannot_hold_is_refused() -> None:
    """Before anything is written."""
    document = Document.of_bytes(PLAIN)
    assert not document.can_store("a\x00b")
    with pytest.raises(SourceError, match=r"U\+0000"):
        document.written([edit(document.article.source, "reason", "rea\x00son")])


_WORDS = st.lists(st.sampled_from(["rain", "fell", "&", "<b>", "on", "é", "Monday", ","]),
                  min_size=1, max_size=9)  # fmt: skip


@settings(max_examples=50, deadline=None)
@given(st.lists(st.lists(_WORDS, min_size=1, max_size=4), min_size=1, max_size=4), st.data())
def test_any_edits_give_the_text_that_they_say(
    texts: list[list[list[str]]], data: st.DataObject
) -> None:
    """Tracked or not; and refused, the words are those that were there."""
    escape = {"&": "&amp;", "<b>": "&lt;b&gt;"}
    properties = ["", "<w:b/>", "<w:i/>"]
    body = [
        paragraph(*(run(" ".join(escape.get(w, w) for w in words) + " ", properties[n % 3])
                    for n, words in enumerate(runs)))
        for runs in texts
    ]  # fmt: skip
    document = Document.of_bytes(docx(*body), path="a.docx")
    source = document.article.source
    ends = sorted(data.draw(st.sets(st.integers(0, len(source.rstrip())), max_size=6)))
    edits = [
        Edit(
            start,
            end,
            source[start:end],
            data.draw(st.sampled_from(["", "new", "new words", "<>"])),
        )
        for start, end in zip(ends[::2], ends[1::2], strict=False)
        if "\n" not in source[start:end]
    ]
    wanted = _paragraphs(splice(source, edits))
    for tracking in (None, SIGNED) if edits and wanted else ():
        made = document.written(edits, tracking)
        assert _paragraphs(Document.of_bytes(made, path="a.docx").article.source) == wanted
        if tracking is not None:
            back = package({**parts(made), BODY: rejected(parts(made)[BODY].decode())})
            assert Document.of_bytes(back, path="a.docx").article.source == source


def _paragraphs(text: str) -> list[str]:
    """Those that are not blank, without the space at their edges."""
    return [part.strip() for part in text.split("\n\n") if part.strip()]
