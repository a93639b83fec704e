"""A rule of words: an id, a level, a message, examples, and the words with where they load."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class WordGroup:
    """Words that load in one kind of place, by its name in `contexts`.

    `verbs` stand for all their forms; `prefer` says for some what to put instead. Those that
    are `always` looked for load in a text that explains or instructs as well.
    """

    where: str = "anywhere"
    words: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    prefer: Mapping[str, str] = field(default_factory=dict)
    message: str = ""
    always: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: `level` is error, warning or note; `wrong` marks what is found by braces."""

    id: str
    level: str
    name: str
    message: str
    help: str = ""
    wrong: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    groups: tuple[WordGroup, ...] = ()
