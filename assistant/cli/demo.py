"""`assistant demo`: repair, summary and check on an article that comes along."""

from __future__ import annotations

import sys
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

import click

from assistant.cli import diagnostics, output
from assistant.cli.engine_choice import color_option
from assistant.cli.helping import epilog
from assistant.cli.output import Style
from assistant.errors import ExitCode
from assistant.language.counting import counted

if TYPE_CHECKING:
    from assistant.article.document import Document
    from assistant.review.model import Review

_NAME = "article.txt"
_LIKELY = 0.4
"""Confidence from which a change is counted."""
_CHANGES = 5
_FINDINGS = 2


@click.command(
    epilog=epilog("assistant demo", codes={ExitCode.ENGINE: "the language model is missing"})
)
@color_option()
def demo(color: str | None) -> None:
    """Show all three on an article that comes along.

    A garbled article is repaired, summarised and checked on this machine; nothing is sent and
    no file is written. On a terminal it can then be opened on the desk.
    """
    from assistant.cli.loading import load_settings
    from assistant.cli.rewrite import shown
    from assistant.engines.local import LocalEngine
    from assistant.review.model import Policy
    from assistant.workspace.opening import demo_article, read
    from assistant.workspace.rewriting import Rewrite, rewrite

    settings = load_settings().settings
    document = read(str(demo_article()), settings.limit_bytes)
    colored = output.use_color(color or settings.color)
    diagnostics.progress("repairing the article: about ten seconds on two cores")
    done = shown(rewrite(document, LocalEngine(), Rewrite(Policy.UNFLAGGED)))
    _heading("Repaired: what goes, and what comes in its place", colored)
    _changes(document, done.review, colored)
    _heading("Summarised: the numbers are those of the sentences behind it", colored)
    _summarise(document, done.review)
    _heading("Checked: the article as it came", colored)
    _check(document)
    _offer_desk()


def _heading(text: str, colored: bool) -> None:
    output.write_styled([(Style.STRONG, f"\n{text}\n\n")], color=colored)


def _changes(document: Document, review: Review, colored: bool) -> None:
    """The first changes of wording, each in its line."""
    from assistant.cli import colour_diff
    from assistant.edits import EditKind

    worded = (hunk for hunk in review.hunks if hunk.edit.kind is EditKind.WORDING)
    shown = list(islice((hunk for hunk in worded if hunk.text != hunk.edit.original), _CHANGES))
    pieces = list(colour_diff.in_context(shown, document.article.source))
    output.write_styled(pieces, color=colored)
    likely = sum(
        hunk.edit.kind is not EditKind.MARK and hunk.edit.confidence >= _LIKELY
        for hunk in review.hunks
    )
    output.write(f"… {counted(likely, 'change')} in all, and what else reads garbled is marked\n")


def _summarise(document: Document, review: Review) -> None:
    from assistant.summary.extractive import summarise
    from assistant.summary.formats import text
    from assistant.summary.model import Wanted
    from assistant.workspace.delivering import as_accepted

    accepted, _ = as_accepted(document, review)
    output.write(text(summarise(accepted, Wanted(words=0)), accepted))


def _check(document: Document) -> None:
    from assistant.cli.findings import render
    from assistant.workspace import linting
    from assistant.workspace.rulebook import built_in

    wanted = linting.rules("neutrality,structure", "")
    article = replace(document.article, path=_NAME)
    output.write(
        render(linting.findings(article, wanted, None)[:_FINDINGS], "text", built_in().rules)
    )


def _offer_desk() -> None:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        diagnostics.note("`assistant demo` at a terminal opens it on the desk as well")
        return
    if click.confirm("\nOpen it on the desk?", default=True):
        from assistant.cli.desk import open_desk

        open_desk(is_demo=True)
