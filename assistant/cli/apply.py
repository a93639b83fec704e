"""`assistant apply`: write the article with the accepted hunks of a review."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.cli import diagnostics
from assistant.cli.handing_over import hand_over
from assistant.cli.helping import epilog
from assistant.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from assistant.workspace.opening import Reviewed


@click.command(
    epilog=epilog(
        "assistant apply article.review.json -o repaired.txt",
        "assistant apply article.review.json --in-place --backup",
        codes={ExitCode.CHANGED: ""},
    )
)
@click.argument("review_file", metavar="FILE.review.json|DIR")
@click.option(
    "--accept",
    metavar="POLICY",
    default="none",
    show_default=True,
    help="Which pending hunks are accepted too: unflagged, all, none, confidence>=0.95.",
)
@click.option(
    "--from",
    "returned",
    metavar="PATH",
    help="With decisions made elsewhere, as `assistant review --from` takes them.",
)
@click.option("--source", metavar="PATH", help="Where the source lies now.")
@click.option("-o", "--output", "out", metavar="PATH", help="Write to PATH, not stdout (-).")
@click.option("--in-place", is_flag=True, help="Write over the source.")
@click.option("--backup", is_flag=True, help="With --in-place: keep a copy as SOURCE.bak.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing on stderr but what goes wrong.")
def apply(
    review_file: str,
    accept: str,
    out: str | None,
    in_place: bool,
    backup: bool,
    quiet: bool,
    **where: str | None,
) -> None:
    """Write the article with the accepted changes.

    The source must be what was reviewed: if it has changed, nothing is written. DIR is what was
    given as --out: every article that was decided otherwise since is written anew below it.
    """
    from assistant.review.policies import policy_of

    policy = policy_of(accept)
    if Path(review_file).is_dir():
        if out or in_place or any(where.values()):
            raise UsageError("a batch is applied below its own folder", hint="leave -o out")
        from assistant.cli.batch_apply import apply_batch

        apply_batch(Path(review_file), policy, quiet=quiet)
        return
    from assistant.review.decisions import apply_policy
    from assistant.review.model import Decision
    from assistant.workspace import targets
    from assistant.workspace.delivering import Target, deliver

    found = _found(review_file, **where)
    target = Target(out, in_place, backup)
    target.check(found.document.article.path)
    if out and targets.is_same_file(out, review_file):
        msg = f"{out} is the review itself"
        raise UsageError(msg, hint="write the article to a file of its own")
    review = apply_policy(found.review, policy)
    hand_over(deliver(found.document, review, target), target)
    if not target.is_caller:
        diagnostics.note(f"written to {found.document.article.path if in_place else out}")
    if not quiet:
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
