"""`assistant check`: a linter for prose."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assistant.cli import diagnostics, output
from assistant.errors import ExitCode, SourceError, UsageError
from assistant.terminal import sanitise

if TYPE_CHECKING:
    from assistant.engines.base import Engine
    from assistant.workspace.linting import Finding, Kind


@click.command()
@click.argument("files", nargs=-1, required=True)
@click.option(
    "--format", "form", type=click.Choice(["text", "json", "sarif", "github"]), default="text",
    show_default=True, help="Lines, JSON, SARIF 2.1.0, or annotations of GitHub.",
)  # fmt: skip
@click.option("--select", metavar="KINDS", help="Only these: suspect,fact,neutrality,structure.")
@click.option("--ignore", metavar="KINDS", help="All but these.")
@click.option("--baseline", metavar="PATH", help="Leave out what this file says is known.")
@click.option("--write-baseline", metavar="PATH", help="Write down what is found as known.")
def check(
    files: tuple[str, ...],
    form: str,
    select: str | None,
    ignore: str | None,
    baseline: str | None,
    write_baseline: str | None,
) -> None:
    """Say what an editor should look at; exit 1 if there is anything.

    FILES are articles; - is standard input. Suspects need the language model, and so do facts
    at risk, which are found among them: --ignore suspect leaves out both, and does without.
    """
    from assistant import atomic
    from assistant.config import load
    from assistant.workspace import linting
    from assistant.workspace.opening import read

    kinds = _kinds(select, ignore)
    engine = _engine(kinds)
    limit = load().settings.limit_bytes
    found: list[Finding] = []
    for file in files:
        found += linting.findings(read(file, limit).article, kinds, engine)
    if write_baseline:
        atomic.write_atomic(write_baseline, linting.baseline(found).encode())
        diagnostics.note(f"{len(found)} findings are known from now on")
        return
    if baseline:
        known = linting.read_baseline(_text(baseline), baseline)
        found = [finding for finding in found if finding.fingerprint not in known]
    output.write(_shown(found, form))
    if found:
        raise click.exceptions.Exit(int(ExitCode.ATTENTION))


def _kinds(select: str | None, ignore: str | None) -> frozenset[Kind]:
    """What is looked for: facts at risk go with suspects unless they are selected by name."""
    from assistant.workspace.linting import Kind

    every = frozenset(Kind)
    chosen, left = (
        {part.strip() for part in (told or "").split(",") if part.strip()}
        for told in (select, ignore)
    )
    if unknown := sorted((chosen | left) - set(every)):
        raise UsageError(f"there is no kind {unknown[0]!r}", hint=f"one of {', '.join(Kind)}")
    if Kind.SUSPECT in left and Kind.FACT not in chosen:
        left.add(Kind.FACT)
    return (frozenset(Kind(each) for each in chosen) if select else every) - {
        Kind(each) for each in left
    }


def _engine(kinds: frozenset[Kind]) -> Engine | None:
    from assistant.workspace.linting import Kind

    if not {Kind.SUSPECT, Kind.FACT} & kinds:
        return None
    from assistant.engines.local import LocalEngine

    return LocalEngine()


def _text(path: str) -> str:
    try:
        return Path(path).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{path} cannot be read", hint="check the path") from error


def _shown(found: list[Finding], form: str) -> str:
    from assistant.workspace.linting import sarif

    if form == "json":
        return json.dumps([asdict(each) for each in found], ensure_ascii=False, indent=1) + "\n"
    if form == "sarif":
        return json.dumps(sarif(found), ensure_ascii=False, indent=1) + "\n"
    line = _annotation if form == "github" else _line
    return "".join(f"{line(each)}\n" for each in found)


def _line(each: Finding) -> str:
    place = f"{sanitise(each.path)}:{each.line}:{each.column}"
    return f"{place}: {each.kind}: {sanitise(each.message)}"


def _annotation(each: Finding) -> str:
    """A workflow command of GitHub: property values and the message are percent-encoded."""
    path = _encoded(each.path).replace(":", "%3A").replace(",", "%2C")
    place = f"file={path},line={each.line},col={each.column},title={each.kind}"
    return f"::warning {place}::{_encoded(sanitise(each.message))}"


def _encoded(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
