"""Where sentences end that splitters are known to cut in two, or to take for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.sentences import split


@pytest.mark.parametrize(
    "expected",
    [
        ["In Marsh v. Bell, [2011] 2 H.C. 44 at para. 31, the rule was valid.", "Costs were paid."],
        ["Pub. L. No. 98-44 was passed.", "It holds."],
        ["It may appeal, cf. s. 19.", "It took $3 million."],
        ["He paid £4 11s. 6d. was got together by noon.", "The rest was not."],
        ["A head costs 5s. a week.", "He left."],
        ["“We won,” said Ms. Lund.", "They left."],
        ["He met Ms. Lund.", "He left."],
        ["Trains stop at Ft. Lund.", "The line is shut."],
        ["He lives on Mill St.", "The house is old."],
        ["The vote is at 5 p.m. EST on Monday.", "It will pass."],
        ["He came at 5 p.m.", "The door was shut."],
        ["On Fri. May 9 he left.", "It rained on Fri.", "The road was shut."],
        ["It was sold to Thos. Orr, Esq. of Lund.", "The price was low."],
        ["Mamma Mia! opened in May.", "Then it closed."],
        ["Fares rose in 2023.1", "The rise cost $310 a year.2,3", "Wages rose too."],
        ["It fell by 3.5 percent.", "It rose again."],
        ["It costs 4 per mo.", "The board said so."],
        ["It holds under No. 98-44 of the list.", "The rest does not."],
    ],
)
def test_a_sentence_is_one(expected: list[str]) -> None:
    """Citations, titles, hours, old money, names with a mark, the numbers of notes."""
    text = " ".join(expected)
    assert [text[span.start : span.end].strip() for span in split(text)] == expected


@given(st.text(alphabet="aA .!?1“”\n", max_size=200))
def test_the_pieces_are_the_text(text: str) -> None:
    """Whatever ends or does not."""
    assert "".join(text[span.start : span.end] for span in split(text)) == text
