"""A form where it stands in a sentence: the words beside it, and the nouns that it belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from assistant.language.noun_kinds import noun_kind
from assistant.language.span import Span
from assistant.language.tokens import COMPOUND
from assistant.language.wordlists import word_list

BE = word_list("be-forms") | {"seems", "seemed", "looks", "looked", "became", "remains"}
HAVE = frozenset({"have", "has", "had", "having"})
_DO = frozenset({"do", "does", "did"})
AUXILIARIES = BE | HAVE | _DO | word_list("modal-verbs") | {"to", "not", "also", "never"}
DETERMINERS = word_list("determiners") | {"no", "such", "another", "both", "several", "many"}
PERSONS = frozenset({"he", "she", "they", "who", "we", "you", "i"})
OF = frozenset("of in on at for with from by about over into against after before".split())
STOPS = (word_list("function-words") | AUXILIARIES | OF) - DETERMINERS
DEGREES = frozenset("very so too more most as quite rather utterly simply".split())
_TOUCHED = frozenset("artifact location object body animal plant food person".split())
_REACH = 90
_HEAD_REACH = 6


@dataclass(frozen=True)
class Place:
    """A form in a sentence, and the words on both sides up to the next mark."""

    text: str
    span: Span

    @cached_property
    def before(self) -> tuple[str, ...]:
        """The words right before it, in lower case, the nearest first."""
        return tuple(word.lower() for word in self.before_as_written)

    @cached_property
    def before_as_written(self) -> tuple[str, ...]:
        """The same as they are written."""
        first = max(0, self.span.start - _REACH)
        return tuple(reversed(list(_run(self.text[first : self.span.start], at_end=True))))

    @cached_property
    def behind_as_written(self) -> tuple[str, ...]:
        """The words right behind it, as they are written."""
        return tuple(_run(self.text[self.span.end : self.span.end + _REACH], at_end=False))

    @cached_property
    def behind(self) -> tuple[str, ...]:
        """The same in lower case."""
        return tuple(word.lower() for word in self.behind_as_written)

    @property
    def last(self) -> str:
        """The word before it."""
        return self.before[0] if self.before else ""

    @property
    def next(self) -> str:
        """The word behind it."""
        return self.behind[0] if self.behind else ""

    @cached_property
    def heads(self) -> tuple[str, ...]:
        """The nouns at the end of the group of words behind it, as written, and of what it is `of`.

        A figure stands for itself.
        """
        found: list[str] = []
        of = False
        for word in self.behind_as_written[:_HEAD_REACH]:
            low = bare(word)
            if low == "of" and found and noun_kind(bare(found[-1])) not in _TOUCHED:
                of = True
            elif low in STOPS or (found and low.endswith(("ed", "ly"))):
                break
            elif noun_kind(low) or word[0].isupper() or word[0].isdigit():
                found = [*(found if of else ()), word]
                of = False
        return tuple(found)


def bare(word: str) -> str:
    """A word in lower case without the ending of a possessive."""
    return word.lower().removesuffix("'s").removesuffix("’s")


def _run(text: str, *, at_end: bool) -> Iterator[str]:
    """The words of a text that nothing but white space or hyphens part from its one end."""
    words = list(COMPOUND.finditer(text))
    if at_end:
        edge, kept = len(text), []
        for word in reversed(words):
            if text[word.end() : edge].strip():
                break
            kept.append(word.group())
            edge = word.start()
        yield from reversed(kept)
        return
    edge = 0
    for word in words:
        if text[edge : word.start()].strip():
            return
        yield word.group()
        edge = word.end()


def are_of(words: tuple[str, ...], kinds: frozenset[str]) -> bool:
    """Whether one of some nouns, as written, is of some kinds; a name is of people."""
    return any(
        noun_kind(bare(word)) in kinds
        or (word[0].isupper() and "person" in kinds)
        or (word[0].isdigit() and "quantity" in kinds)
        for word in words
    )
