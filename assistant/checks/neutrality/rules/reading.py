"""Reads the rules that come with the program."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from assistant.checks.neutrality.rules.model import Rule, WordGroup


@cache
def word_rules() -> tuple[Rule, ...]:
    """All of them, by id."""
    folder = resources.files("assistant.checks.neutrality.rules")
    files = sorted(file.name for file in folder.iterdir() if file.name.endswith(".toml"))
    return tuple(_rule(tomllib.loads((folder / name).read_text("utf-8"))) for name in files)


def _rule(table: Mapping[str, Any]) -> Rule:
    texts = {key: table[key] for key in ("id", "level", "name", "message", "help")}
    groups = tuple(_group(each) for each in table.get("group", ()))
    return Rule(**texts, wrong=tuple(table["wrong"]), right=tuple(table["right"]), groups=groups)


def _group(table: Mapping[str, Any]) -> WordGroup:
    return WordGroup(
        table["where"], tuple(table.get("words", ())), tuple(table.get("verbs", ())),
        table.get("prefer", {}), table.get("message", ""),
        table.get("always", False),
    )  # fmt: skip


def word_rule(name: str) -> Rule:
    """One of them; raises StopIteration for an unknown id."""
    return next(rule for rule in word_rules() if rule.id == name)
