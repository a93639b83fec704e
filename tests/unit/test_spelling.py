"""American and British spelling."""

from __future__ import annotations

import pytest

from assistant.language.spelling import Dialect, dialect, foreign_to, same_but_spelling


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("colour", "color"), ("organise", "organize"), ("centre", "center"), ("defence", "defense"),
        ("travelled", "traveled"), ("programme", "program"), ("co-operation", "cooperation"),
        ("catalogue", "catalog"), ("analyse", "analyze"), ("towards", "toward"),
        ("cheque", "check"),
        ("paediatric", "pediatric"), ("learnt", "learned"), ("grey", "gray"), ("ageing", "aging"),
    ],
)  # fmt: skip
def test_spelling_variants_are_the_same_word(one: str, other: str) -> None:
    """A spelling variant is not a repair."""
    assert same_but_spelling(one, other)


@pytest.mark.parametrize(
    ("one", "other"), [("four", "for"), ("contact", "contract"), ("hour", "or")]
)
def test_different_words_are_different(one: str, other: str) -> None:
    """Words that look alike are not taken for variants."""
    assert not same_but_spelling(one, other)


def test_an_article_shows_the_spelling_it_keeps_to() -> None:
    """By the majority of its telling words; none where it has none."""
    assert dialect(["colour", "labour", "rise"]) is Dialect.BRITISH
    assert dialect(["color", "organized", "promise"]) is Dialect.AMERICAN
    assert dialect(["rise", "promise", "the"]) is Dialect.UNKNOWN


def test_of_two_spellings_the_one_foreign_to_the_article_is_told() -> None:
    """Only where the other one is there to take its place."""
    assert foreign_to(Dialect.BRITISH, "stabilize", ["stabilise", "steady"])
    assert not foreign_to(Dialect.BRITISH, "stabilise", ["stabilize", "steady"])
    assert not foreign_to(Dialect.BRITISH, "stabilize", ["steady"])
    assert foreign_to(Dialect.AMERICAN, "travelling", ["traveling"])
