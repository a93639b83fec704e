"""Inflection in both directions."""

from __future__ import annotations

import pytest

from assistant.language.inflection import Reading, inflect, readings


@pytest.mark.parametrize(
    ("surface", "reading"),
    [
        ("leaders", Reading("leader", "n", "NNS")),
        ("loss leaders", Reading("loss leader", "n", "NNS")),
        ("points of view", Reading("point of view", "n", "NNS")),
        ("froze off", Reading("freeze off", "v", "VBD")),
        ("turning down", Reading("turn down", "v", "VBG")),
        ("better", Reading("good", "a", "JJR")),
        ("mice", Reading("mouse", "n", "NNS")),
        ("fomites", Reading("fomite", "n", "NNS")),
        ("criminated", Reading("criminate", "v", "VBD")),
    ],
)
def test_a_surface_form_is_read_back_to_its_lemma(surface: str, reading: Reading) -> None:
    """Regular and irregular forms, lemmas of several words, and words no dictionary has."""
    assert reading in readings(surface)


@pytest.mark.parametrize(
    ("lemma", "part", "tag", "form"),
    [
        ("freeze off", "v", "VBD", "froze off"),
        ("loss leader", "n", "NNS", "loss leaders"),
        ("point of view", "n", "NNS", "points of view"),
        ("shoot down", "v", "VBN", "shot down"),
        ("big", "a", "JJS", "biggest"),
        ("allege", "v", "VBN", "alleged"),
        ("fomite", "n", "NNS", "fomites"),
        ("leader", "n", "NN", "leader"),
    ],
)
def test_a_lemma_takes_the_form_of_a_tag(lemma: str, part: str, tag: str, form: str) -> None:
    """A verb inflects in its first word, a noun in its last or before a preposition."""
    assert inflect(lemma, part, tag)[0] == form
