"""The rules of loaded words as data: a file each, with examples that are its tests."""

from assistant.checks.neutrality.rules.model import Rule, WordGroup
from assistant.checks.neutrality.rules.reading import word_rules

__all__ = ["Rule", "WordGroup", "word_rules"]
