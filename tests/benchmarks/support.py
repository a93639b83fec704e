"""Adversarial summaries: sentences that their evidence supports, and sentences that it does not.

The second file was written by somebody who had not seen the checks. Half of it was tuned on
beside the first; the other half is what is judged.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from assistant.checks.support.unsupported import unsupported
from assistant.checks.support.verdicts import contradicts
from assistant.problems import Code, Group
from tests.benchmarks.corpus import JUDGED, half
from tests.benchmarks.report import columns

_ALL = "all"
_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence of a summary, the sentences it cites, and whether they support it."""

    kind: str
    summary: str
    evidence: tuple[str, ...]
    right: bool

    @property
    def codes(self) -> frozenset[Code]:
        """The rules that are against it."""
        return frozenset(problem.code for problem in unsupported(self.summary, self.evidence))

    @property
    def refused(self) -> bool:
        """Whether it is said to contradict its evidence, and not only doubted."""
        problems = unsupported(self.summary, self.evidence)
        return contradicts(problems, self.summary, " ".join(self.evidence))

    @property
    def judged_well(self) -> bool:
        """Whether the checks say of it what is true."""
        return (not self.codes) is self.right


def cases(*, kept: bool) -> tuple[Case, ...]:
    """The sentences that are judged on, or those that were tuned on."""
    blind = tuple(_read("support_kept.toml"))
    mine = tuple(case for case in blind if (half(case.summary) == JUDGED) is kept)
    return mine if kept else (*_read("support_cases.toml"), *mine)


def main() -> None:
    """Print the tables."""
    print("\nSummary sentences: what is refused, what is doubted")
    rows = [("kind", "tuned on", "kept")]
    tuned, kept = _counts(kept=False), _counts(kept=True)
    for right, kind in sorted({key for key, _ in (*tuned, *kept)}, key=_last_all):
        shares = (_share(counts, right, kind) for counts in (tuned, kept))
        rows.append((f"{'right' if right else 'wrong'}: {kind}", *shares))
    print(columns(rows))
    print("\nRules of summary sentences: wrong ones that each is against, and right ones")
    print(columns([("rule", "tuned on", "kept"), *_by_code()]))


def _by_code() -> Iterator[tuple[str, str, str]]:
    """Hits and false alarms of each rule; a sentence may have several rules against it."""
    halves = [Counter((code, case.right) for case in cases(kept=kept) for code in case.codes)
              for kept in (False, True)]  # fmt: skip
    for code in Code:
        shares = [f"{each[code, False]} wrong, {each[code, True]} right" for each in halves]
        if code.group is Group.SUPPORT and any(half[code, r] for half in halves for r in (0, 1)):
            yield (code, *shares)


def _last_all(key: tuple[bool, str]) -> tuple[bool, bool, str]:
    return key[0], key[1] == _ALL, key[1]


_VERDICTS = "passed", "doubted", "refused"
_Counts = Counter[tuple[tuple[bool, str], str]]


def _counts(*, kept: bool) -> _Counts:
    found: _Counts = Counter()
    for case in cases(kept=kept):
        for kind in (case.kind, _ALL):
            found[(case.right, kind), _verdict(case)] += 1
    return found


def _verdict(case: Case) -> str:
    return "refused" if case.refused else "doubted" if case.codes else "passed"


def _share(counts: _Counts, right: bool, kind: str) -> str:
    passed, doubted, refused = (counts[(right, kind), how] for how in _VERDICTS)
    if not passed + doubted + refused:
        return "-"
    return f"{refused} refused, {doubted} doubted of {passed + doubted + refused}"


@cache
def _read(name: str) -> tuple[Case, ...]:
    return tuple(_stored(name))


def _stored(name: str) -> Iterator[Case]:
    for case in tomllib.loads((_HERE / name).read_text("utf-8"))["case"]:
        evidence = tuple(case["source"][number - 1] for number in case["evidence"])
        yield Case(case["kind"], case["summary"], evidence, case["right"])


if __name__ == "__main__":
    main()
