"""The desk's own themes, and the colours that each theme must have for the desk to be read."""

from __future__ import annotations

from collections.abc import Mapping

from textual.color import BLACK, WHITE, Color
from textual.theme import Theme

from assistant.tui.look.contrast import LINES, TEXT, contrast, legible

NIGHT = Theme(
    name="night-desk",
    dark=True,
    primary="#7aa7e8",
    secondary="#8fb8f0",
    accent="#62c4bd",
    success="#8ccf7e",
    warning="#f0a35e",
    error="#f2777a",
    foreground="#d9dde6",
    background="#12151b",
    surface="#181c24",
    panel="#222834",
)
"""A newsroom at night: lamp-lit ink, a blue pencil for what the editor writes."""

DAY = Theme(
    name="day-desk",
    dark=False,
    primary="#2a5db0",
    secondary="#2f5fa8",
    accent="#0b6b6b",
    success="#2c7a34",
    warning="#a05a00",
    error="#b3261e",
    foreground="#24221e",
    background="#faf7f0",
    surface="#f3eee3",
    panel="#e7dfcf",
)
"""The same by day: newsprint."""

OWN = (NIGHT, DAY)
USUAL = NIGHT.name
"""The theme where none is chosen."""

_GROUNDS = ("background", "surface", "panel")
_TEXTS = {
    "text-primary": "primary", "text-secondary": "secondary", "text-accent": "accent",
    "text-success": "success", "text-warning": "warning", "text-error": "error",
    "footer-key-foreground": "accent", "foreground": "foreground",
}  # fmt: skip
"""What is written anywhere, and the colours of the theme that it is made of."""

_ON_THE_DESK = {
    "heading": "accent", "pending": "success", "by-hand": "secondary", "uncertain": "warning",
    "fact": "error", "removed": "error",
}  # fmt: skip
"""What is written on the background or the surface alone."""

_LINES = {
    "line": "foreground-muted", "line-focus": "primary", "border": "primary",
    "border-blurred": "foreground-muted", "scrollbar": "foreground-muted",
    "scrollbar-hover": "primary", "scrollbar-active": "primary", "meter": "success",
}  # fmt: skip
_QUIET = (
    "quiet", "text-muted", "text-disabled", "foreground-muted", "foreground-disabled", "accepted",
    "rejected",
)  # fmt: skip


def readable(variables: Mapping[str, str]) -> dict[str, str]:
    """The variables of a theme, with its colours of text and lines made to stand out enough.

    Those of a theme that leaves the colours to the terminal only get the desk's own names.
    """
    background, *others = grounds = [Color.parse(variables[name]) for name in _GROUNDS]
    if any(color.ansi is not None or color.a < 1 for color in grounds):
        return {**_as_the_terminal_has_them(variables), **variables}

    def made(of: str, ratio: float = TEXT, on: list[Color] = grounds) -> str:
        return legible(background + Color.parse(variables[of]), on, ratio).hex

    quiet = background.blend(Color.parse(variables["foreground"]), 0.6, alpha=1.0)
    cursor = Color.parse(variables["primary"])
    on_cursor = max((BLACK, WHITE), key=lambda end: contrast(end, cursor))
    texts = {name: made(of) for name, of in _TEXTS.items()}
    foreground, panel = texts["foreground"], variables["panel"]
    found = background.blend(Color.parse(variables["warning"]), 0.3, alpha=1.0)
    return {
        **variables, **texts,
        **{name: made(of, on=[background, others[0]]) for name, of in _ON_THE_DESK.items()},
        **{name: made(of, LINES) for name, of in _LINES.items()},
        **dict.fromkeys(_QUIET, legible(quiet, grounds).hex),
        **dict.fromkeys(("text", "footer-foreground", "footer-description-foreground",
                         "block-cursor-blurred-foreground"), foreground),
        **dict.fromkeys(("footer-background", "block-cursor-blurred-background"), panel),
        **{f"scrollbar-{part}": variables["background"]
           for part in ("background", "background-hover", "background-active", "corner-color")},
        "found-ground": found.hex, "found": legible(Color.parse(foreground), [found]).hex,
        "block-cursor-background": cursor.hex, "block-cursor-foreground": on_cursor.hex,
    }  # fmt: skip


def _as_the_terminal_has_them(variables: Mapping[str, str]) -> dict[str, str]:
    made = {name: variables[of] for name, of in (*_TEXTS.items(), *_ON_THE_DESK.items())}
    made |= dict.fromkeys((*_QUIET, "line", "border-blurred"), variables["foreground"])
    made |= {"found": variables["warning"], "found-ground": variables["background"]}
    return made | {"line-focus": variables["primary"], "meter": variables["success"]}
