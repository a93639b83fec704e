"""A format is one class and one registration."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from assistant.article.document import Document
from assistant.article.formats import registry
from assistant.article.formats.base import Format
from assistant.article.model import Block, BlockKind, Encoding, Mark
from assistant.article.structure_issues import structure_issues
from assistant.errors import SourceError, UsageError
from assistant.language.span import Span
from assistant.summary.model import Summary, SummarySentence
from assistant.summary.takeaways import proposed


class Lines(Format):
    """A container with a header: a line is a heading after `=`, and `@name` is not shown."""

    name = "lines"
    title = "Lines"
    file = "a file of lines"
    suffixes = frozenset({".lines"})
    explicit_headings = True

    def recognises(self, data: bytes, text: str | None) -> bool:
        """By its header."""
        return data.startswith(b"LINES\0")

    def decode(self, data: bytes, encoding: str = "") -> tuple[str, Encoding] | None:
        """The text behind the header."""
        return (data[7:].decode(), Encoding()) if data.startswith(b"LINES\0") else None

    def encode(self, text: str, encoding: Encoding, original: bytes) -> bytes:
        """The header of the original, and the text."""
        return original[:7] + text.encode()

    def parse(self, source: str) -> tuple[Block, ...]:
        """A block a line."""
        return tuple(self._blocks(source))

    def _blocks(self, source: str) -> Iterator[Block]:
        at = 0
        for line in source.splitlines(keepends=True):
            heading = line.startswith("=")
            text = Span(at + heading, at + len(line.rstrip("\n")))
            name = line.find("@")
            marks = (Mark(Span(at + name, text.end), ""),) if name >= 0 else ()
            kind = BlockKind.HEADING if heading else BlockKind.PARAGRAPH
            yield Block(kind, Span(at, at + len(line)), text, int(heading), marks=marks)
            at += len(line)

    def escaped(self, text: str) -> str:
        """Without the sign that hides."""
        return text.replace("@", "(at)")

    def listed(self, heading: str, items: Sequence[str]) -> str:
        """One line for all."""
        return f"={heading}: {', '.join(map(self.escaped, items))}"


DATA = b"LINES\0\x07=Rain\nIt rained on Monday. @ann\n=Sun\n=Wind\nIt blew.\n"


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> Lines:
    """The format, registered for one test."""
    monkeypatch.setattr(registry, "_FORMATS", dict(registry._FORMATS))
    new = Lines()
    registry.register(new)
    return new


def test_a_new_format_reads_shows_and_writes_itself(lines: Lines) -> None:
    """From standard input, by suffix and by the name in a review."""
    document = Document.of_bytes(DATA)
    article = document.article
    assert article.format is lines
    assert Document.of_bytes(DATA, path="a.lines").article.format is lines
    assert registry.format_named("lines") is lines
    assert article.visible().text.splitlines()[1] == "It rained on Monday. "
    assert document.write(article.source) == DATA
    assert document.write("No.\n") == b"LINES\0\x07No.\n"


def test_faults_and_takeaways_are_those_of_the_format(lines: Lines) -> None:
    """An empty section is certain where headings say so; a list is as the format has it."""
    article = Document.of_bytes(DATA).article
    (fault,) = structure_issues(article, garbled=True)
    assert (fault.original, fault.flags) == ("=Sun\n", ())
    summary = Summary((SummarySentence("Ann @ sea.", (Span(0, 1),)),), (), "x")
    assert "=Key takeaways: Ann (at) sea." in proposed(article, summary).replacement


def test_what_is_in_no_known_format_is_refused_with_those_that_are(lines: Lines) -> None:
    """The hint names every format that is known."""
    with pytest.raises(SourceError, match=r"a\.lines is not a file of lines") as caught:
        Document.of_bytes(b"text", path="a.lines")
    assert all(each.title in caught.value.hint for each in registry.known())
    assert "and Lines;" in caught.value.hint


def test_a_format_of_a_later_version_is_named() -> None:
    """In one line, with those that are known."""
    with pytest.raises(UsageError, match="the format 'papyrus' is not known") as caught:
        registry.format_named("papyrus")
    assert "text, markdown" in caught.value.hint
