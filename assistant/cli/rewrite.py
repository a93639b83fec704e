"""`assistant rewrite`: repair one article, and show or write the result."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import click

from assistant.cli import diagnostics, output
from assistant.cli.batch_options import BatchOptions, are_many, batch_options
from assistant.cli.engine_choice import REPAIRS, color_option, engine_options
from assistant.cli.forms import form_option
from assistant.cli.handing_over import hand_over
from assistant.cli.helping import epilog
from assistant.cli.timings import TimedCommand, timings_option, told
from assistant.errors import EngineError, ExitCode, UsageError

if TYPE_CHECKING:
    from assistant.config import Loaded
    from assistant.engines.base import Estimate
    from assistant.notices import Notice
    from assistant.review.policies import Accept
    from assistant.workspace.delivering import Target
    from assistant.workspace.rewriting import Progress, Rewritten
    from assistant.workspace.single import Ended

_Last = TypeVar("_Last")


@click.command(
    cls=TimedCommand,
    epilog=epilog(
        "assistant rewrite article.txt --format diff",
        "assistant rewrite article.txt --review article.review.json --accept none -o /dev/null",
        "assistant rewrite notes.md --in-place --backup",
        "assistant rewrite article.docx --format docx -o proposed.docx",
        "assistant rewrite article.txt --engine openai --profile ollama --model qwen3",
        "assistant rewrite news/ --out repaired",
        "assistant rewrite export.jsonl --text-field body --id-field id --out repaired",
        codes={
            ExitCode.ATTENTION: "--check found something, an article failed, or a limit was met",
            ExitCode.ENGINE: "",
            ExitCode.REFUSED: "",
            ExitCode.CHANGED: "--in-place: the source changed meanwhile; nothing was written",
        },
    ),
)
@click.argument("paths", metavar="PATH…", nargs=-1)
@click.option(
    "--accept",
    metavar="POLICY",
    help="Which changes are accepted unseen: unflagged (as always), all, all+fact, none,"
    " confidence>=0.95.",
)
@form_option()
@click.option("-o", "--output", "out", metavar="PATH", help="Write to PATH, not stdout (-).")
@click.option("--in-place", is_flag=True, help="Write over FILE.")
@click.option("--backup", is_flag=True, help="With --in-place: keep a copy as FILE.bak.")
@click.option(
    "--review", "review_path", metavar="PATH", help="Save the proposed changes, to decide later."
)
@click.option("--check", is_flag=True, help="Only list what `assistant check` finds.")
@click.option("--summary", "summarised", is_flag=True, help="Summarise the result as well.")
@click.option("--neutral", is_flag=True, help="Also propose neutral forms of loaded words.")
@click.option("--estimate", is_flag=True, help="openai: say what it would cost; send nothing.")
@batch_options
@engine_options(REPAIRS)
@timings_option()
@click.option("-q", "--quiet", is_flag=True, help="Show only problems on stderr.")
@color_option()
def rewrite(paths: tuple[str, ...], many: BatchOptions, loaded: Loaded, **options: Any) -> None:
    """Repair an article, and show or write the result.

    PATH is plain text, Markdown, HTML, a Word or an OpenDocument file; - is standard input. The
    result goes to standard output, in the encoding and with the line endings it came in. With
    --summary the summary goes there where the article goes elsewhere, or else to standard error.

    Several files, or a folder of them, go to the folder --out: the text of each, its review and
    its summary. What was interrupted goes on when it is run again. `assistant batch` shows what
    came of it.
    """
    from assistant.review.policies import policy_of

    one = One(**options)
    if one.check:
        _check(paths, one, loaded)
        return
    policy = policy_of(one.accept or loaded.settings.accept)
    if not are_many(paths, many):
        with told(one.timings):
            _rewrite_one(paths[0], one, policy, loaded)
        return
    one.refuse()
    from assistant.cli.batch_run import Shown, rewrite_many

    shown = Shown(quiet=one.quiet, timings=one.timings)
    rewrite_many(paths, many, policy, loaded, shown, neutral=one.neutral)


@dataclass(frozen=True, slots=True)
class One:
    """What is said of one article."""

    accept: str | None
    form: str
    out: str | None
    in_place: bool
    backup: bool
    review_path: str | None
    check: bool
    summarised: bool
    neutral: bool
    estimate: bool
    timings: str | None
    quiet: bool
    color: str | None

    def refuse(self) -> None:
        """Raise UsageError where something is said that many articles cannot have."""
        given = {
            "-o": self.out, "--review": self.review_path, "--format": self.form != "text",
            "--in-place": self.in_place, "--estimate": self.estimate,
        }  # fmt: skip
        for flag, value in given.items():
            if value:
                raise UsageError(f"{flag} is for one article", hint="see --write and --dry-run")

    def refuse_beside_check(self) -> None:
        """Raise UsageError where something is said that a check does not do."""
        given = {
            "-o": self.out, "--in-place": self.in_place, "--format": self.form != "text",
            "--accept": self.accept, "--summary": self.summarised, "--review": self.review_path,
            "--estimate": self.estimate,
        }  # fmt: skip
        for flag, value in given.items():
            if value:
                hint = "`assistant check` has --format and more"
                raise UsageError(f"--check only lists findings: leave {flag} out", hint=hint)

    def require_no_conflict(self) -> None:
        """Raise UsageError where two things do not go together."""
        if self.in_place and self.form != "text":
            raise UsageError(f"--in-place writes the article, not --format {self.form}")


def _check(paths: tuple[str, ...], one: One, loaded: Loaded) -> None:
    from assistant.cli.checking import Check, check_files, leave

    one.refuse_beside_check()
    if not paths:
        raise click.UsageError("Missing argument 'PATH…'.")
    with told(one.timings):
        leave(check_files(paths, Check(), loaded))


def _rewrite_one(file: str, one: One, policy: Accept, loaded: Loaded) -> None:
    from assistant.workspace import single
    from assistant.workspace.delivering import Form, Target
    from assistant.workspace.single import Single

    one.require_no_conflict()
    wanted = Single(
        file, policy, Target(one.out, one.in_place, one.backup), Form(one.form),
        one.review_path or "", one.summarised, one.neutral,
    )  # fmt: skip
    if one.estimate:
        _estimate(*single.estimate(wanted, loaded, diagnostics.notice))
        return
    done = shown(single.rewrite(wanted, loaded, diagnostics.notice), wanted.review, quiet=one.quiet)
    _hand_over(done, wanted.target, one, loaded)
    if done.rewritten.exit_code:
        raise click.exceptions.Exit(int(done.rewritten.exit_code))


def _hand_over(done: Ended, target: Target, one: One, loaded: Loaded) -> None:
    """Pass on what was delivered, in colour where that is seen."""
    from assistant.cli import colour_diff
    from assistant.review.following import followed

    review, article = done.rewritten.review, done.article
    color = one.color or loaded.settings.color
    if one.form == "diff" and target.is_caller and output.use_color(color):
        along = followed(review, article)
        pieces = colour_diff.pieces(along, article.source, article.path)
        output.write_styled(pieces, color=True)
    else:
        hand_over(done.delivered, target)
    _tell(done.rewritten, target, one.form, quiet=one.quiet)


def _estimate(name: str, found: Estimate) -> None:
    from assistant.cli.account import foreseen

    output.write(foreseen(found, name))


def shown(
    events: Iterable[Progress | Notice | _Last], review: str = "", *, quiet: bool = False
) -> _Last:
    """Show how far a rewrite is, and give its last event; the quiet see what goes wrong alone.

    `review` is where the review is kept meanwhile, if it is.
    """
    from assistant.notices import Notice
    from assistant.workspace.rewriting import Progress

    far = Progress(0, 0)
    show = _unseen if quiet else diagnostics.progress
    show("reading the article")
    try:
        for event in events:
            match event:
                case Progress():
                    far = event
                    show(f"{far.done} of {far.total} sections")
                case Notice():
                    diagnostics.notices([event], quiet=quiet)
                case _:
                    show("")
                    return event
    except (KeyboardInterrupt, EngineError):
        if far.done and review:
            diagnostics.note(f"{far.done} of {far.total} sections are kept in {review}")
        raise
    raise AssertionError  # the last event is what came of it


def _unseen(message: str) -> None:
    """Show nothing."""


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
