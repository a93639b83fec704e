"""What `assistant review --from` shows: the account of what was decided elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from assistant.article.lines import position
from assistant.cli import diagnostics, output
from assistant.cli.loading import load_settings
from assistant.review.model import Hunk
from assistant.review.returned import Account
from assistant.workspace.claim import claim
from assistant.workspace.opening import open_review
from assistant.workspace.returning import taken_home
from assistant.workspace.session import Session


def take_home(review_file: str, returned: str, source: str | None, *, take_over: bool) -> None:
    """Put what was decided in a document that came back into its review, and show the account."""
    limit = load_settings().settings.limit_bytes
    found = open_review(Path(review_file), source, limit=limit)
    own = claim(found.path, take_over=take_over)
    session = Session(document=found.document, review=found.review, path=found.path, claim=own)
    try:
        article = found.document.article
        review, account = taken_home(session.review, article, returned, limit)
        session.put(review)
    finally:
        session.close()
    output.write("".join(_lines(account, article.source)))
    if review == found.review:
        diagnostics.note(f"{returned} decides nothing that {review_file} does not say")
    else:
        diagnostics.note(f"kept in {review_file}; one undo takes it all back")


def _lines(account: Account, source: str) -> Iterator[str]:
    yield (
        f"{len(account.accepted)} accepted, {len(account.rejected)} rejected, "
        f"{len(account.changed)} changed otherwise, {len(account.new)} new, "
        f"{len(account.open)} undecided\n"
    )
    for name, hunks in (("changed", account.changed), ("new", account.new)):
        yield from (_line(name, hunk, source) for hunk in hunks)


def _line(name: str, hunk: Hunk, source: str) -> str:
    line, _ = position(source, hunk.edit.start)
    old, new = " ".join(hunk.edit.original.split()), " ".join(hunk.text.split())
    return f"{name} in line {line}: “{old}” → “{new}”\n"
