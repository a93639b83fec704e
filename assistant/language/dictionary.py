"""The dictionary: the lemmas of a form and the forms of a lemma, by part of speech.

The table is that of lemminflect 0.2.3, of words in lower case; it is gathered by
``python -m tests.tools.dictionary``. Forms of words that it lacks follow the rules, which are
lemminflect's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from assistant.language.tables import Table, table

UNIVERSAL = {"n": "NOUN", "v": "VERB", "a": "ADJ", "r": "ADV"}
OF_PART = {
    "n": frozenset({"NN", "NNS", "NNP", "NNPS"}),
    "v": frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD"}),
    "a": frozenset({"JJ", "JJR", "JJS"}),
    "r": frozenset({"RB", "RBR", "RBS"}),
}
"""The tags of the Penn Treebank that forms of a part of speech have."""

Known = Mapping[str, tuple[str, ...]]


def lemmas(word: str) -> Known:
    """The lemmas of a form in lower case, by part of speech."""
    return _entry(word)[0]


def forms(lemma: str, part: str) -> dict[str, tuple[str, ...]]:
    """The forms of a lemma in lower case that has them as some part of speech, by tag."""
    known = _entry(lemma)[1]
    return {tag: found for tag, found in known.items() if tag in OF_PART[part]}


def regular(lemma: str, part: str) -> dict[str, tuple[str, ...]]:
    """The forms of a noun or verb in lower case by the rules, whether it is known or not."""
    import lemminflect  # numpy comes with it

    found: dict[str, tuple[str, ...]] = lemminflect.getAllInflectionsOOV(lemma, UNIVERSAL[part])
    return found


def entry(lemmas: Known, forms: Known) -> str:
    """What stands in the table behind a word."""
    return "\t".join(
        "|".join(f"{name}:{'/'.join(words)}" for name, words in known.items())
        for known in (lemmas, forms)
    )


def _entry(word: str) -> tuple[Known, Known]:
    found = _table().get(word)
    if found is None:
        return {}, {}
    of_form, _, of_lemma = found.partition("\t")
    return _known(of_form), _known(of_lemma)


def _known(text: str) -> Known:
    pairs = (each.partition(":") for each in text.split("|") if each)
    return {name: tuple(words.split("/")) for name, _, words in pairs}


@cache
def _table() -> Table:
    return table("dictionary.txt")
