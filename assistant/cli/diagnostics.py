"""Everything said on stderr, and the exit codes: the only module that writes there."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import click

from assistant.errors import AssistantError, EngineError, ExitCode
from assistant.notices import Notice, NoticeKind
from assistant.terminal import sanitise

_NOW_AND_THEN = 15.0
"""Seconds between two lines of progress where they are not replaced."""

_DEBUG_HINT = "`assistant --debug …` shows where; please report it"


_heard: list[Callable[[str], None]] = []


@contextmanager
def heard_by(listener: Callable[[str], None]) -> Iterator[None]:
    """Have what is said heard by somebody else within: a full screen is painted on stderr."""
    _heard.append(listener)
    try:
        yield
    finally:
        _heard.remove(listener)


def note(message: str) -> None:
    """Say one thing on stderr."""
    if _heard:
        _heard[-1](message)
        return
    clear()
    _say(f"{sanitise(message)}\n")


def warn(message: str, *, hint: str = "") -> None:
    """Say what is wrong, and how to mend it, in one line on stderr."""
    tail = f" (hint: {hint})" if hint else ""
    note("assistant: " + " ".join(f"{message}{tail}".splitlines()))


def notice(each: Notice) -> None:
    """Say what those said who may not print."""
    if each.kind is NoticeKind.WARNING:
        warn(each.message, hint=each.hint)
    else:
        note(each.message)


def notices(each: Iterable[Notice], *, quiet: bool = False) -> None:
    """Say them all; the quiet hear warnings alone."""
    for known in each:
        if not quiet or known.kind is NoticeKind.WARNING:
            notice(known)


def progress(message: str) -> None:
    """Show a line that the next one replaces; where stderr is no terminal, a line now and then."""
    if _heard:
        return
    if sys.stderr.isatty():
        _say(f"\r\x1b[K{sanitise(message)}")
    elif message and _progress.is_due(time.monotonic()):
        _say(f"{sanitise(message)}\n")


@dataclass(slots=True)
class _Progress:
    """When a line was last said where it is not replaced, in seconds."""

    last: float | None = None

    def is_due(self, now: float) -> bool:
        """Whether it is time for another line."""
        if self.last is None:
            self.last = now
        is_due = now - self.last >= _NOW_AND_THEN
        self.last = now if is_due else self.last
        return is_due


_progress = _Progress()


def clear() -> None:
    """Take the line of `progress` away."""
    progress("")


@contextmanager
def reporting(*, debug: bool = False) -> Iterator[None]:
    """Turn any failure within into one line on stderr and an exit code.

    With `debug`, the traceback of an AssistantError or of an unforeseen error comes first.
    """
    try:
        yield
    except (click.exceptions.Exit, SystemExit):
        raise
    except BaseException as error:
        if debug and not isinstance(error, KeyboardInterrupt):
            _show_traceback(error)
        raise click.exceptions.Exit(int(_report(error))) from error


class Failures:
    """What went wrong with some of several files, told as it happens; `code` is the worst.

    `files` are those that it happened to.
    """

    def __init__(self) -> None:
        self.code = ExitCode.DONE
        self.files: list[str] = []

    @contextmanager
    def of(self, file: str) -> Iterator[None]:
        """Go on after a failure within, which is one file's; an engine's is that of all."""
        try:
            yield
        except (EngineError, BrokenPipeError, click.exceptions.Exit):
            raise
        except Exception as error:  # noqa: BLE001 - told, and counted in the exit code
            context = click.get_current_context(silent=True)
            if context and context.find_root().params.get("debug"):
                _show_traceback(error)
            self.code = max(self.code, _report(error, about=file))
            self.files.append(file)


def _report(error: BaseException, *, about: str = "") -> ExitCode:
    match error:
        case AssistantError():
            warn(error.message, hint=error.hint)
            return error.exit_code
        case click.exceptions.NoArgsIsHelpError():
            note(error.format_message())
            return ExitCode.USAGE
        case click.ClickException():
            warn(error.format_message(), hint=_help_hint(error))
            return ExitCode.USAGE
        case KeyboardInterrupt() | click.exceptions.Abort():
            warn("interrupted")
            return ExitCode.INTERRUPTED
        case BrokenPipeError():
            _silence_stdout()
            return ExitCode.PIPE
        case OSError():
            if error.filename is None:
                _silence_stdout()
            warn(": ".join(str(part) for part in (error.filename, error.strerror) if part))
            return ExitCode.USAGE
    place = f"{about}: " if about else ""
    warn(f"{place}unforeseen {type(error).__name__}: {error}", hint=_DEBUG_HINT)
    return ExitCode.INTERNAL


def _help_hint(error: click.ClickException) -> str:
    context = getattr(error, "ctx", None)
    return f"`{context.command_path} --help`" if context else ""


def _show_traceback(error: BaseException) -> None:
    import traceback

    note("".join(traceback.format_exception(error)).rstrip())


def _silence_stdout() -> None:
    """Send what is left to nowhere, so that the flush at exit does not complain."""
    with suppress(OSError):  # what stands for it may be no file
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _say(text: str) -> None:
    codec = sys.stderr.encoding or "utf-8"
    sys.stderr.write(text.encode(codec, "backslashreplace").decode(codec))
    sys.stderr.flush()
