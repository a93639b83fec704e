"""The facts about the current hunk, in words."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.checks.facts.comparison import differences
from assistant.checks.facts.extraction import located
from assistant.workspace.session import Session


def describe(session: Session) -> str:
    """The facts of the hunk's section, and what its proposal and the decisions do to them."""
    return "\n".join(_lines(session))


def _lines(session: Session) -> Iterator[str]:
    hunk = session.current
    if hunk is not None:
        edit = hunk.edit
        changes = [each.message for each in differences(edit.original, edit.replacement)]
        yield "This hunk: " + ("; ".join(changes) if changes else "no fact is altered")
    changes = [each.message for each in differences(session.article.source, session.text())]
    yield "All decisions: " + ("; ".join(changes[:9]) if changes else "no fact is altered")
    section = session.section
    yield ""
    yield f"In {section.heading or session.review.title or 'this section'}:"
    source = session.article.source[section.start : section.end]
    seen: dict[tuple[str, str], int] = {}
    for found in located(source):
        text = " ".join(source[found.start : found.end].split())
        seen[found.fact.kind, text] = seen.get((found.fact.kind, text), 0) + 1
    for (kind, text), times in seen.items():
        yield f"  {kind:<10} {text}" + (f"  ({times} times)" if times > 1 else "")
    if not seen:
        yield "  no figure, name, date or address"
