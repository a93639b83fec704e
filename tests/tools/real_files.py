"""Runs what the commands do over any folder of files, in one process, and says what came of it.

``python -m tests.tools.real_files FOLDER [--sample N] [--seed N] [--limit BYTES]``

Seconds are of processor time. Nothing is accepted but what the default policy accepts. A file that
is no English prose is refused in one line, which is counted; an exception of any other kind ends a
run, and is a fault.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from assistant.article.document import Document
from assistant.article.lines import LineIndex
from assistant.article.model import Article, BlockKind
from assistant.article.structure_issues import structure_issues
from assistant.errors import AssistantError
from assistant.language.span import Span
from assistant.review import critic, patch
from assistant.review.decisions import apply_policy
from assistant.review.model import Policy, make, text
from assistant.summary.extractive import summarise
from assistant.workspace import linting
from tests.tools.second_readers import language, same_title, stated_titles

_RULES = linting.rules("neutrality,structure", "")
_LIMIT = 20_000_000
_SLOWEST = 8
_SHOWN = 12


@dataclass(slots=True)
class Outcome:
    """What came of one file; `seconds` for each step."""

    path: Path
    kind: str
    size: int
    ended: str = ""
    refused: str = ""
    is_whole: bool = True
    deletions: list[str] = field(default_factory=list)
    mended: int = 0
    """Places that are changed by default and lose nothing but white space."""
    english: list[bool] = field(default_factory=list)
    foreign: list[bool] = field(default_factory=list)
    """Of each paragraph that a second reader holds to be so, whether it is read."""
    misread: list[str] = field(default_factory=list)
    stated: tuple[str, ...] = ()
    locked: list[str] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)
    title: str = ""
    takeaways: int = 0
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def total(self) -> float:
        """Seconds for all steps."""
        return sum(self.seconds.values())


def examined(path: Path, limit: int = _LIMIT) -> Outcome:
    """What every command makes of a file."""
    data = path.read_bytes()
    found = Outcome(path, path.suffix.lower() or "(none)", len(data))
    try:
        _examine(found, Document.of_bytes(data, path=str(path), limit=limit))
    except AssistantError as error:
        found.refused = error.message.replace(str(path), "FILE")
    except Exception as error:  # noqa: BLE001 - whatever ends a run is what is looked for
        found.ended = f"{type(error).__name__}: {error}"
    return found


def _examine(found: Outcome, document: Document) -> None:
    article = document.article
    found.title, found.stated = article.title, stated_titles(article.source)
    found.is_whole = document.write(article.source) == document.data
    _languages(found, article)
    if article.is_foreign or not article.has_prose:
        found.refused = "not in English" if article.is_foreign else "no prose"
        return
    steps = (
        ("structure", lambda: _structure(found, article)),
        ("check", lambda: _checked(found, article)),
        ("summary", lambda: _summarised(found, article)),
    )
    for name, step in steps:
        begun = time.process_time()
        step()
        found.seconds[name] = time.process_time() - begun


def _languages(found: Outcome, article: Article) -> None:
    """Which paragraphs are read, of those that a second reader tells the language of."""
    for block in article.blocks:
        if block.kind is not BlockKind.PARAGRAPH:
            continue
        shown = article.slice(block.text)
        told = language(shown)
        is_read = not block.is_foreign and not article.is_foreign
        if told:
            (found.english if told == "en" else found.foreign).append(is_read)
            if is_read is not (told == "en"):
                found.misread.append(f"{told}: {_short(shown)}")


def _structure(found: Outcome, article: Article) -> None:
    """What the default policy deletes; the texts of the review in every form."""
    review = apply_policy(make(article, structure_issues(article), "none"), Policy.UNFLAGGED)
    for hunk in review.hunks:
        if hunk.text == hunk.edit.original:
            continue
        if "".join(hunk.text.split()) == "".join(hunk.edit.original.split()):
            found.mended += 1
        else:
            found.deletions.append(f"{hunk.edit.kind}: {_short(hunk.edit.original)}")
    text(review, article.source)
    patch.unified(review, article.source, str(found.path))
    critic.critic(review, article)


def _checked(found: Outcome, article: Article) -> None:
    locked = [span for block in article.blocks for span in block.locked]
    index = sorted(locked)
    starts = LineIndex.of(article.source).starts
    for each in linting.findings(article, _RULES, None):
        start = starts[each.line - 1] + each.column - 1
        found.findings.append(f"{each.line}:{each.column} {each.code}: {_short(each.text)}")
        span = Span(start, start + len(each.text))
        if each.kind != "structure" and any(span.overlaps(known) for known in index):
            found.locked.append(found.findings[-1])


def _summarised(found: Outcome, article: Article) -> None:
    found.takeaways = len(summarise(article).takeaways)


def _short(text: str) -> str:
    return " ".join(text.split())[:70]


def growth(path: Path, limit: int = _LIMIT) -> float:
    """How many times as long twice the file takes."""
    data = path.read_bytes()
    times = []
    for times_over in (1, 2):
        found = Outcome(path, "", 0)
        try:
            _examine(found, Document.of_bytes(data * times_over, path=str(path), limit=limit))
        except AssistantError:
            return 0.0
        times.append(found.total)
    return times[1] / max(times[0], 1e-9)


def report(outcomes: list[Outcome], sample: int, seed: int) -> Iterator[str]:
    """The tables, the worst first."""
    read = [each for each in outcomes if not each.refused and not each.ended]
    yield f"files {len(outcomes)}, read {len(read)}, bytes {sum(o.size for o in outcomes):,}"
    yield f"runs ended: {sum(bool(o.ended) for o in outcomes)}"
    yield from (f"  {o.path}: {o.ended}" for o in outcomes if o.ended)
    yield f"bytes that did not come back: {sum(not o.is_whole for o in read)}"
    yield f"deletions accepted by default: {sum(len(o.deletions) for o in read)}"
    yield from (f"  {o.path}: {d}" for o in read for d in o.deletions)
    yield f"places where only white space is mended by default: {sum(o.mended for o in read)}"
    yield f"findings in what is locked: {sum(len(o.locked) for o in read)}"
    yield from (f"  {o.path}:{each}" for o in read for each in o.locked[:3])
    yield from _titles(outcomes)
    yield from _misread(outcomes)
    yield "refused:"
    refusals = Counter(o.refused for o in outcomes if o.refused)
    yield from (f"  {count:5} {message}" for message, count in refusals.most_common(12))
    yield "by kind: files, findings, with a title, with takeaways, seconds a MB"
    yield from _by_kind(read)
    yield "slowest, seconds, seconds a MB, growth when doubled"
    for each in sorted(read, key=lambda o: -o.total)[:_SLOWEST]:
        rate = each.total / max(each.size, 1) * 1e6
        yield f"  {each.total:6.2f} {rate:7.2f} {growth(each.path):5.2f} {each.path}"
    if sample:
        everything = [f"  {o.path}:{each}" for o in read for each in o.findings]
        yield f"a sample of {len(everything)} findings:"
        yield from random.Random(seed).sample(everything, min(sample, len(everything)))


def _titles(outcomes: list[Outcome]) -> Iterator[str]:
    stating = [o for o in outcomes if o.stated]
    wrong = [o for o in stating if not any(same_title(o.title, each) for each in o.stated)]
    yield f"titles right where one is stated: {len(stating) - len(wrong)} of {len(stating)}"
    yield from (f"  {o.path}: {o.title!r}, stated {o.stated[0]!r}" for o in wrong[:_SHOWN])


def _misread(outcomes: list[Outcome]) -> Iterator[str]:
    english = [is_read for o in outcomes for is_read in o.english]
    foreign = [is_read for o in outcomes for is_read in o.foreign]
    yield f"English paragraphs read: {sum(english)} of {len(english)}"
    yield f"foreign paragraphs left alone: {len(foreign) - sum(foreign)} of {len(foreign)}"
    misread = [f"  {o.path}: {each}" for o in outcomes for each in o.misread]
    yield from random.Random(0).sample(misread, min(_SHOWN, len(misread)))


def _by_kind(read: list[Outcome]) -> Iterator[str]:
    kinds: dict[str, list[Outcome]] = defaultdict(list)
    for each in read:
        kinds[each.kind].append(each)
    worst = sorted(kinds.items(), key=lambda pair: -sum(len(o.findings) for o in pair[1]))
    for kind, found in worst:
        size = max(sum(o.size for o in found), 1)
        yield (
            f"  {kind:12} {len(found):5} {sum(len(o.findings) for o in found):6}"
            f" {sum(bool(o.title) for o in found):5} {sum(bool(o.takeaways) for o in found):5}"
            f" {sum(o.total for o in found) / size * 1e6:8.2f}"
        )


def main() -> None:
    """Read the flags, go through the folder, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sample", type=int, default=0, help="findings for a person to judge")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--limit", type=int, default=_LIMIT, help="the largest file, in bytes")
    flags = parser.parse_args()
    paths = sorted(p for p in flags.folder.rglob("*") if p.is_file() and not p.is_symlink())
    outcomes = [examined(path, flags.limit) for path in paths]
    for line in report(outcomes, flags.sample, flags.seed):
        print(line)


if __name__ == "__main__":
    main()
