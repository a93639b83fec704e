"""What holds for every document of an office program, whoever wrote it."""

from __future__ import annotations

from datetime import UTC, datetime

from assistant.article.document import Document
from assistant.article.formats.base import Tracking
from assistant.article.model import Article
from assistant.edits import Edit, splice
from assistant.review.decisions import apply_policy, decide
from assistant.review.model import Decision, Policy, make
from assistant.workspace.delivering import Form, Target, deliver
from tests.support.office import parts

WORD = "Xyzzy"
SIGNED = Tracking("assistant", datetime(2024, 5, 2, 8, 0, tzinfo=UTC))
_OURS = frozenset({
    "word/document.xml", "word/footnotes.xml", "word/endnotes.xml", "word/comments.xml",
    "word/_rels/document.xml.rels", "[Content_Types].xml", "content.xml",
})  # fmt: skip


def a_word_a_block(article: Article) -> list[Edit]:
    """The first word of each block that may be changed, to be another."""
    found = []
    for block in article.blocks:
        seen = article.visible(block.text)
        if block.is_opaque or not seen.text.strip():
            continue
        at = seen.text.index(seen.text.split()[0])
        span = seen.span(at, at + len(seen.text.split()[0]))
        if seen.is_free(span) and span.end - span.start == len(seen.text.split()[0]):
            old = article.slice(span)
            found.append(Edit(span.start, span.end, old, WORD, reason="it is a test"))
    return found


def passes(data: bytes, path: str) -> int:
    """How many words of a document were changed and read back; raises AssertionError.

    With nothing accepted it is the same bytes. With a word of each block changed, or tracked, its
    text is the old one with those words, and no part is another but those with text.
    """
    document = Document.of_bytes(data, path=path)
    article = document.article
    edits = a_word_a_block(article)
    review = make(article, edits, "test")
    assert deliver(document, review, Target()).data == data, f"{path}: undecided"
    rejected = review
    for hunk in review.hunks:
        rejected = decide(rejected, hunk.id, Decision.REJECTED)
    assert deliver(document, rejected, Target()).data == data, f"{path}: rejected"
    tracked = Form(article.format.name)
    assert deliver(document, rejected, Target(), tracked).data == data, f"{path}: tracked"
    wanted = splice(article.source, edits)
    accepted = apply_policy(review, Policy.ALL)
    for form in (Form.TEXT, tracked):
        out = deliver(document, accepted, Target(), form).data
        read = Document.of_bytes(out, path=path).article.source if edits else wanted
        assert read == wanted, f"{path}: {form}"
        before, after = parts(data), parts(out)
        others = {name for name in {*before, *after} if before.get(name) != after.get(name)}
        assert others <= _OURS, f"{path}: {form} changed {others - _OURS}"
    return len(edits)
