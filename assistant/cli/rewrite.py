"""`assistant rewrite`: repair one article, and show or write the result."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from assistant.cli import diagnostics, output
from assistant.cli.account import told
from assistant.cli.engine_choice import engine_options
from assistant.errors import EngineError, ExitCode, UsageError

if TYPE_CHECKING:
    from assistant.article.model import Article
    from assistant.config import Loaded
    from assistant.engines.base import Engine
    from assistant.review.model import Review
    from assistant.workspace.pipeline import Account, SectionProposed


@click.command()
@click.argument("file")
@click.option(
    "--accept",
    type=click.Choice(["unflagged", "all", "none"]),
    help="Which hunks are accepted without being seen (unflagged).",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "diff", "critic", "json"]),
    default="text",
    show_default=True,
    help="The article, a diff, CriticMarkup, or the review.",
)
@click.option("-o", "--output", "out", metavar="PATH", help="Write to PATH, not stdout (-).")
@click.option("--in-place", is_flag=True, help="Write over FILE.")
@click.option("--backup", is_flag=True, help="With --in-place: keep a copy as FILE.bak.")
@click.option("--review", "review_path", metavar="PATH", help="Save the review to decide later.")
@click.option("--check", is_flag=True, help="Only list suspects; exit 1 if there are any.")
@click.option("--summary", "summarised", is_flag=True, help="Summarise the result as well.")
@click.option("--neutral", is_flag=True, help="Propose neutral forms of loaded words as well.")
@click.option("--estimate", is_flag=True, help="openai: say what it would cost; send nothing.")
@engine_options
@click.option("-q", "--quiet", is_flag=True, help="No line of account on stderr.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), help="When to colour.")
def rewrite(  # noqa: PLR0913, PLR0917 - one parameter an option, as click gives them
    file: str,
    accept: str | None,
    form: str,
    out: str | None,
    in_place: bool,
    backup: bool,
    review_path: str | None,
    check: bool,
    summarised: bool,
    neutral: bool,
    estimate: bool,
    quiet: bool,
    color: str | None,
    chosen: Mapping[str, Any],
) -> None:
    """Repair an article, and show or write the result.

    FILE is plain text or Markdown; - is standard input. The result goes to standard
    output, in the encoding and with the line endings it came in. With --summary the summary
    goes there where the article goes elsewhere, or else to standard error.

    \b
    assistant rewrite article.txt --format diff
    assistant rewrite article.txt --review article.review.json --accept none -o /dev/null
    assistant rewrite notes.md --in-place --backup
    assistant rewrite article.txt --engine openai --profile ollama --model qwen3 --format diff
    """
    from assistant.cli import sources, summaries, suspects
    from assistant.cli.engine_choice import engine
    from assistant.config import load

    loaded = load()
    _refuse_conflicts(form, out, accept, check=check, in_place=in_place, summarised=summarised)
    sources.check_targets(file, out, in_place=in_place, backup=backup)
    if review_path:
        sources.check_review(review_path, file, out)
    article = sources.read(file, loaded.settings.limit_bytes)
    if estimate:
        _estimate(article, loaded, chosen)
        return
    worker = engine(loaded, chosen)
    review, account = _repaired(article, worker, review_path, neutral=neutral)
    if check:
        suspects.listed(article, review)
    else:
        review = _accepted(review, accept or loaded.settings.accept)
    if summarised:
        review, account, shown = summaries.summarised(article, review, account, worker)
    if review_path:
        _save(review_path, review)
    if not check:
        _deliver(article, review, form, out, in_place, backup, color or loaded.settings.color)
    if summarised and form != "json":
        summaries.show(shown, aside=not in_place and out in (None, "-"))
    if not quiet:
        diagnostics.note(told(review, account))
    if code := _exit_code(review, account, check=check):
        raise click.exceptions.Exit(int(code))


def _exit_code(review: Review, account: Account, *, check: bool) -> ExitCode:
    """Attention where suspects were asked for and found, or not all was done; else done."""
    worded = any(hunk.edit.kind in ("wording", "quotation") for hunk in review.hunks)
    work = account.work
    if work.usage is not None and account.refused and not worded and not work.stopped:
        return ExitCode.REFUSED
    return ExitCode.ATTENTION if work.stopped or (check and review.hunks) else ExitCode.DONE


def _estimate(article: Article, loaded: Loaded, chosen: Mapping[str, Any]) -> None:
    from assistant.cli.engine_choice import openai_engine

    if (chosen["engine"] or loaded.settings.engine) != "openai":
        msg = "--estimate is for --engine openai: the local engine costs nothing"
        raise UsageError(msg)
    engine = openai_engine(loaded, chosen, sending=False)
    found = engine.estimate(article)
    about = "about " if found.estimated else ""
    price = "at an unknown price" if found.cost is None else f"about ${found.cost:.4f}"
    output.write(
        f"{found.requests} requests, {about}{found.prompt_tokens} tokens sent,"
        f" about {found.completion_tokens} answered, {price}: {engine.name}\n"
    )


def _refuse_conflicts(
    form: str, out: str | None, accept: str | None, *, check: bool, in_place: bool, summarised: bool
) -> None:
    if check and (out or in_place or accept or summarised or form != "text"):
        msg = "--check only lists suspects: leave -o, --in-place, --accept, --format, --summary out"
        raise UsageError(msg)
    if in_place and form != "text":
        msg = f"--in-place writes the article, not --format {form}"
        raise UsageError(msg)


def _repaired(
    article: Article, engine: Engine, review_path: str | None, *, neutral: bool
) -> tuple[Review, Account]:
    """Repair an article; with a review path, what is done is kept section by section."""
    from assistant.workspace import pipeline

    done: set[int] = set()
    total = len(article.sections)

    def each(event: SectionProposed, review: Review) -> None:
        if event.proposed.last:
            done.add(event.proposed.section)
        diagnostics.progress(f"{len(done)} of {total} sections")
        if review_path and event.proposed.last:
            _save(review_path, review)

    diagnostics.progress("reading the article")
    try:
        review, account = pipeline.repair(article, engine, each=each, neutral=neutral)
    except (KeyboardInterrupt, EngineError):
        if done and review_path:
            diagnostics.note(f"{len(done)} of {total} sections are kept in {review_path}")
        raise
    diagnostics.clear()
    return review, account


def _save(path: str, review: Review) -> None:
    from assistant.review import file as review_file

    review_file.save_review(path, review)


def _accepted(review: Review, policy: str) -> Review:
    from assistant.review.decisions import apply_policy
    from assistant.review.model import Policy

    return apply_policy(review, Policy(policy))


def _deliver(
    article: Article,
    review: Review,
    form: str,
    out: str | None,
    in_place: bool,
    backup: bool,
    color: str,
) -> None:
    from assistant import atomic
    from assistant.article.encodings import encode
    from assistant.cli import colour_diff, sources
    from assistant.review import critic, patch
    from assistant.review import serialisation as review_json
    from assistant.review.model import text

    out = None if out == "-" else out
    if form == "diff" and not out and output.use_color(color):
        output.write_styled(colour_diff.pieces(review, article.source, article.path), color=True)
        return
    if form == "json":
        shown = review_json.dumps(review)
        data = shown.encode("utf-8", "surrogatepass")
    else:
        shown = {
            "text": lambda: text(review, article.source),
            "diff": lambda: patch.unified(review, article.source, _diff_name(article.path)),
            "critic": lambda: critic.critic(review, article.source),
        }[form]()
        data = encode(shown, article.encoding)
    if in_place:
        sources.write_over(article.path, article.sha256, data, backup=backup)
    elif out:
        atomic.write_atomic(out, data)
    else:
        output.write_bytes(data, shown)


def _diff_name(path: str) -> str:
    return "stdin" if path == "-" else path
