"""`assistant rewrite`: repair one article, and show or write the result."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from assistant.cli import diagnostics, output
from assistant.cli.engine_choice import REPAIRS, color_option, engine_options
from assistant.cli.handing_over import hand_over
from assistant.cli.helping import epilog
from assistant.errors import EngineError, ExitCode, UsageError

if TYPE_CHECKING:
    from assistant.article.document import Document
    from assistant.config import Loaded
    from assistant.engines.base import Engine
    from assistant.workspace.delivering import Form, Target
    from assistant.workspace.rewriting import Rewrite, Rewritten


@click.command(
    epilog=epilog(
        "assistant rewrite article.txt --format diff",
        "assistant rewrite article.txt --review article.review.json --accept none -o /dev/null",
        "assistant rewrite notes.md --in-place --backup",
        "assistant rewrite article.txt --engine openai --profile ollama --model qwen3",
        codes={
            ExitCode.ATTENTION: "--check found something, or a limit stopped the work",
            ExitCode.ENGINE: "",
            ExitCode.REFUSED: "",
            ExitCode.CHANGED: "--in-place: the source changed meanwhile; nothing was written",
        },
    )
)
@click.argument("file")
@click.option(
    "--accept",
    type=click.Choice(["unflagged", "all", "none"]),
    help="Which hunks are accepted without being seen (unflagged).",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "diff", "critic", "json"]),
    default="text",
    show_default=True,
    help="The article, a diff, CriticMarkup, or the review.",
)
@click.option("-o", "--output", "out", metavar="PATH", help="Write to PATH, not stdout (-).")
@click.option("--in-place", is_flag=True, help="Write over FILE.")
@click.option("--backup", is_flag=True, help="With --in-place: keep a copy as FILE.bak.")
@click.option("--review", "review_path", metavar="PATH", help="Save the review to decide later.")
@click.option("--check", is_flag=True, help="Only list what looks garbled; exit 1 if there is any.")
@click.option("--summary", "summarised", is_flag=True, help="Summarise the result as well.")
@click.option("--neutral", is_flag=True, help="Propose neutral forms of loaded words as well.")
@click.option("--estimate", is_flag=True, help="openai: say what it would cost; send nothing.")
@engine_options(REPAIRS)
@click.option("-q", "--quiet", is_flag=True, help="Say nothing on stderr but what goes wrong.")
@color_option()
def rewrite(  # noqa: PLR0913, PLR0917 - one parameter an option, as click gives them
    file: str,
    accept: str | None,
    form: str,
    out: str | None,
    in_place: bool,
    backup: bool,
    review_path: str | None,
    check: bool,
    summarised: bool,
    neutral: bool,
    estimate: bool,
    quiet: bool,
    color: str | None,
    loaded: Loaded,
) -> None:
    """Repair an article, and show or write the result.

    FILE is plain text or Markdown; - is standard input. The result goes to standard
    output, in the encoding and with the line endings it came in. With --summary the summary
    goes there where the article goes elsewhere, or else to standard error.
    """
    from assistant.cli.findings import render
    from assistant.engines import registry
    from assistant.review.model import Policy
    from assistant.workspace import linting, targets
    from assistant.workspace.delivering import Form, Target
    from assistant.workspace.opening import notices, read
    from assistant.workspace.rewriting import Rewrite

    _refuse_conflicts(form, out, accept, check=check, in_place=in_place, summarised=summarised)
    target = Target(out, in_place, backup)
    target.check(file)
    if review_path and (copy := targets.make_room_for_review(review_path, file, out)):
        diagnostics.note(f"the decisions made so far are kept as {copy}")
    document = read(file, loaded.settings.limit_bytes, encoding=loaded.settings.encoding)
    diagnostics.notices(notices(document), quiet=quiet)
    if estimate:
        _estimate(document, loaded)
        return
    engine = registry.engine(loaded, diagnostics.notice)
    policy = Policy.NONE if check else Policy(accept or loaded.settings.accept)
    summariser = registry.summariser_of(engine) if summarised else None
    wanted = Rewrite(policy, review_path or "", summariser, neutral)
    done = run(document, engine, wanted, quiet=quiet)
    if check:
        output.write(render(linting.of_review(document.article, done.review), "text"))
    else:
        _deliver(document, done, target, Form(form), color or loaded.settings.color)
    _tell(done, target, form, quiet=quiet)
    code = ExitCode.ATTENTION if check and done.review.hunks else done.exit_code
    if code:
        raise click.exceptions.Exit(int(code))


def _refuse_conflicts(
    form: str, out: str | None, accept: str | None, *, check: bool, in_place: bool, summarised: bool
) -> None:
    if check and (out or in_place or accept or summarised or form != "text"):
        msg = "--check only lists suspects: leave -o, --in-place, --accept, --format, --summary out"
        raise UsageError(msg)
    if in_place and form != "text":
        msg = f"--in-place writes the article, not --format {form}"
        raise UsageError(msg)


def _estimate(document: Document, loaded: Loaded) -> None:
    from assistant.cli.account import foreseen
    from assistant.engines import registry

    engine = registry.engine(loaded, diagnostics.notice)
    found = registry.estimator_of(engine).estimate(document.article)
    output.write(foreseen(found, engine.name))


def run(document: Document, engine: Engine, wanted: Rewrite, *, quiet: bool = False) -> Rewritten:
    """Rewrite an article, and show how far it is; the quiet see what goes wrong alone."""
    from assistant.workspace import rewriting
    from assistant.workspace.rewriting import Progress, Rewritten

    far = Progress(0, 0)
    show = _unseen if quiet else diagnostics.progress
    show("reading the article")
    try:
        for event in rewriting.rewrite(document, engine, wanted):
            match event:
                case Progress():
                    far = event
                    show(f"{far.done} of {far.total} sections")
                case Rewritten():
                    show("")
                    return event
                case _:
                    diagnostics.notices([event], quiet=quiet)
    except (KeyboardInterrupt, EngineError):
        if far.done and wanted.review_path:
            message = f"{far.done} of {far.total} sections are kept in {wanted.review_path}"
            diagnostics.note(message)
        raise
    raise AssertionError  # the last event is what came of it


def _unseen(message: str) -> None:
    """Show nothing."""


def _deliver(document: Document, done: Rewritten, target: Target, form: Form, color: str) -> None:
    from assistant.cli import colour_diff
    from assistant.workspace.delivering import Form, deliver

    article = document.article
    if form is Form.DIFF and target.is_caller and output.use_color(color):
        pieces = colour_diff.pieces(done.review, article.source, article.path)
        output.write_styled(pieces, color=True)
        return
    hand_over(deliver(document, done.review, target, form), target)


def _tell(done: Rewritten, target: Target, form: str, *, quiet: bool) -> None:
    """Say what came of it: the summary, and the line of account."""
    from assistant.cli import summaries
    from assistant.cli.account import describe

    if done.summary is not None:
        summaries.tell(done.summary.summary)
        if form != "json":
            shown = summaries.shown_as(done.summary.summary, done.summary.article, "text")
            summaries.show(shown, aside=target.is_caller)
    if not quiet:
        diagnostics.note(describe(done.review, done.account))
