"""Terms of two words of which one would load by itself: `toxic shock`, `free radical`.

`tests.tools.loaded_terms` takes those of `terms.txt` from WordNet 3.0 (see
language/data/WORDNET-LICENSE); those of `trade-terms.txt` were chosen by hand.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

_TABLES = ("terms.txt", "trade-terms.txt")


@cache
def terms() -> frozenset[str]:
    """All of them, in lower case."""
    folder = resources.files("assistant.checks.neutrality") / "data"
    lines = (line for name in _TABLES for line in (folder / name).read_text("utf-8").splitlines())
    return frozenset(line for line in lines if line[:1] != "#")
