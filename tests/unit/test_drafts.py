"""What a model writes of a summary is held to the article."""

from __future__ import annotations

import pytest

from assistant.article.files import read_text
from assistant.problems import Code
from assistant.summary.drafts import Draft, verified
from assistant.summary.model import SummarySentence, Unconfirmed
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
            Code.NO_EVIDENCE,
        ),
        ("The council rejected a ferry plan.", (7,), Code.UNKNOWN_EVIDENCE),
        ("The council rejected a plan for a **ferry**.", (1,), Code.MARKUP_ADDED),
        ("The council rejected a plan for a \x1b[31mferry.", (1,), Code.MARKUP_ADDED),
        ("A ferry " * 40, (1,), Code.TOO_LONG),
        (
            "Every sentence that you write rests on one, two or three numbered sentences.",
            (1,),
            Code.PROMPT_REPEATED,
        ),
        ("Critics say the council rejected a plan for a ferry.", (1,), Code.UNNAMED_SOURCE),
        ("The plan will cost 45 million dollars, Ines Tarrow said.", (2,), Code.UNKNOWN_FIGURE),
        ("Ines Tarrow called it “a bridge to anywhere” on Friday.", (2, 3), Code.ALTERED_QUOTATION),
    ],
)
def test_what_cannot_stand(text: str, evidence: tuple[int, ...], expected: Code) -> None:
    """Each kind of fault has its rule, and is told in one line."""
    found = verified(Draft(text, evidence), KNOWN, TOLD)
    assert isinstance(found, Unconfirmed)
    assert expected in {problem.code for problem in found.sentence.doubts}
    assert found.reason
    assert "\n" not in found.reason


def test_what_stands_has_its_evidence_in_order() -> None:
    """The spans are those of the article, each once, whatever order the model gave."""
    text = "The council rejected a ferry plan that may cost 40 million dollars, Ines Tarrow said."
    draft = Draft(text, (2, 1, 2))
    found = verified(draft, KNOWN, TOLD)
    assert found == SummarySentence(draft.text, (KNOWN[1].span, KNOWN[2].span))


def test_loaded_words_stand_as_they_were_written_and_are_doubted() -> None:
    """Not a word is changed; the doubt says what takes a side and what would not."""
    told = "The council slammed a plan for a ferry."
    found = verified(Draft(told, (1,)), KNOWN, TOLD)
    assert isinstance(found, Unconfirmed)
    assert found.sentence.text == told
    assert not found.contradicts
    assert "“slammed”" in found.reason


@pytest.mark.parametrize(
    ("text", "evidence", "contradicts"),
    [
        ("The plan will cost 45 million dollars, Ines Tarrow said.", (2,), True),
        ("The council of Port Ellery rejected a plan by Otto Brandt.", (1,), True),
        ("The council of Port Ellery did not reject a plan for a ferry.", (1,), True),
        ("Ines Tarrow rejected a plan for a ferry on 5 March.", (1,), False),
        ("The plan costs dollars because the council rejected a ferry.", (1, 2), False),
    ],
)
def test_a_hard_fact_contradicts_and_the_rest_is_doubted(
    text: str, evidence: tuple[int, ...], contradicts: bool
) -> None:
    """A figure, a name, a negation; who did it and why are for the editor to decide."""
    found = verified(Draft(text, evidence), KNOWN, TOLD)
    assert isinstance(found, Unconfirmed)
    assert found.contradicts is contradicts
