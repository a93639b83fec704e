"""An edit is judged by what a reader sees of its sentence and its article."""

from __future__ import annotations

import pytest

from assistant.article.files import read_text
from assistant.article.formats.markdown import MARKDOWN
from assistant.checks.edits.judge import Judge
from assistant.edits import Edit, Flag


def test_a_capital_in_an_attribute_makes_no_name() -> None:
    """What opens a sentence may be put right though markup writes it with a capital."""
    source = "Harbors fell still.\n\nThe gate <b title='of the old Harbors'>shut</b> late.\n"
    judge = Judge.of(read_text(source, format=MARKDOWN))
    edit = Edit(0, 7, "Harbors", "Ports")
    assert "harbors" not in judge.names
    assert judge.judged(edit) == edit


def test_a_capital_that_opens_an_item_of_a_list_makes_no_name() -> None:
    """No more than one that opens a sentence."""
    source = "You need:\n\n- a spade\n- Recording device and pencil\n- string\n"
    edit = Edit(at := source.index("Rec"), at + 16, "Recording device", "Tape measure")
    assert Judge.of(read_text(source, format=MARKDOWN)).judged(edit) == edit


@pytest.mark.parametrize(
    ("source", "old", "new"),
    [
        ("The steps were adopted by the council in May.", "adopted", "followed"),
        ("The fiscal policy of the town failed.", "fiscal", "financial"),
        ("She is acting as the chair of the guild.", "acting", "serving"),
        ("Cotton plant Candy, a dragon, left.", "Cotton plant", "Cotton"),
        ("The Foreign Ministry agreed to it.", "Foreign Ministry", "foreign ministry"),
    ],
)
def test_what_states_no_fact_where_it_stands_is_no_fact(source: str, old: str, new: str) -> None:
    """A verb that elsewhere makes a child somebody's, a word that was there with its capital."""
    start = source.index(old)
    edit = Edit(start, start + len(old), old, new)
    assert Judge.of(read_text(source)).judged(edit) == edit


@pytest.mark.parametrize(
    ("source", "old", "new"),
    [
        ("His adopted son left on Monday.", "adopted", "own"),
        ("Sales fell in fiscal 2019.", "fiscal", "financial"),
        ("The acting mayor left.", "acting", "local"),
        ("The late mayor was kind.", "late", "old"),
    ],
)
def test_what_states_one_is_flagged(source: str, old: str, new: str) -> None:
    """The same words where they turn what stands beside them into something else."""
    start = source.index(old)
    judged = Judge.of(read_text(source)).judged(Edit(start, start + len(old), old, new))
    assert isinstance(judged, Edit)
    assert judged.flags == (Flag.FACT,)
