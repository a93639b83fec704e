"""CandidateSpans and their candidates."""

from __future__ import annotations

import pytest

from assistant.language.thesaurus import wordnet
from assistant.language.tokens import words
from assistant.repair.candidates import CandidateSpan, Finder


def _spans(text: str, locked: frozenset[int] = frozenset()) -> list[CandidateSpan]:
    return list(Finder(wordnet()).spans(words(text), locked))


def _edits(text: str) -> set[str]:
    """What the text can be repaired to by one candidate."""
    return {
        text[:start] + new + text[end:]
        for suspect in _spans(text)
        for start, end, new in map(suspect.replacement, suspect.candidates)
    }


@pytest.mark.parametrize(
    ("garbled", "original"),
    [
        ("The loss leaders met.", "The leaders met."),
        ("They froze off the plan.", "They rejected the plan."),
        ("A res publica’s borders", "A nation’s borders"),
        ("a farm-rap order", "a farm-strike order"),
        ("They saw a loss leader.", "They saw a leader."),
        ("They took a mathematical process apart.", "They took an operation apart."),
        ("Alien aid arrived.", "Foreign aid arrived."),
        ("the most magnanimous crowd", "the most large crowd"),
        ("the magnanimous crowd", "the largest crowd"),
        ("Ravish the treaty", "Violating the treaty"),
    ],
)
def test_the_original_is_among_the_candidates(garbled: str, original: str) -> None:
    """Several words, hyphens, possessives, a and an, capitals, and inflection a spinner lost."""
    assert original in _edits(garbled)


def test_locked_words_are_in_no_suspect() -> None:
    """Names, figures and quotations are given as locked indices."""
    assert all(suspect.run[0].text != "alien" for suspect in _spans("alien aid", frozenset({0})))


def test_a_spelling_variant_is_no_candidate() -> None:
    """The article's own spelling is kept."""
    assert "The color faded." not in _edits("The colour faded.")


def test_names_and_figures_are_no_candidates() -> None:
    """A repair never writes a name or a figure where there was none."""
    texts = [c.text for suspect in _spans("the night train left") for c in suspect.candidates]
    assert texts
    assert all(text == text.lower() and text.replace(" ", "").isascii() for text in texts)
    assert not any(letter.isdigit() for text in texts for letter in text)
