"""`assistant check`: a linter for prose."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from assistant.cli import diagnostics, output
from assistant.cli.engine_choice import encoding_option
from assistant.cli.findings import FORMS, render
from assistant.cli.helping import epilog
from assistant.errors import ExitCode, SourceError
from assistant.reading import read_text

if TYPE_CHECKING:
    from assistant.workspace.linting import Finding

_LARGEST = 100_000_000


@click.command(
    epilog=epilog(
        "assistant check article.txt",
        "assistant check *.md --ignore suspect,fact      (without the language model: at once)",
        "assistant check article.txt --format sarif > findings.sarif",
        codes={ExitCode.ATTENTION: "something was found", ExitCode.ENGINE: ""},
    )
)
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
    """List what an editor should look at.

    FILES are articles; - is standard input. One that cannot be read is named, and the others
    are checked; the exit code is then 2. Suspects need the language model, and so do facts
    at risk, which are found among them: --ignore suspect leaves out both, and does without.
    """
    from assistant import atomic
    from assistant.cli.loading import load_settings
    from assistant.config import overridden
    from assistant.engines.local import LocalEngine
    from assistant.workspace import baseline as baselines
    from assistant.workspace import linting
    from assistant.workspace.opening import notices, read

    wanted = linting.rules(select, ignore)
    engine = LocalEngine() if linting.needs_engine(wanted) else None
    settings = overridden(load_settings(), {"encoding": encoding}).settings
    found: list[Finding] = []
    failures = diagnostics.Failures()
    for file in files:
        with failures.of(file):
            document = read(file, settings.limit_bytes, encoding=settings.encoding)
            diagnostics.notices(notices(document))
            found += linting.findings(document.article, wanted, engine)
    if write_baseline:
        atomic.write_atomic(write_baseline, baselines.dumps(found).encode())
        diagnostics.note(f"{len(found)} findings are known from now on")
        raise click.exceptions.Exit(int(failures.code))
    if baseline:
        known = baselines.loads(_text(baseline), baseline)
        found = [finding for finding in found if finding.fingerprint not in known]
    output.write(render(found, form))
    code = ExitCode.ATTENTION if found else ExitCode.DONE
    raise click.exceptions.Exit(int(max(code, failures.code)))


def _text(path: str) -> str:
    try:
        return read_text(path, _LARGEST)
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{path} cannot be read", hint="check the path") from error
