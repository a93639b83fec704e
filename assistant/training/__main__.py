"""The command: `python -m assistant.training`, with what it does in the package's docstring."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from assistant.errors import AssistantError
from assistant.paths import cache_dir
from assistant.training import lexicon
from assistant.training.commands import evaluate, export, pack, train, try_out

_SHARD_ARTICLES = 2048


def parser() -> argparse.ArgumentParser:
    """The options of every command."""
    state = cache_dir() / "training"
    made = argparse.ArgumentParser(prog="python -m assistant.training", description=__doc__)
    commands = made.add_subparsers(required=True, metavar="COMMAND")
    text, loop = _text(), _loop(state)

    run = commands.add_parser("train", parents=[text, loop], help="train, or go on")
    run.set_defaults(run=train)
    run = commands.add_parser("try", parents=[text, loop], help="a hundred steps from the base")
    run.set_defaults(run=try_out)

    run = commands.add_parser("pack", parents=[text], help="shards and base weights for a GPU")
    run.add_argument("--out", type=Path, required=True)
    run.add_argument("--articles", type=int, default=_SHARD_ARTICLES, help="of a shard")
    run.add_argument("--first", type=int, default=0, help="number of the first shard")
    run.add_argument("--megabytes", type=float, default=55.0, help="of shards in all")
    run.set_defaults(run=pack)

    run = commands.add_parser("export", help="write the reader that ships")
    run.add_argument("--state", type=Path, default=state)
    run.add_argument("--half", type=Path, help="weights that `train --out` wrote, instead")
    run.add_argument("--out", type=Path, default=state / "reader")
    run.add_argument("--quantisation", choices=("int8", "float32"), default="int8")
    run.set_defaults(run=export)

    run = commands.add_parser("evaluate", parents=[text], help="measure an exported reader")
    run.add_argument("reader", type=Path, nargs="?", default=state / "reader")
    run.add_argument("--marks", type=Path, help="marked articles: odd numbers are read")
    run.add_argument("--report", action="store_true", help="read the even numbers instead")
    run.add_argument("--articles", type=int, default=400, help="of the dev split")
    run.set_defaults(run=evaluate)
    return made


def _text() -> argparse.ArgumentParser:
    """The options of commands that corrupt text."""
    made = argparse.ArgumentParser(add_help=False)
    made.add_argument("--corpus", type=Path, help="folder of *.txt.xz, clean text")
    made.add_argument("--thesauri", type=Path, default=lexicon.default_folder())
    made.add_argument("--seed", type=int, default=0)
    made.add_argument("--processes", type=int, default=1, help="that corrupt text")
    return made


def _loop(state: Path) -> argparse.ArgumentParser:
    """The options of commands that train."""
    made = argparse.ArgumentParser(add_help=False)
    made.add_argument("--shards", type=Path, help="folder that `pack` wrote, instead of a corpus")
    made.add_argument("--base", type=Path, help="folder of half-NN.npz to start from")
    made.add_argument("--device", choices=("cpu", "cuda"), default="cpu")
    made.add_argument("--threads", type=int, default=2)
    made.add_argument("--batch", type=int, help="tokens of a batch: 4096, on cuda 65536")
    made.add_argument("--rate", type=float, default=1e-4)
    made.add_argument("--steps", type=int, default=0)
    made.add_argument("--minutes", type=float, default=0.0)
    made.add_argument("--state", type=Path, default=state, help="where checkpoints lie")
    made.add_argument("--out", type=Path, help="half-precision weights at the end, in parts")
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit code."""
    given = parser().parse_args(arguments)
    try:
        given.run(given)
    except AssistantError as error:
        sys.stderr.write(f"{error.title}: {error}\n{error.hint}".rstrip() + "\n")
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
