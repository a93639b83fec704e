"""The tables of the prompt engine's benchmark, in plain text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from tests.benchmarks import report
from tests.benchmarks.prompted.tally import Judged, Tally

HEAD = (
    "model", "articles", "marks", "restored", "of all hunks", "precision unseen", "needless",
    "unseen", "unseen/1000", "facts", "requests", "sent/word", "answered/word",
)  # fmt: skip
WAITING = ("model", "articles", "waits", "of which right", "refused", "estimate off, mean · most")


def row(name: str, kind: str, t: Tally) -> tuple[str, ...]:
    """One line a model and kind of article."""
    return (
        name,
        kind,
        str(t.marks),
        _share(t.unseen_restored, t.marks),
        _share(t.restored, t.marks),
        f"{_share(t.unseen_right, t.unseen)} of {t.unseen}",
        str(t.needless),
        str(t.needless_unseen),
        f"{1000 * t.needless_unseen / t.words:.2f}",
        str(t.altered),
        str(t.requests),
        f"{t.sent / t.words:.2f}",
        f"{t.answered / t.words:.2f}",
    )


def waits(name: str, kind: str, t: Tally) -> tuple[str, ...]:
    """What waits by flag, how much of it is right, what was refused, and how estimates did."""
    off = f"{sum(t.off) / len(t.off):.0%} · {max(t.off):.0%}" if t.off else "-"
    return name, kind, _counts(t.flags), _counts(t.right_flags), _counts(t.refused), off


def reliability(edits: Sequence[Judged], bins: int = 10) -> str:
    """How often edits of a confidence are right."""
    rows = [("confidence", "edits", "mean confidence", "right")]
    for number in range(bins):
        here = [e for e in edits if min(int(e.edit.confidence * bins), bins - 1) == number]
        if here:
            mean = sum(e.edit.confidence for e in here) / len(here)
            right = sum(e.right for e in here) / len(here)
            span = f"{number / bins:.1f}-{(number + 1) / bins:.1f}"
            rows.append((span, str(len(here)), f"{mean:.3f}", f"{right:.3f}"))
    return report.columns(rows)


def mistakes(edits: Sequence[Judged], most: int = 40) -> str:
    """Edits that are wrong and accepted unseen, and right ones that wait."""
    wrong = [e for e in edits if not e.right and not e.edit.flags]
    waiting = [e for e in edits if e.right and e.edit.flags]
    rows = [("what", "confidence", "stood", "written", "flags")]
    for what, some in (("wrong, unseen", wrong), ("right, waits", waiting)):
        for each in some[:most]:
            e = each.edit
            flags = ",".join(e.flags)
            rows.append((what, f"{e.confidence:.2f}", e.original, e.replacement, flags))
    return report.columns(rows)


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "-"


def _counts(counted: Counter[str]) -> str:
    return ", ".join(f"{name} {n}" for name, n in sorted(counted.items())) or "-"
