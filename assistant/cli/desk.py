"""`assistant desk`: decide every change of an article in a full screen."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assistant.cli import diagnostics
from assistant.cli.engine_choice import engine_options
from assistant.errors import UsageError

if TYPE_CHECKING:
    from assistant.article.model import Article
    from assistant.engines.base import Engine
    from assistant.review import Review


@click.command()
@click.argument("file")
@click.option("-o", "--output", "out", metavar="PATH", help="Where the article is written (w).")
@click.option("--review", "review_path", metavar="PATH", help="Where the decisions are saved.")
@click.option("--source", metavar="PATH", help="Where the source of a review lies now.")
@engine_options
def desk(
    file: str,
    out: str | None,
    review_path: str | None,
    source: str | None,
    chosen: Mapping[str, Any],
) -> None:
    """Decide every change of an article in a full screen.

    FILE is an article, which is repaired while you decide, or a saved review. Each decision is
    saved as it is made, beside the article as FILE.review.json; the next `assistant desk FILE`
    goes on from there. w writes the article to -o, or beside it as FILE.repaired.
    """
    from assistant.config import load
    from assistant.tui.app import run

    if not sys.stdin.isatty() or not sys.stdout.isatty():
        msg = "the desk needs a terminal"
        raise UsageError(msg, hint="`assistant review FILE.review.json --plain` does without")
    loaded = load()
    if file.endswith(".json"):
        article, review, engine = _of_review(Path(file), source)
        path = Path(file)
    else:
        path = Path(review_path or f"{file}.review.json")
        article, review, engine = _of_article(file, path, loaded, chosen)
    run(
        article,
        review,
        path,
        out or _beside(article.path),
        engine=engine,
        keys=loaded.settings.keys,
    )


def _of_review(path: Path, source: str | None) -> tuple[Article, Review, None]:
    from assistant.cli.reviewed import reviewed

    review, article = reviewed(path, source)
    return article, review, None


def _of_article(
    file: str, path: Path, loaded: Any, chosen: Mapping[str, Any]
) -> tuple[Article, Review, Engine | None]:
    """An article with the review that waits for it, or a new one and an engine to fill it."""
    from assistant.cli import sources
    from assistant.cli.engine_choice import engine
    from assistant.review import make

    sources.check_review_place(str(path), file)
    worker = engine(loaded, chosen)
    if path.is_file():
        diagnostics.note(f"going on with {path}")
        return *_of_review(path, file)[:2], worker
    article = sources.read(file, loaded.settings.limit_bytes)
    return article, make(article, (), worker.name), worker


def _beside(path: str) -> str:
    """A name beside the source: `article.repaired.txt`."""
    source = Path(path)
    return str(source.with_name(f"{source.stem}.repaired{source.suffix}"))
