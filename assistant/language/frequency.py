"""How common words are in English."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=100_000)
def zipf(text: str) -> float:
    """How common a word or phrase is: log10 of its occurrences in a billion words."""
    from wordfreq import zipf_frequency

    return float(zipf_frequency(text, "en"))
