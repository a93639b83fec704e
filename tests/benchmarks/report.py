"""Tables of the benchmark, in plain text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tests.benchmarks.measures import Counts, wanted
from tests.benchmarks.trial import Trial

_HEAD = (
    "restorer", "spun", "words", "spans", "ERR", "ERR noticeable", "precision", "F0.5",
    "over-edits/1000", "sections touched", "sentence ERR", "FLR", "words/s", "tokens/word",
)  # fmt: skip


def table(rows: Iterable[tuple[str, str, Counts]]) -> str:
    """One line a restorer and rate of spinning."""
    return columns([_HEAD, *(_row(*row) for row in rows)])


def _row(name: str, rate: str, c: Counts) -> tuple[str, ...]:
    spun = c.spans > 0
    return (
        name,
        rate,
        str(c.words),
        str(c.spans),
        f"{c.err:.3f}" if spun else "-",
        f"{c.noticeable_err:.3f} of {c.noticeable}" if c.noticeable else "-",
        f"{c.precision:.3f}" if spun else "-",
        f"{c.f05:.3f}" if spun else "-",
        f"{c.over_edits:.2f}",
        f"{100 * c.touched:.1f} %",
        f"{c.sentence_err:.3f}" if spun else "-",
        f"{100 * c.flr:.2f} %",
        f"{c.words / c.seconds:.1f}" if c.seconds else "-",
        f"{c.tokens / c.words:.1f}" if c.words else "-",
    )


def columns(rows: Sequence[Sequence[str]]) -> str:
    """Rows of cells, each column as wide as its widest cell."""
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return "\n".join(
        "  ".join(c.ljust(w) for c, w in zip(r, widths, strict=True)).rstrip() for r in rows
    )


def reliability(trials: Iterable[Trial], bins: int = 10) -> str:
    """How often edits of a confidence are right: of those at 0.9, about nine in ten should be."""
    sums = [[0, 0, 0.0] for _ in range(bins)]
    for trial in trials:
        gold = {wanted(span) for span in trial.spun.spans}
        for edit, confidence in zip(trial.repaired.edits, trial.repaired.confidences, strict=False):
            cell = sums[min(int(confidence * bins), bins - 1)]
            cell[0] += 1
            cell[1] += edit in gold
            cell[2] += confidence
    rows = [("confidence", "edits", "mean confidence", "right")]
    rows += [
        (f"{i / bins:.1f}-{(i + 1) / bins:.1f}", str(n), f"{total / n:.3f}", f"{right / n:.3f}")
        for i, (n, right, total) in enumerate(sums)
        if n
    ]
    return columns(rows)


def mistakes(trials: Iterable[Trial], most: int = 15) -> str:
    """The surest of the edits that were wrong, with what was wanted."""
    found = []
    for trial in trials:
        gold = {wanted(span) for span in trial.spun.spans}
        for edit, confidence in zip(trial.repaired.edits, trial.repaired.confidences, strict=False):
            if edit not in gold:
                start, end, text = edit
                right = [s.original for s in trial.spun.spans if s.start < end and start < s.end]
                found.append((confidence, trial.spun.text[start:end], text, ", ".join(right)))
    rows = [("confidence", "stood", "written", "wanted")]
    rows += [(f"{c:.3f}", a, b, d or "(as it stood)") for c, a, b, d in sorted(found)[::-1][:most]]
    return columns(rows)
