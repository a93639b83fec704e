"""What was decided elsewhere comes home: accepted, rejected, changed otherwise, new edits apart."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.article.document import Document
from assistant.article.files import read_text
from assistant.article.model import Article
from assistant.edits import Edit, Flag
from assistant.errors import SourceChangedError, UsageError
from assistant.review import decisions_file
from assistant.review.critic import critic, settled, unmarkable
from assistant.review.decisions import annotate, decide
from assistant.review.log import redo, undo
from assistant.review.model import Decision, Review, make, text
from assistant.review.returned import Decided, from_critic, from_text, with_decisions
from assistant.review.serialisation import dumps, loads
from assistant.workspace.returning import brought_home
from tests.support.reviews import reviews

SOURCE = (
    "# Port Ellery\n\nThe loss leaders froze off the plan on 5 March. The alien firm left.\n\n"
    "They met for 3 hours.\n\nLeave a Reply\n"
)
ARTICLE = read_text(SOURCE, path="a.md")


def edit(old: str, new: str) -> Edit:
    """An edit of the first place where something stands."""
    return Edit(SOURCE.index(old), SOURCE.index(old) + len(old), old, new)


def sent() -> Review:
    """One hunk accepted, four pending."""
    edits = [
        edit("loss leaders", "leaders"), edit("froze off", "rejected"), edit("alien", "foreign"),
        edit("met", "talked"), edit("\n\nLeave a Reply", ""),
    ]  # fmt: skip
    review = make(ARTICLE, edits, "x")
    return decide(review, review.hunks[0].id, Decision.ACCEPTED)


def told(review: Review) -> list[tuple[str, str, str]]:
    """What each hunk stands for, how it is decided, and what it reads."""
    return [(h.edit.original.strip(), str(h.decision), h.text.strip()) for h in review.hunks]


def check(after: Review, before: Review) -> None:
    """It is one step that can be taken back and made again, and it is saved as it is."""
    assert undo(after).hunks == before.hunks
    assert redo(undo(after)).hunks == after.hunks
    assert loads(dumps(after)) == after


def test_decisions_made_in_the_text_itself() -> None:
    """Also where words of the proposal stood in the original already."""
    before = sent()
    returned = text(before, SOURCE)
    for old, new in (
        ("The leaders", "The loss leaders"), ("froze off", "rejected"), ("alien", "strange"),
        ("3 hours", "4 hours"), ("\n\nLeave a Reply", ""),
    ):  # fmt: skip
        assert old in returned
        returned = returned.replace(old, new)
    after = from_text(before, ARTICLE, returned)
    assert told(after) == [
        ("loss leaders", "rejected", "loss leaders"),
        ("froze off", "accepted", "rejected"),
        ("alien", "changed", "strange"),
        ("met", "pending", "met"),
        ("3", "accepted", "4"),
        ("Leave a Reply", "accepted", ""),
    ]
    assert [hunk.edit.flags for hunk in after.hunks if hunk.edit.original == "3"] == [(Flag.FACT,)]
    assert text(after, SOURCE) == returned
    check(after, before)


def test_decisions_made_in_criticmarkup() -> None:
    """A mark that stands decides nothing; one that is resolved, or rewritten, does."""
    before = sent()
    returned = critic(before, ARTICLE)
    for old, new in (
        ("{~~loss leaders~>leaders~~}", "loss leaders"),
        ("{~~froze off~>rejected~~}", "rejected"),
        ("{~~alien~>foreign~~}", "{~~alien~>strange~~}"),
        ("{~~met~>talked~~}", "{~~met~>talked~~}{>>really?<<}"),
        ("{--Leave a Reply--}", ""),
        ("3 hours", "{++about ++}3 hours"),
    ):
        assert old in returned
        returned = returned.replace(old, new)
    after = from_critic(before, ARTICLE, returned)
    assert told(after) == [
        ("loss leaders", "rejected", "loss leaders"),
        ("froze off", "accepted", "rejected"),
        ("alien", "changed", "strange"),
        ("met", "pending", "met"),
        ("", "accepted", "about"),
        ("Leave a Reply", "accepted", ""),
    ]
    assert [hunk.note for hunk in after.hunks if hunk.note] == ["really?"]
    check(after, before)


def test_what_came_back_as_it_was_decides_nothing() -> None:
    """Neither as text nor as CriticMarkup."""
    before = sent()
    assert from_text(before, ARTICLE, text(before, SOURCE)) == before
    assert from_critic(before, ARTICLE, critic(before, ARTICLE)) == before


@settings(deadline=None, max_examples=100)
@given(reviews(), st.data())
def test_a_text_that_came_home_is_what_the_review_reads(
    made: tuple[Review, Article], data: st.DataObject
) -> None:
    """Whatever was decided and written."""
    review, article = made
    for hunk in review.hunks:
        review = decide(review, hunk.id, data.draw(st.sampled_from(list(Decision)[:3])))
    now = text(review, article.source)
    for _ in range(data.draw(st.integers(0, 3))):
        cut = data.draw(st.integers(0, len(now)))
        now = now[:cut] + data.draw(st.sampled_from(["", "x", " new words", "\n"])) + now[cut + 3 :]
    after = from_text(review, article, now)
    assert text(after, article.source) == now
    assert undo(after).hunks == review.hunks or after == review


@settings(deadline=None, max_examples=100)
@given(reviews(), st.booleans())
def test_all_marks_accepted_or_all_rejected(made: tuple[Review, Article], accepted: bool) -> None:
    """A program that accepts or rejects every mark decides every hunk that it can tell apart."""
    review, article = made
    marked = critic(review, article)
    if unmarkable(article) or not review.hunks:
        return
    returned = settled(marked).accepted if accepted else settled(marked).rejected
    after = from_critic(review, article, returned)
    assert "".join(text(after, article.source).split()) == "".join(returned.split())
    wanted = Decision.ACCEPTED if accepted else Decision.REJECTED
    alone = [h for h in review.hunks if h.edit.original.strip() and h.edit.replacement.strip()]
    if len(review.hunks) == len(alone) == 1 and alone[0].edit.original != alone[0].edit.replacement:
        assert [hunk.decision for hunk in after.hunks] == [wanted]


def decisions(**changed: object) -> str:
    """A file of decisions about the article."""
    made = [
        {"id": sent().hunks[1].id, "was": "pending", "decision": "accepted"},
        {"id": sent().hunks[2].id, "was": "pending", "decision": "changed", "text": "odd",
         "note": " why? "},
        {"id": "7-0000", "was": "pending", "decision": "accepted"},
    ]  # fmt: skip
    stored = {"schema": decisions_file.SCHEMA, "sha256": ARTICLE.sha256, "decisions": made}
    return json.dumps(stored | changed)


def test_a_file_of_decisions() -> None:
    """Those of hunks that are not there any more are counted."""
    before = sent()
    decided, unknown = decisions_file.read(decisions(), before)
    after = with_decisions(before, decided)
    assert told(after)[1:3] == [("froze off", "accepted", "rejected"), ("alien", "changed", "odd")]
    assert (after.hunks[2].note, unknown) == ("why?", 1)
    check(after, before)


@pytest.mark.parametrize(
    "changed",
    [
        {"schema": "assistant.decisions/2"},
        {"decisions": [1]}, {"decisions": None}, {"decisions": [{"id": []}]},
        {"decisions": [{"id": sent().hunks[1].id, "decision": "maybe"}]},
        {"decisions": [{"id": sent().hunks[1].id, "decision": "changed"}]},
        {"decisions": [{"id": sent().hunks[1].id, "decision": "accepted", "text": "x"}]},
        {"decisions": [{"id": sent().hunks[1].id, "decision": "changed", "text": 5}]},
    ],
)  # fmt: skip
def test_damaged_decisions_are_refused(changed: dict[str, object]) -> None:
    """In one line, and nothing of them is taken."""
    with pytest.raises(UsageError):
        decisions_file.read(decisions(**changed), sent())


def test_decisions_about_another_text_are_refused() -> None:
    """By the digest of the source."""
    with pytest.raises(SourceChangedError):
        decisions_file.read(decisions(sha256="0" * 64), sent())


def test_the_account_of_what_came_home(tmp_path: Path) -> None:
    """A line for each hunk, and the sums; the way is told from the file itself."""
    before, document = annotate(sent(), sent().hunks[3].id, "kept"), Document.of_text(SOURCE)
    path = tmp_path / "back.md"
    path.write_text(text(before, SOURCE).replace("alien", "foreign").replace("plan", "scheme"))
    home = brought_home(before, document, str(path), limit=10_000)
    assert home.account.describe() == (
        "by hand   line 3: 'plan' → 'scheme'\n"
        "accepted  line 3: 'alien' → 'foreign'\n"
        "1 accepted, 1 by hand, 3 undecided\n"
    )
    path.write_text(critic(before, ARTICLE).replace("{~~alien~>foreign~~}", "alien"))
    assert (
        "1 rejected, 3 undecided"
        in brought_home(before, document, str(path), limit=10_000).account.describe()
    )
    path.write_text(decisions())
    assert brought_home(before, document, str(path), limit=10_000).account.unknown == 1


def test_a_decision_keeps_the_note_that_it_says_nothing_of() -> None:
    """Only what was decided comes home."""
    before = annotate(sent(), sent().hunks[1].id, "mind the date")
    after = with_decisions(before, [Decided(before.hunks[1], Decision.ACCEPTED)])
    assert after.hunks[1].note == "mind the date"
