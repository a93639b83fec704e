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
from assistant.review import critic as critic_marks
from assistant.review import decisions_file, proposed_html
from assistant.review.critic import critic
from assistant.review.decisions import annotate, decide
from assistant.review.elsewhere import Decided, Marking, from_marks, from_text, with_decisions
from assistant.review.log import redo, undo
from assistant.review.model import Decision, Review, make, text
from assistant.review.serialisation import dumps, loads
from assistant.workspace.homecoming import brought_home
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
    after = from_marks(before, ARTICLE, returned, critic_marks)
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


def test_decisions_made_in_a_page_of_html() -> None:
    """What the page has struck out or added itself is none of them."""
    source = (
        "<p>The <b>loss leaders</b> froze off the <del>old</del><ins>new</ins> plan.</p>\n"
        "<ul><li><a href='#'>Tweet</a></li></ul>\n<p>The alien firm left.</p>\n"
    )
    article = read_text(source, path="a.html")
    edits = [
        Edit(source.index(old), source.index(old) + len(old), old, new)
        for old, new in (("loss leaders", "leaders"), ("froze off", "rejected"),
                         ("<ul><li><a href='#'>Tweet</a></li></ul>\n", ""), ("alien", "foreign"))
    ]  # fmt: skip
    before = make(article, edits, "x")
    returned = "".join(piece for piece, _ in proposed_html.pieces(before, article))
    assert "<li><a href='#'><del class=\"proposed\">Tweet</del></a></li>" in returned
    assert proposed_html.settled(returned).rejected == source
    for old, new in (
        ('<del class="proposed">loss leaders</del><ins class="proposed">leaders</ins>', "leaders"),
        ('<del class="proposed">froze off</del><ins class="proposed">rejected</ins>', "froze off"),
        ('<del class="proposed">Tweet</del>', ""),
        ("left", "went"),
    ):
        assert old in returned
        returned = returned.replace(old, new)
    after = from_marks(before, article, returned, proposed_html)
    assert [(h.edit.original[:9], str(h.decision)) for h in after.hunks] == [
        ("loss lead", "accepted"), ("froze off", "rejected"), ("<ul><li><", "accepted"),
        ("alien", "pending"), ("left", "accepted"),
    ]  # fmt: skip
    check(after, before)


def test_what_came_back_as_it_was_decides_nothing() -> None:
    """Neither as text nor as CriticMarkup."""
    before = sent()
    assert from_text(before, ARTICLE, text(before, SOURCE)) == before
    assert from_marks(before, ARTICLE, critic(before, ARTICLE), critic_marks) == before


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


@pytest.mark.parametrize("marking", [critic_marks, proposed_html], ids=["critic", "html"])
@pytest.mark.parametrize("accepted", [True, False])
def test_all_marks_accepted_or_all_rejected_but_one(marking: Marking, accepted: bool) -> None:
    """As a program does it that knows the marks: every hunk is decided, whatever its shape."""
    before = sent()
    pieces = marking.pieces(before, ARTICLE)
    returned = "".join(
        piece if hunk in (None, before.hunks[3])
        else getattr(marking.settled(piece), "accepted" if accepted else "rejected")
        for piece, hunk in pieces
    )  # fmt: skip
    after = from_marks(before, ARTICLE, returned, marking)
    wanted = Decision.ACCEPTED if accepted else Decision.REJECTED
    assert [hunk.decision for hunk in after.hunks] == [
        wanted, wanted, wanted, Decision.PENDING, wanted
    ]  # fmt: skip
    assert len(after.hunks) == len(before.hunks)


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


def test_another_text_is_no_edited_copy(tmp_path: Path) -> None:
    """A file that was given by mistake changes nothing."""
    path = tmp_path / "other.md"
    path.write_text("Something else that somebody wrote about a bridge in another town.\n" * 9)
    with pytest.raises(UsageError, match="no edited copy"):
        brought_home(sent(), Document.of_text(SOURCE), str(path), limit=10_000)


def test_a_decision_keeps_the_note_that_it_says_nothing_of() -> None:
    """Only what was decided comes home."""
    before = annotate(sent(), sent().hunks[1].id, "mind the date")
    after = with_decisions(before, [Decided(before.hunks[1], Decision.ACCEPTED)])
    assert after.hunks[1].note == "mind the date"
