"""Checking files, for `check` and `rewrite --check`: read, find, leave out what is known, tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from assistant.cli import diagnostics, output
from assistant.cli.findings import render
from assistant.errors import ExitCode, SourceError
from assistant.reading import read_text

if TYPE_CHECKING:
    from assistant.config import Loaded
    from assistant.workspace.lint_findings import Finding

_LARGEST = 100_000_000


@dataclass(frozen=True, slots=True)
class Check:
    """What is wanted of a check: the rules by name, the form, and the files of what is known."""

    select: str = ""
    ignore: str = ""
    form: str = "text"
    baseline: str | None = None
    write_baseline: str | None = None


def check_files(files: Sequence[str], wanted: Check, loaded: Loaded) -> ExitCode:
    """List what is found in some files, and one line in all; a file that fails costs no other.

    Raises UsageError for rules that there are not, and EngineError where the engine cannot work.
    """
    from assistant.workspace import baseline as baselines
    from assistant.workspace import linting
    from assistant.workspace.opening import notices, read
    from assistant.workspace.rulebook import rulebook

    settings = loaded.settings
    book = rulebook(settings.house.rules)
    rules = linting.rules(wanted.select, wanted.ignore, book)
    known = _known(wanted.baseline)
    engine = None
    if linting.needs_engine(rules):
        from assistant.engines import registry

        engine = registry.engine(loaded, diagnostics.notice)
    found: list[Finding] = []
    failures = diagnostics.Failures()
    for file in files:
        with failures.of(file):
            document = read(file, settings.limit_bytes, encoding=settings.encoding)
            diagnostics.notices(notices(document))
            found += linting.findings(document.article, rules, engine, book)
    if wanted.write_baseline:
        return _write_baseline(wanted.write_baseline, found, failures)
    found = baselines.unknown(found, known)
    output.write(render(found, wanted.form, book.rules, failures.files))
    if count := len(files) - len(failures.files):
        diagnostics.note(linting.total(found, count))
    return max(ExitCode.ATTENTION if found else ExitCode.DONE, failures.code)


def _known(path: str | None) -> dict[str, int]:
    from assistant.workspace import baseline as baselines

    return dict(baselines.loads(_text(path), path)) if path else {}


def _write_baseline(
    path: str, found: Sequence[Finding], failures: diagnostics.Failures
) -> ExitCode:
    from assistant import atomic
    from assistant.workspace import baseline as baselines

    atomic.write_atomic(path, baselines.dumps(found).encode())
    diagnostics.note(f"{len(found)} findings are known from now on")
    return failures.code


def _text(path: str) -> str:
    try:
        return read_text(path, _LARGEST)
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{path} cannot be read", hint="check the path") from error


def leave(code: ExitCode) -> None:
    """End the command with an exit code, where it is not 0."""
    if code:
        raise click.exceptions.Exit(int(code))
