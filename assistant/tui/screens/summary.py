"""The summary: takeaways and abstract, each sentence with what it rests on in the article."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.events import Resize
from textual.screen import Screen
from textual.widgets import Footer

from assistant.article.model import Article
from assistant.checks.neutrality.loaded_words import findings
from assistant.edits import Edit
from assistant.errors import UsageError
from assistant.review.merge import decisions_within, with_edit
from assistant.review.model import Hunk
from assistant.review.shown import as_shown
from assistant.summary import deciding, formats, remarks, takeaways
from assistant.summary.model import Summary, SummarySentence
from assistant.tui import telling, worker
from assistant.tui.content import Content, rows, shown
from assistant.tui.flow import View
from assistant.tui.screens.panel import Panel
from assistant.tui.widgets.article import ArticleView
from assistant.tui.widgets.line import AskLine
from assistant.tui.widgets.words import Words
from assistant.tui.wrapping import hanging
from assistant.workspace.session import Session


class SummaryScreen(Screen[None]):
    """The summary of the article as it would read with what is proposed and not rejected."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "move(1)", "Next"),
        Binding("k,up", "move(-1)", "Before"),
        Binding("y", "take", "Take", tooltip="Take in a sentence that is not confirmed"),
        Binding("n,d", "delete", "Leave out", tooltip="Take the sentence out"),
        Binding("u", "undo", "Undo", tooltip="Take the last change of the summary back"),
        Binding("e", "edit", "Edit", tooltip="Write the sentence yourself"),
        Binding("g", "regenerate", "Again", tooltip="Write another summary"),
        Binding("i", "insert", "Insert", tooltip="Propose them as the article's takeaways"),
        Binding("c", "copy", "Copy", tooltip="Copy the summary"),
        Binding("escape,q,s", "leave", "Back"),
    ]

    def __init__(self, session: Session, summarise: Callable[[Article], Summary]) -> None:
        super().__init__()
        self._session = session
        self._summarise = summarise
        self._article = session.proposed()
        self._summary: Summary | None = _kept(session, self._article)
        self._before: list[Summary] = []
        self._place = 0
        self._state = ""
        self._busy = False

    def compose(self) -> ComposeResult:
        """The sentences at the left, the article with their evidence at the right."""
        with Horizontal(id="desk"):
            with Vertical(id="sentences-box"):
                yield Words(id="sentences")
                yield Words(id="findings")
            article = self._article
            yield ArticleView(as_shown(article), article.blocks, has_signs=False, id="evidence")
        yield AskLine(id="line")
        yield Footer(show_command_palette=False)

    def on_mount(self) -> None:
        """Show the summary that was kept, or write one."""
        self.query_one(ArticleView).focus()
        if self._summary is None:
            self.action_regenerate()

    @property
    def _sentences(self) -> tuple[SummarySentence, ...]:
        return deciding.entries(self._summary) if self._summary else ()

    @property
    def _current(self) -> SummarySentence | None:
        return self._sentences[self._place] if self._place < len(self._sentences) else None

    def on_resize(self, event: Resize) -> None:
        """Break the sentences anew."""
        self.call_after_refresh(self._show)

    def _show(self) -> None:
        self.query_one("#sentences", Words).put(rows(self._rows()))
        self.query_one("#findings", Words).put(shown("\n".join(self._findings())))
        found = self._current
        self.query_one(ArticleView).show(
            _marks(found.evidence_texts(self._article)) if found else (), 0, View.ORIGINAL
        )

    def _rows(self) -> Iterator[Content]:
        known = self._summary
        if known is None:
            yield shown(self._state)
            return
        width = self.query_one("#sentences", Words).size.width
        for number, each in enumerate(self._sentences):
            if title := _titles(known).get(number):
                yield shown(title if not number else f"\n{title}", "bold")
            mark = "▸ " if number == self._place else "  "
            text = " ".join(each.text.split())
            told = hanging(mark + text, width, len(mark)) if width else mark + text
            yield shown(told, "bold" if number == self._place else "")
        parts = (known.engine, known.note, self._state)
        yield shown("\n" + " · ".join(part for part in parts if part), "$quiet")

    def _findings(self) -> Iterator[str]:
        """What the checks say of the sentence under the cursor."""
        found = self._current
        if found is None:
            return
        if self._summary and (held := deciding.unconfirmed_at(self._summary, self._place)):
            yield f"Not confirmed, {remarks.verdict(held)}"
            return
        problems = "; ".join(each.message for each in takeaways.questions(found, self._article))
        yield "Support: " + (problems or "the marked sentences")
        if found.changes:
            yield f"Changed: {remarks.told_changes(found)}"
        for each in findings(found.text):
            prefer = f", better: {each.prefer}" if each.prefer else ""
            yield f"Not neutral: “{each.text}”, {each.why}{prefer}"

    def action_move(self, step: int) -> None:
        """Go to another sentence."""
        self._place = min(max(self._place + step, 0), max(len(self._sentences) - 1, 0))
        self._show()

    def action_edit(self) -> None:
        """Write the sentence by hand."""
        if (found := self._current) is not None:
            self.query_one(AskLine).ask("What the sentence is to say", self._write, found.text)

    def _write(self, value: str) -> None:
        if value.strip() and self._summary is not None:
            self._change(deciding.rewritten(self._summary, self._place, value.strip()))

    def action_delete(self) -> None:
        """Take the sentence out."""
        if self._summary is not None:
            self._change(deciding.removed(self._summary, self._place))

    def action_take(self) -> None:
        """Take in a sentence that the article does not confirm."""
        if self._summary is not None:
            self._change(deciding.taken(self._summary, self._place))

    def action_undo(self) -> None:
        """Take the last change of the summary back."""
        if self._before:
            self._keep(self._before.pop())

    def _change(self, summary: Summary) -> None:
        if self._summary is not None and summary != self._summary:
            self._before.append(self._summary)
            self._keep(summary)

    def _keep(self, summary: Summary) -> None:
        self._summary = summary
        self._session.put(replace(self._session.review, summary=summary.about(self._article)))
        self.action_move(0)

    def action_regenerate(self) -> None:
        """Write another summary, in a thread."""
        if not self._busy:
            self._busy, self._state = True, "summarising…"
            worker.ask("summary", lambda: self._summarise(self._article), self.post_message)
            self.call_after_refresh(self._show)

    def on_done(self, event: worker.Done) -> None:
        """Show what was written."""
        event.stop()
        self._busy, self._state = False, event.error.message if event.error else ""
        if isinstance(event.result, Summary):
            self._place = 0
            self._before += [self._summary] if self._summary is not None else []
            self._keep(event.result)
        self._show()

    def action_insert(self) -> None:
        """Propose the takeaways as a hunk of the article."""
        if self._summary is None:
            return
        try:
            edit = takeaways.proposed(self._session.article, self._summary, self._article)
        except UsageError as error:
            telling.fail(self, error)
            return
        if not (count := decisions_within(self._session.review, edit)):
            self._insert(edit)
            return

        def answered(key: str | None) -> None:
            if key == "y":
                self._insert(edit)

        message = f"Decided hunks in their place: {count}. They come back with u on the desk."
        choices = [("y", "puts the takeaways in their place")]
        self.app.push_screen(Panel("Insert the takeaways?", message, choices), answered)

    def _insert(self, edit: Edit) -> None:
        try:
            self._session.put(with_edit(self._session.review, edit))
        except UsageError as error:
            telling.fail(self, error)
            return
        self._session.at_offset(edit.start)
        self.dismiss()

    def action_copy(self) -> None:
        """Copy takeaways and abstract."""
        if self._summary is not None:
            self.app.copy_to_clipboard(formats.text(self._summary, self._article))
            telling.say(self, "the summary is copied")

    def action_leave(self) -> None:
        """Close the line, or go back to the desk; the summary is kept in the review."""
        line = self.query_one(AskLine)
        if line.is_open:
            line.close()
        else:
            self.dismiss()


def _titles(summary: Summary) -> Mapping[int, str]:
    """The titles over the sentences, each under the place of the first of its own."""
    sizes = len(summary.takeaways), len(summary.abstract), len(summary.unconfirmed)
    places = 0, sizes[0], sizes[0] + sizes[1]
    names = "Takeaways", "Abstract", remarks.NOT_CONFIRMED
    return {place: name for place, size, name in zip(places, sizes, names, strict=True) if size}


def _kept(session: Session, article: Article) -> Summary | None:
    """The summary that the review holds, if it is one of this text."""
    kept = session.review.summary
    return kept if kept is not None and kept.is_of(article) else None


def _marks(spans: Sequence[tuple[int, int, str]]) -> tuple[Hunk, ...]:
    return tuple(Hunk(0, Edit(start, end, text, text)) for start, end, text in spans)
