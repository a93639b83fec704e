"""From what the detector sees to marks: places that read garbled and wait for an editor.

Where something is likely to have stood there, it is proposed; elsewhere nothing is.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import replace

from assistant.article.model import Article
from assistant.edits import Edit, EditKind, Flag, without_overlaps
from assistant.language.span import Span
from assistant.repair.detection import Detection
from assistant.repair.garble.belief import Weights
from assistant.repair.garble.detector import Detector


def of_sections(
    article: Article, detector: Detector, sections: Container[int], taken: Iterable[Edit]
) -> Iterator[Edit]:
    """The places of some sections that read garbled, beside the edits that are proposed there."""
    changes = sorted((edit.start, edit.end, edit.replacement) for edit in taken)
    spans = [Span(start, end) for start, end, _ in changes]
    found = [_edit(each, detector.weights) for each in detector.garbled(sections, changes)]
    free = (edit for edit in found if not any(edit.span.meets(span) for span in spans))
    yield from _joined(article, sorted(without_overlaps(free), key=lambda edit: edit.start))


def _edit(detection: Detection, bounds: Weights) -> Edit:
    """A detection as an edit: its likeliest candidate, or none where that is not likely.

    A guess that no dictionary bears out waits, however likely it is.
    """
    best = next(iter(detection.candidates), None)
    if best is None or best.confidence <= bounds.proposed:
        return Edit(
            detection.start, detection.end, detection.text, detection.text, EditKind.MARK,
            detection.garbled, detection.reason, (Flag.UNCERTAIN,), detection.candidates,
        )  # fmt: skip
    sure = best.confidence > bounds.sure and not detection.guessed
    flags = () if sure else (Flag.UNCERTAIN,)
    return Edit(
        detection.start, detection.end, detection.text, best.text, EditKind.WORDING,
        best.confidence, detection.reason, flags, detection.candidates[1:],
    )  # fmt: skip


def _joined(article: Article, edits: Iterable[Edit]) -> Iterator[Edit]:
    """Marks with nothing but a space between them as one: what stood there was one term."""
    held: Edit | None = None
    for edit in edits:
        if held is None:
            held = edit
        elif _is_one(article, held, edit):
            text = article.source[held.start : edit.end]
            held = replace(
                held, end=edit.end, original=text, replacement=text, alternatives=(),
                confidence=max(held.confidence, edit.confidence),
            )  # fmt: skip
        else:
            yield held
            held = edit
    if held is not None:
        yield held


def _is_one(article: Article, first: Edit, second: Edit) -> bool:
    marks = first.kind is second.kind is EditKind.MARK
    return marks and article.source[first.end : second.start] == " "
