"""A review as CriticMarkup (criticmarkup.com): {~~old~>new~~}, {++added++}, {--deleted--}."""

from __future__ import annotations

from assistant.review.model import Decision, Review

_MARKS = ("{++", "{--", "{~~", "{>>", "{==", "++}", "--}", "~~}", "<<}", "==}", "~>")


def critic(review: Review, source: str) -> str:
    """The source with every hunk that was not rejected in CriticMarkup.

    Marks that stand in the text itself are broken with a backslash, so that they are not
    taken for changes.
    """
    pieces, at = [], 0
    for hunk in review.hunks:
        if hunk.decision is Decision.REJECTED:
            continue
        edit = hunk.edit
        new = hunk.text if hunk.decision is Decision.CHANGED else edit.replacement
        pieces += [_escaped(source[at : edit.start]), _critic(edit.original, new)]
        at = edit.end
    return "".join((*pieces, _escaped(source[at:])))


def _critic(old: str, new: str) -> str:
    old, new = _escaped(old), _escaped(new)
    if not new:
        return f"{{--{old}--}}"
    return f"{{~~{old}~>{new}~~}}" if old else f"{{++{new}++}}"


def _escaped(text: str) -> str:
    for mark in _MARKS:
        text = text.replace(mark, mark[0] + "\\" + mark[1:])
    return text
