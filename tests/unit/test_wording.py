"""A sentence as it is repaired so far: its text, and where its words stand in it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.article.files import read_text
from assistant.article.formats.markdown import MARKDOWN
from assistant.language.span import Span
from assistant.repair.garble.wording import Wording, before, worded
from assistant.repair.reading import sentences

TEXT = "The *board* picked an insusceptible framework.  It was for\nthe old harbor. Nobody came.\n"
FOUND = sentences(read_text(TEXT, format=MARKDOWN))
WORDS = [word for sentence in FOUND for word in sentence.run]


def change(word: str, put: str) -> tuple[int, int, str]:
    """A change of a word of the text."""
    start = TEXT.index(word)
    return start, start + len(word), put


@given(st.lists(st.sampled_from(WORDS), unique=True), st.sampled_from(["", "so", "much longer"]))
def test_a_word_that_stays_is_found_behind_those_that_changed(changed: list, put: str) -> None:
    """Whatever the lengths, markup between them or not."""
    changes = sorted((word.start, word.end, put) for word in changed)
    for wording in worded(FOUND, changes):
        for word in wording.sentence.run:
            at = wording.index(word.start)
            stands = put if word in changed else word.text
            assert wording.text[at : at + len(stands)] == stands


def test_a_change_is_read_in_its_sentence_and_before_the_next() -> None:
    """White space is folded before, the sentence itself stays as it is."""
    wordings = list(worded(FOUND, [change("picked", "chose"), change("harbor", "port")]))
    assert wordings[0].text == "The board chose an insusceptible framework."
    assert before(wordings, 2) == f"{wordings[0].text} It was for the old port."
    assert before(wordings, 0) == ""


def test_a_change_can_be_taken_back() -> None:
    """One that touches a span goes, the others stay."""
    (first, *_) = FOUND
    wording = Wording.of(first, [change("picked", "chose"), change("framework", "system")])
    start, end, _ = change("framework", "")
    assert wording.without(Span(start, end)).text == "The board chose an insusceptible framework."
    assert wording.without(Span(0, 1)) is wording
