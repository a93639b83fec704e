"""The rules of the linter, by id: those that come with the program, and what a house makes of them.

A house writes in `[rules]` of its settings: `rule = "off"` or a level, `words` for what is never
found, and `[rules.NAME]` for a rule of its own, with `words` and, in a folder that is trusted,
`patterns`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import resources
from typing import Any

from assistant.checks.neutrality.lexicon import Lexicon, lexicon
from assistant.checks.neutrality.rules import Rule, WordGroup, word_rules
from assistant.errors import UsageError
from assistant.problems import Code, Group

KINDS = (Group.SUSPECT, Group.FACT, Group.NEUTRALITY, Group.STRUCTURE)
LEVELS = ("error", "warning", "note")
OFF = "off"
_NAME = re.compile(r"[a-z][a-z0-9-]{0,60}")
_KEYS = {"level", "message", "help", "words", "patterns"}
_MOST_PATTERNS = 200


@dataclass(frozen=True, slots=True)
class LintRule:
    """A rule as it is told: its kind, its level, one line on what it finds, what to do about it."""

    id: str
    kind: str
    level: str
    description: str
    help: str
    wrong: tuple[str, ...] = ()
    right: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression of a house, and the rule that it is of."""

    expression: re.Pattern[str]
    rule: str
    message: str


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All rules in force; `words` are never found, in lower case."""

    rules: Mapping[str, LintRule]
    house: Lexicon = field(default_factory=dict)
    patterns: tuple[Pattern, ...] = ()
    words: frozenset[str] = frozenset()


@cache
def built_in() -> Rulebook:
    """The rules that come with the program."""
    return Rulebook({rule.id: rule for rule in _built_in()})


def _built_in() -> Iterator[LintRule]:
    words = {rule.id: rule for rule in word_rules()}
    file = resources.files("assistant.workspace") / "rules.toml"
    others = tomllib.loads(file.read_text("utf-8"))
    for code in Code:
        if code in words:
            rule = words[code]
            yield LintRule(
                code, code.group, rule.level, code.description, rule.help, rule.wrong, rule.right
            )
        elif code in others:
            told = others[code]
            yield LintRule(
                code, code.group, told["level"], code.description, told["help"],
                tuple(told.get("wrong", ())), tuple(told.get("right", ())),
            )  # fmt: skip


def rulebook(house: Mapping[str, Any]) -> Rulebook:
    """The rules with what a house says of them.

    Raises UsageError that names the rule where one is unknown, or not as it should be.
    """
    rules = dict(built_in().rules)
    own: list[Rule] = []
    patterns: list[Pattern] = []
    for name, said in house.items():
        if name == "words":
            continue
        if isinstance(said, Mapping):
            rule = _own_rule(name, said)
            rules[name] = LintRule(
                name, Group.HOUSE, rule.level, rule.message or f"a word of {name}", rule.help
            )
            own.append(rule)
            patterns += _patterns(name, said, rule.message)
        elif name not in rules:
            raise UsageError(
                f"[rules]: there is no rule {name!r}", hint=f"rules: {', '.join(rules)}"
            )
        elif said == OFF:
            del rules[name]
        elif said in LEVELS:
            rules[name] = replace(rules[name], level=said)
        else:
            raise UsageError(f"[rules]: {name} must be off, {', '.join(LEVELS)}, or a table")
    words = _texts(house.get("words", ()), "words")
    return Rulebook(rules, lexicon(own), tuple(patterns), frozenset(w.lower() for w in words))


def _own_rule(name: str, said: Mapping[str, Any]) -> Rule:
    if name in built_in().rules or not _NAME.fullmatch(name):
        msg = f"[rules.{name}]: a rule of your own needs a name of its own, of small letters"
        raise UsageError(msg)
    if unknown := sorted(set(said) - _KEYS):
        keys = ", ".join(sorted(_KEYS))
        raise UsageError(f"[rules.{name}]: unknown key {unknown[0]!r}", hint=f"keys: {keys}")
    level = said.get("level", "warning")
    if level not in LEVELS:
        raise UsageError(f"[rules.{name}]: level must be one of {', '.join(LEVELS)}")
    given = said.get("words", ())
    prefer = given if isinstance(given, Mapping) else dict.fromkeys(_texts(given, name), "")
    if not all(isinstance(each, str) for each in prefer.values()):
        raise UsageError(f"[rules.{name}]: words is a list, or what to prefer for each")
    message, about = (_text(said.get(key, ""), name) for key in ("message", "help"))
    group = WordGroup("anywhere", tuple(prefer), (), prefer)
    return Rule(name, level, name, message, about, groups=(group,))


def _patterns(name: str, said: Mapping[str, Any], message: str) -> Iterator[Pattern]:
    given = _texts(said.get("patterns", ()), name)
    if len(given) > _MOST_PATTERNS:
        raise UsageError(f"[rules.{name}]: at most {_MOST_PATTERNS} patterns")
    for each in given:
        try:
            yield Pattern(re.compile(each), name, message)
        except re.error as error:
            raise UsageError(f"[rules.{name}]: {each!r} is no pattern: {error}") from error


def _texts(given: Any, name: str) -> tuple[str, ...]:
    if isinstance(given, (list, tuple)) and all(isinstance(each, str) for each in given):
        return tuple(given)
    raise UsageError(f"[rules]: {name} must be a list of texts")


def _text(given: Any, name: str) -> str:
    if isinstance(given, str):
        return given
    raise UsageError(f"[rules.{name}]: message and help are texts")
