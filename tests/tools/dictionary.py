"""Writes the table of the dictionary from lemminflect's: ``python -m tests.tools.dictionary``.

Only words in lower case are looked up, so only they are kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lemminflect.core.Inflections import Inflections
from lemminflect.core.Lemmatizer import Lemmatizer

import assistant.language
from assistant.language.dictionary import UNIVERSAL, entry
from assistant.language.tables import written

TABLE = Path(assistant.language.__file__).parent / "data" / "dictionary.txt"


def words() -> list[str]:
    """Every word in lower case that lemminflect has an entry for, as a form or as a lemma."""
    lemmas, forms = Lemmatizer(), Inflections()
    known = (
        *lemmas._getLemmaDict(), *lemmas._getOverridesDict(),
        *forms._getInflDict(), *forms._getOverridesDict(),
    )  # fmt: skip
    return sorted({word for word in known if word and word == word.lower()})


def rows() -> Iterator[tuple[str, str]]:
    """The words with their entries."""
    lemmas, forms = Lemmatizer(), Inflections()
    for word in words():
        found = lemmas.getAllLemmas(word)
        by_part = {part: found[upos] for part, upos in UNIVERSAL.items() if upos in found}
        by_tag = {tag: tuple(known) for tag, known in forms.getAllInflections(word).items()}
        yield word, entry(by_part, by_tag)


if __name__ == "__main__":
    TABLE.write_bytes(written(rows()))
