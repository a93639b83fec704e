"""Whatever an endpoint does, a person sees one clear line and the article loses nothing."""

from __future__ import annotations

import re

import pytest

from assistant.chat import client
from assistant.checks.facts.comparison import differences
from tests.support.chat import ARTICLE, REPAIRED
from tests.support.misbehaviour import CASES, Case


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_seen(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    """A passing fault is not seen at all; a lasting one is told, and changes nothing by itself."""
    monkeypatch.setattr(client, "backoff", lambda _: 0.01)
    told, text = case.played()
    assert "\n" not in told
    if case.expected == "repaired":
        assert (told, text) == ("repaired", REPAIRED)
    else:
        assert re.search(case.expected, told), told
        assert not differences(ARTICLE, text)
        assert set(text.split()) <= set(ARTICLE.split()) | set(REPAIRED.split())
