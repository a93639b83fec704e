"""Writing changes into an OpenDocument text: only the nodes that they touch are written anew.

A tracked deletion is moved into a `text:changed-region` and leaves a mark; an insertion stands
between two marks, in the formatting of what it replaces (5.5).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC
from itertools import count, groupby, pairwise

from assistant.article.formats.base import Tracking
from assistant.article.formats.office.planning import Change, Insertion, Removal, Step, locked
from assistant.article.formats.office.segments import Segment
from assistant.article.formats.office.writing import StepWriter
from assistant.article.formats.office.xml import Splice, escaped
from assistant.article.formats.opendocument.markup import text_of
from assistant.article.formats.opendocument.model import Node, OdtSegment, Paragraph, Regions

_DC = b'xmlns:dc="http://purl.org/dc/elements/1.1/"'
_SOME = "x"
"""Stands for a character that is no white space."""


@dataclass(frozen=True, slots=True)
class _Cut:
    """Text of a node that goes, from one offset up to another, and what is put before the rest.

    `shown` is what a reader sees of that.
    """

    start: int
    end: int
    put: bytes = b""
    shown: str = ""


class Writer(StepWriter[OdtSegment]):
    """Writes steps into `content.xml`."""

    def __init__(self, data: bytes, regions: Regions, tracking: Tracking | None) -> None:
        super().__init__(data, OdtSegment)
        self._regions, self._tracking = regions, tracking
        self._cuts: dict[int, tuple[Node, list[_Cut]]] = {}
        self._changes: list[bytes] = []
        self._numbers = count(1)

    def _finish(self, steps: Sequence[Step]) -> None:
        self._keep_trimmed(step.segment for step in steps)
        for node, cuts in self._cuts.values():
            self._splices.append((node.start, node.end, self._written(node, cuts)))
        self._splices += self._list_of_changes()

    def _change(self, segment: OdtSegment, step: Change) -> None:
        pairs = list(zip(segment.pieces, segment.nodes, strict=True))
        met = [(piece, node) for piece, node in pairs
               if piece.start < step.end and step.start < piece.end]  # fmt: skip
        if any(piece.locked or node is None for piece, node in met):
            raise locked(step)
        nodes = [node for _, node in met if node is not None]
        if not nodes:
            place = next((node for piece, node in pairs if node is not None and not piece.locked
                          and piece.start <= step.start <= piece.end), None)  # fmt: skip
            if place is None:
                raise locked(step)
            self._cut(place, _Cut(step.start, step.start, self._inserted(step), step.text))
            return
        put, shown = self._inserted(step), step.text
        for row in _by_link(nodes):
            gone = self._gone(segment, row, step)
            for node in row:
                start, end = max(step.start, node.piece.start), min(step.end, node.piece.end)
                self._cut(node, _Cut(start, end, gone + put, shown))
                gone, put, shown = b"", b"", ""

    def _keep_trimmed(self, segments: Iterable[Segment]) -> None:
        """Write anew what begins with white space that a changed node before it hid."""
        for segment in dict.fromkeys(segments):
            nodes = [n for n in segment.nodes if n] if isinstance(segment, OdtSegment) else []
            for before, node in pairwise(nodes):
                if node.trims and id(before) in self._cuts:
                    self._cuts.setdefault(id(node), (node, []))

    def _cut(self, node: Node, cut: _Cut) -> None:
        self._cuts.setdefault(id(node), (node, []))[1].append(cut)

    def _gone(self, segment: OdtSegment, nodes: Sequence[Node], step: Change) -> bytes:
        """The mark of what goes, if it is tracked."""
        if self._tracking is None:
            return b""
        text = segment.text[step.start - segment.start : step.end - segment.start]
        gone = b"".join(_copied(node, text, step.start) for node in nodes)
        return self._mark("change", self._deletion(self._like(segment.paragraph, gone)))

    def _inserted(self, step: Change) -> bytes:
        """What a change puts in, between marks if it is tracked, and the reason."""
        if self._tracking is None:
            return text_of(step.text)
        put = b""
        if step.text:
            number = self._region(b"<text:insertion>%s</text:insertion>" % self._info())
            start, end = self._mark("change-start", number), self._mark("change-end", number)
            put = start + text_of(step.text) + end
        return put + self._note(step.reason)

    def _like(self, paragraph: Paragraph, content: bytes) -> bytes:
        """A paragraph of the kind of another."""
        tag = self._data[paragraph.start : paragraph.tag_end].rstrip(b"/>") + b">"
        name = re.split(rb"[\s>]", tag[1:], maxsplit=1)[0]
        tag = re.sub(rb'\s(?:xml|text):id\s*=\s*("[^"]*"|\'[^\']*\')', b"", tag)
        return b"%s%s</%s>" % (tag, content, name)

    def _remove(self, segment: OdtSegment, step: Removal) -> None:
        paragraph = segment.paragraph
        follower = paragraph.follower
        if not paragraph.removable or follower is None:
            whole = Change(segment, segment.start, segment.end, "", step.reason)
            self._change(segment, whole)
            return
        place = paragraph if paragraph.item is None else paragraph.item
        self._splices.append((place.start, place.end, b""))
        if self._tracking is not None:
            gone = self._data[place.start : place.end], self._like(follower, b"")
            mark = self._mark("change", self._deletion(_listed(paragraph, *gone)))
            self._put[follower.tag_end].append(mark + self._note(step.reason))

    def _insert(self, segment: OdtSegment, step: Insertion) -> None:
        paragraph = segment.paragraph
        new = [b"<text:p>%s</text:p>" % text_of(text) for text in step.texts]
        place = paragraph.start if step.before else paragraph.end
        if self._tracking is None:
            self._put[place].append(b"".join(new))
            return
        number = self._region(b"<text:insertion>%s</text:insertion>" % self._info())
        start, end = self._mark("change-start", number), self._mark("change-end", number)
        end += self._note(step.reason)
        if step.before:
            new[0] = new[0].replace(b"<text:p>", b"<text:p>" + start, 1)
            self._put[paragraph.tag_end].append(end)
        else:
            self._put[paragraph.content_end].append(start)
            new[-1] = new[-1].removesuffix(b"</text:p>") + end + b"</text:p>"
        self._put[place].append(b"".join(new))

    def _mark(self, what: str, number: str) -> bytes:
        return f'<text:{what} text:change-id="{number}"/>'.encode()

    def _deletion(self, content: bytes) -> str:
        return self._region(b"<text:deletion>%s%s</text:deletion>" % (self._info(), content))

    def _region(self, content: bytes) -> str:
        """A new change in the list of them; its id, which nothing else has."""
        number = f"assistant{next(self._numbers)}"
        while f'"{number}"'.encode() in self._data:
            number = f"assistant{next(self._numbers)}"
        head = f'<text:changed-region xml:id="{number}" text:id="{number}">'.encode()
        self._changes.append(b"%s%s</text:changed-region>" % (head, content))
        return number

    def _info(self) -> bytes:
        return b"<office:change-info>%s</office:change-info>" % self._signature()

    def _signature(self) -> bytes:
        assert self._tracking is not None  # noqa: S101 - asked by who calls
        date = self._tracking.date.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
        return b"<dc:creator %s>%s</dc:creator><dc:date %s>%s</dc:date>" % (
            _DC, escaped(self._tracking.author), _DC, date,
        )  # fmt: skip

    def _note(self, reason: str) -> bytes:
        """The reason as a comment, if there is one."""
        if not reason:
            return b""
        return b"<office:annotation>%s<text:p>%s</text:p></office:annotation>" % (
            self._signature(), text_of(reason),
        )  # fmt: skip

    def _list_of_changes(self) -> Iterator[Splice]:
        if not self._changes:
            return
        changes = b"".join(self._changes)
        if not self._regions.has_list:
            head = b'<text:tracked-changes text:track-changes="false">'
            changes = head + changes + b"</text:tracked-changes>"
        yield self._regions.place, self._regions.place, changes

    def _written(self, node: Node, cuts: Sequence[_Cut]) -> bytes:
        """What stands in the place of a node."""
        piece = node.piece
        cuts = sorted(cuts, key=lambda each: (each.start, each.end))
        starts = [piece.start, *(cut.end for cut in cuts)]
        ends = [*(cut.start for cut in cuts), piece.end]
        kept = [piece.text[start - piece.start : end - piece.start]
                for start, end in zip(starts, ends, strict=True)]  # fmt: skip
        pieces, before = [], "" if cuts and cuts[0].start == piece.start else _SOME
        for number, text in enumerate(kept):
            behind = [*(cut.shown for cut in cuts[number:]), *kept[number + 1 :]]
            after = "".join(behind)[:1] or (_SOME if number == len(cuts) else "")
            pieces.append(text_of(text, before, after) if node.is_text else self._sign(node, text))
            before = text[-1:] or before
            if number < len(cuts):
                pieces.append(cuts[number].put)
                before = cuts[number].shown[-1:] or before
        return b"".join(pieces)

    def _sign(self, node: Node, text: str) -> bytes:
        """An element that is characters, or what is left of it."""
        is_whole = text == node.piece.text
        return self._data[node.start : node.end] if is_whole else text_of(text)


def _by_link(nodes: Sequence[Node]) -> Iterator[list[Node]]:
    """Nodes in rows that are in the same link, or in none: of each the deletion stands within."""
    links = groupby(nodes, lambda node: [tag for tag in node.spans if tag.startswith(b"<text:a ")])
    return (list(row) for _, row in links)


def _copied(node: Node, text: str, offset: int) -> bytes:
    """What of a node is in a text that stands at an offset, with the tags around it."""
    start, end = max(0, node.piece.start - offset), min(len(text), node.piece.end - offset)
    closing = b"".join(
        b"</%s>" % re.split(rb"[\s>]", tag[1:], maxsplit=1)[0] for tag in reversed(node.spans)
    )
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    return b"".join(node.spans) + text_of(text[start:end], before, after) + closing


def _listed(paragraph: Paragraph, gone: bytes, follower: bytes) -> bytes:
    """What goes with a paragraph, and the beginning of the next one; of a list, in a list."""
    if paragraph.item is None:
        return gone + follower
    tag = re.sub(rb'\sxml:id\s*=\s*("[^"]*"|\'[^\']*\')', b"", paragraph.item.list_tag)
    item = b"<text:list-item>%s</text:list-item>" % follower
    return b"%s%s%s</text:list>" % (tag, gone, item)
