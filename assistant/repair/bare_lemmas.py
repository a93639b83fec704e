"""Bare lemmas: words left without the ending that the word before them asks for.

Spinners without grammar write a word's lemma in its place: `two bridge for repair`, `had
expect`. Two places are sure enough to be found by rule: a noun behind a word for several,
and a verb behind a form of have or be. Only a noun that is no verb, or a verb that is neither
noun nor adjective, counts, and no reading of the words around it may let it stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from assistant.article.model import Article
from assistant.article.quotations import quotations
from assistant.edits import Alternative, Edit, EditKind, Flag
from assistant.language.casing import recase
from assistant.language.tokens import Word
from assistant.language.wordlists import word_list
from assistant.repair.candidates import UNTOUCHED
from assistant.repair.reading import locks, sentences

_CONFIDENCE = 0.95
_ONE_THING = frozenset(
    "a an per every each number phase chapter part page top act level tier grade stage step".split()
)
"""Words behind which a word for several counts no things: a ten year, phase two."""

_HAVE = frozenset({"has", "have", "had"})
_BE = frozenset({"was", "were", "been"})
_CLEFTS = frozenset("do does did doing done what all who that which whom we they you i".split())
"""Words behind which a base form may stand: what he did was expand, the powers they have allow."""


_GRANTED = frozenset("access permission permissions privileges rights".split())
"""Nouns that a verb says what for: has write access."""


@dataclass(frozen=True, slots=True)
class Endings:
    """The forms that a word may lack the ending of, and more behind a form of be."""

    part: str
    forms: tuple[str, ...]
    behind_be: tuple[str, ...] = ()


@cache
def _endings() -> dict[str, Endings]:
    """The table of `data/bare-lemmas.tsv`, by word."""
    file = resources.files("assistant.repair") / "data" / "bare-lemmas.tsv"
    rows = (line.split("\t") for line in file.read_text("utf-8").splitlines() if line[0] != "#")
    return {word: Endings(part, _some(forms), _some(more)) for word, part, forms, more in rows}


def _some(forms: str) -> tuple[str, ...]:
    return tuple(forms.split("|")) if forms else ()


def bare_lemmas(article: Article) -> tuple[Edit, ...]:
    """The edits that give words their endings back, in order; none in a quotation or a name."""
    if not any(_may_lack(match[1], match[2]) for match in _asked().finditer(article.source)):
        return ()
    found = sentences(article)
    bare = [(sentence, places) for sentence in found if (places := list(_places(sentence.run)))]
    if not bare:
        return ()
    held = locks(found, sorted(quotations(article)))
    return tuple(
        _edit(article, sentence.run[number], forms)
        for sentence, places in bare
        for number, forms in places
        if not any(number in kind for kind in held(sentence))
    )


@cache
def _asked() -> re.Pattern[str]:
    """What a source has wherever a word may lack its ending: a word that asks for it, and it."""
    asking = "|".join(sorted(_asking()))
    return re.compile(rf"\b({asking})(?:\s|&nbsp;|&#\w+;)+([a-z]+)", re.IGNORECASE)


def _may_lack(before: str, word: str) -> bool:
    found = None if word in UNTOUCHED else _endings().get(word)
    asks = "v" if before.lower() in _HAVE | _BE else "n"
    return found is not None and found.part == asks


def _places(run: Sequence[Word]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The places of the words that lack an ending, with the forms that they may have."""
    for number, before in enumerate(run[:-1], start=1):
        if before.text.lower() not in _asking():
            continue
        word = run[number]
        if word.joined != " " or not word.text.islower() or word.text in UNTOUCHED:
            continue
        if number + 1 < len(run) and _goes_on(word, run[number + 1]):
            continue
        if forms := _plural(run, number) or _participle(run, number):
            yield number, forms


def _goes_on(word: Word, following: Word) -> bool:
    """Whether a word is the beginning of a longer one: a hyphen or a figure is joined to it."""
    return following.joined == "-" or following.start == word.end


@cache
def _asking() -> frozenset[str]:
    """The words that ask for an ending of the next one."""
    return word_list("words-for-several") | _HAVE | _BE


def _edit(article: Article, word: Word, forms: Sequence[str]) -> Edit:
    first, *others = (recase(form, [word]) for form in forms)
    return Edit(
        word.start, word.end, article.source[word.start : word.end], first,
        EditKind.LEMMA, _CONFIDENCE, "a word without its ending", (Flag.UNCERTAIN,),
        tuple(Alternative(form, 1 - _CONFIDENCE) for form in others),
    )  # fmt: skip


def _plural(run: Sequence[Word], number: int) -> tuple[str, ...]:
    """The plural of a noun behind a word for several; nothing where it may stand as it is."""
    word, before = run[number].text, run[number - 1].text.lower()
    if before not in word_list("words-for-several") or word in word_list("never-plural"):
        return ()
    if number > 1 and (run[number - 1].joined == "-" or run[number - 2].text.lower() in _ONE_THING):
        return ()
    found = _endings().get(word)
    return found.forms if found and found.part == "n" and _closed(run, number + 1) else ()


def _participle(run: Sequence[Word], number: int) -> tuple[str, ...]:
    """The participle of a verb behind have or be; nothing where its base form may stand."""
    word, before = run[number].text, run[number - 1].text.lower()
    found = _endings().get(word) if before in _HAVE | _BE else None
    if not found or found.part != "v":
        return ()
    if number + 1 < len(run) and run[number + 1].text.lower() in _GRANTED:
        return ()
    if _CLEFTS & {each.text.lower() for each in run[max(number - 12, 0) : number - 1]}:
        return ()
    return (*found.forms, *found.behind_be) if before in _BE else found.forms


def _closed(run: Sequence[Word], number: int) -> bool:
    """Whether no noun can follow that the word would belong to."""
    if number == len(run) or not run[number].joined:
        return True
    following = run[number].text.lower()
    closed = following in word_list("function-words") and following not in ("and", "or", "nor")
    return closed and run[number].joined == " "
