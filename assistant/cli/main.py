"""The command `assistant`: a group whose commands are imported only when they are run."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from importlib import import_module

import click
from click.shell_completion import CompletionItem

from assistant import __version__
from assistant.cli import diagnostics
from assistant.errors import SourceError, UsageError

GROUPS = {
    "Work": {
        "desk": ("assistant.cli.desk:desk", "Decide every change of an article, full screen."),
        "rewrite": (
            "assistant.cli.rewrite:rewrite",
            "Repair an article, and show or write the result.",
        ),
        "batch": (
            "assistant.cli.batch:batch",
            "Batches: submit and collect, status, retry, export, audit.",
        ),
        "review": ("assistant.cli.review:review", "Decide the changes of a saved review."),
        "apply": ("assistant.cli.apply:apply", "Write the article with the accepted changes."),
        "summarise": (
            "assistant.cli.summarise:summarise",
            "Summarise an article, each sentence with its evidence.",
        ),
        "check": ("assistant.cli.check:check", "List what an editor should look at."),
        "demo": ("assistant.cli.demo:demo", "Show all three on an article that comes along."),
        "serve": ("assistant.cli.serve:serve", "Show the desk in a browser on this machine."),
    },
    "Set up": {
        "setup": ("assistant.cli.setup:setup", "Install the language model."),
        "doctor": ("assistant.cli.doctor:doctor", "Say what is installed and whether it works."),
        "config": ("assistant.cli.config:config", "Show the settings and their sources."),
        "trust": ("assistant.cli.trust:trust", "Let all settings and prompts of a folder count."),
        "prompts": ("assistant.cli.prompts:prompts", "List, show, copy and check the prompts."),
        "cache": ("assistant.cli.cache:cache", "Show or clear the cached answers."),
        "completion": ("assistant.cli.completion:completion", "Print a shell completion script."),
    },
}
"""The commands by what they are for: where each is, and what it does in a line."""

COMMANDS = {name: known for group in GROUPS.values() for name, known in group.items()}

ALIASES = {"summarize": "summarise", "lint": "check", "repair": "rewrite", "edit": "desk"}
"""Other words for commands."""

EPILOG = """\b
First:  assistant setup
        assistant demo
        assistant article.txt       (opens it on the desk; assistant alone opens the start)
Then:   assistant rewrite article.txt --format diff
        assistant rewrite article.txt --review article.review.json -o repaired.txt
        assistant review article.review.json --plain
        assistant apply article.review.json -o decided.txt

\b
assistant COMMAND --help says more, with examples and exit codes.
"""


class LazyGroup(click.Group):
    """A group that knows the names and short help of its commands without importing them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the commands, in the order in which they are used."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of one command."""
        name = ALIASES.get(cmd_name, cmd_name)
        if name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[name][0].partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands from the table, by what they are for."""
        for title, group in GROUPS.items():
            with formatter.section(title):
                formatter.write_dl([(name, help_) for name, (_, help_) in group.items()])

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Complete the names of commands from the table, and options as click does."""
        if incomplete.startswith("-"):
            return super().shell_complete(ctx, incomplete)
        return [
            CompletionItem(name, help=help_)
            for name, (_, help_) in COMMANDS.items()
            if name.startswith(incomplete)
        ]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the options of the group; a wrong one is one line and an exit code.

        Nothing, or the path of something that is there, is for the desk.
        """
        first = next((n for n, arg in enumerate(args) if arg != "--debug"), len(args))
        if _is_for_the_desk(args[first:]):
            args = [*args[:first], "desk", *args[first:]]
        with diagnostics.reporting():
            return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; a file that is missing is said to be, a slip is corrected."""
        name = args[0]
        if self.get_command(ctx, name) is None and not name.startswith("-"):
            if _looks_like_a_path(name):
                raise SourceError(f"{name} does not exist", hint="check the path")
            raise UsageError(f"No such command {name!r}", hint=_likely(name))
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; any failure is one line and an exit code."""
        with diagnostics.reporting(debug=ctx.params["debug"]), _faults_told(ctx.params["debug"]):
            return super().invoke(ctx)


def _faults_told(debug: bool) -> AbstractContextManager[None]:
    if not debug:
        return nullcontext()
    from assistant.cli import faults

    return faults.told()


def _is_for_the_desk(args: Sequence[str]) -> bool:
    if not args:
        return sys.stdin.isatty() and sys.stdout.isatty()
    return args[0] not in COMMANDS and not args[0].startswith("-") and os.path.exists(args[0])  # noqa: PTH110 - pathlib is slow to load


def _looks_like_a_path(word: str) -> bool:
    return "/" in word or os.sep in word or "." in word


def _likely(name: str) -> str:
    import difflib

    close = difflib.get_close_matches(name, [*COMMANDS, *ALIASES], n=1)
    return f"did you mean {close[0]}?" if close else "`assistant --help`"


@click.group(cls=LazyGroup, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "--version", prog_name="assistant")
@click.option(
    "--debug", is_flag=True, help="Show the traceback of a failure, and faults passed over."
)
def cli(debug: bool) -> None:
    """Check, repair and summarise English news copy, on your own machine."""
