"""Bare lemmas: words left without the ending that the word before them asks for.

Spinners without grammar write a word's lemma in its place: `two bridge for repair`, `had
expect`. Two places are sure enough to be found by rule: a noun behind a word for several,
and a verb behind a form of have or be. Only a noun that is no verb, or a verb that is neither
noun nor adjective, counts, and no reading of the words around it may let it stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.article.model import Article
from assistant.article.quotations import quotations
from assistant.edits import Alternative, Edit, EditKind, Flag
from assistant.language.casing import recase
from assistant.language.frequency import zipf
from assistant.language.inflection import inflect, parts_of, readings
from assistant.language.thesaurus import wordnet
from assistant.language.tokens import Word
from assistant.language.wordlists import word_list
from assistant.repair.candidates import UNTOUCHED
from assistant.repair.reading import Sentence, locked_words, sentences

_CONFIDENCE = 0.95
_ONE_THING = frozenset(
    "a an per every each number phase chapter part page top act level tier grade stage step".split()
)
"""Words behind which a word for several counts no things: a ten year, phase two."""

_HAVE = frozenset({"has", "have", "had"})
_BE = frozenset({"was", "were", "been"})
_CLEFTS = frozenset("do does did doing done what all who that which whom we they you i".split())
"""Words behind which a base form may stand: what he did was expand, the powers they have allow."""

_COMMON = 3.0
"""Zipf frequency from which a form is one that people write."""


def bare_lemmas(article: Article) -> tuple[Edit, ...]:
    """The edits that give words their endings back, in order; none in a quotation or a name."""
    found = sentences(article)
    held = locked_words(found, sorted(quotations(article)))
    return tuple(
        edit
        for sentence, (locked, quoted) in zip(found, held, strict=True)
        for edit in _edits(article, sentence, locked | quoted)
    )


def _edits(article: Article, sentence: Sentence, held: frozenset[int]) -> Iterator[Edit]:
    run = sentence.run
    for number in range(1, len(run)):
        word = run[number]
        if number in held or word.joined != " " or not word.text.islower():
            continue
        if word.text in UNTOUCHED or (number + 1 < len(run) and run[number + 1].joined == "-"):
            continue
        forms = _plural(run, number) or _participle(run, number)
        if forms:
            first, *others = (recase(form, [word]) for form in forms)
            yield Edit(
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
    if not _closed(run, number + 1) or _tags(word, "n") != {"NN"} or _parts(word) != "n":
        return ()
    return _written(word, inflect(word, "n", "NNS"))


def _participle(run: Sequence[Word], number: int) -> tuple[str, ...]:
    """The participle of a verb behind have or be; nothing where its base form may stand."""
    word, before = run[number].text, run[number - 1].text.lower()
    if before not in _HAVE | _BE or _tags(word, "v") != {"VB"} or _parts(word) != "v":
        return ()
    if _CLEFTS & {each.text.lower() for each in run[max(number - 12, 0) : number - 1]}:
        return ()
    participle = _written(word, inflect(word, "v", "VBN"))
    return (*participle, *inflect(word, "v", "VBG")[:1]) if before in _BE else participle


def _closed(run: Sequence[Word], number: int) -> bool:
    """Whether no noun can follow that the word would belong to."""
    if number == len(run) or not run[number].joined:
        return True
    following = run[number].text.lower()
    closed = following in word_list("function-words") and following not in ("and", "or", "nor")
    return closed and run[number].joined == " "


def _tags(word: str, part: str) -> set[str]:
    """The tags of the readings of a word as one part of speech."""
    return {reading.tag for reading in readings(word) if reading.part == part}


def _parts(word: str) -> str:
    """The parts of speech of a lemma, as letters: n, v, a and r."""
    known = parts_of(word)
    return "".join(
        part for part in "nvar" if part in known or next(wordnet().lookup(word, part), None)
    )


def _written(word: str, forms: Sequence[str]) -> tuple[str, ...]:
    if not forms or word in forms or zipf(forms[0]) < _COMMON:
        return ()
    return tuple(forms[:2])
