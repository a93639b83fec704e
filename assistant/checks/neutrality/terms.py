"""Terms of two words of which one would load by itself: `toxic shock`, `free radical`.

`tests.tools.loaded_terms` takes them from WordNet 3.0 (see language/data/WORDNET-LICENSE).
"""

from __future__ import annotations

from functools import cache
from importlib import resources


@cache
def terms() -> frozenset[str]:
    """All of them, in lower case."""
    file = resources.files("assistant.checks.neutrality") / "data" / "terms.txt"
    return frozenset(line for line in file.read_text("utf-8").splitlines() if line[:1] != "#")
