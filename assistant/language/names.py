"""Names: words that take a capital where an ordinary word would not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from assistant.language.fact import Fact, FactKind, Found

_WORD = re.compile(r"(?<!\w)(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$", re.IGNORECASE)
_SEGMENT = re.compile(r"(?:(?:\r\n|\r|\n)[^\S\r\n]*){2,}|(?<=[.!?…])[)\]”’\"'»]*\s+")
_LEAD = re.compile(r"[\s\"“‘'«(\[*_#>•–—|-]*$")
_NEW = re.compile(r"[\"“‘«•*#>|]|(?:\r\n|\r|\n)[^\S\r\n]*(?:\r\n|\r|\n)")
_STOPPED = re.compile(r"[.!?:;…][)\]”’\"'»]*$")
_ABBREVIATED = re.compile(r"(?<!\w)([^\W\d_]+)\.$")
_LONGER = 4

_BEFORE_NAME = frozenset(
    "mr mrs ms dr prof st gen col sgt lt capt sen rep gov rev hon jr vs no".split()
)

_FUNCTION = frozenset(
    """a an the this that these those my your his her its our their whose which what who whom
    i you he she it we they me him us them one ones and or but nor so yet for as if when while
    where why how because since although though unless until till after before during with
    without within of in on at by to from into onto over under about against between among
    through above below up down out off near beyond despite per via like unlike than then
    there here not no all both each every either neither some any many most several few much
    more less other another such same own only just also even still is am are was were be been
    being has have had do does did can could will would shall should may might must let lets
    yes former late senior yesterday today tomorrow meanwhile according dont its itself himself
    herself themselves ourselves myself yourself everyone everybody everything someone somebody
    something anyone anybody anything whatever whoever whether upon amid toward towards across
    along around behind beside besides inside outside instead together again once never ever
    always often perhaps maybe""".split()
)


def names(
    text: str, known: frozenset[str] = frozenset(), *, opens: bool = True, shown: str = ""
) -> Iterator[Found]:
    """The words of names in a text, each on its own, in order.

    A capital at the start of a sentence or in a headline makes a name only of a word that no
    dictionary lists, of one followed by another capital, and of the `known` ones, given in
    lower case. `opens` says whether the text is the start of a sentence; `shown` is the
    text as it was where something in `text` is masked.
    """
    start = 0
    for gap in [*_SEGMENT.finditer(text), None]:
        end = gap.end() if gap else len(text)
        words = list(_WORD.finditer(text, start, end))
        headline = is_headline(list(_WORD.finditer(shown, start, end)) if shown else words)
        yield from _segment(text, words, headline, known, opens)
        start = end


def known_names(text: str) -> frozenset[str]:
    """Words that a text writes with a capital inside its sentences, and never without."""
    capital: set[str] = set()
    lower: set[str] = set()
    start = 0
    for gap in [*_SEGMENT.finditer(text), None]:
        end = gap.end() if gap else len(text)
        words = list(_WORD.finditer(text, start, end))
        headline = is_headline(words)
        for word in words:
            bare = _bare(word.group())
            if not bare[:1].isupper():
                lower.add(bare)
            elif not headline and not _starts(text, word.start(), opens=True):
                capital.add(bare.lower())
        start = end
    return frozenset(capital - lower)


def is_headline(words: list[re.Match[str]]) -> bool:
    """Whether a line is set in title case: most of its longer words take a capital."""
    longer = [word.group() for word in words if len(word.group()) >= _LONGER]
    return len(longer) > 1 and sum(w[0].isupper() for w in longer) >= 0.8 * len(longer)


@lru_cache(maxsize=50_000)
def ordinary(word: str) -> bool:
    """Whether a dictionary of English lists a word, given in lower case, as no name."""
    from lemminflect import getAllLemmas

    stem = re.split("['’]", word, maxsplit=1)[0]
    if stem in _FUNCTION or getAllLemmas(stem):
        return True
    return any(base in _nouns() for base in _bases(stem))


@cache
def _nouns() -> frozenset[str]:
    """The words of WordNet that are written without a capital."""
    from assistant.language.thesaurus import wordnet

    return frozenset(member for group in wordnet().sets for member in group.members)


def _bases(word: str) -> Iterator[str]:
    """A word and what it may be inflected from."""
    yield word
    for ending, base in (
        ("s", ""),
        ("es", ""),
        ("ies", "y"),
        ("ing", ""),
        ("ing", "e"),
        ("ed", ""),
    ):
        if len(word) > len(ending) + 2 and word.endswith(ending):
            yield word.removesuffix(ending) + base


def _segment(
    text: str, words: list[re.Match[str]], headline: bool, known: frozenset[str], opens: bool
) -> Iterator[Found]:
    shouted = headline and all(word.group().isupper() for word in words)
    for number, word in enumerate(words):
        bare = _bare(word.group())
        if bare.islower() or bare == "I" or bare.startswith(("I'", "I’")):
            continue
        after = None if headline or number + 1 == len(words) else words[number + 1]
        by_place = headline or _starts(text, word.start(), opens=opens)
        if (
            not by_place
            or (not shouted and _marked(bare))
            or bare.lower() in known
            or not ordinary(bare.lower())
            or (after is not None and _heads(text, word, after))
        ):
            yield Found(Fact(FactKind.NAME, bare), word.start(), word.start() + len(bare))


def _marked(word: str) -> bool:
    """Whether a word shows by its own letters that it is a name, as NATO and McRae do."""
    return len(word) > 1 and any(letter.isupper() for letter in word[1:])


def _heads(text: str, word: re.Match[str], after: re.Match[str]) -> bool:
    """Whether an ordinary word before a capital belongs to a name, as in White House."""
    if not text[word.end() : after.start()].isspace() or not after.group()[0].isupper():
        return False
    return after.group() != "I" and _describes(_bare(word.group()).lower())


def _describes(lower: str) -> bool:
    from lemminflect import getAllLemmas

    parts = getAllLemmas(lower)
    if lower in _FUNCTION or "ADV" in parts or lower.endswith(("ing", "ed")):
        return False
    return not parts or "NOUN" in parts or "ADJ" in parts


def _bare(word: str) -> str:
    """A word without its possessive ending; U.S. as US."""
    return _POSSESSIVE.sub("", word.replace(".", ""))


def _starts(text: str, at: int, *, opens: bool) -> bool:
    """Whether a sentence or quotation starts at a word."""
    near = text[max(0, at - 24) : at]
    lead = _LEAD.search(near)
    if lead is None or not (before := near[: lead.start()]):
        return opens and at <= 24
    if _NEW.search(lead.group()):
        return True
    if not _STOPPED.search(before):
        return False
    last = _ABBREVIATED.search(before)
    return last is None or not (len(last[1]) == 1 or last[1].lower() in _BEFORE_NAME)
