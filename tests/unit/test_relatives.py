"""The table of relatives: what went in comes out, and what is shipped holds what it says."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.language.relatives import Relation, pack, relatives, unpack

_WORDS = ("leader", "chief", "head of state", "loss leader", "boss", "guide", "pilot")
_ROWS = st.dictionaries(
    st.sampled_from(_WORDS),
    st.dictionaries(st.sampled_from(_WORDS), st.sampled_from(Relation), min_size=1),
    min_size=1,
)


@settings(max_examples=20, deadline=None)
@given(_ROWS)
def test_a_table_is_read_as_it_was_packed(rows: dict[str, dict[str, Relation]]) -> None:
    """Every relative with its relation and its forms, and nothing for a word without a row."""
    forms = {word: (word, f"{word}s") for word in _WORDS}
    table = unpack(pack(rows, forms))
    for word in _WORDS:
        found = {each.lemma: (each.relation, each.forms) for each in table.of(word)}
        assert found == {to: (kind, forms[to]) for to, kind in rows.get(word, {}).items()}


def _found(word: str) -> dict[str, Relation]:
    return {each.lemma: each.relation for each in relatives().of(word)}


def test_what_spinners_write_leads_back_to_what_stood_there() -> None:
    """By a set of WordNet, by a link, and by Moby, each in its direction."""
    assert Relation.SYNONYM in _found("freeze off")["reject"]
    assert Relation.SYNONYM in _found("loss leader")["leader"]
    assert Relation.LINK in _found("insusceptible")["immune"]
    assert _found("framework")["system"] & (Relation.LISTED | Relation.LISTS)


def test_forms_are_those_of_every_part_of_speech() -> None:
    """A lemma comes first; one of several words inflects where its head is."""
    by_lemma = {each.lemma: each.forms for each in relatives().of("freeze off")}
    assert by_lemma["reject"] == ("reject", "rejects", "rejected", "rejecting")
    assert "turned down" in by_lemma["turn down"]


def test_an_unknown_word_has_none() -> None:
    """No relative is made up."""
    assert not _found("zxqwv")
    assert not _found("")
