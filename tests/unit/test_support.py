"""A summary sentence that its evidence does not support is refused, with the reason."""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path

import pytest

from assistant.checks.support.support import unsupported

EVIDENCE = [
    "The council of Port Ellery voted 6 to 3 on Monday to close the ferry.",
    "Mayor Ines Tarrow said the ferry had not made a profit since 2019.",
    "The union may appeal, and prosecutors suspect Aldo Brice of fraud.",
]
CASES = Path(__file__).parents[1] / "benchmarks" / "support_cases.toml"


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("The council voted 7 to 2 on Monday to close the ferry.", "“7”"),
        ("The council voted 6 to 3 on Tuesday to close the ferry.", "“Tuesday”"),
        ("The council of Port Marlow voted 6 to 3 on Monday to close the ferry.", "Marlow"),
        ("Ines Tarrow said the ferry had made a profit since 2019.", "negation is lost"),
        ("The ferry had not made a profit since 2019.", "somebody says"),
        ("The union will appeal.", "doubt is lost"),
        ("“The ferry is dead,” said Ines Tarrow.", "not in the evidence word for word"),
        ("The council voted 6 to 3 to open the ferry.", "contrary"),
        ("The council voted 6 to 3 to close the ferry because of the weather.", "cause"),
    ],
)
def test_what_is_wrong_is_told(sentence: str, reason: str) -> None:
    """In one line, with what is at fault."""
    found = unsupported(sentence, EVIDENCE)
    assert any(reason in each for each in found), found
    assert all("\n" not in each for each in found)


@pytest.mark.parametrize(
    "sentence",
    [
        EVIDENCE[0],
        "Port Ellery’s council voted six to three on Monday to close the ferry.",
        "The ferry had not made a profit since 2019, according to Mayor Ines Tarrow.",
        "The union may appeal.",
        "Prosecutors suspect Aldo Brice of fraud.",
    ],
)
def test_what_is_right_passes(sentence: str) -> None:
    """Other words, other forms, a shorter sentence."""
    assert unsupported(sentence, EVIDENCE) == ()


def test_no_evidence_is_no_support() -> None:
    """Whatever the sentence says."""
    assert unsupported("The ferry closed.", []) == ("it rests on no sentence",)


def test_the_half_that_was_tuned_on_is_held() -> None:
    """Nine in ten wrong sentences of the adversarial set's first half are caught."""
    cases = tomllib.loads(CASES.read_text("utf-8"))["case"]
    tuned = [c for c in cases if hashlib.md5(c["summary"].encode()).digest()[-1] % 2 == 0]
    verdicts = [
        (
            case["right"],
            not unsupported(case["summary"], [case["source"][n - 1] for n in case["evidence"]]),
        )
        for case in tuned
    ]
    wrong = [passed for right, passed in verdicts if not right]
    right = [passed for right, passed in verdicts if right]
    assert sum(wrong) <= 0.1 * len(wrong)
    assert sum(right) >= 0.88 * len(right)
