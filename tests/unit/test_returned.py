"""What was decided in a document elsewhere comes home as decisions, and can be taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import product
from pathlib import Path

import pytest

from assistant.article.document import Document
from assistant.article.formats.base import Tracking
from assistant.edits import Edit, splice
from assistant.errors import UsageError
from assistant.review import log
from assistant.review.model import Decision, Hunk, Review, make, proposed_edits, text
from assistant.review.returned import Returned, decided_elsewhere
from tests.support.office import decided, docx, odt, package, paragraph, parts, run

SIGNED = Tracking("assistant", datetime(2024, 5, 2, 8, 0, tzinfo=UTC))
LETTERS = {Decision.ACCEPTED: "a", Decision.REJECTED: "r", Decision.PENDING: "k",
           Decision.CHANGED: "c"}  # fmt: skip
DATA = docx(
    paragraph("Rain stops play"),
    paragraph("Rain stops play"),
    paragraph("The ", run("council", "<w:b/>"), " purchased the mill on ",
              f'<w:fldSimple w:instr="DATE">{run("Monday")}</w:fldSimple>', "."),
    paragraph("Nobody stated a reason, and nobody was asked for one."),
)  # fmt: skip
CHANGES = (("Rain stops play\n\n", ""), ("purchased", "bought"), ("stated", "gave"),
           (", and nobody was asked", ""), ("for one", "at all"))  # fmt: skip


ODT = odt(
    "<text:p>Rain stops play</text:p>",
    "<text:p>Rain stops play</text:p>",
    "<text:p>The <text:span>council</text:span> purchased the mill on "
    "<text:date>Monday</text:date>.</text:p>",
    "<text:p>Nobody stated a reason, and nobody was asked for one.</text:p>",
)
OFFICE = Path(__file__).parents[1] / "data" / "office"


def reviewed(data: bytes = DATA) -> tuple[Document, Review]:
    """The article with some hunks, all of them open."""
    document = Document.of_bytes(data, path="a")
    source, edits = document.article.source, []
    for old, new in CHANGES:
        start = source.rindex(old)
        edits.append(Edit(start, start + len(old), old, new))
    return document, make(document.article, edits, "test")


@dataclass(frozen=True)
class Account:
    """What was decided of the hunks that went out, and what is new."""

    accepted: list[Hunk]
    rejected: list[Hunk]
    changed: list[Hunk]
    open: list[Hunk]
    new: list[Hunk]


def account_of(before: Review, after: Review) -> Account:
    """What a review says of the hunks of an earlier one that were not rejected in it."""
    sent = {hunk.id for hunk in before.hunks if hunk.decision is not Decision.REJECTED}
    known = {hunk.id for hunk in before.hunks}
    order = (Decision.ACCEPTED, Decision.REJECTED, Decision.CHANGED, Decision.PENDING)
    told = ([h for h in after.hunks if h.id in sent and h.decision is each] for each in order)
    return Account(*told, new=[hunk for hunk in after.hunks if hunk.id not in known])


def came_back(review: Review, document: Document, data: bytes) -> tuple[Review, Account]:
    """The review with what is decided in a document."""
    article = Document.of_bytes(data, path="a").article
    back = Returned(article.source, article.format.open_changes(data, "assistant"))
    locked = [span for block in document.article.blocks for span in block.locked]
    after = decided_elsewhere(review, document.article.source, back, locked)
    return after, account_of(review, after)


@pytest.mark.parametrize("letters", [*map("".join, product("ark", repeat=len(CHANGES)))][::2])
def test_every_decision_is_told_apart(letters: str) -> None:
    """Accepted, rejected and kept, in every row of them; one undo takes all back."""
    document, review = reviewed()
    data = decided(document.written(proposed_edits(review), SIGNED), letters)
    after, account = came_back(review, document, data)
    assert "".join(LETTERS[hunk.decision] for hunk in after.hunks) == letters
    assert not account.new
    assert not account.changed
    counts = [len(account.accepted), len(account.rejected), len(account.open)]
    assert counts == [letters.count(each) for each in "ark"]
    if after != review:
        assert len(after.log) == 1
        assert log.undo(after).hunks == review.hunks
        assert log.is_sound(after)


def test_what_was_written_otherwise_or_is_new_comes_in_by_hand() -> None:
    """In a hunk its own words, elsewhere a hunk of its own; a field computed anew is neither."""
    document, review = reviewed()
    data = decided(document.written(proposed_edits(review), SIGNED), "aaaaa")
    found = parts(data)
    body = found["word/document.xml"].decode()
    for old, new in (("bought", "acquired"), ("Nobody ", "No one "), (">Monday<", ">Friday<")):
        assert body.count(old) == 1
        body = body.replace(old, new)
    after, account = came_back(review, document, package({**found, "word/document.xml": body}))
    assert [(h.edit.original, h.text) for h in account.changed] == [("purchased", "acquired")]
    assert [(h.edit.original, h.text) for h in account.new] == [("Nobody", "No one")]
    assert len(account.accepted) == len(CHANGES) - 1
    assert "No one gave a reason at all." not in document.article.source
    assert "No one gave a reason" in text(after, document.article.source)
    assert "Monday" in text(after, document.article.source)


def test_what_the_editor_changed_with_a_signature_of_their_own_is_taken_as_made() -> None:
    """Ours is still open beside it."""
    document, review = reviewed()
    found = parts(document.written(proposed_edits(review), SIGNED))
    body = found["word/document.xml"].decode()
    own = ('<w:del w:id="90" w:author="Ed"><w:r><w:delText>Nobody</w:delText></w:r></w:del>'
           f'<w:ins w:id="91" w:author="Ed">{run("No one")}</w:ins>')  # fmt: skip
    before = '<w:r><w:t xml:space="preserve">Nobody '
    assert body.count(before) == 1
    body = body.replace(before, own + '<w:r><w:t xml:space="preserve"> ')
    after, account = came_back(review, document, package({**found, "word/document.xml": body}))
    assert [(h.edit.original, h.text) for h in account.new] == [("Nobody", "No one")]
    assert len(account.open) == len(CHANGES)
    assert after.count(Decision.PENDING) == len(CHANGES)


@pytest.mark.parametrize(("data", "name"), [(DATA, "returned.docx"), (ODT, "returned.odt")])
def test_what_libreoffice_decided_and_saved_comes_home(data: bytes, name: str) -> None:
    """It decided the five changes, wrote "the old mill", and tracked "No one" for "Nobody"."""
    document, review = reviewed(data)
    after, account = came_back(review, document, (OFFICE / name).read_bytes())
    known = {hunk.id for hunk in review.hunks}
    letters = [LETTERS[hunk.decision] for hunk in after.hunks if hunk.id in known]
    assert "".join(letters) == "arkra"
    assert [(h.edit.original, h.text) for h in account.new] == [("", "old "), ("Nobody", "No one")]
    assert not account.changed


def test_what_was_decided_before_it_went_out_stays() -> None:
    """What was rejected did not go out; the editor's own words did."""
    document, review = reviewed()
    from assistant.review.decisions import decide

    ids = [hunk.id for hunk in review.hunks]
    review = decide(review, ids[1], Decision.CHANGED, "acquired")
    review = decide(review, ids[2], Decision.REJECTED)
    data = document.written(proposed_edits(review), SIGNED)
    kept, _ = came_back(review, document, data)
    assert kept == review
    after, account = came_back(review, document, decided(data, "arar"))
    assert "".join(LETTERS[hunk.decision] for hunk in after.hunks) == "arrar"
    assert len(account.accepted) == len(account.rejected) == 2


def test_another_document_is_refused() -> None:
    """In one line."""
    _, review = reviewed()
    document = Document.of_bytes(DATA, path="a.docx")
    with pytest.raises(UsageError, match="not the article of this review"):
        decided_elsewhere(review, document.article.source, Returned("Something else entirely.\n"))


def test_the_text_that_went_out_is_that_of_all_that_was_not_rejected() -> None:
    """As its readers see it."""
    document, review = reviewed()
    data = document.written(proposed_edits(review), SIGNED)
    source = Document.of_bytes(data, path="a.docx").article.source
    assert source == splice(document.article.source, proposed_edits(review))
