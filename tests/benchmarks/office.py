"""How long a Word document of 20,000 words takes to be read, and to be written with 2,000 changes.

    python -m tests.benchmarks.office [FOLDER]

With a FOLDER, the document, what it becomes and the changes are left there for other programs.
"""

from __future__ import annotations

import json
import random
import resource
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from assistant.article.document import Document
from assistant.article.formats.base import Tracking
from assistant.edits import Edit
from tests.support.office import docx, paragraph, run

WORDS = 20_000
CHANGES = 2_000
_VOCABULARY = (
    "the council mill river report Monday said people road bridge old new water house year plan "
    "money school night clinic valley farm price ferry north south town market small large"
).split()


def made(words: int, seed: int = 1) -> bytes:
    """A document of so many words, in paragraphs of some eighty, with bold and italic runs."""
    chance = random.Random(seed)
    body = []
    for number in range(words // 80):
        runs = []
        for part in range(8):
            text = " ".join(chance.choice(_VOCABULARY) for _ in range(10))
            runs.append(run(f"{text} ", ("", "<w:b/>", "", "<w:i/>")[part % 4]))
        body.append(paragraph(f"Paragraph {number} begins. ", *runs))
    return docx(*body)


def changes(source: str, count: int) -> list[Edit]:
    """So many words, each replaced by another."""
    step, edits, at = len(source) // count, [], 0
    while len(edits) < count:
        start = source.find(" ", at) + 1
        end = min(
            place for place in (source.find(" ", start), source.find("\n", start)) if place > 0
        )
        if start <= 0 or end <= start or "\n" in source[start:end]:
            at += 3
            continue
        edits.append(
            Edit(start, end, source[start:end], f"other{len(edits)}", reason="a plainer word")
        )
        at = max(end + 1, step * len(edits))
    return edits


def main(folder: Path | None) -> None:
    """Print the times of the processor, and the memory of it all."""
    data = made(WORDS)
    begun = time.process_time()
    document = Document.of_bytes(data, path="a.docx")
    read = time.process_time() - begun
    edits = changes(document.article.source, CHANGES)
    begun = time.process_time()
    out = document.written(edits, Tracking("assistant", datetime(2024, 5, 2, tzinfo=UTC)))
    wrote = time.process_time() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    words = len(document.article.source.split())
    print(f"{words} words read in {read:.2f} s of the processor")
    print(f"written with {len(edits)} tracked changes in {wrote:.2f} s; {peak:.0f} MB at most")
    if folder is not None:
        (folder / "plain.docx").write_bytes(data)
        (folder / "tracked.docx").write_bytes(out)
        (folder / "new.docx").write_bytes(document.written(edits))
        pairs = [(e.start, e.original, e.replacement) for e in edits]
        (folder / "changes.json").write_text(json.dumps([document.article.source, pairs]))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
