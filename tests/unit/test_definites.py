"""A thing that is spoken of as known is explained in the sentence, the headline or the lead."""

from __future__ import annotations

import pytest

from assistant.article.files import read_text
from assistant.summary.definites import Introduced
from assistant.summary.passages import passages

FOUND = passages(
    read_text(
        "Harrow mill sold\n\nThe mill at Harrow was sold to Jo Bell. A buyer from Lund had sent "
        "some angry letters about a roof. The letters were burnt.\n"
    )
)
KNOWN = Introduced.by("Harrow mill sold", FOUND[0], FOUND)


@pytest.mark.parametrize(
    ("text", "unexplained"),
    [
        ("The letters were burnt.", 1),
        ("Since the burning of the letters, Jo Bell has moved.", 1),
        ("The mill closed in May.", 0),
        ("The letters of the buyer were burnt.", 1),
        ("The government spent nine dollars.", 0),
        ("Jo Bell burnt the roof that Lund had paid for.", 0),
    ],
)
def test_things_that_stood_in_an_earlier_sentence(text: str, unexplained: int) -> None:
    """Each counts, unless more is said of it, or it is what the story is about."""
    assert KNOWN.unexplained(text, FOUND[-1].place) == unexplained
