"""What an article in which nothing is doubted costs: the language model is not even loaded."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.article.files import read
from assistant.engines.local import LocalEngine
from assistant.errors import WeightsError
from tests.benchmarks.corpus import SEEDS

_CLEAN = SEEDS / "clean" / "mercer-avenue-tram.txt"
_GARBLED = SEEDS / "garbled" / "fairlow-night-clinic.txt"


def test_a_clean_article_loads_no_language_model(tmp_path: Path) -> None:
    """Every section is answered all the same, and with nothing."""
    article = read(_CLEAN)
    found = list(LocalEngine(tmp_path / "no weights").repair(article))
    assert [each.section for each in found] == [section.id for section in article.sections]
    assert all(each.last and not each.edits for each in found)
    assert found[-1].work.tokens == 0
    assert found[-1].work.share_done == 1


def test_a_garbled_one_needs_it(tmp_path: Path) -> None:
    """And says so where it is missing."""
    with pytest.raises(WeightsError):
        list(LocalEngine(tmp_path / "no weights").repair(read(_GARBLED)))
