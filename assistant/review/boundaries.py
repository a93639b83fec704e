"""Where a hunk begins and ends: grown or shrunk by words, split, joined with the next one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.checks.facts.comparison import differences
from assistant.edits import Alternative, Edit, Flag, word_edits
from assistant.errors import UsageError
from assistant.language.span import Span
from assistant.review.log import logged
from assistant.review.model import Decision, Hunk, Review, Step
from assistant.review.selection import Side
from assistant.review.stops import Stops, words


def grown(review: Review, source: str, hunk_id: str, side: Side) -> Review:
    """A hunk with one more word on a side, which stays as it reads; or one with a hunk there.

    The article reads as before. Raises UsageError where the line ends there.
    """
    hunk = review.hunk(hunk_id)
    stops = Stops(source, review.hunks)
    edge = hunk.edit.span
    stop = stops.behind(edge) if side is Side.RIGHT else stops.before(edge)
    if stop is None:
        msg = "the article ends there"
        raise UsageError(msg)
    whole = Span(min(edge.start, stop.start), max(edge.end, stop.end))
    others = [h for h in review.hunks if h.id != hunk.id and h.edit.span.meets(whole)]
    if others:
        other = others[-1 if side is Side.LEFT else 0]
        first, last = sorted((hunk, other), key=lambda each: each.edit.start)
        return _joined(review, source, first, last)
    _require_one_line(source, edge, stop)
    before, behind = source[whole.start : edge.start], source[edge.end : whole.end]
    return _replaced(review, [hunk], [_within(hunk, source, whole, before, behind)])


def shrunk(review: Review, source: str, hunk_id: str, side: Side) -> Review:
    """A hunk without the last word on a side, which stands as it did.

    Where the proposal has the same word there, it loses it too, and the article reads as before;
    else the hunk waits to be decided. Raises UsageError where it has but one word.
    """
    hunk = review.hunk(hunk_id)
    edit = hunk.edit
    own = words(source[edit.start : edit.end])
    if len(own) < 2:
        msg = "a hunk has at least one word"
        raise UsageError(msg, hint="n rejects it")
    kept = Span(0, own[-2].end) if side is Side.RIGHT else Span(own[1].start, len(edit.original))
    lost = edit.original[kept.end :] if side is Side.RIGHT else edit.original[: kept.start]
    new = replace(
        edit,
        start=edit.start + kept.start, end=edit.start + kept.end,
        original=edit.original[kept.start : kept.end],
        replacement=_without(edit.replacement, lost, side),
        alternatives=tuple(replace(a, text=_without(a.text, lost, side))
                           for a in edit.alternatives),
    )  # fmt: skip
    text = None if hunk.changed_to is None else _without(hunk.changed_to, lost, side)
    stands = text if text is not None else new.replacement
    whole = stands + lost if side is Side.RIGHT else lost + stands
    if hunk.text not in (edit.original, whole):
        return _replaced(review, [hunk], [Hunk(hunk.section, _checked(new), note=hunk.note)])
    return _replaced(review, [hunk], [replace(hunk, edit=_checked(new), changed_to=text)])


def split(review: Review, hunk_id: str) -> Review:
    """A hunk as several, one a change of words, or else one a word; the article reads as before.

    Raises UsageError where there is nothing to split.
    """
    hunk = review.hunk(hunk_id)
    edit = hunk.edit
    text = edit.replacement if hunk.changed_to is None else hunk.changed_to
    pieces = word_edits(edit.original, text)
    if len(pieces) < 2:
        pieces = tuple(_by_words(edit.original, text))
    if len(pieces) < 2:
        msg = "this hunk is a single change"
        raise UsageError(msg, hint="e writes it otherwise")
    decision = Decision.ACCEPTED if hunk.decision is Decision.CHANGED else hunk.decision
    parts = [
        replace(
            edit, start=edit.start + start, end=edit.start + end, replacement=put,
            original=edit.original[start:end], alternatives=(),
        )
        for start, end, put in pieces
    ]  # fmt: skip
    notes = [hunk.note, *("" for _ in parts[1:])]
    new = (Hunk(hunk.section, _checked(part), decision, note=note)
           for part, note in zip(parts, notes, strict=True))  # fmt: skip
    return _replaced(review, [hunk], list(new))


def joined(review: Review, source: str, hunk_id: str) -> Review:
    """A hunk and the next one as one, with the words between; the article reads as before.

    Raises UsageError where there is none on the same line.
    """
    hunk = review.hunk(hunk_id)
    number = review.hunks.index(hunk) + 1
    if number >= len(review.hunks):
        msg = "there is no hunk behind this one"
        raise UsageError(msg)
    return _joined(review, source, hunk, review.hunks[number])


def _joined(review: Review, source: str, first: Hunk, last: Hunk) -> Review:
    one, other = first.edit, last.edit
    _require_one_line(source, one.span, other.span)
    between = source[one.end : other.start]
    edit = replace(
        one, end=other.end, original=one.original + between + other.original,
        replacement=one.replacement + between + other.replacement,
        confidence=min(one.confidence, other.confidence),
        reason="; ".join(dict.fromkeys(r for r in (one.reason, other.reason) if r)),
        flags=tuple(dict.fromkeys((*one.flags, *other.flags))), alternatives=(),
    )  # fmt: skip
    text = first.text + between + last.text
    note = "; ".join(note for note in (first.note, last.note) if note)
    decisions = {first.decision, last.decision}
    decision: Decision = Decision.CHANGED
    changed: str | None = text
    if len(decisions) == 1 and Decision.CHANGED not in decisions:
        decision, changed = first.decision, None
    elif text == edit.original:
        decision, changed = Decision.PENDING, None
    hunk = Hunk(first.section, _checked(edit), decision, changed, note)
    return _replaced(review, [first, last], [hunk])


def _within(hunk: Hunk, source: str, whole: Span, before: str, behind: str) -> Hunk:
    """A hunk grown to a span, all of whose texts have what stands there before and behind it."""
    edit = hunk.edit
    new = replace(
        edit, start=whole.start, end=whole.end, original=source[whole.start : whole.end],
        replacement=before + edit.replacement + behind,
        alternatives=tuple(Alternative(before + a.text + behind, a.confidence)
                           for a in edit.alternatives),
    )  # fmt: skip
    changed = None if hunk.changed_to is None else before + hunk.changed_to + behind
    return replace(hunk, edit=_checked(new), changed_to=changed)


def _without(text: str, lost: str, side: Side) -> str:
    return text.removesuffix(lost) if side is Side.RIGHT else text.removeprefix(lost)


def _by_words(original: str, text: str) -> Iterator[tuple[int, int, str]]:
    """Word for word; the last one has what is left of the longer side.

    White space that is the same on both sides is in none of them.
    """
    old, new = words(original), words(text)
    count = min(len(old), len(new))
    at = put = 0
    for number in range(count):
        is_last = number == count - 1
        end = len(original) if is_last else old[number].end
        stop = len(text) if is_last else new[number].end
        gap, other = original[at : old[number].start], text[put : new[number].start]
        same = len(gap) if number and gap == other else 0
        yield at + same, end, text[put + same : stop]
        at, put = end, stop


def _checked(edit: Edit) -> Edit:
    """An edit, flagged where it alters a fact."""
    return edit.flagged(Flag.FACT) if differences(edit.original, edit.replacement) else edit


def _require_one_line(source: str, one: Span, other: Span) -> None:
    first, last = sorted((one, other))
    if "\n" in source[first.end : last.start]:
        msg = "the line ends there: a hunk reaches over no line end"
        raise UsageError(msg)


def _replaced(review: Review, old: Sequence[Hunk], new: Sequence[Hunk]) -> Review:
    return logged(review, (*(Step(h, None) for h in old), *(Step(None, h) for h in new)))
