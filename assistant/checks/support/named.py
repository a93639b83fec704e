"""Names and quotations of a summary: the evidence has them, and gives them to the same speaker."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.checks.facts.comparison import located
from assistant.language.content import tokens
from assistant.language.fact import FactKind, Found
from assistant.language.quotations import quoted

SHORT = {
    "us": "united states", "u.s": "united states", "usa": "united states", "uk": "united kingdom",
    "u.k": "united kingdom", "eu": "european union", "un": "united nations", "st": "saint",
}  # fmt: skip
_MARKS = str.maketrans("‘’“”–—", "''\"\"--")
_PRONOUN = re.compile(r"\b(?:he|she|they|his|her|their|who|i|we)\b", re.IGNORECASE)
TITLES = frozenset(
    """mr mrs ms dr sir dame lord lady mayor minister president chancellor secretary senator judge
    justice professor captain chief director chair chairman chairwoman spokesman spokeswoman police
    council government court company city county state""".split()
)


def problems(sentence: str, evidence: Sequence[str]) -> Iterator[str]:
    """Names that the evidence has not, and quotations that it has otherwise."""
    yield from _names(sentence, " ".join(evidence))
    yield from _quotations(sentence, evidence)


def _names(sentence: str, evidence: str) -> Iterator[str]:
    known = {form for token in tokens(evidence) for form in forms(token.lower)}
    known |= initials(evidence)
    for each in located(sentence):
        if each.fact.kind not in (FactKind.NAME, FactKind.ADDRESS):
            continue
        shown = sentence[each.start : each.end]
        for token in tokens(shown):
            if not forms(token.lower) & known and not _expanded(token.lower, sentence, known):
                yield f"the name “{shown}” is not in the evidence"
                break


def forms(word: str) -> set[str]:
    """A word with and without its possessive and plural ending, and its parts."""
    bare = word.removesuffix("'s").removesuffix("'")
    return {word, bare, bare.removesuffix("s"), bare.replace(".", ""), *bare.split("-")} | (
        {SHORT[bare]} if bare in SHORT else set()
    )


def initials(text: str) -> set[str]:
    """What the names of a text are called for short: `uhs` for `United Harbor Services`."""
    found, run = set(), ""
    for token in (*tokens(text), None):
        if token is not None and token.is_capital:
            run += token.lower[0]
        elif token is None or token.lower not in ("of", "the", "for", "and"):
            found |= {run[a:b] for a in range(len(run)) for b in range(a + 2, len(run) + 1)}
            run = ""
    return found


def _expanded(word: str, sentence: str, known: set[str]) -> bool:
    """Whether a word belongs to the long form of a name that the evidence has in short."""
    lower = sentence.lower()
    if any(
        short in known and word in full.split() and full in lower for short, full in SHORT.items()
    ):
        return True
    capitals = "".join(token.lower[0] for token in tokens(sentence) if token.is_capital)
    return any(
        2 < len(short) < 7 and short in capitals and word[0] in short
        for short in known
        if short.isalpha() and short not in lower
    )


def _quotations(sentence: str, evidence: Sequence[str]) -> Iterator[str]:
    sources = [_plain(text) for text in evidence]
    for each in quoted(sentence):
        said = _plain(sentence[each.start : each.end]).strip(" .,;:!?'\"-")
        holding = [n for n, source in enumerate(sources) if said in source]
        if not said:
            continue
        if not holding:
            yield f"the quotation “{said[:60]}” is not in the evidence word for word"
        elif not any(_within_quotation(said, evidence[n]) for n in holding):
            if len(said.split()) > 2:
                yield f"“{said[:60]}” is no quotation in the evidence"
        elif not any(_same_speaker(sentence, each, evidence, n) for n in holding):
            yield f"the quotation “{said[:60]}” is another's"


def _within_quotation(said: str, source: str) -> bool:
    return any(said in _plain(source[q.start : q.end]) for q in quoted(source))


def _same_speaker(sentence: str, each: Found, evidence: Sequence[str], number: int) -> bool:
    """Whether a name beside the quotation stands, or may be meant, beside it in the evidence."""
    speakers = _people(sentence[: each.start] + " " + sentence[each.end :])
    source = evidence[number]
    outside = source
    for q in reversed(list(quoted(source))):
        outside = outside[: q.start] + " " + outside[q.end :]
    there = _people(outside)
    if not speakers or speakers & there:
        return True
    before = _people(evidence[number - 1]) if number else set()
    return (
        not there
        and (bool(_PRONOUN.search(outside)) or not outside.strip(" .,"))
        and bool(not before or speakers & before)
    )


def _people(text: str) -> set[str]:
    names = (each for each in located(text) if each.fact.kind is FactKind.NAME)
    words = {
        t.lower.removesuffix("'s") for each in names for t in tokens(text[each.start : each.end])
    }
    return words - TITLES


def _plain(text: str) -> str:
    return " ".join(text.translate(_MARKS).split()).lower()
