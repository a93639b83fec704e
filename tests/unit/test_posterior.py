"""Bayes' rule over the options of a group, and the share of a document."""

from __future__ import annotations

import math
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.repair.posterior import Evidence, Weights, estimate_share, posterior, weights

_SCORES = st.lists(st.floats(-50, 50), max_size=6)
_PLAIN = Weights(Evidence(**{f.name: 0.0 for f in fields(Evidence)}), 0.03, 20.0, 0.5, 0.7)


@given(_SCORES, st.floats(0, 1))
def test_beliefs_and_the_chance_of_being_left_alone_make_one(
    scores: list[float], share: float
) -> None:
    """What is missing to 1 is the probability that the spinner left the place alone."""
    beliefs = posterior(scores, share)
    assert len(beliefs) == len(scores)
    assert all(0 <= belief <= 1 for belief in beliefs)
    assert sum(beliefs) <= 1 + 1e-9


def test_one_option_against_none_is_the_odds() -> None:
    """With an even share the posterior is the logistic function of the score."""
    assert posterior([2.0], 0.5) == pytest.approx([1 / (1 + math.exp(-2.0))])


def test_the_order_of_options_is_that_of_their_scores() -> None:
    """The likeliest option has the highest score."""
    beliefs = posterior([0.0, 3.0, 1.0], 0.1)
    assert sorted(range(3), key=beliefs.__getitem__) == [0, 2, 1]


def test_a_clean_article_drives_the_share_to_nothing() -> None:
    """And with it every belief: this is what keeps clean text clean."""
    share = estimate_share([[-4.0], [-3.0], *[[]] * 200], _PLAIN)
    assert share < 0.01
    assert max(posterior([1.0], share)) < 0.05


def test_a_garbled_article_is_found_to_be_one() -> None:
    """Forty clear repairs among two hundred groups are a share of about a fifth."""
    share = estimate_share([*[[9.0]] * 40, *[[-6.0]] * 160], _PLAIN)
    assert share == pytest.approx(0.2, abs=0.03)


def test_more_gain_and_a_likelier_channel_speak_for_an_option() -> None:
    """Whatever the fit, these weights have the sign that Bayes' rule gives them."""
    fitted = weights().evidence
    assert fitted.best > 0
    assert fitted.behind > 0
    assert fitted.channel > 0
    assert fitted.loose < 0
