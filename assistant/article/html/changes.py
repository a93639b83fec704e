"""Changes shown in a page itself, as `<del>` and `<ins>` (HTML Living Standard, 4.7)."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.article.html.tokens import RAW, Kind, tokens

_DELETED, _INSERTED = '<del class="proposed">{}</del>', '<ins class="proposed">{}</ins>'


def shown(original: str, replacement: str) -> str:
    """What stands in a page in the place of a piece of it that is to be another.

    Each text that goes is marked by itself, so that no mark opens in one element and closes in
    another; tags stay as they are.
    """
    gone = "".join(_without(original))
    return gone + (_INSERTED.format(replacement) if replacement else "")


def _without(original: str) -> Iterator[str]:
    is_raw = False
    for token in tokens(original):
        text = original[token.start : token.end]
        is_text = token.kind is Kind.TEXT and not is_raw and text.strip()
        yield _DELETED.format(text) if is_text else text
        is_raw = token.kind is Kind.OPEN and token.name in RAW
