"""An edit is judged by what a reader sees of its sentence and its article."""

from __future__ import annotations

from assistant.article.files import read_text
from assistant.article.formats.markdown import MARKDOWN
from assistant.checks.edits.judge import Judge
from assistant.edits import Edit


def test_a_capital_in_an_attribute_makes_no_name() -> None:
    """What opens a sentence may be put right though markup writes it with a capital."""
    source = "Harbors fell still.\n\nThe gate <b title='of the old Harbors'>shut</b> late.\n"
    judge = Judge.of(read_text(source, format=MARKDOWN))
    edit = Edit(0, 7, "Harbors", "Ports")
    assert "harbors" not in judge.names
    assert judge.judged(edit) == edit
