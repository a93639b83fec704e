"""Signing tracked changes, and the comments that give their reasons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC
from itertools import count

from assistant.article.formats.base import Tracking
from assistant.article.formats.office.xml import escaped


@dataclass(slots=True)
class Signing:
    """Gives each change its author, its date in UTC and a number above all others."""

    tracking: Tracking
    numbers: Iterator[int]
    comments: list[tuple[int, str]] = field(default_factory=list)

    @classmethod
    def above(cls, tracking: Tracking, greatest: int) -> Signing:
        """A signing whose numbers begin above the greatest that a document has."""
        return cls(tracking, count(greatest + 1))

    @property
    def _date(self) -> bytes:
        return self.tracking.date.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").encode()

    def tag(self, name: bytes, what: str) -> bytes:
        """The tag that opens a change: `<w:ins …>` or `<w:del …>`."""
        author = escaped(self.tracking.author)
        return b'<%s%s %sid="%d" %sauthor="%s" %sdate="%s">' % (
            name, what.encode(), name, next(self.numbers), name, author, name, self._date,
        )  # fmt: skip

    def inserted(self, name: bytes, run: bytes, reason: str) -> bytes:
        """A run as an insertion, with its reason as a comment if there is one."""
        change = b"%s%s</%sins>" % (self.tag(name, "ins"), run, name)
        if not reason:
            return change
        number = self._comment(reason)
        start = b'<%scommentRangeStart %sid="%d"/>' % (name, name, number)
        return start + change + self._reference(name, number)

    def noted(self, name: bytes, reason: str) -> bytes:
        """The comment behind a deletion, if there is a reason; it begins and ends there."""
        if not reason:
            return b""
        number = self._comment(reason)
        start = b'<%scommentRangeStart %sid="%d"/>' % (name, name, number)
        return start + self._reference(name, number)

    def comment_elements(self, name: bytes) -> bytes:
        """The comments, as elements of their part."""
        author = escaped(self.tracking.author)
        return b"".join(
            b'<%scomment %sid="%d" %sauthor="%s" %sdate="%s" %sinitials="a"><%sp><%sr>'
            b'<%st xml:space="preserve">%s</%st></%sr></%sp></%scomment>'
            % (name, name, number, name, author, name, self._date, name, name, name,
               name, escaped(reason), name, name, name, name)
            for number, reason in self.comments
        )  # fmt: skip

    def _comment(self, reason: str) -> int:
        number = next(self.numbers)
        self.comments.append((number, reason))
        return number

    @staticmethod
    def _reference(name: bytes, number: int) -> bytes:
        return b'<%scommentRangeEnd %sid="%d"/><%sr><%scommentReference %sid="%d"/></%sr>' % (
            name, name, number, name, name, name, number, name,
        )  # fmt: skip
