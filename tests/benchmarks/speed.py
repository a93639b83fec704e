"""How long the local engine and the checks take on an article of a thousand words."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from assistant.article.files import read_text
from assistant.summary.extractive import summarise
from assistant.workspace import linting
from tests.benchmarks import corpus, report

WORDS = 1000
_TIMES = 7
_RULES = linting.rules("neutrality,structure", "")


def long_article(words: int = WORDS) -> str:
    """Paragraphs of the seeds, one article after the other, until there are so many words."""
    text, size = "", 0
    for document in corpus.seeds():
        for paragraph in document.text.split("\n\n"):
            text += paragraph.strip() + "\n\n"
            size += len(paragraph.split())
            if size >= words:
                return text
    return text


def table() -> str:
    """Seconds: the first time in this process, and the median of some; a command with its start."""
    text = long_article()
    article = read_text(text)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "article.txt"
        path.write_text(text, "utf-8")
        rows = [
            ("what", "first", f"median of {_TIMES}"),
            _row("local engine, three takeaways and an abstract", lambda: summarise(article)),
            _row("the same with reading", lambda: summarise(read_text(text))),
            _row("checks in process", lambda: linting.findings(article, _RULES, None)),
            _row("assistant summarise", lambda: _command("summarise", path)),
            _row("assistant check --ignore suspect", lambda: _command("check", path)),
        ]
    return report.columns(rows)


def _row(what: str, work: Callable[[], object]) -> tuple[str, str, str]:
    seconds = [_seconds(work) for _ in range(_TIMES)]
    return what, f"{seconds[0]:.3f} s", f"{median(seconds):.3f} s"


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _command(name: str, path: Path) -> None:
    options = ["--ignore", "suspect"] if name == "check" else []
    done = subprocess.run(
        [sys.executable, "-m", "assistant", name, str(path), *options],
        capture_output=True, check=False,
    )  # fmt: skip
    if done.returncode not in {0, 1}:
        raise RuntimeError(done.stderr.decode())
