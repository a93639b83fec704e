"""The examples of each rule are its tests: what is marked wrong is found, what is right is not."""

from __future__ import annotations

import re

import pytest

from assistant.article.files import read_text
from assistant.article.formats.markdown import MARKDOWN
from assistant.article.formats.plain import TEXT
from assistant.checks.neutrality.contexts import PLACES
from assistant.checks.neutrality.loaded_words import findings
from assistant.checks.neutrality.rules import Rule, word_rules
from assistant.problems import Code, Group
from assistant.workspace.linting import findings as lint
from assistant.workspace.linting import rules
from assistant.workspace.rulebook import LEVELS, built_in

_MARKED = re.compile(r"\{([^{}]*)\}")
_EACH = [(rule, text) for rule in word_rules() for text in rule.wrong]
_RIGHT = [(rule, text) for rule in word_rules() for text in rule.right]


@pytest.mark.parametrize(("rule", "text"), _EACH, ids=[text for _, text in _EACH])
def test_what_is_wrong_is_found(rule: Rule, text: str) -> None:
    """Every marked word, under the rule; scare quotes with their marks."""
    marked = _MARKED.findall(text)
    found = [each.text for each in findings(_MARKED.sub(r"\1", text)) if each.code == rule.id]
    assert found == marked if marked else found


@pytest.mark.parametrize(("rule", "text"), _RIGHT, ids=[text for _, text in _RIGHT])
def test_what_is_right_is_not(rule: Rule, text: str) -> None:
    """Under no rule."""
    assert [each.text for each in findings(text)] == []


@pytest.mark.parametrize("rule", word_rules(), ids=lambda rule: rule.id)
def test_a_rule_says_what_it_is_about(rule: Rule) -> None:
    """Its id is a code, its level one of three, its places are known, and it has both examples."""
    assert rule.id in set(Code)
    assert rule.level in {"error", "warning", "note"}
    assert rule.help
    assert rule.wrong
    assert rule.right
    assert {group.where for group in rule.groups} <= set(PLACES)
    assert all(set(group.prefer) <= {*group.words, *group.verbs} for group in rule.groups)


_OTHERS = [
    (rule.id, text, wrong)
    for rule in built_in().rules.values()
    if rule.id not in {each.id for each in word_rules()}
    for wrong, texts in ((True, rule.wrong), (False, rule.right))
    for text in texts
]


@pytest.mark.parametrize(("rule", "text", "wrong"), _OTHERS, ids=[text for _, text, _ in _OTHERS])
def test_the_examples_of_the_other_rules(rule: str, text: str, wrong: bool) -> None:
    """What is wrong is found under the rule, what is right is not."""
    format_of = MARKDOWN if text.startswith("# ") else TEXT
    article = read_text(text, format=format_of)
    found = lint(article, rules("", "suspect"), None)
    assert (rule in {each.code for each in found}) is wrong


def test_every_rule_of_the_linter_is_told() -> None:
    """With a level and with help; those that need no language model with examples."""
    for rule in built_in().rules.values():
        assert rule.level in LEVELS
        assert rule.help
        if rule.kind not in {Group.SUSPECT, Group.FACT}:
            assert rule.wrong
            assert rule.right
