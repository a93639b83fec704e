"""Deciding hunks line by line, for screen readers and plain terminals."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.article.encodings import encode
from assistant.article.model import Article
from assistant.cli import output
from assistant.cli.output import Style
from assistant.edits import Flag
from assistant.errors import UsageError
from assistant.language.span import Span
from assistant.review import decisions, log
from assistant.review import file as review_file
from assistant.review.model import Decision, Hunk, Review
from assistant.terminal import sanitise

_AROUND = 240
_KEYS = "y,n,e,1-9,a,sy,sn,u,r,;,k,j,q,?"
_DONE = "Every hunk is decided: u undoes the last, k goes back to it, q leaves [u,k,q]? "
_HELP = """\
y  accept this hunk
n  reject it
e  write it yourself (an empty line leaves it as it is)
1-9  take that other candidate
a  accept it and all that are like it
sy, sn  accept, or reject, what is undecided in this section
u, r  undo the last decision, make it again
; TEXT  write a note beside it (; alone takes it away)
k, j  go to the hunk before, the next one, without deciding
q  stop; all that was decided is kept
?  this help
"""


@dataclass(slots=True)
class Session:
    """A review being decided; every decision is saved to `path` at once."""

    review: Review
    article: Article
    path: Path
    colored: bool = False

    def run(self) -> None:
        """Ask about each pending hunk until all are decided, q, or the end of input."""
        place: int | None = self._next(-1)
        while self.review.hunks:
            if place is None:
                answer = self._ask(_DONE)
            else:
                self._show(place)
                answer = self._ask(f"Accept this hunk [{_KEYS}]? ")
            key = "q" if answer is None else answer.strip()
            if key.lower() == "q":
                break
            try:
                place = self._back(key) if place is None else self._answered(place, key)
            except UsageError as error:
                self._say(f"{error.message}\n")
        self._say(_summary(self.review) + "\n")

    def _answered(self, place: int, answer: str) -> int | None:
        """Carry out one answer, and say which hunk comes next."""
        hunk = self.review.hunks[place]
        match answer.lower():
            case "e":
                return self._edited(place, hunk)
            case "u":
                return self._undone(place)
            case "r":
                return self._redone(place)
            case "k" | "j" as key:
                step = -1 if key == "k" else 1
                return min(max(place + step, 0), len(self.review.hunks) - 1)
            case "?":
                self._say(_HELP)
                return place
        if answer.startswith(";"):
            self._keep(decisions.annotate(self.review, hunk.id, answer[1:]))
            return place
        if (decided := self._decision(hunk, answer.lower())) is not None:
            return self._decided(place, decided)
        self._say(f"{answer!r} is none of {_KEYS}; ? tells what they do\n")
        return place

    def _decision(self, hunk: Hunk, key: str) -> Review | None:
        """The review with what a key decides, or None where it decides nothing."""
        match key:
            case "y":
                return decisions.decide(self.review, hunk.id, Decision.ACCEPTED)
            case "n":
                return decisions.decide(self.review, hunk.id, Decision.REJECTED)
            case "a":
                return decisions.accept_like(self.review, hunk.id)
            case "sy":
                return self._section(hunk, Decision.ACCEPTED)
            case "sn":
                return self._section(hunk, Decision.REJECTED)
        if key.isdecimal() and key.isascii():
            return decisions.choose(self.review, hunk.id, int(key))
        return None

    def _back(self, answer: str) -> int | None:
        """Where to go on once every hunk is decided."""
        last = len(self.review.hunks) - 1
        if answer.lower() == "u":
            return self._undone(last)
        return last if answer.lower() == "k" else None

    def _edited(self, place: int, hunk: Hunk) -> int | None:
        written = self._ask("Write instead: ")
        if not written:
            return place
        encode(written, self.article.encoding)  # what the source cannot hold is told at once
        changed = decisions.decide(self.review, hunk.id, Decision.CHANGED, written)
        if Flag.FACT in changed.hunk(hunk.id).edit.flags:
            self._say("Note: this alters a fact; it is kept as you wrote it.\n")
        return self._decided(place, changed)

    def _undone(self, place: int) -> int:
        if not self.review.log:
            self._say("There is nothing to undo.\n")
            return place
        start = log.place(self.review.log[-1])
        self._keep(log.undo(self.review))
        starts = [hunk.edit.start for hunk in self.review.hunks]
        return next((n for n, at in enumerate(starts) if at >= start), max(len(starts) - 1, 0))

    def _redone(self, place: int) -> int | None:
        if not self.review.undone:
            self._say("There is nothing to make again.\n")
            return place
        return self._decided(place, log.redo(self.review))

    def _section(self, hunk: Hunk, decision: Decision) -> Review:
        left = [
            h.id
            for h in self.review.hunks
            if h.section == hunk.section and h.decision is Decision.PENDING
        ]
        return decisions.decide_all(self.review, left, decision)

    def _decided(self, place: int, review: Review) -> int | None:
        self._keep(review)
        return self._next(place)

    def _keep(self, review: Review) -> None:
        review_file.save_review(self.path, review)
        self.review = review

    def _next(self, place: int) -> int | None:
        """The next pending hunk behind a place, or the first of all."""
        pending = [n for n, h in enumerate(self.review.hunks) if h.decision is Decision.PENDING]
        return next((n for n in pending if n > place), pending[0] if pending else None)

    def _show(self, place: int) -> None:
        output.write_styled(self._pieces(place), color=self.colored)

    def _pieces(self, place: int) -> Iterator[tuple[Style, str]]:
        hunk, total = self.review.hunks[place], len(self.review.hunks)
        decided = total - self.review.count(Decision.PENDING)
        heading = next((s.heading for s in self.review.sections if s.id == hunk.section), "")
        yield Style.PLACE, f"\n({place + 1} of {total}, {decided} decided) {_flat(heading)}\n"
        before, after = _around(self.article, hunk)
        yield Style.PLAIN, before
        if hunk.edit.original:
            yield Style.REMOVED_WORD, f"[-{_flat(hunk.edit.original)}-]"
        if hunk.edit.replacement:
            yield Style.ADDED_WORD, f"{{+{_flat(hunk.edit.replacement)}+}}"
        yield Style.PLAIN, after + "\n"
        yield Style.MUTED, f"{hunk.edit.kind}, {hunk.decision}: {hunk.edit.reason}\n"
        flags = f"; flagged {', '.join(hunk.edit.flags)}" if hunk.edit.flags else ""
        yield Style.MUTED, f"confidence {hunk.edit.confidence:.2f}{flags}\n"
        if hunk.note:
            yield Style.MUTED, f"note: {_flat(hunk.note)}\n"
        for number, other in enumerate(hunk.edit.alternatives[:9], 1):
            yield Style.PLAIN, f"  {number}  {_flat(other.text)}  ({other.confidence:.2f})\n"

    def _ask(self, question: str) -> str | None:
        """One line of the editor's, or None at the end of input."""
        self._say(question)
        line = sys.stdin.readline()
        if not line:
            self._say("\n")
            return None
        return line.rstrip("\r\n")

    def _say(self, text: str) -> None:
        output.write(sanitise(text))


def _around(article: Article, hunk: Hunk) -> tuple[str, str]:
    """What stands before and behind a hunk, in its sentence or near it, on one line."""
    span = Span(hunk.edit.start, hunk.edit.end)
    near = Span(max(0, span.start - 60), min(len(article.source), span.end + 60))
    sentence = next(
        (s for _, _, s in article.sentences() if s.start <= span.start and span.end <= s.end), near
    )
    start, end = max(sentence.start, span.start - _AROUND), min(sentence.end, span.end + _AROUND)
    before, after = article.source[start : span.start], article.source[span.end : end]
    return _flat(before), _flat(after)


def _flat(text: str) -> str:
    return "".join(" " if letter in "\r\n\t\x0b\x0c" else letter for letter in text)


def _summary(review: Review) -> str:
    counts = ", ".join(f"{review.count(decision)} {decision}" for decision in Decision)
    return f"{len(review.hunks)} hunks: {counts}"
