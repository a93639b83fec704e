"""What every `--help` ends with: examples, and the exit codes."""

from __future__ import annotations

from assistant.errors import ExitCode

_CODES = {
    ExitCode.DONE: "done",
    ExitCode.ATTENTION: "done, and something needs attention",
    ExitCode.USAGE: "wrong usage: a flag, a setting or a file is not valid",
    ExitCode.ENGINE: "the engine is not available",
    ExitCode.REFUSED: "the engine answered, and the checks refused all of it",
    ExitCode.CHANGED: "the source changed since it was reviewed",
}


def epilog(*examples: str, codes: dict[ExitCode, str] | None = None) -> str:
    """Examples, a line each, and the exit codes; `codes` says what some mean for a command.

    Codes that `codes` does not name are left out, but for 0 and 2.
    """
    known = {ExitCode.DONE: "", ExitCode.USAGE: "", **(codes or {})}
    meanings = "\n".join(
        f"  {int(code)}  {known[code] or meaning}"
        for code, meaning in _CODES.items()
        if code in known
    )
    shown = "\n".join(f"  {example}" for example in examples)
    return f"\b\nExamples:\n{shown}\n\n\b\nExit codes:\n{meanings}\n"
