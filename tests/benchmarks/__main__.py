"""Measures restoration, summaries and speed: ``python -m tests.benchmarks [--corpus FILE]``.

Articles and synonym sets are parted in two halves; parameters were fitted on one
(``--fit``), and what is printed is measured on the other.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.engines.local import LocalEngine
from assistant.language.thesaurus import SynonymSet, Thesaurus, wordnet
from assistant.models.ctranslate import CTranslateModel
from assistant.models.weights import locate
from tests.benchmarks import (
    corpus,
    fit,
    moby,
    neutrality,
    report,
    restorers,
    support,
    takeaways,
    trial,
)
from tests.benchmarks.measures import Counts
from tests.benchmarks.spinner import Spinner

_WIKINEWS = Path(__file__).parents[3] / "shared" / "data" / "wikinews_2019.csv"
_BASELINES = 2
"""Articles on which the slow comparisons run."""


_OTHERS = {
    "prompted": "The prompt engine",
    "desk": "The desk",
    "cost": "What a file costs as it grows",
    "batch": "A batch",
}
"""Benchmarks that are commands of their own, each in a process of its own."""


def main() -> None:
    """Print the tables."""
    options = _options()
    documents = list(_documents(options))
    if options.fit:
        fitted = [d for d in documents if corpus.half(d.name) == corpus.FITTED]
        fit.main(fitted[: options.articles], [rate for rate in options.rates if rate])
        return
    seeds = {document.name for document in corpus.seeds()}
    judged = [d for d in documents if corpus.half(d.name) == corpus.JUDGED or d.name in seeds]
    judged = judged[: options.articles]
    print(f"{len(judged)} articles of {options.corpus or 'seeds'}, seed {options.seed}\n")
    engine, model = LocalEngine(), CTranslateModel(locate())
    _restoration(judged, options, engine, model)
    if options.second:
        _second(judged, options, engine, model)
    if options.baselines:
        _baselines(judged[:_BASELINES], options, engine, model)
    if options.summaries:
        takeaways.main()
        support.main()
        neutrality.main()
    for name, title in _OTHERS.items():
        if getattr(options, name):
            print(f"\n{title}", flush=True)
            subprocess.run([sys.executable, "-m", f"tests.benchmarks.{name}"], check=False)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\npeak memory: {peak:.0f} MiB resident, two models loaded")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--corpus", type=Path, help="CSV or JSONL file with a text field")
    parser.add_argument("--articles", type=int, default=20, help="how many articles (20)")
    parser.add_argument("--rates", type=float, nargs="+", default=[0.0, 0.05, 0.1, 0.2])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--all-sets", action="store_true", help="spin with all synonym sets")
    parser.add_argument("--sloppy", type=float, default=0.0, help="share left uninflected")
    parser.add_argument("--no-baselines", dest="baselines", action="store_false")
    parser.add_argument("--no-second", dest="second", action="store_false")
    parser.add_argument("--no-prompted", dest="prompted", action="store_false")
    parser.add_argument("--no-summaries", dest="summaries", action="store_false")
    parser.add_argument("--no-desk", dest="desk", action="store_false")
    parser.add_argument("--no-cost", dest="cost", action="store_false")
    parser.add_argument("--no-batch", dest="batch", action="store_false")
    parser.add_argument("--fit", action="store_true", help="fit the weights on the other half")
    return parser.parse_args()


def _documents(options: argparse.Namespace) -> Iterator[corpus.Document]:
    if options.corpus:
        yield from corpus.read(options.corpus)
    elif options.fit:
        yield from corpus.read(_WIKINEWS)
    else:
        yield from corpus.seeds()


def judged_part(synonyms: SynonymSet) -> bool:
    """Whether a synonym set belongs to the half that is judged on."""
    return corpus.half(str(synonyms)) == corpus.JUDGED


def _spinner(options: argparse.Namespace, rate: float, number: int, source: Thesaurus) -> Spinner:
    part = (lambda _: True) if options.all_sets else judged_part
    return Spinner(source, rate, options.seed * 1000 + number, part, options.sloppy)


def _trials(
    documents: Sequence[corpus.Document],
    options: argparse.Namespace,
    rate: float,
    restore: trial.Restorer,
    model: CTranslateModel | None = None,
    source: Thesaurus | None = None,
) -> list[trial.Trial]:
    return [
        trial.run(
            trial.spin(d.text, _spinner(options, rate, n, source or wordnet())), restore, model
        )
        for n, d in enumerate(documents)
    ]


def _sum(trials: Sequence[trial.Trial]) -> Counts:
    return sum((t.counts for t in trials), Counts())


def _restoration(
    judged: Sequence[corpus.Document],
    options: argparse.Namespace,
    engine: LocalEngine,
    model: CTranslateModel,
) -> None:
    rows, everything = [], []
    for rate in options.rates:
        trials = _trials(judged, options, rate, restorers.ours(engine), model)
        rows.append(("local", f"{100 * rate:.0f} %", _sum(trials)))
        everything += trials
        print(report.table(rows[-1:]), flush=True)
    print("\nRestoration\n" + report.table(rows))
    print("\nReliability of the confidence\n" + report.reliability(everything))
    print("\nThe surest mistakes\n" + report.mistakes(everything))


def _second(
    judged: Sequence[corpus.Document],
    options: argparse.Namespace,
    engine: LocalEngine,
    model: CTranslateModel,
) -> None:
    source = moby.thesaurus()
    if source is None:
        print("\nSecond spinner: no Moby thesaurus is installed (dict-moby-thesaurus), left out")
        return
    trials = _trials(judged, options, 0.1, restorers.ours(engine), model, source)
    print(
        "\nA spinner with another thesaurus (Moby)\n"
        + report.table([("local", "10 %", _sum(trials))])
    )


def _baselines(
    judged: Sequence[corpus.Document],
    options: argparse.Namespace,
    engine: LocalEngine,
    model: CTranslateModel,
) -> None:
    compared: list[tuple[str, trial.Restorer]] = [
        ("local", restorers.ours(engine)),
        ("naive scorer", restorers.naive(model)),
        ("copy", restorers.copy),
        ("frequency only", restorers.frequency),
        ("model in a prompt", restorers.prompted(model)),
    ]
    rows = []
    for name, restore in compared:
        rows.append((name, "10 %", _sum(_trials(judged, options, 0.1, restore, model))))
        print(f"({name} done)", flush=True)
    print(f"\nBeside others, {len(judged)} articles\n" + report.table(rows))
    ours, naive = rows[0][2], rows[1][2]
    print(
        f"\ntokens scored: {naive.tokens / max(ours.tokens, 1):.1f} times fewer than"
        " the naive scorer;"
        f" ERR {100 * (ours.err - naive.err):+.1f} points;"
        f" {naive.seconds / max(ours.seconds, 1e-9):.1f} times as fast"
    )


if __name__ == "__main__":
    main()
