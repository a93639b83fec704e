"""pandoc and prosediff decide all that we propose, and give back exactly the new and the old text.

Bold, italics, links, notes, lists and tables count as much as the words.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.article.document import Document
from assistant.edits import Edit
from tests.oracles.programs import needs_programs, pandoc, prosediff
from tests.unit.test_returned import SIGNED

pytestmark = needs_programs

ARTICLE = """# Council rejects the ferry

The **loss leaders of Port** Ellery *froze off* the plan on 5 March.[^1] They met for [three long
hours](https://example.org/a), and **nobody *stated* a reason**.

## What comes next

- The alien firm left.
- The harbour stays as it is.

> “No ferry, no vote,” said Ines Tarrow.

| Year | Riders           |
|------|------------------|
| 2023 | The riders fell. |

Nobody was asked twice.

The mill closed in May.

[^1]: The minutes state a *reason* that nobody gave.
"""
CHANGES = (
    ("loss leaders", "leaders"),  # within bold
    ("Port Ellery", "the port"),  # out of bold
    ("froze off", "turned down"),  # all that is italic
    ("three long", "three"),  # within a link
    ("hours, and", "hours; and"),  # out of a link
    ("stated a", "gave any"),  # out of italics
    ("What comes next", "What follows"),  # a heading
    ("alien ", ""),  # in a list
    ("stays as it is", "will stay"),
    ("riders fell", "number of riders fell"),  # in a table
    ("Nobody was asked twice.\n\n", ""),  # a paragraph
    ("a reason that", "a cause that"),  # in a note
    ("in May.", "in May.\n\nIt will not open again."),  # one more paragraph
)


@pytest.fixture(scope="module", params=["docx", "odt"])
def document(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Document:
    """The article as pandoc writes it."""
    folder = tmp_path_factory.mktemp("article")
    (folder / "a.md").write_text(ARTICLE)
    path = folder / f"a.{request.param}"
    pandoc(folder / "a.md", "-o", path)
    return Document.read(path)


def edits(document: Document, reason: str) -> list[Edit]:
    """The changes, each where it is found first; OpenDocument keeps notes where they are put."""
    source, found = document.article.source, []
    for old, new in CHANGES:
        start = source.find(old)
        if start >= 0:
            found.append(Edit(start, start + len(old), old, new, reason=reason))
    assert len(found) >= len(CHANGES) - 2
    return sorted(found, key=lambda edit: edit.start)


Character = tuple[str, tuple[str, ...]]
_PLAIN = frozenset({"Span", "Plain"})


def flat(tree: object, within: tuple[str, ...] = ()) -> Iterator[Character]:
    """The characters of a tree of pandoc, each with what it stands in; no comments, no spaces."""
    match tree:
        case {"t": "Str", "c": text}:
            yield from ((character, tuple(sorted(within))) for character in text)
        case {"t": "Span", "c": [[_, [("comment-start" | "comment-end"), *_], _], _]}:
            return
        case {"t": "Link", "c": [_, text, [target, _]]}:
            yield from flat(text, (*within, target))
        case {"t": kind, "c": content}:
            yield from flat(content, within if kind in _PLAIN else (*within, kind))
        case [*parts]:
            for part in parts:
                yield from flat(part, within)


def as_pandoc_reads(path: Path, decision: str) -> list[Character]:
    """The document with all formatting."""
    tree = json.loads(pandoc(path, "-t", "json", f"--track-changes={decision}"))
    return list(flat(tree["blocks"]))


_COMMENT = re.compile(r"\[[^\[\]]*\]\{\.comment-(?:start|end)[^{}]*\}")
_TARGET = "(https://example.org/a)"
_INNER = re.compile(r"\[([^\[\]]*)\]" + re.escape(_TARGET))
_NESTED = re.compile(
    rf"\[([^\[\]]*(?:\[[^\[\]]*\]{re.escape(_TARGET)}[^\[\]]*)+)\]" + re.escape(_TARGET)
)
"""A link in a link: LibreOffice, too, keeps the link with what is deleted in it."""


def _words(link: re.Match[str]) -> str:
    return link[1]


def as_prosediff_reads(path: Path, decision: str) -> list[Character]:
    """The document with all formatting, by way of the Markdown that it makes."""
    read = path.with_suffix(".md")
    shown = prosediff("--to-markdown", path, f"--docx-changes={decision}-all")
    shown = _COMMENT.sub("", shown)
    read.write_text(_NESTED.sub(lambda link: f"[{_INNER.sub(_words, link[1])}]{_TARGET}", shown))
    return as_pandoc_reads(read, decision)


@pytest.mark.parametrize("reason", ["", "a plainer word"])
def test_accepted_it_is_the_new_document_and_rejected_the_old(
    document: Document, tmp_path: Path, reason: str
) -> None:
    """To both programs; pandoc reads an OpenDocument text as accepted alone."""
    name = document.article.format.name
    found = edits(document, reason)
    paths = {each: tmp_path / f"{each}.{name}" for each in ("old", "new", "tracked")}
    paths["old"].write_bytes(document.data)
    paths["new"].write_bytes(document.written(found))
    paths["tracked"].write_bytes(document.written(found, SIGNED))
    new, old, sent = paths["new"], paths["old"], paths["tracked"]
    assert as_prosediff_reads(sent, "accept") == as_prosediff_reads(new, "accept")
    assert as_prosediff_reads(sent, "reject") == as_prosediff_reads(old, "accept")
    assert as_pandoc_reads(sent, "accept") == as_pandoc_reads(new, "accept")
    if name == "docx":
        assert as_pandoc_reads(sent, "reject") == as_pandoc_reads(old, "accept")
    assert as_pandoc_reads(new, "accept") != as_pandoc_reads(old, "accept")
