"""The end of an article: what came of it, and what of the review goes elsewhere."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from assistant.errors import AssistantError
from assistant.language.counting import counted
from assistant.tui.controllers.base import Desk, Handlers
from assistant.tui.controllers.writing import Writing
from assistant.workspace.exporting import Export

_KEYS = {"w": Export.WORD, "c": Export.CRITIC, "d": Export.DIFF, "n": Export.NOTES}


class Ending:
    """Tells what was done, and exports it."""

    def __init__(self, desk: Desk, writing: Writing) -> None:
        self._desk = desk
        self._writing = writing

    def handlers(self) -> Handlers:
        """The commands that tell and export."""
        return {"outcome": self._tell, "export": self._export}

    def _tell(self) -> None:
        def chosen(key: str) -> None:
            if key == "w":
                self._writing.save()
            elif key == "e":
                self._export()

        choices = [("w", "writes the article"), ("e", "exports")]
        text = "\n".join(self._desk.session.outcome())
        self._desk.choose("What came of it", text, choices, chosen)

    def _export(self) -> None:
        def chosen(key: str) -> None:
            if (form := _KEYS.get(key)) is not None:
                self._ask(form)

        notes = sum(bool(hunk.note) for hunk in self._desk.session.review.hunks)
        choices = [("w", "Word"), ("c", "CriticMarkup"), ("d", "diff"), ("n", "notes")]
        text = (
            "w  what is proposed and decided, as tracked changes in Word; notes are comments\n"
            "c  what is proposed and decided, as CriticMarkup; notes are comments\n"
            "d  what was accepted, as a diff that git and patch read\n"
            f"n  {counted(notes, 'note')} with their sentences, as Markdown"
        )
        self._desk.choose("Export", text, choices, chosen)

    def _ask(self, form: Export) -> None:
        desk = self._desk
        usual = desk.session.export_place(form, desk.opened.out)
        answer = partial(self._to, form)
        desk.ask(f"Write the {form} to", answer, usual, desk.workspace.complete)

    def _to(self, form: Export, path: str) -> None:
        if not path.strip():
            return
        try:
            place = self._desk.workspace.named(path)
            self._writing.refuse_own(place)
        except AssistantError as error:
            self._desk.fail(error)
            return
        if not Path(place).exists():
            self._write(form, place)
            return

        def answered(key: str) -> None:
            if key == "y":
                self._write(form, place)

        self._desk.choose("Write over it?", f"{place} is there already.",
                          [("y", "writes over it")], answered)  # fmt: skip

    def _write(self, form: Export, place: str) -> None:
        try:
            self._desk.session.export(form, place)
        except AssistantError as error:
            self._desk.fail(error)
        else:
            self._desk.say(f"written to {place}")
