"""A review as CriticMarkup (criticmarkup.com): {~~old~>new~~}, {++added++}, {--deleted--}."""

from __future__ import annotations

from assistant.review.model import Decision, Review

_MARKS = ("{++", "{--", "{~~", "{>>", "{==", "++}", "--}", "~~}", "<<}", "==}", "~>")


def critic(review: Review, source: str) -> str:
    """The source with every hunk that was not rejected in CriticMarkup, and notes as comments.

    Marks that stand in the text itself are broken with a backslash, so that they are not
    taken for changes.
    """
    pieces, at = [], 0
    for hunk in review.hunks:
        edit = hunk.edit
        new = edit.replacement if hunk.decision is Decision.PENDING else hunk.text
        if new == edit.original and not hunk.note:
            continue
        pieces += [_escaped(source[at : edit.start]), _critic(edit.original, new, hunk.note)]
        at = edit.end
    return "".join((*pieces, _escaped(source[at:])))


def _critic(old: str, new: str, note: str) -> str:
    old, new = _escaped(old), _escaped(new)
    comment = f"{{>>{_escaped(' '.join(note.split()))}<<}}" if note else ""
    if old == new:
        return f"{{=={old}==}}{comment}" if old else comment
    if not new:
        return f"{{--{old}--}}{comment}"
    return (f"{{~~{old}~>{new}~~}}" if old else f"{{++{new}++}}") + comment


def _escaped(text: str) -> str:
    for mark in _MARKS:
        text = text.replace(mark, mark[0] + "\\" + mark[1:])
    return text
