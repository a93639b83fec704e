"""The codes of problems are a vocabulary that others rely on."""

from __future__ import annotations

import re

import pytest

from assistant.problems import Code


@pytest.mark.parametrize("code", Code)
def test_a_code_says_what_it_is_about(code: Code) -> None:
    """In kebab case, and in one line that fits a list."""
    assert re.fullmatch(r"[a-z]+(?:-[a-z]+)*", code)
    assert Code(str(code)) is code
    assert 0 < len(code.description) <= 60
    assert "\n" not in code.description


def test_no_two_rules_are_described_alike() -> None:
    """Whoever lists them can tell them apart."""
    assert len({code.description for code in Code}) == len(Code)
