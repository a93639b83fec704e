"""``python -m tests.benchmarks.prompted [--numbers odd|even|all] [--base-url URL --model NAME]``.

Without an address oracles answer. With one a real model does, and its cost is said before.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterable
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path

from assistant.chat.cache import Cache
from assistant.chat.endpoint import Endpoint as Address
from assistant.engines.local import LocalEngine
from assistant.workspace import pipeline
from tests.benchmarks import report
from tests.benchmarks.prompted import fitting, machinery, models, tables, texts
from tests.benchmarks.prompted.tally import Tally, tally
from tests.benchmarks.prompted.texts import Text


def measured(
    found: Iterable[Text], address: Address, channel: LocalEngine | None, kept: Cache, scope: str
) -> Tally:
    """What comes of some articles under one model."""
    total = Tally()
    for text in found:
        engine = models.engine(address, channel, kept, scope)
        foreseen = engine.estimate(text.article)
        total += tally(text, *pipeline.repair(text.article, engine), foreseen)
    return total


def main(options: argparse.Namespace, channel: LocalEngine | None, kept: Cache) -> None:
    """Print the tables."""
    if options.fit:
        fitting.watch()
    garbled = [*texts.web(options.numbers), *(texts.seeds() if options.seeds else ())]
    clean = list(texts.clean(options.numbers))[: options.clean]
    answering: dict[str, AbstractContextManager[Address]]
    if options.base_url:
        answering = {options.model: models.real(options.base_url, options.model)}
        if not _agreed(options, [*garbled, *clean], channel, kept):
            return
    else:
        known = models.oracles([*garbled, *clean])
        wanted = options.oracles or list(known)
        answering = {name: models.served(known[name]) for name in wanted}
    rows, waiting, every = [tables.HEAD], [tables.WAITING], []
    for name, serving in answering.items():
        with serving as address:
            run = partial(measured, address=address, channel=channel, kept=kept)
            for kind, some, scope in (
                ("garbled, auto", garbled, "auto"),
                ("clean, all", clean, "all"),
                ("clean, auto", clean if len(rows) < 3 else [], "auto"),
            ):
                if some:
                    found = run(some, scope=scope)
                    rows.append(tables.row(name, kind, found))
                    waiting.append(tables.waits(name, kind, found))
                    every += found.edits
                    print(report.columns(rows[-1:]), flush=True)
    print("\n" + report.columns(rows) + "\n\n" + report.columns(waiting))
    print("\nReliability of the confidence\n" + tables.reliability(every))
    if options.mistakes:
        print("\n" + tables.mistakes(every))
    if options.fit:
        fitting.main(every)


def _agreed(
    options: argparse.Namespace, found: Iterable[Text], channel: LocalEngine | None, kept: Cache
) -> bool:
    """Whether whoever asks wants to pay what it costs, which is said first."""
    address = Address(options.base_url, options.model)
    known = [models.engine(address, channel, kept, "all").estimate(text.article) for text in found]
    costs = [each.cost for each in known]
    dollars = f"${sum(c or 0 for c in costs):.2f}" if None not in costs else "price unknown"
    sent, answered = (sum(e.prompt_tokens for e in known), sum(e.completion_tokens for e in known))
    print(f"{sum(e.requests for e in known)} requests, {sent:,} tokens sent,"
          f" about {answered:,} answered, {dollars}")  # fmt: skip
    if options.yes:
        return True
    return sys.stdin.isatty() and input("go on? [y/N] ").strip().lower() == "y"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.prompted")
    parser.add_argument("--numbers", choices=["odd", "even", "all"], default="odd")
    parser.add_argument("--oracles", nargs="+", help="some of the oracles, by name")
    parser.add_argument("--no-seeds", dest="seeds", action="store_false")
    parser.add_argument("--clean", type=int, default=99, help="how many clean articles")
    parser.add_argument("--base-url", default="", help="where a real model answers")
    parser.add_argument("--model", default="", help="its name")
    parser.add_argument("--yes", action="store_true", help="pay without being asked")
    parser.add_argument(
        "--no-suspects", dest="suspects", action="store_false", help="leave the channel out"
    )
    parser.add_argument("--kept", type=Path, help="a file that keeps what the channel finds")
    parser.add_argument("--no-machinery", dest="machinery", action="store_false")
    parser.add_argument("--fit", action="store_true", help="fit the weights of the confidence")
    parser.add_argument("--mistakes", action="store_true", help="show what is wrong unseen")
    return parser.parse_args()


if __name__ == "__main__":
    given = _options()
    with tempfile.TemporaryDirectory() as folder:
        kept = given.kept or Path(folder) / "kept.sqlite3"
        channel = models.Remembering(kept.with_suffix(".read"), suspects=given.suspects)
        main(given, channel, Cache(kept))
        channel.save()
    if given.machinery and not given.base_url:
        machinery.main()
