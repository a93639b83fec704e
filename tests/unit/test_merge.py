"""What an engine proposes joins a review without taking anything of an editor's work away."""

from __future__ import annotations

import json
from dataclasses import replace

from assistant.article.files import read_text
from assistant.article.formats.markdown import MARKDOWN
from assistant.edits import Edit, Refusal
from assistant.engines.scripted import Line, scripted
from assistant.review.decisions import annotate, decide
from assistant.review.log import redo, release, reserve, undo
from assistant.review.merge import SectionEdits, with_edit, with_proposals
from assistant.review.model import Decision, Review, make
from assistant.review.serialisation import dumps, loads
from assistant.workspace.pipeline import SectionProposed, events, repair

SOURCE = (
    "The alien firm froze off the plan, and the boats left.\n\n"
    "## Next\n\nThe alien boats left the harbor.\n"
)
ARTICLE = read_text(SOURCE, format=MARKDOWN)


def edit(original: str, replacement: str, start: int = 0) -> Edit:
    """An edit of the first place from `start` on where something stands."""
    at = SOURCE.index(original, start)
    return Edit(at, at + len(original), original, replacement)


ALIEN, FROZE, BOATS = (
    edit("alien", "foreign"),
    edit("froze off", "rejected"),
    edit("boats", "ships"),
)
NEXT = edit("alien", "foreign", SOURCE.index("Next"))


def reviewed() -> Review:
    """A review that an earlier run made of both sections."""
    return make(ARTICLE, [ALIEN, FROZE, BOATS, NEXT], "old")


def words(review: Review) -> list[str]:
    """What is proposed, in order."""
    return [hunk.edit.replacement for hunk in review.hunks]


def test_until_a_section_is_finished_nothing_of_an_earlier_run_goes() -> None:
    """A part of it says nothing of the rest."""
    review = with_proposals(reviewed(), SectionEdits(0, (edit("plan", "scheme"),), last=False))
    assert words(review) == ["foreign", "rejected", "scheme", "ships", "foreign"]


def test_a_finished_section_keeps_what_was_worked_on() -> None:
    """Decided, noted, decided and reopened; other sections are not asked about."""
    review = decide(reviewed(), reviewed().hunks[0].id, Decision.REJECTED)
    review = annotate(review, review.hunks[1].id, "ask Mara")
    after = with_proposals(review, SectionEdits(0, (edit("alien", "odd"),), engine="new"))
    assert words(after) == ["foreign", "rejected", "foreign"]
    assert after.hunks[:2] == review.hunks[:2]
    assert after.engine == "new"
    reopened = decide(review, review.hunks[0].id, Decision.PENDING)
    assert words(with_proposals(reopened, SectionEdits(0, ())))[0] == "foreign"


def test_what_a_run_takes_back_goes_unless_it_was_decided() -> None:
    """A later proposal of one run stands in the place of its earlier one."""
    review = with_proposals(make(ARTICLE, (), "x"), SectionEdits(0, (ALIEN, FROZE), last=False))
    better = SectionEdits(0, (edit("alien", "odd"),), last=False, withdrawn=(ALIEN, FROZE))
    assert words(with_proposals(review, better)) == ["odd"]
    decided = decide(review, review.hunks[0].id, Decision.ACCEPTED)
    assert words(with_proposals(decided, better)) == ["foreign"]


def test_a_repair_that_was_begun_with_a_key_is_undone_at_once() -> None:
    """After what was decided meanwhile; and what still comes of it then is left out."""
    old = decide(reviewed(), reviewed().hunks[0].id, Decision.ACCEPTED)
    review, entry = reserve(old)
    review = with_proposals(review, SectionEdits(0, (edit("plan", "scheme"),)), entry)
    review = decide(review, review.hunks[1].id, Decision.ACCEPTED)
    review = with_proposals(review, SectionEdits(1, ()), entry)
    assert words(review) == ["foreign", "scheme"]
    back = undo(undo(review))
    assert back.hunks == old.hunks
    assert redo(redo(back)).hunks == review.hunks
    assert with_proposals(back, SectionEdits(1, ()), entry) == back


def test_a_repair_that_changes_nothing_leaves_nothing_to_undo() -> None:
    """The next undo is of what was decided."""
    old = reviewed()
    review, entry = reserve(old)
    review = with_proposals(review, SectionEdits(1, (NEXT,)), entry)
    assert release(review, entry) == replace(old, repaired={1})


def test_what_undo_may_bring_back_keeps_its_place() -> None:
    """An engine's proposal never stands where a former hunk may come again."""
    inserted = with_edit(reviewed(), edit("alien firm froze off", "x"))
    review = with_proposals(inserted, SectionEdits(0, (edit("alien", "odd"), BOATS)))
    assert words(undo(review)) == ["foreign", "rejected", "ships", "foreign"]


def test_refusals_of_a_section_are_those_of_its_last_proposal() -> None:
    """And those of the others stay."""
    first, second = (Refusal(e.start, e.end, e.original, "3", "a fact") for e in (ALIEN, NEXT))
    review = make(ARTICLE, (), "x", refused=(first, second))
    assert with_proposals(review, SectionEdits(0, ())).refused == (second,)


def test_a_review_knows_which_sections_a_run_has_finished() -> None:
    """Also when it is opened again; an old one does not say, and is finished if it has a hunk."""
    review = with_proposals(make(ARTICLE, (), "x"), SectionEdits(0, (ALIEN,), last=False))
    assert (review.repaired, review.is_repaired) == (frozenset(), False)
    review = with_proposals(review, SectionEdits(0, (ALIEN,)))
    assert (review.repaired, review.is_repaired) == ({0}, False)
    review = with_proposals(review, SectionEdits(1, ()))
    assert loads(dumps(review)).is_repaired
    old = json.loads(dumps(review))
    del old["repaired"]
    assert loads(json.dumps(old)).is_repaired
    assert not loads(json.dumps(old | {"hunks": []})).is_repaired


def test_the_same_proposal_has_the_same_id_in_every_run() -> None:
    """So that a second run over the same text changes nothing."""
    engine = scripted(Line("alien", "foreign"), Line("boats", "ships"))
    review, _ = repair(ARTICLE, engine)
    assert [hunk.id for hunk in repair(ARTICLE, engine)[0].hunks] == [h.id for h in review.hunks]
    assert review.hunks[0].id == "4-463742ea"
    again = review
    for event in events(ARTICLE, engine):
        if isinstance(event, SectionProposed):
            again = with_proposals(again, event.proposed)
    assert again == review
