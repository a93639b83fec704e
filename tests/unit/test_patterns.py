"""A lazy pattern does what a compiled one does, and is compiled once, at its first use."""

from __future__ import annotations

import pickle
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.patterns import lazy

_SOURCES = st.sampled_from([r"(?P<word>\w+)\s", r"a|b", r"(x)?y*"])


@given(_SOURCES, st.text("abxy \n"))
def test_it_finds_what_a_compiled_one_finds(source: str, text: str) -> None:
    """By every method, with and without names."""
    late, early = lazy(source, re.IGNORECASE), re.compile(source, re.IGNORECASE)
    found = [(m.span(), m.groupdict()) for m in late.finditer(text)]
    assert found == [(m.span(), m.groupdict()) for m in early.finditer(text)]
    assert late.sub("-", text) == early.sub("-", text)
    assert bool(late.fullmatch(text)) == bool(early.fullmatch(text))
    assert late.groups == early.groups


def test_it_is_compiled_at_its_first_use_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its source can be read before, and made part of another."""
    compiled: list[str] = []
    compiler = re.compile

    def counted(source: str, flags: int = 0) -> re.Pattern[str]:
        compiled.append(source)
        return compiler(source, flags)

    monkeypatch.setattr(re, "compile", counted)
    word = lazy(r"\w+")
    sentence = lazy(rf"(?:{word.pattern}\s)+\.", word.flags)
    assert compiled == []
    assert word.match("one")
    assert word.search(" two")
    assert compiled == [word.pattern]
    assert sentence.match("one two .")


def test_it_can_be_sent_to_another_process() -> None:
    """Used or not."""
    for used in (False, True):
        known = lazy("b+")
        if used:
            assert known.search("abb")
        match = pickle.loads(pickle.dumps(known)).search("abb")
        assert match is not None
        assert match.group() == "bb"
