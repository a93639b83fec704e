"""`assistant completion`: the completion script of a shell."""

from __future__ import annotations

import click

from assistant.cli import output
from assistant.cli.helping import epilog


@click.command(epilog=epilog("assistant completion bash > ~/.assistant-completion.bash"))
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print a shell completion script.

    \b
    bash:  eval "$(assistant completion bash)"      in ~/.bashrc
    zsh:   eval "$(assistant completion zsh)"       in ~/.zshrc
    fish:  assistant completion fish | source       in ~/.config/fish/config.fish
    """
    from click.shell_completion import get_completion_class

    script = get_completion_class(shell)
    assert script is not None  # noqa: S101 - click has these three
    root = ctx.find_root()
    output.write(script(root.command, {}, "assistant", "_ASSISTANT_COMPLETE").source() + "\n")
