"""`python -m assistant`, and the command `assistant`."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and exit with its code."""
    try:
        from assistant.cli.main import cli

        cli(prog_name="assistant")
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
