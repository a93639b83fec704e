"""Does something once and again within one process: ``python probe.py WHAT FILE…``.

Prints the processor seconds of the first time and the least of three more, and by how many MiB
the process grew meanwhile. It is run in environments that have one program each, by its path.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

Done = Callable[[], object]


def _summary_by_ours(path: str) -> Done:
    from assistant.article.files import read_text
    from assistant.summary.extractive import summarise

    text = Path(path).read_text("utf-8")
    return lambda: summarise(read_text(text))


def _summary_by_sumy(path: str) -> Done:
    import re

    from sumy.parsers.plaintext import PlaintextParser
    from sumy.summarizers.text_rank import TextRankSummarizer

    class Tokens:
        """Sentences end at a mark; sumy's own need a download."""

        def to_sentences(self, text: str) -> list[str]:
            return re.split(r"(?<=[.!?])\s+", text)

        def to_words(self, text: str) -> list[str]:
            return re.findall(r"\w+", text)

    text = Path(path).read_text("utf-8")
    return lambda: TextRankSummarizer()(PlaintextParser.from_string(text, Tokens()).document, 5)


def _diff_by_ours(old: str, new: str) -> Done:
    from assistant.edits import word_edits

    before, after = (Path(each).read_text("utf-8") for each in (old, new))
    return lambda: word_edits(before, after)


def _diff_by_prosediff(old: str, new: str) -> Done:
    from prosediff.diff import word_ops

    before, after = (Path(each).read_text("utf-8") for each in (old, new))
    return lambda: word_ops.__wrapped__(before, after)  # it remembers what it compared


def _diff_by_redlines(old: str, new: str) -> Done:
    from redlines import Redlines

    before, after = (Path(each).read_text("utf-8") for each in (old, new))
    return lambda: Redlines(before, after).opcodes


def _diff_by_difflib(old: str, new: str) -> Done:
    import difflib

    before, after = (Path(each).read_text("utf-8").split(" ") for each in (old, new))
    return lambda: difflib.SequenceMatcher(None, before, after).get_opcodes()


KNOWN: dict[str, Callable[..., Done]] = {
    "summary-ours": _summary_by_ours,
    "summary-sumy": _summary_by_sumy,
    "diff-ours": _diff_by_ours,
    "diff-prosediff": _diff_by_prosediff,
    "diff-redlines": _diff_by_redlines,
    "diff-difflib": _diff_by_difflib,
}


def _seconds(do: Done) -> float:
    begun = time.process_time()
    do()
    return time.process_time() - begun


def _megabytes() -> float:
    """The most memory of this program; the kernel's other count has that of its parent in it."""
    status = Path("/proc/self/status")
    if not status.is_file():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    (most,) = (line for line in status.read_text("utf-8").splitlines() if "VmHWM" in line)
    return int(most.split()[1]) / 1024


if __name__ == "__main__":
    task = KNOWN[sys.argv[1]](*sys.argv[2:])
    before = _megabytes()
    first = _seconds(task)
    again = min(_seconds(task) for _ in range(3))
    print(f"{first:.4f} {again:.4f} {_megabytes() - before:.1f}")
