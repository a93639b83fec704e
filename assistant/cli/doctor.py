"""`assistant doctor`: what is installed, where, and whether it works."""

from __future__ import annotations

import platform
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import click

from assistant import __version__, paths
from assistant.article.formats.plain import TEXT
from assistant.article.model import Article, Block, BlockKind, Section
from assistant.cli import output
from assistant.cli.helping import epilog
from assistant.cli.output import Style
from assistant.errors import AssistantError, ExitCode
from assistant.language.span import Span

LIBRARIES = ("ctranslate2", "numpy", "lemminflect", "tiktoken", "sentencex", "textual", "httpx2")
SENTENCE = "The city manager submitted the budget to the council on Monday evening."


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report; a failure carries the exit code it leads to."""

    name: str
    text: str
    failure: ExitCode = ExitCode.DONE


@click.command(
    epilog=epilog("assistant doctor", codes={ExitCode.ENGINE: "the language model cannot be used"})
)
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto")
@click.pass_context
def doctor(ctx: click.Context, color: str) -> None:
    """Say what is installed and whether it works.

    Every file of the language model is hashed, and one line is repaired with it.
    Exit code 3 where the language model cannot be used.
    """
    shown = output.use_color(color)
    worst = ExitCode.DONE
    for finding in _findings():
        style = Style.REMOVED if finding.failure else Style.PLAIN
        pieces = [(Style.STRONG, f"{finding.name:<12}"), (style, f"{finding.text}\n")]
        output.write_styled(pieces, color=shown)
        worst = max(worst, finding.failure)
    ctx.exit(int(worst))


def _findings() -> Iterator[Finding]:
    yield Finding("assistant", f"{__version__} in {Path(__file__).parents[1]}")
    yield Finding("python", f"{platform.python_version()} ({sys.executable})")
    yield Finding("platform", platform.platform())
    yield Finding("libraries", ", ".join(f"{name} {_version(name)}" for name in LIBRARIES))
    yield Finding("config", str(paths.config_dir()))
    yield Finding("state", str(paths.state_dir()))
    yield Finding("cache", str(paths.cache_dir()))
    yield _tried("settings", _settings)
    yield _tried("thesaurus", _thesaurus)
    weights = _tried("weights", _weights)
    yield weights
    if not weights.failure:
        yield _tried("repair", _repair)


def _tried(name: str, examine: Callable[[], str]) -> Finding:
    """What an examination says, or the failure it meets."""
    try:
        return Finding(name, examine())
    except AssistantError as error:
        hint = f" (hint: {error.hint})" if error.hint else ""
        return Finding(name, f"{error.message}{hint}", error.exit_code)
    except ImportError as error:
        return Finding(name, f"cannot be loaded: {error}", ExitCode.ENGINE)


def _version(distribution: str) -> str:
    try:
        return metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return "missing"


def _settings() -> str:
    from assistant.config import DEFAULT, load
    from assistant.engines import registry

    loaded = load()
    registry.check(loaded)
    sources = {origin for origin in loaded.origins.values() if origin != DEFAULT}
    return ", ".join(sorted(sources)) or "defaults"


def _thesaurus() -> str:
    from assistant.language.thesaurus import wordnet

    return f"{len(wordnet().sets):,} synonym sets of WordNet 3.0"


def _weights() -> str:
    from assistant.models import weights
    from assistant.models.smollm2 import CARD

    place = weights.locate(verify=True)
    size = sum(digest.bytes for digest in weights.read_manifest(place).files.values())
    return f"{CARD.name}, {size / 1e6:.0f} MB, whole, in {place}"


def _repair() -> str:
    from assistant.engines.local import LocalEngine

    begun = time.perf_counter()
    engine = LocalEngine()
    list(engine.repair(_one_line()))
    first = time.perf_counter()
    list(engine.repair(_one_line()))
    last = time.perf_counter()
    return f"one line in {last - first:.2f} s; {first - begun:.2f} s with the start of the engine"


def _one_line() -> Article:
    span = Span(0, len(SENTENCE))
    block = Block(BlockKind.PARAGRAPH, span, span, sentences=(span,))
    return Article(SENTENCE, (block,), (Section(0, span, (0, 1)),), TEXT)
