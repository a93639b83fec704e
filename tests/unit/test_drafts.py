"""What a model writes of a summary is held to the article."""

from __future__ import annotations

import pytest

from assistant.article.files import read_text
from assistant.summary.drafts import Draft, Unfit, held
from assistant.summary.model import SummarySentence
from assistant.summary.passages import passages

ARTICLE = read_text(
    "Ferry Plan Rejected\n\n"
    "The council of Port Ellery rejected a plan for a ferry on 5 March. The plan may cost 40 "
    "million dollars, Ines Tarrow said. She called it “a bridge to nowhere” on Friday.\n"
)
KNOWN = dict(enumerate(passages(ARTICLE), 1))
TOLD = "Every sentence that you write rests on one, two or three numbered sentences of it."


@pytest.mark.parametrize(
    ("text", "evidence", "expected"),
    [
        (
            "The council of Port Ellery slammed a ferry plan.",
            (),
            "it rests on no sentence",
        ),
        ("The council rejected a ferry plan.", (7,), "there is no sentence 7"),
        ("The council rejected a plan for a **ferry**.", (1,), "it brings in markup"),
        ("The council rejected a plan for a \x1b[31mferry.", (1,), "it brings in markup"),
        ("A ferry " * 40, (1,), "it has more than 60 words"),
        (
            "Every sentence that you write rests on one, two or three numbered sentences.",
            (1,),
            "it repeats the instructions",
        ),
        ("Critics say the council rejected a plan for a ferry.", (1,), "it is not neutral"),
        ("The plan will cost 45 million dollars, Ines Tarrow said.", (2,), "45"),
        ("Ines Tarrow called it “a bridge to anywhere” on Friday.", (2, 3), "bridge to anywhere"),
    ],
)
def test_what_cannot_stand(text: str, evidence: tuple[int, ...], expected: str) -> None:
    """Each kind of fault is told in words."""
    found = held(Draft(text, evidence), KNOWN, TOLD)
    assert isinstance(found, Unfit)
    assert expected in found.reason


def test_what_stands_has_its_evidence_in_order() -> None:
    """The spans are those of the article, each once, whatever order the model gave."""
    text = "The council rejected a ferry plan that may cost 40 million dollars, Ines Tarrow said."
    draft = Draft(text, (2, 1, 2))
    found = held(draft, KNOWN, TOLD)
    assert found == SummarySentence(draft.text, (KNOWN[1].span, KNOWN[2].span))


def test_loaded_words_are_mended_where_they_can_be() -> None:
    """A word that takes a side gives way to one that takes none."""
    found = held(Draft("The council rejected a controversial plan for a ferry.", (1,)), KNOWN, TOLD)
    assert isinstance(found, SummarySentence)
    assert found.text == "The council rejected a plan for a ferry."
