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

COMMANDS = {
    "desk": (
        "assistant.cli.desk:desk",
        "Decide every change of an article in a full screen.",
    ),
    "rewrite": (
        "assistant.cli.rewrite:rewrite",
        "Repair an article, and show or write the result.",
    ),
    "review": ("assistant.cli.review:review", "Decide the hunks of a saved review, one by one."),
    "apply": ("assistant.cli.apply:apply", "Write the article with the accepted hunks."),
    "summarise": (
        "assistant.cli.summarise:summarise",
        "Summarise an article: takeaways and an abstract, with evidence.",
    ),
    "check": (
        "assistant.cli.check:check",
        "Say what an editor should look at; exit 1 if there is anything.",
    ),
    "serve": ("assistant.cli.serve:serve", "Show the desk in a browser on this machine."),
    "setup": ("assistant.cli.setup:setup", "Install the weights of the language model."),
    "doctor": (
        "assistant.cli.doctor:doctor",
        "Say what is installed, where, and whether it works.",
    ),
    "config": ("assistant.cli.config:config", "Show the settings, and where each comes from."),
    "trust": (
        "assistant.cli.trust:trust",
        "Let all settings and prompts of a folder count.",
    ),
    "prompts": (
        "assistant.cli.prompts:prompts",
        "List, show, copy and check what the models are told.",
    ),
    "cache": ("assistant.cli.cache:cache", "Say what answers are kept, or forget them."),
    "completion": (
        "assistant.cli.completion:completion",
        "Print the completion script of a shell.",
    ),
}

EPILOG = """\b
First:  assistant setup
        assistant                   (opens the desk; assistant FILE opens an article on it)
        assistant rewrite article.txt --format diff
Then:   assistant rewrite article.txt --review article.review.json -o repaired.txt
        assistant review article.review.json --plain
        assistant apply article.review.json -o decided.txt
"""


class LazyGroup(click.Group):
    """A group that knows the names and short help of its commands without importing them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name the commands, in the order in which they are used."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of one command."""
        if cmd_name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands from the table."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, help_) for name, (_, help_) in COMMANDS.items()])

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


@click.group(cls=LazyGroup, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, "--version", prog_name="assistant")
@click.option(
    "--debug", is_flag=True, help="Show the traceback of a failure, and faults passed over."
)
def cli(debug: bool) -> None:
    """Repair articles garbled by word-spinning software, and show every change."""
