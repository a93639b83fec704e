"""`assistant check`: a linter for prose."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.cli import diagnostics, output
from assistant.cli.engine_choice import encoding_option
from assistant.cli.findings import FORMS, render
from assistant.errors import ExitCode, NothingToReadError, SourceError

if TYPE_CHECKING:
    from assistant.workspace.linting import Finding


@click.command()
@click.argument("files", nargs=-1, required=True)
@click.option(
    "--format", "form", type=click.Choice(FORMS), default="text",
    show_default=True, help="Lines, JSON, SARIF 2.1.0, or annotations of GitHub.",
)  # fmt: skip
@click.option(
    "--select", metavar="KINDS", default="",
    help="Only these: suspect,fact,neutrality,structure, or a rule such as report-verb.",
)  # fmt: skip
@click.option("--ignore", metavar="KINDS", default="", help="All but these.")
@click.option("--baseline", metavar="PATH", help="Leave out what this file says is known.")
@click.option("--write-baseline", metavar="PATH", help="Write down what is found as known.")
@encoding_option()
def check(
    files: tuple[str, ...],
    form: str,
    select: str,
    ignore: str,
    baseline: str | None,
    write_baseline: str | None,
    encoding: str | None,
) -> None:
    """Say what an editor should look at; exit 1 if there is anything.

    FILES are articles; - is standard input. Suspects need the language model, and so do facts
    at risk, which are found among them: --ignore suspect leaves out both, and does without.
    """
    from assistant import atomic
    from assistant.config import load, overridden
    from assistant.engines.local import LocalEngine
    from assistant.workspace import baseline as baselines
    from assistant.workspace import linting
    from assistant.workspace.opening import notices, read

    wanted = linting.rules(select, ignore)
    engine = LocalEngine() if linting.needs_engine(wanted) else None
    settings = overridden(load(), {"encoding": encoding}).settings
    found: list[Finding] = []
    unread = False
    for file in files:
        try:
            document = read(file, settings.limit_bytes, encoding=settings.encoding)
        except NothingToReadError as error:
            diagnostics.warn(error.message)
            unread = True
            continue
        diagnostics.notices(notices(document))
        found += linting.findings(document.article, wanted, engine)
    if write_baseline:
        atomic.write_atomic(write_baseline, baselines.dumps(found).encode())
        diagnostics.note(f"{len(found)} findings are known from now on")
        return
    if baseline:
        known = baselines.loads(_text(baseline), baseline)
        found = [finding for finding in found if finding.fingerprint not in known]
    output.write(render(found, form))
    if found or unread:
        raise click.exceptions.Exit(int(ExitCode.ATTENTION))


def _text(path: str) -> str:
    try:
        return Path(path).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{path} cannot be read", hint="check the path") from error
