"""`assistant apply`: write the article with the accepted hunks of a review."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assistant.cli import diagnostics
from assistant.cli.forms import form_option
from assistant.cli.handing_over import hand_over
from assistant.cli.helping import epilog
from assistant.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from assistant.workspace.opening import Reviewed


@click.command(
    epilog=epilog(
        "assistant apply article.review.json -o repaired.txt",
        "assistant apply article.review.json --in-place --backup",
        "assistant apply story.review.json --from returned.docx -o story.docx",
        codes={ExitCode.CHANGED: ""},
    )
)
@click.argument("review_file", metavar="FILE.review.json|DIR")
@click.option(
    "--accept",
    metavar="POLICY",
    default="none",
    show_default=True,
    help="Which undecided changes to accept too: unflagged, all, all+fact, none, confidence>=0.95.",
)
@click.option(
    "--from",
    "returned",
    metavar="PATH",
    help="First take in decisions made elsewhere, as `assistant review --from` does.",
)
@click.option("--source", metavar="PATH", help="Where the article is now, if it was moved.")
@form_option()
@click.option("-o", "--output", "out", metavar="PATH", help="Write to PATH, not stdout (-).")
@click.option("--in-place", is_flag=True, help="Overwrite the source.")
@click.option("--backup", is_flag=True, help="With --in-place: keep a copy as SOURCE.bak.")
@click.option("-q", "--quiet", is_flag=True, help="Show only problems on stderr.")
def apply(review_file: str, **options: Any) -> None:
    """Write the article with the accepted changes.

    The source must be what was reviewed: if it has changed, nothing is written. DIR is what was
    given as --out: every article that was decided otherwise since is written anew below it.
    """
    wanted = _Wanted(**options)
    if Path(review_file).is_dir():
        wanted.require_batch()
        from assistant.cli.batch_apply import apply_batch
        from assistant.review.policies import policy_of

        apply_batch(Path(review_file), policy_of(wanted.accept), quiet=wanted.quiet)
        return
    _apply(review_file, wanted)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is said of how the article is written."""

    accept: str
    source: str | None
    returned: str | None
    form: str
    out: str | None
    in_place: bool
    backup: bool
    quiet: bool

    def require_batch(self) -> None:
        """Raise UsageError where something is said that a batch cannot have."""
        if self.source or self.returned or self.out or self.in_place or self.form != "text":
            raise UsageError("a batch is applied below its own folder", hint="leave -o out")


def _apply(review_file: str, wanted: _Wanted) -> None:
    from assistant.review.decisions import apply_policy
    from assistant.review.model import Decision
    from assistant.review.policies import policy_of
    from assistant.workspace import targets
    from assistant.workspace.delivering import Form, Target, deliver

    policy, out = policy_of(wanted.accept), wanted.out
    if wanted.in_place and wanted.form != "text":
        raise UsageError(f"--in-place writes the article, not --format {wanted.form}")
    found = _found(review_file, wanted.source, wanted.returned)
    target = Target(out, wanted.in_place, wanted.backup)
    target.check(found.document.article.path)
    if out and targets.is_same_file(out, review_file):
        msg = f"{out} is the review itself"
        raise UsageError(msg, hint="write the article to a file of its own")
    review = apply_policy(found.review, policy)
    hand_over(deliver(found.document, review, target, Form(wanted.form)), target)
    if not target.is_caller:
        place = found.document.article.path if wanted.in_place else out
        diagnostics.note(f"written to {place}")
    if not wanted.quiet:
        counts = (f"{review.count(decision)} {decision}" for decision in Decision)
        diagnostics.note(", ".join(counts))


def _found(review_file: str, source: str | None, returned: str | None) -> Reviewed:
    """The review, with what was decided elsewhere if that is wanted; it is not saved."""
    from assistant.cli.loading import load_settings
    from assistant.workspace.homecoming import brought_home
    from assistant.workspace.opening import open_review

    limit = load_settings().settings.limit_bytes
    found = open_review(Path(review_file), source, limit=limit)
    if returned is None:
        return found
    home = brought_home(found.review, found.document, returned, limit=limit)
    return replace(found, review=home.review)
