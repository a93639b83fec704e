"""What a word is, by each of the few notions of it, and what is made of words."""

from __future__ import annotations

import re
from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.articles import agreeing, with_article
from assistant.language.characters import (
    CONTROL,
    DIRECTION,
    FORMAT,
    SURROGATES,
    ZERO_WIDTH,
    is_invisible,
)
from assistant.language.sentences import split
from assistant.language.stems import bases, stem
from assistant.language.tokens import CHUNK, COMPOUND, PIECE, WORD, lower_words, words


@pytest.mark.parametrize(
    ("text", "word", "compound", "lexical", "with_initials"),
    [
        ("It’s so-called.", "It’s so called", "It’s so-called", "It so called", "It so called"),
        ("the U.S. fleet", "the U.S fleet", "the U.S fleet", "the U S fleet", "the U.S. fleet"),
        ("O'Neil's 3.5 m", "O'Neil's 3.5 m", "O'Neil's 3.5 m", "O'Neil 3.5 m", "O'Neil 3.5 m"),
        ("1,000 on 2nd", "1 000 on 2nd", "1 000 on 2nd", "1,000 on 2 nd", "1,000 on 2 nd"),
        ("a_b G20", "a b G20", "a b G20", "a b G 20", "a b G 20"),
        ("dogs' don't", "dogs don't", "dogs don't", "dogs don't", "dogs don't"),
        ("end. Next", "end Next", "end Next", "end Next", "end Next"),
        ("— … !", "", "", "", ""),
    ],
)  # fmt: skip
def test_the_table_of_words(
    text: str, word: str, compound: str, lexical: str, with_initials: str
) -> None:
    """A reader counts words, a lexicon lists compounds, a thesaurus parts of them, names dots."""
    assert " ".join(WORD.findall(text)) == word
    assert " ".join(COMPOUND.findall(text)) == compound
    assert " ".join(each.text for each in words(text)) == lexical
    assert " ".join(each.text for each in words(text, initials=True)) == with_initials


def test_words_in_lower_case_have_straight_apostrophes() -> None:
    """So that what two texts write otherwise is the same word."""
    assert lower_words("It’s Orr's") == lower_words("IT'S ORR’S") == ("it's", "orr's")


@given(st.text(alphabet="ab'’.- \n1_“é\u200b", max_size=80))
def test_nothing_falls_between_pieces(text: str) -> None:
    """The pieces of a text, joined, are the text; chunks leave out white space at its end."""
    assert "".join(PIECE.findall(text)) == text
    assert "".join(CHUNK.findall(text)) == text.rstrip()


@given(st.text(alphabet="ab’.- \n1", max_size=80))
def test_initials_change_nothing_else(text: str) -> None:
    """What is no initial is the same word at the same place."""
    found = [w for w in words(text, initials=True) if "." not in w.text or w.text[0].isdigit()]
    assert {(w.start, w.end) for w in found} <= {(w.start, w.end) for w in words(text)}


@pytest.mark.parametrize(
    ("text", "put", "expected"),
    [
        ("It was a [car].", "automobile", "It was an automobile."),
        ("It was an [auto].", "car", "It was a car."),
        ("A [car] left.", "automobile", "An automobile left."),
        ("It was a [car].", "wagon", "It was a wagon."),
        ("It was a \n[car].", "auto", "It was an \nauto."),
        ("It was a [very ]old car.", "", "It was an old car."),
        ("It was an [old] 8-hour shift.", "", "It was an  8-hour shift."),
        ("It was an [eight] hour shift.", "8", "It was an 8 hour shift."),
        ("It was a [long] 8-hour shift.", "very long", "It was a very long 8-hour shift."),
        ("It was a [dozen].", "11", "It was an 11."),
        ("It was a [big] deal.", "$8 million", "It was an $8 million deal."),
        ("It was a [German] post.", "F.B.I.", "It was an F.B.I. post."),
        ("It was a [British] ship.", "U.S.", "It was a U.S. ship."),
        ("It was an [only] case.", "one-off", "It was a one-off case."),
        ("The [car] left.", "auto", "The auto left."),
        ("vitamin-rich, a, [car].", "auto", "vitamin-rich, a, auto."),
    ],
)
def test_an_article_before_a_change_agrees_with_it(text: str, put: str, expected: str) -> None:
    """With what is put, or with what follows where nothing is; with a figure as it is read out."""
    start, end = text.index("["), text.index("]") - 1
    plain = text.replace("[", "").replace("]", "")
    first, last, written = with_article(plain, start, end, put)
    assert plain[:first] + written + plain[last:] == expected


def test_an_article_keeps_its_capital() -> None:
    """And is itself where it is right."""
    assert [agreeing(*pair) for pair in (("A", "hour"), ("an", "unit"), ("An", "owl"))] == [
        "An",
        "a",
        "An",
    ]


def test_stems_and_bases() -> None:
    """A stem is one form for all; bases are what a word may be a regular form of."""
    assert {stem(each) for each in ("decides", "decided", "deciding", "decide")} == {"decid"}
    assert "carry" in set(bases("carried", "v"))
    assert set(bases("berries", "n")) == {"berry", "berri", "berrie"}
    assert list(bases("berries", "a")) == []
    assert list(bases("as")) == []


def test_the_sentences_of_a_text_are_the_text() -> None:
    """Each with the white space behind it; a line may end within one."""
    text = "It fell. Mr. Orr of\r\nDunmore left.\nNobody came"
    pieces = [text[span.start : span.end] for span in split(text)]
    assert "".join(pieces) == text
    assert [piece.strip() for piece in pieces][:2] == ["It fell.", "Mr. Orr of\r\nDunmore left."]
    assert split("") == []


def test_sets_of_characters_nobody_sees() -> None:
    """Each control and format character of Unicode is in its set; a tab and a line feed are not."""
    unseen = re.compile(f"[{CONTROL}{FORMAT}{SURROGATES}]")
    known = [char for char in map(chr, range(0x110000)) if category(char) in {"Cc", "Cf", "Cs"}]
    assert {char for char in known if not unseen.match(char)} == {"\t", "\n"}
    assert all(map(is_invisible, known))
    assert not any(unseen.match(char) or is_invisible(char) for char in "a \xa0é\u2028")
    assert all(unseen.match(char) for char in ZERO_WIDTH)
    assert all(re.match(f"[{DIRECTION}]", char) for char in "\u200e\u202a\u202e\u2069")
