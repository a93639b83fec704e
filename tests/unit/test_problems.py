"""The codes of problems are a vocabulary that others rely on."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant.problems import Code

ROOT = Path(__file__).parents[2] / "assistant"


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


def test_every_rule_has_a_check() -> None:
    """No code is a promise that nothing keeps."""
    files = [path for path in ROOT.rglob("*.py") if path.name != "problems.py"]
    text = "".join(path.read_text("utf-8") for path in files)
    rules = (ROOT / "checks/neutrality/rules").glob("*.toml")
    lexicon = "".join(path.read_text("utf-8") for path in rules)
    used = {code for code in Code if f"Code.{code.name}" in text or f'"{code}"' in lexicon}
    assert set(Code) == used
