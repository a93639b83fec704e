"""A table that is mapped has what was written, and the dictionary in one is lemminflect's."""

from __future__ import annotations

import random
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language import dictionary
from assistant.language.dictionary import OF_PART, UNIVERSAL
from assistant.language.tables import Table, table, written

_KEYS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\t\n"), min_size=1)
_VALUES = st.text(st.sampled_from("ab|:/ \té"))


@given(st.dictionaries(_KEYS, _VALUES), _KEYS)
def test_every_key_is_found_and_no_other(rows: Mapping[str, str], other: str) -> None:
    """Whatever the keys are; an empty table has none."""
    made = Table(written(rows.items()))
    assert dict(made) == rows
    for key, value in rows.items():
        assert made.get(key) == value
    assert made.get(other) == rows.get(other)
    assert made.get(other + "\ttail") is None
    assert made.get("\ud800") is None


def test_a_table_that_is_missing_is_an_error() -> None:
    """Of the package's own files none may be missing."""
    with pytest.raises(FileNotFoundError):
        table("no-such-table.txt")


def test_the_dictionary_is_that_of_lemminflect() -> None:
    """Lemmas and forms of words drawn at random, of those that it lacks as well."""
    import lemminflect

    every = [word for word, _ in table("dictionary.txt")]
    assert len(every) > 60_000
    for word in (*random.Random(1).sample(every, 1_000), "blorg", "Aachen", ""):
        known = lemminflect.getAllLemmas(word) if word.islower() else {}
        found = dictionary.lemmas(word)
        assert {UNIVERSAL[part]: lemmas for part, lemmas in found.items()} == {
            upos: lemmas for upos, lemmas in known.items() if upos in UNIVERSAL.values()
        }
        for part, upos in UNIVERSAL.items():
            forms = lemminflect.getAllInflections(word, upos=upos) if word.islower() else {}
            assert dictionary.forms(word, part) == forms
            assert forms.keys() <= OF_PART[part]
