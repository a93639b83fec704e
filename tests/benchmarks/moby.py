"""A second thesaurus, Moby (Grady Ward, public domain), for a spinner the channel does not know.

Read from Debian's dict-moby-thesaurus where that is installed: a dictd file, each entry a
head word on a line of its own and, indented, the words related to it.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

from assistant.language.thesaurus import SynonymSet, Thesaurus, wordnet

_FILE = Path("/usr/share/dictd/moby-thesaurus.dict.dz")


def thesaurus(path: Path = _FILE) -> Thesaurus | None:
    """The entries as sets of a head word and one related word each, or None where absent."""
    if not path.is_file():
        return None
    text = gzip.decompress(path.read_bytes()).decode("utf-8", "replace")
    return Thesaurus(_sets(text))


def _sets(text: str) -> Iterator[SynonymSet]:
    head, related = "", ""
    for line in (*text.splitlines(), ""):
        if line.startswith(" ") and head:
            related += " " + line.strip()
            continue
        yield from _entry(head, related)
        head, related = line.split(" Moby Thesaurus")[0].strip().lower(), ""


def _entry(head: str, related: str) -> Iterator[SynonymSet]:
    if not head.isalpha():
        return
    words = related.rpartition(":")[2]
    for word in (part.strip() for part in words.split(",")):
        parts = _parts(head) & _parts(word)
        if word and word != head and parts:
            yield SynonymSet(min(parts), (head, word))


def _parts(word: str) -> set[str]:
    return {part for part in "nvar" if next(wordnet().lookup(word, part), None)}
