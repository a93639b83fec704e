"""Writing changes into WordprocessingML: only the runs and marks that they touch are written anew.

A deletion is a `w:del` with the runs as they were, an insertion a `w:ins` with the properties of
the first run that is deleted (17.13.5.14, 17.13.5.18); without tracking the text itself changes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from assistant.article.formats.office.planning import Change, Insertion, Removal, Step, locked
from assistant.article.formats.office.segments import Piece
from assistant.article.formats.office.writing import StepWriter
from assistant.article.formats.office.xml import prefix
from assistant.article.formats.word.markup import run_of, text_of, texts_of
from assistant.article.formats.word.model import Child, Paragraph, Run, WordSegment
from assistant.article.formats.word.signing import Signing

_BETWEEN = re.compile(
    rb"(?:\s|<(?:\w+:)?(?:proofErr|bookmarkStart|bookmarkEnd)\b(?:[^<>\"]|\"[^\"]*\")*/>)*"
)


@dataclass(slots=True, eq=False)
class _Cut:
    """Text that goes from one offset up to another, and what comes in its place.

    `runs` are those that it goes through, `tail` the one behind whose part the new text stands;
    where nothing goes, `anchor` is the piece at whose edge it stands.
    """

    start: int
    end: int
    text: str
    reason: str
    runs: list[Run] = field(default_factory=list)
    tail: Run | None = None
    anchor: Piece | None = None


@dataclass(slots=True)
class _Item:
    """A part of a run: what stays, what goes with a cut, what a cut puts in."""

    content: bytes
    gone: _Cut | None = None
    put: _Cut | None = None


class Writer(StepWriter[WordSegment]):
    """Writes the steps of one part."""

    def __init__(self, data: bytes, signing: Signing | None) -> None:
        super().__init__(data, WordSegment)
        self._signing = signing
        self._cuts: dict[int, list[_Cut]] = defaultdict(list)
        self._runs: dict[int, Run] = {}

    def _finish(self, steps: Sequence[Step]) -> None:
        for key, cuts in self._cuts.items():
            run = self._runs[key]
            self._splices.append((run.start, run.end, self._written(run, cuts)))

    def _change(self, segment: WordSegment, step: Change) -> None:
        cut = _Cut(step.start, step.end, step.text, step.reason)
        met = [(piece, run) for piece, run in zip(segment.pieces, segment.runs, strict=True)
               if piece.start < step.end and step.start < piece.end]  # fmt: skip
        if any(piece.locked or run is None for piece, run in met):
            raise locked(step)
        cut.runs = list(dict.fromkeys(run for _, run in met if run is not None))
        if cut.runs:
            cut.tail = self._chain(cut.runs)[-1]
            for run in cut.runs:
                self._cut(run, cut)
        elif step.text:
            self._anchored(segment, step, cut)

    def _anchored(self, segment: WordSegment, step: Change, cut: _Cut) -> None:
        """A cut that only puts something in, at the edge of a piece that may be changed."""
        pairs = list(zip(segment.pieces, segment.runs, strict=True))
        touching = [pair for pair in pairs if pair[0].start <= step.start <= pair[0].end]
        for piece, run in touching:
            if run is not None and not piece.locked:
                cut.anchor, cut.tail = piece, run
                self._cut(run, cut)
                return
        raise locked(step)

    def _cut(self, run: Run, cut: _Cut) -> None:
        self._runs[id(run)] = run
        self._cuts[id(run)].append(cut)

    def _chain(self, runs: Sequence[Run]) -> list[Run]:
        """The runs from the first on between which stands nothing that parts a deletion."""
        chain = [runs[0]]
        for run in runs[1:]:
            if not self._adjoins(chain[-1], run):
                break
            chain.append(run)
        return chain

    def _adjoins(self, one: Run, other: Run) -> bool:
        between = self._data[one.end : other.start]
        return one.end <= other.start and _BETWEEN.fullmatch(between) is not None

    def _remove(self, segment: WordSegment, step: Removal) -> None:
        if self._signing is None and segment.is_removable:
            self._splices += [(each.start, each.end, b"") for each in segment.paragraphs]
            return
        self._change(segment, Change(segment, segment.start, segment.end, "", step.reason))
        if self._signing is not None and segment.is_removable:
            for paragraph in segment.paragraphs:
                self._sign_mark(paragraph, "del")

    def _sign_mark(self, paragraph: Paragraph, what: str) -> None:
        """Sign the mark of a paragraph as deleted."""
        if self._signing is None:
            return
        data, mark = self._data, paragraph.mark
        name = prefix(data[paragraph.start : paragraph.tag_end])
        sign = self._signing.tag(name, what)[:-1] + b"/>"
        if mark.properties is None:
            new = b"<%spPr><%srPr>%s</%srPr></%spPr>" % (name, name, sign, name, name)
            self._splices.append((paragraph.tag_end, paragraph.tag_end, new))
        elif data[mark.properties[1] - 2 : mark.properties[1]] == b"/>":
            new = b"<%spPr><%srPr>%s</%srPr></%spPr>" % (name, name, sign, name, name)
            self._splices.append((*mark.properties, new))
        elif mark.run is None:
            new = b"<%srPr>%s</%srPr>" % (name, sign, name)
            self._splices.append((mark.last, mark.last, new))
        elif data[mark.run[1] - 2 : mark.run[1]] == b"/>":
            self._splices.append((*mark.run, b"<%srPr>%s</%srPr>" % (name, sign, name)))
        else:
            self._splices.append((mark.run[1], mark.run[1], sign))

    def _insert(self, segment: WordSegment, step: Insertion) -> None:
        paragraph = segment.paragraphs[0 if step.before else -1]
        name = prefix(self._data[paragraph.start : paragraph.tag_end])
        new = b"".join(self._paragraph(name, text, step.reason) for text in step.texts)
        self._put[paragraph.start if step.before else paragraph.end].append(new)

    def _paragraph(self, name: bytes, text: str, reason: str) -> bytes:
        run = b"<%sr>%s</%sr>" % (name, texts_of(name, text), name)
        if self._signing is None:
            return b"<%sp>%s</%sp>" % (name, run, name)
        sign = self._signing.tag(name, "ins")[:-1] + b"/>"
        mark = b"<%spPr><%srPr>%s</%srPr></%spPr>" % (name, name, sign, name, name)
        return b"<%sp>%s%s</%sp>" % (name, mark, self._signing.inserted(name, run, reason), name)

    def _written(self, run: Run, cuts: Sequence[_Cut]) -> bytes:
        """A run with its cuts, as one run or as several with changes between them."""
        name = prefix(run.tag)
        items = list(self._items(run, sorted(cuts, key=lambda cut: (cut.start, cut.end))))
        pieces: list[bytes] = []
        at = 0
        while at < len(items):
            first = items[at]
            group = [first]
            while at + len(group) < len(items) and _go_together(first, items[at + len(group)]):
                group.append(items[at + len(group)])
            at += len(group)
            content = b"".join(item.content for item in group)
            if first.put is not None:
                pieces.append(self._put_in(name, first.put, content, run))
            elif first.gone is not None:
                pieces.append(self._taken_out(name, first.gone, run_of(run, content), run))
            elif content:
                pieces.append(run_of(run, content))
        return b"".join(pieces)

    def _put_in(self, name: bytes, cut: _Cut, content: bytes, run: Run) -> bytes:
        new = run_of(cut.runs[0] if cut.runs else run, content)
        return new if self._signing is None else self._signing.inserted(name, new, cut.reason)

    def _taken_out(self, name: bytes, cut: _Cut, content: bytes, run: Run) -> bytes:
        """A deletion; one that goes on in the next run is not closed, nor opened there anew."""
        assert self._signing is not None  # noqa: S101 - asked by who calls
        chain = self._chain(cut.runs)
        place = next((n for n, each in enumerate(chain) if each is run), -1)
        opened = b"" if place > 0 else self._signing.tag(name, "del")
        closed = b"" if 0 <= place < len(chain) - 1 else b"</%sdel>" % name
        note = b"" if cut.text or run is not chain[-1] else self._signing.noted(name, cut.reason)
        return opened + content + closed + note

    def _items(self, run: Run, cuts: Sequence[_Cut]) -> Iterator[_Item]:
        name = prefix(run.tag)
        for child in run.children:
            if child.piece is None:
                yield _Item(self._data[child.start : child.end])
                continue
            at = child.piece.start
            for cut in cuts:
                start, end = max(cut.start, at), min(cut.end, child.piece.end)
                if cut.anchor is child.piece:
                    yield from self._kept(name, child, at, cut.start)
                    yield self._new(name, run, cut)
                    at = cut.start
                elif start < end:
                    yield from self._kept(name, child, at, start)
                    if self._signing is not None:
                        yield _Item(self._part(name, child, start, end, gone=True), gone=cut)
                    at = end
                    if end == _end_in(run, cut) and cut.tail is run and cut.text:
                        yield self._new(name, run, cut)
            yield from self._kept(name, child, at, child.piece.end)

    def _new(self, name: bytes, run: Run, cut: _Cut) -> _Item:
        """What a cut puts in: text of the run itself, where nothing is tracked or set otherwise."""
        is_own = not cut.runs or cut.runs[0].properties == run.properties
        stays = self._signing is None and is_own
        return _Item(texts_of(name, cut.text), put=None if stays else cut)

    def _kept(self, name: bytes, child: Child, start: int, end: int) -> Iterator[_Item]:
        if start < end:
            yield _Item(self._part(name, child, start, end))

    def _part(
        self, name: bytes, child: Child, start: int, end: int, *, gone: bool = False
    ) -> bytes:
        """A part of a text of a run; the whole as it stands, where it stays."""
        piece = child.piece
        assert piece is not None  # noqa: S101 - asked by who calls
        is_whole = (start, end) == (piece.start, piece.end)
        if not child.is_text or (is_whole and not gone):
            return self._data[child.start : child.end]
        tag = b"delText" if gone and self._signing is not None else b"t"
        return text_of(name, tag, piece.text[start - piece.start : end - piece.start])


def _end_in(run: Run, cut: _Cut) -> int:
    """Where the last text of a run that a cut takes ends."""
    return max(
        min(child.piece.end, cut.end)
        for child in run.children
        if child.piece is not None and child.piece.start < cut.end
    )


def _go_together(one: _Item, other: _Item) -> bool:
    return one.gone is other.gone and one.put is other.put
