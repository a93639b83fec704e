"""`assistant check`: a linter for prose."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import click

from assistant.cli.checking import Check, check_files, leave
from assistant.cli.engine_choice import encoding_option
from assistant.cli.findings import FORMS
from assistant.cli.helping import epilog
from assistant.cli.timings import TimedCommand, timings_option, told
from assistant.errors import ExitCode


@click.command(
    cls=TimedCommand,
    epilog=epilog(
        "assistant check article.txt",
        "assistant check *.md --ignore suspect,fact      (without the language model: at once)",
        "assistant check article.txt --format sarif > findings.sarif",
        "assistant check --rules                         (every rule, and what it finds)",
        codes={ExitCode.ATTENTION: "something was found", ExitCode.ENGINE: ""},
    ),
)
@click.argument("files", nargs=-1)
@click.option(
    "--format", "form", type=click.Choice(FORMS), default="text",
    show_default=True, help="Lines, JSON, SARIF 2.1.0, or GitHub annotations.",
)  # fmt: skip
@click.option(
    "--select", metavar="KINDS", default="",
    help="Only these: suspect,fact,neutrality,structure,house, or a rule such as report-verb.",
)  # fmt: skip
@click.option("--ignore", metavar="KINDS", default="", help="All except these.")
@click.option(
    "--baseline", metavar="PATH", help="Leave out findings that this file lists as known."
)
@click.option("--write-baseline", metavar="PATH", help="Save the present findings as a baseline.")
@click.option("--rules", "listed", is_flag=True, help="Only list the rules in force.")
@encoding_option()
@timings_option()
def check(
    files: tuple[str, ...], listed: bool, encoding: str | None, timings: str | None, **wanted: Any
) -> None:
    """List what an editor should look at.

    FILES are articles; - is standard input. One that cannot be read is named, and the others
    are checked; the exit code is then 2. Suspects need the language model, and so do facts
    at risk, which are found among them: --ignore suspect leaves out both, and does without.

    A text silences a rule by <!-- assistant: off RULE --> up to <!-- assistant: on RULE -->, and
    words by <!-- assistant: words regime, so-called -->. [rules] in assistant.toml silences rules
    and adds those of the house.
    """
    from assistant.cli.loading import load_settings
    from assistant.config import overridden

    loaded = overridden(load_settings(), {"encoding": encoding, "engine": "local"})
    if listed:
        _list(loaded.settings.house.rules)
        return
    if not files:
        raise click.UsageError("Missing argument 'FILES...'.")
    with told(timings):
        leave(check_files(files, Check(**wanted), loaded))


def _list(house: Mapping[str, Any]) -> None:
    from assistant.cli import output
    from assistant.workspace.rulebook import rulebook

    rows = rulebook(house).rules.values()
    wide = max(len(rule.id) for rule in rows)
    output.write("".join(f"{r.id:{wide}}  {r.level:7}  {r.description}\n" for r in rows))
