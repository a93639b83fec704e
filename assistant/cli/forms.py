"""The option that says in which form an article is handed over, the same for every command."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

ELSEWHERE = ("html", "critic", "docx", "odt")
"""The forms that are decided elsewhere and come home by `assistant review --from`."""

_FORMS = ("text", "diff", *ELSEWHERE, "json")
_HELP = (
    "The article; a diff of what is accepted; what is not rejected, marked in the page (html), in "
    "CriticMarkup, or as tracked changes (docx, odt); or the review (json)."
)


def form_option() -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """`--format`, as `form`: the value of a `Form`."""
    return click.option(
        "--format", "form", type=click.Choice(_FORMS), default="text", show_default=True, help=_HELP
    )
