"""Deciding hunks line by line, for screen readers and plain terminals."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.article.model import Article
from assistant.cli import output
from assistant.cli.output import Style
from assistant.errors import AssistantError, UsageError
from assistant.language.counting import counted
from assistant.language.span import Span
from assistant.review.decisions import candidates
from assistant.review.model import Decision, Hunk, Review
from assistant.terminal import sanitise
from assistant.workspace.session import Session

_AROUND = 240
_KEYS = "y,n,e,0-9,a,sy,sn,u,r,;,k,j,q,?"
_DONE = "Every hunk is decided: u undoes the last, k goes back to it, q leaves [u,k,q]? "
_HELP = """\
y  accept this hunk
n  reject it
e  write it yourself (an empty line leaves it as it is)
0-9  take the candidate of that number: 0 is what stands there
a  accept it and all that are like it
sy  accept what is undecided and not flagged in this section
sn  reject what is undecided in this section
u, r  undo the last decision, make it again
; TEXT  write a note beside it (; alone takes it away)
k, j  go to the hunk before, the next one, without deciding
q  stop; all that was decided is kept
?  this help
"""


@dataclass(slots=True)
class LineMode:
    """Asks about each undecided hunk of a session until all are decided, q, or end of input."""

    session: Session
    colored: bool = False
    _is_back: bool = False
    """Whether the editor went back to a hunk although every one is decided."""

    def run(self) -> None:
        """Ask, and say at the end what was decided; raises where it cannot be saved."""
        while self.session.review.hunks:
            answer = self._ask(self._question())
            key = "q" if answer is None else answer.strip()
            if key.lower() == "q":
                break
            try:
                self._answered(key)
            except UsageError as error:
                self._say(f"{error.message}\n")
            self._require_saved()
        self._say(_summary(self.session.review) + "\n")

    def _question(self) -> str:
        if not self.session.left and not self._is_back:
            return _DONE
        self._show()
        return f"Accept this hunk [{_KEYS}]? "

    def _answered(self, answer: str) -> None:
        """Carry out one answer."""
        is_at_end, self._is_back = not self.session.left and not self._is_back, False
        if is_at_end and answer.lower() not in ("u", "k"):
            return
        match answer.lower():
            case "e":
                self._edit()
            case "u":
                self._undo()
            case "r":
                if not self.session.redo():
                    self._say("There is nothing to make again.\n")
                self.session.advance()
            case "k" | "j" as key:
                self._move(-1 if key == "k" else 1, is_at_end=is_at_end)
            case "?":
                self._say(_HELP)
                self._is_back = not self.session.left
            case _ if answer.startswith(";"):
                self.session.annotate(answer[1:])
                self._is_back = not self.session.left
            case key if not self._decide(key):
                self._say(f"{answer!r} is none of {_KEYS}; ? tells what they do\n")
                self._is_back = not self.session.left

    def _decide(self, key: str) -> bool:
        """Do what a key decides; whether it decides anything."""
        match key:
            case "y":
                self.session.decide(Decision.ACCEPTED)
            case "n":
                self.session.decide(Decision.REJECTED)
            case "a":
                self.session.accept_like()
            case "sy":
                self.session.decide_section(Decision.ACCEPTED)
            case "sn":
                self.session.decide_section(Decision.REJECTED)
            case _ if key.isdecimal() and key.isascii():
                self.session.choose(int(key))
            case _:
                return False
        return True

    def _move(self, step: int, *, is_at_end: bool) -> None:
        """Go to another hunk; from the end, to the last one."""
        last = len(self.session.review.hunks)
        self.session.move(last if is_at_end else step)
        self._is_back = not self.session.left

    def _edit(self) -> None:
        self._is_back = not self.session.left
        if written := self._ask("Write instead: "):
            self._is_back = False
            if self.session.write(written):
                self._say("Note: this alters a fact; it is kept as you wrote it.\n")

    def _undo(self) -> None:
        if not self.session.undo():
            self._say("There is nothing to undo.\n")
        self._is_back = not self.session.left

    def _require_saved(self) -> None:
        if not self.session.saved():
            raise self.session.failure or AssistantError("the decisions could not be saved in time")

    def _show(self) -> None:
        output.write_styled(self._pieces(), color=self.colored)

    def _pieces(self) -> Iterator[tuple[Style, str]]:
        session = self.session
        hunk, total = session.review.hunks[session.place], len(session.review.hunks)
        place = f"({session.place + 1} of {total}, {session.decided} decided)"
        yield Style.PLACE, f"\n{place} {_flat(session.section.heading)}\n"
        before, after = _around(session.article, hunk)
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
        for number, text in enumerate(candidates(hunk)[:10]):
            yield Style.PLAIN, f"  {number}  {_flat(text) or '(nothing)'}\n"

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
    span = hunk.edit.span
    near = Span(max(0, span.start - 60), min(len(article.source), span.end + 60))
    sentence = next((s for _, _, s in article.sentences() if s.contains(span)), near)
    start, end = max(sentence.start, span.start - _AROUND), min(sentence.end, span.end + _AROUND)
    before, after = article.source[start : span.start], article.source[span.end : end]
    return _flat(before), _flat(after)


def _flat(text: str) -> str:
    return "".join(" " if letter in "\r\n\t\x0b\x0c" else letter for letter in text)


def _summary(review: Review) -> str:
    counts = ", ".join(f"{review.count(decision)} {decision}" for decision in Decision)
    return f"{counted(len(review.hunks), 'hunk')}: {counts}"
