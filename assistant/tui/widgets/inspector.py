"""The inspector: the hunk the editor is at, what may stand there, and why."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.edits import EditKind
from assistant.language.glosses import gloss
from assistant.review.decisions import candidates
from assistant.review.model import Hunk
from assistant.tui.content import Content, joined, rows, shown
from assistant.tui.look.states import state_of
from assistant.tui.telling import one_line
from assistant.tui.widgets.fixed import Fixed, entitle
from assistant.tui.widgets.panels import meter
from assistant.tui.widgets.table import fitted
from assistant.workspace.session import Session

_KINDS = {EditKind.MARK: "Reads garbled", EditKind.LEMMA: "Dictionary form"}
_ROOM = 8
"""In fewer rows, what both words mean takes one."""

_APART, _SURE = " · ", 10
"""What parts the state from the bar that says how sure a hunk is, and the cells of that at most."""

_NUMBERED = 10
"""So many candidates have a key."""


class Inspector(Fixed):
    """What is known of the current hunk; why it is proposed is folded until it is asked for."""

    is_unfolded = False

    def show(self, session: Session, nothing: str) -> None:
        """Show the current hunk of a session, or `nothing`, which says why there is none."""
        hunk = session.current
        if hunk is None:
            entitle(self, "")
            self.tell(shown(nothing))
            return
        entitle(self, _KINDS.get(hunk.edit.kind, str(hunk.edit.kind).capitalize()))
        self.tell(rows(self._rows(hunk, session.previewed)))

    def _rows(self, hunk: Hunk, previewed: int | None) -> Iterator[Content]:
        edit = hunk.edit
        comes = edit.replacement if hunk.changed_to is None else hunk.changed_to
        if previewed is not None:
            comes = candidates(hunk)[previewed]
        goes = shown(one_line(edit.original) or "(nothing)")
        is_same = comes == edit.original
        yield joined(
            goes, *(() if is_same else (shown(" → "), shown(one_line(comes) or "(delete)", "bold")))
        )
        yield self._state(hunk)
        yield from _offered(hunk, previewed, self.size.width)
        if means := gloss(edit.original, comes, edit.reason):
            is_low = self.size.height < _ROOM
            told = f"sense: {one_line(means)}"
            yield shown(fitted(told, self.size.width).rstrip() if is_low else told, "italic $quiet")
        if hunk.note:
            yield joined(shown("note  ", "$quiet"), shown(one_line(hunk.note, 400)))
        if edit.reason:
            yield from self._why(edit.reason)

    def _state(self, hunk: Hunk) -> Content:
        """Its decision, its flags and how sure it is, with a bar of what room is left."""
        edit, state = hunk.edit, state_of(hunk)
        flags = "".join(f" · {flag}" for flag in edit.flags)
        told = joined(
            shown(f"{state.sign} {hunk.decision}", state.variable), shown(flags, "$uncertain")
        )
        sure = shown(f" {edit.confidence:.2f}")
        room = self.size.width - told.cell_length - sure.cell_length - len(_APART)
        bar = min(max(room, 0), _SURE)
        return joined(told, shown(_APART), meter(round(edit.confidence * bar), bar, bar), sure)

    def _why(self, reason: str) -> Iterator[Content]:
        if self.is_unfolded:
            yield shown(f"▾ why: {one_line(reason, 600)}", "$quiet")
        else:
            yield shown("▸ why: t", "$quiet")


def _offered(hunk: Hunk, previewed: int | None, width: int) -> Iterator[Content]:
    """The candidates in one row, where they fit, or in a row each."""
    offered = [shown(text, "bold" if number == previewed else "")
               for number, text in enumerate(_candidates(hunk))]  # fmt: skip
    beside = shown("   ").join(offered)
    yield from [beside] if beside.cell_length <= width else offered


def _candidates(hunk: Hunk) -> Iterator[str]:
    """What may stand there, each with the number that shows it; the rest of them unnumbered."""
    texts = candidates(hunk)
    others = len(texts) - len(hunk.edit.alternatives)
    for number, text in enumerate(texts):
        other = hunk.edit.alternatives[number - others] if number >= others else None
        share = f"  {other.confidence:.2f}" if other is not None and other.confidence else ""
        key = str(number) if number < _NUMBERED else " "
        yield f"{key}  {one_line(text) or '(nothing)'}{share}"
