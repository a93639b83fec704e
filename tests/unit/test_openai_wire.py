"""What real servers and gateways send is read, learned from, asked again, or told as it is."""

from __future__ import annotations

import re

import pytest

from assistant.chat import client
from tests.support import chat
from tests.support.wire_cases import CASES, WireCase


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_made_of_it(case: WireCase, monkeypatch: pytest.MonkeyPatch) -> None:
    """No more requests than it takes; what lasts is told in one line, in the server's words."""
    monkeypatch.setattr(client, "backoff", lambda _: 0.01)
    faults = () if case.always else case.faults
    found = chat.played(faults=faults, always=case.faults if case.always else ())
    if case.expected == "repaired":
        assert (found.told, found.text) == ("repaired", chat.REPAIRED)
    else:
        assert re.search(case.expected, found.told), found.told
        assert len(found.told.splitlines()) == 1
        assert len(found.told) <= 200
        assert case.hint in found.hint
        assert found.text == chat.ARTICLE
    assert found.requests == case.requests
