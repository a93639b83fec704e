"""Whether a rewritten sentence is still that sentence: nothing merged, lost or brought in."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from assistant.language.characters import is_invisible
from assistant.language.content import found_in, tokens
from assistant.language.sentences import split
from assistant.language.tokens import lower_words
from assistant.language.wordlists import word_list
from assistant.problems import Code, Problem

SHORTEST, LONGEST = 0.5, 1.5
"""Bounds of the length of a rewritten section, as a share of what it was."""

_SLACK = 24
"""Code points that a sentence may gain or lose whatever its length."""

_LEAST_SHARED = 0.4

_MARKUP = re.compile(
    r"(?P<control>[\x00-\x1f\x7f-\x9f])|(?P<tag></?[a-z!][^>]*>)|(?P<link>\]\()"
    r"|(?P<bracket>\[/?[a-z@#=][^\]]*(?=\]))|(?P<strong>\*\*|__)|(?P<code>`)|(?P<struck>~~)"
    r"|(?P<heading>^#{1,6} )|(?P<critic>\{\+\+|\{--)|(?P<rule>={3,}|-{3,}|\*{3,}|_{3,})",
    re.IGNORECASE,
)
_TAG = re.compile(r"<!--.*?-->|</?[a-z][^>]*>", re.IGNORECASE | re.DOTALL)
_QUOTATION_MARK = re.compile(r"[“”„\"«»]")
_SHINGLE = 8
_COMMON = word_list("commonest-words")


def section_problem(before: str, after: str) -> Problem | None:
    """Why a section cannot have become another text, by its length, or None."""
    size = max(len(before), 1)
    share = f"{100 * len(after) // size} % of its length"
    if len(after) < SHORTEST * size - _SLACK:
        return Problem(Code.SECTION_LENGTH, f"the section would shrink to {share}")
    if len(after) > LONGEST * size + _SLACK:
        return Problem(Code.SECTION_LENGTH, f"the section would grow to {share}")
    return None


def sentence_problem(
    before: str, after: str, instructions: str = "", neighbours: Sequence[str] = ()
) -> Problem | None:
    """Why one sentence cannot have become another, or None.

    `instructions` are what the model was told besides the article, `neighbours` the
    sentences beside it.
    """
    return (
        _length_problem(before, after)
        or _form_problem(before, after)
        or _content_problem(before, after, instructions, neighbours)
        or _language_problem(before, after)
        or _relation_problem(before, after)
    )


def markup_problem(before: str, after: str) -> Problem | None:
    """Markup, or a character that no reader sees, that was not there, or None."""
    marks = Counter(match.lastgroup for match in _MARKUP.finditer(after))
    marks -= Counter(match.lastgroup for match in _MARKUP.finditer(before))
    if marks:
        return Problem(Code.MARKUP_ADDED, "it brings in markup or a control character")
    if set(filter(is_invisible, after)) - set(before):
        return Problem(Code.INVISIBLE_ADDED, "it brings in a character that cannot be seen")
    return None


def repetition_problem(before: str, after: str, instructions: str) -> Problem | None:
    """Eight words in a row that come from the instructions, and not from the sentence."""
    rows = _shingles(after) - _shingles(before)
    if instructions and rows & _shingles(instructions):
        return Problem(Code.PROMPT_REPEATED, "it repeats the instructions")
    return None


def _length_problem(before: str, after: str) -> Problem | None:
    if not after.strip():
        return Problem(Code.SENTENCE_VANISHED, "the sentence would vanish")
    if len(after) < SHORTEST * len(before) - _SLACK or len(after) > LONGEST * len(before) + _SLACK:
        return Problem(Code.SENTENCE_LENGTH, "the sentence would change its length too much")
    return None


def _form_problem(before: str, after: str) -> Problem | None:
    """Markup, marks and ends that are not as they were."""
    if problem := markup_problem(before, after):
        return problem
    if _count(after) != _count(before) or _ends(before) != _ends(after):
        message = "the sentence would be split or merged with another"
        return Problem(Code.SENTENCE_BOUNDARY, message)
    if _marks(before) != _marks(after):
        return Problem(Code.QUOTATION_MARKS, "a quotation mark is lost or brought in")
    return None


def _content_problem(
    before: str, after: str, instructions: str, neighbours: Sequence[str]
) -> Problem | None:
    """Words that come from elsewhere."""
    if _merged(before, after, neighbours):
        return Problem(Code.NEIGHBOUR_MERGED, "it takes words of the sentence beside it")
    return repetition_problem(before, after, instructions)


def _relation_problem(before: str, after: str) -> Problem | None:
    """Too few words in common: the last to be asked, as every word of it may have been garbled."""
    if shared(before, after) < _LEAST_SHARED and _paraphrased(before, after) < _LEAST_SHARED:
        message = "it shares too little with the sentence it is to replace"
        return Problem(Code.UNRELATED, message)
    return None


def shared(before: str, after: str) -> float:
    """The share of words that two texts have in common, order aside: Dice's coefficient."""
    one, other = _words(before), _words(after)
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0


def _paraphrased(before: str, after: str) -> float:
    """The share of words that stand in another sentence, or a synonym of which does."""
    old, new = tokens(before), tokens(after)
    return sum(found_in(token, old) for token in new) / max(len(new), 1)


def _ends(text: str) -> bool:
    """Whether a text ends as a sentence does."""
    return text.rstrip(" \n\"'”’)]*_").endswith((".", "!", "?", "…", ":", ";"))


def _marks(text: str) -> int:
    return len(_QUOTATION_MARK.findall(text))


def _count(text: str) -> int:
    bare = _TAG.sub("", text)
    return sum(1 for span in split(bare) if bare[span.start : span.end].strip())


def _merged(before: str, after: str, neighbours: Sequence[str]) -> bool:
    """Whether most of a sentence beside it came in."""
    new = _words(after) - _words(before)
    for other in neighbours:
        content = Counter({w: n for w, n in _words(other).items() if w not in _COMMON})
        content -= _words(before)
        if content.total() >= 4 and (new & content).total() > 0.6 * content.total():
            return True
    return False


def _shingles(text: str) -> set[tuple[str, ...]]:
    words = lower_words(text)
    return {words[n : n + _SHINGLE] for n in range(len(words) - _SHINGLE + 1)}


def _language_problem(before: str, after: str) -> Problem | None:
    """Whether the sentence is in another language, by its script and its commonest words."""
    if _scripts(after) - _scripts(before):
        return Problem(Code.SCRIPT_CHANGED, "it is in another script")
    old, new = _words(before), _words(after)
    if new.total() >= 8 and sum(old[w] for w in _COMMON) >= 2 and not sum(new[w] for w in _COMMON):
        return Problem(Code.LANGUAGE_CHANGED, "it is in another language")
    return None


def _scripts(text: str) -> set[str]:
    """The scripts of the letters of a text, by the first words of their names."""
    return {unicodedata.name(c, "?").split(" ")[0] for c in set(text) if c.isalpha()}


def _words(text: str) -> Counter[str]:
    return Counter(lower_words(text))
