"""Facts: equal ones in other words, different ones, and repairs of what a spinner did to them.

`python -m tests.benchmarks.facts` prints counts and every miss. Files are tab-separated:
`before<TAB>after`, and for repairs `garbled<TAB>repaired`. With `--corpus FILE` each sentence
of a corpus is compared with itself and with itself after one change made by a script that
does not read facts; `--speed` measures the reader. `--dev` takes the long lists by which the
reader was widened, `--kept` those that nobody tunes on, of which it shows no misses.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from assistant.article.files import read_text
from assistant.checks.edits.judge import Judge
from assistant.checks.facts.comparison import differences
from assistant.checks.facts.extraction import facts
from assistant.edits import Edit, Flag, Refusal, word_edits
from assistant.language.fact import FactKind
from tests.benchmarks import fact_changes
from tests.benchmarks.corpus import read, seeds
from tests.benchmarks.report import columns

Pair = tuple[str, str]

_TUNED = Path(__file__).parent / "facts_tuned"
_DEVELOPED = Path(__file__).parent / "facts_dev"
_KEPT = Path(__file__).parent / "facts_kept"
_LISTS = ("equal", "different", "repairs")
_VALUES = {FactKind.NUMBER, FactKind.DATE, FactKind.TIME, FactKind.NAME}
_SPEED_WORDS = 20_000


def pairs(path: Path) -> tuple[Pair, ...]:
    """The pairs of a file, one a line, parted by a tab; a line that begins with # is none."""
    lines = path.read_text("utf-8").splitlines()
    found = (line.split("\t") for line in lines if line.strip() and not line.startswith("#"))
    return tuple((before.strip(), after.strip()) for before, after, *_ in found)


def unequal(some: Iterable[Pair]) -> Iterator[str]:
    """The pairs that differ, each with what differs."""
    for before, after in some:
        if found := differences(before, after):
            yield f"{before} / {after}: {'; '.join(each.message for each in found)}"


def undistinguished(some: Iterable[Pair]) -> Iterator[str]:
    """The pairs between which no difference is seen."""
    return (f"{before} / {after}" for before, after in some if not differences(before, after))


def judged(before: str, after: str) -> tuple[Edit | Refusal, ...]:
    """What the judge says of the edits that turn one text into another."""
    judge = Judge.of(read_text(before))
    return tuple(
        judge.judged(Edit(start, end, before[start:end], put))
        for start, end, put in word_edits(before, after)
    )


def refused(some: Iterable[Pair]) -> Iterator[str]:
    """The repairs of which an edit is refused, each with why."""
    for before, after in some:
        for each in judged(before, after):
            if isinstance(each, Refusal):
                yield f"{before} / {after}: {each.reason}"
                break


def unflagged(some: Iterable[Pair]) -> Iterator[str]:
    """The repairs that go through without a flag although a value or a name changes."""
    for before, after in some:
        said = judged(before, after)
        silent = all(isinstance(each, Edit) and Flag.FACT not in each.flags for each in said)
        changed = [each for each in differences(before, after) if each.kind in _VALUES]
        if silent and changed:
            yield f"{before} / {after}: {changed[0].message}"


def sentences(path: Path) -> Iterator[str]:
    """The sentences of a corpus as a reader sees them."""
    for document in read(path, shortest=1, longest=10**6):
        article = read_text(document.text)
        for _, _, span in article.sentences():
            yield " ".join(article.visible(span).text.split())


def speed() -> float:
    """Seconds of processor time in which the facts of 20,000 words of the seeds are read."""
    texts = [document.text for document in seeds()]
    while sum(len(text.split()) for text in texts) < _SPEED_WORDS:
        texts += texts
    for text in texts[:3]:
        facts(text)
    words, start = 0, time.process_time()
    for text in texts:
        if words < _SPEED_WORDS:
            facts(text)
            words += len(text.split())
    return (time.process_time() - start) * _SPEED_WORDS / words


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the counts and the misses."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.facts")
    parser.add_argument("--equal", type=Path, default=_TUNED / "equal.tsv")
    parser.add_argument("--different", type=Path, default=_TUNED / "different.tsv")
    parser.add_argument("--repairs", type=Path, default=_TUNED / "repairs.tsv")
    parser.add_argument("--corpus", type=Path, help="CSV or JSON lines with a field text")
    parser.add_argument("--speed", action="store_true")
    parser.add_argument("--dev", action="store_true")
    parser.add_argument("--kept", action="store_true")
    options = parser.parse_args(arguments)
    if options.speed:
        print(f"{_SPEED_WORDS} words read for facts in {speed():.2f} s of processor time")
    elif options.corpus:
        _print_corpus(tuple(sentences(options.corpus)))
    elif options.dev:
        _print_lists(*(_DEVELOPED / f"{name}.tsv" for name in _LISTS), show=True)
    elif options.kept:
        _print_lists(*(_KEPT / f"{name}.tsv" for name in _LISTS), show=False)
    else:
        _print_lists(options.equal, options.different, options.repairs, show=True)


def _print_lists(equal: Path, different: Path, repairs: Path, *, show: bool) -> None:
    for title, path, misses in (
        ("equal pairs taken as equal", equal, unequal),
        ("different pairs taken as different", different, undistinguished),
        ("repairs that can be offered", repairs, refused),
        ("no value or name changed unflagged", repairs, unflagged),
    ):
        some = pairs(path)
        found = list(misses(some))
        print(f"{title}: {len(some) - len(found)} of {len(some)}")
        for miss in found if show else ():
            print(f"  {miss}")


def _print_corpus(texts: Sequence[str]) -> None:
    equal = sum(not differences(text, text) for text in texts)
    rows = [
        ("change", "sentences", "seen"),
        ("none (equal)", str(len(texts)), _share(equal, len(texts))),
    ]
    missed: list[str] = []
    for kind, change in fact_changes.CHANGES.items():
        some = [(text, changed) for text in texts if (changed := change(text)) is not None]
        lost = list(undistinguished(some))
        rows.append((kind, str(len(some)), _share(len(some) - len(lost), len(some))))
        missed += [f"{kind}: {each}" for each in lost[:8]]
    print(columns(rows))
    print("\n".join(missed))


def _share(some: int, total: int) -> str:
    return f"{100 * some / total:.2f} %" if total else "-"


if __name__ == "__main__":
    main()
