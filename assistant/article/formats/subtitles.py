"""Subtitles: WebVTT and SubRip, whose cues hold the prose and whose other lines stay as they are.

A sentence may run over several cues: they are one block, in which times, numbers and settings
of cues are marks (WebVTT, W3C Candidate Recommendation of 2019, section 4).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.article.blocks import Block, BlockKind, Mark, stretched
from assistant.article.formats.base import Format
from assistant.article.inline_markup import around, plain_marks
from assistant.article.line_heuristics import ends_sentence
from assistant.article.lines import Line, chunks, split_lines
from assistant.errors import UsageError
from assistant.language.span import Span, trimmed

_MOST_CUES = 40
"""Cues without an end of a sentence that are one block."""

_STAMP = r"(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}"
_TIMES = re.compile(rf"\s*{_STAMP}\s*-->\s*{_STAMP}(?:\s|\Z)")
_HEADER = re.compile(r"\ufeff?WEBVTT(?:[ \t]+(?:-[ \t]*)?(?P<title>[^\r\n]*))?(?=[\r\n]|\Z)")
_SUBRIP = re.compile(rf"\s*\d{{1,6}}[ \t]*(?:\r\n|\r|\n){_TIMES.pattern}")
_HIDDEN = re.compile(
    r"""</?(?:v|c|lang)(?:[.\s][^<>\r\n]{0,200})?> | <(?:\d{1,3}:)?\d{1,2}:\d\d\.\d{3}>
      | \{\\[^{}\r\n]{0,100}\} | \[[A-Z][A-Z ,'-]{0,60}\] | [♪♫]
      | (?m:^)[ \t]*(?:>>+|-(?=[ \t]))[ \t]*""",
    re.VERBOSE,
)
_SPEAKER = re.compile(r"\s*(?:<v[.\s][^<>]*>|>>|-\s)")


@dataclass(frozen=True, slots=True)
class _Cue:
    """The lines of a cue: its identifier and times, and its text."""

    head: Sequence[Line]
    lines: Sequence[Line]

    @property
    def text(self) -> Span:
        return Span(self.lines[0].prose.start, self.lines[-1].prose.end)

    @property
    def speaker(self) -> str:
        found = _SPEAKER.match(self.lines[0].text)
        return found.group() if found else ""


def parse(source: str) -> tuple[Block, ...]:
    """The blocks of subtitles, without sentences; their spans, joined, are the source."""
    blocks: list[Block] = []
    row: list[_Cue] = []
    for run in chunks(split_lines(source)):
        cue = _cue(run)
        if row and (cue is None or not _goes_on(source, row, cue)):
            blocks.append(_prose(source, row))
            row = []
        if not row:
            blocks.append(_opaque(run if cue is None else cue.head))
        if cue is not None:
            row.append(cue)
    if row:
        blocks.append(_prose(source, row))
    return tuple(_joined(source, blocks))


def _cue(run: Sequence[Line]) -> _Cue | None:
    """The cue that lines without a blank one are; None where they are a note, a style, a header."""
    timed = next((n for n, line in enumerate(run[:2], 1) if _TIMES.match(line.text)), 0)
    return _Cue(run[:timed], run[timed:]) if 0 < timed < len(run) else None


def _goes_on(source: str, row: Sequence[_Cue], cue: _Cue) -> bool:
    """Whether the sentence of a row of cues goes on in the next one."""
    last = row[-1].text
    again = not cue.speaker or (cue.speaker == row[0].speaker and cue.speaker.strip()[:2] == "<v")
    return again and len(row) < _MOST_CUES and not ends_sentence(source[last.start : last.end])


def _opaque(lines: Sequence[Line]) -> Block:
    start = lines[0].start
    return Block(BlockKind.OPAQUE, Span(start, lines[-1].next), Span(start, lines[-1].end))


def _prose(source: str, row: Sequence[_Cue]) -> Block:
    text = Span(row[0].text.start, row[-1].text.end)
    marks: list[Mark] = []
    hidden = [Span(cue.head[0].start, cue.head[-1].end) for cue in row[1:]]
    for cue in row:
        marks += plain_marks(source, cue.text)
        hidden += (Span(*m.span()) for m in _HIDDEN.finditer(source, cue.text.start, cue.text.end))
    start = row[0].lines[0].start
    return Block(BlockKind.PARAGRAPH, Span(start, text.end), text, marks=around(marks, hidden))


def _joined(source: str, blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks stretched; the text of an opaque one is all of it but the blank space around."""
    for block in stretched(blocks, len(source)):
        if block.kind is BlockKind.OPAQUE:
            start, end = block.span.start, block.span.end
            yield replace(block, text=trimmed(source[start:end], start))
        else:
            yield block


class Subtitles(Format):
    """WebVTT and SubRip: the text of the cues is prose."""

    name = "subtitles"
    title = "subtitles"
    file = "a file of subtitles"
    suffixes = frozenset({".vtt", ".srt"})

    def recognises(self, data: bytes, text: str | None) -> bool:
        """The header of WebVTT, or a first cue of SubRip."""
        return text is not None and self.is_certain(text)

    def is_certain(self, text: str) -> bool:
        """Whether it begins so."""
        return bool(_HEADER.match(text) or _SUBRIP.match(text))

    def parse(self, source: str) -> tuple[Block, ...]:
        """A block for each row of cues that a sentence runs over."""
        return parse(source)

    def stated_title(self, source: str) -> str:
        """What stands in the header behind the name of the format."""
        header = _HEADER.match(source)
        return (header["title"] or "").strip() if header else ""

    def listed(self, heading: str, items: Sequence[str]) -> str:
        """Raises UsageError, for a list would be shown by no player."""
        msg = "subtitles have no place for a list"
        raise UsageError(msg, hint="`assistant summarise` prints it")


SUBTITLES = Subtitles()
