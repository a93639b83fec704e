"""Names: words that take a capital where an ordinary word would not.

`Names` is the evidence of a whole article, by which repair leaves words alone; `names` finds
those of any text, to compare what two texts name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby

from assistant.language.fact import Fact, FactKind, Found
from assistant.language.inflection import parts_of
from assistant.language.spun_names import listed_instead
from assistant.language.stems import bases
from assistant.language.tokens import Word, words
from assistant.language.wordlists import data_lines, word_list

_SEGMENT = re.compile(r"(?:(?:\r\n|\r|\n)[^\S\r\n]*){2,}|(?<=[.!?…])[)\]”’\"'»]*\s+")
_LEAD = re.compile(r"[\s\"“‘'«(\[*_#>•–—|-]*$")
_NEW = re.compile(r"[\"“‘«•*#>|]|(?:\r\n|\r|\n)[^\S\r\n]*(?:\r\n|\r|\n)")
_STOPPED = re.compile(r"[.!?:;…][)\]”’\"'»]*$")
_ABBREVIATED = re.compile(r"(?<!\w)([^\W\d_]+)\.$")
_APART = re.compile(r"(?:['’]s)?\s+", re.IGNORECASE)
_SHORTENED = frozenset(line.partition(" / ")[0] for line in data_lines("name-forms.txt"))
_LONGEST_SHORT = max(map(len, _SHORTENED)) + 2
_LAST = re.compile(r"(?<!\w)([A-Z]\w*)\.\Z")
_FULL_STOP = re.compile(r"[.!?…][)\]”’\"'»*_\s]*\Z")
_SHORT = 3
_POINTS = frozenset({"north", "south", "east", "west"})
_SHARE, _SHARE_STOPPED = 0.8, 0.85
"""Of the words that take a capital in title case, how many have one; of a line with a full stop."""


def is_headline(text: str, run: Sequence[Word]) -> bool:
    """Whether a line, given with its words, is set in title case.

    Most of its longer words have a capital, and so have most of all but the small ones. Few
    headlines end with a stop, so that more is asked of a line that does.
    """
    share = _SHARE_STOPPED if _FULL_STOP.search(text) else _SHARE
    words = [word for word in run if len(word.text) > 1 and word.text.isalpha()]
    longer = [word for word in words if len(word.text) > _SHORT]
    weighty = [word for word in words if word.text.lower() not in word_list("title-small-words")]
    return len(longer) > 1 and all(
        sum(word.capital for word in kind) > share * len(kind) for kind in (longer, weighty)
    )


@dataclass(frozen=True, slots=True)
class Names:
    """What an article shows of its names: words it writes with a capital inside sentences.

    Only sentences that are not headlines and not the first word of one count as evidence.
    """

    capital: frozenset[str]
    lower: frozenset[str]

    @classmethod
    def of(cls, sentences: Iterable[tuple[str, Sequence[Word]]]) -> Names:
        """Gather the evidence of all sentences of an article, each as its text and words."""
        capital, lower = set(), set()
        for text, run in sentences:
            headline = is_headline(text, run)
            for number, word in enumerate(run):
                if not word.capital:
                    lower.add(word.text.lower())
                elif number and not headline:
                    capital.add(word.text.lower())
        return cls(frozenset(capital), frozenset(lower))

    def locked(self, text: str, run: Sequence[Word]) -> frozenset[int]:
        """Indices of the words of a sentence that are numbers or (parts of) names.

        Capitals on dictionary words are none where they stand for a name that is listed, word
        by word, as *Unified Countries* does.
        """
        headline = is_headline(text, run)
        spun = frozenset(_spun(run)) if not headline else frozenset[int]()
        return frozenset(
            number
            for number, word in enumerate(run)
            if not word.text[0].isalpha()
            or (number not in spun and self._is_name(word, headline or not number))
        )

    def _is_name(self, word: Word, capital_by_position: bool) -> bool:
        if not word.capital:
            return any(letter.isupper() for letter in word.text)
        if len(word.text) > 1 and word.text.isupper():
            return True
        if not capital_by_position:
            return True
        lower = word.text.lower()
        return lower in self.capital and lower not in self.lower


def _spun(run: Sequence[Word]) -> Iterator[int]:
    """The places of ordinary words with capitals that stand for a listed name."""
    for capital, group in groupby(range(len(run)), key=lambda place: _may_be_spun(run[place])):
        places = [place for place in group if capital]
        if len(places) > 1 and listed_instead(" ".join(run[place].text for place in places)):
            yield from places


def _may_be_spun(word: Word) -> bool:
    lower = word.text.lower()
    return (
        word.capital and not word.text.isupper() and ordinary(lower) and not _is_never_name(lower)
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
    for start, end in _segments(text):
        run, headline = _line((shown or text)[start:end])
        plain = [word for word in run if text.startswith(word.text, start + word.start)]
        yield from _segment(text, start, plain, headline, known, opens)


def known_names(text: str) -> frozenset[str]:
    """Words that a text writes with a capital inside its sentences, and never without."""
    capital: set[str] = set()
    lower: set[str] = set()
    for start, end in _segments(text):
        run, headline = _line(text[start:end])
        for word in run:
            bare = _bare(word)
            if not word.capital:
                lower.add(bare)
            elif not headline and not _starts(text, start + word.start, opens=True):
                capital.add(bare.lower())
    return frozenset(capital - lower)


@lru_cache(maxsize=2_000)
def _line(line: str) -> tuple[tuple[Word, ...], bool]:
    """The words of a line, with their places in it, and whether it is a headline."""
    run = words(line, initials=True)
    return run, is_headline(line, run)


def _segments(text: str) -> Iterator[tuple[int, int]]:
    """The sentences of a text, about, as start and end."""
    start = 0
    for gap in _SEGMENT.finditer(text):
        last = _LAST.search(text, max(0, gap.start() - _LONGEST_SHORT), gap.start())
        if last is not None and (len(last[1]) == 1 or last[1].lower() in _SHORTENED):
            continue
        yield start, gap.end()
        start = gap.end()
    yield start, len(text)


@lru_cache(maxsize=50_000)
def ordinary(word: str) -> bool:
    """Whether a dictionary of English lists a word, given in lower case, as no name."""
    stem = re.split("['’]", word, maxsplit=1)[0]
    if _is_never_name(stem) or parts_of(stem):
        return True
    return any(base in _nouns() for base in (stem, *bases(stem)))


def _is_never_name(lower: str) -> bool:
    return lower in word_list("function-words") or lower in word_list("never-names")


@cache
def _nouns() -> frozenset[str]:
    """The words of WordNet that are written without a capital."""
    from assistant.language.thesaurus import wordnet

    return frozenset(member for group in wordnet().sets for member in group.members)


def _segment(
    text: str, offset: int, run: Sequence[Word], headline: bool, known: frozenset[str], opens: bool
) -> Iterator[Found]:
    run = [word for word in run if word.text[0].isalpha()]
    shouted = headline and all(word.text.isupper() for word in run)
    for number, word in enumerate(run):
        bare = _bare(word)
        if bare.islower() or bare == "I" or bare.startswith(("I'", "I’")):
            continue
        after = None if headline or number + 1 == len(run) else run[number + 1]
        by_place = headline or _starts(text, offset + word.start, opens=opens)
        if (
            not by_place
            or (not shouted and _marked(bare))
            or bare.lower() in known
            or not ordinary(bare.lower())
            or (after is not None and _heads(text, offset, word, after))
        ):
            start, end = offset + word.start, offset + word.end
            yield Found(Fact(FactKind.NAME, bare), start, end)


def _marked(word: str) -> bool:
    """Whether a word shows by its own letters that it is a name, as NATO and McRae do."""
    return len(word) > 1 and any(letter.isupper() for letter in word[1:])


def _heads(text: str, offset: int, word: Word, after: Word) -> bool:
    """Whether an ordinary word before a capital belongs to a name, as in White House."""
    lower = _bare(word).lower()
    point = offset + word.end
    is_short = lower in _SHORTENED and text.startswith(".", point)
    point += is_short
    if not _APART.fullmatch(text, point, offset + after.start) or not after.capital:
        return False
    return is_short or (after.text != "I" and _describes(lower))


def _describes(lower: str) -> bool:
    parts = parts_of(lower)
    if lower in _POINTS:
        return True
    if _is_never_name(lower) or "r" in parts or lower.endswith(("ing", "ed")):
        return False
    return not parts or "n" in parts or "a" in parts


def _bare(word: Word) -> str:
    """A word as a fact has it: U.S. as US, J. K. as JK."""
    return word.text.replace(".", "").replace(" ", "")


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
    abbreviations = word_list("name-abbreviations")
    short = last[1].lower() if last else ""
    return last is None or not (len(short) == 1 or short in abbreviations or short in _SHORTENED)
