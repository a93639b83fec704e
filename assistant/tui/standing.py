"""Where the editor stands, in the article and in a few words: words, a preview, a search."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.errors import AssistantError
from assistant.review.decisions import candidates
from assistant.review.search import pattern, places
from assistant.tui.marking import Marks
from assistant.tui.telling import one_line
from assistant.workspace.session import Session

_LONGEST = 24


def marks(session: Session) -> Marks:
    """What is marked in the article beside the hunks."""
    is_between = session.selection is not None and session.current is None
    selected = session.span if is_between else None
    if not session.is_searching:
        return Marks(selected)
    return Marks(selected, places(session.source, session.term), pattern(session.term))


def nothing(session: Session, working: str, failure: AssistantError | None) -> str:
    """What is true where the editor is at no hunk."""
    if session.selection is not None:
        return "These words are no hunk: e writes them, d takes them away, escape leaves them."
    if working:
        return "Changes appear here as they are found."
    if failure is not None:
        return f"The article was not repaired: {failure.message}."
    if not session.review.is_repaired:
        return "The article is not wholly repaired; R goes on, C checks what needs no engine."
    return "Nothing to change."


def parts(session: Session) -> Iterator[str]:
    """What is worth a word of where the editor stands."""
    number, hunk = session.previewed, session.current
    if number is not None and hunk is not None:
        text = one_line(candidates(hunk)[number], _LONGEST) or "nothing"
        yield f"{number} “{text}”: y takes it"
    if session.selection is not None:
        span = session.selection.span
        text = one_line(session.source[span.start : span.end], _LONGEST)
        grows = " (selecting)" if session.is_extending else ""
        yield f"“{text}”{grows}: e writes, d deletes"
    if session.is_searching:
        found = session.matches()
        here = session.span
        number = next((n for n, m in enumerate(found, 1) if m.span.overlaps(here)), 0)
        yield f"/{one_line(session.term, _LONGEST)} {number or '-'} of {len(found)}: n N"
    if session.order.only is not None:
        count = len(session.order.places(session.review))
        yield f"only {session.order.only} ({count})"
    if session.order.by_doubt:
        yield "by doubt"
    if (alike := len(session.alike())) > 1:
        yield f"{alike} alike: *"
