"""What reads garbled is marked beside the edits, and where something is likely, it is proposed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, cast

from assistant.article.files import read_text
from assistant.edits import Alternative, Edit, EditKind, Flag
from assistant.engines import local_marks
from assistant.repair.detection import Detection

TEXT = "The board picked an insusceptible framework for the harbor of Port Ellery on Monday.\n"
ARTICLE = read_text(TEXT)


@dataclass(frozen=True)
class Bounds:
    """From where on a candidate is proposed, and sure."""

    proposed: float = 0.3
    sure: float = 0.8


@dataclass(frozen=True)
class Seen:
    """A detector that has seen what it is given."""

    found: tuple[Detection, ...]
    weights: Bounds = Bounds()

    def garbled(self, sections: object, taken: object) -> tuple[Detection, ...]:
        """What it has seen."""
        return self.found


def seen(text: str, garbled: float, *candidates: tuple[str, float]) -> Detection:
    """A detection of a piece of the text."""
    start = TEXT.index(text)
    known = tuple(Alternative(*each) for each in candidates)
    return Detection(start, start + len(text), text, garbled, known, "it reads garbled")


def marks(*found: Detection, taken: tuple[Edit, ...] = ()) -> list[Edit]:
    """The marks that come of some detections."""
    detector = cast("Any", Seen(found))
    return list(local_marks.of_sections(ARTICLE, detector, [0], taken))


def test_a_likely_candidate_is_proposed_and_waits() -> None:
    """Whatever the detector is sure of: what it guesses is for an editor to take."""
    (edit,) = marks(seen("picked", 0.9, ("chose", 0.6), ("selected", 0.2)))
    assert (edit.original, edit.replacement, edit.kind) == ("picked", "chose", EditKind.WORDING)
    assert (edit.confidence, edit.flags) == (0.6, (Flag.UNCERTAIN,))
    assert edit.alternatives == (Alternative("selected", 0.2),)


def test_a_guess_that_no_dictionary_bears_out_waits_however_likely() -> None:
    """Where one does, it is as sure as it is likely."""
    related = seen("picked", 0.95, ("chose", 0.9))
    assert marks(related)[0].flags == ()
    assert marks(replace(related, guessed=True))[0].flags == (Flag.UNCERTAIN,)


def test_what_has_no_likely_candidate_is_marked() -> None:
    """It proposes nothing, and offers what it has."""
    (edit,) = marks(seen("picked", 0.9, ("chose", 0.2)))
    assert (edit.original, edit.replacement, edit.kind) == ("picked", "picked", EditKind.MARK)
    assert edit.alternatives == (Alternative("chose", 0.2),)
    (edit,) = marks(seen("picked", 0.9))
    assert (edit.kind, edit.alternatives) == (EditKind.MARK, ())


def test_neighbours_without_a_proposal_are_one_mark() -> None:
    """A term that was garbled part by part is one place."""
    (edit,) = marks(seen("insusceptible", 0.6), seen("framework", 0.8))
    assert (edit.original, edit.confidence) == ("insusceptible framework", 0.8)
    apart = marks(seen("picked", 0.8), seen("framework", 0.8))
    assert [each.original for each in apart] == ["picked", "framework"]


def test_what_is_sure_waits_for_nobody() -> None:
    """It has no flag, and so is accepted by default."""
    (edit,) = marks(seen("picked", 0.95, ("chose", 0.9)))
    assert (edit.replacement, edit.flags) == ("chose", ())


def test_where_an_edit_stands_nothing_is_marked() -> None:
    """What the channel has found is the surer."""
    start = TEXT.index("picked")
    taken = Edit(start, start + 6, "picked", "chose")
    assert marks(seen("picked", 0.9), taken=(taken,)) == []
