"""`assistant summarise`: takeaways and an abstract, each sentence with its evidence."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from assistant.cli import diagnostics, output
from assistant.cli.engine_choice import SUMMARISES, engine_options
from assistant.cli.helping import epilog
from assistant.cli.timings import TimedCommand, timings_option, told
from assistant.errors import ExitCode, UsageError

if TYPE_CHECKING:
    from assistant.article.document import Document
    from assistant.article.model import Article
    from assistant.config import Loaded
    from assistant.review.model import Review
    from assistant.summary.model import Summary, Wanted


@click.command(
    cls=TimedCommand,
    epilog=epilog(
        "assistant summarise article.txt",
        "assistant summarise article.txt --length push",
        "assistant summarise article.review.json --format html -o summary.html",
        "assistant summarise article.review.json --update",
        codes={
            ExitCode.ATTENTION: "no sentence stands in it, or none that was written is confirmed",
            ExitCode.ENGINE: "",
            ExitCode.CHANGED: "",
        },
    ),
)
@click.argument("file")
@click.option(
    "--length", type=click.Choice(["bullets", "standfirst", "push", "description"]),
    help="What it is for: bullets and an abstract, two lines under a headline, an alert of 120"
    " characters, a description of 155.",
)  # fmt: skip
@click.option("--takeaways", type=click.IntRange(0, 10), help="Number of takeaways (3).")
@click.option("--words", type=click.IntRange(0, 500), help="Longest abstract, in words (75).")
@click.option(
    "--keep-doubted", is_flag=True, help="Keep doubted sentences; contradictions stay out."
)
@click.option(
    "--format", "form", type=click.Choice(["text", "markdown", "html", "json"]), default="text",
    show_default=True, help="Text, Markdown with footnotes, a page with links, or JSON.",
)  # fmt: skip
@click.option("-o", "--output", "out", metavar="PATH", help="Write to PATH, not stdout (-).")
@click.option(
    "--update", is_flag=True, help="Propose them in place of the takeaways in the article."
)
@click.option("--review", "review_path", metavar="PATH", help="With --update: the review to make.")
@click.option(
    "--source", metavar="PATH", help="Where the article of a review is now, if it was moved."
)
@click.option("--estimate", is_flag=True, help="openai: say what it would cost; send nothing.")
@engine_options(SUMMARISES)
@timings_option()
def summarise(timings: str | None, **options: Any) -> None:
    """Summarise an article, each sentence with its evidence.

    FILE is an article, or a review, of which the accepted text is summarised. An article that
    reads garbled is summarised as the engine repairs it, and what was repaired is said. The numbers
    behind a sentence are those of the sentences of the article it rests on. What a model wrote
    and the article does not confirm stands under "Not confirmed", with the reason.
    """
    with told(timings):
        _summarise(**options)


def _summarise(  # noqa: PLR0913 - one parameter an option, as click gives them
    *,
    file: str,
    length: str | None,
    takeaways: int | None,
    words: int | None,
    keep_doubted: bool,
    form: str,
    out: str | None,
    update: bool,
    review_path: str | None,
    source: str | None,
    estimate: bool,
    loaded: Loaded,
) -> None:
    from assistant.cli.account import used
    from assistant.cli.summaries import deliver
    from assistant.engines import registry
    from assistant.workspace import summarising, targets

    _refuse_conflicts(file, update, review_path)
    document, review, accepted = _read(file, source, loaded)
    wanted = _wanted(length, takeaways, words)
    if estimate:
        _estimate(accepted, wanted, loaded)
        return
    if review_path and (copy := targets.make_room_for_review(review_path, file, out)):
        diagnostics.note(f"the decisions made so far are kept as {copy}")
    engine = registry.engine(loaded, diagnostics.notice)
    if review is None:
        accepted, remark = summarising.readable(document, engine)
        if remark:
            diagnostics.warn(remark)
    made = registry.summariser_of(engine).summarise(accepted, wanted)
    summary = made.summary.keeping_doubted() if keep_doubted else made.summary
    if update:
        _update(review, document.article, accepted, summary, review_path or file)
    deliver(summary, accepted, form, out)
    if made.usage is not None:
        diagnostics.note(used(made.usage))
    if summary.is_empty or summary.all_fell:
        raise click.exceptions.Exit(int(ExitCode.ATTENTION))


def _wanted(length: str | None, takeaways: int | None, words: int | None) -> Wanted:
    """What the options ask for, what they leave open as usual."""
    from dataclasses import replace

    from assistant.summary.model import LENGTHS, USUAL

    if length and (takeaways is not None or words is not None):
        msg = "--length says how long it is: leave --takeaways and --words out"
        raise UsageError(msg)
    wanted = LENGTHS[length] if length else USUAL
    takeaways = wanted.takeaways if takeaways is None else takeaways
    return replace(wanted, takeaways=takeaways, words=wanted.words if words is None else words)


def _read(file: str, source: str | None, loaded: Loaded) -> tuple[Document, Review | None, Article]:
    """The document, the review if FILE is one, and the article as accepted."""
    from assistant.workspace import opening
    from assistant.workspace.delivering import as_accepted, undecided_stand

    settings = loaded.settings
    if file.endswith(".json"):
        found = opening.open_review(Path(file), source, limit=settings.limit_bytes)
        accepted, undecided = as_accepted(found.document, found.review)
        if undecided:
            diagnostics.note(undecided_stand(undecided))
        return found.document, found.review, accepted
    document = opening.read(file, settings.limit_bytes, encoding=settings.encoding)
    diagnostics.notices(opening.notices(document))
    return document, None, document.article


def _estimate(article: Article, wanted: Wanted, loaded: Loaded) -> None:
    from assistant.cli.account import foreseen
    from assistant.engines import registry

    engine = registry.engine(loaded, diagnostics.notice)
    found = registry.summary_estimator_of(engine).estimate_summary(article, wanted)
    output.write(foreseen(found, engine.name))


def _refuse_conflicts(file: str, update: bool, review_path: str | None) -> None:
    is_review = file.endswith(".json")
    if review_path and not update:
        msg = "--review goes with --update"
        raise UsageError(msg)
    if update and not is_review and not review_path:
        msg = "--update proposes a hunk, and needs a review to put it in"
        raise UsageError(msg, hint="give one with --review PATH")
    if review_path and is_review:
        msg = f"{file} is a review already: leave --review out"
        raise UsageError(msg)


def _update(
    review: Review | None, article: Article, accepted: Article, summary: Summary, path: str
) -> None:
    """Save the review with a hunk that puts the takeaways in the place of the old ones."""
    from dataclasses import replace

    from assistant.review import file as review_file
    from assistant.review.merge import with_edit
    from assistant.review.model import make
    from assistant.summary.takeaways import update
    from assistant.workspace.claim import require_free

    edit = update(article, summary, accepted)
    changed = with_edit(review, edit) if review else make(article, [edit], summary.engine)
    require_free(Path(path))
    review_file.save_review(path, replace(changed, summary=summary.about(accepted)))
    diagnostics.note(f"the new takeaways wait in {path}")
